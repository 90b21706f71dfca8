//! What was found across the two articles, in words: cuts of quotations, numbers and days, names, same words, voices and
//! what one of them lacks.

use crate::export::compare::{Compared, Item, Places, Section};
use crate::model::across::Place;
use crate::model::across::naming::Named;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::across::silence::{Absence, AbsentKind};
use crate::model::across::voices::{Voice, Voices};
use crate::model::comparison::SharedQuotation;
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// How many words of a long passage are shown at either end.
const SHOWN: usize = 8;

/// The sections in their order; those without items are left out by the caller.
pub(super) fn sections(compared: &Compared<'_>, places: &[Places<'_>; 2]) -> Vec<Section> {
    let told = Told { compared, places };
    let across = &compared.comparison.across;
    let of = |title: &str, items: Vec<Item>| Section { title: format!("{title} ({})", items.len()), items };
    vec![
        of("Cut differently", across.quotations.iter().filter(|u| !u.is_same()).filter_map(|u| told.cuts(u)).collect()),
        of("Figures", told.figures()),
        of("Dates", told.dates()),
        of("Called", across.naming.iter().filter_map(naming).collect()),
        of("In the same words", told.same_words()),
        Section { title: "Whose words".to_owned(), items: told.voices() },
        of("Not found in the left text", told.silence(0)),
        of("Not found in the right text", told.silence(1)),
    ]
}

/// How each article introduces a quotation that both have: `" (said | claimed)"`, or nothing.
pub(super) fn cues(compared: &Compared<'_>, quotation: &SharedQuotation) -> String {
    let texts = [&compared.left.0.text, &compared.right.0.text];
    let cue = |v: &Version| v.cue.map_or_else(|| "–".to_owned(), |c| clean_line(c.of(texts[v.article.min(1)])).into());
    match compared.versions(quotation) {
        [left, right] if left.cue.or(right.cue).is_some() => format!(" ({} | {})", cue(left), cue(right)),
        _ => String::new(),
    }
}

struct Told<'c, 'a> {
    compared: &'c Compared<'a>,
    places: &'c [Places<'a>; 2],
}

