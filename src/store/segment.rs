//! A file of records behind each other. Nothing in it is changed once it is written.

use std::fs::File;
use std::io;

use crate::store::record::{Header, Key};

/// What a segment begins with; the version of what is in it follows.
const MAGIC: &[u8; 8] = b"PLXSEG1\n";

/// Bytes in front of the first record.
pub const START: u64 = 16;

/// A record longer than that is none.
pub const LONGEST: u32 = 256 << 20;

/// The first bytes of a segment.
pub fn start(version: u64) -> [u8; START as usize] {
    let mut out = [0; START as usize];
    out[..8].copy_from_slice(MAGIC);
    out[8..].copy_from_slice(&version.to_le_bytes());
    out
}

/// Where a record lies in its segment, with its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where its header begins.
    pub at: u64,
    /// Bytes without the header.
    pub length: u32,
}

/// A segment that can be read.
#[derive(Debug)]
pub struct Segment(File);

impl Segment {
    /// Takes a file that is open; `None` if it is no segment of this version.
    pub fn new(file: File, version: u64) -> Option<Self> {
        let mut first = [0; START as usize];
        read_at(&file, &mut first, 0).ok()?;
        (first == start(version)).then_some(Self(file))
    }

    /// The bytes of the record at a place; `None` if it is not whole or is that of another key.
    pub fn read(&self, key: Key, place: Place) -> Option<Vec<u8>> {
        if place.length > LONGEST {
            return None;
        }
        let mut bytes = vec![0; Header::LENGTH + place.length as usize];
        read_at(&self.0, &mut bytes, place.at).ok()?;
        let header = Header::read(&bytes)?;
        let is_it = header.key == key && header.fits(&bytes[Header::LENGTH..]);
        bytes.drain(..Header::LENGTH);
        is_it.then_some(bytes)
    }

    /// Hands over every record that is whole, in order, up to the first that is not. Returns whether that is the end of
    /// the file.
    pub fn walk(&self, mut visit: impl FnMut(Key, Place, &[u8])) -> bool {
        let mut at = START;
        let Ok(end) = self.0.metadata().map(|data| data.len()) else { return false };
        let mut bytes = Vec::new();
        while at < end {
            let mut header = [0; Header::LENGTH];
            if read_at(&self.0, &mut header, at).is_err() {
                return false;
            }
            let Some(header) = Header::read(&header).filter(|h| h.length <= LONGEST && at + h.whole() <= end) else {
                return false;
            };
            bytes.resize(header.length as usize, 0);
            if read_at(&self.0, &mut bytes, at + Header::LENGTH as u64).is_err() || !header.fits(&bytes) {
                return false;
            }
            visit(header.key, Place { at, length: header.length }, &bytes);
            at += header.whole();
        }
        true
    }

    /// How long the file is.
    pub fn len(&self) -> u64 {
        self.0.metadata().map_or(0, |data| data.len())
    }

    /// Whether there is no record in it.
    pub fn is_empty(&self) -> bool {
        self.len() <= START
    }
}

/// Reads from a place of a file and leaves its cursor alone.
///
/// # Errors
///
/// The system refuses, or the file ends before.
#[cfg(unix)]
pub fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Reads from a place of a file.
///
/// # Errors
///
/// The system refuses, or the file ends before.
#[cfg(windows)]
pub fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}
