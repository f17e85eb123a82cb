//! Languages, dates, masks and search.

use chrono::{DateTime, NaiveDate, Utc};
use domain::locale::{Locale, business_date, format_date, format_instant, translate};
use domain::search::{query_tokens, tokens};
use domain::value::RoughDate;
use domain::{mask, tr};
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case("zh-CN,zh;q=0.9,en;q=0.8", Locale::ZhCn)]
#[case("en-GB,en;q=0.9", Locale::En)]
#[case("zh;q=0.4, en;q=0.6", Locale::En)]
#[case("fr, en;q=0.5", Locale::En)]
#[case("de, fr", Locale::ZhCn)]
#[case("en;q=0, zh;q=0.1", Locale::ZhCn)]
#[case("", Locale::ZhCn)]
#[case("*;;q=,=", Locale::ZhCn)]
fn the_best_language_of_the_header_is_taken(#[case] header: &str, #[case] locale: Locale) {
    assert_eq!(Locale::from_accept_language(header), locale);
}

#[test]
fn languages_are_known_by_their_code() {
    for locale in Locale::ALL {
        assert_eq!(Locale::parse(locale.code()), Some(locale));
        let json = serde_json::to_string(&locale).unwrap();
        assert_eq!(json, format!("\"{}\"", locale.code()));
    }
    assert_eq!(Locale::parse("zh_Hans_CN"), Some(Locale::ZhCn));
    assert_eq!(Locale::parse("english"), None);
}

#[test]
fn texts_take_values_and_never_read_placeholders_in_them() {
    assert_eq!(
        tr!(Locale::ZhCn, "common.step", n = 2, total = 5),
        "第 2 步，共 5 步"
    );
    assert_eq!(
        tr!(Locale::En, "common.step", n = "%{total}", total = 5),
        "Step %{total} of 5"
    );
    assert_eq!(tr!(Locale::En, "common.back"), "Back");
    let unknown = String::from("no.such.key");
    assert_eq!(translate(Locale::En, &unknown), unknown);
}

#[test]
fn dates_are_written_as_people_read_them() {
    let date = NaiveDate::from_ymd_opt(2026, 5, 8).unwrap();
    assert_eq!(format_date(Locale::ZhCn, date), "2026年5月8日（周五）");
    assert_eq!(format_date(Locale::En, date), "Fri 8 May 2026");
    let month = RoughDate::parse("2026-05").unwrap();
    assert_eq!(month.label(Locale::ZhCn), "2026年5月");
    assert_eq!(month.label(Locale::En), "May 2026");
}

#[test]
fn instants_are_shown_at_the_county_and_late_evenings_belong_to_the_next_day() {
    let instant: DateTime<Utc> = "2026-05-07T16:05:00Z".parse().unwrap();
    assert_eq!(
        format_instant(Locale::ZhCn, instant),
        "2026年5月8日（周五） 00:05"
    );
    assert_eq!(
        business_date(instant),
        NaiveDate::from_ymd_opt(2026, 5, 8).unwrap()
    );
    assert_eq!(
        business_date("2026-05-07T15:59:59Z".parse().unwrap()),
        NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
    );
}

#[rstest]
#[case("13800130000", "138****0000")]
#[case("0990-1234567", "099****4567")]
#[case("12315", "12315")]
fn a_masked_phone_keeps_its_ends(#[case] clear: &str, #[case] masked: &str) {
    assert_eq!(mask::phone(clear), masked);
}

#[rstest]
#[case("张三", "张*")]
#[case("张小三", "张**")]
#[case("欧阳小三", "欧阳**")]
#[case("欧阳", "欧*")]
#[case("买买提·示例江", "买**")]
fn a_masked_name_keeps_the_family_name(#[case] clear: &str, #[case] masked: &str) {
    assert_eq!(mask::name(clear), masked);
}

#[rstest]
#[case("示例市示例县幸福路 1 号", "示例市示例县***")]
#[case("内蒙古自治区示例市示例旗中心街2号", "内蒙古自治区示例市示例旗***")]
#[case("北京市朝阳区某路3号", "北京市朝阳区***")]
#[case("幸福小区3栋2单元501", "幸福小区3栋***")]
#[case("三号楼", "三***")]
fn a_masked_address_stops_at_the_county(#[case] clear: &str, #[case] masked: &str) {
    assert_eq!(mask::address(clear), masked);
}

#[test]
fn a_masked_identity_number_keeps_only_its_ends() {
    assert_eq!(mask::id_number("990101199003070015"), "9****************5");
}

#[rstest]
#[case("请打13800138000找我", "请打138****00找我")]
#[case("请打138 0013 8000找我", "请打138****00找我")]
#[case("电话+8613800138000。", "电话+86****00。")]
#[case("１３８００１３８０００", "１３８****００")]
#[case("座机0990-1234567转", "座机099****67转")]
#[case("身份证11010519491231002X。", "身份证110****2X。")]
#[case("卡号6222 0000 0000 0000 000", "卡号622****00")]
#[case("2026-11-01 13800138000", "2026-11-01 138****00")]
#[case("2026年11月1日花199.00元买了3件", "2026年11月1日花199.00元买了3件")]
#[case("2026-11-01 08:30 到店", "2026-11-01 08:30 到店")]
#[case("订单A12345，拨打12315", "订单A12345，拨打12315")]
fn numbers_of_people_are_hidden_in_free_text(#[case] clear: &str, #[case] masked: &str) {
    assert_eq!(mask::text(clear), masked);
}

#[rstest]
#[case("电饭煲", &["煲", "电", "电饭", "饭", "饭煲"])]
#[case("ＡＢ，电", &["a", "ab", "b", "电"])]
#[case("，。 ", &[])]
fn a_text_is_kept_by_characters_and_pairs(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(tokens(text), expected);
}

#[rstest]
#[case("电饭煲", &["电饭", "饭煲"])]
#[case("煲", &["煲"])]
#[case("煲，不通电", &["不通", "煲", "通电"])]
#[case("a1", &["a1"])]
#[case("  ", &[])]
fn a_query_needs_pairs_and_lone_characters(#[case] query: &str, #[case] expected: &[&str]) {
    assert_eq!(query_tokens(query), expected);
}

proptest! {
    #[test]
    fn any_part_of_a_text_is_found(
        text in "[一-龥]{2,40}",
        from in 0..40_usize,
        length in 2..40_usize,
    ) {
        assert_found(&text, from, length)?;
    }

    #[test]
    fn any_part_of_a_mixed_text_is_found(
        text in "[一-龥A-Za-z0-9，。！ \\-]{2,40}",
        from in 0..40_usize,
        length in 1..40_usize,
    ) {
        assert_found(&text, from, length)?;
    }

    #[test]
    fn masked_text_holds_no_mobile_number(before in "[一-龥 ,]{0,9}", phone in "1[3-9][0-9]{9}") {
        let masked = mask::text(&format!("{before}{phone}元"));
        prop_assert!(!masked.contains(&phone), "{}", masked);
    }
}

fn assert_found(text: &str, from: usize, length: usize) -> Result<(), TestCaseError> {
    let count = text.chars().count();
    let part: String = text.chars().skip(from % count).take(length).collect();
    let index = tokens(text);
    for token in query_tokens(&part) {
        prop_assert!(
            index.contains(&token),
            "{:?} of {:?} is missing",
            token,
            part
        );
    }
    Ok(())
}
