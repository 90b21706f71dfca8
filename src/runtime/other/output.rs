//! Writing to the terminal, and its size.

use std::io::{self, Stdout, Write};

/// Where frames go.
pub type Output = Stdout;

/// Whether the terminal can be asked for its background: its answers would come as keys.
pub const CAN_BE_ASKED: bool = false;

/// Opens it.
///
/// # Errors
///
/// None.
pub fn open() -> io::Result<Output> {
    Ok(io::stdout())
}

/// Columns and rows, if the terminal knows.
pub fn window_size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// Writes all of `bytes`.
///
/// # Errors
///
/// The terminal is gone.
pub fn write(output: &mut Output, bytes: &[u8]) -> io::Result<()> {
    output.write_all(bytes)?;
    output.flush()
}

/// Whether an error says that the terminal is gone.
pub fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
