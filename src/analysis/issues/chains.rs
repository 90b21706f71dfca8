//! Cues of stance with the verbs that they govern.
//!
//! "Rejected calls to lift the ban" is one chain: the cue `rejected` governs `calls` and `lift`. Each negative link turns
//! the stance round, so the one who rejects here is for the ban.

use std::ops::Range;

use crate::analysis::issues::words::{
    ADVERB, AGENT, AUXILIARY, CALENDAR, CAPITAL, CONJUNCTION, Cue, CueKind, DETERMINER, NEGATION, PHRASAL, PREPOSITION,
    PRONOUN, RELATIVE, VERB, WEAK, Word,
};
use crate::language::document::Document;
use crate::model::issue::Stance;
use crate::text::segment::TokenKind;

/// How far what is governed may stand from its cue, in tokens.
pub(super) const REACH: usize = 14;

/// Verbs and nouns that show a stance only in front of certain words ("call for", not "call a meeting").
const FOLLOWED: &[(&str, &[&str])] = &[
    ("call", &["for", "on", "upon", "to"]),
    ("push", &["for", "to"]),
    ("press", &["for", "to"]),
    ("appeal", &["for", "to"]),
    ("plead", &["for", "with"]),
    ("vote", &["for", "against", "to", "on"]),
    ("voting", &["for", "against", "to"]),
    ("argu", &["for", "against"]),
    ("lobb", &["for", "against", "to"]),
    ("agree", &["to", "on", "with", "that"]),
    ("alleg", &["that"]),
    ("offer", &["to"]),
    ("avoid", &["the", "a"]),
    ("request", &["for", "that", "by", "from"]),
];

/// A verb or noun that a cue governs.
struct Governed {
    at: usize,
    sign: i8,
    /// It stands beside the governed verb before it, and not under it ("to respect the vote and lift the ban").
    beside: bool,
}

/// How a cue is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A verb whose subject holds the stance.
    Active,
    /// A verb whose subject is the issue.
    Passive,
    /// A noun.
    Noun,
}

/// A stance with what it governs.
pub(super) struct Chain {
    /// The token of the cue.
    pub(super) at: usize,
    /// The stance that it shows.
    pub(super) cue: Cue,
    /// How it is used.
    pub(super) usage: Use,
    governed: Vec<Governed>,
    negated: bool,
    /// It stands under "if" or "whether", or says nothing about an issue ("tried to win").
    pub(super) idle: bool,
}

impl Chain {
    /// The stance that it shows towards what it is for (1) or against (-1).
    pub(super) fn stance(&self, sign: i8) -> Stance {
        match self.cue.stance {
            Stance::Supports if sign < 0 => Stance::Opposes,
            Stance::Opposes if sign > 0 => Stance::Supports,
            stance => stance,
        }
    }

    /// The last governed verb in front of token `to`; the cue where there is none.
    pub(super) fn verb_before(&self, to: usize) -> usize {
        self.governed.iter().map(|g| g.at).filter(|at| *at < to).max().unwrap_or(self.at)
    }
}

/// Reads chains from one article.
pub(super) struct Reader<'a, 'd> {
    /// The article.
    pub(super) document: &'a Document<'d>,
    /// Its words.
    pub(super) words: &'a [Word],
    /// For each token whether it belongs to a phrase that names an issue.
    pub(super) in_issue: Vec<bool>,
}

impl Reader<'_, '_> {
    fn text(&self, i: usize) -> &str {
        self.document.tokens.get(i).map_or("", |t| t.of(self.document.text))
    }

    /// The cues of a sentence with what they govern, from left to right.
    pub(super) fn chains(&self, limits: &Range<usize>) -> Vec<Chain> {
        let mut chains: Vec<Chain> = Vec::new();
        for i in limits.clone() {
            let Some(cue) = self.words[i].cue else { continue };
            if self.words[i].entity.is_some() || !self.is_followed(i, limits.end) {
                continue;
            }
            let context = Context::new(self, i, limits);
            if let Some(beside) = self.governed(i, cue, &context, chains.last(), limits) {
                if let Some(chain) = chains.last_mut() {
                    chain.governed.push(Governed { at: i, sign: cue.sign, beside });
                }
            } else if self.begins(i, cue, &context) {
                chains.push(self.chain(i, cue, &context, limits));
            }
        }
        for chain in &mut chains {
            chain.idle |= self.is_idle(chain);
        }
        chains
    }

