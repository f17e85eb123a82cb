//! The code lists as other programs rely on them.

use std::collections::BTreeSet;

use domain::actor::{AccountId, Actor, ActorRef, OrganisationId, Staff, StaffNumber};
use domain::code::{
    Capability, CaseType, Channel, ChannelGroup, Claim, DissatisfactionReason, EntityType,
    HoldReason, IdDocument, ItemCategory, OrganisationKind, Outcome, Problem, RefusalGround,
    ReportProblem, ReturnReason, Right, Role, SaleMode, Satisfaction, TerminationGround,
};
use domain::document::Template;
use domain::locale::Locale;
use rstest::rstest;
use uuid::Uuid;

/// Asserts the codes of a list, and that each reads itself and has a label in both languages.
macro_rules! assert_list {
    ($list:ident, $codes:expr) => {
        let codes: Vec<&str> = $list::ALL.iter().map(|item| item.code()).collect();
        assert_eq!(codes.join(" "), $codes);
        for item in $list::ALL.iter().copied() {
            assert_eq!($list::parse(item.code()), Ok(item));
            let json = serde_json::to_string(&item).unwrap();
            assert_eq!(json, format!("\"{}\"", item.code()));
            assert_eq!(serde_json::from_str::<$list>(&json).unwrap(), item);
        }
        for locale in Locale::ALL {
            let labels: BTreeSet<&str> = $list::ALL.iter().map(|item| item.label(locale)).collect();
            assert_eq!(labels.len(), $list::ALL.len(), "two codes share a label");
            assert!(!labels.contains(""));
        }
        assert!($list::parse("no_such_code").is_err());
        assert!($list::parse("").is_err());
    };
}

#[test]
fn the_codes_on_the_wire_are_those_of_the_contract() {
    assert_list!(
        CaseType,
        "complaint report consultation suggestion legal_aid"
    );
    assert_list!(
        Claim,
        "repair redo replace return_goods make_up_quantity refund compensation punitive \
         deposit_back continue_performance apology invoice stop_infringement other"
    );
    assert_list!(
        Channel,
        "phone web wechat_mini wechat_official app alipay_mini letter visit email sms event \
         station hotline_12345 superior department association police congress"
    );
    assert_list!(
        Outcome,
        "settled_odr settled_station mediated_agreement mediated_at_once terminated refused \
         transferred escalated to_police to_case withdrawn merged answered adopted \
         partly_adopted not_adopted"
    );
    assert_list!(
        Role,
        "operator handler mediator liaison expert department_head leader superior supervisor \
         analyst publicist admin"
    );
    assert_list!(
        DissatisfactionReason,
        "overtime attitude result no_progress other"
    );
}

#[test]
fn the_statutory_grounds_have_their_numbers() {
    assert_list!(RefusalGround, "NA1 NA2 NA3 NA4 NA5 NA6 NA7");
    assert_list!(TerminationGround, "TM1 TM2 TM3 TM4 TM5 TM6 TM7 TM8");
}

#[test]
fn the_subject_lists_have_their_numbers() {
    assert_list!(
        Problem,
        "P01 P02 P03 P04 P05 P06 P07 P08 P09 P10 P11 P12 P13 P14 P15 P16 P17 P99"
    );
    assert_list!(
        ItemCategory,
        "G01 G02 G03 G04 G05 G06 G07 G08 G09 G10 G11 G12 G13 G14 G15 G99 F01 F02 F03 F04 F05 \
         F06 F07 F08 F09 F10 F11 F12 F13 F14 F15 F16 F17 F99"
    );
    let services = ItemCategory::ALL
        .iter()
        .filter(|item| item.is_service())
        .count();
    assert_eq!(services, 18);
}

#[test]
fn the_documents_are_those_of_the_national_set() {
    assert_list!(
        Template,
        "complaint_registration report_registration distribution identity_request acceptance \
         refusal mediation_notice termination agreement report_result"
    );
}

#[test]
fn the_other_lists_are_complete() {
    assert_list!(
        ReportProblem,
        "food_safety consumer_rights unfair_competition advertising price product_quality \
         registration drugs_devices_cosmetics intellectual_property measurement online_trade \
         contract_terms counterfeiting pyramid_selling special_equipment certification other"
    );
    assert_list!(
        SaleMode,
        "store online live_stream television telephone mail door_to_door exhibition vending \
         prepaid other"
    );
    assert_list!(
        EntityType,
        "company individual_business farmers_cooperative platform platform_merchant own_site \
         institution unlicensed other"
    );
    assert_list!(
        IdDocument,
        "resident_id hk_macao_permit taiwan_permit residence_permit passport \
         foreign_permanent_resident military_id household_register other"
    );
    assert_list!(
        ReturnReason,
        "missing_elements unclear wrong_type vague_address known_answer duplicate withdrawn \
         not_ours other"
    );
    assert_list!(
        HoldReason,
        "insufficient_evidence responsibility_unclear awaiting_appraisal awaiting_material \
         awaiting_recusal awaiting_rights_holder"
    );
    assert_list!(
        Right,
        "safety information choice fair_trade redress association education respect supervision"
    );
    assert_list!(
        OrganisationKind,
        "county_centre association authority office station service_point odr_business hotline"
    );
    assert_list!(Capability, "register decide settle mediate investigate");
    assert_list!(ChannelGroup, "phone online entered");
}

