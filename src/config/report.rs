//! A mistake in a configuration as it is printed: place, message, the line with a caret, a suggestion.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use crate::text::cells::{clean_line, line_width};

/// Something that a configuration says and may not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands, in bytes of the file.
    pub span: Range<usize>,
    /// What is wrong: one clause without a full stop.
    pub message: String,
    /// What to do about it: another clause; may be empty.
    pub help: String,
}

/// A mistake as several lines, each ended:
///
/// ```text
/// config.toml:3:1: unknown setting `them`
///   |
/// 3 | them = "dark"
///   | ^^^^ did you mean `theme`?
/// ```
pub fn render(path: &Path, text: &str, mistake: &Mistake) -> String {
    let start = floor(text, mistake.span.start);
    let end = floor(text, mistake.span.end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let number = text[..start].matches('\n').count() + 1;
    let before = &text[line_start..start];
    let marked = &text[start..end.min(line_end)];
    let margin = " ".repeat(number.to_string().len());
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{}:{number}:{}: {}",
        clean_line(&path.display().to_string()),
        before.chars().count() + 1,
        clean_line(&mistake.message)
    );
    let _ = writeln!(out, "{margin} |");
    let _ = writeln!(out, "{number} | {}", clean_line(text[line_start..line_end].trim_end()));
    let indent = " ".repeat(line_width(before));
    let carets = "^".repeat(line_width(marked).max(1));
    let _ = writeln!(out, "{}", format!("{margin} | {indent}{carets} {}", clean_line(&mistake.help)).trim_end());
    out
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// The one of `names` that somebody who wrote `name` most likely meant: at most a third of its letters are different.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    names
        .into_iter()
        .map(|n| (strsim::damerau_levenshtein(&lower, n), n))
        .filter(|(distance, n)| *distance <= n.chars().count().div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["theme", "layout", "text_width", "list_width"];
        assert_eq!(nearest("them", names), Some("theme"));
        assert_eq!(nearest("Theme", names), Some("theme"));
        assert_eq!(nearest("tex-width", names), Some("text_width"));
        assert_eq!(nearest("colour", names), None);
    }

    #[test]
    fn the_caret_stands_under_the_mistake() {
        let text = "# 世\n\tkey = \"世\" x\n";
        let at = text.find('x').unwrap();
        let mistake = Mistake { span: at..at + 1, message: "odd \u{1B}[31m".into(), help: "leave it".into() };
        let expected = "a.toml:2:12: odd ␛[31m\n  |\n2 |  key = \"世\" x\n  |             ^ leave it\n";
        assert_eq!(render(Path::new("a.toml"), text, &mistake), expected);
    }

    #[test]
    fn a_mistake_at_the_end_of_the_file_has_a_place() {
        let mistake = Mistake { span: 99..120, message: "early end".into(), help: String::new() };
        assert_eq!(render(Path::new("a.toml"), "a = [\n", &mistake), "a.toml:2:1: early end\n  |\n2 | \n  | ^\n");
    }
}
