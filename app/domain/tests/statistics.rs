//! Figures of a period, and what of them everybody may see.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

use chrono::NaiveDate;
use domain::actor::OrganisationId;
use domain::statistics::{
    CaseGroup, Counts, EndGroup, Figures, LessThanFive, Named, Part, Period, Published,
};
use serde_json::json;
use uuid::Uuid;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn home() -> OrganisationId {
    OrganisationId(Uuid::from_u128(1))
}

fn cases(month: &str, outcome: Option<&str>, n: u64) -> CaseGroup {
    CaseGroup {
        month: month.to_owned(),
        organisation: home(),
        case_type: "complaint".to_owned(),
        state: outcome.map_or("accepted", |_| "closed").to_owned(),
        outcome: outcome.map(str::to_owned),
        item: Some("G04".to_owned()),
        problem: None,
        n,
    }
}

fn ends(days: Option<u64>, late: bool, n: u64) -> EndGroup {
    EndGroup { days, late, n }
}

fn figures() -> Figures<u64> {
    let organisations = [Named {
        id: home(),
        code: "01".to_owned(),
        name_zh: "示例县市场监督管理局".to_owned(),
        name_en: "Authority".to_owned(),
    }];
    let counts = Counts {
        cases: &[
            cases("2026-09", Some("mediated_agreement"), 6),
            cases("2026-11", Some("terminated"), 3),
            cases("2026-11", Some("withdrawn"), 8),
            cases("2026-11", None, 3),
        ],
        ends: &[
            ends(Some(3), false, 9),
            ends(Some(20), false, 7),
            ends(Some(70), true, 1),
            ends(None, false, 2),
            ends(None, true, 1),
        ],
        scores: &[(5, 2), (4, 3), (1, 1)],
        organisations: &organisations,
    };
    let period = Period::parse("2026-09-15", "2026-11-20", on("2026-11-20")).unwrap();
    Figures::of(period, &counts)
}

fn numbers<N: Copy>(parts: &[Part<N>]) -> Vec<(&str, N)> {
    parts
        .iter()
        .map(|part| (part.code.as_str(), part.n))
        .collect()
}

#[test]
fn a_period_is_read_and_has_all_its_months() {
    let today = on("2026-11-20");
    let usual = Period::parse("", " ", today).unwrap();
    assert_eq!((usual.from, usual.to), (on("2025-12-01"), today));
    assert_eq!(usual.months().len(), 12);
    assert_eq!(usual.begins_at().to_rfc3339(), "2025-11-30T16:00:00+00:00");
    assert_eq!(
        usual.ends_before().to_rfc3339(),
        "2026-11-20T16:00:00+00:00"
    );
    let one = Period::parse("2026-01-31", "2026-01-31", today).unwrap();
    assert_eq!(one.months(), ["2026-01"]);
    for (from, to, wrong) in [
        ("x", "", vec!["from"]),
        ("x", "2026-02-30", vec!["from", "to"]),
        ("2026-11-21", "2026-11-20", vec!["from"]),
        ("2020-01-01", "2026-11-20", vec!["from"]),
        ("0001-01-01", "", vec!["from"]),
    ] {
        let problems = Period::parse(from, to, today).unwrap_err();
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, wrong, "{from} {to}");
    }
}

#[test]
fn everything_adds_up() {
    let figures = figures();
    assert_eq!(
        (figures.received, figures.closed, figures.open),
        (20, 17, 3)
    );
    assert_eq!(
        numbers(&figures.by_month),
        [("2026-09", 6), ("2026-10", 0), ("2026-11", 14)]
    );
    assert_eq!(
        numbers(&figures.by_outcome),
        [
            ("withdrawn", 8),
            ("mediated_agreement", 6),
            ("terminated", 3)
        ]
    );
    assert_eq!(
        numbers(&figures.by_state),
        [("closed", 17), ("accepted", 3)]
    );
    assert_eq!(figures.by_organisation[0].n, 20);
}

#[test]
fn shares_say_of_how_many() {
    let figures = figures();
    let on_time = figures.on_time.unwrap();
    assert_eq!((on_time.per_mille, on_time.of), (889, 18));
    let settled = figures.settled.unwrap();
    assert_eq!((settled.per_mille, settled.of), (667, 9));
    let days = figures.days.unwrap();
    assert_eq!((days.median, days.ninetieth, days.of), (3, 20, 17));
    let said = figures.satisfaction.unwrap();
    assert_eq!(
        (said.mean_hundredths, said.good_per_mille, said.of),
        (383, 833, 6)
    );
}

#[test]
fn of_nothing_there_is_no_share() {
    let counts = Counts {
        cases: &[],
        ends: &[],
        scores: &[],
        organisations: &[],
    };
    let empty = Figures::of(Period::last_twelve_months(on("2026-11-20")), &counts);
    assert_eq!(empty.received, 0);
    assert_eq!(empty.by_month.len(), 12);
    assert!(empty.on_time.is_none() && empty.settled.is_none());
    assert!(empty.days.is_none() && empty.satisfaction.is_none());
}

#[test]
fn small_numbers_are_hidden_and_cannot_be_computed_from_the_others() {
    const FEW: Published = Published::Few(LessThanFive::LessThanFive);
    let published = figures().published();
    assert_eq!(published.received, Published::Exact(20));
    // 20 - 17 would tell the 3.
    assert_eq!(
        (published.closed, published.open),
        (Published::Withheld, FEW)
    );
    assert_eq!(
        numbers(&published.by_outcome),
        [
            ("withdrawn", Published::Exact(8)),
            ("mediated_agreement", Published::Withheld),
            ("terminated", FEW),
        ]
    );
    assert_eq!(published.settled.unwrap().of, 9);
}

#[test]
fn what_is_published_reads_back() {
    let published = figures().published();
    let json = serde_json::to_value(&published).unwrap();
    assert_eq!(json["from"], "2026-09-15");
    assert_eq!(json["open"], "<5");
    assert_eq!(json["closed"], json!(null));
    assert_eq!(json["received"], 20);
    let back: Figures<Published> = serde_json::from_value(json).unwrap();
    assert_eq!(back, published);
}
