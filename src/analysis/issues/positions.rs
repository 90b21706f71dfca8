//! Who takes which stance on an issue.
//!
//! Three ways lead there. A verb or noun of stance has the issue as its object and the holder as its subject
//! ([`chains`](crate::analysis::issues::chains)); somebody's words judge the issue
//! ([`speech`](crate::analysis::issues::speech)); or it is meant and not named, or somebody's by its name
//! ([`indirect`](crate::analysis::issues::indirect)). The evidence is the sentence.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::issues::agents::{Agent, Agents};
use crate::analysis::issues::chains::{Chain, REACH, Reader, Use};
use crate::analysis::issues::elsewhere;
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::speech::{Judgement, Speech};
use crate::analysis::issues::words::{
    self, AUXILIARY, CALAMITY, CALENDAR, CHANGING, CHARGE, CONJUNCTION, CueKind, DETERMINER, PHRASAL, PRONOUN,
    RELATIVE, VERB, WEAK,
};
use crate::language::lemma;
use crate::language::tag::Tag;
use crate::model::entity::EntityKind;
use crate::model::issue::{Polarity, Position, Stance};
use crate::model::reason::Reason;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// Tokens from which a "sentence" is no prose (a table, a list without stops).
const LONGEST: usize = 400;

/// A phrase that names an issue: its index, and that of the issue.
pub(super) type Named = (usize, usize);

/// The positions of a document, each with the index of its issue. `issue_of` tells which issue a phrase names.
pub(super) fn find<'a, 'b, 'd>(
    agents: &'a Agents<'b, 'd>,
    speech: &'a Speech<'a, 'b, 'd>,
    phrases: &'a [Phrase],
    issue_of: &[Option<usize>],
    in_issue: &[bool],
) -> Vec<(usize, Position)> {
    let mut finder = PositionFinder {
        agents,
        phrases,
        reader: Reader { document: agents.document, words: agents.words, in_issue: in_issue.to_vec() },
        speech,
        topic: None,
        seen: HashSet::new(),
        holders: HashSet::new(),
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
    elsewhere::settle(&mut finder.out);
    finder.out
}

/// What is known while the sentences of a document are read.
pub(super) struct PositionFinder<'a, 'b, 'd> {
    /// Who there is.
    pub(super) agents: &'a Agents<'b, 'd>,
    /// The phrases that could name an issue.
    pub(super) phrases: &'a [Phrase],
    /// Reads verbs of stance.
    pub(super) reader: Reader<'a, 'd>,
    /// Who speaks where.
    pub(super) speech: &'a Speech<'a, 'b, 'd>,
    /// The issue that was named last, and the sentence that named it.
    pub(super) topic: Option<(usize, usize)>,
    /// Issue, holder and sentence of the positions so far: one is enough.
    seen: HashSet<(usize, String, usize)>,
    /// Who takes a position on which issue.
    pub(super) holders: HashSet<(usize, String)>,
    /// The positions so far, with the index of their issue.
    pub(super) out: Vec<(usize, Position)>,
}

