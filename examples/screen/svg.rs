//! A frame as a picture: an SVG with every character in its cell.
//!
//! Runs of equal style become one `<text>` that is stretched to its cells, whatever font the viewer has. Box-drawing
//! and block characters become rectangles, because fonts seldom let them touch.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use parallax::app::App;
use parallax::theme::Ground;
use parallax::view::paint;

/// Width and height of a cell, and how far the base line lies below its top, in pixels.
const CELL: (f64, f64, f64) = (8.4, 18.0, 13.5);
/// Room around the cells, in pixels.
const MARGIN: f64 = 10.0;

/// The present frame of the reader as an SVG document.
pub fn frame(app: &App) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    paint(app, &mut buffer);
    render(&buffer, app.settings.theme.base.ground(app.ground))
}

/// A frame as an SVG document, on the background that the theme is made for.
pub fn render(buffer: &Buffer, ground: Ground) -> String {
    let page = Page::of(ground);
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let width = f64::from(columns) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(rows) * CELL.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"'DejaVu Sans Mono', ui-monospace, Menlo, Consolas, monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" xml:space=\"preserve\">\n",
        page.background,
    );
    for y in 0..rows {
        for run in runs(buffer, y, &page) {
            run.write(&mut out, y, &page);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The colours of a terminal: those that a frame leaves to it, and the sixteen.
struct Page {
    background: &'static str,
    foreground: &'static str,
    sixteen: [&'static str; 16],
}

impl Page {
    fn of(ground: Ground) -> Self {
        if ground == Ground::Light {
            Self {
                background: "#ffffff",
                foreground: "#1c1c1c",
                sixteen: [
                    "#000000", "#b3261e", "#1b7a2f", "#8a5a00", "#1f5fbf", "#8e3aa8", "#0b7a75", "#8a8a8a", "#5c5c5c",
                    "#d13438", "#2f9e44", "#b07900", "#3b7ddd", "#a855c7", "#12918b", "#ffffff",
                ],
            }
        } else {
            Self {
                background: "#121212",
                foreground: "#e0e0e0",
                sixteen: [
                    "#000000", "#e06c60", "#87c97f", "#d7af5f", "#5f9fef", "#c783d6", "#5fc9c9", "#d0d0d0", "#808080",
                    "#ff8078", "#a5e09c", "#f0cf7f", "#7fb8ff", "#e0a0ee", "#80e0e0", "#ffffff",
                ],
            }
        }
    }

    fn hex(&self, color: Color, otherwise: &str) -> String {
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        match color {
            Color::Reset => otherwise.to_owned(),
            Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
            Color::Indexed(i @ 16..=231) => {
                let i = i - 16;
                format!("#{:02x}{:02x}{:02x}", level(i / 36), level(i / 6 % 6), level(i % 6))
            }
            Color::Indexed(i @ 232..) => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (i - 232)),
            Color::Indexed(i) => self.sixteen[usize::from(i)].to_owned(),
            named => {
                const NAMED: [Color; 16] = [
                    Color::Black,
                    Color::Red,
                    Color::Green,
                    Color::Yellow,
                    Color::Blue,
                    Color::Magenta,
                    Color::Cyan,
                    Color::Gray,
                    Color::DarkGray,
                    Color::LightRed,
                    Color::LightGreen,
                    Color::LightYellow,
                    Color::LightBlue,
                    Color::LightMagenta,
                    Color::LightCyan,
                    Color::White,
                ];
                let at = NAMED.iter().position(|c| *c == named);
                at.map_or(otherwise, |i| self.sixteen[i]).to_owned()
            }
        }
    }
}

/// Neighbouring cells of one look.
struct Run {
    from: u16,
    cells: u16,
    text: String,
    look: Look,
}

/// How a cell looks, colours as in the document.
#[derive(PartialEq, Eq)]
struct Look {
    foreground: String,
    /// `None` where the page shows through.
    background: Option<String>,
    /// The colour of the underline, if there is one.
    underline: Option<String>,
    /// Which of bold, italic and dim the letters are.
    letters: Modifier,
    /// Whether it is drawn as a shape instead of a letter.
    shape: bool,
}

impl Look {
    fn of(cell: &Cell, page: &Page) -> Self {
        let has = |modifier| cell.modifier.contains(modifier);
        let mut foreground = page.hex(cell.fg, page.foreground);
        let mut background = (cell.bg != Color::Reset).then(|| page.hex(cell.bg, page.background));
        if has(Modifier::REVERSED) {
            let below = background.replace(foreground);
            foreground = below.unwrap_or_else(|| page.background.to_owned());
        }
        let underline = has(Modifier::UNDERLINED).then(|| page.hex(cell.underline_color, &foreground));
        let letters = cell.modifier & (Modifier::BOLD | Modifier::ITALIC | Modifier::DIM);
        let shape = shape(cell.symbol()).is_some();
        Self { foreground, background, underline, letters, shape }
    }
}

/// The runs of a row. Shapes stand alone unless they repeat.
fn runs(buffer: &Buffer, y: u16, page: &Page) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(buffer.area.x + x, buffer.area.y + y)];
        let cells = cell.cell_width().max(1);
        let look = Look::of(cell, page);
        match out.last_mut() {
            Some(run) if run.look == look && run.takes(cell.symbol()) => {
                run.cells += cells;
                run.text.push_str(cell.symbol());
            }
            _ => out.push(Run { from: x, cells, text: cell.symbol().to_owned(), look }),
        }
        x += cells;
    }
    out
}

