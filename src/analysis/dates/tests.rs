//! Expressions of time with the values that they have in an article of Saturday, 20 March 2021, and in one without a date.

use jiff::civil::{Date, date};

use crate::language::document::Document;
use crate::model::article::{Article, Head, Metadata};
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

fn find(text: &str, published: Option<Date>) -> Vec<(String, Option<String>)> {
    let article = Article {
        head: Head { metadata: Metadata { published, ..Metadata::default() }, ..Head::default() },
        text: text.to_owned(),
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
    check("They met on Thursday, 16 April 2020, in Oslo.", "Thursday, 16 April 2020", "2020-04-16");
    check("It opened on Feb. 11.", "Feb. 11", "2021-02-11");
    check("It opened on Dec. 3.", "Dec. 3", "2020-12-03");
    check("The filing is dated 2021-03-02.", "2021-03-02", "2021-03-02");
}

#[test]
fn a_day_that_was_named_is_taken_up_by_its_weekday() {
    let values = |text: &str| find(text, Some(date(2021, 3, 20))).into_iter().map(|d| d.1).collect::<Vec<_>>();
    let day = Some("2020-04-17".to_owned());
    for text in [
        "They met on 17 April 2020. On that Friday it rained.",
        "They met on 17 April 2020, a Friday.",
        "They met on Friday, April 17, 2020. The same Friday it rained.",
    ] {
        assert_eq!(values(text), [day.clone(), day.clone()], "{text}");
    }
    assert_eq!(values("They met on 17 April 2020. On that Monday it rained."), [day, None]);
}

#[test]
fn the_verb_tells_whether_a_day_lies_ahead() {
    check("The union agreed to meet the owners on Thursday.", "Thursday", "2021-03-25");
    check("She said the road would be closed from Thursday.", "Thursday", "2021-03-25");
    check("They have until Thursday to answer.", "Thursday", "2021-03-25");
    check("The mayor set Thursday as the last day.", "Thursday", "2021-03-18");
    check("The offer had been due to end on Thursday.", "Thursday", "2021-03-18");
    check("On Thursday the council will vote.", "Thursday", "2021-03-25");
    check("On Thursday the council voted.", "Thursday", "2021-03-18");
    check("Thursday’s vote was close.", "Thursday", "2021-03-18");
    check("On Thursday the crew planned to leave.", "Thursday", "2021-03-18");
    check("They will meet on Saturday.", "Saturday", "2021-03-20");
    check("They will meet next Saturday.", "next Saturday", "2021-03-27");
    check("The road opened on Jan. 5.", "Jan. 5", "2021-01-05");
    check("The year ended Oct. 31.", "Oct. 31", "2020-10-31");
    check("It will open by August.", "August", "2021-08");
}

#[test]
fn the_whole_verb_group_tells() {
    check("The vote will be held on Friday.", "Friday", "2021-03-26");
    check("The vote is to be held on Friday.", "Friday", "2021-03-26");
    check("They may be sent home on Friday.", "Friday", "2021-03-26");
    check("The court is likely to rule Friday.", "Friday", "2021-03-26");
    check("The vote has been held on Friday.", "Friday", "2021-03-19");
    check("The vote was to be held on Friday.", "Friday", "2021-03-19");
    check("The talks held on Friday were tense.", "Friday", "2021-03-19");
    check("On Friday the mayor shut the harbour.", "Friday", "2021-03-19");
    check("Nobody could be reached on Friday.", "Friday", "2021-03-19");
    check("He flies to Oslo on Friday.", "Friday", "2021-03-26");
    check("They are meeting on Friday.", "Friday", "2021-03-26");
    check("They were meeting on Friday.", "Friday", "2021-03-19");
    check("Snow is forecast for Friday.", "Friday", "2021-03-26");
    check("The firm, which owns the boat, on Friday named a captain.", "Friday", "2021-03-19");
    check("The report covers January.", "January", "2021-01");
}

#[test]
fn years_cut_to_two_digits() {
    check("The fine is due in Apr '24, it said.", "Apr '24", "2024-04");
    check("The fine was due in April ’98.", "April ’98", "1998-04");
    check("It was the '24 model of March.", "March", "2021-03");
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
    check("He came in the summer of last year.", "the summer of last year", "2020-SU");
    check("The treaty began in February this year.", "February this year", "2021-02");
    check("It joins in April next year.", "April next year", "2022-04");
    check("Last April she left.", "Last April", "2020-04");
    check("It fell in this year’s first quarter.", "this year’s first quarter", "2021-Q1");
    check("It fell in the second half of 2020.", "the second half of 2020", "2020-H2");
    check("It fell early in the nineties.", "the nineties", "199X");
    check("She came in nineteen ninety-one.", "nineteen ninety-one", "1991");
    check("Sales for the year were flat.", "the year", "2021");
    check("Prices doubled in fiscal year 2019.", "fiscal year 2019", "2019");
    check("It rose in recent months.", "recent months", "PAST_REF");
    check("She left nearly four years ago.", "nearly four years ago", "2017");
    check("It opens in the week of March 29.", "the week of March 29", "2021-W13");
    check("She left a week or so ago.", "a week or so ago", "2021-W10");
}

#[test]
fn days_that_have_a_name() {
    check("They met on Christmas Eve.", "Christmas Eve", "2020-12-24");
    check("They met on Thanksgiving.", "Thanksgiving", "2020-11-26");
    check("They voted on Election Day 2020.", "Election Day 2020", "2020-11-03");
    check("It closed on New Year’s Day.", "New Year’s Day", "2021-01-01");
    check("They will march on Labor Day.", "Labor Day", "2021-09-06");
}

#[test]
fn days_that_follow_from_a_day_named_before() {
    let found =
        |text| find(text, Some(date(2021, 3, 20))).into_iter().map(|(_, v)| v.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(found("The talks were held on March 11 and 12 in the capital."), ["2021-03-11", "2021-03-12"]);
    assert_eq!(found("On March 11 and 12 people died."), ["2021-03-11"]);
    assert_eq!(found("They met on March 11 and parted the following day."), ["2021-03-11", "2021-03-12"]);
    assert_eq!(found("They parted the following day."), [""; 0]);
}

#[test]
fn the_day_named_last_is_taken_up() {
    let found =
        |text| find(text, Some(date(2021, 3, 20))).into_iter().map(|(_, v)| v.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(found("They met on March 11 and parted the same day."), ["2021-03-11", "2021-03-11"]);
    assert_eq!(found("They met on March 11. That same night it rained."), ["2021-03-11", "2021-03-11TNI"]);
    assert_eq!(found("They met on March 11 and parted two days later."), ["2021-03-11", "2021-03-13"]);
    assert_eq!(found("They met on March 11, and a day earlier in Bonn."), ["2021-03-11", "2021-03-10"]);
    assert_eq!(found("They parted that day. She knew that night falls early."), [""; 0]);
}

#[test]
fn months_of_nouns_and_years_with_prefixes() {
    check("The March vote was close.", "March", "2021-03");
    check("Its June report is due.", "June", "2021-06");
    check("The post-1990 order is over.", "post-1990", "1990");
    check("Results for the fiscal year were weak.", "the fiscal year", "2021");
    check("One of us will one day be there.", "one day", "FUTURE_REF");
    check("It closed mid-afternoon yesterday.", "mid-afternoon yesterday", "2021-03-19TAF");
    check("They met late afternoon Thursday.", "late afternoon Thursday", "2021-03-18TAF");
    for text in
        ["The March on the capital went on.", "The May government fell.", "One day it rained.", "It was high noon."]
    {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
    let quarters = find("Sales rose in the third quarter of 2020. In the 2019 quarter they fell.", None);
    assert_eq!(quarters[1], ("the 2019 quarter".to_owned(), Some("2019-Q3".to_owned())));
}

#[test]
fn days_that_are_counted_from_today() {
    check("It will end on Tuesday week.", "Tuesday week", "2021-03-30");
    check("The fair opens on Tuesday.", "Tuesday", "2021-03-23");
    check("They meet on Tuesday.", "Tuesday", "2021-03-23");
    check("It broke out the night before last.", "the night before last", "2021-03-18TNI");
    check("They will vote two weeks from now.", "two weeks from now", "2021-W13");
    check("On the 15th they voted.", "15th", "2021-03-15");
    check("They will vote by the 2nd.", "2nd", "2021-04-02");
    check("They met on the 25th of the month.", "25th of the month", "2021-03-25");
    check("It closed at 9.30am on Thursday.", "9.30am on Thursday", "2021-03-18T09:30");
    check("It fell in the three months to March.", "March", "2021-03");
    check("It fell in 2016-2019 and rose.", "2016-2019", "2016/2019");
    check("It fell in 2016–2019 and rose.", "2016–2019", "2016/2019");
    for text in
        ["On the 15th floor it rained.", "He rode the 15th.", "On the 1st try she won.", "The Tuesday week was long."]
    {
        let found = find(text, Some(date(2021, 3, 20)));
        assert!(found.iter().all(|(expression, _)| expression == "Tuesday"), "{text} {found:?}");
    }
}

#[test]
fn what_the_text_named_is_counted_from() {
    let values =
        |text| find(text, Some(date(2021, 3, 20))).into_iter().map(|(_, v)| v.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(values("She was elected in 2016. The following year she left."), ["2016", "2017"]);
    assert_eq!(values("She was elected in May 2016. The next month she left."), ["2016-05", "2016-06"]);
    assert_eq!(values("She was elected in May 2016. The previous year she had lost."), ["2016-05", "2015"]);
    assert_eq!(values("She was elected in May 2016 and left two years later."), ["2016-05", "2018"]);
    assert_eq!(values("She was elected in 2016, and that year it rained."), ["2016", "2016"]);
    assert_eq!(values("Sales rose in 2016 from a year earlier."), ["2016", "2015"]);
    assert_eq!(values("Profit fell in the third quarter of 2019. That quarter it rained."), ["2019-Q3", "2019-Q3"]);
    // Nothing was named, or what is to come is spoken of.
    assert_eq!(values("The following month she left."), [""; 0]);
    assert_eq!(values("She was elected in 2016. Over the next year she will leave."), ["2016", "2022"]);
}

#[test]
fn days_and_stretches_beside_the_last_and_the_next() {
    check("It was better the year before last.", "the year before last", "2019");
    check("It will be better the week after next.", "the week after next", "2021-W13");
    check("It rained on the Friday before last.", "the Friday before last", "2021-03-12");
    check("They will vote the Sunday after next.", "the Sunday after next", "2021-03-28");
    check("They will meet over the weekend.", "the weekend", "2021-W11-WE");
    check("They met over the weekend.", "the weekend", "2021-W10-WE");
    check("It is due at the end of the month.", "the month", "2021-03");
    check("It fell last fiscal year.", "last fiscal year", "2020");
    check("It fell in the current quarter.", "the current quarter", "2021-Q1");
    for text in ["It rained in the last week of the campaign.", "The last year of the war was hard."] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn halves_and_pairs_ago() {
    check("She left half a century ago.", "half a century ago", "1971");
    check("She left a year and a half ago.", "a year and a half ago", "2019-09");
    check("She left a couple of weeks ago.", "a couple of weeks ago", "2021-W09");
    check("She left a fortnight ago.", "a fortnight ago", "2021-W09");
}

#[test]
fn times_as_they_are_spoken() {
    check("They met at 4 in the morning on Thursday.", "4 in the morning on Thursday", "2021-03-18T04:00");
    check("They met around 11 at night on Thursday.", "11 at night on Thursday", "2021-03-18T23:00");
    check("She rang at 9 o’clock on Thursday.", "9 o’clock on Thursday", "2021-03-18T09:00");
    check("It rang at 14:30 on Thursday.", "14:30 on Thursday", "2021-03-18T14:30");
    check("It rang at 1430 GMT on Thursday.", "1430 GMT on Thursday", "2021-03-18T14:30");
    for text in ["They shot three in the morning.", "She ran it in 14:30."] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn these_times_are_no_day() {
    check("Today’s vote was close.", "Today", "2021-03-20");
    check("These days they vote by post.", "These days", "PRESENT_REF");
    check("They will vote in the near future.", "the near future", "FUTURE_REF");
    for text in [
        "It is made for today’s youth.",
        "In today's world nobody writes.",
        "They are the leaders of tomorrow.",
        "She wrote for Valley Today and left.",
        "He said so on “This Week With Ann Lee”.",
    ] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn lists_of_days_and_short_months() {
    let values =
        |text| find(text, Some(date(2021, 3, 20))).into_iter().map(|(_, v)| v.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(values("They met on March 3, 4 and 5."), ["2021-03-03", "2021-03-04", "2021-03-05"]);
    assert_eq!(values("On 3, 4 and 5 March they met."), ["2021-03-03", "2021-03-04", "2021-03-05"]);
    check("It was signed on 15 Mar 2020.", "15 Mar 2020", "2020-03-15");
    check("It was signed on Dec 3, 2019.", "Dec 3, 2019", "2019-12-03");
    check("They marched on July the 4th.", "July the 4th", "2020-07-04");
    check("It fell in the June quarter.", "June quarter", "2021-Q2");
    check("The Sept. 11 attacks came first.", "Sept. 11", "2001-09-11");
    check("It fell in the nineteenth century.", "the nineteenth century", "18");
    check("She left in '98.", "98", "1998");
    check("They met in the spring.", "the spring", "2021-SP");
    check("It fell in the first half of the year.", "the first half of the year", "2021-H1");
}

#[test]
fn a_deadline_may_be_over() {
    check("They won the shares by the Tuesday deadline.", "Tuesday", "2021-03-16");
    check("They must leave by the Friday deadline.", "Friday", "2021-03-26");
    check("The vote is on Friday.", "Friday", "2021-03-26");
    let ahead = find("Ferries will sail from March 30, and others from October 6.", Some(date(2021, 3, 20)));
    assert_eq!(ahead[1].1.as_deref(), Some("2021-10-06"));
}

#[test]
fn sets_of_days_are_no_day() {
    for text in [
        "She swims every Monday.",
        "They meet each Friday.",
        "On Monday mornings it is quiet.",
        "It is the woman of the year.",
    ] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn times_and_references() {
    check("It struck at 10:35 a.m. on Thursday.", "10:35 a.m. on Thursday", "2021-03-18T10:35");
    check("It is now open.", "now", "PRESENT_REF");
    check("It opened recently.", "recently", "PAST_REF");
}

#[test]
fn days_in_digits() {
    check("It was signed on 25/04/2020 in Oslo.", "25/04/2020", "2020-04-25");
    check("It was signed on 04/25/2020 in Oslo.", "04/25/2020", "2020-04-25");
    check("It was signed on 2020/04/05 in Oslo.", "2020/04/05", "2020-04-05");
    check("It was signed on 19-Nov-2012 in Oslo.", "19-Nov-2012", "2012-11-19");
    check("It was signed on 25.04.2020 in Oslo.", "25.04.2020", "2020-04-25");
    check("It was signed on 25/04/2020, in Oslo.", "25/04/2020", "2020-04-25");
    check("It was signed on 25/04/2020.", "25/04/2020", "2020-04-25");
    let unknown = vec![("03/04/2020".to_owned(), None)];
    assert_eq!(find("It was signed on 03/04/2020 in Oslo.", Some(date(2021, 3, 20))), unknown);
    for text in ["The score was 3/4.", "Call 555-12-4567.", "Version 1.2.3 is out.", "It is 24/7 work."] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn runs_of_days() {
    check("The talks of March 6-8 were dull.", "March 6-8", "2021-03-06/2021-03-08");
    check("The talks of March 6–8, 2020 were dull.", "March 6–8, 2020", "2020-03-06/2020-03-08");
    check("The talks of 6-8 May 2020 were dull.", "6-8 May 2020", "2020-05-06/2020-05-08");
    check("The talks of 6 to 8 May 2020 were dull.", "6 to 8 May 2020", "2020-05-06/2020-05-08");
    check("The talks of April 29-May 3, 2020 were dull.", "April 29-May 3, 2020", "2020-04-29/2020-05-03");
    check("The talks of 30 Dec-2 Jan 2020 were dull.", "30 Dec-2 Jan 2020", "2019-12-30/2020-01-02");
    check("They won 6-8 in May 2020.", "May 2020", "2020-05");
}

#[test]
fn days_counted_in_a_month_or_from_another_day() {
    check("They met on the first Monday of June 2020.", "the first Monday of June 2020", "2020-06-01");
    check("They met on the last Friday in February.", "the last Friday in February", "2021-02-26");
    check("The day before yesterday was hot.", "The day before yesterday", "2021-03-18");
    check("They will meet the day after tomorrow.", "the day after tomorrow", "2021-03-22");
}

#[test]
fn quarters_and_fiscal_years_in_short_form() {
    check("Exports fell in Q1 2018.", "Q1 2018", "2018-Q1");
    check("Exports fell in Q4.", "Q4", "2020-Q4");
    check("Exports fell in H1 2019.", "H1 2019", "2019-H1");
    check("Exports fell in 1Q18.", "1Q18", "2018-Q1");
    check("Exports fell in FY18.", "FY18", "2018");
    check("Exports fell in fiscal 2018-19.", "fiscal 2018-19", "2018/2019");
}

#[test]
fn years_that_turn_and_parts_of_years() {
    check("The season of 1998-99 was long.", "1998-99", "1998/1999");
    check("The budget for 2019/20 is late.", "2019/20", "2019/2020");
    check("It opened in mid-2015.", "mid-2015", "2015");
    for text in ["They won 98-99.", "The road has 1998-45 signs."] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn days_with_names() {
    check("They marched on Good Friday 2024.", "Good Friday 2024", "2024-03-29");
    check("They marched on Easter Monday 2019.", "Easter Monday 2019", "2019-04-22");
    check("They marched on Ash Wednesday 2021.", "Ash Wednesday 2021", "2021-02-17");
    check("Shops were full on Black Friday 2020.", "Black Friday 2020", "2020-11-27");
    check("They marched on May Day 2020.", "May Day 2020", "2020-05-01");
    for text in ["They remember Bloody Sunday.", "It is a rival of Super Tuesday."] {
        assert_eq!(find(text, Some(date(2021, 3, 20))), [], "{text}");
    }
}

#[test]
fn counts_are_no_years() {
    check("In all, 1999 cases were counted on Thursday.", "Thursday", "2021-03-18");
    check("Ships and 2010 soldiers were lost on Thursday.", "Thursday", "2021-03-18");
    check("In 2010 soldiers left.", "2010", "2010");
    check("It was one of the 1999 cases.", "1999", "1999");
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

/// The values found in `text`, in an article of Saturday, 20 March 2021.
#[track_caller]
fn check_all(text: &str, expected: &[Option<&str>]) {
    let found = find(text, Some(date(2021, 3, 20)));
    let found: Vec<_> = found.iter().map(|(_, value)| value.as_deref()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_counts_from_now_lies_ahead_where_the_verb_says_so() {
    check("They will meet in two weeks.", "two weeks", "2021-W13");
    check("It opens in ten days.", "ten days", "2021-03-30");
    check("They will meet a week from Monday.", "a week from Monday", "2021-03-29");
    check("They will meet a week from today.", "a week from today", "2021-03-27");
    check("They will meet on Monday fortnight.", "Monday fortnight", "2021-04-05");
    check("They met a week ago Monday.", "a week ago Monday", "2021-03-08");
    for text in [
        "It was the second strike in two weeks.",
        "It rose by a third in two years.",
        "It will be the first vote in ten years.",
        "They will hold talks in two days of meetings.",
    ] {
        check_all(text, &[]);
    }
}

#[test]
fn days_beside_days_that_have_a_name() {
    check("They met the day after Christmas.", "the day after Christmas", "2020-12-26");
    check(
        "They will meet on the first Sunday after Christmas 2021.",
        "the first Sunday after Christmas 2021",
        "2021-12-26",
    );
    check_all("They met on the first Sunday after the vote.", &[None]);
    check("They met on the 3rd Monday of June 2020.", "the 3rd Monday of June 2020", "2020-06-15");
    check("They meet on the second Friday of next month.", "the second Friday of next month", "2021-04-09");
    check("They meet on the penultimate Friday of June 2023.", "the penultimate Friday of June 2023", "2023-06-23");
}

#[test]
fn quarters_in_every_order() {
    check("Exports fell in the 4th quarter of 2018.", "the 4th quarter of 2018", "2018-Q4");
    check("Exports fell in the last quarter of 2018.", "the last quarter of 2018", "2018-Q4");
    check("Exports fell in the final quarter of 2018.", "the final quarter of 2018", "2018-Q4");
    check("Exports fell in 2018 Q4.", "2018 Q4", "2018-Q4");
    check("Exports fell in 2018-Q4.", "2018-Q4", "2018-Q4");
    check("Exports fell in 2018Q4.", "2018Q4", "2018-Q4");
    check("Exports fell in Q4/18.", "Q4/18", "2018-Q4");
}

#[test]
fn decades_and_centuries_in_compounds() {
    check("The mid-1980s were calm.", "The mid-1980s", "198X");
    check("They saw a 15th-century wall.", "15th-century", "14");
    check("They saw a nineteenth-century port.", "nineteenth-century", "18");
    check("They liked music of the '80s.", "80s", "198X");
    check_all("It is of the 5th century BCE.", &[None]);
    for text in [
        "He is in his 80s.",
        "They are in their late 60s.",
        "A woman in her late twenties left.",
        "Highs will be in the 70s inland.",
        "It was in the low 60s there.",
    ] {
        check_all(text, &[]);
    }
}

#[test]
fn days_in_other_forms() {
    check("The log says 2024-04-01T08:30 and no more.", "2024-04-01T08:30", "2024-04-01");
    check("It happened on 14.6.21 in Oslo.", "14.6.21", "2021-06-14");
    check_all("It runs with version 14.6.21 here.", &[]);
    check("It happened on Nov-19-2012 in Oslo.", "Nov-19-2012", "2012-11-19");
    check("It happened on june 15, 2021.", "june 15, 2021", "2021-06-15");
    check_all("The summit is on 8/9 June 2024.", &[Some("2024-06-08"), Some("2024-06-09")]);
    check("It ran from the 12th to the 15th of March.", "12th to the 15th of March", "2021-03-12/2021-03-15");
    check("The 1939-45 war changed it.", "1939-45", "1939/1945");
    check("It was dry in April-June 2022.", "April-June 2022", "2022-04/2022-06");
    check_all("Rain fell between March and July 2019.", &[Some("2019-03"), Some("2019-07")]);
}