#[test]
fn the_nine_rights_are_articles_7_to_15() {
    let articles: Vec<u8> = Right::ALL.iter().map(|right| right.article()).collect();
    assert_eq!(articles, (7..=15).collect::<Vec<u8>>());
}

#[test]
fn case_types_read_their_digit_and_letters() {
    let letters: Vec<&str> = CaseType::ALL.iter().map(|kind| kind.short_code()).collect();
    assert_eq!(letters, ["TS", "JB", "ZX", "JY", "YZ"]);
    for (kind, digit) in CaseType::ALL.iter().copied().zip(1..) {
        assert_eq!(CaseType::from_digit(digit), Some(kind));
        assert_eq!(
            CaseType::from_short_code(&kind.short_code().to_lowercase()),
            Some(kind)
        );
    }
    assert_eq!(CaseType::from_digit(0), None);
    assert_eq!(CaseType::from_short_code("XX"), None);
}

#[rstest]
#[case(OrganisationKind::CountyCentre, "register settle")]
#[case(OrganisationKind::Association, "register settle")]
#[case(
    OrganisationKind::Authority,
    "register decide settle mediate investigate"
)]
#[case(OrganisationKind::Office, "register decide settle mediate investigate")]
#[case(OrganisationKind::Station, "register settle")]
#[case(OrganisationKind::ServicePoint, "register settle")]
#[case(OrganisationKind::OdrBusiness, "register settle")]
#[case(OrganisationKind::Hotline, "register")]
fn only_market_regulation_decides(#[case] kind: OrganisationKind, #[case] may: &str) {
    let granted: Vec<&str> = Capability::ALL
        .iter()
        .filter(|capability| kind.may(**capability))
        .map(|capability| capability.code())
        .collect();
    assert_eq!(granted.join(" "), may);
}

#[test]
fn satisfaction_is_a_number_from_five_to_one() {
    let scores: Vec<u8> = Satisfaction::ALL
        .iter()
        .map(|degree| degree.score())
        .collect();
    assert_eq!(scores, [5, 4, 3, 2, 1]);
    let asked: Vec<bool> = Satisfaction::ALL
        .iter()
        .map(|degree| degree.needs_reason())
        .collect();
    assert_eq!(asked, [false, false, false, true, true]);
    assert_eq!(serde_json::to_string(&Satisfaction::Fair).unwrap(), "3");
    assert!(serde_json::from_str::<Satisfaction>("0").is_err());
    assert!(serde_json::from_str::<Satisfaction>("6").is_err());
    assert!(Satisfaction::VerySatisfied > Satisfaction::Satisfied);
}

#[test]
fn an_event_keeps_staff_by_number_and_role_and_not_by_name() {
    let staff = Staff {
        account: AccountId(Uuid::from_u128(1)),
        number: StaffNumber::parse("sj-007").unwrap(),
        name: "李示例".to_owned(),
        roles: vec![Role::Handler, Role::Mediator],
        organisation: OrganisationId(Uuid::from_u128(2)),
        organisation_kind: OrganisationKind::Office,
    };
    let actor = Actor::Staff(staff);
    assert!(actor.has_role(Role::Mediator));
    assert!(!actor.has_role(Role::Leader));
    assert!(!Actor::Complainant.has_role(Role::Handler));
    let json = serde_json::to_value(ActorRef::from(&actor)).unwrap();
    assert_eq!(
        json,
        serde_json::json!({ "staff": {
            "account": "00000000-0000-0000-0000-000000000001",
            "number": "SJ-007",
            "role": "handler",
            "organisation": "00000000-0000-0000-0000-000000000002",
        } })
    );
    assert_eq!(serde_json::to_value(ActorRef::System).unwrap(), "system");
}

#[rstest]
#[case("")]
#[case("工号1")]
#[case("123456789012345678901")]
fn a_staff_number_is_short_and_plain(#[case] typed: &str) {
    assert!(StaffNumber::parse(typed).is_err());
}
