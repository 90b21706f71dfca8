//! The board: opening, moving, sorting, going to a passage and coming back.

use std::sync::Arc;

use crate::app::App;
use crate::app::board::{BoardLine, BoardScreen, Half, Presence};
use crate::app::geometry::Pane;
use crate::app::message::{Effect, Message};
use crate::app::reader::Target;
use crate::app::tests::{corpus_analysed, full, press};
use crate::input::mouse::{Mouse, MouseKind};
use crate::model::article_id::ArticleId;
use crate::model::board::{Board, Cell, Part, Passage, Row, RowOrder, Sheet, SheetKind, Tone};
use crate::model::findings::CorpusFindings;
use crate::model::reason::Reason;

const ALL: [ArticleId; 3] = [ArticleId(0), ArticleId(1), ArticleId(2)];

/// A cell with passages at these sentences of its article, each of a group of its own.
fn cell(app: &App, column: u32, sentences: &[usize]) -> Cell {
    let findings = app.library.findings(ALL[column as usize]).unwrap();
    let passage = |(i, n): (usize, &usize)| Passage {
        span: findings.sentences[*n],
        cue: None,
        group: format!("side {i}"),
        label: "the mayor".into(),
        does: "supports".into(),
        tone: Tone::For,
        reason: Reason::matched("hand", "wanted"),
    };
    let count = sentences.len() as u32;
    let parts = vec![Part { text: "side 0".into(), tone: Tone::For, party: true, count }];
    Cell { column, parts, passages: sentences.iter().enumerate().map(passage).collect() }
}

/// Issues that the long and the short article have, and one figure. The second article has nothing.
fn board(app: &App, articles: &[ArticleId]) -> Board {
    let row = |name: &str, differs, cells: Vec<Cell>| Row {
        name: name.into(),
        differs,
        doubtful: false,
        looked_for: vec![name.to_owned()],
        cells: cells.into_iter().filter(|c| (c.column as usize) < articles.len()).collect(),
        ..Row::default()
    };
    let issues = vec![
        row("toll bridge", true, vec![cell(app, 0, &[4, 6, 8]), cell(app, 2, &[3])]),
        row("ferry", false, vec![cell(app, 2, &[5])]),
        row("anchorage", false, vec![cell(app, 0, &[12]), cell(app, 2, &[7])]),
    ];
    let sheet = |kind, rows| Sheet { kind, rows };
    let sheets = vec![
        sheet(SheetKind::Issues, issues),
        sheet(SheetKind::Figures, Vec::new()),
        sheet(SheetKind::Dates, vec![row("the vote", true, vec![cell(app, 0, &[2])])]),
    ];
    Board { articles: articles.to_vec(), sheets }
}

/// The board of the three articles.
fn boarded(width: u16, height: u16) -> App {
    let mut app = full(width, height);
    assert_eq!(press(&mut app, "B"), [Effect::Board(ALL.to_vec())]);
    let board = board(&app, &ALL);
    app.update(Message::Boarded(Arc::new(board)));
    app
}

/// The selected row and column.
fn at(app: &App) -> (&str, usize) {
    (app.board.row_at(app.board.row).map_or("", |r| &r.name), app.board.column)
}

fn names(screen: &BoardScreen) -> Vec<&str> {
    (0..screen.order.len()).map(|i| screen.row_at(i).unwrap().name.as_str()).collect()
}

#[test]
fn rows_that_may_be_none_show_to_those_who_ask() {
    let mut app = full(120, 40);
    press(&mut app, "B");
    let mut board = board(&app, &ALL);
    board.sheets[0].rows[1].doubtful = true;
    app.update(Message::Boarded(Arc::new(board)));
    assert_eq!((names(&app.board), app.board.hidden), (vec!["toll bridge", "anchorage"], 1));
    press(&mut app, "t?");
    assert_eq!((names(&app.board).len(), app.board.hidden), (3, 0));
    press(&mut app, "t?/ferr<Enter>");
    assert_eq!(names(&app.board), ["ferry"], "whoever looks for it finds it");
}

