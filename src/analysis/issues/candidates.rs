//! Who could take a position on what: in each sentence everybody who speaks or is named, with every issue that it names
//! or refers to. The model of [`crate::analysis::issues::decision`] tells which of them do.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::issues::agents::{Agent, Agents};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::speech::Speech;
use crate::analysis::issues::words::{CAPITAL, DETERMINER, PARTY, PREPOSITION};
use crate::language::proposition::Apposition;
use crate::model::block::BlockKind;
use crate::model::entity::EntityKind;
use crate::text::segment::TokenKind;

/// Tokens from which a "sentence" is no prose (a table, a list without stops).
const LONGEST: usize = 400;
/// The most holders and issues of one sentence.
const MOST: usize = 12;
/// Sentences through which one goes on about the issue that was named last.
const MEMORY: usize = 3;

/// How a sentence has an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// A phrase in it names it.
    Here,
    /// A phrase shortly before it names it.
    Before,
    /// It is what the whole article is about most.
    Central,
}

impl Named {
    /// A short name, for features.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Before => "before",
            Self::Central => "central",
        }
    }
}

/// An issue that a sentence has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matter {
    /// Index of the issue.
    pub(super) issue: usize,
    /// How the sentence has it.
    pub(super) named: Named,
    /// The phrase that names it, in the sentence or before it.
    pub(super) phrase: usize,
}

/// Somebody whom a sentence has.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    /// Who.
    pub(super) agent: Agent,
    /// The quotation that is theirs, where they speak.
    pub(super) quotation: Option<usize>,
    /// The tokens that name them in the sentence.
    pub(super) tokens: Option<Range<usize>>,
    /// Whether these are a pronoun.
    pub(super) pronoun: bool,
}

/// The holders and the issues of one sentence.
pub(super) struct Scene {
    /// Index of the sentence.
    pub(super) sentence: usize,
    pub(super) holders: Vec<Holder>,
    pub(super) matters: Vec<Matter>,
}

/// The scenes of a document, in its order. `issue_of` tells which issue a phrase names, `central` which one the article
/// is about most.
pub(super) fn find(
    agents: &Agents<'_, '_>,
    speech: &Speech<'_, '_, '_>,
    phrases: &[Phrase],
    issue_of: &[Option<usize>],
    central: Option<usize>,
) -> Vec<Scene> {
    let first_of = |issue: usize| issue_of.iter().position(|i| *i == Some(issue));
    let central = central.and_then(|issue| Some((issue, first_of(issue)?)));
    let mut scenes = Vec::new();
    let mut at = 0;
    let mut topic: Option<(usize, Matter)> = None;
    for (sentence, s) in agents.document.sentences.iter().enumerate() {
        let from = at;
        while phrases.get(at).is_some_and(|p| p.sentence == sentence) {
            at += 1;
        }
        let mut matters: Vec<Matter> = Vec::new();
        for phrase in from..at {
            if let Some(issue) = issue_of.get(phrase).copied().flatten()
                && matters.iter().all(|m| m.issue != issue)
                && matters.len() < MOST
            {
                matters.push(Matter { issue, named: Named::Here, phrase });
            }
        }
        let last = matters.last().copied();
        if let Some((_, matter)) = topic.filter(|(named, _)| sentence - named <= MEMORY)
            && matters.iter().all(|m| m.issue != matter.issue)
        {
            matters.push(Matter { named: Named::Before, ..matter });
        }
        if let Some((issue, phrase)) = central
            && matters.iter().all(|m| m.issue != issue)
        {
            matters.push(Matter { issue, named: Named::Central, phrase });
        }
        if let Some(last) = last {
            topic = Some((sentence, last));
        }
        let limits = s.tokens.clone();
        if matters.is_empty() || limits.len() > LONGEST {
            continue;
        }
        let holders = holders(agents, speech, sentence, &limits);
        if !holders.is_empty() {
            scenes.push(Scene { sentence, holders, matters });
        }
    }
    scenes
}

