//! Disjoint sets of numbers that are joined one by one.

/// Disjoint sets of the numbers below some number.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// Each number in a set of its own.
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The number that stands for the set: the least.
    pub(super) fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// For each number, whether it is in no set with another.
    pub(super) fn alone(&mut self) -> Vec<bool> {
        let mut sizes = vec![0u32; self.0.len()];
        let roots: Vec<usize> = (0..self.0.len()).map(|i| self.root(i)).collect();
        for root in &roots {
            sizes[*root] += 1;
        }
        roots.into_iter().map(|root| sizes[root] == 1).collect()
    }

    /// Joins two sets; the lesser number stands for both.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
