//! The copy menu: what of the thing under the cursor can be copied, shown as it will be, and copying it.

use crate::app::App;
use crate::app::citing::{citation, cleaned, link, markdown, quoted};
use crate::app::geometry::Pane;
use crate::app::keep::On;
use crate::app::message::Effect;
use crate::app::page::Anchor;
use crate::app::screen::ScreenKind;
use crate::app::side::SideRow;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::key::Key;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

/// What copying is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Subject {
    /// The article; `None` where there is none.
    pub(super) article: Option<ArticleId>,
    /// The offset of the text from which sentence, paragraph and quotation are taken; `None` for the whole article.
    pub(super) at: Option<usize>,
    /// The very words under the cursor, if there are any.
    words: Option<Span>,
}

/// Something that can be copied.
struct Choice {
    letter: char,
    what: &'static str,
    text: String,
}

impl App {
    /// Opens the menu of what can be copied here.
    pub(super) fn open_copy_menu(&mut self) -> Vec<Effect> {
        let mut choices = self.choices();
        choices.extend(self.line_of_window());
        if choices.is_empty() {
            self.notice = Some("there is nothing to copy here".into());
            return Vec::new();
        }
        let line = |choice: Choice| {
            let shown = cleaned(&choice.text);
            let right = format!("{}: {shown}", choice.what);
            Line { copy: Some((choice.what, choice.text)), ..Line::pair(choice.letter.to_string(), right) }
        };
        let lines = choices.into_iter().map(line).collect();
        self.window = Some(Window::new(WindowKind::Copy, "Copy", lines));
        Vec::new()
    }

