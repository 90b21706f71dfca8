//! What each word does: closed classes, nouns that name disputes, and cues of stances.

use std::sync::OnceLock;

use crate::language::document::Document;
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::stem;
use crate::language::vocabulary;
use crate::model::block::BlockKind;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::issue::Stance;
use crate::text::segment::TokenKind;

/// Bits of what a word can be.
pub(in crate::analysis) type Flags = u32;
/// An article, demonstrative or possessive.
pub(in crate::analysis) const DETERMINER: Flags = 1;
/// A pronoun.
pub(super) const PRONOUN: Flags = 1 << 1;
/// A form of be, have or do, or a modal verb.
pub(super) const AUXILIARY: Flags = 1 << 2;
/// A preposition.
pub(super) const PREPOSITION: Flags = 1 << 3;
/// A conjunction.
pub(super) const CONJUNCTION: Flags = 1 << 4;
/// A relative pronoun.
pub(super) const RELATIVE: Flags = 1 << 5;
/// An adverb.
pub(in crate::analysis) const ADVERB: Flags = 1 << 6;
/// Turns a stance round.
pub(super) const NEGATION: Flags = 1 << 7;
/// A weekday, a month, a unit of time.
pub(super) const CALENDAR: Flags = 1 << 8;
/// A form of a verb.
pub(super) const VERB: Flags = 1 << 9;
/// A noun that names nothing without a modifier.
pub(super) const VAGUE: Flags = 1 << 10;
/// A noun for people or bodies that take positions.
pub(in crate::analysis) const AGENT: Flags = 1 << 11;
/// The name of a party or of its members.
pub(super) const PARTY: Flags = 1 << 12;
/// Praises what it is said of.
pub(in crate::analysis) const GOOD: Flags = 1 << 13;
/// Blames what it is said of.
pub(in crate::analysis) const BAD: Flags = 1 << 14;
/// Begins with a capital.
pub(super) const CAPITAL: Flags = 1 << 15;

/// A modifier that does not tell one matter from another.
pub(in crate::analysis) const WEAK: Flags = 1 << 16;

/// Does good to its object (`protect`).
pub(super) const HELP: Flags = 1 << 17;
/// Brings its object about (`cause`, `lead to`).
pub(super) const CAUSE: Flags = 1 << 18;
/// Names something that is charged or feared: what is disputed is whether it is so.
pub(super) const CHARGE: Flags = 1 << 19;
/// Names something that nobody is for (`massacre`).
pub(super) const CALAMITY: Flags = 1 << 21;
/// A verb that is followed by the particles with which it is a cue of its own (`turned down`).
pub(super) const PHRASAL: Flags = 1 << 20;
/// A verb that says only that somebody has what its object names (`voiced opposition`).
pub(super) const LIGHT: Flags = 1 << 22;

/// Turns an issue round where its name has it: who is for the repeal of a law is against the law.
pub(super) const TURNING: Flags = 1 << 23;
/// A verb that says only that its object was a matter of talk or thought.
pub(super) const TALKED: Flags = 1 << 25;
/// A verb that gives its object a name: "called it a mistake".
pub(super) const NAMING: Flags = 1 << 26;
/// A verb of which the object is neither kept nor ended ("amend").
pub(super) const CHANGING: Flags = 1 << 27;
/// A noun for what somebody thinks or says of a matter ("her stance on the levy").
pub(super) const ATTITUDE: Flags = 1 << 28;
/// A noun that says only that something is a matter: what stands before it says which.
pub(super) const EMPTY: Flags = 1 << 24;

/// Words that end a noun phrase.
pub(super) const CLOSED: Flags =
    DETERMINER | PRONOUN | AUXILIARY | PREPOSITION | CONJUNCTION | RELATIVE | ADVERB | NEGATION;

/// How a word shows a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// What the holder does.
    pub(super) stance: Stance,
    /// 1 for the object, -1 against it.
    pub(super) sign: i8,
    /// Which words can be cues in which way.
    pub(super) kind: CueKind,
}

