//! The shapes of the interface as the document describes them. `domain` knows nothing of the
//! document, so its shapes stand here again; `tests/surface/openapi.rs` compares them with what
//! is really sent and answered.

#![expect(dead_code, reason = "only described, never made")]

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{self, CommandKind};
use domain::clock::RuleId;
use domain::{attachment, code, search, view};
use serde_json::Value;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Lists of codes, straight from where they are defined.
macro_rules! codes {
    ($($name:ident = $list:ty;)+) => {$(
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let codes = <$list>::ALL.iter().map(|code| code.code());
                let list = ObjectBuilder::new().schema_type(Type::String);
                list.enum_values(Some(codes)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

codes! {
    CaseType = code::CaseType;
    State = case::State;
    Channel = code::Channel;
    Claim = code::Claim;
    ItemCategory = code::ItemCategory;
    CommandName = CommandKind;
    Outcome = code::Outcome;
    RefusalGround = code::RefusalGround;
    TerminationGround = code::TerminationGround;
    DissatisfactionReason = code::DissatisfactionReason;
    Side = code::Side;
    Attendance = code::Attendance;
    HoldReason = code::HoldReason;
    NotFiledGround = code::NotFiledGround;
    PenaltyDecision = code::PenaltyDecision;
    Flag = code::Flag;
    SupervisionLevel = code::SupervisionLevel;
    ContactResult = case::ContactResult;
    Queue = view::QueueTab;
    Rule = RuleId;
    MatchKind = search::MatchKind;
    Media = attachment::Media;
    News = case::News;
}

/// A filing. What has to be there depends on the type.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    r#type: CaseType,
    complainant: Option<Person>,
    respondent: Option<Business>,
    item: Option<Item>,
    /// Kind of problem: `P01` and so on.
    problem: Option<String>,
    #[schema(required = false)]
    claims: Vec<ClaimOfFiling>,
    facts: String,
    consents: Consents,
    /// Organisation code; else the county's intake desk.
    to: Option<String>,
    /// Staff only.
    channel: Option<Channel>,
    /// Somebody who acts for the person.
    agent: Option<Person>,
    /// Other people with the same dispute.
    #[schema(required = false)]
    co_complainants: Vec<Person>,
    /// Other businesses.
    #[schema(required = false)]
    more_respondents: Vec<Business>,
}

/// A person.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    name: Option<String>,
    phone: Option<String>,
    address: Option<String>,
}

/// A business.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Business {
    name: Option<String>,
    address: Option<String>,
    credit_code: Option<String>,
}

/// Goods or service.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    name: Option<String>,
    category: Option<ItemCategory>,
    order_no: Option<String>,
    /// `YYYY-MM-DD` or `YYYY-MM`.
    purchased_on: Option<String>,
}

/// What the person asks for.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimOfFiling {
    kind: Option<Claim>,
    amount_fen: Option<i64>,
}

/// What the person agreed to.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Consents {
    /// Version of the privacy notice that was shown.
    privacy_notice: String,
    #[schema(required = false)]
    publication: bool,
    #[schema(required = false)]
    entrusted_mediation: bool,
}

/// A command with the members that it has.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "the member has its name on the wire"
)]
pub struct Command {
    command: CommandName,
    text: Option<String>,
    reason: Option<String>,
    items: Option<String>,
    due: Option<NaiveDate>,
    ground: Option<RefusalGround>,
    to: Option<String>,
    number: Option<String>,
    /// Of a contact with the business `phone`, `counter`, `visit` or `written`, of a meeting
    /// `on_site`, `phone`, `video` or
    /// `online`.
    way: Option<String>,
    result: Option<ContactResult>,
    terms: Option<String>,
    amount: Option<String>,
    amount_fen: Option<i64>,
    performed: Option<bool>,
    outcome: Option<Outcome>,
    reply: Option<String>,
    recovered: Option<String>,
    recovered_fen: Option<i64>,
    termination: Option<TerminationGround>,
    organisation: Option<String>,
    side: Option<Side>,
    agrees: Option<bool>,
    shared: Option<bool>,
    /// An instant, or `YYYY-MM-DDTHH:MM` at UTC+08:00.
    at: Option<String>,
    place: Option<String>,
    attendance: Option<Attendance>,
    hold: Option<HoldReason>,
    review_on: Option<NaiveDate>,
    perform_by: Option<NaiveDate>,
    not_filed: Option<NotFiledGround>,
    decision: Option<PenaltyDecision>,
    into: Option<String>,
    flag: Option<Flag>,
    level: Option<SupervisionLevel>,
    #[schema(minimum = 1, maximum = 5)]
    satisfaction: Option<u8>,
    #[schema(required = false)]
    reasons: Vec<DissatisfactionReason>,
    comment: Option<String>,
    wants_call: Option<bool>,
}

