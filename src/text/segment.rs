//! Sentences and tokens of English news prose.
//!
//! Unicode's own sentence rules split after every "Mr." and "U.S.", so the rules here are ours. Both functions are
//! linear in the length of the text and never fail.

use crate::text::span::Span;

use self::words::{CURRENCY_CODES, NUMBERED, OPENERS, REGNAL, SHORTENED, SMALL, TITLES};

mod words;

/// A word, number or mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with the hyphens, apostrophes and abbreviation stops inside (`co-author`, `O'Neill`, `U.S.`, `Mr.`).
    Word,
    /// Begins with a digit (`24`, `3,500`, `10:07`, `50th`, `2021-22`).
    Number,
    /// The ending `'s` of a possessive or a contraction, cut off its word.
    Clitic,
    /// One quotation mark of any script; `'` only where it does not stand inside a word.
    Quote,
    /// Any other single character that is not white space.
    Punctuation,
}

impl Token {
    /// Its text.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// The tokens of `within`, in order. White space belongs to none.
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut out = Vec::with_capacity(within.len() / 5);
    let mut at = within.from();
    let end = within.to().min(text.len());
    while let Some(c) = char_at(text, at, end) {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if c.is_alphanumeric() {
            at = word(text, at, end, &mut out);
        } else {
            let span = Span::new(at, at + c.len_utf8());
            let kind = if is_quote(c) { TokenKind::Quote } else { TokenKind::Punctuation };
            out.push(Token { span, kind });
            at += c.len_utf8();
        }
    }
    out
}

/// Reads the word at `at`, cuts off a clitic, and returns the offset behind it.
fn word(text: &str, at: usize, end: usize, out: &mut Vec<Token>) -> usize {
    let mut stop = at;
    let mut previous = ' ';
    // Most words are plain letters to their end.
    let plain = text.as_bytes()[at..end].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if plain > 0 {
        stop += plain;
        previous = char::from(text.as_bytes()[stop - 1]);
        // "GBP20k" is a currency and a number.
        if plain == 3
            && is_currency_code(&text[at..stop])
            && char_at(text, stop, end).is_some_and(|c| c.is_ascii_digit())
        {
            out.push(Token { span: Span::new(at, stop), kind: TokenKind::Word });
            return stop;
        }
    }
    while let Some(c) = char_at(text, stop, end) {
        let next = char_at(text, stop + c.len_utf8(), end);
        let joins = match c {
            _ if c.is_alphanumeric() || is_mark(c) => true,
            '\'' | '’' | 'ʼ' | '-' | '‐' | '‑' | '&' | '/' => {
                next.is_some_and(char::is_alphanumeric) && c != '/'
            }
            '.' if previous.is_ascii_digit() => next.is_some_and(|n| n.is_ascii_digit()),
            '.' => abbreviation_stop(text, at, stop, end) || is_middle_initial(text, at, stop, end, out),
            ',' | ':' => previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
            _ => false,
        };
        if !joins {
            break;
        }
        previous = c;
        stop += c.len_utf8();
    }
    let whole = &text[at..stop];
    let first_is_digit = whole.starts_with(|c: char| c.is_ascii_digit());
    let kind = if first_is_digit { TokenKind::Number } else { TokenKind::Word };
    let cut = clitic(whole);
    out.push(Token { span: Span::new(at, at + cut), kind });
    if cut < whole.len() {
        out.push(Token { span: Span::new(at + cut, stop), kind: TokenKind::Clitic });
    }
    stop
}

/// Currencies whose codes stand in front of amounts, also without a blank.
fn is_currency_code(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase()) && CURRENCY_CODES.binary_search(&word).is_ok()
}

