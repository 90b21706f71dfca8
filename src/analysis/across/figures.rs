//! Numbers of the same thing in several articles, agreeing or not.
//!
//! Two numbers count the same when they have one unit and stand in the same setting: near words that say something are
//! shared, most of all what is done ("killed"). Numbers that differ need more in common than those that agree, and a number
//! that has an agreeing partner in an article is not held against another one there.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::across::amounts;
use crate::analysis::across::partners;
use crate::analysis::across::settings::{self, Likeness, Setting};
use crate::analysis::across::text::Text;
use crate::language::currency;
use crate::language::document::Document;
use crate::language::hash;
use crate::language::number;
use crate::language::stem::stem;
use crate::model::across::ledger::{Amount, Counted, Reading};
use crate::model::figure::Figure;
use crate::text::lists::section;
use crate::text::span::Span;

/// How alike the settings of numbers are at least that agree, and of those that differ.
const AGREEING: f32 = 0.22;
const DIFFERING: f32 = 0.42;
/// What stands near both weighs at least so much, when they agree and when they differ.
const AGREEING_NEAR: f32 = 1.0;
const DIFFERING_NEAR: f32 = 1.8;
/// What it counts as near that the same is done to what is counted.
const DONE: f32 = 1.4;
/// Numbers that differ by more than this factor are hardly of the same thing.
const FAR_APART: f64 = 10.0;
/// Numbers below it are often the same by chance.
const SMALL: f64 = 10.0;
/// How alike the settings are at least where both write the same larger number of the same unit.
const SAME: f32 = 0.1;
/// How alike the settings are at least of numbers that differ where all but the numbers is the same ("the flood killed 12
/// people", "the flood killed 40 people"), so that fewer words need to be telling.
const SAME_FRAME: f32 = 0.8;
/// How many words of the setting tell what is counted.
const TOLD: usize = 3;

/// What happens to people who are counted, in the words of one stem each: those of two lines are not the same.
static DEEDS: LazyLock<Vec<&str>> = LazyLock::new(|| lines("deeds"));

/// Words in front of a small number that only points at what was named.
static POINTING: LazyLock<Vec<&str>> = LazyLock::new(|| section(include_str!("figures.txt"), "pointing", ' '));

/// Units that are counted alike, in a line that begins with the one that stands for them.
static SAME_UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| lines("units"));

/// The lines of a section of the list.
fn lines(name: &str) -> Vec<&'static str> {
    section(include_str!("figures.txt"), name, '\n')
}

/// One number of one article.
struct Count {
    article: usize,
    reading: Reading,
    /// What is counted, as the text has it; empty where it does not say.
    noun: Span,
    /// The unit; 0 where there is none.
    unit: u64,
    /// What happens to what is counted: a line of [`DEEDS`].
    deed: Option<usize>,
    setting: Setting,
    /// What the days of its sentence are, hashed.
    days: Vec<u64>,
}

