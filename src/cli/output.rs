//! What standard output is: a terminal, how wide, and whether text may be emphasised on it.

use std::io::{self, IsTerminal};

use crate::cli::arguments::Color;
use crate::export::style::Style;

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How wide the terminal is, in cells; `None` when standard output is none.
pub(super) fn width() -> Option<u16> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0)
}

/// Whether text may be emphasised.
pub(super) fn style(color: Color) -> Style {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let emphasise = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal() && !set("NO_COLOR") && !dumb(),
    };
    if emphasise { Style::TERMINAL } else { Style::PLAIN }
}
