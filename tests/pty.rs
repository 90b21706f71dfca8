//! The whole program in a real terminal: what it draws, how it ends, and that the terminal is given back each time.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod pty {
    pub mod keeping;
    pub mod rest;
    pub mod terminal;
}

use std::fs;
use std::path::Path;

use pty::rest::{self, at_rest, wake_ups};
use pty::terminal::{Terminal, count};
use tempfile::TempDir;

/// A folder with two short articles.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, title: &str, body: &str| {
        let text = format!("---\ntitle: {title}\n---\n\n{body}\n");
        fs::write(folder.path().join(name), text).unwrap();
    };
    write("one.md", "Harbour strike enters second week", "The port was closed on Monday, Anna Berg said.");
    write("two.md", "Ferries run again", "The minister praised the zephyr agreement on Friday.");
    folder
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The reader on [`folder`], with everything analysed.
#[track_caller]
fn started() -> (Terminal, TempDir) {
    let folder = folder();
    let mut terminal = Terminal::parallax(&[name(folder.path())]);
    terminal.wait_for("Harbour strike");
    terminal.wait_for("Ferries run");
    terminal.wait_for("The port was closed");
    terminal.wait_for_rest();
    (terminal, folder)
}

#[test]
fn it_draws_moves_and_quits() {
    let (mut terminal, _folder) = started();
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    assert!(terminal.screen().bracketed_paste() && !terminal.is_cooked());
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
    terminal.send("K");
    terminal.wait_for("The port was closed");
    terminal.send("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn ctrl_c_quits() {
    let (mut terminal, _folder) = started();
    terminal.send("\x03");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn every_frame_is_one_synchronized_update() {
    let (mut terminal, _folder) = started();
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
    terminal.wait_for_rest();
    let (begun, ended) = (count(&terminal.raw, b"\x1b[?2026h"), count(&terminal.raw, b"\x1b[?2026l"));
    assert!(begun == ended && begun >= 2, "{begun} begun, {ended} ended");
    assert!(terminal.raw.ends_with(b"\x1b[?2026l"), "nothing is drawn outside");
    assert_eq!(count(&terminal.raw, b"\x1b[6n") + count(&terminal.raw, b"\x1b[c"), 0, "the terminal is asked nothing");
}

#[test]
fn the_last_size_of_a_storm_is_drawn() {
    let (mut terminal, _folder) = started();
    for i in 0..50 {
        terminal.resize(60 + i, 20 + i / 2);
    }
    terminal.resize(90, 25);
    // Whatever was drawn for other sizes is gone when the last frame clears the screen.
    terminal.wait_for_rest();
    terminal.send("\x0c");
    terminal.wait_for_rest();
    let after = terminal.text();
    terminal.resize(91, 25);
    terminal.wait_for_rest();
    terminal.resize(90, 25);
    terminal.wait("the old picture comes back", |t| t.text() == after);
    assert!(after.contains("Harbour strike"));
}

#[test]
fn keys_during_a_resize_are_not_lost() {
    let (mut terminal, _folder) = started();
    for i in 0..20 {
        terminal.resize(100 + i, 40);
        terminal.send("JK");
    }
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
}

#[test]
fn signals_that_end_it_give_the_terminal_back() {
    for (signal, printed) in [("TERM", "Terminated"), ("HUP", "Hangup"), ("INT", "Interrupt")] {
        let (mut terminal, _folder) = started();
        terminal.kill(signal);
        let status = terminal.wait_for_end();
        assert_eq!(status.signal(), Some(printed), "{signal}: a shell sees what happened");
        terminal.assert_restored();
    }
}

/// Runs the reader as a job of a shell, stops it by `stop`, and brings it back.
#[track_caller]
fn stops_and_continues(stop: impl Fn(&mut Terminal)) {
    let folder = folder();
    let script = r#"set -m; "$PARALLAX" "$0"; echo "[stopped] $?"; read line; fg >/dev/null; echo "[ended] $?""#;
    let mut terminal = Terminal::shell(script, &[name(folder.path())]);
    terminal.wait_for("Ferries run");
    terminal.wait_for("The port was closed");
    terminal.wait_for_rest();
    let before = terminal.text();
    stop(&mut terminal);
    terminal.wait_for("[stopped] 1");
    terminal.assert_restored();
    terminal.resize(110, 35);
    terminal.send("\n");
    terminal.wait_for("The port was closed");
    terminal.wait("raw again", |t| !t.is_cooked() && t.screen().alternate_screen() && t.screen().bracketed_paste());
    terminal.resize(120, 40);
    terminal.wait("the same picture comes back", |t| t.text() == before);
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
    terminal.send("Q");
    terminal.wait_for("[ended] 0");
    terminal.wait_for_end();
    terminal.assert_restored();
}

#[test]
fn ctrl_z_stops_and_fg_continues() {
    stops_and_continues(|terminal| terminal.send("\x1a"));
}

#[test]
fn sigtstp_stops_and_fg_continues() {
    stops_and_continues(|terminal| terminal.kill("TSTP"));
}

#[test]
fn ctrl_z_does_nothing_where_no_shell_could_continue_it() {
    let (mut terminal, _folder) = started();
    terminal.send("\x1aJ");
    terminal.wait_for("zephyr agreement");
}

#[test]
fn after_sigstop_from_outside_it_takes_the_terminal_again() {
    let (mut terminal, _folder) = started();
    let enters = |t: &Terminal| count(&t.raw, b"\x1b[?1049h");
    terminal.kill("STOP");
    terminal.kill("CONT");
    terminal.wait("entered again", |t| enters(t) == 2);
    terminal.wait_for("The port was closed");
    terminal.send("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn a_closed_terminal_ends_it() {
    let (mut terminal, _folder) = started();
    terminal.close();
    assert_eq!(terminal.wait_for_end().signal(), Some("Hangup"));
}

#[test]
fn a_closed_terminal_ends_it_even_when_sighup_does_not_come() {
    // The system sends it to the leader of the session only; this one does not care and passes nothing on.
    let folder = folder();
    let script = r#"trap "" HUP; set -m; ("$PARALLAX" "$0"; echo $? >"$0/status")"#;
    let mut terminal = Terminal::shell(script, &[name(folder.path())]);
    terminal.wait_for("The port was closed");
    terminal.close();
    terminal.wait_for_end();
    assert_eq!(fs::read_to_string(folder.path().join("status")).unwrap().trim(), "129");
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_why() {
    let folder = folder();
    let mut terminal = Terminal::parallax_with(&[("PARALLAX_PANIC", "main")], &[name(folder.path())]);
    assert_eq!(terminal.wait_for_end().exit_code(), 101);
    terminal.assert_restored();
    assert!(terminal.text().contains("a panic was asked for"), "{}", terminal.text());
    assert_eq!(count(&terminal.raw, b"\x1b[?1049l"), 1, "given back once");
}

#[test]
fn a_panic_in_an_analysis_leaves_the_reader_usable() {
    let folder = folder();
    let mut terminal = Terminal::parallax_with(&[("PARALLAX_PANIC", "worker")], &[name(folder.path())]);
    terminal.wait_for("Ferries run"); // there is another one to go to
    terminal.wait_for("The port was closed");
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
    terminal.wait_for("! 2"); // both, counted in the status line
    terminal.send("!");
    terminal.wait_for("a panic was asked for");
    assert!(terminal.screen().alternate_screen());
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn what_an_article_holds_never_commands_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\x1b[2J\x1b]52;c;ZXZpbA==\x07\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\\u{9b}31mred\u{9d}0;t\u{9c}\
                \x1bP+q\x1b\\\u{202e}drawkcab\u{2066}\u{200e}\x07\x08\x7f\0\r";
    let text = format!(
        "---\ntitle: \"T\\e[31mitle \\a\"\nsource: \"S\\x9bource\"\n---\n\n# Head {evil}\n\nAlert {evil} ends.\n"
    );
    fs::write(folder.path().join("a\x1b[5mnews\u{9b}.md"), text).unwrap();
    fs::write(folder.path().join("b\x1b]0;bad\x07.md"), [0xff, 0xfe, 0x00]).unwrap();
    fs::write(folder.path().join("c.txt"), format!("Plain {evil} title\n\nBody {evil} text that ends here.\n"))
        .unwrap();
    let mut terminal = Terminal::parallax(&[name(folder.path())]);
    terminal.wait_for("ends.");
    for keys in ["J", "K", "!", "\x1b", "\t\t\t", "/link\r", "Q"] {
        terminal.wait_for_rest();
        terminal.send(keys);
    }
    terminal.wait_for_end();
    let raw = String::from_utf8(terminal.raw.clone()).expect("only UTF-8 is written");
    // The reader itself asks for the background of the terminal.
    let raw = raw.replace("\x1b]11;?\x1b\\", "");
    for forbidden in [
        "\x1b]", "\x1bP", "\x1b[5m", "\x07", "\x08", "\x7f", "\0", "\u{9b}", "\u{9c}", "\u{9d}", "\u{202e}",
        "\u{2066}", "\u{200e}",
    ] {
        assert!(!raw.contains(forbidden), "{forbidden:?} reached the terminal");
    }
    assert!(count(raw.as_bytes(), b"\x1b[2J") <= 2, "the screen is cleared by nobody but us");
}

#[test]
fn articles_through_a_pipe_keys_from_the_terminal() {
    let text = "The senate voted on Tuesday.\n\n".repeat(3000); // more than a pipe holds at a time
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.txt");
    fs::write(&file, format!("{text}The very last sentence.\n")).unwrap();
    let mut terminal = Terminal::shell(r#"cat "$0" | "$PARALLAX" -; echo "[ended] $?""#, &[name(&file)]);
    terminal.wait_for("The senate voted");
    terminal.send("lG");
    terminal.wait_for("The very last sentence.");
    terminal.send("Q");
    terminal.wait_for("[ended] 0");
    terminal.assert_restored();
}

/// Whether the list of articles, at the left of the screen, shows `text`.
fn listed(terminal: &Terminal, text: &str) -> bool {
    terminal.screen().rows(0, 30).any(|row| row.contains(text))
}

#[test]
fn articles_are_filtered_by_topic() {
    let folder = folder();
    let config = folder.path().join("config.toml");
    fs::write(&config, "[[topics]]\nname = \"Ferries\"\nwords = [\"ferries\"]\n").unwrap();
    let mut terminal = Terminal::shell(r#"exec "$PARALLAX" --config "$0" "$1""#, &[name(&config), name(folder.path())]);
    terminal.wait_for("Harbour strike");
    terminal.wait("topics are known", |t| t.text().contains("The port was closed"));
    terminal.wait_for_rest();
    terminal.send("f");
    terminal.wait_for("Filter · 2 articles");
    terminal.send("/Ferr\r\r");
    terminal.wait_for("1/2 articles");
    terminal.wait("the other article is not listed", |t| listed(t, "Ferries run") && !listed(t, "Harbour"));
    // What is open stays open; the next one is that of the list.
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
    terminal.send("tf");
    terminal.wait("all articles are listed", |t| listed(t, "Harbour"));
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn a_query_filters_as_it_is_typed_and_a_wrong_one_keeps_the_list() {
    let (mut terminal, _folder) = started();
    terminal.send("Fzephyr");
    terminal.wait("the other article is not listed", |t| listed(t, "Ferries") && !listed(t, "Harbour"));
    assert!(!terminal.screen().hide_cursor(), "the cursor stands where one types");
    terminal.send("\x1b[200~ befor:2021\x1b[201~"); // pasted: typed letter by letter it is a word for a while
    terminal.wait_for("there is no field “befor”");
    assert!(listed(&terminal, "Ferries"));
    terminal.send("\x1b");
    terminal.wait("Escape leads back", |t| listed(t, "Harbour") && t.screen().hide_cursor());
    terminal.send("Ftopic:zeppelins\r");
    terminal.wait_for("0/2");
    terminal.send("\x1b");
    terminal.wait("all articles are listed", |t| listed(t, "Harbour"));
    assert!(!terminal.is_cooked(), "Escape does not quit");
}

#[test]
fn a_search_everywhere_leads_into_the_article() {
    let (mut terminal, _folder) = started();
    terminal.send("g/ZEPHYR");
    terminal.wait_for("praised the zephyr");
    terminal.send("\r\r");
    terminal.wait("the window is closed, the hit shows", |t| {
        !t.text().contains("Ctrl-s: by relevance") && t.text().contains("zephyr agreement")
    });
    terminal.send("g/\x1b[200~nowhere\x1b[201~"); // pasted
    terminal.wait_for("“nowhere” stands in none");
}

#[test]
fn two_articles_stand_side_by_side_at_every_size() {
    let (mut terminal, _folder) = started();
    terminal.send("c");
    terminal.wait_for("only right");
    terminal.wait("both texts show", |t| {
        let text = t.text();
        text.contains("The port was closed") && text.contains("zephyr agreement")
    });
    terminal.wait_for("linked");
    terminal.wait_for_rest();
    terminal.send("\x0c");
    terminal.wait_for_rest();
    // Blanks that were written and cells that were cleared look alike.
    let picture = |t: &Terminal| t.text().lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    let before = picture(&terminal);
    for (columns, rows) in [(80, 24), (50, 20), (39, 9), (1, 1), (200, 60), (99, 30)] {
        terminal.resize(columns, rows);
        terminal.send("x=jk"); // keys go on while it is drawn anew
    }
    terminal.resize(120, 40);
    terminal.wait("the same picture comes back", |t| picture(t) == before);
    terminal.send("q");
    terminal.wait("the list is back", |t| listed(t, "Harbour") && !t.text().contains("comparing two"));
    terminal.send("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn the_mouse_selects_scrolls_and_is_given_back() {
    let folder = folder();
    let paragraphs: Vec<_> = (1..=90).map(|i| format!("Paragraph {i} of it.")).collect();
    fs::write(folder.path().join("long.md"), format!("# A long report\n\n{}", paragraphs.join("\n\n"))).unwrap();
    let mut terminal = Terminal::parallax(&[name(folder.path())]);
    terminal.wait_for("A long report");
    terminal.wait_for_rest();
    assert!(terminal.mouse_is_ours());
    terminal.mouse(0, terminal.find("A long report"));
    terminal.wait_for("Paragraph 3 of it");
    terminal.wait_for_rest();
    let over = terminal.find("Paragraph 3 of it");
    for _ in 0..20 {
        terminal.mouse(65, over);
    }
    terminal.wait_until_gone("Paragraph 3 of it");
    assert!(listed(&terminal, "Harbour"), "the list stays where it is");
    for _ in 0..20 {
        terminal.mouse(64, over);
    }
    terminal.wait_for("Paragraph 3 of it");
    terminal.mouse(0, (4000, 4000));
    terminal.send("\x1bOQ");
    terminal.wait("F2 gives the mouse back", |t| !t.mouse_is_ours());
    terminal.send("\x1bOQ");
    terminal.wait("and takes it again", Terminal::mouse_is_ours);
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn a_mouse_that_was_given_back_stays_so_when_the_reader_continues() {
    let (mut terminal, _folder) = started();
    terminal.send("\x1bOQ");
    terminal.wait("F2 gives the mouse back", |t| !t.mouse_is_ours());
    terminal.kill("STOP");
    terminal.kill("CONT");
    terminal.wait("entered again", |t| count(&t.raw, b"\x1b[?1049h") == 2);
    terminal.wait_for_rest();
    assert!(!terminal.mouse_is_ours());
}

#[test]
fn files_that_vanish_while_they_are_open_can_be_read_on() {
    let (mut terminal, folder) = started();
    folder.close().unwrap();
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
    terminal.send("c");
    terminal.wait("both texts show", |t| t.text().contains("The port was closed") && t.text().contains("zephyr"));
    terminal.send("q\x0cK");
    terminal.wait("the list is back", |t| listed(t, "Harbour"));
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn with_every_key_that_ends_it_taken_away_ctrl_c_still_does() {
    let folder = folder();
    let config = folder.path().join("config.toml");
    fs::write(&config, "[keys]\nclose = []\nquit = []\ncancel = []\nzoom = [\"q\"]\n").unwrap();
    for before in ["q", "?", "f", "Fx", "g/x", "c", "l/x", "m", "5g"] {
        let line = r#"exec "$PARALLAX" --no-state --config "$0" "$1""#;
        let mut terminal = Terminal::shell(line, &[name(&config), name(folder.path())]);
        terminal.wait_for("The port was closed");
        terminal.send(before);
        terminal.wait_for_rest();
        terminal.send("\x03");
        assert!(terminal.wait_for_end().success(), "behind {before}");
        terminal.assert_restored();
    }
}

#[test]
fn with_nothing_to_read_the_screen_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for line in [r#""$PARALLAX" "$0"; echo "[ended] $?""#, r#""$PARALLAX" - </dev/null; echo "[ended] $?""#] {
        let mut terminal = Terminal::shell(line, &[name(folder.path())]);
        terminal.wait_for("There is nothing to read here.");
        terminal.send("jJGnfc@Q");
        terminal.wait_for("[ended]");
        terminal.assert_restored();
    }
}

#[test]
fn an_idle_reader_does_nothing_at_all() {
    let (mut terminal, _folder) = started();
    if !rest::can_be_seen() {
        eprintln!("skipped: this system does not tell what threads are at");
        return;
    }
    // Blocked without a time limit: there is nothing that could wake it but we.
    let (bytes, before) = (terminal.raw.len(), wake_ups(terminal.foreground()));
    assert!(at_rest(terminal.foreground()));
    terminal.wait_for_rest();
    assert_eq!((terminal.raw.len(), wake_ups(terminal.foreground())), (bytes, before), "bytes, wake-ups");
}

#[test]
fn the_board_shows_who_stands_where_and_leads_to_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, title: &str, body: &str| {
        let text = format!("---\ntitle: {title}\nsource: {title} Mail\n---\n\n{body}\n");
        fs::write(folder.path().join(name), text).unwrap();
    };
    write("one.md", "Harbour", "Germany opposes the fishing quota treaty. The fishing quota treaty is old.");
    write("two.md", "Coast", "Greece welcomed the fishing quota treaty. The fishing quota treaty is new.");
    let mut terminal = Terminal::parallax(&[name(folder.path())]);
    terminal.wait_for("Harbour Mail");
    terminal.wait_for("Coast Mail");
    terminal.wait_for_rest();
    terminal.send("B");
    terminal.wait_for("× 2 articles");
    terminal.wait_for("fishing quota treaty !");
    terminal.wait_for("Germany −");
    terminal.send("l");
    terminal.wait_for("Greece welcomed the fishing quota treaty.");
    terminal.send("\r");
    terminal.wait("the text of the article shows", |t| {
        !t.text().contains("× 2 articles") && t.text().contains("Greece welcomed")
    });
    terminal.send("\x1b");
    terminal.wait_for("× 2 articles");
    terminal.send("qq");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn what_is_copied_reaches_a_program_and_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: Harbour\n---\n\nAlert \x1b[201~ this \u{9b}31m ends\nhere.\n";
    fs::write(folder.path().join("one.md"), text).unwrap();
    let (config, copied) = (folder.path().join("config.toml"), folder.path().join("copied"));
    fs::write(&config, format!("[clipboard]\nprogram = \"tee {}\"\n", copied.display())).unwrap();
    let line = r#"exec "$PARALLAX" --config "$0" "$1""#;
    let file = folder.path().join("one.md");
    let mut terminal = Terminal::shell(line, &[name(&config), name(&file)]);
    terminal.wait_for("ends here.");
    terminal.wait_for_rest();
    terminal.send("lyp");
    terminal.wait_for("with tee");
    let copied = fs::read_to_string(copied).unwrap();
    assert!(copied.starts_with("Alert ") && copied.ends_with("ends here."), "{copied:?}");
    assert!(!copied.contains(char::is_control), "{copied:?}");
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn what_is_copied_is_printed_at_the_end_where_one_wants_it() {
    let folder = folder();
    let config = folder.path().join("config.toml");
    fs::write(&config, "[clipboard]\nuse = \"exit\"\n").unwrap();
    let line = r#"exec "$PARALLAX" --config "$0" --open two.md:1 "$1""#;
    let mut terminal = Terminal::shell(line, &[name(&config), name(folder.path())]);
    terminal.wait_for("zephyr agreement");
    terminal.wait_for_rest();
    terminal.send("yp");
    terminal.wait_for("when the reader ends");
    terminal.send("Q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
    assert!(terminal.text().contains("The minister praised the zephyr agreement on Friday."), "{}", terminal.text());
}

/// What is behind the first row of the screen: a colour that every theme has, and each background another.
fn bar(terminal: &Terminal) -> vt100::Color {
    terminal.screen().cell(0, 1).unwrap().bgcolor()
}

#[test]
fn the_theme_follows_the_background_whenever_the_terminal_tells_it() {
    let (mut terminal, _folder) = started();
    assert_eq!(count(&terminal.raw, b"\x1b]11;?\x1b\\"), 1, "it is asked once");
    let dark = bar(&terminal);
    // Long after the first frame, and in pieces.
    terminal.send("\x1b]11;rgb:ff");
    terminal.send("ff/ffff/ffff\x1b\\");
    terminal.wait("the colours for a light background", |t| bar(t) != dark);
    let light = bar(&terminal);
    terminal.send("\x1b[?997;1n");
    terminal.wait("the dark ones when the terminal changes", |t| bar(t) == dark);
    terminal.send("\x1b[?997;2n");
    terminal.wait("and the light ones", |t| bar(t) == light);
    terminal.send("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn wrong_and_broken_answers_are_no_keys() {
    let (mut terminal, _folder) = started();
    let before = terminal.text();
    for answer in ["\x1b]11;?\x07", "\x1b]11;qQJ/zz\x1b\\", "\x1bPqQJ\x1b\\", "\x1b[?62;1;4c", "\x1b]11;rgb:qQJ"] {
        terminal.send(answer);
        terminal.wait_for_rest();
        assert_eq!(terminal.text(), before, "{answer:?}");
    }
    terminal.send("J");
    terminal.wait_for("zephyr agreement");
}

#[test]
fn a_theme_that_is_chosen_does_not_follow_the_background() {
    let folder = folder();
    let mut terminal = Terminal::parallax(&["--theme", "dark", name(folder.path())]);
    terminal.wait_for("The port was closed");
    terminal.wait_for_rest();
    let dark = bar(&terminal);
    terminal.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    terminal.wait_for_rest();
    assert_eq!(bar(&terminal), dark);
    terminal.send("tctc");
    terminal.wait_for("theme: contrast");
}