impl<'a> Told<'_, 'a> {
    fn text(&self, article: usize) -> &'a str {
        [&self.compared.left.0.text, &self.compared.right.0.text][article.min(1)]
    }

    fn of(&self, article: usize, span: Span) -> String {
        clean_line(span.of(self.text(article))).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn place(&self, article: usize, span: Span) -> String {
        self.places[article.min(1)].of(span)
    }

    /// The fullest version with what the other one leaves out in brackets.
    fn cuts(&self, utterance: &Utterance) -> Option<Item> {
        let fullest = utterance.fullest()?;
        let other = utterance.versions.iter().find(|v| v.article != fullest.article)?;
        let parts = [(fullest, &other.dropped), (other, &other.own)].map(|(version, marked)| {
            let spans = version.spans.iter().map(|s| self.marked(version.article, *s, marked));
            (label(version.article), spans.collect::<Vec<_>>().join(" … "))
        });
        let lead = format!(
            "{} | {}  in brackets what the other one does not have",
            self.place(0, *utterance.versions.first()?.spans.first()?),
            self.place(1, *utterance.versions.last()?.spans.first()?)
        );
        let mut parts = parts.to_vec();
        parts.sort_by_key(|(label, _)| *label);
        Some(Item { lead, parts })
    }

    /// A passage with some of its parts in brackets.
    fn marked(&self, article: usize, span: Span, marked: &[Span]) -> String {
        let mut out = String::new();
        let mut at = span.start;
        for mark in marked.iter().filter(|m| span.covers(**m)) {
            out.push_str(Span { start: at, end: mark.start }.of(self.text(article)));
            out.extend(["[", mark.of(self.text(article)), "]"]);
            at = mark.end;
        }
        out.push_str(Span { start: at, end: span.end }.of(self.text(article)));
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn figures(&self) -> Vec<Item> {
        let figures = self.compared.comparison.across.figures.iter();
        figures
            .map(|counted| {
                let readings = counted.readings.iter().map(|r| (r.article, r.span));
                self.ledger(&counted.what, counted.agrees, readings)
            })
            .collect()
    }

    fn dates(&self) -> Vec<Item> {
        let dates = self.compared.comparison.across.dates.iter();
        dates
            .map(|dated| {
                let readings = dated.readings.iter().map(|d| (d.article, d.span));
                self.ledger(&dated.what, dated.agrees, readings)
            })
            .collect()
    }

    /// A line of the ledger: what is counted, and what each article says of it.
    fn ledger(&self, what: &str, agrees: bool, readings: impl Iterator<Item = (usize, Span)>) -> Item {
        let sign = if agrees { "=" } else { "≠" };
        let told = readings.map(|(article, span)| {
            (label(article), format!("{}  {}", self.place(article, span), self.of(article, span)))
        });
        Item { lead: format!("{sign} {}", clean_line(what)), parts: told.collect() }
    }

    fn same_words(&self) -> Vec<Item> {
        let wording = &self.compared.comparison.across.wording;
        let at = |places: &[Place], article: usize| -> String {
            let own = places.iter().filter(|p| p.article == article);
            own.map(|p| self.place(p.article, p.span)).collect::<Vec<_>>().join(", ")
        };
        let passages = wording.passages.iter().filter_map(|passage| {
            let first = passage.places.first()?;
            let places = format!("{} | {}", at(&passage.places, 0), at(&passage.places, 1));
            let words = self.of(first.article, first.span);
            Some(Item::plain(format!("{places}  {} words: {}", passage.words, shortened(&words))))
        });
        let one = (wording.independent() == 1).then(|| Item::plain("2 articles, 1 independent text".to_owned()));
        one.into_iter().chain(passages).collect()
    }

    fn voices(&self) -> Vec<Item> {
        let line = |voices: &Voices| {
            let shares = voices.shares.iter().map(|s| match &s.voice {
                Voice::Unknown => format!("unknown speakers {} %", s.percent),
                voice => format!("{} {} %", clean_line(voice.name()), s.percent),
            });
            shares.collect::<Vec<_>>().join(", ")
        };
        let voices = self.compared.comparison.across.voices.iter().enumerate();
        let said = voices.filter(|(_, v)| !v.shares.is_empty());
        said.map(|(article, v)| Item::plain(format!("{}: {}", label(article), line(v)))).collect()
    }

    fn silence(&self, article: usize) -> Vec<Item> {
        // What only one of two quotes is told in full further down.
        let told = |a: &&Absence| a.article == article && a.kind != AbsentKind::Quotation;
        let absences = self.compared.comparison.across.silence.iter().filter(told);
        let item = |absence: &Absence| {
            let at = absence.others.first().map(|p| self.place(p.article, p.span)).unwrap_or_default();
            let words: Vec<_> = absence.looked_for.iter().map(|w| format!("“{}”", shortened(&clean_line(w)))).collect();
            let kind = absence.kind.name();
            if absence.kind == AbsentKind::Speaker {
                let name = clean_line(&absence.name);
                return Item::plain(format!("{name}: named, not quoted ({at} of the other)"));
            }
            Item::plain(format!("{kind} ({at} of the other): looked for {}", words.join(", ")))
        };
        absences.map(item).collect()
    }
}

/// What either article calls one thing; nothing where both call it the same.
fn naming(named: &Named) -> Option<Item> {
    let forms = |article: usize| {
        let mut used: Vec<_> = named.forms.iter().map(|f| (f.count(article), clean_line(&f.text))).collect();
        used.retain(|(count, _)| *count > 0);
        used.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        used
    };
    let [left, right] = [forms(0), forms(1)];
    let names = |forms: &[(usize, std::borrow::Cow<'_, str>)]| {
        let mut names: Vec<String> = forms.iter().map(|(_, name)| name.to_string()).collect();
        names.sort_unstable();
        names
    };
    if names(&left) == names(&right) {
        return None;
    }
    let list = |forms: &[(usize, std::borrow::Cow<'_, str>)]| {
        forms.iter().map(|(count, name)| format!("{name} ({count})")).collect::<Vec<_>>().join(", ")
    };
    let parts = vec![("left", list(&left)), ("right", list(&right))];
    Some(Item { lead: clean_line(&named.name).into(), parts })
}

fn label(article: usize) -> &'static str {
    if article == 0 { "left" } else { "right" }
}

/// A long passage by its first and last words.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 2 * SHOWN + 2 {
        return words.join(" ");
    }
    format!("{} … {}", words[..SHOWN].join(" "), words[words.len() - SHOWN..].join(" "))
}
