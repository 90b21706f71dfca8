//! A reader whose texts are on the disk shows what one shows that has all in memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use super::*;
use crate::analysis;
use crate::app::App;
use crate::app::message::Effect;
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

/// What has just been written may change once more unnoticed.
fn long_ago(path: &Path) {
    let time = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

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
            long_ago(&path);
        }
        sandbox
    }

    /// Writes a file as if that had been done some time ago.
    fn write(&self, name: &str, title: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::write(&path, format!("---\ntitle: {title}\nsource: Paper 1\ndate: 2021-03-02\n---\n\n{text}\n")).unwrap();
        long_ago(&path);
    }

    fn article(&self, n: usize) -> PathBuf {
        self.0.path().join(format!("news/{n:02}.md"))
    }

    /// A reader that has read and analysed everything, with what it reads from.
    fn read(&self, cache: Cache) -> (App, Run) {
        let Open { app, run, .. } = self.open(cache);
        (app, run)
    }

    /// The same with what it takes to read again.
    fn open(&self, cache: Cache) -> Open {
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
        let app = App::new(Settings::default(), 120, 40);
        let mut open = Open { app, run, source, events, mailbox };
        open.wait();
        open
    }

    fn cache(&self) -> Cache {
        Cache::of_version(&self.0.path().join("cache"), 1, 0)
    }
}

struct Open {
    app: App,
    run: Run,
    source: Source,
    events: mpsc::Receiver<Event>,
    mailbox: Mailbox,
}

impl Open {
    /// Until everything is analysed.
    fn wait(&mut self) {
        let mut done = false;
        while !done {
            self.events.recv().expect("the mailbox holds the other end");
            for message in self.mailbox.take() {
                let is_nothing = matches!(&message, Message::Reread(Some(found)) if found.moves.is_nothing());
                // The last message says what was wrong with the cache.
                let is_last = matches!(message, Message::Problems(_)) && !self.app.library.loading;
                for effect in self.app.update(message) {
                    if let Effect::Follow(moves) = effect {
                        let store = self.app.library.store();
                        self.run.follow(&moves, |id| store.head(id).cloned());
                    }
                }
                done |= is_nothing || is_last && self.run.workers.is_settled();
            }
        }
        assert_eq!(
            (self.app.library.loading, self.app.library.analysed_count()),
            (false, self.app.library.store().len())
        );
    }

    /// Looks what has become of the files, and waits for it.
    fn look_again(&mut self) {
        assert!(self.source.look_again(&self.run));
        self.wait();
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

#[test]
fn what_is_as_it_was_is_taken_over_and_the_rest_is_as_if_all_was_read() {
    let sandbox = Sandbox::new();
    let mut open = sandbox.open(sandbox.cache());
    let held = |open: &Open| ids().map(|id| open.app.library.store().head(id).unwrap().clone()).collect::<Vec<_>>();
    let before = held(&open);
    open.look_again();
    assert!(before.iter().zip(held(&open)).all(|(a, b)| Arc::ptr_eq(a, &b)));
    assert_eq!(open.app.notice.as_deref(), Some("read again: nothing has changed"));

    open.app.apply_filter(parse("tariff").unwrap());
    fs::remove_file(sandbox.article(3)).unwrap();
    sandbox.write("news/05a.md", "A new one", "Ada Quill wants another tariff. Nobody in Port Ellery knows why.");
    sandbox.write("news/08.md", "Report 8", "“No deal is better,” said Minister Tobias Renn in Marrow.");
    fs::write(sandbox.0.path().join("news/11a.md"), "").unwrap();
    open.look_again();
    assert_eq!(open.app.notice.as_deref(), Some("read again: 1 new, 1 changed, 1 gone"));
    assert_eq!(open.app.filter.query.to_string(), "tariff");
    let now = held(&open);
    let kept = |from: usize, to: usize| Arc::ptr_eq(&before[from], &now[to]);
    assert!(kept(0, 0) && kept(2, 2) && kept(4, 3) && kept(5, 4) && kept(6, 6) && kept(11, 11));
    assert!(!before.iter().any(|article| Arc::ptr_eq(article, &now[5]) || Arc::ptr_eq(article, &now[8])));
    let told = |app: &App| app.library.problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (mut memory, _run) = sandbox.read(Cache::none());
    assert_eq!(told(&open.app), told(&memory));
    assert_eq!(told(&memory).len(), 1, "an empty file");
    assert_same(&mut memory, &mut open.app);

    // Once more, with all of that known by now.
    fs::remove_file(sandbox.article(0)).unwrap();
    sandbox.write("news/99.md", "The last one", "The quota of Veldland is a mistake, Ada Quill said.");
    open.look_again();
    assert_eq!(open.app.notice.as_deref(), Some("read again: 1 new, 1 gone"));
    let (mut memory, _run) = sandbox.read(Cache::none());
    assert_same(&mut memory, &mut open.app);
    assert_eq!(told(&open.app), told(&memory));
}
