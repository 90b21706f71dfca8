//! Rows of the column of matches about what both texts tell, each in its own way: utterances, figures, days, names, words,
//! voices.

use std::collections::HashSet;

use crate::app::compare::Hand;
use crate::app::compare::passages::State;
use crate::model::across::Across;
use crate::model::across::naming::Named;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::across::voices::{Share, Voices};
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::figure::Figure;
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

/// Something that the texts tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Whether both tell it alike, or differently, or only the text on that side does; `None` where that is no question.
    pub sign: Option<(State, Hand)>,
    /// What it is, in few words.
    pub name: String,
    /// Whether it belongs to the row above.
    pub below: bool,
    /// What there is to say about it in each text in some cells: a paragraph, a count, a share.
    pub notes: [String; 2],
    /// Where it stands in each text.
    pub spans: [Option<Span>; 2],
}

/// How many forms of a name are told for each text.
const FORMS: usize = 3;

/// One of the two articles.
#[derive(Debug)]
pub(in crate::app) struct ToldText<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// What was found in it.
    pub(super) findings: &'a ArticleFindings,
    /// Where its paragraphs begin.
    paragraphs: Vec<usize>,
}

impl<'a> ToldText<'a> {
    /// An article with its findings.
    pub(in crate::app) fn new(article: &'a Article, findings: &'a ArticleFindings) -> Self {
        let body = article.blocks.iter().filter(|b| b.kind == BlockKind::Body);
        Self { text: &article.text, findings, paragraphs: body.map(|b| b.span.from()).collect() }
    }

    /// The number of the paragraph that holds an offset of the text, as its gutter shows it; 0 in front of the first.
    pub(super) fn paragraph(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|from| *from <= offset)
    }
}

