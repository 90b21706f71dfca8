//! What a user can set, resolved: the configuration layer makes it, the reader obeys it.

/// Settings of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The theme by name.
    pub theme: ThemeName,
    /// Longest line of the text, in cells, without the gutter; 20 to 200.
    pub text_width: u16,
    /// Width of the list in cells, or `None` for a share of the screen.
    pub list_width: Option<u16>,
    /// Width of the side panel in cells, or `None` for a share of the screen.
    pub side_width: Option<u16>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: ThemeName::Dark, text_width: 76, list_width: None, side_width: None }
    }
}

/// The themes that are built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// High contrast.
    Contrast,
    /// No colour at all: bold, underline, reverse. `NO_COLOR` chooses it.
    Mono,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Contrast, Self::Mono];

    /// Its name in configuration files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Mono => "mono",
        }
    }
}
