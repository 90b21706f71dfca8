//! The list of articles: as a table, JSON, CSV and Markdown.

use serde::Serialize;

use crate::export::style::Style;
use crate::export::{csv, json, markdown};
use crate::model::article::Article;
use crate::model::findings::ArticleFindings;
use crate::text::cells::{clean_line, line_width, pad, truncate};

/// One article of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    id: String,
    path: Option<String>,
    title: String,
    source: Option<String>,
    country: Option<String>,
    side: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    words: usize,
    language: Option<String>,
    topics: Vec<String>,
    story: Option<u32>,
    story_name: Option<String>,
    counts: Counts,
}

/// How much was found in an article.
#[derive(Clone, Copy, Debug, Serialize)]
struct Counts {
    entities: usize,
    issues: usize,
    /// Issues on which positions oppose within the article.
    disputed: usize,
    quotations: usize,
    dates: usize,
    figures: usize,
}

impl Row {
    /// The row of an article, its story not told.
    pub fn new(article: &Article, findings: &ArticleFindings) -> Self {
        let metadata = &article.metadata;
        Self {
            id: article.id.clone(),
            path: article.path.as_ref().map(|p| p.display().to_string()),
            title: article.title().to_owned(),
            source: metadata.source.clone(),
            country: metadata.country.clone(),
            side: metadata.side.clone(),
            byline: metadata.byline.clone(),
            published: metadata.published.map(|d| d.to_string()),
            words: article.word_count(),
            language: metadata.language.clone(),
            topics: findings.topics.clone(),
            story: None,
            story_name: None,
            counts: Counts {
                entities: findings.entities.len(),
                issues: findings.issues.len(),
                disputed: findings.issues.iter().filter(|i| i.disputed).count(),
                quotations: findings.quotations.len(),
                dates: findings.dates.len(),
                figures: findings.figures.len(),
            },
        }
    }

    /// The same with its story: the number in [`CorpusFindings::stories`](crate::model::findings::CorpusFindings::stories)
    /// and the name.
    #[must_use]
    pub fn of_story(mut self, story: Option<(u32, String)>) -> Self {
        (self.story, self.story_name) = story.unzip();
        self
    }
}

/// A table for people: one article a line, the title last. With a `width`, titles are cut so that lines fit.
pub fn text(rows: &[Row], width: Option<usize>, style: Style) -> String {
    const SOURCE: usize = 24;
    let source = |row: &Row| truncate(row.source.as_deref().unwrap_or("-"), SOURCE).into_owned();
    let source_width = rows.iter().map(|r| line_width(&source(r))).max().unwrap_or(0).max("Source".len());
    let head = format!(
        "{:10}  {}  {:>7}  {:>8}  {:>6}  {:>6}  Title",
        "Date",
        pad("Source", source_width),
        "Words",
        "Entities",
        "Issues",
        "Quotes"
    );
    let before_title = line_width(&head) - "Title".len();
    let mut out = style.bold(&head);
    out.push('\n');
    for row in rows {
        let date = row.published.as_deref().unwrap_or("-");
        let title = match width {
            Some(width) => truncate(&row.title, width.saturating_sub(before_title).max(20)),
            None => clean_line(&row.title),
        };
        let line = format!(
            "{date:10}  {}  {:>7}  {:>8}  {:>6}  {:>6}  {title}",
            pad(&source(row), source_width),
            row.words,
            row.counts.entities,
            row.counts.issues,
            row.counts.quotations,
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A JSON array of objects, one a line.
///
/// # Errors
///
/// None that are known; see [`json::line`].
pub fn json(rows: &[Row]) -> serde_json::Result<String> {
    let lines = rows.iter().map(json::line).collect::<serde_json::Result<Vec<_>>>()?;
    Ok(if lines.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", lines.join(",\n")) })
}

/// Comma-separated values with a header.
pub fn csv(rows: &[Row]) -> String {
    let mut out = csv::record([
        "id",
        "path",
        "title",
        "source",
        "country",
        "side",
        "byline",
        "published",
        "words",
        "language",
        "topics",
        "story",
        "story_name",
        "entities",
        "issues",
        "disputed",
        "quotations",
        "dates",
        "figures",
    ]);
    for row in rows {
        let Counts { entities, issues, disputed, quotations, dates, figures } = row.counts;
        let numbers = [entities, issues, disputed, quotations, dates, figures].map(|n| n.to_string());
        let (words, topics, story) =
            (row.words.to_string(), row.topics.join("; "), row.story.map(|s| s.to_string()).unwrap_or_default());
        let fields = [
            &row.id,
            row.path.as_deref().unwrap_or_default(),
            &row.title,
            row.source.as_deref().unwrap_or_default(),
            row.country.as_deref().unwrap_or_default(),
            row.side.as_deref().unwrap_or_default(),
            row.byline.as_deref().unwrap_or_default(),
            row.published.as_deref().unwrap_or_default(),
            &words,
            row.language.as_deref().unwrap_or_default(),
            &topics,
            &story,
            row.story_name.as_deref().unwrap_or_default(),
        ];
        out.push_str(&csv::record(fields.into_iter().chain(numbers.iter().map(String::as_str))));
    }
    out
}

/// A Markdown table.
pub fn markdown(rows: &[Row]) -> String {
    let mut out = String::from("| Title | Source | Date | Words | Entities | Issues | Quotations |\n");
    out.push_str("|---|---|---|---:|---:|---:|---:|\n");
    for row in rows {
        let cells = [
            markdown::escape(&row.title),
            markdown::escape(row.source.as_deref().unwrap_or_default()),
            row.published.clone().unwrap_or_default(),
            row.words.to_string(),
            row.counts.entities.to_string(),
            row.counts.issues.to_string(),
            row.counts.quotations.to_string(),
        ];
        out.push_str("| ");
        out.push_str(&cells.join(" | "));
        out.push_str(" |\n");
    }
    out
}
