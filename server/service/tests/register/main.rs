//! Registration by staff: businesses, repeated matters, unfinished registrations, links.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]
#![expect(clippy::print_stdout, reason = "a skipped engine is said")]

#[path = "../first_loop/support.rs"]
#[expect(
    dead_code,
    reason = "shared with the first loop, which uses more of it"
)]
mod support;

use chrono::TimeDelta;
use domain::business::RawBusiness;
use domain::case::{Fault, FieldProblem, Finding, RawFiling};
use domain::code::Role;
use domain::view::{Failure, Viewer};
use service::repeats::Typed;
use service::{businesses, desk, filing, links, repeats, tracking, unfinished};
use support::{County, complaint};

/// Runs every test on both engines.
macro_rules! on_both_engines {
    ($($test:ident,)+) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() { super::support::on_sqlite(super::$test).await; })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() { super::support::on_postgres(stringify!($test), super::$test).await; })+
        }
    };
}

on_both_engines! {
    a_business_is_found_by_part_of_its_name_code_and_initials,
    a_case_is_linked_to_the_business_it_names,
    an_entry_is_corrected_with_a_trail,
    merging_moves_cases_and_names_and_stays_visible,
    who_may_keep_the_register,
    the_same_matter_is_noticed_and_kept_within_the_scope,
    a_report_is_not_noticed_by_others,
    unfinished_registrations_are_private_and_run_out,
    a_link_opens_the_case_until_it_is_used_up_or_replaced,
    a_link_needs_a_person_and_an_open_case,
}

const CODE: &str = "91990100DEM0AA0166";

fn named(name: &str, code: &str) -> RawBusiness {
    RawBusiness {
        name: name.to_owned(),
        credit_code: code.to_owned(),
        ..RawBusiness::default()
    }
}

async fn handler(county: &County) -> Viewer {
    county.staff("H1", "01", &[Role::Handler]).await
}

async fn names(county: &County, viewer: &Viewer, q: &str) -> Vec<String> {
    let list = businesses::list(&county.services, viewer, q, "").await;
    let rows = list.unwrap().rows.into_iter();
    rows.map(|row| row.name).collect()
}

async fn a_business_is_found_by_part_of_its_name_code_and_initials(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let known = RawBusiness {
        aliases: "顺意家电\n老顺意".to_owned(),
        ..named("甲县顺意电器经营部", CODE)
    };
    businesses::add(services, &viewer, &known).await.unwrap();
    businesses::add(services, &viewer, &named("示例百货", ""))
        .await
        .unwrap();
    for q in [
        "顺意",
        "意电",
        "家电",
        "老顺意",
        CODE,
        "sydq",
        "jxsy",
        "SYJD",
    ] {
        assert_eq!(
            names(&county, &viewer, q).await,
            ["甲县顺意电器经营部"],
            "{q}"
        );
    }
    for q in ["电顺", "dysq", "91350100M000100Y43"] {
        assert!(names(&county, &viewer, q).await.is_empty(), "{q}");
    }
    assert_eq!(names(&county, &viewer, "").await.len(), 2);
    let hits = businesses::suggest(services, &viewer, "slb").await.unwrap();
    assert_eq!(hits[0].name, "示例百货");
    let too_few = businesses::suggest(services, &viewer, "示").await.unwrap();
    assert!(too_few.is_empty());
}

async fn a_case_is_linked_to_the_business_it_names(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let before = filing::file(services, complaint(), None).await.unwrap();
    let id = businesses::add(services, &viewer, &named("示例百货", CODE))
        .await
        .unwrap();
    let after = desk::register(services, &viewer, complaint())
        .await
        .unwrap();
    let mut other = complaint();
    if let Some(respondent) = &mut other.respondent {
        respondent.name = Some("别家百货".to_owned());
        respondent.credit_code = None;
    }
    desk::register(services, &viewer, other).await.unwrap();
    let entry = businesses::show(services, &viewer, &id).await.unwrap();
    let linked: std::collections::BTreeSet<_> =
        entry.newest.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(
        linked,
        [after.number.as_str(), before.number.as_str()].into()
    );
    assert_eq!((entry.cases, entry.open), (2, 2));
    let station = county.staff("S1", "21", &[Role::Liaison]).await;
    let elsewhere = businesses::show(services, &station, &id).await.unwrap();
    assert_eq!(
        elsewhere.cases, 0,
        "cases of other organisations stay there"
    );
}

