//! Tables with a header: CSV, TSV and their kin. A row is an article.
//!
//! Rows are read one by one, so that a file may have any size. A quotation mark that is never closed would swallow the
//! rest of the file; it is said so, and the row is read without it.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, decode, names, orders, record};
use crate::model::problem::Severity;

/// A cell in quotation marks goes over so many lines at most; longer ones are taken for a mark that is never closed.
const LONGEST_CELL: usize = 20_000;
/// After so many marks that are never closed, quotation marks mean nothing any more in this file.
const STRAY: usize = 100;
/// A file that begins with so many rows without an article is given up.
const HOPELESS: usize = 100;

/// Whether a text begins with a header: a line of several names, the text of an article among them.
pub(super) fn is_table(start: &str) -> bool {
    let Some(line) = start.lines().next().filter(|line| line.len() <= 2000) else { return false };
    let header = cells(line, Marks { separator: separator(line), quoted: true, escaped: false });
    let known = |name: &String| names::meaning(name.trim()).is_some();
    header.len() >= 2
        && header.iter().filter(|name| known(name)).count() >= 2
        && header.iter().all(|name| name.len() <= 40 && !name.trim().ends_with(['.', '!', '?']))
}

/// The separator of a header: the likeliest by its count.
fn separator(line: &str) -> char {
    let count = |c: char| line.matches(c).count();
    [',', '\t', ';', '|'].into_iter().rev().max_by_key(|c| count(*c)).unwrap_or(',')
}

/// How the cells of a row are told apart.
#[derive(Clone, Copy)]
struct Marks {
    /// Stands between cells.
    separator: char,
    /// Whether quotation marks are more than letters like others.
    quoted: bool,
    /// Whether a quotation mark inside of a cell is written `\\"` instead of twice.
    escaped: bool,
}

/// Whether a row shows that its file writes `\\"` inside of cells: where marks are doubled, none stands between a
/// backslash and a letter.
fn shows_escapes(row: &str) -> bool {
    row.match_indices("\\\"").any(|(at, _)| row[at + 2..].starts_with(char::is_alphanumeric))
}

/// The cells of a row that is whole.
fn cells(row: &str, marks: Marks) -> Vec<String> {
    let Marks { separator, quoted, escaped } = marks;
    let mut out = Vec::new();
    let mut cell = String::new();
    let mut characters = row.chars().peekable();
    let mut in_marks = false;
    while let Some(c) = characters.next() {
        match c {
            '\\' if escaped && in_marks && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted && in_marks && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted && in_marks => in_marks = false,
            '"' if quoted && cell.trim().is_empty() => {
                cell.clear();
                in_marks = true;
            }
            c if c == separator && !in_marks => out.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    out.push(cell);
    out
}

/// Whether a row is whole: whether its last cell in quotation marks is closed. `open` says whether one was open in
/// front of `line`, and is told whether one is behind it.
fn goes_on(line: &str, marks: Marks, open: bool) -> bool {
    let Marks { separator, escaped, .. } = marks;
    let mut in_marks = open;
    let mut at_start = true;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if escaped && in_marks && characters.peek() == Some(&'"') => {
                characters.next();
            }
            '"' if in_marks && characters.peek() == Some(&'"') => {
                characters.next();
            }
            '"' if in_marks => in_marks = false,
            '"' if at_start => in_marks = true,
            _ => {}
        }
        at_start = !in_marks && (c == separator || at_start && c == ' ');
    }
    in_marks
}

/// Reads every row.
pub(super) fn read(source: &Source<'_>, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    orders::told(source, false, sink, |sink| rows(source, reader, sink))
}

