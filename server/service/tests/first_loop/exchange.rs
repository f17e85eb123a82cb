//! Tables of cases: what comes in once, what goes out and who knows of it.

use chrono::TimeDelta;
use domain::case::{RawFiling, State};
use domain::code::Role;
use domain::exchange::{Column, Flaw};
use domain::search::MatchKind;
use domain::view::{Failure, QueueFilter, Viewer};
use service::exchange::{self, ExportRequest, Exported, Format, ImportProgress, Limits};
use service::{desk, filing, search};
use uuid::Uuid;

use crate::support::{County, complaint};

const HEADINGS: &str = "登记编号,类型,接收方式,企业名称,企业地址,诉求内容,问题类别,事发地,具体问题,初查受理状态,处理机构,处理部门,反馈内容";

/// Four cases of another register, each at another stage.
fn four() -> String {
    let rows = [
        "T2026-0001,投诉,电话,示例百货,中心街 2 号,购买的电饭煲三天后不通电，要求退货。,质量,示例县,性能故障,待初查,,,",
        "T2026-0002,投诉,微信小程序,示例超市,,购买的牛奶已过保质期，要求赔偿。,食品安全,示例县,过期,已受理,示例机构 11,,已联系商家",
        "T2026-0003,投诉,来访,示例影楼,,物业费涨价没有公示，要求退还。,其他投诉问题,,,不予受理,,,由住建部门负责",
        "T2026-0004,咨询,电话,,,网上买的衣服还能七天无理由退货吗？,,,,已办结,,,已答复：一般可以。",
    ];
    format!("{HEADINGS}\r\n{}\r\n", rows.join("\r\n"))
}

async fn handler(county: &County) -> Viewer {
    county
        .staff("handler", "01", &[Role::Handler, Role::Leader])
        .await
}

async fn count(county: &County, viewer: &Viewer) -> usize {
    let all = QueueFilter {
        queue: "all".to_owned(),
        ..QueueFilter::default()
    };
    let view = desk::queue(&county.services, viewer, &all).await.unwrap();
    view.rows.len()
}

pub async fn a_file_is_taken_over_once_after_a_look(county: County) {
    let handler = handler(&county).await;
    let four = four();
    let (gb18030, ..) = encoding_rs::GB18030.encode(&four);
    let file = exchange::upload(&county.services, &handler, &gb18030)
        .await
        .unwrap();
    let seen = exchange::look(&county.services, &handler, &file).await;
    let seen = seen.unwrap();
    assert_eq!(
        (seen.rows, seen.new, seen.known, seen.imported),
        (4, 4, 0, 0)
    );
    assert_eq!(seen.problem_count, 0, "{:?}", seen.problems);
    assert_eq!(seen.sample[1].stage, "accepted");
    assert_eq!(count(&county, &handler).await, 0, "a look changes nothing");
    for _ in 0..2 {
        exchange::confirm(&county.services, &handler, &file)
            .await
            .unwrap();
        assert_eq!(count(&county, &handler).await, 4, "each case once");
    }
    let seen = exchange::look(&county.services, &handler, &file).await;
    let seen = seen.unwrap();
    assert_eq!((seen.new, seen.imported), (0, 4));
    let states = [
        State::Registered,
        State::Accepted,
        State::Archived,
        State::Archived,
    ];
    for (row, state) in seen.sample.iter().zip(states) {
        let number = row.here.as_ref().unwrap();
        let case = desk::case(&county.services, &handler, number.as_str()).await;
        let case = case.unwrap();
        assert_eq!(case.state, state, "{row:?}");
        assert_eq!(case.imported.unwrap().number, row.number);
    }
    let all = QueueFilter::default();
    let found = search::find(&county.services, &handler, "T2026-0002", &all)
        .await
        .unwrap();
    assert_eq!(found.rows.len(), 1);
    assert_eq!(found.rows[0].why[0].kind, MatchKind::Words);
    // The same rows in another file are known.
    let again = exchange::upload(&county.services, &handler, four.as_bytes()).await;
    let again = again.unwrap();
    let seen = exchange::look(&county.services, &handler, &again).await;
    assert_eq!(seen.unwrap().known, 4);
}

