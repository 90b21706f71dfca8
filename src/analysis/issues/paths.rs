//! What the propositions of a sentence say about a holder and an issue: the rules of composition.
//!
//! Each row of [`RULES`] is one step from a predicate towards the issue and what it does to the sign: a verb of stance
//! gives its own, a denial turns it round, a clause under it takes part in the product.

use std::ops::Range;

use crate::analysis::issues::words::{self, BAD, CALAMITY, CHARGE, CueKind, GOOD, HELP, Word};
use crate::language::document::Document;
use crate::language::proposition::{Kind, Proposition, Propositions};
use crate::model::issue::{Polarity, Stance};

/// How deep clauses are followed.
const DEPTH: usize = 5;

/// What a path from a predicate to an issue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// 1 for the issue, -1 against it, 0 where no word of stance stands on the way.
    pub(super) sign: i32,
    /// The stance of the first such word.
    pub(super) stance: Option<Stance>,
    /// How many predicates it leads through.
    pub(super) steps: usize,
    /// How the last of them has the issue.
    pub(super) role: Role,
    /// Whether it is only supposed, or asked.
    pub(super) open: bool,
    /// Whether any of it is denied.
    pub(super) denied: bool,
    /// The token of the first word of stance.
    pub(super) cue: Option<usize>,
    /// Whether the issue itself is what it is done to, and not a word under that ("changes to the levy").
    pub(super) exact: bool,
}

/// How a proposition has an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is done to it.
    Object,
    /// It stands behind a preposition.
    Oblique,
    /// It does it.
    Subject,
    /// It is what a copula says.
    Complement,
    /// It stands somewhere in the clause.
    Inside,
}

/// One rule of composition: its name, and sentences of which it is the reason, with the sign towards "the levy".
pub(super) struct Rule {
    /// Its name.
    pub(super) id: &'static str,
    /// Sentences, each with the holder and the sign.
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are tests"))]
    pub(super) examples: &'static [(&'static str, &'static str, i32)],
}

/// The rules, in the order in which they are applied.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "verb of stance with the issue as its object",
        examples: &[
            ("Spain opposes the levy.", "Spain", -1),
            ("The levy was opposed by Spain, France and Italy.", "Italy", -1),
            ("The levy, which Spain opposes, was backed by Italy.", "Spain", -1),
            ("The levy, which Spain opposes, was backed by Italy.", "Italy", 1),
            ("Spain is a longtime opponent of the levy.", "Spain", -1),
            ("Spain remains a supporter of the levy.", "Spain", 1),
        ],
    },
    Rule {
        id: "denial turns it round",
        examples: &[
            ("Spain did not support the levy.", "Spain", -1),
            ("Spain refused to support the levy.", "Spain", -1),
            ("No country supports the levy.", "country", -1),
            ("Few lawmakers support the levy.", "lawmakers", -1),
            ("Neither France nor Italy backs the levy.", "France", -1),
            ("Neither France nor Italy backs the levy.", "Italy", -1),
            ("Nobody opposes the levy.", "Nobody", 1),
        ],
    },
    Rule {
        id: "a clause under a verb of stance takes part",
        examples: &[
            ("Spain demanded to repeal the levy.", "Spain", -1),
            ("Berg added that she backed the levy.", "she", 1),
        ],
    },
    Rule {
        id: "no verb of stance on the way",
        examples: &[("Spain discussed the levy.", "Spain", 0), ("Germany and Spain met in Rome.", "Spain", 0)],
    },
];

impl Path {
    /// What the holder is by the sentence alone, where that is plain: a verb of stance has the issue itself as its object,
    /// and nothing is supposed or asked.
    pub(super) fn plain(self) -> Option<Polarity> {
        let plain = self.steps == 1 && self.exact && !self.open;
        let polarity = if self.sign > 0 { Polarity::For } else { Polarity::Against };
        (plain && self.sign != 0 && matches!(self.stance, Some(Stance::Supports | Stance::Opposes))).then_some(polarity)
    }

