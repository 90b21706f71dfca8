//! Whole frames: pictures at three sizes, the three channels, every size, hostile text.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::App;
use crate::app::geometry::Area;
use crate::app::message::Message;
use crate::input::action::{ACTIONS, Context};
use crate::model::article::{Article, Field, Head, Metadata};
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::findings::{CorpusFindings, CorpusTopic};
use crate::text::cells::{is_bidi_control, is_invisible, line_width};
use crate::text::span::Span;
use crate::theme::{ColorDepth, Ground, Theme, ThemeName};
use crate::view::canvas::Canvas;
use crate::view::fixture::{self, press};
use crate::view::{list, paint, side, text};

mod comparing;
mod every_screen;
mod random;

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

/// The picture of the fixture at a size, after some keys.
fn picture(width: u16, height: u16, keys: &str) -> String {
    picture_of(fixture::app(width, height), keys)
}

fn picture_of(mut app: App, keys: &str) -> String {
    if !keys.is_empty() {
        press(&mut app, keys);
    }
    let mut lines = lines(&frame(&app));
    // The hints come from the table of actions, which grows: only what stands to the left of them is part of the picture.
    if let Some((left, _)) = lines.last().and_then(|status| status.rsplit_once("   ")) {
        let left = left.trim_end().to_owned();
        lines.pop();
        lines.push(left);
    }
    lines.join("\n")
}

#[test]
fn hints_name_the_keys_of_the_pane_and_always_the_help() {
    let status = |width, keys: &str| {
        let mut app = fixture::app(width, 24);
        press(&mut app, keys);
        lines(&frame(&app)).pop().unwrap_or_default()
    };
    assert!(status(120, "ga").contains("Enter read") && status(120, "ga").ends_with("? keys"));
    assert!(status(120, "gs").contains("Enter go to"));
    assert!(!status(120, "l").contains("Enter") && status(45, "l").ends_with("? keys"));
    assert!(status(80, "g").contains("g…") && status(80, "g").contains("t text"));
    assert!(status(80, "12").starts_with(" 12"));
    assert!(status(80, "m").starts_with(" m and a letter…"));
    assert!(status(80, "/").ends_with("Enter keep  Esc cancel"));
    assert!(status(80, "?").contains("q close"));
    assert!(status(120, "ga").contains("S story"), "{}", status(120, "ga"));
}

#[test]
fn wide() {
    insta::assert_snapshot!("120x40_list", picture(120, 40, ""));
    insta::assert_snapshot!("120x40_side", picture(120, 40, "gs j Enter n"));
    insta::assert_snapshot!("120x40_by_story", picture_of(with_a_story(120, 40), ",g"));
}

#[test]
fn medium() {
    insta::assert_snapshot!("80x24_list", picture(80, 24, ""));
    insta::assert_snapshot!("80x24_search", picture(80, 24, "l/harbour"));
    insta::assert_snapshot!("80x24_without_side_panel", picture(80, 24, "ts"));
    insta::assert_snapshot!("80x24_second_article", picture(80, 24, "J"));
    insta::assert_snapshot!("80x24_only_one_story", picture_of(with_a_story(80, 24), "S"));
}

#[test]
fn narrow() {
    insta::assert_snapshot!("50x20_list", picture(50, 20, ""));
    insta::assert_snapshot!("50x20_text", picture(50, 20, "l"));
    insta::assert_snapshot!("50x20_folds_open", picture(50, 20, "loG"));
    insta::assert_snapshot!("50x20_side", picture(50, 20, "gs"));
    insta::assert_snapshot!("50x20_by_story_reversed", picture_of(with_a_story(50, 20), ",G"));
}

#[test]
fn windows() {
    insta::assert_snapshot!("80x24_help", picture(80, 24, "? / u n d e r l i n e s Enter j"));
    insta::assert_snapshot!("50x20_why", picture(50, 20, "l]ew"));
    insta::assert_snapshot!("80x24_no_problems", picture(80, 24, "!"));
}

