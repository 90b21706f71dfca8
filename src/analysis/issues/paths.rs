//! What the propositions of a sentence say about a holder and an issue: the rules of composition.
//!
//! Each rule ([`RULES`]) is one step from a predicate towards the issue and what it does to the sign: a verb of stance
//! gives its own, a denial turns it round, a clause under it takes part in the product.

use crate::analysis::issues::called::{named_as, value_of_group};
use crate::analysis::issues::rules::RULES;
use crate::analysis::issues::words::{
    self, ATTITUDE, BAD, CALAMITY, CHANGING, CHARGE, CueKind, GOOD, HELP, LIGHT, PHRASAL, PRONOUN, Word,
};
use crate::language::document::Document;
use crate::language::label::Label;
use crate::language::proposition::{Kind, Link, Proposition, Propositions};
use crate::model::issue::{Polarity, Stance};

/// The rule for words of a speaker that judge an issue.
const JUDGED: &str = "what somebody says of it";
/// How deep clauses are followed.
const DEPTH: usize = 5;

/// What a path from a predicate to an issue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one observation, and any of them can hold with any other")]
pub(super) struct Path {
    /// 1 for the issue, -1 against it, 0 where no word of stance stands on the way.
    pub(super) sign: i32,
    /// The stance of the first such word.
    pub(super) stance: Option<Stance>,
    /// How many predicates it leads through.
    pub(super) steps: usize,
    /// How the last of them has the issue.
    pub(super) role: Role,
    /// Whether it is only supposed, asked, considered or expected of the holder.
    pub(super) open: bool,
    /// Whether any of it is denied.
    pub(super) denied: bool,
    /// The token of the first word of stance.
    pub(super) cue: Option<usize>,
    /// Whether the issue itself is what it is done to, and not a word under that ("changes to the levy").
    pub(super) exact: bool,
    /// Whether it is what the holder says of the issue, and not what the holder does.
    pub(super) spoken: bool,
    /// Whether the holder only tells what another thinks.
    pub(super) other: bool,
    /// Whether it is what a main clause, a relative one or somebody's words say.
    pub(super) firm: bool,
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

impl Path {
    /// What the holder is by the sentence alone, where that is plain: a verb of stance has the issue itself as its object,
    /// and nothing is supposed or asked.
    pub(super) fn plain(self) -> Option<Polarity> {
        let plain = self.exact && !self.open && !self.other;
        let polarity = if self.sign > 0 { Polarity::For } else { Polarity::Against };
        (plain && self.sign != 0 && self.stance.is_some()).then_some(polarity)
    }

    /// The rule that it follows last, for the reason of a position.
    pub(super) fn rule(self) -> &'static str {
        if self.spoken {
            return JUDGED;
        }
        let at = match self {
            Self { sign: 0, .. } => 3,
            Self { denied: true, .. } => 1,
            Self { steps: 2.., .. } => 2,
            _ => 0,
        };
        RULES[at].id
    }

    /// Whether it tells more than `other`.
    fn is_better(self, other: Self) -> bool {
        let rank = |p: Self| (p.sign != 0, !p.open, std::cmp::Reverse(p.steps));
        rank(self) > rank(other)
    }
}

/// The path from a holder, whom the tokens `is_holder` name, to the issue whose noun is `target`.
pub(super) fn from_holder(
    document: &Document<'_>,
    sentence: usize,
    words: &[Word],
    is_holder: &dyn Fn(usize) -> bool,
    target: usize,
) -> Option<Path> {
    let all = document.propositions(sentence);
    let trail = Trail { document, sentence, words, is_holder, target, all };
    let mut best: Option<Path> = None;
    for (at, _) in all.list.iter().enumerate().filter(|(_, p)| p.subjects.iter().any(|s| trail.is_one_of_holder(*s))) {
        if trail.is_object_of_stance(at) {
            continue;
        }
        let along = trail.along(at, DEPTH);
        if let Some(path) = trail.warned(at).filter(|_| along.is_none_or(|p| p.sign == 0 || p.open)) {
            if best.is_none_or(|b| path.is_better(b)) {
                best = Some(path);
            }
        } else if let Some(path) = along {
            let firm = matches!(all.list[at].link, Link::Main | Link::Joined | Link::Said | Link::Relative);
            let path = Path { open: path.open || trail.is_unsettled(at), firm, ..path };
            if best.is_none_or(|b| path.is_better(b)) {
                best = Some(path);
            }
        }
    }
    best
}

/// What is looked at while a path is followed.
struct Trail<'a, 'd> {
    document: &'a Document<'d>,
    sentence: usize,
    words: &'a [Word],
    is_holder: &'a dyn Fn(usize) -> bool,
    target: usize,
    all: &'a Propositions,
}

