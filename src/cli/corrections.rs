//! Where corrections are kept, what they are, and which of them no longer find their text.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cli::arguments::Options;
use crate::config::corrections;
use crate::config::schema::Config;
use crate::model::article::Article;
use crate::model::correction::Scope;
use crate::model::correction::list::Corrections;
use crate::model::problem::{Problem, Severity};
use crate::state::place::Choice;

/// The name of the file.
const NAME: &str = "corrections.toml";

/// The corrections that are in force.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Their file, whether or not it is there; `None` where none is to be kept.
    pub(super) path: Option<PathBuf>,
    /// They.
    pub(super) list: Arc<Corrections>,
    /// What is wrong with the file.
    pub(super) problems: Vec<Problem>,
    /// The line of each of them.
    lines: Vec<usize>,
    /// What became of each of them, if that is to be told.
    seen: Option<Mutex<Vec<Seen>>>,
}

/// What became of a correction.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// The article in which it was made was read.
    there: bool,
    /// It found what it corrects.
    found: bool,
}

impl Kept {
    /// Reads the file of corrections. `telling` notes what becomes of each.
    pub(super) fn read(paths: &[PathBuf], options: &Options, config: &Config, telling: bool) -> Self {
        let Some(path) = find(paths, options, config) else { return Self::default() };
        let about = |line, severity, message| Problem { path: Some(path.clone()), line, severity, message };
        let (parsed, problems) = match corrections::read(&path) {
            Ok(mut parsed) => {
                let problems = std::mem::take(&mut parsed.problems);
                let problem = |(line, message)| about(Some(line), Severity::Warning, message);
                (parsed, problems.into_iter().map(problem).collect())
            }
            Err(trouble) => {
                let message = format!("corrections are not used: {trouble}");
                (corrections::Parsed::default(), vec![about(None, Severity::Error, message)])
            }
        };
        let seen = telling.then(|| Mutex::new(vec![Seen::default(); parsed.corrections.len()]));
        let list = Arc::new(Corrections::new(parsed.corrections));
        Self { path: Some(path), list, problems, lines: parsed.lines, seen }
    }

    /// Notes what became of those that concern an article.
    pub(super) fn note(&self, article: &Article, found: &[(usize, bool)]) {
        let Some(seen) = &self.seen else { return };
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, found) in found {
            let Some((seen, correction)) = seen.get_mut(*at).zip(self.list.list().get(*at)) else { continue };
            seen.found |= found;
            seen.there |= correction.scope != Scope::Everywhere;
        }
        for (seen, correction) in seen.iter_mut().zip(self.list.list()).filter(|(seen, _)| !seen.there) {
            seen.there = correction.scope == Scope::Everywhere && correction.place.is_in(article);
        }
    }

    /// Those that no longer find their text, and how many are of articles that were not read.
    pub(super) fn lost(&self) -> Vec<Problem> {
        let Some(seen) = &self.seen else { return Vec::new() };
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let about = |line, severity, message| Problem { path: self.path.clone(), line, severity, message };
        let mut out = Vec::new();
        let mut absent = 0;
        for ((seen, correction), line) in seen.iter().zip(self.list.list()).zip(&self.lines) {
            match seen {
                Seen { found: true, .. } => {}
                Seen { there: true, .. } => {
                    let message = format!("lost: what it corrects is no longer found: {correction}");
                    out.push(about(Some(*line), Severity::Warning, message));
                }
                Seen { .. } => absent += 1,
            }
        }
        if absent > 0 {
            let message = format!("corrections of articles that were not read: {absent}");
            out.push(about(None, Severity::Note, message));
        }
        out
    }
}

/// The file that is asked for, or the first that lies beside the articles or here, or else that of the user; none where
/// nothing is to be kept.
fn find(paths: &[PathBuf], options: &Options, config: &Config) -> Option<PathBuf> {
    if let Some(path) = &options.corrections {
        return Some(path.clone());
    }
    if options.no_state || options.state.is_none() && config.state == Choice::Nowhere {
        return None;
    }
    let folder = |path: &Path| if path.is_dir() { path.to_owned() } else { path.parent().unwrap_or(path).to_owned() };
    let named = paths.iter().filter(|path| path.as_os_str() != "-").map(|path| folder(path));
    let beside = named.chain(paths.is_empty().then(|| PathBuf::from("articles"))).chain([PathBuf::new()]);
    let there = beside.map(|folder| folder.join(NAME)).find(|file| file.is_file());
    there.or_else(|| Some(options.state_folder(config)?.join(NAME)))
}
