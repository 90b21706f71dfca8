//! The colours of the themes: one palette for each background, and one each for terminals with sixteen colours.
//!
//! With 256 colours those beyond the sixteen are used, whose looks are known: a test holds every one of them to the
//! contrast of [`contrast::ENOUGH`](crate::theme::contrast::ENOUGH) on all backgrounds it can stand on. The palettes for
//! colour blindness were searched for among the 256: of those with enough contrast, the six that are furthest apart
//! (CIELAB) to normal eyes and in the simulation of Machado, Oliveira and Fernandes (2009).

use ratatui::style::Color;

use crate::theme::{ColorDepth, Ground, ThemeName};

/// What differs between the two backgrounds and the depths, before styles are made of it.
pub(super) struct Palette {
    /// Person, organisation, place, group, and event or work.
    pub(super) kinds: [Color; 5],
    /// Errors, and issues where underlines have colours.
    pub(super) alarm: Color,
    /// Foreground of what stands back, if a grey is at hand.
    pub(super) dim: Option<Color>,
    /// Foreground of rules, likewise.
    pub(super) rule: Option<Color>,
    /// Background of bars, likewise.
    pub(super) bar: Option<Color>,
    /// Foreground of plain letters on those backgrounds.
    pub(super) letters: Color,
    /// Backgrounds of the selected row, without and with the focus, likewise.
    pub(super) selected: Option<(Color, Color)>,
    /// Foreground and background of a hit.
    pub(super) hit: (Color, Color),
    /// Foreground and background of the current hit.
    pub(super) hit_current: (Color, Color),
    /// Background of a passage, if a grey is at hand.
    pub(super) passage: Option<Color>,
}

/// The palette of a theme; that of the plain ones for those without any.
pub(super) fn of(name: ThemeName, ground: Ground, depth: ColorDepth) -> &'static Palette {
    use Ground::{Dark, Light};
    let sixteen = depth <= ColorDepth::Sixteen;
    match (name, ground, sixteen) {
        (ThemeName::Contrast, Dark, false) => &CONTRAST_DARK,
        (ThemeName::Contrast, Dark, true) => &CONTRAST_DARK_16,
        (ThemeName::Contrast, Light, false) => &CONTRAST_LIGHT,
        (ThemeName::RedGreen, Dark, false) => &RED_GREEN_DARK,
        (ThemeName::RedGreen, Dark, true) => &RED_GREEN_DARK_16,
        (ThemeName::RedGreen, Light, false) => &RED_GREEN_LIGHT,
        (ThemeName::RedGreen, Light, true) => &RED_GREEN_LIGHT_16,
        (ThemeName::BlueYellow, Dark, false) => &BLUE_YELLOW_DARK,
        (ThemeName::BlueYellow, Dark, true) => &BLUE_YELLOW_DARK_16,
        (ThemeName::BlueYellow, Light, false) => &BLUE_YELLOW_LIGHT,
        (_, Dark, false) => &DARK,
        (_, Dark, true) => &DARK_16,
        (_, Light, false) => &LIGHT,
        (_, Light, true) => &LIGHT_16,
    }
}

const fn indexed(numbers: [u8; 5]) -> [Color; 5] {
    let mut colors = [Color::Reset; 5];
    let mut at = 0;
    while at < numbers.len() {
        colors[at] = Color::Indexed(numbers[at]);
        at += 1;
    }
    colors
}

const DARK: Palette = Palette {
    kinds: indexed([179, 75, 114, 80, 176]),
    alarm: Color::Indexed(210),
    dim: Some(Color::Indexed(248)),
    rule: Some(Color::Indexed(247)),
    bar: Some(Color::Indexed(235)),
    letters: Color::Indexed(253),
    selected: Some((Color::Indexed(234), Color::Indexed(236))),
    hit: (Color::Indexed(230), Color::Indexed(58)),
    hit_current: (Color::Indexed(16), Color::Indexed(220)),
    passage: Some(Color::Indexed(236)),
};

const LIGHT: Palette = Palette {
    kinds: indexed([94, 25, 22, 23, 90]),
    alarm: Color::Indexed(124),
    dim: Some(Color::Indexed(240)),
    rule: Some(Color::Indexed(241)),
    bar: Some(Color::Indexed(255)),
    letters: Color::Indexed(235),
    selected: Some((Color::Indexed(255), Color::Indexed(254))),
    hit: (Color::Indexed(16), Color::Indexed(229)),
    hit_current: (Color::Indexed(16), Color::Indexed(214)),
    passage: Some(Color::Indexed(254)),
};

const CONTRAST_DARK: Palette =
    Palette { kinds: indexed([228, 117, 120, 123, 219]), alarm: Color::Indexed(217), ..DARK };

const CONTRAST_LIGHT: Palette = Palette { kinds: indexed([88, 18, 22, 23, 54]), alarm: Color::Indexed(88), ..LIGHT };

const RED_GREEN_DARK: Palette =
    Palette { kinds: indexed([178, 39, 143, 229, 211]), alarm: Color::Indexed(226), ..DARK };

const RED_GREEN_LIGHT: Palette = Palette { kinds: indexed([22, 21, 23, 25, 17]), alarm: Color::Indexed(19), ..LIGHT };

const BLUE_YELLOW_DARK: Palette =
    Palette { kinds: indexed([184, 75, 155, 46, 177]), alarm: Color::Indexed(208), ..DARK };

const BLUE_YELLOW_LIGHT: Palette =
    Palette { kinds: indexed([52, 25, 17, 93, 127]), alarm: Color::Indexed(124), ..LIGHT };

const DARK_16: Palette = Palette {
    kinds: [Color::Yellow, Color::LightBlue, Color::Green, Color::Cyan, Color::LightMagenta],
    alarm: Color::LightRed,
    dim: None,
    rule: None,
    bar: None,
    letters: Color::Reset,
    selected: None,
    hit: (Color::Black, Color::Yellow),
    hit_current: (Color::Black, Color::White),
    passage: None,
};

const LIGHT_16: Palette = Palette {
    kinds: [Color::Red, Color::Blue, Color::Green, Color::Cyan, Color::Magenta],
    alarm: Color::Red,
    hit_current: (Color::White, Color::Black),
    ..DARK_16
};

const CONTRAST_DARK_16: Palette = Palette {
    kinds: [Color::LightYellow, Color::LightBlue, Color::LightGreen, Color::LightCyan, Color::LightMagenta],
    ..DARK_16
};

const RED_GREEN_DARK_16: Palette = Palette {
    kinds: [Color::Yellow, Color::LightBlue, Color::Cyan, Color::LightCyan, Color::LightMagenta],
    alarm: Color::LightYellow,
    ..DARK_16
};

const RED_GREEN_LIGHT_16: Palette = Palette {
    kinds: [Color::Magenta, Color::Blue, Color::Cyan, Color::DarkGray, Color::LightBlue],
    alarm: Color::Blue,
    ..LIGHT_16
};

const BLUE_YELLOW_DARK_16: Palette = Palette {
    kinds: [Color::Red, Color::LightCyan, Color::Green, Color::Cyan, Color::LightMagenta],
    alarm: Color::LightRed,
    ..DARK_16
};
