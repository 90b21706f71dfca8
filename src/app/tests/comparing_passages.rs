//! Comparing: what passages are, folds, walking, pairs by hand, the overview, other articles on the right.

use std::sync::Arc;

use crate::app::App;
use crate::app::compare::passages::{MarkedSentence, State};
use crate::app::compare::{Fold, Hand, Link, Part};
use crate::app::message::{Effect, Message};
use crate::app::page::RowKind;
use crate::app::reader::IssuesShown;
use crate::app::tests::comparing::{NORTH, SOUTH, compared, screen_row, sentence, state};
use crate::app::tests::{corpus_analysed, press};
use crate::input::mouse::{Mouse, MouseKind};
use crate::model::article_id::ArticleId;
use crate::model::comparison::{Comparison, Difference, Respect};
use crate::model::correction::What;
use crate::model::findings::CorpusFindings;
use crate::text::span::Span;

/// The comparison of the other tests, in which the second pair has other words and the texts are not crossed.
fn differing(width: u16, height: u16) -> App {
    let mut app = compared(width, height);
    let mut comparison = Comparison::clone(state(&app).comparison.as_ref().unwrap());
    comparison.pairs.truncate(3);
    let words = |span: Span| vec![Span { end: span.start + 8, ..span }];
    let pair = &mut comparison.pairs[1];
    let difference = Difference { respect: Respect::Words, left: words(pair.left), right: words(pair.right) };
    pair.differences = vec![difference];
    app.update(Message::Compared([NORTH, SOUTH], Arc::new(comparison)));
    app
}

fn passage(app: &App, hand: Hand, span: Span) -> MarkedSentence {
    let all = state(app).passages[hand.index()].all();
    *all.iter().find(|p| p.span == span).unwrap()
}

/// The text of the first row of one side that shows something.
fn on_top(app: &App, hand: Hand) -> Span {
    let compare = state(app);
    let rows = (0..compare.text_rows(hand)).filter_map(|at| compare.row_at(hand, at));
    rows.map(|row| compare.pages[hand.index()].rows()[row].span).find(|s| !s.is_empty()).unwrap()
}

fn folds_on(app: &App, hand: Hand) -> usize {
    state(app).pages[hand.index()].rows().iter().filter(|r| r.kind == RowKind::Passages).count()
}

#[test]
fn every_passage_is_in_both_or_differs_or_stands_alone() {
    let app = differing(120, 40);
    let of = |hand, id, n| passage(&app, hand, sentence(&app, id, n)).state;
    assert_eq!(of(Hand::Left, NORTH, 2), State::Both);
    assert_eq!(of(Hand::Right, SOUTH, 1), State::Both);
    assert_eq!(of(Hand::Left, NORTH, 5), State::Differs);
    assert_eq!(of(Hand::Right, SOUTH, 9), State::Differs);
    assert_eq!(of(Hand::Left, NORTH, 7), State::Only);
    assert_eq!(state(&app).pairs_by_state(), [2, 1, 0]);
    // A headline and two sentences a paragraph; share lines are no passages.
    let alone = [0, 1].map(|hand: usize| state(&app).passages[hand].alone());
    assert_eq!(alone, [1 + 40 * 2 - 3, 1 + 12 * 2 - 3]);
}

#[test]
fn what_is_on_the_same_matter_has_a_sign_of_its_own() {
    let mut app = compared(120, 40);
    let mut pairs = state(&app).pairs.clone();
    pairs[0].relation = crate::model::comparison::Relation::Near;
    let compare = app.compare.as_mut().unwrap();
    compare.set_pairs(pairs);
    let [both, differ, near] = compare.pairs_by_state();
    assert_eq!((near, both + differ), (1, compare.pairs.len() - 1));
    assert_eq!(State::of(&compare.pairs[0]).sign(Hand::Left), "≈");
}

#[test]
fn a_passage_without_a_counterpart_says_what_was_looked_for() {
    let mut app = compared(120, 40);
    press(&mut app, "<Tab>4}w");
    assert_eq!(app.window.as_ref().map(|w| w.title.as_str()), Some("Why is this alone?"));
}

#[test]
fn exchanging_the_sides_mirrors_what_passages_are() {
    let mut app = differing(120, 40);
    let before: Vec<_> = [0, 1].map(|hand: usize| state(&app).passages[hand].all().to_vec()).into();
    let (words, tally) = (state(&app).differing.clone(), state(&app).pairs_by_state());
    press(&mut app, "x");
    let after: Vec<_> = [1, 0].map(|hand: usize| state(&app).passages[hand].all().to_vec()).into();
    assert_eq!(after, before);
    assert_eq!([1, 0].map(|hand: usize| state(&app).differing[hand].clone()), words);
    assert_eq!(state(&app).pairs_by_state(), tally);
}