async fn an_entry_is_corrected_with_a_trail(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let id = businesses::add(services, &viewer, &named("示例百货", ""))
        .await
        .unwrap();
    let corrected = RawBusiness {
        address: "示例县中心街 2 号".to_owned(),
        ..named("示例百货商场", CODE)
    };
    businesses::edit(services, &viewer, &id, 1, &corrected)
        .await
        .unwrap();
    let late = businesses::edit(services, &viewer, &id, 1, &corrected).await;
    assert_eq!(late, Err(Failure::Conflict { current: 2 }));
    let entry = businesses::show(services, &viewer, &id).await.unwrap();
    assert_eq!(entry.business, corrected);
    let change = &entry.changes[0];
    let fields: Vec<&str> = change
        .fields
        .iter()
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(fields, ["name", "credit_code", "address"]);
    assert_eq!((change.by.as_str(), entry.changes.len()), ("H1", 2));
    assert!(names(&county, &viewer, "商场").await.len() == 1);
    let twice = businesses::add(services, &viewer, &named("别家", CODE)).await;
    let taken = FieldProblem::new("credit_code", Fault::Taken);
    assert_eq!(twice, Err(Failure::Invalid(vec![taken])));
    let gone = businesses::show(services, &viewer, "nonsense").await;
    assert_eq!(gone, Err(Failure::NotFound));
}

async fn merging_moves_cases_and_names_and_stays_visible(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let from = businesses::add(services, &viewer, &named("示例百货", CODE))
        .await
        .unwrap();
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let to = businesses::add(services, &viewer, &named("示例百货有限公司", ""))
        .await
        .unwrap();
    for wrong in ["", "没有这家", "示例百货"] {
        let refused = businesses::merge(services, &viewer, &from, 1, wrong).await;
        assert!(
            matches!(refused, Err(Failure::Invalid(_))),
            "{wrong}: {refused:?}"
        );
    }
    let merged = businesses::merge(services, &viewer, &from, 1, "示例百货有限公司").await;
    assert_eq!(merged, Ok(to.clone()));
    let entry = businesses::show(services, &viewer, &to).await.unwrap();
    assert_eq!(entry.business.aliases, "示例百货");
    assert_eq!(entry.business.credit_code, CODE);
    assert_eq!(entry.newest[0].number, filed.number);
    let gone = businesses::show(services, &viewer, &from).await.unwrap();
    assert_eq!(gone.merged_into, Some((to, "示例百货有限公司".to_owned())));
    assert_eq!((gone.cases, gone.may_edit), (0, false));
    assert_eq!(gone.changes.len(), 2, "its trail is kept");
    assert_eq!(
        names(&county, &viewer, "示例百货").await,
        ["示例百货有限公司"]
    );
    let again = businesses::edit(services, &viewer, &from, 2, &named("示例百货", "")).await;
    assert!(matches!(again, Err(Failure::Conflict { .. })), "{again:?}");
}

async fn who_may_keep_the_register(county: County) {
    let services = &county.services;
    let admin = county.staff("A1", "01", &[Role::Admin]).await;
    let operator = county.staff("O1", "01", &[Role::Operator]).await;
    let list = businesses::list(services, &admin, "", "").await;
    assert_eq!(list, Err(Failure::NotAllowed));
    let added = businesses::add(services, &admin, &named("示例百货", "")).await;
    assert_eq!(added, Err(Failure::NotAllowed));
    let id = businesses::add(services, &operator, &named("示例百货", ""))
        .await
        .unwrap();
    let merged = businesses::merge(services, &operator, &id, 1, "别家").await;
    assert_eq!(merged, Err(Failure::NotAllowed));
    let entry = businesses::show(services, &operator, &id).await.unwrap();
    assert!(entry.may_edit && !entry.may_merge);
}

fn typed() -> Typed {
    Typed {
        case_type: "complaint".to_owned(),
        phone: "144 0000 1234".to_owned(),
        business: "示例 百货".to_owned(),
        credit_code: String::new(),
    }
}

async fn the_same_matter_is_noticed_and_kept_within_the_scope(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let hints = repeats::notice(services, &viewer, &typed()).await.unwrap();
    assert_eq!(hints.len(), 1);
    assert_eq!(hints[0].finding, Finding::Duplicate);
    assert_eq!(hints[0].cases[0].number, filed.number);
    assert_eq!(hints[0].cases[0].person.as_deref(), Some("张*"));
    let by_code = Typed {
        business: "另一名称".to_owned(),
        credit_code: CODE.to_owned(),
        ..typed()
    };
    let hints = repeats::notice(services, &viewer, &by_code).await.unwrap();
    assert_eq!(hints[0].finding, Finding::Duplicate);
    for other in [
        Typed {
            phone: "14400009999".to_owned(),
            ..typed()
        },
        Typed {
            phone: "144".to_owned(),
            ..typed()
        },
        Typed {
            business: "别家".to_owned(),
            ..typed()
        },
    ] {
        let hints = repeats::notice(services, &viewer, &other).await;
        assert_eq!(hints, Ok(Vec::new()), "{other:?}");
    }
    let station = county.staff("S1", "21", &[Role::Liaison]).await;
    let elsewhere = repeats::notice(services, &station, &typed()).await;
    assert_eq!(
        elsewhere,
        Ok(Vec::new()),
        "what it may not see it is not told"
    );
}

