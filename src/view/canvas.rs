//! A rectangle of the screen to draw in. Nothing drawn through it falls outside, and no text reaches the screen
//! uncleaned.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::app::geometry::Area;
use crate::text::cells::{clean_line, clusters, head, line_width, truncate};
use crate::text::span::Span;

/// A rectangle of a frame. Columns and rows count from its upper left corner.
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
}

impl<'b> Canvas<'b> {
    /// The part of `area` that lies inside the frame.
    pub fn new(buffer: &'b mut Buffer, area: Area) -> Self {
        let area = Rect { x: area.x, y: area.y, width: area.width, height: area.height };
        let area = area.intersection(buffer.area);
        Self { buffer, area }
    }

    /// A part of this canvas: from column `x` and row `y`, at most `width` × `height` cells.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Canvas<'_> {
        let (x, y) = (x.min(self.area.width), y.min(self.area.height));
        let area = Rect {
            x: self.area.x + x,
            y: self.area.y + y,
            width: width.min(self.area.width - x),
            height: height.min(self.area.height - y),
        };
        Canvas { buffer: self.buffer, area }
    }

    /// The part below the heading row.
    pub fn below_heading(&mut self) -> Canvas<'_> {
        self.part(0, 1, u16::MAX, u16::MAX)
    }

    /// Columns.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Where a cell of this canvas lies on the screen, as column and row.
    pub fn on_screen(&self, x: u16, y: u16) -> (u16, u16) {
        (self.area.x.saturating_add(x), self.area.y.saturating_add(y))
    }

    /// Writes a line that may come from an article, cleaned, from column `x` of row `y`; what does not fit is cut off.
    /// Returns the column behind it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if y >= self.area.height || x >= self.area.width {
            return x.min(self.area.width);
        }
        let room = usize::from(self.area.width - x);
        let (end, _) =
            self.buffer.set_stringn(self.area.x + x, self.area.y + y, clean_line(head(text, room)), room, style);
        end - self.area.x
    }

    /// Writes a line into at most `room` cells, with an ellipsis where it is cut. Returns the column behind it.
    pub fn put_cut(&mut self, x: u16, y: u16, text: &str, room: usize, style: Style) -> u16 {
        self.put(x, y, &truncate(head(text, room), room), style)
    }

    /// Writes a line so that it ends in front of column `end`. Returns the column where it begins.
    pub fn put_right(&mut self, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let begin = end.min(self.area.width).saturating_sub(line_width(text) as u16);
        self.put(begin, y, text, style);
        begin
    }

    /// Writes the grapheme clusters of a span of a text, each with the style that `style` gives for its place; runs of
    /// white space take one cell, as in the layout. Returns the column behind it.
    pub fn put_span(&mut self, x: u16, y: u16, text: &str, span: Span, mut style: impl FnMut(Span) -> Style) -> u16 {
        if y >= self.area.height {
            return x;
        }
        let mut x = x;
        for cluster in clusters(text, span) {
            if cluster.cells > self.area.width.saturating_sub(x) {
                break;
            }
            if cluster.cells == 0 {
                continue;
            }
            self.cell(x, y, &cluster.text, style(cluster.span));
            for covered in 1..cluster.cells {
                if let Some(cell) = self.buffer.cell_mut(self.on_screen(x + covered, y)) {
                    cell.reset();
                }
            }
            x += cluster.cells;
        }
        x
    }

    fn cell(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        let at = self.on_screen(x, y);
        if let Some(cell) = self.buffer.cell_mut(at) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Fills the columns `from..to` of a row with one character of one cell.
    pub fn rule(&mut self, from: u16, to: u16, y: u16, symbol: &str, style: Style) {
        if y < self.area.height {
            for x in from..to.min(self.area.width) {
                self.cell(x, y, symbol, style);
            }
        }
    }

    /// Draws in the last column how much of something is in sight: `visible` of `total` rows or entries, from `top` on. Draws
    /// nothing where all of it is.
    pub fn scrollbar(&mut self, top: usize, visible: usize, total: usize, style: Style) {
        let height = usize::from(self.area.height);
        if visible >= total || height == 0 || self.area.width < 2 {
            return;
        }
        let thumb = (visible * height / total).clamp(1, height);
        let hidden = total - visible;
        let first = top.min(hidden) * (height - thumb) / hidden;
        for y in first..first + thumb {
            self.cell(self.area.width - 1, y as u16, "▕", style);
        }
    }

    /// Lays a style over rows `from..to`, over what is drawn there already. Letters that have a colour keep it, unless the
    /// style resets it.
    pub fn tint(&mut self, from: u16, to: u16, style: Style) {
        let (from, to) = (from.min(self.area.height), to.min(self.area.height));
        let for_colored = if style.fg == Some(Color::Reset) { style } else { Style { fg: None, ..style } };
        for y in self.area.y + from..self.area.y + to {
            for x in self.area.x..self.area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_style(if cell.fg == Color::Reset { style } else { for_colored });
                }
            }
        }
    }

    /// Makes every cell blank. A wide character that reaches in from the left loses its other half too, because a
    /// terminal cannot draw one half.
    pub fn clear(&mut self) {
        use ratatui::buffer::CellWidth;
        for y in self.area.y..self.area.bottom() {
            let before = self.area.x.checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)));
            if let Some(cell) = before.filter(|c| c.cell_width() > 1) {
                cell.set_symbol(" ");
            }
            for x in self.area.x..self.area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Draws the heading of a pane: a title from column `x` on, a rule around it, and something at the right end.
    ///
    /// ```text
    /// ───── Candid, helpful, divided ────────── ¶ 4/14 ─
    /// ```
    pub fn heading(&mut self, x: u16, title: &str, right: &str, style: HeadingStyle) {
        let HeadingStyle { text, rule, line } = style;
        let width = self.area.width;
        let right_width = line_width(right) as u16;
        // The right end is short and goes first only where there is room for some of the title too.
        let right_shown = !right.is_empty() && right_width + 10 <= width;
        let end = if right_shown { width - right_width - 3 } else { width };
        self.rule(0, x.saturating_sub(1), 0, line, rule);
        let behind = self.put_cut(x, 0, title, usize::from(end.saturating_sub(x)), text);
        self.rule(if behind == 0 { 0 } else { behind + 1 }, end, 0, line, rule);
        if right_shown {
            self.put_right(width - 2, 0, right, text);
            self.rule(width - 1, width, 0, line, rule);
        }
    }
}

/// How the heading of a pane looks. The rule of the pane with the focus is thick, so that it is seen without colour.
#[derive(Clone, Copy)]
pub struct HeadingStyle {
    /// Style of the words.
    pub text: Style,
    /// Style of the rule.
    pub rule: Style,
    /// What the rule is made of: one cell.
    pub line: &'static str,
}
