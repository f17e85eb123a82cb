//! Text messages: one segment, nothing about the case but its number, nobody woken at night.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, Utc};
use domain::locale::Locale;
use domain::message::{SEGMENT, Sender, SenderError, Template, Variables, send_time};
use domain::one_time_code::OneTimeCode;
use domain::value::{CaseNumber, Receipt};
use rstest::rstest;

/// 128 bits in base64url.
const TOKEN: &str = "AbCdEfGhIjKlMnOpQrStUv";

fn number() -> CaseNumber {
    let date = "2026-11-22".parse().unwrap();
    CaseNumber::compose(990_101, 99, domain::code::CaseType::Complaint, date, 99_999).unwrap()
}

fn longest_sender() -> Sender {
    let signature = "维".repeat(Sender::LONGEST_SIGNATURE);
    Sender::new(&signature, &"a".repeat(Sender::LONGEST_ADDRESS)).unwrap()
}

fn variables(template: Template, sender: &Sender) -> Variables {
    match template {
        Template::Survey => Variables::of_survey(&number(), TOKEN, sender),
        Template::Link => {
            let receipt = Receipt::from_bytes([7; 15]);
            Variables::of_link(&number(), &receipt, sender)
        }
        Template::Code => Variables::of_code(&number(), &OneTimeCode::from_random(6), sender),
        _ => Variables::of_case(&number(), sender),
    }
}

#[test]
fn every_message_fits_one_segment_with_the_longest_values() {
    let sender = longest_sender();
    for template in Template::ALL.iter().copied() {
        let variables = variables(template, &sender);
        let text = template.text(Locale::ZhCn, &sender, &variables);
        let units = text.encode_utf16().count();
        assert!(units <= SEGMENT, "{units}: {text}");
        assert!(text.starts_with("【维"), "{text}");
        if let Some(code) = &variables.code {
            assert!(text.contains(code.as_str()), "{text}");
        } else {
            assert!(text.ends_with(&format!(" {}", variables.link)), "{text}");
            // The longest link leaves no room for the number; it opens the case by itself.
            let is_named = template == Template::Link || text.contains(&variables.number);
            assert!(is_named, "{text}");
        }
        assert!(!text.contains("%{"), "{text}");
        // Without Chinese in it a segment has 160 characters.
        let english = template.text(Locale::En, &sender, &variables);
        assert!(english.chars().count() <= 160, "{english}");
    }
}

#[test]
fn a_message_names_the_case_and_a_page_and_nothing_else() {
    let sender = Sender::new("示例县消费维权", "315.example.gov.cn").unwrap();
    let text = |template| template_text(template, &sender);
    assert_eq!(
        text(Template::Accepted),
        format!(
            "【示例县消费维权】诉求{}已受理，详见 315.example.gov.cn/track",
            number()
        )
    );
    assert_eq!(
        text(Template::Survey),
        format!(
            "【示例县消费维权】请评价尾号99999{}的服务 315.example.gov.cn/s/{TOKEN}",
            last_digit()
        )
    );
}

fn template_text(template: Template, sender: &Sender) -> String {
    template.text(Locale::ZhCn, sender, &variables(template, sender))
}

fn last_digit() -> char {
    number().as_str().chars().last().unwrap()
}

#[rstest]
#[case("", "315.example.gov.cn", SenderError::Signature)]
#[case("一二三四五六七八九", "315.example.gov.cn", SenderError::Signature)]
#[case("【维权】", "315.example.gov.cn", SenderError::Signature)]
#[case("维权", "", SenderError::Address)]
#[case("维权", "https://x.gov.cn", SenderError::Address)]
#[case("维权", "consumer.example.gov.cn", SenderError::Address)]
fn a_sender_that_is_too_long_or_no_host_is_refused(
    #[case] signature: &str,
    #[case] address: &str,
    #[case] error: SenderError,
) {
    assert_eq!(Sender::new(signature, address), Err(error));
}

#[rstest]
#[case("2026-11-20T08:00:00+08:00", "2026-11-20T08:00:00+08:00")]
#[case("2026-11-20T21:59:59+08:00", "2026-11-20T21:59:59+08:00")]
#[case("2026-11-20T22:00:00+08:00", "2026-11-21T08:00:00+08:00")]
#[case("2026-12-31T23:30:00+08:00", "2027-01-01T08:00:00+08:00")]
#[case("2026-11-20T00:00:00+08:00", "2026-11-20T08:00:00+08:00")]
#[case("2026-11-20T07:59:59+08:00", "2026-11-20T08:00:00+08:00")]
fn nobody_gets_a_message_between_22_and_8(#[case] ready: &str, #[case] sent: &str) {
    let instant = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    assert_eq!(send_time(instant(ready)), instant(sent));
}

#[test]
fn a_code_that_was_asked_for_comes_at_night_too() {
    let night = "2026-11-20T23:00:00+08:00"
        .parse::<DateTime<Utc>>()
        .unwrap();
    assert_eq!(Template::Code.send_time(night), night);
    assert!(Template::Filed.send_time(night) > night);
}

#[test]
fn a_code_stands_only_in_its_message_and_variables_of_others_have_none() {
    let sender = longest_sender();
    let code = OneTimeCode::from_random(31_000_007);
    let variables = Variables::of_code(&number(), &code, &sender);
    let text = Template::Code.text(Locale::ZhCn, &sender, &variables);
    assert!(text.contains("查询验证码 000007，"), "{text}");
    assert!(!format!("{code:?}").contains("000007"));
    let others = serde_json::to_string(&Variables::of_case(&number(), &sender)).unwrap();
    assert!(!others.contains("code"), "{others}");
}
