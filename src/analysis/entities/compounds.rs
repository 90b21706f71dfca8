//! Compounds with a country or a known body in them (`US-China talks`, `anti-China`, `NATO-led`): that is the name, not
//! the whole.

use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::spelling::{Form, Spelt, describe};
use crate::language::vocabulary::{self, COUNTRY, Flags, GIVEN, NAMES, ORGANISATION, PLACE, SURNAME};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// Cuts such compounds into words and names the countries in them. `names` are the names of `words`; those that are
/// compounds themselves are replaced. Returns words and names that fit each other.
pub(super) fn cut(words: Words<'_>, names: Vec<Name>) -> (Words<'_>, Vec<Name>) {
    let cuts: Vec<(usize, Vec<Spelt>)> =
        words.all.iter().enumerate().filter_map(|(i, w)| Some((i, parts(&words, i, *w)?))).collect();
    // How many words in front of a compound belong to the place that its first part ends: the "New" of "New York-London".
    let led: Vec<usize> = cuts.iter().map(|(i, parts)| led_in(&words, *i, &parts[0])).collect();
    if cuts.is_empty() {
        return (words, names);
    }
    // Where the word with an old index stands now: each cut before it adds its parts but one.
    let mut added = Vec::with_capacity(cuts.len());
    let mut sum = 0;
    for (i, parts) in &cuts {
        added.push((*i, sum));
        sum += parts.len() - 1;
    }
    let moved = |i: usize| {
        let before = cuts.partition_point(|(at, _)| *at < i);
        i + if before < cuts.len() { added[before].1 } else { sum }
    };
    let mut out: Vec<Name> = names
        .into_iter()
        .filter(|n| {
            let last = cuts.binary_search_by_key(&(n.words.end - 1), |(i, _)| *i);
            !last.is_ok_and(|c| led[c] > 0 && n.words.start + led[c] == n.words.end - 1)
        })
        .filter(|n| n.words.len() > 1 || cuts.binary_search_by_key(&n.words.start, |(i, _)| *i).is_err())
        .map(|n| {
            let title = n.title.map(|t| moved(t.start)..moved(t.end));
            Name { words: moved(n.words.start)..moved(n.words.end), title, ..n }
        })
        .collect();
    for (c, (i, parts)) in cuts.iter().enumerate() {
        let at = moved(*i);
        if led[c] > 0 {
            out.push(Name::new(at - led[c]..at + 1, EntityKind::Place, Reason::rule("place in a compound")));
        }
        for (n, word) in parts.iter().enumerate() {
            let (kind, rule) = match word.flags {
                flags if flags & (COUNTRY | PLACE) != 0 => (EntityKind::Place, "country in a compound"),
                flags if flags & ORGANISATION != 0 => (EntityKind::Organisation, "body in a compound"),
                _ => continue,
            };
            out.push(Name::new(at + n..at + n + 1, kind, Reason::rule(rule)));
        }
    }
    // A compound inside a longer name stays part of it.
    out.sort_by_key(|n| (n.words.start, std::cmp::Reverse(n.words.end)));
    let mut end = 0;
    out.retain(|n| {
        let free = n.words.start >= end;
        end = end.max(n.words.end);
        free
    });
    let lines = words.lines.iter().cloned().map(|mut line| {
        line.words = moved(line.words.start)..moved(line.words.end);
        line
    });
    let lines = lines.collect();
    let mut all = Vec::with_capacity(words.all.len() + sum);
    let mut cuts = cuts.into_iter().peekable();
    for (i, word) in words.all.iter().enumerate() {
        match cuts.next_if(|(at, _)| *at == i) {
            Some((_, parts)) => all.extend(parts),
            None => all.push(*word),
        }
    }
    (Words { text: words.text, all, lines }, out)
}

/// The parts of a compound with hyphens, the hyphens among them; `None` where it is none or no part is a country or
/// place, and every other part too or in small letters.
fn parts(words: &Words<'_>, i: usize, word: Spelt) -> Option<Vec<Spelt>> {
    let text = word.span.of(words.text);
    if !(word.is_capital() || word.form == Form::LowerMixed) || word.is(NAMES) || !text.contains('-') {
        return None;
    }
    let mut out = Vec::new();
    let mut at = word.span.from();
    let mut places = 0;
    for part in text.split('-') {
        if !out.is_empty() {
            out.push(describe("-", TokenKind::Punctuation, Span::new(at, at + 1)));
            at += 1;
        }
        let described = describe(part, TokenKind::Word, Span::new(at, at + part.len()));
        // A body beside a place ("Israel-Hamas") or in capitals.
        let body = (described.form == Form::Capitals || places > 0) && is_plainly(described.flags, ORGANISATION);
        let led = out.is_empty() && led_in(words, i, &described) > 0;
        let place = led || body || described.is_capital() && is_plainly(described.flags, COUNTRY | PLACE);
        // `D-Ohio`, `R-Texas`: a member of parliament's party and state.
        let party = out.is_empty() && matches!(part, "D" | "R" | "I") && text.len() > 3;
        let small = party || part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase());
        if !(place || small) {
            return None;
        }
        places += usize::from(place);
        out.push(described);
        at += part.len();
    }
    (places > 0).then_some(out)
}

/// How many words in front of word `i`, whose first part is `part`, make a place with it that the lists know.
fn led_in(words: &Words<'_>, i: usize, part: &Spelt) -> usize {
    (1..=2)
        .find(|n| {
            let Some(before) = i.checked_sub(*n).and_then(|from| words.all.get(from..i)) else { return false };
            let folded = before.iter().map(|w| w.folded).chain(std::iter::once(part.folded));
            let phrase = vocabulary::phrase(folded, before[0].flags);
            part.is_capital()
                && before.iter().all(|w| w.is_capital())
                && phrase.is_some_and(|(len, e)| len == n + 1 && e.flags & (COUNTRY | PLACE) != 0)
        })
        .unwrap_or(0)
}

/// Whether a word is in no list of names but those of `kinds`, and no name of a person.
fn is_plainly(flags: Flags, kinds: Flags) -> bool {
    flags & kinds != 0 && flags & (NAMES & !kinds | GIVEN | SURNAME) == 0
}

/// Whether a word says where the name behind it comes from, and is no part of it: `Ohio-based`.
pub(super) fn is_compound_of_origin(word: &str) -> bool {
    let origin = ["based", "born", "backed", "listed", "led", "owned", "run", "held", "controlled", "trained", "style"];
    word.rsplit_once('-').is_some_and(|(_, last)| origin.contains(&last))
}
