//! Packed files: gzip, zstd and bzip2 of any other format, ZIP and tar with files in them.
//!
//! Nothing is ever written to the disk, so the names inside an archive are names and nothing more; those that lead out
//! of it are left out all the same, because what has such names was made to do harm. What is unpacked is bounded.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Component;

use super::Item;
use super::source::{Sink, Source};
use crate::model::problem::Severity;

mod zip;

/// Archives inside of archives are read this deep.
const DEEPEST: usize = 3;
/// An archive yields so many files at most.
const MOST_MEMBERS: usize = 200_000;
/// So many members that are left out are named; the others are counted.
const NAMED: usize = 3;

/// What bytes are packed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
    Bzip2,
    Zip,
    Tar,
}

/// How bytes that begin so are packed.
pub(super) fn packing(start: &[u8]) -> Option<Packing> {
    if start.starts_with(b"\x1F\x8B") {
        Some(Packing::Gzip)
    } else if start.starts_with(b"\x28\xB5\x2F\xFD") {
        Some(Packing::Zstd)
    } else if start.starts_with(b"BZh")
        && start.get(3).is_some_and(u8::is_ascii_digit)
        && start[4..].starts_with(b"1AY")
    {
        Some(Packing::Bzip2)
    } else if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        Some(Packing::Zip)
    } else if start.get(257..262) == Some(b"ustar") {
        Some(Packing::Tar)
    } else {
        None
    }
}

/// How what comes out is read: the table of formats, which reads packed files itself.
#[derive(Clone, Copy)]
pub(super) struct Inside {
    /// Reads a source of about that many bytes.
    pub(super) read: fn(&Source<'_>, u64, &mut dyn BufRead, Sink<'_>) -> ControlFlow<()>,
    /// Whether a file of this name, in lower case, is read at all.
    pub(super) is_read: fn(&str) -> bool,
}

/// Reads what is packed.
pub(super) fn read(
    source: &Source<'_>,
    packing: Packing,
    inside: Inside,
    reader: &mut dyn BufRead,
    sink: Sink<'_>,
) -> ControlFlow<()> {
    if source.depth >= DEEPEST {
        return sink(source.failure(format!("is packed more than {DEEPEST} times: what is inside is not read")));
    }
    let inner = source.unpacked();
    match packing {
        Packing::Gzip => stream(&inner, inside, flate2::bufread::MultiGzDecoder::new(reader), sink),
        Packing::Bzip2 => stream(&inner, inside, bzip2_rs::DecoderReader::new(reader), sink),
        Packing::Zstd => match ruzstd::decoding::StreamingDecoder::new(reader) {
            Ok(decoder) => stream(&inner, inside, decoder, sink),
            Err(error) => sink(source.failure(format!("is a damaged zstd file: {error}"))),
        },
        Packing::Zip => zip::read(source, inside, reader, sink),
        Packing::Tar => tar(source, inside, reader, sink),
    }
}

/// Reads what comes out of a decoder. Formats that are read as a whole have their limit; those that are read as a
/// stream hold only a line at a time, and are stopped when they grow beyond all measure.
fn stream(source: &Source<'_>, inside: Inside, decoder: impl Read, sink: Sink<'_>) -> ControlFlow<()> {
    let mut bounded =
        BufReader::with_capacity(256 * 1024, Bounded { inner: decoder, left: source.options.limits.unpacked });
    (inside.read)(source, 0, &mut bounded, sink)
}

/// Ends with an error when more than a number of bytes comes out.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self
            .inner
            .read(buffer)
            .map_err(|error| io::Error::other(format!("the packed data is damaged or cut off ({error})")))?;
        if n as u64 > self.left {
            return Err(io::Error::other("it unpacks to more than is read from one file"));
        }
        self.left -= n as u64;
        Ok(n)
    }
}

/// What is left out of an archive.
struct Passed {
    inside: Inside,
    count: usize,
    members: usize,
}

impl Passed {
    fn new(inside: Inside) -> Self {
        Self { inside, count: 0, members: 0 }
    }