#[test]
fn board() {
    insta::assert_snapshot!("120x40_board", picture_of(fixture::boarded(120, 40), ""));
    insta::assert_snapshot!("80x24_board_passages", picture_of(fixture::boarded(80, 24), "Tab j"));
    insta::assert_snapshot!("50x20_board_not_found", picture_of(fixture::boarded(50, 20), "j l"));
    insta::assert_snapshot!("80x24_board_figures", picture_of(fixture::boarded(80, 24), "] ,n l"));
    insta::assert_snapshot!("80x24_board_narrowed", picture_of(fixture::boarded(80, 24), "/ t o l l"));
    insta::assert_snapshot!("80x24_board_why", picture_of(fixture::boarded(80, 24), "w"));
    insta::assert_snapshot!("39x9_board", picture_of(fixture::boarded(39, 9), "l"));
}

#[test]
fn a_tiny_screen_is_one_line() {
    let mut app = fixture::app(80, 24);
    let mut shrunk = |width, height| {
        app.update(Message::Resize(width, height));
        lines(&frame(&app)).join("\n")
    };
    assert_eq!(shrunk(39, 3), "\n\nHarbour talks end without a deal ¶ 1/3");
    assert_eq!(shrunk(20, 1), "Harbour talks… ¶ 1/3");
    assert_eq!(shrunk(9, 1), "Harbour …");
}

#[test]
fn without_articles_the_screen_says_what_to_do() {
    let mut app = App::new(crate::app::settings::Settings::default(), 80, 24);
    assert!(lines(&frame(&app)).join("\n").contains("Reading files…"));
    app.update(Message::LoadingDone);
    insta::assert_snapshot!("80x24_empty", lines(&frame(&app)).join("\n"));
}

#[test]
fn an_article_without_text_says_so() {
    let app = fixture::loaded(
        80,
        24,
        vec![Article { head: Head { id: "empty.txt".into(), ..Head::default() }, ..Article::default() }],
    );
    assert!(lines(&frame(&app)).join("\n").contains("There is no text in this article."));
}

/// Where `words` begin on the screen.
fn find(buffer: &Buffer, words: &str) -> (u16, u16) {
    for y in 0..buffer.area.height {
        let symbols: Vec<_> = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        for x in 0..symbols.len() {
            if symbols[x..].concat().starts_with(words) {
                return (x as u16, y);
            }
        }
    }
    panic!("no “{words}” in\n{}", lines(buffer).join("\n"));
}

fn style(buffer: &Buffer, words: &str) -> Style {
    buffer[find(buffer, words)].style()
}

fn themed(name: ThemeName, depth: ColorDepth, keys: &str) -> (App, Theme) {
    let mut app = fixture::app(120, 40);
    (app.settings.theme, app.settings.depth) = (name.into(), depth);
    press(&mut app, keys);
    (app, Theme::new(name, Ground::Dark, depth))
}

#[test]
fn the_three_channels_are_there_in_every_theme() {
    for name in ThemeName::ALL {
        for depth in [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::TwoFiftySix, ColorDepth::Full] {
            let (app, theme) = themed(name, depth, "l");
            let buffer = frame(&app);
            let plain = style(&buffer, "ended two days");
            let person = style(&buffer, "Odile Brandt of");
            let issue = style(&buffer, "toll on Tuesday");
            assert_ne!(person, plain, "{name:?} {depth:?}: an entity looks like plain text");
            assert_eq!(person.fg.unwrap_or_default(), theme.person.fg.unwrap_or_default(), "{name:?} {depth:?}");
            assert!(!person.add_modifier.contains(Modifier::UNDERLINED));
            assert!(issue.add_modifier.contains(Modifier::UNDERLINED), "{name:?} {depth:?}");
            let (x, y) = find(&buffer, "coast”.");
            assert_eq!(buffer[(x - 2, y)].symbol(), "┃", "a quotation has a bar");
            let (x, y) = find(&buffer, "Northport and Southisle");
            assert_eq!(buffer[(x - 2, y)].symbol(), "│", "other text has a thin line");
        }
    }
}

