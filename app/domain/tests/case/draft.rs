//! A filing page by page.

use chrono::NaiveDate;
use domain::business::RawBusiness;
use domain::case::{Draft, DraftStep, FieldProblem, PRIVACY_NOTICE};
use domain::code::CaseType;
use domain::offer::Offered;
use domain::value::Fen;
use rstest::rstest;

use crate::story::on;

fn today() -> NaiveDate {
    on("2026-11-22")
}

/// A complaint as typed, with nothing wrong.
fn a_draft() -> Draft {
    Draft {
        case_type: "complaint".into(),
        respondent_name: "示例百货".into(),
        respondent_address: "示例县中心街 2 号".into(),
        item_name: "电饭煲".into(),
        item_category: "G04".into(),
        purchased_year: "２０２６".into(),
        purchased_month: "9".into(),
        problem: "P01".into(),
        facts: "使用三天后不通电，商家拒绝退货。".into(),
        claims: vec!["repair".into(), "refund".into(), "compensation".into()],
        claim_amount: "199".into(),
        complainant_name: "张三".into(),
        complainant_phone: "14400001234".into(),
        complainant_address: "示例县幸福路 1 号".into(),
        privacy: true,
        ..Draft::default()
    }
}

fn named(problems: &[FieldProblem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.code))
        .collect()
}

#[rstest]
#[case(CaseType::Complaint, 7)]
#[case(CaseType::Report, 5)]
#[case(CaseType::Consultation, 3)]
#[case(CaseType::Suggestion, 3)]
#[case(CaseType::LegalAid, 4)]
fn the_pages_lead_forth_to_the_check_and_back(#[case] case_type: CaseType, #[case] pages: usize) {
    let draft = Draft {
        case_type: case_type.code().into(),
        ..Draft::default()
    };
    let mut there = vec![DraftStep::Kind];
    while *there.last().unwrap() != DraftStep::Check {
        assert_eq!(
            draft.place(*there.last().unwrap()),
            Some((there.len(), pages))
        );
        there.push(draft.next_step(*there.last().unwrap()));
    }
    assert_eq!(there.len(), pages + 1);

    let mut back = vec![DraftStep::Check];
    while let Some(before) = draft.previous_step(*back.last().unwrap()) {
        back.push(before);
    }
    back.reverse();
    assert_eq!(back, there);
    assert_eq!(draft.place(DraftStep::Check), None);
}

#[test]
fn a_complete_draft_is_a_filing() {
    let parsed = a_draft().parse(&Offered::everything(today())).unwrap();
    assert_eq!(parsed.filing.case_type(), CaseType::Complaint);
    assert_eq!(parsed.consents.privacy_notice, PRIVACY_NOTICE);
    assert_eq!(
        a_draft().first_unfinished(&Offered::everything(today())),
        None
    );
}

#[test]
fn the_amount_belongs_to_the_first_claim_about_money() {
    let parsed = a_draft().parse(&Offered::everything(today())).unwrap();
    let amounts: Vec<Option<Fen>> = parsed
        .filing
        .claims()
        .iter()
        .map(|claim| claim.amount)
        .collect();
    assert_eq!(amounts, [None, Fen::new(19900).ok(), None]);
}

#[test]
fn every_page_of_an_empty_complaint_asks_for_its_own_fields() {
    let empty = Draft {
        case_type: "complaint".into(),
        ..Draft::default()
    };
    let asked = |step| named(&empty.problems(step, &Offered::everything(today())));
    assert!(asked(DraftStep::Kind).is_empty());
    assert_eq!(
        asked(DraftStep::Business),
        ["respondent.name: missing", "respondent.address: missing"]
    );
    assert_eq!(
        asked(DraftStep::Purchase),
        ["item.name: missing", "item.category: missing"]
    );
    assert_eq!(
        asked(DraftStep::Story),
        ["facts: missing", "problem: missing"]
    );
    assert_eq!(asked(DraftStep::Wishes), ["claims: missing"]);
    assert_eq!(
        asked(DraftStep::Contact),
        [
            "consents.privacy_notice: not_agreed",
            "complainant.name: missing",
            "complainant.phone: missing",
            "complainant.address: missing"
        ]
    );
    let pages = DraftStep::pages(CaseType::Complaint);
    let of_pages: usize = pages.iter().map(|page| asked(*page).len()).sum();
    assert_eq!(asked(DraftStep::Check).len(), of_pages);
}

