//! Five things that everybody in the county talks about: many cases in few days, which alerts and
//! lists are to make visible.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::code::{Claim, ItemCategory as I, Outcome, Problem, TerminationGround};

use super::chance::Chance;
use super::merchant::Trade;
use super::plan::{Pace, Script};
use super::story::{Beat as B, Site, Topic};
use super::subject::{Subject, Ware, ware};
use super::timeline;

/// Cases of a demonstration from which on these stories are part of it.
pub(super) const FROM: u32 = 200;

/// What the cases of a story have in common.
pub(super) struct Theme {
    pub(super) subject: Subject,
    /// So many people complain together, the first among them.
    pub(super) together: u32,
    /// All cases come from one and the same person.
    pub(super) one_person: bool,
}

/// A story.
pub(super) struct HotSpot {
    pub(super) name: &'static str,
    /// Number of cases.
    pub(super) cases: u32,
    /// First and last day, so many days ago.
    days: (i64, i64),
    topic: Topic,
    beats: &'static [B],
    theme: Theme,
}

const fn theme(
    problem: Problem,
    trade: Trade,
    wares: &'static [Ware],
    claims: &'static [Claim],
    facts: &'static str,
) -> Theme {
    Theme {
        subject: Subject {
            weight: 1,
            problem,
            trade,
            wares,
            claims,
            facts,
        },
        together: 1,
        one_person: false,
    }
}

#[rustfmt::skip]
pub(super) static HOT_SPOTS: [HotSpot; 5] = [
    // A gym closes over night; everybody with a card is left with a balance.
    HotSpot { name: "gym_closed", cases: 14, days: (34, 29), topic: Topic::Dispute,
        beats: &[B::Review, B::Assign, B::Accept, B::ContactInVain, B::Note],
        theme: theme(Problem::Contract, Trade::ClosedGym,
            &[ware("健身年卡", I::CultureSports, 1_980), ware("私教课程", I::CultureSports, 3_600)],
            &[Claim::DepositBack],
            "{date}我在{merchant}办理{item}，交费{amount}元，只用了{n}次。今天去的时候店里已经搬空，门上贴着“内部调整”，负责人电话关机。现要求退还余额{rest}元，很多会员都遇到了同样的情况。") },
    // Children fall ill after snacks at a school gate: a matter of hours.
    HotSpot { name: "school_gate_snacks", cases: 3, days: (9, 9), topic: Topic::Dispute,
        beats: &[B::Greet, B::Review, B::Accept, B::Note, B::Contact, B::Close(Outcome::ToPolice), B::CallBack],
        theme: theme(Problem::FoodSafety, Trade::SnackStall,
            &[ware("炸串", I::Food, 12), ware("冷面", I::Food, 10)],
            &[Claim::Compensation],
            "{date}放学后孩子在{merchant}买了{item}，花了{amount}元，两个小时以后呕吐、腹泻、发烧，送到县医院诊断为食物中毒。同班还有别的孩子也进了医院，请立即查处。") },
    // Twenty-two farmers complain together about one batch of fertiliser.
    HotSpot { name: "fertiliser", cases: 1, days: (44, 44), topic: Topic::Group,
        beats: &[B::Review, B::Assign, B::Accept, B::Contact, B::Note],
        theme: Theme { together: 22, ..theme(Problem::FarmSupplies, Trade::Fertiliser,
            &[ware("复合肥", I::FarmSupplies, 2_800)],
            &[Claim::Compensation],
            "{date}我们村二十二户在{merchant}购买同一批次的{item}，每户约{amount}元，施用以后叶片发黄、成片枯死。销售方说是天气原因，我们要求抽样检验并赔偿损失。") } },
    // Parking becomes dearer without a word.
    HotSpot { name: "parking_fees", cases: 18, days: (25, 17), topic: Topic::Dispute,
        beats: &[B::Review, B::Accept, B::Contact, B::SettleAtOnce, B::Close(Outcome::MediatedAtOnce)],
        theme: theme(Problem::Price, Trade::DearParking,
            &[ware("停车", I::TransportParking, 38)],
            &[Claim::Refund],
            "{date}在{merchant}停车不到{n}个小时，收了{amount}元，上个月同样时间只要六元。现场价目牌被盖住了，收费员说从本月起按新价。要求退还多收的费用。") },
    // One person finds fault with labels, over and over (Order 121 Art. 17).
    HotSpot { name: "label_claims", cases: 40, days: (80, 12), topic: Topic::Dispute,
        beats: &[B::Review, B::Note, B::Accept, B::Contact, B::Terminate(TerminationGround::PartyRefuses)],
        theme: Theme { one_person: true, ..theme(Problem::Labelling, Trade::Supermarket,
            &[ware("坚果礼盒", I::Food, 168), ware("蜂蜜", I::Food, 58), ware("酸奶", I::Food, 36), ware("橄榄油", I::Food, 118)],
            &[Claim::Refund, Claim::Punitive],
            "{date}在{merchant}购买{item}{n}份，共{amount}元，包装上的净含量字符高度不足、配料表没有标示具体含量，不符合食品标签的规定，要求退货并支付赔偿金。") } },
];

/// Number of their cases.
pub(super) fn cases() -> u32 {
    HOT_SPOTS.iter().map(|spot| spot.cases).sum()
}

impl HotSpot {
    /// The script of case `number` of this story, from 0.
    pub(super) fn script(
        &'static self,
        number: u32,
        today: NaiveDate,
        chance: &mut Chance,
    ) -> Script {
        let (first, last) = self.days;
        let span = first - last + 1;
        let days = first - i64::from(number) * span / i64::from(self.cases.max(1));
        let date = timeline::days_before(today, days);
        let latest: DateTime<Utc> = timeline::end(today) - TimeDelta::hours(1);
        Script {
            name: self.name,
            topic: self.topic,
            site: Site::Authority,
            beats: Cow::Borrowed(self.beats),
            online: true,
            received: timeline::on(date, false, chance).min(latest),
            pace: Pace::Usual,
            theme: Some(&self.theme),
        }
    }
}