/// A case that was filed.
#[derive(ToSchema)]
pub struct Filed {
    number: String,
    receipt: String,
    received_at: DateTime<Utc>,
    clocks: Vec<FiledClock>,
}

/// A clock that began.
#[derive(ToSchema)]
pub struct FiledClock {
    clock: Rule,
    due: Option<NaiveDate>,
    due_at: Option<DateTime<Utc>>,
    wall: Option<NaiveDate>,
    wall_at: Option<DateTime<Utc>>,
    basis: String,
    basis_en: String,
    provisional: bool,
}

/// Why a date is the date it is.
#[derive(ToSchema)]
pub struct Explanation {
    /// A date or an instant, as it was given.
    from: String,
    rule: Rule,
    due: Option<NaiveDate>,
    due_at: Option<DateTime<Utc>>,
    provisional: bool,
    days: Vec<ExplainedDay>,
}

/// A day that is counted or skipped.
#[derive(ToSchema)]
pub struct ExplainedDay {
    date: NaiveDate,
    counted: bool,
    reason: String,
    name: Option<String>,
    name_en: Option<String>,
}

/// A case as the person who filed sees it.
#[derive(ToSchema)]
pub struct TrackedCase {
    number: String,
    case_type: CaseType,
    state: State,
    version: u32,
    received_at: DateTime<Utc>,
    organisation: Value,
    handler: Option<String>,
    respondent: Option<String>,
    item: Option<String>,
    facts: String,
    next: Value,
    clocks: Vec<FiledClock>,
    material: Value,
    /// The will of both sides, the next meeting, terms on the table, standstill and end.
    mediation: Value,
    settlement: Value,
    outcome: Option<Outcome>,
    recovered: Option<i64>,
    reply: Option<String>,
    ground: Option<RefusalGround>,
    rating: Value,
    survey: Option<String>,
    steps: Vec<Value>,
    evidence: EvidenceList,
    /// Issued documents addressed to the person.
    documents: Vec<IssuedDocument>,
    allowed: Vec<CommandName>,
}

/// An issued document.
#[derive(ToSchema)]
pub struct IssuedDocument {
    id: uuid::Uuid,
    /// Code of the template.
    template: String,
    number: String,
    on: NaiveDate,
    /// The code printed on it, by which everybody checks it.
    code: String,
    /// It counts no more.
    void: bool,
}

/// A request for a one-time code.
#[derive(ToSchema)]
pub struct CodeAsked {
    /// Redeems the code together with it.
    request: String,
    /// When the code ends, if there is one.
    expires_at: DateTime<Utc>,
}

/// What opens one case for a while: `Authorization: Visit <pass>`.
#[derive(ToSchema)]
pub struct Visit {
    pass: String,
    until: DateTime<Utc>,
}

/// Files to be added.
#[derive(ToSchema)]
pub struct EvidenceUpload {
    /// Pictures (JPEG, PNG, WebP), PDF, MP4 and recordings (MP3, M4A, AMR, WAV, OGG) of up to 10 MB.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
    /// What they show; comes before the files.
    note: Option<String>,
}

/// What came of adding files.
#[derive(ToSchema)]
pub struct EvidenceKept {
    added: Vec<Evidence>,
    /// Files that were there before, byte for byte.
    known: Vec<Evidence>,
}

/// The files of a case.
#[derive(ToSchema)]
pub struct EvidenceList {
    files: Vec<Evidence>,
    /// Whether one more may be added.
    can_add: bool,
}

/// A file.
#[derive(ToSchema)]
pub struct Evidence {
    id: uuid::Uuid,
    media: Media,
    /// Bytes, as they came in.
    size: u64,
    /// Of the bytes as they came in, in hexadecimal digits.
    sha256: String,
    name: String,
    note: Option<String>,
    /// `complainant`, or the number of a member of staff.
    by: Value,
    at: DateTime<Utc>,
    /// Whether the person who filed sees it.
    shared: bool,
    can_open: bool,
    can_remove: bool,
}

