//! A document with everything in it, and one with nothing. All names are made up.

use chrono::NaiveDate;
use domain::code::{RefusalGround, TerminationGround};
use domain::document::{
    Agreed, Document, Goods, Ground, Issuer, Matter, Meeting, Party, Request, Template, Terms,
    words,
};
use domain::locale::Locale;

fn party(name: &str, phone: Option<&str>, address: &str) -> Party {
    Party {
        name: name.to_owned(),
        phone: phone.map(str::to_owned),
        address: Some(address.to_owned()),
        credit_code: None,
    }
}

/// Everything a case can know.
pub fn everything() -> Matter {
    let text = |text: &str| Some(text.to_owned());
    let business = Party {
        credit_code: text("91990100DEM0AA0166"),
        ..party("示例百货有限公司", None, "示例市示例县中心街2号")
    };
    Matter {
        case_number: "990101TS202609300001".to_owned(),
        kind: "投诉",
        by_law: true,
        received_on: "2026年9月30日".to_owned(),
        received_by_authority_on: "2026年10月8日".to_owned(),
        channel: "互联网",
        person: Some(party("张㛃", Some("14400001234"), "示例市示例县幸福路1号")),
        agent: Some(party("李䶮", Some("14400005678"), "示例市示例县和平路3号")),
        more_people: vec![party("王𬭼", Some("14400009999"), "示例市示例县幸福路5号")],
        respondent: Some(business),
        more_respondents: Vec::new(),
        subject: "示例百货有限公司“电饭煲”质量问题".to_owned(),
        facts: "2026年9月1日在该店购买电饭煲一台，使用三天后不通电。\n到店要求退货，商家称已拆封拒绝退货，双方协商不成。".to_owned(),
        goods: Some(Goods {
            name: "电饭煲".to_owned(),
            category: "家用电器".to_owned(),
            order_no: text("A12345"),
            purchased_on: text("2026年9月1日"),
        }),
        claims: vec!["退货".to_owned(), "退还货款或服务费用（199元）".to_owned()],
        claimed: text("199元"),
        agreed: Some(Agreed {
            publication: false,
            entrusted_mediation: true,
        }),
        request: Some(Request {
            items: "居民身份证正反面照片或者复印件".to_owned(),
            due: "2026年10月14日".to_owned(),
        }),
        accepted_on: text("2026年10月12日"),
        refusal: Some(Ground {
            number: "三".to_owned(),
            texts: RefusalGround::ALL.iter().map(|ground| ground.label(Locale::ZhCn)).collect(),
            reason: text("所购商品用于生产经营，不属于生活消费。"),
        }),
        meeting: Some(Meeting {
            time: "2026年10月20日9时30分".to_owned(),
            place: "示例县市场监督管理局二楼调解室".to_owned(),
        }),
        termination: Some(Ground {
            number: "三".to_owned(),
            texts: TerminationGround::ALL.iter().map(|ground| ground.label(Locale::ZhCn)).collect(),
            reason: text("经两次组织调解，双方对退款金额差距过大"),
        }),
        terms: Some(Terms {
            text: "一、商家为消费者办理退货。\n二、商家向消费者退还货款。".to_owned(),
            amount: text("199元"),
            amount_in_capitals: text("壹佰玖拾玖元整"),
            perform_by: text("2026年10月31日"),
            performed: false,
        }),
        recipient: text("示例区市场监督管理局"),
        result: text("经核查，初次违法且危害后果轻微并及时改正，依法决定不予立案。"),
    }
}

/// A document of the office that knows everything about itself.
pub fn document(template: Template, matter: Matter) -> Document {
    let text = |text: &str| Some(text.to_owned());
    let issuer = Issuer {
        name: "示例县市场监督管理局".to_owned(),
        phone: text("0999-12315"),
        address: text("示例市示例县政通路9号"),
        contact: text("赵同志"),
    };
    made(template, issuer, matter)
}

/// A report instead of a complaint.
pub fn report() -> Matter {
    Matter {
        kind: "举报",
        respondent: Some(party("示例食品店", None, "示例市示例县中心街4号")),
        subject: "示例食品店涉嫌食品安全违法行为".to_owned(),
        facts: "该店货架上的酸奶超过保质期仍在销售，生产日期为2026年6月1日，附照片三张。"
            .to_owned(),
        ..everything()
    }
}

/// The least there can be.
pub fn empty(template: Template) -> Document {
    made(template, Issuer::default(), Matter::default())
}

fn made(template: Template, issuer: Issuer, matter: Matter) -> Document {
    let on = NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
    Document {
        template,
        title: template.label(Locale::ZhCn).to_owned(),
        issuer,
        number: None,
        check: None,
        on,
        on_in_numerals: words::date_in_numerals(on),
        matter,
    }
}
