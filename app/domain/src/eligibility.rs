//! "Will this be accepted?": the grounds of Order 121 Art. 16 as questions before filing.
//!
//! An answer here is advice, never a decision: whoever files is reviewed by people. What a person
//! does not know they leave open, and open questions speak against nothing.

use chrono::{Months, NaiveDate};

use crate::code::{RefusalGround, codes};

/// The period of Order 121 Art. 16 (4).
const YEARS: u32 = 3;

codes! {
    /// What a dispute is about, as far as it decides whose it is (Order 121 Art. 16 (1)).
    pub enum Matter {
        Goods = "goods", "买的商品：质量、价格、退换、送货、广告", "Goods: quality, price, return, delivery, advertising";
        Service = "service", "接受的服务：餐饮、美容、维修、预付卡", "Services: meals, beauty, repair, prepaid cards";
        FarmSupplies = "farm_supplies", "农民买的种子、化肥、农药、农机", "Seeds, fertiliser, pesticide or machines bought by a farmer";
        Property = "property", "物业费、房屋质量", "Property management fees, quality of a building";
        Wages = "wages", "工资、劳动合同", "Wages, contracts of employment";
        Fraud = "fraud", "诈骗、打架、偷盗", "Fraud, violence, theft";
        Schools = "schools", "学校收费、校外培训", "School fees, private tuition";
        Transport = "transport", "客运、出租车、网约车", "Coaches, taxis, ride hailing";
        Medical = "medical", "看病、医疗服务", "Medical treatment";
        Finance = "finance", "银行、保险", "Banks, insurance";
        Telecom = "telecom", "电话、宽带、流量", "Telephone, broadband, mobile data";
        Parcels = "parcels", "快递、邮政", "Parcels, post";
        Travel = "travel", "旅行社、旅游团", "Travel agencies, group tours";
        Tax = "tax", "发票、税", "Invoices, taxes";
        Environment = "environment", "噪声、油烟、污染", "Noise, fumes, pollution";
        HealthInsurance = "health_insurance", "医保报销", "Health insurance";
    }
}

codes! {
    /// The authority that a matter belongs to when it is not market regulation.
    pub enum Authority {
        Housing = "housing", "住房和城乡建设部门", "Housing and construction authority";
        Labour = "labour", "人力资源和社会保障部门", "Human resources and social security authority";
        Police = "police", "公安机关", "Police";
        Education = "education", "教育部门", "Education authority";
        Transport = "transport", "交通运输部门", "Transport authority";
        Health = "health", "卫生健康部门", "Health authority";
        Finance = "finance", "金融监管部门", "Financial regulator";
        Telecom = "telecom", "通信管理部门", "Telecommunications administration";
        Post = "post", "邮政管理部门", "Postal administration";
        Culture = "culture", "文化和旅游部门", "Culture and tourism authority";
        Tax = "tax", "税务部门", "Tax authority";
        Environment = "environment", "生态环境部门", "Ecology and environment authority";
        HealthSecurity = "health_security", "医疗保障部门", "Healthcare security authority";
    }
}

impl Authority {
    /// Its national telephone; the citizens' hotline where it has none of its own.
    pub const fn phone(self) -> &'static str {
        match self {
            Self::Labour => "12333",
            Self::Police => "110",
            Self::Transport => "12328",
            Self::Finance => "12378",
            Self::Telecom => "12381",
            Self::Post => "12305",
            Self::Tax => "12366",
            Self::HealthSecurity => "12393",
            Self::Housing | Self::Education | Self::Health | Self::Culture | Self::Environment => {
                "12345"
            }
        }
    }
}

impl Matter {
    /// Whose it is; none when market regulation or the consumer association takes it.
    pub const fn authority(self) -> Option<Authority> {
        match self {
            Self::Goods | Self::Service | Self::FarmSupplies => None,
            Self::Property => Some(Authority::Housing),
            Self::Wages => Some(Authority::Labour),
            Self::Fraud => Some(Authority::Police),
            Self::Schools => Some(Authority::Education),
            Self::Transport => Some(Authority::Transport),
            Self::Medical => Some(Authority::Health),
            Self::Finance => Some(Authority::Finance),
            Self::Telecom => Some(Authority::Telecom),
            Self::Parcels => Some(Authority::Post),
            Self::Travel => Some(Authority::Culture),
            Self::Tax => Some(Authority::Tax),
            Self::Environment => Some(Authority::Environment),
            Self::HealthInsurance => Some(Authority::HealthSecurity),
        }
    }
}

/// What a person answered; nothing where they did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// What it is about.
    pub matter: Option<Matter>,
    /// Bought for daily life, not for a business (Consumer Protection Law Art. 2).
    pub daily_life: Option<bool>,
    /// A court, an arbitration body, an authority or a consumer association has it already.
    pub handled: Option<bool>,
    /// When the person noticed or should have noticed.
    pub noticed_on: Option<NaiveDate>,
    /// Own name, telephone and address can be given, and those of the business.
    pub can_name_both: Option<bool>,
    /// Something shows the purchase.
    pub has_proof: Option<bool>,
}

/// Something that speaks against acceptance, or that helps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Another authority is responsible.
    BelongsTo(Authority),
    /// Not bought for daily life.
    NotDailyLife,
    /// Somebody has it already.
    AlreadyHandled,
    /// Noticed more than three years ago; the last day was this one.
    TooLate(NaiveDate),
    /// Names and addresses are needed.
    NamesNeeded,
    /// Something to show the purchase is needed.
    ProofNeeded,
}

