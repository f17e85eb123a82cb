//! Which official documents a case has, and what stands in them.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::case::{CommandKind, Refusal};
use domain::code::{CaseType, OrganisationKind, Role};
use domain::document::{Document, Issuer, Template, words};
use domain::locale::Locale;
use domain::value::Fen;
use rstest::rstest;
use serde_json::json;

use crate::actors::{HOME, Officer};
use crate::mediation::mediating;
use crate::samples::{a_command, close, command, do_it};
use crate::story::{Story, on, place};

fn issuer() -> Issuer {
    Issuer {
        name: "示例县市场监督管理局".to_owned(),
        ..Issuer::default()
    }
}

fn document(story: &Story, template: Template) -> Document {
    let made = story.case.document(template, issuer(), on("2026-04-15"));
    made.unwrap()
}

fn codes(story: &Story) -> String {
    let templates = story.case.documents();
    let codes: Vec<&str> = templates.iter().map(|one| one.code()).collect();
    codes.join(" ")
}

fn reviewing() -> Story {
    Story::complaint().step(Officer::handler(), do_it(CommandKind::StartReview))
}

fn by_handler(story: Story, kind: CommandKind) -> Story {
    story.step(Officer::handler(), do_it(kind))
}

fn report() -> Story {
    Story::filed(CaseType::Report, OrganisationKind::Authority)
}

fn found() -> Story {
    [
        CommandKind::StartReview,
        CommandKind::StartVerification,
        CommandKind::RecordFinding,
    ]
    .into_iter()
    .fold(report(), by_handler)
}

fn not_filed() -> Story {
    found().step(Officer::leader(), do_it(CommandKind::DeclineFiling))
}

fn at_station() -> Story {
    let story = Story::filed(CaseType::Complaint, OrganisationKind::Station);
    let liaison = |story: Story, kind| story.step(Officer::liaison(), do_it(kind));
    let negotiating = liaison(story, CommandKind::StartReview);
    liaison(negotiating, CommandKind::RecordSettlement)
}

fn distributed(from: OrganisationKind) -> Story {
    let mut story = Story::filed(CaseType::Complaint, from);
    story.places = vec![
        place(HOME, from),
        place(HOME + 10, OrganisationKind::Office),
    ];
    story.step(Officer::leader(), do_it(CommandKind::Distribute))
}

fn sent_back() -> Story {
    let story = distributed(OrganisationKind::Authority);
    let there =
        Officer::with(Role::Handler).at(place(HOME + 10, OrganisationKind::Office).organisation);
    story.step(there, do_it(CommandKind::SendBack))
}

fn by_phone() -> Story {
    let mut session = a_command(CommandKind::ScheduleSession);
    session["way"] = json!("phone");
    mediating().step(Officer::handler(), command(&session))
}

const FORM: &str = "complaint_registration";

