//! Notes on articles and passages: as text, JSON and Markdown.

use serde::Serialize;

use crate::export::markdown::escape;
use crate::export::style::Style;
use crate::model::article::Article;
use crate::model::memory::Note;
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// A note with what is known of its article.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    name: String,
    text: String,
    codes: Vec<String>,
    made: Option<String>,
    title: String,
    id: String,
    path: Option<String>,
    hash: Option<String>,
    source: Option<String>,
    published: Option<String>,
    url: Option<String>,
    /// The words that it is on; `None` for the whole article.
    passage: Option<String>,
    /// The number of their paragraph, where they were found.
    paragraph: Option<u32>,
    /// Whether they are in the article; `None` where nobody looked.
    found: Option<bool>,
}

impl Row {
    /// A note by itself.
    pub fn new(name: &str, note: &Note) -> Self {
        Self {
            name: name.to_owned(),
            text: note.text.clone(),
            codes: note.codes().into_iter().map(str::to_owned).collect(),
            made: note.made.map(|day| day.to_string()),
            title: note.hint.title.clone(),
            id: note.hint.id.clone(),
            path: note.hint.path.clone(),
            hash: note.article.map(|hash| hash.to_string()),
            source: None,
            published: None,
            url: None,
            passage: note.passage.as_ref().map(|passage| passage.exact.clone()),
            paragraph: None,
            found: None,
        }
    }

    /// The same on an article that was read, where its passage is at `place`, or lost.
    #[must_use]
    pub fn on(mut self, article: &Article, place: Option<Span>) -> Self {
        let metadata = &article.metadata;
        article.title().clone_into(&mut self.title);
        self.id.clone_from(&article.id);
        self.hash = Some(article.hash().to_string());
        self.source.clone_from(&metadata.source);
        self.published = metadata.published.map(|day| day.to_string());
        self.url.clone_from(&metadata.url);
        self.found = Some(self.passage.is_none() || place.is_some());
        self.paragraph = place.and_then(|span| article.paragraph(span.from()));
        self
    }

    /// The article as a heading says it.
    fn article(&self) -> String {
        let parts = [Some(&self.title), self.source.as_ref(), self.published.as_ref()];
        parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .map(|part| one_line(part))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Where it is in the article, in few words.
    fn place(&self) -> String {
        match (self.found, self.paragraph) {
            (Some(false), _) => "no longer in the text".to_owned(),
            (_, Some(number)) => format!("¶ {number}"),
            _ => String::new(),
        }
    }
}

/// Words on one line, without anything that acts on a terminal.
fn one_line(text: &str) -> String {
    clean_line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The rows in groups of one article each, in the order of its first note.
fn grouped(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        let same = |group: &&mut Vec<&Row>| group.first().is_some_and(|f| (&f.hash, &f.id) == (&row.hash, &row.id));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

/// As text for people: a heading for each article, and under it the notes.
pub fn text(rows: &[Row], style: Style) -> String {
    let mut out = Vec::new();
    for group in grouped(rows) {
        out.push(style.bold(&group.first().map(|row| row.article()).unwrap_or_default()));
        for row in group {
            let place = row.place();
            if let Some(passage) = &row.passage {
                let gap = if place.is_empty() { "" } else { "  " };
                out.push(style.faint(&format!("  {place}{gap}“{}”", one_line(passage))));
            }
            out.extend(row.text.lines().map(|line| format!("    {}", clean_line(line))));
        }
        out.push(String::new());
    }
    out.join("\n")
}

/// As Markdown: the passages as quotations, the notes below them.
pub fn markdown(rows: &[Row]) -> String {
    let mut out = vec!["# Notes".to_owned(), String::new()];
    for group in grouped(rows) {
        out.push(format!("## {}", escape(&group.first().map(|row| row.article()).unwrap_or_default())));
        out.push(String::new());
        if let Some(url) = group.first().and_then(|row| row.url.as_deref()) {
            out.extend([format!("<{}>", one_line(url).replace(['<', '>', ' '], "")), String::new()]);
        }
        for row in group {
            if let Some(passage) = &row.passage {
                let place = row.place();
                let place = if place.is_empty() { place } else { format!(" ({place})") };
                out.extend([format!("> {}{place}", escape(&one_line(passage))), String::new()]);
            }
            out.extend(row.text.lines().map(|line| escape(&clean_line(line))));
            out.push(String::new());
        }
    }
    out.join("\n")
}

/// As one JSON list.
///
/// # Errors
///
/// None that could happen: everything in it is text and numbers.
pub fn json(rows: &[Row]) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(rows)? + "\n")
}
