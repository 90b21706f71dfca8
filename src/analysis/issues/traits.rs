//! What is observed about a holder, an issue and a sentence, as features for the model that decides.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::issues::agents::Agents;
use crate::analysis::issues::ascent::{Around, Ascent};
use crate::analysis::issues::candidates::{Holder, Matter, Named, Scene};
use crate::analysis::issues::groups::Group;
use crate::analysis::issues::linear::Features;
use crate::analysis::issues::paths::{self, Clause, Path};
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::speech::Speech;
use crate::analysis::issues::spoken::{self, Utterance};
use crate::analysis::issues::words::{
    ADVERB, AUXILIARY, BAD, CALAMITY, CALENDAR, CAUSE, CHARGE, CLOSED, CueKind, DETERMINER, GOOD, HELP, NEGATION,
    PREPOSITION, PRONOUN, RELATIVE, VAGUE, VERB,
};
use crate::language::stem::inflected;
use crate::model::block::BlockKind;
use crate::model::issue::{Polarity, Position};
use crate::model::quotation::QuotationKind;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How far from an issue words are looked at one by one, in tokens.
const NEAR: usize = 3;
/// How far from an issue a cue, a judgement or a negation may stand to be noted, in tokens.
const REACH: usize = 12;
/// The most words of a sentence that are features.
const WORDS: usize = 60;

