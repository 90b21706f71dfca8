//! What tells the text of an article from every other one, wherever its file lies.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The SHA-256 of an article's text in UTF-8, as it was decoded: the same for a file that was moved or saved in another
/// encoding, another one for a text of which a single character is different. It is written as 64 lower-case hexadecimal
/// digits, which `parallax annotate FILE | jq -j .text | sha256sum` prints, too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of a text: one pass over it, some hundred megabytes a second.
    ///
    /// ```
    /// use parallax::model::content_hash::ContentHash;
    /// let hash = ContentHash::of("abc").to_string();
    /// assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    /// assert_eq!(hash.parse(), Ok(ContentHash::of("abc")));
    /// ```
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Its first twelve digits: enough to tell the articles of any corpus apart, and short enough for people.
    pub fn short(self) -> String {
        let mut digits = self.to_string();
        digits.truncate(12);
        digits
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

/// A text is no content hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHash;

impl fmt::Display for NoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a content hash is 64 hexadecimal digits in lower case")
    }
}

impl std::error::Error for NoHash {}

impl FromStr for ContentHash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        let digit = |byte: &u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NoHash),
        };
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(NoHash) };
        let mut hash = [0; 32];
        if pairs.len() != hash.len() {
            return Err(NoHash);
        }
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = digit(high)? << 4 | digit(low)?;
        }
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_hash_is_refused() {
        let good = ContentHash::of("").to_string();
        assert_eq!(good.parse(), Ok(ContentHash::of("")));
        let capitals = good.to_uppercase();
        for bad in ["", "ab", &good[1..], &format!("{good}00"), &capitals, &format!("{}g", &good[1..])] {
            assert_eq!(bad.parse::<ContentHash>(), Err(NoHash), "{bad}");
        }
    }
}