/// The grammar of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    /// A verb whose object is the issue (`oppose`).
    Verb,
    /// A verb of doing: a stance only where somebody who can take one does it (`repeal`).
    Act,
    /// A verb that brings a charge against its object (`accuse`).
    Charge,
    /// A verb of damage: never a stance by itself, turns another round (`accused of undermining`).
    Harm,
    /// A noun (`opposition to`).
    Noun,
    /// A verb that shows a will only together with the verb that it governs (`tries to stop`).
    Will,
}

/// What is known about a word in its place.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::analysis) struct Word {
    /// What it can be.
    pub(super) flags: Flags,
    /// The class of nouns that name disputes, from 1; 0 for other words.
    pub(super) head: u16,
    /// The stance that it shows.
    pub(super) cue: Option<Cue>,
    /// The entity that it belongs to.
    pub(super) entity: Option<EntityId>,
    /// The kind of that entity.
    pub(super) kind: Option<EntityKind>,
    /// What it says without its endings ([`said`]); 0 where it is no word and no number.
    pub(super) stem: u64,
}

impl Word {
    /// Whether it has any of `flags`.
    pub(in crate::analysis) fn is(self, flags: Flags) -> bool {
        self.flags & flags != 0
    }

    /// Whether it is a verb and not also a noun that names disputes.
    pub(in crate::analysis) fn is_only_verb(self) -> bool {
        self.is(VERB) && self.head == 0
    }

    /// Whether it can be a verb.
    pub(super) fn is_verb_form(self) -> bool {
        self.is(VERB | AUXILIARY)
    }

    /// Whether it can stand inside a noun phrase.
    pub(super) fn is_content(self) -> bool {
        self.entity.is_some() || !self.is(CLOSED | CALENDAR)
    }
}

/// What a word says without its endings, so that words of one family name one matter; names of one country are one.
pub(super) fn said(word: &str) -> u64 {
    let nation = || vocabulary::nation_of(word).filter(|_| word.starts_with(char::is_uppercase));
    nation().map_or_else(|| stem::family(word), hash::lower)
}

/// Tags every token of `document`.
pub(super) fn tag(document: &Document<'_>, entities: &[Entity]) -> Vec<Word> {
    let Lists { table, phrasal } = lists();
    let mut phrasal_at = Vec::new();
    let mut words: Vec<Word> = document
        .tokens
        .iter()
        .enumerate()
        .map(|(i, token)| match token.kind {
            TokenKind::Word => {
                let text = token.of(document.text);
                let capital = text.starts_with(char::is_uppercase);
                let mut word = table.get(&hash::lower(text)).copied().unwrap_or_default();
                if word.is(PHRASAL) {
                    phrasal_at.push(i);
                }
                if word.flags == 0 && word.head == 0 && text.len() > 5 && is_ly(text) {
                    word.flags |= ADVERB;
                }
                if capital {
                    word.flags |= CAPITAL;
                }
                Word { stem: said(text), ..word }
            }
            TokenKind::Number => Word { stem: said(token.of(document.text)), ..Word::default() },
            _ => Word::default(),
        })
        .collect();
    for i in phrasal_at {
        let particles = phrasal.get(&hash::lower(document.word(i))).map_or(&[][..], Vec::as_slice);
        let found = particles.iter().find(|(particles, _)| follow(document, &words, i + 1, particles));
        match found {
            Some((_, cue)) => words[i].cue = Some(*cue),
            None => words[i].flags &= !PHRASAL,
        }
    }
    let titles = document.sentences.iter().enumerate().filter(|(i, s)| *i == 0 || s.kind != BlockKind::Body);
    for (_, sentence) in titles {
        // In a headline in title case a capital says nothing.
        let range = sentence.tokens.clone();
        let long = || {
            range.clone().filter(|&i| document.tokens[i].kind == TokenKind::Word && document.tokens[i].span.len() > 3)
        };
        let capitals = long().filter(|&i| words[i].is(CAPITAL)).count();
        if long().count() >= 4 && capitals * 10 >= long().count() * 7 {
            for word in &mut words[range] {
                word.flags &= !CAPITAL;
            }
        }
    }
    let mut mentions: Vec<_> = entities
        .iter()
        .enumerate()
        .flat_map(|(i, e)| e.mentions.iter().map(move |m| (m.span, EntityId(i as u32), e.kind)))
        .collect();
    mentions.sort_unstable_by_key(|m| m.0);
    let mut at = 0;
    for (span, id, kind) in mentions {
        at += document.tokens[at..].partition_point(|t| t.span.end <= span.start);
        for (token, word) in
            document.tokens[at..].iter().zip(&mut words[at..]).take_while(|(t, _)| t.span.start < span.end)
        {
            if token.kind != TokenKind::Punctuation {
                word.entity = Some(id);
                word.flags |= CAPITAL;
                word.kind = Some(kind);
            }
        }
    }
    words
}

