//! Articles of one story: grouping, filtering by it, walking through it.

use std::sync::Arc;

use crate::app::App;
use crate::app::message::Message;
use crate::app::settings::Settings;
use crate::app::tests::{article, corpus_analysed, press};
use crate::model::article::Article;
use crate::model::findings::{CorpusFindings, CorpusTopic};

/// Five articles: north and south tell one story, east and west another, middle its own. South is the older one.
fn told(height: u16) -> App {
    let mut app = App::new(Settings::default(), 120, height);
    let dated = |name: &str, day: i8| {
        let mut article: Article = article(name, 3);
        article.metadata.published = jiff::civil::Date::new(2021, 3, day).ok();
        Arc::new(article)
    };
    let articles = [("north", 9), ("east", 2), ("middle", 5), ("west", 3), ("south", 8)];
    app.update(Message::loaded(app.library.next_id(), articles.map(|(name, day)| dated(name, day)).into()));
    app.update(Message::LoadingDone);
    app.update(corpus_analysed(5, across()));
    app
}

fn across() -> CorpusFindings {
    CorpusFindings {
        stories: vec![0, 1, 2, 1, 0],
        story_names: ["The north bridge vote", "The west bridge vote", "The middle bridge vote"]
            .map(String::from)
            .into(),
        topics: vec![CorpusTopic { name: "bridges".into(), articles: Vec::new() }],
        ..CorpusFindings::default()
    }
}

fn shown(app: &App) -> Vec<&str> {
    app.list.order.iter().map(|id| app.library.store().head(*id).unwrap().id.as_str()).collect()
}

fn open(app: &App) -> &str {
    &app.library.store().head(app.reader.article.unwrap()).unwrap().id
}

#[test]
fn the_list_is_grouped_by_story_the_oldest_of_each_first() {
    let mut app = told(40);
    press(&mut app, "J");
    press(&mut app, ",g");
    assert_eq!(shown(&app), ["south", "north", "east", "west", "middle"]);
    assert_eq!((open(&app), app.list.selected), ("east", 2), "what is open stays open");
    press(&mut app, ",G");
    assert_eq!(shown(&app), ["west", "east", "north", "south", "middle"], "what no other tells is last either way");
}

#[test]
fn stories_that_become_known_group_the_list_and_leave_the_selection_at_its_height() {
    let mut app = told(14);
    app.update(corpus_analysed(5, CorpusFindings { stories: vec![0, 1, 2, 3, 4], ..CorpusFindings::default() }));
    press(&mut app, ",gG");
    let before = (open(&app).to_owned(), app.list.selected - app.list.top);
    app.update(corpus_analysed(5, across()));
    assert_eq!(shown(&app)[0], "south", "the list is grouped now");
    assert_eq!((open(&app).to_owned(), app.list.selected - app.list.top), before);
}

#[test]
fn one_key_shows_the_story_alone_and_all_again() {
    let mut app = told(40);
    press(&mut app, "JS");
    assert_eq!(shown(&app), ["east", "west"]);
    assert_eq!(app.filter.query.to_string(), "story:=\"The west bridge vote\"");
    press(&mut app, "Ftitle:bridge <Enter>");
    press(&mut app, "S");
    assert_eq!((shown(&app).len(), app.filter.query.to_string().as_str()), (5, "title:bridge"));
    press(&mut app, "S");
    assert_eq!(shown(&app), ["east", "west"], "within what is filtered already");
    press(&mut app, "<Esc>JS");
    assert_eq!(app.notice.as_deref(), Some("no other article tells the story of this one"));
    assert_eq!(shown(&app).len(), 5);
}

#[test]
fn a_filter_by_story_finds_it_when_it_is_called_otherwise() {
    let mut app = told(40);
    press(&mut app, "JS");
    let mut renamed = across();
    renamed.story_names[1] = "The east bridge vote".into();
    let mut titles = Vec::new();
    app.library.store().each(&mut |article| titles.push(article.title().to_owned()));
    let titles: Vec<_> = titles.iter().map(String::as_str).collect();
    let entry = Box::new(crate::query::index::AcrossEntry::new(&renamed, &titles));
    app.update(Message::CorpusAnalysed(5, Arc::new(renamed), entry));
    assert_eq!(shown(&app), ["east", "west"]);
}

#[test]
fn stories_are_chosen_beside_topics() {
    let mut app = told(40);
    press(&mut app, "f/west<Enter><Enter>");
    assert_eq!(shown(&app), ["east", "west"]);
    press(&mut app, "f/north<Enter><Space><Esc>");
    assert_eq!(shown(&app), ["north", "east", "west", "south"], "one of the stories is enough");
}

#[test]
fn one_walks_through_the_articles_of_a_story() {
    let mut app = told(40);
    press(&mut app, "]s");
    assert_eq!(open(&app), "south");
    press(&mut app, "]s");
    assert_eq!(app.notice.as_deref(), Some("there is no next article of this story"));
    press(&mut app, "9[s");
    assert_eq!(open(&app), "north");
    press(&mut app, "H");
    assert_eq!(open(&app), "south", "one can go back");
}
