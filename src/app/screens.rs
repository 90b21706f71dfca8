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

    /// The kind of the screen that a window or a line lies on, or of the one on top.
    pub fn screen_below(&self) -> ScreenKind {
        self.screens()
            .map(Screen::kind)
            .find(|kind| !matches!(kind, ScreenKind::Window | ScreenKind::Asking))
            .unwrap_or(ScreenKind::Panes)
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