#[rstest]
#[case::just_filed(Story::complaint(), FORM)]
#[case::reviewed(reviewing(), FORM)]
#[case::material_asked_for(
    by_handler(reviewing(), CommandKind::RequestMaterial),
    "complaint_registration identity_request"
)]
#[case::refusal_only_proposed(by_handler(reviewing(), CommandKind::ProposeRefusal), FORM)]
#[case::refusal_sent_back(
    by_handler(reviewing(), CommandKind::ProposeRefusal)
        .step(Officer::leader(), do_it(CommandKind::RejectRefusal)),
    FORM
)]
#[case::withdrawn_with_a_proposal(
    by_handler(reviewing(), CommandKind::ProposeRefusal).person(do_it(CommandKind::Withdraw)),
    FORM
)]
#[case::refused(Story::complaint().refused(), "complaint_registration refusal")]
#[case::refused_and_closed(
    Story::complaint().refused().step(Officer::handler(), close("refused")),
    "complaint_registration refusal"
)]
#[case::accepted(Story::complaint().accepted(), "complaint_registration acceptance")]
#[case::invited_to_come(
    by_handler(mediating(), CommandKind::ScheduleSession),
    "complaint_registration acceptance mediation_notice"
)]
#[case::invited_to_a_call(by_phone(), "complaint_registration acceptance")]
#[case::terminated(
    by_handler(mediating(), CommandKind::Terminate),
    "complaint_registration acceptance termination"
)]
#[case::terminated_with_the_closing(
    Story::complaint().accepted().step(Officer::handler(), close("terminated")),
    "complaint_registration acceptance termination"
)]
#[case::withdrawn_after_acceptance(
    Story::complaint().accepted().person(do_it(CommandKind::Withdraw)),
    "complaint_registration acceptance termination"
)]
#[case::settled(
    by_handler(mediating(), CommandKind::RecordSettlement),
    "complaint_registration acceptance agreement"
)]
#[case::settled_at_a_station(at_station(), "complaint_registration agreement")]
#[case::distributed(
    distributed(OrganisationKind::Authority),
    "complaint_registration distribution"
)]
#[case::distributed_by_the_centre(
    distributed(OrganisationKind::CountyCentre),
    "complaint_registration distribution"
)]
#[case::handed_over_by_a_station(distributed(OrganisationKind::Station), FORM)]
#[case::sent_back(sent_back(), FORM)]
#[case::a_report(report(), "report_registration")]
#[case::a_report_found_true(found(), "report_registration")]
#[case::a_report_not_filed(not_filed(), "report_registration report_result")]
#[case::a_question(Story::filed(CaseType::Consultation, OrganisationKind::Authority), "")]
fn a_case_has_the_documents_it_has_the_facts_for(#[case] story: Story, #[case] expected: &str) {
    assert_eq!(codes(&story), expected);
    for template in Template::ALL.iter().copied() {
        let made = story.case.document(template, issuer(), on("2026-04-15"));
        if story.case.documents().contains(&template) {
            assert_eq!(made.unwrap().template, template);
        } else {
            assert_eq!(made.unwrap_err(), Refusal::NoSuchDocument { template });
        }
    }
}

#[test]
fn a_missing_document_is_named_in_both_languages() {
    let template = Template::Acceptance;
    let refusal = Refusal::NoSuchDocument { template };
    for locale in Locale::ALL {
        assert!(refusal.message(locale).contains(template.label(locale)));
    }
}

#[test]
fn the_form_of_a_complaint_holds_what_was_filed() {
    let matter = document(&Story::complaint(), Template::ComplaintRegistration).matter;
    let person = matter.person.unwrap();
    assert_eq!(person.name, "张三");
    assert_eq!(person.phone.as_deref(), Some("14400001234"));
    assert_eq!(matter.received_on, "2026年9月30日");
    assert_eq!(matter.subject, "示例百货“电饭煲”质量问题");
    assert_eq!(matter.claims, ["退还货款或服务费用（199元）"]);
    assert_eq!(matter.claimed.as_deref(), Some("199元"));
    let goods = matter.goods.unwrap();
    assert_eq!(goods.purchased_on.as_deref(), Some("2026年9月1日"));
    let agreed = matter.agreed.unwrap();
    assert!(agreed.entrusted_mediation && !agreed.publication);
}

#[test]
fn a_ground_stands_by_its_number_among_all_of_them() {
    let refused = document(&Story::complaint().refused(), Template::Refusal);
    let ground = refused.matter.refusal.unwrap();
    assert_eq!((ground.number.as_str(), ground.texts.len()), ("三", 7));
    assert_eq!(ground.reason.as_deref(), Some("购买用于生产经营"));
    let ended = by_handler(mediating(), CommandKind::Terminate);
    let ground = document(&ended, Template::Termination).matter.termination;
    let ground = ground.unwrap();
    assert_eq!((ground.number.as_str(), ground.texts.len()), ("三", 8));
}

#[test]
fn a_meeting_has_its_hour_where_the_office_is() {
    let invited = by_handler(mediating(), CommandKind::ScheduleSession);
    let meeting = document(&invited, Template::MediationNotice).matter.meeting;
    let meeting = meeting.unwrap();
    assert_eq!(meeting.time, "2099年12月30日9时");
    assert_eq!(meeting.place, "调解室");
}