#[test]
fn what_both_say_folds_then_what_only_one_has_then_all_but_what_differs() {
    let mut app = differing(120, 40);
    let rows = state(&app).pages[0].len();
    press(&mut app, "o");
    assert_eq!(state(&app).fold, Fold::Shared);
    assert_eq!((folds_on(&app, Hand::Left), folds_on(&app, Hand::Right)), (2, 2));
    press(&mut app, "o");
    assert_eq!(state(&app).fold, Fold::Alone);
    let short = state(&app).pages[0].len();
    assert!(short < 40, "three passages and the folds between them are left of {rows} rows: {short}");
    let fold = state(&app).folds[0][1];
    assert_eq!(state(&app).passages[0].within(fold), 2 * 3 - 1, "what lies between the first pair and the second");
    press(&mut app, "o");
    assert_eq!(state(&app).fold, Fold::Agreeing);
    press(&mut app, "3[c]c");
    assert_eq!(state(&app).pair, Some(1), "the one that differs");
    assert_eq!(app.notice.as_deref(), Some("this is the last pair that differs"));
    press(&mut app, "o");
    assert_eq!((state(&app).fold, state(&app).pages[0].len()), (Fold::Nothing, rows));
}

#[test]
fn folding_there_and_back_keeps_the_reading_place() {
    for (width, height) in [(160, 45), (120, 40), (100, 30), (80, 24), (50, 20)] {
        for keys in ["40j", "40j}}}", "2]c3j", "25j=5j", "25j==5j", "<Tab>30j"] {
            let mut app = differing(width, height);
            press(&mut app, keys);
            let shown = |app: &App, hand| -> Vec<_> {
                (0..state(app).text_rows(hand)).map(|at| state(app).row_at(hand, at)).collect()
            };
            let place = |app: &App| (Hand::BOTH.map(|hand| shown(app, hand)), state(app).lit);
            let before = place(&app);
            press(&mut app, "oooo");
            assert_eq!(place(&app), before, "{keys} at {width}×{height}");
        }
    }
}

#[test]
fn what_is_lit_stays_at_its_height_when_others_fold() {
    let mut app = differing(120, 40);
    press(&mut app, "2]c");
    let passage = sentence(&app, NORTH, 5);
    let before = screen_row(&app, Hand::Left, passage);
    for _ in 0..3 {
        press(&mut app, "o");
        let now = screen_row(&app, Hand::Left, passage);
        assert!(now.is_some() && now <= before, "{before:?} {now:?}");
    }
}

#[test]
fn a_fold_opens_with_enter() {
    let mut app = differing(120, 40);
    press(&mut app, "oo}}");
    let count = folds_on(&app, Hand::Left);
    let here = state(&app).here(Hand::Left).unwrap();
    let first = state(&app).passages[0].all()[here].span;
    assert!(state(&app).fold_at(Hand::Left, first.from()).is_some(), "the second passage begins a fold");
    press(&mut app, "<Enter>");
    assert_eq!(folds_on(&app, Hand::Left), count - 1);
    assert!(screen_row(&app, Hand::Left, first).is_some());
    assert_eq!(state(&app).fold, Fold::Alone, "the others stay folded");
}

#[test]
fn braces_walk_through_passages_and_light_the_counterpart() {
    let mut app = differing(120, 40);
    press(&mut app, "}");
    let title = state(&app).passages[0].all()[0].span;
    assert_eq!(state(&app).lit, [Some(title), None]);
    press(&mut app, "3}");
    assert_eq!(state(&app).lit, [Some(sentence(&app, NORTH, 2)), Some(sentence(&app, SOUTH, 1))]);
    assert_eq!(state(&app).pair, Some(0));
    press(&mut app, "{");
    assert_eq!(state(&app).lit[1], None);
    press(&mut app, "999}}");
    assert_eq!(app.notice.as_deref(), Some("this is the last passage"));
}

#[test]
fn enter_leads_from_a_passage_to_its_counterpart() {
    let mut app = compared(120, 40);
    press(&mut app, "<Tab>4}");
    assert_eq!(state(&app).lit[1], Some(state(&app).passages[1].all()[3].span));
    press(&mut app, "<Enter>");
    assert!(app.notice.as_deref().unwrap().starts_with("nothing in the other text"));
    press(&mut app, "2}<Enter>");
    assert_eq!(state(&app).lit, [Some(sentence(&app, NORTH, 40)), Some(sentence(&app, SOUTH, 3))]);
    assert_eq!(state(&app).link, Link::Offset, "they stand in another order");
    let rows = [(Hand::Left, NORTH, 40), (Hand::Right, SOUTH, 3)]
        .map(|(hand, id, n)| screen_row(&app, hand, sentence(&app, id, n)));
    assert!(rows.iter().all(Option::is_some));
}

