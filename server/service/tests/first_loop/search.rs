//! Staff search: what finds a case, and who finds it.

use chrono::TimeDelta;
use domain::case::{CommandKind, Fault, FieldProblem, RawCommand, RawFiling, RawPerson, State};
use domain::code::Role;
use domain::search::MatchKind;
use domain::view::{Failure, QueueFilter, SearchView, Viewer};
use service::{desk, filing, search};

use crate::support::{County, closing, complaint, contact, settlement, with_text};

fn nothing_more() -> QueueFilter {
    QueueFilter::default()
}

/// The numbers a query finds.
async fn numbers(county: &County, viewer: &Viewer, q: &str) -> Vec<String> {
    let view = search::find(&county.services, viewer, q, &nothing_more())
        .await
        .unwrap();
    let rows = view.rows.iter();
    rows.map(|row| row.case.number.as_str().to_owned())
        .collect()
}

/// Files a complaint with its own facts.
async fn filed(county: &County, facts: &str) -> String {
    let raw = RawFiling {
        facts: Some(facts.to_owned()),
        ..complaint()
    };
    let filed = filing::file(&county.services, raw, None).await.unwrap();
    filed.number.as_str().to_owned()
}

pub async fn a_case_is_found_by_all_that_is_known_of_it(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let number = filed(&county, "使用三天后不通电，商家拒绝退货。").await;
    let serial = number.get(15..).unwrap();
    let expected = [
        (number.as_str(), MatchKind::Number),
        (serial, MatchKind::Number),
        ("144 0000 1234", MatchKind::Phone),
        ("1234 张三", MatchKind::Phone),
        ("张三", MatchKind::Name),
        ("示例百货", MatchKind::Business),
        ("百货", MatchKind::Business),
        ("91990100DEM0AA0166", MatchKind::CreditCode),
        ("饭煲", MatchKind::Words),
        ("退货", MatchKind::Words),
        ("Ａ12345", MatchKind::Words),
        ("不通电 示例", MatchKind::Words),
    ];
    for (q, kind) in expected {
        let view = search::find(&county.services, &handler, q, &nothing_more())
            .await
            .unwrap();
        assert_eq!(view.rows.len(), 1, "{q}");
        let row = &view.rows[0];
        assert_eq!(row.case.number.as_str(), number, "{q}");
        assert_eq!(row.why[0].kind, kind, "{q}: {:?}", row.why);
        assert_eq!(view.next, None);
        let shown = serde_json::to_string(&row).unwrap();
        assert!(!shown.contains("张三") && !shown.contains("14400001234"));
    }
    for q in ["李四", "14400001235", "冰箱", "1234 李四", "幸福路", "张"] {
        assert_eq!(numbers(&county, &handler, q).await, [""; 0], "{q}");
    }
    for q in ["", " ，。 "] {
        let refused = search::find(&county.services, &handler, q, &nothing_more()).await;
        let problem = FieldProblem::new("q", Fault::Missing);
        assert_eq!(refused, Err(Failure::Invalid(vec![problem])), "{q:?}");
    }
}

pub async fn what_is_written_later_is_found_at_once(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let number = filed(&county, "使用三天后不通电，商家拒绝退货。").await;
    let steps = [
        RawCommand::bare(CommandKind::StartReview),
        RawCommand::bare(CommandKind::Accept),
        contact(),
        with_text(CommandKind::Note, "内部：核对小票"),
        with_text(CommandKind::SendMessage, "请您携带发票原件。"),
        settlement(),
        closing("mediated_at_once"),
    ];
    for step in steps {
        county.command(&handler, &number, step).await.unwrap();
    }
    let later = [
        "同意退款",
        "小票",
        "发票原件",
        "退还货款",
        "经调解",
        "拒绝退货",
        "张三",
    ];
    for q in later {
        assert_eq!(
            numbers(&county, &handler, q).await,
            [number.as_str()],
            "{q}"
        );
    }
}

