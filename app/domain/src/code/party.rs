//! Parties to a case, their papers and their rights.

use super::codes;

codes! {
    /// The legal form of a respondent.
    pub enum EntityType {
        Company = "company", "企业", "Company";
        IndividualBusiness = "individual_business", "个体工商户", "Individual business";
        FarmersCooperative = "farmers_cooperative", "农民专业合作社", "Farmers' cooperative";
        Platform = "platform", "电子商务平台经营者", "E-commerce platform";
        PlatformMerchant = "platform_merchant", "平台内经营者", "Merchant on a platform";
        OwnSite = "own_site", "自建网站或其他网络服务经营者", "Business with its own website or other network service";
        Institution = "institution", "事业单位、社会组织", "Public institution or social organisation";
        Unlicensed = "unlicensed", "无照经营者、自然人", "Unlicensed trader or natural person";
        Other = "other", "其他", "Other";
    }
}

codes! {
    /// The papers with which a person proves their identity (Order 121 Art. 10).
    pub enum IdDocument {
        ResidentId = "resident_id", "居民身份证", "Resident identity card";
        HongKongMacaoPermit = "hk_macao_permit", "港澳居民来往内地通行证", "Mainland travel permit for Hong Kong and Macao residents";
        TaiwanPermit = "taiwan_permit", "台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents";
        ResidencePermit = "residence_permit", "港澳台居民居住证", "Residence permit for Hong Kong, Macao and Taiwan residents";
        Passport = "passport", "护照", "Passport";
        ForeignPermanentResident = "foreign_permanent_resident", "外国人永久居留身份证", "Foreign permanent resident identity card";
        MilitaryId = "military_id", "军官证、士兵证", "Military identity card";
        HouseholdRegister = "household_register", "户口簿", "Household register";
        Other = "other", "其他", "Other";
    }
}

codes! {
    /// The nine rights of consumers (Consumer Protection Law Art. 7 to 15).
    pub enum Right {
        Safety = "safety", "安全权", "Safety";
        Information = "information", "知情权", "Information";
        Choice = "choice", "自主选择权", "Free choice";
        FairTrade = "fair_trade", "公平交易权", "Fair trade";
        Redress = "redress", "求偿权", "Redress";
        Association = "association", "结社权", "Association";
        Education = "education", "受教育权", "Education";
        Respect = "respect", "受尊重权及个人信息受保护权", "Respect and protection of personal data";
        Supervision = "supervision", "监督批评权", "Supervision and criticism";
    }
}

impl Right {
    /// The article of the Consumer Protection Law that grants the right.
    pub const fn article(self) -> u8 {
        match self {
            Self::Safety => 7,
            Self::Information => 8,
            Self::Choice => 9,
            Self::FairTrade => 10,
            Self::Redress => 11,
            Self::Association => 12,
            Self::Education => 13,
            Self::Respect => 14,
            Self::Supervision => 15,
        }
    }
}
