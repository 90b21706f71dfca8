//! Notes, codes and selections, through the keys.

use std::sync::Arc;

use crate::app::App;
use crate::app::geometry::gutter;
use crate::app::keep::On;
use crate::app::message::{Edited, Effect, Message};
use crate::app::reader::Target;
use crate::app::settings::Settings;
use crate::app::side::{Section, SideRow};
use crate::app::tests::keeping::{Disk, articles};
use crate::app::tests::{article, findings, press};
use crate::input::mouse::{Mouse, MouseKind};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::query::parse::parse;

/// The words that are selected after some keys in the first article.
#[track_caller]
fn check_selected(keys: &str, expected: &str) {
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article("north", 40))]));
    press(&mut app, "gt");
    press(&mut app, keys);
    let cursor = app.reader.cursor.filter(|c| c.target == Target::Selection);
    let selected = cursor.map(|c| c.span.of(&app.article().unwrap().text).to_owned()).unwrap_or_default();
    assert_eq!(selected, expected, "{keys}");
}

const FIRST: &str = "Sentence 1 of north says that Ann Lee crossed the river café at dawn.";
const SECOND: &str = "“We will build it,” said the mayor, who wanted the toll bridge to be finished before winter.";

#[test]
fn words_sentences_and_paragraphs_are_selected() {
    check_selected("2Gv", &FIRST.replace("1 of", "2 of").replace("Ann Lee", "Nobody"));
    check_selected("v", FIRST);
}

#[test]
fn while_selecting_keys_move_its_end() {
    let first = |keys: &str, expected: &str| check_selected(&format!("}}{keys}"), expected);
    first("v", FIRST);
    first("vv", &format!("{FIRST} {SECOND}"));
    first("vvv", "Sentence");
    first("vvvw", "Sentence 1");
    first("vvv3w", "Sentence 1 of north");
    first("vvv3wb", "Sentence 1 of");
    first("vvve", "Sentence 1");
    first("vvvwl", "Sentence 1 ");
    first("v)", &format!("{FIRST} {SECOND}"));
    first("v)(", FIRST);
    first("vvvwwo", "Sentence 1 of");
    first("v<Esc>", "");
    // Elsewhere these letters mean what they mean.
    first("ll", "");
}

#[test]
fn a_selection_is_copied() {
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article("north", 5))]));
    press(&mut app, "gt}vvv2wy");
    let line = &app.window.as_ref().unwrap().lines[0];
    assert_eq!((line.left.as_str(), line.right.as_str()), ("w", "the words: Sentence 1 of"));
}

#[test]
fn the_mouse_selects_by_words() {
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article("north", 5))]));
    press(&mut app, "gt");
    let area = app.geometry.text.unwrap().below_heading();
    let left = area.x + gutter(area);
    let row = app.reader.page.row_of_paragraph(1).unwrap() as u16;
    let at = |kind, x: u16| Message::Mouse(Mouse { kind, x: left + x, y: area.y + row });
    app.update(at(MouseKind::Press, 3));
    app.update(at(MouseKind::Drag, 12));
    app.update(at(MouseKind::Release, 12));
    let cursor = app.reader.cursor.unwrap();
    assert_eq!(cursor.span.of(&app.article().unwrap().text), "Sentence 1 of");
    assert!(app.selection.is_some());
}

#[test]
fn notes_are_on_what_is_selected_on_sentences_and_on_articles() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    app.update(Message::analysed(ArticleId(0), Arc::new(findings(&articles()[0]))));
    press(&mut app, "aOn the whole #lead<Enter>");
    press(&mut app, "gt}vvv2waOn words<Enter>");
    press(&mut app, "]eaOn a sentence #who<Enter>");
    let text = articles()[0].text.clone();
    let on = |app: &App| {
        let notes = app.keep.notes_on(ArticleId(0)).into_iter();
        notes
            .map(|(_, note, on)| match on {
                On::Article => (note.text.clone(), String::new()),
                On::Passage(span) => (note.text.clone(), span.of(&text).to_owned()),
                On::Lost => (note.text.clone(), "lost".to_owned()),
            })
            .collect::<Vec<_>>()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let expected =
        [pair("On the whole #lead", ""), pair("On words", "Sentence 1 of"), pair("On a sentence #who", FIRST)];
    assert_eq!(on(&app), expected);
    disk.write(&mut app);
    let mut app = disk.open(&articles(), true);
    assert_eq!(on(&app), expected);
    app.apply_filter(parse("is:noted code:who").unwrap());
    assert_eq!(app.list.order, [ArticleId(0)]);
    app.apply_filter(parse("code:when").unwrap());
    assert!(app.list.order.is_empty());
}

#[test]
fn what_is_typed_is_kept_at_once_and_escape_takes_it_back() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "aHalf a thou");
    disk.write(&mut app);
    assert_eq!(disk.memory.notes.values().next().unwrap().text, "Half a thou", "were it killed now");
    press(&mut app, "<Esc>");
    disk.write(&mut app);
    assert!(disk.memory.notes.is_empty());
    press(&mut app, "aOne<Enter>a, two<Enter>");
    disk.write(&mut app);
    assert_eq!(disk.memory.notes.values().next().unwrap().text, "One, two");
    press(&mut app, "a<Ctrl-u><Enter>");
    disk.write(&mut app);
    assert!(disk.memory.notes.is_empty());
    assert_eq!(app.notice.as_deref(), Some("the note is gone"));
}

