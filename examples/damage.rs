//! Damages files in ever new ways, reads and analyses what comes out, and keeps what panics or takes too long.
//!
//! `cargo run --release --example damage -- SECONDS [FOLDER]`; without a folder the samples of the tests. What is found is
//! written to the folder for temporary files, with its name on standard output. It ends with 1 when there was any.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, process};

use parallax::analysis;
use parallax::config::schema;
use parallax::load::{self, Input, Item};
use parallax::query::parse;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/damage/samples.rs"]
mod samples;

/// Some hundred kilobytes take less than this, whatever they are.
const SLOW: Duration = Duration::from_secs(3);

#[allow(clippy::print_stdout, reason = "it is for a terminal")]
fn main() {
    let mut words = env::args().skip(1);
    let seconds = words.next().and_then(|n| n.parse().ok()).unwrap_or(60);
    let files: Vec<(String, Vec<u8>)> = words.next().map_or_else(own, |folder| in_folder(Path::new(&folder)));
    let seed = std::time::UNIX_EPOCH.elapsed().map_or(1, |d| d.as_nanos() as u64 | 1);
    println!("seed {seed}, {} files", files.len());
    let mut random = samples::Random(seed);
    let until = Instant::now() + Duration::from_secs(seconds);
    let (mut runs, mut found) = (0, 0);
    while Instant::now() < until && !files.is_empty() {
        let (name, bytes) = &files[random.below(files.len())];
        let damaged = samples::damaged(bytes, samples::FILES, &mut random);
        let path = env::temp_dir().join(format!("damage-{}-{found}-{name}", process::id()));
        if fs::write(&path, &damaged).is_err() {
            break;
        }
        let start = Instant::now();
        let survived = catch_unwind(AssertUnwindSafe(|| read(&path, &damaged))).is_ok();
        runs += 1;
        if survived && start.elapsed() < SLOW {
            let _ = fs::remove_file(&path);
        } else {
            found += 1;
            println!("{} after {:?}: {}", if survived { "slow" } else { "panic" }, start.elapsed(), path.display());
        }
    }
    println!("{runs} runs, {found} found");
    process::exit(i32::from(found > 0));
}

fn own() -> Vec<(String, Vec<u8>)> {
    samples::FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

fn in_folder(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let file = |path: PathBuf| Some((path.file_name()?.to_string_lossy().into_owned(), fs::read(&path).ok()?));
    paths.filter(|path| path.is_file()).filter_map(file).filter(|(_, bytes)| bytes.len() < 1 << 20).collect()
}

/// Reads a file in every way that there is.
fn read(path: &Path, bytes: &[u8]) {
    let mut all = Vec::new();
    load::load(&[Input::Path(path.to_owned())], &mut |item| {
        if let Item::Article(article) = item
            && all.len() < 50
        {
            let findings = analysis::article(&article);
            all.push((article, findings));
        }
        ControlFlow::Continue(())
    });
    let all: Vec<_> = all.iter().map(|(article, findings)| (&**article, findings)).collect();
    let across = analysis::corpus(&all);
    assert_eq!(across.stories.len(), all.len());
    if let [left, right, ..] = all[..] {
        let _ = analysis::compare(left, right);
    }
    let text = String::from_utf8_lossy(bytes);
    let _ = schema::parse(&text);
    if let Err(error) = parse::parse(&text) {
        let _ = error.caret(&text);
    }
}
