//! Where the panes lie on a screen of a given size.

use crate::app::settings::Settings;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of the left edge, from 0.
    pub x: u16,
    /// Row of the top edge, from 0.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// The part below the first row: a pane without its heading.
    #[must_use]
    pub fn below_heading(self) -> Self {
        let cut = self.height.min(1);
        Self { y: self.y + cut, height: self.height - cut, ..self }
    }
}

/// One of the three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of articles.
    #[default]
    List,
    /// The text.
    Text,
    /// The side panel.
    Side,
}

impl Pane {
    /// The panes from the outermost to the innermost.
    pub const ALL: [Self; 3] = [Self::List, Self::Text, Self::Side];
}

/// How the panes are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// List, text and side panel next to each other: from [`WIDE`] columns.
    Columns,
    /// The list at the left, the side panel under the text: from [`MEDIUM`] columns.
    Stacked,
    /// One pane at a time.
    Single,
    /// One plain line: the screen is smaller than [`SMALLEST`].
    Line,
}

/// Columns from which three panes stand side by side.
pub const WIDE: u16 = 100;
/// Columns from which two do.
pub const MEDIUM: u16 = 70;
/// The smallest screen with panes, in columns and rows.
pub const SMALLEST: (u16, u16) = (40, 10);
/// Cells of text that the list and the panel leave to it, without the gutter, where they can.
pub const TEXT: u16 = 62;
/// The narrowest that the panel becomes for that, in cells: it still has its bars.
const PANEL: u16 = 31;
/// The narrowest that a pane can be made, in cells.
pub const NARROWEST: u16 = 18;

/// The rectangles of one screen. A pane that does not show is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// How the panes are arranged.
    pub arrangement: Arrangement,
    /// The first row.
    pub header: Area,
    /// The list, with its heading row; so are the others.
    pub list: Option<Area>,
    /// The text.
    pub text: Option<Area>,
    /// The side panel.
    pub side: Option<Area>,
    /// The last row.
    pub status: Area,
}

/// What the arrangement depends on beside the size.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The pane with the focus.
    pub focus: Pane,
    /// Whether that pane takes the whole screen.
    pub zoomed: bool,
    /// Whether the side panel is shown where there is room.
    pub side: bool,
}

impl Geometry {
    /// Divides a screen of `width` × `height` cells. Every rectangle lies inside it.
    pub fn new(width: u16, height: u16, settings: &Settings, wish: Wish) -> Self {
        let whole = Area { x: 0, y: 0, width, height };
        let arrangement = if width < SMALLEST.0 || height < SMALLEST.1 {
            Arrangement::Line
        } else if wish.zoomed || width < MEDIUM {
            Arrangement::Single
        } else if width < WIDE {
            Arrangement::Stacked
        } else {
            Arrangement::Columns
        };
        let header = Area { height: height.min(1), ..whole };
        let status = Area { y: height.saturating_sub(1), height: height.min(1), ..whole };
        let mut it = Self { arrangement, header, list: None, text: None, side: None, status };
        let body = Area { y: 1, height: height.saturating_sub(2), ..whole };
        match arrangement {
            Arrangement::Line => it.header = Area { height: 0, ..header },
            Arrangement::Single => match wish.focus {
                Pane::List => it.list = Some(body),
                Pane::Text => it.text = Some(body),
                Pane::Side => it.side = Some(body),
            },
            Arrangement::Stacked => {
                let list = settings.list_width.unwrap_or(width * 32 / 100).clamp(NARROWEST, width / 2);
                let right = Area { x: list + 1, width: width - list - 1, ..body };
                it.list = Some(Area { width: list, ..body });
                let side = if wish.side { (body.height * 2 / 5).max(3) } else { 0 };
                it.text = Some(Area { height: body.height - side, ..right });
                it.side = wish.side.then_some(Area { y: body.y + body.height - side, height: side, ..right });
            }
            Arrangement::Columns => {
                let mut list = settings.list_width.unwrap_or((width * 24 / 100).min(40)).clamp(NARROWEST, width / 3);
                let mut side = settings.side_width.unwrap_or((width * 28 / 100).min(46)).clamp(NARROWEST, width / 3);
                let beside = |list: u16, side: u16| list + 1 + if wish.side { side + 1 } else { 0 };
                // The text comes first: the list shrinks to titles, then the panel, as long as nobody has set them.
                let lack = |list, side| (TEXT + 7).saturating_sub(width.saturating_sub(beside(list, side)));
                if settings.list_width.is_none() {
                    list -= lack(list, side).min(list - NARROWEST);
                }
                if settings.side_width.is_none() {
                    side -= lack(list, side).min(side.saturating_sub(PANEL));
                }
                it.list = Some(Area { width: list, ..body });
                let right = if wish.side { side + 1 } else { 0 };
                it.text = Some(Area { x: list + 1, width: width - list - 1 - right, ..body });
                it.side = wish.side.then_some(Area { x: width - side, width: side, ..body });
            }
        }
        it
    }

