//! Whether somebody takes a position: one decision for each holder, issue and sentence.
//!
//! The rules of stance, the words and their places are observations ([`crate::analysis::issues::traits`]); a linear model
//! weighs them, and a line over what else is known makes the score of the position of it. Boosted trees help to choose the
//! positions that are shown.

use std::collections::HashMap;

use crate::analysis::issues::ascent::{self, Around};
use crate::analysis::issues::candidates::{Holder, Matter, Named, Scene};
use crate::analysis::issues::facts::{self, Candidate, Reserve};
use crate::analysis::issues::linear::{ANSWERS, Linear, Score};
use crate::analysis::issues::paths::{self, Clause, Path};
use crate::analysis::issues::setting;
use crate::analysis::issues::traits::Observer;
use crate::model::issue::{Polarity, Position, Stance};
use crate::model::reason::Reason;
use crate::text::span::Span;

/// Score from which a position is kept, to be shown when asked.
pub(super) const KEPT: f32 = 0.3;
/// Score of a position from which its issue stays, also where it is hardly likely.
pub(super) const STAYS: f32 = 0.4;
/// How likely a strict reader has to sign a position for it to be shown: of those that are less likely, six in ten were
/// wrong on events left out of training.
const SURE: f32 = 0.25;
/// So many issues of an article, the weightiest, are those that plain words of stance on them are shown for.
const WEIGHTY: usize = 4;
/// The most positions of one holder in one sentence that are kept without being shown.
const MOST: usize = 2;

/// The candidates of all scenes, in the order of the text.
pub(super) fn candidates(observer: &Observer<'_, '_, '_>, scenes: &[Scene]) -> Vec<Candidate> {
    let tokens = &observer.agents.document.tokens;
    let mut out = Vec::new();
    for scene in scenes {
        let evidence = observer.agents.document.sentences.get(scene.sentence).map_or(Span::default(), |s| s.span);
        let clauses: Vec<Option<Clause>> = scene.matters.iter().map(|m| clause(observer, scene, m)).collect();
        for holder in &scene.holders {
            let paths: Vec<Option<Path>> = scene.matters.iter().map(|m| observer.path(scene, holder, m)).collect();
            for (at, matter) in scene.matters.iter().enumerate() {
                let around = around(observer, scene, holder, matter, clauses[at].as_ref());
                let features = observer.features(scene, holder, at, &paths, around);
                let told = observer.told.of(matter.issue, &holder.agent.name, evidence);
                let path = paths[at].filter(|path| told.is_none() && path.sign != 0);
                let position = told.cloned().unwrap_or_else(|| Position {
                    holder: holder.agent.name.clone(),
                    entity: holder.agent.entity,
                    side: holder.agent.side.map(str::to_owned),
                    stance: path.and_then(|p| p.stance).unwrap_or(Stance::Reports),
                    polarity: Polarity::Neither,
                    evidence,
                    cue: path.and_then(|p| p.cue).and_then(|at| tokens.get(at)).map(|t| t.span),
                    inferred: true,
                    score: 0.0,
                    shown: false,
                    reason: Reason::rule(match path {
                        Some(path) => path.rule(),
                        None if holder.quotation.is_some() => "speech about the issue",
                        None => "somebody and an issue in one sentence",
                    }),
                });
                let setting = observer.setting(scene, holder, matter, told);
                let (signed, known) = setting::of(observer, scene, holder, at, paths[at], told, around);
                let issue = matter.issue;
                out.push(Candidate { issue, position, features, path: paths[at], setting, signed, known });
            }
        }
    }
    out
}

/// The clause around an issue; `None` where it is not named in the sentence.
fn clause(observer: &Observer<'_, '_, '_>, scene: &Scene, matter: &Matter) -> Option<Clause> {
    let here = matter.named == Named::Here;
    let target = || observer.phrases[matter.phrase].head;
    here.then(|| paths::clause(observer.agents.document, scene.sentence, observer.agents.words, target()))?
}

