//! The day that a line or a field states, in any of the forms that news pages print.
//!
//! Only a full day counts: a date without a year, and one such as 03/04/2021 that two countries read differently, are
//! not guessed.

use jiff::civil::Date;

/// The day that `value` states, when it states nothing else: time of day, weekday, zone and the labels of a page
/// ("Published:", "Last updated") are passed over; any other word means that it is no date.
///
/// ```text
/// Mar 20, 2021 10:07 AM                      2021-03-20
/// Updated 10:07 AM ET, Sat March 20, 2021    2021-03-20
/// Thu, 18 Mar 2021 09:00:00 +0800            2021-03-18
/// 2021-03-19T10:00:00Z                       2021-03-19
/// 03/04/2021                                 none: March or April
/// ```
pub(super) fn parse(value: &str) -> Option<Date> {
    // The longest real line of this kind has about 80 characters; anything longer is prose.
    if value.len() > 160 {
        return None;
    }
    let tokens = tokens(value);
    let mut found = Parts::default();
    let mut i = 0;
    while i < tokens.len() {
        if found.date().is_some() && matches!(&tokens[i], Token::Word(w) if LABELS.contains(&w.as_str())) {
            // "Published 19 March 2021, updated 20 March 2021": the first day is the answer, the rest must still be a date.
            return parse_rest(&tokens[i..]).then(|| found.date()).flatten();
        }
        i += found.take(&tokens[i..])?;
    }
    found.date()
}

/// Whether everything in `tokens` belongs to a date.
fn parse_rest(tokens: &[Token]) -> bool {
    let mut found = Parts::default();
    let mut i = 0;
    while i < tokens.len() {
        match found.take(&tokens[i..]) {
            Some(taken) => i += taken,
            None => return false,
        }
    }
    true
}

#[derive(Debug, PartialEq)]
enum Token {
    /// Letters, in lower case.
    Word(String),
    /// Digits: their value and how many there are.
    Number(u32, usize),
    /// Any other character.
    Mark(char),
}

fn tokens(value: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let length = |of: fn(char) -> bool| rest.find(|c: char| !of(c)).unwrap_or(rest.len());
        let taken = if c.is_ascii_digit() {
            let end = length(|c| c.is_ascii_digit());
            out.push(Token::Number(rest[..end].parse().unwrap_or(u32::MAX), end));
            end
        } else if c.is_alphabetic() {
            let end = length(char::is_alphabetic);
            out.push(Token::Word(rest[..end].to_lowercase()));
            end
        } else {
            if !c.is_whitespace() {
                out.push(Token::Mark(c));
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// The parts of a date that have been read so far.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Whether a time of day was read, behind which `+0800` is a zone.
    timed: bool,
}

impl Parts {
    fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// Reads what stands at the front of `tokens` and says how many of them; `None` where it belongs to no date.
    fn take(&mut self, tokens: &[Token]) -> Option<usize> {
        match tokens {
            // 10:07, 10:07:30 and 10:07:30.123
            [Token::Number(hour, 1..=2), Token::Mark(':'), Token::Number(_, 2), rest @ ..] if *hour < 25 => {
                self.timed = true;
                Some(match rest {
                    [Token::Mark(':'), Token::Number(..), Token::Mark('.'), Token::Number(..), ..] => 7,
                    [Token::Mark(':'), Token::Number(..), ..] => 5,
                    _ => 3,
                })
            }
            // 10 am, 10.07am
            [Token::Number(hour, 1..=2), Token::Word(w), ..] if *hour < 25 && (w == "am" || w == "pm") => {
                self.timed = true;
                Some(2)
            }
            [Token::Number(hour, 1..=2), Token::Mark('.'), Token::Number(_, 2), Token::Word(w), ..]
                if *hour < 25 && (w == "am" || w == "pm") =>
            {
                self.timed = true;
                Some(4)
            }
            // a.m.
            [Token::Word(a), Token::Mark('.'), Token::Word(m), ..] if m == "m" && (a == "a" || a == "p") => Some(3),
            [Token::Number(hour, 1..=2), Token::Word(a), Token::Mark('.'), Token::Word(m), ..]
                if *hour < 25 && m == "m" && (a == "a" || a == "p") =>
            {
                self.timed = true;
                Some(4)
            }
            // +0800, -05:00
            [Token::Mark('+' | '-' | '−'), Token::Number(_, 2 | 4), rest @ ..] if self.timed => Some(match rest {
                [Token::Mark(':'), Token::Number(_, 2), ..] => 4,
                _ => 2,
            }),
            // 2021-03-19, 19/03/2021
            [
                Token::Number(first, digits),
                Token::Mark(mark @ ('-' | '/' | '.')),
                Token::Number(second, 1..=2),
                Token::Mark(again),
                Token::Number(third, last_digits),
                ..,
            ] if mark == again => {
                let (year, month, day) = numeric((*first, *digits), *second, (*third, *last_digits))?;
                self.set_year(year)?;
                self.set_month(month)?;
                self.set_day(day)?;
                Some(5)
            }
            // 20210319
            [Token::Number(n, 8), ..] => {
                self.set_year(n / 10_000)?;
                self.set_month(n / 100 % 100)?;
                self.set_day(n % 100)?;
                Some(1)
            }
            [Token::Number(year @ 1000..=2999, 4), ..] => self.set_year(*year).map(|()| 1),
            [Token::Number(day @ 1..=31, 1..=2), rest @ ..] => {
                self.set_day(*day)?;
                let ordinal = matches!(rest, [Token::Word(w), ..] if matches!(w.as_str(), "st" | "nd" | "rd" | "th"));
                Some(1 + usize::from(ordinal))
            }
            [Token::Word(word), ..] => self.word(word).map(|()| 1),
            [Token::Mark(mark), ..] => ",.:;()|-–—·•/".contains(*mark).then_some(1),
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        if let Some(month) = month(word) {
            return self.set_month(month);
        }
        (FILLERS.contains(&word) || LABELS.contains(&word)).then_some(())
    }

    fn set_year(&mut self, year: u32) -> Option<()> {
        set(&mut self.year, i16::try_from(year).ok()?)
    }

    fn set_month(&mut self, month: u32) -> Option<()> {
        set(&mut self.month, i8::try_from(month).ok()?)
    }

    fn set_day(&mut self, day: u32) -> Option<()> {
        set(&mut self.day, i8::try_from(day).ok()?)
    }
}

/// Fills a part once; a second, different value means that this is no single date.
fn set<T: PartialEq>(part: &mut Option<T>, value: T) -> Option<()> {
    if part.as_ref().is_some_and(|old| *old != value) {
        return None;
    }
    *part = Some(value);
    Some(())
}

/// Year, month and day of three numbers, each with its count of digits where that matters.
fn numeric((a, digits): (u32, usize), b: u32, (c, last_digits): (u32, usize)) -> Option<(u32, u32, u32)> {
    match (digits, last_digits) {
        (4, 1..=2) => Some((a, b, c)),
        (1..=2, 4) if a > 12 || a == b => Some((c, b, a)),
        (1..=2, 4) if b > 12 => Some((c, a, b)),
        _ => None,
    }
}

/// The number of a month from its English name or abbreviation, in lower case.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word == "sept" {
        return Some(9);
    }
    let at = NAMES.iter().position(|name| *name == word || word.len() == 3 && name.starts_with(word))?;
    Some(at as u32 + 1)
}

/// Words that say what a date is of.
const LABELS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "created",
    "released",
    "issued",
    "filed",
    "date",
    "publication",
    "release",
];

