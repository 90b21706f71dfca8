//! Issues and the positions on them.
//!
//! Words are tagged (`words`), noun groups that could name an issue are found and weighed (`matters`, `phrases`,
//! `background`) and grouped into issues by how alike they are (`alike`, `groups`), of which a model chooses (`rows`), and
//! then positions on these (`positions`) are read from verbs of stance (`chains`) and from speech (`speech`, `indirect`),
//! with their holders (`agents`). What these rules say is one observation among others (`traits`, `paths`, `ascent`,
//! `spoken`) on everybody who could take a position (`candidates`); a trained model (`linear`) decides (`decision`), and
//! what else is known of a position makes its score (`facts`, `setting`), by a line and by boosted trees (`trees`, learnt
//! by `growing`). What is kept of an issue (`sketch`) tells which issues of the articles of a story are one (`linked`);
//! `merged` joins those of all articles.

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use crate::analysis::issues::agents::Agents;
use crate::analysis::issues::decision::Kept;
use crate::analysis::issues::facts::Candidate;
use crate::analysis::issues::groups::Group;
use crate::analysis::issues::linear::{ANSWERS, Features, Line, Linear, MODELS, Models, ROW_FACTS, Score};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::sketch::Sketch;
use crate::analysis::issues::speech::Speech;
use crate::analysis::issues::stands::Stands;
use crate::analysis::issues::traits::{Observer, Told};
use crate::analysis::issues::words::Word;
use crate::analysis::sides::Sides;
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::entity::Entity;
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::{CALLED, Issue, NOUN_GROUP, Position, THING};
use crate::model::quotation::Quotation;
use crate::model::reason::Reason;
use crate::text::span::Span;

mod agents;
mod alike;
mod ascent;
mod background;
mod called;
mod candidates;
mod chains;
mod decision;
mod elsewhere;
mod facts;
mod fitting;
mod groups;
mod growing;
mod indirect;
mod linear;
mod linked;
mod matters;
pub(super) mod merged;
mod paths;
mod phrases;
mod positions;
mod reserve;
mod rows;
mod rules;
mod setting;
mod sketch;
mod speech;
mod spoken;
mod stands;
#[cfg(test)]
mod tests;
mod things;
pub mod training;
mod traits;
mod trees;
pub(super) mod words;

/// The issues of a document with their positions, the weightiest first.
pub(super) fn find(document: &Document<'_>, entities: &[Entity], quotations: &[Quotation]) -> Vec<Issue> {
    let models = &*MODELS;
    let judges = Judges::new(models);
    let mut issues = decided(prepare(document, entities, quotations, &judges), &models.position, &models.score);
    for issue in &mut issues {
        issue.disputed = is_disputed(&issue.positions.iter());
    }
    issues
}

/// The issues with the positions on them; those that are only possible stay where somebody surely takes a position.
fn decided(prepared: Prepared, model: &Linear<ANSWERS>, score: &Score) -> Vec<Issue> {
    let Prepared { mut issues, candidates, needs, .. } = prepared;
    let mut most = vec![0.0_f32; issues.len()];
    for Kept { issue, position, likely } in decision::decide(candidates, model, score) {
        issues[issue].positions.push(position);
        most[issue] = most[issue].max(likely);
    }
    let mut needs = needs.into_iter().zip(most);
    issues.retain(|_| needs.next().is_none_or(|(need, most)| need.is_none_or(|need| most >= need)));
    issues
}

/// What decides which phrases name what is at issue, and which of these matter.
struct Judges<'m> {
    /// Of a noun group, by [`matters`].
    matter: &'m Linear<1>,
    /// Of two phrases, by [`alike`].
    alike: &'m Line,
    /// Of phrases that name the same, by [`groups`].
    issue: &'m Linear<1>,
    /// Of the same, by [`rows`].
    row: &'m Line,
    /// How likely a phrase has to be.
    phrase_from: f32,
    /// How likely an issue has to be.
    issue_from: f32,
}

impl<'m> Judges<'m> {
    fn new(models: &'m Models) -> Self {
        let Models { matter, alike, issue, row, .. } = models;
        Self { matter, alike, issue, row, phrase_from: matters::LIKELY, issue_from: groups::POSSIBLE }
    }
}

