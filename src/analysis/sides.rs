//! The party that somebody speaks for, as far as the text says it: a country, or a political party.
//!
//! Only what is said counts: a party or nation beside the name, the office of a government, membership. Not the place
//! where somebody is or is sent to, the name of an institute, or the words around a name in a headline. Where mentions
//! say different things, most of them decide.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::language::document::Document;
use crate::language::hash;
use crate::language::vocabulary::{self, TITLE};
use crate::model::block::BlockKind;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// The longest title before a name, in words.
const LONGEST_TITLE: usize = 8;

/// The longest apposition behind a name, in words.
const LONGEST_APPOSITION: usize = 14;

/// The lists of `sides/words.txt`.
struct Lists {
    seats: Vec<(&'static str, &'static str)>,
    parties: HashMap<&'static str, &'static str>,
    state: HashSet<&'static str>,
    observers: HashSet<&'static str>,
    away: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        seats: Vec::new(),
        parties: HashMap::new(),
        state: HashSet::new(),
        observers: HashSet::new(),
        away: HashSet::new(),
    };
    let mut section = "";
    for line in include_str!("sides/words.txt").lines().filter(|l| !l.starts_with('#')) {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        let pair = line.split_once(" = ").unwrap_or((line, ""));
        match section {
            "[seats]" => lists.seats.push(pair),
            "[parties]" => drop(lists.parties.insert(pair.0, pair.1)),
            "[state]" => lists.state.extend(line.split(' ')),
            "[observers]" => lists.observers.extend(line.split(' ')),
            _ => lists.away.extend(line.split(' ')),
        }
    }
    lists
});

/// The sides of an article's entities, each looked for when it is asked for.
pub(super) struct Sides<'a, 'd> {
    document: &'a Document<'d>,
    entities: &'a [Entity],
    known: Vec<OnceCell<Option<&'static str>>>,
}

impl<'a, 'd> Sides<'a, 'd> {
    /// The sides of `entities`.
    pub(super) fn new(document: &'a Document<'d>, entities: &'a [Entity]) -> Self {
        Self { document, entities, known: vec![OnceCell::new(); entities.len()] }
    }

    /// The side of an entity, from its name, its offices and the words around its mentions.
    pub(super) fn of(&self, entity: EntityId) -> Option<&'static str> {
        let at = entity.0 as usize;
        let (entity, known) = (self.entities.get(at)?, self.known.get(at)?);
        *known.get_or_init(|| of_entity(self.document, entity))
    }
}

/// The side that a phrase names by itself (`"Chinese officials"`, `"Senate Republicans"`, `"the government of China"`).
pub(super) fn of_phrase(phrase: &str) -> Option<&'static str> {
    let words: Vec<&str> =
        phrase.split_whitespace().map(|w| w.trim_matches(is_mark)).filter(|w| !w.is_empty()).collect();
    of_words(&words)
}

fn of_entity(document: &Document<'_>, entity: &Entity) -> Option<&'static str> {
    match entity.kind {
        EntityKind::Place => seat(&entity.name).or_else(|| vocabulary::nation_of(&entity.name)),
        EntityKind::Group => of_phrase(&entity.name),
        EntityKind::Organisation => vocabulary::nation_of(&entity.name).or_else(|| of_phrase(&entity.name)),
        EntityKind::Person => {
            let mut votes: Vec<(&'static str, usize)> = Vec::new();
            for side in entity.mentions.iter().filter_map(|m| around(document, m.span)) {
                match votes.iter_mut().find(|(known, _)| *known == side) {
                    Some((_, n)) => *n += 1,
                    None => votes.push((side, 1)),
                }
            }
            // Of a country and one of its parties, the party says more.
            let is_party = |side: &str| LISTS.parties.values().any(|p| *p == side);
            let all: usize = votes.iter().map(|(_, n)| n).sum();
            let (side, most) = votes.iter().copied().max_by_key(|(side, n)| (*n, is_party(side)))?;
            (2 * most > all || 2 * most == all && is_party(side)).then_some(side)
        }
        EntityKind::Event | EntityKind::Work => None,
    }
}

/// What is said right before or behind a person's name: `Chinese Foreign Minister`, `, a Democrat`, `(R-Texas)`.
fn around(document: &Document<'_>, name: Span) -> Option<&'static str> {
    let sentence = document.sentences.partition_point(|s| s.span.end <= name.start);
    let sentence = document.sentences.get(sentence)?;
    if matches!(sentence.kind, BlockKind::Title | BlockKind::Heading) {
        return None;
    }
    let at = document.tokens.partition_point(|t| t.span.start < name.start);
    let behind = document.tokens.partition_point(|t| t.span.start < name.end);
    let word =
        |i: usize| document.tokens.get(i).filter(|_| i < sentence.tokens.end).map_or("", |t| t.of(document.text));
    let title = title_before(document, at, sentence.tokens.start);
    let office = title.iter().any(|w| is_office(w));
    of_title(&title).or_else(|| member(word(behind), word(behind + 1))).or_else(|| match word(behind) {
        "," => of_apposition(&apposition(document, behind + 1, sentence.tokens.end)),
        // "Prime Minister Netanyahu of Israel"
        "of" if office => {
            let pair = format!("{} {}", word(behind + 1), word(behind + 2));
            vocabulary::nation_of(&pair).or_else(|| vocabulary::nation_of(word(behind + 1)))
        }
        _ => None,
    })
}

/// The words of the title that ends before token `at`.
fn title_before<'d>(document: &Document<'d>, at: usize, from: usize) -> Vec<&'d str> {
    let mut start = at;
    while start > from && at - start < LONGEST_TITLE {
        let token = document.tokens[start - 1];
        let word = token.of(document.text);
        let capital = word.starts_with(char::is_uppercase);
        let part = capital || matches!(word, "of" | "and" | "'s" | "’s") || is_state(word) || is_office(word);
        let linked = matches!(token.kind, TokenKind::Word | TokenKind::Clitic);
        let near = document.tokens.get(start).is_some_and(|next| next.span.start <= token.span.end + 1);
        if !(part && linked && near) {
            break;
        }
        start -= 1;
    }
    // An office in front of "and" is another's, or joined to this one.
    document.tokens[start..at].iter().map(|t| t.of(document.text)).collect()
}

/// The side that a title says: it needs an office, or a party.
fn of_title(title: &[&str]) -> Option<&'static str> {
    let own = title.iter().rposition(|w| *w == "and").map_or(title, |and| &title[and + 1..]);
    let of = |words: &[&str]| if words.iter().any(|w| is_office(w)) { of_words(words) } else { party(words) };
    // "Foreign Minister and State Councilor": both offices are of one country.
    of(own).or_else(|| seat(&title.join(" ")))
}

