//! The transition system of the parser: arc-hybrid, with a root behind the last word.
//!
//! A word on the stack gets its head from the buffer (left) or from the word below it (right). Every sentence of n
//! words takes 2n steps, and any sequence of valid steps ends in a tree. The oracle says for any state which steps
//! lose none of the arcs that can still be had (Goldberg and Nivre, 2013).

use crate::language::label::Label;

/// The head of a word that has none yet.
pub const NONE: u32 = u32::MAX;

/// How many steps there are: shift, and left and right with each label.
pub const STEPS: usize = 1 + 2 * LABELS;

const LABELS: usize = Label::ALL.len();

/// Where the parser is in a sentence.
#[derive(Clone, Debug)]
pub struct State {
    /// Words that still lack their head, the last on top.
    pub stack: Vec<u32>,
    /// The first word of the buffer; the number of words is the root.
    pub next: u32,
    /// Number of words.
    pub count: u32,
    /// Head of each word: [`NONE`] until known; the root is the number of words.
    pub heads: Vec<u32>,
    /// Label of each word that has a head.
    pub labels: Vec<Label>,
    /// The outermost children to the left and to the right.
    pub outer: Vec<[u32; 2]>,
    /// Which kinds of children each word has, as bits.
    pub has: Vec<u16>,
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first word of the buffer goes onto the stack.
    Shift,
    /// The top of the stack hangs on the first word of the buffer.
    Left(Label),
    /// The top of the stack hangs on the word below it.
    Right(Label),
}

impl Step {
    /// Its number, below [`STEPS`].
    pub const fn number(self) -> usize {
        match self {
            Self::Shift => 0,
            Self::Left(label) => 1 + label as usize,
            Self::Right(label) => 1 + LABELS + label as usize,
        }
    }

    /// The step of a number.
    pub fn of(number: usize) -> Self {
        match number.checked_sub(1) {
            None => Self::Shift,
            Some(left) if left < LABELS => Self::Left(Label::ALL[left]),
            Some(right) => Self::Right(Label::ALL[(right - LABELS).min(LABELS - 1)]),
        }
    }
}

/// Which steps are valid, as ranges of numbers: `[shift, left, right]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Valid {
    /// Whether a word may be shifted.
    pub shift: bool,
    /// Whether there is a left arc, and whether it is that of the root.
    pub left: Option<bool>,
    /// Whether there is a right arc.
    pub right: bool,
}

impl Valid {
    /// Whether it allows the step of this number.
    pub fn allows(self, number: usize) -> bool {
        match Step::of(number) {
            Step::Shift => self.shift,
            Step::Left(label) => self.left.is_some_and(|root| root == (label == Label::Root)),
            Step::Right(label) => self.right && label != Label::Root,
        }
    }
}

/// The kind of a child, as a bit of [`State::has`].
const fn kind_of(label: Label) -> u16 {
    1 << match label {
        Label::Nsubj | Label::Csubj | Label::Expl => 0,
        Label::Nsubjpass | Label::Csubjpass => 1,
        Label::Dobj | Label::Dative | Label::Attr | Label::Acomp | Label::Oprd => 2,
        Label::Aux => 3,
        Label::Auxpass => 4,
        Label::Mark => 5,
        Label::Cc => 6,
        Label::Conj => 7,
        Label::Prep | Label::Agent => 8,
        Label::Pobj | Label::Pcomp => 9,
        Label::Det | Label::Poss | Label::Case => 10,
        Label::Ccomp | Label::Xcomp => 11,
        Label::Relcl | Label::Acl | Label::Appos => 12,
        Label::Advcl => 13,
        Label::Punct => 14,
        _ => 15,
    }
}

impl State {
    /// The beginning of a sentence of `count` words.
    pub fn new(count: usize) -> Self {
        Self {
            stack: Vec::with_capacity(16),
            next: 0,
            count: count as u32,
            heads: vec![NONE; count],
            labels: vec![Label::Dep; count],
            outer: vec![[NONE; 2]; count],
            has: vec![0; count],
        }
    }

    /// Whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.next == self.count && self.stack.is_empty()
    }

    /// The word `depth` below the top of the stack.
    pub fn top(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// What may be done.
    pub fn valid(&self) -> Valid {
        let at_root = self.next == self.count;
        let depth = self.stack.len();
        Valid {
            shift: !at_root,
            left: if at_root { (depth == 1).then_some(true) } else { (depth > 0).then_some(false) },
            right: depth > 1,
        }
    }

    /// Does a valid step.
    pub fn apply(&mut self, step: Step) {
        let (label, head, side) = match step {
            Step::Shift => {
                self.stack.push(self.next);
                self.next += 1;
                return;
            }
            Step::Left(label) => (label, self.next, 0),
            Step::Right(label) => (label, self.top(1), 1),
        };
        let Some(word) = self.stack.pop() else { return };
        self.heads[word as usize] = head;
        self.labels[word as usize] = label;
        if let Some(outer) = self.outer.get_mut(head as usize) {
            outer[side] = word;
            self.has[head as usize] |= kind_of(label);
        }
    }

    /// How many arcs of the gold tree each kind of step makes impossible: `[shift, left, right]`. `heads` has the
    /// number of words for the root.
    pub fn costs(&self, heads: &[u32]) -> [u32; 3] {
        let mut costs = [0; 3];
        let next = self.next;
        if next < self.count {
            for (depth, word) in self.stack.iter().rev().enumerate() {
                costs[0] += u32::from(heads[*word as usize] == next);
                costs[0] += u32::from(depth > 0 && heads[next as usize] == *word);
            }
        }
        let top = self.top(0);
        if top != NONE {
            let head = heads[top as usize];
            let lost = (next..self.count).filter(|w| heads[*w as usize] == top).count() as u32;
            costs[1] = lost + u32::from(head == self.top(1) || head > next && head <= self.count);
            costs[2] = lost + u32::from(head >= next && head <= self.count);
        }
        costs
    }
}