/// Whether the stop at `stop` belongs to the abbreviation that begins at `at`: `U.S.`, `J.`, `Mr.`, `Jan.`.
fn abbreviation_stop(text: &str, at: usize, stop: usize, end: usize) -> bool {
    let before = &text[at..stop];
    let next = char_at(text, stop + 1, end);
    let letters = before.rsplit(['.', '-']).next().unwrap_or(before);
    if letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic) {
        // An initial or a part of U.S. or p.m.; a lone small letter ends a sentence as likely as not.
        return before.contains('.')
            || next.is_some_and(char::is_lowercase)
            || letters == "p" && number_follows(text, stop + 1, end)
            || letters == "v" && is_between_parties(text, at, stop)
            || letters.chars().all(char::is_uppercase) && letters != "I";
    }
    if next.is_some_and(char::is_alphanumeric) || before.len() > LONGEST_SHORTENED {
        return false;
    }
    let mut key = [0; LONGEST_SHORTENED];
    let key = &mut key[..before.len()];
    key.copy_from_slice(before.as_bytes());
    key.make_ascii_lowercase();
    let Ok(key) = std::str::from_utf8(key) else { return false };
    if NUMBERED.binary_search(&key).is_ok() {
        // "She is No. 5", and "she said no."
        return number_follows(text, stop + 1, end);
    }
    // "Gen. Lee", "Jan. 5", and "the next gen.", "he sat."
    let is_written_small = before.starts_with(|c: char| c.is_lowercase());
    if is_written_small {
        return SMALL.binary_search(&key).is_ok();
    }
    TITLES.binary_search(&key).is_ok() || SHORTENED.binary_search(&key).is_ok() || SMALL.binary_search(&key).is_ok()
}

/// Whether the `v` at `at` stands between two names: `Bush v. Gore`.
fn is_between_parties(text: &str, at: usize, stop: usize) -> bool {
    let before = text[..at].trim_end_matches(' ').rsplit([' ', '\n']).next().unwrap_or_default();
    let behind = text.get(stop + 1..).unwrap_or_default();
    before.starts_with(char::is_uppercase)
        && behind.strip_prefix(' ').is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Whether a number in digits or words stands behind white space at `at`.
fn number_follows(text: &str, at: usize, end: usize) -> bool {
    let rest = text.get(at..end).unwrap_or_default().trim_start();
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let in_words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '#') || in_words.iter().any(|n| word.eq_ignore_ascii_case(n))
}

/// Whether the `I` at `at` is an initial between two parts of a name (`Edward I. Calder`) and not the pronoun or a number
/// (`World War I. Calder left`).
fn is_middle_initial(text: &str, at: usize, stop: usize, end: usize, before: &[Token]) -> bool {
    if text.get(at..stop) != Some("I") {
        return false;
    }
    let follows = text.get(stop + 1..end).unwrap_or_default();
    let Some(name) = follows.strip_prefix(' ').filter(|name| name.starts_with(char::is_uppercase)) else {
        return false;
    };
    let word: String =
        name.chars().take_while(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase()).take(16).collect();
    let given = before.last().filter(|t| t.kind == TokenKind::Word && t.span.to() + 1 == at).map_or("", |t| t.of(text));
    given.starts_with(char::is_uppercase)
        && given.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == '.')
        && !REGNAL.contains(&given)
        && OPENERS.binary_search(&word.as_str()).is_err()
}

/// Where the clitic of a word begins; its length where it has none.
fn clitic(word: &str) -> usize {
    if !word.ends_with(['s', 'S']) {
        return word.len();
    }
    for ending in ["'s", "’s", "ʼs", "'S", "’S"] {
        if let Some(head) = word.strip_suffix(ending)
            && !head.is_empty()
        {
            return head.len();
        }
    }
    word.len()
}

/// The sentences of `within`, without white space at either end. A text without a full stop is one sentence.
///
/// ```
/// use parallax::text::{segment::sentences, span::Span};
/// let text = "Mr. Lee of the U.S. spoke. “We won.” He left.";
/// let found: Vec<_> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.of(text).to_owned()).collect();
/// assert_eq!(found, ["Mr. Lee of the U.S. spoke.", "“We won.”", "He left."]);
/// ```
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    sentences_of(text, within, &tokens(text, within))
}

