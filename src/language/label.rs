//! How a word hangs on its head: the labels of `ClearNLP`, which parsers of English made from `OntoNotes` use.

/// The relation of a word to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Label {
    /// `root`: the head of the sentence.
    Root,
    /// `punct`: punctuation.
    Punct,
    /// `prep`: preposition.
    Prep,
    /// `pobj`: object of a preposition.
    Pobj,
    /// `det`: determiner.
    Det,
    /// `nsubj`: subject.
    Nsubj,
    /// `compound`: part of a compound noun or a name.
    Compound,
    /// `amod`: adjective before or behind its noun.
    Amod,
    /// `dobj`: direct object.
    Dobj,
    /// `aux`: auxiliary.
    Aux,
    /// `advmod`: adverb.
    Advmod,
    /// `conj`: second part of a coordination.
    Conj,
    /// `cc`: coordinating conjunction.
    Cc,
    /// `ccomp`: clause with its own subject as an argument.
    Ccomp,
    /// `poss`: possessor.
    Poss,
    /// `advcl`: adverbial clause.
    Advcl,
    /// `mark`: word that opens a subordinate clause.
    Mark,
    /// `nummod`: number.
    Nummod,
    /// `relcl`: relative clause.
    Relcl,
    /// `xcomp`: clause that borrows its subject.
    Xcomp,
    /// `appos`: apposition.
    Appos,
    /// `case`: possessive ending.
    Case,
    /// `attr`: what a copula says of its subject.
    Attr,
    /// `npadvmod`: noun as an adverb.
    Npadvmod,
    /// `auxpass`: auxiliary of the passive.
    Auxpass,
    /// `acl`: participle or infinitive at a noun.
    Acl,
    /// `acomp`: adjective as a complement.
    Acomp,
    /// `nsubjpass`: subject of a passive.
    Nsubjpass,
    /// `neg`: negation.
    Neg,
    /// `pcomp`: clause or preposition under a preposition.
    Pcomp,
    /// `nmod`: noun at a noun.
    Nmod,
    /// `prt`: particle of a verb.
    Prt,
    /// `quantmod`: word at a number.
    Quantmod,
    /// `agent`: *by* of a passive.
    Agent,
    /// `expl`: *there*, *it* without a meaning.
    Expl,
    /// `oprd`: what an object is said to be.
    Oprd,
    /// `dep`: unclear.
    Dep,
    /// `dative`: receiver.
    Dative,
    /// `csubj`: clause as a subject.
    Csubj,
    /// `parataxis`: clause put in.
    Parataxis,
    /// `predet`: word before a determiner.
    Predet,
    /// `intj`: interjection.
    Intj,
    /// `preconj`: *both*, *either*, *neither* before a coordination.
    Preconj,
    /// `meta`: something outside of the sentence.
    Meta,
    /// `csubjpass`: clause as a subject of a passive.
    Csubjpass,
}

impl Label {
    /// All, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Root,
        Self::Punct,
        Self::Prep,
        Self::Pobj,
        Self::Det,
        Self::Nsubj,
        Self::Compound,
        Self::Amod,
        Self::Dobj,
        Self::Aux,
        Self::Advmod,
        Self::Conj,
        Self::Cc,
        Self::Ccomp,
        Self::Poss,
        Self::Advcl,
        Self::Mark,
        Self::Nummod,
        Self::Relcl,
        Self::Xcomp,
        Self::Appos,
        Self::Case,
        Self::Attr,
        Self::Npadvmod,
        Self::Auxpass,
        Self::Acl,
        Self::Acomp,
        Self::Nsubjpass,
        Self::Neg,
        Self::Pcomp,
        Self::Nmod,
        Self::Prt,
        Self::Quantmod,
        Self::Agent,
        Self::Expl,
        Self::Oprd,
        Self::Dep,
        Self::Dative,
        Self::Csubj,
        Self::Parataxis,
        Self::Predet,
        Self::Intj,
        Self::Preconj,
        Self::Meta,
        Self::Csubjpass,
    ];

    /// As treebanks write it.
    pub const fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The one that treebanks write so.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().position(|n| *n == name).map(|at| Self::ALL[at])
    }
}

/// In the order of [`Label::ALL`].
const NAMES: &[&str] = &[
    "root",
    "punct",
    "prep",
    "pobj",
    "det",
    "nsubj",
    "compound",
    "amod",
    "dobj",
    "aux",
    "advmod",
    "conj",
    "cc",
    "ccomp",
    "poss",
    "advcl",
    "mark",
    "nummod",
    "relcl",
    "xcomp",
    "appos",
    "case",
    "attr",
    "npadvmod",
    "auxpass",
    "acl",
    "acomp",
    "nsubjpass",
    "neg",
    "pcomp",
    "nmod",
    "prt",
    "quantmod",
    "agent",
    "expl",
    "oprd",
    "dep",
    "dative",
    "csubj",
    "parataxis",
    "predet",
    "intj",
    "preconj",
    "meta",
    "csubjpass",
];
