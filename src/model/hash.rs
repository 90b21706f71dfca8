//! What tells the text of an article from every other: a checksum of its characters.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

/// The SHA-256 of a text: of its UTF-8 bytes, with every line end written as a line feed and without a byte order mark. So
/// a file that was moved, saved in another encoding or passed through a system with other line ends keeps it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The hash of a text.
    pub fn of(text: &str) -> Self {
        let mut hasher = Sha256::new();
        let mut rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
            hasher.update(&rest[..at]);
            hasher.update("\n");
            let tail = &rest[at + 1..];
            rest = tail.strip_prefix('\n').unwrap_or(tail);
        }
        hasher.update(rest);
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for ContentHash {
    /// As 64 lower-case hexadecimal digits, as `sha256sum` prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ContentHash {
    type Err = ();

    /// Reads 64 hexadecimal digits.
    fn from_str(digits: &str) -> Result<Self, ()> {
        let digits = digits.as_bytes();
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8).ok_or(());
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() {
            return Err(());
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

/// A hash that is computed when it is asked for the first time. Two of them are equal whatever they hold: they say
/// nothing that the text beside them does not.
#[derive(Clone, Debug, Default)]
pub struct LazyHash(OnceLock<ContentHash>);

impl LazyHash {
    /// The hash of a text that is known already.
    pub fn known(hash: ContentHash) -> Self {
        Self(OnceLock::from(hash))
    }

    /// The hash of `text`, which is the same text each time.
    pub(super) fn of(&self, text: &str) -> ContentHash {
        *self.0.get_or_init(|| ContentHash::of(text))
    }
}

impl PartialEq for LazyHash {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_other_programs_compute() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(ContentHash::of("abc").to_string(), known);
        assert_eq!(known.parse(), Ok(ContentHash::of("abc")));
    }

    #[test]
    fn line_ends_and_byte_order_marks_do_not_matter_and_letters_do() {
        let hash = ContentHash::of("One.\n\nTwo.\n");
        for same in ["One.\r\n\r\nTwo.\r\n", "One.\r\rTwo.\r", "\u{FEFF}One.\n\nTwo.\n"] {
            assert_eq!(ContentHash::of(same), hash, "{same:?}");
        }
        for other in ["One.\nTwo.\n", "one.\n\nTwo.\n", "One.\n\nTwo."] {
            assert_ne!(ContentHash::of(other), hash, "{other:?}");
        }
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        for text in ["", "ba78", &"g".repeat(64), &"é".repeat(32), &"0".repeat(65)] {
            assert_eq!(text.parse::<ContentHash>(), Err(()), "{text}");
        }
    }
}
