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

pub mod color;
pub mod look;

/// The themes that are built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// High contrast: nothing dim, bright colours, on a dark background.
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

/// What differs between the two backgrounds and the depths, before styles are made of it.
struct Palette {
    /// Person, organisation, place, group, event and work.
    kinds: [Color; 5],
    /// Errors, and issues where underlines have colours.
    alarm: Color,
    /// Foreground of what stands back, if a grey is at hand.
    dim: Option<Color>,
    /// Foreground of rules, likewise.
    rule: Option<Color>,
    /// Background of bars, likewise.
    bar: Option<Color>,
    /// Foreground of plain letters on those backgrounds.
    letters: Color,
    /// Backgrounds of the selected row, without and with the focus, likewise.
    selected: Option<(Color, Color)>,
    /// Background of a hit.
    hit: (Color, Color),
    /// Foreground and background of the current hit.
    hit_current: (Color, Color),
    /// Background of a passage, if a grey is at hand.
    passage: Option<Color>,
}

impl Theme {
    /// The theme of that name, for a terminal with that many colours.
    pub fn new(name: ThemeName, depth: ColorDepth) -> Self {
        let sixteen = depth <= ColorDepth::Sixteen;
        let mut theme = match name {
            _ if depth == ColorDepth::None => Self::mono(),
            ThemeName::Mono => Self::mono(),
            ThemeName::Dark if sixteen => Self::from(&DARK_16),
            ThemeName::Dark => Self::from(&DARK),
            ThemeName::Light if sixteen => Self::from(&LIGHT_16),
            ThemeName::Light => Self::from(&LIGHT),
            ThemeName::Contrast => Self::contrast(),
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

    /// Bright colours, nothing dim, reversed selections.
    fn contrast() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            dim: plain,
            rule: plain,
            heading: plain,
            heading_focus: bold.add_modifier(Modifier::REVERSED),
            bar: reversed,
            passage: reversed,
            selected: bold,
            selected_focus: bold.fg(Color::Reset).add_modifier(Modifier::REVERSED),
            person: bold.fg(Color::LightYellow),
            organisation: bold.fg(Color::LightBlue),
            place: bold.fg(Color::LightGreen),
            group: bold.fg(Color::LightCyan),
            event: bold.fg(Color::LightMagenta),
            work: bold.fg(Color::LightMagenta),
            both: bold.fg(Color::LightGreen),
            alone: bold.fg(Color::LightYellow),
            followed: bold.add_modifier(Modifier::ITALIC),
            ..Self::from(&DARK_16)
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

const DARK: Palette = Palette {
    kinds: [Color::Indexed(179), Color::Indexed(75), Color::Indexed(114), Color::Indexed(80), Color::Indexed(176)],
    alarm: Color::Indexed(203),
    dim: Some(Color::Indexed(246)),
    rule: Some(Color::Indexed(240)),
    bar: Some(Color::Indexed(235)),
    letters: Color::Indexed(253),
    selected: Some((Color::Indexed(235), Color::Indexed(237))),
    hit: (Color::Indexed(230), Color::Indexed(58)),
    hit_current: (Color::Indexed(16), Color::Indexed(220)),
    passage: Some(Color::Indexed(237)),
};

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

const LIGHT: Palette = Palette {
    kinds: [Color::Indexed(130), Color::Indexed(25), Color::Indexed(28), Color::Indexed(30), Color::Indexed(90)],
    alarm: Color::Indexed(160),
    dim: Some(Color::Indexed(241)),
    rule: Some(Color::Indexed(250)),
    bar: Some(Color::Indexed(255)),
    letters: Color::Indexed(235),
    selected: Some((Color::Indexed(255), Color::Indexed(253))),
    hit: (Color::Indexed(16), Color::Indexed(229)),
    hit_current: (Color::Indexed(16), Color::Indexed(214)),
    passage: Some(Color::Indexed(254)),
};

const LIGHT_16: Palette = Palette {
    kinds: [Color::Red, Color::Blue, Color::Green, Color::Cyan, Color::Magenta],
    alarm: Color::Red,
    dim: None,
    rule: None,
    bar: None,
    letters: Color::Reset,
    selected: None,
    hit: (Color::Black, Color::Yellow),
    hit_current: (Color::White, Color::Black),
    passage: None,
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn styles(theme: &Theme) -> Vec<Style> {
        let Theme { text, strong, dim, rule, heading, heading_focus, bar, key, notice, problem, .. } = theme.clone();
        let Theme { person, organisation, place, group, event, work, issue, voice, .. } = theme.clone();
        let Theme { both, differs, alone, other_word, .. } = theme.clone();
        let Theme { followed, hit, hit_current, cursor, passage, selected, selected_focus, .. } = theme.clone();
        vec![
            text,
            strong,
            dim,
            rule,
            heading,
            heading_focus,
            bar,
            key,
            notice,
            problem,
            person,
            organisation,
            place,
            group,
            event,
            work,
            issue,
            voice,
            both,
            differs,
            alone,
            other_word,
            followed,
            hit,
            hit_current,
            cursor,
            passage,
            selected,
            selected_focus,
        ]
    }

    fn every() -> impl Iterator<Item = (ThemeName, ColorDepth, Theme)> {
        let depths = [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::TwoFiftySix, ColorDepth::Full];
        let pairs = ThemeName::ALL.into_iter().flat_map(move |name| depths.map(|depth| (name, depth)));
        pairs.map(|(name, depth)| (name, depth, Theme::new(name, depth)))
    }

    #[test]
    fn a_theme_uses_only_the_colours_that_there_are() {
        for (name, depth, theme) in every() {
            for style in styles(&theme) {
                for color in [style.fg, style.bg, style.underline_color].into_iter().flatten() {
                    let known = match color {
                        Color::Reset => true,
                        Color::Indexed(_) => depth >= ColorDepth::TwoFiftySix,
                        _ => depth >= ColorDepth::Sixteen,
                    };
                    assert!(known && name != ThemeName::Mono || color == Color::Reset, "{name:?} {depth:?} {color:?}");
                }
                assert!(style.underline_color.is_none() || depth == ColorDepth::Full, "{name:?} {depth:?}");
            }
        }
    }

    #[test]
    fn channels_do_not_fight() {
        for (name, depth, theme) in every() {
            for kind in [theme.person, theme.organisation, theme.place, theme.group, theme.event, theme.work] {
                assert!(kind.bg.is_none() && !kind.add_modifier.contains(Modifier::UNDERLINED), "{name:?} {depth:?}");
                assert_ne!(kind, theme.text, "{name:?} {depth:?}");
                assert_ne!(kind.patch(theme.followed), kind, "{name:?} {depth:?}");
            }
            assert!(theme.issue.fg.is_none() && theme.issue.bg.is_none());
            assert!(theme.issue.add_modifier.contains(Modifier::UNDERLINED));
            assert_ne!(theme.hit, theme.hit_current);
        }
    }

    #[test]
    fn there_are_at_most_six_hues() {
        for (name, depth, theme) in every() {
            let letters = styles(&theme).into_iter().filter_map(|s| s.fg);
            let grey = |c: &Color| {
                matches!(c, Color::Reset | Color::Black | Color::White | Color::Indexed(16 | 230 | 232..=255))
            };
            let hues: HashSet<_> = letters.filter(|c| !grey(c)).collect();
            assert!(hues.len() <= 6, "{name:?} {depth:?}: {hues:?}");
        }
    }
}
