//! `parallax --linear`: the reader as a conversation, for screen readers and terminals without cursor addressing.
//!
//! It asks for a line and prints what the line asks for: no box characters, nothing that moves, nothing by colour.

use std::io::{self, BufRead, Write};

use crate::analysis;
use crate::cli::failure::{Failure, fenced};
use crate::cli::pipeline::{self, Held};
use crate::cli::selection::Selection;
use crate::config::schema::Config;
use crate::export::compare::{self, Compared};
use crate::export::list::{self, Row};
use crate::export::plain;
use crate::export::style::Style;
use crate::load::Inputs;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::findings::ArticleFindings;
use crate::query::pattern::{Pattern, Strictness};
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// The words that are known; of those that begin alike the first is meant by their beginning.
const WORDS: [&str; 13] = [
    "list",
    "next",
    "previous",
    "all",
    "issues",
    "quotes",
    "find",
    "everywhere",
    "compare",
    "where",
    "help",
    "names",
    "quit",
];

/// What can be typed.
const HELP: &str = "\
Enter            the next paragraph
a number         open that article, from its beginning
list             all articles with their numbers
next, previous   the next or the previous article
all              the whole article with everything that was found
names            people, organisations, places
issues           issues, and who stands where
quotes           who says what
find WORDS       the paragraphs of this article that have the words
everywhere WORDS the articles that have the words
compare NUMBER   this article beside that one
where            where one is
help             these lines
quit             end
The first letter is enough: l, n, p, a, i, q and so on; names is na, quit is exit.";

/// Reads lines from `input` and answers them, until one says quit or they end.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    config: &Config,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut held = Held::new(inputs, selection)?;
    let wanted = held.wanted(selection)?;
    let articles: Vec<_> = wanted.iter().map(|(_, article, findings)| (&**article, &**findings)).collect();
    pipeline::require_some(articles.len())?;
    held.problems.iter().for_each(pipeline::report);
    let mut talk = Talk { articles, at: 0, paragraph: 0, width: config.layout.text_width };
    writeln!(out, "{} articles. help lists what can be typed.", talk.articles.len())?;
    talk.announce(out)?;
    let mut line = String::new();
    loop {
        out.write_all(b"> ")?;
        out.flush()?;
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if !talk.answer(line.trim(), out)? {
            return Ok(());
        }
    }
}

/// Where one is.
struct Talk<'a> {
    articles: Vec<(&'a Article, &'a ArticleFindings)>,
    /// The open article.
    at: usize,
    /// How many of its paragraphs have been read.
    paragraph: usize,
    width: u16,
}

impl<'a> Talk<'a> {
    fn open(&self) -> (&'a Article, &'a ArticleFindings) {
        self.articles[self.at]
    }