#[test]
fn channels_are_switched_one_by_one() {
    let (app, _) = themed(ThemeName::Dark, ColorDepth::Full, "l te ti ti tq");
    let buffer = frame(&app);
    let plain = style(&buffer, "ended two days");
    assert_eq!(style(&buffer, "Odile Brandt of"), plain);
    assert_eq!(style(&buffer, "toll on Tuesday"), plain);
    let (x, y) = find(&buffer, "coast”.");
    assert_eq!(buffer[(x - 2, y)].symbol(), "│");
}

#[test]
fn every_hit_is_lit_and_the_current_one_stronger() {
    for name in ThemeName::ALL {
        let (app, theme) = themed(name, ColorDepth::Full, "l / h a r b o u r Space t o l l Enter");
        let buffer = frame(&app);
        let (current, other) = (style(&buffer, "toll on Tuesday"), style(&buffer, "harbour toll to"));
        assert_ne!(current, other, "{name:?}");
        assert_eq!(current.bg.unwrap_or_default(), theme.hit_current.bg.unwrap_or_default(), "{name:?}");
        assert_eq!(other.bg.unwrap_or_default(), theme.hit.bg.unwrap_or_default(), "{name:?}");
        let (x, y) = find(&buffer, "talks on the");
        assert!((0..x).any(|x| buffer[(x, y)].symbol() == "▸"), "the row of the current hit has a sign");
    }
}

#[test]
fn in_strong_contrast_words_stand_out_and_no_rule_does() {
    let mut app = fixture::app(120, 24);
    app.settings.theme = ThemeName::Contrast.into();
    let buffer = frame(&app);
    let (x, y) = find(&buffer, "ARTICLES");
    assert!(buffer[(x, y)].modifier.contains(Modifier::REVERSED));
    let rule = (x..120).find(|x| buffer[(*x, y)].symbol() == "━").unwrap();
    assert!(!buffer[(rule, y)].modifier.contains(Modifier::REVERSED));
}

#[test]
fn without_colour_no_cell_has_one() {
    for keys in ["l", "gs", "?", "l/toll", "!"] {
        for name in ThemeName::ALL {
            let (app, _) = themed(name, ColorDepth::None, keys);
            for cell in frame(&app).content() {
                assert_eq!((cell.fg, cell.bg, cell.underline_color), (Color::Reset, Color::Reset, Color::Reset));
            }
        }
    }
}

#[test]
fn findings_do_not_move_the_text() {
    let before = fixture::loaded(120, 40, fixture::articles());
    let after = fixture::app(120, 40);
    let area = before.geometry.text.unwrap();
    let gutter = crate::app::geometry::gutter(area);
    let (before, after) = (frame(&before), frame(&after));
    for y in area.y..area.y + area.height {
        for x in area.x + gutter..area.x + area.width {
            assert_eq!(before[(x, y)].symbol(), after[(x, y)].symbol());
        }
    }
}

#[test]
fn no_size_panics() {
    let states = [
        "",
        "l",
        "gs",
        "lz",
        "?",
        "?/row",
        "l/toll",
        "l]ew",
        "!",
        "''",
        "g",
        "3",
        "lJ",
        "gs G Enter",
        "c n",
        "c Tab =",
        "B",
        "B Tab j",
        "B j l",
        "B w",
        "B / t o l",
        "c o }",
        "c o o } Enter",
        "c } } p",
        "c Tab Tab G Enter",
    ];
    for keys in states {
        let (mut app, keys) = match keys.split_at_checked(1) {
            Some(("c", rest)) => (fixture::compared(120, 40), rest),
            Some(("B", rest)) => (fixture::boarded(120, 40), rest),
            _ => (fixture::app(120, 40), keys),
        };
        if !keys.is_empty() {
            press(&mut app, keys);
        }
        for width in (0..=24).chain([38, 39, 40, 41, 55, 60]) {
            for height in (0..=12).chain([15, 20]) {
                app.update(Message::Resize(width, height));
                let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
                if let Some((x, y)) = paint(&app, &mut buffer) {
                    assert!(x < width && y < height, "{keys}: the cursor is outside {width}×{height}");
                }
            }
        }
    }
}

