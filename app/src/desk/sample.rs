//! Views made by hand, for the tests of the pages.

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{CommandKind, State};
use domain::clock::{Level, Remaining, RuleId, RuleSet};
use domain::code::{CaseType, Channel, Claim, OrganisationKind, Outcome};
use domain::value::{CaseNumber, Fen};
use domain::view::{
    CaseView, ClaimView, ClockView, DeadlineView, FormState, OrganisationView, PersonView,
    QueueRow, QueueTab, QueueView, RespondentView, Step, StepBy, TabCount,
};

use crate::api::desk::CasePage;

pub fn now() -> DateTime<Utc> {
    "2026-11-20T02:00:00Z".parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn number() -> CaseNumber {
    CaseNumber::compose(990_101, 1, CaseType::Complaint, day("2026-11-18"), 7).expect("a number")
}

fn deadline() -> DeadlineView {
    DeadlineView {
        clock: RuleId::L1,
        level: Level::Near,
        remaining: Remaining::WorkingDays(2),
        due: Some(day("2026-11-24")),
        of_law: true,
        provisional: false,
    }
}

pub fn row() -> QueueRow {
    QueueRow {
        number: number(),
        case_type: CaseType::Complaint,
        state: State::Reviewing,
        title: "电饭锅不通电".to_owned(),
        respondent: Some("乙电器店".to_owned()),
        person: Some("张*".to_owned()),
        claimed: Fen::new(19_950).expect("money"),
        channel: Channel::Phone,
        received_at: "2026-11-18T02:00:00Z".parse().expect("an instant"),
        assignee: None,
        deadline: Some(deadline()),
        outcome: None,
        news: None,
        flags: Vec::new(),
        supervision: None,
        place: None,
    }
}

pub fn queue(rows: Vec<QueueRow>) -> QueueView {
    let tabs = QueueTab::ALL
        .iter()
        .map(|tab| TabCount {
            tab: *tab,
            count: 3,
        })
        .collect();
    QueueView {
        tab: QueueTab::Open,
        tabs,
        rows,
        next: Some("abc".to_owned()),
        now: now(),
    }
}

fn step(kind: &str, public: bool, text: &str) -> Step {
    Step {
        version: 2,
        at: now(),
        by: StepBy::System,
        kind: kind.to_owned(),
        public,
        text: Some(text.to_owned()),
        due: None,
        amount: None,
        outcome: None,
        ground: None,
        termination: None,
        assigned_to: None,
        satisfaction: None,
        side: None,
        agrees: None,
        meeting: None,
        attendance: None,
        hold: None,
        decided: None,
        place: None,
    }
}

fn clock() -> ClockView {
    ClockView {
        clock: RuleId::L1,
        started_at: "2026-11-18T02:00:00Z".parse().expect("an instant"),
        stopped_at: None,
        due: Some(day("2026-11-24")),
        wall: Some(day("2026-11-27")),
        remaining: Some(Remaining::WorkingDays(2)),
        level: Some(Level::Near),
        basis: "第十五条".to_owned(),
        basis_en: "Article 15".to_owned(),
        provisional: false,
    }
}

pub fn case(allowed: &[CommandKind]) -> CaseView {
    CaseView {
        number: number(),
        case_type: CaseType::Complaint,
        state: State::Reviewing,
        version: 4,
        organisation: OrganisationView {
            code: "01".to_owned(),
            kind: OrganisationKind::Authority,
            name_zh: "甲县市场监督管理局".to_owned(),
            name_en: "Market regulation of Jia county".to_owned(),
            phone: "0990-1234567".to_owned(),
            address: "甲路 1 号".to_owned(),
        },
        channel: Channel::Phone,
        rule_set: RuleSet::Order121,
        received_at: "2026-11-18T02:00:00Z".parse().expect("an instant"),
        assignee: None,
        deadline: Some(deadline()),
        clocks: vec![clock()],
        person: Some(PersonView {
            name: "张*".to_owned(),
            phone: "138****8000".to_owned(),
            address: None,
        }),
        respondent: Some(RespondentView {
            name: "乙电器店".to_owned(),
            address: None,
            credit_code: None,
        }),
        more_respondents: Vec::new(),
        co_complainants: 0,
        item: Some("电饭锅".to_owned()),
        item_category: Some("G04".to_owned()),
        order_no: None,
        purchased_on: None,
        problem: Some("P01".to_owned()),
        claims: vec![ClaimView {
            kind: Claim::Refund,
            amount: Fen::new(19_950).ok(),
        }],
        facts: "买了三天就不通电 <b>".to_owned(),
        imported: None,
        publication: false,
        entrusted_mediation: true,
        material: None,
        lapsed: None,
        refusal: None,
        mediation: domain::case::Mediation::default(),
        business_link: None,
        places: Vec::new(),
        verification: domain::case::Verification::default(),
        documents: Vec::new(),
        issued: 0,
        watch: domain::case::Watch::default(),
        settlement: None,
        outcome: None,
        reply: None,
        recovered: None,
        termination: None,
        rating: None,
        survey: None,
        evidence: domain::view::EvidenceList::default(),
        steps: vec![
            step("message_sent", true, "请补充小票"),
            step("note_added", false, "店家难缠"),
        ],
        allowed: allowed.to_vec(),
        outcomes: vec![Outcome::Transferred],
        last_material_day: day("2026-11-23"),
        colleagues: Vec::new(),
        businesses: Vec::new(),
        can_link: false,
        now: now(),
    }
}

pub fn page(allowed: &[CommandKind], form: FormState) -> CasePage {
    CasePage {
        case: case(allowed),
        form,
        survey: None,
        business: None,
        neighbours: None,
    }
}
