//! The configuration in force, as a file that says the same.

use toml::{Table, Value};

use crate::config::schema::{Config, Theme};

impl Config {
    /// The whole configuration as TOML, defaults included.
    pub fn to_toml(&self) -> String {
        let mut top = Table::new();
        let theme = Theme::ALL.iter().find(|(_, theme)| *theme == self.theme).map_or("", |(name, _)| name);
        top.insert("theme".into(), theme.into());
        let width = |width: Option<u16>| width.map_or(Value::from("auto"), |n| i64::from(n).into());
        let mut layout = Table::new();
        layout.insert("text_width".into(), i64::from(self.layout.text_width).into());
        layout.insert("list_width".into(), width(self.layout.list_width));
        layout.insert("side_width".into(), width(self.layout.side_width));
        top.insert("layout".into(), layout.into());
        top.to_string()
    }
}
