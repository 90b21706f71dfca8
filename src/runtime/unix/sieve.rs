//! Takes apart what comes from the terminal: keys, pastes, and what it says of its background.
//!
//! Answers of a terminal come through the same pipe as keys, whenever it likes, in pieces, or never. None of them may turn
//! into keys: a late answer would search for something, or quit. So whatever begins like an answer is held back until it
//! is complete, or until nothing more of it has come for a while; then it is thrown away.

use std::time::Duration;

use crate::theme::Ground;

/// How long the rest of a key may take that has begun: Alt and the arrows begin as Escape does. A person does not notice.
const KEY: Duration = Duration::from_millis(8);

/// How long the rest of an answer may take. Answers come in one piece, but for a connection that stalls.
const ANSWER: Duration = Duration::from_millis(100);

/// How long the rest of a paste may take.
const PASTE: Duration = Duration::from_secs(1);

/// The longest answer that is looked at, in bytes. What is longer is swallowed all the same.
const LONGEST: usize = 64;

/// The longest paste, in bytes: more than anybody types into one line.
const LONGEST_PASTE: usize = 1024 * 1024;

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of keys and of the mouse.
    Keys(Vec<u8>),
    /// A text that was pasted.
    Paste(String),
    /// The terminal says what its background is like.
    Ground(Ground),
}

/// Where in a sequence the bytes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Keys,
    /// Behind an Escape.
    Escape,
    /// Behind `ESC [` and perhaps digits.
    Sequence,
    /// In an answer that begins with `ESC [ ?` or the like.
    Report,
    /// In an answer that a string terminator ends (OSC, DCS and so on).
    Text,
    /// There, behind an Escape.
    TextEscape,
    /// In a paste.
    Paste,
}

/// What is held back, and why.
#[derive(Debug, Default)]
pub struct Sieve {
    state: State,
    held: Vec<u8>,
    /// Keys that have come since the last other piece.
    keys: Vec<u8>,
    pieces: Vec<Piece>,
    /// Whether an Escape was given out as a key because nothing followed in time.
    after_escape: bool,
    /// Whether an answer was thrown away before its end.
    cut: bool,
}

