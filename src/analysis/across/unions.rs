//! Sets that grow together: which of `n` things belong to one group.

/// `n` things, each in a group.
pub(super) struct Unions {
    parents: Vec<usize>,
}

impl Unions {
    /// `n` things, each by itself.
    pub(super) fn new(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    /// The representative of a thing's group: its first member.
    pub(super) fn of(&mut self, thing: usize) -> usize {
        let mut root = thing;
        while self.parents[root] != root {
            self.parents[root] = self.parents[self.parents[root]];
            root = self.parents[root];
        }
        root
    }

    /// Makes the groups of two things one.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.parents[a.max(b)] = a.min(b);
    }

    /// The groups with their members, in the order of their first members.
    pub(super) fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for thing in 0..self.parents.len() {
            let root = self.of(thing);
            out[root].push(thing);
        }
        out.retain(|g| !g.is_empty());
        out
    }
}
