//! One key press in a canonical form, as text and as a value.

use std::fmt;
use std::str::FromStr;

/// A key with its modifiers.
///
/// The canonical form of a character key is the character that it produces: `Q` is `Q` without Shift, `?` is `?` on every
/// layout. So Shift is only kept for keys that produce no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Control is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held; always `false` for characters.
    pub shift: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A key that produces this character.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; with Shift it is back-tab.
    Tab,
    /// The key that deletes to the left.
    Backspace,
    /// The key that deletes to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

impl Key {
    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The key that produces `c`.
    pub fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Brings what a terminal reports into the canonical form.
    pub fn canonical(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        match code {
            Code::Char(c) if shift && !ctrl && !alt => Self::char(c),
            // Ctrl-Shift-x and Ctrl-X arrive as either case; they are one key.
            Code::Char(c) if ctrl => Self { code: Code::Char(c.to_ascii_lowercase()), ctrl, alt, shift: false },
            Code::Char(_) => Self { code, ctrl, alt, shift: false },
            _ => Self { code, ctrl, alt, shift },
        }
    }

    /// The character that it types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

/// Names of the keys that produce no character, and of Space.
const NAMED: &[(&str, Code)] = &[
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
];

/// What was wrong with the text of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyError(String);

impl KeyError {
    /// What is wrong.
    pub fn problem(&self) -> String {
        format!("“{}” is no key", self.0)
    }

    /// What to write.
    pub fn help(&self) -> &'static str {
        "write a character, a name such as Enter or F1, with Ctrl-, Alt- or Shift- in front"
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.problem(), self.help())
    }
}

impl std::error::Error for KeyError {}

impl FromStr for Key {
    type Err = KeyError;

    /// Reads `j`, `G`, `?`, `Ctrl-d`, `Shift-Tab`, `F1`, `Space`; names and modifiers in any case.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        while let Some((head, tail)) = rest.split_once('-').filter(|(h, t)| !h.is_empty() && !t.is_empty()) {
            match head.to_ascii_lowercase().as_str() {
                "ctrl" => ctrl = true,
                "alt" => alt = true,
                "shift" => shift = true,
                _ => break,
            }
            rest = tail;
        }
        let mut chars = rest.chars();
        let code = match (named(rest), chars.next(), chars.next()) {
            (Some(code), ..) => code,
            (None, Some(c), None) if !c.is_control() => {
                Code::Char(if shift && c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c })
            }
            _ => return Err(KeyError(text.to_owned())),
        };
        Ok(Self::canonical(code, ctrl, alt, shift))
    }
}

fn named(name: &str) -> Option<Code> {
    let function = name.strip_prefix(['F', 'f']).and_then(|n| n.parse().ok()).filter(|n| (1..=24).contains(n));
    function.map(Code::F).or_else(|| NAMED.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, c)| *c))
}

/// Reads a sequence of keys: names are separated by blanks (`"g g"`, `"Ctrl-w h"`), and a run of characters that is no
/// name is one key each (`"gg"`, `"]e"`).
///
/// # Errors
///
/// The first part that is no key.
pub fn sequence(text: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::new();
    for part in text.split_whitespace() {
        match part.parse() {
            Ok(key) => keys.push(key),
            // What looks like a name with modifiers or a function key was meant as one.
            Err(error) if part.contains('-') && part.len() > 2 => return Err(error),
            Err(error) if is_function_key(part) => return Err(error),
            Err(_) => keys.extend(part.chars().map(Key::char)),
        }
    }
    if keys.is_empty() { Err(KeyError(text.to_owned())) } else { Ok(keys) }
}

fn is_function_key(name: &str) -> bool {
    name.strip_prefix(['F', 'f']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::F(n) => write!(f, "F{n}"),
            Code::Up => f.write_str("↑"),
            Code::Down => f.write_str("↓"),
            Code::Left => f.write_str("←"),
            Code::Right => f.write_str("→"),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
            code => match NAMED.iter().find(|(_, c)| *c == code) {
                Some((name, _)) => f.write_str(name),
                None => match code {
                    Code::Char(c) => write!(f, "{c}"),
                    _ => Ok(()),
                },
            },
        }
    }
}

/// A sequence as configuration files have it, so that [`sequence`] reads the same.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The keys of a sequence as screens show them: characters close up, names with a blank (`gg`, `Ctrl-w h`).
pub fn show(keys: &[Key]) -> String {
    let short = keys.iter().all(|k| k.typed().is_some_and(|c| c != ' '));
    let parts: Vec<_> = keys.iter().map(ToString::to_string).collect();
    parts.join(if short { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: &str) {
        assert_eq!(show(&sequence(text).unwrap()), shown, "{text}");
    }

    #[test]
    fn sequences_are_read_and_shown() {
        check("gg", "gg");
        check("g g", "gg");
        check("]e", "]e");
        check("ctrl-D", "Ctrl-d");
        check("Shift-Tab", "Shift-Tab");
        check("shift-q", "Q");
        check("f1", "F1");
        check("space", "Space");
        check("-", "-");
        check("<", "<");
        check("é", "é");
        check("PgDn", "PgDn");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for keys in ["g g", "U p", "Ctrl-w h", "Up Down Left Right", "PageUp", "Space", "-", "Ctrl--", "Alt-é", "F 1"]
        {
            let keys = sequence(keys).unwrap();
            assert_eq!(sequence(&written(&keys)), Ok(keys));
        }
    }

    #[test]
    fn what_is_no_key_is_named() {
        assert!(sequence("").is_err());
        assert!(sequence("hyper-x").unwrap_err().to_string().contains("hyper-x"));
        assert!("F99".parse::<Key>().is_err() && sequence("F99").is_err());
    }
}