/// How a word stands above the issue within a noun group.
struct Under {
    /// The product of the nouns of stance on the way.
    sign: i32,
    /// The stance of the highest of them.
    stance: Option<Stance>,
    /// Its token.
    cue: Option<usize>,
    /// Whether every noun on the way is one.
    exact: bool,
    /// Whether one of them is what somebody thinks or says of it: "her stance on the levy".
    attitude: bool,
}

impl Trail<'_, '_> {
    /// Whether a subject is the holder, or some of them: "none of the ministers".
    fn is_one_of_holder(&self, subject: usize) -> bool {
        if (self.is_holder)(subject) {
            return true;
        }
        let some = ["none", "neither", "some", "most", "many", "all", "both", "few", "each", "half"];
        if !some.iter().any(|s| self.document.word(subject).eq_ignore_ascii_case(s)) {
            return false;
        }
        let reading = self.document.reading(self.sentence);
        let Some(word) = reading.word_of(subject) else { return false };
        reading
            .children_as(word, &[Label::Prep])
            .filter(|p| reading.is(*p, &["of"]))
            .filter_map(|p| reading.child(p, Label::Pobj))
            .any(|o| (self.is_holder)(reading.token(o)))
    }

    /// Whether a noun that says what a verb says is the object of another word of stance, or of what is not done:
    /// "withdrew her support", "failed to win support".
    fn is_object_of_stance(&self, at: usize) -> bool {
        let noun = &self.all.list[at];
        noun.kind == Kind::Nominal
            && self
                .all
                .list
                .iter()
                .any(|p| p.objects.contains(&noun.predicate) && (p.is_denied() || word_of(p, self.words).cue.is_some()))
    }

    /// Whether it is not yet done, or not by will: "urged *Italy to sign*", "considered *signing*", "denied *signing*".
    fn is_unsettled(&self, at: usize) -> bool {
        let own = &self.all.list[at];
        let Some(above) = own.parent.and_then(|p| self.all.list.get(p)) else { return false };
        match own.link {
            Link::Infinitive => {
                let controlled = own.subjects.iter().any(|s| above.objects.contains(s))
                    && !own.subjects.iter().any(|s| above.subjects.contains(s));
                let willed = word_of(above, self.words).cue.is_some() || own.withheld.is_some();
                controlled || !willed || above.lemma == "deny"
            }
            Link::Conditional => true,
            Link::Said => above.lemma == "deny",
            _ => false,
        }
    }

    /// What somebody who warns of what follows *if* something is done to the issue is: against its being done.
    fn warned(&self, at: usize) -> Option<Path> {
        let own = &self.all.list[at];
        let warns = word_of(own, self.words).cue.is_some_and(|c| c.stance == Stance::Warns) || own.lemma == "threaten";
        if !warns || own.is_denied() {
            return None;
        }
        let inverted = |p: &Proposition| {
            let modal = p.verb.modal.filter(|m| self.document.word(*m).eq_ignore_ascii_case("should"));
            modal.is_some_and(|m| p.subjects.iter().any(|s| *s > m && *s < p.predicate))
        };
        let below = |p: usize| (p != at && self.all.is_below(p, at)).then(|| &self.all.list[p]);
        let condition = (0..self.all.list.len())
            .find(|p| below(*p).is_some_and(|p| p.link == Link::Conditional && !self.is_unless(p) || inverted(p)))?;
        let path = self.along(condition, 1).filter(|p| p.sign != 0 && p.stance.is_some())?;
        Some(Path { sign: -path.sign, stance: Some(Stance::Warns), open: false, firm: true, steps: 2, ..path })
    }

    fn is_unless(&self, proposition: &Proposition) -> bool {
        proposition.mark.is_some_and(|m| self.document.word(m).eq_ignore_ascii_case("unless"))
    }

