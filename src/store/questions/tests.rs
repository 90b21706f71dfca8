//! The same questions to every store, which have to have the same answers.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::*;
use crate::load::{self, Input, Item, Options};
use crate::model::knowledge::Knowledge;
use crate::query::index::{ArticleEntry, FindingsEntry};
use crate::query::parse::parse;
use crate::store::cache::Cache;
use crate::store::held::Texts;
use crate::store::in_memory::InMemory;
use crate::store::on_disk::OnDisk;
use crate::store::order::SortKey;
use crate::store::packed::Packed;
use crate::store::shelf::Shelf;

const SAID: [&str; 4] = [
    "“The new tariff is a mistake,” said Ada Quill of the Growers’ Union.",
    "Minister Tobias Renn defended the tariff on Monday and promised 40 million crowns.",
    "Fishermen in Port Ellery want a quota of 900 tonnes, Ada Quill told the Harbour Mail.",
    "The talks between Veldland and Marrow ended without a deal.",
];

const ARTICLES: usize = 14;

/// Files of articles, long enough there to be believed.
fn write(folder: &tempfile::TempDir) -> Vec<Input> {
    let write = |n: usize| -> PathBuf {
        let day = if n == 3 { String::new() } else { format!("date: 2021-03-0{}\n", n % 5 + 1) };
        let (first, second) = (SAID[n % 4], SAID[(n / 4 + 1) % 4]);
        let paper = n % 3;
        let text =
            format!("---\ntitle: Report {n}\nsource: Paper {paper}\n{day}---\n\n{first}\n\n{second} It was {n}.\n");
        let path = folder.path().join(format!("{n:02}.md"));
        fs::write(&path, text).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
        path
    };
    (0..ARTICLES).map(write).map(Input::Path).collect()
}

fn read(inputs: &[Input], cache: &Cache) -> Vec<Article> {
    let mut articles = Vec::new();
    load::load_known(inputs, &Options::default(), cache, &mut |item| {
        if let Item::Article(article) = item {
            articles.push(*article);
        }
        ControlFlow::Continue(())
    });
    articles
}

fn ids() -> Vec<ArticleId> {
    (0..ARTICLES as u32).map(ArticleId).collect()
}

fn in_memory(inputs: &[Input]) -> InMemory {
    let cache = Cache::none();
    let analysed = |article: Article| {
        let findings = cache.findings(&article, &Knowledge::default());
        (Box::new(article), findings)
    };
    let mut store = InMemory::new(read(inputs, &cache).into_iter().map(analysed).collect());
    store.link(&cache);
    store
}

/// The reader's, filled as its threads do it; texts and findings are on the disk where there is a cache.
fn shelf(inputs: &[Input], cache: Cache) -> Shelf {
    let cache = Arc::new(cache);
    let texts: Arc<dyn Texts> = Arc::new(OnDisk::new(cache.clone(), Arc::default(), Options::default()));
    let mut shelf = Shelf::default();
    for (id, article) in ids().into_iter().zip(read(inputs, &cache)) {
        let article = Arc::new(article);
        let held = Arc::new(Held::of(article.clone(), &texts));
        let entry = if held.is_elsewhere() {
            ArticleEntry::without_text(&article, held.clone())
        } else {
            ArticleEntry::new(&article)
        };
        shelf.push(id, held, entry);
        let (findings, key) = cache.findings_and_key(&article, &Knowledge::default());
        let packed = match key {
            Some(key) => Packed::elsewhere(&article, &findings, key, texts.clone()),
            None => Packed::of(&article, &findings),
        };
        shelf.analysed(id, packed, &FindingsEntry::new(&article, &findings));
    }
    let sketches = shelf.sketches(&ids());
    let (across, entry) = sketches.across(&cache);
    shelf.link(ARTICLES, Arc::new(across), entry);
    cache.finish();
    shelf.each(&mut Held::let_go);
    shelf
}

