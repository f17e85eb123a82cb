//! What people and offices write while a case is handled.

use domain::code::{DissatisfactionReason, Outcome, TerminationGround};

/// Internal notes.
pub(super) const NOTES: &[&str] = &[
    "已电话核对购买时间、金额和凭证，与投诉内容一致。",
    "该经营者近三个月有类似投诉，调解时一并提醒整改。",
    "已查询登记信息，经营地址与投诉所写一致，可以联系负责人。",
    "投诉人白天不方便接电话，请在下午五点以后联系。",
];
/// The first reply.
pub(super) const GREETINGS: &[&str] = &[
    "您反映的事项已经收到，工作人员正在审查，有结果会及时告知您。",
    "已收到您的来件，正在核对材料，请保持电话畅通。",
];
/// What was said when the business was reached.
pub(super) const CONTACTS: &[&str] = &[
    "与店长通话，对方认可交易事实，对退款金额有不同意见，同意参加调解。",
    "到店了解情况，负责人当场查看了商品，表示愿意协商，需要请示总部。",
    "电话联系负责人，对方提供了进货票据，同意先看消费者的照片再答复。",
    "已向经营者说明投诉内容和有关规定，对方同意三日内给出处理方案。",
];
/// What was noted when it was not.
pub(super) const CONTACTS_IN_VAIN: &[&str] = &[
    "拨打登记电话三次无人接听，已发送短信，明日上门。",
    "门店未营业，邻近商户称已停业数日，已张贴联系通知。",
];
/// Material that is asked for, and what comes.
pub(super) const MATERIAL: &[(&str, &str)] = &[
    (
        "请补充付款凭证（小票、转账记录均可）和商品照片，并写明经营者的准确地址。",
        "补充：微信付款记录已找到，付款时间与投诉一致；商家地址是商场正门左手第三家。",
    ),
    (
        "请提供购买合同或者收据，并说明与商家联系的经过。",
        "补充：合同第二页写了服务内容，我已经拍照；前后打过三次电话，都是前台接的。",
    ),
    (
        "请补充订单截图，并核对被投诉商家的名称。",
        "补充：订单页面显示的店名就是我写的这个，截图里有下单时间和金额。",
    ),
];
/// A question of the person, and the office's answer.
pub(super) const MESSAGES: &[(&str, &str)] = &[
    (
        "请问商家联系上了吗？我这周末可以到场。",
        "已经联系上经营者，对方同意调解，时间确定后会提前通知您。",
    ),
    (
        "商家昨天私下给我打电话，只愿意退一半，我不同意。",
        "收到，您的意见已记录。调解时我们会向经营者说明，您可以坚持自己的请求。",
    ),
    (
        "我又找到了当时的聊天记录，需要交给你们吗？",
        "请妥善保存原件，调解当天带来即可。",
    ),
];
/// Reasons of a person who takes a complaint back.
pub(super) const WITHDRAWALS: &[&str] = &[
    "商家已经主动退款，问题解决了，谢谢。",
    "和商家自行协商好了，不需要再处理。",
];
/// Why a second person sends a refusal back.
pub(super) const REJECTION: &str =
    "被投诉人地址已能确认，投诉人提供的转账记录足以证明交易，请继续审查并依法受理。";
/// Why a refusal was proposed that was sent back.
pub(super) const HASTY_REASON: &str = "投诉人未提供购物小票，尚不能确认与被投诉人之间的交易。";
/// Why a case is taken up again.
pub(super) const REOPENINGS: &[&str] = &[
    "商家没有按调解协议退款，已经超过约定日期，电话也不接。",
    "换回来的商品还是同样的毛病，希望继续处理。",
];
/// What was said when the person was called back, and how satisfied they were. A case without an
/// ending of its own was withdrawn.
pub(super) const fn call_back(ended: Option<Outcome>) -> (&'static [&'static str], u8) {
    match ended {
        Some(Outcome::MediatedAgreement | Outcome::MediatedAtOnce | Outcome::SettledStation) => (
            &[
                "消费者表示约定的事项已经兑现，对办理速度满意。",
                "消费者表示问题已经解决，希望加强对这家店的检查。",
            ],
            5,
        ),
        Some(Outcome::Terminated) => (
            &["消费者对没有谈成表示遗憾，知道可以起诉，认可工作人员的态度。"],
            3,
        ),
        Some(Outcome::Refused | Outcome::Transferred) => {
            (&["已再次说明理由和其他解决途径，对方表示理解。"], 4)
        }
        Some(Outcome::ToCase) => (&["举报人表示已收到告知，对处理结果没有异议。"], 5),
        _ => (&["对方表示已收到答复，没有其他问题。"], 5),
    }
}
/// When nobody answered.
pub(super) const CALL_BACK_IN_VAIN: &str = "两次拨打无人接听。";