    /// The rule that it follows last, for the reason of a position.
    pub(super) fn rule(self) -> &'static str {
        let at = match self {
            Self { sign: 0, .. } => 3,
            Self { denied: true, .. } => 1,
            Self { steps: 2.., .. } => 2,
            _ => 0,
        };
        RULES[at].id
    }
}

/// The path from a holder, who is named at `holder`, to the issue whose noun is `target`.
pub(super) fn from_holder(
    document: &Document<'_>,
    sentence: usize,
    words: &[Word],
    holder: &Range<usize>,
    target: usize,
) -> Option<Path> {
    let all = document.propositions(sentence);
    let does = |p: &&Proposition| p.subjects.iter().any(|s| holder.contains(s));
    let mut best: Option<Path> = None;
    for (at, _) in all.list.iter().enumerate().filter(|(_, p)| does(p)) {
        if let Some(path) = along(document, sentence, words, all, at, target, DEPTH)
            && best.is_none_or(|b| (path.sign != 0, b.steps) > (b.sign != 0, path.steps))
        {
            best = Some(path);
        }
    }
    best
}

/// The path from the predicate at `at` down to the issue.
fn along(
    document: &Document<'_>,
    sentence: usize,
    words: &[Word],
    all: &Propositions,
    at: usize,
    target: usize,
    depth: usize,
) -> Option<Path> {
    let proposition = all.list.get(at)?;
    let cue = word_of(proposition, words).cue;
    let denied = proposition.is_denied();
    let turn = if denied { -1 } else { 1 };
    let open = proposition.hypothetical || proposition.question;
    if let Some(role) = role(document, sentence, proposition, target) {
        let brings = words.get(target).is_some_and(|w| w.is(CHARGE | CALAMITY))
            && cue.is_some_and(|c| c.kind == CueKind::Charge || c.stance == Stance::Warns);
        let against = role == Role::Oblique && preposition(document, proposition, sentence, target) == Some("against");
        let own = match cue {
            Some(_) if brings => 1,
            Some(cue) if against && cue.sign > 0 => -1,
            Some(cue) => i32::from(cue.sign),
            None if against => -1,
            None => 0,
        };
        let stance = cue.map(|c| c.stance);
        let cue = cue.map(|_| proposition.predicate);
        let exact = proposition.objects.contains(&target);
        return Some(Path { sign: own * turn, stance, steps: 1, role, open, denied, cue, exact });
    }
    if depth == 0 {
        return None;
    }
    let below =
        |&clause: &usize| (clause != at).then(|| along(document, sentence, words, all, clause, target, depth - 1))?;
    let path = proposition.clauses.iter().find_map(below)?;
    let own = cue.map(|c| i32::from(c.sign)).filter(|_| !proposition.subjects.is_empty());
    let sign = match (own, path.sign) {
        // "Said that it is good": what is said is not what is done.
        (None, sign) => sign * turn,
        (Some(own), 0) => own * turn,
        (Some(own), sign) => own * sign * turn,
    };
    Some(Path {
        sign,
        stance: cue.map(|c| c.stance).or(path.stance),
        steps: path.steps + 1,
        role: path.role,
        open: open || path.open,
        denied: denied || path.denied,
        cue: cue.map(|_| proposition.predicate).or(path.cue),
        exact: path.exact,
    })
}

/// What the words know about a predicate.
fn word_of(proposition: &Proposition, words: &[Word]) -> Word {
    let own = words.get(proposition.predicate).copied().unwrap_or_default();
    if own.cue.is_some() { own } else { words::known(&proposition.lemma) }
}

/// How a proposition has the word `target`.
fn role(document: &Document<'_>, sentence: usize, proposition: &Proposition, target: usize) -> Option<Role> {
    let holds = |head: &usize| *head == target || is_under(document, sentence, *head, target);
    if proposition.objects.iter().any(holds) {
        Some(Role::Object)
    } else if proposition.obliques.iter().any(|o| holds(&o.head)) {
        Some(Role::Oblique)
    } else if proposition.complements.iter().any(holds) {
        Some(Role::Complement)
    } else {
        None
    }
}

