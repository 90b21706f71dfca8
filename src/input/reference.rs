//! The tables of keys, as Markdown for the README and as text: made from the table of actions, so that they cannot lie.

use std::fmt::Write as _;

use crate::input::action::{ACTIONS, Context, Entry};
use crate::input::key::show;
use crate::input::keymap::Keymap;

/// Every context that has actions, with these, in the order of the help.
fn contexts() -> impl Iterator<Item = (Context, Vec<&'static Entry>)> {
    use Context::{Anywhere, Board, Browse, Compare, List, Overlay, Panes, Select, Side, Text};
    [Anywhere, Panes, Browse, List, Text, Side, Select, Compare, Board, Overlay]
        .into_iter()
        .map(|context| (context, ACTIONS.iter().filter(|e| e.context == context).collect::<Vec<_>>()))
        .filter(|(_, entries)| !entries.is_empty())
}

/// A paragraph a context: the name of each action, as configuration files have it, its keys, and what it does.
pub fn text(keymap: &Keymap) -> String {
    let keys = |entry: &Entry| keymap.keys_of(entry.action).map(show).collect::<Vec<_>>().join("  ");
    let cells = |text: &str| text.chars().count();
    let names = ACTIONS.iter().map(|e| cells(e.name)).max().unwrap_or(0);
    let widest = ACTIONS.iter().map(|e| cells(&keys(e))).max().unwrap_or(0);
    // Writing to a string cannot fail.
    let mut out = String::new();
    for (context, entries) in contexts() {
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{}", context.name());
        for entry in entries {
            let _ = writeln!(out, "  {:names$}  {:widest$}  {}", entry.name, keys(entry), entry.doc);
        }
    }
    out
}

/// One Markdown table a context, each with a heading of the third level.
pub fn markdown(keymap: &Keymap) -> String {
    let mut out = String::new();
    for (context, rows) in contexts() {
        let _ = writeln!(out, "### {}\n\n| keys | what they do |\n|---|---|", context.name());
        for entry in rows {
            let keys: Vec<_> = keymap.keys_of(entry.action).map(|k| format!("`{}`", show(k))).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), entry.doc);
        }
        out.push('\n');
    }
    out
}
