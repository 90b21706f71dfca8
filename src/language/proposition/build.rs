//! From a tree to its propositions, from the root down, so that what is above is known.

use std::collections::HashSet;
use std::sync::LazyLock;
use std::sync::OnceLock;

use crate::language::group::{Quantifier, VerbGroup};
use crate::language::label::Label;
use crate::language::proposition::participants::{expand, is_relative_pronoun, named, objects, obliques, own_subjects};
use crate::language::proposition::{
    Apposition, Kind, Link, Oblique, Positions, Proposition, Propositions, Title, nominal,
};
use crate::language::reading::Reading;
use crate::language::sections::Sections;
use crate::language::tag::Tag;

/// Whether an infinitive is one of the verbs of saying and thinking.
pub(super) fn is_saying(lemma: &str) -> bool {
    static VERBS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    VERBS.get_or_init(|| list(include_str!("../lists/saying_verbs.txt"))).contains(lemma)
}

fn is_denying(lemma: &str) -> bool {
    static VERBS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    VERBS.get_or_init(|| list(include_str!("../lists/denying_verbs.txt"))).contains(lemma)
}

fn list(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
}

/// What is gathered about the verbs of a sentence, by words.
struct Builder<'r, 'a> {
    reading: &'r Reading<'a>,
    /// Subjects in the sense of grammar, of all verbs that were seen.
    subjects: Vec<Vec<usize>>,
    groups: Vec<Option<VerbGroup>>,
    positions: Positions,
    list: Vec<Proposition>,
}

pub(super) fn build(reading: &Reading<'_>) -> Propositions {
    let n = reading.len();
    let mut builder = Builder {
        reading,
        subjects: vec![Vec::new(); n],
        groups: vec![None; n],
        positions: Positions::new(),
        list: Vec::new(),
    };
    let order = from_the_root(reading);
    for word in &order {
        if is_predicate(reading, *word) {
            builder.groups[*word] = Some(reading.verb_group(*word));
            builder.subjects[*word] = builder.subjects_of(*word);
        }
    }
    for word in 0..n {
        if builder.groups[word].is_some() {
            let proposition = builder.of_verb(word);
            builder.positions.insert(word, builder.list.len());
            builder.list.push(proposition);
        } else if let Some(nominal) = nominal::read(reading, word, |verb| builder.subjects[verb].clone()) {
            builder.positions.insert(word, builder.list.len());
            builder.list.push(nominal);
        }
    }
    builder.link();
    builder.look_up(&order);
    let mut propositions = Propositions { list: builder.list, ..Propositions::default() };
    to_tokens(reading, &mut propositions);
    propositions.appositions = appositions(reading);
    propositions.titles = titles(reading);
    propositions
}

/// All words, heads before what hangs on them.
fn from_the_root(reading: &Reading<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = reading.root().into_iter().collect();
    let mut at = 0;
    while at < order.len() {
        order.extend(reading.children(order[at]).iter().map(|c| *c as usize));
        at += 1;
    }
    order
}

/// Whether a word is a verb that says something by itself.
fn is_predicate(reading: &Reading<'_>, word: usize) -> bool {
    let label = reading.label(word);
    if matches!(label, Label::Aux | Label::Auxpass | Label::Amod | Label::Compound | Label::Prep | Label::Mark) {
        return false;
    }
    if reading.tags[word].is_verb() {
        return !(matches!(label, Label::Pobj | Label::Nsubj | Label::Dobj)
            && reading.child(word, Label::Det).is_some());
    }
    // A modal alone ("they could"), or what was taken for a noun but has a subject.
    reading.tags[word] == Tag::Md && label != Label::Aux
        || reading.child(word, Label::Nsubj).is_some()
        || reading.child(word, Label::Nsubjpass).is_some()
}

