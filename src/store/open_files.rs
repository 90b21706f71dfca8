//! The files that the articles that are open came from, so that what is as it was is taken over when files are read again.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::load::Options;
use crate::model::article_id::ArticleId;
use crate::store::files;
use crate::store::held::Held;
use crate::store::record::Key;

/// The articles of each file, by what the file is known by.
#[derive(Debug, Default)]
pub struct OpenFiles(HashMap<Key, Articles>);

#[derive(Clone, Copy, Debug)]
enum Articles {
    /// So many from one on.
    All(ArticleId, u32),
    /// Some of them cannot be read again, or the file was read twice.
    Doubtful,
}

impl OpenFiles {
    /// Those of articles, which are all, in the order of their ids.
    pub fn of(articles: &[Arc<Held>]) -> Self {
        let mut files: HashMap<Key, Articles> = HashMap::new();
        let mut last: Option<(&Held, Key, u32)> = None;
        for (id, held) in (0..).map(ArticleId).zip(articles) {
            let Some(place) = held.place() else {
                // What cannot be kept of a file is behind what can.
                if let Some((before, key, _)) = last
                    && before.path == held.path
                {
                    files.insert(key, Articles::Doubtful);
                }
                continue;
            };
            let key = Key(place.key);
            let goes_on = last.is_some_and(|(_, before, number)| before == key && number < place.number);
            files
                .entry(key)
                .and_modify(|articles| match articles {
                    Articles::All(_, count) if goes_on => *count += 1,
                    _ => *articles = Articles::Doubtful,
                })
                .or_insert(Articles::All(id, 1));
            last = Some((held, key, place.number));
        }
        Self(files)
    }

    /// The articles of a file that is as it was when it was read, in the same way; `None` if it is not, and where that is in
    /// doubt. It costs a look at its size and times.
    pub fn unchanged(&self, path: &Path, options: &Options) -> Option<impl Iterator<Item = ArticleId> + use<>> {
        let Articles::All(first, count) = *self.0.get(&files::key(path, options)?)? else { return None };
        Some((first.0..first.0 + count).map(ArticleId))
    }
}
