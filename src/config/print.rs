//! The configuration in force, as a file that says the same.

use toml::{Table, Value};

use crate::config::schema::Config;
use crate::input::action::ACTIONS;
use crate::input::key;
use crate::theme::color::written;
use crate::theme::look::{ATTRIBUTES, Look, Named};

impl Config {
    /// The whole configuration as TOML, defaults included.
    pub fn to_toml(&self) -> String {
        let mut top = Table::new();
        top.insert("theme".into(), self.theme.name.as_str().into());
        if !self.theme.is_built_in() {
            let mut theme = styles(&self.theme.styles);
            theme.insert("base".into(), self.theme.base.name().into());
            top.insert("themes".into(), Table::from_iter([(self.theme.name.clone(), theme.into())]).into());
        }
        top.insert("styles".into(), styles(&self.styles).into());
        let width = |width: Option<u16>| width.map_or(Value::from("auto"), |n| i64::from(n).into());
        let mut layout = Table::new();
        layout.insert("text_width".into(), i64::from(self.layout.text_width).into());
        layout.insert("list_width".into(), width(self.layout.list_width));
        layout.insert("side_width".into(), width(self.layout.side_width));
        top.insert("layout".into(), layout.into());
        let mut keys = Table::new();
        for entry in ACTIONS {
            let sequences = self.keymap.keys_of(entry.action).map(|keys| Value::from(key::written(keys)));
            keys.insert(entry.name.into(), sequences.collect::<Vec<_>>().into());
        }
        top.insert("keys".into(), keys.into());
        top.to_string()
    }
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