async fn a_report_is_not_noticed_by_others(county: County) {
    let viewer = handler(&county).await;
    let report: RawFiling = serde_json::from_value(serde_json::json!({
        "type": "report",
        "complainant": { "name": "张三", "phone": "14400001234" },
        "respondent": { "name": "示例百货", "address": "示例市示例县中心街 2 号" },
        "problem": "food_safety",
        "facts": "该店把过期的食品换上新的日期标签继续销售，请查处。",
        "consents": { "privacy_notice": "1" }
    }))
    .unwrap();
    filing::file(&county.services, report, None).await.unwrap();
    let again = Typed {
        case_type: "report".to_owned(),
        ..typed()
    };
    let hints = repeats::notice(&county.services, &viewer, &again).await;
    assert_eq!(
        hints,
        Ok(Vec::new()),
        "only the responsible person knows who reported"
    );
}

async fn unfinished_registrations_are_private_and_run_out(county: County) {
    let services = &county.services;
    let operator = county.staff("O1", "01", &[Role::Operator]).await;
    let other = county.staff("O2", "01", &[Role::Operator]).await;
    let values = |name: &str| -> unfinished::Values {
        [("complainant_name".to_owned(), name.to_owned())].into()
    };
    let first = unfinished::keep(services, &operator, "", &values("张三")).await;
    let first = first.unwrap();
    let same = unfinished::keep(services, &operator, &first, &values("张三丰")).await;
    assert_eq!(same, Ok(first.clone()));
    let second = unfinished::keep(services, &operator, "", &values("李四")).await;
    assert_ne!(second, Ok(first.clone()));
    let begun = unfinished::list(services, &operator).await.unwrap();
    assert_eq!(begun.len(), 2, "two calls at once");
    assert!(
        begun.iter().all(|it| !it.about.contains("张三")),
        "{begun:?}"
    );
    let stolen = unfinished::load(services, &other, &first).await;
    assert_eq!(stolen, Ok(None));
    unfinished::discard(services, &other, &first).await.unwrap();
    let kept = unfinished::load(services, &operator, &first).await.unwrap();
    assert_eq!(kept, Some(values("张三丰")));
    unfinished::discard(services, &operator, &first)
        .await
        .unwrap();
    assert_eq!(
        unfinished::list(services, &operator).await.unwrap().len(),
        1
    );
    county.pass(TimeDelta::hours(25));
    assert!(
        unfinished::list(services, &operator)
            .await
            .unwrap()
            .is_empty()
    );
    let admin = county.staff("A1", "01", &[Role::Admin]).await;
    let refused = unfinished::keep(services, &admin, "", &values("王五")).await;
    assert_eq!(refused, Err(Failure::NotAllowed));
    for n in 0..20 {
        unfinished::keep(services, &other, "", &values(&format!("赵{n}")))
            .await
            .unwrap();
    }
    let many = unfinished::keep(services, &other, "", &values("赵六")).await;
    assert!(matches!(many, Err(Failure::TooMany { .. })), "{many:?}");
}

async fn a_link_opens_the_case_until_it_is_used_up_or_replaced(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    let link = links::create(services, &viewer, number).await.unwrap();
    assert_eq!(link.sent_to.as_deref(), Some("144****1234"));
    assert_ne!(link.code, filed.receipt);
    for _ in 0..5 {
        let token = tracking::open(services, &link.code).await.unwrap();
        let seen = tracking::track(services, &token).await.unwrap();
        assert_eq!(seen.number, filed.number);
    }
    let used_up = tracking::open(services, &link.code).await;
    assert_eq!(used_up, Err(Failure::NotFound));
    let second = links::create(services, &viewer, number).await.unwrap();
    let third = links::create(services, &viewer, number).await.unwrap();
    let replaced = tracking::open(services, &second.code).await;
    assert_eq!(replaced, Err(Failure::NotFound));
    county.pass(TimeDelta::hours(72));
    let over = tracking::open(services, &third.code).await;
    assert_eq!(over, Err(Failure::NotFound));
    tracking::open(services, &filed.receipt).await.unwrap();
}

async fn a_link_needs_a_person_and_an_open_case(county: County) {
    let viewer = handler(&county).await;
    let services = &county.services;
    let unnamed: RawFiling = serde_json::from_value(serde_json::json!({
        "type": "consultation",
        "facts": "请问网购的电饭煲七天内可以退货吗？",
        "consents": { "privacy_notice": "1" }
    }))
    .unwrap();
    let unnamed = desk::register(services, &viewer, unnamed).await.unwrap();
    let refused = links::create(services, &viewer, unnamed.number.as_str()).await;
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let station = county.staff("S1", "21", &[Role::Liaison]).await;
    let elsewhere = links::create(services, &station, filed.number.as_str()).await;
    assert_eq!(elsewhere, Err(Failure::NotFound));
}
