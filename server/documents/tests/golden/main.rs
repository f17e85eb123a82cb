//! The documents as they come out: read again, they hold the facts and are what they claim to be.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking, its helpers too"
)]

mod reading;
mod samples;

use std::path::Path;
use std::sync::LazyLock;

use documents::{BrokenFont, Typesetter};
use domain::document::{Checkable, Document, DocumentNumber, Matter, Template};
use domain::value::{CheckCode, Facts};
use rstest::rstest;

use reading::Pdf;
use samples::{document, empty, everything, report};

/// One for all tests: reading the typeface takes a while.
static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(
        "../../end2end/node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    );
    let Ok(font) = std::fs::read(&path) else {
        panic!("the typeface of the documents is missing: run `make setup`, which installs it");
    };
    Typesetter::new(font).unwrap()
});

/// Sets a document; with `KEEP_DOCUMENTS=directory` it is kept there to be looked at.
fn set(document: &Document, name: &str) -> Pdf {
    let pdf = TYPESETTER.typeset(document).unwrap();
    if let Some(directory) = std::env::var_os("KEEP_DOCUMENTS") {
        let file = format!("{}-{name}.pdf", document.template);
        std::fs::write(Path::new(&directory).join(file), &pdf).unwrap();
    }
    Pdf::read(&pdf)
}

#[rstest]
#[case(Template::ComplaintRegistration, &[
    "示例县市场监督管理局", "990101TS202609300001", "张㛃", "14400001234", "示例市示例县幸福路1号",
    "李䶮", "王𬭼", "示例百货有限公司", "91990100DEM0AA0166", "电饭煲（家用电器）", "A12345",
    "2026年9月1日", "到店要求退货", "199元", "是否同意委托调解", "经办人（签字）",
])]
#[case(Template::Distribution, &[
    "示例区市场监督管理局：", "张㛃、王𬭼", "2026年9月30日", "二〇二六年十月十二日", "（印章）",
])]
#[case(Template::IdentityRequest, &[
    "第四十六条第一款", "第十条第三款", "2026年10月14日前", "居民身份证正反面", "0999-12315",
    "示例市示例县政通路9号",
])]
#[case(Template::Acceptance, &[
    "张㛃、王𬭼：", "2026年10月8日", "示例百货有限公司“电饭煲”质量问题", "决定予以受理",
    "2026年10月12日", "赵同志", "二〇二六年十月十二日",
])]
#[case(Template::Refusal, &[
    "第〔三〕项", "第十六条", "（一）投诉事项不属于", "（七）法律、法规、规章规定",
    "所购商品用于生产经营", "第三十九条", "二〇二六年十月十二日",
])]
#[case(Template::MediationNotice, &[
    "张㛃、王𬭼、示例百货有限公司：", "2026年10月20日9时30分", "二楼调解室", "赵同志",
    "0999-12315", "申请其回避", "无正当理由不参加调解",
])]
#[case(Template::Termination, &[
    "第〔三〕项", "第二十三条第一款", "（八）法律、法规、规章规定", "双方对退款金额差距过大。",
    "第三十九条",
])]
#[case(Template::Agreement, &[
    "委托代理人：李䶮", "示例百货有限公司", "一、商家为消费者办理退货。", "壹佰玖拾玖元整",
    "2026年10月31日前", "签字后生效", "一式三份",
])]
fn a_document_holds_its_facts(#[case] template: Template, #[case] facts: &[&str]) {
    let text = set(&document(template, everything()), "full").text();
    for fact in facts {
        assert!(text.contains(fact), "{fact} is missing in: {text}");
    }
}

#[rstest]
#[case(Template::ReportRegistration, &["举报人", "张㛃", "酸奶超过保质期", "身份证件号码", "依法保密"])]
#[case(Template::ReportResult, &["涉嫌食品安全违法行为的举报", "依法决定不予立案。", "（印章）"])]
fn a_document_about_a_report_holds_its_facts(#[case] template: Template, #[case] facts: &[&str]) {
    let text = set(&document(template, report()), "full").text();
    for fact in facts {
        assert!(text.contains(fact), "{fact} is missing in: {text}");
    }
}

#[test]
fn every_document_is_tagged_titled_and_made_to_be_kept() {
    for template in Template::ALL.iter().copied() {
        let pdf = set(&document(template, everything()), "kept");
        pdf.assert_accessible(template.label(domain::locale::Locale::ZhCn));
    }
}

