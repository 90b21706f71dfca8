//! From cues to attributions: what each cue does, then the ends of its content and of its source, one after the other.

use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::Question;
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::{Frame, Role};
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::marks;
use crate::analysis::quotations::places::Scope;
use crate::analysis::quotations::readings::{ROLE, Reading};
use crate::analysis::quotations::rules::CUE;

/// How many words of a sentence are asked whether they are cues. Sentences have fewer; a list without stops, or one word
/// repeated for pages, has as many as words, and each answer costs some thousand steps.
const MOST_CUES: usize = 64;

/// The score that a reading has to surpass: missing an attribution costs about as much as finding one too many.
const LEAN: i32 = -7;

/// The same where all of its content stands in quotation marks.
const QUOTED: i32 = -30;

impl Finder<'_> {
    /// The attributions that a cue shows, in the order of their cues.
    pub(super) fn frames(&mut self) -> Vec<Frame> {
        let mut out: Vec<Frame> = Vec::new();
        let scene = self.scene;
        for (number, sentence) in scene.document.sentences.iter().enumerate() {
            let cues = sentence.tokens.clone().filter(|i| scene.can_be_cue(*i)).take(MOST_CUES);
            for cue in cues {
                self.features.clear();
                self.scene.of_cue(cue, sentence, &mut self.features);
                let scores = self.model.scores(&self.features);
                let scope = Scope::new(cue, number, sentence);
                let frame = match self.inverted(&scope).filter(|_| likeliest(scores) == Role::Later) {
                    Some((role, source)) => self.frame(&scope, role, Some(source)),
                    None => self
                        .best_reading(&scope, scores)
                        .map(|reading| self.complete(&scope, reading.role, reading.content, None)),
                };
                if let Some(frame) = frame
                    && out.last().is_none_or(|last| last.content != frame.content)
                {
                    out.push(frame);
                }
            }
        }
        out
    }

    /// `…, say observers, …`: a verb behind a comma with a bare noun phrase and a mark behind it follows its content.
    fn inverted(&self, scope: &Scope) -> Option<(Role, Range<usize>)> {
        use Tag::{Comma, Determiner, Name, Number, Plain, Possessive, Preposition, S, Stop};
        let tag = |i: usize| self.scene.lexical.tag(i);
        let cue = scope.cue;
        let before = cue.checked_sub(1).filter(|b| *b > scope.start)?;
        let phrase = (cue + 1..scope.end)
            .take_while(|i| matches!(tag(*i), Determiner | Name | Number | Plain | Possessive | S))
            .take(6)
            .count();
        let behind = cue + 1 + phrase;
        if tag(before) != Comma || tag(cue) == Tag::Ing || phrase == 0 || tag(cue - 2) == Preposition {
            return None;
        }
        // "Roe, who asked for it, said the boat sank."
        let relative = (scope.start + 1..before).find(|p| tag(*p) == Tag::Wh && tag(p - 1) == Comma);
        let is_subject = relative.is_some_and(|p| self.scene.verbs(scope.start, p - 1) == 0);
        if is_subject || self.scene.syntax(scope.sentence).governed(cue).has_subject_before() {
            return None;
        }
        let role = match tag(behind) {
            // "…, praised the mayor." is one more verb of the same subject.
            Stop if tag(cue) != Tag::Ed => Role::Earlier,
            Comma if tag(behind + 1) == Tag::Subordinator => Role::Around,
            _ => return None,
        };
        Some((role, cue + 1..behind))
    }

    /// `quoted Lee as saying …`, `footage of Lee saying …`: the source is who is quoted.
    fn relayed(&self, scope: &Scope) -> Option<Range<usize>> {
        use Tag::{Determiner, Ing, Name, Possessive, Preposition};
        let cue = scope.cue;
        let word = |i: usize| self.scene.document.word(i);
        let tag = |i: usize| self.scene.lexical.tag(i);
        let start = scope.start;
        let names = (start..cue).rev().take_while(|i| tag(*i) == Name).count();
        if tag(cue) == Ing && names > 0 && cue > start + names {
            let first = cue - names;
            let introduced = tag(first - 1) == Preposition && matches!(word(first - 1), "of" | "with" | "by")
                || lists::is_verb(word(first - 1), Sort::Showing);
            if introduced {
                return Some(first..cue);
            }
        }
        if cue == start || word(cue) != "saying" || matches!(tag(cue - 1), Determiner | Possessive) {
            return None;
        }
        let end = cue - usize::from(cue > start && word(cue - 1) == "as");
        let verb = (start.max(end.saturating_sub(9))..end)
            .rev()
            .find(|i| lists::is_verb(word(*i), Sort::Relaying) || self.scene.lexical.tag(*i) == Tag::Comma)?;
        (self.scene.lexical.tag(verb) != Tag::Comma && verb + 1 < end).then_some(verb + 1..end)
    }

    /// The attribution of a cue; `source` where a rule knows it.
    pub(super) fn frame(&mut self, scope: &Scope, role: Role, source: Option<Range<usize>>) -> Option<Frame> {
        let mut content = Vec::with_capacity(2);
        if matches!(role, Role::Earlier | Role::Around) {
            self.scene.earlier_ends(scope, &mut self.places);
            let end = self.choose(Question::EarlierEnd, scope, scope.cue, role)?;
            self.scene.earlier_starts(scope, end, &mut self.places);
            let start = self.choose(Question::EarlierStart, scope, end, role)?;
            content.push(start..end);
        }
        if matches!(role, Role::Later | Role::Around) {
            self.scene.later_starts(scope, &mut self.places);
            let start = self.choose(Question::LaterStart, scope, scope.cue, role)?;
            self.scene.later_ends(start, &mut self.places);
            let end = self.choose(Question::LaterEnd, scope, start, role)?;
            content.push(start..end);
        }
        Some(self.complete(scope, role, content, source))
    }

    /// The attribution of a cue whose content is known.
    fn complete(
        &mut self,
        scope: &Scope,
        role: Role,
        content: Vec<Range<usize>>,
        source: Option<Range<usize>>,
    ) -> Frame {
        let source = source
            .or_else(|| self.relayed(scope))
            .or_else(|| self.source(scope, role, &content))
            .or_else(|| self.parsed_subject(scope, &content));
        let source = self.antecedent(scope, source.as_ref(), &content).or(source);
        let cue = self.cue_group(scope.cue, source.as_ref(), &content);
        let words = marks::span_of(self.scene.document, cue.start, cue.end);
        let matched = words.map(|s| s.of(self.scene.document.text).to_owned()).unwrap_or_default();
        Frame { source, cue: Some(cue), content, verbatim: false, reason: CUE.reason(matched) }
    }

    /// What a cue with a relative pronoun in front of it is told of (`the paper, which says …`), where the model found its
    /// source elsewhere.
    fn antecedent(
        &self,
        scope: &Scope,
        source: Option<&Range<usize>>,
        content: &[Range<usize>],
    ) -> Option<Range<usize>> {
        use Tag::{Adverb, Be, Do, Have, Modal, Not, Wh};
        let tag = |i: usize| self.scene.lexical.tag(i);
        let verbs = |i: &usize| matches!(tag(*i), Adverb | Be | Do | Have | Modal | Not);
        let group = (scope.start..scope.cue).rev().take_while(verbs).count();
        let pronoun = (scope.cue - group).checked_sub(1).filter(|p| *p > scope.start && tag(*p) == Wh)?;
        if !matches!(self.scene.document.word(pronoun), "who" | "which") {
            return None;
        }
        let comma = usize::from(tag(pronoun - 1) == Tag::Comma);
        let found = source.is_some_and(|s| s.contains(&pronoun) || (pronoun - comma..=pronoun).contains(&s.end));
        let taken = content.iter().any(|c| c.contains(&pronoun)) || self.scene.inside[pronoun] != 0;
        if found || taken {
            return None;
        }
        let syntax = self.scene.syntax(scope.sentence);
        let first =
            syntax.head(scope.cue).filter(|head| *head < pronoun).map_or(pronoun, |head| syntax.phrase_start(head));
        Some(first.max(scope.start)..pronoun + 1)
    }

    /// The subject that the tree gives a cue of its own, where the model finds no source.
    fn parsed_subject(&self, scope: &Scope, content: &[Range<usize>]) -> Option<Range<usize>> {
        let mut subject = self.scene.syntax(scope.sentence).governed(scope.cue).own_subject()?;
        let taken = |i: usize| i == scope.cue || content.iter().any(|c| c.contains(&i)) || self.scene.inside[i] != 0;
        while subject.end > subject.start && self.scene.lexical.tag(subject.end - 1) == Tag::Comma {
            subject.end -= 1;
        }
        (!subject.is_empty() && !subject.clone().any(taken)).then_some(subject)
    }

    pub(super) fn source(&mut self, scope: &Scope, role: Role, content: &[Range<usize>]) -> Option<Range<usize>> {
        self.scene.source_starts(scope, content, &mut self.places);
        let start = self.choose(Question::SourceStart, scope, scope.cue, role).filter(|s| *s != scope.cue)?;
        self.scene.source_ends(scope, start, content, &mut self.places);
        let end = self.choose(Question::SourceEnd, scope, start, role)?;
        Some(self.name_in_front(scope, start)..end)
    }

    /// Where a source really begins that was found to begin with an apposition (`Ann Lee, dean of the college`).
    fn name_in_front(&self, scope: &Scope, start: usize) -> usize {
        let tag = |i: usize| self.scene.lexical.tag(i);
        let owner = (start..scope.end).take_while(|i| tag(*i) == Tag::Name).count();
        let owned = owner > 0 && tag(start + owner) == Tag::Clitic;
        let apposition =
            tag(start) == Tag::Plain || owned || matches!(self.scene.document.word(start), "a" | "an" | "the");
        let Some(comma) = start.checked_sub(1).filter(|c| apposition && *c > scope.start && tag(*c) == Tag::Comma)
        else {
            return start;
        };
        let names = (scope.start..comma).rev().take_while(|i| tag(*i) == Tag::Name).take(8).count();
        let first = comma - names;
        let begins = first == scope.start || matches!(tag(first - 1), Tag::Comma | Tag::Quote | Tag::Coordinator);
        if names > 1 && begins { first } else { start }
    }

    /// The reading of a cue that is right most likely, unless none is.
    fn best_reading(&mut self, scope: &Scope, scores: [i32; 4]) -> Option<Reading> {
        let mut best: Option<(i32, Reading)> = None;
        for reading in self.readings(scope, scores, ROLE) {
            self.scene.of_reading(scope, &reading, &mut self.features);
            let score = self.model.reading(&self.features);
            let said = lists::is(self.scene.document.word(scope.cue), Sort::Plain) && reading.source.is_some();
            let least = if self.scene.is_quoted(&reading) || said { QUOTED } else { LEAN };
            if score > best.as_ref().map_or(least, |b| b.0) {
                best = Some((score, reading));
            }
        }
        best.map(|b| b.1)
    }

    /// The verb group around the cue word: auxiliaries and adverbs in front, a particle or preposition behind it.
    fn cue_group(&self, cue: usize, source: Option<&Range<usize>>, content: &[Range<usize>]) -> Range<usize> {
        use Tag::{Adverb, Be, Do, Have, Modal, Not, Preposition, To};
        let tag = |i: usize| self.scene.lexical.tag(i);
        let free = |i: usize| !content.iter().chain(source).any(|r| r.contains(&i));
        let mut start = cue;
        while start > 0 && matches!(tag(start - 1), Adverb | Be | Do | Have | Modal | Not) && free(start - 1) {
            start -= 1;
        }
        let next = content.iter().chain(source).map(|r| r.start).filter(|s| *s > cue).min();
        let particle = |i: usize| matches!(tag(i), Preposition | To) || self.scene.document.word(i) == "out";
        let end = next.filter(|n| *n <= cue + 3 && (cue + 1..*n).all(particle)).unwrap_or(cue + 1);
        start..end
    }
}

/// The role with the highest score.
fn likeliest(scores: [i32; 4]) -> Role {
    let best = (0..4).max_by_key(|class| (scores[*class], 4 - class)).unwrap_or(0);
    Role::ALL[best]
}