/// What is known about a word by itself.
pub(in crate::analysis) fn known(word: &str) -> Word {
    lists().table.get(&hash::lower(word)).copied().unwrap_or_default()
}

/// Whether a word ends as adverbs do.
fn is_ly(word: &str) -> bool {
    matches!(word.as_bytes(), [.., b'l' | b'L', b'y' | b'Y'])
}

/// Whether the particles stand at token `at` one after the other; an adverb may stand in front of each.
fn follow(document: &Document<'_>, words: &[Word], mut at: usize, particles: &[&str]) -> bool {
    particles.iter().all(|particle| {
        let is_it = |i: usize| document.tokens.get(i).is_some_and(|t| t.of(document.text) == *particle);
        let adverb = words.get(at).is_some_and(|w| w.is(ADVERB) && !w.is(NEGATION));
        if !is_it(at) && adverb {
            at += 1;
        }
        at += 1;
        is_it(at - 1)
    })
}

/// What the list says of each form, by the hash of its small letters ([`hash::lower`]).
type Table = ByHash<Word>;

/// The list of words, read.
struct Lists {
    table: Table,
    /// For each form of a verb the particles with which it is a cue.
    phrasal: ByHash<Vec<(Vec<&'static str>, Cue)>>,
}

/// What a word can be, whatever stands around it.
pub(super) fn of(word: &str) -> Word {
    lists().table.get(&hash::lower(word)).copied().unwrap_or_default()
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| build(include_str!("words.txt")))
}

