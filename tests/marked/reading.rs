//! Articles with marks of what is to be found in them, and how findings are laid against the marks.

use std::collections::BTreeMap;

use jiff::civil::date;
use parallax::analysis;
use parallax::model::article::{Article, Head, Metadata};
use parallax::model::block::{Block, BlockKind};
use parallax::model::findings::ArticleFindings;
use parallax::model::issue::Polarity;
use parallax::text::span::Span;

/// A marked article.
pub struct Marked {
    /// The article, of 3 May 2024.
    pub article: Article,
    /// What is to be found, each with its sort.
    pub expected: Vec<(Sort, String)>,
}

/// What is laid against the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// An entity with its kind.
    Entity,
    /// The words of a quotation.
    Quotation,
    /// The words of a quotation with who says them.
    Speaker,
    /// An expression of time with its value.
    Date,
    /// A number with what it counts.
    Figure,
    /// A position that is shown, with its holder and polarity.
    Position,
}

/// One finding: its sort, what it says in the words of the marks, and the rule that found it.
pub struct Found {
    /// Its sort.
    pub sort: Sort,
    /// What it says.
    pub says: String,
    /// The rule.
    pub rule: String,
}

/// The marked articles of a file.
pub fn marked(file: &str) -> Vec<Marked> {
    let lines: Vec<&str> = file.lines().filter(|l| !l.starts_with('#')).collect();
    lines.split(|l| *l == "===").map(of_lines).collect()
}

fn of_lines(lines: &[&str]) -> Marked {
    let (marks, prose): (Vec<&str>, Vec<&str>) = lines.iter().partition(|l| l.starts_with('>'));
    let text = prose.join("\n").trim().to_owned();
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let kind = if at == 0 { BlockKind::Title } else { BlockKind::Body };
        blocks.push(Block { kind, span: Span::new(at, at + part.len()) });
        at += part.len() + 2;
    }
    let metadata = Metadata { published: Some(date(2024, 5, 3)), ..Metadata::default() };
    let mut expected = Vec::new();
    for mark in marks {
        let (sort, says) = mark.trim_start_matches(['>', ' ']).split_once(' ').expect("a mark has a sort");
        match sort {
            "entity" => expected.push((Sort::Entity, says.to_owned())),
            "said" => {
                let (speaker, words) = says.split_once(": ").expect("a speaker and a colon");
                expected.push((Sort::Quotation, bare(words)));
                expected.push((Sort::Speaker, format!("{speaker}: {}", bare(words))));
            }
            "date" => expected.push((Sort::Date, says.to_owned())),
            "figure" => expected.push((Sort::Figure, says.to_owned())),
            "position" => expected.push((Sort::Position, says.to_owned())),
            other => panic!("no such sort: {other}"),
        }
    }
    Marked {
        article: Article { head: Head { metadata, ..Head::default() }, text, blocks, ..Article::default() },
        expected,
    }
}

/// Words without the marks, stops and conjunction around them.
fn bare(words: &str) -> String {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric() && !"£€$".contains(c));
    words.strip_prefix("that ").unwrap_or(words).to_lowercase()
}

/// What is found in an article.
pub fn found(marked: &Marked) -> Vec<Found> {
    let article = &marked.article;
    let findings = analysis::article(article);
    let mut out = Vec::new();
    let mut add = |sort, says: String, rule: &str| out.push(Found { sort, says, rule: rule.to_owned() });
    for entity in &findings.entities {
        let rule = entity.mentions.first().map_or("", |m| &m.reason.rule);
        add(Sort::Entity, format!("{} {}", entity.kind.name(), entity.name), rule);
    }
    for quotation in &findings.quotations {
        let of_source = quotation.source.map(|s| s.of(&article.text));
        let speaker = quotation.speaker.and_then(|s| findings.entity(s)).map(|e| e.name.as_str()).or(of_source);
        for piece in &quotation.content {
            let words = bare(piece.of(&article.text));
            add(Sort::Quotation, words.clone(), &quotation.reason.rule);
            add(Sort::Speaker, format!("{}: {words}", speaker.unwrap_or("?")), &quotation.reason.rule);
        }
    }
    for date in &findings.dates {
        let value = date.value.as_deref().unwrap_or("?");
        add(Sort::Date, format!("{} = {value}", date.span.of(&article.text)), &date.reason.rule);
    }
    for figure in &findings.figures {
        add(Sort::Figure, format!("{} {}", figure.value, figure.unit.as_deref().unwrap_or("-")), "figure");
    }
    positions(marked, &findings, &mut add);
    out
}

/// The positions that are shown, in the words of a mark where one fits.
fn positions(marked: &Marked, findings: &ArticleFindings, add: &mut impl FnMut(Sort, String, &str)) {
    for issue in &findings.issues {
        let names: Vec<&str> = issue.mentions.iter().map(|m| m.of(&marked.article.text)).collect();
        for position in issue.positions.iter().filter(|p| p.shown && p.polarity != Polarity::Neither) {
            let start = format!("{} {} ", position.holder, position.polarity.name());
            let fits = |mark: &&str| {
                let issue = mark.strip_prefix(&start);
                issue.is_some_and(|issue| names.iter().any(|name| name.contains(issue)))
            };
            let marks =
                marked.expected.iter().filter(|(sort, _)| *sort == Sort::Position).map(|(_, says)| says.as_str());
            let says = marks.clone().find(fits).map_or_else(|| format!("{start}{}", issue.name), str::to_owned);
            add(Sort::Position, says, &position.reason.rule);
        }
    }
}

/// How many were to be found, were found, and were right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// To be found.
    pub expected: usize,
    /// Found.
    pub found: usize,
    /// Right.
    pub right: usize,
}

impl Score {
    /// The share of the findings that are right.
    pub fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    /// The share of what is to be found that is found.
    pub fn recall(self) -> f64 {
        if self.expected == 0 { 1.0 } else { self.right as f64 / self.expected as f64 }
    }
}

/// Lays findings against the marks: how each sort and each rule does, and what is missing or too much, a line each.
#[derive(Default)]
pub struct Report {
    /// By sort.
    pub sorts: BTreeMap<Sort, Score>,
    /// By sort and rule; only what is found counts.
    pub rules: BTreeMap<(Sort, String), Score>,
    /// What differs.
    pub differences: Vec<String>,
}

impl Report {
    /// The report on a file of marked articles.
    pub fn new(file: &str) -> Self {
        let mut report = Self::default();
        for marked in marked(file) {
            let mut open = marked.expected.clone();
            for (sort, _) in &open {
                report.sorts.entry(*sort).or_default().expected += 1;
            }
            for found in found(&marked) {
                let at = open.iter().position(|(sort, says)| *sort == found.sort && *says == found.says);
                let right = usize::from(at.is_some());
                match at {
                    Some(at) => _ = open.remove(at),
                    None => {
                        report.differences.push(format!("too much: {:?} {} ({})", found.sort, found.says, found.rule));
                    }
                }
                let by_sort = report.sorts.entry(found.sort).or_default();
                (by_sort.found, by_sort.right) = (by_sort.found + 1, by_sort.right + right);
                let by_rule = report.rules.entry((found.sort, found.rule)).or_default();
                (by_rule.found, by_rule.right) = (by_rule.found + 1, by_rule.right + right);
            }
            report.differences.extend(open.into_iter().map(|(sort, says)| format!("missing: {sort:?} {says}")));
        }
        report
    }
}
