//! A reader whose texts are on the disk shows what one shows that has all in memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use super::*;
use crate::analysis;
use crate::app::App;
use crate::app::settings::Settings;
use crate::load::{Input, Options};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::ArticleFindings;
use crate::query::parse::parse;
use crate::runtime::event::{Event, Mailbox};
use crate::store::cache::Cache;
use crate::store::packed::Counts;

const ARTICLES: usize = 12;

const SAID: [&str; 4] = [
    "“The new tariff is a mistake,” said Ada Quill of the Growers’ Union.",
    "Minister Tobias Renn defended the tariff on Monday and promised 40 million crowns.",
    "Fishermen in Port Ellery want a quota of 900 tonnes, Ada Quill told the Harbour Mail.",
    "The talks between Veldland and Marrow ended without a deal.",
];

/// A folder of articles and a cache.
struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn new() -> Self {
        let sandbox = Self(tempfile::tempdir().unwrap());
        fs::create_dir(sandbox.0.path().join("news")).unwrap();
        for n in 0..ARTICLES {
            let day = n % 5 + 1;
            let (first, second) = (SAID[n % 4], SAID[(n / 4 + 1) % 4]);
            let text = format!(
                "---\ntitle: Report {n}\nsource: Paper {}\ndate: 2021-03-0{day}\n---\n\n{first}\n\n{second} It was number {n}.\n",
                n % 3,
            );
            let path = sandbox.article(n);
            fs::write(&path, text).unwrap();
            // What has just been written may change once more unnoticed.
            let long_ago = SystemTime::now() - Duration::from_secs(3600);
            fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
        }
        sandbox
    }

    fn article(&self, n: usize) -> PathBuf {
        self.0.path().join(format!("news/{n:02}.md"))
    }

    /// A reader that has read and analysed everything, with what it reads from.
    fn read(&self, cache: Cache) -> (App, Run) {
        let inputs = vec![Input::Path(self.0.path().join("news"))];
        let source = Source {
            inputs: Inputs { inputs, options: Options::default() },
            knowledge: Arc::default(),
            cache: Arc::new(cache),
            jobs: Some(2),
            problems: Vec::new(),
        };
        let (sender, events) = mpsc::channel::<Event>();
        let mailbox = Mailbox::new(sender);
        let run = source.read(Arc::default(), &mailbox);
        let mut app = App::new(Settings::default(), 120, 40);
        let mut done = false;
        while !done {
            events.recv().expect("the mailbox holds the other end");
            for message in mailbox.take() {
                // The last message says what was wrong with the cache.
                done |= matches!(message, Message::Problems(_)) && app.library.across().stories.len() == ARTICLES;
                app.update(message);
            }
        }
        assert_eq!((app.library.loading, app.library.analysed_count()), (false, ARTICLES));
        (app, run)
    }

    fn cache(&self) -> Cache {
        Cache::of_version(&self.0.path().join("cache"), 1, 0)
    }
}

fn ids() -> impl Iterator<Item = ArticleId> {
    (0..ARTICLES as u32).map(ArticleId)
}

fn counts(app: &App, id: ArticleId) -> Option<Counts> {
    app.library.store().row(id)?.counts
}

fn texts_held(app: &App) -> usize {
    ids().filter(|id| app.library.store().head(*id).is_some_and(|held| held.is_held())).count()
}

fn opened(app: &App) -> Vec<(Arc<Article>, Arc<ArticleFindings>)> {
    ids().map(|id| (app.library.store().article(id).unwrap(), app.library.findings(id).unwrap())).collect()
}