fn reading() -> Reading {
    let few = |step: usize| ids().into_iter().step_by(step).collect();
    Reading { unread: few(2), marked: few(3), starred: few(4), noted: few(5) }
}

/// All that a store says, as text.
fn answers(store: &dyn Store) -> Vec<String> {
    let mut out = vec![format!("{} {:?}", store.len(), store.row(ArticleId(ARTICLES as u32)).is_some())];
    for row in store.rows(&ids()) {
        let story = row.story.map(|story| (story.number, story.name.to_owned(), story.articles.to_vec()));
        out.push(format!("{:?} {} {:?} {story:?}", row.id, row.head.title(), row.counts));
    }
    for id in ids() {
        let article = store.article(id).unwrap();
        out.push(format!("{:?} {} {:?}", article.head, article.text, store.findings(id).unwrap()));
    }
    let mut sets = vec![ArticleSet::first(ARTICLES)];
    for query in
        ["tariff", "\"the new tariff\"", "\"tariff the\"", "entity:quill", "is:disputed", "-is:unread", "story:report"]
    {
        let set = store.set(&Filter::new(&parse(query).unwrap()), &reading());
        out.push(format!("{query}: {:?}", set.iter().collect::<Vec<_>>()));
        sets.push(set);
    }
    for words in ["tariff", "ada quill", "900", "nowhere", "a"] {
        out.push(format!("{words}: {:?}", store.hits(&Needle::anywhere(words), &sets[0], 5)));
    }
    for by in SortKey::ALL {
        for reversed in [false, true] {
            let sorts = [Sort { by, reversed }, Sort { by: SortKey::Source, reversed: true }];
            out.push(format!("{sorts:?}: {:?}", sets.iter().map(|set| store.order(set, &sorts)).collect::<Vec<_>>()));
        }
    }
    for field in Field::ALL {
        for set in sets.iter().map(Some).chain([None]) {
            let mut counts = Vec::new();
            store.counts(field, &Pattern::begun("a"), set, &mut |count| counts.push(format!("{count:?}")));
            // Names have the order in which they became known.
            counts.sort();
            out.push(format!("{field:?}: {counts:?}"));
        }
    }
    let mut across = (**store.across()).clone();
    across.leave_out_single();
    out.push(format!("{across:?} {:?}", store.sketches(&ids()).across(&Cache::none()).0));
    out.push(format!("{:?}", store.find(&|head| head.metadata.published.is_none())));
    out
}

#[test]
fn every_store_gives_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = write(&folder);
    let expected = answers(&in_memory(&inputs));
    let here = shelf(&inputs, Cache::none());
    let there = shelf(&inputs, Cache::of_version(&folder.path().join("cache"), 7, 0));
    let held = |store: &Shelf| ids().iter().filter(|id| store.head(**id).unwrap().is_held()).count();
    assert_eq!((held(&here), held(&there)), (ARTICLES, 0));
    for store in [&here, &there] {
        for (answer, expected) in answers(store).iter().zip(&expected) {
            assert_eq!(answer, expected);
        }
    }
    assert_eq!(expected[0], "14 false");
    assert!(expected.iter().any(|answer| answer.starts_with("\"the new tariff\": [ArticleId(0)")), "{expected:#?}");
}

#[test]
fn counts_are_those_of_a_set() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_memory(&write(&folder));
    let outlets = |set: Option<&ArticleSet>| {
        let mut counts = Vec::new();
        store.counts(Field::Source, &Pattern::begun("paper"), set, &mut |count| {
            counts.push((count.name.to_owned(), count.articles));
        });
        counts
    };
    let named = |counts: [usize; 3]| {
        (0..3).map(|n| (format!("Paper {n}"), counts[n])).filter(|(_, n)| *n > 0).collect::<Vec<_>>()
    };
    assert_eq!(outlets(None), named([5, 5, 4]));
    assert_eq!(outlets(Some(&ArticleSet::first(4))), named([2, 1, 1]));
    assert_eq!(outlets(Some(&ArticleSet::first(1))), named([1, 0, 0]));
}
