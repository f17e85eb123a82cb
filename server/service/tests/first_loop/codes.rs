//! Items of code lists, switched off and on by an administrator.

use chrono::TimeDelta;
use domain::case::{Fault, FieldProblem};
use domain::code::Role;
use domain::offer::RawOffer;
use domain::view::{Failure, Viewer};
use service::administration::{codes, trail};
use service::{desk, filing};

use crate::support::{County, complaint};

/// Decides on the category of the complaint that the tests file.
fn decision(county: &County, offer: &str, days_ahead: i64) -> RawOffer {
    let from = county.services.today() + TimeDelta::days(days_ahead);
    RawOffer {
        list: "category".to_owned(),
        item: category(),
        offer: offer.to_owned(),
        effective_from: from.to_string(),
        reason: "示例：统计口径调整".to_owned(),
    }
}

fn category() -> String {
    let item = complaint().item.unwrap_or_default();
    item.category.unwrap_or_default()
}

fn not_offered() -> Failure {
    Failure::Invalid(vec![FieldProblem::new("item.category", Fault::NotOffered)])
}

pub async fn an_item_that_is_not_offered_cannot_be_chosen(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let before = filing::file(services, complaint(), None).await.unwrap();

    codes::set(services, &root, &decision(&county, "off", 1))
        .await
        .unwrap();
    filing::file(services, complaint(), None).await.unwrap();
    let shown = codes::find(services, &root, "category").await.unwrap();
    let line = |code: &str| shown.lines.iter().find(|line| line.code == code).unwrap();
    assert!(line(&category()).is_offered, "today still");
    let tomorrow = services.today() + TimeDelta::days(1);
    assert_eq!(line(&category()).next, Some((false, tomorrow)));
    assert_eq!(line("G99").next, None);

    let key = Some("0f8fad5b-d9cb-469f-a165-70867728950e".to_owned());
    let once = filing::file(services, complaint(), key.clone()).await;

    county.pass(TimeDelta::hours(20));
    assert_eq!(services.today(), tomorrow);
    let again = filing::file(services, complaint(), key).await;
    assert_eq!(again, once, "a repeated request gets the answer it got");
    let refused = filing::file(services, complaint(), None).await;
    assert_eq!(refused, Err(not_offered()));
    let refused = desk::register(services, &handler, complaint()).await;
    assert_eq!(refused, Err(not_offered()));
    let number = before.number.as_str();
    let case = desk::case(services, &handler, number).await.unwrap();
    assert_eq!(case.number, before.number, "what was chosen before stays");
    let shown = codes::find(services, &root, "category").await.unwrap();
    let line = shown
        .lines
        .iter()
        .find(|line| line.code == category())
        .unwrap();
    assert!(!line.is_offered);
    assert_eq!((line.since, line.next), (Some(services.today()), None));

    codes::set(services, &root, &decision(&county, "on", 0))
        .await
        .unwrap();
    filing::file(services, complaint(), None).await.unwrap();
    desk::register(services, &handler, complaint())
        .await
        .unwrap();
    let shown = codes::find(services, &root, "category").await.unwrap();
    assert_eq!(shown.history.len(), 2);
    assert_eq!(shown.trail.len(), 2);
    assert_eq!(
        shown.history.first().map(|offer| offer.is_offered),
        Some(true)
    );
    let line = trail::list(services, &root, "").await.unwrap();
    let line = line.lines.into_iter().next().unwrap();
    let told = line
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.after.as_str()));
    let told: Vec<_> = told.collect();
    let today = services.today().to_string();
    let wanted = [
        ("item", format!("category {}", category())),
        ("offer", "on".to_owned()),
        ("effective_from", today),
        ("reason", "示例：统计口径调整".to_owned()),
    ];
    let wanted: Vec<_> = wanted
        .iter()
        .map(|(field, after)| (*field, after.as_str()))
        .collect();
    assert_eq!(told, wanted);
}

pub async fn lists_belong_to_administrators_of_the_county(county: County) {
    let services = &county.services;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let local = county.staff("local", "21", &[Role::Admin]).await;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let raw = decision(&county, "off", 0);
    let set = async |viewer: &Viewer| codes::set(services, viewer, &raw).await;
    assert_eq!(set(&local).await, Err(Failure::NotAllowed));
    assert_eq!(set(&handler).await, Err(Failure::NotAllowed));
    assert!(
        !codes::find(services, &local, "claim")
            .await
            .unwrap()
            .may_set
    );
    assert!(codes::find(services, &root, "claim").await.unwrap().may_set);
    let refused = codes::find(services, &handler, "claim").await;
    assert_eq!(refused.unwrap_err(), Failure::NotAllowed);
    let unknown = codes::find(services, &root, "law").await;
    assert_eq!(unknown.unwrap_err(), Failure::NotFound);
    let wrong = RawOffer {
        item: "G99".to_owned(),
        ..raw
    };
    let refused = codes::set(services, &root, &wrong).await;
    let problem = FieldProblem::new("item", Fault::Needed);
    assert_eq!(refused, Err(Failure::Invalid(vec![problem])));
    filing::file(services, complaint(), None).await.unwrap();
}
