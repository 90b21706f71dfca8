//! Writes HTML so that nothing of an article can get into it unescaped: tags, classes and attribute names are words of this
//! program, everything else is escaped and cleaned on its way in, and a link leads to a place of the page or to an address
//! that was checked.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};

use crate::model::board::SheetKind;
use crate::text::cells::clean_line;

/// A place of the page that links lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Id {
    /// A section with a fixed name.
    Section(&'static str),
    /// The line of an article in the list of articles, counted from 0.
    Article(usize),
    /// The text of an article.
    Text(usize),
    /// A sentence of an article, by the offset at which it begins.
    Sentence(usize, u32),
    /// A row of a sheet.
    Row(SheetKind, usize),
    /// A finding: the sheet, its row, and its number in the row.
    Finding(SheetKind, usize, usize),
    /// A doubtful position, by its number.
    Doubtful(usize),
    /// A comparison.
    Comparison(usize),
    /// A row of a comparison.
    Pair(usize, usize),
    /// A note.
    Note(usize),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Section(name) => f.write_str(name),
            Self::Article(n) => write!(f, "article-{}", n + 1),
            Self::Text(n) => write!(f, "text-{}", n + 1),
            Self::Sentence(n, at) => write!(f, "s{}-{at}", n + 1),
            Self::Row(kind, row) => write!(f, "{}-{}", kind.name(), row + 1),
            Self::Finding(kind, row, n) => write!(f, "{}-{}-{}", kind.name(), row + 1, n + 1),
            Self::Doubtful(n) => write!(f, "doubtful-{}", n + 1),
            Self::Comparison(n) => write!(f, "comparison-{}", n + 1),
            Self::Pair(n, row) => write!(f, "comparison-{}-{}", n + 1, row + 1),
            Self::Note(n) => write!(f, "note-{}", n + 1),
        }
    }
}

/// An address of the web that may be linked to: `http` or `https`, and nothing in it that is no part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WebAddress(String);

impl WebAddress {
    /// Takes an address of an article if it is one.
    pub(super) fn new(url: &str) -> Option<Self> {
        let url = url.trim();
        let (scheme, rest) = url.split_once("://")?;
        let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
        (is_web && !rest.is_empty() && url.chars().all(plain) && clean_line(url) == url).then(|| Self(url.to_owned()))
    }

    /// As it is written.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// An attribute. Those that could do something (addresses, scripts, styles) have variants of their own or none.
#[derive(Clone, Copy, Debug)]
pub(super) enum At<'a> {
    /// Makes the element a place that links lead to.
    Id(Id),
    /// Its classes.
    Class(&'static str),
    /// Leads to a place of the page.
    To(Id),
    /// Leads to the web.
    Web(&'a WebAddress),
    /// What it is called for those who do not see it.
    Label(&'a str),
    /// Any other attribute with a fixed value.
    Fixed(&'static str, &'static str),
    /// Any other attribute with a number.
    Number(&'static str, f64),
}

/// A page that is being written.
#[derive(Debug, Default)]
pub(super) struct Page {
    out: String,
    ids: HashSet<Id>,
    links: HashSet<Id>,
    /// Which findings lead to a sentence.
    cited: HashMap<Id, Vec<Id>>,
}

impl Page {
    /// An element with what `inside` writes.
    pub(super) fn element(&mut self, tag: &'static str, at: &[At<'_>], inside: impl FnOnce(&mut Self)) {
        self.open(tag, at);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element that holds nothing but a text.
    pub(super) fn leaf(&mut self, tag: &'static str, at: &[At<'_>], text: &str) {
        self.element(tag, at, |page| page.text(text));
    }

    /// A text from anywhere: cleaned of controls, line breaks as blanks, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// A line break in the source, so that it can be read.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// Markup or a style sheet that is a part of this program.
    pub(super) fn fixed(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    fn open(&mut self, tag: &'static str, at: &[At<'_>]) {
        self.out.push('<');
        self.out.push_str(tag);
        for attribute in at {
            // Writing to a string cannot fail.
            let _ = match attribute {
                At::Id(id) => {
                    let first = self.ids.insert(*id);
                    debug_assert!(first, "{id} twice");
                    write!(self.out, " id=\"{id}\"")
                }
                At::Class(class) => write!(self.out, " class=\"{class}\""),
                At::To(id) => {
                    self.links.insert(*id);
                    write!(self.out, " href=\"#{id}\"")
                }
                At::Web(address) => {
                    self.out.push_str(" href=\"");
                    escape(&address.0, &mut self.out);
                    write!(self.out, "\" rel=\"noopener noreferrer nofollow\"")
                }
                At::Label(label) => {
                    self.out.push_str(" aria-label=\"");
                    escape(label, &mut self.out);
                    write!(self.out, "\"")
                }
                At::Fixed(name, value) => write!(self.out, " {name}=\"{value}\""),
                At::Number(name, value) => write!(self.out, " {name}=\"{}\"", (value * 100.0).round() / 100.0),
            };
        }
        self.out.push('>');
    }

    /// Notes that a finding leads to a sentence, so that the sentence can lead back.
    pub(super) fn cite(&mut self, sentence: Id, by: Id) {
        let cited = self.cited.entry(sentence).or_default();
        if !cited.contains(&by) {
            cited.push(by);
        }
    }

    /// The findings that lead to a sentence.
    pub(super) fn cited_by(&self, sentence: Id) -> &[Id] {
        self.cited.get(&sentence).map_or(&[], Vec::as_slice)
    }

    /// The places that links lead to and that are not there yet.
    pub(super) fn wanted(&self) -> impl Iterator<Item = Id> + '_ {
        self.links.difference(&self.ids).copied()
    }

    /// The markup.
    pub(super) fn finish(self) -> String {
        debug_assert!(self.wanted().next().is_none(), "links lead nowhere: {:?}", self.wanted().collect::<Vec<_>>());
        self.out
    }
}

/// Cleaned as for a screen, then with the characters that mean something to HTML replaced.
fn escape(text: &str, out: &mut String) {
    for c in clean_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_never_markup() {
        let mut page = Page::default();
        page.leaf(
            "p",
            &[At::Label("\"><img src=x onerror=alert(1)>")],
            "</p><script>alert('x')</script>\u{202E}\u{0}&amp;",
        );
        let out = page.finish();
        let expected = "<p aria-label=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;\">&lt;/p&gt;&lt;script&gt;\
                        alert(&#39;x&#39;)&lt;/script&gt;␦␀&amp;amp;</p>";
        assert_eq!(out, expected);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for good in ["https://news.example/a?b=c&d#e", "HTTP://x.example", " http://x.example/ü "] {
            assert!(WebAddress::new(good).is_some(), "{good}");
        }
        let bad = [
            "javascript:alert(1)",
            "javascript://x",
            "data:text/html,x",
            "https://",
            "https://x/\"onclick=",
            "/a",
            "https://x/\u{202e}y",
            "https://x y",
            "https://x/\ny",
            "ftp://x.example",
            "",
        ];
        for bad in bad {
            assert!(WebAddress::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_page_knows_where_its_links_lead() {
        let mut page = Page::default();
        page.leaf("a", &[At::To(Id::Text(0))], "there");
        assert_eq!(page.wanted().collect::<Vec<_>>(), [Id::Text(0)]);
        page.leaf("p", &[At::Id(Id::Text(0))], "here");
        assert_eq!(page.finish(), "<a href=\"#text-1\">there</a><p id=\"text-1\">here</p>");
    }
}