impl Sieve {
    /// Takes in what was read at once, and gives out what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Piece> {
        let mut bytes = bytes;
        if std::mem::take(&mut self.cut) {
            bytes = bytes.get(rest_of_answer(bytes)..).unwrap_or_default();
        }
        // Nobody types so much between two looks at the keyboard: this is an answer whose first byte came alone.
        if std::mem::take(&mut self.after_escape) && bytes.len() >= 4 && bytes.starts_with(b"]1") {
            self.hold(State::Escape, b"\x1b");
        }
        for byte in bytes {
            self.byte(*byte);
        }
        self.take()
    }

    /// How long to wait for more before [`give_up`](Self::give_up); for ever where nothing is held back.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Keys => None,
            State::Escape | State::Sequence => Some(KEY),
            State::Report | State::Text | State::TextEscape => Some(ANSWER),
            State::Paste => Some(PASTE),
        }
    }

    /// Says that nothing more has come in time.
    pub fn give_up(&mut self) -> Vec<Piece> {
        let held = std::mem::take(&mut self.held);
        match std::mem::take(&mut self.state) {
            State::Keys => {}
            State::Escape | State::Sequence => {
                self.after_escape = held == b"\x1b";
                self.keys.extend(held);
            }
            // Alt and the key that an answer begins with.
            State::Text if held.len() == 2 => self.keys.extend(held),
            State::Report | State::Text | State::TextEscape => self.cut = true,
            State::Paste => self.paste(&held),
        }
        self.take()
    }

    fn take(&mut self) -> Vec<Piece> {
        self.end_keys();
        std::mem::take(&mut self.pieces)
    }

    fn end_keys(&mut self) {
        if !self.keys.is_empty() {
            self.pieces.push(Piece::Keys(std::mem::take(&mut self.keys)));
        }
    }

    fn hold(&mut self, state: State, bytes: &[u8]) {
        self.state = state;
        self.held.clear();
        self.held.extend_from_slice(bytes);
    }

    /// Holds one more byte back.
    fn go_on(&mut self, state: State, byte: u8) {
        self.state = state;
        if self.held.len() < LONGEST {
            self.held.push(byte);
        }
    }

    /// Lets everything through that was held back, and this.
    fn release(&mut self, byte: u8) {
        self.state = State::Keys;
        self.keys.append(&mut self.held);
        self.keys.push(byte);
    }

    /// Throws away what was held back; `byte` begins something else.
    fn drop_held(&mut self, byte: u8) {
        self.state = State::Keys;
        self.held.clear();
        self.byte(byte);
    }

    #[expect(clippy::match_same_arms, reason = "a table of states reads best in their order")]
    fn byte(&mut self, byte: u8) {
        match (self.state, byte) {
            (State::Keys, 0x1B) => self.hold(State::Escape, &[byte]),
            (State::Keys, _) => self.keys.push(byte),
            (State::Escape, b']' | b'P' | b'X' | b'^' | b'_') => self.go_on(State::Text, byte),
            (State::Escape, b'[') => self.go_on(State::Sequence, byte),
            (State::Escape, 0x1B) => self.keys.push(byte),
            (State::Sequence, b'?' | b'>' | b'=') if self.held.len() == 2 => self.go_on(State::Report, byte),
            (State::Sequence, b'0'..=b'9') => self.go_on(State::Sequence, byte),
            (State::Sequence, b'~') if *self.held == PASTE_BEGINS[..5] => {
                self.end_keys();
                self.hold(State::Paste, &[]);
            }
            (State::Escape | State::Sequence, _) => self.release(byte),
            (State::Report, b' '..=b'?') => self.go_on(State::Report, byte),
            (State::Report, b'@'..=b'~') => {
                self.go_on(State::Keys, byte);
                let ground = ground_of_report(&self.held);
                self.answered(ground);
            }
            (State::Text, 0x07) | (State::TextEscape, b'\\') => {
                let ground = ground_of_text(&self.held);
                self.answered(ground);
            }
            (State::Text, 0x1B) => self.state = State::TextEscape,
            (State::TextEscape, _) => {
                self.hold(State::Escape, b"\x1b");
                self.byte(byte);
            }
            (State::Text, 0x20..) => self.go_on(State::Text, byte),
            (State::Report | State::Text, _) => self.drop_held(byte),
            (State::Paste, _) => {
                self.held.push(byte);
                if self.held.ends_with(PASTE_ENDS) {
                    let text = std::mem::take(&mut self.held);
                    self.state = State::Keys;
                    let end = (text.len() - PASTE_ENDS.len()).min(LONGEST_PASTE);
                    self.paste(text.get(..end).unwrap_or_default());
                } else if self.held.len() > LONGEST_PASTE + PASTE_ENDS.len() {
                    // The end may have begun already; the byte in front of it is one too many.
                    self.held.remove(LONGEST_PASTE);
                }
            }
        }
    }

    fn answered(&mut self, ground: Option<Ground>) {
        self.state = State::Keys;
        self.held.clear();
        if let Some(ground) = ground {
            self.end_keys();
            self.pieces.push(Piece::Ground(ground));
        }
    }

    fn paste(&mut self, bytes: &[u8]) {
        self.end_keys();
        self.pieces.push(Piece::Paste(String::from_utf8_lossy(bytes).into_owned()));
    }
}

/// How many bytes belong to an answer whose beginning was thrown away: up to its end, if they look like the rest of a
/// colour and the end is there.
fn rest_of_answer(bytes: &[u8]) -> usize {
    let rest = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b'/' | b':' | b';' | b'r' | b'g');
    let behind = bytes.iter().take_while(|b| rest(b)).count();
    match bytes.get(behind..) {
        Some([0x07, ..]) => behind + 1,
        Some([0x1B, b'\\', ..]) => behind + 2,
        _ => 0,
    }
}

/// What the report of mode 2031 says: `ESC [ ? 997 ; 1 n` is dark, with 2 it is light.
fn ground_of_report(report: &[u8]) -> Option<Ground> {
    match report.get(2..)? {
        b"?997;1n" => Some(Ground::Dark),
        b"?997;2n" => Some(Ground::Light),
        _ => None,
    }
}