/// What the rules of stance say, by issue, holder and sentence.
pub(super) struct Told<'p> {
    positions: HashMap<(usize, &'p str, Span), &'p Position>,
    /// For each issue and holder the sum of the signs.
    signs: HashMap<(usize, &'p str), i32>,
    /// The same for each issue.
    pub(super) totals: HashMap<usize, i32>,
    /// For each sentence, what somebody holds there.
    sentences: HashMap<Span, Vec<(usize, &'p Position)>>,
}

impl<'p> Told<'p> {
    /// Puts the positions that the rules found in order.
    pub(super) fn new(positions: &'p [(usize, Position)]) -> Self {
        let mut told = Self {
            positions: HashMap::new(),
            signs: HashMap::new(),
            totals: HashMap::new(),
            sentences: HashMap::new(),
        };
        for (issue, position) in positions {
            let holder = position.holder.as_str();
            *told.signs.entry((*issue, holder)).or_default() += position.polarity.number();
            *told.totals.entry(*issue).or_default() += position.polarity.number();
            told.sentences.entry(position.evidence).or_default().push((*issue, position));
            told.positions.entry((*issue, holder, position.evidence)).or_insert(position);
        }
        told
    }

    /// The sum of the signs of a holder's positions on an issue.
    pub(super) fn known(&self, issue: usize, holder: &str) -> i32 {
        self.signs.get(&(issue, holder)).copied().unwrap_or(0)
    }

    /// What is held in a sentence, each with its issue.
    pub(super) fn in_sentence(&self, sentence: Span) -> &[(usize, &'p Position)] {
        self.sentences.get(&sentence).map_or(&[], Vec::as_slice)
    }

    /// What the rules say about one candidate.
    pub(super) fn of(&self, issue: usize, holder: &str, sentence: Span) -> Option<&'p Position> {
        self.positions.get(&(issue, holder, sentence)).copied()
    }
}

/// What the features of an article's candidates are made from.
pub(super) struct Observer<'a, 'b, 'd> {
    pub(super) agents: &'a Agents<'b, 'd>,
    pub(super) speech: &'a Speech<'a, 'b, 'd>,
    pub(super) phrases: &'a [Phrase],
    pub(super) groups: &'a [Group],
    pub(super) told: &'a Told<'a>,
}

impl Observer<'_, '_, '_> {
    fn text(&self, i: usize) -> &str {
        self.agents.document.tokens.get(i).map_or("", |t| t.of(self.agents.document.text))
    }

    /// The features of one holder and of the issue number `at` of a sentence; `paths` lead from the holder to each issue.
    pub(super) fn features(
        &self,
        scene: &Scene,
        holder: &Holder,
        at: usize,
        paths: &[Option<Path>],
        around: Around<'_>,
    ) -> Features {
        let mut f = Features::default();
        let matter = &scene.matters[at];
        f.add("always");
        let sentence = &self.agents.document.sentences[scene.sentence];
        let limits = sentence.tokens.clone();
        let first = self.agents.document.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
        match sentence.kind {
            BlockKind::Title => f.add("in the title"),
            BlockKind::Body if scene.sentence < first + 3 => f.add("in the lead"),
            _ => {}
        }
        f.count("holders", scene.holders.len(), 5);
        f.count("issues", scene.matters.len(), 5);
        f.add(matter.named.name());
        if limits.clone().rev().take(2).any(|i| self.text(i) == "?") {
            f.add("question");
        }
        self.of_holder(&mut f, holder, &limits);
        self.of_issue(&mut f, matter, holder);
        self.of_rules(&mut f, scene, holder, matter);
        let scope: Vec<usize> = match holder.quotation {
            Some(q) => limits.clone().filter(|i| self.speech.at(*i) == Some(q)).collect(),
            None => limits.clone().collect(),
        };
        let own = holder.quotation.is_some();
        let here = (matter.named == Named::Here).then(|| &self.phrases[matter.phrase].tokens);
        self.of_words(&mut f, &scope, here, own);
        if let Some(tokens) = here {
            self.of_place(&mut f, &limits, tokens, holder);
            self.of_path(&mut f, self.phrases[matter.phrase].head, holder, paths[at], around.clause);
        }
        self.of_others(&mut f, scene, holder, at, paths);
        if here.is_some() {
            self.of_ascent(&mut f, holder, around.ascent);
        }
        f
    }

    /// What the propositions of the sentence say about a holder and an issue that are both named in it.
    pub(super) fn path(&self, scene: &Scene, holder: &Holder, matter: &Matter) -> Option<Path> {
        if matter.named != Named::Here {
            return None;
        }
        let (document, words, sentence) = (self.agents.document, self.agents.words, scene.sentence);
        let target = self.phrases[matter.phrase].head;
        let is_holder = |token: usize| self.means(token, holder, sentence);
        let done = paths::from_holder(document, sentence, words, &is_holder, target);
        if done.is_some_and(|p| p.plain().is_some()) {
            return done;
        }
        let said = |token: usize| holder.quotation.is_some() && self.speech.at(token) == holder.quotation;
        let speech = Utterance { document, sentence, words, said: &said, is_holder: &is_holder };
        let spoken = spoken::of(&speech, target);
        match (done, spoken) {
            (Some(done), Some(spoken)) if spoken.plain().is_none() && (done.other || done.open || done.sign != 0) => {
                Some(done)
            }
            (done, spoken) => spoken.or(done),
        }
    }

    /// Whether a token means the holder: their name, a pronoun, "I" and "we" in their own words.
    pub(super) fn means(&self, token: usize, holder: &Holder, sentence: usize) -> bool {
        let word = self.agents.words[token];
        if holder.tokens.as_ref().is_some_and(|t| t.contains(&token))
            || word.entity.is_some() && word.entity == holder.agent.entity
        {
            return true;
        }
        if !word.is(PRONOUN | DETERMINER) {
            return false;
        }
        let text = self.text(token);
        let first = ["i", "we", "my", "our"].iter().any(|p| text.eq_ignore_ascii_case(p));
        if first {
            return holder.quotation.is_some() && self.speech.at(token) == holder.quotation;
        }
        self.agents.meant(token, sentence).is_some_and(|agent| agent.name == holder.agent.name)
    }

    /// What the propositions of the sentence say.
    fn of_path(&self, f: &mut Features, target: usize, holder: &Holder, path: Option<Path>, clause: Option<&Clause>) {
        let speaks = holder.quotation.is_some();
        let charge = self.agents.words[target].is(CHARGE | CALAMITY);
        if let Some(path) = path {
            f.add(match path.plain() {
                Some(Polarity::For) => "plainly for",
                Some(_) => "plainly against",
                None if path.other => "what another thinks",
                None if path.open => "open",
                None => "not plain",
            });
            if path.spoken {
                f.pair("judged", path.sign, i32::from(path.open));
            }
            f.pair("path", path.sign, path.role as i32);
            f.pair("path of", path.sign, path.stance.map_or(-1, |s| s as i32));
            f.pair("path speaks", path.sign, i32::from(speaks));
            f.pair("path open", path.sign, i32::from(path.open));
            f.pair("path on a charge", path.sign, i32::from(charge));
            f.count("path steps", path.steps, 4);
            if path.denied {
                f.pair("path denied", path.sign, 0);
            }
            if let Some(cue) = path.cue {
                f.word("path with", inflected(self.text(cue)));
            }
        } else {
            f.add(if speaks { "no path, speaks" } else { "no path, silent" });
        }
        if let Some(clause) = clause {
            f.pair("issue in clause", clause.role as i32, i32::from(speaks));
            f.word(["acts", "oblique", "issue does", "is", "inside"][clause.role as usize], &clause.lemma);
            f.pair("clause says", clause.value, i32::from(charge));
            f.pair("clause says of", clause.value, clause.role as i32);
            if clause.denied {
                f.pair("clause denied", clause.role as i32, i32::from(speaks));
            }
            if let Some(modal) = clause.modal {
                f.word(if clause.denied { "must not" } else { "must" }, self.text(modal));
            }
            if clause.open {
                f.add("clause open");
            }
        }
    }

    /// What stands above the issue in the tree.
    fn of_ascent(&self, f: &mut Features, holder: &Holder, up: Ascent) {
        let speaks = i32::from(holder.quotation.is_some());
        f.pair("up", up.sign, speaks);
        f.pair("up acts", up.sign, i32::from(up.acts));
        f.pair("up denied", up.sign, i32::from(up.denied));
        f.pair("up signed", up.sign, up.signed.min(3) as i32);
        f.pair("up of", up.sign, up.stance.map_or(-1, |s| s as i32));
        f.pair("up by", up.sign, i32::from(up.by_holder));
        for (name, token) in ["above", "above that"].iter().zip(up.above) {
            if let Some(token) = token {
                f.word(name, inflected(self.text(token)));
            }
        }
        if let [Some(near), Some(far)] = up.above {
            f.words("above both", inflected(self.text(near)), inflected(self.text(far)));
        }
        if let Some(token) = up.above[0] {
            f.word(if up.acts { "acts in" } else { "is under" }, inflected(self.text(token)));
        }
    }

    /// How an issue compares with the other ones of the sentence: which of them is meant is one question for all.
    fn of_others(&self, f: &mut Features, scene: &Scene, holder: &Holder, at: usize, paths: &[Option<Path>]) {
        let matter = &scene.matters[at];
        let speaks = i32::from(holder.quotation.is_some());
        f.count("rank", matter.issue, 12);
        f.pair("rank and named", matter.issue.min(6) as i32, matter.named as i32);
        let others = || scene.matters.iter().enumerate().filter(|(i, _)| *i != at);
        let heavier = others().filter(|(_, m)| m.named == Named::Here && m.issue < matter.issue).count();
        f.pair("heavier here", heavier.min(3) as i32, matter.named as i32);
        let here = others().filter(|(_, m)| m.named == Named::Here).count();
        f.pair("others here", here.min(4) as i32, matter.named as i32);
        let leads = |p: &Option<Path>| p.is_some_and(|p| p.sign != 0);
        let (own, other) = (leads(&paths[at]), others().any(|(i, _)| leads(&paths[i])));
        f.pair("path here", i32::from(own), i32::from(other));
        f.pair("path here, speaks", i32::from(own) * 2 + i32::from(other), speaks);
        if matter.named != Named::Here {
            return;
        }
        let phrase = &self.phrases[matter.phrase];
        f.pair("likely", (phrase.likely * 8.0) as i32, speaks);
        let before = others().filter(|(_, m)| m.named == Named::Here && m.phrase < matter.phrase).count();
        f.count("place among issues", before, 4);
        if before == here {
            f.add("last issue");
        }
        if phrase.bare {
            f.add("issue is bare");
        }
        f.add(if phrase.definite { "issue is definite" } else { "issue is not definite" });
        let head = self.agents.words[phrase.head];
        f.word("issue is a", head.kind.map_or("noun", |k| k.name()));
    }

    fn of_holder(&self, f: &mut Features, holder: &Holder, limits: &Range<usize>) {
        let words = self.agents.words;
        let kind = holder.agent.entity.and_then(|id| self.agents.entities.get(id.0 as usize)).map(|e| e.kind);
        let kind = kind.map_or("noun", |k| k.name());
        f.word("holder is", kind);
        if holder.agent.side.is_some() {
            f.add("holder has a side");
        }
        if let Some(q) = holder.quotation.and_then(|q| self.speech.quotations.get(q)) {
            let how = match q.kind {
                QuotationKind::Direct => "direct",
                QuotationKind::Indirect => "indirect",
                QuotationKind::Mixed => "mixed",
            };
            f.word("speaks", how);
            f.word("speaks as", kind);
            if let Some(cue) = q.cue {
                let tokens = &self.agents.document.tokens;
                let at = tokens.partition_point(|t| t.span.start < cue.start);
                f.word("speaks with", self.text(at));
                if let Some(cue) = words.get(at).and_then(|w| w.cue) {
                    f.word("speaks and", cue.stance.name());
                }
                f.add(if limits.contains(&at) { "says here" } else { "says elsewhere" });
            } else {
                f.add("speaks without a verb");
            }
        } else {
            f.add("is silent");
        }
        let Some(tokens) = &holder.tokens else {
            f.add("is not named here");
            return;
        };
        if holder.pronoun {
            f.add("is a pronoun");
        }
        let silent = if holder.quotation.is_some() { "speaker" } else { "silent" };
        if let Some(q) = self.speech.at(tokens.start).filter(|q| holder.quotation != Some(*q)) {
            let known = !self.speech.speakers(q).is_empty();
            f.add(if known { "in the words of another" } else { "in words of nobody" });
        }
        let mut before = tokens.start;
        while before > limits.start && words[before - 1].is(DETERMINER) {
            before -= 1;
        }
        if before > limits.start {
            let word = words[before - 1];
            if word.is(PREPOSITION) {
                f.word("holder behind", self.text(before - 1));
                f.word(silent, "governed");
            } else if word.is(VERB) {
                f.word("holder behind verb", self.text(before - 1));
                f.word(silent, "object");
            }
        } else {
            f.word(silent, "first");
        }
        let next = tokens.end;
        if next < limits.end {
            if self.agents.document.tokens[next].kind == TokenKind::Clitic {
                f.word(silent, "possessor");
            } else {
                // The verb that follows, over adverbs, auxiliaries and an apposition.
                let mut i = next;
                let mut negated = false;
                if self.text(i) == "," {
                    let close = (i + 1..limits.end.min(i + 20)).find(|&j| self.text(j) == ",");
                    i = close.map_or(i, |j| j + 1);
                }
                while i < limits.end && words[i].is(ADVERB | AUXILIARY | NEGATION | CALENDAR) {
                    negated |= words[i].is(NEGATION);
                    i += 1;
                }
                if i < limits.end && (words[i].is(VERB) || words[i].cue.is_some() || i > next) {
                    f.word(silent, "does");
                    f.word("holder does", self.text(i));
                    if let Some(cue) = words[i].cue {
                        let sign = i32::from(if negated { -cue.sign } else { cue.sign });
                        f.pair("holder does with sign", sign, cue.stance as i32);
                    }
                    if negated {
                        f.add("holder does not");
                    }
                }
            }
        }
        f.count("holder from the start", (tokens.start - limits.start) / 4, 4);
    }

    fn of_issue(&self, f: &mut Features, matter: &Matter, holder: &Holder) {
        let words = self.agents.words;
        let phrase = &self.phrases[matter.phrase];
        let head = self.text(phrase.head);
        f.word("issue", head);
        for (flag, name) in [(CHARGE, "charge"), (CALAMITY, "calamity"), (VAGUE, "vague")] {
            if words[phrase.head].is(flag) {
                f.word("issue is", name);
            }
        }
        if let Some(cue) = words[phrase.head].cue {
            f.pair("issue is a deed", i32::from(cue.sign), cue.stance as i32);
        }
        let group = &self.groups[matter.issue];
        f.count("mentions", group.phrases.len(), 6);
        f.count("weight", (group.weight * 8.0) as usize, 8);
        if holder.agent.entity.is_some() && phrase.tokens.clone().any(|i| words[i].entity == holder.agent.entity) {
            f.add("the issue is the holder's");
        }
    }

    fn of_rules(&self, f: &mut Features, scene: &Scene, holder: &Holder, matter: &Matter) {
        let span = self.agents.document.sentences[scene.sentence].span;
        let name = holder.agent.name.as_str();
        let here = self.told.of(matter.issue, name, span);
        let mut known = self.told.known(matter.issue, name);
        let named = matter.named.name();
        if let Some(position) = here {
            let sign = position.polarity.number();
            known -= sign;
            f.pair(&position.reason.rule, sign, 0);
            f.pair("rule", sign, position.stance as i32);
            f.pair(named, sign, 1);
            f.pair(if holder.quotation.is_some() { "spoken" } else { "done" }, sign, 2);
            if self.agents.words[self.phrases[matter.phrase].head].is(CHARGE | CALAMITY) {
                f.pair("rule on a charge", sign, position.stance as i32);
            }
        } else {
            f.word("no rule", named);
            f.pair("holder without a rule", known.signum(), i32::from(holder.quotation.is_some()));
        }
        f.pair("holder elsewhere", known.clamp(-2, 2), 0);
        let total = self.told.totals.get(&matter.issue).copied().unwrap_or(0);
        f.pair("article", total.clamp(-3, 3), 0);
        let (mut own, mut others) = (false, false);
        for (issue, position) in self.told.in_sentence(span) {
            let same = position.holder == name;
            if *issue != matter.issue && same {
                own = true;
                f.pair("on another issue", position.polarity.number(), i32::from(here.is_some()));
            } else if *issue == matter.issue && !same {
                others = true;
                f.pair("by another", position.polarity.number(), i32::from(here.is_some()));
            }
        }
        if !own && !others && here.is_none() {
            f.add("no rule in the sentence");
        }
    }

    /// The words of a holder, or of the sentence.
    fn of_words(&self, f: &mut Features, scope: &[usize], here: Option<&Range<usize>>, own: bool) {
        let words = self.agents.words;
        let prefix = if own { "said" } else { "around" };
        let outside = |i: usize| here.is_none_or(|t| !t.contains(&i));
        let (mut good, mut bad, mut negated) = (0, 0, 0);
        let mut last = "";
        for (at, &i) in scope.iter().enumerate().take(WORDS) {
            let word = words[i];
            if word.is(NEGATION) {
                negated += 1;
            }
            let free = word.entity.is_none() && self.agents.document.tokens[i].kind == TokenKind::Word;
            if !free || !outside(i) {
                continue;
            }
            let turned = scope[at.saturating_sub(3)..at].iter().any(|j| i - j <= 3 && words[*j].is(NEGATION));
            if word.is(GOOD) {
                if turned { bad += 1 } else { good += 1 }
            } else if word.is(BAD) {
                if turned { good += 1 } else { bad += 1 }
            }
            if !word.is(CLOSED & !AUXILIARY & !NEGATION) {
                let text = inflected(self.text(i));
                f.word(prefix, text);
                if !last.is_empty() {
                    f.words(prefix, last, text);
                }
                last = text;
                if turned {
                    f.word("not", inflected(self.text(i)));
                }
            }
        }
        f.count("good", good, 3);
        f.count("bad", bad, 3);
        f.count("not", negated, 3);
        f.pair(prefix, (good as i32 - bad as i32).signum(), i32::from(negated > 0));
        if scope.iter().any(|&i| crate::analysis::issues::chains::is_condition(self.text(i))) {
            f.add("condition");
        }
    }

    /// What stands around the phrase that names the issue.
    fn of_place(&self, f: &mut Features, limits: &Range<usize>, tokens: &Range<usize>, holder: &Holder) {
        let words = self.agents.words;
        let speaks = holder.quotation.is_some();
        let inside = self.speech.at(tokens.start);
        f.add(match (holder.quotation, inside) {
            (Some(a), Some(b)) if a == b => "issue in the speech",
            (Some(_), Some(_)) => "issue in another speech",
            (Some(_), None) => "issue outside of the speech",
            (None, Some(_)) => "issue in somebody's speech",
            (None, None) => "issue in the report",
        });
        let mut back = 0;
        for i in (limits.start..tokens.start).rev() {
            if words[i].is(DETERMINER) {
                continue;
            }
            back += 1;
            if back > NEAR {
                break;
            }
            f.word(["", "1 before", "2 before", "3 before"][back], self.text(i));
        }
        for (n, i) in (tokens.end..limits.end.min(tokens.end + 2)).enumerate() {
            f.word(["1 behind", "2 behind"][n], self.text(i));
        }
        let from = tokens.start.saturating_sub(REACH).max(limits.start);
        let (mut product, mut nearest) = (1_i32, None);
        for (i, word) in words.iter().enumerate().take(tokens.start).skip(from) {
            if word.is(NEGATION) {
                product = -product;
            }
            if let Some(cue) = word.cue.filter(|_| word.entity.is_none()) {
                product *= i32::from(cue.sign);
                nearest = Some((i, cue));
            }
        }
        f.pair("product", product, i32::from(nearest.is_some()));
        if let Some((i, cue)) = nearest {
            let turned = (i.saturating_sub(3).max(limits.start)..i).any(|j| words[j].is(NEGATION));
            let sign = i32::from(if turned { -cue.sign } else { cue.sign });
            f.pair("cue before", sign, cue.stance as i32);
            f.pair("cue before of", sign, i32::from(speaks));
            f.pair("cue is harm", sign, i32::from(cue.kind == CueKind::Harm));
            f.word("cue", inflected(self.text(i)));
            f.count("cue is near", tokens.start - i, 6);
        }
        let behind = (tokens.end..limits.end.min(tokens.end + REACH)).find(|&i| words[i].cue.is_some());
        if let Some((i, cue)) = behind.and_then(|i| Some((i, words[i].cue?))) {
            let turned = (tokens.end..i).any(|j| words[j].is(NEGATION));
            f.pair("cue behind", i32::from(if turned { -cue.sign } else { cue.sign }), cue.stance as i32);
            f.word("cue", inflected(self.text(i)));
        }
        for (flag, name) in [(GOOD, "good"), (BAD, "bad"), (HELP, "help"), (CAUSE, "cause")] {
            let is = |i: &usize| words[*i].is(flag) && words[*i].entity.is_none();
            let left = (from..tokens.start).rev().find(is);
            let right = (tokens.start..limits.end.min(tokens.end + REACH)).find(is);
            for (i, where_) in [(left, "left"), (right, "right")] {
                if let Some(i) = i {
                    let turned = (i.saturating_sub(3).max(limits.start)..i).any(|j| words[j].is(NEGATION));
                    f.pair(name, i32::from(where_ == "left"), i32::from(turned));
                }
            }
        }
        if let Some(own) = &holder.tokens {
            let (order, distance) = if own.start < tokens.start {
                ("holder first", tokens.start.saturating_sub(own.end))
            } else {
                ("issue first", own.start.saturating_sub(tokens.end))
            };
            f.word(if speaks { "speaker" } else { "silent" }, order);
            f.count(order, distance / 3, 7);
            let between = own.end.min(tokens.end)..own.start.max(tokens.start);
            if !speaks && between.len() <= 24 {
                let mut verbs = 0;
                for i in between.clone() {
                    if words[i].is(VERB) || words[i].cue.is_some() {
                        verbs += 1;
                        f.word("between", inflected(self.text(i)));
                    }
                }
                f.count("verbs between", verbs, 4);
                if between.clone().any(|i| words[i].is(RELATIVE)) {
                    f.add("relative between");
                }
                if between.clone().any(|i| self.text(i) == ",") {
                    f.add("comma between");
                }
            }
            if own.start >= tokens.start && own.end <= tokens.end {
                f.add("holder in the issue");
            }
        }
    }
}
