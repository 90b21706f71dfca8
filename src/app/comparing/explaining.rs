//! Why two passages are paired, and in what they differ: the window of the key `w`.

use crate::app::App;
use crate::app::compare::{Compare, Hand};
use crate::app::window::{Line, Window, WindowKind};
use crate::model::comparison::Relation;
use crate::text::span::Span;

impl App {
    pub(super) fn open_why_pair(&mut self) {
        let Some(compare) = &self.compare else { return };
        let Some(pair) = compare.pair_here().and_then(|i| compare.pairs.get(i)) else {
            self.open_why_alone();
            return;
        };
        let of = |hand: Hand, span: Span| {
            self.library
                .store()
                .article(compare.articles[hand.index()])
                .map_or_else(String::new, |a| span.of(&a.text).to_owned())
        };
        let mut lines = vec![Line::heading("Why these two passages?")];
        let mut told = vec![
            Line::pair("left", of(Hand::Left, pair.left)),
            Line::pair("right", of(Hand::Right, pair.right)),
            Line::pair("what they share", pair.reason.to_string()),
            Line::pair("how sure", format!("{:.0} of 100", pair.score * 100.0)),
        ];
        let relation = match pair.relation {
            Relation::Same => "both say it",
            Relation::Near => "they are on the same matter, and may say different things",
        };
        told.push(Line::pair("relation", relation));
        if compare.is_moved(pair) {
            told.push(Line::pair("place", "moved: other pairs stand in the other order"));
        }
        if pair.agrees() && pair.relation == Relation::Same {
            told.push(Line::pair("differs", "not that was found: both say it"));
        }
        lines.append(&mut told);
        if !pair.agrees() {
            lines.push(Line::heading("Why does it count as different?"));
        }
        for difference in &pair.differences {
            let words = |hand: Hand| {
                let quoted: Vec<_> = hand.words(difference).iter().map(|s| format!("“{}”", of(hand, *s))).collect();
                if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(", ") }
            };
            let both = format!("left {}, right {}", words(Hand::Left), words(Hand::Right));
            lines.push(Line::pair(difference.respect.name(), both));
        }
        let lines = self.window_lines(lines);
        self.window = Some(Window::new(WindowKind::Why, "Why are these paired?", lines));
    }
}

impl App {
    /// Why a passage has no counterpart.
    fn open_why_alone(&mut self) {
        let Some(compare) = self.compare.as_ref().filter(|c| c.comparison.is_some()) else {
            self.notice = Some(self.only_here());
            return;
        };
        let hand = compare.hand();
        let passage = compare.here(hand).and_then(|i| compare.passages[hand.index()].all().get(i));
        let article = self.library.store().article(compare.articles[hand.index()]);
        let Some((passage, article)) = passage.zip(article) else { return };
        let other = hand.other().name();
        let lines = vec![
            Line::heading(format!("Only in the {} text", hand.name())),
            Line::pair("passage", passage.span.of(&article.text)),
            Line::pair(
                "looked for",
                format!("a sentence of the {other} text that shares names, figures, days or words"),
            ),
            Line::pair("found", "none that shares enough to be on the same matter"),
            Line::pair("by hand", "p here and on its counterpart pairs them"),
        ];
        let lines = self.window_lines(lines);
        self.window = Some(Window::new(WindowKind::Why, "Why is this alone?", lines));
    }
}

impl Compare {
    /// The pair that keys are about, as an index: the one that the last motion led to, if it is on the screen, or else the
    /// best of the passage that they are about.
    pub(in crate::app) fn pair_here(&self) -> Option<usize> {
        let hand = self.hand();
        let passage = self.here(hand).and_then(|i| self.passages[hand.index()].all().get(i));
        let of_it = |i: &usize| self.pairs.get(*i).zip(passage).is_some_and(|(p, here)| hand.of(p) == here.span);
        let score = |i: &usize| self.pairs.get(*i).map_or(0.0, |p| p.score);
        let best = || (0..self.pairs.len()).filter(of_it).max_by(|a, b| score(a).total_cmp(&score(b)));
        let row = |i: usize| Some(self.pages[hand.index()].row_of(hand.of(self.pairs.get(i)?).from()));
        self.pair.filter(|i| row(*i).and_then(|row| self.screen_row(hand, row)).is_some()).or_else(best)
    }
}
