//! The last look at a frame before it goes to the terminal: characters that terminals disagree about, and those that one
//! without Unicode cannot show.
//!
//! A terminal that gives a cluster fewer cells than it takes here leaves what stood there before. So the cells of such a
//! cluster are blanked right in front of it. Emoji joined to one picture are the other way round: where they are not
//! joined they take more cells than there are, and their first part stands for them.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// What our own signs and those of common text become in ASCII. Signs that are told apart stay different.
const ASCII: &[(&str, &str)] = &[
    ("─", "-"),
    ("━", "="),
    ("│", ":"),
    ("┃", "|"),
    ("╏", "!"),
    ("┊", ":"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    ("▌█▐▕", "|"),
    ("▸›▶", ">"),
    ("‹◂", "<"),
    ("▁", "."),
    ("▂▃", "-"),
    ("▄▅", "="),
    ("▆▇", "#"),
    ("●✓★■◆✎", "*"),
    ("○☆□◇", "o"),
    ("≠", "!"),
    ("≈", "~"),
    ("±", "*"),
    ("−–—‐‑", "-"),
    ("·…•", "."),
    ("×", "x"),
    ("↑", "^"),
    ("↓", "v"),
    ("←", "<"),
    ("→", ">"),
    ("¶§", "#"),
    ("“”„«»", "\""),
    ("‘’‚", "'"),
    ("ß", "s"),
    ("øØ", "o"),
    ("łŁ", "l"),
    ("æÆ", "a"),
    ("œŒ", "o"),
    ("đĐð", "d"),
    ("€", "E"),
    ("£", "L"),
];

/// Stands in cells that a cluster covers; never written.
const COVERED: char = '\u{200B}';

/// Makes every cell of a frame one that the terminal shows as it is counted; with `ascii` in ASCII alone.
pub fn settle(buffer: &mut Buffer, ascii: bool) {
    let columns = usize::from(buffer.area.width);
    for i in 0..buffer.content.len() {
        let Some(cell) = buffer.content.get_mut(i).filter(|cell| !cell.symbol().is_ascii()) else { continue };
        if ascii {
            let letter = in_ascii(cell.symbol());
            cell.set_char(letter);
        } else if let Some(first) = first_of_joined(cell.symbol()) {
            cell.set_char(first);
        } else if is_disputed(cell.symbol())
            && let Some(cells) = NonZeroU16::new(cell.cell_width())
        {
            // ECH blanks so many cells from the cursor on and does not move it. A cluster of several cells is followed by
            // a motion of the cursor in any case.
            let motion = if cells.get() == 1 { format!("\x1b[{}G", i % columns.max(1) + 2) } else { String::new() };
            let steady = format!("\x1b[{cells}X{}{motion}", cell.symbol());
            cell.set_symbol(&steady).set_diff_option(CellDiffOption::ForcedWidth(cells));
            // A terminal that shows the characters one by one has one of them in these cells. They are passed over now, and
            // have to differ from whatever comes there with the next frame.
            for covered in i + 1..i + usize::from(cells.get()) {
                if let Some(cell) = buffer.content.get_mut(covered) {
                    cell.set_char(COVERED);
                }
            }
        }
    }
}

/// Whether terminals count the cells of a cluster differently: some add up those of its characters, some take it as one.
fn is_disputed(cluster: &str) -> bool {
    let mut later = cluster.chars().skip(1).peekable();
    later.peek().is_some() && later.any(|c| c.width() != Some(0) || matches!(c, '\u{FE0E}' | '\u{FE0F}'))
}

/// The first character of emoji that are joined to one picture, or that have a tone of skin.
fn first_of_joined(cluster: &str) -> Option<char> {
    let first = cluster.chars().next().filter(|c| c.width() == Some(2))?;
    cluster.chars().skip(1).any(|c| matches!(c, '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}')).then_some(first)
}

/// The nearest character of ASCII; a question mark for letters of other scripts.
fn in_ascii(cluster: &str) -> char {
    let known = ASCII.iter().find(|(signs, _)| cluster.chars().next().is_some_and(|c| signs.contains(c)));
    let decomposed = || cluster.nfkd().next().filter(char::is_ascii);
    known.and_then(|(_, letter)| letter.chars().next()).or_else(decomposed).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn settled(text: &str, ascii: bool) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        buffer.set_string(0, 0, text, Style::new());
        settle(&mut buffer, ascii);
        buffer.content.iter().map(|cell| cell.symbol().to_owned()).collect()
    }

    #[test]
    fn what_takes_fewer_cells_elsewhere_is_blanked_first() {
        let cells = settled("हिंदी ok", false);
        assert_eq!(cells[0], "\x1b[2Xहिं", "a vowel sign has a cell here and none in some terminals");
        assert_eq!(cells[1], "\u{200B}", "which differs from whatever comes there next");
        assert_eq!(settled("e\u{301}世", false)[..2], ["e\u{301}", "世"], "nobody disagrees about these");
        let heart = &settled("\u{2764}\u{FE0F}", false)[0];
        assert!(heart.starts_with("\x1b[2X"), "{heart:?}");
    }

    #[test]
    fn joined_emoji_are_shown_by_their_first() {
        assert_eq!(settled("👩\u{200D}🔬x", false)[..3], ["👩", " ", "x"]);
        assert_eq!(settled("👍🏽", false)[0], "👍");
    }

    #[test]
    fn without_unicode_every_cell_is_ascii_and_signs_stay_apart() {
        let cells = settled("─┃“é” Łódź 世 ≠≈=", true).concat();
        assert_eq!(cells.trim_end(), "-|\"e\" lodz ?  !~=");
    }
}
