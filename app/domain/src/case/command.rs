//! What somebody may ask of a case.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::{AccountId, StaffNumber};
use crate::code::{
    Attendance, DissatisfactionReason, Flag, HoldReason, NotFiledGround, Outcome, PenaltyDecision,
    RefusalGround, ReturnReason, Satisfaction, SessionWay, Side, SupervisionLevel,
    TerminationGround, codes,
};
use crate::value::{CaseNumber, Comment, Fen, LongText, ShortText};

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
        RecordFinding = "record_finding", "记录调查结论", "Record findings";
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
        // The responsible person may be partial: a side says so, or they themselves (Order 121
        // Art. 21).
        RequestRecusal = "request_recusal", "申请回避", "Ask for recusal";
        // A head decides whether they stand down.
        DecideRecusal = "decide_recusal", "决定回避", "Decide on a recusal";
        // A mediation or the check of a report stands still (Order 121 Art. 21, 22; penalty
        // procedure Art. 18).
        Suspend = "suspend", "中止办理", "Suspend";
        // It goes on.
        Resume = "resume", "恢复办理", "Resume";
        // A case that stands out gets a mark.
        Flag = "flag", "标记重大敏感", "Flag";
        // A head takes the mark away.
        Unflag = "unflag", "取消标记", "Take the flag away";
        // The organisation above is told of it.
        ReportUp = "report_up", "上报快报", "Report upward";
        // A head says what to do.
        Instruct = "instruct", "批示", "Instruct";
        // A supervisor pushes the case.
        Supervise = "supervise", "督办", "Supervise";
        // What was done about it.
        AnswerSupervision = "answer_supervision", "回复督办", "Answer the supervisor";
        // The person asks how long it takes.
        Urge = "urge", "催办", "Urge";
        // A clue of a violation is checked (Order 121 Art. 27; penalty procedure Art. 18).
        StartVerification = "start_verification", "开始核查", "Start the check";
        // A head gives more time.
        Extend = "extend", "批准延期", "Give more time";
        // A case is opened (penalty procedure Art. 19).
        FileCase = "file_case", "决定立案", "Open a case";
        // None is opened (penalty procedure Art. 20).
        DeclineFiling = "decline_filing", "决定不予立案", "Open no case";
        // How an opened case was decided (penalty procedure Art. 60).
        RecordPenalty = "record_penalty", "记录处理决定", "Record the decision";
        // The reporter is rewarded (Order 121 Art. 36).
        RecordReward = "record_reward", "记录举报奖励", "Record a reward";
        // It ends without agreement (Order 121 Art. 23).
        Terminate = "terminate", "终止调解", "Terminate mediation";
        // Whether the agreement was kept (Order 121 Art. 25).
        RecordPerformance = "record_performance", "记录履行情况", "Record performance";
        // Both sides settled.
        RecordSettlement = "record_settlement", "记录和解", "Record a settlement";
        // The same matter is handled under another number.
        Merge = "merge", "并案", "Merge";
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

/// The part of a procedure to which a command belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The course of every case: who has it, what is said, how it ends.
    Course,
    /// Whether a complaint is accepted.
    Review,
    /// Talking with both sides, and with the business alone.
    Mediation,
    /// The check of a report.
    Verification,
    /// Cases that stand out.
    Watch,
}

