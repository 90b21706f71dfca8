//! The cache on disk as a user meets it: a second start analyses nothing, and no damage is ever believed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

/// Enough for every test but that of how many are few; `index` writes any number.
const ARTICLES: usize = 24;

/// A folder of articles and one for the cache.
struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    fn with(articles: usize) -> Self {
        let sandbox = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(sandbox.path("articles")).unwrap();
        (0..articles).for_each(|n| sandbox.write(n, "“The fees are unfair,” Ann Lee said."));
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes an article as if that had been long ago.
    fn write(&self, n: usize, text: &str) {
        let path = self.path(&format!("articles/{n:03}.txt"));
        fs::write(&path, format!("Fees rise again ({n})\n\n{text} It is number {n}.\n")).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for (name, folder) in [("HOME", "home"), ("XDG_CACHE_HOME", "home/cache"), ("XDG_CONFIG_HOME", "home")] {
            command.env(name, self.path(folder));
        }
        command.env("XDG_STATE_HOME", self.path("home/state"));
        command
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output
    }

    /// What `index` says: how many articles were analysed.
    #[track_caller]
    fn analysed(&self) -> usize {
        let said = String::from_utf8(self.run(&["index", "--cache", "cache", "articles"]).stdout).unwrap();
        let number = said.split_once(" articles: ").and_then(|(_, rest)| rest.split_once(" analysed")).map(|(n, _)| n);
        number.and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{said}"))
    }

    /// The files of the cache with an ending.
    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.path("cache")).into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten());
        let mut files: Vec<_> =
            files.map(|e| e.path()).filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
        files.sort();
        files
    }
}

#[test]
fn a_second_start_analyses_nothing_and_says_the_same() {
    let sandbox = Sandbox::with(ARTICLES);
    let expected = sandbox.run(&["annotate", "--no-cache", "articles"]).stdout;
    assert_eq!(sandbox.analysed(), ARTICLES);
    assert_eq!(sandbox.analysed(), 0);
    assert_eq!(sandbox.run(&["annotate", "--cache", "cache", "articles"]).stdout, expected);
    sandbox.write(7, "“The fees are fair,” Tom Oduya said.");
    assert_eq!(sandbox.analysed(), 1, "the one that changed");
    let changed = sandbox.run(&["annotate", "--cache", "cache", "articles"]).stdout;
    assert_eq!(changed, sandbox.run(&["annotate", "--no-cache", "articles"]).stdout);
    assert_ne!(changed, expected);
    let board = |option: &[&str]| sandbox.run(&[&["board", "--format", "json"], option, &["articles"]].concat()).stdout;
    assert_eq!(board(&["--cache", "cache"]), board(&["--no-cache"]));
}

#[test]
fn what_holds_across_articles_is_found_by_the_index() {
    // Of fewer other commands write nothing, and look for nothing.
    const MANY: usize = 310;
    let sandbox = Sandbox::with(MANY);
    assert_eq!(sandbox.analysed(), MANY);
    let sizes = || -> Vec<_> {
        sandbox.files("seg").into_iter().map(|path| (fs::metadata(&path).unwrap().len(), path)).collect()
    };
    let indexed = sizes();
    let stories = |option: &[&str]| {
        sandbox.run(&[&["annotate", "--filter", "story:fees"], option, &["articles"]].concat()).stdout
    };
    let found = stories(&["--cache", "cache"]);
    assert_eq!(sizes(), indexed, "there was nothing to add");
    assert_eq!(found, stories(&["--no-cache"]));
    assert_eq!((sandbox.analysed(), sizes()), (0, indexed.clone()), "nor for the index itself");
    fs::remove_file(sandbox.path("articles/007.txt")).unwrap();
    stories(&["--cache", "cache"]);
    assert_ne!(sizes(), indexed, "what holds across the rest is something else");
}

#[test]
fn of_a_few_articles_nothing_is_written_and_of_many_it_is() {
    let sandbox = Sandbox::with(20);
    sandbox.run(&["annotate", "articles"]);
    assert!(!sandbox.path("home/cache").exists());
    (20..310).for_each(|n| fs::write(sandbox.path(&format!("articles/{n:03}.txt")), "It rained.\n").unwrap());
    sandbox.run(&["annotate", "articles"]);
    assert!(sandbox.path("home/cache/parallax").exists());
}

