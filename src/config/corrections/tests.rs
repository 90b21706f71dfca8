//! corrections.toml: written and read, damaged, changed, merged.

use proptest::prelude::*;

use super::*;
use crate::text::span::Span;

fn correction(id: &str, now: &str) -> Correction {
    Correction {
        id: id.to_owned(),
        what: What::EntityName,
        scope: Scope::Everywhere,
        was: "Berg".to_owned(),
        now: now.to_owned(),
        names: vec!["Berg".to_owned()],
        kind: Some(EntityKind::Person),
        ..Correction::default()
    }
}

fn file(corrections: &[Correction]) -> String {
    corrections.iter().fold(String::new(), |text, correction| added(&text, correction))
}

#[track_caller]
fn check(text: &str, ids: &[&str], problems: &[(usize, &str)]) {
    let parsed = parse(text);
    assert_eq!(parsed.corrections.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ids, "{text}");
    assert_eq!(parsed.problems.len(), problems.len(), "{:?}", parsed.problems);
    for ((line, message), (expected, part)) in parsed.problems.iter().zip(problems) {
        assert!(line == expected && message.contains(part), "{line}: {message}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    "[a-zé“” \"\\\\\n\t\u{1b}\u{202e}='\\[\\].#]{0,12}"
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        texts in prop::collection::vec(any_text(), 9),
        what in 0..What::NAMES.len(),
        scope in 0..4_usize,
    ) {
        let passage = |n: usize| {
            let text = format!("{}|x{}|{}", texts[n], texts[n + 1], texts[n + 2]);
            Some(Selector::new(&text, Span::new(texts[n].len() + 1, texts[n].len() + 2 + texts[n + 1].len())))
        };
        let place = |n: usize| Place { article: "ab".into(), path: texts[n].clone(), passage: passage(n) };
        let it = Correction {
            id: "c1".into(),
            what: What::NAMES[what].1,
            scope: Scope::NAMES[scope].1,
            place: place(0),
            other: Some(place(3)),
            was: texts[6].clone(),
            now: format!("x{}", texts[7]),
            names: vec![texts[8].clone(), "y".into()],
            kind: Some(EntityKind::Work),
            now_kind: None,
            holder: texts[1].clone(),
            issue: texts[2].clone(),
            passages: vec![texts[3].clone()],
            country: String::new(),
            date: Some(jiff::civil::date(2021, 3, 19)),
        };
        let text = file(std::slice::from_ref(&it));
        let parsed = parse(&text);
        prop_assert_eq!(&parsed.problems, &[]);
        prop_assert_eq!(&parsed.corrections, &[it]);
        let bare = text.contains(['\u{1b}', '\u{202e}']);
        prop_assert!(!bare);
    }

    #[test]
    fn nothing_is_too_damaged_to_be_read(text in "[c12.=\"\\[\\]\na '#]{0,80}") {
        let text = file(&[correction("c9", "A")]) + &text;
        let parsed = parse(&text);
        // Unless what was added is about the same correction.
        prop_assert!(text.matches("c9").count() > 8 || parsed.corrections.iter().any(|c| c.id == "c9") || text.contains("[c"));
    }
}

#[test]
fn a_damaged_line_costs_its_own_correction_only() {
    let text = file(&[correction("c1", "A"), correction("c2", "B"), correction("c3", "C")]);
    check(&text, &["c1", "c2", "c3"], &[]);
    let damaged = text.replace("c2.now = \"B\"", "c2.now = \"B");
    let line = 1 + damaged.lines().position(|l| l.starts_with("c2.now")).unwrap();
    check(&damaged, &["c1", "c3"], &[(line, "damaged")]);
    let kind = text.replace("c1.kind = \"person\"", "c1.kind = \"persom\"");
    check(&kind, &["c2", "c3"], &[(8, "did you mean \"person\"")]);
    check(&text.replace("c1.now", "c1.nwo"), &["c2", "c3"], &[(4, "`c1.now` is missing")]);
    check(&text.replace("c3.was", "c3.wsa"), &["c1", "c2", "c3"], &[(20, "did you mean `was`")]);
    check("c1 = 3\n", &[], &[(1, "no correction")]);
}

#[test]
fn a_table_by_hand_is_understood_too() {
    let text = "[c1]\nwhat = 'entity-hide'\nscope = 'everywhere'\nnames = ['Berg']\n";
    check(text, &["c1"], &[]);
    assert_eq!(removed(&format!("{text}\n[c2]\nwhat = 'outlet'\n"), "c1"), "[c2]\nwhat = 'outlet'\n");
}

#[test]
fn a_line_is_added_and_taken_out_and_nothing_else_changes() {
    let text = file(&[correction("c1", "A"), correction("c2", "B")]) + "\n# mine\nc3.what = \"of-the-future\"\n";
    let longer = added(&text, &correction("c4", "D"));
    assert!(longer.starts_with(&text));
    assert_eq!(removed(&longer, "c4").trim_end(), text.trim_end());
    let shorter = removed(&text, "c1");
    assert!(shorter.contains("# mine\nc3.what = \"of-the-future\"\n") && !shorter.contains("c1"));
    check(&shorter, &["c2"], &[(12, "`c3.what` must be")]);
}

#[test]
fn files_are_merged_by_lines() {
    let common = file(&[correction("c1", "A")]);
    let (ours, theirs) = (added(&common, &correction("c2", "B")), added(&common, &correction("c3", "C")));
    check(&merged(&ours, &theirs), &["c1", "c2", "c3"], &[]);
    assert_eq!(merged(&ours, &ours), ours);
    // As a version control system leaves it: whole, or with lines of both in turns.
    let tail = |text: &str| text[common.len()..].to_owned();
    let conflict = format!("{common}<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n", tail(&ours), tail(&theirs));
    let marker = 1 + common.lines().count();
    check(&conflict, &["c1", "c2", "c3"], &[(marker, "a merge was left unfinished")]);
    let (a, b) = (tail(&ours), tail(&theirs));
    let turns: String = a.lines().zip(b.lines()).flat_map(|(a, b)| [a, "\n", b, "\n"]).collect();
    check(&(common.clone() + &turns), &["c1", "c2", "c3"], &[]);
    check(&(ours.clone() + &tail(&ours)), &["c1", "c2"], &[]);
}
