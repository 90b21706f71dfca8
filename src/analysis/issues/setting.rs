//! What a sentence says of a holder and an issue before a polarity is chosen, as numbers.
//!
//! Some point to one side or the other and are turned round for the other polarity; the rest say how sure or how near
//! something is.

use crate::analysis::issues::ascent::Around;
use crate::analysis::issues::candidates::{Holder, Matter, Named, Scene};
use crate::analysis::issues::facts::{KNOWN, Reserve, SIGNED, Setting};
use crate::analysis::issues::groups;
use crate::analysis::issues::linear::flag;
use crate::analysis::issues::paths::{Path, Role};
use crate::analysis::issues::reserve;
use crate::analysis::issues::traits::Observer;
use crate::analysis::issues::words::{
    ATTITUDE, BAD, CALAMITY, CHARGE, CueKind, DETERMINER, GOOD, NEGATION, PREPOSITION, VERB,
};
use crate::model::block::BlockKind;
use crate::model::entity::EntityKind;
use crate::model::issue::Position;
use crate::text::segment::TokenKind;

/// How far from an issue a cue counts, in tokens.
const REACH: usize = 12;

impl Observer<'_, '_, '_> {
    fn is_attitude(&self, head: usize) -> bool {
        self.agents.words[head].is(ATTITUDE)
    }

    /// What else is known of a holder and an issue, for the score; `told` is what a rule of stance says.
    pub(super) fn setting(&self, scene: &Scene, holder: &Holder, matter: &Matter, told: Option<&Position>) -> Setting {
        let sentence = &self.agents.document.sentences[scene.sentence];
        let limits = sentence.tokens.clone();
        let phrase = &self.phrases[matter.phrase];
        let here = matter.named == Named::Here;
        let kind = holder.agent.entity.and_then(|id| self.agents.entities.get(id.0 as usize)).map(|e| e.kind);
        Setting {
            named: Some(matter.named),
            weight: self.groups[matter.issue].weight,
            likely: phrase.likely,
            speaks: holder.quotation.and_then(|q| self.speech.quotations.get(q)).map(|q| q.kind),
            in_speech: here && holder.quotation.is_some() && self.speech.at(phrase.head) == holder.quotation,
            issues: scene.matters.iter().filter(|m| m.named == Named::Here).count(),
            holders: scene.holders.len(),
            question: limits.rev().take(2).any(|i| self.agents.document.word(i) == "?"),
            title: sentence.kind == BlockKind::Title,
            kind: match kind {
                Some(EntityKind::Person) => 1,
                Some(EntityKind::Organisation) => 2,
                Some(EntityKind::Place) => 3,
                _ => 0,
            },
            pronoun: holder.pronoun,
            talked: here && phrase.talked,
            reserve: if here { reserve::of(self, scene.sentence, holder, phrase.head) } else { Reserve::Nothing },
            certain: phrase.definite || !phrase.bare,
            thing: matter.issue > 0 && groups::is_thing(self.agents.document, self.agents.words, phrase),
            attitude: here && self.is_attitude(phrase.head) && {
                let others = &self.groups[matter.issue].phrases;
                others.iter().any(|p| !self.is_attitude(self.phrases[*p].head))
            },
            evil: self.agents.words[phrase.head].is(CALAMITY | CHARGE),
            rule: told.map_or(0, |t| t.polarity.number()),
            word: told.is_some_and(|t| t.cue.is_some()),
        }
    }
}