#[test]
fn it_opens_at_once_and_fills_when_it_comes() {
    let mut app = full(120, 40);
    press(&mut app, "B");
    assert!(app.board.is_shown() && app.board.board.is_none());
    press(&mut app, "jlGggw<Tab><Enter>,n]");
    let other = board(&app, &ALL[..2]);
    app.update(Message::Boarded(Arc::new(other)));
    assert!(app.board.board.is_none(), "a board of other articles is dropped");
    let board = board(&app, &ALL);
    app.update(Message::Boarded(Arc::new(board)));
    assert_eq!(at(&app), ("anchorage", 0), "sorted by name meanwhile");
    press(&mut app, "<Esc>");
    assert!(!app.board.is_shown());
    assert!(press(&mut app, "B").is_empty(), "it is still the board of these articles");
    press(&mut app, "q");
    assert!(!app.board.is_shown(), "q closes the board and not the program");
}

#[test]
fn keys_move_the_cell_and_stop_at_the_ends() {
    let mut app = boarded(120, 40);
    assert_eq!(at(&app), ("toll bridge", 0));
    for (keys, expected) in [
        ("j", ("ferry", 0)),
        ("l", ("ferry", 2)),
        ("5l", ("ferry", 2)),
        ("9j", ("anchorage", 2)),
        ("<Up><Left>", ("ferry", 0)),
        ("gg", ("toll bridge", 0)),
        ("$", ("toll bridge", 2)),
        ("0", ("toll bridge", 0)),
        ("2G", ("ferry", 0)),
        ("G", ("anchorage", 0)),
        ("<PageUp>", ("toll bridge", 0)),
        ("<PageDown>h", ("anchorage", 0)),
    ] {
        press(&mut app, keys);
        assert_eq!(at(&app), expected, "{keys}");
    }
}

#[test]
fn enter_leads_to_the_passage_and_back_to_the_same_cell() {
    let mut app = boarded(120, 40);
    press(&mut app, "<Enter>");
    assert_eq!((app.board.half, app.board.is_shown()), (Half::Passages, true), "of several one chooses");
    press(&mut app, "j<Enter>");
    assert!(!app.board.is_shown());
    let span = app.findings().unwrap().sentences[6];
    let cursor = app.reader.cursor.unwrap();
    assert_eq!((app.focus, cursor.span, cursor.target), (Pane::Text, span, Target::Passage));
    let row = app.reader.page.row_of(span.from());
    assert!((app.reader.top..app.reader.top + app.text_rows()).contains(&row), "it shows");
    assert!(press(&mut app, "<Esc>").is_empty());
    assert_eq!((app.board.is_shown(), at(&app), app.board.half), (true, ("toll bridge", 0), Half::Passages));
    assert_eq!(app.board.passage, 1);

    press(&mut app, "<Tab>$<Enter>");
    assert_eq!(app.article().unwrap().id, "south", "a single passage is gone to at once");
    press(&mut app, "jjq");
    assert_eq!((app.board.is_shown(), at(&app)), (true, ("toll bridge", 2)), "q comes back too");
    press(&mut app, "<Enter>B<Esc><Esc>");
    assert!(app.board.presence == Presence::Closed);
}

#[test]
fn an_empty_cell_says_what_was_looked_for() {
    let mut app = boarded(120, 40);
    press(&mut app, "j<Enter>");
    assert!(app.board.is_shown() && app.notice.as_ref().unwrap().contains("nothing was found"), "{:?}", app.notice);
    press(&mut app, "<Tab>");
    assert_eq!(app.board.half, Half::Table);
    press(&mut app, "w");
    let window = app.window.as_ref().unwrap();
    let said: Vec<_> = window.lines.iter().map(|l| format!("{} {}", l.left, l.right)).collect();
    assert!(said.iter().any(|l| l.contains("looked for “ferry”")), "{said:?}");
    press(&mut app, "<Esc>kw");
    let window = app.window.as_ref().unwrap();
    assert!(window.lines.iter().any(|l| l.right.contains("hand: “wanted”")), "{window:?}");
    press(&mut app, "q");
    assert!(app.board.is_shown());
}

