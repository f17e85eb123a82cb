//! Items of code lists that are offered or no longer offered from a day on.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use chrono::NaiveDate;
use domain::case::{Fault, FieldProblem, RawClaim, RawFiling, RawItem};
use domain::code::{Channel, Claim, ItemCategory, Problem, ReportProblem};
use domain::locale::Locale;
use domain::offer::{CodeList, Listed, OfferChange, Offered, Offers, RawOffer};
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn change(code: &str, is_offered: bool, from: &str) -> OfferChange {
    OfferChange {
        list: CodeList::Category,
        code: code.to_owned(),
        is_offered,
        from: day(from),
    }
}

/// Pets are not offered in March, after a first decision for February was taken back.
fn offers() -> Offers {
    Offers::new(vec![
        change("G15", false, "2026-02-01"),
        change("G15", true, "2026-02-01"),
        change("G15", true, "2026-04-01"),
        change("G15", false, "2026-03-01"),
    ])
}

#[rstest]
#[case("2026-01-31", true)]
#[case("2026-02-01", true)]
#[case("2026-02-28", true)]
#[case("2026-03-01", false)]
#[case("2026-03-31", false)]
#[case("2026-04-01", true)]
fn the_latest_first_day_holds_and_of_two_the_later_decision(
    #[case] on: &str,
    #[case] is_offered: bool,
) {
    let offered = offers().on(day(on));
    assert_eq!(offered.has(CodeList::Category, "G15"), is_offered);
    let listed: Vec<ItemCategory> = offered.items().collect();
    assert_eq!(listed.contains(&ItemCategory::Pets), is_offered);
    let all = ItemCategory::ALL.len();
    assert_eq!(listed.len(), if is_offered { all } else { all - 1 });
    let read = offered.read::<ItemCategory>("G15");
    let wanted = if is_offered {
        Ok(ItemCategory::Pets)
    } else {
        Err(Fault::NotOffered)
    };
    assert_eq!(read, wanted);
    assert!(
        offered.has(CodeList::Problem, "G15"),
        "another list is not meant"
    );
}

#[test]
fn what_follows_is_told() {
    let offers = offers();
    let next = |on: &str| {
        offers
            .following(CodeList::Category, "G15", day(on))
            .cloned()
    };
    assert_eq!(next("2026-01-31"), Some(change("G15", true, "2026-02-01")));
    assert_eq!(next("2026-02-01"), Some(change("G15", false, "2026-03-01")));
    assert_eq!(next("2026-04-01"), None);
    assert_eq!(
        offers.in_force(CodeList::Category, "G15", day("2026-01-31")),
        None
    );
    let holds = offers
        .in_force(CodeList::Category, "G15", day("2026-03-09"))
        .cloned();
    assert_eq!(holds, Some(change("G15", false, "2026-03-01")));
}

#[test]
fn everything_is_offered_until_somebody_decides_otherwise() {
    let offered = Offers::default().on(day("2026-11-23"));
    assert_eq!(offered, Offered::everything(day("2026-11-23")));
    assert_eq!(offered.read::<Claim>("refund"), Ok(Claim::Refund));
    assert_eq!(offered.read::<Claim>("none"), Err(Fault::UnknownCode));
}

