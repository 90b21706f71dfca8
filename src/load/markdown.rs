//! Markdown as the plain text that it stands for: paragraphs without markup, each with the role that the markup gives.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::article::Link;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

/// Lists inside lists are marked this deep; deeper ones read as their outer list.
const DEEPEST_LIST: usize = 32;

/// The text of the Markdown in `source`, its blocks, a blank line between any two, and its links. Roles that the markup
/// does not give are left undecided ([`BlockKind::Body`]); the first heading of level one is the title.
pub(super) fn render(source: &str) -> (String, Vec<Block>, Vec<Link>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS;
    let mut page = Page { text: String::with_capacity(source.len()), ..Page::default() };
    for event in Parser::new_ext(source, options) {
        page.event(event);
    }
    page.close(BlockKind::Body);
    (page.text, page.blocks, page.links)
}

#[derive(Default)]
struct Page {
    text: String,
    blocks: Vec<Block>,
    links: Vec<Link>,
    /// Text of the open block.
    open: String,
    /// Where the open link began in it, and where it leads.
    link: Option<(usize, String)>,
    /// The links of the open block: from, to, where they lead.
    open_links: Vec<(usize, usize, String)>,
    /// Whether the open block is the first of a block quotation, which may be a callout.
    begins_quote: bool,
    /// The end of the first line of the open block.
    first_line: Option<usize>,
    /// Numbers of the next items of the open lists; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The mark of the item that has just begun.
    mark: String,
    /// HTML that stands by itself; it comes line by line, its tags may span lines.
    html_block: String,
    /// Inside an image: the text that stands for it. Images inside images count as their text.
    alt: Option<String>,
    images: usize,
    /// Captions that wait for the end of their paragraph.
    captions: Vec<String>,
    has_title: bool,
    /// Inside a block of code.
    is_code: bool,
}

