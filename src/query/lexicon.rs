//! Many short texts, each once and by a number, packed behind each other.

use std::hash::{BuildHasher, RandomState};

/// Texts by their numbers and numbers by their texts. A text takes some twelve bytes beside its own.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The texts, a line break in front of and behind each.
    lines: String,
    /// Where the line break in front of each text stands.
    starts: Vec<u32>,
    /// The number of a text and one, at the first free place from its hash on; a power of two of places.
    places: Vec<u32>,
    hasher: RandomState,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { lines: "\n".to_owned(), starts: Vec::new(), places: Vec::new(), hasher: RandomState::new() }
    }
}

impl Lexicon {
    /// The number of a text, which has no line break in it; a new one where it is new. `None` when all is full, at four
    /// gigabytes.
    pub fn number(&mut self, text: &str) -> Option<u32> {
        if 4 * (self.starts.len() + 1) > 3 * self.places.len() {
            self.grow();
        }
        let place = self.place(text)?;
        let slot = self.places.get_mut(place)?;
        if *slot == 0 {
            self.starts.push(u32::try_from(self.lines.len() - 1).ok()?);
            self.lines.push_str(text);
            self.lines.push('\n');
            *slot = self.starts.len() as u32;
        }
        Some(*slot - 1)
    }

    /// The number of a text that is here.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.places.get(self.place(text)?)?.checked_sub(1)
    }

    /// Where a text is or would be.
    fn place(&self, text: &str) -> Option<usize> {
        let mask = self.places.len().checked_sub(1)?;
        let mut place = self.hasher.hash_one(text) as usize & mask;
        loop {
            match self.places.get(place)? {
                0 => return Some(place),
                number if self.text(*number - 1) == text => return Some(place),
                _ => place = (place + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        self.places = vec![0; (2 * self.places.len()).max(16)];
        for number in 0..self.starts.len() as u32 {
            if let Some(place) = self.place(self.text(number))
                && let Some(slot) = self.places.get_mut(place)
            {
                *slot = number + 1;
            }
        }
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        let line = self.line(number);
        line.get(1..line.len().saturating_sub(1)).unwrap_or_default()
    }

    /// The same with the line breaks around it.
    pub fn line(&self, number: u32) -> &str {
        let Some(from) = self.start(number) else { return "" };
        let to = self.start(number + 1).map_or(self.lines.len(), |next| next + 1);
        self.lines.get(from..to).unwrap_or_default()
    }

    fn start(&self, number: u32) -> Option<usize> {
        self.starts.get(number as usize).map(|start| *start as usize)
    }

    /// The numbers of the texts in whose lines `find` finds something, in order; it is given what is left of all lines.
    pub fn matching<F: Fn(&[u8]) -> Option<usize>>(&self, find: F) -> impl Iterator<Item = u32> + use<'_, F> {
        let mut at = 0;
        std::iter::from_fn(move || {
            // The line break behind the last text begins no line.
            let rest = self.lines.as_bytes().get(at..).filter(|rest| rest.len() > 1)?;
            let found = at + find(rest)?;
            // The line break in front of a text is also the one behind the text before.
            let number = self.starts.partition_point(|start| *start as usize <= found).checked_sub(1)? as u32;
            at = self.start(number + 1).unwrap_or(self.lines.len());
            Some(number)
        })
    }

    /// Takes no more memory than it needs, until something comes.
    pub fn fit(&mut self) {
        self.lines.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_one_number_and_every_number_one_text() {
        let mut lexicon = Lexicon::default();
        assert_eq!(lexicon.find("w0"), None);
        let texts: Vec<String> = (0..5_000).map(|n| format!("w{n}")).collect();
        for _ in 0..2 {
            let numbers: Vec<_> = texts.iter().filter_map(|text| lexicon.number(text)).collect();
            assert_eq!(numbers, (0..5_000).collect::<Vec<_>>());
        }
        assert_eq!(lexicon.len(), 5_000);
        assert!(texts.iter().enumerate().all(|(n, text)| lexicon.find(text) == Some(n as u32)));
        assert!(texts.iter().enumerate().all(|(n, text)| lexicon.text(n as u32) == text));
        assert_eq!((lexicon.find("w5000"), lexicon.text(5_000)), (None, ""));
    }

    #[test]
    fn lines_are_looked_through_each_once() {
        let mut lexicon = Lexicon::default();
        for text in ["abab", "b", "cab", "d"] {
            lexicon.number(text);
        }
        let found =
            |what: &str| lexicon.matching(|rest| memchr::memmem::find(rest, what.as_bytes())).collect::<Vec<_>>();
        assert_eq!(found("ab"), [0, 2]);
        assert_eq!(found("\nb"), [1]);
        assert_eq!(found("b\n"), [0, 1, 2]);
        assert_eq!(found("d\n"), [3]);
        assert_eq!(found("e"), [0; 0]);
        assert_eq!(lexicon.matching(|_| Some(0)).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }
}
