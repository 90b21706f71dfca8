//! What is written is read the same, whatever it is.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::model::hash::ContentHash;
use crate::model::memory::{Habits, Hint, Kept, Layout, Note, Visit};
use crate::state::file::{Fault, Record};
use crate::state::notes::Notes;
use crate::state::reading::Reading;
use crate::text::selector::{Selector, Unique};

/// Any text, with what is special in files.
fn text() -> impl Strategy<Value = String> {
    "[ a-zé世\"'\\\\\n\r\t#=\\[\\]{}\u{0}\u{1b}\u{7f}\u{85}\u{feff}]{0,12}"
}

fn selector() -> impl Strategy<Value = Selector> {
    let unique = prop::sample::select(vec![Unique::Nothing, Unique::Both, Unique::Exact]);
    (text(), text(), text(), 0..9999_usize, unique).prop_map(|(exact, prefix, suffix, start, unique)| Selector {
        exact,
        prefix,
        suffix,
        start,
        unique,
    })
}

fn hint() -> impl Strategy<Value = Hint> {
    (text(), prop::option::of(text()), text()).prop_map(|(id, path, title)| Hint { id, path, title })
}

fn hash() -> impl Strategy<Value = ContentHash> {
    text().prop_map(|text| ContentHash::of(&text))
}

fn kept() -> impl Strategy<Value = Kept> {
    let tags = prop::collection::btree_set(text(), 0..3);
    let marks = prop::collection::btree_map(any::<char>(), selector(), 0..3);
    (hint(), any::<bool>(), any::<bool>(), tags, prop::option::of(0..9999_usize), marks)
        .prop_map(|(hint, read, starred, tags, place, marks)| Kept { hint, read, starred, tags, place, marks })
}

fn note() -> impl Strategy<Value = Note> {
    let day = (2000..2100_i16, 1..13_i8).prop_map(|(year, month)| jiff::civil::date(year, month, 1));
    (prop::option::of(hash()), hint(), prop::option::of(selector()), text(), prop::option::of(day))
        .prop_map(|(article, hint, passage, text, made)| Note { article, hint, passage, text, made })
}

fn visit() -> impl Strategy<Value = Visit> {
    let inputs = prop::collection::vec(text(), 0..3);
    let place = prop::option::of(0..9999_usize);
    (inputs, text(), text(), any::<bool>(), prop::option::of(hash()), place, any::<bool>()).prop_map(
        |(inputs, filter, sort, reversed, article, place, in_text)| Visit {
            inputs,
            filter,
            sort,
            reversed,
            article,
            place,
            in_text,
        },
    )
}

fn habits() -> impl Strategy<Value = Habits> {
    let layout = (20..200_u16, prop::option::of(10..200_u16), any::<bool>(), text()).prop_map(
        |(text_width, list_width, side, configured)| Layout {
            text_width,
            list_width,
            side_width: None,
            side,
            configured,
        },
    );
    let lines = || prop::collection::vec(text(), 0..4);
    let theme = prop::option::of((text(), text()));
    (lines(), lines(), prop::option::of(layout), theme, prop::collection::vec(visit(), 0..3))
        .prop_map(|(queries, searches, layout, theme, visits)| Habits { queries, searches, layout, theme, visits })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_the_same(
        articles in prop::collection::btree_map(hash(), kept(), 0..4),
        notes in prop::collection::btree_map(text(), note(), 0..4),
        habits in habits(),
    ) {
        let reading = Reading(articles);
        prop_assert_eq!(Reading::parse(&reading.print()), Ok(reading));
        let notes = Notes(notes);
        prop_assert_eq!(Notes::parse(&notes.print()), Ok(notes));
        prop_assert_eq!(Habits::parse(&habits.print()), Ok(habits));
    }

    /// A file that lost its end is damaged, or what it says was all there; it is never misread.
    #[test]
    fn a_file_that_was_cut_off_is_damaged_or_says_less(articles in prop::collection::btree_map(hash(), kept(), 0..4), share in 0..100_usize) {
        let whole = Reading(articles).print();
        let end = (0..=whole.len() * share / 100).rev().find(|at| whole.is_char_boundary(*at)).unwrap();
        if let Ok(Reading(some)) = Reading::parse(&whole[..end]) {
            let all = Reading::parse(&whole).unwrap().0;
            prop_assert!(some.iter().all(|(hash, kept)| all.get(hash) == Some(kept)));
        }
    }
}

#[test]
fn an_article_is_one_line() {
    let star = Kept { starred: true, hint: Hint { title: "A “B”".into(), ..Hint::default() }, ..Kept::default() };
    let text = Reading(BTreeMap::from([(ContentHash::of("abc"), star)])).print();
    let line = text.lines().last().unwrap();
    let expected = r#"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad = { title = "A “B”", id = "", starred = true }"#;
    assert_eq!(line, expected);
}

#[test]
fn newer_and_damaged_files_are_told_apart() {
    assert_eq!(Notes::parse("version = 2\nnotes = 5\n"), Err(Fault::Newer(2)));
    assert_eq!(Notes::parse(""), Err(Fault::Damaged("it does not say its version".into())));
    let broken = Notes::parse("version = 1\n\n[[notes]]\nname = 5\n").unwrap_err();
    assert!(matches!(&broken, Fault::Damaged(reason) if reason.starts_with("line 4: ")), "{broken:?}");
}