#[rstest]
#[case(Template::ComplaintRegistration, "TH")]
#[case(Template::ReportRegistration, "TH")]
#[case(Template::Refusal, "P")]
fn a_document_says_what_its_parts_are(#[case] template: Template, #[case] tag: &str) {
    assert!(set(&document(template, everything()), "tags").has_tag(tag));
}

#[test]
fn every_sheet_stands_without_any_fact() {
    for template in Template::ALL.iter().copied() {
        let text = set(&empty(template), "empty").text();
        assert!(text.contains(template.label(domain::locale::Locale::ZhCn)));
    }
}

#[test]
fn what_people_write_is_never_markup() {
    let hostile = r#"#image("x") *b* $x$ @ref <a> = h - i \u{41} `raw` // #panic() /* */"#;
    for template in [Template::ComplaintRegistration, Template::Agreement] {
        let mut matter = everything();
        hostile.clone_into(&mut matter.facts);
        let text = set(&document(template, matter), "hostile").text();
        let expected: String = hostile.split_whitespace().collect();
        assert!(text.contains(&expected), "{text}");
    }
}

#[test]
fn a_character_without_a_glyph_shows_as_a_geta() {
    let mut matter = everything();
    matter.facts = "手机📱坏了\u{e000}，葛\u{e0100}女士\u{200b}\t退款".to_owned();
    let text = set(&document(Template::ComplaintRegistration, matter), "geta").text();
    assert!(text.contains("手机〓坏了〓，葛女士退款"), "{text}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(Template::Refusal, everything());
    let once = TYPESETTER.typeset(&document).unwrap();
    assert_eq!(once, TYPESETTER.typeset(&document).unwrap());
}

#[test]
fn a_number_stands_where_blanks_would() {
    let mut document = document(Template::Acceptance, everything());
    assert!(
        set(&document, "unnumbered")
            .text()
            .contains("市监〔20〕第号")
    );
    document.number = Some(number(Template::Acceptance));
    let text = set(&document, "numbered").text();
    assert!(text.contains("示市监投受〔2026〕12号"), "{text}");
}

#[test]
fn an_issued_document_says_where_it_is_checked() {
    for template in Template::ALL.iter().copied() {
        let mut document = document(template, everything());
        document.number = Some(number(template));
        let preview = set(&document, "preview").text();
        assert!(!preview.contains("核验码"), "{preview}");
        let code = CheckCode::from_bits(0x0123_4567_89ab_cdef);
        document.check = Some(Checkable {
            address: format!("https://weiquan.example/check/{}", code.compact()),
            code: code.clone(),
        });
        let pdf = set(&document, "issued");
        pdf.assert_accessible(template.label(domain::locale::Locale::ZhCn));
        let pages = pdf.pages();
        let last = pages.last().unwrap();
        let expected = format!("核验码：{code}");
        assert!(last.contains(&expected), "{last}");
        assert!(last.contains("990101TS202609300001"), "{last}");
    }
}

fn number(template: Template) -> DocumentNumber {
    let on = "2026-10-12".parse().unwrap();
    DocumentNumber::new("示市监", template, on, 12)
}

#[test]
fn a_seal_never_stands_alone_on_a_page() {
    let mut matter = everything();
    if let Some(ground) = &mut matter.refusal {
        // From no reason to one that fills a page: the seal wanders over the end of the page.
        for length in (0..40).map(|step| step * 25) {
            ground.reason = Some("理".repeat(length));
            let document = document(
                Template::Refusal,
                Matter {
                    refusal: Some(ground.clone()),
                    ..everything()
                },
            );
            let pages = Pdf::read(&TYPESETTER.typeset(&document).unwrap()).pages();
            let sealed = pages.iter().find(|page| page.contains("（印章）")).unwrap();
            assert!(sealed.contains("特此告知。"), "{sealed}");
        }
    }
}

#[test]
fn long_words_go_on_overleaf() {
    for template in [Template::ComplaintRegistration, Template::Agreement] {
        let mut matter = everything();
        matter.facts = format!("{}完", "事情经过很长，".repeat(Facts::MAX / 7));
        let pages = set(&document(template, matter), "long").pages();
        assert!(pages.len() > 1 && pages.concat().contains("，完"));
    }
}

#[test]
fn only_the_typeface_of_the_sheets_is_taken() {
    let made = Typesetter::new(b"no font".to_vec());
    assert_eq!(made.unwrap_err(), BrokenFont::Unreadable);
}
