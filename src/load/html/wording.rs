//! Whether a paragraph stands in a longer text, apart from white space, marks and the like.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many words in a row are looked up at once.
const RUN: usize = 4;

/// The wording of a text: all runs of a few words in it.
pub(super) struct Wording {
    runs: HashSet<u64>,
    /// Its words, for paragraphs that are shorter than a run.
    words: usize,
    folded: String,
}

impl Wording {
    /// Reads a text.
    pub(super) fn new(text: &str) -> Self {
        let words = words(text);
        let folded = format!(" {} ", words.join(" "));
        Self { runs: words.windows(RUN).map(hash).collect(), words: words.len(), folded }
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.words
    }

    /// How many words a paragraph has.
    pub(super) fn count(text: &str) -> usize {
        words(text).len()
    }

    /// Whether most of a paragraph stands in it.
    pub(super) fn holds(&self, paragraph: &str) -> bool {
        let words = words(paragraph);
        let Some(runs) = (words.len() + 1).checked_sub(RUN).filter(|runs| *runs > 2) else { return false };
        let found = words.windows(RUN).filter(|run| self.runs.contains(&hash(run))).count();
        found * 10 >= runs * 6
    }

    /// Whether a line that is too short for [`Self::holds`] stands in it as a whole.
    pub(super) fn holds_line(&self, line: &str) -> bool {
        let words = words(line);
        // Each look-up is a pass over the text, so only in texts of the usual size.
        (2..RUN + 2).contains(&words.len())
            && self.folded.len() < 100_000
            && self.folded.contains(&format!(" {} ", words.join(" ")))
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn hash(run: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}
