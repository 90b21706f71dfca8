//! `theme`, `[themes.NAME]` and `[styles]`: named styles of the screen, and single ones changed.

use toml::Spanned;
use toml::de::DeValue;

use crate::config::report::nearest;
use crate::config::section::Section;
use crate::theme::ThemeName;
use crate::theme::color::{self, Color};
use crate::theme::look::{ATTRIBUTES, Look, Named, STYLES};

/// The theme of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The built-in theme that it is, or starts from.
    pub base: ThemeName,
    /// What it changes about that.
    pub styles: Vec<(Named, Look)>,
}

impl Default for Theme {
    fn default() -> Self {
        ThemeName::Auto.into()
    }
}

impl From<ThemeName> for Theme {
    fn from(base: ThemeName) -> Self {
        Self { name: base.name().to_owned(), base, styles: Vec::new() }
    }
}

impl Theme {
    /// The styles that are changed: its own, then `styles`.
    pub fn looks(&self, styles: &[(Named, Look)]) -> Vec<(Named, Look)> {
        self.styles.iter().chain(styles).cloned().collect()
    }

    /// Whether it comes with the program.
    pub fn is_built_in(&self) -> bool {
        self.name == self.base.name()
    }
}

/// Reads all themes, and gives the chosen one and those of the user.
pub(super) fn read(top: &mut Section<'_>) -> (Theme, Vec<Theme>) {
    let mut themes: Vec<Theme> = Vec::new();
    top.table("themes", |section| {
        for (key, value) in section.free() {
            let name: &str = key.get_ref();
            if ThemeName::ALL.iter().any(|theme| theme.name() == name) {
                let message = format!("`{name}` is built in");
                section.mistaken_key(key, message, "give it another name, and this one as its base".into());
                continue;
            }
            let mut theme = Theme { name: name.to_owned(), ..Theme::default() };
            section.free_table(name, value, |section| {
                let bases = ThemeName::ALL.map(|theme| (theme.name(), theme));
                theme.base = section.choice("base", &bases).unwrap_or(theme.base);
                theme.styles = read_styles(section);
            });
            themes.push(theme);
        }
    });
    let Some(value) = top.value("theme") else { return (Theme::default(), themes) };
    let DeValue::String(word) = value.get_ref() else {
        top.wrong_type("theme", value, &format!("one of {}", expected(&themes)));
        return (Theme::default(), themes);
    };
    let chosen = choose(word, &themes).unwrap_or_else(|help| {
        top.mistaken(value, format!("`theme` cannot be \"{word}\""), help);
        Theme::default()
    });
    (chosen, themes)
}

/// The theme of that name, built in or among `own`.
///
/// # Errors
///
/// There is none; a sentence that says what may have been meant.
pub fn choose(name: &str, own: &[Theme]) -> Result<Theme, String> {
    all(own).find(|theme| theme.name == name).ok_or_else(|| {
        let names: Vec<_> = all(own).map(|theme| theme.name).collect();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("must be one of {}", expected(own)),
        }
    })
}

/// Every theme that can be chosen: those that are built in, then `own`.
pub fn all(own: &[Theme]) -> impl Iterator<Item = Theme> {
    ThemeName::ALL.into_iter().map(Theme::from).chain(own.iter().cloned())
}

fn expected(own: &[Theme]) -> String {
    all(own).map(|theme| format!("\"{}\"", theme.name)).collect::<Vec<_>>().join(", ")
}

/// Reads styles by their names.
pub(super) fn read_styles(section: &mut Section<'_>) -> Vec<(Named, Look)> {
    let mut styles = Vec::new();
    for named in STYLES {
        let Some(value) = section.value(named.name) else { continue };
        let mut look = Look::default();
        match value.get_ref() {
            DeValue::Table(_) => section.table(named.name, |section| look = read_look(section)),
            DeValue::String(_) | DeValue::Integer(_) => look.fg = read_color(section, named.name, value),
            _ => section.wrong_type(named.name, value, "a colour, or a table such as { fg = \"red\", bold = true }"),
        }
        styles.push((*named, look));
    }
    styles
}

fn read_look(section: &mut Section<'_>) -> Look {
    let mut look = Look::default();
    for (name, place) in [("fg", &mut look.fg), ("bg", &mut look.bg)] {
        if let Some(value) = section.value(name) {
            *place = read_color(section, name, value);
        }
    }
    for (name, attribute) in ATTRIBUTES {
        if let Some(on) = section.flag(name) {
            look.switch(attribute, on);
        }
    }
    look
}

fn read_color(section: &mut Section<'_>, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Color> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        _ => {
            section.wrong_type(name, value, color::EXPECTED);
            return None;
        }
    };
    let found = color::parse(&text);
    if found.is_none() {
        let help = match nearest(&text, color::NAMES.map(|(name, _)| name)) {
            Some(name) => format!("did you mean \"{name}\"?"),
            None => format!("must be {}", color::EXPECTED),
        };
        section.mistaken(value, format!("\"{text}\" is no colour"), help);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::config::schema::parse;
    use crate::theme::color;

    #[track_caller]
    fn check(text: &str, mistakes: &[&str]) {
        let found = parse(text).err().unwrap_or_default();
        let found: Vec<_> = found.iter().map(|m| format!("{}; {}", m.message, m.help)).collect();
        assert_eq!(found, mistakes, "{text}");
    }

    #[test]
    fn a_theme_is_a_built_in_one_with_changes() {
        let text = "theme = 'night'\n[themes.night]\nbase = 'contrast'\nperson = '#d7af5f'\nhit = { bg = 58, bold = false }\n\
                    [styles]\nperson.bold = true\n";
        let config = parse(text).unwrap();
        assert_eq!((config.theme.name.as_str(), config.theme.base.name()), ("night", "contrast"));
        let looks = config.looks();
        let names: Vec<_> = looks.iter().map(|(named, _)| named.name).collect();
        assert_eq!(names, ["person", "hit", "person"]);
        assert_eq!(looks[0].1.fg, color::parse("#d7af5f"));
        assert_eq!(looks[1].1.bg, color::parse("58"));
        assert!(looks[1].1.on.is_empty() && !looks[1].1.off.is_empty() && looks[2].1.fg.is_none());
        assert_eq!(parse(&config.to_toml()), Ok(config));
    }

    #[test]
    fn mistakes_say_what_is_possible() {
        check("[styles]\nperson = 'rde'", &["\"rde\" is no colour; did you mean \"red\"?"]);
        check("[styles]\nperson.fg = '#12'", &[&format!("\"#12\" is no colour; must be {}", color::EXPECTED)]);
        check("[styles]\nperson.bg = 256", &[&format!("\"256\" is no colour; must be {}", color::EXPECTED)]);
        check("[styles]\npersons = 'red'", &["unknown setting `styles.persons`; did you mean `person`?"]);
        check(
            "[styles]\nhit.blink = true",
            &["unknown setting `styles.hit.blink`; known here: fg, bg, bold, faint, italic, underline, reverse"],
        );
        check("[styles]\nhit.bold = 1", &["`bold` cannot be a value of type integer; must be true or false"]);
        check("[themes.dark]\n", &["`dark` is built in; give it another name, and this one as its base"]);
        check("[themes.mine]\nbase = 'drak'", &["`base` cannot be \"drak\"; did you mean \"dark\"?"]);
        check("themes.mine = 3", &["`mine` cannot be a value of type integer; must be a table"]);
        check("theme = 'mien'\n[themes.mine]", &["`theme` cannot be \"mien\"; did you mean \"mine\"?"]);
    }
}
