//! Who takes which stance on an issue.
//!
//! Two ways lead there. A verb or noun of stance has the issue as its object and the holder as its subject
//! ([`chains`](crate::analysis::issues::chains)); or somebody's words judge the issue
//! ([`speech`](crate::analysis::issues::speech)). The evidence is the sentence.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::issues::agents::{Agent, Agents};
use crate::analysis::issues::chains::{Chain, REACH, Reader, Use};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::speech::{Judgement, Speech};
use crate::analysis::issues::words::{CONJUNCTION, PRONOUN, VERB};
use crate::model::issue::{Polarity, Position, Stance};
use crate::model::quotation::Quotation;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// Sentences through which speech goes on about the issue that was named last.
const MEMORY: usize = 2;

/// Tokens from which a "sentence" is no prose (a table, a list without stops).
const LONGEST: usize = 400;

/// A phrase that names an issue: its index, and that of the issue.
type Named = (usize, usize);

/// The positions of a document, each with the index of its issue. `issue_of` tells which issue a phrase names.
pub(super) fn find(
    agents: &Agents<'_, '_>,
    quotations: &[Quotation],
    phrases: &[Phrase],
    issue_of: &[Option<usize>],
) -> Vec<(usize, Position)> {
    let mut in_issue = vec![false; agents.document.tokens.len()];
    for (phrase, _) in phrases.iter().zip(issue_of).filter(|(_, issue)| issue.is_some()) {
        in_issue[phrase.tokens.clone()].fill(true);
    }
    let mut finder = Finder {
        agents,
        phrases,
        reader: Reader { document: agents.document, words: agents.words, in_issue },
        speech: Speech::new(agents, quotations),
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
        let named: Vec<Named> = (from..at).filter_map(|p| Some((p, issue_of.get(p).copied().flatten()?))).collect();
        finder.sentence(sentence, &named);
    }
    finder.out
}

struct Finder<'a, 'b, 'd> {
    agents: &'a Agents<'b, 'd>,
    phrases: &'a [Phrase],
    reader: Reader<'a, 'd>,
    speech: Speech<'a, 'b, 'd>,
    /// The issue that was named last, and the sentence that named it.
    topic: Option<(usize, usize)>,
    /// Issue, holder and sentence of the positions so far: one is enough.
    seen: HashSet<(usize, String, usize)>,
    out: Vec<(usize, Position)>,
}