/// Text without what note-taking programs do not show: `%%comments%%`, and the marks of `==what is marked==`.
fn without_marks(text: &str) -> Cow<'_, str> {
    // What is marked is part of a line. Bytes.
    const LONGEST: usize = 1000;
    let mut out = String::new();
    let mut copied = 0;
    let mut end = 0;
    for at in memchr::memchr2_iter(b'%', b'=', text.as_bytes()) {
        let Some(mark) = text.get(at..at + 2).filter(|mark| at >= end && matches!(*mark, "%%" | "==")) else {
            continue;
        };
        let reach = super::lines::floor(text, (at + 2).saturating_add(LONGEST));
        let Some(length) = text[at + 2..reach].find(mark) else { continue };
        let inner = &text[at + 2..at + 2 + length];
        let is_marked = !inner.is_empty() && inner.trim() == inner && !inner.starts_with('=');
        if mark == "%%" || is_marked {
            out.push_str(&text[copied..at]);
            out.push_str(if mark == "==" { inner } else { "" });
            end = at + 4 + length;
            copied = end;
        }
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if !self.is_code => self.push(&without_marks(&text)),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text);
            }
            Event::SoftBreak => {
                self.first_line.get_or_insert(self.open.len());
                self.push(" ");
            }
            Event::HardBreak => {
                self.first_line.get_or_insert(self.open.len());
                self.push("\n");
            }
            Event::InlineHtml(tag) => self.html(&tag),
            Event::Html(line) => self.html_block.push_str(&line),
            Event::FootnoteReference(name) => self.push(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
            Event::Rule => self.close(BlockKind::Body),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.close(BlockKind::Body);
                if self.lists.len() < DEEPEST_LIST {
                    self.lists.push(first);
                }
            }
            Tag::Item => {
                self.close(BlockKind::Body);
                self.mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "• ".to_owned(),
                };
            }
            Tag::FootnoteDefinition(name) => {
                self.close(BlockKind::Body);
                self.mark = format!("[{name}] ");
            }
            Tag::Image { title, .. } => {
                self.images += 1;
                self.alt.get_or_insert_default();
                if self.images == 1 && !title.is_empty() {
                    // The title of an image is written for readers; the alternative text only where it is missing.
                    self.captions.push(title.to_string());
                }
            }
            Tag::Link { dest_url, .. } => self.link = Some((self.open.len(), dest_url.to_string())),
            Tag::BlockQuote(_) => {
                self.close(BlockKind::Body);
                self.begins_quote = true;
            }
            Tag::CodeBlock(_) => {
                self.close(BlockKind::Body);
                self.is_code = true;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::TableRow | Tag::TableHead => {
                self.close(BlockKind::Body);
            }
            Tag::TableCell if !self.open.is_empty() => self.push(" | "),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let is_title = level == HeadingLevel::H1 && !self.has_title;
                self.has_title |= is_title;
                self.close(if is_title { BlockKind::Title } else { BlockKind::Heading });
            }
            TagEnd::Link => {
                if let Some((from, url)) = self.link.take()
                    && from < self.open.len()
                {
                    self.open_links.push((from, self.open.len(), url));
                }
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0
                    && let Some(alt) = self.alt.take()
                    && self.captions.last().is_none_or(|title| *title != alt)
                {
                    self.captions.push(alt);
                }
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html_block);
                self.html(&html);
                self.close(BlockKind::Body);
            }
            TagEnd::List(_) => {
                self.close(BlockKind::Body);
                self.lists.pop();
            }
            TagEnd::CodeBlock => {
                self.close(BlockKind::Body);
                self.is_code = false;
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::FootnoteDefinition => self.close(BlockKind::Body),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        match &mut self.alt {
            Some(alt) => alt.push_str(text),
            None => self.open.push_str(text),
        }
    }

    /// Keeps the text between tags; of the tags only line breaks have a meaning here.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            self.push(&rest[..open]);
            let tag = &rest[open..];
            let (close, skip) = if tag.starts_with("<!--") { ("-->", 3) } else { (">", 1) };
            let Some(end) = tag.find(close) else { return };
            if tag.len() > 3 && tag.as_bytes()[1..3].eq_ignore_ascii_case(b"br") {
                self.push("\n");
            }
            rest = &tag[end + skip..];
        }
        self.push(rest);
    }

    /// Ends the open block, and the captions that stood in it.
    fn close(&mut self, kind: BlockKind) {
        let open = std::mem::take(&mut self.open);
        let links = std::mem::take(&mut self.open_links);
        let first_line = self.first_line.take().unwrap_or(open.len());
        self.link = None;
        if !open.trim().is_empty() {
            let mark = std::mem::take(&mut self.mark);
            let begins_quote = std::mem::take(&mut self.begins_quote);
            let title = begins_quote.then(|| callout(&open[..first_line])).flatten();
            if let Some(from) = title {
                self.add_part(BlockKind::Heading, "", &open, from..first_line, &links);
                self.add_part(kind, "", &open, first_line..open.len(), &links);
            } else {
                // A heading inside a list item stays a heading, without the mark of the item.
                let mark = if kind == BlockKind::Body { mark } else { String::new() };
                self.add_part(kind, &mark, &open, 0..open.len(), &links);
            }
        }
        for caption in std::mem::take(&mut self.captions) {
            self.add(BlockKind::Caption, caption.trim());
        }
    }

    /// Adds a part of the open block, without the white space around it, and its links.
    fn add_part(
        &mut self,
        kind: BlockKind,
        mark: &str,
        open: &str,
        part: std::ops::Range<usize>,
        links: &[(usize, usize, String)],
    ) {
        let part = Span::new(part.start, part.end).trimmed(open);
        let body = part.of(open);
        if body.is_empty() {
            return;
        }
        self.add(kind, &format!("{mark}{body}"));
        let start = self.text.len() - body.len();
        for (from, to, url) in links {
            let (from, to) = ((*from).max(part.from()), (*to).min(part.to()));
            if from < to {
                let span = Span::new(start + from - part.from(), start + to - part.from());
                self.links.push(Link { span, url: url.clone() });
            }
        }
    }

    fn add(&mut self, kind: BlockKind, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block { kind, span: Span::new(start, self.text.len()) });
    }
}

