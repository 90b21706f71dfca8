//! The settings, their defaults, and how they are read.

use toml::de::{DeTable, DeValue};

use crate::config::about::Fields;
use crate::config::knowledge::NamedFilter;
use crate::config::listing::Listing;
use crate::config::report::Mistake;
use crate::config::section::Section;
use crate::config::themes::Theme;
use crate::config::{about, keys, knowledge, listing, themes};
use crate::input::keymap::Keymap;
use crate::model::knowledge::Knowledge;
use crate::state::place;
use crate::theme::look::{Look, Named};

/// All settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Which theme the screen uses.
    pub theme: Theme,
    /// The themes of the user, whether chosen or not.
    pub themes: Vec<Theme>,
    /// Styles that are changed in every theme.
    pub styles: Vec<(Named, Look)>,
    /// How the screen is divided.
    pub layout: Layout,
    /// What the list says of an article.
    pub list: Listing,
    /// What the title block says of it.
    pub about: Fields,
    /// Where copied text goes.
    pub clipboard: Clipboard,
    /// Where state is kept.
    pub state: place::Choice,
    /// Which keys do what.
    pub keymap: Keymap,
    /// What is known of the world of the articles.
    pub knowledge: Knowledge,
    /// Queries with names.
    pub filters: Vec<NamedFilter>,
}

/// Where copied text goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// Into the clipboard of the desktop where there is one, or that of tmux, or else through the terminal.
    #[default]
    Auto,
    /// Through the terminal, with the sequence OSC 52.
    Terminal,
    /// To standard output when the reader ends.
    Exit,
    /// Into the standard input of a program; its name and arguments.
    Program(Vec<String>),
}

/// How the screen is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The widest that lines of text become, in cells, from 20 to 200.
    pub text_width: u16,
    /// Width of the list of articles in cells, from 10 to 200, or a share of the screen.
    pub list_width: Option<u16>,
    /// Width of the side panel in cells, from 10 to 200, or a share of the screen.
    pub side_width: Option<u16>,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
    /// Whether panes show how much of them there is.
    pub scrollbars: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { text_width: 76, list_width: None, side_width: None, mouse: true, scrollbars: true }
    }
}

impl Config {
    /// The styles that are changed, those of the theme first.
    pub fn looks(&self) -> Vec<(Named, Look)> {
        self.theme.looks(&self.styles)
    }
}

/// Reads a configuration.
///
/// # Errors
///
/// Every mistake in it, in order: those of the syntax, and only when there are none of these, those of the settings.
pub fn parse(text: &str) -> Result<Config, Vec<Mistake>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut mistakes: Vec<_> = errors
            .iter()
            .map(|e| Mistake {
                span: e.span().unwrap_or_default(),
                message: e.message().replace('\n', ", "),
                help: String::new(),
            })
            .collect();
        mistakes.sort_by_key(|mistake| mistake.span.start);
        return Err(mistakes);
    }
    let mut config = Config::default();
    let mut top = Section::top(text, table.get_ref());
    (config.theme, config.themes) = themes::read(&mut top);
    top.table("styles", |section| config.styles = themes::read_styles(section));
    top.table("layout", |section| {
        let layout = &mut config.layout;
        set(&mut layout.text_width, section.number("text_width", 20..=200));
        read_width(section, "list_width", &mut layout.list_width);
        read_width(section, "side_width", &mut layout.side_width);
        set(&mut layout.mouse, section.flag("mouse"));
        set(&mut layout.scrollbars, section.flag("scrollbars"));
    });
    top.table("list", |section| config.list = listing::read(section));
    top.table("article", |section| config.about = about::read(section));
    top.table("clipboard", |section| {
        let choices = [("auto", 0), ("terminal", 1), ("exit", 2)];
        match section.choice("use", &choices) {
            Some(1) => config.clipboard = Clipboard::Terminal,
            Some(2) => config.clipboard = Clipboard::Exit,
            _ => {}
        }
        if let Some((program, value)) = section.text("program") {
            let words: Vec<String> = program.split_whitespace().map(str::to_owned).collect();
            if words.is_empty() {
                section.mistaken(value, "`program` cannot be empty".into(), "write the name of a program".into());
            } else {
                config.clipboard = Clipboard::Program(words);
            }
        }
    });
    top.table("state", |section| read_state(section, &mut config.state));
    top.table("keys", |section| config.keymap = keys::read(section));
    config.knowledge = knowledge::read(&mut top);
    top.table("filters", |section| config.filters = knowledge::read_filters(section));
    let mistakes = top.finish();
    if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
}

fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

/// Where state is kept: in a folder, which is looked for from that of the configuration, or nowhere.
fn read_state(section: &mut Section<'_>, state: &mut place::Choice) {
    if let Some((folder, value)) = section.text("folder") {
        if folder.trim().is_empty() {
            section.mistaken(value, "`folder` cannot be empty".into(), "write the path of a folder".into());
        } else {
            *state = place::Choice::Folder(folder.into());
        }
    }
    if let Some(value) = section.value("keep") {
        match value.get_ref() {
            DeValue::Boolean(true) => {}
            DeValue::Boolean(false) => *state = place::Choice::Nowhere,
            _ => section.wrong_type("keep", value, "true or false"),
        }
    }
}

