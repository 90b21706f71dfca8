//! From cues to attributions: what each cue does, then the ends of its content and of its source, one after the other.

use std::ops::Range;

use crate::analysis::quotations::features::{Place, Question, Scene, stem};
use crate::analysis::quotations::lexical::Tag;
use crate::analysis::quotations::model::Model;
use crate::analysis::quotations::places::Scope;
use crate::analysis::quotations::readings::{ROLE, Ranked, Reading};
use crate::analysis::quotations::{join, marks};
use crate::language::document::Sentence;
use crate::model::reason::Reason;

/// How much likelier than nothing a word beside a long quoted stretch has to be to count as its cue.
const LEAST: i32 = -150;

/// How many words of a sentence are asked whether they are cues. Sentences have fewer; a list without stops, or one word
/// repeated for pages, has as many as words, and each answer costs some thousand steps.
const MOST_CUES: usize = 64;

/// The score that a reading has to surpass: missing an attribution costs about as much as finding one too many.
const LEAN: i32 = -7;

/// The same where all of its content stands in quotation marks.
const QUOTED: i32 = -30;

/// How many questions are asked about places.
const QUESTIONS: usize = 6;

/// A score that was not asked for yet; no sum of so few weights reaches it.
const UNKNOWN: i16 = i16::MIN;

/// One attribution as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The words that say who speaks.
    pub(super) source: Option<Range<usize>>,
    /// The words that introduce the content.
    pub(super) cue: Option<Range<usize>>,
    /// What is said, in order.
    pub(super) content: Vec<Range<usize>>,
    /// What made it an attribution.
    pub(super) reason: Reason,
}

/// What a word that can be a cue does. The number is its class in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Role {
    /// It is no cue here.
    Nothing = 0,
    /// Its content stands behind it.
    Later,
    /// Its content stands in front of it.
    Earlier,
    /// Its content stands around it.
    Around,
}

impl Role {
    pub(super) const ALL: [Self; 4] = [Self::Nothing, Self::Later, Self::Earlier, Self::Around];
}

/// Finds attributions; holds the buffers that the model's questions need.
pub(super) struct Finder<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) model: &'a Model,
    pub(super) features: Vec<u32>,
    pub(super) places: Vec<usize>,
    /// For each question and place the part of its score that is the same for every cue, once it was asked for.
    spots: [Vec<i16>; QUESTIONS],
}

