//! Who speaks where, and what the words of a speaker judge.

use std::cmp::Reverse;
use std::ops::Range;

use crate::analysis::issues::agents::{Agent, Agents};
use crate::analysis::issues::chains::{REACH, is_condition};
use crate::analysis::issues::words::{BAD, CueKind, DETERMINER, GOOD, NEGATION};
use crate::model::entity::{EntityId, EntityKind};
use crate::model::issue::Stance;
use crate::model::quotation::Quotation;

/// The quotations of an article by token.
pub(super) struct Speech<'a, 'b, 'd> {
    agents: &'a Agents<'b, 'd>,
    /// For each token the quotation whose content it belongs to.
    of_token: Vec<Option<usize>>,
    /// Who speaks in each quotation.
    speakers: Vec<Option<Agent>>,
}

/// What somebody's words say about an issue.
pub(super) struct Judgement {
    /// What the speaker does.
    pub(super) stance: Stance,
    /// 1 for the issue, -1 against it, 0 neither.
    pub(super) sign: i8,
    /// The word that shows it.
    pub(super) cue: Option<usize>,
    /// Name of the rule.
    pub(super) rule: &'static str,
}

impl<'a, 'b, 'd> Speech<'a, 'b, 'd> {
    pub(super) fn new(agents: &'a Agents<'b, 'd>, quotations: &[Quotation]) -> Self {
        Self { agents, of_token: of_token(agents, quotations), speakers: speakers(agents, quotations) }
    }

    fn text(&self, i: usize) -> &str {
        self.agents.document.tokens.get(i).map_or("", |t| t.of(self.agents.document.text))
    }

    /// The quotation that the token belongs to.
    pub(super) fn at(&self, token: usize) -> Option<usize> {
        self.of_token.get(token).copied().flatten()
    }

    /// Who speaks in a quotation.
    pub(super) fn speaker(&self, quotation: usize) -> Option<&Agent> {
        self.speakers.get(quotation)?.as_ref()
    }

    /// What the speaker of `quotation` says in the sentence `limits` about the issue that is named at `tokens`, with
    /// its noun at `head`; `None` where it is left open. `skipped` tells tokens that name issues.
    pub(super) fn judgement(
        &self,
        quotation: usize,
        limits: &Range<usize>,
        tokens: &Range<usize>,
        head: usize,
        skipped: &[bool],
    ) -> Option<Judgement> {
        let words = self.agents.words;
        if (limits.start..tokens.start).any(|i| is_condition(self.text(i))) {
            return None;
        }
        let said = || limits.clone().filter(|&i| self.at(i) == Some(quotation));
        let is_near = |i: &usize| i.abs_diff(tokens.start) <= REACH;
        let harm = said().find(|&i| {
            let verb = words[i].cue.is_some_and(|c| c.kind == CueKind::Harm) && !self.text(i).ends_with("ing");
            verb && !skipped[i] && !(i > limits.start && words[i - 1].is(DETERMINER))
        });
        // "should not ignore the treaty" is about what ought to be.
        let obliged = |i: &usize| (limits.start..*i).rev().take(4).any(|j| self.is_ought(j));
        if let Some(i) = harm.filter(is_near).filter(|i| !obliged(i)) {
            return Some(self.harm(i, limits, tokens));
        }
        let distance = |i: &usize| if *i < tokens.start { tokens.start - i } else { i.saturating_sub(tokens.end) };
        let judges = |i: &usize| self.judges(*i) && !self.is_ought(*i) && !(head..tokens.end).contains(i);
        let near = said().filter(judges).min_by_key(distance);
        if let Some(i) = near.filter(is_near) {
            return Some(self.verdict(i, limits, "word of praise or blame in speech"));
        }
        let ought = said().find(|&i| self.is_ought(i)).filter(|&i| i < tokens.start && tokens.start - i <= REACH);
        if let Some(i) = ought {
            let negated = self.text(i).ends_with("n't") || words.get(i + 1).is_some_and(|w| w.is(NEGATION));
            let acts: i8 = (i..tokens.start).filter_map(|j| words[j].cue).map(|c| c.sign).product();
            let sign = if negated { -acts } else { acts };
            return Some(Judgement {
                stance: Stance::Demands,
                sign,
                cue: Some(i),
                rule: "what ought to be, in speech",
            });
        }
        Some(Judgement { stance: Stance::Reports, sign: 0, cue: None, rule: "speech about the issue" })
    }

