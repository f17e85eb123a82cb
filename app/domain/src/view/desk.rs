//! What staff see.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::evidence::EvidenceList;
use super::failure::Failure;
use super::respondent::BusinessLinkView;
use super::tracking::{RatingView, Step};
use crate::actor::{AccountId, Staff, StaffNumber};
use crate::case::{
    CommandKind, Fault, FieldProblem, MaterialRequest, Mediation, News, Place, Settlement, State,
    Verification, Watch,
};
use crate::clock::{Level, Remaining, RuleId, RuleSet, Start};
use crate::code::{
    CaseType, Channel, Claim, Flag, OrganisationKind, Outcome, RefusalGround, SupervisionLevel,
    TerminationGround, codes,
};
use crate::document::Template;
use crate::locale::{BUSINESS_OFFSET, Locale};
use crate::value::{CaseNumber, Fen, RoughDate};

codes! {
    /// The tabs of the queue.
    pub enum QueueTab {
        Unreviewed = "unreviewed", "待受理", "To review";
        Open = "open", "办理中", "In progress";
        DueSoon = "due_soon", "临期", "Due soon";
        Overdue = "overdue", "超期", "Overdue";
        CallBack = "call_back", "待回访", "To call back";
        Mine = "mine", "我的", "Mine";
        All = "all", "全部", "All";
    }
}

/// The signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Account, roles and organisation.
    pub staff: Staff,
    /// Their organisation.
    pub organisation: OrganisationView,
    /// The password was given by somebody else: nothing else is done before it is changed.
    #[serde(default)]
    pub must_change_password: bool,
    /// They have a PIN: the desk locks when nobody uses it, and can be locked by hand.
    #[serde(default)]
    pub has_pin: bool,
}

/// An organisation as anybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    /// Two-digit code.
    pub code: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
}

impl OrganisationView {
    /// The name in a language.
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.name_zh,
            Locale::En => &self.name_en,
        }
    }
}

/// What a queue shows; all members are codes, so they may stand in the address bar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueFilter {
    /// Tab, by code; empty for the first one.
    pub queue: String,
    /// Type of case, by code.
    #[serde(rename = "type")]
    pub case_type: String,
    /// State, by code.
    pub state: String,
    /// Organisation code.
    pub org: String,
    /// Staff number of the responsible person.
    pub assignee: String,
    /// Only cases whose deadline passes before this date or instant.
    pub due_before: String,
    /// Where the page begins, as given by the page before.
    pub cursor: String,
    /// Id of the kept search from which a case was opened; says nothing about the list itself.
    pub search: String,
    /// Place of the case that was opened from the list, as [`QueueRow::place`]; says nothing about
    /// the list itself.
    pub place: String,
    /// Rows of a page; empty for [`QueueFilter::ROWS`].
    pub limit: String,
}

impl QueueFilter {
    /// Rows of a page unless another number is asked for.
    pub const ROWS: usize = 25;
    /// Most rows of a page.
    pub const MOST_ROWS: usize = 100;

    /// Names every member that is none of its list. A page leaves such a member out; a program
    /// that mistyped a filter must not be shown everything.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let unknown = |field| FieldProblem::new(field, Fault::UnknownCode);
        let mut problems = Vec::new();
        let mut check = |value: &str, is_known: bool, problem| {
            if !value.is_empty() && !is_known {
                problems.push(problem);
            }
        };
        let queue = QueueTab::parse(&self.queue).is_ok();
        check(&self.queue, queue, unknown("queue"));
        let case_type = CaseType::parse(&self.case_type).is_ok();
        check(&self.case_type, case_type, unknown("type"));
        let state = State::parse(&self.state).is_ok();
        check(&self.state, state, unknown("state"));
        let assignee = StaffNumber::parse(&self.assignee).is_ok();
        check(&self.assignee, assignee, unknown("assignee"));
        let due = FieldProblem::new("due_before", Fault::NotADate);
        check(&self.due_before, self.due_before().is_some(), due);
        let rows = self.limit.parse::<usize>().ok();
        let is_count = rows.is_some_and(|rows| (1..=Self::MOST_ROWS).contains(&rows));
        check(&self.limit, is_count, unknown("limit"));
        problems
    }

    /// The rows of a page.
    pub fn rows(&self) -> usize {
        let asked = self.limit.parse().unwrap_or(Self::ROWS);
        asked.clamp(1, Self::MOST_ROWS)
    }

    /// The instant before which the deadline passes; of a date its first.
    pub fn due_before(&self) -> Option<DateTime<Utc>> {
        let instant = match self.due_before.parse().ok()? {
            Start::Day(day) => {
                let midnight = day.and_time(NaiveTime::MIN);
                let local = midnight.and_local_timezone(BUSINESS_OFFSET).single()?;
                local.to_utc()
            }
            Start::Instant(instant) => instant,
        };
        // Years that the store keeps with four digits.
        Some(instant).filter(|instant| (1970..=9998).contains(&instant.year()))
    }
}

