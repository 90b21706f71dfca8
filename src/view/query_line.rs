//! What stands above the query line while it is typed: what the word could become, and what is wrong.
//!
//! ```text
//!  ▌topic:="Hong Kong"     5 articles
//!   topic:="Human rights"  2 articles
//!  topic:="ho" befor:2021
//!              ^^^^^ there is no field befor; did you mean before?
//! ```

use crate::app::App;
use crate::app::filter::QueryLine;
use crate::text::cells::line_width;
use crate::theme::Theme;
use crate::view::canvas::Canvas;

/// How many completions show at once.
const SHOWN: usize = 8;

/// Draws the rows right above the last one of `screen`, the whole screen.
pub fn draw(app: &App, line: &QueryLine, theme: &Theme, screen: &mut Canvas<'_>) {
    let room = usize::from(screen.height().saturating_sub(2));
    let caret = line.error.as_ref().filter(|_| line.chosen.is_none()).map(|e| e.caret(line.input.value()));
    let below: Vec<&str> = caret.iter().flat_map(|c| c.lines()).collect();
    let total = app.library.store().len();
    let nothing = format!("0/{total}: no article is like this; Esc takes it back");
    let below = if below.is_empty() && app.list.order.is_empty() && total > 0 { vec![nothing.as_str()] } else { below };
    let shown = line.completions.len().min(SHOWN).min(room.saturating_sub(below.len()));
    let height = (shown + below.len()).min(room) as u16;
    if height == 0 {
        return;
    }
    let top = screen.height().saturating_sub(1 + height);
    let mut canvas = screen.part(0, top, u16::MAX, height);
    canvas.clear();
    canvas.tint(0, height, theme.selected);
    // The chosen one stays in sight.
    let first = line.chosen.map_or(0, |c| (c + 1).saturating_sub(shown));
    let completions = line.completions.iter().enumerate().skip(first).take(shown);
    let column = line.completions.iter().map(|c| line_width(&c.text)).max().unwrap_or(0).min(40) as u16 + 4;
    let mut y = 0;
    for (i, completion) in completions {
        let chosen = line.chosen == Some(i);
        canvas.put_cut(2, y, &completion.text, 40, if chosen { theme.strong } else { theme.text });
        canvas.put(column, y, &completion.note, theme.dim);
        if chosen {
            canvas.tint(y, y + 1, theme.selected_focus);
            canvas.put(0, y, "▌", theme.strong);
        }
        y += 1;
    }
    for row in below {
        canvas.put(1, y, row, theme.problem);
        y += 1;
    }
}