    /// Who says that something does harm is against it, and for what it harms.
    fn harm(&self, i: usize, limits: &Range<usize>, tokens: &Range<usize>) -> Judgement {
        let is_modal = |j: usize| matches!(self.text(j), "would" | "could" | "may" | "might" | "will" | "can");
        let harmed = tokens.start > i;
        let modal = (limits.start..i).rev().take(3).any(is_modal);
        let (stance, sign) = match (self.is_negated(i, limits), modal) {
            // "The law does not harm anybody" defends the law, and says nothing about who is not harmed.
            (true, _) if harmed => (Stance::Reports, 0),
            (true, _) => (Stance::Supports, 1),
            (_, true) => (Stance::Warns, if harmed { 1 } else { -1 }),
            _ => (Stance::Accuses, if harmed { 1 } else { -1 }),
        };
        Judgement { stance, sign, cue: Some(i), rule: "harm, in speech" }
    }

    /// What the word of praise or blame, or of obligation, at `i` says.
    fn verdict(&self, i: usize, limits: &Range<usize>, rule: &'static str) -> Judgement {
        let word = self.agents.words[i];
        let sign = if word.is(BAD) == self.is_negated(i, limits) { 1 } else { -1 };
        let stance = match word {
            w if !w.is(GOOD | BAD) => Stance::Demands,
            _ if sign < 0 => Stance::Opposes,
            _ => Stance::Supports,
        };
        Judgement { stance, sign, cue: Some(i), rule }
    }

    /// Whether the word at `i` praises or blames; "right now" and "the right to vote" do not.
    fn judges(&self, i: usize) -> bool {
        let next = || self.text(i + 1);
        self.agents.words[i].is(GOOD | BAD)
            && !(self.text(i) == "right" && matches!(next(), "now" | "away" | "after" | "before" | "to" | "of"))
    }

    fn is_negated(&self, i: usize, limits: &Range<usize>) -> bool {
        (limits.start..i).rev().take(3).any(|j| self.agents.words[j].is(NEGATION))
    }

    /// Whether the word at `i` says what ought to be: must, should, need to, imperative to.
    fn is_ought(&self, i: usize) -> bool {
        match self.text(i) {
            "must" | "should" | "shouldn't" | "mustn't" => true,
            "imperative" | "necessary" | "essential" | "vital" | "crucial" => {
                matches!(self.text(i + 1), "for" | "to" | "that")
            }
            "need" | "needs" | "have" | "has" => self.text(i + 1) == "to",
            _ => false,
        }
    }

    /// The judgement of a sentence of speech that names no issue; with its speaker, and whether it speaks of "it".
    pub(super) fn unnamed(&self, limits: &Range<usize>) -> Option<(Judgement, &Agent, bool)> {
        let mut said = limits.clone().filter(|&i| self.at(i).is_some());
        let i = said.find(|&i| self.judges(i) || self.is_ought(i))?;
        let speaker = self.speaker(self.at(i)?)?;
        let is_it = |i: usize| {
            let word = self.text(i);
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            ["it", "this", "that"].iter().any(|it| word.eq_ignore_ascii_case(it))
        };
        let about_it = limits.clone().filter(|&i| self.at(i).is_some()).any(is_it);
        Some((self.verdict(i, limits, "judgement of what was named just before"), speaker, about_it))
    }
}

/// Which quotation each token is content of; the inner one where they are nested.
fn of_token(agents: &Agents<'_, '_>, quotations: &[Quotation]) -> Vec<Option<usize>> {
    let tokens = &agents.document.tokens;
    let mut out = vec![None; tokens.len()];
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    order.sort_by_key(|&q| Reverse(quotations[q].content.iter().map(|c| c.len()).sum::<usize>()));
    for q in order {
        for content in &quotations[q].content {
            let from = tokens.partition_point(|t| t.span.start < content.start);
            let to = tokens.partition_point(|t| t.span.end <= content.end);
            if from < to {
                out[from..to].fill(Some(q));
            }
        }
    }
    out
}

/// The speaker of each quotation: the person that it was linked to, else whoever its source names.
fn speakers(agents: &Agents<'_, '_>, quotations: &[Quotation]) -> Vec<Option<Agent>> {
    let document = agents.document;
    let speaker = |quotation: &Quotation| {
        let is_person =
            |id: &EntityId| agents.entities.get(id.0 as usize).is_some_and(|e| e.kind == EntityKind::Person);
        if let Some(id) = quotation.speaker.filter(is_person) {
            return agents.entity(id);
        }
        let source = quotation.source?;
        let from = document.tokens.partition_point(|t| t.span.start < source.start);
        let to = document.tokens.partition_point(|t| t.span.start < source.end);
        let sentence = document.sentences.partition_point(|s| s.span.end <= source.start);
        agents.at(from, to, sentence).or_else(|| agents.surname(from, to))
    };
    quotations.iter().map(speaker).collect()
}
