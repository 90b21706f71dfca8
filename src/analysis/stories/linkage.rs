//! Agglomerative clustering with average linkage over a sparse table of likenesses.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

/// Two groups that could be merged, as they were when it was written down.
struct Merge {
    likeness: f32,
    groups: (u32, u32),
    /// The versions of both groups at that time; the merge is void when either has grown since.
    versions: (u32, u32),
}

impl Ord for Merge {
    /// The most alike first; ties go to the earlier articles, so that a run can be repeated.
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then_with(|| other.groups.cmp(&self.groups))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Merge {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Merge {}

/// The likeness of two items, the one with the smaller number first.
pub(super) type Pair = ((u32, u32), f32);

/// A number for each of `count` items: the same for those whose groups were on average at least `threshold` alike.
/// `pairs` holds the likeness of two items once; pairs that are not in it are not alike at all.
/// Groups are numbered from 0 in the order of their first item.
pub(super) fn group(count: usize, pairs: &[Pair], threshold: f32) -> Vec<u32> {
    let mut near: Vec<HashMap<u32, f32>> = vec![HashMap::new(); count];
    let mut heap = BinaryHeap::new();
    for &((i, j), likeness) in pairs {
        near[i as usize].insert(j, likeness);
        near[j as usize].insert(i, likeness);
        if likeness >= threshold {
            heap.push(Merge { likeness, groups: (i, j), versions: (0, 0) });
        }
    }
    let mut size = vec![1.0_f32; count];
    let mut version = vec![0_u32; count];
    // A merged group points at the one that took it in.
    let mut parent: Vec<u32> = (0..count as u32).collect();
    while let Some(Merge { groups: (a, b), versions, .. }) = heap.pop() {
        if (version[a as usize], version[b as usize]) != versions {
            continue;
        }
        let (keep, gone) = if size[a as usize] >= size[b as usize] { (a, b) } else { (b, a) };
        let (k, g) = (keep as usize, gone as usize);
        parent[g] = keep;
        version[g] = u32::MAX;
        version[k] += 1;
        let total = size[k] + size[g];
        let taken = std::mem::take(&mut near[g]);
        for likeness in near[k].values_mut() {
            *likeness *= size[k] / total;
        }
        for (other, likeness) in taken {
            if other != keep {
                *near[k].entry(other).or_default() += likeness * size[g] / total;
                near[other as usize].remove(&gone);
            }
        }
        near[k].remove(&gone);
        size[k] = total;
        let updated: Vec<(u32, f32)> = near[k].iter().map(|(&o, &l)| (o, l)).collect();
        for (other, likeness) in updated {
            near[other as usize].insert(keep, likeness);
            if likeness >= threshold {
                let groups = (keep.min(other), keep.max(other));
                let versions = (version[groups.0 as usize], version[groups.1 as usize]);
                heap.push(Merge { likeness, groups, versions });
            }
        }
    }
    numbered(&parent)
}

/// Follows each item to its group and numbers the groups in the order of their first item.
fn numbered(parent: &[u32]) -> Vec<u32> {
    let mut numbers = HashMap::new();
    (0..parent.len() as u32)
        .map(|item| {
            let mut root = item;
            while parent[root as usize] != root {
                root = parent[root as usize];
            }
            let next = numbers.len() as u32;
            *numbers.entry(root).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_does_not_hold_together() {
        // 0-1 and 2-3 are alike; 1-2 alone would chain all four under single linkage.
        let pairs = [((0, 1), 0.9), ((2, 3), 0.9), ((1, 2), 0.6)];
        assert_eq!(group(5, &pairs, 0.5), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn groups_join_when_they_are_alike_on_the_whole() {
        let pairs = [((0, 1), 0.9), ((2, 3), 0.9), ((1, 2), 0.6), ((0, 2), 0.6), ((1, 3), 0.6), ((0, 3), 0.5)];
        assert_eq!(group(4, &pairs, 0.5), [0, 0, 0, 0]);
    }
}
