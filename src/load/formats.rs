//! The formats that are read: one table, from which scanning, errors and documentation come. A new format is a file of
//! its own and a row here.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::source::{Sink, Source};
use super::{decode, documents, feeds, html, json, json_lines, mail, packed, tables};

/// A format.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// Extensions of its files, in lower case.
    pub extensions: &'static [&'static str],
    /// What becomes of a file, for the documentation.
    pub yields: &'static str,
    /// Whether a text is of this format, judged by its first kilobytes, where the name of the file does not tell.
    sniff: fn(&str) -> bool,
    read: Reader,
}

/// How a format is read.
#[derive(Clone, Copy, Debug)]
enum Reader {
    /// From a stream, so that a file may have any size.
    Stream(fn(&Source<'_>, &mut dyn BufRead, Sink<'_>) -> ControlFlow<()>),
    /// From all bytes, which have their own way to tell the encoding.
    Bytes(fn(&Source<'_>, Vec<u8>, Sink<'_>) -> ControlFlow<()>),
}

/// All formats. Where neither name nor sniffing tells, a file is read as the last of them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson"],
        yields: "an article a line",
        sniff: json_lines::is_json_lines,
        read: Reader::Stream(json_lines::read),
    },
    Format {
        name: "JSON",
        extensions: &["json"],
        yields: "an article for each object of an array, or one for a single object; JSON Feed",
        sniff: json::is_json,
        read: Reader::Stream(json::read),
    },
    Format {
        name: "web page",
        extensions: &["html", "htm", "xhtml"],
        yields: "the main text of the page",
        sniff: html::is_page,
        read: Reader::Bytes(html::read),
    },
    Format {
        name: "feed",
        extensions: &["rss", "atom", "rdf", "xml", "enex"],
        yields: "an article an entry (RSS, Atom, RDF, NITF, NewsML, exports of weblogs and notes)",
        sniff: feeds::is_feed,
        read: Reader::Bytes(feeds::read),
    },
    Format {
        name: "table",
        extensions: &["csv", "tsv"],
        yields: "an article a row, by the names in the header",
        sniff: tables::is_table,
        read: Reader::Stream(tables::read),
    },
    Format {
        name: "e-mail",
        extensions: &["eml"],
        yields: "an article",
        sniff: mail::is_message,
        read: Reader::Bytes(mail::read),
    },
    Format {
        name: "saved message page",
        extensions: &["mhtml", "mht"],
        yields: "the main text of the page",
        sniff: |_| false,
        read: Reader::Bytes(mail::read),
    },
    Format {
        name: "mail folder",
        extensions: &["mbox"],
        yields: "an article a message",
        sniff: mail::is_folder,
        read: Reader::Stream(mail::folder),
    },
    Format {
        name: "Markdown",
        extensions: &["md", "markdown", "mdown", "mkd"],
        yields: "an article",
        sniff: documents::is_markdown,
        read: Reader::Bytes(documents::markdown),
    },
    Format {
        name: "plain text",
        extensions: &["txt", "text"],
        yields: "an article, or one for each document of an export",
        sniff: |_| true,
        read: Reader::Bytes(documents::plain),
    },
];

/// The format of an extension in lower case.
pub(super) fn of_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extensions.contains(&extension))
}

/// How the names of packed files end that hold one.
const PACKED: [&str; 3] = [".gz", ".zst", ".bz2"];

/// How the names of archives end; packed ones, and those that are not.
const ARCHIVES: [&str; 6] = [".zip", ".tar", ".tar.gz", ".tar.zst", ".tar.bz2", ".tgz"];

/// Whether a file of this name, in lower case, is read when it stands in a folder.
pub(super) fn is_read_in_folders(name: &str) -> bool {
    let known = |name: &str| name.rsplit_once('.').is_some_and(|(_, extension)| of_extension(extension).is_some());
    let is_archive = ARCHIVES.iter().any(|end| name.ends_with(end));
    let unpacked = PACKED.iter().find_map(|packed| name.strip_suffix(packed));
    is_archive || known(unpacked.unwrap_or(name))
}

/// Whether what a file of this name, in lower case, holds is longer than the file.
pub(super) fn is_packed(name: &str) -> bool {
    PACKED.iter().chain(&[".zip", ".tgz"]).any(|end| name.ends_with(end))
}

/// The format of a text by its first kilobytes.
fn of_text(start: &[u8]) -> &'static Format {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let start = String::from_utf8_lossy(&start[..start.len().min(8192)]);
    FORMATS.iter().find(|format| (format.sniff)(&start)).unwrap_or(&FORMATS[FORMATS.len() - 1])
}

/// Reads a source in the format that its name says, or else its first bytes. `size` is what is known of its length.
pub(super) fn read(source: &Source<'_>, size: u64, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return sink(source.failure(super::source::describe(&error))),
    };
    if let Some(packing) = packed::packing(start) {
        return packed::read(source, packing, packed::Inside { read, is_read: is_read_in_folders }, reader, sink);
    }
    // UTF-16 and UTF-32 have no lines of bytes, and an encoding that is asked for may be any: these are decoded as a whole.
    let is_wide = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") || decode::utf32::is(start);
    let is_asked = source.options.encoding.is_some_and(|e| e != encoding_rs::UTF_8);
    let named = source.extension().and_then(|extension| of_extension(&extension));
    let format = named.unwrap_or_else(|| of_text(start));
    match format.read {
        Reader::Stream(read) if !is_wide && !is_asked => read(source, reader, sink),
        Reader::Stream(_) => whole(source, size, reader, sink, |source, bytes, sink| {
            documents::text(source, bytes, sink, |source, text, sink| {
                let Reader::Stream(read) = named.unwrap_or_else(|| of_text(text.as_bytes())).read else {
                    return documents::plain_text(source, text, sink);
                };
                read(source, &mut text.as_bytes(), sink)
            })
        }),
        Reader::Bytes(read) => whole(source, size, reader, sink, |source, bytes, sink| {
            // UTF-16 and UTF-32 without a name are sniffed again as text.
            if named.is_none() && is_wide {
                return documents::text(source, bytes, sink, |source, text, sink| {
                    match of_text(text.as_bytes()).read {
                        Reader::Stream(read) => read(source, &mut text.as_bytes(), sink),
                        Reader::Bytes(read) => read(source, text.into_bytes(), sink),
                    }
                });
            }
            read(source, bytes, sink)
        }),
    }
}

/// Reads all bytes up to the limit and hands them on.
fn whole(
    source: &Source<'_>,
    size: u64,
    reader: &mut dyn BufRead,
    sink: Sink<'_>,
    then: impl Fn(&Source<'_>, Vec<u8>, Sink<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let limit = source.options.limits.file;
    let megabytes = limit / super::MEGABYTE;
    if size > limit {
        let size = size.div_ceil(super::MEGABYTE);
        return sink(source.failure(format!("is {size} MB; the limit is {megabytes} MB")));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    if let Err(error) = std::io::Read::read_to_end(&mut std::io::Read::take(reader, limit + 1), &mut bytes) {
        return sink(source.failure(super::source::describe(&error)));
    }
    if bytes.len() as u64 > limit {
        return sink(source.failure(format!("is larger than {megabytes} MB, the limit")));
    }
    then(source, bytes, sink)
}