/// The same from tokens that are there already; they must be those of `within`.
pub fn sentences_of(text: &str, within: Span, tokens: &[Token]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = within.from();
    let mut i = 0;
    while i < tokens.len() {
        let (ends, sure) = ending(text, tokens[i]);
        if !ends {
            i += 1;
            continue;
        }
        // Closing marks belong to the sentence that they close, and so do further stops (`?!`, `...`).
        let mut last = i;
        while let Some(next) = tokens.get(last + 1)
            && next.span.start == tokens[last].span.end
            && (is_closing(next.of(text)) || matches!(next.of(text), "." | "!" | "?" | "…"))
        {
            last += 1;
        }
        let boundary = tokens.get(last + 1).is_none_or(|next| {
            let apart = next.span.start > tokens[last].span.end;
            (apart && begins_sentence(text, &tokens[last + 1..], sure))
                || (!apart && is_blank_missing(text, tokens, i, last))
        });
        if boundary {
            push_trimmed(text, start, tokens[last].span.to(), &mut out);
            start = tokens[last].span.to();
        }
        i = last + 1;
    }
    push_trimmed(text, start, within.to(), &mut out);
    out
}

fn push_trimmed(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let span = Span::new(start, end).trimmed(text);
    if !span.is_empty() {
        out.push(span);
    }
}

/// Whether a sentence can end with this token, and whether it is a mark that ends nothing else.
fn ending(text: &str, token: Token) -> (bool, bool) {
    let word = token.of(text);
    match word {
        "!" | "?" | "。" | "！" | "？" | "." => (true, true),
        "…" => (true, false),
        _ if token.kind == TokenKind::Word && word.ends_with('.') => {
            let key = word.trim_end_matches('.').to_ascii_lowercase();
            (TITLES.binary_search(&key.as_str()).is_err() && NUMBERED.binary_search(&key.as_str()).is_err(), false)
        }
        _ => (false, false),
    }
}

/// Whether the tokens that follow a stop look like the beginning of a sentence. Behind an abbreviation (`sure` is
/// false) a capital is not enough, since names follow there too: it must be a word that often opens sentences.
fn begins_sentence(text: &str, following: &[Token], sure: bool) -> bool {
    let Some(word) = following.iter().find(|t| !matches!(t.kind, TokenKind::Quote) && t.of(text) != "(") else {
        return true;
    };
    let opens_with_quote = following[0].kind == TokenKind::Quote;
    let first = word.of(text).chars().next().unwrap_or(' ');
    if sure {
        return !first.is_lowercase()
            && (word.kind != TokenKind::Punctuation || matches!(first, '[' | '—' | '–' | '$' | '#'));
    }
    first.is_uppercase()
        && (opens_with_quote || OPENERS.binary_search(&word.of(text).to_ascii_lowercase().as_str()).is_ok())
}

/// Whether a blank is missing behind the stop at token `stop` (`last` is the last of the marks that belong to it):
/// "The talks ended.Jonas Berg left." Addresses, versions and names of programs look nearly like it.
fn is_blank_missing(text: &str, tokens: &[Token], stop: usize, last: usize) -> bool {
    let (Some(before), Some(next)) = (stop.checked_sub(1).and_then(|b| tokens.get(b)), tokens.get(last + 1)) else {
        return false;
    };
    let is_small =
        |word: &str| word.len() > 1 && word.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'));
    let is_capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
    };
    let next_is_apart = tokens.get(last + 2).is_none_or(|after| {
        after.span.start > next.span.end || matches!(after.of(text), "," | "." | ";" | ":" | "!" | "?")
    });
    // What goes on in front of the word without a blank is an address: "www.example.Com", "a@b.Com".
    let stands_alone =
        stop < 2 || tokens[stop - 2].span.end < before.span.start || tokens[stop - 2].kind == TokenKind::Quote;
    let glued = before.span.end == tokens[stop].span.start;
    let what = before.of(text);
    glued
        && stands_alone
        && next_is_apart
        && next.kind == TokenKind::Word
        && is_small(what)
        && is_capital(next.of(text))
}

/// Whether `c` is a quotation mark of some script, straight ones included.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '`'
    )
}

fn is_closing(mark: &str) -> bool {
    mark.chars().all(|c| matches!(c, ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '＂'))
}

fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x064B..=0x0652 | 0x200C | 0x200D)
}

fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    text.get(at..end)?.chars().next()
}