    /// The rectangle of a pane, if it shows.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List => self.list,
            Pane::Text => self.text,
            Pane::Side => self.side,
        }
    }
}

/// The rectangle of a window with that many lines on a screen of that size, its border included: centred, as large as
/// the user wants it, empty where the screen is smaller than [`SMALLEST`].
pub fn window(size: (u16, u16), lines: usize, wish: WindowWish) -> Area {
    let (width, height) = size;
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return Area::default();
    }
    if wish.whole {
        return Area { x: 0, y: 1, width, height: height - 2 };
    }
    let margin = if width >= 80 { 4 } else { 1 };
    let wide = (width - 2 * margin).min(wish.width);
    let high = (lines.min(usize::from(height)) as u16 + 3).clamp(6, height - 2);
    Area { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high }
}

/// How large the user wants windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowWish {
    /// Whether they take the whole screen, between its first row and its last.
    pub whole: bool,
    /// The widest that they get, in cells.
    pub width: u16,
}

impl Default for WindowWish {
    fn default() -> Self {
        Self { whole: false, width: 100 }
    }
}

/// Rows of a window that show lines: without the border and the row of the query at the bottom.
pub fn window_rows(window: Area) -> usize {
    usize::from(window.height.saturating_sub(3))
}

/// The column in which hits stand, of a window with so many columns inside.
pub fn hit_column(width: u16) -> u16 {
    width * 2 / 5
}

/// Columns in front of the text: the number of a paragraph and the bar of a quotation.
pub fn gutter(area: Area) -> u16 {
    if area.width >= 40 { 6 } else { 4 }
}

/// Columns of the text in a text pane: what gutter and a blank at the right leave, up to the longest line that the user
/// wants; at least 1.
pub fn text_columns(area: Area, settings: &Settings) -> u16 {
    area.width.saturating_sub(gutter(area) + 1).min(settings.text_width).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_lie_inside_the_screen_and_apart_at_every_size() {
        let settings = Settings::default();
        for width in 0..170 {
            for height in (0..14).chain([24, 49]) {
                for focus in Pane::ALL {
                    for (zoomed, side) in [(false, true), (false, false), (true, true)] {
                        let wish = Wish { focus, zoomed, side };
                        let it = Geometry::new(width, height, &settings, wish);
                        let areas: Vec<_> = [Some(it.header), it.list, it.text, it.side, Some(it.status)]
                            .into_iter()
                            .flatten()
                            .filter(|a| a.width > 0 && a.height > 0)
                            .collect();
                        for (i, a) in areas.iter().enumerate() {
                            assert!(a.x + a.width <= width && a.y + a.height <= height, "{width}×{height} {a:?}");
                            for b in &areas[i + 1..] {
                                let apart = a.x + a.width <= b.x
                                    || b.x + b.width <= a.x
                                    || a.y + a.height <= b.y
                                    || b.y + b.height <= a.y;
                                assert!(apart, "{width}×{height}: {a:?} and {b:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_sizes_of_the_sketches() {
        let at =
            |w, h| Geometry::new(w, h, &Settings::default(), Wish { focus: Pane::Text, zoomed: false, side: true });
        assert_eq!(at(120, 40).arrangement, Arrangement::Columns);
        let text = at(120, 40).text.map_or(0, |area| text_columns(area, &Settings::default()));
        assert!(text >= TEXT, "{text}");
        assert_eq!(at(80, 24).arrangement, Arrangement::Stacked);
        assert_eq!(at(50, 20).arrangement, Arrangement::Single);
        assert_eq!(at(39, 20).arrangement, Arrangement::Line);
        assert_eq!(at(120, 9).arrangement, Arrangement::Line);
    }
}
