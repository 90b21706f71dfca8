//! Boosted trees over what is known of a position: how likely it is that it is taken.
//!
//! Gradient boosting (Friedman 2001) of trees in which one question is asked on each level, whatever the answers before
//! ("oblivious" trees, as in Prokhorenkova et al. 2018): a tree is a few comparisons that are the bits of the number of a
//! leaf, so it is read quickly and learns little by heart. `docs/models.md` says what they were trained on.

/// How many questions a tree asks.
pub(super) const DEPTH: usize = 5;
/// How many answers it has.
pub(super) const LEAVES: usize = 1 << DEPTH;
/// How many bytes a tree has in the file: for each question a fact and a number, and a number for each leaf.
const BYTES: usize = 5 * DEPTH + 4 * LEAVES;

/// A sum of trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Trees {
    /// What is added to the sum.
    pub(super) start: f32,
    /// The trees.
    pub(super) trees: Vec<Tree>,
}

/// A tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tree {
    /// Which fact has to be above which number.
    pub(super) questions: [(u8, f32); DEPTH],
    /// The answers, by the questions that hold; the first question is the lowest bit.
    pub(super) leaves: [f32; LEAVES],
}

impl Trees {
    /// The odds, as a logarithm, where these facts are known.
    pub(super) fn sum(&self, facts: &[f32]) -> f32 {
        self.start + self.trees.iter().map(|tree| tree.of(facts)).sum::<f32>()
    }

    /// Reads trees and gives what follows them: their number, what is added, and each with its questions and leaves.
    pub(super) fn read(file: &[u8]) -> (Self, &[u8]) {
        let Some((number, rest)) = file.split_first_chunk::<4>() else { return (Self::default(), &[]) };
        let Some((start, rest)) = rest.split_first_chunk::<4>() else { return (Self::default(), &[]) };
        let size = (u32::from_le_bytes(*number) as usize).saturating_mul(BYTES).min(rest.len());
        let (own, rest) = rest.split_at(size);
        let trees = own.chunks_exact(BYTES).map(Tree::read).collect();
        (Self { start: f32::from_le_bytes(*start), trees }, rest)
    }

    /// The bytes that [`Trees::read`] reads.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = (self.trees.len() as u32).to_le_bytes().to_vec();
        out.extend(self.start.to_le_bytes());
        for tree in &self.trees {
            for (fact, above) in tree.questions {
                out.push(fact);
                out.extend(above.to_le_bytes());
            }
            out.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        out
    }
}

impl Tree {
    /// The number of the leaf for these facts.
    pub(super) fn leaf(&self, facts: &[f32]) -> usize {
        let holds = |(fact, above): &(u8, f32)| facts.get(usize::from(*fact)).is_some_and(|x| x > above);
        self.questions.iter().enumerate().map(|(bit, question)| usize::from(holds(question)) << bit).sum()
    }

    fn of(&self, facts: &[f32]) -> f32 {
        self.leaves[self.leaf(facts)]
    }

    fn read(bytes: &[u8]) -> Self {
        let number = |bytes: &[u8]| bytes.first_chunk::<4>().map_or(0.0, |b| f32::from_le_bytes(*b));
        let (questions, leaves) = bytes.split_at(5 * DEPTH);
        let mut tree = Self::default();
        for (question, bytes) in tree.questions.iter_mut().zip(questions.chunks_exact(5)) {
            *question = (bytes[0], number(&bytes[1..]));
        }
        for (leaf, bytes) in tree.leaves.iter_mut().zip(leaves.chunks_exact(4)) {
            *leaf = number(bytes);
        }
        tree
    }
}

/// The probability of the logarithm of odds.
pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_lead_to_a_leaf() {
        let mut tree = Tree { questions: [(0, 0.5), (1, -1.0), (0, 2.0), (9, 0.0), (9, 0.0)], ..Tree::default() };
        tree.leaves[0b011] = 2.0;
        let trees = Trees { start: -2.0, trees: vec![tree] };
        assert!(trees.sum(&[1.0, 0.0]).abs() < 1e-6);
        assert!((trees.sum(&[3.0, 0.0]) + 2.0).abs() < 1e-6);
        let file = trees.write();
        let (again, rest) = Trees::read(&file);
        assert_eq!((again, rest.len()), (trees, 0));
        assert_eq!(Trees::read(&file[..20]).0.trees, []);
    }
}
