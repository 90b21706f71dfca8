//! What lasts, in the real program: kills, two instances, folders that cannot be written, files of others.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::pty::terminal::Terminal;
use crate::{folder, name};

/// The reader on `folder`, which keeps its state in `state`.
#[track_caller]
fn open(folder: &TempDir, state: &Path) -> Terminal {
    let mut terminal = Terminal::parallax(&["--state", name(state), name(folder.path())]);
    terminal.wait_for("Harbour strike");
    terminal.wait_for("Ferries run");
    terminal
}

#[track_caller]
fn quit(mut terminal: Terminal) -> Terminal {
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
    terminal
}

/// The texts of the notes, as the program prints them.
#[track_caller]
fn notes(state: &Path) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    let output = command.args(["notes", "--no-config", "--format", "json", "--state", name(state)]).output().unwrap();
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    printed.as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn it_opens_as_it_was_left() {
    let (folder, state) = (folder(), tempfile::tempdir().unwrap());
    let mut terminal = open(&folder, state.path());
    terminal.send("Js,D");
    terminal.wait_for("zephyr agreement");
    quit(terminal);
    let mut terminal = open(&folder, state.path());
    terminal.wait_for("as you left it: “Ferries run again”, by date; X starts afresh");
    terminal.wait_for("★");
    terminal.wait_for("zephyr agreement");
    terminal.send("X");
    terminal.wait_for("The port was closed");
    quit(terminal);
}

#[test]
fn files_are_read_again_and_what_was_open_stays() {
    let (folder, state) = (folder(), tempfile::tempdir().unwrap());
    let mut terminal = open(&folder, state.path());
    // "reading…" until then, and what is still being read cannot be read again.
    terminal.wait_for("2 articles");
    terminal.send("Js");
    terminal.wait_for("★");
    let edited = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let edited = edited.into_iter().find(|path| fs::read_to_string(path).unwrap().contains("Ferries run")).unwrap();
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, format!("{text}\n\nThe lighthouse was painted.\n")).unwrap();
    fs::write(folder.path().join("zz.txt"), "Lamps go out\n\nEvery lamp of the pier went out.\n").unwrap();
    terminal.send("R");
    terminal.wait_for("read again: 1 new, 1 changed");
    terminal.wait_for("The lighthouse was painted.");
    terminal.wait_for("Lamps go out");
    terminal.wait_for("★");
    quit(terminal);
}

/// A program that gets a file and runs these lines of shell on it, as an editor would.
fn editor(folder: &Path, lines: &str) -> String {
    let path = folder.join("an-editor");
    fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    name(&path).to_owned()
}

/// What was kept is read beside the articles: a note that is there is shown before it can be edited.
fn wait_for_note(terminal: &mut Terminal, state: &Path) {
    if !notes(state).is_empty() {
        terminal.wait_for("1 note");
    }
}

