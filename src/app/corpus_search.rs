//! Searching in all articles that the list shows, or for the lines of one: hits in context, one below the other.

use std::collections::HashMap;

use crate::app::App;
use crate::app::about;
use crate::app::geometry::hit_column;
use crate::app::message::Effect;
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::app::reader::{Cursor, Target};
use crate::app::window::{Line, Window, WindowKind};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::query::ast::Query;
use crate::query::parse::parse_typed;
use crate::query::relevance::{Hits, weights};
use crate::query::search::aligned;
use crate::query::set::ArticleSet;
use crate::query::sought::Sought;
use crate::store::order::{Sort, SortKey};
use crate::text::span::Span;

/// How many hits are shown at most; the headings count all of them.
const SHOWN: usize = 300;

/// How many hits of one article are shown where not all of them are.
const OF_ONE: usize = 10;

/// In which order the articles come that have hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HitOrder {
    /// Those first that are most about what was looked for.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// As they stand in the list.
    List,
}

impl HitOrder {
    fn next(self) -> Self {
        match self {
            Self::Relevance => Self::Newest,
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::List,
            Self::List => Self::Relevance,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Relevance => "by relevance",
            Self::Newest => "the newest first",
            Self::Oldest => "the oldest first",
            Self::List => "as listed",
        }
    }
}

/// The articles that were found.
struct Found {
    /// In the order in which they are shown.
    articles: Vec<ArticleId>,
    /// How often words stand in each; none where no words were looked for.
    counts: HashMap<ArticleId, usize>,
    /// Whether those are all.
    all: bool,
}

impl App {
    /// Opens the window; what is typed into it is searched for.
    pub(super) fn open_corpus_search(&mut self) {
        let mut window = Window::new(WindowKind::Hits, self.title_of_hits(), Vec::new());
        window.typing = true;
        self.window = Some(window);
    }

    fn title_of_hits(&self) -> String {
        format!("All articles · Ctrl-s: {}", self.filter.hits.words())
    }

    /// Puts the hits in the next order.
    pub(super) fn next_order_of_hits(&mut self) {
        self.order_hits(self.filter.hits.next());
    }

    /// Puts the hits in an order.
    pub(super) fn order_hits(&mut self, order: HitOrder) {
        self.filter.hits = order;
        let title = self.title_of_hits();
        match self.window.as_mut().filter(|window| window.kind == WindowKind::Hits) {
            Some(window) => {
                window.title = title;
                self.search_corpus();
            }
            None => self.notice = Some("only hits of a search are sorted here".into()),
        }
    }

    /// Fills the window with the hits of what is typed.
    pub(super) fn search_corpus(&mut self) {
        let Some(typed) = self.window.as_ref().map(|w| w.query.value().trim().to_owned()) else { return };
        let lines = match parse_typed(&typed) {
            Ok(Query::All) => Vec::new(),
            Ok(query) => self.lines_of_hits(&typed, &Sought::of(&query)),
            Err(error) => vec![Line::pair("", error.to_string())],
        };
        self.show_hits(lines);
    }

    fn lines_of_hits(&self, typed: &str, sought: &Sought) -> Vec<Line> {
        let found = self.articles_with_hits(sought);
        let total: usize = found.counts.values().sum();
        let (before, behind) = self.columns_of_hits();
        let (mut lines, mut room) = (Vec::new(), SHOWN);
        // Where there are more than can be shown, none of them takes the room of all others.
        let most = if total > SHOWN || !found.all { OF_ONE } else { SHOWN };
        for id in &found.articles {
            if room == 0 {
                break;
            }
            let Some(article) = self.library.store().article(*id) else { continue };
            let findings = self.library.findings(*id);
            let whole = |part: usize| {
                let whole = self.library.whole_entity(*id, EntityId(part as u32))?;
                Some(self.library.across().entities.get(whole)?.name.clone())
            };
            let hits = sought.hits(&article, findings.as_deref(), &whole);
            let count = if hits.is_empty() { String::new() } else { format!("  {}", hits.len()) };
            lines.push(Line::heading(format!("{}{count}", heading(&article))));
            if hits.is_empty() {
                let place = Some(Place { article: *id, anchor: Anchor::default() });
                lines.push(Line { place, ..Line::pair("", article.title()) });
                room -= 1;
            }
            for hit in hits.iter().take(most.min(room)) {
                lines.push(hit_line(&article, *id, *hit, before, behind));
                room -= 1;
            }
            if let Some(next) = hits.get(most) {
                let place = Some(Place { article: *id, anchor: Anchor::Offset(next.from()) });
                let found = Some(next.of(&article.text).to_owned());
                let right = format!("{} more here", hits.len() - most);
                lines.push(Line { place, found, ..Line::pair("…", right) });
            }
        }
        if found.articles.is_empty() {
            let all = about::grouped(self.list.order.len());
            lines.push(Line::pair("", format!("“{typed}” stands in none of these {all} articles")));
        } else if room == 0 {
            // Where texts have to be read for it nobody wants to wait for the number of all.
            let more = if found.all { "" } else { "more than " };
            let articles = about::grouped(found.articles.len());
            let hits = if total == 0 { String::new() } else { format!("{} hits in ", about::grouped(total)) };
            lines.push(Line::heading(format!("{more}{hits}{articles} articles; these are the first {SHOWN}")));
        }
        lines
    }

