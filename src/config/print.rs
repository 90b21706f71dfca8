//! The configuration in force, as a file that says the same.

use toml::{Table, Value};

use crate::config::about::About;
use crate::config::listing::Column;
use crate::config::schema::{Clipboard, Config};
use crate::input::action::ACTIONS;
use crate::input::key;
use crate::model::entity::EntityKind;
use crate::model::knowledge::{Knowledge, Phrase};
use crate::state::place;
use crate::theme::color::written;
use crate::theme::look::{ATTRIBUTES, Look, Named};

impl Config {
    /// The whole configuration as TOML, defaults included.
    pub fn to_toml(&self) -> String {
        let mut top = Table::new();
        top.insert("theme".into(), self.theme.name.as_str().into());
        let themes = self.themes.iter().map(|theme| {
            let mut out = styles(&theme.styles);
            out.insert("base".into(), theme.base.name().into());
            (theme.name.clone(), Value::from(out))
        });
        top.insert("themes".into(), themes.collect::<Table>().into());
        top.insert("styles".into(), styles(&self.styles).into());
        let width = |width: Option<u16>| width.map_or(Value::from("auto"), |n| i64::from(n).into());
        let mut layout = Table::new();
        layout.insert("text_width".into(), i64::from(self.layout.text_width).into());
        layout.insert("list_width".into(), width(self.layout.list_width));
        layout.insert("side_width".into(), width(self.layout.side_width));
        layout.insert("mouse".into(), self.layout.mouse.into());
        layout.insert("scrollbars".into(), self.layout.scrollbars.into());
        top.insert("layout".into(), layout.into());
        let row = |columns: &[Column]| Value::from(columns.iter().map(|column| column.name()).collect::<Vec<_>>());
        let list = [("first", row(&self.list.first)), ("second", row(&self.list.second))];
        top.insert("list".into(), list.map(|(name, row)| (name.to_owned(), row)).into_iter().collect::<Table>().into());
        let about: Vec<_> = self.about.0.iter().map(About::name).collect();
        top.insert("article".into(), Table::from_iter([("fields".to_owned(), Value::from(about))]).into());
        let clipboard = match &self.clipboard {
            Clipboard::Auto => ("use", "auto".to_owned()),
            Clipboard::Terminal => ("use", "terminal".to_owned()),
            Clipboard::Exit => ("use", "exit".to_owned()),
            Clipboard::Program(words) => ("program", words.join(" ")),
        };
        top.insert("clipboard".into(), Table::from_iter([(clipboard.0.to_owned(), clipboard.1.into())]).into());
        let mut state = Table::from_iter([("keep".to_owned(), (self.state != place::Choice::Nowhere).into())]);
        if let place::Choice::Folder(folder) = &self.state {
            state.insert("folder".into(), folder.to_string_lossy().into_owned().into());
        }
        top.insert("state".into(), state.into());
        let mut keys = Table::new();
        for entry in ACTIONS {
            let sequences = self.keymap.keys_of(entry.action).map(|keys| Value::from(key::written(keys)));
            keys.insert(entry.name.into(), sequences.collect::<Vec<_>>().into());
        }
        top.insert("keys".into(), keys.into());
        let filters = self.filters.iter().map(|f| (f.name.clone(), Value::from(f.query.to_string())));
        top.insert("filters".into(), filters.collect::<Table>().into());
        for (name, tables) in knowledge(&self.knowledge) {
            if !tables.is_empty() {
                top.insert(name.into(), tables.into());
            }
        }
        top.to_string()
    }
}

/// The lists of tables that say what is known.
fn knowledge(known: &Knowledge) -> [(&'static str, Vec<Table>); 5] {
    let table = |name: &str| Table::from_iter([("name".to_owned(), Value::from(name))]);
    let phrases = |phrases: &[Phrase]| Value::from(phrases.iter().map(|p| p.text.as_str()).collect::<Vec<_>>());
    let optional = |table: &mut Table, name: &str, text: Option<&str>| {
        if let Some(text) = text {
            table.insert(name.into(), text.into());
        }
    };
    let topics = known.topics.iter().map(|topic| {
        let mut out = table(&topic.name);
        out.insert("words".into(), phrases(&topic.words));
        out
    });
    let issues = known.issues.iter().map(|issue| {
        let mut out = table(&issue.name);
        out.insert("words".into(), phrases(&issue.words));
        out.insert("merge".into(), phrases(&issue.merge));
        out.insert("hide".into(), issue.hide.into());
        out
    });
    let entities = known.entities.iter().map(|entity| {
        let mut out = table(&entity.name);
        optional(&mut out, "kind", entity.kind.map(EntityKind::name));
        // The first is the name itself.
        out.insert("aliases".into(), phrases(entity.names.get(1..).unwrap_or_default()));
        optional(&mut out, "side", entity.side.as_deref());
        optional(&mut out, "role", entity.role.as_deref());
        out
    });
    let sides = known.sides.iter().map(|side| {
        let mut out = table(&side.name);
        out.insert("members".into(), phrases(side.members.get(1..).unwrap_or_default()));
        out
    });
    let sources = known.sources.iter().map(|source| {
        let mut out = table(&source.name);
        optional(&mut out, "country", source.country.as_deref());
        optional(&mut out, "side", source.side.as_deref());
        out.insert("aliases".into(), phrases(source.names.get(1..).unwrap_or_default()));
        optional(&mut out, "path", source.path.as_ref().map(|path| path.text.as_str()));
        out
    });
    [
        ("topics", topics.collect()),
        ("issues", issues.collect()),
        ("entities", entities.collect()),
        ("sides", sides.collect()),
        ("sources", sources.collect()),
    ]
}

fn styles(styles: &[(Named, Look)]) -> Table {
    let of = |look: &Look| {
        let mut out = Table::new();
        for (name, color) in [("fg", look.fg), ("bg", look.bg)] {
            if let Some(color) = color {
                out.insert(name.into(), written(color).into());
            }
        }
        for (name, attribute) in ATTRIBUTES {
            if look.on.contains(attribute) || look.off.contains(attribute) {
                out.insert(name.into(), look.on.contains(attribute).into());
            }
        }
        out.into()
    };
    styles.iter().map(|(named, look)| (named.name.to_owned(), of(look))).collect()
}