impl<'a> Finder<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, model: &'a Model) -> Self {
        let spots = std::array::from_fn(|_| vec![UNKNOWN; scene.document.tokens.len() + 1]);
        Self { scene, model, features: Vec::with_capacity(64), places: Vec::with_capacity(64), spots }
    }

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
                let frame = match self.inverted(cue, sentence).filter(|_| likeliest(scores) == Role::Later) {
                    Some((role, source)) => self.frame(&scope, role, Some(source)),
                    None => self.best_reading(&scope, scores).map(|reading| {
                        let source = self.relayed(cue, sentence);
                        self.complete(&scope, reading.role, reading.content, source)
                    }),
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
    fn inverted(&self, cue: usize, sentence: &Sentence) -> Option<(Role, Range<usize>)> {
        use Tag::{Comma, Determiner, Name, Number, Plain, Possessive, Preposition, S, Stop};
        let tag = |i: usize| self.scene.lexical.tag(i);
        let before = cue.checked_sub(1).filter(|b| *b > sentence.tokens.start)?;
        let phrase = (cue + 1..sentence.tokens.end)
            .take_while(|i| matches!(tag(*i), Determiner | Name | Number | Plain | Possessive | S))
            .take(6)
            .count();
        let behind = cue + 1 + phrase;
        if tag(before) != Comma || tag(cue) == Tag::Ing || phrase == 0 || tag(cue - 2) == Preposition {
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

    /// `quoted Lee as saying …`: the source is who is quoted.
    fn relayed(&self, cue: usize, sentence: &Sentence) -> Option<Range<usize>> {
        let word = |i: usize| self.scene.document.word(i);
        if word(cue) != "saying" {
            return None;
        }
        let start = sentence.tokens.start;
        let end = cue - usize::from(cue > start && word(cue - 1) == "as");
        let verb = (start.max(end.saturating_sub(9))..end).rev().find(|i| {
            matches!(word(*i), "quoted" | "quotes" | "quoting" | "cited" | "cites" | "citing")
                || self.scene.lexical.tag(*i) == Tag::Comma
        })?;
        (self.scene.lexical.tag(verb) != Tag::Comma && verb + 1 < end).then_some(verb + 1..end)
    }

    /// The attribution of a cue; `source` where a rule knows it.
    fn frame(&mut self, scope: &Scope, role: Role, source: Option<Range<usize>>) -> Option<Frame> {
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
        let source = source.or_else(|| self.source(scope, role, &content));
        let cue = self.cue_group(scope.cue, source.as_ref(), &content);
        let words = marks::span_of(self.scene.document, cue.start, cue.end);
        let matched = words.map(|s| s.of(self.scene.document.text).to_owned()).unwrap_or_default();
        let reason = Reason::matched("introduces speech or a view", matched);
        Frame { source, cue: Some(cue), content, reason }
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
        let apposition = tag(start) == Tag::Plain || matches!(self.scene.document.word(start), "a" | "an");
        let Some(comma) = start.checked_sub(1).filter(|c| apposition && *c > scope.start && tag(*c) == Tag::Comma)
        else {
            return start;
        };
        let names = (scope.start..comma).rev().take_while(|i| tag(*i) == Tag::Name).take(8).count();
        let first = comma - names;
        let begins = first == scope.start || matches!(tag(first - 1), Tag::Comma | Tag::Quote | Tag::Coordinator);
        if names > 1 && begins { first } else { start }
    }

    /// The attribution of the word near a quoted stretch that is most likely its cue, if it takes the stretch up.
    pub(super) fn likeliest(
        &mut self,
        number: usize,
        sentence: &Sentence,
        near: Range<usize>,
        stretch: &Range<usize>,
    ) -> Option<Frame> {
        let mut best: Option<(i32, usize, Role)> = None;
        for cue in near {
            if !self.scene.can_be_cue(cue) {
                continue;
            }
            self.features.clear();
            self.scene.of_cue(cue, sentence, &mut self.features);
            let scores = self.model.scores(&self.features);
            for role in Role::ALL.into_iter().skip(1) {
                let likely = scores[role as usize] - scores[0];
                if likely > LEAST && best.is_none_or(|b| likely > b.0) {
                    best = Some((likely, cue, role));
                }
            }
        }
        let (_, cue, role) = best?;
        let frame = self.frame(&Scope::new(cue, number, sentence), role, None)?;
        frame.content.iter().any(|c| c.start <= stretch.start && stretch.end <= c.end).then_some(frame)
    }

    /// The source and the cue of a quoted stretch whose cue is no word that the model knows: a verb directly beside the
    /// marks. `behind` is the sentence that follows the closing mark where that is another one than `sentence`.
    pub(super) fn beside(
        &mut self,
        number: usize,
        sentence: &Sentence,
        behind: Option<(usize, &Sentence)>,
        content: &Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let tag = |i: usize| self.scene.lexical.tag(i);
        let mark = |i: &usize| matches!(tag(*i), Tag::Comma | Tag::Colon);
        let in_front = (sentence.tokens.start..content.start).rev().find(|i| !mark(i));
        let in_front = in_front.filter(|i| matches!(tag(*i), Tag::Ed | Tag::S | Tag::Ing));
        let (scope, role) = if let Some(cue) = in_front {
            (Scope::new(cue, number, sentence), Role::Later)
        } else {
            let (number, sentence) = behind.unwrap_or((number, sentence));
            let cue = join::verb_behind(self, sentence.tokens.end, content.end)?;
            (Scope::new(cue, number, sentence), Role::Earlier)
        };
        let source = self.source(&scope, role, std::slice::from_ref(content))?;
        Some((source, scope.cue..scope.cue + 1))
    }

    /// Who acts in a sentence that has a quoted stretch in it: the phrase directly in front of the nearest verb.
    pub(super) fn subject(
        &mut self,
        number: usize,
        sentence: &Sentence,
        content: &Range<usize>,
    ) -> Option<Range<usize>> {
        use Tag::{Be, Do, Ed, Have, Ing, Modal, S};
        let tag = |i: usize| self.scene.lexical.tag(i);
        let start = sentence.tokens.start.max(content.start.saturating_sub(14));
        let verb = (start..content.start).rev().find(|i| matches!(tag(*i), Ed | S | Have | Be | Do | Modal | Ing))?;
        let source = self.source(&Scope::new(verb, number, sentence), Role::Later, std::slice::from_ref(content))?;
        (source.end == verb || source.end + 1 == verb && tag(source.end) != Tag::Comma).then_some(source)
    }

    /// The reading of a cue that is right most likely, unless none is.
    fn best_reading(&mut self, scope: &Scope, scores: [i32; 4]) -> Option<Reading> {
        let mut best: Option<(i32, Reading)> = None;
        for reading in self.readings(scope, scores, ROLE) {
            self.scene.of_reading(scope, &reading, &mut self.features);
            let score = self.model.reading(&self.features);
            let least = if self.scene.is_quoted(&reading) { QUOTED } else { LEAN };
            if score > best.as_ref().map_or(least, |b| b.0) {
                best = Some((score, reading));
            }
        }
        best.map(|b| b.1)
    }

    /// The best of the places in the buffer.
    fn choose(&mut self, question: Question, scope: &Scope, anchor: usize, role: Role) -> Option<usize> {
        self.rank(question, scope, anchor, role).best()
    }

    /// The best places of those in the buffer.
    pub(super) fn rank(&mut self, question: Question, scope: &Scope, anchor: usize, role: Role) -> Ranked {
        let mut ranked = Ranked::default();
        if let [only] = self.places[..] {
            ranked.add(only, 0);
            return ranked;
        }
        let mut place = self.scene.place(question, scope, anchor, anchor, role);
        for i in 0..self.places.len() {
            let at = self.places[i];
            let score = self.score(&mut place, at);
            ranked.add(at, score);
        }
        ranked
    }

    /// How well the place in front of token `at` answers the question of `place`.
    fn score(&mut self, place: &mut Place, at: usize) -> i32 {
        self.scene.move_to(place, at);
        let of_cue = self.model.score(&self.scene.of_place(place));
        let Some(spot) = self.spots[place.question as usize - 1].get_mut(at) else { return of_cue };
        if *spot == UNKNOWN {
            *spot = self.model.score(&self.scene.of_spot(place.question, at)) as i16;
        }
        of_cue + i32::from(*spot)
    }

    /// How likely the source of a cue begins at each place; the place of the cue stands for "there is none".
    pub(super) fn source_scores(&mut self, scope: &Scope, role: Role) -> Vec<(usize, i32)> {
        self.scene.source_starts(scope, &[], &mut self.places);
        let mut place = self.scene.place(Question::SourceStart, scope, scope.cue, scope.cue, role);
        (0..self.places.len()).map(|i| (self.places[i], self.score(&mut place, self.places[i]))).collect()
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

impl Scene<'_> {
    /// A place of the text under one question.
    pub(super) fn place(&self, question: Question, scope: &Scope, at: usize, anchor: usize, role: Role) -> Place {
        let mut place = Place {
            question,
            at,
            cue: scope.cue,
            anchor,
            start: scope.start,
            end: scope.end,
            role: role as u32,
            commas: 0,
            stem: stem(self.document.word(scope.cue)),
        };
        self.move_to(&mut place, at);
        place
    }

    /// Asks the question of `place` about the place in front of token `at`.
    fn move_to(&self, place: &mut Place, at: usize) {
        let commas = |i: usize| self.commas.get(i).or(self.commas.last()).copied().unwrap_or(0);
        place.at = at;
        place.commas = commas(at).abs_diff(commas(place.anchor));
    }
}
