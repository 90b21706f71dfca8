//! Lines of text that are typed: what keys do to them, and pasting into them.

use tui_input::{Input, InputRequest};

use crate::input::key::{Code, Key};

/// So many characters of one paste are taken: more than anybody asks for, and little enough that a clipboard full of
/// something else does not hold up the screen.
pub(super) const PASTE: usize = 10_000;

/// Puts pasted text in at the cursor, on one line. In one go, since the line is moved for each insertion.
pub(super) fn paste(input: &mut Input, text: &str) {
    let text: String = text.chars().filter(|c| !c.is_control()).take(PASTE).collect();
    let value = input.value();
    let at = value.char_indices().nth(input.cursor()).map_or(value.len(), |(at, _)| at);
    let cursor = input.cursor() + text.chars().count();
    let value = [&value[..at], &text, &value[at..]].concat();
    *input = std::mem::take(input).with_value(value).with_cursor(cursor);
}

/// What a key does to a line of text that is edited.
pub(super) fn editing(key: Key) -> Option<InputRequest> {
    Some(match key.code {
        Code::Char('a') if key.ctrl => InputRequest::GoToStart,
        Code::Char('e') if key.ctrl => InputRequest::GoToEnd,
        Code::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        Code::Char('u') if key.ctrl => InputRequest::DeleteLine,
        Code::Char('k') if key.ctrl => InputRequest::DeleteTillEnd,
        Code::Char('h') if key.ctrl => InputRequest::DeletePrevChar,
        Code::Backspace if key.ctrl || key.alt => InputRequest::DeletePrevWord,
        Code::Backspace => InputRequest::DeletePrevChar,
        Code::Delete => InputRequest::DeleteNextChar,
        Code::Left if key.ctrl || key.alt => InputRequest::GoToPrevWord,
        Code::Right if key.ctrl || key.alt => InputRequest::GoToNextWord,
        Code::Left => InputRequest::GoToPrevChar,
        Code::Right => InputRequest::GoToNextChar,
        Code::Home => InputRequest::GoToStart,
        Code::End => InputRequest::GoToEnd,
        _ => InputRequest::InsertChar(key.typed()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_stands_at_the_cursor_on_one_line() {
        let mut input = Input::new("aé世d".to_owned()).with_cursor(2);
        paste(&mut input, "x\n\u{1b}ÿ");
        assert_eq!((input.value(), input.cursor()), ("aéxÿ世d", 4));
        input.handle(InputRequest::InsertChar('z'));
        assert_eq!(input.value(), "aéxÿz世d");
    }

    #[test]
    fn of_a_flood_the_beginning_is_taken() {
        let mut input = Input::default();
        paste(&mut input, &"é".repeat(1_000_000));
        assert_eq!(input.value().chars().count(), PASTE);
    }
}
