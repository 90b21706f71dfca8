//! What each passage of a text is in a comparison: said by both, told differently, or only here.

use crate::app::compare::{Fold, Hand};
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::comparison::Pair;
use crate::model::comparison::laying::Telling;
use crate::text::span::Span;

/// What a passage is in a comparison, from what asks for the least attention to what asks for the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing in the other text is about the same, as far as was found.
    Only,
    /// Both texts speak about the matter, and may say different things.
    Near,
    /// Both texts say it.
    Both,
    /// Both texts speak about it and do not say the same.
    Differs,
}

impl State {
    /// The state of a pair.
    pub fn of(pair: &Pair) -> Self {
        match Telling::of(pair) {
            Telling::Alike => Self::Both,
            Telling::Differently => Self::Differs,
            Telling::Near => Self::Near,
        }
    }

    /// Its sign on the screen; one cell.
    pub fn sign(self, hand: Hand) -> &'static str {
        match (self, hand) {
            (Self::Near, _) => "≈",
            (Self::Both, _) => "=",
            (Self::Differs, _) => "≠",
            (Self::Only, Hand::Left) => "‹",
            (Self::Only, Hand::Right) => "›",
        }
    }
}

/// One sentence of the title, a heading or the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkedSentence {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub state: State,
    /// Whether it belongs to the headline, which is never folded.
    title: bool,
}

/// The passages of one text, in order.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    all: Vec<MarkedSentence>,
    /// How many of them stand only here; every frame shows it.
    alone: usize,
}

impl Passages {
    /// The passages of the article on one side. `sentences` are all its sentences, in order.
    pub(in crate::app) fn new(article: &Article, sentences: &[Span], pairs: &[Pair], hand: Hand) -> Self {
        let mut paired: Vec<(Span, State)> = pairs.iter().map(|p| (hand.of(p), State::of(p))).collect();
        // Of several pairs of one passage the one that differs comes first.
        paired.sort_unstable_by_key(|(span, state)| (*span, std::cmp::Reverse(*state)));
        let mut blocks = article.blocks.iter().peekable();
        let read = sentences.iter().filter_map(|span| {
            while blocks.next_if(|b| b.span.end <= span.start).is_some() {}
            let kind = blocks.peek()?.kind;
            let is_read = matches!(kind, BlockKind::Title | BlockKind::Heading | BlockKind::Body);
            if !is_read || !span.of(&article.text).contains(char::is_alphanumeric) {
                return None;
            }
            let at = paired.partition_point(|p| p.0 < *span);
            let state = paired.get(at).filter(|p| p.0 == *span).map_or(State::Only, |p| p.1);
            Some(MarkedSentence { span: *span, state, title: kind == BlockKind::Title })
        });
        let all: Vec<MarkedSentence> = read.collect();
        let alone = all.iter().filter(|p| p.state == State::Only).count();
        Self { all, alone }
    }

    /// All of them.
    pub fn all(&self) -> &[MarkedSentence] {
        &self.all
    }

    /// The passage that holds an offset of the text, or the last one before it.
    pub fn at(&self, offset: usize) -> Option<usize> {
        self.all.partition_point(|p| p.span.from() <= offset).checked_sub(1)
    }

    /// The first passage that begins within a span.
    pub fn begin_in(&self, span: Span) -> Option<usize> {
        let at = self.all.partition_point(|p| p.span.start < span.start);
        self.all.get(at).filter(|p| p.span.start < span.end).map(|_| at)
    }

    /// How many stand only here.
    pub fn alone(&self) -> usize {
        self.alone
    }

    /// How many begin within a span.
    pub fn within(&self, span: Span) -> usize {
        let before = |end: u32| self.all.partition_point(|p| p.span.start < end);
        before(span.end) - before(span.start)
    }

    /// Where new rows begin, so that a row belongs to passages of one sort: at each passage that has a counterpart, and
    /// behind it. Sorted.
    pub(in crate::app) fn breaks(&self, folds: &[Span]) -> Vec<u32> {
        let mut out = Vec::new();
        let mut apart = false;
        for passage in &self.all {
            let paired = passage.state != State::Only;
            let folded = folds.binary_search_by_key(&passage.span.start, |f| f.start).is_ok();
            if paired || apart || folded {
                out.push(passage.span.start);
            }
            apart = paired || folds.binary_search_by_key(&passage.span.end, |f| f.end).is_ok();
        }
        out
    }

    /// The runs of passages that `fold` hides, but for what lies in `opened`.
    pub(in crate::app) fn folds(&self, fold: Fold, opened: &[Span]) -> Vec<Span> {
        let hidden =
            |p: &MarkedSentence| fold.hides(p.state) && !p.title && !opened.iter().any(|o| o.contains(p.span.from()));
        let runs = self.all.chunk_by(|a, b| hidden(a) == hidden(b)).filter(|run| run.first().is_some_and(hidden));
        runs.filter_map(|run| Some(Span { start: run.first()?.span.start, end: run.last()?.span.end })).collect()
    }
}