    /// The path from the predicate at `at` down to the issue.
    fn along(&self, at: usize, depth: usize) -> Option<Path> {
        let proposition = self.all.list.get(at)?;
        let word = word_of(proposition, self.words);
        let cue = word.cue;
        let denied = proposition.is_denied();
        let open = proposition.hypothetical || proposition.question;
        if let Some((role, head, preposition)) = self.role(proposition) {
            return Some(self.last_step(proposition, role, head, preposition, open));
        }
        if depth == 0 {
            return None;
        }
        let below = |&clause: &usize| {
            let path = (clause != at).then(|| self.along(clause, depth - 1))??;
            Some((clause, path))
        };
        let (clause, path) = proposition.clauses.iter().find_map(below)?;
        let turn = if denied { -1 } else { 1 };
        let below = &self.all.list[clause];
        // "Said that Spain opposes it": what another thinks. Who demands, warns or denies takes part in it.
        let says = below.link == Link::Said && cue.is_none_or(|c| c.stance == Stance::Supports);
        let own = below.subjects.iter().all(|s| (self.is_holder)(*s) || self.words[*s].is(PRONOUN));
        if says && !own && path.sign != 0 {
            return Some(Path { sign: 0, stance: None, cue: None, exact: false, other: true, ..path });
        }
        // "Refused to support it": that it withholds what is below is counted there.
        let withholds = below.withheld == Some(proposition.verb.main);
        let own = cue.filter(|_| !proposition.subjects.is_empty() && !says && !withholds).map(|c| i32::from(c.sign));
        let sign = match (own, path.sign) {
            // "Said that it is good": what is said is not what is done.
            (None, sign) => sign * turn,
            (Some(_), 0) if words::of(&below.lemma).is(CHANGING) => 0,
            (Some(own), 0) => own * turn,
            (Some(own), sign) => own * sign * turn,
        };
        let known = cue.filter(|_| !says);
        Some(Path {
            sign,
            stance: known.map(|c| c.stance).or(path.stance),
            steps: path.steps + 1,
            open: open || path.open || denied && cue.is_none() || proposition.lemma == "deny",
            denied: denied || path.denied,
            cue: known.map(|_| proposition.predicate).or(path.cue),
            exact: path.exact && path.sign != 0,
            ..path
        })
    }

    /// The path of a proposition that has the issue under `head`, in this role.
    fn last_step(
        &self,
        proposition: &Proposition,
        role: Role,
        head: usize,
        preposition: Option<usize>,
        open: bool,
    ) -> Path {
        let word = word_of(proposition, self.words);
        let denied = proposition.is_denied();
        let turn = if denied { -1 } else { 1 };
        let target = self.words.get(self.target).copied().unwrap_or_default();
        let behind = preposition.map(|p| self.document.word(p));
        let against = behind == Some("against");
        let mut under = self.under(head, preposition, proposition);
        let brings = target.is(CHARGE | CALAMITY)
            && word.cue.is_some_and(|c| c.kind == CueKind::Charge || c.stance == Stance::Warns);
        let circumstance = matches!(
            behind,
            Some("in" | "during" | "after" | "before" | "since" | "amid" | "under" | "by" | "between" | "at" | "as")
        ) && !word.is(PHRASAL);
        let own = match word.cue {
            Some(_) if circumstance => 0,
            Some(_) if brings => 1,
            Some(cue) if against && cue.sign > 0 => -1,
            Some(cue) => i32::from(cue.sign),
            None if against => -1,
            None => 0,
        };
        let owned = self.owner(preposition, proposition).is_some();
        let governed = behind.is_none_or(|p| matches!(p, "for" | "against")) || word.is(PHRASAL) || owned;
        let mut path = Path {
            sign: own * under.sign * turn,
            stance: word.cue.map(|c| c.stance),
            steps: 1,
            role,
            open,
            denied,
            cue: word.cue.map(|_| proposition.predicate),
            exact: under.exact
                && governed
                && role != Role::Complement
                && word.cue.is_none_or(|c| c.kind != CueKind::Harm),
            spoken: false,
            other: false,
            firm: false,
        };
        if let Some((named, value)) = self.called(proposition, head) {
            path.sign = value * turn;
            path.stance = (value != 0).then_some(if path.sign < 0 { Stance::Opposes } else { Stance::Supports });
            path.cue = path.stance.map(|_| named);
            path.exact = value != 0;
        } else if word.cue.is_none() && !against {
            if under.stance.is_some() && (!denied || word.is(LIGHT)) && !circumstance {
                // "Voiced opposition to it": the noun has the stance.
                path.sign = under.sign * turn;
                path.stance = under.stance.take();
                path.cue = under.cue;
                path.exact &= word.is(LIGHT);
            }
        } else if path.stance == Some(Stance::Demands) {
            path.sign *= self.to_be_done();
        }
        let unsaid = matches!(path.stance, Some(Stance::Accuses | Stance::Warns | Stance::Demands));
        let able = proposition.verb.modal.is_some_and(|m| self.document.word(m) == "can");
        // "Does not favor changing it": that says nothing of the thing itself.
        let changing = words::of(&proposition.lemma).is(CHANGING);
        path.open |= denied && unsaid || able && !denied || under.attitude || changing;
        path
    }