/// The issues of a document before it is decided who takes a position on them.
struct Prepared {
    /// The issues, the weightiest first, without positions.
    issues: Vec<Issue>,
    /// For each of them the score that a position on it needs for it to stay; none where it stays anyway.
    needs: Vec<Option<f32>>,
    /// Who could take a position.
    candidates: Vec<Candidate>,
    /// What the rules of stance say, with the index of the issue.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests look at the rules by themselves"))]
    told: Vec<(usize, Position)>,
    /// All that could be an issue.
    all: Vec<Possible>,
}

/// What could be an issue.
struct Possible {
    /// The phrases that name it.
    mentions: Vec<Span>,
    /// What is observed.
    features: Features,
    /// What is known.
    facts: [f32; ROW_FACTS],
}

/// The issues of a document without positions, and the candidates for positions on them.
fn prepare(document: &Document<'_>, entities: &[Entity], quotations: &[Quotation], judges: &Judges<'_>) -> Prepared {
    let words = words::tag(document, entities);
    let found = matters::find(document, &words, entities, quotations);
    let phrases = matters::likely(found, judges.matter, judges.phrase_from);
    let groups = groups::group(&phrases, &groups::apposed(document, &phrases), judges.alike);
    let sides = Sides::new(document, entities);
    let agents = Agents::new(document, &words, entities, &sides);
    let speech = Speech::new(&agents, quotations);
    let (issue_of, in_issue) = members(document, &phrases, &groups);
    let told = positions::find(&agents, &speech, &phrases, &issue_of, &in_issue);
    let features = groups::features(document, &words, &phrases, &groups, &told, &speech);
    let probable: Vec<f32> = features.iter().map(|f| judges.issue.probability(&f.hashes)).collect();
    let cued = |sentence: usize| words[document.sentences[sentence].tokens.clone()].iter().any(|w| w.cue.is_some());
    let facts = rows::facts(document, &phrases, &groups, &probable, &cued);
    let weights: Vec<f32> = facts.iter().map(|facts| judges.row.of(facts)).collect();
    let mut chosen: Vec<usize> = (0..groups.len()).filter(|&g| weights[g] >= judges.issue_from).collect();
    chosen
        .sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then_with(|| groups[*a].phrases.cmp(&groups[*b].phrases)));
    let most = groups::most(document.tokens.len());
    chosen.truncate(most * groups::SPARE);
    let need = |(rank, &g): (usize, &usize)| match weights[g] {
        weight if rank < most && weight >= groups::LIKELY => None,
        // People are what positions are about only where the article is about them.
        _ if groups[g].phrases.iter().all(|&p| is_people(words[phrases[p].head])) => Some(f32::INFINITY),
        _ => Some(decision::STAYS),
    };
    let needs: Vec<Option<f32>> = chosen.iter().enumerate().map(need).collect();
    let mut place = vec![None; groups.len()];
    for (at, &g) in chosen.iter().enumerate() {
        place[g] = Some(at);
    }
    let told: Vec<(usize, Position)> =
        told.into_iter().filter_map(|(group, position)| Some((place[group]?, position))).collect();
    let mentions = |group: &Group| group.phrases.iter().map(|&p| phrases[p].span(document)).collect();
    let all = groups.iter().map(mentions).zip(features).zip(facts);
    let all = all.map(|((mentions, features), facts)| Possible { mentions, features, facts }).collect();
    let groups: Vec<Group> = chosen.iter().map(|&g| groups[g].weighing(weights[g])).collect();
    let (issue_of, _) = members(document, &phrases, &groups);
    let by_holder = Told::new(&told);
    let scenes = candidates::find(&agents, &speech, &phrases, &issue_of, (!groups.is_empty()).then_some(0));
    let observer = Observer { agents: &agents, speech: &speech, phrases: &phrases, groups: &groups, told: &by_holder };
    let candidates = decision::candidates(&observer, &scenes);
    let issues = groups.iter().zip(0..).map(|(group, rank)| issue(document, &words, &phrases, group, rank)).collect();
    Prepared { issues, needs, candidates, told, all }
}