/// Reads the sections of the list.
fn build(list: &'static str) -> Lists {
    let mut table = Table::default();
    let mut phrasal: ByHash<Vec<_>> = ByHash::default();
    let mut section: Vec<&str> = Vec::new();
    let mut head = 0;
    for line in list.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').split(' ').collect();
            continue;
        }
        let flag = match section[0] {
            "determiner" => DETERMINER,
            "pronoun" => PRONOUN,
            "auxiliary" => AUXILIARY,
            "preposition" => PREPOSITION,
            "conjunction" => CONJUNCTION,
            "relative" => RELATIVE,
            "adverb" => ADVERB,
            "negation" => NEGATION,
            "calendar" => CALENDAR,
            "vague" => VAGUE,
            "agent" => AGENT,
            "party" => PARTY,
            "good" => GOOD,
            "bad" => BAD,
            "weak" => WEAK,
            "help" => VERB | HELP,
            "cause" => VERB | CAUSE,
            "light" => VERB | LIGHT,
            "charge" => CHARGE,
            "calamity" => CALAMITY,
            "phrasal" => PHRASAL,
            "turning" => TURNING,
            "empty" => EMPTY,
            "talked" => TALKED,
            "naming" => NAMING,
            "changing" => CHANGING,
            "attitude" => ATTITUDE,
            "verb" | "cue" | "harm" => VERB,
            _ => 0,
        };
        head += u16::from(section[0] == "head");
        if section[0] == "phrasal" {
            // A line is one verb with its particles.
            let (verb, particles) = line.split_once(' ').unwrap_or((line, ""));
            let particles: Vec<&str> = particles.split(' ').collect();
            for form in forms(verb) {
                let form = hash::lower(&form);
                table.entry(form).or_default().flags |= flag;
                if let Some(cue) = cue_of(&section) {
                    phrasal.entry(form).or_default().push((particles.clone(), cue));
                }
            }
            continue;
        }
        for lemma in line.split(' ') {
            match section[0] {
                "head" => {
                    for form in [lemma.to_owned(), plural(lemma)] {
                        let word = table.entry(hash::lower(&form)).or_default();
                        if word.head == 0 {
                            word.head = head;
                        }
                    }
                }
                "vague" | "agent" | "charge" | "calamity" => {
                    for form in [lemma.to_owned(), plural(lemma)] {
                        table.entry(hash::lower(&form)).or_default().flags |= flag;
                    }
                }
                "verb" | "cue" | "harm" | "help" | "cause" | "light" => {
                    let cue = cue_of(&section);
                    for form in forms(lemma) {
                        let word = table.entry(hash::lower(&form)).or_default();
                        word.flags |= flag;
                        word.cue = word.cue.or(cue);
                    }
                }
                "noun" | "deed" => {
                    let word = table.entry(hash::lower(lemma)).or_default();
                    word.cue = word.cue.or(cue_of(&section));
                }
                _ => table.entry(hash::lower(lemma)).or_default().flags |= flag,
            }
        }
    }
    Lists { table, phrasal }
}

/// The cue that the heading of a section describes.
fn cue_of(section: &[&str]) -> Option<Cue> {
    let sign = if section.contains(&"-") { -1 } else { 1 };
    let stance = |name: &str| Stance::ALL.into_iter().find(|s| s.name() == name);
    Some(match section {
        ["harm", ..] => Cue { stance: Stance::Opposes, sign: -1, kind: CueKind::Harm },
        ["noun", name, ..] => Cue { stance: stance(name)?, sign, kind: CueKind::Noun },
        ["cue", name, _, "charge"] => Cue { stance: stance(name)?, sign, kind: CueKind::Charge },
        ["cue", name, _, "act"] | ["deed", name, ..] => Cue { stance: stance(name)?, sign, kind: CueKind::Act },
        ["cue", name, _, "will"] => Cue { stance: stance(name)?, sign, kind: CueKind::Will },
        ["cue" | "phrasal", name, ..] => Cue { stance: stance(name)?, sign, kind: CueKind::Verb },
        _ => return None,
    })
}

fn plural(noun: &str) -> String {
    match noun.as_bytes() {
        [.., b's'] => noun.to_owned(),
        [.., b'x'] | [.., b'c' | b's', b'h'] => format!("{noun}es"),
        [.., before, b'y'] if !b"aeiou".contains(before) => format!("{}ies", &noun[..noun.len() - 1]),
        _ => format!("{noun}s"),
    }
}

/// The forms of a verb; irregular ones follow the lemma behind slashes.
fn forms(entry: &str) -> Vec<String> {
    let mut parts = entry.split('/');
    let lemma = parts.next().unwrap_or(entry);
    let mut out: Vec<String> = parts.map(str::to_owned).collect();
    out.push(lemma.to_owned());
    out.push(match lemma {
        _ if lemma.ends_with(['o', 's']) => format!("{lemma}es"),
        _ => plural(lemma),
    });
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => out.push(format!("{stem}ied")),
        _ => out.push(format!("{stem}ed")),
    }
    out.push(format!("{}ing", if lemma.ends_with("ee") { lemma } else { stem }));
    // A final consonant may be doubled: dropped, banning, rebutted.
    if let Some(last) = lemma.chars().last().filter(|c| "bdglmnprt".contains(*c)) {
        out.push(format!("{lemma}{last}ed"));
        out.push(format!("{lemma}{last}ing"));
    }
    out
}