#[test]
fn passages_are_paired_by_hand_and_told_apart() {
    let mut app = differing(120, 40);
    let effects = press(&mut app, "2}p");
    assert!(effects.is_empty());
    assert_eq!(state(&app).part, Part::Text(Hand::Right), "the other text has the focus");
    let effects = press(&mut app, "}}}}p");
    let passages = [sentence(&app, NORTH, 1), sentence(&app, SOUTH, 2)];
    assert_eq!(effects[1..], [Effect::TellDifferences(passages)]);
    assert!(matches!(&effects[0], Effect::KeepCorrection(it) if it.what == What::PairMade));
    assert_eq!(state(&app).pairs.len(), 4);
    assert_eq!(state(&app).lit, passages.map(Some));
    assert_eq!(passage(&app, Hand::Left, passages[0]).state, State::Both);
    let difference = Difference { respect: Respect::Figures, left: vec![passages[0]], right: vec![passages[1]] };
    app.update(Message::Differences([NORTH, SOUTH], passages, vec![difference]));
    assert_eq!(passage(&app, Hand::Left, passages[0]).state, State::Differs);
    press(&mut app, "w");
    let lines: Vec<_> = app.window.as_ref().unwrap().lines.iter().map(|l| l.right.clone()).collect();
    assert!(lines.iter().any(|l| l == "paired by hand"), "{lines:?}");
}

#[test]
fn pairs_made_and_broken_by_hand_are_taken_back_one_after_the_other() {
    let mut app = differing(120, 40);
    let pairs = |app: &App| -> Vec<_> { state(app).pairs.iter().map(|p| (p.left, p.right)).collect() };
    let found = pairs(&app);
    press(&mut app, "]cP");
    assert_eq!(pairs(&app), found[1..]);
    assert_eq!(passage(&app, Hand::Left, found[0].0).state, State::Only);
    press(&mut app, "gg}}p}}}}p");
    assert_eq!(pairs(&app).len(), 3);
    press(&mut app, "U");
    assert_eq!(pairs(&app), found[1..]);
    press(&mut app, "U");
    assert_eq!(pairs(&app), found);
    press(&mut app, "U");
    assert_eq!(app.notice.as_deref(), Some("nothing is corrected: there is nothing to take back"));
}

#[test]
fn what_was_done_by_hand_is_there_when_the_two_are_compared_again() {
    let mut app = differing(120, 40);
    let comparison = state(&app).comparison.clone().unwrap();
    press(&mut app, "]cP");
    let kept: Vec<_> = state(&app).pairs.iter().map(|p| (p.right, p.left)).collect();
    press(&mut app, "q");
    app.open_comparison(SOUTH, NORTH);
    app.update(Message::Compared([SOUTH, NORTH], Arc::new(Comparison::clone(&comparison).mirrored())));
    let mut now: Vec<_> = state(&app).pairs.iter().map(|p| (p.left, p.right)).collect();
    now.sort_by_key(|p| p.1);
    assert_eq!(now, kept, "also the other way round");
    press(&mut app, "U");
    assert_eq!(state(&app).pairs.len(), comparison.pairs.len());
}

#[test]
fn pairing_can_be_given_up() {
    for keys in ["2}p<Esc>", "2}p<Tab><Tab>p"] {
        let mut app = differing(120, 40);
        press(&mut app, keys);
        assert!(app.compare.is_some() && state(&app).waiting.is_none(), "{keys}");
        assert_eq!(state(&app).pairs.len(), 3);
    }
}

#[test]
fn why_says_in_what_a_pair_differs() {
    let mut app = differing(120, 40);
    press(&mut app, "2]cw");
    let lines: Vec<_> = app.window.as_ref().unwrap().lines.iter().map(|l| format!("{} {}", l.left, l.right)).collect();
    assert!(lines.iter().any(|l| l.contains("words left “Sentence”, right “Sentence”")), "{lines:?}");
    press(&mut app, "q[cw");
    let lines: Vec<_> = app.window.as_ref().unwrap().lines.iter().map(|l| format!("{} {}", l.left, l.right)).collect();
    assert!(lines.iter().any(|l| l.contains("both say it")), "{lines:?}");
}

#[test]
fn articles_of_the_same_story_come_first_on_the_right() {
    let mut app = differing(120, 40);
    assert_eq!(state(&app).rank, (2, 2));
    app.update(corpus_analysed(3, CorpusFindings { stories: vec![0, 1, 0], ..CorpusFindings::default() }));
    press(&mut app, "qcKKc");
    assert_eq!((state(&app).articles, state(&app).rank), ([SOUTH, NORTH], (1, 2)));
    press(&mut app, "J");
    assert_eq!((state(&app).articles, state(&app).rank), ([SOUTH, ArticleId(1)], (2, 2)));
    press(&mut app, "J");
    assert_eq!(app.notice.as_deref(), Some("there is no further article in the list"));
}

