//! The comparison as JSON: the contract that scripts rely on.

use serde::Serialize;

use crate::export::annotate::{CodePoints, Offsets};
use crate::export::compare::Compared;
use crate::export::json;
use crate::export::origin::ArticleLine;
use crate::model::across::Place;
use crate::model::across::ledger::{Counted, Dated};
use crate::model::across::naming::Named;
use crate::model::across::quotation::Version;
use crate::model::across::silence::Absence;
use crate::model::across::voices::Share;
use crate::model::across::wording::SameWords;
use crate::model::entity::EntityKind;
use crate::model::paragraphs::Paragraphs;
use crate::text::span::Span;

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    left: &'a str,
    right: &'a str,
    pairs: Vec<PairLine>,
    quotes: Vec<QuoteLine<'a>>,
    figures: Vec<FigureLine<'a>>,
    entities: Vec<EntityLine<'a>>,
    issues: Vec<IssueLine<'a>>,
    dates: Vec<DateLine<'a>>,
    naming: Vec<NamingLine<'a>>,
    same_words: SameWordsLine,
    voices: BothHands<Vec<VoiceLine<'a>>>,
    silence: Vec<AbsenceLine<'a>>,
    articles: BothHands<ArticleLine<'a>>,
}

/// The numbers of the paragraphs that passages of a text begin in, in their order.
type Numbers = Vec<Option<u32>>;

#[derive(Serialize)]
struct PairLine {
    left: Offsets,
    right: Offsets,
    score: f64,
    relation: &'static str,
    reason: String,
    paragraphs: [Option<u32>; 2],
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    left: Offsets,
    right: Offsets,
    identical: bool,
    speaker: Option<&'a str>,
    versions: Vec<VersionLine<'a>>,
    paragraphs: [Option<u32>; 2],
}

#[derive(Serialize)]
struct VersionLine<'a> {
    article: &'static str,
    spans: Vec<Offsets>,
    speaker: Option<&'a str>,
    source: Option<Offsets>,
    cue: Option<Offsets>,
    fullest: bool,
    dropped: Vec<Offsets>,
    own: Vec<Offsets>,
    paragraphs: Numbers,
}

#[derive(Serialize)]
struct FigureLine<'a> {
    what: &'a str,
    agrees: bool,
    readings: Vec<ReadingLine>,
}

#[derive(Serialize)]
struct ReadingLine {
    article: &'static str,
    span: Offsets,
    sentence: Offsets,
    value: f64,
    least: f64,
    /// Nothing where there is no limit.
    most: Option<f64>,
    paragraph: Option<u32>,
}

#[derive(Serialize)]
struct DateLine<'a> {
    what: &'a str,
    agrees: bool,
    readings: Vec<DayLine<'a>>,
}

#[derive(Serialize)]
struct DayLine<'a> {
    article: &'static str,
    span: Offsets,
    sentence: Offsets,
    value: &'a str,
    paragraph: Option<u32>,
}

#[derive(Serialize)]
struct NamingLine<'a> {
    name: &'a str,
    kind: Option<&'static str>,
    forms: Vec<FormLine<'a>>,
}

#[derive(Serialize)]
struct FormLine<'a> {
    text: &'a str,
    left: Vec<Offsets>,
    right: Vec<Offsets>,
    paragraphs: BothHands<Numbers>,
}

#[derive(Serialize)]
struct SameWordsLine {
    independent: usize,
    passages: Vec<PassageLine>,
}

#[derive(Serialize)]
struct PassageLine {
    words: usize,
    left: Vec<Offsets>,
    right: Vec<Offsets>,
    paragraphs: BothHands<Numbers>,
}

#[derive(Serialize)]
struct BothHands<T> {
    left: T,
    right: T,
}

#[derive(Serialize)]
struct VoiceLine<'a> {
    voice: &'a str,
    kind: &'static str,
    percent: u8,
    words: usize,
    spans: Vec<Offsets>,
    paragraphs: Numbers,
}

#[derive(Serialize)]
struct AbsenceLine<'a> {
    article: &'static str,
    kind: &'static str,
    name: &'a str,
    looked_for: &'a [String],
    elsewhere: Vec<Offsets>,
    paragraphs: Numbers,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    name: &'a str,
    kind: Option<&'static str>,
    left: Option<Vec<Offsets>>,
    right: Option<Vec<Offsets>>,
    paragraphs: BothHands<Option<Numbers>>,
}

