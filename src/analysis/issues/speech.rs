//! Who speaks where, and what the words of a speaker judge.

use std::cmp::Reverse;
use std::ops::Range;

use crate::analysis::issues::agents::{Agent, Agents};
use crate::analysis::issues::chains::{REACH, is_condition};
use crate::analysis::issues::words::{
    ADVERB, AGENT, AUXILIARY, BAD, CALENDAR, CAUSE, CHARGE, CONJUNCTION, CueKind, DETERMINER, GOOD, HELP, NEGATION,
    PRONOUN, RELATIVE, VERB, WEAK,
};
use crate::model::entity::{EntityId, EntityKind};
use crate::model::issue::Stance;
use crate::model::quotation::Quotation;
use crate::text::segment::TokenKind;

/// The rule for speech that leaves open what the speaker thinks.
pub(super) const ABOUT: &str = "speech about the issue";
/// The rule for words that judge.
const JUDGED: &str = "word of praise or blame in speech";

/// How far from an issue a verb may stand of which it is the subject or the object, in tokens.
const NEAR: usize = 6;

/// The quotations of an article by token.
pub(super) struct Speech<'a, 'b, 'd> {
    agents: &'a Agents<'b, 'd>,
    /// For each token the quotation whose content it belongs to.
    of_token: Vec<Option<usize>>,
    /// Who speaks in each quotation.
    speakers: Vec<Vec<Agent>>,
    /// The quotations.
    pub(super) quotations: &'a [Quotation],
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
    pub(super) fn new(agents: &'a Agents<'b, 'd>, quotations: &'a [Quotation]) -> Self {
        let (of_token, speakers) = (of_token(agents, quotations), speakers(agents, quotations));
        Self { agents, of_token, speakers, quotations }
    }

    fn text(&self, i: usize) -> &str {
        self.agents.document.tokens.get(i).map_or("", |t| t.of(self.agents.document.text))
    }

    /// The quotation that the token belongs to.
    pub(super) fn at(&self, token: usize) -> Option<usize> {
        self.of_token.get(token).copied().flatten()
    }

    /// The quotations that have words, a source or a cue in a sentence, in the order of the text.
    pub(super) fn within(&self, limits: &Range<usize>) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for i in limits.clone() {
            if let Some(q) = self.at(i)
                && out.last() != Some(&q)
                && !out.contains(&q)
            {
                out.push(q);
            }
        }
        out
    }

    /// Who speaks in a quotation: nobody that is known, somebody, or two together.
    pub(super) fn speakers(&self, quotation: usize) -> &[Agent] {
        self.speakers.get(quotation).map_or(&[], Vec::as_slice)
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
        if words.get(head).is_some_and(|w| w.is(CHARGE)) {
            return Some(self.charge(quotation, limits, tokens));
        }
        if self.is_circumstance(tokens.start, limits) {
            return None;
        }
        let said = || limits.clone().filter(|&i| self.at(i) == Some(quotation));
        // A question leaves it open.
        if said()
            .next_back()
            .is_some_and(|last| (last.saturating_sub(1)..limits.end.min(last + 2)).any(|i| self.text(i) == "?"))
        {
            return None;
        }
        let distance = |i: &usize| if *i < tokens.start { tokens.start - i } else { i.saturating_sub(tokens.end) };
        let is_near = |i: &usize| distance(i) <= REACH;
        let acts = |i: usize| !skipped[i] && self.is_deed(i, limits);
        let harm = said().find(|&i| {
            words[i].cue.is_some_and(|c| c.kind == CueKind::Harm) && !self.text(i).ends_with("ing") && acts(i)
        });
        // "should not ignore the treaty" is about what ought to be.
        let obliged = |i: &usize| (limits.start..*i).rev().take(4).any(|j| self.is_ought(j));
        if let Some(i) = harm.filter(is_near).filter(|i| !obliged(i)) {
            return Some(self.harm(i, limits, tokens));
        }
        let judges = |i: &usize| {
            self.judges(*i)
                && !self.is_ought(*i)
                && !(head..tokens.end).contains(i)
                && (!skipped[*i] || tokens.contains(i))
        };
        let near = said().filter(judges).min_by_key(distance).filter(is_near);
        if let Some(i) = near {
            // "destructive to the alliance": what suffers is what the speaker cares for.
            let suffers = words[i].is(BAD) && self.governs(i, tokens.start);
            return Some(if suffers { self.harm(i, limits, tokens) } else { self.verdict(i, limits, JUDGED) });
        }
        let joined = |i: usize| (i.min(tokens.end)..i.max(tokens.start)).any(|j| words[j].is(CONJUNCTION));
        let helps = |&i: &usize| words[i].is(HELP) && acts(i) && !joined(i);
        let help = said().filter(helps).min_by_key(distance).filter(|i| distance(i) <= NEAR);
        if let Some(i) = help.filter(|i| !obliged(i)) {
            let sign = if self.is_negated(i, limits) && i >= tokens.end { -1 } else { 1 };
            let stance = if sign < 0 { Stance::Opposes } else { Stance::Supports };
            return Some(Judgement { stance, sign, cue: Some(i), rule: "good that is done, in speech" });
        }
        let ought = said().find(|&i| self.is_ought(i)).filter(|&i| i < tokens.start && tokens.start - i <= REACH);
        if let Some(i) = ought {
            let negated = self.text(i).ends_with("n't") || words.get(i + 1).is_some_and(|w| w.is(NEGATION));
            // "must end the failed policy": what stands behind a determiner only describes.
            let does = |&j: &usize| !words[j - 1].is(DETERMINER);
            let acts: i8 = (i + 1..tokens.start).filter(does).filter_map(|j| words[j].cue).map(|c| c.sign).product();
            let sign = if negated { -acts } else { acts };
            return Some(Judgement {
                stance: Stance::Demands,
                sign,
                cue: Some(i),
                rule: "what ought to be, in speech",
            });
        }
        Some(Judgement { stance: Stance::Reports, sign: 0, cue: None, rule: ABOUT })
    }

    /// What the speaker says about something that is charged or feared: that it is so, or that it is not.
    fn charge(&self, quotation: usize, limits: &Range<usize>, tokens: &Range<usize>) -> Judgement {
        let words = self.agents.words;
        let before = |i: &usize| *i < tokens.start && self.at(*i) == Some(quotation) && tokens.start - i <= REACH;
        let denies = |i: usize| words[i].is(NEGATION) || is_untrue(self.text(i));
        let denied = limits.clone().filter(before).rev().take(5).find(|&i| denies(i));
        if let Some(i) = denied {
            return Judgement {
                stance: Stance::Opposes,
                sign: -1,
                cue: Some(i),
                rule: "charge that is denied, in speech",
            };
        }
        let brings = |i: &usize| words[*i].is(CAUSE) || words[*i].cue.is_some_and(|c| c.kind == CueKind::Harm);
        match limits.clone().filter(before).rev().find(brings) {
            Some(i) => {
                let stance = if self.is_possible(i, limits) { Stance::Warns } else { Stance::Accuses };
                Judgement { stance, sign: 1, cue: Some(i), rule: "charge, in speech" }
            }
            None => Judgement { stance: Stance::Reports, sign: 0, cue: None, rule: ABOUT },
        }
    }

    /// Whether the word at `i`, which can be a verb, is one here: "collateral damage" is none, "would damage" is.
    fn is_deed(&self, i: usize, limits: &Range<usize>) -> bool {
        let Some(before) = i.checked_sub(1).filter(|&b| b >= limits.start) else { return true };
        let word = self.agents.words[before];
        let inflected = ["s", "ed", "ing"].iter().any(|ending| self.text(i).ends_with(ending));
        let subject = AGENT | ADVERB | AUXILIARY | CONJUNCTION | NEGATION | PRONOUN | RELATIVE;
        let leads = word.is(subject) || word.entity.is_some() || self.text(before) == "to";
        let plural = self.text(before).ends_with('s') && word.is_content();
        !word.is(DETERMINER) && (inflected || leads || plural || self.agents.is_mark(before))
    }

    /// Whether the adjective or noun at `i` has what begins at token `to` as its complement: "harmful to the alliance".
    fn governs(&self, i: usize, to: usize) -> bool {
        let words = self.agents.words;
        let is_joint = matches!(self.text(i + 1), "to" | "of" | "for") || matches!(self.text(i + 2), "to" | "for");
        let fails = ["fail", "mistake", "wrong", "worst"].iter().any(|stem| self.text(i).starts_with(stem));
        is_joint && !fails && to > i && to - i <= 8 && !(i + 2..to).any(|j| words[j].is(VERB) || self.text(j) == ",")
    }

    /// Whether what begins at `start` only says when or how: "two weeks before the election".
    fn is_circumstance(&self, start: usize, limits: &Range<usize>) -> bool {
        let words = self.agents.words;
        let clitic = |i: usize| self.agents.document.tokens[i].kind == TokenKind::Clitic;
        let skipped = |i: usize| clitic(i) || words[i].is(DETERMINER | WEAK | CALENDAR) && words[i].entity.is_none();
        let before = (limits.start..start).rev().find(|&i| !skipped(i));
        let words =
            ["before", "after", "during", "amid", "since", "until", "following", "despite", "via", "ahead", "in", "at"];
        before.is_some_and(|i| words.contains(&self.text(i)))
    }

    /// Whether the verb at `i` says what may come.
    fn is_possible(&self, i: usize, limits: &Range<usize>) -> bool {
        let is_modal = |j: usize| matches!(self.text(j), "would" | "could" | "may" | "might" | "will" | "can");
        (limits.start..i).rev().take(3).any(is_modal)
    }

    /// Who says that something does harm is against it, and for what it harms.
    fn harm(&self, i: usize, limits: &Range<usize>, tokens: &Range<usize>) -> Judgement {
        let harmed = tokens.start > i;
        let modal = self.is_possible(i, limits);
        // "took from the schools to pay for the treaty": what suffers is the means, the treaty the end.
        let is_end = |j: usize| self.text(j) == "to" && matches!(self.text(j + 1), "fund" | "pay" | "finance");
        let harmed = harmed && !(i..tokens.start).any(is_end);
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
            && self.agents.words[i].entity.is_none()
            && !(self.text(i) == "right" && matches!(next(), "now" | "away" | "after" | "before" | "to" | "of"))
    }

    fn is_negated(&self, i: usize, limits: &Range<usize>) -> bool {
        let negates = |j: usize| self.agents.words[j].is(NEGATION) && !matches!(self.text(j + 1), "only" | "just");
        (limits.start..i).rev().take(3).any(negates)
    }

    /// Whether the word at `i` says what ought to be: must, should, need to, imperative to.
    fn is_ought(&self, i: usize) -> bool {
        match self.text(i) {
            "must" | "ought" | "should" | "shouldn't" | "mustn't" => true,
            "imperative" | "necessary" | "essential" | "vital" | "crucial" => {
                matches!(self.text(i + 1), "for" | "to" | "that")
            }
            "need" | "needs" | "have" | "has" => self.text(i + 1) == "to",
            _ => false,
        }
    }

    /// The token of somebody's "it", "this" or "that" that means what was named before: the subject of a verb ("I think
    /// it is wrong").
    pub(super) fn pronoun(&self, limits: &Range<usize>) -> Option<usize> {
        let is_it = |i: usize| {
            let whole = self.text(i);
            let word = whole.strip_suffix("'s").or_else(|| whole.strip_suffix("’s")).unwrap_or(whole);
            let next = self.agents.words.get(i + 1).copied().unwrap_or_default();
            let clitic = self.agents.document.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Clitic);
            let verb = next.is(AUXILIARY | ADVERB | VERB) || clitic || whole.len() > word.len();
            verb && ["it", "this", "that"].iter().any(|it| word.eq_ignore_ascii_case(it))
        };
        // A "that" behind a verb or a noun opens a clause.
        let words = self.agents.words;
        let opens = |i: usize| {
            let inside = i > limits.start && self.at(i - 1).is_some();
            self.text(i) == "that" && inside && words[i - 1].is_content() && !self.agents.is_mark(i - 1)
        };
        limits.clone().find(|&i| self.at(i).is_some() && is_it(i) && !opens(i))
    }
}

