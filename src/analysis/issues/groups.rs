//! Which noun phrases of an article name the same issue, which issues matter, and what they are called.

use std::collections::{HashMap, HashSet};

use crate::analysis::issues::alike::Likeness;
use crate::analysis::issues::linear::{Features, Line};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::speech::Speech;
use crate::analysis::issues::things;
use crate::analysis::issues::words::{BAD, CALENDAR, CAPITAL, CONJUNCTION, DETERMINER, GOOD, RELATIVE, VERB, Word};
use crate::language::document::Document;
use crate::language::hash::ByHash;
use crate::model::block::BlockKind;
use crate::model::issue::Position;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// Sentences at the beginning of the body that say what an article is about.
pub(super) const LEAD: usize = 4;
/// How likely a group of phrases has to be an issue.
pub(super) const LIKELY: f32 = 0.3;
/// How likely it has to be to be an issue where somebody takes a position on it.
pub(super) const POSSIBLE: f32 = 0.12;
/// So many times as many issues as an article can carry are asked for positions.
pub(super) const SPARE: usize = 2;
/// Words of text for one issue more, and the fewest and most issues of an article.
const WORDS_FOR_ONE: usize = 45;
/// How many groups with a word in common a phrase is compared with, the likeliest first.
const COMPARED: usize = 48;
/// How likely a phrase and those of a group have to name one issue, on average, for it to be one of them.
const ALIKE: f32 = 0.2;
/// With so many phrases of a group, the likeliest, another is compared.
const MEMBERS: usize = 8;
/// Tokens of the longest name that says what something is for.
const PURPOSE: usize = 9;
/// How many different words a group remembers.
const SAID: usize = 32;
const FEWEST: usize = 4;
const MOST: usize = 16;

/// Phrases that name one issue.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// What the phrases say, each word once.
    stems: Vec<u64>,
    /// The names among them.
    names: Vec<u64>,
    /// Indices of the phrases, in the order of the text.
    pub(super) phrases: Vec<usize>,
    /// How likely it is an issue, from 0 to 1.
    pub(super) weight: f32,
}

