//! Complaints that are refused or handed to another department, each with what fits it.

use domain::code::{Claim, ItemCategory, Problem, RefusalGround};

use super::merchant::Trade;
use super::subject::{Subject, Ware};

/// A complaint that an authority does not accept.
pub(super) struct Refusable {
    pub(super) weight: u32,
    pub(super) ground: RefusalGround,
    /// Why the ground applies, as the complainant reads it.
    pub(super) reason: &'static str,
    pub(super) subject: Subject,
}

const fn subject(
    problem: Problem,
    trade: Trade,
    wares: &'static [Ware],
    facts: &'static str,
) -> Subject {
    Subject {
        weight: 1,
        problem,
        trade,
        wares,
        claims: &[Claim::Refund],
        facts,
    }
}

const fn ware(name: &'static str, category: ItemCategory, yuan: u32) -> Ware {
    Ware {
        name,
        category,
        yuan,
    }
}

use ItemCategory as I;
use RefusalGround as R;

/// Shares of the grounds as the county reports them; the competence of others comes first.
#[rustfmt::skip]
pub(super) const REFUSABLE: &[Refusable] = &[
    Refusable { weight: 45, ground: R::NotCompetent,
        reason: "您反映的物业服务收费标准及物业管理问题由住房和城乡建设部门负责，本局没有处理权限。您可以向示例县住房和城乡建设局反映，或者依法提起诉讼。",
        subject: subject(Problem::Other, Trade::Property, &[ware("物业服务", I::DecorationProperty, 860)],
            "我家小区自{date}起物业费每平方米涨了三角，没有召开业主大会，一年多收{amount}元，电梯坏了{n}天也没有人修，要求退还多收的物业费。") },
    Refusable { weight: 12, ground: R::AlreadyHandled,
        reason: "经核实，您与被投诉人的同一争议已由示例县人民法院立案受理，依照规定不再受理。您可以在诉讼中主张权利。",
        subject: subject(Problem::Contract, Trade::Furniture, &[ware("全屋定制柜", I::HomeGoods, 18800)],
            "{date}在{merchant}定做{item}，合同价{amount}元，比约定晚了{n}天还没有装完。我已经到法院起诉，开庭前想请市场监管部门先处理一下。") },
    Refusable { weight: 13, ground: R::NotConsumer,
        reason: "您购买商品用于转售经营，不是为生活消费需要，不属于消费者权益争议。您可以依照合同约定协商、仲裁或者提起诉讼。",
        subject: subject(Problem::Quality, Trade::Farming, &[ware("包装箱 500 只", I::OtherGoods, 1500)],
            "{date}我的水果店向{merchant}批发{item}，共{amount}元，其中{n}0 只受潮变软，装不了货，影响了销售，要求对方退款。") },
    Refusable { weight: 3, ground: R::TooLate,
        reason: "您自知道权益受到侵害之日起已超过三年，没有法律规定的其他情形。您可以依法通过其他途径解决。",
        subject: subject(Problem::AfterSales, Trade::Appliances, &[ware("太阳能热水器", I::HouseholdAppliances, 3200)],
            "四年前我在{merchant}买了{item}，花了{amount}元，第二年就漏水，当时找过商家没有修好，一直放着，现在想起来要求退款。") },
    Refusable { weight: 20, ground: R::MaterialMissing,
        reason: "经要求补正，您在规定期限内未提供能够确认被投诉人的名称、地址以及消费者权益争议的事实材料。材料齐全后可以再次投诉。",
        subject: subject(Problem::FalsePromotion, Trade::Stall, &[ware("保健品", I::Food, 1280)],
            "{date}有人在小区门口摆摊卖{item}，送鸡蛋听讲座，我母亲买了{amount}元的，回家发现没有什么用，摊子第二天就不见了，也没有票据。") },
    Refusable { weight: 3, ground: R::IdentityNotVerified,
        reason: "经多次联系，您拒不配合核验真实身份信息，依照规定不予受理。",
        subject: subject(Problem::Labelling, Trade::Supermarket, &[ware("坚果礼盒", I::Food, 168)],
            "{date}在{merchant}买{item}，{amount}元，标签字体小于规定，要求退款并赔偿，我的身份信息没有必要提供。") },
];

/// A complaint for another department, with the reply that says so.
pub(super) struct Elsewhere {
    pub(super) reply: &'static str,
    pub(super) subject: Subject,
}

#[rustfmt::skip]
pub(super) const ELSEWHERE: &[Elsewhere] = &[
    Elsewhere { reply: "您反映的快递丢失赔偿问题已移送示例市邮政管理局办理，您也可以拨打 12305 查询。感谢您的理解。",
        subject: subject(Problem::ServiceQuality, Trade::Courier, &[ware("快递服务", I::PostCourier, 120)],
            "{date}寄出一箱土特产，快递费和货值一共{amount}元，物流显示签收但是没有人收到，快递公司只按运费的{n}倍赔。") },
    Elsewhere { reply: "您反映的宽带套餐收费问题已移送通信管理部门办理，您也可以拨打 12300 查询。",
        subject: subject(Problem::Price, Trade::Telecom, &[ware("宽带套餐", I::Telecommunications, 360)],
            "{date}发现宽带套餐被加了没有办过的增值业务，多扣了{amount}元，营业厅说系统里有短信确认，我没有收到过。") },
    Elsewhere { reply: "您反映的网约车收费问题已移送示例县交通运输局办理，对方会在收到后与您联系。",
        subject: subject(Problem::Price, Trade::Ride, &[ware("网约车", I::TransportParking, 46)],
            "{date}乘坐网约车，预估价是十八元，司机绕路，下车时扣了{amount}元，平台客服{n}天没有答复。") },
    Elsewhere { reply: "您反映的校外培训机构办学资质问题已移送示例县教育局办理，退费问题教育局将一并答复。",
        subject: subject(Problem::Contract, Trade::Training, &[ware("学科辅导", I::Education, 2600)],
            "{date}给孩子在{merchant}报了{item}，交了{amount}元，听说这家机构没有学科培训的资格，上了{n}节课就想退费。") },
];
