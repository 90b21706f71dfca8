//! What two articles have in common and what only one of them has, as JSON, plain text and Markdown.

use std::fmt::Write as _;

use crate::export::markdown::escape;
use crate::export::origin::origin;
use crate::export::plain::{self, Page, meta_line};
use crate::export::style::Style;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::comparison::{Comparison, Matched, SharedQuotation};
use crate::model::findings::ArticleFindings;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::text::cells::clean_line;
use crate::text::span::Span;

mod across;
mod json;
mod stands;

/// Two articles and their comparison.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The first article, with what was found in it.
    pub left: (&'a Article, &'a ArticleFindings),
    /// The second article.
    pub right: (&'a Article, &'a ArticleFindings),
    /// What they have in common.
    pub comparison: &'a Comparison,
}

/// The comparison as one line of JSON, without the newline. Offsets are code points, as in the annotations.
///
/// # Errors
///
/// None that are known; see [`crate::export::json::line`].
pub fn json(compared: &Compared<'_>) -> serde_json::Result<String> {
    json::line(compared)
}

/// The comparison as plain text, in lines of at most `width` cells (at least 20). Ends with a newline.
pub fn text(compared: &Compared<'_>, width: u16, style: Style) -> String {
    let mut page = Page { out: String::new(), width: width.max(20), style };
    for section in compared.sections() {
        if section.title.is_empty() {
            page.lines("", "", &section.items[0].lead, Some(Style::bold));
        } else {
            page.section(&section.title);
        }
        for item in &section.items[usize::from(section.title.is_empty())..] {
            page.lines("  ", "    ", &item.lead, None);
            for (label, text) in &item.parts {
                page.lines(&format!("    {label:7}"), &" ".repeat(11), text, None);
            }
        }
    }
    page.out
}

/// The comparison as Markdown.
pub fn markdown(compared: &Compared<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    for section in compared.sections() {
        let mut items = &section.items[..];
        if section.title.is_empty() {
            let _ = writeln!(out, "# {}\n", escape(&section.items[0].lead));
            items = &items[1..];
        } else {
            let _ = writeln!(out, "## {}\n", escape(&section.title));
        }
        for item in items {
            let _ = writeln!(out, "- {}", escape(&item.lead));
            for (label, text) in &item.parts {
                let _ = writeln!(out, "  - **{}** {}", escape(label), escape(text));
            }
        }
        out.push('\n');
    }
    out
}

/// A part of the comparison, before it is laid out. The first has no title; its first item is that of the whole.
struct Section {
    title: String,
    items: Vec<Item>,
}