    /// Whether a member is to be read, by its name. A name that leads out of the archive is a problem.
    fn admits(&mut self, source: &Source<'_>, name: &str, sink: Sink<'_>) -> ControlFlow<(), bool> {
        let path = std::path::Path::new(name);
        let leads_out = name.starts_with(['/', '\\'])
            || name.contains('\0')
            || name.as_bytes().get(1) == Some(&b':')
            || name.split('\\').any(|part| part == "..")
            || path.components().any(|c| matches!(c, Component::ParentDir | Component::RootDir | Component::Prefix(_)));
        if leads_out {
            return self.pass(
                source,
                &format!("holds `{}`, whose name leads out of it: left out", super::shortened(name)),
                sink,
            );
        }
        let lower = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        let hidden =
            path.components().any(|c| c.as_os_str().to_string_lossy().starts_with(['.', '_']) && c.as_os_str() != ".");
        ControlFlow::Continue(!hidden && (self.inside.is_read)(&lower))
    }

    fn pass(&mut self, source: &Source<'_>, message: &str, sink: Sink<'_>) -> ControlFlow<(), bool> {
        self.count += 1;
        if self.count <= NAMED {
            sink(Item::Problem(source.problem(None, Severity::Warning, message))).map_continue(|()| false)
        } else {
            ControlFlow::Continue(false)
        }
    }

    /// Counts a member, and says whether there are too many.
    fn is_full(&mut self) -> bool {
        self.members += 1;
        self.members > MOST_MEMBERS
    }

    fn finish(&self, source: &Source<'_>, read: usize, sink: Sink<'_>) -> ControlFlow<()> {
        if self.count > NAMED {
            let message = format!("holds {} more members that are left out", self.count - NAMED);
            sink(Item::Problem(source.problem(None, Severity::Warning, message)))?;
        }
        if read == 0 {
            return sink(Item::Problem(source.problem(
                None,
                Severity::Warning,
                "is an archive without a file that is read",
            )));
        }
        ControlFlow::Continue(())
    }
}

/// Reads the files of a tar archive, in their order.
fn tar(source: &Source<'_>, inside: Inside, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    let mut passed = Passed::new(inside);
    let mut long_name: Option<String> = None;
    let mut read = 0;
    loop {
        let mut header = [0u8; 512];
        match reader.read_exact(&mut header) {
            Ok(()) if header.iter().all(|b| *b == 0) => break,
            Ok(()) => {}
            Err(_) => {
                sink(Item::Problem(source.problem(None, Severity::Warning, "is a tar archive that is cut off")))?;
                break;
            }
        }
        if passed.is_full() {
            sink(source.failure(format!("holds more than {MOST_MEMBERS} members: the rest is not read")))?;
            break;
        }
        let Some(size) = octal(&header[124..136]) else {
            sink(source.failure("is a damaged tar archive: a member has no size"))?;
            break;
        };
        let padded = size.div_ceil(512) * 512;
        let field = |range: std::ops::Range<usize>| {
            let bytes = &header[range];
            String::from_utf8_lossy(&bytes[..bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len())]).into_owned()
        };
        let prefix = if header[257..262] == *b"ustar" && header[263] == b'0' { field(345..500) } else { String::new() };
        let short = if prefix.is_empty() { field(0..100) } else { format!("{prefix}/{}", field(0..100)) };
        let kind = header[156];
        let mut member = reader.take(padded);
        match kind {
            // Names that are longer than a header: of GNU tar, and of POSIX.
            b'L' | b'x' if size <= 64 * 1024 => {
                let mut bytes = Vec::new();
                if member.read_to_end(&mut bytes).is_err() {
                    break;
                }
                bytes.truncate(size as usize);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                long_name = if kind == b'L' {
                    Some(text.trim_end_matches('\0').to_owned())
                } else {
                    text.lines()
                        .find_map(|line| line.split_once(" path=").map(|(_, path)| path.to_owned()))
                        .or(long_name)
                };
                continue;
            }
            b'0' | 0 | b'7' => {
                let name = long_name.take().unwrap_or(short);
                let inner = source.member(&name);
                if passed.admits(source, &name, sink)? {
                    read += 1;
                    let mut content = BufReader::new((&mut member).take(size));
                    (inside.read)(&inner, size, &mut content, sink)?;
                }
            }
            b'1' | b'2' => {
                let name = long_name.take().unwrap_or(short);
                let message = format!("holds the link `{}`, which is not followed", super::shortened(&name));
                passed.pass(source, &message, sink)?;
            }
            _ => long_name = None,
        }
        if io::copy(&mut member, &mut io::sink()).is_err() || member.limit() > 0 {
            sink(Item::Problem(source.problem(None, Severity::Warning, "is an archive that is damaged or cut off")))?;
            break;
        }
    }
    passed.finish(source, read, sink)
}

/// A number in octal digits.
fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}

#[cfg(test)]
mod tests;
