//! Walking through two texts side by side: pairs, passages, folds, and what the column of matches leads to.

use crate::app::App;
use crate::app::compare::matches::MatchRow;
use crate::app::compare::passages::State;
use crate::app::compare::{Compare, Fold, Hand, Link, Part};
use crate::text::span::Span;

impl App {
    /// Goes to the pair that is `by` further in the order of the left text.
    pub(super) fn walk_pairs(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        if compare.comparison.is_none() {
            self.notice = Some("the articles are still being compared".into());
            return;
        }
        let total = compare.pairs.len();
        if total == 0 {
            self.notice = Some("no passage of one is about the same as one of the other".into());
            return;
        }
        // Where all but what differs is folded away, the others are passed over.
        if compare.fold == Fold::Agreeing {
            self.walk_differing(by);
            return;
        }
        let next = match compare.pair {
            Some(at) => at.saturating_add_signed(by).min(total - 1),
            None if by > 0 => (by as usize - 1).min(total - 1),
            None => total - 1,
        };
        if compare.pair == Some(next) {
            let end = if by > 0 { "last" } else { "first" };
            self.notice = Some(format!("this is the {end} pair"));
        }
        self.go_to_pair(next);
    }

    /// Goes to the pair that differs and is `by` further among those.
    fn walk_differing(&mut self, by: isize) {
        let Some(compare) = self.compare.as_ref() else { return };
        let differing: Vec<usize> =
            (0..compare.pairs.len()).filter(|i| State::of(&compare.pairs[*i]) == State::Differs).collect();
        let here = compare.pair.map(|pair| differing.partition_point(|i| *i < pair));
        let stands = here.is_some_and(|at| differing.get(at).copied() == compare.pair);
        let next = match here {
            Some(at) if by > 0 => at + by as usize - usize::from(!stands),
            Some(at) => at.saturating_sub(by.unsigned_abs()),
            None if by > 0 => by as usize - 1,
            None => usize::MAX,
        };
        let Some(last) = differing.len().checked_sub(1) else {
            self.notice = Some("no pair was found to differ".into());
            return;
        };
        let next = differing[next.min(last)];
        if compare.pair == Some(next) {
            let end = if by > 0 { "last" } else { "first" };
            self.notice = Some(format!("this is the {end} pair that differs"));
        }
        self.go_to_pair(next);
    }

    /// Shows both passages of a pair.
    pub(super) fn go_to_pair(&mut self, index: usize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let Some(pair) = compare.pairs.get(index).cloned() else { return };
        compare.pair = Some(index);
        compare.show_both(pair.left, pair.right);
        if compare.link == Link::Offset && self.notice.is_none() {
            self.notice = Some("these passages stand in another order; = links the texts again".into());
        }
    }

    /// Goes to the passage that is `by` further in the text with the focus; a fold counts as one.
    pub(super) fn walk_passages(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let hand = compare.hand();
        let Some(here) = compare.here(hand) else { return };
        let mut at = here;
        // Where nothing is lit yet, the first step leads to what is on top.
        let first = compare.lit[hand.index()].is_none() && by > 0;
        for _ in usize::from(first)..by.unsigned_abs().min(compare.passages[hand.index()].all().len()) {
            match compare.next_passage(hand, at, by > 0) {
                Some(next) => at = next,
                None => {
                    let end = if by > 0 { "last" } else { "first" };
                    self.notice = Some(format!("this is the {end} passage"));
                    break;
                }
            }
        }
        compare.light(hand, at);
    }

    /// Enter: opens the fold, goes to the counterpart of the passage, or to what is selected in the column of matches.
    pub(in crate::app) fn go_to_match(&mut self) {
        let Some(compare) = self.compare.as_ref() else { return };
        match compare.part {
            Part::Matches => self.go_to_row(),
            Part::Text(hand) => self.enter_passage(hand),
        }
    }

    fn enter_passage(&mut self, hand: Hand) {
        let Some(compare) = self.compare.as_mut() else { return };
        let Some(passage) = compare.here(hand).and_then(|i| compare.passages[hand.index()].all().get(i)).copied()
        else {
            return;
        };
        if let Some(fold) = compare.fold_at(hand, passage.span.from()) {
            compare.opened[hand.index()].push(fold);
            compare.lit[hand.index()] = Some(passage.span);
            self.arrange_comparison();
            return;
        }
        // A passage in several pairs leads to one after the other.
        let of_it = |i: &usize| compare.pairs.get(*i).is_some_and(|p| hand.of(p) == passage.span);
        let after = compare.pair.filter(of_it).map_or(0, |i| i + 1);
        let next = (after..compare.pairs.len()).find(of_it).or_else(|| (0..compare.pairs.len()).find(of_it));
        match next {
            Some(pair) => self.go_to_pair(pair),
            None => self.notice = Some(self.only_here()),
        }
    }

