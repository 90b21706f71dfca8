//! A terminal for tests: the real program in a pseudo-terminal, a screen that understands what it writes, and waits that
//! end as soon as something is there.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use filedescriptor::{POLLIN, poll, pollfd};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::termios::LocalModes;

use crate::pty::rest;

/// How long anything may take before a test gives up; far more than a loaded machine needs. Nothing waits for it that
/// goes well.
const DEADLINE: Duration = Duration::from_secs(120);

/// When to look again at something that does not announce itself.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// How long a program that cannot be looked into writes nothing before it is taken to be at rest.
const QUIET: Duration = Duration::from_millis(300);

/// Columns and rows at the start.
const SIZE: (u16, u16) = (120, 40);

/// A program in a terminal. Dropping it ends the program.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    window: Option<Window>,
    screen: vt100::Parser,
    /// Every byte that the program has written.
    pub raw: Vec<u8>,
    /// How often each thread had woken up when something was last done to the program; none when it has been at rest since.
    stirred: BTreeMap<String, u64>,
}

/// The terminal's own end.
struct Window {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Box<dyn Read + Send>,
}

/// What [`Terminal::receive`] got.
#[derive(PartialEq, Eq)]
enum Received {
    Bytes,
    Nothing,
    /// No program has the terminal open any more.
    End,
}

impl Terminal {
    /// Starts `parallax` with `arguments`.
    pub fn parallax(arguments: &[&str]) -> Self {
        Self::parallax_with(&[], arguments)
    }

    /// Starts `parallax` with variables of the environment and `arguments`.
    pub fn parallax_with(variables: &[(&str, &str)], arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
        command.arg("--no-config");
        // Tests of what lasts say where; all others have nothing to do with each other.
        if !arguments.contains(&"--state") {
            command.arg("--no-state");
        }
        command.args(arguments);
        for (name, value) in variables {
            command.env(name, value);
        }
        Self::start(command)
    }

    /// Runs a line of shell. `$PARALLAX` is the program; `$0`, `$1` and so on are `arguments`.
    pub fn shell(line: &str, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.args(arguments);
        command.env("PARALLAX", env!("CARGO_BIN_EXE_parallax"));
        Self::start(command)
    }