impl CommandKind {
    /// The part of a procedure to which it belongs.
    pub const fn area(self) -> Area {
        match self {
            Self::StartReview
            | Self::RequestMaterial
            | Self::SupplyMaterial
            | Self::Accept
            | Self::ProposeRefusal
            | Self::ApproveRefusal
            | Self::RejectRefusal => Area::Review,
            Self::RecordConsent
            | Self::StartInquiry
            | Self::RecordFinding
            | Self::InviteBusiness
            | Self::StateAnswer
            | Self::ScheduleSession
            | Self::RecordSession
            | Self::Propose
            | Self::AnswerProposal
            | Self::RequestRecusal
            | Self::DecideRecusal
            | Self::Suspend
            | Self::Resume
            | Self::Terminate
            | Self::RecordPerformance => Area::Mediation,
            Self::StartVerification
            | Self::Extend
            | Self::FileCase
            | Self::DeclineFiling
            | Self::RecordPenalty
            | Self::RecordReward => Area::Verification,
            Self::Flag
            | Self::Unflag
            | Self::ReportUp
            | Self::Instruct
            | Self::Supervise
            | Self::AnswerSupervision
            | Self::Urge => Area::Watch,
            Self::Distribute
            | Self::Sign
            | Self::SendBack
            | Self::Assign
            | Self::Note
            | Self::SendMessage
            | Self::ContactBusiness
            | Self::RecordSettlement
            | Self::Merge
            | Self::Close
            | Self::Withdraw
            | Self::CallBack
            | Self::Rate
            | Self::Reopen
            | Self::Archive => Area::Course,
        }
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
    /// See [`CommandKind::RequestRecusal`].
    RequestRecusal {
        /// Who asks; none for the responsible person, or the office.
        side: Option<Side>,
        /// Why they may be partial; both sides read it.
        text: LongText,
    },
    /// See [`CommandKind::DecideRecusal`].
    DecideRecusal {
        /// Whether they stand down.
        agrees: bool,
        /// Why; both sides read it.
        text: LongText,
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
        /// Why it goes on: the report of the appraisal, the material that came …
        text: LongText,
    },
    /// See [`CommandKind::Flag`].
    Flag {
        /// Why it stands out.
        flag: Flag,
        /// In words.
        text: LongText,
    },
    /// See [`CommandKind::Unflag`].
    Unflag {
        /// Which mark.
        flag: Flag,
        /// Why it is none any more.
        reason: LongText,
    },
    /// See [`CommandKind::ReportUp`].
    ReportUp {
        /// What was reported: time, place, people, amount, risks, measures.
        text: LongText,
    },
    /// See [`CommandKind::Instruct`].
    Instruct {
        /// What to do.
        text: LongText,
    },
    /// See [`CommandKind::Supervise`].
    Supervise {
        /// How hard.
        level: SupervisionLevel,
        /// What is asked for.
        text: LongText,
        /// By when it is answered.
        due: NaiveDate,
    },
    /// See [`CommandKind::AnswerSupervision`].
    AnswerSupervision {
        /// What was done.
        text: LongText,
    },
    /// See [`CommandKind::Urge`].
    Urge {
        /// What the person wants to say with it.
        text: Option<LongText>,
    },
    /// See [`CommandKind::StartVerification`].
    StartVerification,
    /// See [`CommandKind::Extend`].
    Extend {
        /// Why the time is not enough.
        reason: LongText,
    },
    /// See [`CommandKind::FileCase`].
    FileCase {
        /// What speaks for a violation.
        text: LongText,
    },
    /// See [`CommandKind::DeclineFiling`].
    DeclineFiling {
        /// Ground.
        not_filed: NotFiledGround,
        /// Why it applies.
        text: LongText,
    },
    /// See [`CommandKind::RecordPenalty`].
    RecordPenalty {
        /// What was decided.
        decision: PenaltyDecision,
        /// The decision in short, with its number.
        text: LongText,
    },
    /// See [`CommandKind::RecordReward`].
    RecordReward {
        /// Money for the reporter; none where the reward is of another kind.
        amount: Fen,
        /// Which reward, and by which rule.
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
    /// See [`CommandKind::Merge`].
    Merge {
        /// The number under which the matter is handled.
        into: CaseNumber,
        /// Why; the person reads it.
        text: LongText,
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
            Self::RequestRecusal { .. } => CommandKind::RequestRecusal,
            Self::DecideRecusal { .. } => CommandKind::DecideRecusal,
            Self::Suspend { .. } => CommandKind::Suspend,
            Self::Resume { .. } => CommandKind::Resume,
            Self::Flag { .. } => CommandKind::Flag,
            Self::Unflag { .. } => CommandKind::Unflag,
            Self::ReportUp { .. } => CommandKind::ReportUp,
            Self::Instruct { .. } => CommandKind::Instruct,
            Self::Supervise { .. } => CommandKind::Supervise,
            Self::AnswerSupervision { .. } => CommandKind::AnswerSupervision,
            Self::Urge { .. } => CommandKind::Urge,
            Self::StartVerification => CommandKind::StartVerification,
            Self::Extend { .. } => CommandKind::Extend,
            Self::FileCase { .. } => CommandKind::FileCase,
            Self::DeclineFiling { .. } => CommandKind::DeclineFiling,
            Self::RecordPenalty { .. } => CommandKind::RecordPenalty,
            Self::RecordReward { .. } => CommandKind::RecordReward,
            Self::Terminate { .. } => CommandKind::Terminate,
            Self::RecordPerformance { .. } => CommandKind::RecordPerformance,
            Self::RecordSettlement { .. } => CommandKind::RecordSettlement,
            Self::Merge { .. } => CommandKind::Merge,
            Self::Close { .. } => CommandKind::Close,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::CallBack { .. } => CommandKind::CallBack,
            Self::Rate { .. } => CommandKind::Rate,
            Self::Reopen { .. } => CommandKind::Reopen,
            Self::Archive => CommandKind::Archive,
        }
    }
}
