//! The procedure of each type of case as a table: which command, from which states, by whom.
//!
//! `decide` and `allowed` read the same rows, so a screen can never show a button that the
//! server refuses for state or role. The complete tables of the procedure grow here, row by row.

use super::command::CommandKind as K;
use super::state::State as S;
use crate::code::{Capability, CaseType, OrganisationKind, Role};

/// Who may use a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Only the person who filed.
    Complainant,
    /// Only staff with one of these roles.
    Staff(&'static [Role]),
    /// The person who filed, or staff with one of these roles on their word.
    Either(&'static [Role]),
    /// Only the business the case is about, by its link.
    Respondent,
    /// Staff with one of these roles, of the organisation or of one above it.
    Overseer(&'static [Role]),
    /// Either side of the dispute, or staff with one of these roles on their word.
    Parties(&'static [Role]),
}

/// One row of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What is done.
    pub command: K,
    /// From which states.
    pub from: &'static [S],
    /// By whom.
    pub by: By,
}

const fn row(command: K, from: &'static [S], by: By) -> Row {
    Row { command, from, by }
}

/// People who work on the content of a case.
const CASE_WORK: &[Role] = &[
    Role::Handler,
    Role::Mediator,
    Role::DepartmentHead,
    Role::Leader,
];
/// People who decide on acceptance (permission matrix, "review: accept/refuse").
const REVIEW: &[Role] = &[Role::Handler, Role::DepartmentHead, Role::Leader];
/// People who may propose a refusal; operators may propose, never decide.
const PROPOSE: &[Role] = &[
    Role::Operator,
    Role::Handler,
    Role::DepartmentHead,
    Role::Leader,
];
/// People who approve what others propose.
pub(crate) const APPROVE: &[Role] = &[Role::DepartmentHead, Role::Leader];
/// People who hand cases out, or take one themselves.
const ASSIGN: &[Role] = &[
    Role::Operator,
    Role::Handler,
    Role::DepartmentHead,
    Role::Leader,
];
/// Everybody at a desk who talks with people.
pub const DESK: &[Role] = &[
    Role::Operator,
    Role::Handler,
    Role::Mediator,
    Role::Liaison,
    Role::DepartmentHead,
    Role::Leader,
];
/// People who see cases at all; an administrator needs one of these roles too (separation of duties).
pub const SEE_CASES: &[Role] = &[
    Role::Operator,
    Role::Handler,
    Role::Mediator,
    Role::Liaison,
    Role::DepartmentHead,
    Role::Leader,
    Role::Superior,
    Role::Supervisor,
];
/// People who pass a case on; a handler only sends back what is not theirs.
const DISTRIBUTE: &[Role] = &[
    Role::Operator,
    Role::Liaison,
    Role::DepartmentHead,
    Role::Leader,
];
/// People who take what others passed on, or send it back.
const RECEIVE: &[Role] = &[
    Role::Operator,
    Role::Handler,
    Role::Liaison,
    Role::DepartmentHead,
    Role::Leader,
];
/// People who push a case from their own organisation or from above.
const OVERSEE: &[Role] = &[
    Role::DepartmentHead,
    Role::Leader,
    Role::Superior,
    Role::Supervisor,
];
/// People who say what to do.
const INSTRUCT: &[Role] = &[Role::DepartmentHead, Role::Leader, Role::Superior];
/// People who run a station's settlement.
pub(crate) const STATION: &[Role] = &[
    Role::Liaison,
    Role::Mediator,
    Role::Handler,
    Role::DepartmentHead,
    Role::Leader,
];

/// Complaint at an authority (Order 121 Art. 10–26).
pub const AUTHORITY_COMPLAINT: &[Row] = &[
    row(K::Sign, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::SendBack, &[S::Distributed], By::Staff(RECEIVE)),
    row(
        K::StartReview,
        &[S::Registered, S::Reopened],
        By::Staff(REVIEW),
    ),
    row(K::RequestMaterial, &[S::Reviewing], By::Staff(REVIEW)),
    row(K::SupplyMaterial, &[S::Supplement], By::Either(DESK)),
    row(K::Accept, &[S::Reviewing], By::Staff(REVIEW)),
    row(K::ProposeRefusal, &[S::Reviewing], By::Staff(PROPOSE)),
    row(K::ApproveRefusal, &[S::RefusalProposed], By::Staff(APPROVE)),
    row(K::RejectRefusal, &[S::RefusalProposed], By::Staff(APPROVE)),
    row(K::ContactBusiness, SINCE_ACCEPTANCE, By::Staff(CASE_WORK)),
    row(K::InviteBusiness, SINCE_ACCEPTANCE, By::Staff(CASE_WORK)),
    row(K::StateAnswer, SINCE_ACCEPTANCE, By::Respondent),
    row(
        K::RecordConsent,
        &[S::Accepted, S::Investigating, S::Reopened],
        By::Parties(CASE_WORK),
    ),
    row(
        K::StartInquiry,
        &[S::Accepted, S::Mediating, S::Reopened],
        By::Staff(CASE_WORK),
    ),
    row(K::RecordFinding, &[S::Investigating], By::Staff(CASE_WORK)),
    row(K::ScheduleSession, &[S::Mediating], By::Staff(CASE_WORK)),
    row(K::RecordSession, &[S::Mediating], By::Staff(CASE_WORK)),
    row(K::Propose, &[S::Mediating], By::Parties(CASE_WORK)),
    row(K::AnswerProposal, &[S::Mediating], By::Parties(CASE_WORK)),
    row(
        K::RecordSettlement,
        &[S::Accepted, S::Mediating, S::Reopened],
        By::Staff(CASE_WORK),
    ),
    row(
        K::RequestRecusal,
        &[S::Accepted, S::Mediating],
        By::Parties(CASE_WORK),
    ),
    row(K::DecideRecusal, &[S::Suspended], By::Overseer(INSTRUCT)),
    row(K::Suspend, &[S::Mediating], By::Staff(CASE_WORK)),
    row(K::Resume, &[S::Suspended], By::Staff(CASE_WORK)),
    row(
        K::Extend,
        &[S::Accepted, S::Investigating, S::Mediating],
        By::Staff(APPROVE),
    ),
    row(
        K::Terminate,
        &[
            S::Accepted,
            S::Investigating,
            S::Mediating,
            S::Suspended,
            S::Reopened,
        ],
        By::Staff(CASE_WORK),
    ),
    row(K::RecordPerformance, &[S::Performing], By::Staff(CASE_WORK)),
    row(
        K::Close,
        &[
            S::Reviewing,
            S::Refused,
            S::Accepted,
            S::Mediating,
            S::Performing,
            S::Agreed,
            S::Terminated,
            S::Reopened,
        ],
        By::Staff(CASE_WORK),
    ),
    row(
        K::Merge,
        &[S::Registered, S::Reviewing],
        By::Staff(CASE_WORK),
    ),
    row(
        K::Distribute,
        &[S::Registered, S::Reviewing],
        By::Staff(DISTRIBUTE),
    ),
    row(K::SendMessage, WHILE_OPEN, By::Either(DESK)),
    row(K::Assign, WHILE_OPEN, By::Staff(ASSIGN)),
    row(K::Flag, WHILE_OPEN, By::Staff(DESK)),
    row(K::Unflag, WHILE_OPEN, By::Staff(APPROVE)),
    row(K::ReportUp, WHILE_OPEN, By::Staff(DESK)),
    row(K::Instruct, WHILE_OPEN, By::Overseer(INSTRUCT)),
    row(K::Supervise, WHILE_OPEN, By::Overseer(OVERSEE)),
    row(K::AnswerSupervision, WHILE_OPEN, By::Staff(DESK)),
    row(K::Urge, WHILE_OPEN, By::Either(DESK)),
    row(K::Note, ALWAYS_BUT_ARCHIVED, By::Staff(DESK)),
    row(K::Withdraw, BEFORE_AGREEMENT, By::Either(DESK)),
    row(K::CallBack, &[S::Closed], By::Staff(DESK)),
    row(K::Rate, &[S::Closed], By::Complainant),
    row(K::Reopen, &[S::Closed], By::Either(APPROVE)),
    row(K::Archive, &[S::Closed], By::Staff(CASE_WORK)),
];

/// Complaint at a station: it settles on its own site and never accepts or refuses.
pub const STATION_COMPLAINT: &[Row] = &[
    row(K::Sign, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::SendBack, &[S::Distributed], By::Staff(RECEIVE)),
    row(
        K::StartReview,
        &[S::Registered, S::Reopened],
        By::Staff(STATION),
    ),
    row(K::ContactBusiness, &[S::Negotiating], By::Staff(STATION)),
    row(K::InviteBusiness, &[S::Negotiating], By::Staff(STATION)),
    row(K::StateAnswer, &[S::Negotiating], By::Respondent),
    row(K::ScheduleSession, &[S::Negotiating], By::Staff(STATION)),
    row(K::RecordSession, &[S::Negotiating], By::Staff(STATION)),
    row(K::Propose, &[S::Negotiating], By::Parties(STATION)),
    row(K::AnswerProposal, &[S::Negotiating], By::Parties(STATION)),
    row(K::RecordSettlement, &[S::Negotiating], By::Staff(STATION)),
    row(K::Close, &[S::Negotiating, S::Settled], By::Staff(STATION)),
    row(
        K::Merge,
        &[S::Registered, S::Negotiating],
        By::Staff(STATION),
    ),
    row(
        K::Distribute,
        &[S::Registered, S::Negotiating],
        By::Staff(DISTRIBUTE),
    ),
    row(K::SendMessage, WHILE_OPEN, By::Either(DESK)),
    row(K::Assign, WHILE_OPEN, By::Staff(STATION)),
    row(K::Flag, WHILE_OPEN, By::Staff(DESK)),
    row(K::Unflag, WHILE_OPEN, By::Staff(APPROVE)),
    row(K::ReportUp, WHILE_OPEN, By::Staff(DESK)),
    row(K::Instruct, WHILE_OPEN, By::Overseer(INSTRUCT)),
    row(K::Supervise, WHILE_OPEN, By::Overseer(OVERSEE)),
    row(K::AnswerSupervision, WHILE_OPEN, By::Staff(DESK)),
    row(K::Urge, WHILE_OPEN, By::Either(DESK)),
    row(K::Note, ALWAYS_BUT_ARCHIVED, By::Staff(DESK)),
    row(K::Withdraw, BEFORE_AGREEMENT, By::Either(DESK)),
    row(K::CallBack, &[S::Closed], By::Staff(DESK)),
    row(K::Rate, &[S::Closed], By::Complainant),
    row(K::Reopen, &[S::Closed], By::Either(STATION)),
    row(K::Archive, &[S::Closed], By::Staff(STATION)),
];

/// Report at an authority, which checks it and opens a case or does not (Order 121 Art. 27–36;
/// penalty procedure Art. 18–20, 60, 64).
pub const AUTHORITY_REPORT: &[Row] = &[
    row(K::Sign, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::SendBack, &[S::Distributed], By::Staff(RECEIVE)),
    row(
        K::StartReview,
        &[S::Received, S::Reopened],
        By::Staff(REVIEW),
    ),
    row(K::StartVerification, &[S::Reviewing], By::Staff(REVIEW)),
    row(
        K::RecordFinding,
        &[S::Verifying, S::Filed],
        By::Staff(REVIEW),
    ),
    row(K::FileCase, &[S::Verifying], By::Staff(APPROVE)),
    row(K::DeclineFiling, &[S::Verifying], By::Staff(APPROVE)),
    row(K::RecordPenalty, &[S::Filed], By::Staff(APPROVE)),
    row(K::Suspend, &[S::Verifying, S::Filed], By::Staff(REVIEW)),
    row(K::Resume, &[S::Suspended], By::Staff(REVIEW)),
    row(K::Extend, &[S::Verifying, S::Filed], By::Staff(APPROVE)),
    row(
        K::Close,
        &[S::Reviewing, S::Verifying, S::NotFiled, S::Decided],
        By::Staff(REVIEW),
    ),
    row(
        K::RecordReward,
        &[S::Decided, S::Closed],
        By::Staff(APPROVE),
    ),
    row(
        K::Merge,
        &[S::Received, S::Reviewing, S::Verifying],
        By::Staff(REVIEW),
    ),
    row(
        K::Distribute,
        &[S::Received, S::Reviewing],
        By::Staff(DISTRIBUTE),
    ),
    row(K::SendMessage, WHILE_OPEN, By::Either(DESK)),
    row(K::Assign, WHILE_OPEN, By::Staff(ASSIGN)),
    row(K::Flag, WHILE_OPEN, By::Staff(DESK)),
    row(K::Unflag, WHILE_OPEN, By::Staff(APPROVE)),
    row(K::ReportUp, WHILE_OPEN, By::Staff(DESK)),
    row(K::Instruct, WHILE_OPEN, By::Overseer(INSTRUCT)),
    row(K::Supervise, WHILE_OPEN, By::Overseer(OVERSEE)),
    row(K::AnswerSupervision, WHILE_OPEN, By::Staff(DESK)),
    row(K::Urge, WHILE_OPEN, By::Either(DESK)),
    row(K::Note, ALWAYS_BUT_ARCHIVED, By::Staff(DESK)),
    row(K::CallBack, &[S::Closed], By::Staff(REVIEW)),
    row(K::Rate, &[S::Closed], By::Complainant),
    row(K::Reopen, &[S::Closed], By::Either(APPROVE)),
    row(K::Archive, &[S::Closed], By::Staff(REVIEW)),
];

/// Report where nobody may investigate: it is handed over (Order 121 Art. 28).
pub const REPORT_ELSEWHERE: &[Row] = &[
    row(K::Sign, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::SendBack, &[S::Distributed], By::Staff(RECEIVE)),
    row(
        K::StartReview,
        &[S::Received, S::Reopened],
        By::Staff(REVIEW),
    ),
    row(K::Close, &[S::Reviewing], By::Staff(REVIEW)),
    row(K::Merge, &[S::Received, S::Reviewing], By::Staff(REVIEW)),
    row(
        K::Distribute,
        &[S::Received, S::Reviewing],
        By::Staff(DISTRIBUTE),
    ),
    row(K::SendMessage, WHILE_OPEN, By::Either(DESK)),
    row(K::Assign, WHILE_OPEN, By::Staff(ASSIGN)),
    row(K::Flag, WHILE_OPEN, By::Staff(DESK)),
    row(K::Unflag, WHILE_OPEN, By::Staff(APPROVE)),
    row(K::ReportUp, WHILE_OPEN, By::Staff(DESK)),
    row(K::Instruct, WHILE_OPEN, By::Overseer(INSTRUCT)),
    row(K::Supervise, WHILE_OPEN, By::Overseer(OVERSEE)),
    row(K::AnswerSupervision, WHILE_OPEN, By::Staff(DESK)),
    row(K::Urge, WHILE_OPEN, By::Either(DESK)),
    row(K::Note, ALWAYS_BUT_ARCHIVED, By::Staff(DESK)),
    row(K::CallBack, &[S::Closed], By::Staff(REVIEW)),
    row(K::Rate, &[S::Closed], By::Complainant),
    row(K::Reopen, &[S::Closed], By::Either(APPROVE)),
    row(K::Archive, &[S::Closed], By::Staff(REVIEW)),
];

/// Question or suggestion: answered at once or after assignment.
pub const QUESTION: &[Row] = &[
    row(K::Sign, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::SendBack, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::Close, &[S::New, S::Reopened], By::Staff(DESK)),
    row(K::Distribute, &[S::New], By::Staff(DISTRIBUTE)),
    row(K::SendMessage, WHILE_OPEN, By::Either(DESK)),
    row(K::Assign, WHILE_OPEN, By::Staff(ASSIGN)),
    row(K::Flag, WHILE_OPEN, By::Staff(DESK)),
    row(K::Unflag, WHILE_OPEN, By::Staff(APPROVE)),
    row(K::ReportUp, WHILE_OPEN, By::Staff(DESK)),
    row(K::Instruct, WHILE_OPEN, By::Overseer(INSTRUCT)),
    row(K::Supervise, WHILE_OPEN, By::Overseer(OVERSEE)),
    row(K::AnswerSupervision, WHILE_OPEN, By::Staff(DESK)),
    row(K::Urge, WHILE_OPEN, By::Either(DESK)),
    row(K::Note, ALWAYS_BUT_ARCHIVED, By::Staff(DESK)),
    row(K::Withdraw, &[S::New, S::Reopened], By::Either(DESK)),
    row(K::CallBack, &[S::Closed], By::Staff(DESK)),
    row(K::Rate, &[S::Closed], By::Complainant),
    row(K::Reopen, &[S::Closed], By::Either(APPROVE)),
    row(K::Archive, &[S::Closed], By::Staff(DESK)),
];

/// Legal aid, simple path.
pub const LEGAL_AID: &[Row] = &[
    row(K::Sign, &[S::Distributed], By::Staff(RECEIVE)),
    row(K::SendBack, &[S::Distributed], By::Staff(RECEIVE)),
    row(
        K::StartReview,
        &[S::Applied, S::Reopened],
        By::Staff(CASE_WORK),
    ),
    row(K::Close, &[S::Reviewing], By::Staff(CASE_WORK)),
    row(K::Merge, &[S::New], By::Staff(DESK)),
    row(K::Merge, &[S::Applied, S::Reviewing], By::Staff(CASE_WORK)),
    row(
        K::Distribute,
        &[S::Applied, S::Reviewing],
        By::Staff(DISTRIBUTE),
    ),
    row(K::SendMessage, WHILE_OPEN, By::Either(DESK)),
    row(K::Assign, WHILE_OPEN, By::Staff(ASSIGN)),
    row(K::Flag, WHILE_OPEN, By::Staff(DESK)),
    row(K::Unflag, WHILE_OPEN, By::Staff(APPROVE)),
    row(K::ReportUp, WHILE_OPEN, By::Staff(DESK)),
    row(K::Instruct, WHILE_OPEN, By::Overseer(INSTRUCT)),
    row(K::Supervise, WHILE_OPEN, By::Overseer(OVERSEE)),
    row(K::AnswerSupervision, WHILE_OPEN, By::Staff(DESK)),
    row(K::Urge, WHILE_OPEN, By::Either(DESK)),
    row(K::Note, ALWAYS_BUT_ARCHIVED, By::Staff(DESK)),
    row(
        K::Withdraw,
        &[S::Applied, S::Reviewing, S::Reopened],
        By::Either(DESK),
    ),
    row(K::CallBack, &[S::Closed], By::Staff(DESK)),
    row(K::Rate, &[S::Closed], By::Complainant),
    row(K::Reopen, &[S::Closed], By::Either(APPROVE)),
    row(K::Archive, &[S::Closed], By::Staff(CASE_WORK)),
];

/// From acceptance until there is nothing left to talk about with the business.
const SINCE_ACCEPTANCE: &[S] = &[
    S::Accepted,
    S::Investigating,
    S::Mediating,
    S::Suspended,
    S::Performing,
    S::Reopened,
];

const WHILE_OPEN: &[S] = &[
    S::Distributed,
    S::Registered,
    S::Received,
    S::New,
    S::Applied,
    S::Reviewing,
    S::Supplement,
    S::RefusalProposed,
    S::Verifying,
    S::Filed,
    S::NotFiled,
    S::Decided,
    S::Accepted,
    S::Investigating,
    S::Mediating,
    S::Suspended,
    S::Performing,
    S::Terminated,
    S::Negotiating,
    S::Agreed,
    S::Settled,
    S::Reopened,
];

const ALWAYS_BUT_ARCHIVED: &[S] = &[
    S::Distributed,
    S::Registered,
    S::Received,
    S::New,
    S::Applied,
    S::Reviewing,
    S::Supplement,
    S::RefusalProposed,
    S::Refused,
    S::Verifying,
    S::Filed,
    S::NotFiled,
    S::Decided,
    S::Accepted,
    S::Investigating,
    S::Mediating,
    S::Suspended,
    S::Performing,
    S::Terminated,
    S::Negotiating,
    S::Agreed,
    S::Settled,
    S::Closed,
    S::Reopened,
];

/// A complainant may withdraw until there is an agreement or a refusal.
const BEFORE_AGREEMENT: &[S] = &[
    S::Distributed,
    S::Registered,
    S::Reviewing,
    S::Supplement,
    S::RefusalProposed,
    S::Accepted,
    S::Investigating,
    S::Mediating,
    S::Suspended,
    S::Negotiating,
    S::Reopened,
];

/// The procedure for a type of case at an organisation of this kind.
pub fn procedure(case_type: CaseType, organisation: OrganisationKind) -> &'static [Row] {
    match case_type {
        CaseType::Complaint if organisation.may(Capability::Decide) => AUTHORITY_COMPLAINT,
        CaseType::Complaint => STATION_COMPLAINT,
        CaseType::Report if organisation.may(Capability::Investigate) => AUTHORITY_REPORT,
        CaseType::Report => REPORT_ELSEWHERE,
        CaseType::Consultation | CaseType::Suggestion => QUESTION,
        CaseType::LegalAid => LEGAL_AID,
    }
}

/// The state in which a new case of this type begins.
pub fn first_state(case_type: CaseType) -> S {
    match case_type {
        CaseType::Complaint => S::Registered,
        CaseType::Report => S::Received,
        CaseType::Consultation | CaseType::Suggestion => S::New,
        CaseType::LegalAid => S::Applied,
    }
}

/// The state that a review leads to: an authority reviews, a station negotiates.
pub fn review_state(case_type: CaseType, organisation: OrganisationKind) -> S {
    match case_type {
        CaseType::Complaint if !organisation.may(Capability::Decide) => S::Negotiating,
        _ => S::Reviewing,
    }
}
