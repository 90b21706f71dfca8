//! Noun groups and verb groups: what stands around a head and says how many, whose, when and whether at all.

use std::ops::Range;

use crate::language::label::Label;
use crate::language::reading::Reading;
use crate::language::tag::Tag;

/// How much of what its noun names a group is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Quantifier {
    /// Nothing is said.
    #[default]
    None,
    /// no, few, neither, hardly any, not all, nobody: what is said of it does not hold.
    Negative,
    /// all, every, each, both.
    Universal,
    /// most, many.
    Most,
    /// some, several, a few, any.
    Some,
    /// A number.
    Number,
}

/// A noun with what stands before it. Numbers are those of tokens of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounGroup {
    /// The noun, name or pronoun.
    pub head: usize,
    /// From its first determiner or adjective to the head.
    pub tokens: Range<usize>,
    /// The same with everything that hangs on it, also behind it.
    pub extent: Range<usize>,
    /// the, a, this, no.
    pub determiner: Option<usize>,
    /// How much of it.
    pub quantifier: Quantifier,
    /// A number in front of it.
    pub number: Option<usize>,
    /// Whether it is in the plural.
    pub plural: bool,
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Whether it is a name.
    pub name: bool,
    /// Whose it is.
    pub possessor: Option<usize>,
}

impl NounGroup {
    /// Whether what is said of the group is denied: "no country", "few lawmakers".
    pub fn is_negative(&self) -> bool {
        self.quantifier == Quantifier::Negative
    }
}

/// When a verb says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tense {
    /// No finite verb says it.
    #[default]
    None,
    /// backs, has backed.
    Present,
    /// backed, had backed.
    Past,
    /// will back.
    Future,
}

/// A verb with its auxiliaries. Numbers are those of tokens of the document.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a category of grammar of its own")]
pub struct VerbGroup {
    /// The main verb.
    pub main: usize,
    /// Auxiliaries, *to*, and the main verb, in order.
    pub tokens: Vec<usize>,
    /// not, n't, never and the like.
    pub negation: Option<usize>,
    /// can, may, must, should, would and the like, *will* too.
    pub modal: Option<usize>,
    /// Whether it is a passive.
    pub passive: bool,
    /// Its tense.
    pub tense: Tense,
    /// has backed.
    pub perfect: bool,
    /// is backing.
    pub progressive: bool,
    /// to back, or the bare infinitive.
    pub infinitive: bool,
    /// backing, backed, without an auxiliary.
    pub participle: bool,
    /// The particle: carried *out*.
    pub particle: Option<usize>,
}

