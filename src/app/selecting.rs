//! The cursor in the text: selecting words, sentences and paragraphs by keys and by the mouse.

use crate::app::App;
use crate::app::page::RowKind;
use crate::app::reader::{Cursor, Target};
use crate::input::action::Action;
use crate::model::article::Article;
use crate::text::cells::clusters;
use crate::text::segment::{TokenKind, sentences, tokens};
use crate::text::span::Span;

/// What is being selected: everything from one end to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// What it was begun with.
    pub fixed: Span,
    /// The end that moves.
    pub moving: Span,
    /// What `v` selects next.
    pub unit: Unit,
}

/// What is selected as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One character as a reader sees it.
    Character,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

impl Selection {
    /// All that is selected.
    pub fn span(self) -> Span {
        Span { start: self.fixed.start.min(self.moving.start), end: self.fixed.end.max(self.moving.end) }
    }
}

impl App {
    /// Begins to select: the sentence of the mark or of the top row, then its paragraph, then its first word.
    pub(super) fn begin_selection(&mut self) {
        let Some(article) = self.article() else { return };
        self.show_text();
        let (at, unit) = match &self.selection {
            Some(selection) => {
                let next = match selection.unit {
                    Unit::Sentence => Unit::Paragraph,
                    Unit::Paragraph => Unit::Word,
                    Unit::Word | Unit::Character => Unit::Sentence,
                };
                (selection.fixed.from(), next)
            }
            None => (self.walking_from().from(), Unit::Sentence),
        };
        let units = self.units(&article, unit, at);
        let Some(span) = units.iter().find(|span| span.to() > at).copied() else {
            self.notice = Some("there is no text here to select".into());
            return;
        };
        self.select(Selection { fixed: span, moving: span, unit });
    }

    /// Ends selecting; nothing is selected any more.
    pub(super) fn end_selection(&mut self) -> bool {
        let selected = self.selection.take().is_some();
        if self.reader.cursor.is_some_and(|cursor| cursor.target == Target::Selection) {
            self.reader.cursor = None;
        }
        selected
    }

    /// Selects, and shows the end that moves.
    pub(super) fn select(&mut self, selection: Selection) {
        self.selection = Some(selection);
        self.reader.cursor = Some(Cursor { span: selection.span(), target: Target::Selection });
        self.reveal(selection.moving.from());
    }

    /// Moves the end of the selection. Returns whether the action does that.
    pub(super) fn move_selection(&mut self, action: Action, count: usize) -> bool {
        let Some(mut selection) = self.selection else { return false };
        let Some(article) = self.article() else { return false };
        let (unit, forward) = match action {
            Action::SelectNextCharacter => (Unit::Character, true),
            Action::SelectPreviousCharacter => (Unit::Character, false),
            Action::SelectNextWord | Action::SelectWordEnd => (Unit::Word, true),
            Action::SelectPreviousWord => (Unit::Word, false),
            Action::SelectNextSentence => (Unit::Sentence, true),
            Action::SelectPreviousSentence => (Unit::Sentence, false),
            Action::SelectNextParagraph => (Unit::Paragraph, true),
            Action::SelectPreviousParagraph => (Unit::Paragraph, false),
            Action::SelectOtherEnd => {
                (selection.fixed, selection.moving) = (selection.moving, selection.fixed);
                self.select(selection);
                return true;
            }
            Action::Down | Action::Up => {
                let by = count.min(isize::MAX as usize) as isize;
                self.select_rows(selection, &article, if action == Action::Down { by } else { -by });
                return true;
            }
            _ => return false,
        };
        for _ in 0..count.min(10_000) {
            // Backward from a longer piece, its own beginning is the first stop.
            let at = if forward { selection.moving.to() } else { selection.moving.from() };
            let units = self.units(&article, unit, at);
            let next = if forward {
                units.iter().find(|span| span.from() >= at)
            } else {
                units.iter().rev().find(|span| span.to() <= at)
            };
            let Some(next) = next else { break };
            selection.moving = *next;
        }
        self.select(selection);
        true
    }

    /// Moves the end of the selection by rows of the screen, to the word that stands there.
    fn select_rows(&mut self, selection: Selection, article: &Article, by: isize) {
        let page = self.reader.page.clone();
        let row = page.row_of(selection.moving.from());
        let column = page.rows().get(row).map_or(0, |r| selection.moving.from().saturating_sub(r.span.from()));
        let is_text =
            |row: &usize| page.rows().get(*row).is_some_and(|r| r.kind == RowKind::Body && !r.span.is_empty());
        let steps = by.unsigned_abs();
        let target = if by > 0 {
            (row + 1..page.len()).filter(is_text).take(steps).last()
        } else {
            (0..row).rev().filter(is_text).take(steps).last()
        };
        let Some(target) = target.and_then(|row| page.rows().get(row)) else { return };
        let at = (target.span.from() + column).min(target.span.to().saturating_sub(1));
        let units = self.units(article, Unit::Word, at);
        if let Some(word) = units.iter().find(|span| span.to() > at) {
            self.select(Selection { moving: *word, ..selection });
        }
    }

    /// The units of the paragraph at an offset and of its neighbours, in order.
    fn units(&self, article: &Article, unit: Unit, at: usize) -> Vec<Span> {
        let shown = |b: &&crate::model::block::Block| b.kind.is_reading() || self.reader.folds_open;
        let blocks: Vec<Span> = article.blocks.iter().filter(shown).map(|b| b.span).collect();
        let here = blocks.partition_point(|span| span.to() <= at);
        let near = blocks.get(here.saturating_sub(1)..(here + 2).min(blocks.len())).unwrap_or_default();
        let text = &article.text;
        near.iter()
            .flat_map(|block| match unit {
                Unit::Paragraph => vec![block.trimmed(text)],
                Unit::Sentence => sentences(text, *block),
                Unit::Word => {
                    let word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
                    tokens(text, *block).into_iter().filter(|t| word(t.kind)).map(|t| t.span).collect()
                }
                Unit::Character => clusters(text, *block).map(|cluster| cluster.span).collect(),
            })
            .filter(|span| !span.is_empty())
            .collect()
    }

    /// Selects from the word at one offset to that at another: the mouse is dragged from there to here.
    pub(super) fn select_between(&mut self, from: usize, to: usize) {
        let Some(article) = self.article() else { return };
        let word = |at: usize| self.units(&article, Unit::Word, at).into_iter().find(|span| span.to() > at);
        if let (Some(fixed), Some(moving)) = (word(from), word(to)) {
            self.select(Selection { fixed, moving, unit: Unit::Word });
        }
    }
}
