//! Makes the weights of the models of issues and positions from annotated articles.
//!
//! A candidate is right where the annotation has a position of the same holder on the same issue in the same words.

use std::fmt::Write as _;

use crate::analysis::issues::alike::Likeness;
use crate::analysis::issues::facts::{self, Candidate};
use crate::analysis::issues::fitting::{Example, FOLDS, by_fold, line, lines_by_fold};
use crate::analysis::issues::growing;
use crate::analysis::issues::linear::{ANSWERS, BITS, FACTS, Features, Line, Linear, Models, PAIR_FACTS, Score, flag};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::sketch::Sketch;
use crate::analysis::issues::{Judges, Possible, Prepared, decided, linked, matters, prepare, words};
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::issue::{Issue, Polarity, Position};
use crate::text::span::Span;

/// How strongly weights are drawn to zero, as the precision of a normal prior: of noun groups, issues, positions.
const PRIORS: [f32; 3] = [30.0, 30.0, 80.0];
/// What a group is worth that names an issue which another group names more.
const SECOND: f32 = 0.4;
/// What a position on another annotated issue counts that a found one touches.
const OTHER: f32 = 0.25;
/// How much of being right is being meant, and not only accepted.
const MEANT: f32 = 0.5;

/// An annotated issue.
#[derive(Clone, Debug)]
pub struct GoldIssue {
    /// All names that are right.
    pub names: Vec<String>,
    /// Names of what is against it.
    pub inverse: Vec<String>,
    /// The phrases that name it, in bytes.
    pub mentions: Vec<Span>,
    /// Phrases that may name it.
    pub optional: Vec<Span>,
    /// Who stands where.
    pub positions: Vec<GoldPosition>,
}

/// An annotated position.
#[derive(Clone, Debug)]
pub struct GoldPosition {
    /// All names of the holder that are right, sides among them.
    pub holders: Vec<String>,
    /// The polarities that are right.
    pub polarities: Vec<Polarity>,
    /// Where it is said, in bytes.
    pub evidence: Span,
    /// Whether it need not be found.
    pub optional: bool,
}

/// What a strict reader said of a position that was found.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Who was said to hold it.
    pub holder: String,
    /// Which way.
    pub polarity: Polarity,
    /// Where.
    pub evidence: Span,
    /// The phrases that were taken for its issue.
    pub mentions: Vec<Span>,
    /// How right that is, from 0 to 1.
    pub right: f32,
}

/// An annotated article.
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// What happened: articles on one event are trained on together or not at all.
    pub event: String,
    /// Whether scores are fitted on it, too. What was annotated in another way or written for training only has weights of
    /// words: it tells what these mean, and not how often something is right.
    pub scored: bool,
    /// What the annotation has.
    pub issues: Vec<GoldIssue>,
    /// What a strict reader said of positions that were found in it.
    pub verdicts: Vec<Verdict>,
}

/// What training makes.
pub struct Trained {
    /// The file of weights, made from all articles.
    pub file: Vec<u8>,
    /// For each article the issues that the models find which did not see its event, then those of the other articles.
    pub left_out: Vec<Vec<Issue>>,
    /// A heading and a line for each candidate of the annotated articles, with tabs: its fold, article, issue, whether it counts, whether
    /// what is chosen, for and against are right, rule, holder, place, the two probabilities, and the facts.
    pub known: String,
    /// A line on how much was used.
    pub summary: String,
}

