//! What leads out of the reader: the address of an article or a link of it, the editor, a command that gets a text.

use crate::app::App;
use crate::app::asking::Purpose;
use crate::app::citing::{cleaned, web_address};
use crate::app::message::Effect;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::key::Key;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::block::Block;
use crate::text::span::Span;

/// So many links of a paragraph have a number.
const LINKS: usize = 9;

impl App {
    /// Opens the link under the cursor in a browser. Of several in the paragraph asks for a number; without any the address
    /// of the article is opened.
    pub(super) fn open_link(&mut self) -> Vec<Effect> {
        let Some((id, at)) = self.outside() else { return self.nothing("there is no article here") };
        let Some(article) = self.library.store().article(id) else { return Vec::new() };
        let mut links = links(&article, at);
        let own = article.metadata.url.as_deref().and_then(web_address);
        let (Some(first), 1) = (links.first(), links.len()) else {
            if links.is_empty() {
                return match own {
                    Some(url) => vec![Effect::Browse(url)],
                    None => self.nothing("neither this paragraph nor the article has an address of the web"),
                };
            }
            links.extend(own.map(|url| ("the article".to_owned(), url)));
            let line = |(i, (words, url)): (usize, (String, String))| Line {
                link: Some(url.clone()),
                ..Line::pair((i + 1).to_string(), format!("{words}: {}", cleaned(&url)))
            };
            let lines = links.into_iter().take(LINKS).enumerate().map(line).collect();
            self.window = Some(Window::new(WindowKind::Links, "Open in the browser", lines));
            return Vec::new();
        };
        vec![Effect::Browse(first.1.clone())]
    }

    /// A digit in the window of links; `None` if it is of no line.
    pub(super) fn link_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let window = self.window.as_ref().filter(|w| w.kind == WindowKind::Links)?;
        let number = key.typed().filter(char::is_ascii_digit)?.to_string();
        let url = window.lines.iter().find(|line| line.left == number)?.link.clone()?;
        self.window = None;
        Some(vec![Effect::Browse(url)])
    }

    /// Opens the file of the article in the editor, at the line of what is under the cursor.
    pub(super) fn edit_article(&mut self) -> Vec<Effect> {
        let Some((id, at)) = self.outside() else { return self.nothing("there is no article here") };
        let Some(article) = self.library.store().article(id) else { return Vec::new() };
        let Some(path) = article.path.clone() else {
            return self.nothing("the article came through a pipe; there is no file to edit");
        };
        let words = at.map(|at| line_at(&article, at)).unwrap_or_default();
        vec![Effect::Edit { path, line: None, words }]
    }

    /// Asks for a command that gets the passage under the cursor, or the whole article.
    pub(super) fn pipe(&mut self) -> Vec<Effect> {
        let Some((id, at)) = self.outside() else { return self.nothing("there is no article here") };
        let Some(article) = self.library.store().article(id) else { return Vec::new() };
        let block = at.and_then(|at| article.reading_blocks().find(|b| b.span.to() > at));
        let text = match block {
            Some(block) => lines_of(&article, block.span),
            None => article.reading_blocks().map(|b| lines_of(&article, b.span)).collect::<Vec<_>>().join("\n"),
        };
        self.ask_in_line(Purpose::Pipe(text), "")
    }

    /// Shows what a command printed.
    pub(super) fn show_output(&mut self, title: &str, output: &str) {
        let lines = output.lines().map(|line| Line::pair("", cleaned(line))).collect();
        self.window = Some(Window::new(WindowKind::Output, cleaned(title), lines));
    }

    fn nothing(&mut self, why: &str) -> Vec<Effect> {
        self.notice = Some(why.to_owned());
        Vec::new()
    }
}

/// The links of the paragraph that holds an offset: their words and where they lead; the one at the offset alone, if there
/// is one. Only addresses of the web count.
fn links(article: &Article, at: Option<usize>) -> Vec<(String, String)> {
    let Some(at) = at else { return Vec::new() };
    let of_web = |span: Span| {
        let within =
            article.links.iter().filter(move |link| span.start <= link.span.start && link.span.start < span.end);
        within.filter_map(|link| Some((cleaned(link.span.of(&article.text)), web_address(&link.url)?)))
    };
    let here = article.links.iter().find(|link| link.span.contains(at)).and_then(|link| of_web(link.span).next());
    if let Some(link) = here {
        return vec![link];
    }
    // At the top of an article the cursor is in its title block, and the paragraph is the first.
    let is_paragraph = |b: &&Block| b.span.to() > at && (b.kind.is_reading() || b.kind.is_folded());
    let paragraph = article.blocks.iter().find(is_paragraph).map(|b| b.span);
    paragraph.into_iter().flat_map(of_web).collect()
}

/// The first words of the line that holds an offset: by them the line is found in the file, whatever its format.
fn line_at(article: &Article, at: usize) -> String {
    /// Enough to be found once, and seldom more than a wrapped line.
    const BYTES: usize = 48;
    let text = &article.text;
    let from = text.get(..at).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
    let line = text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
    let end = (0..=line.len().min(BYTES)).rev().find(|end| line.is_char_boundary(*end)).unwrap_or_default();
    line[..end].to_owned()
}

/// A paragraph as text on a line of its own.
fn lines_of(article: &Article, span: Span) -> String {
    cleaned(span.of(&article.text)) + "\n"
}

impl App {
    /// The article that keys are about, and the offset in its text, if it is about a place.
    fn outside(&self) -> Option<(ArticleId, Option<usize>)> {
        let subject = self.subject();
        Some((subject.article?, subject.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Link;
    use crate::model::block::BlockKind;

    #[test]
    fn the_links_are_those_of_the_paragraph_also_from_the_title_above_it() {
        let text = "Talks end\n\nThe mayor of Brakel left.\n\nShe slept.";
        let link = |from: usize, to: usize, url: &str| Link { span: Span::new(from, to), url: url.to_owned() };
        let article = Article {
            text: text.to_owned(),
            blocks: vec![
                Block { kind: BlockKind::Title, span: Span::new(0, 9) },
                Block { kind: BlockKind::Body, span: Span::new(11, 36) },
                Block { kind: BlockKind::Body, span: Span::new(38, 48) },
            ],
            links: vec![
                link(15, 20, "https://example.org/mayor"),
                link(24, 30, "https://example.org/brakel"),
                link(31, 35, "javascript:alert(1)"),
            ],
            ..Article::default()
        };
        let of = |at: usize| links(&article, Some(at)).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(of(0), ["mayor", "Brakel"]);
        assert_eq!(of(11), ["mayor", "Brakel"]);
        assert_eq!(of(25), ["Brakel"]);
        assert_eq!(of(38), [""; 0]);
        assert_eq!(links(&article, None), []);
    }
}