/// Everything that the reader shows is the same.
#[track_caller]
fn assert_same(memory: &mut App, disk: &mut App) {
    let (a, b) = (opened(memory), opened(disk));
    assert_eq!(a, b);
    assert_eq!(memory.library.across(), disk.library.across());
    for id in ids() {
        assert_eq!(counts(memory, id), counts(disk, id));
        let heads = [&*memory, &*disk].map(|app| app.library.store().head(id).unwrap().clone());
        assert_eq!(heads[0].hash(), heads[1].hash());
        assert_eq!((&**heads[0], heads[0].word_count()), (&**heads[1], heads[1].word_count()));
    }
    let compared = |all: &[(Arc<Article>, Arc<ArticleFindings>)]| {
        analysis::compare((&all[0].0, &all[0].1), (&all[4].0, &all[4].1))
    };
    assert_eq!(format!("{:?}", compared(&a)), format!("{:?}", compared(&b)));
    let queries = [
        "tariff",
        "\"the tariff\"",
        "quota OR deal",
        "-tariff",
        "entity:quill",
        "source:\"paper 1\" mistake",
        "40",
        "the",
    ];
    for query in queries {
        let [of_memory, of_disk] = [&mut *memory, &mut *disk].map(|app| {
            app.apply_filter(parse(query).unwrap());
            app.list.order.clone()
        });
        assert_eq!(of_memory, of_disk, "{query}");
    }
}

#[test]
fn texts_and_findings_on_the_disk_are_shown_as_those_in_memory_and_take_none() {
    let sandbox = Sandbox::new();
    let (mut memory, _run) = sandbox.read(Cache::none());
    assert_eq!(texts_held(&memory), ARTICLES);
    for start in ["first", "second"] {
        let (mut disk, _run) = sandbox.read(sandbox.cache());
        assert_eq!(texts_held(&disk), 0, "{start} start");
        assert!(
            ids().all(|id| disk.library.store().sketches(&[id]).iter().all(|(_, (_, findings))| !findings.is_held())),
            "{start} start"
        );
        assert_same(&mut memory, &mut disk);
        assert_eq!(texts_held(&disk), 0, "looking at them holds none, {start} start");
    }
}

/// Overwrites, or cuts off, every segment of the cache, whoever has them open.
fn damage(folder: &Path, harm: impl Fn(&Path)) {
    let mut harmed = 0;
    for version in fs::read_dir(folder).unwrap().flatten() {
        for file in fs::read_dir(version.path()).unwrap().flatten().map(|entry| entry.path()) {
            if file.extension().is_some_and(|extension| extension == "seg") {
                harm(&file);
                harmed += 1;
            }
        }
    }
    assert!(harmed > 0);
}

#[test]
fn what_is_damaged_while_it_is_open_comes_from_the_files_or_is_said_to_be_lost() {
    let sandbox = Sandbox::new();
    let (mut memory, _run) = sandbox.read(Cache::none());
    drop(sandbox.read(sandbox.cache()));
    let cut = |file: &Path| fs::File::options().write(true).open(file).unwrap().set_len(40).unwrap();
    let overwrite = |file: &Path| {
        let length = fs::metadata(file).unwrap().len() as usize;
        let open = fs::File::options().write(true).open(file).unwrap();
        let whole = fs::read(file).unwrap();
        let damaged: Vec<u8> = whole.iter().map(|byte| byte ^ 0x20).collect();
        std::io::Write::write_all(&mut &open, &damaged[..length]).unwrap();
    };
    let remove = |file: &Path| fs::remove_file(file).unwrap();
    for harm in [&cut as &dyn Fn(&Path), &overwrite, &remove] {
        let (mut disk, _run) = sandbox.read(sandbox.cache());
        assert_eq!(texts_held(&disk), 0);
        damage(&sandbox.0.path().join("cache"), harm);
        assert_same(&mut memory, &mut disk);
        fs::remove_dir_all(sandbox.0.path().join("cache")).unwrap();
        drop(sandbox.read(sandbox.cache()));
    }
    // Nor is the file there any more, and nobody has looked at it.
    let lost = ArticleId(7);
    let (disk, _run) = sandbox.read(sandbox.cache());
    damage(&sandbox.0.path().join("cache"), cut);
    let first = disk.library.store().head(lost).unwrap().clone();
    fs::remove_file(first.path.as_ref().unwrap()).unwrap();
    let article = disk.library.store().article(lost).unwrap();
    assert!(article.text.contains("cannot be read any more"), "{}", article.text);
    assert_eq!((article.title(), article.hash()), (first.title(), first.hash()), "what is kept of it stays");
    assert_eq!(disk.library.findings(lost).as_deref(), Some(&ArticleFindings::default()));
}