/// Trains on annotated articles. Every fold is trained without some events and judged on them; `others` are only read.
///
/// The questions build on each other: what is at issue is weighed first, by models that did not see the event, so that
/// the later questions are learned on what they will meet.
pub fn train(articles: &[Annotated], others: &[Article]) -> Trained {
    let mut events: Vec<&str> = articles.iter().map(|a| a.event.as_str()).collect();
    events.sort_unstable();
    events.dedup();
    let fold = |a: &Annotated| events.binary_search(&a.event.as_str()).unwrap_or(0) % FOLDS;
    let folds: Vec<usize> = articles.iter().map(fold).collect();
    let phrases: Vec<Vec<Example>> = articles.iter().map(phrase_examples).collect();
    let (matters, matter) = by_fold::<1>(&phrases, &folds, PRIORS[0]);
    let nothing = Line::default();
    let unweighed = || Linear { weights: vec![[0]; 1 << BITS] };
    let mut models: Vec<Models> = matters
        .into_iter()
        .chain([matter])
        .map(|matter| Models {
            matter,
            alike: nothing.clone(),
            issue: unweighed(),
            row: nothing.clone(),
            position: Linear { weights: Vec::new() },
            score: Score::default(),
            linked: nothing.clone(),
        })
        .collect();
    let pairs: Vec<Vec<(Vec<f32>, f32)>> =
        articles.iter().zip(&folds).map(|(a, fold)| pair_examples(a, &models[*fold].matter)).collect();
    for (models, line) in models.iter_mut().zip(lines_by_fold(&pairs, &folds)) {
        models.alike = line;
    }
    let all = |models: &[Models]| -> Vec<Vec<Possible>> {
        articles.iter().zip(&folds).map(|(a, fold)| read(&a.article, &Judges::new(&models[*fold])).all).collect()
    };
    let groups: Vec<Vec<Example>> = articles.iter().zip(all(&models)).map(|(a, all)| group_examples(a, &all)).collect();
    let (issues, issue) = by_fold::<1>(&groups, &folds, PRIORS[1]);
    for (models, issue) in models.iter_mut().zip(issues.into_iter().chain([issue])) {
        models.issue = issue;
    }
    let rows: Vec<Vec<(Vec<f32>, f32)>> =
        articles.iter().zip(all(&models)).map(|(a, all)| row_examples(a, &all)).collect();
    for (models, line) in models.iter_mut().zip(lines_by_fold(&rows, &folds)) {
        models.row = line;
    }
    let found: Vec<Prepared> =
        articles.iter().zip(&folds).map(|(a, fold)| read(&a.article, &Judges::new(&models[*fold]))).collect();
    let examples: Vec<Vec<Example>> = articles
        .iter()
        .zip(&found)
        .map(|(a, found)| found.candidates.iter().map(|c| example(a, &found.issues, c)).collect())
        .collect();
    let (positions, position) = by_fold::<ANSWERS>(&examples, &folds, PRIORS[2]);
    for (models, position) in models.iter_mut().zip(positions.into_iter().chain([position])) {
        models.position = position;
    }
    let mut judged: Vec<Vec<(Vec<f32>, f32)>> = vec![Vec::new(); articles.len()];
    let mut accepted: Vec<Vec<f32>> = vec![Vec::new(); articles.len()];
    let mut strictly: Vec<Vec<(Vec<f32>, f32)>> = vec![Vec::new(); articles.len()];
    let columns = [
        "fold",
        "article",
        "issue",
        "counts",
        "right",
        "for",
        "against",
        "rule",
        "holder",
        "place",
        "p for",
        "p against",
    ];
    let mut known = columns.iter().copied().chain(facts::names()).collect::<Vec<_>>().join("\t") + "\n";
    let all = examples.iter().zip(&found).zip(&folds).enumerate();
    for (at, ((examples, found), fold)) in all.filter(|(at, _)| articles[*at].scored) {
        let answers: Vec<_> = examples.iter().map(|e| models[*fold].position.probabilities(&e.features)).collect();
        let all = facts::of(&found.candidates, &answers);
        for (((e, candidate), (polarity, facts)), answer) in
            examples.iter().zip(&found.candidates).zip(all).zip(answers)
        {
            let answer_of = if polarity == Polarity::For { 1 } else { 2 };
            let right = e.right[answer_of];
            if let Some(verdict) = verdict(&articles[at], &found.issues, candidate, polarity) {
                strictly[at].push((facts[..FACTS].to_vec(), verdict));
            }
            let meant = right * (1.0 - MEANT) + e.meant[answer_of] * MEANT;
            let counts = e.shares.iter().sum::<f32>() > 0.0;
            // Writing to a string cannot fail.
            let _ = write!(known, "{fold}\t{}\t{}\t{}\t", articles[at].article.id, candidate.issue, u8::from(counts));
            let _ = write!(known, "{right}\t{}\t{}", e.right[1], e.right[2]);
            let _ = write!(known, "\t{}", candidate.position.reason.rule);
            let _ = write!(known, "\t{}\t{}", candidate.position.holder, candidate.position.evidence.start);
            let _ = write!(known, "\t{:.4}\t{:.4}", answer[1], answer[2]);
            let _ = writeln!(known, "\t{}", facts.map(|x| format!("{x:.4}")).join("\t"));
            if counts && answer[1].max(answer[2]) > 0.2 {
                judged[at].push((facts.to_vec(), meant));
                accepted[at].push(right);
            }
        }
    }
    let weighed: Vec<_> = judged
        .iter()
        .flatten()
        .zip(accepted.iter().flatten())
        .map(|((x, _), right)| (x[..FACTS].to_vec(), *right))
        .collect();
    let (scores, swept) = growing::scores(&judged, &accepted, &folds, &line(&weighed.iter().collect::<Vec<_>>()));
    let sure = lines_by_fold(&strictly, &folds);
    for (models, (score, sure)) in models.iter_mut().zip(scores.into_iter().zip(sure)) {
        models.score = Score { sure, ..score };
    }
    let decided = |found: Prepared, models: &Models| decided(found, &models.position, &models.score);
    let mut left_out: Vec<Vec<Issue>> =
        found.into_iter().zip(&folds).map(|(found, fold)| decided(found, &models[*fold])).collect();
    let links = link_examples(articles, &left_out);
    let linked = lines_by_fold(&links, &folds);
    let whole = &models[FOLDS];
    let judges = Judges::new(whole);
    left_out.extend(others.iter().map(|article| decided(read(article, &judges), whole)));
    let numbers = [&whole.score.line, &whole.score.sure, &whole.alike, &whole.row, &linked[FOLDS]]
        .into_iter()
        .flat_map(|line| &line.weights);
    let mut file: Vec<u8> = [&whole.score.shown].into_iter().chain(numbers).flat_map(|w| w.to_le_bytes()).collect();
    file.extend(whole.score.trees.write());
    file.extend(whole.matter.weights.iter().chain(&whole.issue.weights).flatten().map(|w| w.cast_unsigned()));
    file.extend(whole.position.weights.iter().flatten().map(|w| w.cast_unsigned()));
    let right = examples.iter().flatten().filter(|e| e.shares[1] + e.shares[2] > 0.0).count();
    let all = examples.iter().map(Vec::len).sum::<usize>();
    let mut summary = format!("{all} candidates, {right} right, {} events{swept}", events.len());
    summary += &sweep("phrases", &phrases, &folds, &|fold| &models[fold].matter);
    summary += &sweep("issues", &groups, &folds, &|fold| &models[fold].issue);
    summary += &links_sweep(&links, &linked, &folds);
    Trained { file, left_out, known, summary }
}

