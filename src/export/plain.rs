//! An article with its findings as plain text, wrapped.

use std::collections::HashSet;

use crate::export::style::Style;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::entity::EntityKind;
use crate::model::findings::ArticleFindings;
use crate::model::issue::Issue;
use crate::model::quotation::Quotation;
use crate::text::cells::{clean_line, clusters, line_width};
use crate::text::span::Span;
use crate::text::wrap::wrap;

/// A piece of an article in the order of reading.
pub(super) enum Piece {
    /// A heading inside the text.
    Heading(Span),
    /// A paragraph, or a dateline.
    Paragraph(Span),
    /// What is folded away here, in brackets.
    Folded(String),
}

/// The pieces of an article below its title block. Captions and boilerplate are folded; the title, the byline and the
/// day of publication are left out where the title block says them.
pub(super) fn passages(article: &Article) -> Vec<Piece> {
    let metadata = &article.metadata;
    let mut out = Vec::new();
    let mut folded = Folded::default();
    for block in &article.blocks {
        match block.kind {
            BlockKind::Title if metadata.title.is_some() => continue,
            BlockKind::Byline if metadata.byline.is_some() => continue,
            BlockKind::Published if metadata.published.is_some() => continue,
            BlockKind::Caption => {
                folded.captions += 1;
                continue;
            }
            BlockKind::Boilerplate => {
                folded.lines += block.span.of(&article.text).lines().filter(|l| !l.trim().is_empty()).count();
                continue;
            }
            _ => {}
        }
        out.extend(std::mem::take(&mut folded).note().map(Piece::Folded));
        out.push(match block.kind {
            BlockKind::Heading => Piece::Heading(block.span),
            _ => Piece::Paragraph(block.span),
        });
    }
    out.extend(folded.note().map(Piece::Folded));
    out
}

/// How much is folded in one place.
#[derive(Default)]
struct Folded {
    lines: usize,
    captions: usize,
}

impl Folded {
    fn note(&self) -> Option<String> {
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let lines = format!("{} line{} of boilerplate", self.lines, plural(self.lines));
        let captions = format!("{} caption{}", self.captions, plural(self.captions));
        match (self.lines, self.captions) {
            (0, 0) => None,
            (_, 0) => Some(format!("[{lines}]")),
            (0, _) => Some(format!("[{captions}]")),
            _ => Some(format!("[{captions}, {lines}]")),
        }
    }
}

/// Source, byline, date and length of an article, as far as they are known.
pub fn meta_line(article: &Article) -> String {
    let metadata = &article.metadata;
    let words = article.word_count();
    let parts = [
        metadata.source.clone(),
        metadata.byline.clone(),
        metadata.published.map(|d| d.to_string()),
        (words > 0).then(|| format!("{words} word{}", if words == 1 { "" } else { "s" })),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The numbers that count something named, each form once, in the order of the text.
pub(super) fn figures<'t>(text: &'t str, findings: &ArticleFindings) -> Vec<&'t str> {
    let counting = findings.figures.iter().filter(|figure| figure.unit.is_some());
    let mut seen = HashSet::new();
    counting.map(|figure| figure.span.of(text)).filter(|words| seen.insert(*words)).collect()
}

/// Who speaks: the name of the entity, the words of the text, or that it is not known.
pub fn speaker(quotation: &Quotation, text: &str, findings: &ArticleFindings) -> String {
    let name = quotation.speaker.and_then(|id| findings.entity(id)).map(|e| e.name.clone());
    name.or_else(|| quotation.source.map(|s| s.of(text).to_owned())).unwrap_or_else(|| "speaker not named".to_owned())
}

/// One article with its findings, in lines of at most `width` cells (at least 20). Ends with a newline.
pub fn article(article: &Article, findings: &ArticleFindings, width: u16, style: Style) -> String {
    let mut page = Page { out: String::new(), width: width.max(20), style };
    let text = article.text.as_str();
    page.lines("", "", article.title(), Some(Style::bold));
    page.lines("", "", &meta_line(article), Some(Style::faint));
    if let Some(path) = &article.path {
        page.lines("", "", &path.display().to_string(), Some(Style::faint));
    }
    for passage in passages(article) {
        page.out.push('\n');
        match passage {
            Piece::Heading(span) => page.lines("", "", span.of(text), Some(Style::bold)),
            Piece::Paragraph(span) => page.lines("", "", span.of(text), None),
            Piece::Folded(note) => page.lines("", "", &note, Some(Style::faint)),
        }
    }
    page.entities(findings);
    page.issues(text, findings);
    page.quotations(text, findings);
    page.dates(text, findings);
    page.figures(text, findings);
    page.out
}