    /// A letter in the menu; `None` if it is of no line.
    pub(super) fn copy_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let window = self.window.as_ref().filter(|w| w.kind == WindowKind::Copy)?;
        let letter = key.typed()?.to_string();
        let (what, text) = window.lines.iter().find(|line| line.left == letter)?.copy.clone()?;
        Some(self.copy(what, text))
    }

    /// Copies a text and closes the menu. What was really done with it is said when it is done.
    pub(super) fn copy(&mut self, what: &'static str, text: String) -> Vec<Effect> {
        self.window = None;
        vec![Effect::Copy { what, text }]
    }

    /// What can be copied here.
    fn choices(&self) -> Vec<Choice> {
        let subject = self.subject();
        let Some(id) = subject.article else { return Vec::new() };
        let Some(article) = self.library.store().article(id) else { return Vec::new() };
        let text = |span: Span| cleaned(span.of(&article.text));
        let findings = self.library.findings(id);
        let findings = findings.as_deref();
        let sentence = subject.at.and_then(|at| sentence(&article, findings, at));
        let paragraph = subject.at.and_then(|at| article.reading_blocks().find(|b| b.span.to() > at)).map(|b| b.span);
        let passage = sentence.or(paragraph);
        let quotation = findings.zip(subject.at).and_then(|(findings, at)| quotation(&article, findings, at));
        let all = [
            ('w', "the words", subject.words.map(text)),
            ('y', "the sentence", sentence.map(text)),
            ('p', "the paragraph", paragraph.map(text)),
            ('q', "the quotation", quotation),
            ('c', "the citation", Some(citation(&article, passage.map(Span::from)))),
            ('m', "a quotation in Markdown", passage.map(|span| markdown(&article, span))),
            ('l', "the link", link(&article, passage)),
            ('o', "the command that opens this", self.command(&article, subject.at)),
        ];
        let filled = all.into_iter().filter_map(|(letter, what, text)| {
            let text = text.filter(|text| !text.trim().is_empty())?;
            Some(Choice { letter, what, text })
        });
        filled.collect()
    }

    /// The selected line of the window that is open.
    fn line_of_window(&self) -> Option<Choice> {
        let line = self.window.as_ref().filter(|window| window.kind != WindowKind::Copy)?.selected_line()?;
        let text = cleaned(&format!("{} {}", line.left, line.right));
        let text = text.trim();
        (!text.is_empty()).then(|| Choice { letter: 't', what: "the line of the window", text: text.to_owned() })
    }

    /// What the screen below the menu has selected.
    pub(super) fn subject(&self) -> Subject {
        if let Some(place) = self.window.as_ref().and_then(|w| w.selected_line()?.place) {
            let at = match place.anchor {
                Anchor::Offset(at) => Some(at),
                Anchor::Header(_) => None,
            };
            return Subject { article: Some(place.article), at, words: None };
        }
        match self.screen_below() {
            ScreenKind::Board => {
                let passage = self.board.passages().get(self.board.passage).map(|p| p.span);
                Subject { article: self.board.article(), at: passage.map(Span::from), words: passage }
            }
            ScreenKind::Comparison => {
                let Some(compare) = &self.compare else { return Subject::default() };
                let i = compare.hand().index();
                let top = compare.row_at(compare.hand(), 0).and_then(|row| compare.pages[i].rows().get(row));
                let at = compare.lit[i].map(Span::from).or(top.map(|row| row.span.from()));
                Subject { article: Some(compare.articles[i]), at, words: compare.lit[i] }
            }
            ScreenKind::Panes | ScreenKind::Window | ScreenKind::Asking => self.subject_in_panes(),
        }
    }

    fn subject_in_panes(&self) -> Subject {
        let article = self.reader.article;
        match self.focus {
            Pane::List => Subject { article, at: None, words: None },
            Pane::Text => {
                let from = self.walking_from();
                Subject { article, at: Some(from.from()), words: Some(from).filter(|words| !words.is_empty()) }
            }
            Pane::Side => {
                let words = self.side.selected_row().and_then(|row| self.span_of_row(row));
                Subject { article, at: words.map(Span::from), words }
            }
        }
    }

    /// Where what a row of the side panel tells stands first.
    fn span_of_row(&self, row: SideRow) -> Option<Span> {
        let findings = self.findings()?;
        match row {
            SideRow::Entity(id) | SideRow::Roles(id) => Some(findings.entity(id)?.mentions.first()?.span),
            SideRow::Issue(id) => findings.issue(id)?.mentions.first().copied(),
            SideRow::Position(id, position) => Some(findings.issue(id)?.positions.get(position)?.evidence),
            SideRow::Quotation(i) | SideRow::Words(i) => findings.quotations.get(i)?.content.first().copied(),
            SideRow::Date(date) => Some(findings.dates.get(date.first)?.span),
            SideRow::Figure(figure) => Some(findings.figures.get(figure.first)?.span),
            SideRow::Note(i) | SideRow::Noted(i) => match self.side.notes.get(i)?.on {
                On::Passage(span) => Some(span),
                On::Article | On::Lost => None,
            },
            SideRow::Heading(..) | SideRow::Folded(..) | SideRow::Blank => None,
        }
    }

    /// The command line that opens what is on the screen. `None` where the articles came through a pipe.
    fn command(&self, article: &Article, at: Option<usize>) -> Option<String> {
        article.path.as_ref()?;
        let mut words = vec!["parallax".to_owned()];
        words.extend(self.settings.paths.iter().map(|path| quoted(path)));
        if self.filter.active() {
            words.extend(["--filter".to_owned(), quoted(&self.filter.query.to_string())]);
        }
        let place = |article: &Article, at: Option<usize>| match at.and_then(|at| article.paragraph(at)) {
            Some(number) => format!("{}:{number}", article.id),
            None => article.id.clone(),
        };
        let compared = self.compare.as_ref().filter(|_| self.screen_below() == ScreenKind::Comparison);
        if self.screen_below() == ScreenKind::Board {
            words.push("--board".to_owned());
        } else if let Some(compare) = compared {
            let [left, right] = compare.articles.map(|id| self.library.store().article(id));
            let at = compare.lit[0].map(Span::from);
            words.extend(["--open".to_owned(), quoted(&place(&*left?, at))]);
            words.extend(["--with".to_owned(), quoted(&right?.id)]);
        } else {
            words.extend(["--open".to_owned(), quoted(&place(article, at))]);
        }
        Some(words.join(" "))
    }
}

/// The sentence that holds an offset, or the next one; before the article is analysed there is none.
fn sentence(article: &Article, findings: Option<&ArticleFindings>, at: usize) -> Option<Span> {
    let sentences = &findings?.sentences;
    let next = sentences.iter().find(|s| s.to() > at).copied();
    next.filter(|s| !s.of(&article.text).trim().is_empty())
}

/// The quotation that holds an offset, or the next one, with its speaker, outlet and date.
fn quotation(article: &Article, findings: &ArticleFindings, at: usize) -> Option<String> {
    let ends = |q: &&crate::model::quotation::Quotation| q.content.last().is_some_and(|span| span.to() > at);
    let quotation = findings.quotations.iter().filter(ends).min_by_key(|q| q.content.first().map(|s| s.start))?;
    let words: Vec<_> = quotation.content.iter().map(|c| cleaned(c.of(&article.text))).collect();
    let speaker = quotation.speaker.and_then(|s| findings.entity(s)).map(|e| cleaned(&e.name));
    let source = quotation.source.map(|s| cleaned(s.of(&article.text)));
    let mut credit = vec![speaker.or(source).unwrap_or_else(|| "speaker unknown".into())];
    credit.extend(article.metadata.source.as_deref().map(cleaned));
    credit.extend(article.metadata.published.map(|d| d.to_string()));
    Some(format!("{} ({})", words.join(" … "), credit.join(", ")))
}
