//! Work in the background: what there is to do, who does it, and what an administrator sees.
//!
//! A [`Job`] is enqueued in the transaction that makes it necessary. A [`Worker`] claims it under
//! a lease and may be cut off at any moment, so every handler can run twice and does its work
//! once: rows it writes carry a key, and a gateway is asked only after the outbox says so.
//!
//! To add a job: 1. a variant of [`Job`] with identifiers only, never personal data; 2. its arm in
//! `handle` (`worker`), with a handler of its own file; 3. enqueue it with [`Job::row`], or give it
//! a line in `timetable`.

mod administration;
mod clean_up;
mod deadline;
mod deliver;
mod lapse;
mod link;
mod message;
mod survey;
mod timetable;
mod tracking_code;
mod worker;

use chrono::{DateTime, Utc};
use domain::message::Template;
use serde::{Deserialize, Serialize};
use store::NewJob;
use uuid::Uuid;

pub use administration::{cancel, list, message, outbox, overview, retry, reveal};
pub(crate) use lapse::job_of as lapse_of;
pub(crate) use survey::INVITED_AFTER;
pub use worker::Worker;

use crate::trouble::Trouble;

/// How often work inside the house is tried: about twenty minutes.
const TRIES: i64 = 8;
/// How often a gateway is tried: about seven hours.
const GATEWAY_TRIES: i64 = 16;

/// Work for later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub(crate) enum Job {
    /// Write the message about a step of a case.
    Notify {
        case: Uuid,
        version: i64,
        template: Template,
    },
    /// Hand a message of the outbox to its gateway.
    Deliver { message: Uuid },
    /// Write the message with a link that opens a case.
    SendLink { link: Uuid },
    /// Invite to a survey.
    SurveyInvitation { survey: Uuid },
    /// Ask once more.
    SurveyReminder { survey: Uuid },
    /// Send the one-time code that was asked for.
    TrackingCode { request: Uuid },
    /// Go on with a review whose material did not come.
    LapseMaterial { case: Uuid, version: i64 },
    /// Warn of every clock that has come to a warning.
    DeadlineScan {},
    /// Delete what is over.
    CleanUp {},
    /// Delete the bytes of files of nobody.
    CollectFiles {},
    /// Compute the root of the day over all chains.
    Anchor {},
}

impl Job {
    /// The row that enqueues it.
    pub(crate) fn row(&self, id: Uuid, run_at: DateTime<Utc>) -> Result<NewJob, Trouble> {
        let (kind, payload) = self.parts()?;
        Ok(NewJob {
            id,
            kind,
            payload,
            run_at,
            max_attempts: match self {
                Self::Deliver { .. } => GATEWAY_TRIES,
                _ => TRIES,
            },
            dedup_key: Some(self.key(run_at)),
        })
    }

    /// Reads a row.
    fn read(kind: &str, payload: &str) -> Result<Self, Trouble> {
        let payload: serde_json::Value = serde_json::from_str(payload)?;
        let whole = serde_json::json!({ "kind": kind, "payload": payload });
        Ok(serde_json::from_value(whole)?)
    }

    fn parts(&self) -> Result<(String, String), Trouble> {
        let whole = serde_json::to_value(self)?;
        let kind = whole.get("kind").and_then(serde_json::Value::as_str);
        let payload = whole.get("payload");
        match (kind, payload) {
            (Some(kind), Some(payload)) => Ok((kind.to_owned(), payload.to_string())),
            _ => Err(Trouble::Broken("a job without kind or payload")),
        }
    }

    /// Work that is the same has the same key; work that comes round differs by its time.
    fn key(&self, run_at: DateTime<Utc>) -> String {
        match self {
            Self::Notify {
                case,
                version,
                template,
            } => format!("notify:{template}:{case}:{version}"),
            Self::Deliver { message } => format!("deliver:{message}"),
            Self::SendLink { link } => format!("send_link:{link}"),
            Self::SurveyInvitation { survey } => format!("survey_invitation:{survey}"),
            Self::SurveyReminder { survey } => format!("survey_reminder:{survey}"),
            Self::TrackingCode { request } => format!("tracking_code:{request}"),
            Self::LapseMaterial { case, version } => format!("lapse_material:{case}:{version}"),
            Self::DeadlineScan {} => format!("deadline_scan:{}", run_at.timestamp()),
            Self::CleanUp {} => format!("clean_up:{}", run_at.timestamp()),
            Self::CollectFiles {} => format!("collect_files:{}", run_at.timestamp()),
            Self::Anchor {} => format!("anchor:{}", run_at.timestamp()),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::Job;

    #[test]
    fn every_job_is_read_back_from_its_row() {
        let id = Uuid::from_u128(7);
        let jobs = [
            Job::Notify {
                case: id,
                version: 3,
                template: domain::message::Template::Filed,
            },
            Job::Deliver { message: id },
            Job::LapseMaterial {
                case: id,
                version: 3,
            },
            Job::SendLink { link: id },
            Job::SurveyInvitation { survey: id },
            Job::SurveyReminder { survey: id },
            Job::TrackingCode { request: id },
            Job::DeadlineScan {},
            Job::CleanUp {},
            Job::CollectFiles {},
            Job::Anchor {},
        ];
        let mut keys = std::collections::BTreeSet::new();
        for job in jobs {
            let row = job.row(id, chrono::DateTime::UNIX_EPOCH).unwrap();
            assert_eq!(Job::read(&row.kind, &row.payload).unwrap(), job);
            assert!(keys.insert(row.dedup_key));
        }
        assert!(Job::read("dance", "{}").is_err());
        assert!(Job::read("deliver", "{}").is_err());
    }
}
