//! Workspaces: what is open, to be saved as a file, and opening one again.

use std::path::Path;

use crate::app::App;
use crate::app::asking::Purpose;
use crate::app::compare::Hand;
use crate::app::geometry::Pane;
use crate::app::message::Effect;
use crate::app::page::Anchor;
use crate::app::screen::ScreenKind;
use crate::app::settings::Wanted;
use crate::model::article::Head;
use crate::model::article_id::ArticleId;
use crate::model::workspace::{Opened, View, Workspace};
use crate::store::order::{Sort, SortKey};

/// What is offered as the name of a file.
const NAME: &str = "workspace.toml";

impl App {
    /// Begins with the order of the workspace that was opened, and with what it shows unless the command line asks for
    /// something else. Its filter and its paths came with the command line.
    pub(super) fn begin_with_workspace(&mut self) {
        let Some(opened) = &self.settings.workspace else { return };
        let named = |(name, reversed): &(String, bool)| {
            let by = SortKey::ALL.into_iter().find(|key| key.name() == name)?;
            Some(Sort { by, reversed: *reversed })
        };
        let mut sorts = opened.workspace.sort.iter().filter_map(named);
        self.filter.sort = sorts.next().unwrap_or_default();
        self.filter.ties = sorts.collect();
        if self.wanted.is_none() {
            self.wanted = Some(Wanted::Workspace(Box::new(opened.workspace.clone())));
        }
    }

    /// Asks for the file into which what is open is saved.
    pub(super) fn ask_for_workspace(&mut self) -> Vec<Effect> {
        if self.settings.inputs.iter().any(|input| input == "-") {
            self.notice = Some("what came through a pipe cannot be opened again".into());
            return Vec::new();
        }
        let given = self.settings.workspace.as_ref().map_or(NAME, |opened| &opened.file).to_owned();
        self.ask_in_line(Purpose::Workspace, &given)
    }

    /// What is open now.
    pub(super) fn workspace(&self) -> Workspace {
        let filter = if self.filter.active() { self.filter.query.to_string() } else { String::new() };
        let sorts = [self.filter.sort].into_iter().chain(self.filter.ties.iter().copied());
        let sort = sorts.filter(|sort| *sort != Sort::default());
        let view = match self.screen_below() {
            ScreenKind::Board => View::Board,
            ScreenKind::Comparison => View::Comparison,
            _ if self.focus == Pane::List => View::List,
            _ => View::Text,
        };
        let compared = self.compare.as_ref().and_then(|compare| {
            let opened = |hand: Hand| self.opened(compare.articles[hand.index()], compare.top_anchor(hand));
            Some([opened(Hand::Left)?, opened(Hand::Right)?])
        });
        Workspace {
            paths: self.settings.inputs.clone(),
            filter,
            sort: sort.map(|sort| (sort.by.name().to_owned(), sort.reversed)).collect(),
            view,
            article: self.reader.article.and_then(|id| self.opened(id, Some(self.reader.anchor))),
            compared,
        }
    }

    fn opened(&self, id: ArticleId, anchor: Option<Anchor>) -> Option<Opened> {
        let article = self.library.store().article(id)?;
        let hint = self.hint(&article);
        let place = match anchor {
            Some(Anchor::Offset(at)) => Some(at),
            _ => None,
        };
        Some(Opened { title: hint.title, path: hint.path, id: own_id(&article), hash: Some(article.hash()), place })
    }

    /// Shows what a workspace shows, once all of it is there. The error names what is missing.
    pub(super) fn show_workspace(&mut self, workspace: &Workspace) -> Result<Vec<Effect>, String> {
        let article = workspace.article.as_ref().map(|opened| (opened, self.find_opened(opened)));
        let compared = workspace.compared.as_ref().map(|both| [0, 1].map(|i| (&both[i], self.find_opened(&both[i]))));
        let all = article.iter().chain(compared.iter().flatten());
        let missing = all.clone().find(|(_, found)| found.is_none()).map(|(opened, _)| &opened.title);
        if self.library.loading && (missing.is_some() || workspace.view == View::Board) {
            return Err(String::new());
        }
        let mut effects = Vec::new();
        if let Some((opened, Some((id, same)))) = &article {
            let anchor = place(opened, *same);
            self.reader.left_at.insert(*id, anchor);
            if self.reader.article == Some(*id) {
                self.scroll_to(self.reader.page.row_at(anchor));
            }
            effects.extend(self.open(*id));
            if workspace.view == View::Text {
                self.focus_on(Pane::Text);
            }
        }
        match (workspace.view, compared) {
            (View::Comparison, Some([(left, Some((first, same))), (_, Some((second, _)))])) => {
                let anchor = place(left, same);
                effects.extend(self.open_comparison(first, second));
                if let (Some(compare), Anchor::Offset(_)) = (&mut self.compare, anchor) {
                    let row = compare.pages[Hand::Left.index()].row_at(anchor);
                    compare.put(Hand::Left, row, 0);
                }
            }
            (View::Board, _) => effects.extend(self.open_board()),
            _ => {}
        }
        let file = self.settings.workspace.as_ref().map_or(NAME, |opened| &opened.file);
        self.notice = Some(match missing {
            None => format!("the workspace {file}"),
            Some(title) => format!("the workspace {file}; “{title}” is not there any more"),
        });
        Ok(effects)
    }

    /// The article of a workspace, and whether its text is the same: by its text, or else by where it was found.
    fn find_opened(&self, opened: &Opened) -> Option<(ArticleId, bool)> {
        let same = opened.hash.and_then(|hash| self.keep.ids.get(&hash));
        if let Some(id) = same.and_then(|ids| ids.first()) {
            return Some((*id, true));
        }
        let path = Path::new(opened.path.as_deref()?);
        // A file of a workspace says where it is from where the program runs; otherwise paths are full.
        let is_its = |article: &Head| article.path.as_deref() == Some(path) || self.hint(article).path == opened.path;
        let is_there = |article: &Head| own_id(article) == opened.id && is_its(article);
        self.library.store().find(&|article| is_there(article)).map(|id| (id, false))
    }
}

/// The id of an article without the path of its file, which may be another one elsewhere.
fn own_id(article: &Head) -> String {
    let path = article.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    article.id.strip_prefix(&path).unwrap_or(&article.id).to_owned()
}

/// Where an article stands; in another text it is its beginning.
fn place(opened: &Opened, same: bool) -> Anchor {
    opened.place.filter(|_| same).map_or(Anchor::default(), Anchor::Offset)
}