#[test]
fn a_filing_names_every_choice_that_is_not_offered() {
    let gone = |list, code: &str| OfferChange {
        list,
        code: code.to_owned(),
        is_offered: false,
        from: day("2026-11-01"),
    };
    let offers = Offers::new(vec![
        gone(CodeList::Category, "G05"),
        gone(CodeList::Problem, "P01"),
        gone(CodeList::Claim, "apology"),
        gone(CodeList::Channel, "letter"),
    ]);
    let text = |text: &str| Some(text.to_owned());
    let claim = |kind: &str| RawClaim {
        kind: text(kind),
        amount_fen: None,
    };
    let raw = RawFiling {
        case_type: text("complaint"),
        channel: text("letter"),
        problem: text("P01"),
        item: Some(RawItem {
            category: text("G05"),
            ..RawItem::default()
        }),
        claims: vec![claim("refund"), claim("apology")],
        ..RawFiling::default()
    };
    let withdrawn = |on: &str| {
        let problems = raw.parse(&offers.on(day(on))).unwrap_err();
        let mine = |problem: &FieldProblem| problem.code == Fault::NotOffered;
        let mine = problems.into_iter().filter(mine);
        mine.map(|problem| problem.field).collect::<Vec<_>>()
    };
    assert_eq!(withdrawn("2026-10-31"), <[&str; 0]>::default());
    let fields = ["channel", "item.category", "problem", "claims.1.kind"];
    assert_eq!(withdrawn("2026-11-01"), fields);
}

fn named(list: CodeList) -> Vec<&'static str> {
    let items = list.items().into_iter();
    items.map(|item| item.code).collect()
}

fn codes<T: Listed>() -> Vec<&'static str> {
    T::all().iter().map(|item| item.code()).collect()
}

#[test]
fn the_lists_have_their_items_and_keep_what_is_needed() {
    assert_eq!(named(CodeList::Category), codes::<ItemCategory>());
    assert_eq!(named(CodeList::Problem), codes::<Problem>());
    assert_eq!(named(CodeList::ReportProblem), codes::<ReportProblem>());
    assert_eq!(named(CodeList::Claim), codes::<Claim>());
    assert_eq!(named(CodeList::Channel), codes::<Channel>());
    for list in CodeList::ALL {
        let kept = list.items().into_iter().filter(|item| item.is_kept).count();
        assert!((1..=2).contains(&kept), "{list}");
    }
    let first = CodeList::Category.items().into_iter().next().unwrap();
    assert_eq!(first.label(Locale::ZhCn), "食品");
    assert_eq!(first.label(Locale::En), "Food");
}

fn raw() -> RawOffer {
    RawOffer {
        list: "category".to_owned(),
        item: "G15".to_owned(),
        offer: "off".to_owned(),
        effective_from: "2026-11-23".to_owned(),
        reason: "统计口径调整".to_owned(),
    }
}

#[test]
fn a_decision_begins_today_or_later() {
    let form = raw().parse(day("2026-11-23")).unwrap();
    assert_eq!(form.change, change("G15", false, "2026-11-23"));
    assert_eq!(form.reason.as_str(), "统计口径调整");
    let on = RawOffer {
        offer: "on".to_owned(),
        item: "G99".to_owned(),
        ..raw()
    };
    assert!(on.parse(day("2026-11-23")).unwrap().change.is_offered);
}

#[rstest]
#[case::list(RawOffer { list: "law".to_owned(), ..raw() }, "list", Fault::UnknownCode)]
#[case::item(RawOffer { item: "P01".to_owned(), ..raw() }, "item", Fault::UnknownCode)]
#[case::kept(RawOffer { item: "G99".to_owned(), ..raw() }, "item", Fault::Needed)]
#[case::offer(RawOffer { offer: String::new(), ..raw() }, "offer", Fault::Missing)]
#[case::past(RawOffer { effective_from: "2026-11-22".to_owned(), ..raw() }, "effective_from", Fault::InPast)]
#[case::never(RawOffer { effective_from: "9999-01-01".to_owned(), ..raw() }, "effective_from", Fault::TooLarge)]
#[case::no_day(RawOffer { effective_from: "soon".to_owned(), ..raw() }, "effective_from", Fault::NotADate)]
#[case::reason(RawOffer { reason: " ".to_owned(), ..raw() }, "reason", Fault::Missing)]
fn a_wrong_decision_names_its_field(
    #[case] raw: RawOffer,
    #[case] field: &str,
    #[case] fault: Fault,
) {
    let problems = raw.parse(day("2026-11-23")).unwrap_err();
    assert_eq!(problems, [FieldProblem::new(field, fault)]);
}