pub async fn a_search_stays_within_the_scope_of_the_viewer(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let office = county.staff("office", "11", &[Role::Operator]).await;
    let leader = county.staff("leader", "01", &[Role::Leader]).await;
    let admin = county.staff("admin", "01", &[Role::Admin]).await;
    let own = filed(&county, "使用三天后不通电，商家拒绝退货。").await;
    let theirs = desk::register(services, &office, complaint())
        .await
        .unwrap();
    let theirs = theirs.number.as_str();
    assert_eq!(numbers(&county, &handler, "张三").await, [own.as_str()]);
    assert_eq!(numbers(&county, &office, "张三").await, [theirs]);
    assert_eq!(
        numbers(&county, &leader, "张三").await,
        [theirs, own.as_str()],
        "newest first"
    );
    let chosen = QueueFilter {
        org: "11".to_owned(),
        ..nothing_more()
    };
    let below = search::find(services, &leader, "张三", &chosen).await;
    assert_eq!(below.unwrap().rows.len(), 1);
    let foreign = search::find(services, &handler, "张三", &chosen).await;
    assert_eq!(foreign, Err(Failure::NotFound));

    let id = search::start(services, &handler, "张三").await.unwrap();
    for refused in [
        search::find(services, &admin, "张三", &nothing_more()).await,
        search::start(services, &admin, "张三")
            .await
            .map(|_| unreachable!()),
    ] {
        assert_eq!(refused, Err(Failure::NotAllowed));
    }
    let stolen = search::run(services, &admin, &id, &nothing_more()).await;
    assert_eq!(stolen, Err(Failure::NotFound));
}

pub async fn a_reporter_is_found_only_by_who_handles_the_report(county: County) {
    let services = &county.services;
    let handler = county
        .staff("handler", "01", &[Role::Handler, Role::DepartmentHead])
        .await;
    let report = RawFiling {
        case_type: Some("report".to_owned()),
        complainant: RawPerson {
            name: Some("周五".to_owned()),
            phone: Some("14400005555".to_owned()),
            address: None,
        }
        .into(),
        item: None,
        problem: None,
        claims: Vec::new(),
        facts: Some("该店销售过期食品，货架上仍有存货。".to_owned()),
        ..complaint()
    };
    let report = filing::file(services, report, None).await.unwrap();
    let number = report.number.as_str();
    for q in ["周五", "14400005555", "5555 百货"] {
        assert_eq!(numbers(&county, &handler, q).await, [""; 0], "{q}");
    }
    assert_eq!(numbers(&county, &handler, "过期食品").await, [number]);
    let assign = RawCommand {
        to: Some(handler.staff.account.to_string()),
        ..RawCommand::bare(CommandKind::Assign)
    };
    county.command(&handler, number, assign).await.unwrap();
    for q in ["周五", "14400005555", "5555 百货"] {
        assert_eq!(numbers(&county, &handler, q).await, [number], "{q}");
    }
}