/// Makes a state on a screen of so many columns and rows.
type Opened = fn(u16, u16) -> App;

/// States with something on top of the panes or in place of them: a name, and how it comes about.
const OPEN: [(&str, Opened); 14] = [
    ("board", |w, h| fixture::boarded(w, h)),
    ("board, its passages", |w, h| after(fixture::boarded(w, h), "Tab j j")),
    ("board, an empty cell", |w, h| after(fixture::boarded(w, h), "j l")),
    ("comparison", |w, h| after(fixture::compared(w, h), "n n")),
    ("comparison, the matches", |w, h| after(fixture::compared(w, h), "Tab Tab j Enter")),
    ("comparison, folded", |w, h| after(fixture::compared(w, h), "o o } Enter =")),
    ("comparison, pairing", |w, h| after(fixture::compared(w, h), "} } p")),
    ("comparison, a window on top", |w, h| after(fixture::compared(w, h), "n w")),
    ("topics", |w, h| after(with_topics(w, h), "f")),
    ("topics, narrowed", |w, h| after(with_topics(w, h), "f / d r e d g")),
    ("hits", |w, h| after(fixture::app(w, h), "g/ t o l l Down")),
    ("query line with completions", |w, h| after(fixture::app(w, h), "F e n t i t y : Tab")),
    ("query line with an error", |w, h| after(fixture::app(w, h), "F t o l l Space t o p c : x")),
    ("query line, endless and wrong", |w, h| {
        let mut app = after(fixture::app(w, h), "F");
        app.update(Message::Paste("世(".repeat(5_000)));
        app
    }),
];

fn after(mut app: App, keys: &str) -> App {
    press(&mut app, keys);
    app
}

/// The fixture with a third article in between, which tells another story.
fn with_a_story(width: u16, height: u16) -> App {
    let mut articles = fixture::articles();
    articles.insert(1, Article { head: Head { id: "lights.txt".into(), ..Head::default() }, ..Article::default() });
    let mut app = fixture::loaded(width, height, articles);
    let names = ["Harbour talks end without a deal", "Lights"].map(String::from).into();
    let corpus = CorpusFindings { stories: vec![0, 1, 0], story_names: names, ..CorpusFindings::default() };
    app.update(crate::app::tests::corpus_analysed(3, corpus));
    app
}

/// The fixture with more topics than there are letters, one of them endless.
fn with_topics(width: u16, height: u16) -> App {
    let mut app = fixture::app(width, height);
    let names = (0..40).map(|i| format!("dredging {i}")).chain(["世界 harbour ".repeat(50)]);
    let topics = names.map(|name| CorpusTopic { name, articles: vec![ArticleId(0), ArticleId(1)] }).collect();
    let corpus = CorpusFindings { topics, stories: vec![0, 0], ..app.library.across().clone() };
    app.update(crate::app::tests::corpus_analysed(2, corpus));
    app
}

/// Draws a state into a larger buffer of crosses: what is not part of its screen must stay as it is. Cells that a wide
/// character covers are blank, so a row of the screen is never wider than it.
#[track_caller]
fn check_inside(name: &str, app: &App) {
    let (width, height) = app.size;
    let mut buffer = Buffer::filled(Rect::new(0, 0, width + 8, height + 4), ratatui::buffer::Cell::new("x"));
    let cursor = paint(app, &mut buffer);
    assert!(cursor.is_none_or(|(x, y)| x < width && y < height), "{name}: the cursor is outside {width}×{height}");
    for position in buffer.area.positions().filter(|p| p.x >= width || p.y >= height) {
        assert_eq!(buffer[position].symbol(), "x", "{name}: something is outside {width}×{height}, at {position}");
    }
    for y in 0..height {
        let last = width.checked_sub(1).map_or(0, |x| line_width(buffer[(x, y)].symbol()));
        assert!(last <= 1, "{name}: a wide character stands half outside {width}×{height} in row {y}");
    }
}

