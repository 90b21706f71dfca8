//! The little emphasis of plain-text output: bold and faint, or nothing at all.

/// What is written around emphasised words. Text itself is cleaned before, so these are the only escape sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    escapes: bool,
}

impl Style {
    /// No escape sequences: for files, pipes and `NO_COLOR`.
    pub const PLAIN: Self = Self { escapes: false };
    /// With SGR escape sequences: for terminals.
    pub const TERMINAL: Self = Self { escapes: true };

    /// Cleaned text in bold.
    pub fn bold(self, text: &str) -> String {
        self.sgr("1", text)
    }

    /// Cleaned text, faint.
    pub fn faint(self, text: &str) -> String {
        self.sgr("2", text)
    }

    fn sgr(self, code: &str, text: &str) -> String {
        if self.escapes && !text.is_empty() { format!("\u{1B}[{code}m{text}\u{1B}[0m") } else { text.to_owned() }
    }
}
