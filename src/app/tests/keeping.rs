//! What lasts: stars, tags, reading, places, and how the reader was left, through the keys and from run to run.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::message::{Effect, Message};
use crate::app::settings::Settings;
use crate::app::tests::{article, on_top, press};
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::memory::{Changes, Habits, Memory, merge_articles, merge_habits, merge_notes};
use crate::query::ast::Query;
use crate::query::parse::parse;
use crate::store::order::SortKey;

/// What is on the disk.
#[derive(Default)]
pub(super) struct Disk {
    pub memory: Memory,
    pub habits: Habits,
}

impl Disk {
    /// Writes what a reader has changed, as the runtime does.
    pub fn write(&mut self, app: &mut App) -> Changes {
        let changes = app.take_changes();
        merge_articles(&mut self.memory.articles, &changes.articles);
        merge_notes(&mut self.memory.notes, &changes.notes);
        if let Some((before, now)) = &changes.habits {
            self.habits = merge_habits(std::mem::take(&mut self.habits), before, now);
        }
        changes
    }

    /// A reader of `articles` that remembers what is here; `late` if what was kept comes after the articles.
    pub fn open(&self, articles: &[Article], late: bool) -> App {
        self.open_typing(articles, late, "")
    }

    /// The same, where keys are pressed before the last of it has come.
    pub fn open_typing(&self, articles: &[Article], late: bool, keys: &str) -> App {
        let settings = Settings {
            keeps: true,
            habits: self.habits.clone(),
            inputs: vec!["/news".into()],
            base: Some("/".into()),
            ..Settings::default()
        };
        let mut app = App::new(settings, 120, 40);
        let hints = self
            .memory
            .articles
            .iter()
            .filter_map(|(hash, kept)| Some(((kept.hint.path.clone()?, kept.hint.id.clone()), *hash)));
        let hints: HashMap<_, _> = hints.collect();
        let remembered = Message::Remembered(Box::new(self.memory.clone()), hints);
        if !late {
            app.update(remembered.clone());
        }
        app.update(Message::loaded(app.library.next_id(), articles.iter().cloned().map(Arc::new).collect()));
        press(&mut app, keys);
        if late {
            app.update(remembered);
        }
        app.update(Message::LoadingDone);
        app
    }
}

pub(super) fn articles() -> [Article; 3] {
    ["north", "middle", "south"].map(|name| {
        let path = Some(format!("news/{name}.md").into());
        Article {
            head: Head { path, ..article(name, if name == "middle" { 2 } else { 30 }).head },
            ..article(name, if name == "middle" { 2 } else { 30 })
        }
    })
}

/// The articles that the list shows.
fn shown(app: &App) -> Vec<u32> {
    app.list.order.iter().map(|id| id.0).collect()
}

#[test]
fn stars_and_tags_last_and_are_found() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "Js");
    press(&mut app, "JTtrade, #port<Enter>");
    disk.write(&mut app);
    assert!(!app.is_unsaved());
    for late in [false, true] {
        let mut app = disk.open(&articles(), late);
        let found = |app: &mut App, query: &str| {
            app.apply_filter(parse(query).unwrap());
            let ids = shown(app);
            app.apply_filter(Query::All);
            ids
        };
        assert_eq!(found(&mut app, "is:starred"), [1]);
        assert_eq!(found(&mut app, "tag:trade"), [2]);
        press(&mut app, "GT<Ctrl-u>ports<Enter>");
        assert_eq!(found(&mut app, "tag:trade"), [] as [u32; 0]);
        assert_eq!(found(&mut app, "tag:ports OR -is:starred"), [0, 2]);
    }
}

#[test]
fn a_list_that_is_filtered_by_stars_follows_them() {
    let mut app = Disk::default().open(&articles(), false);
    app.apply_filter(parse("-is:starred").unwrap());
    press(&mut app, "s");
    assert_eq!(shown(&app), [1, 2]);
}

#[test]
fn an_article_is_read_when_one_has_been_through_it() {
    let mut app = Disk::default().open(&articles(), false);
    let unread = |app: &App| {
        let ids = (0..3).filter(|i| !app.keep.of(ArticleId(*i)).is_some_and(|kept| kept.read));
        ids.collect::<Vec<_>>()
    };
    press(&mut app, "JJKK");
    assert_eq!(unread(&app), [0, 1, 2], "passing over is not reading");
    press(&mut app, "gtJ");
    assert_eq!(unread(&app), [0, 1, 2], "the end shows, but nobody went there");
    press(&mut app, "j");
    assert_eq!(unread(&app), [0, 2]);
    press(&mut app, "KG");
    assert_eq!(unread(&app), [2]);
    press(&mut app, "r");
    assert_eq!(unread(&app), [0, 2], "it can be taken back");
}

#[test]
fn the_reader_opens_as_it_was_left_and_one_key_starts_afresh() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, ",TF-middle<Enter>");
    press(&mut app, "ggJgt12G");
    let (article, top) = (app.reader.article, on_top(&app));
    disk.write(&mut app);
    let mut app = disk.open(&articles(), true);
    assert_eq!((app.reader.article, on_top(&app).as_str(), app.focus), (article, top.as_str(), Pane::Text));
    assert_eq!((app.filter.sort.by, app.filter.sort.reversed), (SortKey::Title, true));
    assert_eq!(shown(&app), [2, 0]);
    let notice = app.notice.clone().unwrap();
    assert!(
        notice.starts_with("as you left it: “The north bridge vote” ¶ 12, filter -middle, by title; X "),
        "{notice}"
    );
    press(&mut app, "X");
    assert_eq!((app.reader.article, app.reader.top, app.focus), (Some(ArticleId(0)), 0, Pane::List));
    assert_eq!(shown(&app), [0, 1, 2]);
}

