//! Pairs that somebody makes and breaks by hand.

use crate::app::App;
use crate::app::compare::by_hand::{BY_HAND, Change};
use crate::app::compare::{Hand, Part};
use crate::app::message::Effect;
use crate::model::comparison::{Difference, Pair, Relation};
use crate::model::corpus::ArticleId;
use crate::model::reason::Reason;
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
                self.make_pair(passages);
                return vec![Effect::TellDifferences(passages)];
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

    fn make_pair(&mut self, [left, right]: [Span; 2]) {
        let Some(compare) = self.compare.as_ref() else { return };
        let articles = compare.articles;
        let pair = Pair {
            left,
            right,
            score: 1.0,
            relation: Relation::Same,
            reason: Reason::rule(BY_HAND),
            differences: Vec::new(),
        };
        self.by_hand.add(articles, Change::Made(pair));
        self.retake_pairs();
        self.notice = Some("paired by hand; U takes it back".into());
        self.go_to_passages([left, right]);
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
    pub(super) fn break_pair(&mut self) {
        let Some(compare) = self.compare.as_ref() else { return };
        let Some(pair) = compare.pair_here().and_then(|i| compare.pairs.get(i)) else {
            self.notice = Some(self.only_here());
            return;
        };
        let passages = [pair.left, pair.right];
        let articles = compare.articles;
        self.by_hand.add(articles, Change::Broken(passages));
        self.retake_pairs();
        self.notice = Some("no pair any more; U takes it back".into());
    }

    /// Takes the last change back that was made by hand in these articles.
    pub(super) fn undo_pair(&mut self) {
        let Some(articles) = self.compare.as_ref().map(|c| c.articles) else { return };
        match self.by_hand.undo(articles) {
            None => self.notice = Some("nothing was paired or broken here by hand".into()),
            Some(Change::Made(_)) => {
                self.retake_pairs();
                self.notice = Some("the pair made by hand is taken back".into());
            }
            Some(Change::Broken(passages)) => {
                self.retake_pairs();
                self.notice = Some("these are a pair again".into());
                self.go_to_passages(passages);
            }
        }
    }

    /// Takes the pairs anew after a change by hand.
    fn retake_pairs(&mut self) {
        if let Some(compare) = self.compare.as_mut() {
            compare.pair = None;
        }
        self.take_pairs();
        self.arrange_comparison();
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