/// Groups `phrases`, in no particular order.
///
/// The likeliest begin the groups; each other joins the one whose phrases it is most like, "the bill" as well.
///
/// Phrases of which one is the second name of the other (`apposed`: by their places, each pair both ways, sorted) are one.
pub(super) fn group(phrases: &[Phrase], apposed: &[(usize, usize)], line: &Line) -> Vec<Group> {
    let likeness = Likeness::new(phrases, line);
    let mut order: Vec<usize> = (0..phrases.len()).collect();
    order.sort_by(|a, b| phrases[*b].likely.total_cmp(&phrases[*a].likely).then(a.cmp(b)));
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of: Vec<Option<usize>> = vec![None; phrases.len()];
    // Which groups have a key, so that a phrase is compared with few of them.
    let mut having: ByHash<Vec<usize>> = ByHash::default();
    for p in order {
        let mut near: Vec<usize> =
            Likeness::keys(&phrases[p]).filter_map(|k| having.get(&k)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        // A deal with one country is not the deal with another.
        let other = |g: &usize| {
            let (own, names) = (&phrases[p].names, &groups[*g].names);
            !own.is_empty() && !names.is_empty() && own.iter().all(|n| !names.contains(n))
        };
        near.retain(|g| !other(g));
        let like = |g: usize| {
            let members = &groups[g].phrases[..groups[g].phrases.len().min(MEMBERS)];
            members.iter().map(|&m| likeness.of(m.min(p), m.max(p))).sum::<f32>() / members.len().max(1) as f32
        };
        let best = near.into_iter().map(|g| (like(g), g)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let partners = &apposed[apposed.partition_point(|(one, _)| *one < p)..];
        let same = partners.iter().take_while(|(one, _)| *one == p).find_map(|(_, other)| group_of[*other]);
        let g = same.or(best.filter(|(like, _)| *like >= ALIKE).map(|(_, g)| g)).unwrap_or(groups.len());
        if g == groups.len() {
            groups.push(Group::default());
        }
        groups[g].add(p, &phrases[p]);
        group_of[p] = Some(g);
        for key in Likeness::keys(&phrases[p]) {
            let having = having.entry(key).or_default();
            if having.len() < COMPARED && !having.contains(&g) {
                having.push(g);
            }
        }
    }
    for group in &mut groups {
        group.phrases.sort_unstable();
    }
    groups
}

/// Pairs of phrases of which one is the second name of the other: "the *harbour levy*, a *fee for boats*".
pub(super) fn apposed(document: &Document<'_>, phrases: &[Phrase]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut all: Vec<(usize, usize)> = phrases.iter().enumerate().map(|(at, p)| (p.sentence, at)).collect();
    all.sort_unstable();
    for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let named = |head: usize| same.iter().map(|(_, p)| *p).find(|p| phrases[*p].head == head);
        let appositions = &document.propositions(same[0].0).appositions;
        let pairs = appositions.iter().filter_map(|a| Some((named(a.head)?, named(a.other)?)));
        out.extend(pairs.flat_map(|(a, b)| [(a, b), (b, a)]));
    }
    out.sort_unstable();
    out
}

/// Whether a phrase stands in the headline.
pub(super) fn is_title(document: &Document<'_>, phrase: &Phrase) -> bool {
    phrase.sentence == 0 || document.sentences[phrase.sentence].kind == BlockKind::Title
}

/// How many issues an article of that many tokens can carry.
pub(super) fn most(tokens: usize) -> usize {
    (tokens / WORDS_FOR_ONE).clamp(FEWEST, MOST)
}

/// What is observed about each group. `told` are the positions on it that the rules of stance find.
pub(super) fn features(
    document: &Document<'_>,
    words: &[Word],
    phrases: &[Phrase],
    groups: &[Group],
    told: &[(usize, Position)],
    speech: &Speech<'_, '_, '_>,
) -> Vec<Features> {
    let first = document.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
    let mut signs = vec![[0_usize; 3]; groups.len()];
    let mut holders: Vec<HashSet<&str>> = vec![HashSet::new(); groups.len()];
    for (issue, position) in told {
        signs[*issue][(position.polarity.number() + 1) as usize] += 1;
        holders[*issue].insert(&position.holder);
    }
    let observe = |(g, group): (usize, &Group)| {
        let mut f = Features::default();
        f.add("always");
        let own = || group.phrases.iter().map(|&p| &phrases[p]);
        let most = own().map(|p| p.likely).fold(0.0, f32::max);
        let sum: f32 = own().map(|p| p.likely).sum();
        let count = group.phrases.len();
        f.count("count", count, 6);
        f.count("most", (most * 10.0) as usize, 10);
        f.count("sum", (sum * 2.0) as usize, 10);
        f.pair("most and count", (most * 5.0) as i32, count.min(4) as i32);
        f.count("bare", own().filter(|p| !p.bare).count(), 3);
        f.count("titles", own().filter(|p| is_title(document, p)).count(), 2);
        f.count("leads", own().filter(|p| p.sentence < first + LEAD).count(), 3);
        f.count("contended", own().filter(|p| p.contended).count(), 3);
        let sentences: HashSet<usize> = own().map(|p| p.sentence).collect();
        f.count("sentences", sentences.len(), 5);
        let [against, neither, supports] = signs[g];
        f.count("against", against, 3);
        f.count("for", supports, 3);
        f.count("neither", neither, 3);
        f.count("holders", holders[g].len(), 4);
        f.pair("most and holders", (most * 5.0) as i32, holders[g].len().min(3) as i32);
        let longest = own().map(|p| p.tokens.len()).max().unwrap_or(0);
        f.count("longest", longest, 8);
        f.count("names", group.names.len(), 3);
        let mut voices: Vec<usize> = own().filter_map(|p| speech.at(p.head)).collect();
        let said = voices.len();
        voices.sort_unstable();
        voices.dedup();
        f.count("voices", voices.len(), 4);
        f.pair("said", (said * 3 / count.max(1)) as i32, count.min(3) as i32);
        let speakers: HashSet<&str> =
            voices.iter().flat_map(|q| speech.speakers(*q)).map(|agent| agent.name.as_str()).collect();
        f.count("speakers", speakers.len(), 4);
        f.pair("most and speakers", (most * 5.0) as i32, speakers.len().min(3) as i32);
        let cues = |s: &usize| words[document.sentences[*s].tokens.clone()].iter().any(|w| w.cue.is_some());
        f.count("sentences with stance", sentences.iter().filter(|s| cues(s)).count(), 4);
        f.count("says", group.stems.len(), 8);
        let second = own().map(|p| p.likely).filter(|l| *l < most).fold(0.0, f32::max);
        f.count("second", (second * 10.0) as usize, 10);
        f.count("mean", (sum / count.max(1) as f32 * 10.0) as usize, 10);
        f.count("definite", own().filter(|p| p.definite).count(), 3);
        if let Some(best) = own().max_by(|a, b| a.likely.total_cmp(&b.likely)) {
            let word = words[best.head];
            match word.kind {
                Some(kind) => f.word("kind", kind.name()),
                None => f.word("noun", document.word(best.head)),
            }
            f.count("first", best.sentence.saturating_sub(first) / 4, 8);
        }
        f
    };
    groups.iter().enumerate().map(observe).collect()
}

impl Group {
    /// The same with how likely it is an issue.
    pub(super) fn weighing(&self, weight: f32) -> Self {
        Self { weight, ..self.clone() }
    }

    fn add(&mut self, index: usize, phrase: &Phrase) {
        self.phrases.push(index);
        for name in phrase.names.iter().take(SAID.saturating_sub(self.names.len())) {
            if !self.names.contains(name) {
                self.names.push(*name);
            }
        }
        for stem in &phrase.stems {
            if self.stems.len() < SAID && !self.stems.contains(stem) {
                self.stems.push(*stem);
            }
        }
    }
}

/// Whether a phrase only says who or what something is: "a metal fence".
pub(super) fn is_thing(document: &Document<'_>, words: &[Word], phrase: &Phrase) -> bool {
    words[phrase.head].entity.is_none() && things::is_thing(document.word(phrase.head))
}

/// The phrase that names the group best, as the text has it.
pub(super) fn name(document: &Document<'_>, words: &[Word], phrases: &[Phrase], group: &Group) -> String {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for &p in &group.phrases {
        *counts.entry(phrases[p].span(document).of(document.text).to_lowercase()).or_default() += 1;
    }
    let score = |p: usize| {
        let phrase = &phrases[p];
        let text = phrase.span(document).of(document.text);
        let length = text.split_whitespace().count();
        let headline = is_title(document, phrase);
        let fit: i32 = match length {
            1 => 0,
            2..=4 => 4,
            5..=6 => 3,
            _ => 1,
        };
        let count = counts.get(&text.to_lowercase()).copied().unwrap_or(0).min(4) as i32;
        let inside = phrase.tokens.clone().filter(|i| document.tokens[*i].kind == TokenKind::Word);
        // "Divergences on some issues", "security of its system": cut out of a sentence. "Alaska talks" says which talks.
        let loose = inside.clone().any(|i| words[i].is(DETERMINER) && !document.word(i).eq_ignore_ascii_case("the"));
        let told = length <= 4 && phrase.names.len() == 1;
        // Where a headline has capitals throughout, verbs pass for nouns.
        let capitals = inside.filter(|&i| words[i].is(CAPITAL) && words[i].entity.is_none()).count() > 1;
        // "Much-needed bill", "bossy attitude": what somebody says of it.
        let judging = phrase.tokens.clone().filter(|i| *i != phrase.head).any(|i| words[i].is(GOOD | BAD));
        let quoted = text.contains(['“', '”', '"']);
        fit + count - 3 * i32::from(judging) - 2 * i32::from(quoted)
            + (phrase.likely * 4.0) as i32
            + 2 * i32::from(told)
            - 3 * i32::from(loose)
            - (4 + 3 * i32::from(capitals)) * i32::from(headline)
            - 3 * i32::from(phrase.bare)
            - 3 * i32::from(is_thing(document, words, phrase))
    };
    let best = group.phrases.iter().copied().max_by_key(|&p| (score(p), std::cmp::Reverse(p)));
    let Some(best) = best.map(|p| &phrases[p]) else { return String::new() };
    let whole = if best.bare { with_purpose(document, words, best.head) } else { None };
    tidy(whole.unwrap_or_else(|| best.span(document)).of(document.text))
}

