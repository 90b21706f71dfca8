//! An article with its findings as Markdown.

use std::fmt::Write as _;

use crate::export::plain::{Piece, figures, meta_line, passages};
use crate::model::article::Article;
use crate::model::entity::EntityKind;
use crate::model::findings::ArticleFindings;
use crate::model::issue::Issue;
use crate::text::cells::clean_line;

/// Text from an article, on one line, cleaned and escaped so that Markdown shows it as it is.
///
/// ```
/// use parallax::export::markdown::escape;
/// assert_eq!(escape("1. *Talks* <b>\n[end]"), r"1\. \*Talks\* \<b\> \[end\]");
/// ```
pub fn escape(text: &str) -> String {
    let text = clean_line(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    // At the start of a line further characters begin lists, quotes and rules.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let special =
            matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '$' | '^')
                || at == 0 && matches!(c, '-' | '+' | '=' | ':')
                || at == digits && matches!(c, '.' | ')');
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// One article with its findings.
pub fn article(article: &Article, findings: &ArticleFindings) -> String {
    let mut out = format!("# {}\n\n", escape(article.title()));
    let text = article.text.as_str();
    let meta = meta_line(article);
    if !meta.is_empty() {
        paragraph(&mut out, &format!("*{}*", escape(&meta)));
    }
    for passage in passages(article) {
        match passage {
            Piece::Heading(span) => paragraph(&mut out, &format!("## {}", escape(span.of(text)))),
            Piece::Paragraph(span) => paragraph(&mut out, &escape(span.of(text))),
            Piece::Folded(note) => paragraph(&mut out, &format!("*{}*", escape(&note))),
        }
    }
    entities(&mut out, findings);
    issues(&mut out, text, findings);
    quotations(&mut out, text, findings);
    dates(&mut out, text, findings);
    let figures = figures(text, findings);
    if !figures.is_empty() {
        out.push_str("## Figures\n\n");
        let figures: Vec<_> = figures.into_iter().map(escape).collect();
        let _ = writeln!(out, "{}\n", figures.join(", "));
    }
    out
}

/// What the record of an article says beside what Parallax has a use for; empty where it says nothing.
pub fn further_fields(article: &Article) -> String {
    let fields = &article.metadata.extra;
    let mut out = if fields.is_empty() { String::new() } else { "## Further fields\n\n".to_owned() };
    for field in fields {
        let _ = writeln!(out, "- **{}:** {}", escape(&field.name), escape(&field.value));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str(text);
        out.push_str("\n\n");
    }
}

// Writing to a string cannot fail, here and below.

fn entities(out: &mut String, findings: &ArticleFindings) {
    if findings.entities.is_empty() {
        return;
    }
    out.push_str("## Entities\n\n");
    for kind in EntityKind::ALL {
        let names: Vec<_> = findings
            .entities
            .iter()
            .filter(|e| e.kind == kind)
            .map(|e| format!("{} ({})", escape(&e.name), e.mentions.len()))
            .collect();
        if !names.is_empty() {
            let _ = writeln!(out, "- **{}:** {}", kind.plural(), names.join(", "));
        }
    }
    out.push('\n');
}

fn issues(out: &mut String, text: &str, findings: &ArticleFindings) {
    for (title, disputed) in [("Disputed issues", true), ("Other issues", false)] {
        let of_sort: Vec<_> = findings.issues.iter().filter(|i| i.disputed == disputed).collect();
        if !of_sort.is_empty() {
            let _ = writeln!(out, "## {title}\n");
            for found in of_sort {
                issue(out, text, found);
            }
        }
    }
}

/// An issue with who takes which position on it.
fn issue(out: &mut String, text: &str, issue: &Issue) {
    let _ = writeln!(out, "### {}\n", escape(&issue.name));
    for position in issue.positions.iter().filter(|p| p.shown) {
        let side = position.side.as_deref().filter(|s| *s != position.holder);
        let side = side.map(|s| format!(" ({})", escape(s))).unwrap_or_default();
        let (sign, stance) = (position.polarity.sign(), position.stance.name());
        let evidence = escape(position.evidence.of(text));
        let _ = writeln!(out, "- {sign} **{}**{side} {stance}: {evidence}", escape(&position.holder));
    }
    out.push('\n');
}

fn quotations(out: &mut String, text: &str, findings: &ArticleFindings) {
    if findings.quotations.is_empty() {
        return;
    }
    out.push_str("## Quotations\n\n");
    for quotation in &findings.quotations {
        let content: Vec<_> = quotation.content.iter().map(|s| escape(s.of(text))).collect();
        let speaker = crate::export::plain::speaker(quotation, text, findings);
        let _ = writeln!(out, "- **{}** ({}): {}", escape(&speaker), quotation.kind.name(), content.join(" … "));
    }
    out.push('\n');
}

fn dates(out: &mut String, text: &str, findings: &ArticleFindings) {
    if findings.dates.is_empty() {
        return;
    }
    out.push_str("## Dates\n\n");
    for date in &findings.dates {
        let value = date.value.as_deref().unwrap_or("not settled");
        let _ = writeln!(out, "- {}: {}", escape(date.span.of(text)), escape(value));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// What a reader of the Markdown sees.
    fn shown(markdown: &str) -> String {
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let mut out = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                other => drop(write!(out, "⟦{other:?}⟧")),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn markdown_shows_escaped_text_as_it_is(text in "[-+=*_`#>0-9.)a-c\\[\\]<>&|~:!$^\\\\ \\n\"'é]{0,30}") {
            let line = clean_line(&text).trim().to_owned();
            prop_assume!(!line.is_empty());
            prop_assert_eq!(shown(&escape(&text)), line);
        }
    }
}