#[test]
fn a_damaged_cache_costs_time_and_nothing_else() {
    let sandbox = Sandbox::with(ARTICLES);
    let expected = sandbox.run(&["annotate", "--no-cache", "articles"]).stdout;
    sandbox.analysed();
    let (segment, index) = (sandbox.files("seg").remove(0), sandbox.files("idx").remove(0));
    let whole = [fs::read(&segment).unwrap(), fs::read(&index).unwrap()];
    for damage in 0..5 {
        let [mut records, mut places] = whole.clone();
        let middle = records.len() / 2;
        match damage {
            0 => records.truncate(middle),
            1 => (0..records.len()).step_by(10_007).for_each(|at| records[at] ^= 1),
            2 => places.truncate(100),
            3 => (0..places.len()).step_by(61).for_each(|at| places[at] = 0xFF),
            _ => records.clear(),
        }
        fs::write(&segment, records).unwrap();
        fs::write(&index, places).unwrap();
        let output = sandbox.run(&["annotate", "--cache", "cache", "articles"]);
        assert!(output.stdout == expected, "damage {damage}");
    }
}

/// What a program that is killed has done is not lost, and the next one goes on with it.
#[cfg(unix)]
#[test]
fn a_killed_index_goes_on_where_it_was() {
    let sandbox = Sandbox::with(0);
    // Long enough for the disk, and soon analysed.
    let text = |n: usize| format!("---\ntitle: Fees {n}\nkept: {}\n---\n\nIt rained.\n", "x".repeat(8_000));
    for n in 0..150 {
        let path = sandbox.path(&format!("articles/{n:03}.md"));
        fs::write(&path, text(n)).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    let mut child = sandbox.command(&["index", "-j1", "--cache", "cache", "articles"]).spawn().unwrap();
    // What the files say comes first. Killed once there are findings on the disk, too, or when it is through.
    let read = 150 * 8_100;
    let written = || sandbox.files("part").iter().any(|path| fs::metadata(path).is_ok_and(|data| data.len() > read));
    while child.try_wait().unwrap().is_none() && !written() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(sandbox.analysed() < 150);
    assert!(sandbox.files("part").is_empty());
    assert_eq!(sandbox.analysed(), 0);
}

#[test]
fn two_at_once_both_come_to_their_end() {
    let sandbox = Sandbox::with(ARTICLES);
    let start = || {
        let mut command = sandbox.command(&["index", "--cache", "cache", "articles"]);
        command.stdout(Stdio::piped()).spawn().unwrap()
    };
    let (one, two) = (start(), start());
    let (one, two) = (one.wait_with_output().unwrap(), two.wait_with_output().unwrap());
    assert!(one.status.success() && two.status.success(), "{one:?} {two:?}");
    assert_eq!(sandbox.analysed(), 0);
}

/// A file that may not grow is what a full disk is like.
#[cfg(unix)]
#[test]
fn a_full_disk_keeps_what_is_there() {
    let sandbox = Sandbox::with(ARTICLES);
    assert_eq!(sandbox.analysed(), ARTICLES);
    let before = sandbox.files("seg");
    (0..ARTICLES).for_each(|n| sandbox.write(n, "It rained."));
    let program = env!("CARGO_BIN_EXE_parallax");
    let mut limited = Command::new("sh");
    // In blocks of half a kilobyte or a whole one.
    let line = format!("trap '' XFSZ; ulimit -f 8; exec '{program}' index --cache cache articles");
    let output = limited.args(["-c", &line]).current_dir(sandbox.folder.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(sandbox.files("seg"), before);
    assert!(sandbox.files("part").is_empty());
    assert_eq!(sandbox.analysed(), ARTICLES, "of the new texts nothing could be kept");
    assert_eq!(sandbox.analysed(), 0);
}

#[test]
fn a_cache_that_cannot_be_written_is_none() {
    let sandbox = Sandbox::with(ARTICLES);
    fs::write(sandbox.path("cache"), "no folder").unwrap();
    let output = sandbox.run(&["index", "--cache", "cache", "articles"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing can be written to this cache"), "{output:?}");
    assert_eq!(fs::read_to_string(sandbox.path("cache")).unwrap(), "no folder");
}
