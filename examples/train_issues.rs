//! Trains the models of issues and positions: `train_issues ARTICLES.jsonl ANNOTATED.jsonl WEIGHTS.bin [LEFT_OUT.jsonl [FACTS.tsv]]`.
//!
//! A line of the first file is an article as the loader reads it; one of the second is `{"id", "event", "scored",
//! "holders": {name: {"names", "side"}}, "issues": [{"name", "names", "inverse_names", "mentions": [[from, to], …],
//! "mentions_optional", "positions": [{"holder", "holder_names", "side", "side_ok", "stance", "polarity", "polarity_ok",
//! "evidence": [from, to], "optional"}]}], "verdicts": [{"holder", "polarity", "evidence", "mentions", "right"}]}`
//! or only the identifier and verdicts (how right a strict reader found what was found, from 0 to 1), in code points of
//! the article's text. The third file gets, for each article, what models find that did not see its event; articles that
//! are not annotated are read by the final models. The last one gets what is known of each candidate.

use std::collections::HashMap;
use std::ops::ControlFlow;

use anyhow::Context;
use parallax::analysis::issues::training::{Annotated, GoldIssue, GoldPosition, Verdict, train};
use parallax::load::{Input, Item, load};
use parallax::model::issue::Polarity;
use parallax::text::span::Span;

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    /// Empty where the line has only verdicts, on an article that another line has.
    #[serde(default)]
    event: String,
    #[serde(default = "yes")]
    scored: bool,
    /// What is said of holders once for all their positions.
    #[serde(default)]
    holders: HashMap<String, HolderLine>,
    #[serde(default)]
    issues: Vec<IssueLine>,
    #[serde(default)]
    verdicts: Vec<VerdictLine>,
}

#[derive(serde::Deserialize)]
struct VerdictLine {
    holder: String,
    polarity: String,
    evidence: [usize; 2],
    mentions: Vec<[usize; 2]>,
    right: f32,
}

#[derive(Default, serde::Deserialize)]
struct HolderLine {
    #[serde(default)]
    names: Vec<String>,
    side: Option<String>,
}

#[derive(serde::Deserialize)]
struct IssueLine {
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    inverse_names: Vec<String>,
    #[serde(default)]
    mentions: Vec<[usize; 2]>,
    #[serde(default)]
    mentions_optional: Vec<[usize; 2]>,
    positions: Vec<PositionLine>,
}

#[derive(serde::Deserialize)]
struct PositionLine {
    holder: String,
    #[serde(default)]
    holder_names: Vec<String>,
    side: Option<String>,
    #[serde(default)]
    side_ok: Vec<String>,
    #[serde(default)]
    stance: String,
    polarity: String,
    #[serde(default)]
    polarity_ok: Vec<String>,
    evidence: [usize; 2],
    #[serde(default)]
    optional: bool,
}

fn yes() -> bool {
    true
}

fn polarity(name: &str) -> Polarity {
    match name {
        "for" => Polarity::For,
        "against" => Polarity::Against,
        _ => Polarity::Neither,
    }
}

fn position(
    line: PositionLine,
    holders: &HashMap<String, HolderLine>,
    span: &impl Fn([usize; 2]) -> Option<Span>,
) -> Option<GoldPosition> {
    let all = std::iter::once(&line.polarity).chain(&line.polarity_ok);
    let mut polarities: Vec<Polarity> = all.map(|name| polarity(name)).collect();
    if line.stance == "accuses" && polarities.iter().any(|p| *p != Polarity::Neither) {
        // Towards a charge or towards what is charged: both readings are accepted.
        polarities.extend([Polarity::For, Polarity::Against]);
    }
    let mut known = Vec::new();
    polarities.retain(|p| {
        !known.contains(p) && {
            known.push(*p);
            true
        }
    });
    let of = holders.get(&line.holder).into_iter().flat_map(|h| h.names.iter().chain(&h.side)).cloned();
    let holders: Vec<String> = of.chain(line.holder_names).chain(line.side).chain(line.side_ok).collect();
    let holders = std::iter::once(line.holder).chain(holders).collect();
    Some(GoldPosition { holders, polarities, evidence: span(line.evidence)?, optional: line.optional })
}

