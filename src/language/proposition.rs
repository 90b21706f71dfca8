//! Who does what to whom, and who says so: the propositions of a sentence, read off its tree.
//!
//! A proposition is a verb, a noun or adjective behind a form of *be*, or a noun that says what a verb says ("an opponent
//! of the plan"), with its participants. Coordinations are expanded, relative pronouns stand for their antecedent,
//! subjects are shared into conjoined verbs, infinitives and participles, and a passive has its *by* as its subject and
//! its subject as its object. All numbers of words are those of **tokens of the document**; positions in
//! [`Propositions::list`] are called positions.
//!
//! "The plan, which Spain opposes, was backed by Italy and France." is *oppose* (subject Spain, object plan, relative)
//! and *back* (passive, subjects Italy and France, object plan).

use std::collections::HashMap;
use std::ops::Range;

use crate::language::group::VerbGroup;
use crate::language::reading::Reading;

mod build;
mod nominal;
mod participants;
#[cfg(test)]
mod tests;

/// All propositions of a sentence, in the order of their predicates, and what names are called in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Propositions {
    /// The propositions.
    pub list: Vec<Proposition>,
    /// Second names of things: "Anna Berg, *an adviser*".
    pub appositions: Vec<Apposition>,
    /// What stands before names: "*President* Jon Dahl".
    pub titles: Vec<Title>,
}

/// What the predicate of a proposition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// A verb.
    #[default]
    Verb,
    /// A noun, an adjective or a place behind a form of *be* or *become*.
    Copula,
    /// A noun that says what a verb says; [`Proposition::lemma`] is that verb.
    Nominal,
}

/// How a proposition hangs on the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Link {
    /// It hangs on none.
    #[default]
    Main,
    /// Somebody says it: "Berg said *the plan failed*".
    Said,
    /// Another clause as an argument: "the plan means *that taxes rise*", "it is likely *that …*".
    Complement,
    /// An infinitive or participle as an argument: "wants *to leave*".
    Infinitive,
    /// A relative clause.
    Relative,
    /// A participle or infinitive at a noun: "a plan *backed by Spain*".
    Participle,
    /// A condition: *if*, *unless*, *provided*.
    Conditional,
    /// Another adverbial clause, also a fronted participle; see its mark.
    Adverbial,
    /// The second part of a coordination.
    Joined,
    /// In an apposition.
    Apposition,
    /// Under a preposition: "without *asking*".
    Prepositional,
    /// Put in between, or unclear.
    Aside,
}

/// One statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposition {
    /// The verb; of a copula what is said, of a noun the noun.
    pub predicate: usize,
    /// The infinitive of the verb, or what a copula says in its base form.
    pub lemma: String,
    /// What the predicate is.
    pub kind: Kind,
    /// The verb with its auxiliaries; of a copula the form of *be*.
    pub verb: VerbGroup,
    /// Heads of who does it, also behind the *by* of a passive; empty where nobody is named.
    pub subjects: Vec<usize>,
    /// Heads of what it is done to: direct objects, and the subject of a passive.
    pub objects: Vec<usize>,
    /// Heads of who receives it: "gave *him* the plan".
    pub receivers: Vec<usize>,
    /// Heads of what a copula says, or of what an object is called.
    pub complements: Vec<usize>,
    /// Prepositions with what stands behind them.
    pub obliques: Vec<Oblique>,
    /// Positions of the clauses that are its arguments.
    pub clauses: Vec<usize>,
    /// Position of the proposition that it hangs on.
    pub parent: Option<usize>,
    /// How it hangs there.
    pub link: Link,
    /// The word that opens it: that, if, because, without.
    pub mark: Option<usize>,
    /// Everything that denies it: not, never, no and few in its subject or object, neither, without. An odd number
    /// denies it.
    pub negations: Vec<usize>,
    /// The verb above it that denies it: "*refused* to sign".
    pub withheld: Option<usize>,
    /// A negation of the verb whose infinitive it is, or of a belief: "does *not* want to sign", "*nobody* thinks it
    /// failed".
    pub denied_above: Option<usize>,
    /// Whether it is asked, directly or with *whether*.
    pub question: bool,
    /// Whether it stands in a condition or only may, might, could or would be.
    pub hypothetical: bool,
    /// Position of the nearest verb of saying above it.
    pub saying: Option<usize>,
    /// All tokens of its clause, from the first to the last.
    pub extent: Range<usize>,
}

/// A preposition with the head of what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The preposition.
    pub preposition: usize,
    /// The head of what stands behind it.
    pub head: usize,
}

/// A noun group beside another that names the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apposition {
    /// The head of the first.
    pub head: usize,
    /// The head of the second.
    pub other: usize,
}

/// Words before a name that say what its bearer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The last word of the name.
    pub name: usize,
    /// The words of the title.
    pub title: Range<usize>,
}

/// Whether an infinitive is one of the verbs of saying and thinking.
pub fn is_saying(lemma: &str) -> bool {
    build::is_saying(lemma)
}

impl Proposition {
    /// Whether what it says is denied by itself; see also [`Proposition::withheld`] and
    /// [`Proposition::denied_above`].
    pub fn is_negated(&self) -> bool {
        self.negations.len() % 2 == 1
    }

    /// Whether it is denied when all is taken together: by itself, by a verb above it and by a negation above it.
    pub fn is_denied(&self) -> bool {
        self.is_negated() ^ self.withheld.is_some() ^ self.denied_above.is_some()
    }
}

impl Propositions {
    /// Reads them off a tree.
    pub fn of(reading: &Reading<'_>) -> Self {
        build::build(reading)
    }

    /// The heads of who says the proposition at this position; empty where nobody is named.
    pub fn speakers(&self, position: usize) -> &[usize] {
        self.list[position].saying.map_or(&[], |saying| &self.list[saying].subjects)
    }

    /// The proposition whose predicate or main verb a token is.
    pub fn at(&self, token: usize) -> Option<usize> {
        let by_predicate = self.list.iter().position(|p| p.predicate == token);
        by_predicate.or_else(|| self.list.iter().position(|p| p.kind != Kind::Nominal && p.verb.main == token))
    }

    /// The innermost proposition whose clause holds a token.
    pub fn around(&self, token: usize) -> Option<usize> {
        let holds = |p: &&(usize, &Proposition)| p.1.extent.contains(&token) && p.1.kind != Kind::Nominal;
        let all: Vec<(usize, &Proposition)> = self.list.iter().enumerate().collect();
        all.iter().filter(holds).min_by_key(|(_, p)| p.extent.len()).map(|(at, _)| *at)
    }

    /// The tokens of a proposition that are in none of those below it.
    pub fn own_tokens(&self, position: usize) -> Vec<usize> {
        let own = &self.list[position];
        let below = self.list.iter().enumerate().filter(|(at, p)| {
            *at != position && p.kind != Kind::Nominal && self.is_below(*at, position) && p.extent != own.extent
        });
        let below: Vec<&Range<usize>> = below.map(|(_, p)| &p.extent).collect();
        own.extent.clone().filter(|token| !below.iter().any(|b| b.contains(token))).collect()
    }

    /// Whether one proposition hangs on another, through any number between.
    pub fn is_below(&self, position: usize, other: usize) -> bool {
        let mut at = position;
        for _ in 0..self.list.len() {
            match self.list[at].parent {
                Some(parent) if parent == other => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}

/// Which words are predicates, and where their proposition is.
type Positions = HashMap<usize, usize>;