    /// The articles of the list in which all stands that was looked for.
    fn articles_with_hits(&self, sought: &Sought) -> Found {
        let store = self.library.store();
        let mut within: ArticleSet = self.list.order.iter().copied().collect();
        within.keep_all(&store.set(&sought.rest, &self.filter.reading));
        let (mut words, mut all) = (Vec::new(), true);
        for (i, needle) in sought.all.iter().enumerate() {
            // What may have to be looked for in texts comes last, and is looked for as long as there is room.
            let most = if i + 1 == sought.all.len() { SHOWN } else { usize::MAX };
            let (counts, is_all) = store.hits(needle, &within, most);
            let titles = store.titled(needle, &within);
            within = counts.iter().map(|(id, _)| *id).chain(titles.iter().copied()).collect();
            words.push(Hits { counts, titles });
            all &= is_all;
        }
        // Alternatives were looked for by the filter; how often each stands there is known from the index alone.
        if sought.all.is_empty() {
            for needle in &sought.words {
                let (counts, is_all) = store.hits(needle, &within, SHOWN);
                words.push(Hits { counts, titles: store.titled(needle, &within) });
                all &= is_all;
            }
        }
        let mut counts = HashMap::new();
        for (id, count) in words.iter().flat_map(|hits| &hits.counts).filter(|(id, _)| within.contains(*id)) {
            *counts.entry(*id).or_default() += count;
        }
        let articles = self.in_order_of_hits(&within, &words);
        Found { articles, counts, all }
    }

    fn in_order_of_hits(&self, within: &ArticleSet, words: &[Hits]) -> Vec<ArticleId> {
        let store = self.library.store();
        let by_date = |reversed| store.order(within, &[Sort { by: SortKey::Date, reversed }]);
        match self.filter.hits {
            HitOrder::Relevance => {
                let length = |id: ArticleId| store.head(id).map_or(0, |head| head.word_count());
                let weights = weights(words, store.len(), &length);
                let weight = |id: &ArticleId| weights.get(id).copied().unwrap_or_default();
                let mut articles: Vec<_> = within.iter().collect();
                let order = |a: &ArticleId, b: &ArticleId| weight(b).total_cmp(&weight(a)).then(a.cmp(b));
                // Only the first are shown.
                if articles.len() > SHOWN {
                    articles.select_nth_unstable_by(SHOWN, order);
                }
                let first = articles.len().min(SHOWN);
                articles[..first].sort_unstable_by(order);
                articles
            }
            HitOrder::Newest => by_date(true),
            HitOrder::Oldest => by_date(false),
            HitOrder::List => self.list.order.iter().copied().filter(|id| within.contains(*id)).collect(),
        }
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

    /// Opens an article at a hit, with a search for what was found active there.
    pub(super) fn go_to_corpus_hit(&mut self, place: Place, found: Option<&str>) -> Vec<Effect> {
        let effects = self.open_hit(place.article);
        let Some(found) = found else { return effects };
        found.trim().clone_into(&mut self.search.query);
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
        marked: vec![Span::new(0, found.len())],
        found: Some(found),
        ..Line::default()
    }
}