#[derive(Serialize)]
struct IssueLine<'a> {
    name: &'a str,
    left: Option<Vec<Offsets>>,
    right: Option<Vec<Offsets>>,
    paragraphs: BothHands<Option<Numbers>>,
}

/// The comparison as one line of JSON, without the newline.
pub(super) fn line(compared: &Compared<'_>) -> serde_json::Result<String> {
    let Compared { left: (left, left_findings), right: (right, right_findings), comparison } = *compared;
    let points = [CodePoints::new(&left.text), CodePoints::new(&right.text)];
    let numbers = [Paragraphs::new(left), Paragraphs::new(right)];
    let contents = compared.contents();
    let across = Hands { compared, points: &points, numbers: &numbers };
    let pairs = comparison.pairs.iter().map(|p| PairLine {
        left: points[0].of(p.left),
        right: points[1].of(p.right),
        score: (f64::from(p.score) * 1000.0).round() / 1000.0,
        relation: p.relation.name(),
        reason: p.reason.to_string(),
        paragraphs: [numbers[0].of(p.left), numbers[1].of(p.right)],
    });
    let found = &comparison.across;
    let quotes = comparison.quotations.iter().map(|q| QuoteLine {
        left: points[0].of(q.left),
        right: points[1].of(q.right),
        identical: q.identical,
        speaker: compared.speaker(q, &contents),
        versions: compared.versions(q).iter().map(|v| across.version(v)).collect(),
        paragraphs: [numbers[0].of(q.left), numbers[1].of(q.right)],
    });
    let entities = comparison.entities.iter().map(|m| {
        let [a, b] = [m.left.and_then(|id| left_findings.entity(id)), m.right.and_then(|id| right_findings.entity(id))];
        let mentions = [a, b].map(|e| e.map(|e| e.mentions.iter().map(|m| m.span).collect::<Vec<_>>()));
        let ([left, right], paragraphs) = across.in_both(&mentions);
        EntityLine { name: &m.name, kind: a.or(b).map(|e| e.kind.name()), left, right, paragraphs }
    });
    let issues = comparison.issues.iter().map(|m| {
        let found = [m.left.and_then(|id| left_findings.issue(id)), m.right.and_then(|id| right_findings.issue(id))];
        let ([left, right], paragraphs) = across.in_both(&found.map(|i| i.map(|i| i.mentions.clone())));
        IssueLine { name: &m.name, left, right, paragraphs }
    });
    json::line(&Line {
        schema: "parallax/1",
        left: &left.id,
        right: &right.id,
        pairs: pairs.collect(),
        quotes: quotes.collect(),
        figures: found.figures.iter().map(|f| across.figure(f)).collect(),
        entities: entities.collect(),
        issues: issues.collect(),
        dates: found.dates.iter().map(|d| across.date(d)).collect(),
        naming: found.naming.iter().map(|n| across.naming(n)).collect(),
        same_words: SameWordsLine {
            independent: found.wording.independent(),
            passages: found.wording.passages.iter().map(|p| across.passage(p)).collect(),
        },
        voices: BothHands { left: across.voices(0), right: across.voices(1) },
        silence: found.silence.iter().map(|a| across.absence(a)).collect(),
        articles: BothHands { left: ArticleLine::new(left), right: ArticleLine::new(right) },
    })
}

/// Writes what was found across the two articles with the offsets of either.
struct Hands<'c, 'a> {
    compared: &'c Compared<'a>,
    points: &'c [CodePoints<'a>; 2],
    numbers: &'c [Paragraphs; 2],
}

/// The name of an article: the first one is the left one.
fn hand(article: usize) -> &'static str {
    if article == 0 { "left" } else { "right" }
}