/// A deadline as a chip shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineView {
    /// Which clock.
    pub clock: RuleId,
    /// How urgent.
    pub level: Level,
    /// What is left.
    pub remaining: Remaining,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// The limit of the law rather than the office's own target.
    pub of_law: bool,
    /// The calendar of a year is not published yet.
    pub provisional: bool,
}

/// One row of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// Public number.
    pub number: CaseNumber,
    /// Type.
    pub case_type: CaseType,
    /// State.
    pub state: State,
    /// One line: the goods or the beginning of the facts.
    pub title: String,
    /// The business.
    pub respondent: Option<String>,
    /// Name of the person, masked.
    pub person: Option<String>,
    /// Money claimed.
    pub claimed: Fen,
    /// How it came in.
    pub channel: Channel,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// Responsible person.
    pub assignee: Option<StaffNumber>,
    /// Nearest deadline.
    pub deadline: Option<DeadlineView>,
    /// Result.
    pub outcome: Option<Outcome>,
    /// What has come from the person since staff last did something.
    pub news: Option<News>,
    /// Why the case stands out.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// How hard a supervisor pushes it.
    #[serde(default)]
    pub supervision: Option<SupervisionLevel>,
    /// Where the case stands in the queue: what orders it there, so that the place can be found
    /// again after the case has left. None outside a queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A tab with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabCount {
    /// Tab.
    pub tab: QueueTab,
    /// Cases in it; tabs that depend on the hour count up to a cap.
    pub count: u32,
}

/// One page of a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueView {
    /// The tab that is shown.
    pub tab: QueueTab,
    /// All tabs with their numbers.
    pub tabs: Vec<TabCount>,
    /// Rows by deadline.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The instant of the page, so that words about time are the same on both sides.
    pub now: DateTime<Utc>,
}

/// A person, masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Masked name.
    pub name: String,
    /// Masked telephone.
    pub phone: String,
    /// Masked address.
    pub address: Option<String>,
}

/// The business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RespondentView {
    /// Name.
    pub name: String,
    /// Address.
    pub address: Option<String>,
    /// Credit code.
    pub credit_code: Option<String>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// Kind.
    pub kind: Claim,
    /// Money.
    pub amount: Option<Fen>,
}

/// One clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// Which clock.
    pub clock: RuleId,
    /// Start.
    pub started_at: DateTime<Utc>,
    /// Stop.
    pub stopped_at: Option<DateTime<Utc>>,
    /// Target.
    pub due: Option<NaiveDate>,
    /// Limit of the law.
    pub wall: Option<NaiveDate>,
    /// What is left of the target, while it runs.
    pub remaining: Option<Remaining>,
    /// How urgent the target is, while it runs.
    pub level: Option<Level>,
    /// What sets the limit, in Chinese.
    pub basis: String,
    /// What sets the limit, in English.
    pub basis_en: String,
    /// The calendar of a year is not published yet.
    pub provisional: bool,
}

/// A refusal that waits for approval or was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedRefusalView {
    /// Ground.
    pub ground: RefusalGround,
    /// Reason.
    pub reason: String,
}

/// An entry of the register of businesses, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBusiness {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Somebody a case can be given to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Account.
    pub account: AccountId,
    /// Staff number.
    pub number: StaffNumber,
    /// Name, known inside the office.
    pub name: String,
}

codes! {
    /// Personal data that is shown only on request, with a reason.
    pub enum RevealField {
        Name = "name", "姓名", "Name";
        Phone = "phone", "联系电话", "Telephone";
        Address = "address", "联系地址", "Address";
    }
}

/// What a form page shows again after a refusal: what was typed, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormState {
    /// Values by the name of their control.
    pub values: BTreeMap<String, String>,
    /// Fields that are wrong.
    pub problems: Vec<FieldProblem>,
    /// Why the whole request was not done.
    pub failure: Option<Failure>,
    /// Something the page shows once after success, such as a revealed value.
    pub shown: Option<String>,
}

