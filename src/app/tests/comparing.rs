//! Comparing: opening, linked rows, pairs, swapping, matches.

use std::sync::Arc;

use crate::app::App;
use crate::app::compare::matches::MatchRow;
use crate::app::compare::{Compare, Hand, Link, Part};
use crate::app::message::{Effect, Message};
use crate::app::tests::{full, press};
use crate::model::across::Across;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::article_id::ArticleId;
use crate::model::comparison::{Comparison, Matched, Pair, Relation};
use crate::model::entity::EntityId;
use crate::model::reason::Reason;
use crate::text::segment::sentences;
use crate::text::span::Span;

pub(super) const NORTH: ArticleId = ArticleId(0);
pub(super) const SOUTH: ArticleId = ArticleId(2);

/// The first sentence of paragraph `n` (from 1) of an article.
pub(super) fn sentence(app: &App, id: ArticleId, n: usize) -> Span {
    let article = app.library.store().article(id).unwrap();
    let body: Vec<_> = article.reading_blocks().collect();
    sentences(&article.text, body[n - 1].span)[0]
}

pub(super) fn pair(app: &App, left: usize, right: usize) -> Pair {
    Pair {
        left: sentence(app, NORTH, left),
        right: sentence(app, SOUTH, right),
        score: 0.8,
        relation: Relation::Same,
        reason: Reason::matched("shared words", "toll bridge"),
        differences: Vec::new(),
    }
}

/// The long article on the left, the short one on the right; the last pair crosses the others.
pub(super) fn compared(width: u16, height: u16) -> App {
    let mut app = full(width, height);
    assert!(press(&mut app, "c").is_empty());
    assert_eq!(app.compare_from, Some(NORTH));
    let effects = press(&mut app, "JJc");
    assert_eq!(effects.last(), Some(&Effect::Compare([NORTH, SOUTH])));
    let version = |article, id| Version {
        article,
        spans: app.library.findings(id).unwrap().quotations[0].content.clone(),
        speaker: None,
        source: None,
        cue: None,
        is_fullest: true,
        dropped: Vec::new(),
        own: Vec::new(),
    };
    let comparison = Comparison {
        pairs: vec![pair(&app, 2, 1), pair(&app, 5, 9), pair(&app, 30, 11), pair(&app, 40, 3)],
        entities: vec![
            Matched { name: "Ann Lee".into(), left: Some(EntityId(0)), right: Some(EntityId(0)) },
            Matched { name: "Bo Ray".into(), left: Some(EntityId(0)), right: None },
        ],
        issues: Vec::new(),
        across: Across {
            quotations: vec![Utterance { versions: vec![version(0, NORTH), version(1, SOUTH)] }],
            ..Across::default()
        },
        ..Comparison::default()
    };
    app.update(Message::Compared([NORTH, SOUTH], Arc::new(comparison)));
    app
}

pub(super) fn state(app: &App) -> &Compare {
    app.compare.as_ref().unwrap()
}

/// The row of the screen on which a passage of one side begins.
pub(super) fn screen_row(app: &App, hand: Hand, passage: Span) -> Option<usize> {
    let compare = state(app);
    let wanted = compare.pages[hand.index()].row_of(passage.from());
    (0..compare.text_rows(hand)).find(|at| compare.row_at(hand, *at) == Some(wanted))
}

#[test]
fn paired_passages_start_on_the_same_row_at_every_width() {
    for (width, height) in [(160, 45), (120, 40), (100, 30), (80, 24), (50, 20)] {
        let mut app = compared(width, height);
        for (left, right) in [(2, 1), (5, 9), (30, 11)] {
            press(&mut app, "]c");
            assert_eq!(state(&app).link, Link::Linked);
            let left = screen_row(&app, Hand::Left, sentence(&app, NORTH, left));
            let right = screen_row(&app, Hand::Right, sentence(&app, SOUTH, right));
            // Below each other it is enough that both are seen.
            let meet = left == right || state(&app).areas.stacked && right.is_some();
            assert!(left.is_some() && meet, "{width}×{height}: {left:?} {right:?}");
        }
    }
}

#[test]
fn a_pair_that_crosses_others_is_shown_by_offset() {
    let mut app = compared(120, 40);
    press(&mut app, "4]c");
    assert_eq!(state(&app).link, Link::Offset);
    let left = screen_row(&app, Hand::Left, sentence(&app, NORTH, 40));
    let right = screen_row(&app, Hand::Right, sentence(&app, SOUTH, 3));
    assert!(left.is_some() && right.is_some());
    press(&mut app, "[c");
    assert_eq!(state(&app).link, Link::Linked, "a pair in order links the texts again");
    press(&mut app, "9]c");
    assert!(app.notice.is_some());
}

