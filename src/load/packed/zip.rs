//! ZIP archives, read front to back from their local headers and checked against their directory, which stands at the
//! end and says where each member begins.

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

use super::{Bounded, Inside, MOST_MEMBERS, Passed};
use crate::load::source::{Sink, Source};

/// A row of the directory.
struct Member {
    name: String,
    method: u16,
    is_encrypted: bool,
    is_link: bool,
    packed: u64,
    size: u64,
    offset: u64,
}

/// Reads the files of an archive, in the order of its directory.
pub(super) fn read(source: &Source<'_>, inside: Inside, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    let limit = source.options.limits.archive;
    let mut bytes = Vec::new();
    if let Err(error) = reader.take(limit + 1).read_to_end(&mut bytes) {
        return sink(source.failure(crate::load::source::describe(&error)));
    }
    if bytes.len() as u64 > limit {
        return sink(source.failure(format!("is a ZIP archive of more than {} MB, the limit", limit >> 20)));
    }
    let Some((count, directory)) = directory(&bytes) else {
        return sink(source.failure("is a ZIP archive that is cut off: its directory is missing"));
    };
    if let Some((first, _)) = member(&bytes, directory)
        && matches!(first.name.as_str(), "mimetype" | "[Content_Types].xml")
    {
        return sink(
            source.failure("is an office document or a book, which is not read: save it as text or as a web page"),
        );
    }
    let mut passed = Passed::new(inside);
    let mut read = 0;
    let mut at = directory;
    let mut left = source.options.limits.unpacked;
    for _ in 0..count {
        if passed.is_full() {
            sink(source.failure(format!("holds more than {MOST_MEMBERS} members: the rest is not read")))?;
            break;
        }
        let Some((member, next)) = member(&bytes, at) else {
            // Of an archive that does not count them the end of the directory is the last.
            if count == usize::MAX && read > 0 {
                break;
            }
            sink(source.failure("is a damaged ZIP archive: its directory is broken"))?;
            break;
        };
        at = next;
        if member.name.ends_with('/') {
            continue;
        }
        if member.is_link {
            let name = crate::load::shortened(&member.name);
            passed.pass(source, &format!("holds the link `{name}`, which is not followed"), sink)?;
            continue;
        }
        if !passed.admits(source, &member.name, sink)? {
            continue;
        }
        let inner = source.member(&member.name);
        read += 1;
        if member.is_encrypted {
            sink(inner.failure("is encrypted"))?;
            continue;
        }
        let Some(packed) = content(&bytes, &member) else {
            sink(inner.failure("is damaged: the archive holds no data for it"))?;
            continue;
        };
        // All members together are bounded, so that overlapping ones cannot multiply.
        if member.size > left {
            sink(source.failure("unpacks to more than is read from one file: the rest is not read"))?;
            break;
        }
        left -= member.size;
        let flow = match member.method {
            0 => (inside.read)(&inner, member.size, &mut &*packed, sink),
            8 => {
                let decoder = flate2::read::DeflateDecoder::new(packed);
                // What a member says of its size is a promise.
                let mut bounded = BufReader::new(Bounded { inner: decoder, left: member.size });
                (inside.read)(&inner, member.size, &mut bounded, sink)
            }
            method => sink(inner.failure(format!("is packed by a method that is not read (number {method})"))),
        };
        flow?;
    }
    passed.finish(source, read, sink)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// A number that does not fit into the fields of old stands in a record of its own.
const ELSEWHERE: u32 = u32::MAX;

/// How many members the directory has, and where it begins.
fn directory(bytes: &[u8]) -> Option<(usize, usize)> {
    // The last record is followed by a comment of 64 KB at most.
    let from = bytes.len().saturating_sub(66_000);
    let end = from + memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")?;
    let mut count = usize::from(u16_at(bytes, end + 10)?);
    let mut at = u32_at(bytes, end + 16)?;
    // Archives of more than 65,535 members, or more than 4 GB, have a longer record in front of it.
    if count == 0xFFFF || at == ELSEWHERE {
        let long = memchr::memmem::rfind(&bytes[from..end], b"PK\x06\x06").map(|record| from + record);
        match long {
            Some(record) => {
                count = usize::try_from(u64_at(bytes, record + 32)?).ok()?;
                at = u32::try_from(u64_at(bytes, record + 48)?).ok()?;
            }
            // Some writers count no further.
            None if at != ELSEWHERE => count = usize::MAX,
            None => return None,
        }
    }
    (at as usize <= bytes.len()).then_some((count, at as usize))
}

/// The member at `at` in the directory, and where the next one begins.
fn member(bytes: &[u8], at: usize) -> Option<(Member, usize)> {
    if bytes.get(at..at + 4)? != b"PK\x01\x02" {
        return None;
    }
    let length = |offset| u16_at(bytes, at + offset).map(usize::from);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let name_bytes = bytes.get(at + 46..at + 46 + name)?;
    let attributes = u32_at(bytes, at + 38)?;
    let made_by_unix = bytes.get(at + 5)? == &3;
    // Sizes and the offset that do not fit stand behind the name, in this order and only those.
    let further = bytes.get(at + 46 + name..at + 46 + name + extra)?;
    let mut long = long_fields(further);
    let mut number = |offset| match u32_at(bytes, at + offset)? {
        ELSEWHERE => long.next(),
        number => Some(u64::from(number)),
    };
    let (size, packed, offset) = (number(24)?, number(20)?, number(42)?);
    let member = Member {
        name: String::from_utf8_lossy(name_bytes).into_owned(),
        method: u16_at(bytes, at + 10)?,
        is_encrypted: u16_at(bytes, at + 8)? & 1 != 0,
        is_link: made_by_unix && attributes >> 28 == 0o12,
        packed,
        size,
        offset,
    };
    Some((member, at + 46 + name + extra + comment))
}

/// The numbers of eight bytes in the further fields of a member.
fn long_fields(mut fields: &[u8]) -> impl Iterator<Item = u64> {
    const LONG: u16 = 1;
    let mut found: &[u8] = &[];
    while let (Some(id), Some(length)) = (u16_at(fields, 0), u16_at(fields, 2)) {
        let Some(field) = fields.get(4..4 + usize::from(length)) else { break };
        if id == LONG {
            found = field;
            break;
        }
        fields = &fields[4 + usize::from(length)..];
    }
    found.chunks_exact(8).filter_map(|number| u64_at(number, 0))
}

/// The packed bytes of a member.
fn content<'a>(bytes: &'a [u8], member: &Member) -> Option<&'a [u8]> {
    let at = usize::try_from(member.offset).ok()?;
    if bytes.get(at..at.checked_add(4)?)? != b"PK\x03\x04" {
        return None;
    }
    let start = at + 30 + usize::from(u16_at(bytes, at + 26)?) + usize::from(u16_at(bytes, at + 28)?);
    bytes.get(start..start.checked_add(usize::try_from(member.packed).ok()?)?)
}
