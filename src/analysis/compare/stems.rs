//! Words as comparing sees them: without case, accents and endings, and without those that say nothing.

use crate::language::hash;
use crate::text::fold;

/// A word without its endings, as a hash. Collisions of 64 bits do not matter here.
pub(in crate::analysis) type Stem = u64;

/// Words that stand in sentences about anything: what they share is no sign that they say the same.
const EMPTY: &str = "a an the this that these those such some any all both each every no not nor or and but if then \
    than so as of in on at by to for from with without into onto upon over under about after before during between \
    among against through across within until since while because although though when where who whom whose which \
    what why how i me my mine we us our ours you your yours he him his she her hers it its they them their theirs \
    himself herself itself themselves there here is are was were be been being am has have had having do does did \
    done doing will would shall should can could may might must cannot n't don't doesn't didn't won't wouldn't can't \
    couldn't isn't aren't wasn't weren't hasn't haven't hadn't i'm i've i'll i'd it's he's she's that's there's we're \
    we've we'll they're they've you're say says said saying tell tells told add added adds also just only very more \
    most much many less few other others another same own out up down off again still even yet too ever never \
    however now well back like one two mr mrs ms mr. mrs. ms. dr. get got make makes made take took go went come came \
    put let according including whether per via amid new last next first year years week weeks month months day days \
    time times people way thing things part report reported reports statement";

/// The words of [`EMPTY`] as sorted hashes.
pub(in crate::analysis) struct Empty(Vec<u64>);

impl Empty {
    /// Reads the list; some microseconds.
    pub(in crate::analysis) fn new() -> Self {
        let mut hashes: Vec<u64> = EMPTY.split_whitespace().map(hash::fold).collect();
        hashes.sort_unstable();
        Self(hashes)
    }

    /// Whether a word, by its folded hash, says nothing.
    pub(in crate::analysis) fn has(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

/// Words that turn a sentence into its contrary, besides those in `n't`. Those that deny a noun (`no`, `without`) do not
/// always: `no longer safe` is `unsafe`.
const DENIALS: [&str; 3] = ["not", "never", "cannot"];

/// Whether a word denies what the others say, in whatever form (`not`, `didn’t`).
pub(in crate::analysis) fn denies(word: &str) -> bool {
    let contracted = ["n't", "n’t", "N'T", "N’T"].iter().any(|ending| word.ends_with(ending));
    contracted || DENIALS.iter().any(|denial| word.eq_ignore_ascii_case(denial))
}

/// The stem of a word; `buffer` is only there to be reused.
pub(in crate::analysis) fn stem(word: &str, buffer: &mut String) -> Stem {
    buffer.clear();
    if word.is_ascii() {
        buffer.extend(word.chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()));
        strip_endings(buffer);
    } else {
        buffer.push_str(fold::fold(word).text());
        buffer.retain(|c| c != '-');
        if buffer.is_ascii() {
            strip_endings(buffer);
        }
    }
    hash::exact(buffer)
}

/// Cuts the endings of English verbs and nouns off, so that what is left is the same for most forms of one word
/// (`invited`, `inviting`, `invitation`). It need not be a word.
fn strip_endings(word: &mut String) {
    let cut = |word: &mut String, ending: &str, left: usize, with: &str| {
        let fits = word.len() >= ending.len() + left && word.ends_with(ending);
        if fits {
            word.truncate(word.len() - ending.len());
            word.push_str(with);
        }
        fits
    };
    if !cut(word, "ies", 2, "y") && !cut(word, "sses", 1, "ss") && !["ss", "us", "is"].iter().any(|e| word.ends_with(e))
    {
        cut(word, "s", 3, "");
    }
    if cut(word, "ing", 3, "") || cut(word, "ed", 3, "") || cut(word, "ion", 5, "") {
        let b = word.as_bytes();
        if let [.., x, y] = b
            && x == y
            && !b"aeilosz".contains(y)
        {
            word.pop();
        }
    }
    let _ = ["ship", "ment", "ness", "ly", "e"]
        .iter()
        .any(|ending| cut(word, ending, if *ending == "e" { 3 } else { 4 }, ""));
    cut(word, "ion", 5, "");
    cut(word, "at", 4, "");
    if word.len() > 3 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, same: bool) {
        let mut buffer = String::new();
        let stems: Vec<_> = words.split(' ').map(|w| stem(w, &mut buffer)).collect();
        assert_eq!(stems.windows(2).all(|w| w[0] == w[1]), same, "{words}");
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        check("invite invites invited inviting invitation invitations Invité", true);
        check("negotiate negotiated negotiation", true);
        check("override overrides overriding", true);
        check("relation relations relationship", true);
        check("plan plans planned planning", true);
        check("policy policies", true);
        check("workforce work-force", true);
    }

    #[test]
    fn different_words_stay_apart() {
        check("state station", false);
        check("bus busy", false);
        check("war ward", false);
    }
}
