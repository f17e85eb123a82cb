//! Everything that is no complaint: reports, questions, suggestions and legal aid, each with the
//! answer that fits it.

use domain::code::ReportProblem;

/// A violation that somebody reports.
pub(super) struct Reported {
    pub(super) problem: ReportProblem,
    pub(super) facts: &'static str,
}

#[rustfmt::skip]
pub(super) const REPORTED: &[Reported] = &[
    Reported { problem: ReportProblem::FoodSafety, facts: "{merchant}把当天卖不完的熟食第二天重新包装换标签再卖，{date}晚上八点以后能看到店员在后厨换标签，请核查。" },
    Reported { problem: ReportProblem::Price, facts: "{merchant}不明码标价，{date}起周末临时加价，对外地口音的顾客另报一个价，有录音。" },
    Reported { problem: ReportProblem::Advertising, facts: "{merchant}在门口大屏上宣传产品能治疗高血压、糖尿病，{date}还请人现身说法，属于虚假广告。" },
    Reported { problem: ReportProblem::ProductQuality, facts: "{merchant}销售的插座没有强制认证标志，{date}我去看还摆在货架上，担心引起火灾。" },
    Reported { problem: ReportProblem::Registration, facts: "{merchant}一直没有挂营业执照，{date}开始又在隔壁开了一间分店，两边都没有证照。" },
    Reported { problem: ReportProblem::Counterfeiting, facts: "{merchant}卖的白酒是假冒的，{date}我看到有人在仓库里灌装贴标，一般是晚上十点以后。" },
    Reported { problem: ReportProblem::Measurement, facts: "{merchant}的电子秤可以调，{date}同一块肉在他那里和公平秤上差了一两半，不止我一个人发现。" },
    Reported { problem: ReportProblem::ContractTerms, facts: "{merchant}的会员合同写着“一经售出概不退款、解释权归本店所有”，{date}我亲眼看到新会员签的还是这个版本。" },
    Reported { problem: ReportProblem::OnlineTrade, facts: "{merchant}让买家删除差评才给退款，还花钱刷好评，{date}我保存了聊天记录截图。" },
];

/// What reporters are told, by result.
pub(super) const TO_CASE: &str = "经立案调查，您反映的情况属实，本局已依法作出处理决定，可以公开的结果将依照规定予以公示。感谢您对市场监管工作的支持。";
pub(super) const CHECKED: &str = "经现场核查，该经营者属初次违法并已及时改正，依法不予立案，已列入日常检查重点。如有新的线索，欢迎继续反映。";

/// A question or suggestion and its answer.
pub(super) struct Exchange {
    pub(super) said: &'static str,
    pub(super) answered: &'static str,
}

const fn exchange(said: &'static str, answered: &'static str) -> Exchange {
    Exchange { said, answered }
}