#[test]
fn what_the_command_line_asks_for_goes_before_what_was() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "JJ");
    disk.write(&mut app);
    let filter = parse("title:north").ok();
    let settings =
        Settings { filter, habits: disk.habits.clone(), inputs: vec!["/news".into()], ..Settings::default() };
    let mut app = App::new(settings, 120, 40);
    app.update(Message::loaded(app.library.next_id(), articles().map(Arc::new).into()));
    assert_eq!((app.reader.article, app.notice.as_deref()), (Some(ArticleId(0)), None));
}

#[test]
fn every_article_opens_where_it_was_left() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "gt9GJJ3GKK");
    disk.write(&mut app);
    let mut app = disk.open(&articles(), false);
    press(&mut app, "JJ");
    assert!(on_top(&app).starts_with("Sentence 3 "), "{}", on_top(&app));
    press(&mut app, "KK");
    assert!(on_top(&app).starts_with("Sentence 9 "), "{}", on_top(&app));
}

#[test]
fn a_file_that_was_edited_or_moved_keeps_what_was_done_with_it() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "sgt9Gma");
    disk.write(&mut app);
    let [north, middle, south] = articles();
    let moved = Article {
        head: Head { path: Some("elsewhere/n.md".into()), id: "n".into(), ..north.head.clone() },
        ..north.clone()
    };
    let app = disk.open(&[moved], false);
    assert!(app.keep.of(ArticleId(0)).is_some_and(|kept| kept.starred));
    let mut edited = article("north", 31);
    edited.path.clone_from(&north.path);
    let mut app = disk.open(&[edited, middle, south], true);
    assert!(app.keep.of(ArticleId(0)).is_some_and(|kept| kept.starred));
    press(&mut app, "'a");
    assert!(on_top(&app).starts_with("Sentence 9 "), "{}", on_top(&app));
    press(&mut app, "''");
    let line = &app.window.as_ref().unwrap().lines[0];
    assert!(line.right.starts_with("¶ 9  Sentence 9 of north"), "{}", line.right);
}

#[test]
fn a_mark_has_one_place() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "gt9GmaJJma");
    disk.write(&mut app);
    let mut app = disk.open(&articles(), false);
    press(&mut app, "gg'a");
    assert_eq!(app.reader.article, Some(ArticleId(2)));
    assert_eq!(app.places.marks().count(), 1);
}

#[test]
fn searches_and_queries_of_before_come_back() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "/toll<Enter>/mayor<Enter><Esc>Fnorth<Enter>tf");
    disk.write(&mut app);
    let mut app = disk.open(&articles(), false);
    press(&mut app, "/<Up><Up><Enter>");
    assert_eq!(app.search.query, "toll");
    press(&mut app, "F<Ctrl-u><Up><Enter>");
    assert_eq!(app.filter.query.to_string(), "north");
}

#[test]
fn widths_that_were_changed_last_until_the_configuration_says_otherwise() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "---ts");
    let width = app.settings.text_width;
    disk.write(&mut app);
    let app = disk.open(&articles(), false);
    assert_eq!((app.settings.text_width, app.side_shown), (width, false));
    let app = App::new(Settings { text_width: 90, habits: disk.habits, ..Settings::default() }, 120, 40);
    assert_eq!((app.settings.text_width, app.side_shown), (90, true));
}

#[test]
fn a_theme_that_was_chosen_lasts() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "tc");
    let chosen = app.settings.theme.name.clone();
    assert_ne!(chosen, Settings::default().theme.name);
    disk.write(&mut app);
    assert_eq!(disk.open(&articles(), false).settings.theme.name, chosen);
}

#[test]
fn of_two_readers_at_once_none_loses() {
    let mut disk = Disk::default();
    let mut one = disk.open(&articles(), false);
    let mut other = disk.open(&articles(), false);
    press(&mut one, "saone<Enter>");
    press(&mut other, "saother<Enter>JTtrade<Enter>");
    disk.write(&mut one);
    disk.write(&mut other);
    press(&mut one, "JTport<Enter>");
    disk.write(&mut one);
    let mut texts: Vec<_> = disk.memory.notes.values().map(|note| note.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["one", "other"]);
    let app = disk.open(&articles(), false);
    let tags: Vec<_> = app.keep.of(ArticleId(1)).unwrap().tags.iter().collect();
    assert_eq!(tags, ["port", "trade"]);
}

#[test]
fn a_note_that_is_begun_before_the_others_are_read_takes_the_place_of_none() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "aKept<Enter>");
    disk.write(&mut app);
    for typed in ["", "Ne"] {
        let settings = Settings { keeps: true, ..Settings::default() };
        let mut app = App::new(settings, 120, 40);
        app.update(Message::loaded(app.library.next_id(), articles().map(Arc::new).into()));
        press(&mut app, &format!("a{typed}"));
        app.update(Message::Remembered(Box::new(disk.memory.clone()), HashMap::new()));
        press(&mut app, "w<Enter>");
        let texts: Vec<_> = app.keep.memory.notes.values().map(|note| note.text.clone()).collect();
        assert_eq!(texts, ["Kept".to_owned(), format!("{typed}w")]);
        let mut there = Disk { memory: disk.memory.clone(), ..Disk::default() };
        there.write(&mut app);
        assert_eq!(there.memory.notes.len(), 2, "{:?}", there.memory.notes);
    }
}

#[test]
fn nothing_is_written_where_nothing_shall_last() {
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), articles().map(Arc::new).into()));
    let effects = press(&mut app, "saNote<Enter>ma");
    assert!(!effects.contains(&Effect::Quit) && !app.is_unsaved());
    assert!(app.take_changes().is_empty());
    assert!(app.keep.of(ArticleId(0)).unwrap().starred, "until the end it is there");
}
