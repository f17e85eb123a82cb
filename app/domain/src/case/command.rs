//! What somebody may ask of a case.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::{AccountId, StaffNumber};
use crate::code::{
    Attendance, DissatisfactionReason, HoldReason, Outcome, RefusalGround, ReturnReason,
    Satisfaction, SessionWay, Side, TerminationGround, codes,
};
use crate::value::{Comment, Fen, LongText, ShortText};

codes! {
    /// The name of a command, as on the wire and in `docs/commands.md`.
    pub enum CommandKind {
        // An officer begins the review (Order 121 Art. 15).
        StartReview = "start_review", "开始审查", "Start review";
        // The case goes to an organisation above or below.
        Distribute = "distribute", "转交其他单位", "Pass on";
        // That organisation takes it.
        Sign = "sign", "签收", "Sign for it";
        // That organisation sends it back, once at most.
        SendBack = "send_back", "退回", "Send back";
        // The complainant is asked for material or proof of identity (Order 121 Art. 10).
        RequestMaterial = "request_material", "要求补充材料", "Ask for material";
        // The complainant answers that request.
        SupplyMaterial = "supply_material", "补充材料", "Supply material";
        // The complaint is accepted (Order 121 Art. 15).
        Accept = "accept", "受理", "Accept";
        // One officer proposes not to accept (Order 121 Art. 16).
        ProposeRefusal = "propose_refusal", "提出不予受理", "Propose refusal";
        // A second person confirms it.
        ApproveRefusal = "approve_refusal", "批准不予受理", "Approve refusal";
        // A second person sends it back to review.
        RejectRefusal = "reject_refusal", "退回重新审查", "Return to review";
        // The case gets a responsible person.
        Assign = "assign", "分配承办人", "Assign";
        // An internal note that the consumer never sees.
        Note = "note", "内部备注", "Internal note";
        // A message between consumer and office.
        SendMessage = "send_message", "回复消费者", "Write to the consumer";
        // The business was contacted.
        ContactBusiness = "contact_business", "联系经营者", "Contact the business";
        // One side wants mediation, or does not (Order 121 Art. 18).
        RecordConsent = "record_consent", "记录调解意愿", "Record a side's will to mediate";
        // The facts are looked into (Order 121 Art. 19).
        StartInquiry = "start_inquiry", "开展调查", "Start an inquiry";
        // What the inquiry found.
        RecordFinding = "record_finding", "记录初步调查结论", "Record findings";
        // The business gets a link by which it answers.
        InviteBusiness = "invite_business", "通知经营者线上答复", "Invite the business to answer";
        // The business gives its account.
        StateAnswer = "state_answer", "经营者说明情况", "Answer of the business";
        // Both sides are invited to a meeting.
        ScheduleSession = "schedule_session", "约定调解时间", "Schedule mediation";
        // What came of it.
        RecordSession = "record_session", "记录调解情况", "Record a mediation";
        // Somebody proposes terms.
        Propose = "propose", "提出调解方案", "Propose terms";
        // One side answers them.
        AnswerProposal = "answer_proposal", "答复调解方案", "Answer proposed terms";
        // Mediation stands still (Order 121 Art. 21, 22).
        Suspend = "suspend", "中止调解", "Suspend mediation";
        // It goes on.
        Resume = "resume", "恢复调解", "Resume mediation";
        // It ends without agreement (Order 121 Art. 23).
        Terminate = "terminate", "终止调解", "Terminate mediation";
        // Whether the agreement was kept (Order 121 Art. 25).
        RecordPerformance = "record_performance", "记录履行情况", "Record performance";
        // Both sides settled.
        RecordSettlement = "record_settlement", "记录和解", "Record a settlement";
        // The case ends with a written reply.
        Close = "close", "办结并答复", "Close and reply";
        // The complainant takes the case back.
        Withdraw = "withdraw", "撤回", "Withdraw";
        // The consumer is asked how it went (Order 121 Art. 26).
        CallBack = "call_back", "回访", "Call back";
        // The consumer rates the handling.
        Rate = "rate", "评价", "Rate";
        // The case is taken up again.
        Reopen = "reopen", "重新办理", "Reopen";
        // The case is filed away.
        Archive = "archive", "归档", "Archive";
    }
}

codes! {
    /// How a person outside the office was reached.
    pub enum ContactWay {
        // By telephone.
        Phone = "phone", "电话", "Phone";
        // Face to face at the office or station.
        Counter = "counter", "当面", "In person";
        // At the place of business.
        Visit = "visit", "上门", "Visit";
        // By letter, message or another written way.
        Written = "written", "书面", "In writing";
    }
}