/// Precision and recall of a question with two answers at some probabilities, on what was left out.
fn sweep<'m>(name: &str, examples: &[Vec<Example>], folds: &[usize], model: &dyn Fn(usize) -> &'m Linear<1>) -> String {
    let all: Vec<(f32, f32)> = examples
        .iter()
        .zip(folds)
        .flat_map(|(e, fold)| e.iter().map(|e| (model(*fold).probability(&e.features), e.shares[1])))
        .collect();
    let right: f32 = all.iter().map(|(_, share)| share).sum();
    let mut out = String::new();
    for from in [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6] {
        let (mut found, mut good) = (0.0, 0.0);
        for (_, share) in all.iter().filter(|(p, _)| *p >= from) {
            found += 1.0;
            good += share;
        }
        let (precision, recall) = (good / found, good / right);
        // Writing to a string cannot fail.
        let _ = write!(out, "\n{name} from {from}: {found} of {}, P {precision:.3} R {recall:.3}", all.len());
    }
    out
}

/// The issues and candidates of an article.
fn read(article: &Article, judges: &Judges<'_>) -> Prepared {
    let document = Document::new(article);
    let entities = crate::analysis::entities::find(&document);
    let quotations = crate::analysis::quotations::find(&document, &entities);
    prepare(&document, &entities, &quotations, judges)
}