/// Words that stand beside a date and change nothing about its day.
const FILLERS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "at",
    "on",
    "of",
    "the",
    "last",
    "first",
    "time",
    "local",
    "t",
    "z",
    "gmt",
    "utc",
    "et",
    "est",
    "edt",
    "ct",
    "cst",
    "cdt",
    "mt",
    "mst",
    "mdt",
    "pt",
    "pst",
    "pdt",
    "bst",
    "cet",
    "cest",
    "ist",
    "jst",
    "kst",
    "hkt",
    "sgt",
    "aest",
    "aedt",
    "hrs",
    "h",
    "noon",
    "midnight",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is empty where no day is stated.
    #[track_caller]
    fn check(value: &str, expected: &str) {
        assert_eq!(parse(value).map(|d| d.to_string()).unwrap_or_default(), expected, "{value}");
    }

    #[test]
    fn days_as_pages_print_them() {
        check("Published: Mar 20, 2021 10:07 AM", "2021-03-20");
        check("Updated 10:07 AM ET, Sat March 20, 2021", "2021-03-20");
        check("19 March 2021", "2021-03-19");
        check("2021-03-19", "2021-03-19");
        check("2021/3/9", "2021-03-09");
        check("March 19th, 2021", "2021-03-19");
        check("Friday, July 21, 2017", "2017-07-21");
        check("the 1st of Sept. 2020", "2020-09-01");
        check("2021-03-19T10:00:00Z", "2021-03-19");
        check("2021-03-19T10:00:00.123+08:00", "2021-03-19");
        check("Thu, 18 Mar 2021 09:00:00 +0800", "2021-03-18");
        check("Last updated at 6.30pm on May 3, 2019", "2019-05-03");
        check("Posted on May 3, 2019 at 6:30 p.m. EDT", "2019-05-03");
        check("Published 19 March 2021 | Updated 20 March 2021", "2021-03-19");
        check("19980108", "1998-01-08");
        check("25/12/2020", "2020-12-25");
        check("12/25/2020", "2020-12-25");
        check("04/04/2020", "2020-04-04");
    }

    #[test]
    fn what_is_not_one_certain_day_is_none() {
        check("03/04/2021", "");
        check("March 2021", "");
        check("Dec 7", "");
        check("BEIJING, Dec 7 (Reuters) -", "");
        check("2021-02-30", "");
        check("On March 19, 2021 the talks began", "");
        check("2021", "");
        check("19 or 20 March 2021", "");
        check("", "");
        check("99999999999999999999", "");
    }

    proptest::proptest! {
        #[test]
        fn every_day_comes_back_from_its_usual_forms(days in 0i32..60_000) {
            let date = jiff::civil::date(1900, 1, 1) + jiff::Span::new().days(days);
            for form in ["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%a, %d %b %Y 10:00:00 GMT"] {
                let printed = date.strftime(form).to_string();
                proptest::prop_assert_eq!(parse(&printed), Some(date), "{}", printed);
            }
        }

        #[test]
        fn no_value_panics(value in "\\PC{0,60}") {
            let _ = parse(&value);
        }
    }
}
