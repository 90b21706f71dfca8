//! Whose words fill an article: the paper's own, each side's, those of others, those of unknown speakers.

use std::collections::HashMap;

use crate::analysis::across::text::Text;
use crate::analysis::sides::{self, Sides};
use crate::model::across::voices::{Share, Voice, Voices};
use crate::model::entity::EntityId;
use crate::model::quotation::Quotation;
use crate::text::span::Span;

/// The voices of an article. Every word of the running text belongs to exactly one: that of the first quotation that
/// holds it, or the paper's.
pub(super) fn of(text: &Text<'_>) -> Voices {
    let speakers = Speakers::new(text);
    let mut contents: Vec<(Span, &Quotation)> =
        text.findings.quotations.iter().flat_map(|q| q.content.iter().map(move |c| (*c, q))).collect();
    contents.sort_by_key(|(span, _)| *span);
    let mut parts: HashMap<Voice, (usize, Vec<Span>)> = HashMap::new();
    let mut said = 0;
    let mut end = 0;
    for (span, quotation) in contents {
        let rest = Span { start: span.start.max(end), end: span.end };
        if rest.is_empty() {
            continue;
        }
        end = rest.end;
        let words = text.words[text.words_in(rest)].iter().filter(|w| w.is_read).count();
        if words > 0 {
            let part = parts.entry(speakers.voice(quotation)).or_default();
            part.0 += words;
            part.1.push(rest);
            said += words;
        }
    }
    let all = text.words.iter().filter(|w| w.is_read).count();
    parts.insert(Voice::Paper, (all - said, Vec::new()));
    let mut shares: Vec<Share> = parts
        .into_iter()
        .filter(|(_, (words, _))| *words > 0)
        .map(|(voice, (words, spans))| Share { voice, words, percent: 0, spans })
        .collect();
    let rank = |voice: &Voice| match voice {
        Voice::Paper => 0,
        Voice::Side(_) => 1,
        Voice::Other => 2,
        Voice::Unknown => 3,
    };
    shares.sort_by(|a, b| {
        rank(&a.voice).cmp(&rank(&b.voice)).then(b.words.cmp(&a.words)).then_with(|| a.voice.cmp(&b.voice))
    });
    let words: Vec<usize> = shares.iter().map(|s| s.words).collect();
    for (share, percent) in shares.iter_mut().zip(percents(&words)) {
        share.percent = percent;
    }
    Voices { shares }
}

/// Whole per cent that add up to 100, by the method of the largest remainder. All 0 where there is nothing to share.
fn percents(parts: &[usize]) -> Vec<u8> {
    let all: usize = parts.iter().sum();
    if all == 0 {
        return vec![0; parts.len()];
    }
    let mut out: Vec<u8> = parts.iter().map(|p| (p * 100 / all) as u8).collect();
    let missing = 100 - out.iter().map(|p| usize::from(*p)).sum::<usize>();
    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by_key(|i| (std::cmp::Reverse(parts[*i] * 100 % all), *i));
    for i in by_remainder.into_iter().take(missing) {
        out[i] += 1;
    }
    out
}

/// For whom the speakers of an article speak.
struct Speakers<'a, 'd> {
    text: &'a Text<'d>,
    sides: Sides<'a, 'd>,
    /// The sides that positions give their holders: what is configured is in them.
    held: HashMap<EntityId, &'a str>,
}

impl<'a, 'd> Speakers<'a, 'd> {
    fn new(text: &'a Text<'d>) -> Self {
        let positions = text.findings.issues.iter().flat_map(|i| &i.positions);
        let held = positions.filter_map(|p| Some((p.entity?, p.side.as_deref()?))).collect();
        Self { text, sides: Sides::new(text.document, &text.findings.entities), held }
    }

    fn voice(&self, quotation: &Quotation) -> Voice {
        if let Some(speaker) = quotation.speaker {
            let side = self.held.get(&speaker).copied().or_else(|| self.sides.of(speaker));
            return side.map_or(Voice::Other, |side| Voice::Side(side.to_owned()));
        }
        let Some(source) = quotation.source.map(|s| s.of(self.text.text())) else { return Voice::Unknown };
        match sides::of_phrase(source) {
            Some(side) => Voice::Side(side.to_owned()),
            // A pronoun that no name was found for.
            None if is_pronoun(source) => Voice::Unknown,
            None => Voice::Other,
        }
    }
}

fn is_pronoun(source: &str) -> bool {
    matches!(
        source.to_ascii_lowercase().as_str(),
        "he" | "she"
            | "they"
            | "it"
            | "i"
            | "we"
            | "you"
            | "one"
            | "some"
            | "many"
            | "others"
            | "this"
            | "that"
            | "who"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn per_cent_are_rounded_by_the_largest_remainder() {
        assert_eq!(percents(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(percents(&[995, 5]), [100, 0]);
        assert_eq!(percents(&[994, 6]), [99, 1]);
        assert_eq!(percents(&[]), Vec::<u8>::new());
        assert_eq!(percents(&[0, 0]), [0, 0]);
    }

    proptest! {
        #[test]
        fn per_cent_add_up_to_a_hundred(parts in prop::collection::vec(0_usize..100_000, 1..12)) {
            let sum: usize = percents(&parts).iter().map(|p| usize::from(*p)).sum();
            prop_assert_eq!(sum, if parts.iter().sum::<usize>() == 0 { 0 } else { 100 });
            for (part, percent) in parts.iter().zip(percents(&parts)) {
                let exact = *part as f64 * 100.0 / parts.iter().sum::<usize>().max(1) as f64;
                prop_assert!((exact - f64::from(percent)).abs() < 1.0);
            }
        }
    }
}