impl FormState {
    /// What was typed into a control.
    pub fn value(&self, control: &str) -> &str {
        self.values.get(control).map_or("", String::as_str)
    }
}

/// What another register says of a case that was taken over, in its own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedView {
    /// Its number there.
    pub number: Option<String>,
    /// Where it happened.
    pub place: Option<String>,
    /// The problem in detail.
    pub detail: Option<String>,
    /// Where it stood.
    pub status: Option<String>,
    /// Who handled it.
    pub organisation: Option<String>,
    /// Which department did.
    pub department: Option<String>,
}

/// A case on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Public number.
    pub number: CaseNumber,
    /// Type.
    pub case_type: CaseType,
    /// State.
    pub state: State,
    /// Version for `If-Match`.
    pub version: u32,
    /// Who handles it.
    pub organisation: OrganisationView,
    /// How it came in.
    pub channel: Channel,
    /// Law of the case.
    pub rule_set: RuleSet,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// Responsible person.
    pub assignee: Option<StaffNumber>,
    /// Nearest deadline.
    pub deadline: Option<DeadlineView>,
    /// All clocks, running ones first.
    pub clocks: Vec<ClockView>,
    /// The person, masked.
    pub person: Option<PersonView>,
    /// The business.
    pub respondent: Option<RespondentView>,
    /// Further businesses.
    pub more_respondents: Vec<RespondentView>,
    /// Number of other complainants.
    pub co_complainants: u32,
    /// Goods or service.
    pub item: Option<String>,
    /// Class of goods or service, by code.
    pub item_category: Option<String>,
    /// Order number.
    pub order_no: Option<String>,
    /// Day or month of purchase.
    pub purchased_on: Option<RoughDate>,
    /// Problem, by code.
    pub problem: Option<String>,
    /// Claims.
    pub claims: Vec<ClaimView>,
    /// What the person wrote.
    pub facts: String,
    /// What another register says of it, where the case was taken over from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportedView>,
    /// Whether the result may be published.
    pub publication: bool,
    /// Whether mediation may be entrusted.
    pub entrusted_mediation: bool,
    /// Material asked for.
    pub material: Option<MaterialRequest>,
    /// The latest request, when its last day passed and nothing had come.
    #[serde(default)]
    pub lapsed: Option<MaterialRequest>,
    /// Refusal proposed or given.
    pub refusal: Option<ProposedRefusalView>,
    /// Mediation.
    #[serde(default)]
    pub mediation: Mediation,
    /// The link by which the business answers, while one works.
    #[serde(default)]
    pub business_link: Option<BusinessLinkView>,
    /// Official documents it has the facts for, where the viewer may have them.
    #[serde(default)]
    pub documents: Vec<Template>,
    /// How many were issued and count.
    #[serde(default)]
    pub issued: usize,
    /// Why and by whom it is watched.
    #[serde(default)]
    pub watch: Watch,
    /// The check of a report.
    #[serde(default)]
    pub verification: Verification,
    /// Settlement.
    pub settlement: Option<Settlement>,
    /// Result.
    pub outcome: Option<Outcome>,
    /// Written reply.
    pub reply: Option<String>,
    /// Money got back.
    pub recovered: Option<Fen>,
    /// Ground of termination.
    pub termination: Option<TerminationGround>,
    /// Rating.
    pub rating: Option<RatingView>,
    /// Token of the survey page, to show at the counter once the case is closed.
    pub survey: Option<String>,
    /// History with internal steps, oldest first.
    pub steps: Vec<Step>,
    /// Files.
    pub evidence: EvidenceList,
    /// What the viewer may do now.
    pub allowed: Vec<CommandKind>,
    /// Results that closing accepts now.
    pub outcomes: Vec<Outcome>,
    /// Last day for material.
    pub last_material_day: NaiveDate,
    /// Organisations the case can be passed on to.
    #[serde(default)]
    pub places: Vec<Place>,
    /// People the case can be given to.
    pub colleagues: Vec<Colleague>,
    /// Entries of the register of businesses that the case is about.
    pub businesses: Vec<KnownBusiness>,
    /// Whether the viewer may make a link that opens the case for whoever filed it.
    pub can_link: bool,
    /// The instant of the page.
    pub now: DateTime<Utc>,
}