/// Numbers of the same thing in at least two articles.
pub(super) fn find(texts: &[Text<'_>]) -> Vec<Counted> {
    let deeds = deeds();
    let counts: Vec<Count> = texts
        .iter()
        .enumerate()
        .flat_map(|(article, text)| {
            let deeds = &deeds;
            text.findings.figures.iter().filter_map(move |figure| count(article, text, figure, deeds))
        })
        .collect();
    let things = counts.iter().map(|c| {
        // Besides by what is near they meet by what is written.
        let written = hash::combine(c.unit, c.reading.amount.value.to_bits());
        let done = c.deed.map(|deed| hash::combine(c.unit, deed as u64 + 1));
        let near = c.setting.keys().map(|key| hash::combine(c.unit, key));
        (c.article, near.chain(std::iter::once(written)).chain(done))
    });
    let groups = partners::groups(things, |a, b| score(&counts[a], &counts[b]));
    groups.iter().map(|group| counted(texts, &group.iter().map(|i| &counts[*i]).collect::<Vec<_>>())).collect()
}

/// The deeds by the stems of their words.
fn deeds() -> HashMap<u64, usize> {
    let mut buffer = String::new();
    let words = DEEDS.iter().enumerate().flat_map(|(i, line)| line.split(' ').map(move |word| (word, i)));
    words.map(|(word, i)| (stem(word, &mut buffer), i)).collect()
}

fn count(article: usize, text: &Text<'_>, figure: &Figure, deeds: &HashMap<u64, usize>) -> Option<Count> {
    if is_reference(text.document, figure) {
        return None;
    }
    let (amount, span) = amounts::of(text.document, figure);
    let inside = text.words_in(span);
    let sentence = text.words.get(inside.start)?.sentence;
    let unit = figure.unit.as_deref().map(|unit| {
        let same = SAME_UNITS.iter().find(|line| line.split(' ').any(|other| other == unit));
        let same = same.and_then(|line| line.split(' ').next()).unwrap_or(unit);
        stem(same, &mut String::new())
    });
    // The nearest deed in the sentence, the one behind the number first.
    let distance = |at: usize| {
        if at < inside.start { 2 * (inside.start - at) + 1 } else { 2 * (at + 1).saturating_sub(inside.end) }
    };
    let around = inside.start.saturating_sub(8)..text.words.len().min(inside.end + 8);
    // A share or a sum is of whatever; people and things are what something is done to.
    let counts = figure.unit.as_deref().is_none_or(|unit| unit != "%" && !currency::is_symbol(unit));
    let deed = around
        .filter(|_| counts)
        .filter(|at| text.words[*at].sentence == sentence)
        .filter_map(|at| Some((distance(at), *deeds.get(&text.words[at].stem)?)))
        .min();
    let sentence = text.document.sentences.get(sentence as usize)?.span;
    let dates = text.findings.dates.iter().filter(|date| sentence.contains(date.span.from()));
    let days = dates.filter_map(|date| Some(hash::exact(date.value.as_deref()?))).collect();
    let noun = noun(text.document, figure);
    Some(Count {
        article,
        reading: Reading { article, span, sentence, amount },
        noun,
        unit: unit.unwrap_or_default(),
        deed: deed.map(|(_, deed)| deed),
        setting: Setting::new(text, span),
        days,
    })
}

/// Whether a small number only points at things that were named: "the two leaders", "our two nations".
fn is_reference(document: &Document<'_>, figure: &Figure) -> bool {
    let from = document.tokens.partition_point(|t| t.span.start < figure.span.start);
    let before = from.checked_sub(1).map_or("", |at| document.word(at));
    figure.value < SMALL && POINTING.iter().any(|word| word.eq_ignore_ascii_case(before))
}

/// What stands behind the number in a figure: `"Chinese officials"`, `"per cent"`. Empty for money.
fn noun(document: &Document<'_>, figure: &Figure) -> Span {
    let from = document.tokens.partition_point(|t| t.span.start < figure.span.start);
    let to = document.tokens.partition_point(|t| t.span.end <= figure.span.end);
    let number = (from..to).find_map(|i| number::at(document, i, to));
    let behind = document.tokens.get(number.map_or(from, |n| n.end)..to).unwrap_or_default();
    behind.first().zip(behind.last()).map_or(Span::default(), |(a, b)| Span { start: a.span.start, end: b.span.end })
}

/// How surely two numbers count the same; `None` where it is not sure enough.
fn score(a: &Count, b: &Count) -> Option<f32> {
    let deeds_agree = match (a.deed, b.deed) {
        (Some(x), Some(y)) => x == y,
        (None, None) => true,
        _ => false,
    };
    if a.unit != b.unit || !deeds_agree {
        return None;
    }
    let likeness: Likeness = a.setting.likeness(&b.setting);
    // What is done to those who are counted stands somewhere near, in whatever words.
    let done = if a.deed.is_some() { DONE } else { 0.0 };
    let near = likeness.near + done;
    let (x, y) = (a.reading.amount, b.reading.amount);
    // A number without a unit has to say what it is about by what is done.
    let by_deed = a.unit == 0 && a.deed.is_none();
    let apart = x.value.max(y.value) / x.value.min(y.value).max(f64::MIN_POSITIVE);
    if x.agrees(y) {
        let same = x.value.total_cmp(&y.value).is_eq() && x.value >= SMALL && a.unit != 0;
        let enough = likeness.share >= AGREEING && near >= AGREEING_NEAR && likeness.telling >= 2
            || same && likeness.share >= SAME && likeness.telling >= 1;
        // Of several that fit, the one that is nearest and has the same words right beside it.
        let surest = 1.0 + likeness.share + 0.1 * likeness.beside + 0.3 / apart as f32;
        return (enough && (!by_deed || x.value.total_cmp(&y.value).is_eq())).then_some(surest);
    }
    // What rose in April and what rose in May are not the same.
    let other_days = !a.days.is_empty() && !b.days.is_empty() && !a.days.iter().any(|day| b.days.contains(day));
    let framed = (likeness.framed || a.deed.is_some()) && likeness.share >= SAME_FRAME && likeness.telling >= 1;
    let enough = likeness.share >= DIFFERING && near >= DIFFERING_NEAR && likeness.telling >= 3
        || framed && near >= AGREEING_NEAR && !other_days;
    (enough && !by_deed && apart <= FAR_APART).then_some(likeness.share)
}

/// What a group of numbers counts.
fn counted(texts: &[Text<'_>], group: &[&Count]) -> Counted {
    let amounts = || group.iter().map(|c| c.reading.amount);
    let least = amounts().map(|a: Amount| a.least).fold(f64::NEG_INFINITY, f64::max);
    let most = amounts().map(|a: Amount| a.most).fold(f64::INFINITY, f64::min);
    Counted { what: what(texts, group), readings: group.iter().map(|c| c.reading).collect(), agrees: least <= most }
}

/// What is counted, in words: the longest noun, and what two of the numbers have around them.
fn what(texts: &[Text<'_>], group: &[&Count]) -> String {
    let noun = |c: &Count| c.noun.of(texts[c.article].text()).split_whitespace().collect::<Vec<_>>().join(" ");
    let nouns = group.iter().map(|c| noun(c));
    let noun = nouns.max_by(|a, b| (a.len(), b.as_str()).cmp(&(b.len(), a.as_str()))).unwrap_or_default();
    // The first word of each line says it in general, so the others need not be told.
    let line = group.iter().find_map(|c| DEEDS.get(c.deed?)).copied().unwrap_or_default();
    let deed = line.split(' ').next().unwrap_or_default();
    let is_deed = |word: &str| line.split(' ').any(|w| w.eq_ignore_ascii_case(word));
    let words = settings::told(texts, group.iter().map(|c| (c.article, &c.setting)), TOLD, is_deed);
    let counted = [noun.as_str(), deed].join(" ");
    let parts: Vec<&str> = [counted.trim(), &words].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(": ")
}
