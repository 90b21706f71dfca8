//! Who takes which stance on an issue.
//!
//! A chain is a cue with the verbs that it governs ("rejected calls to lift"); each of them that is negative turns the
//! stance round. The object of the chain is the issue, the subject of its first verb the holder, or the speaker where
//! the words are quoted.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::issues::agents::{Agent, Agents};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::words::{
    ADVERB, AGENT, AUXILIARY, BAD, CALENDAR, CAPITAL, CONJUNCTION, Cue, CueKind, DETERMINER, GOOD, NEGATION,
    PREPOSITION, PRONOUN, RELATIVE, VERB, WEAK,
};
use crate::model::entity::EntityKind;
use crate::model::issue::{Polarity, Position, Stance};
use crate::model::quotation::Quotation;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// How far from its cue an issue may stand, in tokens.
const REACH: usize = 14;

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

/// A verb that a cue governs.
struct Governed {
    at: usize,
    sign: i8,
    /// It stands beside the governed verb before it, and not under it ("to respect the vote and lift the ban").
    beside: bool,
}

/// A stance with its governed verbs.
struct Chain {
    at: usize,
    cue: Cue,
    /// Verbs that it governs, with the sign of each.
    governed: Vec<Governed>,
    passive: bool,
    noun: bool,
    negated: bool,
    conditional: bool,
}

/// The positions of a document, each with the index of its issue. `issue_of` tells which issue a phrase names.
pub(super) fn find(
    agents: &Agents<'_, '_>,
    quotations: &[Quotation],
    phrases: &[Phrase],
    issue_of: &[Option<usize>],
) -> Vec<(usize, Position)> {
    let mut issue_tokens = vec![false; agents.document.tokens.len()];
    for (phrase, _) in phrases.iter().zip(issue_of).filter(|(_, issue)| issue.is_some()) {
        issue_tokens[phrase.tokens.clone()].fill(true);
    }
    let mut finder = Finder {
        issue_tokens,
        agents,
        phrases,
        issue_of,
        speech: speech(agents, quotations),
        speakers: speakers(agents, quotations),
        topic: None,
        seen: HashSet::new(),
        out: Vec::new(),
    };
    let mut at = 0;
    for sentence in 0..agents.document.sentences.len() {
        let from = at;
        while phrases.get(at).is_some_and(|p| p.sentence == sentence) {
            at += 1;
        }
        finder.sentence(sentence, from..at);
    }
    finder.out
}

struct Finder<'a, 'b, 'd> {
    agents: &'a Agents<'b, 'd>,
    phrases: &'a [Phrase],
    issue_of: &'a [Option<usize>],
    /// For each token whether it belongs to a phrase that names an issue.
    issue_tokens: Vec<bool>,
    /// For each token the quotation whose content it belongs to.
    speech: Vec<Option<usize>>,
    /// Who speaks in each quotation.
    speakers: Vec<Option<Agent>>,
    /// The issue that was named last, and the sentence that named it.
    topic: Option<(usize, usize)>,
    seen: HashSet<(usize, String, usize)>,
    out: Vec<(usize, Position)>,
}

/// Which quotation each token is content of; the inner one where they are nested.
fn speech(agents: &Agents<'_, '_>, quotations: &[Quotation]) -> Vec<Option<usize>> {
    let tokens = &agents.document.tokens;
    let mut out = vec![None; tokens.len()];
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    order.sort_by_key(|&q| std::cmp::Reverse(quotations[q].content.iter().map(|c| c.len()).sum::<usize>()));
    for q in order {
        for content in &quotations[q].content {
            let from = tokens.partition_point(|t| t.span.start < content.start);
            for (i, token) in tokens.iter().enumerate().skip(from) {
                if token.span.end > content.end {
                    break;
                }
                out[i] = Some(q);
            }
        }
    }
    out
}