#[test]
fn rows_are_sorted_and_the_selected_one_stays() {
    let mut app = boarded(120, 40);
    press(&mut app, "j");
    for (keys, by, order) in [
        (",n", RowOrder::Name, ["anchorage", "ferry", "toll bridge"]),
        (",N", RowOrder::Name, ["toll bridge", "ferry", "anchorage"]),
        (",c", RowOrder::Coverage, ["toll bridge", "anchorage", "ferry"]),
        (",d", RowOrder::Dispute, ["toll bridge", "ferry", "anchorage"]),
    ] {
        press(&mut app, keys);
        assert_eq!((app.board.by, names(&app.board)), (by, order.to_vec()), "{keys}");
        assert_eq!(at(&app).0, "ferry", "{keys}");
    }
}

#[test]
fn rows_are_narrowed_while_one_types() {
    let mut app = boarded(120, 40);
    press(&mut app, "G/FÉr");
    assert_eq!((names(&app.board), app.board.typing), (vec!["ferry"], true), "case and accents do not matter");
    press(&mut app, "<Backspace><Backspace><Backspace>ge<Down>");
    assert_eq!((names(&app.board), at(&app).0), (vec!["toll bridge", "anchorage"], "anchorage"));
    press(&mut app, "<Enter>,n");
    assert_eq!(names(&app.board), ["anchorage", "toll bridge"]);
    press(&mut app, "<Esc>");
    assert_eq!((names(&app.board).len(), app.board.is_shown()), (3, true), "Esc shows all rows first");
    press(&mut app, "/zzz");
    assert_eq!(names(&app.board).len(), 0);
    press(&mut app, "<Enter>jl<Enter>w<Tab>");
    app.update(Message::Paste("no".into()));
    press(&mut app, "/");
    app.update(Message::Paste("\u{1b}a".into()));
    press(&mut app, "<Esc><Esc>");
    assert!(!app.board.is_shown());
}

#[test]
fn sheets_without_rows_are_passed_over() {
    let mut app = boarded(120, 40);
    press(&mut app, "]");
    assert_eq!((app.board.sheet().unwrap().kind, at(&app).0), (SheetKind::Dates, "the vote"));
    press(&mut app, "]");
    assert_eq!(app.board.sheet().unwrap().kind, SheetKind::Issues);
    press(&mut app, "[");
    assert_eq!(app.board.sheet().unwrap().kind, SheetKind::Dates);
}

#[test]
fn it_follows_the_filter_and_the_order_of_the_list() {
    let mut app = boarded(120, 40);
    press(&mut app, "j$<Esc>");
    press(&mut app, ",D");
    app.apply_filter(crate::query::parse::parse("Ann").unwrap());
    let effects = press(&mut app, "B");
    let wanted = app.list.order.clone();
    assert_eq!(effects, [Effect::Board(wanted.clone())]);
    assert_eq!(wanted.len(), 2);
    let board = board(&app, &wanted);
    app.update(Message::Boarded(Arc::new(board)));
    assert_eq!(app.board.board.as_ref().unwrap().articles, wanted);
}

#[test]
fn what_is_linked_anew_is_laid_out_anew_on_the_same_cell() {
    let mut app = boarded(120, 40);
    press(&mut app, "jj$");
    let findings = CorpusFindings { stories: vec![0; 3], ..CorpusFindings::default() };
    assert_eq!(app.update(corpus_analysed(3, findings)), [Effect::Board(ALL.to_vec())]);
    let mut board = board(&app, &ALL);
    board.sheets[0].rows.swap(0, 2);
    app.update(Message::Boarded(Arc::new(board)));
    assert_eq!((at(&app), app.board.row), (("anchorage", 2), 0));
}

#[test]
fn issues_come_first_and_do_not_take_the_other_sheets_away() {
    let mut app = full(120, 40);
    press(&mut app, "B");
    let whole = board(&app, &ALL);
    let issues = Board { sheets: whole.sheets[..1].to_vec(), ..whole.clone() };
    app.update(Message::Boarded(Arc::new(issues.clone())));
    press(&mut app, "j$");
    app.update(Message::Boarded(Arc::new(whole)));
    assert_eq!(at(&app), ("ferry", 2), "the cell stays when the other sheets come");
    press(&mut app, "]");
    app.update(Message::Boarded(Arc::new(issues)));
    assert_eq!(app.board.sheet().unwrap().kind, SheetKind::Dates);
}