    /// What the issue is called by a proposition that has it as its object: the word, and 1 for praise, -1 for blame, 0 where
    /// that is not known.
    fn called(&self, proposition: &Proposition, head: usize) -> Option<(usize, i32)> {
        if !proposition.objects.contains(&head) {
            return None;
        }
        let reading = self.document.reading(self.sentence);
        let named = named_as(&reading, proposition, head, self.target);
        let value: i32 = named.iter().map(|c| value_of_group(&reading, self.words, *c)).sum();
        Some((*named.first()?, value.signum()))
    }

    /// "Called for the levy to be lifted": what is to be done with it.
    fn to_be_done(&self) -> i32 {
        let reading = self.document.reading(self.sentence);
        let Some(word) = reading.word_of(self.target) else { return 1 };
        let done = reading.children_as(word, &[Label::Relcl, Label::Acl]).find(|verb| {
            let has = |form: &str| reading.children(*verb).iter().any(|c| reading.is(*c as usize, &[form]));
            has("to") && has("be")
        });
        done.and_then(|verb| self.words.get(reading.token(verb))?.cue).map_or(1, |c| i32::from(c.sign))
    }

    /// How a proposition has the issue: the role, the head under which it stands, and the preposition in front of that.
    fn role(&self, proposition: &Proposition) -> Option<(Role, usize, Option<usize>)> {
        let (document, sentence, target) = (self.document, self.sentence, self.target);
        role(document, sentence, proposition, target)
    }

    /// What stands between `head` and the issue.
    fn under(&self, head: usize, preposition: Option<usize>, proposition: &Proposition) -> Under {
        let mut out = Under { sign: 1, stance: None, cue: None, exact: true, attitude: false };
        let reading = self.document.reading(self.sentence);
        let take = |out: &mut Under, token: usize| {
            let word = self.words.get(token).copied().unwrap_or_default();
            out.attitude |= word.is(ATTITUDE);
            match word.cue.filter(|c| c.kind != CueKind::Harm && word.entity.is_none()) {
                Some(cue) => {
                    out.sign *= i32::from(cue.sign);
                    out.stance = Some(cue.stance);
                    out.cue = Some(token);
                }
                None => out.exact = false,
            }
        };
        if let (Some(top), Some(mut word)) = (reading.word_of(head), reading.word_of(self.target)) {
            for _ in 0..6 {
                if word == top {
                    break;
                }
                let Some(above) = reading.head(word) else { break };
                if reading.tags[above].is_noun() {
                    take(&mut out, reading.token(above));
                }
                word = above;
            }
        }
        // "Demanded an end to it": a preposition right behind an object of stance belongs to that.
        if let Some(object) = self.owner(preposition, proposition) {
            take(&mut out, object);
        }
        out
    }

    /// The object of stance right in front of a preposition, which that belongs to: "demanded an *end* to it".
    fn owner(&self, preposition: Option<usize>, proposition: &Proposition) -> Option<usize> {
        let object = preposition?.checked_sub(1).filter(|o| proposition.objects.contains(o))?;
        self.words[object].cue.map(|_| object)
    }
}

/// What the words know about a predicate.
pub(super) fn word_of(proposition: &Proposition, words: &[Word]) -> Word {
    let own = words.get(proposition.predicate).copied().unwrap_or_default();
    if own.cue.is_some() { own } else { words::known(&proposition.lemma) }
}

/// How a proposition has the word `target`: the role, the head that it is or stands under, and the preposition before it.
fn role(
    document: &Document<'_>,
    sentence: usize,
    proposition: &Proposition,
    target: usize,
) -> Option<(Role, usize, Option<usize>)> {
    let holds = |head: &usize| *head == target || is_under(document, sentence, *head, target);
    if let Some(head) = proposition.objects.iter().find(|o| holds(o)) {
        Some((Role::Object, *head, None))
    } else if let Some(oblique) = proposition.obliques.iter().find(|o| holds(&o.head)) {
        Some((Role::Oblique, oblique.head, Some(oblique.preposition)))
    } else {
        let head = proposition.complements.iter().find(|c| holds(c))?;
        Some((Role::Complement, *head, None))
    }
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
pub(super) struct Clause {
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
pub(super) fn clause(document: &Document<'_>, sentence: usize, words: &[Word], target: usize) -> Option<Clause> {
    let all = document.propositions(sentence);
    let proposition = all.list.get(all.around(target)?)?;
    let holds = |head: &usize| *head == target || is_under(document, sentence, *head, target);
    let role = if proposition.subjects.iter().any(holds) {
        Role::Subject
    } else {
        role(document, sentence, proposition, target).map_or(Role::Inside, |(role, ..)| role)
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
    Some(Clause {
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
        let holder = at(holder);
        let path = at("levy").and_then(|target| from_holder(&document, 0, &words, &|i| Some(i) == holder, target));
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