/// What the record of an article says beside what Parallax has a use for, in lines of at most `width` cells; empty where
/// it says nothing.
pub fn further_fields(article: &Article, width: u16, style: Style) -> String {
    let mut page = Page { out: String::new(), width: width.max(20), style };
    if !article.metadata.extra.is_empty() {
        page.section("Further fields");
    }
    for field in &article.metadata.extra {
        page.lines("  ", "    ", &format!("{}: {}", clean_line(&field.name), clean_line(&field.value)), None);
    }
    page.out
}

/// Plain text as it grows.
pub(super) struct Page {
    /// What was written so far.
    pub(super) out: String,
    /// Cells in a line.
    pub(super) width: u16,
    /// Whether to emphasise.
    pub(super) style: Style,
}

impl Page {
    /// Wraps `text`, with `first` in front of its first line and `rest` in front of the others. Both are plain.
    pub(super) fn lines(&mut self, first: &str, rest: &str, text: &str, emphasis: Option<fn(Style, &str) -> String>) {
        let indent = line_width(first).max(line_width(rest)) as u16;
        let mut rows = Vec::new();
        wrap(text, Span::new(0, text.len()), self.width.saturating_sub(indent).max(10), &mut rows);
        for (i, row) in rows.into_iter().enumerate() {
            self.out.push_str(if i == 0 { first } else { rest });
            let line: String = clusters(text, row).map(|c| c.text).collect();
            match emphasis {
                Some(emphasise) => self.out.push_str(&emphasise(self.style, &line)),
                None => self.out.push_str(&line),
            }
            self.out.push('\n');
        }
    }

    /// A heading with an empty line in front.
    pub(super) fn section(&mut self, title: &str) {
        self.out.push('\n');
        self.out.push_str(&self.style.bold(title));
        self.out.push('\n');
    }

    fn entities(&mut self, findings: &ArticleFindings) {
        if findings.entities.is_empty() {
            return;
        }
        self.section("Entities");
        for kind in EntityKind::ALL {
            let names: Vec<_> = findings
                .entities
                .iter()
                .filter(|e| e.kind == kind)
                // No-break spaces keep a name and its count on one line.
                .map(|e| format!("{} ({})", clean_line(&e.name), e.mentions.len()).replace(' ', "\u{A0}"))
                .collect();
            if !names.is_empty() {
                self.lines(&format!("  {:13}  ", kind.plural()), &" ".repeat(17), &names.join(", "), None);
            }
        }
    }

    fn issues(&mut self, text: &str, findings: &ArticleFindings) {
        let (disputed, others): (Vec<&Issue>, Vec<_>) = findings.issues.iter().partition(|i| i.disputed);
        if !disputed.is_empty() {
            self.section("Disputed issues");
        }
        for issue in disputed {
            self.issue(text, issue);
        }
        if !others.is_empty() {
            self.section("Other issues");
            let (taken, named): (Vec<&Issue>, Vec<_>) =
                others.into_iter().partition(|issue| issue.positions.iter().any(|p| p.shown));
            for issue in taken {
                self.issue(text, issue);
            }
            let names: Vec<_> = named.iter().map(|i| i.name.as_str()).collect();
            if !names.is_empty() {
                self.lines("  ", "  ", &names.join(", "), None);
            }
        }
    }

    /// An issue with who takes which position on it.
    fn issue(&mut self, text: &str, issue: &Issue) {
        self.lines("  ", "  ", &issue.name, Some(Style::bold));
        for position in issue.positions.iter().filter(|p| p.shown) {
            let side = position.side.as_deref().filter(|s| *s != position.holder);
            let side = side.map(|s| format!(" ({s})")).unwrap_or_default();
            let evidence = position.evidence.of(text);
            let line = format!("{}{side} {}: {evidence}", position.holder, position.stance.name());
            self.lines(&format!("    {} ", position.polarity.sign()), "      ", &line, None);
        }
    }

    fn quotations(&mut self, text: &str, findings: &ArticleFindings) {
        if findings.quotations.is_empty() {
            return;
        }
        self.section("Quotations");
        for quotation in &findings.quotations {
            let content: Vec<_> = quotation.content.iter().map(|s| s.of(text)).collect();
            let line = format!("{}: {}", speaker(quotation, text, findings), content.join(" … "));
            self.lines("  ", "    ", &line, None);
        }
    }

