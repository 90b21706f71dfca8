//! What is known about a position when its holder, issue and polarity are chosen, as numbers: by these its score is made
//! out of the probability that the model gives it.

use std::collections::HashMap;

use crate::analysis::issues::candidates::Named;
use crate::analysis::issues::linear::{ANSWERS, FACTS, Features, flag, odds};
use crate::analysis::issues::paths::Path;
use crate::model::issue::{Polarity, Position, Stance};
use crate::model::quotation::QuotationKind;
use crate::text::span::Span;

/// How many facts make the score of a position: those that the line weighs, and more for the trees.
pub(super) const ALL: usize = FACTS + SIGNED + KNOWN;

/// What the facts are called, in their order.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(SIGNED_NAMES).chain(KNOWN_NAMES)
}

/// What those are called that the line weighs.
const NAMES: [&str; FACTS] = [
    "always",
    "odds",
    "margin",
    "plain agrees",
    "plain disagrees",
    "said plainly, agrees",
    "said plainly, disagrees",
    "path agrees",
    "path disagrees",
    "open",
    "what another thinks",
    "rule agrees",
    "rule disagrees",
    "rule with a word",
    "elsewhere",
    "side elsewhere",
    "issue elsewhere",
    "named here",
    "named before",
    "rank",
    "first three",
    "weight",
    "likely",
    "direct speech",
    "indirect speech",
    "issue in the speech",
    "another plain",
    "issues here",
    "better ones",
    "best",
    "ahead",
    "question",
    "title",
    "person",
    "body",
    "place",
    "pronoun",
    "against",
    "holders",
    "sided",
    "plain and in the main clause",
    "plain and one of the first three",
    "plainly supports or opposes",
];

/// How many numbers point to a side, and how many do not.
pub(super) const SIGNED: usize = 18;
pub(super) const KNOWN: usize = 41;

/// What those that point to a side are called, in their order.
const SIGNED_NAMES: [&str; SIGNED] = [
    "any path",
    "rule with a word",
    "above",
    "above, by the holder",
    "above, speaks",
    "clause",
    "clause of which it is the subject",
    "cue before",
    "cue before, near",
    "cue behind",
    "product",
    "words",
    "words near",
    "ought",
    "rules elsewhere",
    "rules on the issue",
    "rule on another issue",
    "rule of another",
];

/// What the others are called, in their order.
const KNOWN_NAMES: [&str; KNOWN] = [
    "exact",
    "denied",
    "steps",
    "role",
    "stance of the path",
    "no path",
    "rule found",
    "stance of the rule",
    "above: signs",
    "above: acts",
    "above: denied",
    "above: stance",
    "clause: role",
    "clause: denied",
    "clause: modal",
    "clause: open",
    "cue: distance",
    "cue: stance",
    "cue: harm",
    "good words",
    "bad words",
    "negations",
    "issue in the speech of another",
    "lead",
    "holder named",
    "holder first",
    "holder governed",
    "holder is object",
    "holder is possessor",
    "holder in the words of another",
    "distance",
    "verbs between",
    "issue first",
    "issue is a charge",
    "issue is a calamity",
    "sign of the issue",
    "mentions",
    "definite",
    "bare",
    "issue has the holder",
    "tokens",
];

/// How far a sentence leaves open what somebody thinks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reserve {
    /// Not at all.
    #[default]
    Nothing,
    /// Where no verb of stance says it plainly.
    Unclear,
    /// They say that they do not say it.
    Declined,
}

/// What a candidate has before its polarity is chosen.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact, and any of them can hold with any other")]
pub(super) struct Setting {
    /// How the sentence has the issue.
    pub(super) named: Option<Named>,
    /// How likely its issue is one, and its phrase names one.
    pub(super) weight: f32,
    pub(super) likely: f32,
    /// How the holder speaks.
    pub(super) speaks: Option<QuotationKind>,
    /// Whether the issue is named in what the holder says.
    pub(super) in_speech: bool,
    /// How many issues the sentence names, and how many holders it has.
    pub(super) issues: usize,
    pub(super) holders: usize,
    pub(super) question: bool,
    pub(super) title: bool,
    /// The kind of holder: 1 a person, 2 a body, 3 a place, 0 anything else.
    pub(super) kind: u8,
    pub(super) pronoun: bool,
    /// The polarity that a rule of stance found, as a number.
    pub(super) rule: i32,
    /// Whether the sentence says only that the issue was talked about.
    pub(super) talked: bool,
    /// How far the sentence leaves open what the holder thinks.
    pub(super) reserve: Reserve,
    /// Whether the phrase means one thing: not "signed legislation".
    pub(super) certain: bool,
    /// Whether the issue is what nobody is for: a calamity, or what somebody is charged with.
    pub(super) evil: bool,
    /// Whether it is somebody or something, and not what the article is about above all.
    pub(super) thing: bool,
    /// Whether the phrase is what somebody thinks or says of the issue, which other phrases name: "her stance on the levy".
    pub(super) attitude: bool,
    /// Whether it matched a word.
    pub(super) word: bool,
}

/// A holder, an issue and a sentence, before it is decided what the holder thinks.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Index of the issue.
    pub(super) issue: usize,
    /// The position that it would be; where a rule of stance found it, with its polarity and reason.
    pub(super) position: Position,
    /// What is observed.
    pub(super) features: Features,
    /// What the sentence says of the holder and the issue; where it is plain, no weight of other words turns it round.
    pub(super) path: Option<Path>,
    /// What else is known.
    pub(super) setting: Setting,
    /// The same in more detail: what points to a side, above zero for, below against; and the rest.
    pub(super) signed: [f32; SIGNED],
    pub(super) known: [f32; KNOWN],
}

