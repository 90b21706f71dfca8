//! From what crossterm reports to keys and messages.

use crossterm::event::{
    Event as Reported, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::message::Message;
use crate::input::key::{Code, Key};
use crate::input::mouse::{Mouse, MouseKind};

/// The message for an event of the terminal, if it is one that the reader knows.
pub fn message(reported: Reported) -> Option<Message> {
    match reported {
        Reported::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Message::Key),
        Reported::Mouse(event) => mouse(event).map(Message::Mouse),
        Reported::Paste(text) => Some(Message::Paste(text)),
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
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
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
    let shift = held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab;
    let alt = held(KeyModifiers::ALT) || held(KeyModifiers::META);
    Some(Key::canonical(code, held(KeyModifiers::CONTROL), alt, shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
    const ALT: KeyModifiers = KeyModifiers::ALT;

    #[track_caller]
    fn check(code: KeyCode, modifiers: KeyModifiers, expected: &str) {
        let event = Reported::Key(KeyEvent::new(code, modifiers));
        let Some(Message::Key(key)) = message(event) else { panic!("{code:?} is no key") };
        assert_eq!(key, expected.parse().unwrap(), "{code:?} with {modifiers:?} is {key}");
    }

    #[test]
    fn keys_are_brought_into_their_canonical_form() {
        check(KeyCode::Char('j'), NONE, "j");
        check(KeyCode::Char('Q'), SHIFT, "Q");
        check(KeyCode::Char('?'), SHIFT, "?");
        check(KeyCode::Char('É'), SHIFT, "É");
        check(KeyCode::Char('d'), CONTROL, "Ctrl-d");
        check(KeyCode::Char('D'), CONTROL | SHIFT, "Ctrl-d");
        check(KeyCode::Char(' '), NONE, "Space");
        check(KeyCode::Char('x'), ALT, "Alt-x");
        check(KeyCode::Char('x'), KeyModifiers::META, "Alt-x");
        check(KeyCode::Tab, NONE, "Tab");
        check(KeyCode::BackTab, SHIFT, "Shift-Tab");
        check(KeyCode::BackTab, NONE, "Shift-Tab");
        check(KeyCode::Enter, NONE, "Enter");
        check(KeyCode::Esc, NONE, "Esc");
        check(KeyCode::Backspace, ALT, "Alt-Backspace");
        check(KeyCode::Delete, NONE, "Delete");
        check(KeyCode::Up, SHIFT, "Shift-Up");
        check(KeyCode::Home, CONTROL, "Ctrl-Home");
        check(KeyCode::PageDown, NONE, "PgDn");
        check(KeyCode::F(12), NONE, "F12");
    }

    #[test]
    fn a_held_key_repeats_and_a_released_one_is_nothing() {
        let with = |kind| message(Reported::Key(KeyEvent::new_with_kind(KeyCode::Down, NONE, kind)));
        assert!(with(KeyEventKind::Press).is_some());
        assert!(with(KeyEventKind::Repeat).is_some());
        assert!(with(KeyEventKind::Release).is_none());
    }

    #[test]
    fn what_the_reader_does_not_know_is_nothing() {
        assert!(message(Reported::Key(KeyEvent::new(KeyCode::CapsLock, NONE))).is_none());
        assert!(message(Reported::FocusGained).is_none());
        assert!(message(Reported::Resize(80, 24)).is_none());
        assert!(matches!(message(Reported::Paste("budget".into())), Some(Message::Paste(text)) if text == "budget"));
    }
}
