//! What a line of the windows for corrections leads to.

use crate::model::correction::Correction;

/// What choosing a line does.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The correction is made.
    Make(Correction),
    /// Something is asked for first; the title of the window that asks.
    Ask(Correction, Question, String),
    /// One of several corrections is chosen first: the title of their list, and each with its letter and in words.
    Choose(String, Vec<(char, String, Correction)>),
    /// Corrections of names reach every article from now on, or only this one.
    Reach,
    /// It is the answer to what was asked.
    Answer(String),
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Somebody or something that is named.
    Name,
    /// An issue.
    Issue,
    /// A side; nothing where it speaks for none.
    Side,
    /// An outlet.
    Outlet,
    /// A day.
    Day,
}
