//! The table of keys as Markdown, for the README: made from the table of actions, so that it cannot lie.

use crate::input::action::{ACTIONS, Context};
use crate::input::key::show;
use crate::input::keymap::Keymap;

/// One Markdown table a context, each with a heading of the third level.
pub fn markdown(keymap: &Keymap) -> String {
    use Context::{Anywhere, Browse, Compare, List, Overlay, Panes, Side, Text};
    let mut out = String::new();
    for context in [Anywhere, Panes, Browse, List, Text, Side, Compare, Overlay] {
        let rows: Vec<_> = ACTIONS.iter().filter(|e| e.context == context).collect();
        if rows.is_empty() {
            continue;
        }
        out += &format!("### {}\n\n| keys | what they do |\n|---|---|\n", context.name());
        for entry in rows {
            let keys: Vec<_> = keymap.keys_of(entry.action).map(|k| format!("`{}`", show(k))).collect();
            out += &format!("| {} | {} |\n", keys.join(" "), entry.doc);
        }
        out.push('\n');
    }
    out
}