/// Where the text says first what a noun that says nothing by itself is for: "bill to let hospitals share records".
fn with_purpose(document: &Document<'_>, words: &[Word], head: usize) -> Option<Span> {
    let noun = document.word(head);
    let mut sentences = document.sentences.iter().filter(|s| s.kind == BlockKind::Body);
    sentences.find_map(|sentence| {
        let limits = sentence.tokens.clone();
        limits.clone().find_map(|i| {
            let opens = i + 2 < limits.end
                && document.word(i).eq_ignore_ascii_case(noun)
                && match document.word(i + 1) {
                    "to" => words[i + 2].is(VERB) && !words[i + 2].is(CAPITAL),
                    doing => doing.ends_with("ing") && words[i + 1].is(VERB),
                };
            if !opens {
                return None;
            }
            let inside = |j: &usize| {
                document.tokens[*j].kind != TokenKind::Punctuation
                    && document.tokens[*j].kind != TokenKind::Quote
                    && !words[*j].is(CONJUNCTION | RELATIVE | CALENDAR)
            };
            let end = (i + 2..limits.end.min(i + PURPOSE)).take_while(inside).last()? + 1;
            // Not in the middle of a name, and not behind "of".
            let whole = |j: &usize| {
                let next = words.get(*j).filter(|_| *j < limits.end).copied().unwrap_or_default();
                words[*j - 1].is_content() && !(next.entity.is_some() && next.entity == words[*j - 1].entity)
            };
            let end = (i + 4..=end).rev().find(whole)?;
            let (first, last) = (document.tokens.get(i)?, document.tokens.get(end - 1)?);
            Some(Span { start: first.span.start, end: last.span.end })
        })
    })
}

