//! From an article to its findings, and from all findings to what holds across the corpus. Layer 3.
//!
//! Pure: no files, no clock, no threads, no configuration that is not passed in. The same article gives the same
//! findings on every run. Each finder is a file or a folder; this one only fixes their order.
//!
//! Inner layers: a finder uses those with lower numbers only, and `tests/architecture.rs` checks it.
//!
//! | layer | module | what it is |
//! |---|---|---|
//! | 0 | `names` | names as they stand in a text, not linked to any other yet |
//! | 0 | `dates` | expressions of time |
//! | 0 | `figures` | numbers and what they count |
//! | 0 | `sides` | for whom somebody stands |
//! | 0 | `stories` | articles about the same event |
//! | 1 | `identity` | who is who, within an article and across |
//! | 2 | `entities` | who and what is named |
//! | 2 | `refer` | whom pronouns and offices mean |
//! | 3 | `quotations` | who says what |
//! | 4 | `issues` | what is at issue and who takes which position |
//! | 5 | `topics` | what an article is about |
//! | 5 | `knowledge` | what the user knows, laid over findings |
//! | 5 | `given` | what a file says that was found in it |
//! | 5 | `corrections` | what a person corrected, laid over findings |
//! | 5 | `compare` | two articles side by side |
//! | 6 | `digest` | what is kept of an article for what holds across all |
//! | 6 | `across` | what a few articles say about the same things |
//! | 7 | `board` | articles as columns, and what each says |
//! | 8 | `training` | what the programs that train models need |

use std::ops::Deref;

use jiff::civil::Date;

use crate::analysis::board::Column;
use crate::analysis::corrections::Corrected;
use crate::language::document::Document;
use crate::model::across::Across;
use crate::model::article::Article;
use crate::model::board::Board;
use crate::model::comparison::{Comparison, Difference};
use crate::model::correction::list::Corrections;
use crate::model::date::DateMention;
use crate::model::entity::{Entity, EntityKind};
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::knowledge::Knowledge;
use crate::model::reason::Reason;
use crate::text::span::Span;

mod across;
pub mod board;
mod compare;
pub mod corrections;
mod dates;
mod digest;
mod entities;
mod figures;
mod given;
mod identity;
pub mod issues;
mod knowledge;
mod names;
pub mod quotations;
mod refer;
mod sides;
mod stories;
mod topics;
pub mod training;

/// Everything that can be found in one article by itself.
pub fn article(article: &Article) -> ArticleFindings {
    let document = Document::new(article);
    let given = article.given.as_deref();
    if let Some(whole) = given.filter(|given| given.is_whole) {
        let mut findings = given::whole(&document, whole);
        shrink(&mut findings);
        return findings;
    }
    let entities = match given.filter(|given| given.entities) {
        Some(given) => given.findings.entities.clone(),
        None => entities::find(&document),
    };
    let referents = refer::Referents::find(&document, &entities);
    let quotations = match given.filter(|given| given.quotations) {
        Some(given) => given::spoken(&document, given, &entities),
        None => quotations::find_with(&document, &entities, &referents),
    };
    let dates = dates(&document, &entities);
    let figures = figures::find(&document, &dates);
    let issues = match given.filter(|given| given.issues) {
        Some(given) => given::judged(&given.findings.issues),
        None => issues::find(&document, &entities, &quotations),
    };
    let topics = topics::find(&document, &entities, &issues);
    let mut entities = entities;
    for (span, id) in referents.nominals {
        if let Some(entity) = entities.get_mut(id.0 as usize) {
            entity.nominals.push(span);
        }
    }
    let sentences = document.sentences.iter().map(|s| s.span).collect();
    let mut findings = ArticleFindings { sentences, entities, quotations, issues, topics, dates, figures };
    shrink(&mut findings);
    findings
}

/// The dates of an article in which these entities were found.
fn dates(document: &Document<'_>, entities: &[Entity]) -> Vec<DateMention> {
    let mut dates = dates::find(document);
    // `August Oduya` and `April Berg` are people, not months.
    let named = entities.iter().filter(|e| e.kind == EntityKind::Person).flat_map(|e| &e.mentions).map(|m| m.span);
    let named: std::collections::BTreeSet<Span> = named.collect();
    let in_name = |date: Span| {
        let last = named.range(..Span::new(date.to(), date.to())).next_back();
        last.is_some_and(|name| name.overlaps(date) && name.len() > date.len())
    };
    dates.retain(|d| !in_name(d.span));
    dates
}

/// The dates of an article as if it had been published on another day.
fn dates_published(article: &Article, published: Option<Date>, entities: &[Entity]) -> Vec<DateMention> {
    let mut article = article.clone();
    article.metadata.published = published;
    dates(&Document::new(&article), entities)
}

/// An article and its findings as they are with what a person corrected; `None` where no correction concerns it.
pub fn corrected(
    article: &Article,
    findings: &ArticleFindings,
    corrections: &Corrections,
    knowledge: &Knowledge,
) -> Option<Corrected> {
    corrections::apply(article, findings, corrections, knowledge)
}

/// Lays the pairs that a person made and broke over a comparison.
pub fn correct_pairs(
    articles: [(&Article, &ArticleFindings); 2],
    comparison: &mut Comparison,
    corrections: &Corrections,
) {
    let mut pairs = std::mem::take(&mut comparison.pairs);
    corrections::pairs::apply(articles.map(|(article, _)| article), &mut pairs, corrections, |passages| {
        compare::differences(articles, comparison, passages)
    });
    comparison.pairs = pairs;
}

