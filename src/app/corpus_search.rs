//! Searching in all articles that the list shows: hits in context, grouped by article.

use crate::app::App;
use crate::app::geometry::{window, window_rows};
use crate::app::message::Effect;
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::app::reader::{Cursor, Target};
use crate::app::window::{Line, Window, WindowKind};
use crate::model::corpus::ArticleId;
use crate::query::needle::Needle;
use crate::query::search::{context, counts, hits};
use crate::query::set::ArticleSet;
use crate::text::fold::fold;

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
            let found = counts(&self.filter.index, &needle, &within);
            let total: usize = found.iter().map(|(_, n)| n).sum();
            let cells = usize::from(window(self.size, SHOWN).width).saturating_sub(8);
            let mut room = SHOWN;
            for (id, count) in &found {
                let Some(article) = self.library.corpus.get(*id) else { continue };
                lines.push(Line::heading(format!("{}  {count}", article.title())));
                for hit in hits(article, &needle).into_iter().take(room) {
                    let context = context(article, hit, cells);
                    let text = |s: crate::text::span::Span| s.of(&article.text);
                    let dots = |cut| if cut { "…" } else { "" };
                    lines.push(Line {
                        right: format!(
                            "{}{}{}{}{}",
                            dots(context.cut_left),
                            text(context.left),
                            text(hit),
                            text(context.right),
                            dots(context.cut_right)
                        ),
                        place: Some(Place { article: *id, anchor: Anchor::Offset(hit.from()) }),
                        ..Line::default()
                    });
                    room -= 1;
                }
                if room == 0 {
                    lines.push(Line::heading(format!(
                        "{total} hits in {} articles; these are the first {SHOWN}",
                        found.len()
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
        let rows = window_rows(window(self.size, lines.len()));
        if let Some(window) = &mut self.window {
            window.lines = lines;
            window.shown = (0..window.lines.len()).collect();
            window.selected = 0;
            window.top = 0;
            // The first line is a heading; what can be opened stands below it.
            window.step(1, rows);
        }
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
