//! The one place that knows which screen lies on top of which.

use crate::app::App;
use crate::app::asking::InLine;
use crate::app::boarding::OnBoard;
use crate::app::comparing::Comparing;
use crate::app::panes::Panes;
use crate::app::screen::{Screen, ScreenKind};
use crate::app::windows::InWindow;
use crate::input::action::Context;

/// Every screen, each before those that it covers. The last one is always there.
pub const SCREENS: [&dyn Screen; 5] = [&InLine, &InWindow, &OnBoard, &Comparing, &Panes];

impl App {
    /// The screens that are open, the topmost first.
    pub fn screens(&self) -> impl Iterator<Item = &'static dyn Screen> + '_ {
        SCREENS.into_iter().filter(|screen| screen.is_open(self))
    }

    /// The screen on top, which has the keys.
    pub fn screen(&self) -> &'static dyn Screen {
        self.screens().next().unwrap_or(&Panes)
    }

    /// The screen that a window or a line lies on, or the one on top.
    pub fn screen_under(&self) -> &'static dyn Screen {
        let lies_on = |kind| matches!(kind, ScreenKind::Window | ScreenKind::Asking);
        self.screens().find(|screen| !lies_on(screen.kind())).unwrap_or(&Panes)
    }

    /// The kind of that screen.
    pub fn screen_below(&self) -> ScreenKind {
        self.screen_under().kind()
    }

    /// Whether a screen is on top, so that the keys go to it.
    pub fn has_keys(&self, kind: ScreenKind) -> bool {
        self.screen().kind() == kind
    }

    /// Where keys are looked up now, the most specific context first.
    pub fn contexts(&self) -> &'static [Context] {
        self.screen().contexts(self)
    }
}
