//! What was read before, for reading again: of a file that is as it was nothing is opened, however many there are.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::load::{Item, Known, Options, Read, Take};
use crate::model::article::Article;
use crate::model::origin::{Origin, Place};
use crate::store::cache::Cache;
use crate::store::files;
use crate::store::held::Held;

/// Articles by the files that gave them. A file is here with all that it gave, or not at all.
#[derive(Debug, Default)]
pub struct Before {
    files: HashMap<[u8; 16], Vec<(Place, Arc<Held>)>>,
}

impl Before {
    /// All articles that are open, in their order. Not those of files of which there is something else to be said, nor those
    /// of which something was corrected: the correction may be taken back.
    pub fn new(articles: Vec<Arc<Held>>, troubled: &HashSet<PathBuf>) -> Self {
        let mut files: HashMap<_, Vec<(Place, Arc<Held>)>> = HashMap::new();
        let mut left_out = HashSet::new();
        for held in articles {
            let Some(place) = held.place() else { continue };
            let is_told = held.path.as_ref().is_some_and(|path| troubled.contains(path));
            if is_told || !held.metadata.by_hand.is_empty() {
                left_out.insert(place.key);
            }
            files.entry(place.key).or_default().push((place, held));
        }
        // A file that was named twice is here twice.
        let is_whole = |key: &[u8; 16], given: &Vec<(Place, Arc<Held>)>| {
            !left_out.contains(key) && given.iter().zip(0..).all(|((place, _), number)| place.number == number)
        };
        files.retain(|key, given| is_whole(key, given));
        Self { files }
    }

    /// The article that is held already, of one that was [handed over](Again) without its text.
    pub fn held(&self, article: &Article) -> Option<&Arc<Held>> {
        let place = article.origin.0.filter(|_| article.text.is_empty())?;
        let (_, held) = self.files.get(&place.key)?.get(place.number as usize)?;
        Some(held)
    }
}

/// A cache, and before it what is still held. What a file gave that is as it was are its articles without their texts.
#[derive(Debug)]
pub struct Again<'a>(pub &'a Cache, pub &'a Before);

impl Known for Again<'_> {
    fn read(&self, path: &Path, options: &Options, read: Read<'_>, sink: Take<'_>) -> ControlFlow<()> {
        let Self(cache, before) = self;
        let key = if before.files.is_empty() { None } else { files::key(path, options) };
        let Some(given) = key.and_then(|key| before.files.get(&key.0)) else {
            return cache.read(path, options, read, sink);
        };
        given.iter().try_for_each(|(place, held)| {
            let head = Article { head: (***held).clone(), origin: Origin(Some(*place)), ..Article::default() };
            sink(Item::Article(Box::new(head)))
        })
    }
}