fn rows(source: &Source<'_>, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    let mut lines = Lines {
        reader,
        waiting: std::collections::VecDeque::new(),
        number: 0,
        hint: source.hint(),
        lossy: 0,
        limit: source.options.limits.line,
    };
    let header = loop {
        match lines.next_line() {
            Ok(Some(line)) if line.1.trim().is_empty() || line.1.starts_with("sep=") => {}
            Ok(Some((_, line))) => break line,
            Ok(None) => return sink(Item::Problem(source.problem(None, Severity::Warning, "is empty"))),
            Err(message) => return sink(source.broken(lines.number, message)),
        }
    };
    let header = header.trim_start_matches('\u{feff}');
    let mut marks = Marks { separator: separator(header), quoted: true, escaped: false };
    let names: Vec<String> = cells(header, marks).iter().map(|name| name.trim().to_owned()).collect();
    if !names.iter().any(|name| names::meaning(name).is_some_and(|(m, _)| m.is_a_text())) {
        let known: Vec<_> = names::names(names::Meaning::Text).take(4).map(|n| format!("`{n}`")).collect();
        let message =
            format!("has no column with a text: its first line must name one {} or the like", known.join(", "));
        let is_address = |name: &&String| {
            name.to_ascii_lowercase().contains("url")
                || names::meaning(name).is_some_and(|(m, _)| m == names::Meaning::Url)
        };
        let message = match names.iter().find(is_address) {
            Some(name) => format!(
                "has addresses in the column `{}` but no texts: save the pages that they lead to, and read these",
                super::shortened(name)
            ),
            None => message,
        };
        return sink(source.failure(message));
    }
    let (mut articles, mut broken, mut stray) = (0, 0, 0);
    loop {
        let (line, mut row) = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(message) => return sink(source.broken(lines.number, message)),
        };
        if row.trim().is_empty() {
            continue;
        }
        marks.quoted = stray < STRAY;
        marks.escaped |= shows_escapes(&row);
        let mut open = marks.quoted && goes_on(&row, marks, false);
        let mut taken = Vec::new();
        while open && taken.len() < LONGEST_CELL {
            match lines.next_line() {
                Ok(Some((n, next))) => {
                    marks.escaped |= shows_escapes(&next);
                    open = goes_on(&next, marks, true);
                    taken.push((n, next));
                }
                Ok(None) => break,
                Err(message) => return sink(source.broken(lines.number, message)),
            }
        }
        if open {
            stray += 1;
            marks.quoted = false;
            sink(Item::Problem(source.problem(
                Some(line),
                Severity::Warning,
                "has a quotation mark that is never closed: the row is read without it",
            )))?;
            for taken in taken.into_iter().rev() {
                lines.waiting.push_front(taken);
            }
        } else {
            for (_, next) in taken {
                row.push('\n');
                row.push_str(&next);
            }
        }
        let fields: Vec<_> = names
            .iter()
            .zip(cells(&row, marks))
            .filter(|(name, cell)| !name.is_empty() && !cell.is_empty())
            .map(|(name, cell)| (name.clone(), Value::Text(cell)))
            .collect();
        match record::article(source, line, fields) {
            Ok(article) => {
                articles += 1;
                sink(Item::Article(Box::new(article)))?;
            }
            Err(message) => {
                broken += 1;
                sink(source.broken(line, message))?;
            }
        }
        if articles == 0 && broken >= HOPELESS {
            return sink(source.failure(format!("holds no articles: none of its first {HOPELESS} rows has a text")));
        }
    }
    if lines.lossy > 0 {
        let message =
            format!("is not UTF-8 on {} of its lines, which were decoded one by one (--encoding decides)", lines.lossy);
        sink(Item::Problem(source.problem(None, Severity::Warning, message)))?;
    }
    if articles + broken == 0 {
        return sink(Item::Problem(source.problem(None, Severity::Warning, "has a header and no rows")));
    }
    ControlFlow::Continue(())
}

/// The lines of a file, and those that were read ahead and given back.
struct Lines<'a> {
    reader: &'a mut dyn BufRead,
    waiting: std::collections::VecDeque<(usize, String)>,
    number: usize,
    hint: decode::Hint,
    /// How many lines were not UTF-8.
    lossy: usize,
    limit: u64,
}