impl PositionFinder<'_, '_, '_> {
    pub(super) fn text(&self, i: usize) -> &str {
        self.agents.document.tokens.get(i).map_or("", |t| t.of(self.agents.document.text))
    }

    /// The positions of one sentence, which names the issues `named`.
    fn sentence(&mut self, sentence: usize, named: &[Named]) {
        let Some(limits) = self.agents.document.sentences.get(sentence).map(|s| s.tokens.clone()) else { return };
        if limits.len() > LONGEST || limits.clone().rev().take(2).any(|i| self.text(i) == "?") {
            return;
        }
        let chains = self.reader.chains(&limits);
        let before = self.out.len();
        self.do_it(sentence, &limits, &chains);
        self.about_it(sentence, &limits);
        let Some(&(_, last)) = named.last() else {
            return;
        };
        self.topic = Some((last, sentence));
        for (c, chain) in chains.iter().enumerate().filter(|(_, c)| !c.idle) {
            let stop = chains.get(c + 1).map_or(limits.end, |next| next.at);
            let start = c.checked_sub(1).map_or(limits.start, |previous| chains[previous].at);
            let targets = self.targets(chain, named, start..stop);
            let holders = if targets.is_empty() { Vec::new() } else { self.holders(chain, &limits, sentence) };
            for (phrase, issue) in targets {
                let sign = self.sign(chain, phrase);
                let stance = chain.stance(sign);
                for holder in &holders {
                    let judgement = Judgement { stance, sign, cue: Some(chain.at), rule: "verb of stance" };
                    self.push(sentence, issue, holder, &judgement);
                }
            }
        }
        self.calling(sentence, &limits, named);
        self.makers(sentence, named);
        // Where somebody's stance on an issue is reported, the one who reports it takes none.
        let taken: Vec<usize> = self.out[before..].iter().map(|(issue, _)| *issue).collect();
        let mut open: Vec<usize> = named.iter().map(|(_, issue)| *issue).filter(|i| !taken.contains(i)).collect();
        open.sort_unstable();
        open.dedup();
        for issue in open {
            self.spoken(sentence, &limits, issue, named);
        }
    }

    /// What a chain is towards the issue that `phrase` names: 1 for it, -1 against it.
    fn sign(&self, chain: &Chain, phrase: usize) -> i8 {
        let Phrase { tokens, head, .. } = &self.phrases[phrase];
        let sign = self.reader.sign(chain, tokens.start);
        // "Warned of a storm, referring to Norland": a place by itself is what somebody speaks about.
        if self.agents.words[*head].kind == Some(EntityKind::Place) {
            return 0;
        }
        // Who concedes that something is so need not be for what it is about.
        let need = |i: usize| matches!(self.text(i), "need" | "merits" | "benefits" | "value" | "right");
        if chain.cue.stance == Stance::Concedes && !(chain.at + 1..tokens.start).any(need) {
            return 0;
        }
        let sign = if self.is_absent(phrase) { -sign } else { sign };
        // Who accuses somebody of a thing, or warns of it, says that it is so.
        let brings = chain.cue.kind == CueKind::Charge || chain.cue.stance == Stance::Warns;
        if brings && chain.verb_before(tokens.start) == chain.at && self.agents.words[*head].is(CHARGE) {
            1
        } else {
            sign
        }
    }

    /// Whether it is the absence of something that is spoken of: "no meddling", "without a veto".
    fn is_absent(&self, phrase: usize) -> bool {
        let start = self.phrases[phrase].tokens.start;
        let before = |back: usize| start.checked_sub(back).map_or("", |i| self.text(i));
        matches!(before(1), "no" | "without") || before(2) == "without" && self.agents.words[start - 1].is(DETERMINER)
    }

    /// Where the clause of the words of one speaker, or of none, that holds token `i` begins.
    pub(super) fn clause(&self, i: usize, limits: &Range<usize>) -> usize {
        let quotation = self.speech.at(i);
        (limits.start..i).rev().find(|&j| self.speech.at(j) != quotation).map_or(limits.start, |j| j + 1)
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
            // "disputed the claim, saying the treaty is fair": the second verb has its own object.
            let says = |i: usize| self.text(i).ends_with("ing") && words[i].is(VERB);
            let breaks = |i: usize| says(i) && self.agents.is_mark(i - 1);
            let head = words[self.phrases[p].head];
            // "promised that the law would", "backs those who", "gave in to see the ban": another verb's object.
            let takes = matches!(chain.cue.stance, Stance::Supports | Stance::Opposes) && !head.is(CHARGE);
            let other = |i: usize| {
                let clause = if self.text(i) == "that" { i + 1 < start } else { !words[i].is(DETERMINER) };
                // "Calls for Dahl to step down over the levy" is no call for the levy; nor is who favors changing it for it.
                let tagged = |i: usize| self.agents.document.tag(self.phrases[p].sentence, i).is_some_and(Tag::is_verb);
                let verb = |i: usize| words[i + 1].is(VERB) || i > chain.at + 1 && tagged(i + 1);
                takes && words[i].is(AUXILIARY | RELATIVE | PRONOUN) && clause
                    || self.text(i) == "to" && i + 1 < start && words[i + 1].cue.is_none() && verb(i)
                    || i == chain.at + 1 && words::of(&lemma::verb(self.text(i))).is(CHANGING)
            };
            if chain.usage == Use::Active && chain.at + 1 < start && (verb + 1..start).any(other) {
                continue;
            }
            if chain.usage != Use::Passive && ((verb + 1..start).any(breaks) || self.is_setting(verb, p)) {
                continue;
            }
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

    /// Whether a phrase only says where or when something is done: "hope to gain time in the talks".
    fn is_setting(&self, verb: usize, phrase: usize) -> bool {
        let words = self.agents.words;
        let Phrase { tokens, head, .. } = &self.phrases[phrase];
        if words[*head].is(CHARGE) {
            return false;
        }
        let start = tokens.start;
        let before = (verb + 1..start).rev().find(|&i| {
            let clitic = self.agents.document.tokens[i].kind == TokenKind::Clitic;
            !clitic && !words[i].is(DETERMINER | WEAK | CALENDAR) || words[i].entity.is_some()
        });
        let settings = ["in", "at", "during", "before", "after", "amid", "since", "until", "despite", "following"];
        // The preposition of the verb itself: "hit out at".
        let own = verb + if words[verb].is(PHRASAL) { 3 } else { 1 };
        before.is_some_and(|i| i > own && settings.contains(&self.text(i)))
    }

    /// Who holds the stance of a chain.
    pub(super) fn holders(&self, chain: &Chain, limits: &Range<usize>, sentence: usize) -> Vec<Agent> {
        let words = self.agents.words;
        let behind = |i: usize| self.agents.at(i + 1, limits.end, sentence).into_iter().collect();
        if chain.usage == Use::Passive {
            // "approved by", "approved twice by", "approved in March by"
            let reach = chain.at + 1..limits.end.min(chain.at + 5);
            let by = reach.take_while(|&i| !words[i].is(VERB | CONJUNCTION)).find(|&i| self.text(i) == "by");
            return by.map_or_else(Vec::new, behind);
        }
        let noun = chain.usage == Use::Noun;
        if noun && chain.at + 1 < limits.end && matches!(self.text(chain.at + 1), "by" | "from") {
            return behind(chain.at + 1);
        }
        if let Some(possessor) = self.agents.possessor(chain.at, limits.start, sentence).filter(|_| noun) {
            return vec![possessor];
        }
        // Inside somebody's words the clause begins with them.
        let quotation = self.speech.at(chain.at);
        let from = self.clause(chain.at, limits);
        // "China's opposition": the possessor; "voiced opposition": the subject of the verb.
        let light = (from..chain.at).rev().find(|&i| noun && words[i].is(VERB));
        let subjects = self.agents.subjects(light.unwrap_or(chain.at), from, sentence);
        let Some(q) = quotation.filter(|_| subjects.is_empty()) else { return subjects };
        let third = |i: usize| ["he", "she", "they"].iter().any(|p| self.text(i).eq_ignore_ascii_case(p));
        let mut pronouns = (from..chain.at).filter(|&i| words[i].is(PRONOUN)).peekable();
        let own = noun || pronouns.peek().is_none() || pronouns.any(|i| !third(i));
        if own { self.speech.speakers(q).to_vec() } else { Vec::new() }
    }

    /// What somebody says about an issue without a verb of stance that has it as its object. Where it is named more
    /// than once, the mention next to a judgement counts.
    fn spoken(&mut self, sentence: usize, limits: &Range<usize>, issue: usize, named: &[Named]) {
        let judged = |&(phrase, _): &Named| {
            let Phrase { tokens, head, .. } = &self.phrases[phrase];
            let quotation = self.speech.at(tokens.start)?;
            let judgement = self.speech.judgement(quotation, limits, tokens, *head, &self.reader.in_issue)?;
            // Nobody is for a massacre, whatever is said about what ought to be done; nor for what is not to be.
            if judgement.sign > 0 && (self.agents.words[*head].is(CALAMITY) || self.is_absent(phrase)) {
                return None;
            }
            let distance = judgement.cue.map_or(usize::MAX, |cue| cue.abs_diff(tokens.start));
            Some((distance, quotation, judgement))
        };
        let all = named.iter().filter(|(_, i)| *i == issue).filter_map(judged);
        let Some((_, quotation, judgement)) = all.min_by_key(|(distance, ..)| *distance) else { return };
        for speaker in self.speech.speakers(quotation).to_vec() {
            self.push(sentence, issue, &speaker, &judgement);
        }
    }

    pub(super) fn push(&mut self, sentence: usize, issue: usize, holder: &Agent, judgement: &Judgement) {
        if holder.name.is_empty() || !self.seen.insert((issue, holder.name.clone(), sentence)) {
            return;
        }
        self.holders.insert((issue, holder.name.clone()));
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
            score: 0.0,
            shown: false,
            reason: Reason::matched(judgement.rule, cue.map(|c| c.of(document.text)).unwrap_or_default()),
        };
        self.out.push((issue, position));
    }
}
