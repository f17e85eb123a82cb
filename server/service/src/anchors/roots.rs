//! The daily roots computed again, while all chains are read one after the other.

use std::collections::VecDeque;

use domain::merkle::Tree;
use store::{AnchorRow, Database, LeafRow};
use uuid::Uuid;

/// Leaves read at once.
const PAGE: i64 = 1_000;

/// Every root of which it is known what it covers, with its tree as far as it has grown.
pub(crate) struct Roots<'d> {
    database: &'d Database,
    days: Vec<(AnchorRow, Tree)>,
    /// Leaves that were read and not yet used, by case and event.
    waiting: VecDeque<LeafRow>,
    /// Where the next page begins; none once all were read.
    next: Option<(Uuid, i64)>,
}

impl<'d> Roots<'d> {
    pub(crate) async fn of(database: &'d Database) -> Result<Self, store::Error> {
        let mut tx = database.read().await?;
        let days = tx.anchors().list_traced().await?;
        Ok(Self {
            database,
            days: days.into_iter().map(|day| (day, Tree::default())).collect(),
            waiting: VecDeque::new(),
            next: Some((Uuid::nil(), 0)),
        })
    }

    /// How many there are.
    pub(crate) fn days(&self) -> u64 {
        self.days.len() as u64
    }

    /// Adds a case to every tree that covers it; cases come by identifier. `links` are all links
    /// of its chain. Answers what is missing.
    pub(crate) async fn cover(
        &mut self,
        case: Uuid,
        links: &[Vec<u8>],
    ) -> Result<Option<String>, store::Error> {
        let leaves = self.leaves_of(case).await?;
        for (day, tree) in &mut self.days {
            let covered = leaves.iter().rev().find(|leaf| leaf.day <= day.day);
            let Some(covered) = covered else { continue };
            let place = usize::try_from(covered.version - 1).unwrap_or(usize::MAX);
            let Some(link) = links.get(place) else {
                return Ok(Some(format!(
                    "the root of {} covers its event {}, which is missing",
                    day.day, covered.version
                )));
            };
            tree.add(case.as_bytes(), link);
        }
        Ok(None)
    }

    /// What was noted of this case; what was noted of a case before it that is no more is passed
    /// over, and its roots will differ.
    async fn leaves_of(&mut self, case: Uuid) -> Result<Vec<LeafRow>, store::Error> {
        let mut leaves = Vec::new();
        loop {
            if self.waiting.is_empty() {
                self.read().await?;
            }
            match self.waiting.front() {
                Some(leaf) if leaf.case_id <= case => {}
                _ => return Ok(leaves),
            }
            let taken = self.waiting.pop_front();
            leaves.extend(taken.filter(|leaf| leaf.case_id == case));
        }
    }

    async fn read(&mut self) -> Result<(), store::Error> {
        let Some((after, version)) = self.next else {
            return Ok(());
        };
        let mut tx = self.database.read().await?;
        let rows = tx.anchors().list_leaves(after, version, PAGE).await?;
        self.next = rows.last().map(|last| (last.case_id, last.version));
        self.waiting.extend(rows);
        Ok(())
    }

    /// The roots that are not what they were.
    pub(crate) fn compare(self) -> Vec<String> {
        let differ = self.days.into_iter().filter(|(day, tree)| {
            let cases = u64::try_from(day.cases).unwrap_or_default();
            tree.root().as_slice() != day.root || tree.leaves() != cases
        });
        differ
            .map(|(day, _)| format!("the root of {} is not what it was", day.day))
            .collect()
    }
}
