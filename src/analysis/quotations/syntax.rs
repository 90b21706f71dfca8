//! What the parse of a sentence tells about a cue: its clause argument, its subject, and where their words begin and end.

use std::ops::Range;

use crate::language::label::Label;
use crate::language::reading::Reading;

/// The tree of a sentence by token; the second part of a contraction hangs on the first and is left out.
pub(super) struct Syntax {
    /// The first token of the sentence.
    first: usize,
    /// For each token the token that it hangs on; itself at the root.
    heads: Vec<u32>,
    labels: Vec<Label>,
    /// The tokens of the subtree of each token, from its first to behind its last.
    extents: Vec<(u32, u32)>,
}

/// What the tree tells about a cue. Ranges are of tokens; what the tree does not have is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Governed {
    /// The clause or phrase behind the cue that is its argument.
    pub(super) later: Range<usize>,
    /// The same in front of it.
    pub(super) earlier: Range<usize>,
    /// Its subject, the agent of a passive, or the owner of a noun.
    pub(super) subject: Range<usize>,
    /// Which of them there are and of what sort, as bits.
    pub(super) sort: u32,
    /// How the cue hangs on its head, from 1.
    pub(super) label: u32,
}

const CLAUSE_BEHIND: u32 = 1;
const CLAUSE_BEFORE: u32 = 1 << 1;
const INFINITIVE: u32 = 1 << 2;
const OBJECT: u32 = 1 << 3;
const SUBJECT_BEFORE: u32 = 1 << 4;
const SUBJECT_BEHIND: u32 = 1 << 5;
const PASSIVE: u32 = 1 << 6;
const PREPOSITION: u32 = 1 << 7;
const PUT_IN: u32 = 1 << 8;
const SHARED: u32 = 1 << 9;

impl Syntax {
    /// The tree of a reading of the tokens `tokens`.
    pub(super) fn new(reading: &Reading<'_>, tokens: &Range<usize>) -> Self {
        let n = tokens.len();
        let mut syntax = Self {
            first: tokens.start,
            heads: (0..n as u32).map(|i| i + tokens.start as u32).collect(),
            labels: vec![Label::Punct; n],
            extents: (0..n as u32).map(|i| (i + tokens.start as u32, i + tokens.start as u32 + 1)).collect(),
        };
        let mut before = usize::MAX;
        for word in 0..reading.len() {
            let token = reading.token(word);
            let Some(at) = token.checked_sub(tokens.start).filter(|at| *at < n && token != before) else { continue };
            before = token;
            syntax.labels[at] = reading.label(word);
            // A contraction whose first part hangs on its second one hangs where that one does.
            let mut head = reading.head(word);
            while let Some(h) = head.filter(|h| reading.token(*h) == token) {
                head = reading.head(h);
            }
            syntax.heads[at] = head.map_or(token, |h| reading.token(h)) as u32;
            let extent = reading.tokens(reading.extent(word));
            syntax.extents[at] = (extent.start as u32, extent.end as u32);
        }
        syntax
    }

    fn at(&self, token: usize) -> Option<usize> {
        token.checked_sub(self.first).filter(|at| *at < self.heads.len())
    }

    /// The token that a token hangs on.
    pub(super) fn head(&self, token: usize) -> Option<usize> {
        let head = self.heads[self.at(token)?] as usize;
        (head != token).then_some(head)
    }

    /// How a token hangs on its head, from 1; 0 outside of the sentence.
    pub(super) fn label(&self, token: usize) -> u32 {
        self.at(token).map_or(0, |at| self.labels[at] as u32 + 1)
    }

    fn extent(&self, token: usize) -> Range<usize> {
        self.at(token).map_or(token..token, |at| self.extents[at].0 as usize..self.extents[at].1 as usize)
    }

    /// The largest phrase that holds `token` and not `cue`.
    pub(super) fn phrase(&self, token: usize, cue: usize) -> Range<usize> {
        let mut top = token;
        for _ in 0..self.heads.len() {
            match self.head(top).filter(|h| !self.extent(*h).contains(&cue)) {
                Some(head) => top = head,
                None => break,
            }
        }
        self.extent(top)
    }

    /// The first token of what hangs on a token.
    pub(super) fn phrase_start(&self, token: usize) -> usize {
        self.extent(token).start
    }