/// What the answer to OSC 11 says: `ESC ] 11 ; rgb:ffff/ffff/ffff`, with one to four digits a part.
fn ground_of_text(answer: &[u8]) -> Option<Ground> {
    let color = std::str::from_utf8(answer.get(2..)?).ok()?.strip_prefix("11;")?;
    let parts = color.strip_prefix("rgb:").or_else(|| color.strip_prefix("rgba:"))?;
    let mut parts = parts.split('/').map(|digits| {
        let most = (1_u32 << (4 * u32::try_from(digits.len()).ok().filter(|n| (1..=4).contains(n))?)) - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from(value * 255 / most).ok()
    });
    Some(Ground::of([parts.next()??, parts.next()??, parts.next()??]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of reads; `…` stands for a wait that was too long.
    #[track_caller]
    fn check(reads: &[&str], expected: &[Piece]) {
        let mut sieve = Sieve::default();
        let mut found = Vec::new();
        for read in reads {
            found.extend(if *read == "…" { sieve.give_up() } else { sieve.feed(read.as_bytes()) });
        }
        assert_eq!(found, expected, "{reads:?}");
        assert_eq!(sieve.patience(), None, "{reads:?}: nothing is held back at the end");
    }

    fn keys(text: &str) -> Piece {
        Piece::Keys(text.as_bytes().to_vec())
    }

    #[test]
    fn answers_are_no_keys_in_whatever_pieces_they_come() {
        let (light, dark) = (Piece::Ground(Ground::Light), Piece::Ground(Ground::Dark));
        check(&["\x1b]11;rgb:ffff/ffff/ffff\x1b\\"], std::slice::from_ref(&light));
        check(&["\x1b]11;rgb:1e/1e/1e\x07"], std::slice::from_ref(&dark));
        check(&["j\x1b]11;rgba:0000/0000/0000/ffff\x07k"], &[keys("j"), dark.clone(), keys("k")]);
        check(&["\x1b", "]11;rgb:ff", "ff/ffff/ff", "ff\x1b", "\\j"], &[light.clone(), keys("j")]);
        check(&["\x1b", "…", "]11;rgb:ffff/ffff/ffff\x07j"], &[keys("\x1b"), light.clone(), keys("j")]);
        check(&["\x1b]11;rgb:ff", "…", "ff/ffff/ffff\x1b\\", "j"], &[keys("j")]);
        check(&["\x1b[?997;2n", "\x1b[?997;1nj"], &[light, dark, keys("j")]);
    }

    #[test]
    fn wrong_answers_are_no_keys_either() {
        check(&["\x1b]11;?\x07j"], &[keys("j")]);
        check(&["\x1b]11;rgb:zz/zz/zz\x07"], &[]);
        check(&["\x1b]11;rgb:12345/1/1\x07"], &[]);
        check(&["\x1b]4;1;rgb:ff/ff/ff\x07"], &[]);
        check(&["\x1b]11;rgb:ff/q", "…", "j"], &[keys("j")]);
        check(&["\x1b]no end\rj"], &[keys("\rj")]);
        check(&[&format!("\x1bP{}\x1b\\j", "q".repeat(9999))], &[keys("j")]);
        check(&["\x1b[?62;4c\x1b[>1;2;3cj", "\x1b[?1", "…", "j"], &[keys("j"), keys("j")]);
    }

    #[test]
    fn keys_come_through_as_they_are() {
        for text in ["j", "\x1b[A", "\x1b[1;5C", "\x1b[<0;10;5M", "\x1bx", "\x1bOP", "\x1b[15~", "é", "\x1b\x1b[B"] {
            check(&[text], &[keys(text)]);
        }
        check(&["\x1b", "…"], &[keys("\x1b")]);
        check(&["\x1b]", "…"], &[keys("\x1b]")]);
        check(&["\x1b", "…", "]e"], &[keys("\x1b"), keys("]e")]);
        check(&["\x1b[", "…"], &[keys("\x1b[")]);
    }

    #[test]
    fn a_paste_is_one_piece_up_to_its_limit() {
        let paste = |text: &str| Piece::Paste(text.to_owned());
        check(&["\x1b[200~a\x1b[", "A\x1b[201~j"], &[paste("a\x1b[A"), keys("j")]);
        check(&["\x1b[200~ab", "…", "j"], &[paste("ab"), keys("j")]);
        let long = "x".repeat(LONGEST_PASTE);
        check(&[&format!("\x1b[200~{long}yyyy\x1b[201~")], &[paste(&long)]);
    }
}