/// The words between a comma and what ends an apposition.
fn apposition<'d>(document: &Document<'d>, from: usize, to: usize) -> Vec<&'d str> {
    let tokens = document.tokens.get(from..to.min(from + LONGEST_APPOSITION)).unwrap_or_default();
    let words = tokens.iter().map(|t| t.of(document.text));
    words
        .take_while(|w| !matches!(*w, "," | "." | ";" | ":" | "(" | ")" | "who" | "which" | "said" | "told" | "says"))
        .collect()
}

/// The side that an apposition says.
fn of_apposition(words: &[&str]) -> Option<&'static str> {
    let first = *words.first()?;
    if let Some(side) = member(",", first) {
        return Some(side);
    }
    let article = matches!(first, "a" | "an" | "the");
    let words = if article { &words[1..] } else { words };
    let head = words.iter().take_while(|w| !is_preposition(w)).copied().collect::<Vec<_>>();
    let office = head.iter().any(|w| is_office(w) || is_state(w));
    if party(&head).is_some() {
        party(&head)
    } else if office && (article || !first.starts_with(char::is_uppercase) || head.len() > 1) {
        of_words(words)
    } else {
        None
    }
}

/// The party of a member of parliament in the American manner: `(R-Texas)`, `, D-Ohio`, `(D)`.
fn member(mark: &str, word: &str) -> Option<&'static str> {
    let (letter, state) = word.split_once('-').unwrap_or((word, ""));
    let fits = matches!(mark, "(" | ",") && (state.starts_with(char::is_uppercase) || mark == "(" && state.is_empty());
    match letter {
        "R" if fits => Some("Republicans"),
        "D" if fits => Some("Democrats"),
        _ => None,
    }
}

/// The side that the words of a phrase name.
fn of_words(words: &[&str]) -> Option<&'static str> {
    let lists = &*LISTS;
    let cut = words.iter().position(|w| is_preposition(w)).unwrap_or(words.len());
    let (head, rest) = words.split_at(cut);
    let observes = |w: &&str| lists.observers.contains(w.to_lowercase().as_str());
    if head.iter().any(observes) {
        return None;
    }
    if let Some(side) = party(head).or_else(|| seat(&words.join(" "))).or_else(|| nation(head)) {
        return Some(side);
    }
    let last = head.last()?;
    let (preposition, rest) = rest.split_first()?;
    let away = !matches!(*preposition, "of" | "for") && lists.away.contains(last.to_lowercase().as_str());
    let speaks_for = matches!(*preposition, "of" | "for") || *preposition == "to" && !away;
    if !speaks_for || !(is_state(last) || is_office(last)) {
        return None;
    }
    let rest = if rest.first().is_some_and(|w| matches!(*w, "the" | "a" | "an")) { &rest[1..] } else { rest };
    let end = rest.iter().position(|w| is_preposition(w)).unwrap_or(rest.len());
    if rest[..end].iter().any(observes) {
        return None;
    }
    let whole = vocabulary::nation_of(&rest[..end].join(" ")).filter(|_| *preposition != "to");
    let body = || rest[..end].iter().any(|w| is_state(w) || is_office(w));
    whole.or_else(|| party(&rest[..end])).or_else(|| nation(&rest[..end]).filter(|_| body()))
}

