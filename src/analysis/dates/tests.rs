//! Expressions of time with the values that they have in an article of Saturday, 20 March 2021, and in one without a date.

use jiff::civil::{Date, date};

use crate::analysis::document::Document;
use crate::model::article::{Article, Metadata};
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

fn find(text: &str, published: Option<Date>) -> Vec<(String, Option<String>)> {
    let article = Article {
        text: text.to_owned(),
        metadata: Metadata { published, ..Metadata::default() },
        blocks: vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()).trimmed(text) }],
        ..Article::default()
    };
    let found = super::find(&Document::new(&article));
    found.into_iter().map(|d| (d.span.of(text).to_owned(), d.value)).collect()
}

/// `text` has exactly one expression of time, `expression`, with that value.
#[track_caller]
fn check(text: &str, expression: &str, value: &str) {
    let expected = vec![(expression.to_owned(), Some(value.to_owned()))];
    assert_eq!(find(text, Some(date(2021, 3, 20))), expected, "{text}");
}

#[test]
fn days() {
    check("They met on Thursday in the capital.", "Thursday", "2021-03-18");
    check("They will meet on Thursday.", "Thursday", "2021-03-25");
    check("They met last Saturday.", "last Saturday", "2021-03-13");
    check("They met on Saturday morning.", "Saturday morning", "2021-03-20TMO");
    check("She spoke yesterday.", "yesterday", "2021-03-19");
    check("She spoke last night.", "last night", "2021-03-19TNI");
    check("She will speak tomorrow.", "tomorrow", "2021-03-21");
}

#[test]
fn calendar_days() {
    check("They met on March 18, 2021 in the capital.", "March 18, 2021", "2021-03-18");
    check("They met on 18 March 2020.", "18 March 2020", "2020-03-18");
    check("It opened on Feb. 11.", "Feb. 11", "2021-02-11");
    check("It opened on Dec. 3.", "Dec. 3", "2020-12-03");
    check("The filing is dated 2021-03-02.", "2021-03-02", "2021-03-02");
}

#[test]
fn longer_stretches() {
    check("It fell last month.", "last month", "2021-02");
    check("It rose this week.", "this week", "2021-W11");
    check("It rose in the third quarter.", "the third quarter", "2020-Q3");
    check("It rose last year.", "last year", "2020");
    check("The war began in 1914.", "1914", "1914");
    check("The boom of the 1990s ended.", "the 1990s", "199X");
    check("She left 50 years ago.", "50 years ago", "1971");
    check("She left in January.", "January", "2021-01");
    check("He came in the summer of 2019.", "the summer of 2019", "2019-SU");
}

#[test]
fn times_and_references() {
    check("It struck at 10:35 a.m. on Thursday.", "10:35 a.m. on Thursday", "2021-03-18T10:35");
    check("It is now open.", "now", "PRESENT_REF");
    check("It opened recently.", "recently", "PAST_REF");
}

#[test]
fn what_looks_like_a_date_and_is_none() {
    for text in
        ["It may rain.", "The march went on.", "She paid $2021 for it.", "Mondays are quiet.", "A 1,990 mile road."]
    {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn without_a_day_of_publication_only_the_text_decides() {
    let value = |text| find(text, None).into_iter().map(|(_, v)| v).collect::<Vec<_>>();
    assert_eq!(value("They met on Thursday."), [None]);
    assert_eq!(value("They met last month."), [None]);
    assert_eq!(value("They met on March 18."), [Some("XXXX-03-18".to_owned())]);
    assert_eq!(value("They met on March 18, 2021."), [Some("2021-03-18".to_owned())]);
    assert_eq!(value("They met in 2019."), [Some("2019".to_owned())]);
}

proptest::proptest! {
    #[test]
    fn expressions_of_any_text_lie_inside(
        text in "(last|next|the|ago|year|weeks|century|March|May|Monday|night|quarter|third|[0-9]{1,5}|0s|th|[ .,:-]|é){0,30}"
    ) {
        for day in [None, Some(date(2021, 3, 20)), Some(Date::MIN), Some(Date::MAX)] {
            for (expression, value) in find(&text, day) {
                proptest::prop_assert!(!expression.is_empty());
                proptest::prop_assert!(value.is_none_or(|v| !v.is_empty()));
            }
        }
    }
}