    /// What there is to say about a passage without a counterpart.
    pub(super) fn only_here(&self) -> String {
        match self.compare.as_ref().map(|c| c.comparison.is_some()) {
            Some(true) => "nothing in the other text was found to be about the same; ]c goes to the next pair".into(),
            _ => "the articles are still being compared".into(),
        }
    }

    /// Goes to what is selected in the column of matches, in every text that has it.
    fn go_to_row(&mut self) {
        let Some(compare) = self.compare.as_ref() else { return };
        let findings = |side: usize| self.library.findings(compare.articles[side]);
        let spans: [Option<Span>; 2] = match compare.matches.get(compare.selected) {
            Some(MatchRow::Entity { ids, .. }) => {
                [0, 1].map(|side| findings(side)?.entity(ids[side]?)?.mentions.first().map(|m| m.span))
            }
            Some(MatchRow::Issue { ids, .. }) => {
                [0, 1].map(|side| findings(side)?.issue(ids[side]?)?.mentions.first().copied())
            }
            Some(MatchRow::Stand(stand)) => stand.sides.map(|held| held.map(|h| h.evidence)),
            Some(MatchRow::Told(told)) => told.spans,
            _ => return,
        };
        let Some(compare) = self.compare.as_mut() else { return };
        compare.pair = None;
        for hand in Hand::BOTH {
            // What is folded away opens.
            let fold = spans[hand.index()].and_then(|s| compare.fold_at(hand, s.from()));
            compare.opened[hand.index()].extend(fold);
        }
        if compare.areas.stacked {
            // The texts were hidden behind the column; they come back with the passage.
            compare.part = Part::Text(if spans[0].is_some() { Hand::Left } else { Hand::Right });
        }
        self.arrange_comparison();
        let Some(compare) = self.compare.as_mut() else { return };
        match spans {
            [Some(left), Some(right)] => compare.show_both(left, right),
            [Some(left), None] => compare.show_one(Hand::Left, left),
            [None, Some(right)] => compare.show_one(Hand::Right, right),
            [None, None] => {}
        }
    }

    /// Folds what both texts say, then what only one has, then all but what differs, then nothing.
    pub(super) fn fold_passages(&mut self) {
        let Some(compare) = self.compare.as_mut() else { return };
        compare.fold = compare.fold.next();
        compare.opened = [Vec::new(), Vec::new()];
        let told = match compare.fold {
            Fold::Nothing => "nothing is folded",
            Fold::Shared => "what both say is folded; Enter opens a fold",
            Fold::Alone => "what only one of them has is folded; Enter opens a fold",
            Fold::Agreeing => "all but what differs is folded; ]c goes to the next that differs",
        };
        self.notice = Some(told.into());
        self.arrange_comparison();
    }
}

impl Compare {
    /// The passage after one, or before it; a fold counts as its first passage.
    fn next_passage(&self, hand: Hand, from: usize, forward: bool) -> Option<usize> {
        let passages = &self.passages[hand.index()];
        let fold = |i: usize| self.fold_at(hand, passages.all().get(i)?.span.from());
        let first = |i: usize| fold(i).map_or(Some(i), |f| passages.at(f.from()));
        if forward {
            let next = fold(from).and_then(|f| passages.at(f.to().saturating_sub(1))).unwrap_or(from) + 1;
            return (next < passages.all().len()).then_some(next);
        }
        first(first(from)?.checked_sub(1)?)
    }

    /// Lights a passage, and its counterpart if it has one, and shows it.
    pub(in crate::app) fn light(&mut self, hand: Hand, index: usize) {
        let Some(passage) = self.passages[hand.index()].all().get(index).copied() else { return };
        let span = self.fold_at(hand, passage.span.from()).unwrap_or(passage.span);
        self.show_one(hand, span);
        let of_it = self.pairs.iter().enumerate().filter(|(_, p)| hand.of(p) == span);
        let best = of_it.max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score));
        self.pair = best.map(|(i, _)| i);
        self.lit[hand.other().index()] = best.map(|(_, p)| hand.other().of(p));
    }
}
