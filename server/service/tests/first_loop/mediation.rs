//! Mediation with both sides: the office invites, the business answers by its link, both agree.

use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand, Refusal, State};
use domain::code::Role;
use domain::view::{Failure, Viewer};
use service::{desk, filing, respondent, tracking};

use super::support::{County, closing, complaint, with_text};

/// An accepted complaint: its number, its receipt and the officer.
async fn accepted(county: &County) -> (String, String, Viewer) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = filing::file(&county.services, complaint(), None)
        .await
        .unwrap();
    let number = filed.number.as_str().to_owned();
    for kind in [CommandKind::StartReview, CommandKind::Accept] {
        county
            .command(&handler, &number, RawCommand::bare(kind))
            .await
            .unwrap();
    }
    (number, filed.receipt, handler)
}

async fn invited(county: &County, officer: &Viewer, number: &str) -> String {
    let invite = RawCommand::bare(CommandKind::InviteBusiness);
    let view = county.command(officer, number, invite).await.unwrap();
    view.business_link.unwrap().token
}

fn says(kind: CommandKind, agrees: bool) -> RawCommand {
    RawCommand {
        agrees: Some(agrees),
        ..RawCommand::bare(kind)
    }
}

fn terms(amount: &str) -> RawCommand {
    RawCommand {
        terms: Some("退还部分货款".to_owned()),
        amount: Some(amount.to_owned()),
        perform_by: Some("2026-12-01".to_owned()),
        ..RawCommand::bare(CommandKind::Propose)
    }
}

pub async fn both_sides_settle_what_each_sees_for_itself(county: County) {
    let services = &county.services;
    let (number, receipt, handler) = accepted(&county).await;
    let token = invited(&county, &handler, &number).await;

    let seen = respondent::open(services, &token).await.unwrap();
    assert_eq!(seen.consumer.as_deref(), Some("张*"));
    assert!(seen.answer_by.is_some());
    let shown = serde_json::to_string(&seen).unwrap();
    for secret in ["14400001234", "幸福路", "张三"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }

    let mut account = with_text(CommandKind::StateAnswer, "内部说明：愿意换货");
    account.shared = Some(false);
    respondent::act(services, &token, account).await.unwrap();
    respondent::act(services, &token, says(CommandKind::RecordConsent, true))
        .await
        .unwrap();
    let track =
        tracking::act_by_receipt(services, &receipt, says(CommandKind::RecordConsent, true))
            .await
            .unwrap();
    assert_eq!(track.state, State::Mediating);
    let own = serde_json::to_string(&track).unwrap();
    assert!(!own.contains("愿意换货"), "kept from the consumer: {own}");

    let offered = respondent::act(services, &token, terms("100"))
        .await
        .unwrap();
    assert_eq!(offered.answer_by, None, "it has answered");
    let refused =
        tracking::act_by_receipt(services, &receipt, says(CommandKind::AnswerProposal, false))
            .await
            .unwrap();
    assert_eq!(refused.mediation.proposal, None);
    tracking::act_by_receipt(services, &receipt, terms("199"))
        .await
        .unwrap();
    let agreed = respondent::act(services, &token, says(CommandKind::AnswerProposal, true))
        .await
        .unwrap();
    assert_eq!(agreed.state, State::Performing);
    let settlement = agreed.settlement.unwrap();
    assert_eq!(settlement.amount.get(), 19_900);

    let mut kept = with_text(CommandKind::RecordPerformance, "消费者确认已到账");
    kept.performed = Some(true);
    county.command(&handler, &number, kept).await.unwrap();
    let closed = closing("mediated_agreement");
    let view = county.command(&handler, &number, closed).await.unwrap();
    assert_eq!(view.state, State::Closed);
    let after = respondent::open(services, &token).await.unwrap();
    assert_eq!(after.allowed, []);
    let reply = serde_json::to_string(&after).unwrap();
    assert!(
        !reply.contains("已退还货款 199 元"),
        "the reply is the consumer's"
    );
}

pub async fn a_link_of_a_business_ends_with_the_next_or_after_thirty_days(county: County) {
    let services = &county.services;
    let (number, _, handler) = accepted(&county).await;
    let first = invited(&county, &handler, &number).await;
    let second = invited(&county, &handler, &number).await;
    assert_eq!(
        respondent::open(services, &first).await,
        Err(Failure::NotFound)
    );
    respondent::open(services, &second).await.unwrap();
    let again = desk::case(services, &handler, &number).await.unwrap();
    assert_eq!(again.business_link.unwrap().token, second);
    county.pass(TimeDelta::days(30));
    assert_eq!(
        respondent::open(services, &second).await,
        Err(Failure::Expired)
    );
    let account = with_text(CommandKind::StateAnswer, "愿意换货");
    assert_eq!(
        respondent::act(services, &second, account).await,
        Err(Failure::Expired)
    );
    let view = desk::case(services, &handler, &number).await.unwrap();
    assert_eq!(view.business_link, None);
}

pub async fn a_business_does_nothing_but_answer(county: County) {
    let services = &county.services;
    let (number, _, handler) = accepted(&county).await;
    let token = invited(&county, &handler, &number).await;
    for kind in CommandKind::ALL {
        let raw = RawCommand {
            side: Some("consumer".to_owned()),
            ..with_everything(*kind)
        };
        let done = respondent::act(services, &token, raw).await;
        let answered = *kind == CommandKind::StateAnswer;
        assert_eq!(done.is_ok(), answered, "{kind}: {done:?}");
        if *kind == CommandKind::RecordConsent {
            assert_eq!(done, Err(Failure::Refused(Refusal::OtherSide)));
        }
    }
    let garbage = respondent::act(services, "../x", with_everything(CommandKind::Note)).await;
    assert_eq!(garbage, Err(Failure::NotFound));
}

/// A command with every member any command may have.
fn with_everything(kind: CommandKind) -> RawCommand {
    let account = "00000000-0000-0000-0000-0000000000ff".to_owned();
    let text = |words: &str| Some(words.to_owned());
    RawCommand {
        text: text("内容"),
        reason: text("理由"),
        items: text("小票"),
        due: text("2026-11-24"),
        ground: text("NA3"),
        to: Some(account),
        number: text("A-1"),
        result: text("reached"),
        way: text("phone"),
        terms: text("退款"),
        outcome: text("transferred"),
        reply: text("答复"),
        satisfaction: Some(5),
        agrees: Some(true),
        performed: Some(true),
        at: text("2026-12-30T09:00"),
        place: text("调解室"),
        attendance: text("both"),
        hold: text("awaiting_appraisal"),
        termination: text("TM3"),
        ..RawCommand::bare(kind)
    }
}
