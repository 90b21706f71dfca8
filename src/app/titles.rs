//! Going to an article by some letters of its headline: the list of those that fit follows while one types.

use crate::app::App;
use crate::app::about;
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::app::window::{Line, Window, WindowKind};
use crate::model::article_id::ArticleId;
use crate::query::titles::TitleFinder;

/// How many headlines are shown at most.
const SHOWN: usize = 200;

/// The headlines that fit what is typed.
#[derive(Debug, Default)]
pub struct Titles {
    /// What was typed.
    typed: String,
    /// How many articles the list had.
    of: usize,
    /// The articles whose headlines fit, in the order of the list, with how well they do.
    fitting: Vec<(ArticleId, u16)>,
}

impl App {
    /// Opens the window; what is typed into it is looked for.
    pub(super) fn open_titles(&mut self) {
        let mut window = Window::new(WindowKind::Titles, "", Vec::new());
        window.typing = true;
        self.window = Some(window);
        self.titles = Titles::default();
        self.find_titles();
    }

    /// Fills the window with the headlines that fit what is typed, the best first.
    pub(super) fn find_titles(&mut self) {
        let Some(typed) = self.window.as_ref().map(|window| window.query.value().to_owned()) else { return };
        let store = self.library.store();
        let order = &self.list.order;
        let mut finder = TitleFinder::new(&typed);
        let all = match &mut finder {
            None => {
                self.titles.fitting.clear();
                order.len()
            }
            Some(finder) => {
                let mut score = |id: ArticleId| Some((id, finder.score(store.folded_title(id)?)?));
                // Whoever types on narrows what there is; a word that grows may be forgiven more.
                let before = &self.titles;
                let goes_on = before.of == order.len() && !before.typed.trim().is_empty();
                let goes_on = goes_on && TitleFinder::narrows(&before.typed, &typed);
                let fitting: Vec<_> = if goes_on {
                    before.fitting.iter().filter_map(|(id, _)| score(*id)).collect()
                } else {
                    order.iter().filter_map(|id| score(*id)).collect()
                };
                self.titles.fitting = fitting;
                self.titles.fitting.len()
            }
        };
        (self.titles.typed, self.titles.of) = (typed, order.len());
        let mut best: Vec<(usize, (ArticleId, u16))> = match &finder {
            None => order.iter().take(SHOWN).map(|id| (*id, 0)).enumerate().collect(),
            Some(_) => self.titles.fitting.iter().copied().enumerate().collect(),
        };
        // Of equals the one comes first that does so in the list.
        let by_score =
            |a: &(usize, (ArticleId, u16)), b: &(usize, (ArticleId, u16))| b.1.1.cmp(&a.1.1).then(a.0.cmp(&b.0));
        if best.len() > SHOWN {
            best.select_nth_unstable_by(SHOWN, by_score);
            best.truncate(SHOWN);
        }
        best.sort_unstable_by(by_score);
        let lines = best.into_iter().filter_map(|(_, (id, _))| {
            let head = store.head(id)?;
            let day = head.metadata.published.map(|day| day.strftime("%-d %b %Y").to_string()).unwrap_or_default();
            let outlet = head.metadata.source.as_ref().map(|source| format!("  {source}")).unwrap_or_default();
            let marked = finder.as_mut().map(|finder| finder.letters(head.title())).unwrap_or_default();
            let place = Some(Place { article: id, anchor: Anchor::default() });
            Some(Line { place, marked, ..Line::pair(day, format!("{}{outlet}", head.title())) })
        });
        let mut lines: Vec<Line> = lines.collect();
        if lines.is_empty() {
            lines.push(Line::pair("", "no headline of the list has these letters in this order"));
        }
        let title = format!("Go to an article · {} of {}", about::grouped(all), about::grouped(order.len()));
        if let Some(window) = &mut self.window {
            window.title = title;
            window.lines = lines;
            window.shown = (0..window.lines.len()).collect();
            (window.selected, window.top) = (0, 0);
        }
    }
}
