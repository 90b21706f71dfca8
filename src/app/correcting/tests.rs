//! Corrections by key: what the menus offer, what a correction does on each screen, and that it is taken back.

use std::sync::Arc;

use jiff::civil::date;

use crate::analysis;
use crate::app::App;
use crate::app::message::{Effect, Message, Redone};
use crate::app::side::SideRow;
use crate::app::tests::{article, findings, press};
use crate::app::window::WindowKind;
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::correction::list::Corrections;
use crate::model::correction::{Scope, What};
use crate::model::entity::EntityId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::issue::{Polarity, Stance};
use crate::model::knowledge::Knowledge;
use crate::query::index::{AcrossEntry, EntryChange};
use crate::store::held::Held;
use crate::store::packed::Packed;

/// A reader with what it was given, so that corrections can be laid over it as the workers do.
struct Desk {
    app: App,
    found: Vec<(Arc<Article>, Arc<ArticleFindings>)>,
    /// The ids of corrections that are kept.
    kept: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let mut app =
            App::new(crate::app::settings::Settings { today: Some(date(2021, 3, 19)), ..Default::default() }, 140, 40);
        let mut found = Vec::new();
        for (name, source) in [("north", "Coast Post"), ("south", "Harbour Mail")] {
            let mut article = article(name, 8);
            article.metadata.source = Some(source.to_owned());
            article.path = Some(format!("news/{name}.md").into());
            let mut findings = findings(&article);
            findings.quotations[0].speaker = Some(EntityId(0));
            found.push((Arc::new(article), Arc::new(findings)));
        }
        app.update(Message::loaded(app.library.next_id(), found.iter().map(|(article, _)| article.clone()).collect()));
        app.update(Message::LoadingDone);
        for (i, (_, findings)) in found.iter().enumerate() {
            app.update(Message::analysed(ArticleId(i as u32), findings.clone()));
        }
        let mut desk = Self { app, found, kept: Vec::new() };
        desk.lay();
        desk
    }

    /// Presses keys and does what they ask for.
    #[track_caller]
    fn press(&mut self, keys: &str) -> Vec<Effect> {
        let effects = press(&mut self.app, keys);
        let mut others = Vec::new();
        for effect in effects {
            match effect {
                Effect::Correct(_) => self.lay(),
                Effect::KeepCorrection(it) => self.kept.push(it.id.clone()),
                Effect::DropCorrection(id) => self.kept.retain(|kept| *kept != id),
                other => others.push(other),
            }
        }
        others
    }

    /// Lays the corrections over all articles, and links these.
    fn lay(&mut self) {
        let corrections: Arc<Corrections> = self.app.corrections.clone();
        let mut redone = Vec::new();
        for (i, (article, findings)) in self.found.iter().enumerate() {
            let id = ArticleId(i as u32);
            let corrected = analysis::corrected(article, findings, &corrections, &Knowledge::default());
            let (metadata, now) = corrected.map_or((None, (**findings).clone()), |c| (c.metadata, c.findings));
            let now_article = Article {
                head: Head { metadata: metadata.unwrap_or(article.metadata.clone()), ..article.head.clone() },
                ..Article::clone(article)
            };
            let (before, there) =
                (self.app.library.findings(id).unwrap(), self.app.library.store().article(id).unwrap());
            let change =
                EntryChange::of_findings(article, &before, &now).and_metadata(&there.metadata, &now_article.metadata);
            let (findings, article) = (Some(Packed::of(&now_article, &now)), Some(Arc::new(Held::from(now_article))));
            redone.push(Redone { id, version: corrections.version(), article, findings, change });
        }
        self.app.update(Message::Corrected(Box::new(redone)));
        let library = &self.app.library;
        let ids = (0..library.store().len() as u32).map(ArticleId);
        let found: Vec<_> =
            ids.map(|id| (library.store().article(id).unwrap(), library.findings(id).unwrap())).collect();
        let all: Vec<_> = found.iter().map(|(a, f)| (&**a, &**f)).collect();
        let across = CorpusFindings { corrections: corrections.version(), ..analysis::corpus(&all) };
        let entry = Box::new(AcrossEntry::new(&across, &[]));
        self.app.update(Message::CorpusAnalysed(2, Arc::new(across), entry));
    }

    /// Puts the selection of the side panel on the first row of a sort.
    fn select(&mut self, sort: impl Fn(&SideRow) -> bool) {
        self.press("gs");
        self.app.side.selected = self.app.side.rows.iter().position(sort).expect("a row of that sort");
    }

    fn select_entity(&mut self) {
        self.select(|row| matches!(row, SideRow::Entity(_)));
    }

    fn findings(&self, id: u32) -> ArticleFindings {
        (*self.app.library.findings(ArticleId(id)).unwrap()).clone()
    }

    fn entity(&self, id: u32) -> String {
        self.findings(id).entities[0].name.clone()
    }

    fn notice(&self) -> &str {
        self.app.notice.as_deref().unwrap_or_default()
    }

    /// The lines of the window: the letter, and the words.
    fn lines(&self) -> Vec<String> {
        let window = self.app.window.as_ref().expect("a window");
        window.lines.iter().map(|l| format!("{} {}", l.left, l.right)).collect()
    }
}

