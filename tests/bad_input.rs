//! Every kind of bad input in one folder with a good article: each says what is wrong with it, and costs nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![cfg(unix)]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TEXT: &str = "The council of Brakel decided on Monday to keep the harbour closed for three more weeks, it said.";

/// A member of a tar archive: name, kind (`0` a file, `2` a link), content.
fn tar_member(name: &str, kind: u8, content: &str) -> Vec<u8> {
    let mut header = vec![0u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
    header[156] = kind;
    header[257..265].copy_from_slice(b"ustar\x0000");
    header.extend_from_slice(content.as_bytes());
    header.resize(header.len().div_ceil(512) * 512, 0);
    header
}

/// Every path below a folder.
fn paths(folder: &Path) -> BTreeSet<PathBuf> {
    let mut out = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.append(&mut paths(&path));
        }
        out.insert(path);
    }
    out
}

/// The files: name, content, and a part of what is said of it; nothing for what is read without a word.
fn files() -> Vec<(&'static [u8], Vec<u8>, &'static str)> {
    let archive = [
        tar_member("../out.txt", b'0', TEXT),
        tar_member("/abs.txt", b'0', TEXT),
        tar_member("link.txt", b'2', ""),
        tar_member("in.txt", b'0', TEXT),
        vec![0; 1024],
    ];
    let record = |more: &str| format!("{{\"text\": \"{TEXT}\"{more}}}\n");
    vec![
        (b"good.txt", TEXT.into(), ""),
        (b"cut.json", format!("[{}, {{\"text\": \"The counc", record("").trim_end()).into(), "is cut off"),
        (b"open.json", format!("[{},\n", record("").trim_end()).into(), "open.json: is cut off: its list is never closed"),
        (b"cut.jsonl", format!("{}{{\"text\": \"The counc", record("")).into(), "cut.jsonl:2: "),
        (b"cut.xml", format!("<rss><channel><item><title>A</title><description>{TEXT}").into(), "is cut off"),
        (b"cut.zip", b"PK\x03\x04\x14\0\0\0".into(), "is a ZIP archive that is cut off"),
        (b"cut.txt", [TEXT.as_bytes(), " Caf\u{e9}".as_bytes().split_last().unwrap().1].concat(), "is broken UTF-8"),
        (
            b"declared.html",
            format!("<html><head><meta charset='shift_jis'><title>Caf\u{e9}</title></head><body><p>{TEXT}</p></body></html>").into(),
            "",
        ),
        (
            b"bomb.xml",
            "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss><channel><item><title>&b;</title></item></channel></rss>".into(),
            "bomb.xml: holds a summary",
        ),
        (b"leads_out.tar", archive.concat(), "`../out.txt`, whose name leads out"),
        (b"marks.csv", b"title,text\nA,\"One.\nB,Two.\n".into(), "a quotation mark that is never closed"),
        (b"twins.jsonl", [record(", \"id\": \"t1\""), record(", \"id\": \"t1\"")].concat().into(), "has the id `t1`, which another"),
        (
            b"places.jsonl",
            record(", \"entities\": [{\"start\": 4, \"end\": 99999, \"type\": \"ORG\"}, [-1, 3, \"ORG\"]]").into(),
            "outside of its text",
        ),
        (b"two\nlines.txt", b"".into(), "is empty"),
        (b"not \xff UTF-8.txt", b"".into(), "UTF-8.txt: is empty"),
    ]
}

#[test]
fn each_bad_input_is_told_and_stops_nothing() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("news");
    fs::create_dir_all(folder.join("x.html")).unwrap();
    fs::write(folder.join("x.html/inside.txt"), TEXT).unwrap();
    for (name, content, _) in files() {
        fs::write(folder.join(OsStr::from_bytes(name)), content).unwrap();
    }
    assert!(Command::new("mkfifo").arg(folder.join("pipe.txt")).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", folder.join("device.txt")).unwrap();
    let before = paths(outer.path());

    let check = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(["--no-config", "--no-cache", "check"]).args(arguments).current_dir(&folder).stdin(Stdio::null());
        let output = command.env("HOME", outer.path()).env("XDG_CONFIG_HOME", outer.path()).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    let (said, status) = check(&["."]);
    assert_eq!(status, Some(1), "{said}");
    for (name, _, message) in files().iter().filter(|(.., message)| !message.is_empty()) {
        assert!(
            said.lines().any(|line| line.contains(message)),
            "{:?}: {message:?} is not in:\n{said}",
            OsStr::from_bytes(name)
        );
    }
    assert!(said.contains("\n15 articles, "), "{said}");
    let (said, status) = check(&["pipe.txt", "device.txt", "good.txt"]);
    assert!(
        said.contains("is a named pipe") && said.contains("is a device") && said.contains("1 article, 2 errors"),
        "{said}"
    );
    assert_eq!(status, Some(1));
    assert_eq!(paths(outer.path()), before, "something was written");
}
