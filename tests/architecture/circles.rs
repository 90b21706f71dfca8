//! Circles among files: files that use each other, directly or through others, are one idea in several places.
//!
//! What a file uses of the module that it is a part of does not count: a folder and the file beside it belong together.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::NamedPath;

/// For each file, as the path of its module (`analysis::issues::words`), the files that it uses.
#[derive(Default)]
pub struct Files {
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Files {
    /// A graph of these modules, in which nothing uses anything yet.
    pub fn new(modules: impl Iterator<Item = String>) -> Self {
        Self { uses: modules.map(|m| (m, BTreeSet::new())).collect() }
    }

    /// Notes what the paths in the file of `module` lead to.
    pub fn note(&mut self, module: &str, paths: &[NamedPath]) {
        let used: Vec<String> = paths.iter().filter_map(|p| self.file_of(module, p)).collect();
        let uses = self.uses.entry(module.to_owned()).or_default();
        uses.extend(used.into_iter().filter(|used| used != module && !is_part_of(module, used)));
    }

    /// The module of the file that a path leads into.
    fn file_of(&self, module: &str, path: &NamedPath) -> Option<String> {
        let first = path.segments.first()?;
        let base: Vec<&str> = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.split("::").collect(),
            "super" => module.rsplit_once("::").map_or(Vec::new(), |(parent, _)| parent.split("::").collect()),
            _ => return None,
        };
        let whole: Vec<&str> = base.into_iter().chain(path.segments[1..].iter().map(String::as_str)).collect();
        (1..=whole.len()).rev().map(|n| whole[..n].join("::")).find(|m| self.uses.contains_key(m))
    }

    /// The first circle in each set of files that use each other, as a line of modules.
    pub fn circles(&self) -> Vec<String> {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut found = Vec::new();
        for start in self.uses.keys() {
            let mut way = Vec::new();
            self.walk(start, &mut way, &mut done, &mut found);
        }
        found
    }

    /// Follows what a file uses; `way` leads to it, and `done` are the files behind which no circle is left to find.
    fn walk<'a>(&'a self, at: &'a str, way: &mut Vec<&'a str>, done: &mut BTreeSet<&'a str>, found: &mut Vec<String>) {
        if let Some(from) = way.iter().position(|m| *m == at) {
            let mut circle = way[from..].to_vec();
            circle.push(at);
            found.push(circle.join(" -> "));
            return;
        }
        if done.contains(at) {
            return;
        }
        way.push(at);
        for next in self.uses.get(at).into_iter().flatten() {
            self.walk(next, way, done, found);
        }
        way.pop();
        done.insert(at);
    }
}

/// Whether the file of `module` lies in the folder of the other one.
fn is_part_of(module: &str, other: &str) -> bool {
    module.strip_prefix(other).is_some_and(|rest| rest.starts_with("::"))
}