impl<'a> Hands<'_, 'a> {
    fn of(&self, article: usize, span: Span) -> Offsets {
        self.points[article.min(1)].of(span)
    }

    fn all(&self, article: usize, spans: &[Span]) -> Vec<Offsets> {
        spans.iter().map(|s| self.of(article, *s)).collect()
    }

    fn number(&self, article: usize, span: Span) -> Option<u32> {
        self.numbers[article.min(1)].of(span)
    }

    /// Offsets and paragraphs of what the left article has, and of what the right one has.
    fn in_both(&self, found: &[Option<Vec<Span>>; 2]) -> ([Option<Vec<Offsets>>; 2], BothHands<Option<Numbers>>) {
        let [left, right] = [0, 1].map(|hand| found[hand].as_ref().map(|spans| self.numbers[hand].all(spans)));
        ([0, 1].map(|hand| found[hand].as_ref().map(|spans| self.all(hand, spans))), BothHands { left, right })
    }

    /// The paragraphs of places, in the same order as their offsets.
    fn paragraphs(&self, places: &[Place]) -> BothHands<Numbers> {
        let of = |article: usize| {
            places.iter().filter(|p| p.article == article).map(|p| self.number(article, p.span)).collect()
        };
        BothHands { left: of(0), right: of(1) }
    }

    /// The places that are one article's.
    fn places(&self, article: usize, places: &[Place]) -> Vec<Offsets> {
        places.iter().filter(|p| p.article == article).map(|p| self.of(article, p.span)).collect()
    }

    fn version(&self, version: &Version) -> VersionLine<'a> {
        let article = version.article.min(1);
        let findings = [self.compared.left.1, self.compared.right.1][article];
        VersionLine {
            article: hand(article),
            spans: self.all(article, &version.spans),
            speaker: version.speaker.and_then(|id| findings.entity(id)).map(|e| e.name.as_str()),
            source: version.source.map(|s| self.of(article, s)),
            cue: version.cue.map(|s| self.of(article, s)),
            fullest: version.is_fullest,
            // In the text of the fullest version, which is the other one.
            dropped: self.all(1 - article, &version.dropped),
            own: self.all(article, &version.own),
            paragraphs: self.numbers[article].all(&version.spans),
        }
    }

    fn figure(&self, counted: &'a Counted) -> FigureLine<'a> {
        let readings = counted.readings.iter().map(|r| ReadingLine {
            article: hand(r.article),
            span: self.of(r.article, r.span),
            sentence: self.of(r.article, r.sentence),
            value: r.amount.value,
            least: r.amount.least,
            most: Some(r.amount.most).filter(|most| most.is_finite()),
            paragraph: self.number(r.article, r.span),
        });
        FigureLine { what: &counted.what, agrees: counted.agrees, readings: readings.collect() }
    }

    fn date(&self, dated: &'a Dated) -> DateLine<'a> {
        let readings = dated.readings.iter().map(|d| DayLine {
            article: hand(d.article),
            span: self.of(d.article, d.span),
            sentence: self.of(d.article, d.sentence),
            value: &d.value,
            paragraph: self.number(d.article, d.span),
        });
        DateLine { what: &dated.what, agrees: dated.agrees, readings: readings.collect() }
    }

    fn naming(&self, named: &'a Named) -> NamingLine<'a> {
        let forms = named.forms.iter().map(|f| FormLine {
            text: &f.text,
            left: self.places(0, &f.places),
            right: self.places(1, &f.places),
            paragraphs: self.paragraphs(&f.places),
        });
        NamingLine { name: &named.name, kind: named.kind.map(EntityKind::name), forms: forms.collect() }
    }

    fn passage(&self, passage: &SameWords) -> PassageLine {
        PassageLine {
            words: passage.words,
            left: self.places(0, &passage.places),
            right: self.places(1, &passage.places),
            paragraphs: self.paragraphs(&passage.places),
        }
    }

    fn voices(&self, article: usize) -> Vec<VoiceLine<'a>> {
        let voices = self.compared.comparison.across.voices.get(article);
        let shares = voices.into_iter().flat_map(|v| &v.shares);
        let line = |s: &'a Share| VoiceLine {
            voice: s.voice.name(),
            kind: s.voice.kind(),
            percent: s.percent,
            words: s.words,
            spans: self.all(article, &s.spans),
            paragraphs: self.numbers[article.min(1)].all(&s.spans),
        };
        shares.map(line).collect()
    }

    fn absence(&self, absence: &'a Absence) -> AbsenceLine<'a> {
        AbsenceLine {
            article: hand(absence.article),
            kind: absence.kind.name(),
            name: &absence.name,
            looked_for: &absence.looked_for,
            elsewhere: absence.others.iter().map(|p| self.of(p.article, p.span)).collect(),
            paragraphs: absence.others.iter().map(|p| self.number(p.article, p.span)).collect(),
        }
    }
}