/// The only country that words name: a name, a nationality or a possessive that no name of something else goes on with.
fn nation(words: &[&str]) -> Option<&'static str> {
    let bare = |w: &str| w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w).to_owned();
    let mut found: Option<&'static str> = None;
    let mut at = 0;
    while at < words.len() {
        let pair = words.get(at + 1).map(|next| format!("{} {}", words[at], bare(next)));
        let of_pair = pair.as_deref().and_then(vocabulary::nation_of);
        let one =
            || words[at].starts_with(char::is_uppercase).then(|| vocabulary::nation_of(&bare(words[at]))).flatten();
        let length = if of_pair.is_some() { 2 } else { 1 };
        if let Some(nation) = of_pair.or_else(one) {
            let behind = &words[at + length..];
            let name = behind.iter().take_while(|w| w.starts_with(char::is_uppercase)).collect::<Vec<_>>();
            let of_state = |w: &&&str| is_state(w) || is_office(w);
            if !name.is_empty() && !name.iter().any(of_state) {
                // "Chinese Academy of Sciences"
                return None;
            }
            if found.is_some_and(|known| known != nation) {
                return None;
            }
            found = Some(nation);
        }
        at += length;
    }
    found
}

fn seat(phrase: &str) -> Option<&'static str> {
    LISTS.seats.iter().find(|(name, _)| phrase.contains(name)).map(|(_, side)| *side)
}

/// The party that words name. `Democratic` and the like in the name of a country or another's party names none.
fn party(words: &[&str]) -> Option<&'static str> {
    let known = words.iter().filter_map(|w| LISTS.parties.get(w.trim_matches(is_mark)).map(|side| (*w, *side)));
    let mut known =
        known.filter(|(w, _)| *w != "Democratic" || !words.iter().any(|w| matches!(*w, "Republic" | "Union")));
    let (_, side) = known.next()?;
    known.all(|(_, other)| other == side).then_some(side)
}

fn is_office(word: &str) -> bool {
    vocabulary::word(hash::fold(word)).flags & TITLE != 0
}

fn is_state(word: &str) -> bool {
    LISTS.state.contains(word.to_lowercase().as_str())
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "to" | "in"
            | "at"
            | "from"
            | "against"
            | "with"
            | "about"
            | "on"
            | "near"
            | "outside"
            | "inside"
            | "by"
            | "over"
            | "of"
            | "for"
            | "who"
            | "which"
            | "that"
            | "under"
            | "based"
            | "between"
            | "among"
            | "including"
            | "like"
    )
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && c != '.' && c != '\'' && c != '’'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;
    use crate::model::article::Article;
    use crate::model::block::Block;

    #[test]
    fn phrases_name_countries_and_parties() {
        for (phrase, side) in [
            ("French officials", Some("France")),
            ("House Republicans", Some("Republicans")),
            ("the Kremlin", Some("Russia")),
            ("Beijing", Some("China")),
            ("the government of Norway", Some("Norway")),
            ("South Korean negotiators", Some("South Korea")),
            ("observers", None),
            ("critics", None),
            ("protesters in Moscow", None),
            ("critics of China", None),
            ("Chinese analysts", None),
            ("the ambassador to Moscow", None),
            ("Center for American Studies", None),
            ("American Studies Center", None),
            ("China and Japan", None),
        ] {
            assert_eq!(of_phrase(phrase), side, "{phrase}");
        }
    }

    /// The side of the first person of a text.
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
        let article = Article { text: text.to_owned(), blocks: vec![block], ..Article::default() };
        let entities = analysis::article(&article).entities;
        let person = entities.iter().position(|e| e.kind == EntityKind::Person).unwrap_or_else(|| panic!("{text}"));
        let document = Document::new(&article);
        assert_eq!(Sides::new(&document, &entities).of(EntityId(person as u32)), expected, "{text}");
    }

    #[test]
    fn what_is_said_beside_a_name() {
        check("Chinese Foreign Minister Zhao Minghai spoke.", Some("China"));
        check("Republican Senator Marta Oduya spoke.", Some("Republicans"));
        check("Sen. Marta Oduya (D-Ohio) spoke.", Some("Democrats"));
        check("Marta Oduya, a Democrat, spoke.", Some("Democrats"));
        check("Marta Oduya, the Norwegian foreign minister, spoke.", Some("Norway"));
        check("Marta Oduya, a spokeswoman for the Norwegian government, spoke.", Some("Norway"));
        check("Prime Minister Marta Oduya of Norway spoke.", Some("Norway"));
        check("Secretary of State Marta Oduya spoke.", Some("United States"));
    }

    #[test]
    fn what_says_nothing_about_a_side() {
        check("Marta Oduya, the ambassador to Moscow, spoke.", None);
        check("Marta Oduya, a professor at the Center for American Studies in Shanghai, spoke.", None);
        check("Arkansas Gov. Marta Oduya spoke.", None);
        check("WASHINGTON — Marta Oduya spoke.", None);
        check("Marta Oduya spoke in Beijing.", None);
        check("Marta Oduya, who met the Chinese president, spoke.", None);
    }

    #[test]
    fn most_mentions_decide() {
        check(
            "U.S. President Marta Oduya spoke. Norwegian President Oduya left. Norwegian President Oduya slept.",
            Some("Norway"),
        );
        check("U.S. President Marta Oduya spoke. Norwegian President Oduya left.", None);
    }
}