pub async fn a_file_with_a_flaw_changes_nothing(county: County) {
    let handler = handler(&county).await;
    let bad = four().replace("T2026-0003,投诉,来访", "T2026-0003,投述,飞鸽传书");
    let file = exchange::upload(&county.services, &handler, bad.as_bytes()).await;
    let file = file.unwrap();
    let seen = exchange::look(&county.services, &handler, &file).await;
    let seen = seen.unwrap();
    let told: Vec<_> = seen
        .problems
        .iter()
        .map(|problem| (problem.line, problem.column, problem.flaw))
        .collect();
    assert_eq!(
        told,
        [
            (4, Some(Column::Type), Flaw::UnknownType),
            (4, Some(Column::Channel), Flaw::UnknownChannel)
        ]
    );
    assert_eq!((seen.rows, seen.new), (4, 3));
    let done = exchange::confirm(&county.services, &handler, &file).await;
    assert!(matches!(done, Err(Failure::Invalid(_))), "{done:?}");
    assert_eq!(count(&county, &handler).await, 0);
}

pub async fn a_file_belongs_to_whoever_sent_it(county: County) {
    let handler = handler(&county).await;
    let other = county.staff("other", "01", &[Role::Handler]).await;
    let analyst = county.staff("analyst", "01", &[Role::Analyst]).await;
    let services = &county.services;
    let file = exchange::upload(services, &handler, four().as_bytes())
        .await
        .unwrap();
    let of_another = exchange::look(services, &other, &file).await;
    assert_eq!(of_another, Err(Failure::NotFound));
    let confirmed = exchange::confirm(services, &other, &file).await;
    assert_eq!(confirmed, Err(Failure::NotFound));
    let without_desk = exchange::upload(services, &analyst, b"x").await;
    assert_eq!(without_desk, Err(Failure::NotAllowed));
    let large = vec![b'x'; Limits::DESK.bytes + 1];
    for bytes in [&large[..], b""] {
        let refused = exchange::upload(services, &handler, bytes).await;
        assert!(matches!(refused, Err(Failure::Invalid(_))));
    }
    county.pass(TimeDelta::hours(25));
    let over = exchange::look(services, &handler, &file).await;
    assert_eq!(over, Err(Failure::NotFound));
}

async fn filed(county: &County, facts: &str) -> String {
    let raw = RawFiling {
        facts: Some(facts.to_owned()),
        ..complaint()
    };
    let filed = filing::file(&county.services, raw, None).await.unwrap();
    filed.number.as_str().to_owned()
}

fn request(format: Format, reason: Option<&str>) -> ExportRequest {
    ExportRequest {
        format,
        filter: QueueFilter::default(),
        search: String::new(),
        reason: reason.map(str::to_owned),
    }
}

async fn exported(county: &County, viewer: &Viewer, request: &ExportRequest) -> Exported {
    exchange::export(&county.services, viewer, request)
        .await
        .unwrap()
}

fn text(file: &Exported) -> String {
    String::from_utf8(file.bytes.clone()).unwrap()
}

pub async fn an_export_is_masked_and_on_record(county: County) {
    let handler = handler(&county).await;
    filed(&county, "=张三的电话 14400001234，商家拒绝退货，要求退款。").await;
    let file = exported(&county, &handler, &request(Format::Csv, None)).await;
    let content = text(&file);
    assert!(content.starts_with('\u{feff}'), "a spreadsheet reads UTF-8");
    assert!(content.contains(HEADINGS), "{content}");
    assert!(content.contains("'=张*"), "no formula, no name: {content}");
    assert!(
        !content.contains("14400001234") && !content.contains("张三"),
        "{content}"
    );
    let mut tx = county.database.read().await.unwrap();
    let now = county.services.now() + TimeDelta::hours(1);
    let events = tx.export_events().list(now, Uuid::max(), 9).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].cases, events[0].masked), (1, true));
    let hash = data_encoding::HEXLOWER.encode(&events[0].sha256);
    assert_eq!(hash, file.sha256);
    // What a search found is exported as it was found.
    drop(tx);
    filed(&county, "另一件事情：购买的牛奶已经变质。").await;
    let id = search::start(&county.services, &handler, "牛奶")
        .await
        .unwrap();
    let found = ExportRequest {
        search: id,
        ..request(Format::Csv, None)
    };
    let file = exported(&county, &handler, &found).await;
    assert_eq!(file.cases, 1);
    assert!(text(&file).contains("牛奶"));
}

