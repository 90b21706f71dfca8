//! From the events of the parser to keys and messages.

use termina::Event as Reported;
use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::message::Message;
use crate::input::key::{Code, Key};
use crate::input::mouse::{Mouse, MouseKind};

/// The message for an event, if it is one that the reader knows.
pub fn message(reported: &Reported) -> Option<Message> {
    match reported {
        Reported::Key(event) if event.kind != KeyEventKind::Release => key(*event).map(Message::Key),
        Reported::Mouse(event) => mouse(*event).map(Message::Mouse),
        _ => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None, // other buttons, sideways wheels, motion without a button
    };
    Some(Mouse { kind, x: event.column, y: event.row })
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Function(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Escape => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None, // media keys, locks and lone modifiers
    };
    let shift = held(Modifiers::SHIFT) || event.code == KeyCode::BackTab;
    let alt = held(Modifiers::ALT) || held(Modifiers::META);
    Some(Key::canonical(code, held(Modifiers::CONTROL), alt, shift))
}

#[cfg(test)]
mod tests {
    use termina::Parser;

    use super::*;

    fn messages(bytes: &str) -> Vec<Message> {
        let mut parser = Parser::default();
        parser.parse(bytes.as_bytes(), false);
        std::iter::from_fn(|| parser.pop()).filter_map(|event| message(&event)).collect()
    }

    #[track_caller]
    fn check(bytes: &str, expected: &str) {
        match &messages(bytes)[..] {
            [Message::Key(key)] => assert_eq!(*key, expected.parse().unwrap(), "{bytes:?} is {key}"),
            other => panic!("{bytes:?} is {other:?}"),
        }
    }

    #[test]
    fn what_terminals_send_becomes_the_keys_that_were_pressed() {
        for (bytes, key) in [
            ("j", "j"),
            ("Q", "Q"),
            ("?", "?"),
            ("É", "É"),
            ("\x04", "Ctrl-d"),
            (" ", "Space"),
            ("\x1bx", "Alt-x"),
            ("\t", "Tab"),
            ("\x1b[Z", "Shift-Tab"),
            ("\r", "Enter"),
            ("\x1b", "Esc"),
            ("\x7f", "Backspace"),
            ("\x1b\x7f", "Alt-Backspace"),
            ("\x1b[3~", "Delete"),
            ("\x1b[A", "Up"),
            ("\x1bOA", "Up"),
            ("\x1b[1;2A", "Shift-Up"),
            ("\x1b[H", "Home"),
            ("\x1b[1~", "Home"),
            ("\x1b[1;5H", "Ctrl-Home"),
            ("\x1b[5~", "PgUp"),
            ("\x1b[6~", "PgDn"),
            ("\x1bOP", "F1"),
            ("\x1b[24~", "F12"),
            ("\x1b[106;5u", "Ctrl-j"),
        ] {
            check(bytes, key);
        }
    }

    #[test]
    fn the_mouse_presses_drags_and_turns_its_wheel() {
        for (bytes, kind) in [
            ("\x1b[<0;10;5M", MouseKind::Press),
            ("\x1b[<32;10;5M", MouseKind::Drag),
            ("\x1b[<0;10;5m", MouseKind::Release),
            ("\x1b[<64;10;5M", MouseKind::WheelUp),
            ("\x1b[<65;10;5M", MouseKind::WheelDown),
        ] {
            let found = messages(bytes);
            assert!(matches!(found[..], [Message::Mouse(m)] if m == Mouse { kind, x: 9, y: 4 }), "{bytes:?} {found:?}");
        }
        assert!(messages("\x1b[<2;10;5M").is_empty(), "the right button");
    }

    #[test]
    fn what_the_reader_does_not_know_is_nothing() {
        assert!(messages("\x1b[I\x1b[O\x1b[57358u").is_empty());
    }
}