#[test]
fn texts_scroll_linked_by_offset_or_freely() {
    let mut app = compared(120, 40);
    press(&mut app, "10j");
    assert_eq!(state(&app).top, 10);
    press(&mut app, "=5j");
    assert_eq!(state(&app).link, Link::Offset);
    let tops = state(&app).tops;
    press(&mut app, "3j");
    let moved = state(&app).tops;
    assert_eq!((moved[0] - tops[0], moved[1] - tops[1]), (3, 3));
    press(&mut app, "=<Tab>2k");
    assert_eq!((state(&app).link, state(&app).part), (Link::Free, Part::Text(Hand::Right)));
    assert_eq!(state(&app).tops[0], moved[0], "the other text stays");
    assert_eq!(state(&app).tops[1], moved[1] - 2);
    press(&mut app, "=");
    assert_eq!(state(&app).link, Link::Linked);
    press(&mut app, "Ggg");
    assert_eq!(state(&app).top, 0);
}

#[test]
fn swapping_mirrors_and_swapping_twice_changes_nothing() {
    let mut app = compared(120, 40);
    press(&mut app, "2]c");
    let before = (state(&app).articles, state(&app).comparison.clone(), state(&app).lit, state(&app).linked.len());
    press(&mut app, "x");
    assert_eq!(state(&app).articles, [SOUTH, NORTH]);
    let left = screen_row(&app, Hand::Left, sentence(&app, SOUTH, 9));
    assert!(
        left.is_some() && left == screen_row(&app, Hand::Right, sentence(&app, NORTH, 5)),
        "the pair stays on the screen"
    );
    press(&mut app, "x");
    let after = (state(&app).articles, state(&app).comparison.clone(), state(&app).lit, state(&app).linked.len());
    assert_eq!(after, before);
}

#[test]
fn the_column_of_matches_leads_into_both_texts() {
    for width in [120, 100, 80] {
        let mut app = compared(width, 40);
        press(&mut app, "<Tab><Tab>");
        assert_eq!(state(&app).part, Part::Matches);
        assert!(state(&app).matches.contains(&MatchRow::Heading("Quoted in both", 1)));
        press(&mut app, "j<Enter>");
        let span = |id: ArticleId| app.library.findings(id).unwrap().entities[0].mentions[0].span;
        assert_eq!(state(&app).lit, [Some(span(NORTH)), Some(span(SOUTH))], "{width}");
        press(&mut app, "<Tab>");
    }
}

#[test]
fn why_explains_the_pair() {
    let mut app = compared(120, 40);
    press(&mut app, "w");
    assert_eq!(app.window.as_ref().map(|w| w.title.as_str()), Some("Why is this alone?"));
    press(&mut app, "<Esc>]cw");
    let lines: Vec<_> = app.window.as_ref().unwrap().lines.iter().map(|l| l.right.clone()).collect();
    assert!(lines.iter().any(|l| l.contains("toll bridge")), "{lines:?}");
}

#[test]
fn the_right_article_can_be_exchanged_and_q_leads_back() {
    let mut app = compared(120, 40);
    let effects = press(&mut app, "K");
    assert_eq!(state(&app).articles, [NORTH, ArticleId(1)]);
    assert_eq!(effects, [Effect::Compare([NORTH, ArticleId(1)])]);
    assert!(press(&mut app, "q").is_empty());
    assert!(app.compare.is_none());
    press(&mut app, "cc");
    assert_eq!(app.compare_from, None, "the second time on the same article takes it back");
}

#[test]
fn a_comparison_of_other_articles_is_dropped_and_one_waits_for_the_analysis() {
    let mut app = compared(120, 40);
    app.update(Message::Compared([NORTH, ArticleId(1)], Arc::new(Comparison::default())));
    assert_eq!(state(&app).comparison.as_ref().unwrap().pairs.len(), 4);
}

#[test]
fn resizing_keeps_the_passage_on_top() {
    let mut app = compared(160, 45);
    press(&mut app, "40j");
    let top = |app: &App| {
        let compare = state(app);
        let row = (0..).find_map(|at| compare.row_at(Hand::Left, at)).unwrap();
        compare.pages[0].rows()[row].span
    };
    let before = top(&app);
    for (width, height) in [(100, 30), (90, 20), (140, 50), (60, 24), (160, 45)] {
        app.update(Message::Resize(width, height));
        let now = top(&app);
        assert!(now.contains(before.from()) || now.from() >= before.from(), "{width}×{height}: {before:?} {now:?}");
    }
}

#[test]
fn an_article_beside_itself_and_beside_nothing_is_a_picture_like_any_other() {
    for (left, right) in [(NORTH, NORTH), (NORTH, ArticleId(1)), (ArticleId(1), ArticleId(1))] {
        let mut app = full(120, 40);
        assert_eq!(app.open_comparison(left, right), [Effect::Compare([left, right])]);
        let same = |n| sentence(&app, NORTH, n);
        let itself = |n| Pair { left: same(n), right: same(n), ..pair(&app, 1, 1) };
        let pairs = if (left, right) == (NORTH, NORTH) { (1..=40).map(itself).collect() } else { Vec::new() };
        let comparison = Comparison { pairs, ..Comparison::default() };
        app.update(Message::Compared([left, right], Arc::new(comparison)));
        for keys in ["]c", "G", "[c", "=", "G", "x", "<Tab>", "<Tab>", "G<Enter>", "gg", "="] {
            press(&mut app, keys);
        }
        assert_eq!(state(&app).articles, [right, left]);
    }
}