codes! {
    /// What came of a contact.
    pub enum ContactResult {
        // Somebody answered.
        Reached = "reached", "已联系上", "Reached";
        // Nobody answered.
        Unreachable = "unreachable", "未联系上", "Not reached";
        // The person did not want to talk.
        Declined = "declined", "拒绝沟通", "Declined";
    }
}

/// A request to change a case. Built from a form or from JSON by [`super::RawCommand`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// See [`CommandKind::StartReview`].
    StartReview,
    /// See [`CommandKind::Distribute`].
    Distribute {
        /// Code of the organisation.
        organisation: ShortText,
        /// Why, and what it shall do.
        text: LongText,
    },
    /// See [`CommandKind::Sign`].
    Sign,
    /// See [`CommandKind::SendBack`].
    SendBack {
        /// Reason.
        reason: ReturnReason,
        /// In words.
        text: LongText,
    },
    /// See [`CommandKind::RequestMaterial`].
    RequestMaterial {
        /// What is missing, in words the complainant understands.
        items: LongText,
        /// Last day for the answer; at least one working day before the review must end.
        due: NaiveDate,
    },
    /// See [`CommandKind::SupplyMaterial`].
    SupplyMaterial {
        /// What the complainant adds.
        text: LongText,
    },
    /// See [`CommandKind::Accept`].
    Accept,
    /// See [`CommandKind::ProposeRefusal`].
    ProposeRefusal {
        /// Statutory ground.
        ground: RefusalGround,
        /// Why the ground applies; the complainant reads it.
        reason: LongText,
    },
    /// See [`CommandKind::ApproveRefusal`].
    ApproveRefusal,
    /// See [`CommandKind::RejectRefusal`].
    RejectRefusal {
        /// What has to be looked at again.
        reason: LongText,
    },
    /// See [`CommandKind::Assign`].
    Assign {
        /// Account of the new responsible person.
        to: AccountId,
        /// Their staff number, the only thing the consumer sees.
        number: StaffNumber,
    },
    /// See [`CommandKind::Note`].
    Note {
        /// The note.
        text: LongText,
    },
    /// See [`CommandKind::SendMessage`].
    SendMessage {
        /// The message.
        text: LongText,
    },
    /// See [`CommandKind::ContactBusiness`].
    ContactBusiness {
        /// Way of contact.
        way: ContactWay,
        /// What came of it.
        result: ContactResult,
        /// What was said, for the file.
        text: LongText,
    },
    /// See [`CommandKind::RecordConsent`].
    RecordConsent {
        /// Whose; a party speaks for itself alone.
        side: Option<Side>,
        /// Whether that side wants mediation.
        agrees: bool,
        /// What was said about it.
        text: Option<LongText>,
    },
    /// See [`CommandKind::StartInquiry`].
    StartInquiry {
        /// What is to be found out, and how.
        text: LongText,
    },
    /// See [`CommandKind::RecordFinding`].
    RecordFinding {
        /// Facts, and the evidence for them.
        text: LongText,
    },
    /// See [`CommandKind::InviteBusiness`].
    InviteBusiness,
    /// See [`CommandKind::StateAnswer`].
    StateAnswer {
        /// What the business says.
        text: LongText,
        /// Whether the consumer may read it.
        shared: bool,
    },
    /// See [`CommandKind::ScheduleSession`].
    ScheduleSession {
        /// How.
        way: SessionWay,
        /// When, UTC.
        at: DateTime<Utc>,
        /// Where; the room, or the number to call.
        place: ShortText,
    },
    /// See [`CommandKind::RecordSession`].
    RecordSession {
        /// Who came.
        attendance: Attendance,
        /// What was said, for the file.
        text: LongText,
    },
    /// See [`CommandKind::Propose`].
    Propose {
        /// Whose terms; none for those of the office.
        side: Option<Side>,
        /// What each side shall do.
        terms: LongText,
        /// Money for the consumer.
        amount: Fen,
        /// By when it shall be done.
        perform_by: Option<NaiveDate>,
    },
    /// See [`CommandKind::AnswerProposal`].
    AnswerProposal {
        /// Who answers; a party speaks for itself alone.
        side: Option<Side>,
        /// Yes or no.
        agrees: bool,
        /// What was said about it.
        text: Option<LongText>,
    },
    /// See [`CommandKind::Suspend`].
    Suspend {
        /// Reason.
        hold: HoldReason,
        /// In words; both sides read it.
        text: LongText,
        /// Day on which the office looks again; within ten working days.
        review_on: Option<NaiveDate>,
    },
    /// See [`CommandKind::Resume`].
    Resume {
        /// Why it goes on: the report of the appraisal, the decision on the recusal …
        text: LongText,
    },
    /// See [`CommandKind::Terminate`].
    Terminate {
        /// Statutory ground.
        termination: TerminationGround,
        /// Why it applies; both sides read it.
        reason: LongText,
    },
    /// See [`CommandKind::RecordPerformance`].
    RecordPerformance {
        /// Whether the agreement was kept.
        performed: bool,
        /// How it is known.
        text: LongText,
    },
    /// See [`CommandKind::RecordSettlement`].
    RecordSettlement {
        /// What both sides agreed.
        terms: LongText,
        /// Money the consumer gets.
        amount: Fen,
        /// Whether it was done on the spot.
        performed: bool,
    },
    /// See [`CommandKind::Close`].
    Close {
        /// Result of the case.
        outcome: Outcome,
        /// The written reply; only a refusal notice that was already given may stand for it.
        reply: Option<LongText>,
        /// Money the consumer got back.
        recovered: Fen,
        /// Statutory ground when mediation is terminated (Order 121 Art. 23).
        termination: Option<TerminationGround>,
    },
    /// See [`CommandKind::Withdraw`].
    Withdraw {
        /// Why, if the complainant wants to say.
        reason: Option<LongText>,
    },
    /// See [`CommandKind::CallBack`].
    CallBack {
        /// Whether the consumer was reached.
        result: ContactResult,
        /// How satisfied they said they were.
        satisfaction: Option<Satisfaction>,
        /// What they said.
        text: Option<LongText>,
    },
    /// See [`CommandKind::Rate`].
    Rate {
        /// One of five levels.
        satisfaction: Satisfaction,
        /// Reasons; needed for the two worst levels to be complete.
        reasons: Vec<DissatisfactionReason>,
        /// Free words.
        comment: Option<Comment>,
        /// Whether a call is welcome.
        wants_call: bool,
    },
    /// See [`CommandKind::Reopen`].
    Reopen {
        /// Why the case has to be taken up again.
        reason: LongText,
    },
    /// See [`CommandKind::Archive`].
    Archive,
}

