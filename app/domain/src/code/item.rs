//! What was bought, how it was sold, and what the person asks for.

use super::codes;

codes! {
    /// Kinds of goods (`G…`) and services (`F…`).
    pub enum ItemCategory {
        Food = "G01", "食品", "Food";
        TobaccoAlcoholDrinks = "G02", "烟、酒和饮料", "Tobacco, alcohol and drinks";
        ClothingShoes = "G03", "服装、鞋帽", "Clothing, shoes and hats";
        HouseholdAppliances = "G04", "家用电器", "Household appliances";
        PhonesCommunication = "G05", "通讯产品", "Phones and communication devices";
        Computers = "G06", "计算机产品", "Computers";
        HomeGoods = "G07", "家居用品", "Furniture and household goods";
        Cosmetics = "G08", "化妆品", "Cosmetics";
        ChildrensGoods = "G09", "儿童用品", "Children's goods";
        JewellerySportsStationery = "G10", "首饰及文体用品", "Jewellery, stationery and sports goods";
        Vehicles = "G11", "交通工具", "Vehicles";
        BuildingMaterialsHousing = "G12", "装修建材及房屋", "Building materials and housing";
        MedicinesDevices = "G13", "药品、医疗器械", "Medicines and medical devices";
        FarmSupplies = "G14", "农业生产资料", "Farm supplies";
        Pets = "G15", "宠物及宠物用品", "Pets and pet supplies";
        OtherGoods = "G99", "其他商品", "Other goods";
        CateringLodging = "F01", "餐饮和住宿服务", "Catering and lodging";
        BeautyBathing = "F02", "美容、美发、洗浴服务", "Beauty, hair and bathing services";
        Laundry = "F03", "洗涤、染色服务", "Laundry and dyeing";
        Repair = "F04", "制作、保养和修理服务", "Making, maintenance and repair";
        CultureSports = "F05", "文化、娱乐、体育服务", "Culture, entertainment and sports";
        Education = "F06", "教育、培训服务", "Education and training";
        Telecommunications = "F07", "电信服务", "Telecommunications";
        Internet = "F08", "互联网服务", "Internet services";
        Sales = "F09", "销售服务", "Sales services";
        TransportParking = "F10", "交通运输、停车服务", "Transport and parking";
        PublicUtilities = "F11", "公共设施服务", "Public utilities";
        Travel = "F12", "旅游服务", "Travel";
        PostCourier = "F13", "邮政快递服务", "Post and courier";
        FinanceInsurance = "F14", "金融、保险服务", "Finance and insurance";
        HealthCare = "F15", "医疗卫生保健服务", "Health care";
        DecorationProperty = "F16", "房屋装修及物业服务", "Home decoration and property management";
        RentalProfessional = "F17", "租赁、专业技术、摄影婚庆", "Rental, professional services, photography and weddings";
        OtherServices = "F99", "其他服务", "Other services";
    }
}

impl ItemCategory {
    /// Whether this is a service rather than goods.
    pub fn is_service(self) -> bool {
        self.code().starts_with('F')
    }
}

codes! {
    /// How the goods or service were sold (Consumer Protection Law Art. 25 and 43 name the
    /// special ways).
    pub enum SaleMode {
        Store = "store", "实体店", "In a shop";
        Online = "online", "网购", "Online";
        LiveStream = "live_stream", "直播", "Live stream";
        Television = "television", "电视购物", "Television shopping";
        Telephone = "telephone", "电话购物", "Telephone shopping";
        Mail = "mail", "邮购", "Mail order";
        DoorToDoor = "door_to_door", "上门推销、会销", "Door-to-door or meeting sale";
        Exhibition = "exhibition", "展销会", "Exhibition or fair";
        Vending = "vending", "自动售货", "Vending machine";
        Prepaid = "prepaid", "预付式消费", "Prepaid";
        Other = "other", "其他", "Other";
    }
}

codes! {
    /// What the complainant asks for (complaint form of the official template, note 4; Consumer
    /// Protection Law Art. 50, 52 and 55).
    pub enum Claim {
        Repair = "repair", "修理", "Repair";
        Redo = "redo", "重作", "Do the work again";
        Replace = "replace", "更换", "Replacement";
        ReturnGoods = "return_goods", "退货", "Return of the goods";
        MakeUpQuantity = "make_up_quantity", "补足商品数量", "Make up the missing quantity";
        Refund = "refund", "退还货款或服务费用", "Refund";
        Compensation = "compensation", "赔偿损失", "Compensation for loss";
        Punitive = "punitive", "惩罚性赔偿", "Punitive damages";
        DepositBack = "deposit_back", "退还押金或预付款余额", "Return of a deposit or prepaid balance";
        ContinuePerformance = "continue_performance", "继续履行", "Continued performance";
        Apology = "apology", "赔礼道歉、恢复名誉", "Apology and restored reputation";
        Invoice = "invoice", "开具发票", "Invoice";
        StopInfringement = "stop_infringement", "停止侵害、删除个人信息", "Stop the infringement, delete personal data";
        Other = "other", "其他", "Other";
    }
}

impl Claim {
    /// Whether a claim of this kind names a sum of money.
    pub const fn has_amount(self) -> bool {
        matches!(
            self,
            Self::Refund | Self::Compensation | Self::Punitive | Self::DepositBack | Self::Other
        )
    }
}
