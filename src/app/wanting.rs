//! What the command line wants to see at first: an article at a paragraph, two side by side, the board.

use crate::app::App;
use crate::app::compare::Hand;
use crate::app::geometry::Pane;
use crate::app::message::Effect;
use crate::app::settings::Wanted;
use crate::model::article_id::ArticleId;

impl App {
    /// Shows what the command line wants, as soon as it is there; says so when it will never be.
    pub(super) fn show_wanted(&mut self) -> Vec<Effect> {
        let Some(wanted) = self.wanted.clone() else { return Vec::new() };
        let found = match &wanted {
            Wanted::Board if self.library.loading => return Vec::new(),
            Wanted::Board => Ok(self.open_board()),
            Wanted::Workspace(workspace) => self.show_workspace(workspace),
            Wanted::Again(workspace) => {
                let said = self.notice.take();
                let shown = self.show_workspace(workspace);
                self.notice = said;
                shown
            }
            Wanted::Article(place) => self.find_place(place).map(|at| self.show_place(at)),
            Wanted::Comparison(left, right) => {
                let both = self.find_place(left).and_then(|left| Ok((left, self.find_place(right)?.0)));
                both.map(|((left, paragraph), right)| self.show_beside(left, paragraph, right))
            }
        };
        match found {
            Ok(effects) => {
                self.wanted = None;
                effects
            }
            Err(_) if self.library.loading => Vec::new(),
            Err(missing) => {
                self.wanted = None;
                self.notice = Some(missing);
                Vec::new()
            }
        }
    }

    fn show_place(&mut self, (id, paragraph): (ArticleId, Option<u32>)) -> Vec<Effect> {
        let effects = self.open(id);
        self.focus_on(Pane::Text);
        if let Some(number) = paragraph {
            self.go_to_paragraph(number);
        }
        effects
    }

    fn show_beside(&mut self, left: ArticleId, paragraph: Option<u32>, right: ArticleId) -> Vec<Effect> {
        let effects = self.open_comparison(left, right);
        if let (Some(number), Some(compare)) = (paragraph, &mut self.compare)
            && let Some(row) = compare.pages[Hand::Left.index()].row_of_paragraph(number)
        {
            compare.put(Hand::Left, row, 0);
        }
        effects
    }

    /// The article that a name of the command line means, and the number of a paragraph behind a colon. The error is a
    /// sentence.
    fn find_place(&self, name: &str) -> Result<(ArticleId, Option<u32>), String> {
        if let Some(id) = self.find_article(name) {
            return Ok((id, None));
        }
        let numbered = name.rsplit_once(':').and_then(|(name, number)| {
            let number = number.strip_prefix('¶').unwrap_or(number).trim();
            Some((self.find_article(name)?, Some(number.parse().ok()?)))
        });
        numbered.ok_or_else(|| format!("no article is called “{name}” here; --open takes an id or a path"))
    }

    /// The article with an id or a path; when all are read, also the first whose path ends so.
    fn find_article(&self, name: &str) -> Option<ArticleId> {
        let store = self.library.store();
        let is_path = |path: &std::path::PathBuf| path.as_os_str() == name;
        let exact = store.find(&|a| a.id == name || a.path.as_ref().is_some_and(is_path));
        let ends = || store.find(&|a| !name.is_empty() && a.path.as_ref().is_some_and(|p| p.ends_with(name)));
        exact.or_else(|| if self.library.loading { None } else { ends() })
    }
}