/// Where the title of a callout begins behind its mark (`[!quote]- Title`), if a line is that of a callout.
fn callout(line: &str) -> Option<usize> {
    let inner = line.trim_start().strip_prefix("[!")?;
    let close = inner.find(']')?;
    let is_name = close > 0 && close <= 30 && inner[..close].chars().all(|c| c.is_alphanumeric() || "-_|".contains(c));
    let rest = inner[close + 1..].trim_start_matches(['+', '-']).trim_start();
    is_name.then(|| line.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` has a line for each block: kind, colon, text.
    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let (text, blocks, _) = render(source);
        let found: Vec<_> = blocks.iter().map(|b| format!("{}: {}", b.kind.name(), b.span.of(&text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn markup_is_gone_and_text_is_kept() {
        check(
            "The *harbour* of [Brakel](https://example.org) is **closed**,\nsays `mayor`.",
            &["body: The harbour of Brakel is closed, says mayor."],
        );
        check(
            "# Closed\n\nOne.\n\n## Why\n\nTwo.\n\n# Again\n",
            &["title: Closed", "body: One.", "heading: Why", "body: Two.", "heading: Again"],
        );
    }

    #[test]
    fn lists_quotes_and_tables() {
        check(
            "- one\n- two\n  1. inner\n  2. more\n- three",
            &["body: • one", "body: • two", "body: 1. inner", "body: 2. more", "body: • three"],
        );
        check("3. one\n\n   second paragraph\n\n4. two", &["body: 3. one", "body: second paragraph", "body: 4. two"]);
        check("> One.\n>\n> Two.", &["body: One.", "body: Two."]);
        check("| a | b |\n|---|---|\n| 1 | 2 |", &["body: a | b", "body: 1 | 2"]);
        check("    code\n      more\n", &["body: code\n  more"]);
        check("Text[^1].\n\n[^1]: The note.", &["body: Text[1].", "body: [1] The note."]);
    }

    #[test]
    fn links_lead_somewhere() {
        let (text, _, links) =
            render("- The *harbour* of [Brakel town](https://example.org)\n\nSee [[Jane Roe|her]], [[Ann Fox]].");
        let found: Vec<_> = links.iter().map(|l| (l.span.of(&text), l.url.as_str())).collect();
        assert_eq!(found, [("Brakel town", "https://example.org"), ("her", "Jane Roe"), ("Ann Fox", "Ann Fox")]);
    }

    #[test]
    fn marks_and_comments_of_notes_are_not_shown() {
        check("The ==harbour of Brakel== is closed. %%Who says so?%%", &["body: The harbour of Brakel is closed."]);
        check("If a == b and c == d, 100%% of it.", &["body: If a == b and c == d, 100%% of it."]);
        check("    a ==b== c\n", &["body: a ==b== c"]);
        check("Both: ==a== %%b%% ==c==, ==open", &["body: Both: a  c, ==open"]);
    }

    #[test]
    fn callouts_are_read_as_what_they_say() {
        check("> [!quote] The mayor\n> “It is closed.”", &["heading: The mayor", "body: “It is closed.”"]);
        check("> [!note]\n> It is closed.", &["body: It is closed."]);
        check("> [!note]- Folded\n> - one", &["heading: Folded", "body: • one"]);
        check("> [1] is a note.", &["body: [1] is a note."]);
    }

    #[test]
    fn images_leave_their_caption() {
        check("![Ships wait](a.png)", &["caption: Ships wait"]);
        check("Text ![Ships](a.png) here.", &["body: Text  here.", "caption: Ships"]);
        check("![Ships](a.png \"Ships wait at the pier\")", &["caption: Ships wait at the pier", "caption: Ships"]);
        check("![](a.png)", &[]);
    }

    #[test]
    fn html_leaves_its_text() {
        check("One<br>two <b>three</b><!-- not -->.", &["body: One\ntwo three."]);
        check("<div class=\"a\">\nBlock\n</div>\n\nText.", &["body: Block", "body: Text."]);
        check("<!-- only\na comment -->\n\nText.", &["body: Text."]);
    }

    proptest::proptest! {
        #[test]
        fn blocks_hold_all_text(source in "[ a-z#*_>\\-\\[\\]()!<>`|0-9.\\n\\\\&]{0,160}") {
            let (text, blocks, _) = render(&source);
            let kept: String = blocks.iter().map(|b| b.span.of(&text)).collect();
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(solid(&kept), solid(&text));
            for block in blocks {
                proptest::prop_assert_eq!(block.span, block.span.trimmed(&text));
                proptest::prop_assert!(!block.span.is_empty());
            }
        }
    }
}