/// One thing that is told, and what belongs to it, each with a label.
struct Item {
    lead: String,
    parts: Vec<(&'static str, String)>,
}

impl Item {
    fn plain(lead: String) -> Self {
        Self { lead, parts: Vec::new() }
    }
}

impl<'a> Compared<'a> {
    /// Who speaks a quotation that both have, where one of the articles says it.
    fn speaker(&self, quotation: &SharedQuotation, contents: &[Contents<'a>; 2]) -> Option<&'a str> {
        let sides = [(self.left.1, quotation.left), (self.right.1, quotation.right)];
        sides.into_iter().zip(contents).find_map(|((findings, span), contents)| {
            let name = |q: &Quotation| findings.entity(q.speaker?).map(|e| e.name.as_str());
            contents.around(span).find_map(name)
        })
    }

    /// The versions of the utterance that a quotation that both have belongs to; none where it is too little of one.
    fn versions(&self, quotation: &SharedQuotation) -> &'a [Version] {
        let left = quotation.left;
        let at = |spans: &[Span]| spans.get(spans.partition_point(|s| s.end <= left.start)).copied();
        let holds = |u: &&Utterance| {
            let first = u.versions.first().and_then(|v| at(&v.spans));
            first.is_some_and(|span| span.overlaps(left))
        };
        self.comparison.across.quotations.iter().find(holds).map_or(&[], |u| &u.versions)
    }

    fn contents(&self) -> [Contents<'a>; 2] {
        [Contents::new(self.left.1), Contents::new(self.right.1)]
    }

    fn sections(&self) -> Vec<Section> {
        let places = [Places::new(self.left.0), Places::new(self.right.0)];
        let mut out = vec![self.heading(), self.pairs(&places), self.quotations(&places)];
        let mentions = |findings: &ArticleFindings, id| findings.entity(id).map_or(0, |e| e.mentions.len());
        out.extend(self.matches("Entities", &self.comparison.entities, mentions));
        let mentions = |findings: &ArticleFindings, id| findings.issue(id).map_or(0, |i| i.mentions.len());
        out.extend(self.matches("Issues", &self.comparison.issues, mentions));
        out.push(stands::section(self, &places));
        out.extend(across::sections(self, &places));
        out.extend(
            [("left", self.left, 0), ("right", self.right, 1)]
                .map(|(name, of, hand)| self.only(name, of, hand, &places[hand])),
        );
        out.retain(|s| !s.items.is_empty());
        out
    }

    fn heading(&self) -> Section {
        let of = |label, article: &Article| {
            let meta = meta_line(article);
            let separator = if meta.is_empty() { "" } else { " · " };
            let lead = format!("{label} {}{separator}{meta}", clean_line(article.title()));
            Item { lead, parts: vec![("source", origin(article))] }
        };
        let items = vec![Item::plain("Two articles".into()), of("left: ", self.left.0), of("right:", self.right.0)];
        Section { title: String::new(), items }
    }

    fn pairs(&self, places: &[Places<'_>; 2]) -> Section {
        let (left, right) = (self.left.0, self.right.0);
        let pairs = &self.comparison.pairs;
        let item = |p: &crate::model::comparison::Pair| Item {
            lead: format!("{} | {}  {}", places[0].of(p.left), places[1].of(p.right), p.reason),
            parts: vec![("left", p.left.of(&left.text).into()), ("right", p.right.of(&right.text).into())],
        };
        let title = match pairs.len() {
            0 => "No passage of one is about the same as one of the other".to_owned(),
            n => format!("Both report ({n})"),
        };
        // A title without items would not be shown.
        let none = || vec![Item::plain("what only one has stands below".into())];
        Section { title, items: if pairs.is_empty() { none() } else { pairs.iter().map(item).collect() } }
    }

    fn quotations(&self, places: &[Places<'_>; 2]) -> Section {
        let contents = self.contents();
        let (left, right) = (self.left.0, self.right.0);
        let item = |q: &SharedQuotation| {
            let speaker = self.speaker(q, &contents).unwrap_or("speaker not named");
            let how = if q.identical { "the same words" } else { "in different words" };
            let cues = across::cues(self, q);
            let lead = format!("{} | {}  {speaker}, {how}{cues}", places[0].of(q.left), places[1].of(q.right));
            let (one, other) = (q.left.of(&left.text), q.right.of(&right.text));
            let parts = if q.identical {
                vec![("both", one.into())]
            } else {
                vec![("left", one.into()), ("right", other.into())]
            };
            Item { lead, parts }
        };
        let items: Vec<_> = self.comparison.quotations.iter().map(item).collect();
        Section { title: format!("Quoted in both ({})", items.len()), items }
    }

    /// The matches of one sort in three lists: in both, only left, only right.
    fn matches<T: Copy>(
        &self,
        title: &str,
        matches: &[Matched<T>],
        mentions: impl Fn(&ArticleFindings, T) -> usize,
    ) -> Option<Section> {
        let count = |m: &Matched<T>| {
            let counts = [(self.left.1, m.left), (self.right.1, m.right)].map(|(f, id)| id.map(|id| mentions(f, id)));
            match counts {
                [Some(l), Some(r)] => format!("{} ({l} | {r})", clean_line(&m.name)),
                [l, r] => format!("{} ({})", clean_line(&m.name), l.or(r).unwrap_or_default()),
            }
        };
        let list = |label: &str, both: [bool; 2]| {
            let names: Vec<_> =
                matches.iter().filter(|m| [m.left.is_some(), m.right.is_some()] == both).map(count).collect();
            (!names.is_empty()).then(|| Item::plain(format!("{label}: {}", names.join(", "))))
        };
        let lists =
            [list("in both", [true, true]), list("only left", [true, false]), list("only right", [false, true])];
        let items: Vec<_> = lists.into_iter().flatten().collect();
        (!items.is_empty()).then(|| Section { title: title.to_owned(), items })
    }

    /// What one article quotes and the other does not.
    fn only(
        &self,
        name: &str,
        (article, findings): (&Article, &ArticleFindings),
        hand: usize,
        places: &Places<'_>,
    ) -> Section {
        let shared = self.comparison.quotations.iter().map(|q| if hand == 0 { q.left } else { q.right });
        let mut shared: Vec<Span> = shared.collect();
        shared.sort_unstable();
        let is_shared = |content: &Span| {
            let at = shared.partition_point(|s| s.end <= content.start);
            shared.get(at).is_some_and(|s| s.overlaps(*content))
        };
        let is_own = |q: &&Quotation| q.kind != QuotationKind::Indirect && !q.content.iter().any(is_shared);
        let item = |q: &Quotation| {
            let content: Vec<_> = q.content.iter().map(|s| s.of(&article.text)).collect();
            let at = q.content.first().copied().unwrap_or_default();
            let speaker = plain::speaker(q, &article.text, findings);
            Item::plain(format!("{}  {speaker}: {}", places.of(at), content.join(" … ")))
        };
        let items: Vec<_> = findings.quotations.iter().filter(is_own).map(item).collect();
        Section { title: format!("Quoted only {name} ({})", items.len()), items }
    }
}

/// Where spans of an article stand for a reader.
struct Places<'a> {
    article: &'a Article,
    /// How many paragraphs of body text there are up to each block, itself included.
    paragraphs: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(article: &'a Article) -> Self {
        let mut paragraph = 0;
        let count = article.blocks.iter().map(|block| {
            paragraph += usize::from(block.kind == BlockKind::Body); // as on the screen
            paragraph
        });
        Self { article, paragraphs: count.collect() }
    }

    /// The number of the paragraph (`¶ 3`), or the title.
    fn of(&self, span: Span) -> String {
        let at = self.article.blocks.partition_point(|b| b.span.end <= span.start);
        match (self.article.blocks.get(at), self.paragraphs.get(at)) {
            (Some(block), _) if block.kind == BlockKind::Title => "title".to_owned(),
            (Some(_), Some(paragraph)) => format!("¶ {paragraph}"),
            _ => "¶ –".to_owned(),
        }
    }
}

/// The contents of quotations with the quotation that they belong to, by their place.
struct Contents<'a> {
    spans: Vec<(Span, &'a Quotation)>,
}

impl<'a> Contents<'a> {
    fn new(findings: &'a ArticleFindings) -> Self {
        let mut spans: Vec<_> =
            findings.quotations.iter().flat_map(|q| q.content.iter().map(move |c| (*c, q))).collect();
        spans.sort_by_key(|(span, _)| *span);
        Self { spans }
    }

    /// The quotations that share text with a span.
    fn around(&self, span: Span) -> impl Iterator<Item = &'a Quotation> {
        // Contents do not overlap, so that their ends are in order too.
        let from = self.spans.partition_point(|(content, _)| content.end <= span.start);
        self.spans[from..].iter().take_while(move |(content, _)| content.start < span.end).map(|(_, q)| *q)
    }
}
