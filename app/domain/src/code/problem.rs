//! What a complaint or a report is about.

use super::codes;

codes! {
    /// The problem a complaint is about.
    pub enum Problem {
        Quality = "P01", "质量", "Quality";
        AfterSales = "P02", "售后服务", "After-sales service";
        Contract = "P03", "合同", "Contract";
        FoodSafety = "P04", "食品安全", "Food safety";
        Price = "P05", "价格", "Price";
        Advertising = "P06", "广告", "Advertising";
        FalsePromotion = "P07", "虚假宣传、不正当竞争", "False promotion and unfair competition";
        Safety = "P08", "安全", "Safety";
        Dignity = "P09", "人身权利、人格尊严", "Personal rights and dignity";
        Measurement = "P10", "计量", "Weights and measures";
        Counterfeit = "P11", "假冒、商标", "Counterfeits and trade marks";
        Labelling = "P12", "包装标识", "Packaging and labelling";
        ForcedSale = "P13", "强制交易、自主选择", "Forced sales and free choice";
        ServiceQuality = "P14", "服务质量", "Quality of service";
        DrugsDevicesCosmetics = "P15", "药品、医疗器械、化妆品", "Medicines, medical devices and cosmetics";
        SpecialEquipment = "P16", "特种设备、电梯等安全", "Lifts and other special equipment";
        FarmSupplies = "P17", "农资", "Farm supplies";
        Other = "P99", "其他投诉问题", "Another problem";
    }
}

codes! {
    /// The violation a report is about.
    pub enum ReportProblem {
        FoodSafety = "food_safety", "食品安全违法行为", "Food safety violation";
        ConsumerRights = "consumer_rights", "侵害消费者权益行为", "Infringement of consumer rights";
        UnfairCompetition = "unfair_competition", "不正当竞争行为", "Unfair competition";
        Advertising = "advertising", "广告违法行为", "Advertising violation";
        Price = "price", "价格违法行为", "Price violation";
        ProductQuality = "product_quality", "产品质量违法行为", "Product quality violation";
        Registration = "registration", "登记管理违法行为（含无照经营）", "Registration violation, including unlicensed trade";
        DrugsDevicesCosmetics = "drugs_devices_cosmetics", "药品、医疗器械、化妆品违法行为", "Violation concerning medicines, medical devices or cosmetics";
        IntellectualProperty = "intellectual_property", "商标、知识产权侵权行为", "Infringement of trade marks or intellectual property";
        Measurement = "measurement", "计量违法行为", "Weights and measures violation";
        OnlineTrade = "online_trade", "网络交易违法行为", "Online trade violation";
        ContractTerms = "contract_terms", "合同格式条款违法行为", "Unlawful standard contract terms";
        Counterfeiting = "counterfeiting", "制售假冒伪劣商品行为", "Making or selling counterfeit or shoddy goods";
        PyramidSelling = "pyramid_selling", "传销、违规直销行为", "Pyramid selling or unlawful direct selling";
        SpecialEquipment = "special_equipment", "特种设备违法行为", "Special equipment violation";
        Certification = "certification", "认证认可违法行为", "Certification or accreditation violation";
        Other = "other", "其他市场监管领域违法行为", "Another violation in the field of market regulation";
    }
}