impl Finder<'_, '_, '_> {
    fn text(&self, i: usize) -> &str {
        self.agents.document.tokens.get(i).map_or("", |t| t.of(self.agents.document.text))
    }

    /// The positions of one sentence, which names the issues `named`.
    fn sentence(&mut self, sentence: usize, named: &[Named]) {
        let Some(limits) = self.agents.document.sentences.get(sentence).map(|s| s.tokens.clone()) else { return };
        if limits.len() > LONGEST || limits.clone().rev().take(2).any(|i| self.text(i) == "?") {
            return;
        }
        let Some(&(_, last)) = named.last() else {
            self.continued(sentence, &limits);
            return;
        };
        self.topic = Some((last, sentence));
        let before = self.out.len();
        let chains = self.reader.chains(&limits);
        for (c, chain) in chains.iter().enumerate().filter(|(_, c)| !c.idle) {
            let stop = chains.get(c + 1).map_or(limits.end, |next| next.at);
            let start = c.checked_sub(1).map_or(limits.start, |previous| chains[previous].at);
            let targets = self.targets(chain, named, start..stop);
            let holders = if targets.is_empty() { Vec::new() } else { self.holders(chain, &limits, sentence) };
            for (phrase, issue) in targets {
                let sign = self.reader.sign(chain, self.phrases[phrase].tokens.start);
                let stance = match chain.cue.stance {
                    Stance::Supports if sign < 0 => Stance::Opposes,
                    Stance::Opposes if sign > 0 => Stance::Supports,
                    stance => stance,
                };
                for holder in &holders {
                    let judgement = Judgement { stance, sign, cue: Some(chain.at), rule: "verb of stance" };
                    self.push(sentence, issue, holder, &judgement);
                }
            }
        }
        // Where somebody's stance on an issue is reported, the one who reports it takes none.
        let taken: Vec<usize> = self.out[before..].iter().map(|(issue, _)| *issue).collect();
        for &(phrase, issue) in named.iter().filter(|(_, issue)| !taken.contains(issue)) {
            self.spoken(sentence, &limits, phrase, issue);
        }
    }

    /// The issues that are the object of a chain; `within` reaches from the chain before it to the one behind it.
    fn targets(&self, chain: &Chain, named: &[Named], within: Range<usize>) -> Vec<Named> {
        let tokens = |p: usize| &self.phrases[p].tokens;
        if chain.usage == Use::Passive {
            let left = named.iter().rev().find(|(p, _)| tokens(*p).end <= chain.at && tokens(*p).start >= within.start);
            if let Some(&found) = left.filter(|(p, _)| chain.at - tokens(*p).end <= REACH) {
                return vec![found];
            }
            if self.text(chain.at + 1) == "by" {
                return Vec::new();
            }
        }
        let words = self.agents.words;
        let mut out: Vec<Named> = Vec::new();
        let right = named.iter().filter(|(p, _)| tokens(*p).end > chain.at + 1 && tokens(*p).start < within.end);
        for &(p, issue) in right {
            let start = tokens(p).start;
            // Each governed verb has its own object; further ones are joined to the one before.
            let verb = chain.verb_before(start);
            let reached = match out.last().map(|(q, _)| tokens(*q).end).filter(|end| *end > verb) {
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
        let behind = |i: usize| self.agents.at(i + 1, limits.end, sentence).into_iter().collect();
        if chain.usage == Use::Passive {
            let by = (chain.at + 1..limits.end.min(chain.at + 3)).find(|&i| self.text(i) == "by");
            return by.map_or_else(Vec::new, behind);
        }
        let noun = chain.usage == Use::Noun;
        if noun && chain.at + 1 < limits.end && matches!(self.text(chain.at + 1), "by" | "from") {
            return behind(chain.at + 1);
        }
        // Inside somebody's words the clause begins with them.
        let quotation = self.speech.at(chain.at);
        let outside = (limits.start..chain.at).rev().find(|&i| self.speech.at(i) != quotation);
        let from = outside.map_or(limits.start, |i| i + 1);
        // "China's opposition": the possessor; "voiced opposition": the subject of the verb.
        let light = (from..chain.at).rev().find(|&i| noun && words[i].is(VERB));
        let subjects = self.agents.subjects(light.unwrap_or(chain.at), from, sentence);
        let Some(q) = quotation.filter(|_| subjects.is_empty()) else { return subjects };
        let third = |i: usize| ["he", "she", "they"].iter().any(|p| self.text(i).eq_ignore_ascii_case(p));
        let mut pronouns = (from..chain.at).filter(|&i| words[i].is(PRONOUN)).peekable();
        let own = noun || pronouns.peek().is_none() || pronouns.any(|i| !third(i));
        if own { self.speech.speaker(q).cloned().into_iter().collect() } else { Vec::new() }
    }

    /// What somebody says about an issue without a verb of stance that has it as its object.
    fn spoken(&mut self, sentence: usize, limits: &Range<usize>, phrase: usize, issue: usize) {
        let Phrase { tokens, head, .. } = &self.phrases[phrase];
        let Some(quotation) = self.speech.at(tokens.start) else { return };
        let Some(speaker) = self.speech.speaker(quotation).cloned() else { return };
        let judgement = self.speech.judgement(quotation, limits, tokens, *head, &self.reader.in_issue);
        if let Some(judgement) = judgement {
            self.push(sentence, issue, &speaker, &judgement);
        }
    }

    /// Speech that names no issue but judges goes on about the one that was named just before: where it speaks of "it",
    /// or in the same paragraph.
    fn continued(&mut self, sentence: usize, limits: &Range<usize>) {
        let Some((issue, named)) = self.topic.filter(|(_, named)| sentence - named <= MEMORY) else { return };
        let block = |s: usize| self.agents.document.sentences.get(s).map(|s| s.block);
        let same_block = block(sentence) == block(named);
        let found = self.speech.unnamed(limits).filter(|(_, _, about_it)| *about_it || same_block);
        let Some((judgement, speaker)) = found.map(|(judgement, speaker, _)| (judgement, speaker.clone())) else {
            return;
        };
        self.push(sentence, issue, &speaker, &judgement);
        self.topic = Some((issue, named + 1));
    }

    fn push(&mut self, sentence: usize, issue: usize, holder: &Agent, judgement: &Judgement) {
        if holder.name.is_empty() || !self.seen.insert((issue, holder.name.clone(), sentence)) {
            return;
        }
        let document = self.agents.document;
        let cue = judgement.cue.and_then(|i| document.tokens.get(i)).map(|t| t.span);
        let position = Position {
            holder: holder.name.clone(),
            entity: holder.entity,
            side: holder.side.map(str::to_owned),
            stance: judgement.stance,
            polarity: match judgement.sign {
                1.. => Polarity::For,
                0 => Polarity::Neither,
                _ => Polarity::Against,
            },
            evidence: document.sentences.get(sentence).map_or(Span::default(), |s| s.span),
            cue,
            inferred: true,
            reason: Reason::matched(judgement.rule, cue.map(|c| c.of(document.text)).unwrap_or_default()),
        };
        self.out.push((issue, position));
    }
}
