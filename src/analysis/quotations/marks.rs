//! Quotation marks paired into quoted stretches.
//!
//! Marks pair within a paragraph. A stretch that its paragraph leaves open goes on in the next one when that begins
//! with an opening mark, as long quotations are printed. Only the outermost pairs are kept; an apostrophe opens
//! nothing and closes nothing unless a single mark stands open. One pass over the tokens.

use crate::language::document::Document;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// A stretch of text between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The first token of the opening mark.
    pub(super) open: usize,
    /// One past the last token of the closing mark, or of the paragraph where [`runs_on`](Self::runs_on).
    pub(super) close: usize,
    /// How many tokens inside are words or numbers.
    pub(super) words: usize,
    /// Whether there is no closing mark because the next paragraph goes on.
    pub(super) runs_on: bool,
}

impl Quoted {
    /// Whether it goes on in the next paragraph: then the two are one quotation.
    pub(super) fn holds(&self, token: usize) -> bool {
        (self.open..self.close).contains(&token)
    }
}

/// What a mark can be from its shape and its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facing {
    Open,
    Close,
    Either,
    Neither,
}

/// A mark of one character, or of two single ones that stand together.
struct Mark {
    first: usize,
    /// One past its last token.
    end: usize,
    double: bool,
    side: Facing,
}

/// The outermost quoted stretches of a document, in order.
pub(super) fn pair(document: &Document<'_>) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut carried = false;
    while let Some(sentence) = document.sentences.get(first) {
        let next = first + document.sentences[first..].iter().take_while(|s| s.block == sentence.block).count();
        let end = document.sentences[next - 1].tokens.end;
        let taken_up = document.sentences.get(next).is_some_and(|s| opens_single(document, s.tokens.start));
        let base = out.len();
        carried = paragraph(document, sentence.tokens.start, end, carried, &mut out);
        // "‘We won.", and in the next paragraph "‘Now we rest,’ he said."
        let free = !carried && out.len() == base && opens_single(document, sentence.tokens.start);
        if free && taken_up {
            push(document, sentence.tokens.start, end, base, &mut out);
            out[base].runs_on = true;
        }
        first = next;
    }
    unfinished(document, &mut out);
    out.retain(|q| q.words > 0);
    out
}

/// Whether a single mark that opens stands at token `i`.
fn opens_single(document: &Document<'_>, i: usize) -> bool {
    let is_quote = document.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
    let mark = is_quote.then(|| mark(document, i, document.tokens.len()));
    mark.is_some_and(|mark| !mark.double && mark.side == Facing::Open)
}

/// Pairs the marks of one paragraph and returns whether it leaves one open. `carried` says that the paragraph before
/// left one open.
fn paragraph(document: &Document<'_>, start: usize, end: usize, carried: bool, out: &mut Vec<Quoted>) -> bool {
    let mut double: Option<usize> = None;
    let mut single: Option<usize> = None;
    let mut doubtful: Option<usize> = None;
    let base = out.len();
    let mut i = start;
    while i < end {
        if document.tokens[i].kind != TokenKind::Quote {
            i += 1;
            continue;
        }
        let mark = mark(document, i, end);
        i = mark.end;
        if mark.double {
            match (double, mark.side) {
                (Some(open), Facing::Close | Facing::Either) => {
                    push(document, open, mark.end, base, out);
                    double = None;
                }
                // A second opening mark shows that the first was a slip.
                (_, Facing::Open | Facing::Either) => double = Some(mark.first),
                // A paragraph that only closes what the one before left open, without repeating the mark.
                (None, Facing::Close) if carried && out.len() == base && single.is_none() => {
                    push(document, start, mark.end, base, out);
                }
                _ => {}
            }
        } else if double.is_none() || single.is_some() {
            match (single, mark.side) {
                (Some(open), Facing::Close) if double.is_none_or(|d| d < open) => {
                    if is_possessive(document, mark.first, end) {
                        doubtful = Some(mark.end);
                    } else {
                        push(document, open, mark.end, base, out);
                        (single, doubtful) = (None, None);
                    }
                }
                (_, Facing::Open) => {
                    if let (Some(open), Some(close)) = (single, doubtful.take()) {
                        push(document, open, close, base, out);
                    }
                    single = Some(mark.first);
                }
                _ => {}
            }
        }
    }
    if let (Some(open), Some(close)) = (single, doubtful) {
        push(document, open, close, base, out);
    }
    if let Some(open) = double {
        push(document, open, end, base, out);
        if let Some(last) = out.last_mut().filter(|q| q.open == open) {
            last.runs_on = true;
        }
        return true;
    }
    false
}

/// Adds a stretch and drops those of its paragraph that lie inside it.
fn push(document: &Document<'_>, open: usize, close: usize, base: usize, out: &mut Vec<Quoted>) {
    while out.len() > base && out.last().is_some_and(|q| q.open >= open) {
        out.pop();
    }
    if out.len() > base && out.last().is_some_and(|q| q.close > open) {
        return;
    }
    // "It's over" are three.
    let is_word =
        |i: &usize| matches!(document.tokens[*i].kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic);
    let words = (open..close).filter(is_word).count();
    out.push(Quoted { open, close, words, runs_on: false });
}

/// A stretch left open that no next paragraph takes up ends with its sentence: the closing mark was forgotten.
fn unfinished(document: &Document<'_>, out: &mut [Quoted]) {
    for i in 0..out.len() {
        if !out[i].runs_on {
            continue;
        }
        let close = out[i].close;
        if out.get(i + 1).is_some_and(|next| next.open == close) {
            continue;
        }
        out[i].runs_on = false;
        let open = out[i].open;
        let at = document.sentences.partition_point(|s| s.tokens.end <= open);
        out[i].close = document.sentences.get(at).map_or(close, |s| s.tokens.end.min(close));
    }
}

