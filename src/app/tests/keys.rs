//! Keys that fingers know: places by number, words under the mark, the palette, the panel, what stays open.

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::message::Message;
use crate::app::reader::IssuesShown;
use crate::app::side::{Section, SideRow};
use crate::app::tests::{full, on_top, press};
use crate::app::window::WindowKind;
use crate::query::pattern::Strictness;
use crate::theme::{Ground, ThemeName};

#[test]
fn a_number_goes_where_it_says_and_beyond_the_end_is_the_end() {
    let mut app = full(120, 40);
    press(&mut app, "gt50%");
    let middle = app.reader.top;
    assert!((app.last_top() / 2).abs_diff(middle) <= 1, "{middle} of {}", app.last_top());
    press(&mut app, "9999G");
    assert_eq!(app.reader.top, app.last_top());
    press(&mut app, "0%");
    assert_eq!(app.reader.top, app.last_top(), "a number begins with another digit");
    press(&mut app, "gg5<Ctrl-e>2<Ctrl-y>");
    assert_eq!(app.reader.top, 3);
    press(&mut app, "ga3<Ctrl-e>");
    assert_eq!((app.reader.top, app.list.selected), (6, 0), "the text scrolls whatever has the keys");
}

#[test]
fn the_words_under_the_mark_are_searched_for() {
    let mut app = full(120, 40);
    press(&mut app, "gt]e*");
    assert_eq!((app.search.query.as_str(), app.search.strictness), ("Ann Lee", Strictness::Words));
    assert_eq!((app.search.hits.len(), app.search.current), (8, Some(1)));
    press(&mut app, "#");
    assert_eq!(app.search.current, Some(0));
    press(&mut app, "<Esc><Esc>gg*");
    assert!(app.notice.is_some() && !app.search.active(), "there is no mark");
}

#[test]
fn a_search_is_as_strict_as_one_likes_and_comes_back() {
    let mut app = full(120, 40);
    press(&mut app, "/CAFE");
    assert_eq!(app.search.hits.len(), 40);
    press(&mut app, "<Ctrl-r><Ctrl-r>");
    assert_eq!((app.search.strictness, app.search.hits.len()), (Strictness::Exact, 0));
    press(&mut app, "<Ctrl-u>sentence [1-3] <Ctrl-r><Enter>");
    assert_eq!((app.search.strictness, app.search.hits.len()), (Strictness::Regex, 3));
    press(&mut app, "/(<Enter>");
    assert!(app.notice.as_ref().unwrap().contains("unclosed group"), "{:?}", app.notice);
    press(&mut app, "/<Up><Up><Enter>");
    assert_eq!(app.search.query, "sentence [1-3] ");
}

#[test]
fn only_the_lines_with_a_match_are_listed() {
    let mut app = full(120, 40);
    press(&mut app, "/ann lee<Enter>&");
    let window = app.window.as_ref().unwrap();
    assert_eq!((window.kind, window.lines.len()), (WindowKind::Matches, 9), "a heading and eight hits");
    assert!(window.lines[1].left.ends_with("says that ") && window.lines[1].right.starts_with("Ann Lee crossed"));
    press(&mut app, "3j<Enter>");
    assert_eq!((app.window.is_none(), app.search.current), (true, Some(3)));
}

#[test]
fn actions_run_by_name_and_numbers_by_themselves() {
    let mut app = full(120, 40);
    press(&mut app, "gt:bottom<Enter>");
    assert_eq!(app.reader.top, app.last_top());
    press(&mut app, ":top<Enter>");
    assert_eq!(app.reader.top, 0, "the one that is called so");
    press(&mut app, "<Ctrl-p>50%<Enter>");
    assert!(app.reader.top > 0 && app.window.is_none());
    press(&mut app, ":no such thing<Enter>");
    assert!(app.notice.as_ref().unwrap().contains("no such thing"));
    press(&mut app, ":go-to-s<Tab><Enter>");
    assert_eq!(app.focus, Pane::Side);
    press(&mut app, "?/side-mode<Esc>/headings of the text<Enter><Enter>");
    assert!(app.window.is_none(), "a line of the help runs");
}

