//! Packed files, whole and damaged.

use std::io::Write;

use super::*;
use crate::load::formats;
use crate::load::{LIMITS, Limits, Options};

fn read_with(name: &str, bytes: &[u8], limits: Limits) -> (Vec<(String, String)>, Vec<String>) {
    let options = Options { limits, ..Options::default() };
    let source = Source { path: Some(name.into()), options: &options, depth: 0 };
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let mut reader = bytes;
    let flow = formats::read(&source, bytes.len() as u64, &mut reader, &mut |item| {
        match item {
            Item::Article(a) => articles.push((a.head.id, a.text)),
            Item::Problem(p) => problems.push(p.to_string()),
        }
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    (articles, problems)
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[(&str, &str)]) {
    let (articles, problems) = read_with(name, bytes, LIMITS);
    let articles: Vec<_> = articles.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!((articles, problems), (expected.to_vec(), Vec::new()));
}

/// The problems of a file that yields no article.
fn problems(name: &str, bytes: &[u8]) -> String {
    let (articles, problems) = read_with(name, bytes, LIMITS);
    assert_eq!(articles, []);
    problems.join("; ")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

/// `One.\n`, packed with bzip2.
const BZIP2: &[u8] = b"\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x2d\xe3\xf2\xe2\x00\x00\x01\x55\x00\x00\x10\x00\x01\x00\x00\x82\x01\x20\x00\x21\x83\x41\x9a\x09\xa8\x71\x77\x24\x53\x85\x09\x02\xde\x3f\x2e\x20";

fn tar_member(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
    let mut header = vec![0u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
    header[156] = kind;
    header[257..265].copy_from_slice(b"ustar\x0000");
    header.extend_from_slice(content);
    header.resize(header.len().div_ceil(512) * 512, 0);
    header
}

/// A ZIP archive of members that are stored as they are: name, Unix mode, content.
fn zip(members: &[(&str, u32, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, mode, content) in members {
        let (length, size) = ((name.len() as u16).to_le_bytes(), (content.len() as u32).to_le_bytes());
        let mut sizes = Vec::new();
        sizes.extend([0; 4]); // checksum
        sizes.extend(size);
        sizes.extend(size);
        sizes.extend(length);
        sizes.extend([0; 2]);
        directory.extend(b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00");
        directory.extend(&sizes);
        directory.extend([0; 6]);
        directory.extend((mode << 16).to_le_bytes());
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00");
        out.extend(&sizes);
        out.extend(name.as_bytes());
        out.extend(*content);
    }
    let at = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend([(members.len() as u16).to_le_bytes(), (members.len() as u16).to_le_bytes()].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

#[test]
fn packed_files_are_read_as_what_is_in_them() {
    check("a.txt.gz", &gzip(b"One."), &[("a.txt.gz", "One.")]);
    check("a.jsonl.gz", &gzip(b"{\"id\":\"x\",\"text\":\"One.\"}\n"), &[("x", "One.")]);
    let zst = ruzstd::encoding::compress_to_vec(
        &b"{\"id\":\"x\",\"text\":\"One.\"}\n"[..],
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    check("a.jsonl.zst", &zst, &[("x", "One.")]);
    check("a.txt.bz2", BZIP2, &[("a.txt.bz2", "One.\n")]);
    // Whatever the name says, the bytes decide.
    check("a.txt", &gzip(b"One."), &[("a.txt", "One.")]);
}

#[test]
fn archives_hold_files() {
    let tar = [tar_member("news/a.txt", b'0', b"One."), tar_member("b.png", b'0', b"x"), vec![0; 1024]].concat();
    check("n.tar", &tar, &[("n.tar/news/a.txt", "One.")]);
    check("n.tar.gz", &gzip(&tar), &[("n.tar.gz/news/a.txt", "One.")]);
    check(
        "n.zip",
        &zip(&[("a.txt", 0, b"One."), ("c/", 0, b""), (".x/b.txt", 0, b"Two.")]),
        &[("n.zip/a.txt", "One.")],
    );
}

#[test]
fn names_that_lead_out_and_links_are_left_out() {
    for name in ["../a.txt", "/etc/a.txt", "x/../../a.txt", "C:a.txt", "..\\a.txt"] {
        assert!(problems("n.zip", &zip(&[(name, 0, b"One.")])).contains("leads out of it"), "{name}");
        let tar = tar_member(name, b'0', b"One.");
        assert!(problems("n.tar", &tar).contains("leads out of it"), "{name}");
    }
    assert!(problems("n.zip", &zip(&[("a.txt", 0o120_777, b"/etc/passwd")])).contains("holds the link `a.txt`"));
    assert!(problems("n.tar", &tar_member("a.txt", b'2', b"")).contains("holds the link `a.txt`"));
}

#[test]
fn damage_is_said_so() {
    let whole = gzip("One. ".repeat(4000).as_bytes());
    assert!(problems("a.txt.gz", &whole[..whole.len() / 2]).contains("damaged or cut off"));
    let archive = zip(&[("a.txt", 0, b"One.")]);
    assert!(problems("a.zip", &archive[..archive.len() - 30]).contains("its directory is missing"));
    let (_, found) = read_with("a.tar", &tar_member("a.txt", b'0', &[b'x'; 600])[..700], LIMITS);
    assert_eq!(found, ["a.tar: is an archive that is damaged or cut off"]);
    assert!(problems("a.zip", &zip(&[("mimetype", 0, b"application/epub")])).contains("office document"));
    let deep = gzip(&gzip(&gzip(&gzip(b"One."))));
    assert!(problems("a.txt", &deep).contains("packed more than 3 times"));
}

/// An archive of any number of members whose directory has the longer records, all of them the same file.
fn long_zip(members: usize) -> Vec<u8> {
    let short = zip(&[("a.txt", 0, b"One.")]);
    let at = memchr::memmem::find(&short, b"PK\x01\x02").expect("a directory");
    let end = memchr::memmem::rfind(&short, b"PK\x05\x06").expect("its end");
    // The offset stands in a further field behind the name.
    let mut row = short[at..end].to_vec();
    row[30..32].copy_from_slice(&12u16.to_le_bytes());
    row[42..46].fill(0xFF);
    row.extend([1, 0, 8, 0]);
    row.extend(0u64.to_le_bytes());
    let mut out = short[..at].to_vec();
    let length = row.len() * members;
    out.extend(std::iter::repeat_n(row, members).flatten());
    out.extend(b"PK\x06\x06");
    out.extend(44u64.to_le_bytes());
    out.extend([0; 12]);
    for number in [members, members, length, at] {
        out.extend((number as u64).to_le_bytes());
    }
    out.extend(b"PK\x06\x07");
    out.extend([0; 16]);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend([0xFF; 12]);
    out.extend([0; 2]);
    out
}

#[test]
fn archives_of_many_members_are_read_up_to_a_bound() {
    check("n.zip", &long_zip(2), &[("n.zip/a.txt", "One."), ("n.zip/a.txt", "One.")]);
    let many = long_zip(1_000_000);
    let options = Options::default();
    let source = Source { path: Some("n.zip".into()), options: &options, depth: 0 };
    let (mut articles, mut found) = (0, Vec::new());
    let flow = formats::read(&source, many.len() as u64, &mut many.as_slice(), &mut |item| {
        match item {
            Item::Article(_) => articles += 1,
            Item::Problem(problem) => found.push(problem.to_string()),
        }
        // The first thousands tell; the bound is tested on names that are not read.
        if articles < 2000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(flow.is_break() && found.is_empty());
    let mut unread = many;
    for at in memchr::memmem::find_iter(&unread.clone(), b"a.txt") {
        unread[at..at + 5].copy_from_slice(b"a.png");
    }
    assert!(problems("n.zip", &unread).contains("holds more than 200000 members"));
}

#[test]
fn bombs_do_not_go_off() {
    let limits = Limits { unpacked: 10_000, ..LIMITS };
    let (articles, found) = read_with("a.jsonl.gz", &gzip(&vec![b'\n'; 1 << 20]), limits);
    assert_eq!(articles, []);
    assert!(found.join("; ").contains("unpacks to more than is read"), "{found:?}");
    let limits = Limits { file: 10_000, ..LIMITS };
    let (_, found) = read_with("a.txt.gz", &gzip(&vec![b'a'; 1 << 20]), limits);
    assert!(found.join("; ").contains("the limit"), "{found:?}");
}

proptest::proptest! {
    #[test]
    fn damaged_archives_never_panic(at in 0usize..400, byte: u8, cut in 0usize..400) {
        let tar = [tar_member("a.txt", b'0', b"One."), tar_member("b.txt", b'0', b"Two.")].concat();
        for (name, mut bytes) in [("a.zip", zip(&[("a.txt", 0, b"One."), ("b.txt", 0, b"Two.")])), ("a.tar", tar), ("a.txt.gz", gzip(b"One."))] {
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(length - cut % length);
            let _ = read_with(name, &bytes, LIMITS);
        }
    }
}