#[test]
fn what_is_on_top_stays_on_the_screen_at_every_size() {
    for (name, state) in OPEN {
        for (width, height) in [(120, 40), (80, 24), (50, 20), (39, 9)] {
            check_inside(name, &state(width, height));
        }
        let mut app = state(120, 40);
        // Around every size at which the arrangement changes.
        for width in [0, 1, 2, 5, 18, 39, 40, 41, 55, 69, 70, 79, 80, 99, 100, 101, 124] {
            for height in [0, 1, 2, 3, 5, 8, 9, 10, 11, 15, 20, 33] {
                app.update(Message::Resize(width, height));
                check_inside(name, &app);
            }
        }
    }
}

/// A frame that is smaller than the state believes: the terminal was made smaller, and the message is on its way.
#[test]
fn a_frame_that_is_too_small_is_cut() {
    let app = fixture::app(120, 40);
    for (width, height) in [(0, 0), (1, 1), (30, 10), (119, 3)] {
        paint(&app, &mut Buffer::empty(Rect::new(0, 0, width, height)));
    }
}

/// An article of one title and one paragraph from a stranger.
fn stranger(title: &str, body: &str) -> Article {
    let body = body.trim();
    let block = Block { kind: BlockKind::Body, span: Span::new(0, body.len()) };
    Article {
        head: Head {
            id: title.to_owned(),
            path: Some(format!("{title}/{title}").into()),
            metadata: Metadata {
                title: Some(title.to_owned()),
                source: Some(title.to_owned()),
                byline: Some(body.to_owned()),
                extra: vec![Field { name: "digest_of".into(), value: body.to_owned(), is_json: false }],
                ..Metadata::default()
            },
        },
        text: body.to_owned(),
        blocks: if body.is_empty() { vec![] } else { vec![block] },
        encoding: Some(title.to_owned()),
        ..Article::default()
    }
}

/// Every symbol of a frame is clean: nothing in it steers a terminal.
#[track_caller]
fn check_clean(buffer: &Buffer) {
    for cell in buffer.content() {
        let bad = |c: char| c.is_control() || is_bidi_control(c) || is_invisible(c) && !('\u{E0020}'..).contains(&c);
        assert!(!cell.symbol().contains(bad), "{:?}", cell.symbol());
    }
}

#[test]
fn escapes_and_bidirectional_controls_stay_out() {
    let hostile = "a\u{1B}]52;c;aGk=\u{7}b\u{9B}31m\u{202E}c\u{2066}\u{200B}\0\r\n\u{7F}d\u{E0041}";
    for (width, height) in [(120, 40), (80, 24), (50, 20), (30, 5)] {
        let mut app = fixture::loaded(width, height, vec![stranger(hostile, hostile), stranger(hostile, "")]);
        app.notice = Some(hostile.to_owned());
        check_clean(&frame(&app));
        app.notice = None;
        app.update(Message::Paste(hostile.to_owned()));
        for keys in [
            "ma",
            "''",
            "Esc",
            "/",
            "Esc",
            "l",
            "ga",
            "J",
            "F",
            "s o u r c e :",
            "Tab",
            "Esc",
            "Esc",
            "f",
            "Esc",
            "g/",
            "Esc",
        ] {
            press(&mut app, keys);
            check_clean(&frame(&app));
        }
    }
}