/// Whether a word says that a charge is not so: "the misperception of bias", "false claims of fraud".
fn is_untrue(word: &str) -> bool {
    let words = ["misperception", "misconception", "myth", "false", "baseless", "unfounded", "bogus", "so-called"];
    words.contains(&word)
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

/// The speakers of each quotation: the person that it was linked to, else whoever its source names.
fn speakers(agents: &Agents<'_, '_>, quotations: &[Quotation]) -> Vec<Vec<Agent>> {
    let document = agents.document;
    let speaker = |quotation: &Quotation| {
        let is_person =
            |id: &EntityId| agents.entities.get(id.0 as usize).is_some_and(|e| e.kind == EntityKind::Person);
        let linked = quotation.speaker.filter(is_person).and_then(|id| agents.entity(id));
        let Some(source) = quotation.source else { return Vec::from_iter(linked) };
        let from = document.tokens.partition_point(|t| t.span.start < source.start);
        let to = document.tokens.partition_point(|t| t.span.start < source.end);
        let sentence = document.sentences.partition_point(|s| s.span.end <= source.start);
        let named = |from: usize, to: usize| agents.at(from, to, sentence).or_else(|| agents.surname(from, to));
        // "Keller and Reed said"
        let joint = (from + 1..to.saturating_sub(1)).find(|&i| {
            // Not the one of "Department of Health and Safety", nor of "chairman and a former minister".
            let one = matches!(document.word(i + 1), "a" | "an");
            document.word(i) == "and" && agents.words[i].entity.is_none() && !one
        });
        if let Some(both) = joint.and_then(|and| Some(vec![named(from, and)?, named(and + 1, to)?])) {
            return both;
        }
        Vec::from_iter(linked.or_else(|| named(from, to)))
    };
    quotations.iter().map(speaker).collect()
}
