//! Named styles: what each thing on the screen looks like. Layer 0.
//!
//! Three channels carry what was found in a text, and they never fight: the colour of the letters is the kind of an
//! entity, an underline is an issue, a bar in the gutter is a voice. A theme gives each channel its look; without colour
//! the first falls back to bold. What is selected is reversed or has its own background, and a sign beside it besides.
//!
//! Backgrounds are left to the terminal; where a style has one, it has a colour of letters to go with it, so that a theme
//! stays readable on the background that it was not made for. Where it has 256 colours, those beyond the sixteen are used: they look the same
//! everywhere, and their contrast is known. With sixteen, greys become the terminal's own dim letters. There are six hues
//! at most.

use ratatui::style::{Color, Modifier, Style};

use crate::theme::palettes::Palette;

pub mod color;
pub mod contrast;
pub mod look;
mod palettes;

/// The themes that are built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Dark or light, after the background of the terminal.
    Auto,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// High contrast: nothing dim, strong colours.
    Contrast,
    /// Colours that those who confuse red and green tell apart (protanopia, deuteranopia).
    RedGreen,
    /// Colours that those who confuse blue and yellow tell apart (tritanopia).
    BlueYellow,
    /// No colour at all: bold, underline, reverse. `NO_COLOR` chooses it.
    Mono,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 7] =
        [Self::Auto, Self::Dark, Self::Light, Self::Contrast, Self::RedGreen, Self::BlueYellow, Self::Mono];

    /// Its name in configuration files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::RedGreen => "red-green",
            Self::BlueYellow => "blue-yellow",
            Self::Mono => "mono",
        }
    }

    /// The background that it is made for, in a terminal with the background `seen`.
    pub fn ground(self, seen: Ground) -> Ground {
        match self {
            Self::Dark => Ground::Dark,
            Self::Light => Ground::Light,
            _ => seen,
        }
    }
}

/// What the background of a terminal is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Dark, with light letters.
    #[default]
    Dark,
    /// Light, with dark letters.
    Light,
}

impl Ground {
    /// That of a background of this colour, by which letters have the higher contrast on it, white or black.
    pub fn of(rgb: [u8; 3]) -> Self {
        let contrast = |letters| contrast::ratio(rgb, [letters; 3]);
        if contrast(0xFF) >= contrast(0) { Self::Dark } else { Self::Light }
    }
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColorDepth {
    /// None, or none are wanted: every theme becomes [`ThemeName::Mono`].
    None,
    /// The sixteen of old.
    Sixteen,
    /// The 256 of xterm.
    #[default]
    TwoFiftySix,
    /// As many as one likes. Such a terminal is young enough to know coloured underlines, which older ones take for
    /// a request to blink.
    Full,
}

/// The style of everything that is drawn. Styles of marks are laid over the style of the text below them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// Titles and headings.
    pub strong: Style,
    /// What stands back: numbers, dates, page furniture, hints.
    pub dim: Style,
    /// Rules between panes and in headings.
    pub rule: Style,
    /// The heading of a pane.
    pub heading: Style,
    /// The heading of the pane with the focus.
    pub heading_focus: Style,
    /// The first and the last row of the screen.
    pub bar: Style,
    /// A key in hints and help.
    pub key: Style,
    /// A message for the user.
    pub notice: Style,
    /// Errors, and the counter of problems.
    pub problem: Style,

    /// A person.
    pub person: Style,
    /// An organisation.
    pub organisation: Style,
    /// A place.
    pub place: Style,
    /// A group.
    pub group: Style,
    /// An event.
    pub event: Style,
    /// A work.
    pub work: Style,
    /// A mention of an issue.
    pub issue: Style,
    /// The bar of a quotation.
    pub voice: Style,

    /// The sign of a passage that two compared texts have.
    pub both: Style,
    /// The sign of a passage that they tell differently.
    pub differs: Style,
    /// The sign of a passage that only one of them has.
    pub alone: Style,
    /// A word that the counterpart of its passage does not have.
    pub other_word: Style,

    /// A mention of the entity or issue that is followed.
    pub followed: Style,
    /// A hit of the search.
    pub hit: Style,
    /// The hit that the last motion led to.
    pub hit_current: Style,
    /// The mark that the last motion led to.
    pub cursor: Style,
    /// A whole sentence or quotation that the last motion led to. Its foreground is for plain letters only.
    pub passage: Style,
    /// The selected row of a pane without the focus. Its foreground is for plain letters only.
    pub selected: Style,
    /// The selected row of the pane with the focus. Its foreground is for plain letters only, unless it resets the
    /// foreground: then all letters lose their colour.
    pub selected_focus: Style,
}

