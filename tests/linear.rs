//! The reader line by line: what it says, and that it is plain.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

/// What the reader says to `typed`, with two articles.
fn talk(typed: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, title: &str, body: &str| {
        fs::write(folder.path().join(name), format!("---\ntitle: {title}\n---\n\n{body}\n")).unwrap();
    };
    write("one.md", "Harbour strike", "The port was closed on Monday, Anna Berg said.\n\nThe toll\u{1b}[2J is high.");
    write("two.md", "Ferries run", "The ferries run again, Anna Berg said. “We are glad,” she said.");
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(["--no-config", "--no-state", "--linear"]).arg(folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_reads_paragraph_by_paragraph_and_article_by_article() {
    let said = talk("\n\n\nnext\n\nprevious\n9\nquit\n\n");
    let order = [
        "Article 1 of 2: Harbour strike",
        "1. The port was closed",
        "2. The toll",
        "The end.",
        "Article 2 of 2: Ferries run",
        "1. The ferries run again",
        "Article 1 of 2: Harbour strike",
        "There are articles 1 to 2.",
    ];
    let mut rest = said.as_str();
    for words in order {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("no “{words}” in its place in\n{said}")).1;
    }
}

#[test]
fn it_finds_compares_and_lists() {
    let said = talk("list\nfind TOLL\neverywhere ferries\nnames\ncompare 2\nhelp\nnonsense\n");
    for words in [
        "2. The toll",
        "2  1 hit in Ferries run",
        "Anna Berg, person",
        "Two articles",
        "compare NUMBER",
        "nonsense is not known",
    ] {
        assert!(said.contains(words), "no “{words}” in\n{said}");
    }
}

#[test]
fn nothing_of_it_is_more_than_text() {
    let said = talk("\n\nall\nissues\nquotes\nwhere\n");
    let drawn = |c: char| ('\u{2500}'..='\u{259F}').contains(&c);
    assert!(!said.contains(|c: char| c.is_control() && c != '\n') && !said.contains(drawn), "{said}");
}

#[test]
fn completions_are_made_for_every_shell_that_the_readme_names() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = Command::new(env!("CARGO_BIN_EXE_parallax")).args(["completions", shell]).output().unwrap();
        assert!(output.status.success() && output.stdout.len() > 1000, "{shell}");
    }
}