/// Which noun groups of an article name what is at issue.
fn phrase_examples(annotated: &Annotated) -> Vec<Example> {
    let document = Document::new(&annotated.article);
    let entities = crate::analysis::entities::find(&document);
    let quotations = crate::analysis::quotations::find(&document, &entities);
    let words = words::tag(&document, &entities);
    let found = matters::find(&document, &words, &entities, &quotations);
    let named = |span: Span, of: fn(&GoldIssue) -> &Vec<Span>| {
        annotated.issues.iter().flat_map(of).any(|mention| half(span, *mention))
    };
    let of = |(phrase, features): &(Phrase, Features)| {
        let span = phrase.span(&document);
        let yes = named(span, |i| &i.mentions) || named(span, |i| &i.optional);
        Example::new(features, if yes { [0.0, 1.0, 0.0] } else { [1.0, 0.0, 0.0] })
    };
    found.iter().map(of).collect()
}

/// Which groups of phrases are an annotated issue; of several that are the same one, the one that names it most.
fn group_examples(annotated: &Annotated, groups: &[Possible]) -> Vec<Example> {
    let yes = claims(annotated, groups);
    groups.iter().zip(yes).map(|(g, yes)| Example::new(&g.features, [1.0 - yes, yes, 0.0])).collect()
}

/// The same for the line of rows, to which a second row for one issue is wrong.
fn row_examples(annotated: &Annotated, groups: &[Possible]) -> Vec<(Vec<f32>, f32)> {
    let yes = claims(annotated, groups);
    groups.iter().zip(yes).map(|(g, yes)| (g.facts.to_vec(), if yes < 1.0 { 0.0 } else { 1.0 })).collect()
}