/// The facts of all candidates of an article, each with the polarity that is chosen.
pub(super) fn of(candidates: &[Candidate], answers: &[[f32; ANSWERS]]) -> Vec<(Polarity, [f32; ALL])> {
    let chosen: Vec<(Polarity, f32)> = candidates
        .iter()
        .zip(answers)
        .map(|(candidate, [_, support, opposition])| {
            let likelier = if support >= opposition { Polarity::For } else { Polarity::Against };
            // What is plain is so whatever the words beside it weigh; and what is supposed or denied has its sign as well.
            let path = candidate.path.filter(|p| p.plain().is_some() || p.open && p.sign != 0);
            let told = path.map(|p| if p.sign > 0 { Polarity::For } else { Polarity::Against });
            let polarity = told.unwrap_or(likelier);
            (polarity, if polarity == Polarity::For { *support } else { *opposition })
        })
        .collect();
    let leaning = |answer: &[f32; ANSWERS]| answer[1] - answer[2];
    let (mut by_holder, mut by_side, mut by_issue) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut in_sentence: HashMap<(&str, Span), Vec<usize>> = HashMap::new();
    for (at, (candidate, answer)) in candidates.iter().zip(answers).enumerate() {
        let position = &candidate.position;
        *by_holder.entry((candidate.issue, position.holder.as_str())).or_insert(0.0) += leaning(answer);
        if let Some(side) = &position.side {
            *by_side.entry((candidate.issue, side.as_str())).or_insert(0.0) += leaning(answer);
        }
        *by_issue.entry(candidate.issue).or_insert(0.0) += leaning(answer);
        in_sentence.entry((position.holder.as_str(), position.evidence)).or_default().push(at);
    }
    let is_plain = |at: usize| candidates[at].path.is_some_and(|p| p.plain().is_some());
    let mut out = Vec::with_capacity(candidates.len());
    for (at, (candidate, answer)) in candidates.iter().zip(answers).enumerate() {
        let (polarity, probability) = chosen[at];
        let sign = polarity.number();
        let (position, setting) = (&candidate.position, &candidate.setting);
        let agrees = |other: i32| (flag(other * sign > 0), flag(other * sign < 0));
        let path = candidate.path;
        let plain = path.and_then(Path::plain).map_or(0, Polarity::number);
        let (spoken, done) = if path.is_some_and(|p| p.spoken) { (plain, 0) } else { (0, plain) };
        let clear = path.filter(|p| plain == 0 && !p.open && !p.other).map_or(0, |p| p.sign);
        let leans = |all: f32, own: f32| (sign as f32) * (all - own).tanh();
        let own = leaning(answer);
        let elsewhere = by_holder.get(&(candidate.issue, position.holder.as_str())).copied().unwrap_or(0.0);
        let side = position.side.as_deref().and_then(|s| by_side.get(&(candidate.issue, s)).copied()).unwrap_or(0.0);
        let side = if position.side.is_some() { leans(side, elsewhere) } else { 0.0 };
        let all = by_issue.get(&candidate.issue).copied().unwrap_or(0.0);
        let rivals = in_sentence.get(&(position.holder.as_str(), position.evidence)).map_or(&[][..], Vec::as_slice);
        let others = || rivals.iter().copied().filter(|r| *r != at);
        let best = others().map(|r| chosen[r].1).fold(0.0, f32::max);
        let (path_yes, path_no) = agrees(clear);
        let (rule_yes, rule_no) = agrees(setting.rule);
        let (done_yes, done_no) = agrees(done);
        let (said_yes, said_no) = agrees(spoken);
        let second = if polarity == Polarity::For { answer[2] } else { answer[1] };
        let logit = |p: f32| odds(p.clamp(0.01, 0.99));
        let weighed: [f32; FACTS] = [
            1.0,
            odds(probability),
            (probability.max(0.01) / second.max(0.01)).ln(),
            done_yes,
            done_no,
            said_yes,
            said_no,
            path_yes,
            path_no,
            flag(path.is_some_and(|p| p.open)),
            flag(path.is_some_and(|p| p.other)),
            rule_yes,
            rule_no,
            flag(setting.word),
            leans(elsewhere, own),
            side,
            leans(all, elsewhere),
            flag(setting.named == Some(Named::Here)),
            flag(setting.named == Some(Named::Before)),
            (1.0 + candidate.issue as f32).ln(),
            flag(candidate.issue < 3),
            logit(setting.weight),
            logit(setting.likely),
            flag(setting.speaks.is_some_and(|k| k != QuotationKind::Indirect)),
            flag(setting.speaks == Some(QuotationKind::Indirect)),
            flag(setting.in_speech),
            flag(plain == 0 && others().any(is_plain)),
            (setting.issues as f32).min(6.0),
            others().filter(|r| chosen[*r].1 > probability).count().min(4) as f32,
            flag(best < probability),
            logit(probability) - logit(best),
            flag(setting.question),
            flag(setting.title),
            flag(setting.kind == 1),
            flag(setting.kind == 2),
            flag(setting.kind == 3),
            flag(setting.pronoun),
            flag(polarity == Polarity::Against),
            (setting.holders as f32).min(6.0),
            flag(position.side.is_some()),
            flag(plain != 0 && path.is_some_and(|p| p.firm)),
            flag(plain != 0 && candidate.issue < 3),
            flag(plain != 0 && path.is_some_and(|p| matches!(p.stance, Some(Stance::Supports | Stance::Opposes)))),
        ];
        let mut facts = [0.0; ALL];
        let signed = candidate.signed.iter().map(|x| x * sign as f32);
        for (fact, value) in facts.iter_mut().zip(weighed.into_iter().chain(signed).chain(candidate.known)) {
            *fact = value;
        }
        out.push((polarity, facts));
    }
    out
}