/// Adverbs that deny like *not*.
const NEVER: &[&str] = &["not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "rarely", "seldom", "nowhere"];

impl Reading<'_> {
    /// Whether a word denies what it hangs on, as an adverb.
    pub fn is_negation(&self, word: usize) -> bool {
        match self.label(word) {
            Label::Neg => true,
            Label::Advmod | Label::Preconj | Label::Det => {
                self.is(word, NEVER) || self.is(word, &["longer", "more"]) && word > 0 && self.is(word - 1, &["no"])
            }
            _ => false,
        }
    }

    /// The group that a word heads.
    pub fn noun_group(&self, word: usize) -> NounGroup {
        let mut first = word;
        let mut group = NounGroup {
            head: self.token(word),
            tokens: 0..0,
            extent: self.tokens(self.extent(word)),
            determiner: None,
            quantifier: self.quantifier(word),
            number: None,
            plural: matches!(self.tags[word], Tag::Nns | Tag::Nnps)
                || self.is(word, &["we", "they", "us", "them", "these", "those"]),
            pronoun: matches!(self.tags[word], Tag::Prp | Tag::PrpS | Tag::Wp | Tag::Wdt | Tag::Dt | Tag::Ex),
            name: self.tags[word].is_name(),
            possessor: None,
        };
        for child in self.children(word).iter().rev().map(|c| *c as usize).filter(|c| *c < word) {
            match self.label(child) {
                Label::Det | Label::Predet => group.determiner = Some(self.token(child)),
                Label::Nummod => group.number = Some(self.token(child)),
                Label::Poss => group.possessor = Some(self.token(child)),
                Label::Compound | Label::Amod | Label::Nmod | Label::Quantmod | Label::Neg | Label::Advmod => {}
                _ => continue,
            }
            first = first.min(self.extent(child).start);
        }
        group.tokens = self.tokens(first..word + 1);
        group
    }

    /// The quantifier of the group that a word heads.
    pub fn quantifier(&self, word: usize) -> Quantifier {
        if self.is(word, &["nobody", "none", "nothing", "neither", "no-one"])
            || self.is(word, &["one"]) && word > 0 && self.is(word - 1, &["no"])
        {
            return Quantifier::Negative;
        }
        let alone = !self.tags[word].is_noun();
        if let Some(found) = self.quantifying(word).filter(|_| alone) {
            return found;
        }
        let mut found = Quantifier::None;
        for child in self.children(word).iter().map(|c| *c as usize).take_while(|c| *c < word) {
            match self.label(child) {
                Label::Neg => return Quantifier::Negative,
                Label::Preconj | Label::Cc if self.is(child, &["neither"]) => return Quantifier::Negative,
                Label::Det | Label::Predet | Label::Amod | Label::Nummod | Label::Quantmod | Label::Preconj => {
                    let denied = self.children(child).iter().any(|c| self.is_negation(*c as usize))
                        || child > 0 && self.is(child - 1, &["not", "hardly", "scarcely", "barely"]);
                    match self.quantifying(child) {
                        Some(Quantifier::Negative) => return Quantifier::Negative,
                        Some(_) if denied => return Quantifier::Negative,
                        Some(other) => found = other,
                        None if self.label(child) == Label::Nummod => found = Quantifier::Number,
                        None => {}
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// What a word says about how many.
    fn quantifying(&self, word: usize) -> Option<Quantifier> {
        let after_a = word > 0 && self.is(word - 1, &["a", "the", "these", "those", "last", "first", "next", "past"]);
        Some(match self.form(word).to_lowercase().as_str() {
            "no" | "neither" | "nary" => Quantifier::Negative,
            "few" | "little" | "fewer" if !after_a && self.tags[word] != Tag::Nn => {
                let some = word > 0 && self.is(word - 1, &["quite", "no"]);
                if some { Quantifier::Some } else { Quantifier::Negative }
            }
            "few" | "some" | "several" | "any" => Quantifier::Some,
            "all" | "every" | "each" | "both" | "everyone" | "everybody" => Quantifier::Universal,
            "most" | "many" => Quantifier::Most,
            _ => return None,
        })
    }

    /// The group of a main verb.
    pub fn verb_group(&self, word: usize) -> VerbGroup {
        let mut group = VerbGroup { main: self.token(word), ..VerbGroup::default() };
        let tag = self.tags[word];
        let mut first_finite = None;
        let (mut to, mut have, mut be, mut finite) = (false, false, false, false);
        for child in self.children(word).iter().map(|c| *c as usize) {
            match self.label(child) {
                Label::Aux | Label::Auxpass => {
                    group.tokens.push(self.token(child));
                    let tag = self.tags[child];
                    if tag == Tag::To {
                        to = true;
                    } else if tag == Tag::Md {
                        group.modal = Some(self.token(child));
                    }
                    finite |= tag.is_finite();
                    if first_finite.is_none() && tag.is_finite() {
                        first_finite = Some(child);
                    }
                    let lemma = self.lemma(child);
                    have |= lemma == "have";
                    be |= lemma == "be" && self.label(child) == Label::Aux;
                    group.passive |= self.label(child) == Label::Auxpass;
                }
                Label::Prt => group.particle = Some(self.token(child)),
                _ if group.negation.is_none() && self.is_negation(child) => group.negation = Some(self.token(child)),
                _ => {}
            }
        }
        let alone = group.tokens.is_empty();
        group.tokens.push(self.token(word));
        group.tokens.sort_unstable();
        group.infinitive = to || tag == Tag::Vb && !finite;
        group.perfect = have && matches!(tag, Tag::Vbn | Tag::Vbd);
        group.progressive = be && tag == Tag::Vbg;
        group.participle = alone && matches!(tag, Tag::Vbg | Tag::Vbn);
        let reduced = matches!(self.label(word), Label::Acl | Label::Advcl | Label::Relcl | Label::Amod);
        group.passive |= group.participle && tag == Tag::Vbn && reduced;
        group.tense = match first_finite {
            Some(aux) if self.is(aux, &["will", "'ll", "’ll", "wo", "shall"]) => Tense::Future,
            Some(aux) if self.tags[aux] == Tag::Vbd => Tense::Past,
            Some(_) => Tense::Present,
            None => match tag {
                Tag::Vbd => Tense::Past,
                Tag::Vbp | Tag::Vbz => Tense::Present,
                _ => Tense::None,
            },
        };
        group
    }
}