#[test]
fn a_note_is_written_in_the_editor() {
    let (folder, state, place) = (folder(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let temporary = place.path().join("temporary");
    fs::create_dir(&temporary).unwrap();
    let seen = place.path().join("seen");
    let run = |lines: &str, keys: &str, shows: &str| {
        let editor = editor(place.path(), lines);
        let variables = [("VISUAL", editor.as_str()), ("TMPDIR", name(&temporary)), ("SEEN", name(&seen))];
        let mut terminal = Terminal::parallax_with(&variables, &["--state", name(state.path()), name(folder.path())]);
        terminal.wait_for("Harbour strike");
        terminal.wait_for("Ferries run");
        wait_for_note(&mut terminal, state.path());
        terminal.send(keys);
        terminal.wait_for(shows);
        terminal
    };
    // The editor has the terminal as a shell wants it, and a file that nobody else can read.
    let ended = run(
        r#"{ stat -c %a "$1" || stat -f %Lp "$1"; stty -a | grep -c -e ' icanon' -e '^icanon'; } >"$SEEN" 2>/dev/null
           printf 'and\nmore #lead\n\n' >>"$1""#,
        "aBegun\x18",
        "noted",
    );
    assert_eq!(fs::read_to_string(&seen).unwrap(), "600\n1\n");
    quit(ended);
    assert_eq!(notes(state.path()), ["Begun\nand\nmore #lead"]);
    // One that fails after it wrote: the line stays open with all of it.
    let mut failed = run(r#"echo 'and last words' >>"$1"; exit 3"#, "a\x18", "ended with exit status: 3");
    failed.send("!\r");
    failed.wait_for("noted");
    quit(failed);
    assert_eq!(notes(state.path()), ["Begun\nand\nmore #lead\nand last words!"]);
    // One that is not there.
    fs::remove_file(place.path().join("an-editor")).unwrap();
    let lost = name(&place.path().join("an-editor")).to_owned();
    let mut terminal = Terminal::parallax_with(
        &[("VISUAL", lost.as_str()), ("TMPDIR", name(&temporary))],
        &["--state", name(state.path()), name(folder.path())],
    );
    terminal.wait_for("Ferries run");
    wait_for_note(&mut terminal, state.path());
    terminal.send("a\x15Typed\x18");
    terminal.wait_for("did not start");
    terminal.send(" on\r");
    terminal.wait_for("noted");
    quit(terminal);
    assert_eq!(notes(state.path()), ["Typed on"]);
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "no file is left behind");
}

/// How often the reader is killed: a few times, or as often as `PARALLAX_KILLS` says.
fn kills() -> usize {
    std::env::var("PARALLAX_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(8)
}

/// A kill spares no destructor. Whatever was on the disk once is there for ever, and the files are sound.
#[test]
fn killed_at_any_moment_it_loses_nothing_that_was_written() {
    let (folder, state) = (folder(), tempfile::tempdir().unwrap());
    let file = |name: &str| fs::read_to_string(state.path().join(name)).unwrap_or_default();
    let (mut written, mut corrected) = (String::new(), Vec::new());
    let many = kills() > 8;
    for round in 0..kills() {
        let mut terminal = open(&folder, state.path());
        terminal.send(&format!("CoPost {round};\ra <{round}>"));
        match round % 4 {
            0 => {}
            1 => {
                terminal.send("\r");
                terminal.wait_until("note and correction are on the disk", || {
                    file("notes.toml").contains(&format!("<{round}>"))
                        && file("corrections.toml").contains(&format!("Post {round};"))
                });
            }
            2 => terminal.wait_until("something was written", || file("corrections.toml").contains("Post")),
            _ => terminal.wait_for(&format!("<{round}>")),
        }
        if many {
            // A moment that is another each time, up to the time that a change may wait for its write.
            std::thread::sleep(Duration::from_micros((round as u64 * 7919) % 700_000));
        }
        terminal.kill("KILL");
        terminal.wait_for_end();
        let now = if file("notes.toml").is_empty() { String::new() } else { notes(state.path()).concat() };
        let lost: Vec<_> = written.split_whitespace().filter(|word| !now.contains(word)).collect();
        assert!(lost.is_empty(), "{lost:?} of {written:?} was written, and now there is {now:?}");
        assert!(round % 4 != 1 || now.contains(&format!("<{round}>")));
        written = now;
        let text = file("corrections.toml");
        let lost: Vec<_> = corrected.iter().filter(|line: &&String| !text.contains(line.as_str())).collect();
        assert!(lost.is_empty(), "{lost:?} was written, and now there is {text}");
        corrected = text.lines().map(str::to_owned).collect();
        assert!(text.is_empty() || text.ends_with('\n'), "a line is cut off: {text}");
    }
    assert!(corrected.iter().any(|line| line.contains("now = \"Post")), "{corrected:?}");
    // The next write of a file clears away what a kill left of an earlier one.
    let mut terminal = open(&folder, state.path());
    terminal.send("CoLast\ra <last>\r");
    terminal.wait_for("noted");
    quit(terminal);
    let left: Vec<_> = fs::read_dir(state.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let odd = |name: &str| name.contains("damaged") || name.contains(".new-");
    assert!(!left.iter().any(|name| odd(&name.to_string_lossy())), "{left:?}");
}

#[test]
fn a_signal_that_ends_it_lets_it_write() {
    let (folder, state) = (folder(), tempfile::tempdir().unwrap());
    for (i, signal) in ["TERM", "HUP"].into_iter().enumerate() {
        let mut terminal = open(&folder, state.path());
        terminal.send(&format!("{}a by {signal}", "J".repeat(i)));
        terminal.wait_for(&format!("by {signal}"));
        terminal.kill(signal);
        terminal.wait_for_end();
    }
    let mut found = notes(state.path());
    found.sort();
    assert_eq!(found, [" by HUP", " by TERM"]);
}

#[test]
fn of_two_instances_at_once_none_loses() {
    let (folder, state) = (folder(), tempfile::tempdir().unwrap());
    let [mut one, mut other] = [open(&folder, state.path()), open(&folder, state.path())];
    one.send("aFrom one\r");
    other.send("aFrom another\r");
    one.wait_for("noted");
    other.wait_for("noted");
    quit(one);
    quit(other);
    let mut found = notes(state.path());
    found.sort();
    assert_eq!(found, ["From another", "From one"]);
}

#[test]
fn where_nothing_can_be_written_the_notes_are_printed() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let state = place.path().join("a-file");
    fs::write(&state, "not a folder").unwrap();
    let mut terminal = open(&folder, &state);
    terminal.send("aImportant thought\r");
    terminal.wait_for("not saved");
    let terminal = quit(terminal);
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let (_, after) = raw.rsplit_once("\x1b[?1049l").expect("the terminal is given back");
    assert!(after.contains("not saved") && after.contains("Important thought"), "{after}");
    assert_eq!(fs::read_to_string(&state).unwrap(), "not a folder");
}

#[test]
fn files_of_a_newer_version_are_left_alone_and_damaged_ones_set_aside() {
    let (folder, state) = (folder(), tempfile::tempdir().unwrap());
    let (newer, broken) = (state.path().join("notes.toml"), state.path().join("reading.toml"));
    fs::write(&newer, "version = 9\n").unwrap();
    fs::write(&broken, "version = 1\n[articles\n").unwrap();
    let mut terminal = open(&folder, state.path());
    terminal.send("s!");
    terminal.wait_for("a newer Parallax wrote it (format 9)");
    terminal.wait_for("reading.toml.damaged-1");
    quit(terminal);
    assert_eq!(fs::read_to_string(&newer).unwrap(), "version = 9\n");
    assert_eq!(fs::read_to_string(state.path().join("reading.toml.damaged-1")).unwrap(), "version = 1\n[articles\n");
    assert!(fs::read_to_string(&broken).unwrap().contains("starred = true"));
}

#[test]
fn a_workspace_is_saved_and_opened_by_its_name() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let file = place.path().join("talks.toml");
    let mut terminal = Terminal::parallax(&[name(folder.path())]);
    terminal.wait_for("Harbour strike");
    terminal.wait_for("Ferries run");
    terminal.send(&format!(",Dgw\x15{}\r", name(&file)));
    terminal.wait_for("saved; parallax");
    terminal.send(&format!("cJcgw\x15{}\r", name(&file)));
    terminal.wait_until("it replaces the other one", || {
        fs::read_to_string(&file).is_ok_and(|text| text.contains("view = \"comparison\""))
    });
    quit(terminal);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("kind = \"workspace\"") && text.contains("sort = [\"-date\"]"), "{text}");
    let mut terminal = Terminal::parallax(&[name(&file)]);
    terminal.wait_for("the workspace");
    terminal.wait("both texts show", |t| t.text().contains("The port was closed") && t.text().contains("zephyr"));
    // What is no workspace is never replaced.
    let other = place.path().join("config.toml");
    fs::write(&other, "theme = \"dark\"\n").unwrap();
    terminal.send(&format!("gw\x15{}\r", name(&other)));
    terminal.wait_for("it is no workspace");
    assert_eq!(fs::read_to_string(&other).unwrap(), "theme = \"dark\"\n");
    quit(terminal);
    let left = fs::read_dir(place.path()).unwrap().count();
    assert_eq!(left, 2, "no other file is left behind");
}
