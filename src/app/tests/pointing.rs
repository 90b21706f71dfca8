//! The mouse: clicks, wheel, borders.

use crate::app::App;
use crate::app::geometry::{Pane, window_rows};
use crate::app::message::{Effect, Message};
use crate::app::reader::Target;
use crate::app::tests::{full, press};
use crate::app::window_lines::on_screen;
use crate::input::mouse::{Mouse, MouseKind};
use crate::model::issue::IssueId;

fn point(app: &mut App, kind: MouseKind, x: u16, y: u16) -> Vec<Effect> {
    app.update(Message::Mouse(Mouse { kind, x, y }))
}

fn click(app: &mut App, (x, y): (u16, u16)) {
    point(app, MouseKind::Press, x, y);
    point(app, MouseKind::Release, x, y);
}

#[test]
fn a_click_selects_and_gives_the_focus() {
    let mut app = full(120, 40);
    let list = app.geometry.list.unwrap();
    point(&mut app, MouseKind::Press, list.x + 3, list.y + 1 + 2 * 5);
    assert_eq!((app.article().unwrap().id.as_str(), app.focus), ("south", Pane::List));
    let side = app.geometry.side.unwrap();
    let row = app.side.rows.iter().position(|r| r.selectable()).unwrap() as u16;
    point(&mut app, MouseKind::Press, side.x + 3, side.y + 1 + row);
    assert_eq!(app.focus, Pane::Side);
    assert_eq!(app.reader.cursor.map(|c| c.target), Some(Target::Issue(IssueId(0))), "the selected row again is Enter");
}

#[test]
fn a_click_on_a_name_in_the_text_marks_it() {
    let mut app = full(120, 40);
    let text = app.geometry.text.unwrap();
    let (row, mention) = {
        let page = &app.reader.page;
        let (span, _) = app.reader.highlights.entities[0];
        (page.row_of(span.from()), span)
    };
    let column = (mention.from() - app.reader.page.rows()[row].span.from()) as u16;
    let y = text.y + 1 + (row - app.reader.top) as u16;
    point(&mut app, MouseKind::Press, text.x + 6 + column + 1, y);
    assert_eq!(app.reader.cursor.unwrap().span, mention);
    point(&mut app, MouseKind::Press, text.x + 6, text.y + 2);
    assert_eq!(app.reader.top, 0, "no click scrolls");
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer_and_nothing_else() {
    let mut app = full(120, 40);
    let text = app.geometry.text.unwrap();
    point(&mut app, MouseKind::WheelDown, text.x + 5, text.y + 5);
    point(&mut app, MouseKind::WheelDown, text.x + 5, text.y + 5);
    assert_eq!((app.reader.top, app.focus, app.list.selected), (6, Pane::List, 0));
    let list = app.geometry.list.unwrap();
    point(&mut app, MouseKind::WheelDown, list.x + 1, list.y + 5);
    assert_eq!((app.reader.top, app.list.selected), (6, 0));
    point(&mut app, MouseKind::WheelUp, text.x + 5, text.y + 5);
    assert_eq!(app.reader.top, 3);
}

#[test]
fn borders_are_dragged() {
    let mut app = full(120, 40);
    let list = app.geometry.list.unwrap();
    point(&mut app, MouseKind::Press, list.x + list.width, 10);
    point(&mut app, MouseKind::Drag, 36, 10);
    assert_eq!(app.geometry.list.unwrap().width, 36);
    point(&mut app, MouseKind::Drag, 200, 10);
    assert!(app.geometry.list.unwrap().width <= 40, "the text keeps its room");
    point(&mut app, MouseKind::Release, 36, 10);
    let width = app.geometry.list.unwrap().width;
    point(&mut app, MouseKind::Drag, 20, 10);
    assert_eq!(app.geometry.list.unwrap().width, width, "let go is let go");
}

#[test]
fn a_click_beside_a_window_closes_it_and_one_key_gives_the_mouse_away() {
    let mut app = full(120, 40);
    press(&mut app, "?");
    point(&mut app, MouseKind::WheelDown, 60, 20);
    assert!(app.window.is_some());
    point(&mut app, MouseKind::Press, 0, 0);
    assert!(app.window.is_none());
    assert_eq!(press(&mut app, "<F2>"), [Effect::Mouse(false)]);
    assert_eq!(press(&mut app, "<F2>"), [Effect::Mouse(true)]);
}

#[test]
fn the_mouse_harms_nothing_anywhere() {
    for (width, height) in [(120, 40), (80, 24), (50, 20), (10, 3), (0, 0)] {
        for keys in ["", "?", "c", "cJc", "z", "gs", "B"] {
            let mut app = full(width, height);
            press(&mut app, keys);
            for x in 0..=width {
                for y in 0..=height {
                    for kind in [
                        MouseKind::Press,
                        MouseKind::Drag,
                        MouseKind::WheelDown,
                        MouseKind::WheelUp,
                        MouseKind::Release,
                    ] {
                        point(&mut app, kind, x, y);
                    }
                }
            }
        }
    }
}

#[test]
fn a_click_in_a_window_selects_and_a_second_one_does_what_enter_does() {
    let mut app = full(120, 40);
    press(&mut app, "mal3jmbs''");
    let area = app.window_area();
    let at = |row: u16| (area.x + 8, area.y + 1 + row);
    click(&mut app, at(1));
    assert_eq!(app.window.as_ref().unwrap().selected, 1);
    click(&mut app, at(2));
    click(&mut app, (area.x, area.y));
    assert_eq!(app.window.as_ref().unwrap().selected, 1, "neither below the lines nor on the border");
    click(&mut app, at(1));
    assert!(app.window.is_none() && app.notice.is_none());
    press(&mut app, "?");
    click(&mut app, (0, 0));
    assert!(app.window.is_none(), "outside");
    // Lines that wrap are clicked on any of their rows.
    let mut app = full(60, 30);
    press(&mut app, "?");
    let open = app.window.as_ref().unwrap();
    let area = app.window_area();
    let heights: Vec<_> =
        on_screen(open, area.width - 2, window_rows(area)).iter().map(|(i, line)| (*i, line.height())).collect();
    let wide = heights.iter().position(|(_, height)| *height > 1).unwrap();
    let above: usize = heights[..wide].iter().map(|(_, height)| height).sum();
    click(&mut app, (area.x + 8, area.y + 1 + above as u16 + 1));
    assert_eq!(app.window.as_ref().unwrap().selected, wide);
}

#[test]
fn windows_are_as_large_as_one_wants() {
    let mut app = full(160, 40);
    press(&mut app, "?");
    let area = |app: &App| app.window_area();
    let usual = area(&app);
    press(&mut app, "++");
    assert_eq!(area(&app).width, usual.width + 8);
    press(&mut app, "z");
    assert_eq!((area(&app).width, area(&app).height), (160, 38));
    press(&mut app, "zt=");
    assert_eq!(area(&app), usual);
    let shown = app.side_shown;
    press(&mut app, "ts");
    assert!(app.side_shown != shown && app.window.is_some());
    press(&mut app, "n");
    let heads = |app: &App| app.window.as_ref().unwrap().selected_line().unwrap().heading;
    assert!(!heads(&app));
    press(&mut app, "99nN99N");
    assert!(!heads(&app));
}