/// A number of cells, or `"auto"` for a share of the screen.
fn read_width(section: &mut Section<'_>, name: &'static str, width: &mut Option<u16>) {
    const EXPECTED: &str = "a number of cells from 10 to 200, or \"auto\"";
    match section.value(name).map(|value| (value, value.get_ref())) {
        None => {}
        Some((_, DeValue::String(word))) if word == "auto" => *width = None,
        Some((_, DeValue::Integer(_))) => set(width, section.number(name, 10..=200).map(Some)),
        Some((value, DeValue::String(word))) => {
            section.mistaken(value, format!("`{name}` cannot be \"{word}\""), format!("must be {EXPECTED}"));
        }
        Some((value, _)) => section.wrong_type(name, value, EXPECTED),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::report::render;
    use crate::theme::ThemeName;

    #[track_caller]
    fn check_mistakes(text: &str, expected: &str) {
        let mistakes = parse(text).unwrap_err();
        let report: Vec<_> = mistakes.iter().map(|m| render(Path::new("config.toml"), text, m)).collect();
        assert_eq!(report.join("\n").trim(), expected.trim());
    }

    #[test]
    fn the_shipped_file_says_the_defaults_and_shows_every_setting() {
        let shipped = include_str!("../../config.toml");
        let Config { theme, styles, layout, list, about, clipboard, state, keymap, .. } = parse(shipped).unwrap();
        let defaults = Config::default();
        assert_eq!((theme, layout, keymap), (defaults.theme, defaults.layout, defaults.keymap));
        assert_eq!((list, clipboard, state), (defaults.list, defaults.clipboard, defaults.state));
        assert_eq!(about, defaults.about);
        assert!(styles.is_empty());
        let (table, _) = DeTable::parse_recoverable(shipped);
        for name in ["theme", "layout", "styles", "clipboard", "state", "keys", "filters", "sides", "topics", "sources"]
        {
            assert!(table.get_ref().contains_key(name), "{name}");
        }
        for name in ["text_width", "list_width", "side_width"] {
            assert!(table.get_ref()["layout"].get_ref().get(name).is_some(), "{name}");
        }
        // What stands in comments can be taken out of them.
        let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let is_setting =
            |line: &str| line.starts_with('[') || line.split_once(" = ").is_some_and(|(name, _)| is_name(name));
        let setting = |line: &str| line.strip_prefix("# ").filter(|line| is_setting(line)).map(str::to_owned);
        let open: Vec<String> = shipped.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned())).collect();
        let config = parse(&open.join("\n")).unwrap();
        assert!(
            !config.knowledge.entities.is_empty() && !config.knowledge.issues.is_empty() && !config.styles.is_empty()
        );
    }

    #[test]
    fn settings_are_read() {
        let text = "theme = 'mono'\n[layout]\ntext_width = 66\nlist_width = 30\nside_width = \"auto\"\n";
        let layout = Layout { text_width: 66, list_width: Some(30), ..Layout::default() };
        assert_eq!(parse(text), Ok(Config { theme: ThemeName::Mono.into(), layout, ..Config::default() }));
        assert_eq!(parse(""), Ok(Config::default()));
        assert_eq!(parse("\u{FEFF}theme = \"light\"\r\n").map(|c| c.theme), Ok(ThemeName::Light.into()));
    }

    #[test]
    fn what_is_printed_reads_the_same() {
        for text in [
            "",
            "[state]\nkeep = false\n",
            "[state]\nfolder = 'kept'\n",
            "theme = 'mono'\n[layout]\ntext_width = 66\nlist_width = 30\n",
        ] {
            let config = parse(text).unwrap();
            assert_eq!(parse(&config.to_toml()), Ok(config), "{text}");
        }
    }

    #[test]
    fn every_mistake_has_its_place_and_a_suggestion() {
        check_mistakes(
            "them = \"dark\"\n[layout]\ntext_width = 7\nlist_width = \"99%\"\nsidewidth = 3\ncolour = 1\n",
            r#"
config.toml:1:1: unknown setting `them`
  |
1 | them = "dark"
  | ^^^^ did you mean `theme`?

config.toml:3:14: `text_width` cannot be 7
  |
3 | text_width = 7
  |              ^ must be a whole number from 20 to 200

config.toml:4:14: `list_width` cannot be "99%"
  |
4 | list_width = "99%"
  |              ^^^^^ must be a number of cells from 10 to 200, or "auto"

config.toml:5:1: unknown setting `layout.sidewidth`
  |
5 | sidewidth = 3
  | ^^^^^^^^^ did you mean `side_width`?

config.toml:6:1: unknown setting `layout.colour`
  |
6 | colour = 1
  | ^^^^^^ known here: text_width, list_width, side_width, mouse, scrollbars
"#,
        );
        check_mistakes(
            "theme = \"drak\"\nlayout = 3\n",
            r#"
config.toml:1:9: `theme` cannot be "drak"
  |
1 | theme = "drak"
  |         ^^^^^^ did you mean "dark"?

config.toml:2:10: `layout` must be a table
  |
2 | layout = 3
  |          ^ write [layout] above its settings
"#,
        );
        check_mistakes(
            "theme = 5\n",
            r#"
config.toml:1:9: `theme` cannot be a value of type integer
  |
1 | theme = 5
  |         ^ must be one of "auto", "dark", "light", "contrast", "red-green", "blue-yellow", "mono"
"#,
        );
    }

    #[test]
    fn mistakes_of_the_syntax_come_first_and_all_at_once() {
        let mistakes = parse("theme = \nthem = 1\nlayout = {\n").unwrap_err();
        assert!(mistakes.len() >= 2, "{mistakes:?}");
        let mistakes = parse("theme = \"dark\"\ntheme = \"light\"\n").unwrap_err();
        assert!(mistakes[0].message.contains("duplicate"), "{mistakes:?}");
    }
}