impl Lines<'_> {
    /// The next line without its end, and its number; or in words why there is none.
    fn next_line(&mut self) -> Result<Option<(usize, String)>, String> {
        if let Some(line) = self.waiting.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let limited = &mut std::io::Read::take(&mut *self.reader, self.limit + 1);
        match limited.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(None),
            Ok(_) if bytes.len() as u64 > self.limit => {
                return Err(format!("is longer than {} MB, the limit", self.limit >> 20));
            }
            Ok(_) => {}
            Err(error) => return Err(format!("cannot be read further: {error}")),
        }
        self.number += 1;
        while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            bytes.pop();
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                self.lossy += 1;
                decode::decode(error.into_bytes(), self.hint)?.text
            }
        };
        Ok(Some((self.number, text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Options;

    fn read_all(text: &[u8]) -> (Vec<String>, Vec<String>) {
        let options = Options::default();
        let source = Source { path: Some("a.csv".into()), options: &options, depth: 0 };
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        let mut reader = text;
        let flow = read(&source, &mut reader, &mut |item| {
            match item {
                Item::Article(a) => articles.push(format!("{}: {}", a.title(), a.text)),
                Item::Problem(p) => problems.push(p.to_string()),
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        (articles, problems)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (articles, problems) = read_all(text.as_bytes());
        assert_eq!((articles, problems), (expected.iter().map(|e| (*e).to_owned()).collect(), Vec::new()));
    }

    #[test]
    fn rows_are_articles() {
        check(
            "title,text\nA,One.\nB,\"Two, \"\"three\"\"\nand four.\"\n",
            &["A: One.", "B: Two, \"three\"\nand four."],
        );
        check("headline\tbody\r\nA\tOne, two.\r\n", &["A: One, two."]);
        check("sep=;\nText;Title\nOne.;A\n\n", &["A: One."]);
        check("title,text\nA,He said \"no\" twice.\n", &["A: He said \"no\" twice."]);
        check("title,text\nA,\"He said \\\"no\\\", twice.\"\nB,Two.\n", &["A: He said \"no\", twice.", "B: Two."]);
        check("title,text\n\"A\\\",One.\nB,Two.\n", &["A\\: One.", "B: Two."]);
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_no_other_row() {
        let (articles, problems) = read_all(b"title,text\nA,\"One.\nB,Two.\nC,Three.\n");
        assert_eq!(articles, ["A: \"One.", "B: Two.", "C: Three."]);
        assert_eq!(problems, ["a.csv:2: has a quotation mark that is never closed: the row is read without it"]);
    }

    #[test]
    fn what_is_no_table_of_articles_is_said_so() {
        assert!(read_all(b"name,age\nAnn,3\n").1[0].contains("no column with a text"));
        assert!(
            read_all(b"id,SOURCEURL\n1,https://example.org/a\n").1[0]
                .contains("has addresses in the column `SOURCEURL`")
        );
        assert!(read_all(b"title,link\nA,https://example.org/a\n").1[0].contains("has addresses in the column `link`"));
        assert!(read_all(b"title,text\n").1[0].contains("no rows"));
        assert!(read_all(b"title,text\nA,\n").1[0].contains("a.csv:2: has no text"));
        assert!(is_table("id,title,text\n1,a,b") && is_table("Title;Body"));
        assert!(!is_table("Ministers met in Oslo, officials said.\n") && !is_table("Text"));
        let (articles, problems) = read_all(b"title,text\nA,Caf\xe9.\n");
        assert_eq!((articles.len(), problems.len()), (1, 1));
    }

    proptest::proptest! {
        #[test]
        fn any_rows_are_read_to_their_end(rows in "[ab\",\n]{0,60}") {
            let _ = read_all(format!("title,text\n{rows}").as_bytes());
        }
    }
}
