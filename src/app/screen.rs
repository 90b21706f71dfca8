//! A screen is one thing: what is open says for itself which keys it has, where typing and pasting go, what the mouse and
//! the actions do, and how it is left.
//!
//! A new screen is a folder with an implementation of [`Screen`], a row in
//! `SCREENS` of `app/screens.rs`, and its picture in the view.

use crate::app::App;
use crate::app::message::Effect;
use crate::input::action::{Action, Context};
use crate::input::key::Key;
use crate::input::mouse::Mouse;

/// Which screen it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenKind {
    /// A line that asks for something, in place of the last row.
    Asking,
    /// A window on top of another screen: help, problems, marks, why and so on.
    Window,
    /// The board of all articles.
    Board,
    /// Two articles side by side.
    Comparison,
    /// The list, the text and the side panel.
    Panes,
}

/// What can be on the screen. What it keeps between two keys is part of the [`App`].
pub trait Screen: Sync {
    /// Which one it is.
    fn kind(&self) -> ScreenKind;

    /// Whether it is there, perhaps below another one.
    fn is_open(&self, app: &App) -> bool;

    /// Where keys are looked up while it is on top, the most specific context first.
    fn contexts(&self, app: &App) -> &'static [Context];

    /// Whether keys are text now.
    fn is_typing(&self, app: &App) -> bool;

    /// Takes a key as text, while [`is_typing`](Self::is_typing).
    fn type_key(&self, app: &mut App, key: Key) -> Vec<Effect>;

    /// Takes pasted text, while [`is_typing`](Self::is_typing).
    fn paste(&self, app: &mut App, text: &str) -> Vec<Effect>;

    /// Takes a key before it is looked up; `None` for those that mean what they mean elsewhere.
    fn take_key(&self, _app: &mut App, _key: Key) -> Option<Vec<Effect>> {
        None
    }

    /// The mouse did something; `wheel` is how many rows it turned.
    fn mouse(&self, app: &mut App, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect>;

    /// Does what an action does here; `None` for those that do the same everywhere.
    fn perform(&self, app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>>;

    /// Closes it, or the innermost thing on it; `None` where there is nothing to close.
    fn close(&self, app: &mut App) -> Option<Vec<Effect>>;

    /// Takes the innermost thing on it back; `None` where there is nothing to take back.
    fn cancel(&self, app: &mut App) -> Option<Vec<Effect>>;

    /// Computes where its parts lie after the size of the screen has changed.
    fn arrange(&self, app: &mut App);
}