impl Theme {
    /// The theme of that name, on a terminal with that background and so many colours.
    pub fn new(name: ThemeName, ground: Ground, depth: ColorDepth) -> Self {
        let ground = name.ground(ground);
        let mut theme = match name {
            _ if depth == ColorDepth::None => Self::mono(),
            ThemeName::Mono => Self::mono(),
            ThemeName::Contrast => Self::contrast(palettes::of(name, ground, depth)),
            _ => Self::from(palettes::of(name, ground, depth)),
        };
        if depth < ColorDepth::Full {
            theme.issue.underline_color = None;
        }
        theme
    }

    fn from(palette: &Palette) -> Self {
        let plain = Style::new();
        let grey = |color: Option<Color>| color.map_or(plain.add_modifier(Modifier::DIM), |c| plain.fg(c));
        let back = |color| plain.fg(palette.letters).bg(color);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        // Letters of several colours make a reversed row motley.
        let reversed_row = reversed.fg(Color::Reset);
        let [person, organisation, place, group, other] = palette.kinds.map(|c| plain.fg(c));
        Self {
            text: plain,
            strong: plain.add_modifier(Modifier::BOLD),
            dim: grey(palette.dim),
            rule: grey(palette.rule),
            heading: grey(palette.dim),
            heading_focus: plain.add_modifier(Modifier::BOLD),
            bar: palette.bar.map_or(plain, back),
            key: plain.add_modifier(Modifier::BOLD),
            notice: plain.add_modifier(Modifier::BOLD),
            problem: plain.fg(palette.alarm).add_modifier(Modifier::BOLD),
            person,
            organisation,
            place,
            group,
            event: other,
            work: other,
            issue: plain.add_modifier(Modifier::UNDERLINED).underline_color(palette.alarm),
            voice: plain,
            both: place,
            differs: plain.fg(palette.alarm).add_modifier(Modifier::BOLD),
            alone: person,
            other_word: plain.add_modifier(Modifier::BOLD.union(Modifier::ITALIC)),
            followed: plain.add_modifier(Modifier::BOLD),
            hit: plain.fg(palette.hit.0).bg(palette.hit.1),
            hit_current: plain.fg(palette.hit_current.0).bg(palette.hit_current.1).add_modifier(Modifier::BOLD),
            cursor: reversed,
            passage: palette.passage.map_or(reversed, back),
            selected: palette.selected.map_or(plain.add_modifier(Modifier::BOLD), |(c, _)| back(c)),
            selected_focus: palette.selected.map_or(reversed_row, |(_, c)| back(c)),
        }
    }

    /// Strong colours, nothing dim, reversed selections.
    fn contrast(palette: &Palette) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let theme = Self::from(palette);
        let strong = |style: Style| style.add_modifier(Modifier::BOLD);
        Self {
            dim: plain,
            rule: plain,
            heading: plain,
            heading_focus: bold.add_modifier(Modifier::REVERSED),
            bar: reversed,
            passage: reversed,
            selected: bold,
            selected_focus: bold.fg(Color::Reset).add_modifier(Modifier::REVERSED),
            person: strong(theme.person),
            organisation: strong(theme.organisation),
            place: strong(theme.place),
            group: strong(theme.group),
            event: strong(theme.event),
            work: strong(theme.work),
            both: strong(theme.both),
            alone: strong(theme.alone),
            followed: bold.add_modifier(Modifier::ITALIC),
            ..theme
        }
    }

    /// Attributes only.
    fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            text: plain,
            strong: bold,
            dim,
            rule: dim,
            heading: plain,
            heading_focus: bold,
            bar: plain,
            key: bold,
            notice: bold,
            problem: bold,
            person: bold,
            organisation: bold,
            place: bold,
            group: bold,
            event: bold,
            work: bold,
            issue: plain.add_modifier(Modifier::UNDERLINED),
            voice: bold,
            both: plain,
            differs: bold,
            alone: dim,
            other_word: bold.add_modifier(Modifier::ITALIC),
            followed: bold.add_modifier(Modifier::ITALIC),
            hit: reversed,
            hit_current: reversed.add_modifier(Modifier::BOLD),
            cursor: reversed,
            passage: reversed,
            selected: bold,
            selected_focus: reversed,
        }
    }
}

#[cfg(test)]
mod tests;