#[test]
fn without_articles_there_is_no_board() {
    let mut app = App::new(crate::app::settings::Settings::default(), 80, 24);
    assert!(press(&mut app, "B").is_empty());
    assert!(!app.board.is_shown() && app.notice.is_some());
}

#[test]
fn columns_and_passages_scroll_so_that_the_selected_one_shows() {
    let mut app = boarded(40, 12);
    assert_eq!(app.board.areas.beside, 1);
    press(&mut app, "$");
    assert_eq!(app.board.columns(), [2]);
    press(&mut app, "0<Tab>jj");
    let shown = app.board.lines_top..app.board.lines_top + app.board.areas.lines();
    let first = app.board.lines.iter().position(|l| matches!(l, BoardLine::Group(2))).unwrap();
    assert!(shown.contains(&first), "{shown:?} {:?}", app.board.lines);
}

#[test]
fn a_click_selects_and_a_second_one_goes_there() {
    let mut app = boarded(120, 40);
    let areas = app.board.areas;
    let point = |app: &mut App, kind, x, y| app.update(Message::Mouse(Mouse { kind, x, y }));
    // The article between has nothing on this sheet, and no column.
    let third = areas.names + areas.column + 3;
    point(&mut app, MouseKind::Press, third, areas.table.y + 4);
    assert_eq!(at(&app), ("ferry", 2));
    point(&mut app, MouseKind::Press, third, areas.table.y + 4);
    assert_eq!((app.board.is_shown(), app.article().unwrap().id.as_str()), (false, "south"));
    press(&mut app, "<Esc>ggh");
    point(&mut app, MouseKind::Press, 2, areas.table.y + 3);
    assert_eq!(at(&app), ("toll bridge", 0), "a click on the name keeps the column");
    press(&mut app, "0");
    let line = app.board.lines.iter().position(|l| *l == BoardLine::Who(1)).unwrap() as u16;
    point(&mut app, MouseKind::Press, 5, areas.passages.y + 1 + line);
    assert_eq!((app.board.half, app.board.passage), (Half::Passages, 1));
    point(&mut app, MouseKind::WheelDown, 5, areas.passages.y + 1);
    point(&mut app, MouseKind::Press, 5, areas.table.y);
    point(&mut app, MouseKind::Press, 119, areas.table.y + 20);
    assert!(app.board.is_shown(), "a click on nothing does nothing");
}

/// The reader with so many articles; the last of them tells the story of the first one, if that is wanted.
fn crowded(articles: u32, linked: bool) -> App {
    let mut app = full(120, 40);
    let known = app.library.store().len() as u32;
    app.update(Message::loaded(app.library.next_id(), (known..articles).map(|_| Arc::default()).collect()));
    for id in known..articles {
        app.update(Message::analysed(ArticleId(id), Arc::default()));
    }
    let mut stories: Vec<u32> = (0..articles).collect();
    let story_names = vec!["Talks".to_owned(); articles as usize];
    if let Some(last) = stories.last_mut().filter(|_| linked) {
        *last = 0;
    }
    app.update(corpus_analysed(
        articles as usize,
        CorpusFindings { stories, story_names, ..CorpusFindings::default() },
    ));
    app
}

#[test]
fn of_a_list_that_is_too_long_the_story_or_the_page_of_the_selected_article_stands_on_it() {
    let mut app = crowded(2_500, true);
    assert_eq!(press(&mut app, "B"), [Effect::Board(vec![ArticleId(0), ArticleId(2_499)])]);
    assert!(app.notice.as_ref().is_some_and(|notice| notice.contains("the story “Talks”")));
    let mut app = crowded(2_500, false);
    assert_eq!(press(&mut app, "B"), [Effect::Board((0..1_000).map(ArticleId).collect())]);
}

#[test]
fn a_board_that_is_left_before_it_is_there_is_given_up_and_asked_for_anew() {
    let mut app = full(120, 40);
    press(&mut app, "B");
    assert_eq!(press(&mut app, "q"), [Effect::LeaveBoard]);
    assert_eq!(press(&mut app, "B"), [Effect::Board(ALL.to_vec())]);
    let board = board(&app, &ALL);
    app.update(Message::Boarded(Arc::new(board)));
    assert_eq!(press(&mut app, "q"), []);
}