    /// Whether the cue at `i` stands in front of a word that it needs; adverbs and days may stand between.
    fn is_followed(&self, i: usize, end: usize) -> bool {
        if self.words[i].is(PHRASAL) {
            return true;
        }
        if self.words[i].cue.is_some_and(|c| c.kind == CueKind::Will) {
            return self.text(i + 1) == "to";
        }
        let text = self.text(i);
        let begins = |stem: &str| text.get(..stem.len()).is_some_and(|t| t.eq_ignore_ascii_case(stem));
        let Some((_, needed)) = FOLLOWED.iter().find(|(stem, _)| begins(stem)) else { return true };
        // "voted narrowly on Friday", "voted 97-1"
        let skipped =
            |j: usize| self.words[j].is(ADVERB | CALENDAR) || self.document.tokens[j].kind == TokenKind::Number;
        let next = (i + 1..end.min(i + 4)).find(|&j| !skipped(j));
        next.is_some_and(|j| needed.contains(&self.text(j)))
    }

    /// `Some` where the cue at `i` belongs to the chain before it; whether it stands beside its last link.
    fn governed(
        &self,
        i: usize,
        cue: Cue,
        context: &Context,
        chain: Option<&Chain>,
        limits: &Range<usize>,
    ) -> Option<bool> {
        let chain = chain?;
        let words = self.words;
        let link = chain.verb_before(i);
        // "rejected calls to lift": the cue is the object of the one before.
        let filler = |j: usize| words[j].is(DETERMINER | WEAK) || words[j].flags == 0;
        let object = !context.participle
            && chain.usage != Use::Passive
            && link + 4 > i
            && (link + 1..i).all(|j| filler(j) || j == link + 1 && self.text(j) == "for");
        // "hopes that they will lift": the clause that it is the verb of is what somebody demands.
        let opens =
            |j: usize| words[j].is(RELATIVE) || matches!(self.text(j), "will" | "would" | "should" | "could" | "can");
        let clause = (limits.start..i).rev().take(4).any(opens)
            && (cue.kind == CueKind::Harm || chain.cue.stance == Stance::Demands);
        let demands = chain.cue.stance == Stance::Demands;
        // "demanded that the ban be lifted": what is demanded stands behind its object.
        let undergone = demands && self.text(chain.at + 1) == "that" && self.text(i - 1) == "be";
        // "asked for patience and for an end to the ban"
        let object = object || demands && context.noun && context.determined && self.text(i - 2) == "for";
        let beside = context.beside;
        let linked = context.infinitive || context.gerund || beside || clause || object || undergone;
        let near = i - chain.at <= if beside { 3 * REACH } else { REACH };
        let has_company = !beside || !chain.governed.is_empty() || chain.cue.stance == Stance::Demands;
        (linked && (!context.noun || object) && near && has_company).then_some(beside)
    }

    /// Whether the cue at `i` begins a chain: it is used as a verb of stance, or as a noun with its object.
    fn begins(&self, i: usize, cue: Cue, context: &Context) -> bool {
        if cue.kind == CueKind::Harm
            || context.infinitive
            || context.governed
            || context.beside
            || context.participle && context.determined
        {
            return false;
        }
        let named = !context.participle && (context.next.is(AUXILIARY) || context.compound);
        if named && cue.kind != CueKind::Noun {
            return false;
        }
        if context.noun && (cue.kind == CueKind::Act || !(context.next.is(PREPOSITION) || self.text(i + 1) == "that")) {
            return false;
        }
        // The "veto" of "the veto" is the issue itself.
        let verbal = context.participle
            || context.before.is(AGENT | AUXILIARY | PRONOUN | ADVERB)
            || context.before.entity.is_some();
        !(self.in_issue[i] && (context.noun || named || !verbal))
    }

    fn chain(&self, i: usize, cue: Cue, context: &Context, limits: &Range<usize>) -> Chain {
        let words = self.words;
        let text = self.text(i);
        let is_be = |j: usize| matches!(self.text(j), "is" | "are" | "was" | "were" | "be" | "been" | "being");
        let be = (limits.start..i).rev().take(3).any(is_be);
        let passive =
            !words[i].is(PHRASAL) && !text.ends_with("ing") && (self.text(i + 1) == "by" || be && text.ends_with('d'));
        let usage = match (context.noun, passive) {
            (true, _) => Use::Noun,
            (_, true) => Use::Passive,
            _ => Use::Active,
        };
        let is_self = |j: usize| words[j].is(PRONOUN) && self.text(j).ends_with("selves");
        let negated = (limits.start..i)
            .rev()
            .take(4)
            .take_while(|&j| words[j].is(AUXILIARY | ADVERB | NEGATION | PREPOSITION | VERB) || is_self(j))
            .any(|j| words[j].is(NEGATION));
        let open =
            (limits.start..i).rev().take(12).take_while(|&j| self.text(j) != ",").any(|j| is_condition(self.text(j)));
        // "Could oppose" is no stance; "did not accuse" is none either.
        let may = (limits.start..i).rev().take(3).any(|j| matches!(self.text(j), "can" | "could" | "may" | "might"));
        let unsaid = negated && matches!(cue.stance, Stance::Accuses | Stance::Warns | Stance::Demands);
        let idle = open || may || unsaid;
        Chain { at: i, cue, usage, governed: Vec::new(), negated, idle }
    }

