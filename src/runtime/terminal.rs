//! The terminal while it is ours: entered, drawn to in whole frames, and given back on every way out.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, TerminalOptions, Viewport};

use crate::runtime::system::output::{self, Output};

/// Whether the terminal is in our modes. The guard, the panic hook and the signal thread may all want to give it back;
/// the first one does.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The largest screen that is drawn, in columns and rows; what a terminal claims beyond it would only cost memory.
const LARGEST: (u16, u16) = (2048, 1024);

/// How much text goes into the clipboard at most, in bytes. Base64 makes 100 KB of it, where common terminals stop.
const CLIPBOARD: usize = 74_994;

/// Asks for clicks, the wheel and drags, with coordinates of any size. Not for every motion, which would wake an idle
/// reader for nothing.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Takes that back.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Asks for the background (OSC 11), and to be told when it changes between dark and light (mode 2031).
const GROUND_ON: &[u8] = b"\x1b[?2031h\x1b]11;?\x1b\\";

/// Asks to be told no longer.
const GROUND_OFF: &[u8] = b"\x1b[?2031l";

/// Space for one frame, in bytes; a full repaint of a large screen seldom needs more.
const FRAME: usize = 64 * 1024;

/// The terminal, in raw mode and on its alternate screen. Dropping it gives it back.
pub struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<Frames>>,
    frames: Frames,
    output: Output,
    /// Columns and rows, as last asked.
    size: (u16, u16),
    /// Whether the mouse is ours.
    mouse: bool,
    /// Whether it may be asked for its background.
    asks: bool,
}

impl Terminal {
    /// Takes the terminal over, and if it may be asked, asks for its background. The answer comes as an event, if at all;
    /// nothing waits for it.
    ///
    /// # Errors
    ///
    /// It has no raw mode, or is gone.
    pub fn enter(mouse: bool, asks: bool) -> io::Result<Self> {
        let output = output::open()?;
        let frames = Frames(Rc::new(RefCell::new(Vec::with_capacity(FRAME))));
        // What colours there are is the theme's decision. Without this, NO_COLOR makes crossterm write empty colour
        // sequences, which terminals take for a reset of bold and underline.
        force_color_output(true);
        let size = window_size();
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
        let backend = CrosstermBackend::new(frames.clone());
        let screen = ratatui::Terminal::with_options(backend, TerminalOptions { viewport })?;
        let mut terminal = Self { screen, frames, output, size, mouse, asks: asks && output::CAN_BE_ASKED };
        terminal.reenter()?;
        Ok(terminal)
    }

    /// Takes the terminal over again, whatever happened to it meanwhile. It is to be drawn anew afterwards.
    ///
    /// # Errors
    ///
    /// As [`enter`](Self::enter).
    pub fn reenter(&mut self) -> io::Result<()> {
        leave_raw_mode(); // so that crossterm does not think that nothing is to be done
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        queue!(self.frames, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        if self.mouse {
            self.frames.write_all(MOUSE_ON)?;
        }
        if self.asks {
            self.frames.write_all(GROUND_ON)?;
            self.send()?;
        }
        self.repaint()
    }

    /// Takes the mouse from the terminal or gives it back, with the next frame.
    ///
    /// # Errors
    ///
    /// None that are known: it only prepares.
    pub fn take_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        self.frames.write_all(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Gives the terminal back for the time being.
    pub fn leave(&mut self) {
        self.frames.0.borrow_mut().clear();
        restore();
    }

    /// Columns and rows, as last asked.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Asks for the size; the new one if it has changed since it was last asked. The next frame draws every cell in any
    /// case: a window that was smaller for a moment has lost what it showed, even if its size is the same again.
    ///
    /// # Errors
    ///
    /// Those of [`repaint`](Self::repaint).
    pub fn resized(&mut self) -> io::Result<Option<(u16, u16)>> {
        let before = std::mem::replace(&mut self.size, window_size());
        self.repaint()?;
        Ok((self.size != before).then_some(self.size))
    }

    /// Makes the next frame draw every cell, on a cleared screen.
    ///
    /// # Errors
    ///
    /// None that are known: it only prepares.
    pub fn repaint(&mut self) -> io::Result<()> {
        queue!(self.frames, ResetColor, Clear(ClearType::All))?;
        self.screen.resize(Rect::new(0, 0, self.size.0, self.size.1))
    }

    /// Draws one frame, in one write that the terminal shows at once.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        // What is prepared already (the clearing of a repaint) belongs into the frame, or it would flicker.
        let prepared = std::mem::take(&mut *self.frames.0.borrow_mut());
        queue!(self.frames, BeginSynchronizedUpdate)?;
        self.frames.write_all(&prepared)?;
        self.screen.draw(render)?;
        queue!(self.frames, EndSynchronizedUpdate)?;
        self.send()
    }

    /// Puts text into the terminal's clipboard (OSC 52), cut at [`CLIPBOARD`] bytes. The terminal does not tell whether
    /// it did so.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut end = text.len().min(CLIPBOARD);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        queue!(self.frames, CopyToClipboard::to_clipboard_from(&text[..end]))?;
        self.send()
    }

    /// Writes what has been prepared.
    fn send(&mut self) -> io::Result<()> {
        let mut bytes = self.frames.0.borrow_mut();
        let result = output::write(&mut self.output, &bytes);
        bytes.clear();
        result
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether the terminal is ours at the moment.
pub fn is_entered() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Gives the terminal back, if it is ours: modes, screen, cursor. Errors do not matter: there is nothing more to do.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = [MOUSE_OFF, GROUND_OFF].concat();
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate, // a frame may have been cut off
        ResetColor,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let mut output = io::stdout().lock();
    let _ = output.write_all(&bytes).and_then(|()| output.flush());
    leave_raw_mode();
}

/// Puts the terminal's line discipline back as it was; unlike [`restore`] this cannot block.
pub fn leave_raw_mode() {
    let _ = disable_raw_mode();
}

/// The size of the terminal, in columns and rows. One that does not know its size is taken for 80×24.
fn window_size() -> (u16, u16) {
    output::window_size().map_or((80, 24), |(columns, rows)| (columns.min(LARGEST.0), rows.min(LARGEST.1)))
}

/// Where ratatui writes: bytes are collected until a frame is complete, whatever is flushed in between.
#[derive(Clone)]
struct Frames(Rc<RefCell<Vec<u8>>>);

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