    /// Answers one line; returns whether to go on.
    fn answer(&mut self, line: &str, out: &mut dyn Write) -> Result<bool, Failure> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if let Ok(number) = word.parse::<usize>() {
            self.go_to(number, out)?;
            return Ok(true);
        }
        let meant = WORDS.into_iter().find(|known| !word.is_empty() && known.starts_with(&word.to_lowercase()));
        match meant {
            _ if word.is_empty() => self.read_on(out)?,
            _ if ["exit", "q!", ":q"].contains(&word) => return Ok(false),
            Some("quit") => return Ok(false),
            Some("list") => {
                let rows: Vec<_> = self.articles.iter().map(|(a, f)| Row::new(a, f)).collect();
                for (i, line) in list::text(&rows, None, Style::PLAIN).lines().enumerate() {
                    // The first line heads the columns.
                    let number = if i == 0 { String::new() } else { i.to_string() };
                    writeln!(out, "{number:>4}  {line}")?;
                }
            }
            Some("next") => self.go_to(self.at + 2, out)?,
            Some("previous") => self.go_to(self.at, out)?,
            Some("all") => {
                let (article, findings) = self.open();
                out.write_all(plain::article(article, findings, self.width, Style::PLAIN).as_bytes())?;
            }
            Some("names") => self.names(out)?,
            Some("issues") => self.issues(out)?,
            Some("quotes") => self.quotes(out)?,
            Some("find") => self.find(rest, out)?,
            Some("everywhere") => self.find_everywhere(rest, out)?,
            Some("compare") => self.compare(rest, out)?,
            Some("where") => self.announce(out)?,
            Some(_) => writeln!(out, "{HELP}")?,
            None => writeln!(out, "{} is not known here; help lists what is.", clean_line(word))?,
        }
        Ok(true)
    }

    fn go_to(&mut self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        match number.checked_sub(1).filter(|at| *at < self.articles.len()) {
            Some(at) => {
                (self.at, self.paragraph) = (at, 0);
                self.announce(out)
            }
            None => writeln!(out, "There are articles 1 to {}.", self.articles.len()),
        }
    }

    fn announce(&self, out: &mut dyn Write) -> io::Result<()> {
        let (article, findings) = self.open();
        let (number, all) = (self.at + 1, self.articles.len());
        writeln!(out, "Article {number} of {all}: {}", clean_line(article.title()))?;
        let about = plain::meta_line(article);
        if !about.is_empty() {
            writeln!(out, "{}", clean_line(&about))?;
        }
        let paragraphs = paragraphs(article).count();
        let (names, issues, quotes) = (findings.entities.len(), findings.issues.len(), findings.quotations.len());
        let found = [count(names, "name"), count(issues, "issue"), count(quotes, "quotation")].join(", ");
        writeln!(out, "Paragraph {} of {paragraphs}. {found}.", self.paragraph)
    }

    fn read_on(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let (article, _) = self.open();
        let Some(span) = paragraphs(article).nth(self.paragraph) else {
            return writeln!(out, "The end. next opens the next article.");
        };
        self.paragraph += 1;
        writeln!(out, "{}. {}", self.paragraph, clean_line(span.of(&article.text)))
    }

    fn names(&self, out: &mut dyn Write) -> io::Result<()> {
        let (_, findings) = self.open();
        for entity in &findings.entities {
            let roles = if entity.roles.is_empty() { String::new() } else { format!(", {}", entity.roles.join(", ")) };
            let times = count(entity.mentions.len(), "mention");
            let line = format!("{}, {}{roles}, {times}", entity.name, entity.kind.name());
            writeln!(out, "{}", clean_line(&line))?;
        }
        said_if_none(findings.entities.is_empty(), "No names were found.", out)
    }

    fn issues(&self, out: &mut dyn Write) -> io::Result<()> {
        let (article, findings) = self.open();
        for issue in &findings.issues {
            let disputed = if issue.disputed { ", disputed" } else { "" };
            writeln!(out, "{}{disputed}", clean_line(&issue.name))?;
            for position in issue.positions.iter().filter(|position| position.shown) {
                let direction = position.polarity.name();
                let line = format!("  {} {}, {direction}: ", position.holder, position.stance.name());
                writeln!(out, "{line}{}", clean_line(position.evidence.of(&article.text)))?;
            }
        }
        said_if_none(findings.issues.is_empty(), "No issues were found.", out)
    }

    fn quotes(&self, out: &mut dyn Write) -> io::Result<()> {
        let (article, findings) = self.open();
        for quotation in &findings.quotations {
            let speaker = plain::speaker(quotation, &article.text, findings);
            let content: Vec<_> = quotation.content.iter().map(|span| span.of(&article.text)).collect();
            writeln!(out, "{}", clean_line(&format!("{speaker}: {}", content.join(" … "))))?;
        }
        said_if_none(findings.quotations.is_empty(), "Nobody is quoted.", out)
    }

    fn find(&self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        let Ok(pattern) = Pattern::new(words, Strictness::Folded) else { return Ok(()) };
        let (article, _) = self.open();
        let mut none = true;
        for (i, span) in paragraphs(article).enumerate() {
            let text = span.of(&article.text);
            if !pattern.find_all(text, &mut None).is_empty() {
                none = false;
                writeln!(out, "{}. {}", i + 1, clean_line(text))?;
            }
        }
        said_if_none(none, "That is not in this article.", out)
    }

    fn find_everywhere(&self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        let Ok(pattern) = Pattern::new(words, Strictness::Folded) else { return Ok(()) };
        let mut none = true;
        for (i, (article, _)) in self.articles.iter().enumerate() {
            let hits = pattern.find_all(&article.text, &mut None).len();
            if hits > 0 {
                none = false;
                writeln!(out, "{}  {} in {}", i + 1, count(hits, "hit"), clean_line(article.title()))?;
            }
        }
        said_if_none(none, "That is in none of the articles.", out)
    }

    fn compare(&self, number: &str, out: &mut dyn Write) -> Result<(), Failure> {
        let other = number.parse::<usize>().ok().and_then(|n| self.articles.get(n.checked_sub(1)?));
        let Some(right) = other.copied() else {
            writeln!(out, "Name the other article by its number: compare 2")?;
            return Ok(());
        };
        let left = self.open();
        let comparison = fenced("comparing two articles", || analysis::compare(left, right))?;
        let compared = Compared { left, right, comparison: &comparison };
        out.write_all(compare::text(&compared, self.width, Style::PLAIN).as_bytes())?;
        Ok(())
    }
}

/// `1 hit`, `2 hits`.
fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// The numbered paragraphs, as the screen counts them.
fn paragraphs(article: &Article) -> impl Iterator<Item = Span> + '_ {
    article.blocks.iter().filter(|block| block.kind == BlockKind::Body).map(|block| block.span)
}

fn said_if_none(none: bool, what: &str, out: &mut dyn Write) -> io::Result<()> {
    if none { writeln!(out, "{what}") } else { Ok(()) }
}
