//! A filing that began on a phone without a network.

use domain::case::{Draft, DraftStep, WrittenOffline};
use rstest::rstest;

fn written(case_type: &str) -> WrittenOffline {
    WrittenOffline {
        case_type: case_type.to_owned(),
        respondent_name: "示例便利店".to_owned(),
        respondent_address: "示例县幸福路 2 号".to_owned(),
        facts: "买到的牛奶已经过期三天，店员不肯退货。".to_owned(),
    }
}

#[rstest]
#[case::complaint("complaint", &[DraftStep::Kind, DraftStep::Business, DraftStep::Story])]
#[case::report("report", &[DraftStep::Kind, DraftStep::Business, DraftStep::Story])]
#[case::question("consultation", &[DraftStep::Kind, DraftStep::Story])]
#[case::legal_aid("legal_aid", &[DraftStep::Kind, DraftStep::Story])]
#[case::nothing_chosen("", &[])]
#[case::nonsense("投诉", &[])]
fn only_pages_of_its_type_count_as_seen(#[case] case_type: &str, #[case] seen: &[DraftStep]) {
    let draft = Draft::begin_from_phone(written(case_type));
    assert_eq!(draft.visited, seen);
    assert_eq!(draft.facts, written(case_type).facts, "nothing is dropped");
}

#[test]
fn only_other_words_need_to_make_room() {
    let offline = written("complaint");
    let same = Draft::begin_from_phone(offline.clone());
    assert!(!same.differs_from(&offline), "a second press");
    assert!(!Draft::default().differs_from(&offline), "nothing typed");
    let chosen_only = Draft {
        case_type: "report".to_owned(),
        respondent_name: "  ".to_owned(),
        ..Draft::default()
    };
    assert!(!chosen_only.differs_from(&offline), "a choice is no text");
    for other in [
        Draft {
            facts: "别的事情".to_owned(),
            ..Draft::default()
        },
        Draft {
            respondent_name: "别的商家".to_owned(),
            ..Draft::default()
        },
        Draft {
            item_name: "电饭锅".to_owned(),
            ..Draft::default()
        },
        Draft {
            case_type: "report".to_owned(),
            ..Draft::begin_from_phone(offline.clone())
        },
    ] {
        assert!(other.differs_from(&offline), "{other:?}");
    }
}