    /// Starts a command in an environment that is the same everywhere.
    fn start(mut command: CommandBuilder) -> Self {
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env(name, std::env::temp_dir().join("no-home-for-parallax"));
        }
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "TMUX", "WSL_DISTRO_NAME", "NO_COLOR", "COLORTERM", "RUST_BACKTRACE"]
        {
            command.env_remove(name);
        }
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let pair = native_pty_system().openpty(size(SIZE)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let output = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a writer");
        let window = Some(Window { master: pair.master, keyboard, output });
        Self { child, window, screen: vt100::Parser::new(SIZE.1, SIZE.0, 0), raw: Vec::new(), stirred: BTreeMap::new() }
    }

    /// The screen as it is now.
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// The text on the screen as it is now.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// Types: bytes as a terminal sends them.
    pub fn send(&mut self, bytes: &str) {
        self.stir();
        let keyboard = &mut self.window.as_mut().expect("an open terminal").keyboard;
        keyboard.write_all(bytes.as_bytes()).and_then(|()| keyboard.flush()).expect("the terminal takes it");
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.stir();
        self.screen.screen_mut().set_size(rows, columns);
        let window = self.window.as_ref().expect("an open terminal");
        window.master.resize(size((columns, rows))).expect("a new size");
    }

    /// Whether the terminal edits lines, echoes and turns Ctrl-c into a signal, as a shell wants it.
    pub fn is_cooked(&self) -> bool {
        let window = self.window.as_ref().expect("an open terminal");
        let modes = window.master.get_termios().expect("terminal settings").local_flags.bits();
        let cooked = (LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG).bits();
        modes & cooked == cooked
    }

    /// Sends a signal to the job in the foreground.
    #[track_caller]
    pub fn kill(&mut self, signal: &str) {
        self.stir();
        let leader = self.foreground();
        let done = Command::new("kill").args(["-s", signal, "--", &format!("-{leader}")]).status();
        assert!(done.is_ok_and(|s| s.success()), "kill -s {signal} -- -{leader}");
    }

    /// Closes the terminal as closing its window does.
    pub fn close(&mut self) {
        self.window = None;
    }

    /// Takes in output until `done`, and panics when that takes too long.
    #[track_caller]
    pub fn wait(&mut self, what: &str, mut done: impl FnMut(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !done(self) {
            let received = self.receive(deadline);
            assert!(received == Received::Bytes, "{what}; the screen:\n{}", self.text());
        }
    }

    /// Takes in output until something holds that the program does not show.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, mut done: impl FnMut() -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !done() {
            assert!(Instant::now() < deadline, "{what}; the screen:\n{}", self.text());
            self.receive(Instant::now() + LOOK_AGAIN);
        }
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait(&format!("“{text}” does not show"), |t| t.text().contains(text));
    }

    /// Takes in output until the program has done all that there was to do: every thread of it is blocked until something
    /// comes from outside, and what was last typed has woken it.
    #[track_caller]
    pub fn wait_for_rest(&mut self) {
        if !rest::can_be_seen() {
            while self.receive(Instant::now() + QUIET) == Received::Bytes {}
            return;
        }
        let deadline = Instant::now() + DEADLINE;
        loop {
            while self.receive(Instant::now()) == Received::Bytes {}
            let before = self.raw.len();
            let now = rest::wake_ups(self.foreground());
            let woken = self.stirred.is_empty() || self.stirred.iter().any(|(thread, n)| now.get(thread) > Some(n));
            let at_rest = woken && rest::at_rest(self.foreground());
            while self.receive(Instant::now()) == Received::Bytes {}
            if at_rest && self.raw.len() == before {
                self.stirred.clear();
                return;
            }
            assert!(Instant::now() < deadline, "it does not come to rest; the screen:\n{}", self.text());
            self.receive(Instant::now() + LOOK_AGAIN);
        }
    }

    /// The process id of the program in the foreground.
    #[track_caller]
    pub fn foreground(&self) -> u32 {
        let window = self.window.as_ref().expect("an open terminal");
        window.master.process_group_leader().expect("a foreground job").cast_unsigned()
    }

    /// Notes that something is about to be done to the program.
    fn stir(&mut self) {
        self.stirred = rest::wake_ups(self.foreground());
    }

    /// Waits until the program has ended; takes in what it still writes.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            // Without a window there is nothing to read, so the time limit does the waiting.
            let limit = if self.window.is_some() { deadline } else { Instant::now() + LOOK_AGAIN };
            let received = self.receive(limit);
            if let Some(status) = self.child.try_wait().expect("a child") {
                while self.receive(Instant::now()) == Received::Bytes {}
                return status;
            }
            if received == Received::End && self.window.is_some() {
                return self.child.wait().expect("a child");
            }
            assert!(Instant::now() < deadline, "it does not end; the screen:\n{}", self.text());
        }
    }

    /// Asserts that the terminal is as a shell wants it.
    #[track_caller]
    pub fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert!(!self.mouse_is_ours(), "the mouse is captured");
        assert!(self.is_cooked(), "the terminal is in raw mode");
        assert!(count(&self.raw, b"\x1b[?2026l") >= count(&self.raw, b"\x1b[?2026h"), "an update was not ended");
    }

    /// Whether any mode is on that takes the mouse from the terminal: each counts as it was set last.
    pub fn mouse_is_ours(&self) -> bool {
        let last = |sequence: String| self.raw.windows(sequence.len()).rposition(|w| w == sequence.as_bytes());
        ["1000", "1002", "1006"].iter().any(|mode| last(format!("\x1b[?{mode}h")) > last(format!("\x1b[?{mode}l")))
    }

    /// Reports what the mouse did at a column and row, both from 0, as a terminal does in mode 1006. `button` is 0 for
    /// the left one, 64 and 65 for the wheel.
    pub fn mouse(&mut self, button: u8, (x, y): (u16, u16)) {
        let (x, y) = (x + 1, y + 1);
        self.send(&format!("\x1b[<{button};{x};{y}M"));
        if button < 64 {
            self.send(&format!("\x1b[<{button};{x};{y}m"));
        }
    }

    /// The column and row where `text` stands on the screen.
    #[track_caller]
    pub fn find(&self, text: &str) -> (u16, u16) {
        let (rows, columns) = self.screen().size();
        for (y, row) in self.screen().rows(0, columns).enumerate() {
            if let Some(at) = row.find(text) {
                return (row[..at].chars().count() as u16, (y as u16).min(rows));
            }
        }
        panic!("“{text}” does not show; the screen:\n{}", self.text());
    }

    /// Waits until the screen no longer shows `text`.
    #[track_caller]
    pub fn wait_until_gone(&mut self, text: &str) {
        self.wait(&format!("“{text}” still shows"), |t| !t.text().contains(text));
    }

    /// Blocks for output until `limit`, and takes it in.
    fn receive(&mut self, limit: Instant) -> Received {
        let left = limit.saturating_duration_since(Instant::now());
        let Some(window) = &mut self.window else {
            std::thread::park_timeout(left);
            return Received::Nothing;
        };
        let fd = window.master.as_raw_fd().expect("a file descriptor");
        if poll(&mut [pollfd { fd, events: POLLIN, revents: 0 }], Some(left)).expect("poll") == 0 {
            return Received::Nothing;
        }
        let mut buffer = vec![0; 65536];
        let Ok(n @ 1..) = window.output.read(&mut buffer) else { return Received::End };
        self.raw.extend_from_slice(&buffer[..n]);
        self.screen.process(&buffer[..n]);
        Received::Bytes
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How often `text` occurs in `bytes`.
pub fn count(bytes: &[u8], text: &[u8]) -> usize {
    bytes.windows(text.len()).filter(|w| *w == text).count()
}

fn size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
