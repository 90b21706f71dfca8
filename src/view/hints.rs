//! Which keys matter here, taken from the table of actions and the keymap.

use ratatui::style::Style;

use crate::app::App;
use crate::app::window::WindowKind;
use crate::input::action::{ACTIONS, Action, Context};
use crate::input::key::{Code, Key, show};
use crate::text::cells::line_width;
use crate::theme::Theme;
use crate::view::canvas::Canvas;

/// A key, or the rest of a sequence, with what it does.
pub struct Hint {
    key: String,
    does: &'static str,
    /// Whether it stands at the end and is never left out: the key that leads to all others.
    kept: bool,
}

impl Hint {
    fn width(&self) -> usize {
        line_width(&self.key) + 1 + line_width(self.does)
    }
}

/// The keys that are worth a hint now, the most specific first.
pub fn hints(app: &App) -> Vec<Hint> {
    let useful = |action: Action| match action {
        Action::NextHit => app.search.active() || app.reader.follow.is_some(),
        Action::NextArticle | Action::Compare => app.list.order.len() > 1,
        Action::FilterByStory => app.reader.article.is_some_and(|id| app.library.story(id).is_some()),
        _ => true,
    };
    // Without an article there is nothing to move through.
    let contexts = if app.article().is_some() { app.contexts() } else { &[Context::Anywhere] };
    let mut out = Vec::new();
    if let Some(window) = &app.window {
        if window.kind == WindowKind::Topics {
            out.push(Hint { key: "Space".to_owned(), does: "on, off", kept: false });
        }
        let does = match window.kind {
            WindowKind::Topics => "filter",
            WindowKind::Copy => "copy",
            WindowKind::Links => "open",
            WindowKind::Correct | WindowKind::Answer => "correct",
            WindowKind::Hits
            | WindowKind::Titles
            | WindowKind::Matches
            | WindowKind::Marks
            | WindowKind::Notes
            | WindowKind::Outline => "go to",
            WindowKind::Help | WindowKind::Palette => "run",
            WindowKind::Problems | WindowKind::Why | WindowKind::Output | WindowKind::Details => "",
        };
        let choose = app.keymap.keys_of(Action::Choose).next().filter(|_| !does.is_empty());
        out.extend(choose.map(|keys| Hint { key: show(keys), does, kept: false }));
        let close = app.keymap.keys_of(Action::Close).next();
        out.extend(close.map(|keys| Hint { key: show(keys), does: "close", kept: false }));
    }
    for context in contexts {
        for entry in ACTIONS.iter().filter(|e| e.context == *context && !e.hint.is_empty() && useful(e.action)) {
            if let Some(keys) = app.keymap.keys_of(entry.action).next() {
                out.push(Hint { key: show(keys), does: entry.hint, kept: entry.action == Action::Help });
            }
        }
    }
    out.sort_by_key(|hint| hint.kept);
    out
}

/// The keys that end typing in a line, whatever is bound to them elsewhere.
pub fn while_typing() -> Vec<Hint> {
    let plain = |code| Key::plain(code).to_string();
    [(Code::Enter, "keep"), (Code::Esc, "cancel")]
        .map(|(code, does)| Hint { key: plain(code), does, kept: false })
        .into()
}

/// What can follow the keys typed so far.
pub fn continuations(app: &App) -> Vec<Hint> {
    let next = app.keymap.continuations(app.contexts(), &app.pending);
    let mut out: Vec<Hint> = Vec::new();
    for (keys, action) in next {
        let (key, does) = (show(keys), brief(action));
        match out.last_mut() {
            // What differs in the direction only, as with sorting, is said once.
            Some(last) if last.does == does => last.key = format!("{}/{key}", last.key),
            _ => out.push(Hint { key, does, kept: false }),
        }
    }
    out
}

/// What an action does in the fewest words: its doc without what explains it further.
fn brief(action: Action) -> &'static str {
    let doc = action.entry().doc;
    let end = doc.find([';', ',', ':']).unwrap_or(doc.len());
    let doc = &doc[..end];
    let doc = doc.strip_prefix("to the ").unwrap_or(doc);
    let doc = doc.strip_prefix("show or hide the ").unwrap_or(doc);
    doc.strip_prefix("sort ").unwrap_or(doc)
}

/// Draws the hints at the right end of a row, as many as fit between column `from` and the end; those that are
/// kept before all others.
pub fn draw(hints: &[Hint], theme: &Theme, canvas: &mut Canvas<'_>, from: u16, base: Style) {
    let end = canvas.width().saturating_sub(1);
    let room = usize::from(end.saturating_sub(from));
    let kept = hints.iter().rev().take_while(|h| h.kept).count();
    let (others, kept) = hints.split_at(hints.len() - kept);
    let width = |shown: &[Hint]| shown.iter().map(|h| h.width() + 2).sum::<usize>();
    let fits = |n: &usize| width(&others[..*n]) + width(kept) <= room + 2;
    let shown = (0..=others.len()).rev().find(fits).map_or(&others[..0], |n| &others[..n]);
    let used = (width(shown) + width(kept)).saturating_sub(2);
    if used > room {
        return;
    }
    let mut x = end.saturating_sub(used as u16);
    for hint in shown.iter().chain(kept) {
        x = canvas.put(x, 0, &hint.key, base.patch(theme.key));
        x = canvas.put(x + 1, 0, hint.does, base.patch(theme.dim)) + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_in_a_few_words() {
        assert_eq!(brief(Action::Top), "top");
        assert_eq!(brief(Action::GoToList), "list of articles");
        assert_eq!(brief(Action::NextEntity), "next mention of any entity");
        assert_eq!(brief(Action::ToggleIssues), "underline disputed issues");
        assert_eq!(brief(Action::SortByDateReversed), "by date");
    }
}