/// Terms with `{amount}`, to be performed later, and on the spot.
pub(super) const TERMS_LATER: &[&str] = &[
    "经营者于三日内退还消费者{amount}元，消费者退回商品，双方再无其他争议。",
    "经营者分两次于本月底前退还{amount}元，逾期消费者可以依法主张权利。",
];
/// Terms that a business proposes.
pub(super) const OFFER: &str = "经营者三日内退还{amount}元，商品归消费者，双方再无其他争议。";
/// Why a mediation waits.
pub(super) const APPRAISAL: &str = "双方同意送检，费用由经营者垫付，收到检测报告后恢复调解。";
/// Why a mediation ends.
pub(super) const NO_AGREEMENT: &str = "经两次调解，双方对退款金额分歧较大，均表示不再协商。";
/// What an inquiry is to find out.
pub(super) const INQUIRY: &str = "到店查看同批次商品和进货查验记录，核对销售票据。";
/// What the check of a report found, what follows from it, and how an opened case is decided.
pub(super) const FINDINGS: &[&str] = &[
    "到现场检查，提取进货票据和标签照片，负责人当场作了说明。",
    "两名执法人员到店核查，调取近三个月的销售记录并制作现场笔录。",
];
pub(super) const FILED: &[&str] = &["现有证据证明涉嫌违法，符合立案条件。"];
pub(super) const TOLD: &[&str] = &["经核查，您反映的问题已经立案，办理结果将依照规定告知您。"];
pub(super) const NOT_FILED: &[&str] = &["属初次违法，已当场下架并改正，未造成危害后果。"];
pub(super) const PENALTIES: &[&str] = &["责令改正，没收违法所得，并处罚款，决定书已送达。"];
/// What a station says when it hands a case over.
pub(super) const HAND_OVER: &str = "经协商双方未能和解，消费者要求依法处理，材料一并移交。";
/// Terms that are performed on the spot.
pub(super) const TERMS_AT_ONCE: &[&str] = &[
    "经营者当场退还{amount}元并向消费者致歉，款项已结清。",
    "经营者通过原支付渠道退还{amount}元，消费者确认到账。",
];
/// Terms without money.
pub(super) const TERMS_WITHOUT_MONEY: &[&str] = &[
    "经营者免费修好或者更换同款商品，并向消费者当面致歉，消费者表示接受。",
    "经营者重新提供服务，保证达到约定的标准，消费者同意。",
];

/// The written reply that goes with a result; `{merchant}` and `{amount}` are filled in.
pub(super) const fn reply(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::MediatedAtOnce => {
            "您对{merchant}的投诉已办结。经调解，双方达成一致并当场履行，您已收到约定的款项或服务。感谢您的配合。"
        }
        Outcome::MediatedAgreement => {
            "您对{merchant}的投诉已办结。经调解，双方达成协议，请按协议约定的时间核对履行情况；对方不履行的，您可以申请重新办理或者依法提起诉讼。"
        }
        Outcome::Refused => "您的投诉经审查决定不予受理，理由和救济途径见不予受理告知。",
        Outcome::SettledStation => {
            "您与{merchant}的纠纷已在服务站协商和解，约定事项已履行。感谢您的理解与配合。"
        }
        Outcome::ToPolice => {
            "经调查，您反映的情况涉嫌诈骗，已将线索移送公安机关处理。请保存好转账和聊天记录，配合公安机关调查。"
        }
        Outcome::Transferred => "您反映的事项已连同材料移交有权处理的部门，对方收到后会与您联系。",
        _ => "您反映的事项已办理完毕，感谢您的关注。",
    }
}

/// The reply when mediation ends without agreement.
pub(super) const fn termination(ground: TerminationGround) -> &'static str {
    match ground {
        TerminationGround::PartyRefuses => {
            "您对{merchant}的投诉，经营者明确拒绝调解，依照规定终止调解。您可以凭现有证据向人民法院起诉，或者依照约定申请仲裁。"
        }
        _ => {
            "您对{merchant}的投诉，经组织调解双方未能达成一致，依照规定终止调解。您可以向人民法院起诉，或者依照约定申请仲裁。"
        }
    }
}

/// Reasons and words of a rating, and whether a call is welcome.
pub(super) const fn rating(
    score: u8,
) -> (
    &'static [DissatisfactionReason],
    &'static [&'static str],
    bool,
) {
    match score {
        1 => (
            &[
                DissatisfactionReason::Result,
                DissatisfactionReason::NoProgress,
            ],
            &[
                "等了很久才知道商家不同意调解，中间没有人告诉我进展。",
                "协议签了不履行，等于没有处理。",
            ],
            true,
        ),
        2 => (
            &[DissatisfactionReason::Overtime],
            &["处理时间太长，希望再快一些。"],
            false,
        ),
        3 => (&[], &["结果还可以，退的钱比我要求的少。"], false),
        4 => (&[], &["整体不错，进展可以再多通知几次。"], false),
        _ => (
            &[],
            &[
                "工作人员很负责，退款当天就到账了。",
                "没想到处理得这么快，谢谢。",
            ],
            false,
        ),
    }
}
