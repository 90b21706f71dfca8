//! Issues that are one across articles.

use std::collections::HashMap;

use crate::analysis::issues::is_disputed;
use crate::model::article::Article;
use crate::model::corpus::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::IssueId;

/// An issue of the corpus while it grows.
#[derive(Default)]
struct Merged {
    members: Vec<(ArticleId, IssueId)>,
    names: HashMap<String, usize>,
}

/// Merges issues whose names say the same: the same words without order, endings and determiners.
pub(super) fn across(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusIssue> {
    let mut by_key: HashMap<Vec<u64>, usize> = HashMap::new();
    let mut all: Vec<Merged> = Vec::new();
    for (a, (_, findings)) in articles.iter().enumerate() {
        for (i, issue) in findings.issues.iter().enumerate() {
            let key = key(&issue.name);
            let at = *by_key.entry(key).or_insert_with(|| {
                all.push(Merged::default());
                all.len() - 1
            });
            all[at].members.push((ArticleId(a as u32), IssueId(i as u32)));
            *all[at].names.entry(issue.name.clone()).or_default() += issue.mentions.len();
        }
    }
    let mut out: Vec<(usize, CorpusIssue)> = all
        .into_iter()
        .map(|merged| {
            let issues = merged.members.iter().filter_map(|(a, i)| articles[a.index()].1.issue(*i));
            let positions = issues.flat_map(|i| &i.positions);
            let disputed = is_disputed(positions.clone());
            let count = positions.count();
            let name = merged.names.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).unwrap_or_default().0;
            (count, CorpusIssue { name, disputed, members: merged.members })
        })
        .collect();
    out.sort_by(|(n, a), (m, b)| {
        b.disputed.cmp(&a.disputed).then(m.cmp(n)).then(b.members.len().cmp(&a.members.len())).then(a.name.cmp(&b.name))
    });
    out.into_iter().map(|(_, issue)| issue).collect()
}

/// What a name says, as sorted hashes of its content words.
fn key(name: &str) -> Vec<u64> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '-');
    let mut key: Vec<u64> = words
        .filter(|w| {
            w.len() > 2
                && !matches!(*w, "the" | "over" | "with" | "for" | "and" | "from" | "about" | "between" | "against")
        })
        .map(super::phrases::stem)
        .collect();
    key.sort_unstable();
    key.dedup();
    key
}