impl Run {
    /// Whether a run goes on with a character: shapes repeat, and blanks in a row stand apart, because viewers differ in
    /// how they treat them.
    fn takes(&self, symbol: &str) -> bool {
        match symbol {
            _ if self.look.shape => self.text.starts_with(symbol),
            " " => self.text.trim().is_empty() || !self.text.ends_with(' '),
            _ => !self.text.trim().is_empty(),
        }
    }

    /// The character of a run of shapes.
    fn symbol(&self) -> String {
        self.text.chars().take(1).collect()
    }

    fn write(&self, out: &mut String, y: u16, page: &Page) {
        let look = &self.look;
        let (left, top) = (f64::from(self.from) * CELL.0, f64::from(y) * CELL.1);
        let width = f64::from(self.cells) * CELL.0;
        if let Some(background) = look.background.as_deref().filter(|b| *b != page.background) {
            rect(out, [left, top, width, CELL.1], background, "");
        }
        if let Some(color) = &look.underline {
            rect(out, [left, top + CELL.2 + 2.0, width, 1.0], color, "");
        }
        let letters = |modifier, attribute| if look.letters.contains(modifier) { attribute } else { "" };
        let dim = letters(Modifier::DIM, " opacity=\"0.6\"");
        if let Some([x, y, w, h]) = self.look.shape.then(|| shape(&self.symbol())).flatten() {
            // A shape as wide as its cell runs through; others repeat.
            let (count, step) = if w >= 1.0 { (1, width) } else { (self.cells, CELL.0) };
            for i in 0..count {
                let x = left + f64::from(i) * step + x * CELL.0;
                rect(out, [x, top + y * CELL.1, w * step, h * CELL.1], &look.foreground, dim);
            }
            return;
        }
        let blank = |s: &str| (s.len() - s.trim_start_matches(' ').len()) as u16;
        let lead = blank(&self.text);
        let text = self.text.trim_matches(' ');
        if text.is_empty() {
            return;
        }
        let trail = (self.text.len() - self.text.trim_end_matches(' ').len()) as u16;
        let (x, cells) = (self.from + lead, self.cells - lead - trail);
        let bold = letters(Modifier::BOLD, " font-weight=\"bold\"");
        let italic = letters(Modifier::ITALIC, " font-style=\"italic\"");
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{bold}{italic}{dim}>",
            f64::from(x) * CELL.0,
            top + CELL.2,
            f64::from(cells) * CELL.0,
            look.foreground,
        );
        for c in text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c => out.push(c),
            }
        }
        out.push_str("</text>\n");
    }
}

/// Writes a rectangle: left, top, width and height in pixels.
fn rect(out: &mut String, [left, top, width, height]: [f64; 4], fill: &str, more: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"{more}/>"
    );
}

/// Characters that are drawn as a rectangle: left, top, width and height as parts of a cell.
fn shape(symbol: &str) -> Option<[f64; 4]> {
    let low = |eighths: f64| [0.0, 1.0 - eighths / 8.0, 1.0, eighths / 8.0];
    Some(match symbol {
        "─" => [0.0, 0.5, 1.0, 0.06],
        "━" => [0.0, 0.48, 1.0, 0.11],
        "│" => [0.45, 0.0, 0.12, 1.0],
        "┃" => [0.4, 0.0, 0.25, 1.0],
        "▌" => [0.0, 0.0, 0.5, 1.0],
        "▁" => low(1.0),
        "▂" => low(2.0),
        "▃" => low(3.0),
        "▄" => low(4.0),
        "▅" => low(5.0),
        "▆" => low(6.0),
        "▇" => low(7.0),
        "█" => low(8.0),
        _ => return None,
    })
}