/// The mark that begins at token `i`.
fn mark(document: &Document<'_>, i: usize, end: usize) -> Mark {
    let token = document.tokens[i];
    let c = token.of(document.text).chars().next().unwrap_or(' ');
    let twin = i + 1 < end
        && document.tokens[i + 1].span.start == token.span.end
        && document.word(i + 1) == document.word(i)
        && is_single(c);
    let last = if twin { i + 1 } else { i };
    let before = document.text[..token.span.from()].chars().next_back().unwrap_or(' ');
    let after = document.text[document.tokens[last].span.to()..].chars().next().unwrap_or(' ');
    let opens_here =
        (before.is_whitespace() || "([{—–-/:".contains(before) || is_opening(before)) && !after.is_whitespace();
    let closes_here = !before.is_whitespace() && !after.is_alphanumeric();
    let placed = match (opens_here, closes_here) {
        (true, false) => Facing::Open,
        (false, true) => Facing::Close,
        _ => Facing::Either,
    };
    let double = twin || !is_single(c);
    let side = match c {
        '“' | '«' | '„' | '‟' | '「' | '『' | '`' | '‹' if placed != Facing::Close => Facing::Open,
        '”' | '»' | '」' | '』' | '›' if placed != Facing::Open => Facing::Close,
        '‘' | '‚' | '‛' if !twin => match placed {
            Facing::Close => Facing::Close,
            _ if is_elision(after) => Facing::Neither,
            _ => Facing::Open,
        },
        '’' if !twin => {
            if closes_here {
                Facing::Close
            } else {
                Facing::Neither
            }
        }
        '\'' if !twin => match placed {
            Facing::Open if is_elision(after) => Facing::Neither,
            Facing::Either => Facing::Neither,
            placed => placed,
        },
        _ => placed,
    };
    Mark { first: i, end: last + 1, double, side }
}

/// Whether the closing single mark at `i` is as well the apostrophe of a plural possessive (`the allies’ plan`).
fn is_possessive(document: &Document<'_>, i: usize, end: usize) -> bool {
    let Some(owner) = i.checked_sub(1) else { return false };
    let next = (i + 1 < end).then(|| document.word(i + 1));
    document.word(owner).ends_with(['s', 'S'])
        && document.tokens[owner].span.end == document.tokens[i].span.start
        && next.is_some_and(|n| n.starts_with(char::is_lowercase))
}

/// Whether a mark in front of this character stands for something left out (`’90s`).
fn is_elision(after: char) -> bool {
    after.is_ascii_digit()
}

fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`')
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '„' | '"' | '\'' | '「' | '『')
}

/// The bytes of tokens `from..to`, without white space at the ends.
pub(super) fn span_of(document: &Document<'_>, from: usize, to: usize) -> Option<Span> {
    let first = document.tokens.get(from)?;
    let last = document.tokens.get(to.checked_sub(1)?)?;
    (from < to).then(|| Span::new(first.span.from(), last.span.to()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};

    /// `expected` is the text with `⟦` and `⟧` around each quoted stretch; `|` divides paragraphs.
    #[track_caller]
    fn check(expected: &str) {
        let text: String = expected.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
        let mut at = 0;
        let mut blocks = Vec::new();
        for part in text.split('|') {
            blocks.push(Block { kind: BlockKind::Body, span: Span::new(at, at + part.len()).trimmed(&text) });
            at += part.len() + 1;
        }
        let article = Article { text: text.clone(), blocks, ..Article::default() };
        let document = Document::new(&article);
        let mut found = String::new();
        let mut at = 0;
        for quoted in pair(&document) {
            let span = span_of(&document, quoted.open, quoted.close).expect("a stretch has tokens");
            found.push_str(&text[at..span.from()]);
            found.extend(["⟦", span.of(&text), "⟧"]);
            at = span.to();
        }
        found.push_str(&text[at..]);
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_pair() {
        check("He said ⟦“we won”⟧ and ⟦\"they lost\"⟧.");
        check("⟦''We won,''⟧ he said. ⟦``They lost,''⟧ he said.");
        check("⟦‘We won,’⟧ he said. ⟦'They lost,'⟧ he said.");
        check("⟦«We won»⟧ and ⟦„they lost“⟧ and ⟦「we tied」⟧.");
    }

    #[test]
    fn only_the_outermost_pair_counts() {
        check("⟦“He told me ‘we won’ yesterday,”⟧ she said.");
        check("⟦‘He told me “we won” yesterday,’⟧ she said.");
    }

    #[test]
    fn apostrophes_pair_with_nothing() {
        check("The allies’ plan and the workers’ strike of the ’90s didn’t end.");
        check("The allies' plan and the workers' strike of the '90s didn't end.");
        check("⟦‘The allies’ plan failed,’⟧ he said.");
    }

    #[test]
    fn paragraphs_go_on_and_forgotten_marks_do_not() {
        check("⟦“We won.⟧|⟦“Now we rest,”⟧ he said.");
        check("⟦“We won, he said.⟧ They lost.|The road is closed.");
        check("A stray ” mark.");
        check("⟦‘We won.⟧|⟦‘Now we rest,’⟧ he said.");
        check("'Tis late.|They left the workers' hall.");
    }
}