fn speakers(agents: &Agents<'_, '_>, quotations: &[Quotation]) -> Vec<Option<Agent>> {
    let document = agents.document;
    quotations
        .iter()
        .map(|quotation| {
            let person = |id: crate::model::entity::EntityId| {
                agents.entities.get(id.0 as usize).filter(|e| e.kind == EntityKind::Person)
            };
            if let Some(id) = quotation.speaker
                && let Some(entity) = person(id)
            {
                return Some(Agent { name: entity.name.clone(), entity: Some(id), side: agents.sides.of(id) });
            }
            let source = quotation.source?;
            let from = document.tokens.partition_point(|t| t.span.start < source.start);
            let to = document.tokens.partition_point(|t| t.span.start < source.end);
            let sentence = document.sentences.partition_point(|s| s.span.end <= source.start);
            agents.at(from, to, sentence).or_else(|| agents.surname(from, to))
        })
        .collect()
}

impl Finder<'_, '_, '_> {
    fn text(&self, i: usize) -> &str {
        self.agents.document.word(i)
    }

    fn sentence(&mut self, sentence: usize, range: Range<usize>) {
        let document = self.agents.document;
        let Some(limits) = document.sentences.get(sentence).map(|s| s.tokens.clone()) else { return };
        let phrases: Vec<(usize, usize)> =
            range.filter_map(|p| self.issue_of.get(p).copied().flatten().map(|issue| (p, issue))).collect();
        let asks = limits.clone().rev().take(2).any(|i| self.text(i) == "?");
        if asks {
            return;
        }
        if phrases.is_empty() {
            self.continued(sentence, &limits);
            return;
        }
        self.topic = phrases.last().map(|&(_, issue)| (issue, sentence));
        let chains = self.chains(&limits);
        let before = self.out.len();
        for (c, chain) in chains.iter().enumerate() {
            if chain.conditional || self.is_idle(chain) {
                continue;
            }
            let stop = chains.get(c + 1).map_or(limits.end, |next| next.at);
            let start = c.checked_sub(1).map_or(limits.start, |previous| chains[previous].at);
            let targets = self.targets(chain, &phrases, start, stop);
            if targets.is_empty() {
                continue;
            }
            let holders = self.holders(chain, &limits, sentence);
            for (phrase, issue) in targets {
                let to = self.phrases[phrase].tokens.start;
                let sign = self.sign(chain, to);
                let stance = match chain.cue.stance {
                    Stance::Supports if sign < 0 => Stance::Opposes,
                    Stance::Opposes if sign > 0 => Stance::Supports,
                    stance => stance,
                };
                for holder in &holders {
                    self.push(sentence, issue, holder, stance, sign, Some(chain.at), "verb of stance");
                }
            }
        }
        // Where somebody's stance on an issue is reported, the one who reports it takes none.
        let taken: Vec<usize> = self.out[before..].iter().map(|(issue, _)| *issue).collect();
        let open: Vec<_> = phrases.into_iter().filter(|(_, issue)| !taken.contains(issue)).collect();
        self.spoken(sentence, &limits, &open);
    }

    /// Whether a will has no known verb under it: "tried to win", "vowed to go on" say nothing about an issue.
    fn is_idle(&self, chain: &Chain) -> bool {
        let to = chain.cue.sign > 0
            && matches!(chain.cue.kind, CueKind::Act | CueKind::Will)
            && self.agents.document.tokens.get(chain.at + 1).is_some()
            && self.text(chain.at + 1) == "to";
        (to || chain.cue.kind == CueKind::Will) && chain.governed.is_empty()
    }

    /// What a chain is towards the object that begins at token `to`: 1 for it, -1 against it.
    fn sign(&self, chain: &Chain, to: usize) -> i8 {
        let mut sign = chain.cue.sign * if chain.negated { -1 } else { 1 };
        let mut last = chain.at;
        let own = sign;
        for governed in chain.governed.iter().filter(|g| chain.passive || g.at < to) {
            sign = match governed {
                g if g.beside => own * g.sign,
                // Behind a comma a new thought begins: "urged him to stop it, in the name of protecting the treaty".
                g if self.text(g.at - 1) != "for" && (last..g.at).any(|j| self.text(j) == ",") => g.sign,
                g => sign * g.sign,
            };
            last = governed.at;
        }
        let against = |i: usize| self.text(i) == "against" && chain.cue.sign > 0;
        if !chain.passive && (chain.at + 1..to).any(against) { -sign } else { sign }
    }

    /// The cues of a sentence with what they govern, from left to right.
    fn chains(&self, limits: &Range<usize>) -> Vec<Chain> {
        let words = self.agents.words;
        let mut chains: Vec<Chain> = Vec::new();
        for i in limits.clone() {
            let word = words[i];
            let Some(cue) = word.cue else { continue };
            if word.entity.is_some() || !self.is_followed(i, limits.end) {
                continue;
            }
            let before = (i > limits.start).then(|| words[i - 1]).unwrap_or_default();
            let previous = if i > limits.start { self.text(i - 1) } else { "" };
            let text = self.text(i);
            let determined = before.is(DETERMINER)
                || i > limits.start
                    && self.agents.document.tokens[i - 1].kind == crate::text::segment::TokenKind::Clitic;
            let participle = text.ends_with("ed") || text.ends_with("en") || text.ends_with("ing");
            let noun =
                cue.kind == CueKind::Noun || !participle && (determined || before.is(PREPOSITION) && previous != "to");
            let to = previous == "to" || (before.is(ADVERB) && i >= limits.start + 2 && self.text(i - 2) == "to");
            let gerund = text.ends_with("ing") && (before.is(PREPOSITION) || before.cue.is_some());
            // "rejected calls to lift": the cue is the object of the one before.
            let object = !participle
                && chains.last().is_some_and(|c| {
                    !c.passive
                        && c.at + 4 > i
                        && (c.at + 1..i).all(|j| words[j].is(DETERMINER | WEAK) || words[j].flags == 0)
                });
            let bare = !participle && !text.ends_with('s');
            let beside = bare && (before.is(CONJUNCTION) || previous == ",");
            let inside = |j: usize| {
                words[j].is(RELATIVE) || matches!(self.text(j), "will" | "would" | "should" | "could" | "can")
            };
            let clause = (limits.start..i).rev().take(4).any(inside)
                && chains.last().is_some_and(|c| cue.kind == CueKind::Harm || c.cue.stance == Stance::Demands);
            if (to || gerund || beside || clause || object)
                && (!noun || object)
                && let Some(chain) = chains.last_mut()
                && i - chain.at <= if beside { 3 * REACH } else { REACH }
                && (!beside || !chain.governed.is_empty() || chain.cue.stance == Stance::Demands)
            {
                chain.governed.push(Governed { at: i, sign: cue.sign, beside });
                continue;
            }
            let next = (i + 1 < limits.end).then(|| words[i + 1]).unwrap_or_default();
            let compound = before.is_content()
                && before.flags & (VERB | AGENT | CAPITAL) == 0
                && before.entity.is_none()
                && i > limits.start
                && self.agents.document.tokens[i - 1].kind == crate::text::segment::TokenKind::Word
                && !previous.ends_with('s');
            let named = !participle && (next.is(AUXILIARY) || compound);
            let empty_noun = noun && !(next.is(PREPOSITION) || i + 1 < limits.end && self.text(i + 1) == "that");
            let in_issue = self.issue_tokens[i]
                && (noun
                    || named
                    || !participle
                        && before.flags & (AGENT | AUXILIARY | PRONOUN | ADVERB) == 0
                        && before.entity.is_none());
            if cue.kind == CueKind::Harm
                || noun && cue.kind == CueKind::Act
                || participle && determined
                || (to || beside)
                || named && cue.kind != CueKind::Noun
                || empty_noun
                || in_issue
            {
                continue;
            }
            let be = (limits.start..i)
                .rev()
                .take(3)
                .any(|j| matches!(self.text(j), "is" | "are" | "was" | "were" | "be" | "been" | "being"));
            let by = i + 1 < limits.end && self.text(i + 1) == "by";
            let passive = !noun && !text.ends_with("ing") && (by || be && text.ends_with('d'));
            let negated = (limits.start..i)
                .rev()
                .take(4)
                .take_while(|&j| words[j].is(AUXILIARY | ADVERB | NEGATION | PREPOSITION) || words[j].is(VERB))
                .any(|j| words[j].is(NEGATION));
            let conditional = (limits.start..i).rev().take(12).take_while(|&j| self.text(j) != ",").any(|j| {
                matches!(self.text(j), "if" | "If" | "whether" | "Whether" | "unless" | "Unless" | "would-be")
            });
            // "oppose" after an auxiliary of the past or a plain subject; a bare infinitive at the start is a headline's.
            chains.push(Chain { at: i, cue, governed: Vec::new(), passive, noun, negated, conditional });
        }
        chains
    }

    /// Whether the cue at `i` stands in front of a word that it needs; adverbs and days may stand between.
    fn is_followed(&self, i: usize, end: usize) -> bool {
        let text = self.text(i);
        let Some((_, needed)) =
            FOLLOWED.iter().find(|(stem, _)| text.get(..stem.len()).is_some_and(|t| t.eq_ignore_ascii_case(stem)))
        else {
            return true;
        };
        let words = self.agents.words;
        let next = (i + 1..end.min(i + 4)).find(|&j| !words[j].is(ADVERB | CALENDAR));
        next.is_some_and(|j| needed.contains(&self.text(j)))
    }

    /// The issues that are the object of a chain.
    fn targets(&self, chain: &Chain, phrases: &[(usize, usize)], start: usize, stop: usize) -> Vec<(usize, usize)> {
        let tokens = |p: usize| &self.phrases[p].tokens;
        if chain.passive {
            let left = phrases.iter().rev().find(|(p, _)| tokens(*p).end <= chain.at && tokens(*p).start >= start);
            if let Some(&(p, issue)) = left.filter(|(p, _)| chain.at - tokens(*p).end <= REACH) {
                return vec![(p, issue)];
            }
            if self.text(chain.at + 1) == "by" {
                return Vec::new();
            }
        }
        let words = self.agents.words;
        let mut out: Vec<(usize, usize)> = Vec::new();
        for &(p, issue) in phrases.iter().filter(|(p, _)| tokens(*p).end > chain.at + 1 && tokens(*p).start < stop) {
            let start = tokens(p).start;
            // Each governed verb has its own object; further ones are joined to the one before.
            let verb = chain.governed.iter().map(|g| g.at).filter(|at| *at < start).max().unwrap_or(chain.at);
            let taken = out.last().map(|(q, _)| tokens(*q).end).filter(|end| *end > verb);
            let reached = match taken {
                None => start.saturating_sub(verb) <= REACH,
                Some(end) => {
                    let mut between = end..start;
                    between.len() <= 4
                        && between.clone().any(|i| words[i].is(CONJUNCTION) || self.text(i) == ",")
                        && !between.any(|i| words[i].is(VERB | PRONOUN))
                }
            };
            if reached {
                out.push((p, issue));
            }
        }
        out
    }

    /// Who holds the stance of a chain.
    fn holders(&self, chain: &Chain, limits: &Range<usize>, sentence: usize) -> Vec<Agent> {
        let words = self.agents.words;
        let quotation = self.speech[chain.at];
        // Inside somebody's words the clause begins with them.
        let from =
            (limits.start..chain.at).rev().find(|&i| self.speech[i] != quotation).map_or(limits.start, |i| i + 1);
        if chain.passive {
            let by = (chain.at + 1..limits.end.min(chain.at + 3)).find(|&i| self.text(i) == "by");
            return by.and_then(|i| self.agents.at(i + 1, limits.end, sentence)).into_iter().collect();
        }
        let behind = (chain.at + 1..limits.end.min(chain.at + 2)).find(|&i| matches!(self.text(i), "by" | "from"));
        if let Some(i) = behind.filter(|_| chain.noun) {
            return self.agents.at(i + 1, limits.end, sentence).into_iter().collect();
        }
        let mut verb = chain.at;
        if chain.noun {
            // "China's opposition": the possessor; "voiced opposition": the subject of the verb.
            while verb > from && !words[verb - 1].is(VERB) {
                verb -= 1;
            }
            if verb == from {
                verb = chain.at;
            } else {
                verb -= 1;
            }
        }
        let subjects = self.agents.subjects(verb, from, sentence);
        match quotation {
            Some(q) if subjects.is_empty() => {
                let mine = (from..chain.at).any(|i| {
                    words[i].is(PRONOUN) && !matches!(self.text(i), "he" | "He" | "she" | "She" | "they" | "They")
                }) || chain.noun
                    || !words[from..chain.at].iter().any(|w| w.is(PRONOUN));
                if mine { self.speakers[q].iter().cloned().collect() } else { Vec::new() }
            }
            _ => subjects,
        }
    }

    /// What somebody says about an issue without a verb of stance that has it as its object.
    fn spoken(&mut self, sentence: usize, limits: &Range<usize>, phrases: &[(usize, usize)]) {
        for &(p, issue) in phrases {
            let tokens = self.phrases[p].tokens.clone();
            let Some(q) = self.speech[tokens.start] else { continue };
            let Some(speaker) = self.speakers[q].clone() else { continue };
            let open =
                (limits.start..tokens.start).any(|i| matches!(self.text(i), "whether" | "Whether" | "if" | "If"));
            if open {
                continue;
            }
            let words = self.agents.words;
            let said = |i: &usize| self.speech[*i] == Some(q);
            let near = limits
                .clone()
                .filter(said)
                .filter(|&i| words[i].is(GOOD | BAD) && !(self.phrases[p].head..tokens.end).contains(&i))
                .min_by_key(|&i| if i < tokens.start { tokens.start - i } else { i.saturating_sub(tokens.end) });
            let must = limits.clone().filter(said).find(|&i| self.is_ought(i, limits.end));
            let harm = limits.clone().filter(said).find(|&i| {
                words[i].cue.is_some_and(|c| c.kind == CueKind::Harm)
                    && !self.text(i).ends_with("ing")
                    && !(i > limits.start && words[i - 1].is(DETERMINER))
                    && !self.issue_tokens[i]
            });
            if let Some(i) = harm.filter(|&i| i.abs_diff(tokens.start) <= REACH) {
                // Who says that something does harm is against it, and for what it harms.
                let negated = (limits.start..i).rev().take(3).any(|j| words[j].is(NEGATION));
                let sign = if (tokens.start > i) == negated { -1 } else { 1 };
                let modal = (limits.start..i)
                    .rev()
                    .take(3)
                    .any(|j| matches!(self.text(j), "would" | "could" | "may" | "might" | "will" | "can"));
                let stance = match (negated, modal) {
                    (true, _) => Stance::Reports,
                    (_, true) => Stance::Warns,
                    _ => Stance::Accuses,
                };
                self.push(sentence, issue, &speaker, stance, sign, Some(i), "harm, in speech");
                continue;
            }
            if let Some(i) = near.filter(|&i| i.abs_diff(tokens.start) <= REACH) {
                let negated = (limits.start..i).rev().take(3).any(|j| words[j].is(NEGATION));
                let sign = if words[i].is(GOOD) == negated { -1 } else { 1 };
                let stance = if sign < 0 { Stance::Opposes } else { Stance::Supports };
                self.push(sentence, issue, &speaker, stance, sign, Some(i), "word of praise or blame in speech");
            } else if let Some(i) = must.filter(|&i| i < tokens.start && tokens.start - i <= REACH) {
                let negated = self.text(i).ends_with("n't") || words.get(i + 1).is_some_and(|w| w.is(NEGATION));
                let acts: i8 = (i..tokens.start).filter_map(|j| words[j].cue).map(|c| c.sign).product();
                let sign = acts * if negated { -1 } else { 1 };
                self.push(sentence, issue, &speaker, Stance::Demands, sign, Some(i), "what ought to be, in speech");
            } else {
                self.push(sentence, issue, &speaker, Stance::Reports, 0, None, "speech about the issue");
            }
        }
    }

    /// Whether the word at `i` says what ought to be: must, should, need to, have to.
    fn is_ought(&self, i: usize, end: usize) -> bool {
        match self.text(i) {
            "must" | "should" | "shouldn't" | "mustn't" => true,
            "need" | "needs" | "have" | "has" => i + 1 < end && self.text(i + 1) == "to",
            _ => false,
        }
    }

    /// Speech that names no issue but judges "it" goes on about the one that was named just before.
    fn continued(&mut self, sentence: usize, limits: &Range<usize>) {
        let Some((issue, named)) = self.topic.filter(|(_, s)| sentence - s <= 2) else { return };
        let words = self.agents.words;
        let spoken = |i: &usize| self.speech[*i].is_some();
        let Some(i) = limits.clone().filter(spoken).find(|&i| words[i].is(GOOD | BAD) || self.is_ought(i, limits.end))
        else {
            return;
        };
        let block = |s: usize| self.agents.document.sentences.get(s).map(|s| s.block);
        let same_block = block(sentence) == block(named);
        let about_it = limits.clone().filter(spoken).any(|i| {
            matches!(
                self.text(i),
                "it" | "It"
                    | "this"
                    | "This"
                    | "that"
                    | "That"
                    | "it's"
                    | "It's"
                    | "it’s"
                    | "It’s"
                    | "that's"
                    | "That's"
                    | "that’s"
                    | "That’s"
            )
        });
        let Some(speaker) = self.speech[i].and_then(|q| self.speakers[q].clone()).filter(|_| about_it || same_block)
        else {
            return;
        };
        let negated = (limits.start..i).rev().take(3).any(|j| words[j].is(NEGATION));
        let sign = if words[i].is(BAD) == negated { 1 } else { -1 };
        let stance = match words[i] {
            w if !w.is(GOOD | BAD) => Stance::Demands,
            _ if sign < 0 => Stance::Opposes,
            _ => Stance::Supports,
        };
        self.push(sentence, issue, &speaker, stance, sign, Some(i), "judgement of what was named just before");
        self.topic = Some((issue, named + 1));
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        sentence: usize,
        issue: usize,
        holder: &Agent,
        stance: Stance,
        sign: i8,
        cue: Option<usize>,
        rule: &'static str,
    ) {
        if holder.name.is_empty() || !self.seen.insert((issue, holder.name.clone(), sentence)) {
            return;
        }
        let document = self.agents.document;
        let cue = cue.and_then(|i| document.tokens.get(i)).map(|t| t.span);
        let evidence = document.sentences.get(sentence).map_or(Span::default(), |s| s.span);
        let polarity = match sign {
            1.. => Polarity::For,
            0 => Polarity::Neither,
            _ => Polarity::Against,
        };
        let matched = cue.map(|c| c.of(document.text).to_owned()).unwrap_or_default();
        self.out.push((
            issue,
            Position {
                holder: holder.name.clone(),
                entity: holder.entity,
                side: holder.side.map(str::to_owned),
                stance,
                polarity,
                evidence,
                cue,
                inferred: true,
                reason: Reason::matched(rule, matched),
            },
        ));
    }
}
