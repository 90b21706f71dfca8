//! `parallax index`: reads and analyses everything once, and finds what holds across it, so that the reader and all commands
//! find it done.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::cli::failure::Failure;
use crate::cli::linking::{Linked, Linking};
use crate::cli::pipeline;
use crate::cli::selection::Selection;
use crate::load::{self, Inputs};

/// The time between two lines of progress.
const STEP: Duration = Duration::from_millis(200);

/// Characters of the bar.
const BAR: usize = 24;

/// Analyses what is not in the cache yet, and says how much that was. What is done is kept when it is interrupted.
pub(super) fn run(inputs: Inputs, selection: &Selection, out: &mut dyn Write) -> Result<(), Failure> {
    let cache = &selection.cache;
    if !cache.is_used() {
        return Err(Failure::Usage("`parallax index` writes the cache, so there has to be one".into()));
    }
    if !selection.is_everything() {
        return Err(Failure::Usage("`parallax index` takes everything, and no --filter".into()));
    }
    let mut progress = Progress::new(load::files(&inputs));
    let mut linking = Linking::new(selection);
    let articles = pipeline::run(
        inputs,
        selection,
        |article, findings| (article.path.clone(), article.text.len() as u64, Linked::of(article, findings)),
        |(path, bytes, linked)| {
            linking.add(linked);
            progress.advance(path, bytes);
            Ok(())
        },
        pipeline::report,
    )?;
    let (_, analysed) = cache.counts();
    progress.say("comparing the articles");
    linking.end()?;
    progress.clear();
    cache.finish();
    let seconds = progress.start.elapsed().as_secs_f64();
    writeln!(
        out,
        "{articles} article{}: {analysed} analysed, {} known already; {seconds:.1} s",
        if articles == 1 { "" } else { "s" },
        articles.saturating_sub(analysed),
    )?;
    pipeline::require_some(articles)
}

/// Packed files may be so much of all bytes, one in so many, for what is done to say how much is left.
const PACKED: u64 = 10;

/// A line on standard error that grows, if that is a terminal.
struct Progress {
    /// The files that are not passed yet, with their bytes.
    ahead: HashMap<PathBuf, u64>,
    /// Bytes of all files; 0 where that says nothing.
    total: u64,
    /// Bytes of the files that are passed.
    passed: u64,
    /// The file that articles come from now, its bytes, and those of its articles.
    here: (Option<PathBuf>, u64, u64),
    start: Instant,
    articles: u64,
    told: Instant,
    shown: bool,
}

impl Progress {
    fn new(files: Vec<(PathBuf, u64, bool)>) -> Self {
        let start = Instant::now();
        let total: u64 = files.iter().map(|(_, size, _)| size).sum();
        let packed: u64 = files.iter().filter(|(.., packed)| *packed).map(|(_, size, _)| size).sum();
        Self {
            ahead: files.into_iter().map(|(path, size, _)| (path, size)).collect(),
            total: if packed > total / PACKED { 0 } else { total },
            passed: 0,
            here: (None, 0, 0),
            start,
            articles: 0,
            told: start,
            shown: io::stderr().is_terminal(),
        }
    }

    /// Notes an article of so many bytes, out of a file.
    fn note(&mut self, path: Option<PathBuf>, bytes: u64) {
        self.articles += 1;
        if path != self.here.0 {
            self.passed += self.here.1;
            let size = path.as_ref().and_then(|path| self.ahead.remove(path)).unwrap_or(0);
            self.here = (path, size, 0);
        }
        self.here.2 += bytes;
    }

    /// How many bytes are done.
    fn done(&self) -> u64 {
        // A page is longer than its text.
        self.passed + self.here.2.min(self.here.1)
    }

    fn advance(&mut self, path: Option<PathBuf>, bytes: u64) {
        self.note(path, bytes);
        if self.shown && self.told.elapsed() >= STEP {
            self.told = Instant::now();
            let line = line(self.articles, self.done(), self.total, self.start.elapsed());
            // There is nowhere left to say that standard error is closed.
            let _ = write!(io::stderr().lock(), "\r\x1b[K{line}");
        }
    }

    /// Says what is being done now.
    fn say(&self, what: &str) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[K{} articles; {what}", self.articles);
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// How far it is, how fast it goes and how long it will take, where that can be told.
fn line(articles: u64, bytes: u64, total: u64, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = articles as f64 / seconds;
    if total == 0 {
        return format!("{articles} articles, {rate:.0} a second");
    }
    let done = (bytes as f64 / total as f64).clamp(0.0, 1.0);
    let left = (seconds / done.max(1e-6) - seconds).max(0.0);
    let full = (done * BAR as f64) as usize;
    let bar = "#".repeat(full) + &".".repeat(BAR - full);
    format!("[{bar}] {:3.0} %  {articles} articles, {rate:.0} a second, {} left", done * 100.0, duration(left))
}

fn duration(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, s) => format!("{m} min {s:02} s"),
        (h, m, _) => format!("{h} h {m:02} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_rate_and_time_left() {
        let line = |bytes, seconds| line(500, bytes, 4_000, Duration::from_secs(seconds));
        assert_eq!(line(1_000, 10), "[######..................]  25 %  500 articles, 50 a second, 30 s left");
        assert_eq!(line(8_000, 100), "[########################] 100 %  500 articles, 5 a second, 0 s left");
        assert!(line(1, 100).ends_with("111 h 05 min left"), "{}", line(1, 100));
        assert_eq!(super::line(3, 9, 0, Duration::from_secs(1)), "3 articles, 3 a second");
    }
    #[test]
    fn what_is_done_is_counted_by_files_and_inside_of_long_ones() {
        let file = |name: &str, size, packed| (PathBuf::from(name), size, packed);
        let mut progress = Progress::new(vec![
            file("a.html", 100_000, false),
            file("b.jsonl", 10_000, false),
            file("c.gz", 500, true),
        ]);
        assert_eq!(progress.total, 110_500);
        let mut done = |name: &str, bytes| {
            progress.note(Some(name.into()), bytes);
            progress.done()
        };
        assert_eq!([done("a.html", 4_000), done("b.jsonl", 3_000), done("b.jsonl", 9_000)], [4_000, 103_000, 110_000]);
        assert_eq!(Progress::new(vec![file("a.txt", 100, false), file("b.zip", 900, true)]).total, 0);
    }
}