#[test]
fn an_agreement_names_its_sum_twice() {
    let settled = by_handler(mediating(), CommandKind::RecordSettlement);
    let document = document(&settled, Template::Agreement);
    assert_eq!(document.title, "投诉调解书");
    let terms = document.matter.terms.unwrap();
    assert_eq!(terms.amount.as_deref(), Some("199元"));
    assert_eq!(terms.amount_in_capitals.as_deref(), Some("壹佰玖拾玖元整"));
}

#[test]
fn only_an_authority_mediates_by_law() {
    let document = document(&at_station(), Template::Agreement);
    assert_eq!(document.title, "消费争议和解协议书");
    assert!(!document.matter.by_law);
}

#[test]
fn a_notice_of_distribution_names_who_got_the_case() {
    let passed = distributed(OrganisationKind::CountyCentre);
    let document = document(&passed, Template::Distribution);
    assert_eq!(document.title, "投诉分送通知书");
    assert_eq!(document.matter.recipient.as_deref(), Some("示例单位11"));
}

#[test]
fn a_reporter_reads_nothing_that_was_written_for_the_office() {
    let matter = document(&not_filed(), Template::ReportResult).matter;
    assert_eq!(
        matter.result.as_deref(),
        Some("经核查，初次违法且危害后果轻微并及时改正，依法决定不予立案。")
    );
    let stored = serde_json::to_string(&matter).unwrap();
    assert!(!stored.contains("已下架并改正"), "{stored}");
    assert_eq!(matter.subject, "示例食品店涉嫌违法行为");
}

#[test]
fn a_document_is_dated_by_whoever_issues_it() {
    let document = document(&Story::complaint(), Template::ComplaintRegistration);
    assert_eq!(document.on, on("2026-04-15"));
    assert_eq!(document.on_in_numerals, "二〇二六年四月十五日");
    assert_eq!(document.number, None);
}

#[test]
fn an_anonymous_report_names_nobody() {
    let mut filing = crate::samples::a_filing(CaseType::Report);
    filing["complainant"] = json!(null);
    let filing = crate::samples::raw(&filing);
    let story = Story::of(&filing, OrganisationKind::Authority, &Actor::Complainant);
    let matter = document(&story, Template::ReportRegistration).matter;
    assert_eq!(matter.person, None);
}

#[rstest]
#[case(2026, 4, 15, "二〇二六年四月十五日")]
#[case(2030, 10, 1, "二〇三〇年十月一日")]
#[case(1999, 12, 31, "一九九九年十二月三十一日")]
#[case(2100, 11, 20, "二一〇〇年十一月二十日")]
fn dates_in_numerals(
    #[case] year: i32,
    #[case] month: u32,
    #[case] day: u32,
    #[case] expected: &str,
) {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    assert_eq!(words::date_in_numerals(date), expected);
}

#[rstest]
#[case(0, "0元", "零元整")]
#[case(5, "0.05元", "伍分")]
#[case(10, "0.10元", "壹角")]
#[case(10_005, "100.05元", "壹佰元零伍分")]
#[case(10_050, "100.50元", "壹佰元伍角")]
#[case(129_900, "1,299元", "壹仟贰佰玖拾玖元整")]
#[case(1_000_500, "10,005元", "壹万零伍元整")]
#[case(10_000_000, "100,000元", "壹拾万元整")]
#[case(10_010_000_000, "100,100,000元", "壹亿零壹拾万元整")]
#[case(10_000_000_100, "100,000,001元", "壹亿零壹元整")]
#[case(100_100_100, "1,001,001元", "壹佰万壹仟零壹元整")]
#[case(
    999_999_999_999,
    "9,999,999,999.99元",
    "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"
)]
fn sums_in_figures_and_in_capitals(
    #[case] fen: i64,
    #[case] figures: &str,
    #[case] capitals: &str,
) {
    let sum = Fen::new(fen).unwrap();
    assert_eq!(words::yuan(sum), figures);
    assert_eq!(words::yuan_in_capitals(sum), capitals);
}
