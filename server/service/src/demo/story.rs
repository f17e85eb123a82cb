//! How far the cases have come: each story is a receipt and what happened afterwards.

use domain::code::{CaseType, Outcome, Side, TerminationGround};

use super::county::{HEDONG, MARKET_HALL, OFFICE, STATION, XINQU};

/// Where a case is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    Authority,
    Office,
    Hedong,
    Xinqu,
    Station,
    MarketHall,
    Hotline,
}

impl Site {
    /// The organisation a filing names. Staff of the hotline take in what they answer themselves;
    /// people file with the intake desk.
    pub(super) const fn code(self) -> Option<&'static str> {
        match self {
            Self::Office => Some(OFFICE),
            Self::Hedong => Some(HEDONG),
            Self::Xinqu => Some(XINQU),
            Self::Station => Some(STATION),
            Self::MarketHall => Some(MARKET_HALL),
            Self::Authority | Self::Hotline => None,
        }
    }
}

/// When a case came in, seen from the last midnight.
#[derive(Debug, Clone, Copy)]
pub(super) enum Received {
    /// On the evening before.
    Evening,
    /// So many working days ago.
    WorkingDays(i64, i64),
    /// So many days ago.
    Days(i64, i64),
}

/// One thing that happened to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beat {
    Review,
    /// The desk says that the case has arrived and who looks at it.
    Greet,
    Assign,
    Note,
    AskMaterial,
    SupplyMaterial,
    ProposeRefusal,
    RejectRefusal,
    ApproveRefusal,
    Accept,
    Contact,
    ContactInVain,
    /// The person asks, the office answers.
    Ask,
    Answer,
    /// The office looks into the facts.
    Inquire,
    /// A report is checked.
    Check,
    /// What the check found.
    Find,
    /// The head opens a case, or none.
    FileCase,
    FileNone,
    /// The opened case is decided.
    Penalise,
    /// The reporter is told that a case was opened.
    TellReporter,
    /// A side says that it wants mediation.
    Willing(Side),
    /// The business proposes terms.
    Offer,
    /// Mediation waits for an appraisal.
    HoldUp,
    /// Mediation ends, and nobody has been told yet.
    EndMediation,
    /// The case goes to the authority.
    HandOver,
    Settle,
    SettleAtOnce,
    Close(Outcome),
    Terminate(TerminationGround),
    Withdraw,
    Rate(u8),
    CallBack,
    CallBackInVain,
    Reopen,
    /// Waits thirty days and files the case away.
    Archive,
}

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// A dispute that is an authority's business.
    Dispute,
    /// A dispute several people have with the same business.
    Group,
    /// A dispute in which somebody acts for the person.
    Represented,
    /// A dispute that is not accepted.
    Refusable,
    /// A matter of another department.
    Elsewhere,
    /// A report with or without a name.
    Report {
        named: bool,
    },
    Question,
    QuestionElsewhere,
    Suggestion(Outcome),
    LegalAid,
}

impl Topic {
    /// Whether it is about something of which people take pictures.
    pub(super) const fn has_pictures(self) -> bool {
        matches!(
            self,
            Self::Dispute | Self::Group | Self::Represented | Self::Report { .. }
        )
    }

    /// The type of case.
    pub(super) const fn case_type(self) -> CaseType {
        match self {
            Self::Dispute | Self::Group | Self::Represented | Self::Refusable | Self::Elsewhere => {
                CaseType::Complaint
            }
            Self::Report { .. } => CaseType::Report,
            Self::Question | Self::QuestionElsewhere => CaseType::Consultation,
            Self::Suggestion(_) => CaseType::Suggestion,
            Self::LegalAid => CaseType::LegalAid,
        }
    }
}

/// A course of events.
pub(super) struct Story {
    /// Its name, for those who look for a case to try something on.
    pub(super) name: &'static str,
    /// How often it occurs among many.
    pub(super) weight: u32,
    pub(super) site: Site,
    pub(super) topic: Topic,
    pub(super) received: Received,
    pub(super) beats: &'static [Beat],
}