/// Whether a word is a noun for people or bodies, and no name.
fn is_people(word: Word) -> bool {
    word.entity.is_none() && word.is(words::AGENT)
}

/// For each phrase the group that has it, and for each token whether it belongs to such a phrase.
fn members(document: &Document<'_>, phrases: &[Phrase], groups: &[Group]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut issue_of = vec![None; phrases.len()];
    let mut in_issue = vec![false; document.tokens.len()];
    for (issue, group) in groups.iter().enumerate() {
        for &phrase in &group.phrases {
            issue_of[phrase] = Some(issue);
            in_issue[phrases[phrase].tokens.clone()].fill(true);
        }
    }
    (issue_of, in_issue)
}

/// The issue that a group of phrases names, the weightiest of the article where `rank` is 0.
fn issue(document: &Document<'_>, words: &[Word], phrases: &[Phrase], group: &Group, rank: usize) -> Issue {
    let name = groups::name(document, words, phrases, group);
    let mentions = group.phrases.iter().map(|&p| phrases[p].span(document)).collect();
    // What an article is about above all can be a thing: a wall, a mosque.
    let thing = rank > 0 && group.phrases.iter().all(|&p| groups::is_thing(document, words, &phrases[p]));
    // "The Kurin issue": the text says itself that it is one.
    let is_called = |p: &Phrase| words[p.head].is(words::EMPTY) && !p.names.is_empty();
    let rule = if group.phrases.iter().any(|&p| is_called(&phrases[p])) {
        CALLED
    } else if thing {
        THING
    } else {
        NOUN_GROUP
    };
    let reason = Reason::matched(rule, name.clone());
    Issue { name, mentions, positions: Vec::new(), disputed: false, reason }
}

/// Whether positions that are shown oppose: for and against, by different holders; or charges that different sides bring.
pub(super) fn is_disputed<'a>(positions: &(impl Iterator<Item = &'a Position> + Clone)) -> bool {
    Stands::of(positions.clone()).oppose()
}

/// The issues of a few articles on one story, merged: disputed ones first, then those with the most positions.
pub(super) fn across(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusIssue> {
    let told: Vec<_> = articles.iter().map(|(_, findings)| merged::Told::all(findings)).collect();
    let mut leading = Leading::new();
    lead(articles.iter().zip(0..).map(|((article, findings), at)| (at, *article, *findings)), &mut leading);
    merged::across(told.iter().map(Vec::as_slice), &leading)
}

/// The same from what is kept of each of many articles, of which [`lead`] has seen the stories.
pub(super) fn across_told<'a>(
    articles: impl Iterator<Item = &'a [merged::Told]>,
    leading: &Leading,
) -> Vec<CorpusIssue> {
    merged::across(articles, leading)
}

/// For an issue that is one with others, by article and number, the name under which they go.
pub(super) type Leading = HashMap<(u32, u32), Rc<str>>;

/// Finds which issues of the articles of a story are one, whatever each calls it. Articles come with their numbers.
pub(super) fn lead<A: Deref<Target = Article>, F: Deref<Target = ArticleFindings>>(
    articles: impl Iterator<Item = (u32, A, F)>,
    leading: &mut Leading,
) {
    let mut all = Vec::new();
    for (article, text, findings) in articles {
        let own = findings.issues.iter().zip(0..).filter(|(issue, _)| !issue.reason.is_by_hand());
        all.extend(own.map(|(issue, number)| linked::Candidate {
            article,
            issue: number,
            turning: merged::turning(&issue.name),
            sketch: Sketch::of(&text.text, &findings.sentences, issue),
            key: merged::key(&issue.name),
            name: issue.name.clone(),
        }));
    }
    for group in linked::together(&all, &MODELS.linked).into_iter().filter(|group| group.len() > 1) {
        let best =
            |at: &usize| (merged::clarity(&all[*at].name, all[*at].sketch.mentions), std::cmp::Reverse(&all[*at].name));
        let name = group.iter().max_by(|a, b| best(a).cmp(&best(b))).map_or("", |at| &all[*at].name);
        let name: Rc<str> = name.into();
        leading.extend(group.iter().map(|at| ((all[*at].article, all[*at].issue), name.clone())));
    }
}