pub async fn a_stored_query_belongs_to_its_account_for_a_day(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let other = county.staff("other", "01", &[Role::Handler]).await;
    filed(&county, "使用三天后不通电，商家拒绝退货。").await;
    let id = search::start(services, &handler, " 张三 ").await.unwrap();
    assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let view: SearchView = search::run(services, &handler, &id, &nothing_more())
        .await
        .unwrap();
    assert_eq!((view.rows.len(), view.query.as_str()), (1, " 张三 "));
    let gone = Err(Failure::NotFound);
    let run =
        async |viewer: &Viewer, id: &str| search::run(services, viewer, id, &nothing_more()).await;
    assert_eq!(run(&other, &id).await, gone);
    assert_eq!(run(&handler, "张三").await, gone);
    county.pass(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert!(run(&handler, &id).await.is_ok());
    county.pass(TimeDelta::seconds(1));
    assert_eq!(run(&handler, &id).await, gone);
}

pub async fn a_search_is_narrowed_and_paged(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let mut expected = Vec::new();
    for n in 0..27 {
        expected.push(filed(&county, &format!("第 {n} 次购买，商家拒绝退货。")).await);
    }
    let reviewed = expected[3].clone();
    let assign = RawCommand {
        to: Some(handler.staff.account.to_string()),
        ..RawCommand::bare(CommandKind::Assign)
    };
    for step in [RawCommand::bare(CommandKind::StartReview), assign] {
        county.command(&handler, &reviewed, step).await.unwrap();
    }
    expected.reverse();
    let id = search::start(services, &handler, "拒绝退货").await.unwrap();
    let first = search::run(services, &handler, &id, &nothing_more())
        .await
        .unwrap();
    let rest = QueueFilter {
        cursor: first.next.clone().unwrap(),
        ..nothing_more()
    };
    let second = search::run(services, &handler, &id, &rest).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len()), (25, 2));
    assert_eq!(second.next, None);
    let found: Vec<String> = first
        .rows
        .iter()
        .chain(&second.rows)
        .map(|row| row.case.number.as_str().to_owned())
        .collect();
    assert_eq!(found, expected);

    let filters = [
        QueueFilter {
            state: State::Reviewing.code().to_owned(),
            ..nothing_more()
        },
        QueueFilter {
            case_type: "report".to_owned(),
            ..nothing_more()
        },
        QueueFilter {
            queue: "mine".to_owned(),
            ..nothing_more()
        },
    ];
    let mut sizes = Vec::new();
    for filter in filters {
        let view = search::run(services, &handler, &id, &filter).await.unwrap();
        sizes.push(view.rows.len());
    }
    assert_eq!(sizes, [1, 0, 1]);
}

pub async fn an_erased_case_is_not_found(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let erased = filed(&county, "使用三天后不通电，商家拒绝退货。").await;
    let kept = filed(&county, "第二次购买，商家拒绝退货。").await;
    let mut tx = county.database.read().await.unwrap();
    let file = tx.cases().find_by_number(&erased).await.unwrap().unwrap();
    drop(tx);
    let now = county.services.now();
    let done: Result<(), store::Error> = county
        .database
        .write(move |tx| Box::pin(async move { tx.cases().erase_key(file.id, now).await }))
        .await;
    done.unwrap();
    for q in ["拒绝退货", "张三", "14400001234"] {
        assert_eq!(numbers(&county, &handler, q).await, [kept.as_str()], "{q}");
    }
    assert_eq!(numbers(&county, &handler, &erased).await, [""; 0]);
    search::index_again(&county.services).await.unwrap();
    let mut tx = county.database.read().await.unwrap();
    assert_eq!(tx.texts().list_missing(0, 9).await.unwrap(), []);
}

pub async fn cases_that_are_not_indexed_are_caught_up(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let mut expected = Vec::new();
    for n in 0..40 {
        expected.push(filed(&county, &format!("第 {n} 次购买，商家拒绝退货。")).await);
    }
    assert_eq!(search::catch_up(services).await, Ok(0), "filed with tokens");
    let forgotten: Result<u64, store::Error> = county
        .database
        .write(|tx| Box::pin(async move { tx.texts().forget_all().await }))
        .await;
    assert_eq!(forgotten.unwrap(), 40);
    // Whoever changes a case meanwhile indexes it.
    let note = with_text(CommandKind::Note, "内部：核对小票");
    county.command(&handler, &expected[7], note).await.unwrap();
    assert_eq!(search::catch_up(services).await, Ok(39));
    assert_eq!(search::catch_up(services).await, Ok(0));
    assert_eq!(
        numbers(&county, &handler, "小票").await,
        [expected[7].as_str()]
    );
    assert_eq!(numbers(&county, &handler, "第 39 次").await.len(), 1);
    let last = numbers(&county, &handler, "拒绝退货").await;
    assert_eq!(last.first(), expected.last());
}