impl Command {
    /// The name of this command.
    pub fn kind(&self) -> CommandKind {
        match self {
            Self::StartReview => CommandKind::StartReview,
            Self::Distribute { .. } => CommandKind::Distribute,
            Self::Sign => CommandKind::Sign,
            Self::SendBack { .. } => CommandKind::SendBack,
            Self::RequestMaterial { .. } => CommandKind::RequestMaterial,
            Self::SupplyMaterial { .. } => CommandKind::SupplyMaterial,
            Self::Accept => CommandKind::Accept,
            Self::ProposeRefusal { .. } => CommandKind::ProposeRefusal,
            Self::ApproveRefusal => CommandKind::ApproveRefusal,
            Self::RejectRefusal { .. } => CommandKind::RejectRefusal,
            Self::Assign { .. } => CommandKind::Assign,
            Self::Note { .. } => CommandKind::Note,
            Self::SendMessage { .. } => CommandKind::SendMessage,
            Self::ContactBusiness { .. } => CommandKind::ContactBusiness,
            Self::RecordConsent { .. } => CommandKind::RecordConsent,
            Self::StartInquiry { .. } => CommandKind::StartInquiry,
            Self::RecordFinding { .. } => CommandKind::RecordFinding,
            Self::InviteBusiness => CommandKind::InviteBusiness,
            Self::StateAnswer { .. } => CommandKind::StateAnswer,
            Self::ScheduleSession { .. } => CommandKind::ScheduleSession,
            Self::RecordSession { .. } => CommandKind::RecordSession,
            Self::Propose { .. } => CommandKind::Propose,
            Self::AnswerProposal { .. } => CommandKind::AnswerProposal,
            Self::Suspend { .. } => CommandKind::Suspend,
            Self::Resume { .. } => CommandKind::Resume,
            Self::Terminate { .. } => CommandKind::Terminate,
            Self::RecordPerformance { .. } => CommandKind::RecordPerformance,
            Self::RecordSettlement { .. } => CommandKind::RecordSettlement,
            Self::Close { .. } => CommandKind::Close,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::CallBack { .. } => CommandKind::CallBack,
            Self::Rate { .. } => CommandKind::Rate,
            Self::Reopen { .. } => CommandKind::Reopen,
            Self::Archive => CommandKind::Archive,
        }
    }
}
