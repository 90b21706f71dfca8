//! The palette: every action that works here, found by its name and run.

use crate::app::App;
use crate::app::message::Effect;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::action::{ACTIONS, Action};
use crate::input::key::show;
use tui_input::Input;

impl App {
    /// Opens the palette with everything that works on the screen on top.
    pub(super) fn open_palette(&mut self) {
        // What works in a window is gone with it, and the palette takes its place.
        self.window = None;
        let contexts = self.contexts();
        let here = contexts.iter().flat_map(|context| ACTIONS.iter().filter(move |entry| entry.context == *context));
        let lines = here.filter(|entry| entry.action != Action::Palette).map(|entry| {
            let keys: Vec<_> = self.keymap.keys_of(entry.action).map(show).collect();
            let text = format!("{}: {}", entry.name, entry.doc);
            Line { run: Some(entry.action), ..Line::pair(keys.join("  "), text) }
        });
        let mut palette = Window::new(WindowKind::Palette, "Run", lines.collect());
        palette.typing = true;
        self.window = Some(palette);
    }

    /// Lets through the actions that hold all that is typed; those whose name begins so come first.
    pub(super) fn narrow_palette(&mut self) {
        let Some(palette) = &mut self.window else { return };
        palette.narrow();
        let typed = palette.query.value().trim().to_lowercase().replace(' ', "-");
        let name = |i: &usize| palette.lines.get(*i).and_then(|l| l.run).map_or("", |action| action.entry().name);
        let mut shown = palette.shown.clone();
        shown.sort_by_key(|i| (name(i) != typed, !name(i).starts_with(&typed), !name(i).contains(&typed)));
        palette.shown = shown;
        palette.selected = 0;
    }

    /// Puts the name of the selected action into the line.
    pub(super) fn complete_palette(&mut self) {
        let Some(palette) = &mut self.window else { return };
        if let Some(action) = palette.selected_line().and_then(|line| line.run) {
            palette.query = Input::new(action.entry().name.to_owned());
            self.narrow_palette();
        }
    }

    /// Closes the window and does what its selected line says; a number goes to that entry, row or paragraph.
    pub(super) fn run_chosen(&mut self) -> Vec<Effect> {
        let Some(open) = self.window.take() else { return Vec::new() };
        let typed = open.query.value().trim();
        if open.kind == WindowKind::Palette
            && let Ok(number) = typed.trim_end_matches('%').parse::<usize>()
        {
            let action = if typed.ends_with('%') { Action::GoToShare } else { Action::Top };
            return self.perform(action, Some(number.min(9_999_999)));
        }
        match open.selected_line().and_then(|line| line.run) {
            Some(action) => self.perform(action, None),
            None => {
                self.notice = Some(format!("there is no action “{typed}” here"));
                Vec::new()
            }
        }
    }

    /// Moves a window's selection so that it shows, after its lines were made.
    pub(super) fn settle_window(&mut self, by: isize) {
        let rows = self.rows_of_window();
        if let Some(open) = &mut self.window {
            open.step(by, rows);
        }
    }
}