impl Finding {
    /// The ground it would be refused on (Order 121 Art. 16).
    pub const fn ground(self) -> RefusalGround {
        match self {
            Self::BelongsTo(_) => RefusalGround::NotCompetent,
            Self::NotDailyLife | Self::ProofNeeded => RefusalGround::NotConsumer,
            Self::AlreadyHandled => RefusalGround::AlreadyHandled,
            Self::TooLate(_) => RefusalGround::TooLate,
            Self::NamesNeeded => RefusalGround::MaterialMissing,
        }
    }

    /// Whether the person can mend it before they file.
    pub const fn can_be_mended(self) -> bool {
        matches!(self, Self::NamesNeeded | Self::ProofNeeded)
    }
}

impl Answers {
    /// What speaks against acceptance on this day, in the order of the article.
    pub fn findings(&self, today: NaiveDate) -> Vec<Finding> {
        let belongs = self.matter.and_then(Matter::authority);
        // Farmers buying for production are protected like consumers (Consumer Protection Law
        // Art. 62).
        let for_farming = self.matter == Some(Matter::FarmSupplies);
        let too_late = self
            .noticed_on
            .and_then(last_day)
            .filter(|last| today > *last);
        [
            belongs.map(Finding::BelongsTo),
            self.handled
                .is_some_and(|handled| handled)
                .then_some(Finding::AlreadyHandled),
            (self.daily_life == Some(false) && !for_farming).then_some(Finding::NotDailyLife),
            (self.has_proof == Some(false)).then_some(Finding::ProofNeeded),
            too_late.map(Finding::TooLate),
            (self.can_name_both == Some(false)).then_some(Finding::NamesNeeded),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The last day on which a complaint is in time.
fn last_day(noticed_on: NaiveDate) -> Option<NaiveDate> {
    noticed_on.checked_add_months(Months::new(YEARS * 12))
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};
    use rstest::rstest;

    use super::{Answers, Authority, Finding, Matter};
    use crate::code::RefusalGround;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-11-20")
    }

    #[test]
    fn who_leaves_everything_open_hears_nothing_against_it() {
        assert_eq!(Answers::default().findings(today()), []);
    }

    #[rstest]
    #[case(Matter::Wages, Authority::Labour)]
    #[case(Matter::Parcels, Authority::Post)]
    #[case(Matter::Fraud, Authority::Police)]
    fn what_is_not_ours_is_named_with_its_authority(
        #[case] matter: Matter,
        #[case] authority: Authority,
    ) {
        let answers = Answers {
            matter: Some(matter),
            ..Answers::default()
        };
        let finding = Finding::BelongsTo(authority);
        assert_eq!(answers.findings(today()), [finding]);
        assert_eq!(finding.ground(), RefusalGround::NotCompetent);
        assert!(!finding.can_be_mended());
    }

    #[test]
    fn a_farmer_is_a_consumer_of_what_the_farm_needs() {
        let for_a_business = |matter| Answers {
            matter: Some(matter),
            daily_life: Some(false),
            ..Answers::default()
        };
        assert_eq!(for_a_business(Matter::FarmSupplies).findings(today()), []);
        assert_eq!(
            for_a_business(Matter::Goods).findings(today()),
            [Finding::NotDailyLife]
        );
    }

    #[rstest]
    #[case("2023-11-20", None)]
    #[case("2023-11-19", Some("2026-11-19"))]
    // There is no 29 February three years later.
    #[case("2020-02-29", Some("2023-02-28"))]
    fn three_years_end_on_the_same_day_of_the_year(
        #[case] noticed_on: &str,
        #[case] last: Option<&str>,
    ) {
        let answers = Answers {
            noticed_on: Some(day(noticed_on)),
            ..Answers::default()
        };
        let expected: Vec<_> = last
            .map(|last| Finding::TooLate(day(last)))
            .into_iter()
            .collect();
        assert_eq!(answers.findings(today()), expected);
    }

    #[test]
    fn a_day_that_is_still_to_come_is_no_reason() {
        let answers = Answers {
            noticed_on: today().checked_add_days(Days::new(1)),
            ..Answers::default()
        };
        assert_eq!(answers.findings(today()), []);
    }

    #[test]
    fn everything_at_once_comes_in_the_order_of_the_article() {
        let answers = Answers {
            matter: Some(Matter::Finance),
            daily_life: Some(false),
            handled: Some(true),
            noticed_on: Some(day("2020-01-01")),
            can_name_both: Some(false),
            has_proof: Some(false),
        };
        let grounds: Vec<_> = answers
            .findings(today())
            .into_iter()
            .map(|finding| finding.ground().code())
            .collect();
        assert_eq!(grounds, ["NA1", "NA2", "NA3", "NA3", "NA4", "NA5"]);
    }

    #[test]
    fn every_authority_has_a_telephone_and_something_to_do() {
        for authority in Authority::ALL {
            assert!(authority.phone().chars().all(|c| c.is_ascii_digit()));
            let its = Matter::ALL
                .iter()
                .any(|matter| matter.authority() == Some(*authority));
            assert!(its, "{authority}");
        }
    }
}
