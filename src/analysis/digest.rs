//! What is kept of an article for what holds across articles: a small part of its findings, so that these need not be
//! in memory all at once.

use std::collections::HashMap;
use std::ops::Deref;

use crate::analysis::identity::sketch::Sketch;
use crate::analysis::issues::Leading;
use crate::analysis::issues::merged::Told;
use crate::analysis::stories::Figures;
use crate::analysis::{identity, issues, stories as by_event, topics};
use crate::model::article::Article;
use crate::model::findings::{ArticleFindings, CorpusFindings};

/// So many articles are somebody's choice, and are looked at together whatever their stories are.
pub(super) const FEW: usize = 8;

/// What is kept of an article.
struct Digest {
    entities: Sketch,
    issues: Vec<Told>,
    topics: Vec<String>,
}

impl Digest {
    fn of(article: &Article, findings: &ArticleFindings) -> Self {
        Self { entities: Sketch::of(article, findings), issues: Told::all(findings), topics: findings.topics.clone() }
    }
}

/// What holds across articles. `article` and `findings` give those with an index; they are asked a few times for each of
/// `count`.
pub(super) fn corpus<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    count: usize,
    article: impl Fn(usize) -> A,
    findings: impl Fn(usize) -> F,
) -> CorpusFindings {
    // Stories first: what they need of all articles is dropped before the digests are made.
    let (stories, story_names) = stories(count, &article, &findings);
    let leading = leading(&stories, &article, &findings);
    let digests: Vec<Digest> = (0..count).map(|i| Digest::of(&article(i), &findings(i))).collect();
    CorpusFindings {
        issues: issues::across_told(digests.iter().map(|digest| digest.issues.as_slice()), &leading),
        topics: topics::across(digests.iter().map(|digest| digest.topics.as_slice())),
        entities: identity::across::linked_sketches(digests.into_iter().map(|digest| digest.entities)),
        stories,
        story_names,
        corrections: 0,
    }
}

/// The story of each article, and what each is called.
pub(super) fn stories<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    count: usize,
    article: impl Fn(usize) -> A,
    findings: impl Fn(usize) -> F,
) -> (Vec<u32>, Vec<String>) {
    let figures: Vec<Figures> = (0..count).map(|i| Figures::of(&findings(i))).collect();
    by_event::group(article, &figures)
}

/// The same after corrections of entities and issues, which leave topics and stories as they were in `before`.
pub(super) fn corpus_again<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    count: usize,
    article: impl Fn(usize) -> A,
    findings: impl Fn(usize) -> F,
    before: &CorpusFindings,
) -> CorpusFindings {
    let leading = leading(&before.stories, &article, &findings);
    let digests: Vec<Digest> = (0..count).map(|i| Digest::of(&article(i), &findings(i))).collect();
    CorpusFindings {
        issues: issues::across_told(digests.iter().map(|digest| digest.issues.as_slice()), &leading),
        entities: identity::across::linked_sketches(digests.into_iter().map(|digest| digest.entities)),
        ..before.clone()
    }
}

/// Which issues of the articles of each story are one. What is needed of an article is dropped with its story.
fn leading<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    stories: &[u32],
    article: impl Fn(usize) -> A,
    findings: impl Fn(usize) -> F,
) -> Leading {
    let mut members: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, story) in stories.iter().enumerate() {
        let story = if stories.len() <= FEW { 0 } else { *story };
        members.entry(story).or_default().push(at);
    }
    let mut out = Leading::new();
    for members in members.into_values().filter(|members| members.len() > 1) {
        issues::lead(members.into_iter().map(|at| (at as u32, article(at), findings(at))), &mut out);
    }
    out
}