/// What is known of a holder and the issue number `at` of a sentence; `told` is what a rule of stance says.
pub(super) fn of(
    observer: &Observer<'_, '_, '_>,
    scene: &Scene,
    holder: &Holder,
    at: usize,
    path: Option<Path>,
    told: Option<&Position>,
    around: Around<'_>,
) -> ([f32; SIGNED], [f32; KNOWN]) {
    let matter = &scene.matters[at];
    let document = observer.agents.document;
    let words = observer.agents.words;
    let sentence = &document.sentences[scene.sentence];
    let limits = sentence.tokens.clone();
    let phrase = &observer.phrases[matter.phrase];
    let here = matter.named == Named::Here;
    let speaks = holder.quotation.is_some();
    let said = |i: usize| holder.quotation.is_none() || observer.speech.at(i) == holder.quotation;
    let first = document.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);

    let sign = path.map_or(0, |p| p.sign) as f32;
    let rule = told.map_or(0, |t| t.polarity.number()) as f32;
    let Around { clause, ascent: up } = around;
    let value = clause.map_or(0, |a| a.value) as f32;
    let subject = clause.is_some_and(|a| a.role == Role::Subject);
    let modal = clause.and_then(|a| a.modal).map_or(0, |m| match document.word(m) {
        "must" | "should" | "ought" | "shall" => 1,
        "will" => 2,
        "would" => 3,
        _ => 4,
    });
    let ought = if modal == 1 && clause.is_some_and(|a| a.denied) { -1.0 } else { flag(modal == 1) };

    // Words of stance around the phrase.
    let free = |i: usize| words[i].entity.is_none() && document.tokens[i].kind == TokenKind::Word;
    let (mut product, mut before, mut behind) = (1.0, None, None);
    if here {
        let from = phrase.tokens.start.saturating_sub(REACH).max(limits.start);
        for (i, word) in words.iter().enumerate().take(phrase.tokens.start).skip(from) {
            if word.is(NEGATION) {
                product = -product;
            }
            if let Some(cue) = word.cue.filter(|_| free(i)) {
                product *= f32::from(cue.sign);
                before = Some((i, cue));
            }
        }
        let mut right = phrase.tokens.end..limits.end.min(phrase.tokens.end + REACH);
        behind = right.find_map(|i| Some((i, words[i].cue.filter(|_| free(i))?)));
    }
    let turned = |from: usize, to: usize| (from..to).any(|j| words[j].is(NEGATION));
    let cue_before = before.map_or(0.0, |(i, cue)| {
        let sign = f32::from(cue.sign);
        if turned(i.saturating_sub(3).max(limits.start), i) { -sign } else { sign }
    });
    let cue_behind = behind.map_or(0.0, |(i, cue)| {
        let sign = f32::from(cue.sign);
        if turned(phrase.tokens.end, i) { -sign } else { sign }
    });
    let distance = before.map_or(20, |(i, _)| phrase.tokens.start - i);
    let near = if distance <= 3 { cue_before } else { 0.0 };

    // Words that praise and blame.
    let (mut good, mut bad, mut negated, mut close) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for i in limits.clone().filter(|&i| said(i)) {
        negated += flag(words[i].is(NEGATION));
        if !free(i) || here && phrase.tokens.contains(&i) || !words[i].is(GOOD | BAD) {
            continue;
        }
        let is_good = words[i].is(GOOD) != turned(i.saturating_sub(3).max(limits.start), i);
        if is_good {
            good += 1.0;
        } else {
            bad += 1.0;
        }
        if here && i.abs_diff(phrase.head) <= 6 {
            close += if is_good { 1.0 } else { -1.0 };
        }
    }

    // What the rules say elsewhere.
    let name = holder.agent.name.as_str();
    let known = observer.told.known(matter.issue, name) as f32 - rule;
    let total = observer.told.totals.get(&matter.issue).copied().unwrap_or(0) as f32 - rule;
    let (mut own, mut others) = (0.0_f32, 0.0_f32);
    for (issue, position) in observer.told.in_sentence(sentence.span) {
        let sign = position.polarity.number() as f32;
        if *issue != matter.issue && position.holder == name {
            own += sign;
        } else if *issue == matter.issue && position.holder != name {
            others += sign;
        }
    }

    let head = words[phrase.head];
    let inside = here.then(|| observer.speech.at(phrase.tokens.start)).flatten();
    let (mut leads, mut governed, mut object, mut possessor, mut foreign) = (false, false, false, false, false);
    let (mut far, mut verbs, mut issue_first) = (-1.0, 0, false);
    if let Some(tokens) = &holder.tokens {
        let before = (limits.start..tokens.start).rev().find(|i| !words[*i].is(DETERMINER));
        leads = before.is_none();
        governed = before.is_some_and(|i| words[i].is(PREPOSITION));
        object = before.is_some_and(|i| words[i].is(VERB) && !words[i].is(PREPOSITION));
        possessor = document.tokens.get(tokens.end).is_some_and(|t| t.kind == TokenKind::Clitic);
        foreign = observer.speech.at(tokens.start).is_some_and(|q| holder.quotation != Some(q));
        if here {
            issue_first = phrase.tokens.start < tokens.start;
            let between = tokens.end.min(phrase.tokens.end)..tokens.start.max(phrase.tokens.start);
            far = between.len() as f32;
            verbs = between.filter(|&i| words[i].is(VERB) || words[i].cue.is_some()).count();
        }
    }
    let has_holder =
        holder.agent.entity.is_some() && phrase.tokens.clone().any(|i| words[i].entity == holder.agent.entity);
    let up_sign = up.sign as f32;
    let group = &observer.groups[matter.issue];
    (
        [
            sign,
            if told.is_some_and(|t| t.cue.is_some()) { rule } else { 0.0 },
            up_sign,
            if up.by_holder { up_sign } else { 0.0 },
            if speaks { up_sign } else { 0.0 },
            value,
            if subject { value } else { 0.0 },
            cue_before,
            near,
            cue_behind,
            product,
            good - bad,
            close,
            ought,
            known,
            total,
            own,
            others,
        ],
        [
            flag(path.is_some_and(|p| p.exact)),
            flag(path.is_some_and(|p| p.denied)),
            path.map_or(0, |p| p.steps.min(6)) as f32,
            path.map_or(-1.0, |p| f32::from(p.role as u8)),
            path.and_then(|p| p.stance).map_or(-1.0, |s| f32::from(s as u8)),
            flag(path.is_none()),
            flag(told.is_some()),
            told.map_or(-1.0, |t| f32::from(t.stance as u8)),
            up.signed.min(4) as f32,
            flag(up.acts),
            flag(up.denied),
            up.stance.map_or(-1.0, |s| f32::from(s as u8)),
            clause.map_or(-1.0, |a| f32::from(a.role as u8)),
            flag(clause.is_some_and(|a| a.denied)),
            modal as f32,
            flag(clause.is_some_and(|a| a.open)),
            distance as f32,
            before.map_or(-1.0, |(_, c)| f32::from(c.stance as u8)),
            flag(before.is_some_and(|(_, c)| c.kind == CueKind::Harm)),
            good,
            bad,
            negated,
            flag(inside.is_some() && inside != holder.quotation),
            scene.sentence.saturating_sub(first).min(40) as f32,
            flag(holder.tokens.is_some()),
            flag(leads),
            flag(governed),
            flag(object),
            flag(possessor),
            flag(foreign),
            far,
            verbs as f32,
            flag(issue_first),
            flag(head.is(CHARGE)),
            flag(head.is(CALAMITY)),
            head.cue.map_or(0.0, |c| f32::from(c.sign)),
            group.phrases.len() as f32,
            flag(phrase.definite),
            flag(phrase.bare),
            flag(has_holder),
            limits.len() as f32,
        ],
    )
}