#[test]
fn the_first_unfinished_page_is_the_first_with_something_wrong() {
    assert_eq!(
        Draft::default().first_unfinished(&Offered::everything(today())),
        Some(DraftStep::Kind)
    );
    let mut draft = a_draft();
    draft.complainant_phone = "12".into();
    assert_eq!(
        draft.first_unfinished(&Offered::everything(today())),
        Some(DraftStep::Contact)
    );
    draft.item_name = String::new();
    assert_eq!(
        draft.first_unfinished(&Offered::everything(today())),
        Some(DraftStep::Purchase)
    );
}

#[rstest]
#[case("2026", "", "", "not_a_date")]
#[case("2026", "2", "30", "impossible_date")]
#[case("2026", "12", "", "in_future")]
fn a_wrong_date_is_shown_on_its_page(
    #[case] year: &str,
    #[case] month: &str,
    #[case] day: &str,
    #[case] code: &str,
) {
    let draft = Draft {
        purchased_year: year.into(),
        purchased_month: month.into(),
        purchased_day: day.into(),
        ..a_draft()
    };
    assert_eq!(
        named(&draft.problems(DraftStep::Purchase, &Offered::everything(today()))),
        [format!("item.purchased_on: {code}")]
    );
}

#[test]
fn a_wrong_amount_is_shown_on_the_page_of_wishes() {
    let draft = Draft {
        claim_amount: "两百".into(),
        ..a_draft()
    };
    assert_eq!(
        named(&draft.problems(DraftStep::Wishes, &Offered::everything(today()))),
        ["claims.amount: not_an_amount"]
    );
}

#[test]
fn what_was_typed_for_a_complaint_does_not_stand_in_the_way_of_another_type() {
    for case_type in ["report", "consultation", "suggestion"] {
        let draft = Draft {
            case_type: case_type.into(),
            problem: String::new(),
            claim_amount: "两百".into(),
            purchased_month: "13".into(),
            ..a_draft()
        };
        assert!(
            draft.parse(&Offered::everything(today())).is_ok(),
            "{case_type}"
        );
    }
}

#[test]
fn a_draft_keeps_what_was_typed_although_it_is_wrong() {
    let draft = Draft {
        complainant_phone: "十二".into(),
        visited: vec![DraftStep::Kind, DraftStep::Contact],
        ..a_draft()
    };
    let stored = serde_json::to_string(&draft).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), draft);
}

#[test]
fn a_draft_of_an_older_version_can_still_be_read() {
    let draft: Draft = serde_json::from_str(r#"{ "case_type": "report" }"#).unwrap();
    assert_eq!(draft.chosen_type(), Some(CaseType::Report));
}

#[test]
fn a_poster_says_where_the_case_goes_and_keeps_the_business_that_was_typed() {
    let shop = RawBusiness {
        name: "示例商场一层乐家电器".to_owned(),
        address: "示例县人民路 1 号".to_owned(),
        ..RawBusiness::default()
    };
    let mut draft = Draft::default();
    draft.begin_from_poster("03", Some(shop.clone()));
    assert_eq!(draft.to, "03");
    assert_eq!(draft.respondent_name, shop.name);
    assert_eq!(draft.respondent_address, shop.address);

    let mut typed = Draft {
        to: "01".to_owned(),
        respondent_name: "别的店".to_owned(),
        respondent_address: "别的地方".to_owned(),
        ..Draft::default()
    };
    typed.begin_from_poster("03", Some(shop));
    assert_eq!(typed.to, "03");
    assert_eq!(typed.respondent_name, "别的店");
    assert_eq!(typed.respondent_address, "别的地方");
    typed.begin_from_poster("", None);
    assert_eq!(typed.to, "");
}