#[expect(clippy::print_stderr, reason = "a program for a terminal")]
fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [texts, annotated, weights, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: train_issues ARTICLES.jsonl ANNOTATED.jsonl WEIGHTS.bin [LEFT_OUT.jsonl [FACTS.tsv]]");
    };
    let (mut gold, mut verdicts) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
    for line in std::fs::read_to_string(annotated)?.lines().filter(|l| !l.trim().is_empty()) {
        let mut line: Line = serde_json::from_str(line).context("a line is no annotated article")?;
        verdicts.entry(line.id.clone()).or_default().append(&mut line.verdicts);
        if !line.event.is_empty() {
            gold.insert(line.id.clone(), line);
        }
    }
    let (mut articles, mut others) = (Vec::new(), Vec::new());
    load(&[Input::Path(texts.into())], &mut |item| {
        if let Item::Article(article) = item {
            let Some(line) = gold.remove(&article.id) else {
                others.push(*article);
                return ControlFlow::Continue(());
            };
            let text = &article.text;
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let span = |[from, to]: [usize; 2]| Some(Span::new(*bytes.get(from)?, *bytes.get(to)?));
            let issues = line.issues.into_iter().map(|i| GoldIssue {
                names: std::iter::once(i.name).chain(i.names).collect(),
                inverse: i.inverse_names,
                mentions: i.mentions.into_iter().filter_map(span).collect(),
                optional: i.mentions_optional.into_iter().filter_map(span).collect(),
                positions: i.positions.into_iter().filter_map(|p| position(p, &line.holders, &span)).collect(),
            });
            let issues = issues.collect();
            let verdict = |v: VerdictLine| {
                let VerdictLine { holder, polarity: name, evidence, mentions, right } = v;
                let mentions = mentions.into_iter().filter_map(span).collect();
                Some(Verdict { holder, polarity: polarity(&name), evidence: span(evidence)?, mentions, right })
            };
            let verdicts = verdicts.remove(&article.id).into_iter().flatten().filter_map(verdict).collect();
            articles.push(Annotated { event: line.event, scored: line.scored, issues, verdicts, article: *article });
        }
        ControlFlow::Continue(())
    });
    let trained = train(&articles, &others);
    std::fs::write(weights, &trained.file)?;
    if let Some(path) = rest.first() {
        let mut out = String::new();
        let all = articles.iter().map(|a| &a.article).chain(&others);
        for (article, issues) in all.zip(&trained.left_out) {
            let text = &article.text;
            let points = |s: Span| [text[..s.start as usize].chars().count(), text[..s.end as usize].chars().count()];
            let issues: Vec<_> = issues
                .iter()
                .map(|i| {
                    let positions: Vec<_> = i
                        .positions
                        .iter()
                        .map(|p| {
                            serde_json::json!({"holder": p.holder, "side": p.side, "stance": p.stance.name(),
                                "polarity": p.polarity.name(), "evidence": points(p.evidence), "score": p.score,
                                "shown": p.shown, "rule": p.reason.rule})
                        })
                        .collect();
                    let mentions: Vec<_> = i.mentions.iter().map(|m| points(*m)).collect();
                    serde_json::json!({"name": i.name, "mentions": mentions, "positions": positions})
                })
                .collect();
            out += &serde_json::json!({"id": article.id, "issues": issues}).to_string();
            out.push('\n');
        }
        std::fs::write(path, out)?;
    }
    if let Some(path) = rest.get(1) {
        std::fs::write(path, &trained.known)?;
    }
    eprintln!("{}; {} bytes", trained.summary, trained.file.len());
    Ok(())
}