impl Builder<'_, '_> {
    /// The subjects of a verb in the sense of grammar; its head was seen before.
    fn subjects_of(&self, verb: usize) -> Vec<usize> {
        let reading = self.reading;
        let own = own_subjects(reading, verb);
        if !own.is_empty() || reading.child(verb, Label::Expl).is_some() {
            return own;
        }
        let Some(head) = reading.head(verb) else { return own };
        let above = |head: usize| self.subjects[head].clone();
        let seen = self.groups[head].is_some();
        let form = reading.tags[verb];
        match reading.label(verb) {
            Label::Conj | Label::Dep if seen => above(head),
            Label::Xcomp | Label::Ccomp if seen && !form.is_finite() => match objects(reading, head, false) {
                objects if objects.is_empty() || reading.lemma(head) == "promise" => above(head),
                objects => objects,
            },
            Label::Advcl if seen && !form.is_finite() => above(head),
            Label::Acl if form == Tag::Vbg || form == Tag::Vbn => expand(reading, head),
            Label::Acl => {
                // "a plan to leave": whose plan it is.
                if let Some(possessor) = reading.child(head, Label::Poss) {
                    return named(reading, possessor);
                }
                let verb = reading.head(head).filter(|_| reading.label(head) == Label::Dobj);
                verb.map(above).unwrap_or_default()
            }
            Label::Pcomp => match reading.head(head) {
                Some(verb) if self.groups[verb].is_some() => above(verb),
                Some(noun) => reading.child(noun, Label::Poss).map(|p| named(reading, p)).unwrap_or_default(),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn of_verb(&self, word: usize) -> Proposition {
        let reading = self.reading;
        let verb = self.groups[word].clone().unwrap_or_default();
        let own = &self.subjects[word];
        let mut found = Proposition {
            predicate: word,
            lemma: reading.lemma(word),
            objects: objects(reading, word, verb.passive),
            extent: reading.tokens(reading.extent(word)),
            ..Proposition::default()
        };
        for child in reading.children(word).iter().map(|c| *c as usize) {
            match reading.label(child) {
                Label::Attr | Label::Acomp | Label::Oprd => found.complements.extend(named(reading, child)),
                Label::Dative if reading.tags[child] != Tag::In => found.receivers.extend(named(reading, child)),
                Label::Mark => found.mark = found.mark.or(Some(child)),
                Label::Advmod if reading.tags[child] == Tag::Wrb => found.mark = found.mark.or(Some(child)),
                _ => {}
            }
        }
        let mut agents = Vec::new();
        for (preposition, head) in obliques(reading, word) {
            let by = reading.is(preposition, &["by"]) && verb.passive;
            if by && (reading.label(preposition) == Label::Agent || reading.tags[head].is_name()) {
                agents.push(head);
            } else {
                found.obliques.push(Oblique { preposition, head });
            }
        }
        if verb.passive {
            found.subjects = agents;
            // "was given a prize": the object stays one, the subject receives it.
            if found.objects.is_empty() {
                found.objects.clone_from(own);
            } else {
                found.receivers.clone_from(own);
            }
        } else {
            found.subjects.clone_from(own);
        }
        self.negate(word, own, &mut found);
        if ["be", "become", "remain", "seem", "appear"].contains(&found.lemma.as_str())
            && let Some(said) = found.complements.first()
        {
            found.kind = Kind::Copula;
            found.predicate = *said;
            found.lemma = reading.lemma(*said);
            let more = obliques(reading, *said);
            found.obliques.extend(more.into_iter().map(|(preposition, head)| Oblique { preposition, head }));
            if let Some(no) = self.negative(*said) {
                found.negations.push(no);
            }
        }
        found.hypothetical = verb
            .modal
            .and_then(|m| reading.word_of(m))
            .is_some_and(|m| reading.is(m, &["would", "could", "might", "may", "should", "'d", "’d"]));
        found.verb = verb;
        found
    }

    /// The word that makes a group negative.
    fn negative(&self, head: usize) -> Option<usize> {
        let reading = self.reading;
        if reading.quantifier(head) != Quantifier::Negative {
            return None;
        }
        let no = ["no", "neither", "few", "fewer", "little", "not", "hardly", "scarcely", "barely"];
        let before = reading.extent(head).start..head;
        Some(before.into_iter().find(|w| reading.is(*w, &no)).unwrap_or(head))
    }

    /// Finds everything that denies a verb itself.
    fn negate(&self, word: usize, subjects: &[usize], found: &mut Proposition) {
        let reading = self.reading;
        let negations = &mut found.negations;
        negations.extend(reading.children(word).iter().map(|c| *c as usize).filter(|c| reading.is_negation(*c)));
        for child in reading.children_as(word, &[Label::Aux, Label::Auxpass]) {
            negations.extend(reading.children(child).iter().map(|c| *c as usize).filter(|c| reading.is_negation(*c)));
        }
        // One negative subject denies the verb; "neither France nor Italy" does so once.
        let relative = reading.child(word, Label::Nsubj).is_some_and(|s| is_relative_pronoun(reading, s));
        if !relative && reading.label(word) != Label::Acl {
            // "Hardly any farmers": where the word hangs on the verb, it is counted already.
            let counted = |no: &usize| !negations.is_empty() && subjects.contains(no);
            let no = subjects.iter().find_map(|s| self.negative(*s)).filter(|no| !counted(no));
            negations.extend(no);
        }
        negations.extend(found.objects.iter().filter(|o| !subjects.contains(o)).find_map(|o| self.negative(*o)));
        if let Some(head) = reading.head(word) {
            match reading.label(word) {
                Label::Pcomp if reading.is(head, &["without"]) => negations.push(head),
                // "did not sign or ratify": the second has no auxiliary of its own.
                Label::Conj if !self.has_auxiliary(word) && own_subjects(reading, word).is_empty() => {
                    let or = (head..word).any(|w| reading.is(w, &["or", "nor"]));
                    let above = reading.children(head).iter().map(|c| *c as usize);
                    negations.extend(above.filter(|c| or && reading.is_negation(*c)));
                }
                _ => {}
            }
        }
        negations.sort_unstable();
        negations.dedup();
    }

    fn has_auxiliary(&self, verb: usize) -> bool {
        self.reading.children_as(verb, &[Label::Aux, Label::Auxpass]).next().is_some()
    }

    /// Hangs each proposition on the one above it.
    fn link(&mut self) {
        let reading = self.reading;
        let mut words: Vec<(usize, usize)> = self.positions.iter().map(|(word, at)| (*word, *at)).collect();
        words.sort_unstable();
        for (word, at) in words {
            // The nearest predicate above, and the last word on the way to it.
            let mut below = word;
            let mut link = None;
            let parent = loop {
                let Some(head) = reading.head(below) else { break None };
                link = link.or_else(|| self.link_of(below, head));
                if let Some(position) = self.positions.get(&head) {
                    break Some(*position);
                }
                below = head;
            };
            if self.list[at].kind == Kind::Nominal {
                self.list[at].parent = parent;
                self.list[at].link = if reading.label(word) == Label::Appos { Link::Apposition } else { Link::Aside };
                continue;
            }
            self.list[at].parent = parent;
            if parent.is_some() || link.is_some() {
                self.list[at].link = link.unwrap_or(Link::Aside);
            }
            let argument = matches!(reading.label(word), Label::Ccomp | Label::Xcomp | Label::Csubj | Label::Csubjpass);
            if let Some(parent) = parent.filter(|_| argument) {
                self.list[parent].clauses.push(at);
            }
        }
        self.turn_asides();
    }

    fn link_of(&self, word: usize, head: usize) -> Option<Link> {
        let reading = self.reading;
        Some(match reading.label(word) {
            Label::Ccomp if self.groups[head].is_some() && is_saying(&reading.lemma(head)) => Link::Said,
            Label::Ccomp | Label::Csubj | Label::Csubjpass => Link::Complement,
            Label::Xcomp => Link::Infinitive,
            Label::Relcl => Link::Relative,
            Label::Acl => Link::Participle,
            Label::Advcl => {
                let mark = reading.child(word, Label::Mark).or_else(|| reading.child(word, Label::Advmod));
                match mark.filter(|m| *m < word) {
                    Some(m) if reading.is(m, &["if", "unless", "provided", "whether"]) => Link::Conditional,
                    _ => Link::Adverbial,
                }
            }
            Label::Conj => Link::Joined,
            Label::Appos => Link::Apposition,
            Label::Pcomp => Link::Prepositional,
            Label::Parataxis | Label::Dep => Link::Aside,
            _ => return None,
        })
    }

    /// "The plan failed, she said": where the verb of saying hangs on what is said, they change places.
    fn turn_asides(&mut self) {
        for at in 0..self.list.len() {
            let said = &self.list[at];
            let Some(parent) = said.parent.filter(|_| said.link == Link::Aside && said.kind == Kind::Verb) else {
                continue;
            };
            if is_saying(&said.lemma) && said.clauses.is_empty() && said.objects.is_empty() && !said.subjects.is_empty()
            {
                self.list[at].parent = self.list[parent].parent;
                self.list[at].link = self.list[parent].link;
                self.list[at].clauses.push(parent);
                self.list[parent].parent = Some(at);
                self.list[parent].link = Link::Said;
            }
        }
    }

    /// What a proposition has from those above it: who says it, who denies it, whether it is asked or a condition.
    fn look_up(&mut self, order: &[usize]) {
        let reading = self.reading;
        let asked = reading.words.iter().rev().take(3).any(|w| w.span.of(reading.text) == "?");
        let mut first: Vec<usize> = order.iter().filter_map(|w| self.positions.get(w).copied()).collect();
        // Those that changed places come after what they hang on now.
        let depth = |mut at: usize| {
            let mut depth = 0;
            while let Some(parent) = self.list[at].parent.filter(|_| depth < self.list.len()) {
                at = parent;
                depth += 1;
            }
            depth
        };
        if self.list.len() < 64 {
            first.sort_by_key(|at| depth(*at));
        }
        for at in first {
            let own = &self.list[at];
            let marked = own.mark.is_some_and(|m| reading.is(m, &["whether", "if"]));
            let mut question = matches!(own.link, Link::Said | Link::Complement) && marked;
            let mut hypothetical = own.hypothetical || own.link == Link::Conditional;
            let (mut saying, mut withheld, mut denied) = (None, None, None);
            match own.parent.map(|parent| (parent, &self.list[parent])) {
                Some((parent, above)) => {
                    let says = is_saying(&above.lemma) && above.kind == Kind::Verb;
                    saying = if says && own.link == Link::Said { Some(parent) } else { above.saying };
                    let inherits = matches!(own.link, Link::Infinitive | Link::Joined | Link::Complement);
                    question |= above.question && inherits;
                    hypothetical |= above.hypothetical && (inherits || own.link == Link::Said);
                    let from = reading
                        .head(own.predicate)
                        .filter(|p| own.link == Link::Prepositional && reading.is(*p, &["from"]));
                    if (own.link == Link::Infinitive || from.is_some()) && is_denying(&above.lemma) {
                        withheld = Some(above.verb.main);
                    } else if own.link == Link::Infinitive || own.link == Link::Joined && own.verb.infinitive {
                        withheld = above.withheld;
                    }
                    let believes = ["think", "believe", "expect", "want"].contains(&above.lemma.as_str());
                    if own.link == Link::Infinitive || own.link == Link::Said && believes {
                        denied = above
                            .negations
                            .first()
                            .copied()
                            .filter(|_| above.is_negated())
                            .map(|w| reading.token(w))
                            .or(above.denied_above);
                    }
                }
                None => question |= asked,
            }
            let own = &mut self.list[at];
            (own.question, own.hypothetical, own.saying) = (question, hypothetical, saying);
            (own.withheld, own.denied_above) = (withheld, denied);
        }
    }
}

/// Puts numbers of tokens in the place of numbers of words.
fn to_tokens(reading: &Reading<'_>, propositions: &mut Propositions) {
    let all = |words: &mut Vec<usize>| {
        for word in words.iter_mut() {
            *word = reading.token(*word);
        }
        words.dedup();
    };
    for p in &mut propositions.list {
        p.predicate = reading.token(p.predicate);
        p.mark = p.mark.map(|m| reading.token(m));
        for list in [&mut p.subjects, &mut p.objects, &mut p.receivers, &mut p.complements, &mut p.negations] {
            all(list);
        }
        for oblique in &mut p.obliques {
            oblique.preposition = reading.token(oblique.preposition);
            oblique.head = reading.token(oblique.head);
        }
    }
}

fn appositions(reading: &Reading<'_>) -> Vec<Apposition> {
    let words = (0..reading.len()).filter(|w| reading.label(*w) == Label::Appos);
    words.filter_map(|w| Some(Apposition { head: reading.token(reading.head(w)?), other: reading.token(w) })).collect()
}

/// Common nouns directly before a name: "*spokeswoman* Anna Berg", "*President* Jon Dahl".
fn titles(reading: &Reading<'_>) -> Vec<Title> {
    let mut out = Vec::new();
    for name in (0..reading.len()).filter(|w| reading.tags[*w].is_name() && reading.label(*w) != Label::Compound) {
        let group = reading.noun_group(name);
        let Some(first) = reading.word_of(group.tokens.start) else { continue };
        let is_title = |w: usize| {
            matches!(reading.tags[w], Tag::Nn | Tag::Nns) || is_title_word(reading.form(w).trim_end_matches('.'))
        };
        let last = (first..name).rev().find(|w| reading.label(*w) == Label::Compound && is_title(*w));
        if let Some(last) = last {
            let start = (first..=last).find(|w| !matches!(reading.label(*w), Label::Det | Label::Poss)).unwrap_or(last);
            out.push(Title { name: reading.token(name), title: reading.tokens(start..last + 1) });
        }
    }
    out
}

/// Whether a word is a title that is written with a capital.
fn is_title_word(word: &str) -> bool {
    static TITLES: LazyLock<Sections> = LazyLock::new(|| Sections::new(include_str!("../lists/title_words.txt")));
    TITLES.has("title", word)
}