#[test]
fn a_note_goes_to_the_editor_and_comes_back() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    let edited = |text: Option<&str>, trouble: Option<&str>| {
        Message::Edited(Edited { text: text.map(Into::into), trouble: trouble.map(Into::into) })
    };
    press(&mut app, "aHalf");
    assert_eq!(press(&mut app, "<Ctrl-x>"), [Effect::EditNote("Half".into())]);
    assert!(app.writing.is_some(), "nothing is lost while it is away");
    app.update(edited(Some("\u{feff}Half a thought,\r\n\u{1b}[2J#lead and\u{9b} more\n\n"), None));
    assert!(app.writing.is_none());
    disk.write(&mut app);
    assert_eq!(disk.memory.notes.values().next().unwrap().text, "Half a thought,\n[2J#lead and more");
    // An editor that fails: what there is stays in the line, and Escape brings the note back as it was.
    press(&mut app, "a<Ctrl-u>New<Ctrl-x>");
    app.update(edited(None, Some("vi did not start")));
    assert_eq!(app.writing.as_ref().unwrap().input.value(), "New");
    assert_eq!(app.notice.as_deref(), Some("vi did not start"));
    app.update(edited(Some("Newer\n"), Some("vi ended with 1")));
    assert_eq!(app.writing.as_ref().unwrap().input.value(), "Newer");
    press(&mut app, "<Esc>");
    disk.write(&mut app);
    assert_eq!(disk.memory.notes.values().next().unwrap().text, "Half a thought,\n[2J#lead and more");
    // An empty text is none.
    press(&mut app, "a<Ctrl-x>");
    app.update(edited(Some("\n"), None));
    disk.write(&mut app);
    assert!(disk.memory.notes.is_empty());
    // Tags are no text for an editor, and what comes for a note that is not being written is dropped.
    assert_eq!(press(&mut app, "T<Ctrl-x>"), []);
    app.update(edited(Some("late"), None));
    press(&mut app, "<Esc>");
    app.update(edited(Some("late"), None));
    disk.write(&mut app);
    assert!(disk.memory.notes.is_empty());
}

#[test]
fn a_note_that_is_written_before_the_others_are_known_is_kept() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "aOld<Enter>");
    disk.write(&mut app);
    for (keys, expected) in [("aNew<Enter>", "New"), ("aNewe", "Newe"), ("aNewest<Enter>JaOther<Enter>", "Newest")] {
        let mut app = disk.open_typing(&articles(), true, keys);
        disk.write(&mut app);
        let texts: Vec<_> = disk.memory.notes.values().map(|note| note.text.as_str()).collect();
        assert!(texts.contains(&"Old") && texts.contains(&expected), "{keys}: {texts:?}");
        assert!(!keys.contains("Other") || texts.contains(&"Other"), "{texts:?}");
    }
}

#[test]
fn the_list_of_notes_leads_to_them_and_says_which_are_lost() {
    let mut disk = Disk::default();
    let mut app = disk.open(&articles(), false);
    press(&mut app, "gt}vaFirst<Enter>9Gv)aNinth<Enter>JaMiddle<Enter>");
    disk.write(&mut app);
    let [north, middle, south] = articles();
    let text = north.text.replace("Sentence 1 of north says", "Sentence 1 of north denies");
    let mut edited = Article { text, ..article("north", 30) };
    edited.path.clone_from(&north.path);
    for block in &mut edited.blocks {
        let moved = |at: &mut u32| *at += if *at > 60 { 2 } else { 0 };
        moved(&mut block.span.start);
        moved(&mut block.span.end);
    }
    let mut app = disk.open(&[edited, middle, south], false);
    press(&mut app, "A");
    let lines: Vec<_> = app.window.as_ref().unwrap().lines.iter().map(|l| (l.left.clone(), l.right.clone())).collect();
    assert_eq!(lines[0].1, "The north bridge vote");
    assert!(lines[1].0 == "¶ 9" && lines[1].1.starts_with("Ninth — “"), "{lines:?}");
    assert!(lines[2].0 == "lost" && lines[2].1.starts_with("First — no longer in the text: “Sentence 1"), "{lines:?}");
    assert_eq!(lines[4].1, "Middle");
    press(&mut app, "/ninth<Enter><Enter>");
    assert!(crate::app::tests::on_top(&app).starts_with("Sentence 9"), "{}", crate::app::tests::on_top(&app));
}

#[test]
fn the_side_panel_has_the_notes_and_leads_to_them() {
    let mut app = Disk::default().open(&articles(), false);
    app.update(Message::analysed(ArticleId(0), Arc::new(findings(&articles()[0]))));
    press(&mut app, "aOn the whole<Enter>gt9Gv)aNinth #lead<Enter>gg");
    let notes = |app: &App| app.side.rows.iter().filter(|row| matches!(row, SideRow::Note(_))).count();
    assert_eq!(notes(&app), 2, "they stand among the findings");
    press(&mut app, "gstmtmtmtmtm");
    assert_eq!(app.notice.as_deref(), Some("the side panel has notes"));
    assert_eq!(
        app.side.rows,
        [SideRow::Heading(Section::Notes, 2), SideRow::Note(0), SideRow::Note(1), SideRow::Noted(1)]
    );
    press(&mut app, "j<Enter>");
    let text = app.article().unwrap().text.clone();
    assert!(app.reader.cursor.unwrap().span.of(&text).starts_with("Sentence 9"));
    // It goes on from here, and what is written shows at once.
    press(&mut app, "gsa, too<Enter>");
    assert_eq!(app.side.notes[1].text, "Ninth #lead, too");
    press(&mut app, "/whole<Enter>");
    assert_eq!(notes(&app), 1);
    press(&mut app, "<Esc>gga<Ctrl-u><Enter>");
    assert_eq!(notes(&app), 1, "one is gone");
}