#[test]
fn the_panel_begins_with_issues_folds_and_narrows() {
    let mut app = full(120, 40);
    assert_eq!(app.side.rows[0], SideRow::Heading(Section::Disputed, 1));
    press(&mut app, "gso");
    assert_eq!(app.side.rows[0], SideRow::Folded(Section::Disputed, 1));
    assert_eq!(app.side.selected_row(), Some(SideRow::Folded(Section::Disputed, 1)));
    press(&mut app, "<Enter>");
    assert_eq!(app.side.rows[0], SideRow::Heading(Section::Disputed, 1), "Enter opens it again");
    let all = app.side.rows.len();
    press(&mut app, "/ann<Enter>");
    let entities = app.side.rows.iter().filter(|row| matches!(row, SideRow::Entity(_))).count();
    assert!(entities == 1 && app.side.rows.len() < all);
    press(&mut app, "<Esc>tm");
    assert!(app.side.rows.iter().all(|row| !matches!(row, SideRow::Entity(_) | SideRow::Quotation(_))));
    press(&mut app, "tmtmtmtmtm");
    assert_eq!(app.side.rows.len(), all);
    press(&mut app, "tp");
    assert!(app.side.rows.len() < all, "only what is on the screen");
    assert_eq!(app.side.place().0, 1);
}

#[test]
fn underlines_and_kinds_are_switched_for_the_whole_run() {
    let mut app = full(120, 40);
    assert_eq!(app.reader.shown.issues, IssuesShown::Disputed);
    press(&mut app, "tiJtP");
    assert_eq!(app.reader.shown.issues, IssuesShown::All);
    assert_eq!(app.reader.shown.entities, [false, true, true, true, true, true]);
    press(&mut app, "te");
    assert_eq!(app.reader.shown.entities, [false; 6]);
}

#[test]
fn what_is_open_stays_open_and_escape_comes_back_to_it() {
    let mut app = full(120, 40);
    press(&mut app, "J10<Ctrl-e>");
    let before = (app.reader.article, app.reader.top, app.list.top);
    press(&mut app, "Fnorth ");
    assert_eq!((app.list.order.len(), app.reader.article), (1, before.0), "the list has another, the text is the same");
    press(&mut app, "<Esc>");
    assert_eq!((app.reader.article, app.reader.top, app.list.top), before);
    press(&mut app, "Ftopic:");
    assert_eq!(app.list.order.len(), 3, "a field without a value filters by nothing");
    press(&mut app, "<Esc>Fnorth<Enter>J");
    assert_eq!(app.article().unwrap().id, "north", "the next one is that of the list");
}

#[test]
fn both_texts_of_a_comparison_are_searched_and_escape_leaves_last() {
    let mut app = full(120, 40);
    press(&mut app, "cJJc/ann lee<Enter>");
    let compare = app.compare.as_ref().unwrap();
    assert_eq!([compare.hits[0].len(), compare.hits[1].len()], [8, 3]);
    press(&mut app, "8n");
    assert_eq!(app.compare.as_ref().unwrap().hand().name(), "right");
    press(&mut app, "<Esc>");
    assert!(!app.search.active() && app.compare.is_some());
    press(&mut app, "<Esc>");
    assert!(app.compare.is_some(), "what was lit goes first");
    press(&mut app, "<Esc>");
    assert!(app.compare.is_none());
}

#[test]
fn the_column_of_a_comparison_can_be_hidden() {
    let mut app = full(160, 40);
    press(&mut app, "cJJc");
    let width = |app: &App| app.compare.as_ref().unwrap().areas.texts[0].width;
    let narrow = width(&app);
    press(&mut app, "ts");
    assert!(width(&app) > narrow && app.compare.as_ref().unwrap().areas.matches.width == 0);
    press(&mut app, "z");
    assert_eq!(width(&app), narrow);
}

#[test]
fn the_theme_is_changed_by_a_key_and_by_the_terminal() {
    let mut app = full(120, 40);
    assert_eq!((app.settings.theme.base, app.ground), (ThemeName::Auto, Ground::Dark));
    app.update(Message::Ground(Ground::Light));
    assert_eq!(app.ground, Ground::Light);
    for name in &ThemeName::ALL[1..] {
        press(&mut app, "tc");
        assert_eq!(app.settings.theme.base, *name);
    }
    press(&mut app, "tc");
    assert_eq!(app.settings.theme.base, ThemeName::Auto);
}

#[test]
fn widths_come_back() {
    let mut app = full(140, 40);
    let before = (app.geometry, on_top(&app));
    press(&mut app, "gt---gs>>ga<<");
    assert_ne!(app.geometry, before.0);
    press(&mut app, "t=");
    assert_eq!((app.geometry.list, app.geometry.side), (before.0.list, before.0.side));
}

#[test]
fn earlier_sorts_decide_among_equals() {
    let mut app = full(120, 40);
    press(&mut app, ",T,d");
    let ids = |app: &App| app.list.order.iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(ids(&app), [2, 0, 1], "no article has a date, so the titles stay in their order");
    press(&mut app, ",D");
    assert_eq!(ids(&app), [2, 0, 1], "either way");
}
