//! Positions that no verb of stance shows with the issue as its object: what somebody calls it, whose proposal it is,
//! and what is said of "it".

use std::ops::Range;

use crate::analysis::issues::chains::{Chain, REACH, Use};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::positions::{Named, PositionFinder};
use crate::analysis::issues::speech::Judgement;
use crate::analysis::issues::words::{BAD, GOOD, NEGATION, PREPOSITION, VERB};
use crate::model::block::BlockKind;
use crate::model::issue::Stance;
use crate::text::segment::TokenKind;

/// Sentences through which speech goes on about the issue that was named last.
const MEMORY: usize = 2;

impl PositionFinder<'_, '_, '_> {
    /// "Called the treaty a disaster": the one who calls it so judges it.
    pub(super) fn calling(&mut self, sentence: usize, limits: &Range<usize>, named: &[Named]) {
        let words = self.agents.words;
        let verbs = limits.clone().filter(|&i| is_calling(self.text(i)) && words[i].entity.is_none());
        for verb in verbs.collect::<Vec<_>>() {
            let near = |&&(p, _): &&Named| {
                let tokens = &self.phrases[p].tokens;
                tokens.start > verb
                    && tokens.start - verb <= 4
                    && !(verb + 1..tokens.start).any(|i| words[i].is(PREPOSITION | VERB))
            };
            let Some(&(phrase, issue)) = named.iter().find(near) else { continue };
            let end = self.phrases[phrase].tokens.end;
            let judges = |i: &usize| words[*i].is(GOOD | BAD);
            let Some(word) = (end..limits.end.min(end + REACH)).find(judges) else { continue };
            let negated = words[verb.saturating_sub(2)..verb].iter().any(|w| w.is(NEGATION))
                || words[end..word].iter().any(|w| w.is(NEGATION));
            let sign = if words[word].is(BAD) == negated { 1 } else { -1 };
            let stance = if sign < 0 { Stance::Opposes } else { Stance::Supports };
            for holder in self.agents.subjects(verb, self.clause(verb, limits), sentence) {
                let judgement = Judgement { stance, sign, cue: Some(word), rule: "what somebody calls it" };
                self.push(sentence, issue, &holder, &judgement);
            }
        }
    }

    /// "Keller's plan", "France's demand": whose it is is for it. Once an article is enough.
    pub(super) fn makers(&mut self, sentence: usize, named: &[Named]) {
        for &(p, issue) in named {
            let Phrase { tokens, head, .. } = &self.phrases[p];
            let clitic = (tokens.start..*head).find(|&i| self.agents.document.tokens[i].kind == TokenKind::Clitic);
            let Some(owner) = clitic.filter(|&i| i > tokens.start && is_made(self.text(*head))).map(|i| i - 1) else {
                continue;
            };
            let Some(holder) = self.agents.words[owner].entity.and_then(|e| self.agents.entity(e)) else { continue };
            let known = self.holders.contains(&(issue, holder.name.clone()));
            if !known && self.agents.document.sentences[sentence].kind == BlockKind::Body {
                let judgement =
                    Judgement { stance: Stance::Supports, sign: 1, cue: Some(*head), rule: "whose proposal it is" };
                self.push(sentence, issue, &holder, &judgement);
            }
        }
    }

    /// "Vowed to fight it": the issue that was named just before is the object.
    pub(super) fn do_it(&mut self, sentence: usize, limits: &Range<usize>, chains: &[Chain]) {
        let Some((issue, _)) = self.topic.filter(|(_, named)| sentence - named <= MEMORY) else { return };
        for chain in chains.iter().filter(|c| !c.idle && c.usage == Use::Active) {
            let verb = chain.verb_before(limits.end);
            if self.text(verb + 1) != "it" || verb + 1 >= limits.end {
                continue;
            }
            let sign = self.reader.sign(chain, verb + 1);
            for holder in self.holders(chain, limits, sentence) {
                let judgement =
                    Judgement { stance: chain.stance(sign), sign, cue: Some(chain.at), rule: "verb of stance" };
                self.push(sentence, issue, &holder, &judgement);
            }
        }
    }

    /// Speech that begins with "it" judges what was named just before, whatever else it names.
    pub(super) fn about_it(&mut self, sentence: usize, limits: &Range<usize>) {
        let Some((issue, _)) = self.topic.filter(|(_, named)| sentence - named <= MEMORY) else { return };
        let Some(it) = self.speech.pronoun(limits) else { return };
        let Some(quotation) = self.speech.at(it) else { return };
        let judgement = self.speech.judgement(quotation, limits, &(it..it + 1), it, &self.reader.in_issue);
        let Some(judgement) = judgement.filter(|j| j.sign != 0) else { return };
        for speaker in self.speech.speakers(quotation).to_vec() {
            self.push(sentence, issue, &speaker, &judgement);
        }
    }
}

/// Whether a verb says what somebody calls a thing.
fn is_calling(word: &str) -> bool {
    let stems = [
        "call",
        "describ",
        "label",
        "brand",
        "dub",
        "deem",
        "consider",
        "portray",
        "character",
        "declar",
        "find",
        "found",
    ];
    stems.iter().any(|stem| word.starts_with(stem)) && !word.ends_with("ation") && !word.ends_with("tion")
}

/// Whether a thing of that name is there because its possessor wants it.
fn is_made(noun: &str) -> bool {
    let nouns = [
        "plan",
        "plans",
        "proposal",
        "proposals",
        "blueprint",
        "initiative",
        "budget",
        "agenda",
        "bill",
        "veto",
        "call",
        "calls",
        "demand",
        "demands",
        "ban",
        "refusal",
        "decision",
        "order",
        "boycott",
        "policy",
        "policies",
    ];
    nouns.contains(&noun)
}
