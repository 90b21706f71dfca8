//! Days of the same happening in several articles, agreeing or not.
//!
//! Like numbers, dates are of the same happening when what stands around them is the same. The day on which somebody
//! said something is no happening.

use crate::analysis::across::partners;
use crate::analysis::across::settings::{self, Setting};
use crate::analysis::across::text::Text;
use crate::language::vocabulary;
use crate::model::across::ledger::{Dated, Day};
use crate::model::date::DateMention;

/// How alike the settings of dates are at least that agree, and of those that differ.
const AGREEING: f32 = 0.25;
const DIFFERING: f32 = 0.5;
/// What stands near both weighs at least so much, when they agree and when they differ.
const AGREEING_NEAR: f32 = 1.4;
const DIFFERING_NEAR: f32 = 2.0;
/// What stands right beside both weighs at least so much, when they agree and when they differ.
const AGREEING_BESIDE: f32 = 0.8;
const DIFFERING_BESIDE: f32 = 1.0;
/// How many words of the setting tell what happened.
const TOLD: usize = 4;
/// Within how many words of a date a verb of saying makes it the day on which something was said.
const SAID: usize = 3;

/// One date of one article.
struct Date {
    day: Day,
    /// Whether the expression has the year of its value.
    says_year: bool,
    setting: Setting,
}

/// Days of the same happening in at least two articles.
pub(super) fn find(texts: &[Text<'_>]) -> Vec<Dated> {
    let dates: Vec<Date> = texts
        .iter()
        .enumerate()
        .flat_map(|(article, text)| text.findings.dates.iter().filter_map(move |mention| date(article, text, mention)))
        .collect();
    let things = dates.iter().map(|d| (d.day.article, d.setting.keys()));
    let groups = partners::groups(things, |a, b| score(&dates[a], &dates[b]));
    groups.iter().map(|group| dated(texts, &group.iter().map(|i| &dates[*i]).collect::<Vec<_>>())).collect()
}

/// A date that stands for a calendar day, month or year, and for no day on which something was said.
fn date(article: usize, text: &Text<'_>, mention: &DateMention) -> Option<Date> {
    let value = mention.value.as_deref()?;
    // The time of the day is no part of the day.
    let value = value.split('T').next().unwrap_or(value);
    if !value.starts_with(|c: char| c.is_ascii_digit()) || value.contains(|c: char| !c.is_ascii_digit() && c != '-') {
        return None;
    }
    let inside = text.words_in(mention.span);
    let sentence = text.words.get(inside.start)?.sentence;
    let around = inside.start.saturating_sub(SAID)..text.words.len().min(inside.end + SAID);
    let saying = |at: usize| {
        let word = &text.words[at];
        word.sentence == sentence && vocabulary::word(word.folded).flags & vocabulary::SAYING != 0
    };
    if around.into_iter().any(saying) {
        return None;
    }
    let span = text.document.sentences.get(sentence as usize)?.span;
    let day = Day { article, span: mention.span, sentence: span, value: value.to_owned() };
    let says_year = value.get(..4).is_some_and(|year| mention.span.of(text.text()).contains(year));
    Some(Date { day, says_year, setting: Setting::new(text, mention.span) })
}

/// How surely two dates are of the same happening; `None` where it is not sure enough.
fn score(a: &Date, b: &Date) -> Option<f32> {
    let likeness = a.setting.likeness(&b.setting);
    if likeness.beside < AGREEING_BESIDE || likeness.telling < 2 {
        return None;
    }
    if a.day.value == b.day.value || a.is_year_open(b) {
        let enough = likeness.share >= AGREEING && likeness.near >= AGREEING_NEAR;
        return enough.then_some(1.0 + likeness.share);
    }
    // A month and a day of it can be two things, and a year beside a day mostly is.
    let fits = a.day.value.len() == b.day.value.len() || agree(&a.day.value, &b.day.value);
    let enough = likeness.share >= DIFFERING && likeness.near >= DIFFERING_NEAR && likeness.beside >= DIFFERING_BESIDE;
    (fits && enough && likeness.next).then_some(likeness.share)
}

impl Date {
    /// Whether two dates differ in the year alone, and one of them does not say it: `Jan. 6`, `last March`.
    fn is_year_open(&self, other: &Self) -> bool {
        let (a, b) = (&self.day.value, &other.day.value);
        let rest = |value: &str| value.get(4..).filter(|rest| !rest.is_empty()).map(str::to_owned);
        rest(a).is_some() && rest(a) == rest(b) && !(self.says_year && other.says_year)
    }
}

/// Whether one of two dates says what the other says, or less: `2021-03` and `2021-03-18`.
fn agree(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

fn dated(texts: &[Text<'_>], group: &[&Date]) -> Dated {
    let one = |a: &Date, b: &Date| agree(&a.day.value, &b.day.value) || a.is_year_open(b);
    let agrees = group.iter().all(|a| group.iter().all(|b| one(a, b)));
    let what = settings::told(texts, group.iter().map(|d| (d.day.article, &d.setting)), TOLD, |_| false);
    Dated { what, readings: group.iter().map(|d| d.day.clone()).collect(), agrees }
}
