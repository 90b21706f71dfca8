//! Keys, the table of actions, and the keymap. Layer 0: knows no terminal.

pub mod action;
pub mod key;
pub mod keymap;
pub mod layouts;
pub mod mouse;
pub mod reference;