/// A survey.
#[derive(ToSchema)]
pub struct Survey {
    number: String,
    closed_at: Option<DateTime<Utc>>,
    satisfaction: Option<u8>,
    reasons: Vec<DissatisfactionReason>,
    comment: Option<String>,
    wants_call: bool,
    complete: bool,
    is_final: bool,
}

/// What a survey answers: the case for a receipt, the survey for its own token.
#[derive(ToSchema)]
#[serde(untagged)]
pub enum SurveyAnswered {
    Case(Box<TrackedCase>),
    Survey(Box<Survey>),
}

/// Who is signed in.
#[derive(ToSchema)]
pub struct SignedInStaff {
    staff: Value,
    organisation: Value,
    /// Nothing else is answered until the first password is changed.
    must_change_password: bool,
    /// The session locks when nobody uses it; every answer is 403 `session_locked` then.
    has_pin: bool,
}

/// A case as staff see it, masked.
#[derive(ToSchema)]
pub struct DeskCase {
    number: String,
    case_type: CaseType,
    state: State,
    /// The same as in `ETag`.
    version: u32,
    organisation: Value,
    channel: Channel,
    rule_set: Value,
    received_at: DateTime<Utc>,
    assignee: Option<String>,
    deadline: Value,
    clocks: Vec<Value>,
    person: Value,
    respondent: Value,
    more_respondents: Vec<Value>,
    co_complainants: u32,
    item: Option<String>,
    item_category: Option<String>,
    order_no: Option<String>,
    purchased_on: Option<String>,
    problem: Option<String>,
    claims: Vec<Value>,
    facts: String,
    publication: bool,
    entrusted_mediation: bool,
    material: Value,
    /// The latest request for material, when its last day passed and nothing had come.
    lapsed: Value,
    refusal: Value,
    mediation: Value,
    /// What came of the check of a report.
    verification: Value,
    /// Official documents it has the facts for, by code, where the caller may have them.
    documents: Vec<String>,
    /// How many were issued and count.
    issued: u64,
    /// Marks, instruction, supervision, and how often the person urged.
    watch: Value,
    /// The link by which the business answers, while one works.
    business_link: Value,
    settlement: Value,
    outcome: Option<Outcome>,
    reply: Option<String>,
    recovered: Option<i64>,
    termination: Option<TerminationGround>,
    rating: Value,
    survey: Option<String>,
    steps: Vec<Value>,
    evidence: EvidenceList,
    /// What the account may do now.
    allowed: Vec<CommandName>,
    /// Results that fit now.
    outcomes: Vec<Outcome>,
    /// Organisations that may get the case.
    places: Vec<Value>,
    /// Staff who may get the case.
    colleagues: Vec<Value>,
    /// Entries of the register of businesses, by id and name.
    businesses: Vec<Value>,
    /// Whether a link that opens the case can be made for whoever filed it.
    can_link: bool,
    /// Last day that may be set for material.
    last_material_day: NaiveDate,
    now: DateTime<Utc>,
}

/// A case of a list, masked.
#[derive(ToSchema)]
pub struct CaseRow {
    number: String,
    case_type: CaseType,
    state: State,
    title: String,
    respondent: Option<String>,
    person: Option<String>,
    claimed: i64,
    channel: Channel,
    received_at: DateTime<Utc>,
    assignee: Option<String>,
    deadline: Value,
    outcome: Option<Outcome>,
    /// What has come from the person since staff last did something.
    news: Option<News>,
    #[schema(required = false)]
    flags: Vec<Flag>,
    supervision: Option<SupervisionLevel>,
}

/// A page of a queue.
#[derive(ToSchema)]
pub struct CaseList {
    tab: Queue,
    tabs: Vec<Value>,
    rows: Vec<CaseRow>,
    next: Option<String>,
    now: DateTime<Utc>,
}

/// A page of what was found.
#[derive(ToSchema)]
pub struct FoundCases {
    query: String,
    is_tail_alone: bool,
    rows: Vec<FoundCase>,
    next: Option<String>,
    now: DateTime<Utc>,
}

