//! Texts that are less than the article: cut off by a service, a teaser, a page that asks for money or consent.

use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

use super::lines;
use crate::model::article::{Article, Partial};
use crate::model::block::BlockKind;
use crate::model::problem::{Problem, Severity};
use crate::text::lists::section;

/// A text of more words than that is no teaser. Words.
const LONGEST_TEASER: usize = 120;

/// Notes in the metadata and the problems of `article` that its text is not all of it.
pub(super) fn label(article: &mut Article) {
    let found = article.metadata.partial.or_else(|| of(article));
    article.metadata.partial = found;
    let message = match found {
        None => return,
        Some(Partial::Teaser) => "seems to be the teaser of an article, not the article",
        Some(Partial::Summary) => "holds a summary, not the text of the article",
        Some(Partial::Consent) => "is a page that asks for consent, without the article",
        Some(Partial::Paywall) => "ends at a paywall: the rest of the article is missing",
        Some(Partial::Truncated) => "is cut off at its end: the rest of the article is missing",
    };
    let problem =
        Problem { path: article.path.clone(), line: None, severity: Severity::Note, message: message.to_owned() };
    article.problems.push(problem);
}

fn of(article: &Article) -> Option<Partial> {
    let reading = || article.blocks.iter().filter(|b| b.kind != BlockKind::Title);
    let last = reading().rev().take(3).map(|b| b.span.of(&article.text)).find(|t| !t.is_empty())?;
    if counts_what_is_missing(last) {
        return Some(Partial::Truncated);
    }
    // Pages for subscribers say so at their end, consent walls all over; long articles are neither.
    let body: usize = reading().map(|b| b.span.len()).sum();
    if body > 4000 {
        return None;
    }
    let mut consent = 0;
    for block in reading().take(40) {
        let line = block.span.of(&article.text);
        if line.len() > 400 || !says_a_sign(line) {
            continue;
        }
        let folded = lines::fold(line);
        if PAYWALL.iter().any(|sign| folded.contains(sign)) {
            return Some(Partial::Paywall);
        }
        consent += usize::from(CONSENT.iter().any(|sign| folded.contains(sign)));
    }
    if consent >= 2 {
        return Some(Partial::Consent);
    }
    let is_short = body < 1000 && article.text.split_whitespace().take(LONGEST_TEASER + 1).count() <= LONGEST_TEASER;
    let folded =
        lines::fold(&last[last.len().saturating_sub(60).min(lines::floor(last, last.len().saturating_sub(60)))..]);
    let leads_on = last.trim_end().ends_with("[…]")
        || last.trim_end().ends_with("[...]")
        || last.trim_end().ends_with('…')
        || TEASER.iter().any(|sign| folded.ends_with(sign));
    (is_short && leads_on).then_some(Partial::Teaser)
}

/// Whether an article is a page that stands in front of one, to keep programs out.
pub(super) fn is_gate(article: &Article) -> bool {
    // Such pages say little else. Bytes.
    const LONGEST: usize = 1500;
    if article.text.len() > LONGEST {
        return false;
    }
    let folded = lines::fold(&article.text);
    GATES.iter().any(|sign| folded.contains(sign))
}

/// Whether a line has one of [`KEYS`]: a quick look that spares nearly every one the slow one.
///
/// A first look is for single words as they are mostly written, because many plain words are found at once faster than
/// one expression.
fn says_a_sign(text: &str) -> bool {
    // The keys are plain words; between them any white space may stand.
    static SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let any = KEYS.join("|").replace(' ', r"\s");
        RegexBuilder::new(&any).case_insensitive(true).unicode(false).build().ok()
    });
    static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let title = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
        let forms = KEY_WORDS.iter().flat_map(|w| [(*w).to_owned(), title(w), w.to_ascii_uppercase()]);
        RegexBuilder::new(&forms.collect::<Vec<_>>().join("|")).unicode(false).build().ok()
    });
    let found = |look: &Option<Regex>| look.as_ref().is_none_or(|look| look.is_match(text.as_bytes()));
    found(&WORDS) && found(&SIGNS)
}

/// `[+3412 chars]`, as services that sell news print behind what they give.
fn counts_what_is_missing(line: &str) -> bool {
    let line = line.trim_end();
    let Some(inner) = line.strip_suffix(']').and_then(|l| l.rsplit_once('[')).map(|(_, inner)| inner) else {
        return false;
    };
    let Some(rest) = inner.strip_prefix('+') else { return false };
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b',').count();
    digits > 0 && MISSING.contains(&rest[digits..].trim())
}

const LIST: &str = include_str!("partial.txt");

/// Lines of pages whose text is for subscribers.
static PAYWALL: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "paywall", '\n'));

/// Lines of pages that keep programs out.
static GATES: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "gates", '\n'));

/// Lines of pages that ask for consent.
static CONSENT: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "consent", '\n'));

/// Words of each line of [`PAYWALL`] and [`CONSENT`] that articles seldom have.
static KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "keys", '\n'));

/// A word of each of [`KEYS`].
static KEY_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "key words", '\n'));

/// What is counted behind "+" in brackets.
static MISSING: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "missing", ' '));

/// What a teaser ends with.
static TEASER: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "teaser", '\n'));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::paragraphs;

    #[track_caller]
    fn check(text: &str, expected: Option<Partial>) {
        let mut article = Article { text: text.to_owned(), blocks: paragraphs::split(text), ..Article::default() };
        label(&mut article);
        assert_eq!(article.metadata.partial, expected, "{text}");
        assert_eq!(article.problems.len(), usize::from(expected.is_some()));
    }

    #[test]
    fn every_key_has_a_word_of_the_first_look() {
        assert!(KEYS.iter().all(|key| KEY_WORDS.iter().any(|word| key.contains(word))));
    }

    #[test]
    fn the_quick_look_passes_every_sign() {
        assert!(says_a_sign("Before you\nCONTINUE") && !says_a_sign("before they continue"));
        for sign in PAYWALL.iter().chain(CONSENT.iter()) {
            assert!(KEYS.iter().any(|key| sign.contains(key)), "{sign}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        check("The council of Brakel decided on Monday to keep the harb… [+3412 chars]", Some(Partial::Truncated));
        check("The council decided.\n\nSubscribe to continue reading", Some(Partial::Paywall));
        check("The council decided to keep the harbour closed […]", Some(Partial::Teaser));
        check("The council decided. Continue reading", Some(Partial::Teaser));
        check("The council decided to keep the harbour of …", Some(Partial::Teaser));
        check("Before you continue\n\nAccept all\n\nReject all", Some(Partial::Consent));
    }

    #[test]
    fn whole_articles_are_not_labelled() {
        check("The council decided. It will “accept all” offers.", None);
        check("The council decided to read more [+ two more].", None);
        check("He asked them to subscribe to it.", None);
        check("She said: “We do not know…”", None);
        check("", None);
    }
}