/// The longest abbreviation of the lists, in bytes.
const LONGEST_SHORTENED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is the text with `|` between sentences.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace(" | ", " ");
        let found: Vec<_> = sentences(&text, Span::new(0, text.len())).iter().map(|s| s.of(&text).to_owned()).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn sentences_of_news_prose() {
        check("Mr. Lee met Dr. Ann J. Fox in St. Louis. | They spoke.");
        check("The U.S. Senate voted. | It passed on Jan. 5 in the U.S. | The House agreed.");
        check("He said: “We will win.” | She left.");
        check("“Will we win?” he asked. | Nobody knew!");
        check("Growth was 3.5 per cent. | 24 officials were named.");
        check("He waited ... and waited. | Then he left.");
        check("No full stop at all");
        check("It works at Acme Inc. and at Bolt Corp. now. | (Reporting by A. Lee)");
        check("\"It is over,\" she said. | \"We won.\"");
        check("Vitamin C. | The end.");
    }

    #[test]
    fn words_that_are_abbreviations_only_with_a_capital_or_a_number() {
        check("Ann Lee said no. | Jon Dahl left.");
        check("She is No. 5 on the list and no. 7 on the next.");
        check("The court ruled in Calder v. Oduya in 1998.");
        check("She is No. One. | Jon Dahl is not.");
        check("He sat. | Jon Dahl left.");
        check("She was ill. | Jon Dahl left.");
        check("The figures are on p. 55 of the report.");
        check("Were Ann and co. at the talks?");
        check("He met Gen. Lee. | It was a new gen. | Dahl left.");
    }

    #[test]
    fn a_middle_initial_is_no_pronoun() {
        check("“It is done,” said Edward I. Calder. | Samuel I. Lund bought it.");
        check("It was Ann and I. | Jon Dahl left.");
        check("It was built in World War I. | Dahl left.");
        check("He met Charles I. | They spoke.");
    }

    #[test]
    fn a_missing_blank_hides_no_sentence() {
        let found = |text: &str| sentences(text, Span::new(0, text.len())).len();
        assert_eq!(found("The talks in Oslo ended.Jonas Berg left early."), 2);
        assert_eq!(found("The talks ended!Nobody knew."), 2);
        for text in ["Write to ann.lee@example.Com now.", "See www.example.Com for more.", "It runs on node.JS today."]
        {
            assert_eq!(found(text), 1, "{text}");
        }
    }

    #[test]
    fn codes_of_currencies_are_words_of_their_own() {
        let words = |text: &str| {
            tokens(text, Span::new(0, text.len())).iter().map(|t| t.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("GBP20k COP26 USD"), ["GBP", "20k", "COP26", "USD"]);
    }

    #[test]
    fn tokens_keep_names_whole_and_cut_clitics() {
        let text = "Biden’s “U.S.-led” O'Neill paid $3,500.50 at 10:07, Kim Jong-un didn't.";
        let found: Vec<_> = tokens(text, Span::new(0, text.len())).iter().map(|t| t.of(text).to_owned()).collect();
        let expected = [
            "Biden", "’s", "“", "U.S.-led", "”", "O'Neill", "paid", "$", "3,500.50", "at", "10:07", ",", "Kim",
            "Jong-un", "didn't", ".",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn word_lists_are_sorted() {
        for list in [&TITLES, &NUMBERED, &SMALL, &SHORTENED, &OPENERS] {
            assert!(list.is_sorted());
        }
        let shortened = [&TITLES, &NUMBERED, &SMALL, &SHORTENED];
        assert!(shortened.iter().flat_map(|list| list.iter()).all(|word| word.len() <= LONGEST_SHORTENED));
    }

    proptest::proptest! {
        #[test]
        fn sentences_hold_every_character_that_is_not_white_space(text in "[ a-zA-Z.!?“”\"'0-9é界\\n\u{301}]{0,120}") {
            let found = sentences(&text, Span::new(0, text.len()));
            let kept: String = found.iter().flat_map(|s| s.of(&text).chars()).filter(|c| !c.is_whitespace()).collect();
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            proptest::prop_assert_eq!(kept, all);
        }
    }
}
