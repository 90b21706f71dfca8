//! Datelines: the place, the day and the agency in front of the first sentence.

use std::sync::LazyLock;

use super::{day, lines};
use crate::text::lists::section;

/// The dateline at the front of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dateline<'a> {
    /// The agency in brackets, where there is one.
    pub(super) agency: Option<&'a str>,
    /// The day, where it is a full one.
    pub(super) day: Option<jiff::civil::Date>,
    /// The paragraph behind the dateline.
    pub(super) rest: &'a str,
}

/// What separates a dateline from the sentence.
const DASHES: [char; 5] = ['-', '–', '—', '_', '―'];

/// The dateline of a paragraph, if it has one.
///
/// ```text
/// (VOVWORLD) - Top diplomats …            agency VOVWORLD
/// BEIJING, Dec 7 (Xinhua) -- China …      agency Xinhua
/// WEST PALM BEACH, Fla. — The president   no agency
/// ```
pub(super) fn of(paragraph: &str) -> Option<Dateline<'_>> {
    // The longest places, with state, day and agency, have about 80 characters of four bytes at most.
    let near = &paragraph.as_bytes()[..paragraph.len().min(400)];
    let first = memchr::memchr2(b' ', b',', near).map_or(paragraph, |end| &paragraph[..end]);
    let in_capitals = is_capitals(first);
    if !in_capitals && memchr::memchr(b'(', near).is_none() {
        return None;
    }
    let head = paragraph.char_indices().nth(100).map_or(paragraph, |(end, _)| &paragraph[..end]);
    let rest = |dash: usize| paragraph[dash..].trim_start_matches(DASHES).trim_start();
    if let Some((place, agency, close)) = bracket(head)
        && head[close..].trim_start().starts_with(DASHES)
        && is_place(place)
        && is_agency_name(agency)
    {
        let dash = close + (head[close..].len() - head[close..].trim_start().len());
        return Some(Dateline { agency: Some(agency.trim()), day: day_of(place), rest: rest(dash) });
    }
    if !in_capitals {
        return None;
    }
    let dash = ["—", "―", " – ", " - ", "--"].iter().filter_map(|dash| head.find(dash)).min()?;
    let place = head[..dash].trim();
    let behind = dash + usize::from(head[dash..].starts_with(' '));
    is_place(place).then(|| Dateline { agency: None, day: day_of(place), rest: rest(behind) })
}

/// The day behind a place: "OSLO, May 3, 2024".
fn day_of(place: &str) -> Option<jiff::civil::Date> {
    place.match_indices(", ").find_map(|(at, _)| day::parse(place[at + 2..].trim()))
}

/// Whether a line is a dateline and nothing else: "LONDON 1996-08-30", "BEIJING, Dec. 7 (Xinhua) --".
pub(super) fn is_alone(line: &str) -> bool {
    let body = without_dash(line);
    let first_is_place = body.split([' ', ',']).next().is_some_and(is_capitals);
    if body.len() > 80 || !first_is_place || body.ends_with('.') {
        return false;
    }
    if body.ends_with(')') {
        return agency_of_line(line).is_some();
    }
    // Behind the place in capitals only a day.
    let at = body.find(|c: char| c.is_ascii_digit()).unwrap_or(body.len());
    let is_day = at < body.len() && day::parse(&body[at..]).is_some();
    let place = body[..at].trim_end_matches([' ', ',']);
    is_day && place.split([' ', ',']).filter(|w| !w.is_empty()).all(is_capitals)
}

/// The agency at the end of a dateline that stands alone.
pub(super) fn agency_of_line(line: &str) -> Option<&str> {
    let body = without_dash(line);
    let (place, agency, close) = bracket(body)?;
    (close == body.len() && is_place(place) && is_agency_name(agency)).then(|| agency.trim())
}

fn without_dash(line: &str) -> &str {
    line.trim_end().trim_end_matches(DASHES).trim_end()
}

/// What stands in front of the first bracket, in it, and where it is closed.
fn bracket(head: &str) -> Option<(&str, &str, usize)> {
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    Some((&head[..open], &head[open + 1..close], close + 1))
}

/// Place and day in front of an agency; nothing is one too.
fn is_place(place: &str) -> bool {
    place.len() <= 70
        && place
            .split([' ', ',', '/', '\u{a0}'])
            .filter(|w| !w.is_empty())
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || lines::is_small(word))
}

/// The name of an agency in brackets: at most four words, no remark such as "Update 1".
fn is_agency_name(name: &str) -> bool {
    let name = name.trim();
    (2..=40).contains(&name.len())
        && name.split(' ').count() <= 4
        && lines::is_name_like(name)
        && !name.split(' ').any(|w| REMARKS.contains(&w.to_lowercase().as_str()))
}

fn is_capitals(word: &str) -> bool {
    if word.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !word.chars().any(char::is_lowercase)
}

/// Remarks that desks put in brackets in front of a report.
static REMARKS: LazyLock<Vec<&str>> = LazyLock::new(|| section(include_str!("lines.txt"), "remarks", ' '));

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is the agency, empty where there is none, and what follows the dateline.
    #[track_caller]
    fn check(paragraph: &str, expected: Option<(&str, &str)>) {
        let found = of(paragraph).map(|d| (d.agency.unwrap_or_default(), d.rest));
        assert_eq!(found, expected, "{paragraph}");
    }

    #[test]
    fn datelines_in_front_of_a_sentence() {
        check("(BRAKELNEWS) -\u{a0}The harbour", Some(("BRAKELNEWS", "The harbour")));
        check("BRAKEL, Dec 7 (Acme Press) -- The harbour", Some(("Acme Press", "The harbour")));
        check("NEW BRAKEL, Belgium (AP)_ The harbour", Some(("AP", "The harbour")));
        check("WEST BRAKEL, Fla. — The harbour", Some(("", "The harbour")));
        check("BRAKEL - The harbour", Some(("", "The harbour")));
        check("BRAKEL ― The harbour", Some(("", "The harbour")));
        check("BRAKEL (Update 1) - The harbour", None);
        check("The harbour (and the port) - both are closed", None);
        check("The harbour — and the port — are closed", None);
        check("", None);
        let day = |text| of(text).and_then(|d| d.day).map(|day| day.to_string());
        assert_eq!(day("BRAKEL, Dec. 7, 2020 (Acme) -- The harbour").as_deref(), Some("2020-12-07"));
        assert_eq!(day("WEST BRAKEL, Fla., May 3, 2024 — The harbour").as_deref(), Some("2024-05-03"));
        assert_eq!([day("BRAKEL, Dec 7 (Acme) -- The harbour"), day("BRAKEL - The harbour")], [None, None]);
    }

    #[test]
    fn datelines_alone_on_a_line() {
        for line in ["BRAKEL 1996-08-30", "BRAKEL, Dec. 7 (Acme) --", "NEW BRAKEL (AP)", "BRAKEL, 3 May 2020"] {
            assert!(is_alone(line), "{line}");
        }
        for line in ["BRAKEL", "BRAKEL WINS CUP (again)", "Brakel 1996-08-30", "BRAKEL 3 OFFICIALS"] {
            assert!(!is_alone(line), "{line}");
        }
        assert_eq!(agency_of_line("BRAKEL, Dec. 7 (Acme) --"), Some("Acme"));
    }
}