/// For each group 1 where it is the one that names an annotated issue most, [`SECOND`] where another one names it more.
fn claims(annotated: &Annotated, groups: &[Possible]) -> Vec<f32> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (x, gold) in annotated.issues.iter().enumerate() {
        for (y, Possible { mentions, .. }) in groups.iter().enumerate() {
            let shared = gold.mentions.iter().map(|g| mentions.iter().filter(|m| half(*g, **m)).count()).sum();
            if shared > 0 {
                pairs.push((shared, x, y));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut of_gold, mut of_group) = (vec![false; annotated.issues.len()], vec![0.0_f32; groups.len()]);
    for (_, x, y) in pairs {
        if !of_gold[x] && of_group[y] < 1.0 {
            of_gold[x] = true;
            of_group[y] = 1.0;
        } else {
            of_group[y] = of_group[y].max(SECOND);
        }
    }
    of_group
}

/// What the annotation says about a candidate.
fn example(annotated: &Annotated, issues: &[Issue], candidate: &Candidate) -> Example {
    let features = &candidate.features;
    let issue = &issues[candidate.issue];
    let near = |q: &GoldPosition| half(q.evidence, candidate.position.evidence) && is_holder(q, &candidate.position);
    let all = || annotated.issues.iter().flat_map(|g| g.positions.iter().map(move |q| (g, q))).filter(|(_, q)| near(q));
    let mut shares = [0.0_f32; ANSWERS];
    let mut meant = [0.0_f32; ANSWERS];
    let most = annotated.issues.iter().map(|gold| shared(gold, issue)).max().unwrap_or(0);
    for (gold, q) in all().filter(|(gold, _)| is_same(gold, issue)) {
        let turned = gold.inverse.iter().any(|n| words(n) == words(&issue.name));
        let of = |polarity: &Polarity| match (polarity, turned) {
            (Polarity::For, false) | (Polarity::Against, true) => 1,
            (Polarity::Against, false) | (Polarity::For, true) => 2,
            (Polarity::Neither, _) => 0,
        };
        // The annotated issue that the found one names most is the one that it is.
        let main = shared(gold, issue) == most;
        let weight = if main { 1.0 } else { OTHER };
        // What is written first is what the annotation means; the others are accepted.
        if let Some(first) = q.polarities.first().map(of).filter(|a| *a > 0) {
            shares[first] += weight;
            if main && most > 0 {
                meant[first] = 1.0;
            }
        }
        for other in q.polarities.iter().skip(1).map(of).filter(|a| *a > 0) {
            shares[other] += weight * 0.5;
        }
    }
    let sum: f32 = shares.iter().sum();
    if sum > 0.0 {
        return Example { meant, ..Example::new(features, shares.map(|s| s / sum)) };
    }
    if all().next().is_some() && all().all(|(_, q)| q.optional) {
        return Example::new(features, [0.0; ANSWERS]);
    }
    Example::new(features, [1.0, 0.0, 0.0])
}

/// What a strict reader said of a candidate, where one was asked.
fn verdict(annotated: &Annotated, issues: &[Issue], candidate: &Candidate, polarity: Polarity) -> Option<f32> {
    let Candidate { position, issue, .. } = candidate;
    let mentions = &issues[*issue].mentions;
    let asked = |v: &&Verdict| {
        v.polarity == polarity
            && v.evidence == position.evidence
            && v.holder == position.holder
            && v.mentions.iter().any(|m| mentions.contains(m))
    };
    annotated.verdicts.iter().find(asked).map(|v| v.right)
}

/// Whether a found issue is an annotated one: their phrases overlap, or their names share a noun.
fn is_same(gold: &GoldIssue, issue: &Issue) -> bool {
    let overlap = gold.mentions.iter().any(|g| issue.mentions.iter().any(|m| g.overlaps(*m)));
    let own = words(&issue.name);
    let by_name = |name: &String| {
        let name = words(name);
        match (name.last(), own.last()) {
            (Some(a), Some(b)) => own.contains(a) || name.contains(b),
            _ => false,
        }
    };
    overlap || gold.names.iter().chain(&gold.inverse).any(by_name)
}

/// How many phrases of a found issue are those of an annotated one.
fn shared(gold: &GoldIssue, issue: &Issue) -> usize {
    gold.mentions.iter().map(|g| issue.mentions.iter().filter(|m| half(*g, **m)).count()).sum()
}

/// Whether a position's holder is an annotated one.
fn is_holder(gold: &GoldPosition, position: &Position) -> bool {
    let mine = [Some(&position.holder), position.side.as_ref()];
    gold.holders.iter().any(|name| {
        let x = words(name);
        mine.iter().flatten().any(|name| {
            let y = words(name);
            !x.is_empty()
                && !y.is_empty()
                && (x.last() == y.last() || x.iter().all(|w| y.contains(w)) || y.iter().all(|w| x.contains(w)))
        })
    })
}

/// Whether half of the shorter one is shared.
fn half(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as usize * 2 >= a.len().min(b.len()).max(1)
}

/// The words of a name that tell names apart, in small letters.
fn words(name: &str) -> Vec<String> {
    const EMPTY: [&str; 19] = [
        "the", "a", "an", "of", "on", "in", "to", "for", "and", "or", "at", "by", "with", "from", "over", "about",
        "new", "its", "his",
    ];
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    words
        .filter(|w| !EMPTY.contains(&w.as_str()) && !matches!(w.as_str(), "her" | "their" | "us" | "u" | "s"))
        .collect()
}

/// Whether two phrases that both name an annotated issue name the same one.
fn pair_examples(annotated: &Annotated, matter: &Linear<1>) -> Vec<(Vec<f32>, f32)> {
    let document = Document::new(&annotated.article);
    let entities = crate::analysis::entities::find(&document);
    let quotations = crate::analysis::quotations::find(&document, &entities);
    let words = words::tag(&document, &entities);
    let found = matters::find(&document, &words, &entities, &quotations);
    let phrases = matters::likely(found, matter, matters::LIKELY);
    let named = |phrase: &Phrase| -> Vec<usize> {
        let span = phrase.span(&document);
        let is = |i: &usize| annotated.issues[*i].mentions.iter().any(|m| half(*m, span));
        (0..annotated.issues.len()).filter(is).collect()
    };
    let named: Vec<Vec<usize>> = phrases.iter().map(named).collect();
    let nothing = Line::default();
    let pairs: Vec<(usize, usize, [f32; PAIR_FACTS])> = Likeness::new(&phrases, &nothing).pairs();
    let both = pairs.into_iter().filter(|(a, b, _)| !named[*a].is_empty() && !named[*b].is_empty());
    let judged = |(a, b, facts): (usize, usize, [f32; PAIR_FACTS])| {
        let same = named[a].iter().any(|i| named[b].contains(i));
        (facts.to_vec(), if same { 1.0 } else { 0.0 })
    };
    both.map(judged).collect()
}

/// Whether issues that were found in two articles of an event are the same annotated one, at the place of the first article.
fn link_examples(articles: &[Annotated], found: &[Vec<Issue>]) -> Vec<Vec<(Vec<f32>, f32)>> {
    let known = |(annotated, issues): (&Annotated, &Vec<Issue>)| -> Vec<(String, Sketch)> {
        let sentences: Vec<Span> = Document::new(&annotated.article).sentences.iter().map(|s| s.span).collect();
        let of = |issue: &Issue| {
            let own = |gold: &GoldIssue| shared(gold, issue);
            let best = annotated.issues.iter().rev().max_by_key(|gold| own(gold)).filter(|gold| own(gold) > 0)?;
            let name = best.names.first()?.clone();
            Some((name, Sketch::of(&annotated.article.text, &sentences, issue)))
        };
        issues.iter().filter_map(of).collect()
    };
    let known: Vec<_> = articles.iter().zip(found).map(known).collect();
    let mut out = vec![Vec::new(); articles.len()];
    for (a, left) in articles.iter().enumerate() {
        for (b, _) in articles.iter().enumerate().skip(a + 1).filter(|(_, right)| right.event == left.event) {
            for (x, own) in &known[a] {
                let judged = known[b].iter().map(|(y, other)| (linked::facts(own, other).to_vec(), flag(x == y)));
                out[a].extend(judged);
            }
        }
    }
    out
}

/// Precision and recall of links at some probabilities, on what was left out.
fn links_sweep(examples: &[Vec<(Vec<f32>, f32)>], lines: &[Line], folds: &[usize]) -> String {
    let judged: Vec<(f32, f32)> = examples
        .iter()
        .zip(folds)
        .flat_map(|(examples, fold)| examples.iter().map(|(facts, same)| (lines[*fold].of(facts), *same)))
        .collect();
    let right: f32 = judged.iter().map(|(_, same)| same).sum();
    let mut out = format!("\nlinks: {} pairs of issues", judged.len());
    for from in [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7] {
        let found: Vec<f32> = judged.iter().filter(|(p, _)| *p >= from).map(|(_, same)| *same).collect();
        let good: f32 = found.iter().sum();
        // Writing to a string cannot fail.
        let _ = write!(out, "\nlinks from {from}: P {:.3} R {:.3}", good / found.len() as f32, good / right);
    }
    out
}
