//! Corrections: making them, taking them back, and taking in what articles are like with them.
//!
//! The list of corrections is kept here; what it does to findings is computed elsewhere and comes as a message, first for
//! what is on the screen, then for all other articles.

use std::sync::Arc;

use crate::app::App;
use crate::app::correcting::answer::Asked;
use crate::app::correcting::subject::Thing;
use crate::app::message::{Effect, Redone};
use crate::app::reader::{Cursor, Target};
use crate::input::action::Action;
use crate::input::key::show;
use crate::model::article_id::ArticleId;
use crate::model::correction::{Correction, Subject};
use crate::store::order::SortKey;
use crate::text::cells::clean_line;

mod answer;
mod menu;
pub mod step;
mod subject;
#[cfg(test)]
mod tests;

/// What is being corrected while a window is open for it.
#[derive(Debug, Default)]
pub(in crate::app) struct Correcting {
    /// What the menu offers corrections of.
    things: Vec<Thing>,
    /// Whether corrections of names reach every article.
    everywhere: bool,
    /// What a window asks for.
    asked: Option<Asked>,
}

impl App {
    /// Makes a correction: it is kept, laid over the articles, and said.
    pub(in crate::app) fn correct(&mut self, correction: Correction) -> Vec<Effect> {
        let correction = Correction { date: self.settings.today, ..correction };
        let made = Arc::make_mut(&mut self.corrections).add(correction).clone();
        let back = self.keymap.keys_of(Action::Undo).next().map(|keys| format!("; {} takes it back", show(keys)));
        let mut effects = vec![Effect::KeepCorrection(Box::new(made.clone()))];
        effects.extend(self.lay_anew(&made));
        self.notice = Some(clean_line(&format!("{made}{}", back.unwrap_or_default())).into_owned());
        effects
    }

    /// Takes the last correction back, whoever made it and when.
    pub(in crate::app) fn undo_correction(&mut self) -> Vec<Effect> {
        let Some(undone) = Arc::make_mut(&mut self.corrections).undo() else {
            self.notice = Some("nothing is corrected: there is nothing to take back".into());
            return Vec::new();
        };
        self.window = None;
        let mut effects = vec![Effect::DropCorrection(undone.id.clone())];
        effects.extend(self.lay_anew(&undone));
        let day = undone.date.filter(|day| Some(*day) != self.settings.today);
        let day = day.map_or_else(String::new, |day| format!(" (of {day})"));
        self.notice = Some(clean_line(&format!("taken back: {undone}{day}")).into_owned());
        effects
    }

    /// Asks for whatever a correction changes.
    fn lay_anew(&mut self, correction: &Correction) -> Vec<Effect> {
        if correction.what.subject() == Subject::Pair {
            return self.retake_pairs();
        }
        let compared = self.compare.as_ref().map(|c| c.articles);
        let shown = self.reader.article.into_iter().chain(compared.into_iter().flatten()).chain(self.board.article());
        let mut shown: Vec<ArticleId> = shown.filter(|id| self.library.is_analysed(*id)).collect();
        shown.sort_unstable();
        shown.dedup();
        vec![Effect::Correct(shown)]
    }

    /// Takes in articles with what was corrected.
    pub(in crate::app) fn corrected(&mut self, redone: &[Redone]) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut compared = false;
        for one in redone {
            if !self.library.correct(one) {
                continue;
            }
            if self.reader.article == Some(one.id) {
                self.reader.follow = self.reader.follow.take().filter(|follow| follow.from.0 != one.id);
                self.refresh_findings(one.id);
                self.keep_cursor();
            }
            compared |= self.compare.as_ref().is_some_and(|c| c.articles.contains(&one.id));
        }
        if let Some(compare) = self.compare.as_ref().filter(|_| compared) {
            effects.push(Effect::Compare(compare.articles));
            self.by_hand.forget();
        }
        let mut sorts = [self.filter.sort].into_iter().chain(self.filter.ties.iter().copied());
        let by_metadata = sorts.any(|sort| matches!(sort.by, SortKey::Date | SortKey::Source | SortKey::Story));
        if self.filter.active() || by_metadata {
            effects.extend(self.refilter());
        }
        effects
    }

    /// Lets the cursor be on what is at its place now.
    fn keep_cursor(&mut self) {
        let (Some(cursor), Some(findings)) = (self.reader.cursor, self.findings()) else { return };
        let marks = &self.reader.highlights;
        let target = match cursor.target {
            Target::Entity(_) => {
                marks.entities.iter().find(|(s, _)| *s == cursor.span).map(|(_, id)| Target::Entity(*id))
            }
            Target::Issue(_) => marks.issues.iter().find(|(s, _)| *s == cursor.span).map(|(_, id)| Target::Issue(*id)),
            Target::Quotation(_) => {
                marks.quotations.iter().find(|(s, _)| *s == cursor.span).map(|(_, i)| Target::Quotation(*i))
            }
            Target::Position(..) => findings.issues.iter().enumerate().find_map(|(i, issue)| {
                let position = issue.positions.iter().position(|p| p.evidence == cursor.span)?;
                Some(Target::Position(crate::model::issue::IssueId(i as u32), position))
            }),
            other => Some(other),
        };
        // The words stay under the cursor when nothing is found in them any more.
        self.reader.cursor = Some(Cursor { target: target.unwrap_or(Target::Passage), ..cursor });
    }
}
