//! Two texts beside each other: paired passages on one line with what differs in them, and between them what only one has.

use crate::export::report::gather::{Material, Source};
use crate::export::report::html::{At, Id, Page};
use crate::export::report::{sheets, standing};
use crate::model::block::BlockKind;
use crate::model::comparison::laying::{Telling, in_order};
use crate::model::comparison::{Comparison, Pair};
use crate::text::span::Span;

/// So many lines of a comparison are told.
const LINES: usize = 300;

/// A line: what stands on the left and on the right, and how they belong together.
pub(super) struct Line<'c> {
    /// The sentences of either text.
    pub(super) sides: [Vec<Span>; 2],
    /// The pair that they are; `None` for what each text has by itself.
    pub(super) pair: Option<&'c Pair>,
}

/// The lines of a comparison, in the order of both texts.
pub(super) fn lines<'c>(sources: [&Source<'_>; 2], comparison: &'c Comparison) -> Vec<Line<'c>> {
    let sentences = sources.map(sentences);
    let mut at = [0, 0];
    let mut out = Vec::new();
    for pair in in_order(&comparison.pairs) {
        let places = [place(&sentences[0], pair.left), place(&sentences[1], pair.right)];
        let [Some(left), Some(right)] = places else { continue };
        if left < at[0] || right < at[1] {
            continue;
        }
        gap(&mut out, [&sentences[0][at[0]..left], &sentences[1][at[1]..right]]);
        out.push(Line { sides: [vec![sentences[0][left]], vec![sentences[1][right]]], pair: Some(pair) });
        at = [left + 1, right + 1];
    }
    gap(&mut out, [&sentences[0][at[0]..], &sentences[1][at[1]..]]);
    out
}

fn gap(out: &mut Vec<Line<'_>>, sides: [&[Span]; 2]) {
    if sides.iter().any(|side| !side.is_empty()) {
        out.push(Line { sides: sides.map(<[Span]>::to_vec), pair: None });
    }
}

/// The sentences of headline, headings and body.
fn sentences(source: &Source<'_>) -> Vec<Span> {
    let mut blocks = source.article.blocks.iter().peekable();
    let is_read = |span: &&Span| {
        while blocks.next_if(|b| b.span.end <= span.start).is_some() {}
        let kind = blocks.peek().map(|b| b.kind);
        matches!(kind, Some(BlockKind::Title | BlockKind::Heading | BlockKind::Body))
            && span.of(&source.article.text).contains(char::is_alphanumeric)
    };
    source.findings.sentences.iter().filter(is_read).copied().collect()
}

fn place(sentences: &[Span], span: Span) -> Option<usize> {
    sentences.binary_search_by_key(&span.start, |s| s.start).ok()
}

/// Writes every comparison.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    for (n, (places, comparison)) in material.compared.iter().enumerate() {
        let sources = places.map(|place| &material.articles[place]);
        page.line();
        page.element("section", &[At::Class("compared"), At::Id(Id::Comparison(n))], |page| {
            page.element("h3", &[], |page| {
                for (i, place) in places.iter().enumerate() {
                    page.text(if i > 0 { " and " } else { "" });
                    page.leaf("a", &[At::To(Id::Article(*place))], &format!("{} {}", place + 1, sources[i].outlet()));
                }
            });
            page.leaf("p", &[At::Class("note")], &counts(comparison));
            let lines = lines(sources, comparison);
            page.element("div", &[At::Class("heads"), At::Fixed("aria-hidden", "true")], |page| {
                for source in sources {
                    page.leaf("b", &[], source.outlet());
                }
            });
            for (i, line) in lines.iter().take(LINES).enumerate() {
                self::line(page, (n, i), *places, sources, comparison, line);
            }
            if lines.len() > LINES {
                page.leaf("p", &[At::Class("skipped")], &format!("[{} further lines left out]", lines.len() - LINES));
            }
        });
    }
}