/// What stands around an issue in this clause, for one holder.
fn around<'s>(
    observer: &Observer<'_, '_, '_>,
    scene: &Scene,
    holder: &Holder,
    matter: &Matter,
    clause: Option<&'s Clause>,
) -> Around<'s> {
    if matter.named != Named::Here {
        return Around::default();
    }
    let (document, words) = (observer.agents.document, observer.agents.words);
    let target = observer.phrases[matter.phrase].head;
    Around { clause, ascent: ascent::of(document, scene.sentence, words, target, holder.tokens.as_ref()) }
}

/// A position that is likely enough to be kept.
pub(super) struct Kept {
    /// Index of the issue.
    pub(super) issue: usize,
    pub(super) position: Position,
    /// How likely it is one by the line of scores, from 0 to 1.
    pub(super) likely: f32,
}

/// The positions among `candidates`, in the same order.
pub(super) fn decide(candidates: Vec<Candidate>, model: &Linear<ANSWERS>, score: &Score) -> Vec<Kept> {
    let answers: Vec<_> = candidates.iter().map(|c| model.probabilities(&c.features.hashes)).collect();
    let facts = facts::of(&candidates, &answers);
    let mut positions: Vec<Kept> = Vec::new();
    for (Candidate { issue, mut position, path, setting, .. }, (polarity, facts)) in candidates.into_iter().zip(facts) {
        let mut likely = score.of(&facts);
        // What the sentence says plainly is kept, however rare its words are.
        let plain = setting.named == Some(Named::Here) && path.is_some_and(|p| p.plain().is_some());
        if plain {
            likely = likely.max(KEPT);
        }
        if likely < KEPT {
            continue;
        }
        // A verb of stance that joins the holder and a weighty issue is shown, however rare its words are.
        let joined = plain && path.is_some_and(|p| p.firm && !p.spoken) && issue < WEIGHTY && setting.certain;
        if joined {
            likely = likely.max(score.shown);
        }
        position.score = score.sure.of(&facts);
        let shown = joined || score.for_show(&facts) >= score.shown;
        // What is only supposed, asked or talked about, what somebody tells of another, where the rules of stance say the
        // contrary, who would be for an attack or a fraud, and what is thought of somebody or something, or of what another
        // thinks of the issue, is for those who ask for it.
        let odd = setting.thing || setting.evil && polarity == Polarity::For;
        let unsure = setting.question
            || odd && !joined
            || setting.attitude
            || setting.reserve == Reserve::Declined
            || setting.reserve == Reserve::Unclear && path.is_none_or(|p| p.plain().is_none())
            || is_contrary(path, polarity)
            || setting.talked && path.is_none_or(|p| p.plain().is_none())
            || path.is_some_and(|p| p.open || p.other);
        position.shown = shown && !unsure && position.score >= SURE;
        take(&mut position, polarity);
        positions.push(Kept { issue, position, likely });
    }
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_by(|a, b| positions[*b].likely.total_cmp(&positions[*a].likely).then(a.cmp(b)));
    let mut taken: HashMap<(String, Span), usize> = HashMap::new();
    let mut kept = vec![false; positions.len()];
    for i in order {
        let position = &positions[i].position;
        let taken = taken.entry((position.holder.clone(), position.evidence)).or_default();
        *taken += 1;
        kept[i] = position.shown || *taken <= MOST;
    }
    let mut kept = kept.into_iter();
    positions.retain(|_| kept.next().unwrap_or(false));
    positions
}

/// Whether the sentence says plainly the contrary of what was decided.
fn is_contrary(path: Option<Path>, polarity: Polarity) -> bool {
    path.and_then(Path::plain).is_some_and(|plain| plain != polarity)
}

/// Gives a position its polarity; a stance that a rule found stays where it agrees.
fn take(position: &mut Position, polarity: Polarity) {
    let stance = match (position.stance, polarity) {
        (Stance::Supports | Stance::Reports, Polarity::Against) => Stance::Opposes,
        (Stance::Opposes | Stance::Reports, Polarity::For) => Stance::Supports,
        (stance, _) => stance,
    };
    position.stance = stance;
    position.polarity = polarity;
}
