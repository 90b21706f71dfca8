//! From key presses to actions, and what each action does.

use crate::app::App;
use crate::app::message::Effect;
use crate::app::prompt::PASTE;
use crate::config::themes;
use crate::input::action::Action;
use crate::input::key::{Code, Key, show};
use crate::input::keymap::Match;
use crate::input::layouts::latin;

impl App {
    /// A key was pressed.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        self.keep.restore = None;
        // There is always a way out, whatever is open and however keys are bound.
        if key.ctrl && key.code == Code::Char('c') {
            return vec![Effect::Quit];
        }
        let screen = self.screen();
        if screen.is_typing(self) {
            return screen.type_key(self, key);
        }
        if let Some(effects) = screen.take_key(self, key) {
            return effects;
        }
        if let Some(action) = self.awaiting.take() {
            return self.letter(action, key);
        }
        if key.code == Code::Esc && (self.count.is_some() || !self.pending.is_empty()) {
            self.count = None;
            self.pending.clear();
            return Vec::new();
        }
        if self.pending.is_empty() && self.digit(key) {
            return Vec::new();
        }
        self.pending.push(key);
        let mut found = self.keymap.find(self.contexts(), &self.pending);
        if found == Match::None
            && let Some(latin) = key.typed().and_then(latin)
        {
            // A letter of another script that is bound to nothing stands for the key that typed it.
            self.pending.pop();
            self.pending.push(Key::char(latin));
            found = self.keymap.find(self.contexts(), &self.pending);
        }
        match found {
            Match::Prefix => Vec::new(),
            Match::Action(action) => {
                self.pending.clear();
                let count = self.count.take();
                self.perform(action, count)
            }
            Match::None => {
                let help = self.keymap.keys_of(Action::Help).next().map(|k| format!("; {} shows what does", show(k)));
                self.notice = Some(format!("{} does nothing here{}", show(&self.pending), help.unwrap_or_default()));
                self.pending.clear();
                self.count = None;
                Vec::new()
            }
        }
    }

    /// Text was pasted: it goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let screen = self.screen();
        if !screen.is_typing(self) {
            return Vec::new();
        }
        if text.len() > PASTE && text.chars().nth(PASTE).is_some() {
            self.notice = Some(format!("of the pasted text the first {PASTE} characters were taken"));
        }
        screen.paste(self, text)
    }

    /// Takes a key as a digit of the count in front of a motion.
    fn digit(&mut self, key: Key) -> bool {
        let digit = key.typed().and_then(|c| c.to_digit(10));
        match (digit, self.count) {
            (None, _) | (Some(0), None) => false,
            (Some(digit), count) => {
                let longer = count.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
                self.count = Some(longer.min(9_999_999));
                true
            }
        }
    }

    /// The letter behind `m` or `'`.
    fn letter(&mut self, action: Action, key: Key) -> Vec<Effect> {
        let Some(letter) = key.typed().filter(|c| !c.is_whitespace()) else { return Vec::new() };
        if action == Action::SetMark {
            if let Some(here) = self.here() {
                let before = self.places.mark(letter);
                self.places.set_mark(letter, here);
                self.keep_mark(letter, here, before);
                self.filter.reading.marked.insert(here.article);
                self.notice = Some(format!("marked as {letter}"));
            }
            return Vec::new();
        }
        if letter == '\'' {
            self.open_marks();
            return Vec::new();
        }
        match self.places.mark(letter) {
            Some(place) => {
                self.leave();
                self.go_to(place)
            }
            None => {
                self.notice = Some(format!("there is no mark {letter}; m {letter} sets it"));
                Vec::new()
            }
        }
    }

    /// Does again what last changed something.
    fn repeat(&mut self) -> Vec<Effect> {
        match self.last_change {
            Some((Action::EditTags, _)) if !self.last_tags.is_empty() => self.tag_again(),
            Some((action, count)) => self.perform(action, count),
            None => {
                self.notice = Some("nothing has been changed yet".into());
                Vec::new()
            }
        }
    }

    /// Takes the theme behind the present one, around the end.
    fn next_theme(&mut self) {
        let settings = &mut self.settings;
        let all: Vec<_> = themes::all(&settings.themes).collect();
        let at = all.iter().position(|theme| *theme == settings.theme).map_or(0, |at| (at + 1) % all.len());
        if let Some(next) = all.get(at) {
            settings.theme = next.clone();
            self.notice = Some(format!("theme: {}", next.name));
        }
    }

    /// How a key that leads to an action is shown, if one does.
    pub fn key_of(&self, action: Action) -> Option<String> {
        self.keymap.keys_of(action).next().map(show)
    }

    /// Does what an action does on the screen on top, or else everywhere.
    pub fn perform(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let screen = self.screen();
        if action.is_change() {
            self.last_change = Some((action, count));
        }
        if let Some(effects) = screen.perform(self, action, count) {
            return effects;
        }
        match action {
            Action::ToggleMouse => {
                self.mouse_on = !self.mouse_on;
                let whose = if self.mouse_on { "the mouse moves here" } else { "the terminal selects with the mouse" };
                self.notice = Some(whose.into());
                return vec![Effect::Mouse(self.mouse_on)];
            }
            Action::Palette => self.open_palette(),
            Action::Repeat => return self.repeat(),
            Action::ScrollDown => return self.perform(Action::Down, count),
            Action::ScrollUp => return self.perform(Action::Up, count),
            Action::NextTheme => self.next_theme(),
            Action::Copy => return self.open_copy_menu(),
            Action::Correct => return self.open_corrections(),
            Action::Undo => return self.undo_correction(),
            Action::Report => return self.ask_for_report(),
            Action::ToggleDoubtful => self.toggle_doubtful(),
            Action::ReadAgain => return self.read_again(),
            Action::SaveWorkspace => return self.ask_for_workspace(),
            Action::OpenLink => return self.open_link(),
            Action::Details => self.open_details(),
            Action::EditArticle => return self.edit_article(),
            Action::Pipe => return self.pipe(),
            Action::Problems => self.open_problems(),
            Action::Help => self.open_help(),
            Action::Close => return screen.close(self).unwrap_or_else(|| vec![Effect::Quit]),
            Action::Cancel => return screen.cancel(self).unwrap_or_default(),
            Action::Quit => return vec![Effect::Quit],
            Action::Repaint => return vec![Effect::Repaint],
            Action::Suspend => return vec![Effect::Suspend],
            // It belongs to another screen.
            _ => {}
        }
        Vec::new()
    }
}

/// How far a motion goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    One,
    HalfPage,
    Page,
}

impl Unit {
    /// In rows or entries, of a pane that shows `rows` of them.
    pub(super) fn of(self, rows: usize) -> isize {
        match self {
            Self::One => 1,
            Self::HalfPage => (rows / 2).max(1) as isize,
            // Two rows stay on the screen, so that the eye finds its line again.
            Self::Page => rows.saturating_sub(2).max(1) as isize,
        }
    }
}
