//! Whatever is typed, at whatever size: nothing breaks, and what is selected is there.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::message::{Edited, Effect, Message};
use crate::input::action::ACTIONS;
use crate::input::key::{Code, Key, sequence};
use crate::input::mouse::{Mouse, MouseKind};
use crate::view::{fixture, glyphs, paint};

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    Keys(&'static str),
    Typed(char),
    Plain(Code),
    Resize(u16, u16),
    Pasted(&'static str),
    Mouse(MouseKind, u16, u16),
}

const MOUSE: [MouseKind; 5] =
    [MouseKind::Press, MouseKind::Press, MouseKind::Drag, MouseKind::Release, MouseKind::WheelDown];

/// What leads to each screen, window and line that asks, from the panes and from the two other screens.
const WAYS: [&str; 26] = [
    "Esc",
    "g t",
    "g s",
    "?",
    "!",
    "A",
    "f",
    "F",
    "g /",
    "/ t o l l Enter &",
    "' '",
    "g O",
    "g t w",
    "y",
    "C",
    "g s C",
    "a n Enter A",
    "T",
    "g t v v",
    "g w",
    "E",
    "g p",
    ":",
    "g m",
    "g x",
    "t m t m t m t m t m",
];

fn events() -> impl Strategy<Value = Event> {
    let bound: Vec<&'static str> = ACTIONS.iter().flat_map(|entry| entry.keys.iter().copied()).collect();
    prop_oneof![
        12 => prop::sample::select(bound).prop_map(Event::Keys),
        2 => prop::sample::select("0123456789abqtw/?:é世\u{301}'\"-*(".chars().collect::<Vec<_>>()).prop_map(Event::Typed),
        2 => prop::sample::select(vec![Code::Esc, Code::Enter, Code::Tab, Code::Backspace]).prop_map(Event::Plain),
        1 => prop::sample::select(vec!["", "toll", "a\u{301}\n\tb", "世界", "topic:x OR"]).prop_map(Event::Pasted),
        3 => (prop::sample::select(MOUSE.to_vec()), 0_u16..170, 0_u16..60).prop_map(|(kind, x, y)| Event::Mouse(kind, x, y)),
        1 => (0_u16..170, 0_u16..60).prop_map(|(width, height)| Event::Resize(width, height)),
    ]
}

/// Lets an event happen; what takes threads in the program is answered at once, or never.
fn happen(app: &mut App, event: &Event) {
    let messages: Vec<Message> = match event {
        Event::Keys(keys) => sequence(keys).unwrap().into_iter().map(Message::Key).collect(),
        Event::Typed(c) => vec![Message::Key(Key::char(*c))],
        Event::Plain(code) => vec![Message::Key(Key::plain(*code))],
        Event::Resize(width, height) => vec![Message::Resize(*width, *height)],
        Event::Pasted(text) => vec![Message::Paste((*text).to_owned())],
        Event::Mouse(kind, x, y) => vec![Message::Mouse(Mouse { kind: *kind, x: *x, y: *y })],
    };
    for message in messages {
        for effect in app.update(message) {
            let answer = match effect {
                Effect::Compare(articles) => Message::Compared(articles, std::sync::Arc::default()),
                Effect::EditNote(text) => Message::Edited(Edited { text: Some(text + "\nmore"), trouble: None }),
                Effect::Pipe { command, text } => Message::Piped { title: command, output: text },
                _ => continue,
            };
            app.update(answer);
        }
    }
}

#[track_caller]
fn is_sound(app: &App, event: &Event) {
    let within = |at: usize, all: usize| at < all.max(1);
    assert!(within(app.list.selected, app.list.order.len()), "{event:?}");
    assert!(within(app.side.selected, app.side.rows.len()), "{event:?}");
    assert!(app.reader.top <= app.last_top(), "{event:?}");
    assert!(app.reader.article.is_none_or(|id| app.library.store().article(id).is_some()), "{event:?}");
    if let Some(window) = &app.window {
        assert!(within(window.selected, window.shown.len()), "{event:?}");
    }
    let board = &app.board;
    assert!(within(board.row, board.order.len()) && board.columns().len() <= board.areas.beside.max(1), "{event:?}");
}

/// How many sequences of keys are tried: a hundred, or as many as `PARALLAX_CASES` says.
fn cases() -> u32 {
    std::env::var("PARALLAX_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_and_sizes_break_nothing(
        events in prop::collection::vec(events(), 250),
        start in 0_usize..5,
        way in prop::sample::select(WAYS.to_vec()),
    ) {
        let mut app = match start {
            0..3 => fixture::app(120, 40),
            3 => fixture::compared(120, 40),
            _ => fixture::boarded(120, 40),
        };
        fixture::press(&mut app, way);
        for (i, event) in events.iter().enumerate() {
            happen(&mut app, event);
            is_sound(&app, event);
            if i % 8 == 0 {
                let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
                paint(&app, &mut buffer);
                glyphs::settle(&mut buffer, i % 16 == 0);
            }
        }
    }
}
