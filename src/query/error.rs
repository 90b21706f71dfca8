//! What is wrong with a query, and the place pointed at.

use std::fmt;

use crate::text::cells::{clean_line, clusters, line_width};
use crate::text::span::Span;

/// How many cells of a long query are shown around a mistake.
const EXCERPT: usize = 76;

/// How many cells of a long query are shown in front of a mistake.
const EXCERPT_LEFT: usize = 40;

/// A mistake in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The part that is wrong, in bytes; empty where something is missing.
    pub span: Span,
    /// What is wrong with it.
    pub message: String,
    /// What could stand there.
    pub expected: Vec<&'static str>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some((last, others)) = self.expected.split_last() {
            f.write_str(": expected ")?;
            if !others.is_empty() {
                write!(f, "{} or ", others.join(", "))?;
            }
            f.write_str(last)?;
        }
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; did you mean {suggestion}?")?;
        }
        Ok(())
    }
}

impl std::error::Error for QueryError {}

impl QueryError {
    /// Two lines: the query, cleaned for a terminal and cut around the mistake if it is long, and below it carets and
    /// the message.
    pub fn caret(&self, query: &str) -> String {
        let end = Span::new(query.len(), query.len());
        let mut line = String::new();
        // The cells in front of the mistake and those under it; the clusters that are drawn so far, for cutting.
        let (mut before, mut under, mut width) = (0, 0, 0);
        let skipped = self.skipped(query);
        if skipped > 0 {
            line.push('…');
            before = 1;
            width = 1;
        }
        for cluster in clusters(query, Span::new(skipped, query.len())) {
            let cells = usize::from(cluster.cells);
            if width + cells > EXCERPT {
                line.push('…');
                break;
            }
            width += cells;
            line.push_str(&cluster.text);
            if cluster.span.end <= self.span.start {
                before += cells;
            } else if cluster.span.overlaps(self.span) || (self.span.is_empty() && self.span != end && under == 0) {
                under += cells;
            }
        }
        // The message repeats words of the query, which may hold a line break or worse.
        let message = self.to_string();
        format!("{line}\n{}{} {}", " ".repeat(before), "^".repeat(under.max(1)), clean_line(&message))
    }

    /// How many bytes at the beginning of the query are left out so that the mistake is in sight.
    fn skipped(&self, query: &str) -> usize {
        let in_front = Span::new(0, self.span.from().min(query.len())).of(query);
        let mut excess = line_width(in_front).saturating_sub(EXCERPT_LEFT);
        if excess == 0 || line_width(query) <= EXCERPT {
            return 0;
        }
        for cluster in clusters(query, Span::new(0, query.len())) {
            if excess == 0 {
                return cluster.span.from();
            }
            excess = excess.saturating_sub(usize::from(cluster.cells));
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, span: (usize, usize), expected: &str) {
        let span = Span::new(span.0, span.1);
        let error = QueryError { span, message: "here".into(), expected: Vec::new(), suggestion: None };
        assert_eq!(error.caret(query), expected);
    }

    #[test]
    fn carets_stand_below_the_mistake_in_cells() {
        check("a bad b", (2, 5), "a bad b\n  ^^^ here");
        check("世界 bad", (7, 10), "世界 bad\n     ^^^ here");
        check("e\u{301} 世", (4, 7), "e\u{301} 世\n  ^^ here");
        check("a", (1, 1), "a\n ^ here");
        check("", (0, 0), "\n^ here");
        check("\u{1B}[m x", (4, 5), "␛[m x\n    ^ here");
    }

    #[test]
    fn the_message_is_one_line_whatever_it_repeats() {
        let query = "after:\"\n\u{1B}[31mMay\"";
        let error = crate::query::parse::parse(query).unwrap_err();
        let caret = error.caret(query);
        assert_eq!(caret.lines().count(), 2, "{caret:?}");
        assert!(!caret.contains('\u{1B}'), "{caret:?}");
    }

    #[test]
    fn a_long_query_is_cut_around_the_mistake() {
        let query = format!("{} bad {}", "x".repeat(5_000), "y".repeat(5_000));
        let expected = format!("…{} bad {}…\n{}^^^ here", "x".repeat(39), "y".repeat(31), " ".repeat(41));
        check(&query, (5_001, 5_004), &expected);
        check(&query, (0, 5_000), &format!("{}…\n{} here", "x".repeat(76), "^".repeat(76)));
    }

    #[test]
    fn alternatives_are_named() {
        let expected = vec!["a", "b", "c"];
        let error = QueryError { span: Span::default(), message: "no".into(), expected, suggestion: Some("d".into()) };
        assert_eq!(error.to_string(), "no: expected a, b or c; did you mean d?");
    }
}