/// How many pairs of each sort there are.
fn counts(comparison: &Comparison) -> String {
    let of = |telling| comparison.pairs.iter().filter(|pair| Telling::of(pair) == telling).count();
    format!(
        "{} passages said by both (=), {} told differently (≠), {} on the same matter (≈)",
        of(Telling::Alike),
        of(Telling::Differently),
        of(Telling::Near)
    )
}

fn line(
    page: &mut Page,
    (n, i): (usize, usize),
    places: [usize; 2],
    sources: [&Source<'_>; 2],
    comparison: &Comparison,
    line: &Line<'_>,
) {
    let telling = line.pair.map(Telling::of);
    let class = match telling {
        Some(Telling::Alike) => "line alike",
        Some(Telling::Differently) => "line differently",
        Some(Telling::Near) => "line near",
        None => "line alone",
    };
    let id = Id::Pair(n, i);
    page.element("div", &[At::Class(class), At::Id(id)], |page| {
        for hand in [0, 1] {
            page.element("div", &[At::Class("side")], |page| {
                if line.sides[hand].is_empty() {
                    return;
                }
                page.leaf("p", &[At::Class("outlet")], sources[hand].outlet());
                let mut rest = &line.sides[hand][..];
                while let Some(first) = rest.first() {
                    let paragraph = sources[hand].paragraphs.of(*first);
                    let same = |s: &&Span| sources[hand].paragraphs.of(**s) == paragraph;
                    let run = rest.iter().take_while(same).count();
                    page.element("p", &[], |page| {
                        sheets::cite(page, places[hand], sources[hand], *first, line.pair.map(|_| id));
                        for sentence in &rest[..run] {
                            page.text(" ");
                            self::sentence(
                                page,
                                hand,
                                sources[hand],
                                *sentence,
                                line.pair.filter(|_| differs(telling)),
                            );
                            elsewhere(page, places, hand, sources, comparison, *sentence, line.pair);
                        }
                    });
                    rest = &rest[run..];
                }
            });
        }
        if let (Some(pair), Some(telling)) = (line.pair, telling) {
            page.element("p", &[At::Class("relation")], |page| {
                page.leaf("span", &[At::Class("sign")], telling.sign());
                let respects: Vec<&str> = pair.differences.iter().map(|d| d.respect.name()).collect();
                if differs(Some(telling)) && !respects.is_empty() {
                    page.text(" ");
                    page.text(&respects.join(", "));
                }
                standing::of_pair(pair).write(page);
            });
        }
    });
    page.line();
}

fn differs(telling: Option<Telling>) -> bool {
    telling == Some(Telling::Differently)
}

/// A sentence with the words that the other one does not have.
fn sentence(page: &mut Page, hand: usize, source: &Source<'_>, span: Span, pair: Option<&Pair>) {
    let text = &source.article.text;
    let words = |d: &crate::model::comparison::Difference| if hand == 0 { d.left.clone() } else { d.right.clone() };
    let mut marks: Vec<Span> = pair.iter().flat_map(|pair| &pair.differences).flat_map(words).collect();
    marks.sort_unstable();
    let mut at = span.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(span.end));
        if start < end {
            page.text(Span { start: at, end: start }.of(text));
            page.leaf("mark", &[], Span { start, end }.of(text));
            at = end;
        }
    }
    page.text(Span { start: at, end: span.end }.of(text));
}

/// Where else the other text has a counterpart of a sentence.
fn elsewhere(
    page: &mut Page,
    places: [usize; 2],
    hand: usize,
    sources: [&Source<'_>; 2],
    comparison: &Comparison,
    span: Span,
    shown: Option<&Pair>,
) {
    let own = |pair: &Pair| if hand == 0 { pair.left } else { pair.right };
    let other = |pair: &Pair| if hand == 0 { pair.right } else { pair.left };
    let further = comparison.pairs.iter().filter(|pair| own(pair) == span && Some(*pair) != shown);
    for pair in further.take(3) {
        page.text(" ");
        page.element("span", &[At::Class("elsewhere")], |page| {
            page.text(&format!("{} there ", Telling::of(pair).sign()));
            sheets::cite(page, places[1 - hand], sources[1 - hand], other(pair), None);
        });
    }
}