    /// Whether a will has no known verb under it: "tried to win", "vowed to go on" say nothing about an issue.
    fn is_idle(&self, chain: &Chain) -> bool {
        let to = chain.cue.sign > 0 && chain.cue.kind == CueKind::Act && self.text(chain.at + 1) == "to";
        (to || chain.cue.kind == CueKind::Will) && chain.governed.is_empty()
    }

    /// What a chain is towards the object that begins at token `to`: 1 for it, -1 against it.
    pub(super) fn sign(&self, chain: &Chain, to: usize) -> i8 {
        let passive = chain.usage == Use::Passive;
        let own = if chain.negated { -chain.cue.sign } else { chain.cue.sign };
        let (mut sign, mut last) = (own, chain.at);
        for governed in chain.governed.iter().filter(|g| passive || g.at < to || self.text(g.at - 1) == "be") {
            sign = match governed {
                g if g.beside => own * g.sign,
                // Behind a comma a new thought begins: "urged him to stop it, in the name of protecting the treaty".
                g if self.text(g.at - 1) != "for" && (last..g.at).any(|j| self.text(j) == ",") => g.sign,
                g => sign * g.sign,
            };
            last = governed.at;
        }
        // "voted against", "spoke out against"
        let against = chain.cue.sign > 0 && (chain.at + 1..to).any(|i| self.text(i) == "against");
        if against && !passive { -sign } else { sign }
    }
}

/// Whether a word makes a statement open.
pub(super) fn is_condition(word: &str) -> bool {
    matches!(word, "if" | "If" | "whether" | "Whether" | "unless" | "Unless")
}

/// What stands around a cue, as far as it tells how the cue is used.
#[allow(clippy::struct_excessive_bools, reason = "each is one observation about the words around a cue")]
struct Context {
    before: Word,
    next: Word,
    /// A determiner or a possessive stands in front.
    determined: bool,
    /// It has the ending of a participle.
    participle: bool,
    /// It is a noun.
    noun: bool,
    /// Behind "to".
    infinitive: bool,
    /// An `-ing` form behind a preposition or another cue.
    gerund: bool,
    /// An `-ing` form behind a preposition: whose deed it is, is not said.
    governed: bool,
    /// A bare form behind a conjunction or a comma.
    beside: bool,
    /// A small noun in front makes one word with it ("phone call").
    compound: bool,
}

impl Context {
    fn new(reader: &Reader<'_, '_>, i: usize, limits: &Range<usize>) -> Self {
        let words = reader.words;
        let inside = i > limits.start;
        let before = if inside { words[i - 1] } else { Word::default() };
        let next = if i + 1 < limits.end { words[i + 1] } else { Word::default() };
        let kind = inside.then(|| reader.document.tokens[i - 1].kind);
        let previous = if inside { reader.text(i - 1) } else { "" };
        let text = reader.text(i);
        let is_noun_cue = words[i].cue.is_some_and(|c| c.kind == CueKind::Noun);
        let is_harm = words[i].cue.is_some_and(|c| c.kind == CueKind::Harm);
        let determined = before.is(DETERMINER) || kind == Some(TokenKind::Clitic);
        let participle = ["ed", "en", "ing"].iter().any(|ending| text.ends_with(ending));
        let governed = before.is(PREPOSITION) && previous != "to";
        // "broke promises on", "mocked calls for": no subject stands in front.
        let subject = AGENT | PRONOUN | RELATIVE | ADVERB | AUXILIARY | CONJUNCTION | CAPITAL;
        let plural = text.ends_with('s') && before.is(VERB) && !before.is(subject) && before.entity.is_none();
        let to = previous == "to" || before.is(ADVERB) && i >= limits.start + 2 && reader.text(i - 2) == "to";
        Self {
            before,
            next,
            determined,
            participle,
            noun: is_noun_cue || !is_harm && !participle && (determined || governed || plural),
            infinitive: to,
            governed: text.ends_with("ing") && governed,
            gerund: text.ends_with("ing") && (before.is(PREPOSITION) || before.cue.is_some()),
            beside: !participle && !text.ends_with('s') && (before.is(CONJUNCTION) || previous == ","),
            compound: kind == Some(TokenKind::Word)
                && before.is_content()
                && !before.is(VERB | AGENT | CAPITAL)
                && before.entity.is_none()
                && !previous.ends_with('s'),
        }
    }
}