/// Everybody who speaks in a sentence or is named in it, each once.
fn holders(
    agents: &Agents<'_, '_>,
    speech: &Speech<'_, '_, '_>,
    sentence: usize,
    limits: &Range<usize>,
) -> Vec<Holder> {
    let mut out: Vec<Holder> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let kind = agents.document.sentences[sentence].kind;
    for quotation in speech.within(limits) {
        for agent in speech.speakers(quotation) {
            if out.len() < MOST && !agent.name.is_empty() && seen.insert(agent.name.clone()) {
                let (agent, quotation) = (agent.clone(), Some(quotation));
                out.push(Holder { agent, quotation, tokens: None, pronoun: false });
            }
        }
    }
    let mut i = limits.start;
    while i < limits.end && out.len() < MOST {
        let Some((tokens, agent, pronoun)) = agents.somebody(i, limits, sentence) else {
            i += 1;
            continue;
        };
        i = tokens.end.max(i + 1);
        if is_dateline(agents, &tokens, limits, kind) || agent.name.is_empty() {
            continue;
        }
        // "Sen. Hale, *a Democrat*,": what somebody is called besides is nobody else.
        let besides = |a: &Apposition| {
            let named = agents.words[a.head].entity;
            tokens.contains(&a.other) && named.is_some() && named != agent.entity && !tokens.contains(&a.head)
        };
        if !pronoun && agents.document.propositions(sentence).appositions.iter().any(besides) {
            continue;
        }
        if let Some(known) = out.iter_mut().find(|h| h.agent.name == agent.name) {
            if known.tokens.is_none() {
                known.tokens = Some(tokens);
                known.pronoun = pronoun;
            }
        } else if seen.insert(agent.name.clone()) {
            out.push(Holder { agent, quotation: None, tokens: Some(tokens), pronoun });
        }
    }
    out
}

/// Whether a place at the beginning of a sentence only says where it was written: "WASHINGTON —", "PARIS (Reuters) —".
fn is_dateline(agents: &Agents<'_, '_>, tokens: &Range<usize>, limits: &Range<usize>, kind: BlockKind) -> bool {
    if kind == BlockKind::Dateline {
        return true;
    }
    let document = agents.document;
    let dash = |i: usize| matches!(document.word(i), "—" | "–" | "-" | "--" | "―");
    let near = tokens.start < limits.start + 8;
    near && (tokens.end..limits.end.min(limits.start + 10)).any(|i| {
        dash(i)
            && (limits.start..i).all(|j| {
                document.tokens[j].kind != TokenKind::Word
                    || agents.words[j].is(CAPITAL)
                    || matches!(agents.words[j].kind, Some(EntityKind::Place))
            })
    })
}

impl Agents<'_, '_> {
    /// Whoever is named by the tokens that begin at `i`: a pronoun whose person is known, a name, a noun for people.
    fn somebody(&self, i: usize, limits: &Range<usize>, sentence: usize) -> Option<(Range<usize>, Agent, bool)> {
        if let Some(agent) = self.meant(i, sentence) {
            return Some((i..i + 1, agent, true));
        }
        if !self.ends_agent(i) || i + 1 < limits.end && self.goes_on(i) {
            return None;
        }
        // A place that something is in, or that only describes, takes no position.
        if self.words[i].kind == Some(EntityKind::Place) {
            let mut before = i;
            while before > limits.start
                && (self.words[before - 1].entity == self.words[i].entity || self.words[before - 1].is(DETERMINER))
            {
                before -= 1;
            }
            let governed = before > limits.start && self.words[before - 1].is(PREPOSITION);
            let described = i + 1 < limits.end
                && self.words[i + 1].is_content()
                && self.document.tokens[i + 1].kind == TokenKind::Word
                && !self.words[i + 1].is_verb_form();
            if governed || described {
                return None;
            }
        }
        let tokens = self.phrase(i, limits.start);
        // "Republican plan": the party only describes.
        let next = self.words.get(i + 1).filter(|_| i + 1 < limits.end).copied().unwrap_or_default();
        if self.words[i].is(PARTY) && self.words[i].entity.is_none() && next.head != 0 && !next.is_verb_form() {
            return None;
        }
        let agent = self.named(&tokens, sentence)?;
        Some((tokens, agent, false))
    }
}
