//! What a sentence leaves open although it has a holder and an issue: what others think, what somebody will not say, and
//! names whose worth the words do not know.

use crate::analysis::issues::called::{named_as, value_of_group};
use crate::analysis::issues::candidates::Holder;
use crate::analysis::issues::facts::Reserve;
use crate::analysis::issues::traits::Observer;
use crate::analysis::issues::words::{self, NAMING, PRONOUN, TALKED};
use crate::language::proposition::{self, Proposition, Propositions};

/// How far a sentence leaves open what this holder thinks of the issue whose noun is `target`.
pub(super) fn of(observer: &Observer<'_, '_, '_>, sentence: usize, holder: &Holder, target: usize) -> Reserve {
    let all = observer.agents.document.propositions(sentence);
    let own = |token: usize| observer.means(token, holder, sentence);
    let Some(around) = all.around(target) else { return Reserve::Nothing };
    if is_declined(all, around, &own) {
        return Reserve::Declined;
    }
    let unclear = is_of_another(observer, all, around, holder, sentence) || is_unclear(observer, all, sentence, target);
    if unclear { Reserve::Unclear } else { Reserve::Nothing }
}

/// "Berg declined to comment on whether the levy was fair."
fn is_declined(all: &Propositions, around: usize, own: &dyn Fn(usize) -> bool) -> bool {
    let says = |lemma: &str| proposition::is_saying(lemma) || words::of(lemma).is(TALKED);
    let unsaid = |p: &Proposition| p.withheld.is_some() && says(&p.lemma) && p.subjects.iter().any(|s| own(*s));
    all.list.iter().enumerate().any(|(c, p)| unsaid(p) && (c == around || all.is_below(around, c)))
}

/// What another thinks or says, within what the holder says: "the minister *thinks that the levy is fair*, Berg said".
fn is_of_another(
    observer: &Observer<'_, '_, '_>,
    all: &Propositions,
    around: usize,
    holder: &Holder,
    sentence: usize,
) -> bool {
    let words = observer.agents.words;
    let Some(saying) = all.list[around].saying.map(|s| &all.list[s]) else { return false };
    let within = holder.quotation.is_some() && observer.speech.at(saying.verb.main) == holder.quotation;
    let another = |s: &usize| {
        let named = words[*s].entity.is_some() && words[*s].entity != holder.agent.entity;
        !observer.means(*s, holder, sentence) && !words[*s].is(PRONOUN) && (within || named)
    };
    !saying.subjects.is_empty() && saying.subjects.iter().all(another)
}

/// "Berg called the levy a *missed opportunity*": what that says of it the words do not know.
fn is_unclear(observer: &Observer<'_, '_, '_>, all: &Propositions, sentence: usize, target: usize) -> bool {
    let reading = observer.agents.document.reading(sentence);
    all.list.iter().filter(|p| words::of(&p.lemma).is(NAMING) && p.objects.contains(&target)).any(|p| {
        let named = named_as(&reading, p, target, target);
        !named.is_empty() && named.iter().map(|c| value_of_group(&reading, observer.agents.words, *c)).sum::<i32>() == 0
    })
}