/// Gives back the room that lists keep for growing, and lets equal reasons be one. Findings are held as long as their
/// article, and most entities have one mention in a list with room for four.
fn shrink(findings: &mut ArticleFindings) {
    let mentions = findings.entities.iter_mut().flat_map(|e| &mut e.mentions).map(|m| &mut m.reason);
    let quotations = findings.quotations.iter_mut().map(|q| &mut q.reason);
    let issues = findings.issues.iter_mut();
    let issues = issues.flat_map(|i| i.positions.iter_mut().map(|p| &mut p.reason).chain([&mut i.reason]));
    let dates = findings.dates.iter_mut().map(|d| &mut d.reason);
    mentions.chain(quotations).chain(issues).chain(dates).for_each(Reason::share);

    for entity in &mut findings.entities {
        entity.mentions.shrink_to_fit();
        entity.nominals.shrink_to_fit();
        entity.roles.shrink_to_fit();
    }
    for quotation in &mut findings.quotations {
        quotation.content.shrink_to_fit();
    }
    for issue in &mut findings.issues {
        issue.mentions.shrink_to_fit();
        issue.positions.shrink_to_fit();
    }
    findings.entities.shrink_to_fit();
    findings.quotations.shrink_to_fit();
    findings.issues.shrink_to_fit();
    findings.topics.shrink_to_fit();
    findings.dates.shrink_to_fit();
    findings.figures.shrink_to_fit();
}

/// Everything that can be found in one article, with what is known laid over it.
pub fn article_with(article: &Article, knowledge: &Knowledge) -> ArticleFindings {
    with_knowledge(article, self::article(article), knowledge)
}

/// The same findings with what is known laid over them.
pub fn with_knowledge(article: &Article, mut findings: ArticleFindings, knowledge: &Knowledge) -> ArticleFindings {
    if !knowledge.is_empty() {
        knowledge::apply(article, &mut findings, knowledge);
    }
    findings
}

/// What holds across articles. `articles` are in the order of their ids, each with its own findings.
pub fn corpus(articles: &[(&Article, &ArticleFindings)]) -> CorpusFindings {
    corpus_of(articles.len(), |i| articles[i].0, |i| articles[i].1)
}

/// The same where articles and findings are not in memory all at once: `article` and `findings` give those with an index,
/// and are asked a few times for each of `count`.
pub fn corpus_of<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    count: usize,
    article: impl Fn(usize) -> A,
    findings: impl Fn(usize) -> F,
) -> CorpusFindings {
    digest::corpus(count, article, findings)
}

/// The same after corrections of entities and issues, which leave topics and stories as they were in `before`.
pub fn corpus_again<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    count: usize,
    article: impl Fn(usize) -> A,
    findings: impl Fn(usize) -> F,
    before: &CorpusFindings,
) -> CorpusFindings {
    digest::corpus_again(count, article, findings, before)
}

/// The part of [`corpus`] that tells which articles report the same event: the story of each article, by article id, and
/// what each story is called.
pub fn stories(articles: &[(&Article, &ArticleFindings)]) -> (Vec<u32>, Vec<String>) {
    digest::stories(articles.len(), |i| articles[i].0, |i| articles[i].1)
}

/// Two articles laid side by side: the passages about the same thing, and what both have or only one of them.
pub fn compare(left: (&Article, &ArticleFindings), right: (&Article, &ArticleFindings)) -> Comparison {
    let articles = [left, right];
    let documents = articles.map(|(article, _)| Document::new(article));
    let mut comparison = compare::compare(articles, &documents);
    let links = across::Links::of(&comparison, [left.1, right.1]);
    comparison.across = across::find(&articles, &documents, &links);
    compare::tell_differences(articles, &mut comparison);
    comparison
}

/// What a few articles, those of a story, say about the same things. Where there are two, [`compare`] does it as well.
pub fn across(articles: &[(&Article, &ArticleFindings)]) -> Across {
    across_while(articles, &|| true).unwrap_or_default()
}

/// The same as long as `goes_on` says so, which is asked every few milliseconds; `None` when it does not.
fn across_while(articles: &[(&Article, &ArticleFindings)], goes_on: &dyn Fn() -> bool) -> Option<Across> {
    let read = |article| goes_on().then(|| Document::new(article));
    let documents: Vec<_> = articles.iter().map(|(article, _)| read(article)).collect::<Option<_>>()?;
    goes_on().then(|| across::find(articles, &documents, &across::Links::new(articles)))
}

/// Some articles of a corpus in columns, and what each says about the same things. `across` is what
/// [`corpus`] found.
pub fn board(columns: &[Column<'_>], across: &CorpusFindings) -> Board {
    board_while(columns, across, &|| true).unwrap_or_default()
}

/// The same as long as `goes_on` says so, which is asked every few milliseconds; `None` when it does not.
pub fn board_while(columns: &[Column<'_>], across: &CorpusFindings, goes_on: &dyn Fn() -> bool) -> Option<Board> {
    board::board(columns, across, goes_on)
}

/// In what two passages of compared articles differ, the left one first. A comparison has this of its own pairs.
pub fn differences(
    articles: [(&Article, &ArticleFindings); 2],
    comparison: &Comparison,
    passages: [Span; 2],
) -> Vec<Difference> {
    compare::differences(articles, comparison, passages)
}

/// The sheet of issues of [`board_while`] alone, which is there much sooner than all of them.
pub fn board_of_issues(columns: &[Column<'_>], across: &CorpusFindings, goes_on: &dyn Fn() -> bool) -> Option<Board> {
    board::of_issues(columns, across, goes_on)
}
