//! A query cut into words, phrases, fields, operators and parentheses. Never fails: what is wrong is for the parser.

use crate::text::span::Span;

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An opening parenthesis.
    Open,
    /// A closing one.
    Close,
    /// `-` in front of something, or `NOT`.
    Not,
    /// `AND`.
    And,
    /// `OR`.
    Or,
    /// Everything else.
    Term(Term),
}

/// A word or a phrase, perhaps behind the name of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The name in front of the colon.
    pub name: Option<Span>,
    /// Whether a `=` follows the colon.
    pub whole: bool,
    /// The words, without quotation marks; may be empty.
    pub value: Span,
    /// How they are quoted.
    pub quoted: Quoted,
}

/// How a value is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    /// Not at all.
    No,
    /// By two quotation marks.
    Yes,
    /// The second one is missing.
    Unclosed,
}

/// Whether a character opens or closes a phrase. Single ones do not, since they are apostrophes too.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// Parentheses of both widths: an East Asian keyboard writes the wide ones.
fn parenthesis(c: char) -> Option<Kind> {
    match c {
        '(' | '（' => Some(Kind::Open),
        ')' | '）' => Some(Kind::Close),
        _ => None,
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quotation_mark(c) || parenthesis(c).is_some()
}

/// Whether `text` is read as one plain word when it stands by itself.
pub(super) fn is_plain_word(text: &str) -> bool {
    !text.contains(ends_word)
        && !text.starts_with(is_dash)
        && operator(text).is_none()
        && name_and_colon(text).is_none()
        && !text.is_empty()
}

/// Whether `text` is read as one plain word when it stands behind a colon.
pub(super) fn is_plain_value(text: &str) -> bool {
    !text.contains(ends_word) && !text.starts_with('=') && !text.is_empty()
}

fn operator(word: &str) -> Option<Kind> {
    match word {
        "AND" => Some(Kind::And),
        "OR" => Some(Kind::Or),
        "NOT" => Some(Kind::Not),
        _ => None,
    }
}

/// The lengths of the name of a field and of its colon, if `rest` begins with one. Only letters make a name, so that
/// `10:30` is a word.
fn name_and_colon(rest: &str) -> Option<(usize, usize)> {
    let name = rest.find(|c: char| !c.is_alphabetic())?;
    let colon = rest[name..].chars().next().filter(|c| is_colon(*c))?;
    (name > 0).then_some((name, colon.len_utf8()))
}

/// The parts of a query, in order. White space belongs to none.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let behind = at + c.len_utf8();
        if c.is_whitespace() {
            at = behind;
            continue;
        }
        let follows = |n: char| !n.is_whitespace() && parenthesis(n) != Some(Kind::Close);
        let negates = is_dash(c) && text[behind..].chars().next().is_some_and(follows);
        let (kind, end) = if let Some(kind) = parenthesis(c) {
            (kind, behind)
        } else if negates {
            (Kind::Not, behind)
        } else if let Some((name, colon)) = name_and_colon(rest) {
            let mut from = at + name + colon;
            let whole = text[from..].starts_with('=');
            from += usize::from(whole);
            let (value, quoted, end) = value(text, from);
            (Kind::Term(Term { name: Some(Span::new(at, at + name)), whole, value, quoted }), end)
        } else {
            let (value, quoted, end) = value(text, at);
            let operator = operator(value.of(text)).filter(|_| quoted == Quoted::No);
            (operator.unwrap_or(Kind::Term(Term { name: None, whole: false, value, quoted })), end)
        };
        out.push(Token { kind, span: Span::new(at, end) });
        at = end;
    }
    out
}

/// The word or phrase at `at`, and where it ends.
fn value(text: &str, at: usize) -> (Span, Quoted, usize) {
    let rest = &text[at..];
    let Some(mark) = rest.chars().next().filter(|c| is_quotation_mark(*c)) else {
        let end = at + rest.find(ends_word).unwrap_or(rest.len());
        return (Span::new(at, end), Quoted::No, end);
    };
    let from = at + mark.len_utf8();
    let inside = &text[from..];
    match inside.char_indices().find(|(_, c)| is_quotation_mark(*c)) {
        Some((length, closing)) => (Span::new(from, from + length), Quoted::Yes, from + length + closing.len_utf8()),
        None => (Span::new(from, text.len()), Quoted::Unclosed, text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected`: the parts of the query, joined by `|`.
    #[track_caller]
    fn check(query: &str, expected: &str) {
        let found: Vec<_> = tokens(query).iter().map(|t| t.span.of(query)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn parts_are_cut_at_blanks_parentheses_and_quotation_marks() {
        check("trade OR  (topic:war -“hong kong”)", "trade|OR|(|topic:war|-|“hong kong”|)");
        check("co-op a - b –c", "co-op|a|-|b|–|c");
        check("one\"two\"three", "one|\"two\"|three");
        check("10:30 topic:=\"a b\"c", "10:30|topic:=\"a b\"|c");
        check("„so« “open", "„so«|“open");
        check("（话题：贸易）", "（|话题：贸易|）");
    }

    #[test]
    fn a_dash_negates_only_what_follows_at_once() {
        let kinds = |query| tokens(query).iter().map(|t| t.kind == Kind::Not).collect::<Vec<_>>();
        assert_eq!(kinds("-a - b--c"), [true, false, false, false]);
        assert_eq!(kinds("--a"), [true, true, false]);
        assert_eq!(kinds("-"), [false]);
    }
}