impl Told {
    /// Something that both tell, at these places.
    fn both(sides: &[ToldText<'_>; 2], alike: bool, name: String, spans: [Option<Span>; 2]) -> Self {
        let state = if alike { State::Both } else { State::Differs };
        let place =
            |hand: usize| spans[hand].map_or(String::new(), |s| format!("¶{}", sides[hand].paragraph(s.from())));
        Self { sign: Some((state, Hand::Left)), name, below: false, notes: [place(0), place(1)], spans }
    }

    /// How one of them tells what stands above.
    fn below(hand: Hand, name: String, span: Option<Span>) -> Self {
        let mut spans = [None, None];
        spans[hand.index()] = span;
        Self { sign: Some((State::Only, hand)), name, below: true, spans, ..Self::default() }
    }
}

/// The utterances that both quote, with what each leaves out and the words that introduce it.
pub(super) fn quotations(sides: &[ToldText<'_>; 2], across: &Across) -> Vec<Told> {
    let mut out = Vec::new();
    for utterance in &across.quotations {
        let version = |hand: Hand| utterance.versions.iter().find(|v| v.article == hand.index());
        let (Some(left), Some(right)) = (version(Hand::Left), version(Hand::Right)) else { continue };
        let Some(full) = utterance.fullest() else { continue };
        let text = |hand: usize| sides[hand].text;
        let words = full.spans.first().map_or("", |s| s.of(text(full.article)));
        let spans = [left.spans.first().copied(), right.spans.first().copied()];
        out.push(Told::both(sides, utterance.is_same(), words.to_owned(), spans));
        let cues = [left, right].map(|v| v.cue.map(|c| c.of(text(v.article)).to_lowercase()));
        if utterance.is_same() && cues[0] == cues[1] {
            continue;
        }
        for (version, hand) in [(left, Hand::Left), (right, Hand::Right)] {
            let told = cut(utterance, version, text(version.article), text(full.article));
            if !told.is_empty() {
                out.push(Told::below(hand, told, version.spans.first().copied()));
            }
        }
    }
    out
}

/// How a version introduces an utterance, and which words it leaves out or has for itself: `claimed, without “for now”`.
fn cut(utterance: &Utterance, version: &Version, own: &str, full: &str) -> String {
    let quoted = |spans: &[Span], text: &str| {
        let parts: Vec<_> = spans.iter().map(|s| s.of(text).trim()).filter(|s| !s.is_empty()).collect();
        format!("“{}”", parts.join(" … "))
    };
    let mut parts = Vec::new();
    parts.extend(version.cue.map(|c| c.of(own).to_owned()));
    if !version.dropped.is_empty() {
        parts.push(format!("without {}", quoted(&version.dropped, full)));
    }
    if !version.own.is_empty() && !utterance.is_same() {
        parts.push(format!("has {}", quoted(&version.own, own)));
    }
    parts.join(", ")
}

/// The numbers and days of the same things, those that disagree with what each text says.
pub(super) fn ledger(sides: &[ToldText<'_>; 2], across: &Across) -> Vec<Told> {
    let figures = across.figures.iter().map(|c| {
        let readings = c.readings.iter().map(|r| (r.article, r.span)).collect::<Vec<_>>();
        (c.what.as_str(), c.agrees, readings)
    });
    let dates = across.dates.iter().map(|d| {
        let readings = d.readings.iter().map(|r| (r.article, r.span)).collect::<Vec<_>>();
        (d.what.as_str(), d.agrees, readings)
    });
    let mut out = Vec::new();
    for (what, agrees, readings) in figures.chain(dates) {
        let first = |hand: usize| readings.iter().find(|r| r.0 == hand).map(|r| r.1);
        let spans = [first(0), first(1)];
        let said = Hand::BOTH.map(|hand| spans[hand.index()].map_or("", |s| s.of(sides[hand.index()].text)));
        if said[0].eq_ignore_ascii_case(said[1]) {
            out.push(Told::both(sides, agrees, format!("{}: {what}", said[0]), spans));
            continue;
        }
        out.push(Told::both(sides, agrees, what.to_owned(), spans));
        for hand in Hand::BOTH {
            out.push(Told::below(hand, said[hand.index()].to_owned(), spans[hand.index()]));
        }
    }
    out
}

/// What only one of them calls what both name.
pub(super) fn naming(across: &Across) -> Vec<Told> {
    let mut out = Vec::new();
    for named in &across.naming {
        let forms: Vec<Told> = Hand::BOTH.into_iter().flat_map(|hand| own_forms(named, hand)).collect();
        // Who is called otherwise by one of them only is called alike by the other.
        let sides = forms.iter().filter_map(|f| f.sign).map(|(_, hand)| hand);
        if Hand::BOTH.into_iter().all(|hand| sides.clone().any(|h| h == hand)) {
            let spans = Hand::BOTH.map(|hand| first_place(named, hand));
            let notes = Hand::BOTH.map(|hand| named.count(hand.index()).to_string());
            out.push(Told { name: named.name.clone(), notes, spans, ..Told::default() });
            out.extend(forms);
        }
    }
    out
}

/// The forms of a name that only one text uses, the commonest first.
fn own_forms(named: &Named, hand: Hand) -> impl Iterator<Item = Told> {
    let (own, other) = (hand.index(), hand.other().index());
    let forms = named.forms.iter().filter(move |f| f.count(own) > 0 && f.count(other) == 0);
    forms.take(FORMS).map(move |form| {
        let span = form.places.iter().find(|p| p.article == own).map(|p| p.span);
        let mut told = Told::below(hand, form.text.clone(), span);
        told.notes[own] = form.count(own).to_string();
        told
    })
}

fn first_place(named: &Named, hand: Hand) -> Option<Span> {
    let places = named.forms.iter().flat_map(|f| &f.places).filter(|p| p.article == hand.index());
    places.map(|p| p.span).min()
}

/// The passages that are the same word for word.
pub(super) fn wording(sides: &[ToldText<'_>; 2], across: &Across) -> Vec<Told> {
    let told = across.wording.passages.iter().filter_map(|passage| {
        let first = |hand: usize| passage.places.iter().find(|p| p.article == hand).map(|p| p.span);
        let spans = [first(0), first(1)];
        let words = spans[0]?.of(sides[0].text);
        Some(Told::both(sides, true, words.to_owned(), spans))
    });
    told.collect()
}

/// Whose words fill each text, in per cent.
pub(super) fn voices(across: &Across) -> Vec<Told> {
    let [left, right] = &across.voices[..] else { return Vec::new() };
    let find = |voices: &Voices, like: &Share| voices.shares.iter().find(|s| s.voice == like.voice).cloned();
    let only_right = right.shares.iter().filter(|s| find(left, s).is_none()).map(|s| (None, Some(s.clone())));
    let rows = left.shares.iter().map(|s| (Some(s.clone()), find(right, s))).chain(only_right);
    let told = rows.filter_map(|(l, r)| {
        let sides = [l, r];
        let name = sides.iter().flatten().next()?.voice.name().to_owned();
        let notes = sides.each_ref().map(|s| s.as_ref().map_or(String::new(), |s| format!("{}%", s.percent)));
        let spans = sides.map(|s| s.and_then(|s| s.spans.first().copied()));
        Some(Told { name, notes, spans, ..Told::default() })
    });
    told.collect()
}

/// The figures of one text of which the other has none that is equal and counts the same.
pub(super) fn own_figures(sides: &[ToldText<'_>; 2], across: &Across, hand: Hand) -> Vec<Told> {
    let own = &sides[hand.index()];
    let key = |f: &Figure| (f.value.to_bits(), f.unit.clone());
    let others: HashSet<_> = sides[hand.other().index()].findings.figures.iter().map(key).collect();
    let readings = across.figures.iter().flat_map(|c| &c.readings).filter(|r| r.article == hand.index());
    let linked: HashSet<u32> = readings.map(|r| r.span.end).collect();
    let alone = own.findings.figures.iter().filter(|f| !linked.contains(&f.span.end) && !others.contains(&key(f)));
    let told = alone.map(|figure| {
        let mut told = Told::below(hand, figure.span.of(own.text).to_owned(), Some(figure.span));
        told.notes[hand.index()] = format!("¶{}", own.paragraph(figure.span.from()));
        told
    });
    told.collect()
}