/// The preposition behind which a proposition has the issue.
fn preposition<'d>(
    document: &Document<'d>,
    proposition: &Proposition,
    sentence: usize,
    target: usize,
) -> Option<&'d str> {
    let holds = |head: usize| head == target || is_under(document, sentence, head, target);
    proposition.obliques.iter().find(|o| holds(o.head)).map(|o| document.word(o.preposition))
}

/// Whether a word stands in the noun group of `head`, without a verb between: "the effects of the levy".
fn is_under(document: &Document<'_>, sentence: usize, head: usize, target: usize) -> bool {
    let reading = document.reading(sentence);
    let (Some(head), Some(mut word)) = (reading.word_of(head), reading.word_of(target)) else { return false };
    for _ in 0..4 {
        match reading.head(word) {
            Some(above) if above == head => return true,
            Some(above) if !reading.tags[above].is_verb() => word = above,
            _ => return false,
        }
    }
    false
}

/// What the clause around an issue says about it: its predicate, how that has the issue, and whether it judges.
pub(super) struct Around {
    /// The base form of the predicate.
    pub(super) lemma: String,
    /// How it has the issue.
    pub(super) role: Role,
    /// Whether it is denied.
    pub(super) denied: bool,
    /// Its modal verb.
    pub(super) modal: Option<usize>,
    /// 1 where it praises or helps, -1 where it blames or harms, 0 else; denial is counted in.
    pub(super) value: i32,
    /// Whether it is supposed or asked.
    pub(super) open: bool,
}

/// The clause around the issue whose noun is `target`.
pub(super) fn around(document: &Document<'_>, sentence: usize, words: &[Word], target: usize) -> Option<Around> {
    let all = document.propositions(sentence);
    let proposition = all.list.get(all.around(target)?)?;
    let holds = |head: &usize| *head == target || is_under(document, sentence, *head, target);
    let role = if proposition.subjects.iter().any(holds) {
        Role::Subject
    } else {
        role(document, sentence, proposition, target).unwrap_or(Role::Inside)
    };
    let value_of = |word: Word| {
        if word.is(GOOD | HELP) {
            1
        } else if word.is(BAD) || word.cue.is_some_and(|c| c.kind == CueKind::Harm) {
            -1
        } else {
            0
        }
    };
    let mut value = value_of(word_of(proposition, words));
    if proposition.kind == Kind::Copula && value == 0 {
        value =
            proposition.complements.iter().filter_map(|c| words.get(*c)).map(|w| value_of(*w)).sum::<i32>().signum();
    }
    let denied = proposition.is_denied();
    Some(Around {
        lemma: proposition.lemma.clone(),
        role,
        denied,
        modal: proposition.verb.modal,
        value: if denied { -value } else { value },
        open: proposition.hypothetical || proposition.question,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};
    use crate::text::span::Span;

    #[track_caller]
    fn check(rule: &str, text: &str, holder: &str, sign: i32) {
        let mut article = Article { text: text.to_owned(), ..Article::default() };
        article.blocks.push(Block { kind: BlockKind::Body, span: Span::new(0, text.len()) });
        let document = Document::new(&article);
        let words = words::tag(&document, &[]);
        let at = |word: &str| (0..document.tokens.len()).find(|i| document.word(*i) == word);
        let holder = at(holder).map(|i| i..i + 1).unwrap_or_default();
        let path = at("levy").and_then(|target| from_holder(&document, 0, &words, &holder, target));
        assert_eq!(path.map_or(0, |p| p.sign), sign, "{rule}: {text} {:?}", document.propositions(0));
    }

    #[test]
    fn rules_do_what_their_examples_say() {
        for rule in RULES {
            for (text, holder, sign) in rule.examples {
                check(rule.id, text, holder, *sign);
            }
        }
    }
}