#[test]
fn the_left_text_stays_where_it_is_when_the_right_one_is_exchanged() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut app = differing(width, height);
        press(&mut app, "30j");
        let before = on_top(&app, Hand::Left);
        press(&mut app, "oK");
        app.update(Message::Compared([NORTH, ArticleId(1)], Arc::new(Comparison::default())));
        let row = state(&app).pages[0].row_of(before.from());
        assert!(state(&app).screen_row(Hand::Left, row).is_some(), "{width}×{height}");
        assert_eq!(state(&app).fold, Fold::Shared, "what was chosen stays");
    }
}

#[test]
fn the_overview_sums_up_both_texts_and_leads_there() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut app = differing(width, height);
        let strip = state(&app).strip.clone();
        let area = state(&app).areas.strip;
        assert_eq!(strip.cells.len(), usize::from(area.width.max(area.height)));
        let differs = strip.cells.iter().position(|c| c.contains(&Some(State::Differs))).unwrap();
        assert!(strip.cells.iter().any(|c| c.contains(&Some(State::Both))));
        assert_eq!(strip.cells.last(), Some(&[Some(State::Only), None]), "the left text is longer");
        let row = state(&app).linked.position(Hand::Left, state(&app).pages[0].row_of(sentence(&app, NORTH, 5).from()));
        assert_eq!(strip.cell_of(row), differs);
        let along = strip.cells.len() as u16 - 1;
        let (x, y) = if state(&app).areas.stacked { (area.x + along, area.y) } else { (area.x, area.y + along) };
        app.update(Message::Mouse(Mouse { kind: MouseKind::Press, x, y }));
        assert!(state(&app).window().contains(&(state(&app).linked.len() - 1)), "{width}×{height}");
    }
}

#[test]
fn a_click_chooses_a_passage_and_opens_a_fold() {
    let mut app = differing(120, 40);
    press(&mut app, "]c");
    let compare = state(&app);
    let area = compare.areas.texts[1].below_heading();
    let row = screen_row(&app, Hand::Right, sentence(&app, SOUTH, 1)).unwrap() as u16;
    app.update(Message::Mouse(Mouse { kind: MouseKind::Press, x: area.x + 8, y: area.y + row }));
    assert_eq!(state(&app).part, Part::Text(Hand::Right));
    assert_eq!(state(&app).lit, [Some(sentence(&app, NORTH, 2)), Some(sentence(&app, SOUTH, 1))]);
    press(&mut app, "o");
    let page = &state(&app).pages[1];
    let fold = page.rows().iter().position(|r| r.kind == RowKind::Passages).unwrap();
    let row = state(&app).screen_row(Hand::Right, fold).unwrap() as u16;
    app.update(Message::Mouse(Mouse { kind: MouseKind::Press, x: area.x + 8, y: area.y + row }));
    assert_eq!(folds_on(&app, Hand::Right), 1);
}

#[test]
fn a_pair_is_shown_so_that_it_can_be_read() {
    for (width, height) in [(120, 40), (100, 24), (80, 24), (50, 20)] {
        let mut app = differing(width, height);
        for (left, right) in [(2, 1), (5, 9), (30, 11)] {
            press(&mut app, "]c");
            for (hand, span) in [(Hand::Left, sentence(&app, NORTH, left)), (Hand::Right, sentence(&app, SOUTH, right))]
            {
                let page = &state(&app).pages[hand.index()];
                let rows = [span.from(), span.to() - 1].map(|at| state(&app).screen_row(hand, page.row_of(at)));
                assert!(rows.iter().all(Option::is_some), "{hand:?} {left} {right} at {width}×{height}: {rows:?}");
            }
        }
    }
}

#[test]
fn marks_are_switched_as_in_the_reader() {
    let mut app = differing(120, 40);
    press(&mut app, "teti");
    let shown = app.reader.shown;
    assert_eq!((shown.entities, shown.issues, shown.quotations), ([false; 6], IssuesShown::All, true));
}

#[test]
fn one_can_do_everything_before_the_comparison_is_there() {
    let mut app = compared(120, 40);
    app.open_comparison(NORTH, ArticleId(1));
    for keys in ["}", "{", "o", "<Enter>", "p", "P", "U", "w", "]c", "o", "o", "<Tab>", "p", "x", "J"] {
        press(&mut app, keys);
    }
    assert!(app.compare.is_some());
}
