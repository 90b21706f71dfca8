//! Whole frames: pictures at three sizes, the channels, every size, and hostile text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::view::{fixture, paint};

/// The frame of a state.
fn frame(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    paint(app, &mut buffer);
    buffer
}

/// The frame as lines of text.
fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..buffer.area.height).map(|y| row(y).trim_end().to_owned()).collect()
}

#[test]
fn smoke() {
    for (w, h) in [(120, 40), (80, 24), (50, 20), (30, 5)] {
        for keys in ["", "l", "gs", "?", "/toll", "gs j j n", "ll", "g", "3", "w"] {
            let mut app = fixture::app(w, h);
            if !keys.is_empty() {
                fixture::press(&mut app, keys);
            }
            eprintln!("{w}x{h} {keys}\n{}\n", lines(&frame(&app)).join("\n"));
        }
    }
}
