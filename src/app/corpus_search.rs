//! Searching in all articles that the list shows, or for the lines of one: hits in context, one below the other.

use crate::app::App;
use crate::app::geometry::hit_column;
use crate::app::message::Effect;
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::app::reader::{Cursor, Target};
use crate::app::window::{Line, Window, WindowKind};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::query::needle::Needle;
use crate::query::search::{aligned, hits};
use crate::query::set::ArticleSet;
use crate::text::fold::fold;
use crate::text::span::Span;

/// How many hits are shown at most; the headings count all of them.
const SHOWN: usize = 300;

impl App {
    /// Opens the window; what is typed into it is searched for.
    pub(super) fn open_corpus_search(&mut self) {
        let mut window = Window::new(WindowKind::Hits, "Search all articles", Vec::new());
        window.typing = true;
        self.window = Some(window);
    }

    /// Fills the window with the hits of what is typed.
    pub(super) fn search_corpus(&mut self) {
        let Some(query) = self.window.as_ref().map(|w| w.query.value().trim().to_owned()) else { return };
        let mut lines = Vec::new();
        if !query.is_empty() {
            let needle = Needle::anywhere(fold(&query).text());
            let mut within = ArticleSet::default();
            self.list.order.iter().for_each(|id| within.insert(*id));
            let (found, all) = self.library.store().hits(&needle, &within, SHOWN);
            let total: usize = found.iter().map(|(_, n)| n).sum();
            let (before, behind) = self.columns_of_hits();
            let mut room = SHOWN;
            for (id, count) in &found {
                let Some(article) = self.library.store().article(*id) else { continue };
                lines.push(Line::heading(format!("{}  {count}", heading(&article))));
                for hit in hits(&article, &needle).into_iter().take(room) {
                    lines.push(hit_line(&article, *id, hit, before, behind));
                    room -= 1;
                }
                if room == 0 {
                    // Where texts have to be read for it nobody wants to wait for the number of all.
                    let (more, articles) = (if all { "" } else { "more than " }, found.len());
                    lines.push(Line::heading(format!(
                        "{more}{total} hits in {articles} articles; these are the first {SHOWN}"
                    )));
                    break;
                }
            }
            if found.is_empty() {
                lines.push(Line::pair(
                    "",
                    format!("“{query}” stands in none of these {} articles", self.list.order.len()),
                ));
            }
        }
        self.show_hits(lines);
    }

    /// Puts the lines of hits into the window, the first that can be opened selected: the one above is a heading.
    fn show_hits(&mut self, lines: Vec<Line>) {
        if let Some(window) = &mut self.window {
            window.lines = lines;
            window.shown = (0..window.lines.len()).collect();
            window.selected = 0;
            window.top = 0;
        }
        self.settle_window(1);
    }

    /// Lists the lines of the open article with a hit of the search; opens the search where there is none.
    pub(super) fn open_matches(&mut self) {
        if !self.search.active() {
            self.show_text();
            self.begin_search();
            self.notice = Some("search for something first; & then lists the lines that have it".into());
            return;
        }
        let (Some(id), Some(article)) = (self.reader.article, self.article()) else { return };
        let (before, behind) = self.columns_of_hits();
        let (all, query) = (self.search.hits.len(), self.search.query.clone());
        let mut lines = vec![Line::heading(format!("{}  {all}", heading(&article)))];
        let shown = self.search.hits.iter().take(SHOWN);
        lines.extend(shown.map(|hit| hit_line(&article, id, *hit, before, behind)));
        if all > SHOWN {
            lines.push(Line::heading(format!("{all} hits; these are the first {SHOWN}")));
        }
        self.window = Some(Window::new(WindowKind::Matches, format!("Lines with “{query}”"), Vec::new()));
        self.show_hits(lines);
    }

    /// Goes to a hit in the open article.
    pub(super) fn go_to_match_here(&mut self, place: Place) -> Vec<Effect> {
        self.window = None;
        self.leave();
        self.show_text();
        if let Anchor::Offset(at) = place.anchor
            && let Some(hit) = self.search.hits.iter().position(|h| h.from() == at)
        {
            self.search.current = Some(hit);
            self.put_cursor(Cursor { span: self.search.hits[hit], target: Target::Hit });
        }
        Vec::new()
    }

    /// Opens an article at a hit, with the search active there.
    pub(super) fn go_to_corpus_hit(&mut self, place: Place, query: &str) -> Vec<Effect> {
        let effects = self.open_hit(place.article);
        query.trim().clone_into(&mut self.search.query);
        self.reader.follow = None;
        self.search_again();
        if let Anchor::Offset(at) = place.anchor {
            self.search.current = self.search.hits.iter().position(|h| h.from() == at);
            if let Some(span) = self.search.current.and_then(|i| self.search.hits.get(i)).copied() {
                self.put_cursor(Cursor { span, target: Target::Hit });
            } else {
                self.reveal(at);
            }
        }
        effects
    }

    fn open_hit(&mut self, id: ArticleId) -> Vec<Effect> {
        self.leave();
        self.show_text();
        self.open(id)
    }
}

/// What heads the hits of an article: outlet, day and headline.
fn heading(article: &Article) -> String {
    let data = &article.metadata;
    let day = data.published.map(|day| day.strftime("%-d %b %Y").to_string());
    let parts = [data.source.clone(), day, Some(article.title().to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

impl App {
    /// How many cells a line of the window has in front of a hit and from it on.
    fn columns_of_hits(&self) -> (usize, usize) {
        let width = self.area_of_rows(0).width.saturating_sub(2);
        let before = hit_column(width);
        (usize::from(before.saturating_sub(2)), usize::from(width.saturating_sub(before + 3)))
    }
}

/// The line of a hit: what is in front of it at the left, it and the rest at the right.
fn hit_line(article: &Article, id: ArticleId, hit: Span, before: usize, behind: usize) -> Line {
    let context = aligned(article, hit, before, behind);
    let text = |span: Span| span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let dots = |cut| if cut { "…" } else { "" };
    let (left, found, right) = (text(context.left), text(hit), context.right.of(&article.text));
    // A word that goes on behind the hit has no blank in between.
    let gap = if right.starts_with(char::is_whitespace) { " " } else { "" };
    let gap_left = if context.left.of(&article.text).ends_with(char::is_whitespace) { " " } else { "" };
    Line {
        left: format!("{}{left}{gap_left}", dots(context.cut_left)),
        right: format!("{found}{gap}{}{}", text(context.right), dots(context.cut_right)),
        place: Some(Place { article: id, anchor: Anchor::Offset(hit.from()) }),
        marked: Some(Span::new(0, found.len())),
        ..Line::default()
    }
}