/// A case that was found, and why.
#[derive(ToSchema)]
pub struct FoundCase {
    case: CaseRow,
    why: Vec<Why>,
}

/// Why a case was found.
#[derive(ToSchema)]
pub struct Why {
    kind: MatchKind,
    excerpt: String,
}

/// The root of a day over the chains of all cases.
#[derive(ToSchema)]
pub struct Anchor {
    day: NaiveDate,
    /// In hexadecimal digits: the Merkle tree hash (RFC 6962) over identifier and last link of
    /// every case, ordered by identifier.
    root: String,
    /// How many cases it covers.
    cases: u64,
    created_at: DateTime<Utc>,
}

/// A number as it is published.
#[derive(ToSchema)]
#[serde(untagged)]
pub enum PublishedNumber {
    Exact(u64),
    /// `"<5"`, or null where another number would tell one below five.
    Hidden(Option<String>),
}

/// The figures of a period: cases received in it, whatever became of them later.
#[derive(ToSchema)]
pub struct Figures {
    from: NaiveDate,
    to: NaiveDate,
    received: u64,
    closed: u64,
    open: u64,
    by_month: Vec<Part>,
    by_type: Vec<Part>,
    by_state: Vec<Part>,
    by_outcome: Vec<Part>,
    by_item: Vec<Part>,
    by_problem: Vec<Part>,
    by_organisation: Vec<OrganisationPart>,
    /// Closed without missing a limit of the law, of those closed and those open beyond one.
    on_time: Option<Share>,
    /// Agreements, of mediations that ended in one or were terminated.
    settled: Option<Share>,
    days: Option<Durations>,
    satisfaction: Option<Scores>,
}

/// The figures that everybody may see.
#[derive(ToSchema)]
pub struct PublicFigures {
    from: NaiveDate,
    to: NaiveDate,
    received: PublishedNumber,
    closed: PublishedNumber,
    open: PublishedNumber,
    by_month: Vec<PublicPart>,
    by_type: Vec<PublicPart>,
    by_state: Vec<PublicPart>,
    by_outcome: Vec<PublicPart>,
    by_item: Vec<PublicPart>,
    by_problem: Vec<PublicPart>,
    by_organisation: Vec<PublicOrganisationPart>,
    on_time: Option<Share>,
    settled: Option<Share>,
    days: Option<Durations>,
    satisfaction: Option<Scores>,
}

/// How many of one code.
#[derive(ToSchema)]
pub struct Part {
    code: String,
    n: u64,
}

/// How many of one code, as it is published.
#[derive(ToSchema)]
pub struct PublicPart {
    code: String,
    n: PublishedNumber,
}

/// How many of one organisation.
#[derive(ToSchema)]
pub struct OrganisationPart {
    code: String,
    name_zh: String,
    name_en: String,
    n: u64,
}

/// How many of one organisation, as it is published.
#[derive(ToSchema)]
pub struct PublicOrganisationPart {
    code: String,
    name_zh: String,
    name_en: String,
    n: PublishedNumber,
}

/// A share in thousandths, of how many.
#[derive(ToSchema)]
pub struct Share {
    per_mille: u64,
    of: u64,
}

/// Calendar days from receipt to closing.
#[derive(ToSchema)]
pub struct Durations {
    median: u64,
    /// Nine of ten took no more days than this.
    ninetieth: u64,
    of: u64,
}

/// What people said in the survey.
#[derive(ToSchema)]
pub struct Scores {
    /// Mean of 1 to 5, in hundredths.
    mean_hundredths: u64,
    /// Four and five, in thousandths.
    good_per_mille: u64,
    of: u64,
}

/// An error (RFC 9457).
#[derive(ToSchema)]
pub struct ProblemDocument {
    /// `urn:weiquan:problem:` and the code.
    r#type: String,
    /// Name of the status.
    title: String,
    /// HTTP status.
    status: u16,
    /// Stable code.
    code: String,
    /// What happened, in English, for the person who reads a log.
    detail: Option<String>,
    /// Fields that are wrong.
    errors: Vec<FieldError>,
    /// Finds the answer in the log.
    request_id: String,
}

/// A field that is wrong.
#[derive(ToSchema)]
pub struct FieldError {
    /// Path of the field, such as `complainant.phone`.
    field: String,
    /// What is wrong with it.
    code: String,
}