#[test]
fn an_entity_is_renamed_in_every_article_and_back() {
    let mut desk = Desk::new();
    let before = [desk.findings(0), desk.findings(1)];
    desk.select_entity();
    desk.press("C");
    assert_eq!(desk.app.window.as_ref().map(|w| w.kind), Some(WindowKind::Correct));
    assert!(desk.lines().iter().any(|line| line == "n another name …"), "{:?}", desk.lines());
    desk.press("n<Ctrl-u>Ann Leigh<Enter>");
    assert_eq!((desk.entity(0), desk.entity(1)), ("Ann Leigh".into(), "Ann Leigh".into()));
    assert_eq!(desk.notice(), "“Ann Lee” is called “Ann Leigh”, in every article; U takes it back");
    assert_eq!(desk.kept.len(), 1);
    assert_eq!(desk.app.corrections.list()[0].date, Some(date(2021, 3, 19)));
    // What is found by the old name, and by the new one.
    desk.press("gaFentity:leigh<Enter>");
    assert_eq!(desk.app.list.order.len(), 2);
    desk.press("F<Ctrl-u>speaker:\"ann lee\"<Enter>");
    assert_eq!(desk.app.list.order.len(), 0, "nobody of the old name speaks any more");
    desk.press("tf");
    desk.press("U");
    assert_eq!([desk.findings(0), desk.findings(1)], before);
    assert!(desk.kept.is_empty() && desk.notice().starts_with("taken back: “Ann Lee” is called"));
    desk.press("U");
    assert!(desk.notice().starts_with("nothing is corrected"));
}

#[test]
fn a_name_is_corrected_in_one_article_only_where_one_wants() {
    let mut desk = Desk::new();
    desk.select_entity();
    desk.press("Can<Ctrl-u>Ann Leigh<Enter>");
    assert_eq!((desk.entity(0), desk.entity(1)), ("Ann Leigh".into(), "Ann Lee".into()));
    assert_eq!(desk.app.corrections.list()[0].scope, Scope::Article);
}

#[test]
fn kind_side_merge_and_hide() {
    let mut desk = Desk::new();
    desk.select_entity();
    desk.press("Cto");
    assert_eq!(desk.findings(1).entities[0].kind.name(), "organisation");
    desk.select_entity();
    desk.press("CmMayor Bo<Enter>");
    assert_eq!(desk.entity(0), "Mayor Bo");
    desk.select_entity();
    desk.press("Ch");
    assert!(desk.findings(0).entities.is_empty() && desk.findings(1).entities.is_empty());
    assert_eq!(desk.app.corrections.list().len(), 3);
    desk.press("UUU");
    assert_eq!(desk.findings(0), *desk.found[0].1);
}

#[test]
fn a_mention_in_the_text_becomes_somebody_else() {
    let mut desk = Desk::new();
    desk.press("gt]eCxEve Lee<Enter>");
    let names: Vec<_> = desk.findings(0).entities.iter().map(|e| (e.name.clone(), e.mentions.len())).collect();
    assert_eq!(names, [("Eve Lee".to_owned(), 1), ("Ann Lee".to_owned(), 1)]);
    assert_eq!(desk.app.corrections.list()[0].scope, Scope::Passage);
}

#[test]
fn names_are_completed_over_those_that_are_known() {
    let mut desk = Desk::new();
    desk.press("gt]qCnan");
    assert!(desk.lines().contains(&" Ann Lee".to_owned()), "{:?}", desk.lines());
    desk.press("<Down><Enter>");
    assert_eq!(desk.findings(0).quotations[0].speaker, Some(EntityId(0)));
    desk.press("CnAn<Tab>");
    assert_eq!(desk.app.window.as_ref().map(|w| w.query.value().to_owned()), Some("An".to_owned()));
    desk.press("<Down><Tab>");
    assert_eq!(desk.app.window.as_ref().map(|w| w.query.value().to_owned()), Some("Ann Lee".to_owned()));
    desk.press("<Esc>");
    assert!(desk.app.window.is_none() && desk.app.corrections.list().len() <= 1);
}

#[test]
fn a_quotation_loses_its_speaker_its_extent_and_itself() {
    let mut desk = Desk::new();
    desk.press("gt]qCu");
    assert_eq!(desk.findings(0).quotations[0].speaker, None);
    desk.press("Ce1");
    assert_ne!(desk.findings(0).quotations[0].content, desk.found[0].1.quotations[0].content);
    desk.press("U");
    assert_eq!(desk.findings(0).quotations[0].content, desk.found[0].1.quotations[0].content);
    let all = desk.findings(0).quotations.len();
    desk.press("Ch");
    assert_eq!(desk.findings(0).quotations.len(), all - 1);
}

