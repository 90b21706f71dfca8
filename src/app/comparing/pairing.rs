//! Pairs that somebody makes and breaks by hand.

use crate::app::App;
use crate::app::compare::{Hand, Part};
use crate::app::message::Effect;
use crate::model::article_id::ArticleId;
use crate::model::comparison::Difference;
use crate::model::correction::{Correction, Place, What};
use crate::text::span::Span;

impl App {
    /// The first time it remembers the passage and goes to the other text, there it makes a pair of both.
    pub(super) fn pair_passages(&mut self) -> Vec<Effect> {
        let Some(compare) = self.compare.as_mut() else { return Vec::new() };
        let Part::Text(hand) = compare.part else {
            self.notice = Some("go to a text first: passages are paired".into());
            return Vec::new();
        };
        let passage = compare.here(hand).and_then(|i| compare.passages[hand.index()].all().get(i)).copied();
        let (Some(passage), true) = (passage, compare.comparison.is_some()) else {
            self.notice = Some("the articles are still being compared".into());
            return Vec::new();
        };
        match compare.waiting.take() {
            Some((from, span)) if from != hand => {
                let passages = if hand == Hand::Right { [span, passage.span] } else { [passage.span, span] };
                return self.make_pair(passages);
            }
            Some((_, span)) if span == passage.span => self.notice = Some("pairing is off".into()),
            _ => {
                compare.waiting = Some((hand, passage.span));
                compare.lit[hand.index()] = Some(passage.span);
                compare.part = Part::Text(hand.other());
                self.arrange_comparison();
                self.notice = Some("choose its counterpart with } or {, then press p again; Esc takes it back".into());
            }
        }
        Vec::new()
    }

    fn make_pair(&mut self, passages: [Span; 2]) -> Vec<Effect> {
        let effects = self.correct_pair(What::PairMade, passages);
        self.go_to_passages(passages);
        effects
    }

    /// Notes that two passages of the articles on the screen are a pair, or none.
    fn correct_pair(&mut self, what: What, [left, right]: [Span; 2]) -> Vec<Effect> {
        let Some(compare) = self.compare.as_ref() else { return Vec::new() };
        let [Some(a), Some(b)] = compare.articles.map(|id| self.library.store().article(id)) else { return Vec::new() };
        let (place, other) = (Place::new(&a, Some(left)), Some(Place::new(&b, Some(right))));
        self.correct(Correction { what, place, other, ..Correction::default() })
    }

    /// Takes in what a pair made by hand differs in.
    pub(in crate::app) fn told_differences(
        &mut self,
        articles: [ArticleId; 2],
        passages: [Span; 2],
        differences: &[Difference],
    ) {
        self.by_hand.tell(articles, passages, differences);
        // Perhaps the sides were exchanged meanwhile.
        if self.compare.as_ref().is_some_and(|c| c.articles.iter().all(|id| articles.contains(id))) {
            self.take_pairs();
            self.arrange_comparison();
        }
    }

    /// Makes the passages of the pair at the cursor no pair any more.
    pub(in crate::app) fn break_pair(&mut self) -> Vec<Effect> {
        let Some(compare) = self.compare.as_ref() else { return Vec::new() };
        let Some(pair) = compare.pair_here().and_then(|i| compare.pairs.get(i)) else {
            self.notice = Some(self.only_here());
            return Vec::new();
        };
        self.correct_pair(What::PairBroken, [pair.left, pair.right])
    }

    /// Takes the pairs anew after a change by hand, and asks in what those differ that were made.
    pub(in crate::app) fn retake_pairs(&mut self) -> Vec<Effect> {
        if let Some(compare) = self.compare.as_mut() {
            compare.pair = None;
        }
        let effects = self.take_pairs();
        self.arrange_comparison();
        effects
    }

    fn go_to_passages(&mut self, [left, right]: [Span; 2]) {
        let Some(compare) = &self.compare else { return };
        if let Some(at) = compare.pairs.iter().position(|p| (p.left, p.right) == (left, right)) {
            self.go_to_pair(at);
        }
    }

    /// Gives up pairing. Whether there was something to give up.
    pub(in crate::app) fn cancel_pairing(&mut self) -> bool {
        self.compare.as_mut().is_some_and(|c| c.waiting.take().is_some())
    }
}