    fn children(&self, token: usize) -> impl Iterator<Item = (usize, Label)> + '_ {
        let extent = self.extent(token);
        let inside = extent.filter_map(move |i| Some((i, self.at(i)?)));
        inside
            .filter(move |(i, at)| *i != token && self.heads[*at] as usize == token)
            .map(|(i, at)| (i, self.labels[at]))
    }

    /// What a cue governs.
    pub(super) fn governed(&self, cue: usize) -> Governed {
        let Some(at) = self.at(cue) else { return Governed::default() };
        let own = self.labels[at];
        let mut out = Governed { label: own as u32 + 1, ..Governed::default() };
        let mut object = 0..0;
        for (child, label) in self.children(cue) {
            let extent = self.extent(child);
            match label {
                Label::Ccomp | Label::Acl | Label::Advcl | Label::Xcomp | Label::Pcomp if child > cue => {
                    let clause = matches!(label, Label::Ccomp);
                    if clause || out.sort & (CLAUSE_BEHIND | INFINITIVE) == 0 {
                        out.later = extent;
                        out.sort |= if clause { CLAUSE_BEHIND } else { INFINITIVE };
                    }
                }
                Label::Ccomp => {
                    out.earlier = extent;
                    out.sort |= CLAUSE_BEFORE;
                }
                Label::Dobj | Label::Attr | Label::Oprd if child > cue => {
                    object = extent;
                    out.sort |= OBJECT;
                }
                Label::Nsubj | Label::Poss if out.subject.is_empty() => {
                    out.subject = extent;
                    out.sort |= if child < cue { SUBJECT_BEFORE } else { SUBJECT_BEHIND };
                }
                Label::Auxpass => out.sort |= PASSIVE,
                Label::Agent | Label::Prep if child > cue => {
                    out.sort |= PREPOSITION;
                    if label == Label::Agent || own == Label::Prep || own == Label::Pcomp {
                        out.subject = self.extent(child).start + 1..self.extent(child).end;
                    }
                }
                Label::Pobj if own == Label::Prep => out.subject = extent,
                _ => {}
            }
        }
        if out.later.is_empty() {
            out.later = object;
        }
        self.above(cue, own, &mut out);
        out
    }

    /// What a cue takes from the word that it hangs on: the sentence that it is put into, or a subject of that one.
    fn above(&self, cue: usize, own: Label, out: &mut Governed) {
        let Some(head) = self.head(cue) else { return };
        let (extent, whole) = (self.extent(cue), self.extent(head));
        if matches!(own, Label::Parataxis | Label::Prep | Label::Ccomp | Label::Advcl | Label::Dep) {
            if head < cue && out.earlier.is_empty() {
                out.earlier = whole.start..extent.start;
                out.sort |= PUT_IN;
            } else if head > cue && out.later.is_empty() {
                out.later = extent.end..whole.end;
                out.sort |= PUT_IN;
            }
        }
        if !out.subject.is_empty() {
            return;
        }
        if matches!(own, Label::Acl | Label::Relcl) {
            out.subject = whole.start..extent.start;
            out.sort |= SHARED;
            return;
        }
        let mut verb = cue;
        for _ in 0..4 {
            let Some(at) = self.at(verb) else { return };
            if !matches!(self.labels[at], Label::Conj | Label::Xcomp | Label::Advcl) {
                return;
            }
            let Some(above) = self.head(verb) else { return };
            if let Some((subject, _)) = self.children(above).find(|(_, l)| matches!(l, Label::Nsubj | Label::Nsubjpass))
            {
                out.subject = self.extent(subject);
                out.sort |= SHARED;
                return;
            }
            verb = above;
        }
    }
}

impl Governed {
    /// The subject, where it hangs on the cue itself.
    pub(super) fn own_subject(self) -> Option<Range<usize>> {
        (self.sort & (SUBJECT_BEFORE | SUBJECT_BEHIND) != 0).then_some(self.subject)
    }

    /// Whether its own subject stands in front of it.
    pub(super) fn has_subject_before(&self) -> bool {
        self.sort & SUBJECT_BEFORE != 0
    }

    /// At which ends of what the cue governs a place stands, as bits: those of the argument behind it, of the one in front of
    /// it, and of the subject.
    pub(super) fn ends(&self, place: usize) -> u32 {
        let of = |range: &Range<usize>| {
            if range.is_empty() { 0 } else { u32::from(range.start == place) | u32::from(range.end == place) << 1 }
        };
        of(&self.later) | of(&self.earlier) << 2 | of(&self.subject) << 4
    }
}
