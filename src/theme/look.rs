//! What a user changes about a style.

use ratatui::style::{Modifier, Style};

use crate::theme::color::{Color, nearest};
use crate::theme::{ColorDepth, Theme};

/// A style of a theme, by its name in configuration files.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// Its name.
    pub name: &'static str,
    style: fn(&mut Theme) -> &mut Style,
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Named {}

macro_rules! styles {
    ($($name:ident),* $(,)?) => {
        /// Every style of a theme.
        pub const STYLES: &[Named] = &[$(Named { name: stringify!($name), style: |theme| &mut theme.$name }),*];
    };
}

styles! {
    text, strong, dim, rule, heading, heading_focus, bar, key, notice, problem,
    person, organisation, place, group, event, work, issue, voice,
    both, differs, alone, other_word,
    followed, hit, hit_current, cursor, passage, selected, selected_focus,
}

/// The attributes of letters that can be switched, by their names in configuration files.
pub const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("faint", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

/// What a user changes about a style; the rest of it stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Colour of the letters.
    pub fg: Option<Color>,
    /// Colour behind them.
    pub bg: Option<Color>,
    /// Attributes that are switched on.
    pub on: Modifier,
    /// Attributes that are switched off.
    pub off: Modifier,
}

impl Look {
    /// Switches an attribute.
    pub fn switch(&mut self, attribute: Modifier, on: bool) {
        self.on.set(attribute, on);
        self.off.set(attribute, !on);
    }

    fn over(&self, mut style: Style, depth: ColorDepth) -> Style {
        let color = |wanted: Option<Color>, before| wanted.and_then(|c| nearest(c, depth)).or(before);
        (style.fg, style.bg) = (color(self.fg, style.fg), color(self.bg, style.bg));
        style.add_modifier = (style.add_modifier - self.off) | self.on;
        style
    }
}

impl Theme {
    /// This theme with styles changed, one after the other.
    #[must_use]
    pub fn with(mut self, looks: &[(Named, Look)], depth: ColorDepth) -> Self {
        for (named, look) in looks {
            let style = (named.style)(&mut self);
            *style = look.over(*style, depth);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Ground, ThemeName};

    #[test]
    fn only_what_is_named_changes() {
        let mut look = Look { fg: Some(Color::Indexed(214)), ..Look::default() };
        look.switch(Modifier::BOLD, true);
        look.switch(Modifier::REVERSED, false);
        let named = |name| *STYLES.iter().find(|style| style.name == name).unwrap();
        let before = Theme::new(ThemeName::Mono, Ground::Dark, ColorDepth::Full);
        let looks = [(named("hit"), look.clone()), (named("person"), look)];
        let theme = before.clone().with(&looks, ColorDepth::Full);
        assert_eq!(theme.hit, Style::new().fg(Color::Indexed(214)).add_modifier(Modifier::BOLD));
        assert_eq!(theme.person.fg, Some(Color::Indexed(214)));
        assert_eq!(Theme { hit: before.hit, person: before.person, ..theme }, before);
        assert_eq!(before.clone().with(&looks, ColorDepth::None).person, before.person);
        assert_eq!(before.clone().with(&looks, ColorDepth::Sixteen).person.fg, Some(Color::Yellow));
    }

    #[test]
    fn every_style_can_be_changed() {
        let shown = format!("{:#?}", Theme::new(ThemeName::Dark, Ground::Dark, ColorDepth::Full));
        let fields = shown.lines().filter(|line| line.starts_with("    ") && line[4..].starts_with(char::is_lowercase));
        let fields: Vec<_> = fields.filter_map(|line| line.trim().split(':').next()).collect();
        assert_eq!(fields, STYLES.iter().map(|style| style.name).collect::<Vec<_>>());
    }
}
