//! One hash over the chain heads of all cases: a tree as in RFC 6962, section 2.1. Whoever keeps
//! the root of a day can later prove that no history from before was changed.

use sha2::{Digest, Sha256};

use crate::chain::Hash;

/// A tree that grows leaf by leaf and keeps only the roots of its complete parts.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Complete parts, the largest first, each with the number of its leaves.
    parts: Vec<(u64, Hash)>,
}

impl Tree {
    /// Adds the head of a case; the order of the leaves counts.
    pub fn add(&mut self, case: &[u8], head: &[u8]) {
        let mut part = (1, hash(0, case, head));
        while let Some((leaves, before)) = self.parts.pop_if(|(leaves, _)| *leaves == part.0) {
            part = (leaves * 2, hash(1, &before, &part.1));
        }
        self.parts.push(part);
    }

    /// How many leaves it has.
    pub fn leaves(&self) -> u64 {
        self.parts.iter().map(|(leaves, _)| leaves).sum()
    }

    /// The root; of a tree without leaves the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut parts = self.parts.iter().rev().map(|(_, hash)| *hash);
        let last = parts.next().unwrap_or_else(|| Sha256::digest([]).into());
        parts.fold(last, |right, left| hash(1, &left, &right))
    }
}

/// A leaf (0) or a node (1).
fn hash(kind: u8, one: &[u8], other: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([kind]);
    hasher.update(one);
    hasher.update(other);
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::{Hash, Tree, hash};

    fn tree(leaves: u8) -> Tree {
        let mut tree = Tree::default();
        for n in 0..leaves {
            tree.add(&[n; 16], &[n; 32]);
        }
        tree
    }

    #[test]
    fn the_root_is_that_of_rfc_6962() {
        let leaf = |n: u8| hash(0, &[n; 16], &[n; 32]);
        let node = |one: Hash, other: Hash| hash(1, &one, &other);
        assert_eq!(tree(1).root(), leaf(0));
        let left = node(node(leaf(0), leaf(1)), node(leaf(2), leaf(3)));
        assert_eq!(tree(4).root(), left);
        let right = node(leaf(4), leaf(5));
        assert_eq!(tree(7).root(), node(left, node(right, leaf(6))));
        assert_eq!(tree(7).leaves(), 7);
    }

    #[test]
    fn every_leaf_and_their_order_count() {
        let mut swapped = Tree::default();
        swapped.add(&[1; 16], &[1; 32]);
        swapped.add(&[0; 16], &[0; 32]);
        assert_ne!(swapped.root(), tree(2).root());
        assert_ne!(tree(2).root(), tree(3).root());
        assert_eq!(Tree::default().leaves(), 0);
    }
}
