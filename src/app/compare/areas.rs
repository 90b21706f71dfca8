//! Where the parts of a comparison lie on a screen of a given size.

use crate::app::compare::Part;
use crate::app::geometry::Area;

/// The rectangles of the comparison, headings included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareAreas {
    /// The two texts.
    pub texts: [Area; 2],
    /// The overview of both, a column between the texts or a row below the upper one; empty where there is no room.
    pub strip: Area,
    /// The column of matches; empty where there is no room.
    pub matches: Area,
    /// Whether the texts stand below each other for want of columns.
    pub stacked: bool,
}

/// Columns from which the texts stand side by side.
pub const SIDE_BY_SIDE: u16 = 100;
/// Columns from which the matches have a column of their own.
pub const WITH_COLUMN: u16 = 120;
/// Rows from which texts that stand below each other have an overview.
const WITH_STRIP: u16 = 14;

impl CompareAreas {
    /// Divides `body`, the screen without header and status. `part` matters where not everything fits; without the column
    /// when it is `bare`.
    pub fn new(body: Area, part: Part, bare: bool) -> Self {
        if body.width < SIDE_BY_SIDE { Self::stacked(body, part) } else { Self::side_by_side(body, bare) }
    }

    fn stacked(body: Area, part: Part) -> Self {
        if part == Part::Matches {
            return Self { matches: body, stacked: true, ..Self::default() };
        }
        let strip = u16::from(body.height >= WITH_STRIP);
        let upper = (body.height - strip) / 2;
        let at = |from: u16, height| Area { y: body.y + from, height, ..body };
        let texts = [at(0, upper), at(upper + strip, body.height - upper - strip)];
        Self { texts, strip: at(upper, strip), matches: Area::default(), stacked: true }
    }

    fn side_by_side(body: Area, bare: bool) -> Self {
        let Area { x, y, width, height } = body;
        let (texts_width, texts_height, matches) = if bare {
            (width, height, Area::default())
        } else if width >= WITH_COLUMN {
            let column = (width * 26 / 100).min(44);
            (width - column - 1, height, Area { x: x + width - column, width: column, ..body })
        } else {
            let below = (height / 3).max(3).min(height);
            (width, height - below, Area { y: y + height - below, height: below, ..body })
        };
        let half = texts_width.saturating_sub(1) / 2;
        let left = Area { width: half, height: texts_height, ..body };
        let right = Area { x: x + half + 1, width: texts_width - half - 1, height: texts_height, ..body };
        let strip = Area { x: x + half, width: 1, height: texts_height, ..body }.below_heading();
        Self { texts: [left, right], strip, matches, stacked: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::compare::Hand;

    #[test]
    fn areas_lie_inside_and_apart_at_every_size() {
        for width in 0..180 {
            for height in 0..60 {
                for part in [Part::Text(Hand::Left), Part::Text(Hand::Right), Part::Matches] {
                    let body = Area { x: 0, y: 1, width, height };
                    let areas = CompareAreas::new(body, part, width % 2 == 0);
                    let all = [areas.texts[0], areas.texts[1], areas.strip, areas.matches];
                    let some: Vec<_> = all.into_iter().filter(|a| a.width > 0 && a.height > 0).collect();
                    for (i, a) in some.iter().enumerate() {
                        assert!(a.x + a.width <= width && a.y > 0 && a.y + a.height <= height + 1, "{body:?} {a:?}");
                        for b in &some[i + 1..] {
                            let apart = a.x + a.width <= b.x
                                || b.x + b.width <= a.x
                                || a.y + a.height <= b.y
                                || b.y + b.height <= a.y;
                            assert!(apart, "{body:?}: {a:?} {b:?}");
                        }
                    }
                }
            }
        }
    }
}