/// One line of text without the titles of people.
fn tidy(phrase: &str) -> String {
    let words =
        phrase.split_whitespace().filter(|w| !matches!(*w, "Mr." | "Ms." | "Mrs." | "Dr." | "Mr" | "Ms" | "Mrs"));
    let tidy = unquoted(&words.collect::<Vec<_>>());
    if tidy.is_empty() { phrase.to_owned() } else { tidy }
}

/// The words of a name without what only somebody calls it (a “crafty” decision) and without quotation marks whose other
/// half stands outside.
fn unquoted(words: &[&str]) -> String {
    let opens = |w: &str| w.starts_with(['“', '"', '‘', '\'']);
    let closes =
        |w: &str| w.ends_with(['”', '"']) || w.ends_with(['’', '\'']) && !w.ends_with("s’") && !w.ends_with("s'");
    let said = |(at, w): (usize, &&str)| {
        let inside = w.trim_matches(['“', '”', '"', '‘', '’', '\'']);
        let called = opens(w) && closes(w) && inside.starts_with(char::is_lowercase);
        called && at + 1 < words.len()
    };
    let kept: Vec<&str> = words.iter().enumerate().filter(|w| !said((w.0, w.1))).map(|(_, w)| *w).collect();
    let whole = |open: &str, close: &str| {
        let count = |mark: &str| kept.iter().map(|w| w.matches(mark).count()).sum::<usize>();
        if open == close { count(open).is_multiple_of(2) } else { count(open) == count(close) }
    };
    let (curly, straight) = (whole("“", "”"), whole("\"", "\""));
    let singles = kept.iter().any(|w| w.len() > 1 && w.starts_with(['‘', '\'']))
        && !kept.iter().any(|w| closes(w) && w.ends_with(['’', '\'']));
    let mut name = kept.join(" ");
    if !curly {
        name.retain(|c| !matches!(c, '“' | '”'));
    }
    if !straight {
        name.retain(|c| c != '"');
    }
    if singles {
        name = name.split(' ').map(|w| w.trim_start_matches(['‘', '\''])).collect::<Vec<_>>().join(" ");
    }
    name
}
