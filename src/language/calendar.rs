//! Months, weekdays, and days in digits: the one list of the calendar for everybody who reads dates.

use std::sync::OnceLock;

use jiff::civil::Weekday;

/// The month, 1 to 12, of its English name or a usual short form without its stop, in any case.
///
/// ```
/// use parallax::language::calendar::month;
/// assert_eq!(["March", "sept", "DEC", "Marc"].map(month), [Some(3), Some(9), Some(12), None]);
/// ```
pub fn month(word: &str) -> Option<i8> {
    find(&names().months, word).map(|n| n as i8 + 1)
}

/// The day of the week of its English name or a usual short form without its stop, in any case.
pub fn weekday(word: &str) -> Option<Weekday> {
    find(&names().weekdays, word).and_then(|n| Weekday::from_monday_zero_offset(n as i8).ok())
}

/// Year, month and day of three numbers as people put them, with `mark` between them and the count of digits of each
/// outer one: `2021-03-19`, `19/03/2021`, `03/19/2021`. With full stops the day stands first unless it can't: hardly a
/// paper of the United States writes so. `None` where two countries read it differently (`03/04/2021`), and where it is
/// no date.
pub fn numeric(
    mark: char,
    (a, digits): (u32, usize),
    b: u32,
    (c, last_digits): (u32, usize),
) -> Option<(u32, u32, u32)> {
    match (digits, last_digits) {
        (4, 1..=2) => Some((a, b, c)),
        (1..=2, 4) if b > 12 => Some((c, a, b)),
        (1..=2, 4) if mark == '.' || a > 12 || a == b => Some((c, b, a)),
        _ => None,
    }
}

/// The year that two digits stand for: of this century up to 68, as computers read it.
pub const fn year_of_two_digits(year: i16) -> i16 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// Whether a word is the abbreviation of a zone of time, in any case.
pub fn is_zone(word: &str) -> bool {
    word.len() <= 5 && names().zones.iter().any(|zone| zone.eq_ignore_ascii_case(word))
}

/// The names, each with its short forms, and the zones.
struct Names {
    months: Vec<Vec<&'static str>>,
    weekdays: Vec<Vec<&'static str>>,
    zones: Vec<&'static str>,
}

fn find(names: &[Vec<&str>], word: &str) -> Option<usize> {
    // "Wednesday" and "September" are the longest; nearly every word is none.
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    names.iter().position(|forms| forms.iter().any(|form| form.eq_ignore_ascii_case(word)))
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names { months: Vec::new(), weekdays: Vec::new(), zones: Vec::new() };
        let mut section = "";
        for line in include_str!("lists/months_and_weekdays.txt").lines() {
            match line {
                "[month]" | "[weekday]" | "[zone]" => section = line,
                _ if line.starts_with('#') || line.is_empty() => {}
                _ if section == "[zone]" => names.zones.extend(line.split(' ')),
                _ if section == "[weekday]" => names.weekdays.push(line.split(' ').collect()),
                _ => names.months.push(line.split(' ').collect()),
            }
        }
        names
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_and_the_week_are_complete() {
        assert_eq!((names().months.len(), names().weekdays.len()), (12, 7));
        assert_eq!(weekday("Thurs"), Some(Weekday::Thursday));
        assert_eq!(weekday("thus"), None);
    }

    #[test]
    fn days_in_digits() {
        assert_eq!(numeric('/', (25, 2), 4, (2024, 4)), Some((2024, 4, 25)));
        assert_eq!(numeric('/', (4, 1), 25, (2024, 4)), Some((2024, 4, 25)));
        assert_eq!(numeric('/', (2024, 4), 4, (5, 2)), Some((2024, 4, 5)));
        assert_eq!(numeric('/', (3, 1), 4, (2024, 4)), None);
        assert_eq!(numeric('.', (3, 1), 4, (2024, 4)), Some((2024, 4, 3)));
        assert_eq!(numeric('.', (4, 1), 25, (2024, 4)), Some((2024, 4, 25)));
        assert_eq!([year_of_two_digits(18), year_of_two_digits(98)], [2018, 1998]);
    }
}