    fn dates(&mut self, text: &str, findings: &ArticleFindings) {
        if findings.dates.is_empty() {
            return;
        }
        self.section("Dates");
        for date in &findings.dates {
            let value = date.value.as_deref().unwrap_or("not settled");
            self.lines("  ", "    ", &format!("{}: {value}", date.span.of(text)), None);
        }
    }

    fn figures(&mut self, text: &str, findings: &ArticleFindings) {
        let figures = figures(text, findings);
        if !figures.is_empty() {
            self.section("Figures");
            self.lines("  ", "  ", &figures.join(", "), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Head;
    use crate::model::article::Metadata;
    use crate::model::block::Block;
    use crate::model::entity::{Entity, EntityId, Mention};
    use crate::model::issue::{Polarity, Position, Stance};
    use crate::model::quotation::QuotationKind;
    use crate::model::reason::Reason;

    /// An article with the given paragraphs.
    fn article_of(paragraphs: &[(BlockKind, &str)]) -> Article {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (kind, paragraph) in paragraphs {
            let start = text.len();
            text.push_str(paragraph);
            blocks.push(Block { kind: *kind, span: Span::new(start, text.len()) });
            text.push_str("\n\n");
        }
        Article { head: Head { id: "test".into(), ..Head::default() }, text, blocks, ..Article::default() }
    }

    fn span_of(article: &Article, part: &str) -> Span {
        let start = article.text.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    #[test]
    fn leftovers_of_the_page_are_folded_and_the_title_is_said_once() {
        let mut article = article_of(&[
            (BlockKind::Title, "Talks end"),
            (BlockKind::Byline, "By Ann Lee"),
            (BlockKind::Boilerplate, "Share this\nPrint"),
            (BlockKind::Caption, "The ministers on Tuesday."),
            (BlockKind::Body, "The talks ended without a treaty."),
            (BlockKind::Heading, "What now"),
            (BlockKind::Body, "Nobody knows."),
            (BlockKind::Boilerplate, "Leave a comment"),
        ]);
        article.metadata =
            Metadata { title: Some("Talks end".into()), byline: Some("Ann Lee".into()), ..Metadata::default() };
        let text = super::article(&article, &ArticleFindings::default(), 24, Style::PLAIN);
        let expected = "Talks end\nAnn Lee · 8 words\n\n[1 caption, 2 lines of\nboilerplate]\n\nThe talks ended without\na \
                        treaty.\n\nWhat now\n\nNobody knows.\n\n[1 line of boilerplate]\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn findings_follow_the_text() {
        let article = article_of(&[(BlockKind::Body, "“We won,” Ann Lee said. Norland opposed the ban.")]);
        let reason = Reason::rule("test");
        let mention = |part| Mention { span: span_of(&article, part), reason: reason.clone() };
        let position = Position {
            holder: "Norland".into(),
            entity: None,
            side: Some("The North".into()),
            stance: Stance::Opposes,
            polarity: Polarity::Against,
            evidence: span_of(&article, "Norland opposed the ban."),
            cue: None,
            inferred: true,
            score: 0.9,
            shown: true,
            reason: reason.clone(),
        };
        let findings = ArticleFindings {
            entities: vec![Entity {
                name: "Ann Lee".into(),
                kind: EntityKind::Person,
                mentions: vec![mention("Ann Lee")],
                roles: Vec::new(),
                nominals: Vec::new(),
                resolved: true,
            }],
            quotations: vec![Quotation {
                kind: QuotationKind::Direct,
                source: Some(span_of(&article, "Ann Lee")),
                speaker: Some(EntityId(0)),
                cue: None,
                content: vec![span_of(&article, "“We won,”")],
                reason: reason.clone(),
            }],
            issues: vec![Issue {
                name: "the ban".into(),
                mentions: vec![span_of(&article, "the ban")],
                positions: vec![position],
                disputed: true,
                reason,
            }],
            ..ArticleFindings::default()
        };
        let text = super::article(&article, &findings, 60, Style::PLAIN);
        let sections = &text[text.find("\nEntities").unwrap()..];
        let expected = "\nEntities\n  People         Ann Lee (1)\n\nDisputed issues\n  the ban\n    − Norland (The North) \
                        opposes: Norland opposed the ban.\n\nQuotations\n  Ann Lee: “We won,”\n";
        assert_eq!(sections, expected);
    }
}