#[rustfmt::skip]
pub(super) const QUESTIONS: &[Exchange] = &[
    exchange("网上买的衣服拆了吊牌，还能七天无理由退货吗？商家说剪了吊牌就不能退。",
        "网购商品一般自收到之日起七日内可以无理由退货，商品应当完好。为试穿而正常拆封不影响退货，剪掉吊牌、洗涤过的可能被认为不完好，建议先与商家说明情况，协商不成可以投诉。"),
    exchange("在超市买到过期食品，可以要求赔多少？需要保留哪些东西？",
        "经营明知是不符合食品安全标准的食品，消费者可以要求支付价款十倍或者损失三倍的赔偿金，增加赔偿不足一千元的按一千元计算。请保留购物小票、商品实物和照片。"),
    exchange("健身房换了老板，说以前办的卡不认了，这样合理吗？",
        "经营主体变更不影响已经成立的合同，承接经营的一方应当继续履行，或者由原经营者退还余款。请准备好合同和付款凭证，可以向我们提出投诉。"),
    exchange("请问投诉以后多久能知道受理没有？可以在哪里查到进展？",
        "自收到投诉之日起七个工作日内会作出是否受理的决定并告知您。您可以凭回执码在“查询进展”页面随时查看。"),
    exchange("给孩子买的电动车想知道有没有强制认证，去哪里查？",
        "电动自行车属于强制性产品认证目录，车身和合格证上应有认证标志和证书编号，可以在认证认可信息平台按证书编号查询。"),
    exchange("饭店收一次性餐具费一块钱，事先没有说，这样可以吗？",
        "经营者收取费用应当明码标价并事先告知，未经同意收取的可以拒付，也可以向我们反映，由执法人员核查。"),
    exchange("想开一家小吃店，食品经营许可证需要哪些材料？",
        "需要营业执照、负责人身份证明、经营场所布局和设施清单、食品安全管理制度等，可以在政务服务大厅窗口或网上办理，具体可拨打 0990-8820001 咨询。"),
    exchange("手机保修期内屏幕自己出现一条线，售后说是人为，要我自己去检测，费用谁出？",
        "耐用商品自购买之日起六个月内发现瑕疵发生争议的，由经营者承担有关瑕疵的举证责任。可以先要求售后出具书面检测结论，协商不成再投诉。"),
];

/// Questions for other departments.
#[rustfmt::skip]
pub(super) const QUESTIONS_ELSEWHERE: &[Exchange] = &[
    exchange("公司拖欠了两个月工资，应该找哪个部门反映？",
        "劳动报酬问题由人力资源和社会保障部门负责，请拨打 12333 或者到示例县劳动监察大队反映，您的问题已转交该部门。"),
    exchange("电信卡注销不了，营业厅要我回原办卡地，合理吗？",
        "电信业务由通信管理部门负责，您的问题已转交，您也可以拨打 12300 反映。"),
];

#[rustfmt::skip]
pub(super) const SUGGESTIONS: &[Exchange] = &[
    exchange("建议在城关农贸市场的几个出入口都放一台公平秤，现在只有管理室有一台，老人找不到。",
        "您的建议很好。我们已与市场开办者商定，本月内在东门和南门各增设一台公平秤，并在摊位张贴位置指引。"),
    exchange("建议把预付卡商家的备案名单放在网上，办卡之前可以先查一查。",
        "您的建议已采纳，预付卡经营者名单将随消费提示每季度公布一次。"),
    exchange("建议消费维权服务站周末也安排人值班，平时上班没有时间去。",
        "您的建议已采纳，万和广场、新天地两个服务站自下月起周六、周日安排人员值班。"),
];

#[rustfmt::skip]
pub(super) const SUGGESTIONS_PARTLY: &[Exchange] = &[
    exchange("建议投诉页面增加语音录入，并且派人上门帮老年人填写。",
        "语音录入已列入改进计划；上门填写目前人手有限，老年人可以到就近的服务站由工作人员代为登记，也可以拨打热线。"),
];

#[rustfmt::skip]
pub(super) const SUGGESTIONS_DECLINED: &[Exchange] = &[
    exchange("建议对每一个被投诉的商家都先停业整顿，查清楚再营业。",
        "感谢您的建议。责令停业属于行政处罚，必须有违法事实和法定程序，不能仅凭投诉作出，因此未予采纳。对投诉集中的经营者，我们会加强检查并依法公示。"),
];

#[rustfmt::skip]
pub(super) const LEGAL_AID: &[Exchange] = &[
    exchange("我在{merchant}预付的钱要不回来，调解没有成功，想去法院起诉，但是不会写起诉状，请求帮助。",
        "经审核，您的申请符合条件，志愿律师已为您代书起诉状并说明立案流程。需要证人或者材料清单时请再联系我们。"),
    exchange("母亲买保健品被骗了一万多，商家不认账，家里困难请不起律师，申请法律援助。",
        "经审核，已为您安排志愿律师提供咨询，并告知可以向示例县法律援助中心申请代理。"),
];
