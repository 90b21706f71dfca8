//! Promises of docs/security.md that take the real binary: inputs and arguments that mean harm.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs::{self, OpenOptions};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program in an empty folder of its own, without the user's configuration.
fn parallax(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("XDG_CONFIG_HOME", folder).env("HOME", folder);
    command
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Whether a terminal may be given this: no control characters but line feeds, nothing that turns text around.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n' || parallax::text::cells::is_bidi_control(c))
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_no_file_is_an_error_and_never_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("config.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (arguments, kind) in [
        (&["list", "-"][..], "is a named pipe"),
        (&["--config", "config.toml", "list", "-"], "is a named pipe"),
        (&["--config", "/dev/zero", "list", "-"], "is a device"),
        (&["--config", ".", "list", "-"], "is a folder"),
    ] {
        let output = parallax(folder.path(), arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors(&output).contains(kind), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn a_configuration_of_any_size_is_not_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("large.toml")).unwrap();
    file.set_len(1 << 40).unwrap();
    let output = parallax(folder.path(), &["--config", "large.toml", "list", "-"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("the limit"), "{}", errors(&output));
}

#[test]
fn what_is_wrong_with_the_arguments_is_said_without_their_control_characters() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\u{1b}]0;owned\u{7}\u{202e}\u{9b}31m";
    for arguments in [
        &["--format", evil][..],
        &["--jobs", evil],
        &[&format!("--{evil}")],
        &["--encoding", evil, "list", "-"],
        &["--filter", &format!("topic:({evil}"), "list", "-"],
        &["--config", evil, "list", "-"],
        &["list", evil],
        &["compare", evil],
    ] {
        let output = parallax(folder.path(), arguments).output().unwrap();
        let errors = errors(&output);
        assert!(output.status.code().is_some_and(|code| code > 0), "{arguments:?}");
        assert!(!errors.is_empty() && is_harmless(&errors), "{arguments:?}: {errors:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_an_error_also_of_the_help() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Talks end\n\nAda Berg spoke.\n").unwrap();
    for arguments in [&["--help"][..], &["help", "list"], &["--version"], &["--print-keys"], &["list", "a.txt"]] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = parallax(folder.path(), arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors(&output).contains("cannot write"), "{arguments:?}: {}", errors(&output));
    }
}

/// A debug build fails where it is asked to.
#[cfg(debug_assertions)]
#[test]
fn a_fault_of_an_analysis_across_articles_is_said_and_ends_the_command_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.path().join(name), "Talks end\n\nAda Berg spoke.\n").unwrap();
    }
    for command in [&["board"][..], &["compare"], &["list", "--filter", "story:talks"]] {
        let mut command = parallax(folder.path(), &[command, &["a.txt", "b.txt"]].concat());
        let output = command.env("PARALLAX_PANIC", "across").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?} {}", errors(&output));
        assert!(errors(&output).contains("a fault of the program"), "{}", errors(&output));
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_told_on_one_clean_line() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in ["a\nb\u{1b}[31m.txt".as_bytes(), b"not \xff UTF-8.txt", "turned \u{202e}txt.txt".as_bytes()] {
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "").unwrap();
        let json = [name, b".json"].concat();
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(&json)), "{\"text\": \"Ada Berg spoke.\"}").unwrap();
    }
    let output = parallax(folder.path(), &["check", "."]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(is_harmless(&text) && text.lines().filter(|line| line.contains("is empty")).count() == 3, "{text:?}");
    assert!(text.contains("3 articles"), "{text}");
    let output = parallax(folder.path(), &["list", "."]).output().unwrap();
    assert!(is_harmless(&String::from_utf8(output.stdout).unwrap()));
}

#[test]
fn a_folder_that_is_called_like_a_page_is_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("x.html")).unwrap();
    fs::write(folder.path().join("x.html/a.txt"), "Talks end\n\nAda Berg spoke.\n").unwrap();
    let output = parallax(folder.path(), &["check", ".", "--no-config"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("1 article, 0 errors"));
}

#[test]
fn every_promise_of_the_threat_model_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/security.md")).unwrap();
    let mut promises = 0;
    for line in page.lines().filter(|line| line.contains(".rs` `")) {
        let names: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let [.., file, test] = names[..] else { panic!("{line}") };
        let source = fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(source.contains(&format!("fn {test}(")), "{file} has no test {test}");
        promises += 1;
    }
    assert!(promises > 15);
}