use Beat as B;
use Outcome as O;
use Received::{Days, Evening, WorkingDays};
use Topic as T;

const fn story(
    name: &'static str,
    weight: u32,
    topic: Topic,
    received: Received,
    beats: &'static [Beat],
) -> Story {
    Story {
        name,
        weight,
        site: Site::Authority,
        topic,
        received,
        beats,
    }
}

const fn at(site: Site, story: Story) -> Story {
    Story { site, ..story }
}

const NAMED: Topic = T::Report { named: true };
const ANONYMOUS: Topic = T::Report { named: false };

/// The stories, those first that a short demonstration must have.
#[rustfmt::skip]
pub(super) const STORIES: &[Story] = &[
    story("fresh", 4, T::Dispute, Evening, &[]),
    story("reviewing", 4, T::Dispute, WorkingDays(1, 1), &[B::Greet, B::Review, B::Assign]),
    story("accepted", 6, T::Dispute, WorkingDays(3, 5), &[B::Review, B::Assign, B::Accept, B::Contact]),
    story("closed", 8, T::Dispute, WorkingDays(4, 6), &[B::Review, B::Accept, B::Contact, B::SettleAtOnce, B::Close(O::MediatedAtOnce)]),
    story("refusal_proposed", 3, T::Refusable, WorkingDays(2, 3), &[B::Review, B::Assign, B::Greet, B::ProposeRefusal]),
    story("rated_5", 14, T::Dispute, Days(14, 28), &[B::Review, B::Assign, B::Accept, B::Contact, B::Settle, B::Close(O::MediatedAgreement), B::Rate(5), B::CallBack]),
    story("report_received", 3, NAMED, Evening, &[]),
    story("question", 5, T::Question, Evening, &[]),
    at(Site::Station, story("station_negotiating", 3, T::Dispute, WorkingDays(2, 3), &[B::Review, B::Greet, B::Contact])),
    story("overdue", 1, T::Dispute, WorkingDays(9, 11), &[]),
    story("suggestion_adopted", 3, T::Suggestion(O::Adopted), Days(12, 30), &[B::Close(O::Adopted), B::Rate(5), B::CallBack]),
    story("target_missed", 3, T::Dispute, WorkingDays(3, 4), &[B::Greet]),
    story("waiting_for_material", 3, T::Dispute, WorkingDays(2, 2), &[B::Review, B::Assign, B::AskMaterial]),
    story("material_supplied", 2, T::Dispute, WorkingDays(4, 5), &[B::Review, B::AskMaterial, B::SupplyMaterial]),
    story("refused", 2, T::Refusable, WorkingDays(4, 6), &[B::Review, B::Assign, B::ProposeRefusal, B::ApproveRefusal]),
    story("refused_closed", 6, T::Refusable, Days(12, 30), &[B::Review, B::ProposeRefusal, B::ApproveRefusal, B::Close(O::Refused), B::CallBack]),
    story("refusal_rejected", 1, T::Dispute, WorkingDays(4, 6), &[B::Review, B::ProposeRefusal, B::RejectRefusal, B::Note, B::Accept, B::Contact]),
    story("agreed", 2, T::Dispute, WorkingDays(6, 8), &[B::Review, B::Assign, B::Accept, B::Contact, B::SettleAtOnce]),
    story("performing", 2, T::Dispute, WorkingDays(6, 8), &[B::Review, B::Assign, B::Accept, B::Contact, B::Settle]),
    story("inquiry", 2, T::Dispute, WorkingDays(4, 6), &[B::Review, B::Assign, B::Accept, B::Contact, B::Inquire]),
    story("mediating", 3, T::Dispute, WorkingDays(6, 8), &[B::Review, B::Assign, B::Accept, B::Contact, B::Willing(Side::Business), B::Willing(Side::Consumer), B::Offer]),
    story("suspended", 1, T::Dispute, WorkingDays(8, 10), &[B::Review, B::Accept, B::Contact, B::Willing(Side::Business), B::Willing(Side::Consumer), B::HoldUp]),
    story("terminated", 1, T::Dispute, WorkingDays(8, 10), &[B::Review, B::Accept, B::Contact, B::EndMediation]),
    at(Site::Station, story("handed_over", 1, T::Dispute, WorkingDays(2, 3), &[B::Review, B::Contact, B::HandOver])),
    story("mediated", 8, T::Dispute, Days(14, 28), &[B::Review, B::Assign, B::Accept, B::Contact, B::Settle, B::Close(O::MediatedAgreement), B::CallBack]),
    story("no_agreement", 8, T::Dispute, Days(14, 30), &[B::Review, B::Assign, B::Accept, B::Contact, B::Terminate(TerminationGround::NoAgreement), B::CallBack]),
    story("business_refused", 5, T::Dispute, Days(12, 25), &[B::Review, B::Accept, B::Contact, B::Terminate(TerminationGround::PartyRefuses), B::CallBack]),
    story("mediation_near_end", 1, T::Dispute, Days(57, 59), &[B::Review, B::Assign, B::Accept, B::Contact, B::Ask, B::Answer]),
    story("mediation_overdue", 1, T::Dispute, Days(72, 78), &[B::Review, B::Assign, B::Accept, B::ContactInVain, B::Contact]),
    story("messages", 2, T::Dispute, WorkingDays(5, 7), &[B::Review, B::Assign, B::Accept, B::Ask, B::Answer, B::Contact]),
    story("group", 1, T::Group, WorkingDays(4, 6), &[B::Review, B::Assign, B::Accept, B::Note, B::ContactInVain, B::Contact]),
    story("represented", 1, T::Represented, WorkingDays(2, 4), &[B::Greet, B::Review, B::Assign]),
    story("transferred", 5, T::Elsewhere, Days(8, 25), &[B::Review, B::Close(O::Transferred), B::CallBack]),
    story("to_police", 1, T::Dispute, Days(15, 25), &[B::Review, B::Accept, B::ContactInVain, B::Close(O::ToPolice), B::CallBack]),
    story("withdrawn", 3, T::Dispute, WorkingDays(3, 5), &[B::Withdraw]),
    story("not_reached", 1, T::Dispute, Days(15, 25), &[B::Review, B::Accept, B::Contact, B::SettleAtOnce, B::Close(O::MediatedAtOnce), B::CallBackInVain]),
    story("rated_4", 6, T::Dispute, Days(14, 28), &[B::Review, B::Accept, B::Contact, B::SettleAtOnce, B::Close(O::MediatedAtOnce), B::Rate(4), B::CallBack]),
    story("rated_3", 3, T::Dispute, Days(14, 28), &[B::Review, B::Accept, B::Contact, B::Settle, B::Close(O::MediatedAgreement), B::Rate(3), B::CallBack]),
    story("rated_2", 2, T::Dispute, Days(16, 28), &[B::Review, B::Accept, B::Contact, B::Terminate(TerminationGround::NoAgreement), B::Rate(2), B::CallBack]),
    story("rated_1", 1, T::Dispute, Days(16, 28), &[B::Review, B::Accept, B::Contact, B::Terminate(TerminationGround::PartyRefuses), B::Rate(1), B::CallBack]),
    story("reopened", 1, T::Dispute, Days(11, 15), &[B::Review, B::Assign, B::Accept, B::Contact, B::Settle, B::Close(O::MediatedAgreement), B::Rate(1), B::Reopen]),
    story("closed_twice", 1, T::Dispute, Days(32, 42), &[B::Review, B::Assign, B::Accept, B::Contact, B::Settle, B::Close(O::MediatedAgreement), B::Reopen, B::Contact, B::SettleAtOnce, B::Close(O::MediatedAtOnce), B::CallBack]),
    story("archived", 7, T::Dispute, Days(50, 62), &[B::Review, B::Assign, B::Accept, B::Contact, B::SettleAtOnce, B::Close(O::MediatedAtOnce), B::Rate(5), B::CallBack, B::Archive]),
    at(Site::Office, story("office_fresh", 2, T::Dispute, Evening, &[])),
    at(Site::Station, story("station_fresh", 2, T::Dispute, Evening, &[])),
    at(Site::Station, story("station_settled", 2, T::Dispute, WorkingDays(3, 5), &[B::Review, B::Contact, B::Settle])),
    at(Site::Station, story("station_closed", 7, T::Dispute, Days(10, 28), &[B::Review, B::Contact, B::SettleAtOnce, B::Close(O::SettledStation), B::Rate(5), B::CallBack])),
    story("report_anonymous", 4, ANONYMOUS, WorkingDays(1, 2), &[B::Greet]),
    story("report_reviewing", 4, NAMED, WorkingDays(3, 6), &[B::Greet, B::Review, B::Assign, B::Note]),
    story("report_checking", 2, ANONYMOUS, WorkingDays(5, 8), &[B::Greet, B::Review, B::Assign, B::Check, B::Find]),
    story("report_filed", 2, NAMED, WorkingDays(6, 8), &[B::Greet, B::Review, B::Assign, B::Check, B::Find, B::FileCase]),
    story("report_not_filed", 1, ANONYMOUS, WorkingDays(8, 11), &[B::Greet, B::Review, B::Assign, B::Check, B::Find, B::FileNone]),
    story("report_decided", 1, NAMED, Days(24, 32), &[B::Review, B::Assign, B::Check, B::Find, B::FileCase, B::TellReporter, B::Penalise]),
    story("report_to_case", 5, NAMED, Days(20, 32), &[B::Review, B::Assign, B::Check, B::Find, B::FileCase, B::TellReporter, B::Penalise, B::Close(O::ToCase), B::CallBack]),
    story("report_checked", 4, ANONYMOUS, Days(18, 30), &[B::Review, B::Check, B::Find, B::FileNone, B::Close(O::Answered)]),
    story("question_answered", 3, T::Question, WorkingDays(2, 4), &[B::Close(O::Answered)]),
    at(Site::Hotline, story("question_by_hotline", 10, T::Question, Days(5, 35), &[B::Close(O::Answered), B::CallBack])),
    story("question_passed_on", 3, T::QuestionElsewhere, Days(5, 25), &[B::Close(O::Transferred), B::CallBack]),
    story("suggestion", 1, T::Suggestion(O::Adopted), WorkingDays(1, 3), &[]),
    story("suggestion_partly", 1, T::Suggestion(O::PartlyAdopted), Days(12, 30), &[B::Close(O::PartlyAdopted), B::CallBack]),
    story("suggestion_declined", 1, T::Suggestion(O::NotAdopted), Days(12, 30), &[B::Close(O::NotAdopted), B::CallBack]),
    story("legal_aid", 1, T::LegalAid, Evening, &[]),
    story("legal_aid_reviewing", 1, T::LegalAid, WorkingDays(4, 6), &[B::Greet, B::Review, B::Assign]),
    story("legal_aid_closed", 1, T::LegalAid, Days(20, 30), &[B::Review, B::Assign, B::Close(O::Answered), B::CallBack]),
];

/// The stories of `count` cases: each once as far as they reach, the rest by weight.
pub(super) fn told(count: u32) -> Vec<&'static Story> {
    let mut told: Vec<&'static Story> = Vec::new();
    let sum: i64 = STORIES.iter().map(|story| i64::from(story.weight)).sum();
    // The story that is furthest behind its share comes next.
    let mut behind: Vec<i64> = vec![0; STORIES.len()];
    let rest = u64::from(count).saturating_sub(STORIES.len() as u64);
    told.extend(
        STORIES
            .iter()
            .take(usize::try_from(count).unwrap_or(usize::MAX)),
    );
    for _ in 0..rest {
        for (credit, story) in behind.iter_mut().zip(STORIES) {
            *credit += i64::from(story.weight);
        }
        let next = behind
            .iter_mut()
            .zip(STORIES)
            .max_by_key(|(credit, _)| **credit);
        if let Some((credit, story)) = next {
            *credit -= sum;
            told.push(story);
        }
    }
    told
}
