//! Colours as configuration files write them, and the nearest that a terminal has.

use ratatui::style;

use crate::theme::ColorDepth;

/// A colour of letters or of what is behind them.
pub type Color = style::Color;

/// What a colour may be, for messages.
pub const EXPECTED: &str =
    "a name such as \"red\", \"light-red\" or \"grey\", a number from 0 to 255, \"#rrggbb\", or \"default\"";

/// The sixteen colours by name, in their order, and the colour of the terminal itself.
pub const NAMES: [(&str, Color); 17] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("grey", Color::Gray),
    ("dark-grey", Color::DarkGray),
    ("light-red", Color::LightRed),
    ("light-green", Color::LightGreen),
    ("light-yellow", Color::LightYellow),
    ("light-blue", Color::LightBlue),
    ("light-magenta", Color::LightMagenta),
    ("light-cyan", Color::LightCyan),
    ("white", Color::White),
    ("default", Color::Reset),
];

/// What the sixteen look like in most terminals.
const SIXTEEN: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The steps of the colour cube of xterm.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Reads a colour: a name in any case, with `gray` for `grey`; a number; `#rrggbb`.
pub fn parse(text: &str) -> Option<Color> {
    let name = text.trim().to_ascii_lowercase().replace("gray", "grey").replace(['_', ' '], "-");
    if let Some((_, color)) = NAMES.iter().find(|(n, _)| *n == name) {
        return Some(*color);
    }
    if let Some(digits) = name.strip_prefix('#') {
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let hexadecimal = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        return hexadecimal.then(|| Some(Color::Rgb(part(0)?, part(2)?, part(4)?)))?;
    }
    name.parse().ok().map(Color::Indexed)
}

/// A colour as [`parse`] reads it.
pub fn written(color: Color) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Indexed(index) => index.to_string(),
        color => NAMES.iter().find(|(_, c)| *c == color).map_or("default", |(name, _)| name).to_owned(),
    }
}

/// The nearest colour that a terminal of that depth has; `None` if it has none.
pub fn nearest(color: Color, depth: ColorDepth) -> Option<Color> {
    match (color, depth) {
        (Color::Reset, _) | (_, ColorDepth::Full) => Some(color),
        (_, ColorDepth::None) => None,
        (Color::Rgb(red, green, blue), ColorDepth::TwoFiftySix) => Some(of_256([red, green, blue])),
        (Color::Rgb(red, green, blue), ColorDepth::Sixteen) => Some(of_16([red, green, blue])),
        (Color::Indexed(index), ColorDepth::Sixteen) => Some(of_16(seen(index))),
        (color, _) => Some(color),
    }
}

/// What one of the 256 colours looks like.
pub(crate) fn seen(index: u8) -> [u8; 3] {
    match index {
        0..=15 => SIXTEEN[usize::from(index)],
        16..=231 => [36, 6, 1].map(|unit| STEPS[usize::from((index - 16) / unit % 6)]),
        232.. => [8 + (index - 232) * 10; 3],
    }
}

/// The nearest of the cube and the greys: the sixteen look different everywhere.
fn of_256(rgb: [u8; 3]) -> Color {
    let nearest = (16..=255).min_by_key(|index| distance(seen(*index), rgb));
    nearest.map_or(Color::Reset, Color::Indexed)
}

fn of_16(rgb: [u8; 3]) -> Color {
    let nearest = NAMES.iter().zip(SIXTEEN).min_by_key(|(_, seen)| distance(*seen, rgb));
    nearest.map_or(Color::Reset, |((_, color), _)| *color)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        for (text, expected, shown) in [
            ("red", Color::Red, "red"),
            ("Light-Red", Color::LightRed, "light-red"),
            ("dark gray", Color::DarkGray, "dark-grey"),
            ("default", Color::Reset, "default"),
            ("#D7af5f", Color::Rgb(0xd7, 0xaf, 0x5f), "#d7af5f"),
            ("214", Color::Indexed(214), "214"),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
            assert_eq!(written(expected), shown);
            assert_eq!(parse(shown), Some(expected));
        }
        for text in ["", "rde", "#12", "#12345g", "#1234567", "256", "-1", "#äöü"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_terminal_gets_the_nearest_colour_that_it_has() {
        #[track_caller]
        fn check(color: Color, expected: [Option<Color>; 3]) {
            let depths = [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::TwoFiftySix];
            assert_eq!(depths.map(|depth| nearest(color, depth)), expected, "{color:?}");
            assert_eq!(nearest(color, ColorDepth::Full), Some(color));
        }
        check(Color::Red, [None, Some(Color::Red), Some(Color::Red)]);
        check(Color::Indexed(196), [None, Some(Color::LightRed), Some(Color::Indexed(196))]);
        check(Color::Rgb(255, 0, 0), [None, Some(Color::LightRed), Some(Color::Indexed(196))]);
        check(Color::Rgb(9, 8, 8), [None, Some(Color::Black), Some(Color::Indexed(232))]);
        check(Color::Reset, [Some(Color::Reset); 3]);
    }
}
