//! Warns staff when a clock has used up 50, 80 and 100 % of its time, and the limit of the law.

use chrono::{DateTime, Utc};
use domain::clock::Warning;
use store::{ClockWarningRow, NoticeRow};

use super::worker::{Done, Handled, Tools};
use crate::trouble::Trouble;

/// Clocks of one transaction.
const BATCH: i64 = 200;

/// Kind of a notice about a deadline.
const KIND: &str = "deadline";

/// Gives every warning that has come due.
pub(super) async fn scan(tools: &Tools) -> Handled {
    let services = &tools.services;
    let now = services.now();
    loop {
        let rows = {
            let mut tx = services.database().read().await?;
            tx.clocks().list_to_warn(now, BATCH).await?
        };
        if rows.is_empty() {
            return Ok(Done::Now);
        }
        let warnings: Vec<_> = rows
            .into_iter()
            .filter_map(|row| {
                let (place, level) = latest(&row, now)?;
                Some((place, notice(&row, level, services.new_id(), now), row))
            })
            .collect();
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                for (place, notice, row) in &warnings {
                    let clock = row.clock.as_str();
                    let is_new = tx
                        .clocks()
                        .mark_warned(row.case_id, clock, row.ordinal, *place)
                        .await?;
                    if is_new {
                        tx.notices().add(notice).await?;
                    }
                }
                Ok::<(), store::Error>(())
            })
        });
        work.await.map_err(Trouble::Store)?;
    }
}

/// The most urgent warning that has come due, with its place from 1. Of several that came due
/// while nobody worked only this one is given.
fn latest(row: &ClockWarningRow, now: DateTime<Utc>) -> Option<(i64, Warning)> {
    let times = [row.half_at, row.near_at, row.due_at, row.wall_at];
    let due = (1..).zip(Warning::ALL.iter().copied()).zip(times);
    due.filter(|(_, at)| at.is_some_and(|at| at < now))
        .map(|(warning, _)| warning)
        .last()
}

/// Before the end a warning is for the responsible person; what has passed concerns everybody.
fn notice(row: &ClockWarningRow, level: Warning, id: uuid::Uuid, now: DateTime<Utc>) -> NoticeRow {
    NoticeRow {
        id,
        organisation_id: row.organisation_id,
        account_id: row.assignee_id.filter(|_| level < Warning::Due),
        case_id: row.case_id,
        kind: KIND.to_owned(),
        subject: row.clock.clone(),
        level: level.code().to_owned(),
        dedup_key: format!(
            "{KIND}:{}:{}:{}:{level}",
            row.case_id, row.clock, row.ordinal
        ),
        created_at: now,
        seen_at: None,
    }
}
