//! Asks the model about places and ranks its answers.

use crate::analysis::quotations::features::{Place, Question, Scene, stem};
use crate::analysis::quotations::frame::Role;
use crate::analysis::quotations::model::Model;
use crate::analysis::quotations::places::Scope;

/// How many questions are asked about places.
const QUESTIONS: usize = 6;

/// A score that was not asked for yet; no sum of so few weights reaches it.
const UNKNOWN: i16 = i16::MIN;

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

    /// The best of the places in the buffer.
    pub(super) fn choose(&mut self, question: Question, scope: &Scope, anchor: usize, role: Role) -> Option<usize> {
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
}

/// Up to three places, the likeliest first, and how far each falls short of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Ranked {
    places: [(usize, i32); 3],
    count: usize,
}

impl Ranked {
    /// Adds a place with its score.
    pub(super) fn add(&mut self, place: usize, score: i32) {
        let mut at = self.count;
        while at > 0 && self.places[at - 1].1 < score {
            at -= 1;
        }
        if at < self.places.len() {
            self.count = (self.count + 1).min(self.places.len());
            self.places[at..self.count].rotate_right(1);
            self.places[at] = (place, score);
        }
    }

    /// The likeliest place.
    pub(super) fn best(&self) -> Option<usize> {
        (self.count > 0).then_some(self.places[0].0)
    }

    /// The places, each with how far it falls short of the likeliest, as long as that is at most `limit`.
    pub(super) fn within(self, limit: i32) -> impl Iterator<Item = (usize, i32)> {
        let best = self.places[0].1;
        self.places
            .into_iter()
            .take(self.count)
            .map(move |(p, s)| (p, best - s))
            .filter(move |(_, short)| *short <= limit)
    }
}

impl Scene<'_> {
    /// A place of the text under one question.
    pub(super) fn place(&self, question: Question, scope: &Scope, at: usize, anchor: usize, role: Role) -> Place {
        let syntax = self.syntax(scope.sentence);
        let backwards = matches!(question, Question::EarlierStart);
        let mut place = Place {
            question,
            sentence: scope.sentence,
            governed: syntax.governed(scope.cue),
            phrase: syntax.phrase(if backwards { anchor.saturating_sub(1) } else { anchor }, scope.cue),
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