pub async fn an_export_in_clear_takes_a_reason_and_leaves_looks(county: County) {
    let handler = handler(&county).await;
    let office = county.staff("office", "11", &[Role::Handler]).await;
    let superior = county.staff("superior", "01", &[Role::Superior]).await;
    let number = filed(&county, "请打 14400001234 联系，商家拒绝退货。").await;
    let services = &county.services;
    let none = exchange::export(services, &handler, &request(Format::Csv, Some(" "))).await;
    assert!(matches!(none, Err(Failure::Invalid(_))));
    let clear = request(Format::Csv, Some("移交上级机关"));
    let file = exported(&county, &handler, &clear).await;
    assert!(text(&file).contains("14400001234"));
    let looks = async |county: &County| {
        let mut tx = county.database.read().await.unwrap();
        let case = tx.cases().find_by_number(&number).await.unwrap().unwrap();
        tx.access().list(case.id).await.unwrap()
    };
    let seen = looks(&county).await;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].field, "export");
    // Whoever may not look at one case may not look at a thousand.
    let file = exported(&county, &superior, &clear).await;
    assert_eq!(file.cases, 1);
    assert!(!text(&file).contains("14400001234"));
    assert_eq!(looks(&county).await.len(), 1);
    assert_eq!(exported(&county, &office, &clear).await.cases, 0);
}

pub async fn what_went_out_is_known_when_it_comes_back(county: County) {
    let handler = handler(&county).await;
    filed(&county, "商家拒绝退货，要求退款。多行\n第二行").await;
    for format in [Format::Csv, Format::Xlsx] {
        let file = exported(&county, &handler, &request(format, None)).await;
        let id = exchange::upload(&county.services, &handler, &file.bytes).await;
        let seen = exchange::look(&county.services, &handler, &id.unwrap()).await;
        let seen = seen.unwrap();
        assert_eq!((seen.known, seen.new), (1, 0), "{:?}", seen.problems);
    }
}

pub async fn a_whole_county_goes_out_and_comes_in_on_the_command_line(county: County) {
    let handler = handler(&county).await;
    filed(&county, "商家拒绝退货，要求退款。").await;
    let services = &county.services;
    let rows: Vec<String> = (0..350)
        .map(|n| format!("A{n},举报,,示例店 {n},,售卖过期食品，请查处。,,,,,,,\n"))
        .collect();
    let file = format!("{HEADINGS}\n{}", rows.concat()).into_bytes();
    let mut told = Vec::new();
    let mut tell = |so_far: ImportProgress| told.push(so_far.rows);
    let done = exchange::import_all(services, file.clone(), None, &mut tell).await;
    let done = done.unwrap().unwrap();
    assert_eq!((done.rows, done.imported, done.known), (350, 350, 0));
    assert_eq!(told, [100, 200, 300, 350]);
    let again = exchange::import_all(services, file.clone(), None, &mut |_| {}).await;
    assert_eq!(again.unwrap().unwrap().known, 350);
    let bad = [file, "A7,举报,,店,,售卖过期食品，请查处。,,,,,,,\n".into()].concat();
    let refused = exchange::import_all(services, bad, None, &mut |_| {}).await;
    let (problems, count) = refused.unwrap().unwrap_err();
    assert_eq!(
        (problems[0].line, problems[0].flaw, count),
        (352, Flaw::Twice, 1)
    );
    let mut out = Vec::new();
    let cases = exchange::export_all(services, Format::Csv, None, &mut out, &mut |_| {}).await;
    assert_eq!(cases.unwrap(), 351);
    assert_eq!(String::from_utf8(out).unwrap().lines().count(), 352);
    assert_eq!(
        exported(&county, &handler, &request(Format::Xlsx, None))
            .await
            .cases,
        351
    );
}