#[test]
fn floods_and_tabs_take_no_room_and_hide_nothing() {
    let zero = "\u{200B}".repeat(10_000);
    let marks = "\u{301}".repeat(10_000);
    let hostile = format!("Before {zero}the\tharbour\t\te{marks} closed");
    for (width, height) in [(120, 40), (80, 24), (50, 20)] {
        for keys in ["l", "c Enter"] {
            let mut app = fixture::loaded(width, height, vec![stranger("One", &hostile), stranger("Two", &hostile)]);
            press(&mut app, keys);
            let buffer = frame(&app);
            check_clean(&buffer);
            let shown = lines(&buffer).join("\n");
            assert!(shown.contains("Before the harbour"), "{keys}, {width}×{height}:\n{shown}");
            assert!(shown.contains("closed"), "{keys}, {width}×{height}:\n{shown}");
        }
    }
}

/// Draws each pane alone in the middle of a buffer of crosses, and returns whether all crosses around it stayed.
fn stays_inside(app: &App, width: u16, height: u16) -> bool {
    let theme = Theme::new(ThemeName::Dark, Ground::Dark, ColorDepth::Full);
    let around = Rect::new(0, 0, width + 20, height + 6);
    let area = Area { x: 10, y: 3, width, height };
    let panes: [fn(&App, &Theme, &mut Canvas<'_>); 3] = [list::draw, text::draw, side::draw];
    panes.into_iter().all(|draw| {
        let mut buffer = Buffer::filled(around, ratatui::buffer::Cell::new("x"));
        draw(app, &theme, &mut Canvas::new(&mut buffer, area));
        let inside = Rect::new(area.x, area.y, area.width, area.height);
        let mut outside = around.positions().filter(|p| !inside.contains(*p));
        outside.all(|p| buffer[p] == ratatui::buffer::Cell::new("x"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_drawn_outside_a_pane(
        title in "[a-z 世界👩\u{200D}🔬\u{301}\u{1B}ก\u{E33}🇬🇧]{0,60}",
        body in "[a-z 世界👩\u{200D}🔬\u{301}\u{1B}\n-]{0,300}",
        width in 0_u16..60,
        height in 0_u16..12,
    ) {
        let app = fixture::loaded(width, height, vec![stranger(&title, &body), stranger(&body, &title)]);
        prop_assert!(stays_inside(&app, width, height));
        let analysed = fixture::app(width.max(40), height.max(10));
        prop_assert!(stays_inside(&analysed, width, height));
    }

    #[test]
    fn any_text_is_drawn_clean(title in any::<String>(), body in any::<String>()) {
        for (width, height) in [(101, 12), (75, 11), (45, 10), (9, 2)] {
            check_clean(&frame(&fixture::loaded(width, height, vec![stranger(&title, &body)])));
        }
    }
}

#[test]
fn a_long_query_scrolls_so_that_its_end_shows() {
    let mut app = fixture::app(80, 24);
    press(&mut app, "/");
    app.update(Message::Paste(format!("{}世界 end", "x".repeat(1_000))));
    let buffer = frame(&app);
    let shown = lines(&buffer);
    let status = shown.last().map_or("", String::as_str);
    assert!(status.starts_with(" /xxx") && status.contains("世 界  end  not found"), "{status}");
}

#[test]
fn a_long_title_is_cut_and_costs_nothing() {
    let title = "very ".repeat(1000);
    let app = fixture::loaded(80, 24, vec![stranger(&title, "Text.")]);
    let shown = lines(&frame(&app));
    assert!(shown[3].starts_with("▌very") && shown[3].contains('…'), "{}", shown[3]);
}

/// Every action of a screen does something there: none falls through to what holds everywhere.
#[test]
fn each_screen_knows_its_own_actions() {
    for entry in ACTIONS {
        let mut app = match entry.context {
            Context::Anywhere => continue,
            Context::Board => fixture::boarded(120, 40),
            Context::Compare => fixture::compared(120, 40),
            Context::Overlay => after(fixture::app(120, 40), "?"),
            Context::Select => after(fixture::app(120, 40), "l v"),
            _ => fixture::app(120, 40),
        };
        let screen = app.screen();
        assert!(screen.perform(&mut app, entry.action, None).is_some(), "{} is nobody's", entry.name);
    }
}
