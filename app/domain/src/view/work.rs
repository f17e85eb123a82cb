//! What an administrator sees of the work in the background, and staff of their notices.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::{RuleId, Warning};
use crate::code::codes;
use crate::message::Template;
use crate::value::CaseNumber;

/// How the work in the background stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobOverview {
    /// Jobs to be done, now or later.
    pub waiting: u64,
    /// Of those, due now.
    pub due: u64,
    /// Of those, in the hands of a worker.
    pub running: u64,
    /// Jobs that were given up.
    pub failed: u64,
    /// When the longest waiting of the due jobs was to be run; long ago means no worker runs.
    pub oldest_due_at: Option<DateTime<Utc>>,
}

codes! {
    /// Where a job stands, as an administrator looks for it.
    pub enum JobState {
        Failed = "failed", "已放弃", "Given up";
        Running = "running", "正在执行", "Running";
        Waiting = "waiting", "等待执行", "Waiting";
    }
}

codes! {
    /// Where a message stands, as an administrator looks for it.
    pub enum MessageState {
        Waiting = "waiting", "待发送", "Waiting";
        Sent = "sent", "已发出", "Sent";
        Failed = "failed", "发送失败", "Not sent";
        Cancelled = "cancelled", "已取消", "Cancelled";
    }
}

/// One page of the jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobPage {
    /// How the work stands.
    pub overview: JobOverview,
    /// Which jobs these are.
    pub state: JobState,
    /// The jobs: given up ones latest first, others in the order of their time.
    pub jobs: Vec<JobView>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A job that is not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobView {
    /// Identifier, by which it is tried again.
    pub id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// How often it is tried at most.
    pub most: u32,
    /// Why the last try failed, without personal data; empty when none did.
    pub error: String,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// Not before this instant.
    pub run_at: DateTime<Utc>,
    /// Until when a worker holds it.
    pub held_until: Option<DateTime<Utc>>,
    /// When it was given up.
    pub failed_at: Option<DateTime<Utc>>,
}

/// One page of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxPage {
    /// Which messages these are; `None` for all.
    pub state: Option<MessageState>,
    /// Messages, latest first.
    pub messages: Vec<OutboxView>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A message to a person outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxView {
    /// Identifier.
    pub id: Uuid,
    /// Code of the channel.
    pub channel: String,
    /// Which message.
    pub template: Template,
    /// Number of the case, where it is about one.
    pub number: Option<CaseNumber>,
    /// Whom it is for, masked; `None` once the case is erased.
    pub recipient: Option<String>,
    /// Its words, in a demonstration only: they may hold a link that opens something.
    pub text: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Not before this instant.
    pub send_after: DateTime<Utc>,
    /// When it went out.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was given up.
    pub failed_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub state: MessageState,
    /// How often the gateway was asked.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_try_at: Option<DateTime<Utc>>,
    /// Why the last try failed; a short code without personal data.
    pub error: Option<String>,
    /// It counts as sent but stayed here: no gateway is set up.
    pub kept: bool,
}

/// A warning about a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// Identifier, by which it is marked seen.
    pub id: Uuid,
    /// The case.
    pub number: CaseNumber,
    /// Which clock.
    pub clock: RuleId,
    /// How far it has come.
    pub level: Warning,
    /// Whether it is for the viewer alone or for the whole organisation.
    pub personal: bool,
    /// When it was given.
    pub created_at: DateTime<Utc>,
}