#[test]
fn what_is_selected_is_what_is_quoted() {
    let mut desk = Desk::new();
    desk.press("gt]qvCv");
    let text = &desk.found[0].0.text;
    let content = desk.findings(0).quotations[0].content.iter().map(|c| c.of(text).to_owned()).collect::<Vec<_>>();
    assert_eq!(content.len(), 1, "{}", desk.notice());
    assert!(
        content[0].starts_with("“We will build it,” said the mayor") && content[0].ends_with("winter."),
        "{content:?}"
    );
    assert!(desk.app.selection.is_none());
}

#[test]
fn a_position_gets_another_holder_issue_and_direction() {
    let mut desk = Desk::new();
    let to_position = |desk: &mut Desk| desk.select(|row| matches!(row, SideRow::Position(..)));
    to_position(&mut desk);
    desk.press("C-");
    let it = desk.findings(0).issues[0].positions[0].clone();
    assert_eq!((it.polarity, it.stance, it.inferred), (Polarity::Against, Stance::Opposes, false));
    to_position(&mut desk);
    desk.press("CnAnn Lee<Enter>");
    let it = desk.findings(0).issues[0].positions[0].clone();
    assert_eq!((it.holder.as_str(), it.entity), ("Ann Lee", Some(EntityId(0))));
    to_position(&mut desk);
    desk.press("Cithe ferry<Enter>");
    assert_eq!(
        desk.findings(0).issues.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(),
        ["the toll bridge", "the ferry"]
    );
    desk.press("UUU");
    assert_eq!(desk.findings(0), *desk.found[0].1);
    to_position(&mut desk);
    desk.press("Ch");
    assert_eq!(desk.findings(0).issues[0].positions.len(), 1);
}

#[test]
fn an_issue_is_renamed_across_articles_and_hidden() {
    let mut desk = Desk::new();
    desk.press("gt]iCn<Ctrl-u>the bridge<Enter>");
    assert_eq!(
        (desk.findings(0).issues[0].name.as_str(), desk.findings(1).issues[0].name.as_str()),
        ("the bridge", "the bridge")
    );
    assert_eq!(desk.app.library.across().issues[0].name, "the bridge");
    desk.press("gt]iCh");
    assert!(desk.findings(0).issues.is_empty() && desk.app.library.across().issues.is_empty());
}

#[test]
fn outlet_and_day_of_an_article_and_of_its_folder() {
    let mut desk = Desk::new();
    desk.press("gaCo<Ctrl-u>Northern Post<Enter>");
    let source =
        |desk: &Desk, id| desk.app.library.store().article(ArticleId(id)).and_then(|a| a.metadata.source.clone());
    assert_eq!(source(&desk, 0).as_deref(), Some("Northern Post"));
    assert_eq!(source(&desk, 1).as_deref(), Some("Harbour Mail"));
    desk.press("Fsource:northern<Enter>");
    assert_eq!(desk.app.list.order, [ArticleId(0)]);
    desk.press("tfCd2021-13-01<Enter>");
    assert!(desk.notice().contains("is no day"), "{}", desk.notice());
    desk.press("<Ctrl-u>2021-03-18<Enter>");
    let day = |desk: &Desk, id| desk.app.library.store().article(ArticleId(id)).and_then(|a| a.metadata.published);
    assert_eq!((day(&desk, 0), day(&desk, 1)), (Some(date(2021, 3, 18)), None));
    desk.press("CO<Ctrl-u>All of them<Enter>");
    assert_eq!(source(&desk, 1).as_deref(), Some("All of them"));
    assert!(desk.app.corrections.list().iter().all(|c| matches!(c.what, What::Outlet | What::Published)));
    desk.press("UUU");
    assert_eq!((source(&desk, 0), day(&desk, 0)), (Some("Coast Post".to_owned()), None));
}

#[test]
fn a_passage_of_the_board_is_corrected_there() {
    let mut desk = Desk::new();
    desk.press("B");
    let library = &desk.app.library;
    let ids = (0..library.store().len() as u32).map(ArticleId);
    let found: Vec<_> =
        ids.map(|id| (id, library.store().article(id).unwrap(), library.findings(id).unwrap())).collect();
    let columns: Vec<_> =
        found.iter().map(|(id, article, findings)| analysis::board::Column { id: *id, article, findings }).collect();
    let board = Arc::new(analysis::board(&columns, library.across()));
    desk.app.update(Message::Boarded(board));
    desk.press("C");
    assert!(desk.lines()[0].contains("issue: the toll bridge"), "{:?}", desk.lines());
    assert!(desk.lines().iter().any(|line| line.contains("position on the toll bridge")));
    desk.press("<Esc><Tab>C-");
    assert_eq!(desk.findings(0).issues[0].positions[0].polarity, Polarity::Against);
    assert!(desk.app.board.is_shown());
}

#[test]
fn where_nothing_is_open_nothing_is_corrected() {
    let mut app = App::new(crate::app::settings::Settings::default(), 120, 40);
    assert!(press(&mut app, "C").is_empty());
    assert_eq!(app.notice.as_deref(), Some("there is nothing to correct here"));
}
