//! The businesses of the fictional county, none of which exists.

use domain::case::RawRespondent;

/// A line of business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trade {
    Restaurant,
    Supermarket,
    Market,
    Appliances,
    Phones,
    Clothing,
    Shoes,
    Furniture,
    Gym,
    Beauty,
    Training,
    Parking,
    Online,
    Cars,
    Bicycles,
    Farming,
    Laundry,
    Hotel,
    Children,
    Pharmacy,
    Photo,
    Household,
    Pets,
    Glasses,
    Property,
    Courier,
    Telecom,
    Ride,
    Stall,
    ClosedGym,
    SnackStall,
    Fertiliser,
    DearParking,
}

/// A business.
pub(super) struct Merchant {
    pub(super) trade: Trade,
    name: &'static str,
    address: &'static str,
    credit_code: Option<&'static str>,
}

const fn merchant(trade: Trade, name: &'static str, address: &'static str) -> Merchant {
    Merchant {
        trade,
        name,
        address,
        credit_code: None,
    }
}

/// With one of the credit codes whose checks fit and whose area 990100 is assigned to no place.
const fn known(
    trade: Trade,
    name: &'static str,
    address: &'static str,
    code: &'static str,
) -> Merchant {
    Merchant {
        trade,
        name,
        address,
        credit_code: Some(code),
    }
}

impl Merchant {
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// As a complaint names it.
    pub(super) fn respondent(&self) -> RawRespondent {
        RawRespondent {
            name: Some(self.name.to_owned()),
            address: Some(self.address.to_owned()),
            credit_code: self.credit_code.map(str::to_owned),
        }
    }
}

#[rustfmt::skip]
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant(Trade::Restaurant, "老灶台家常菜馆", "示例县城关镇中心街 25 号"),
    merchant(Trade::Restaurant, "河畔鱼庄", "示例县河东镇滨河路 41 号"),
    known(Trade::Restaurant, "小满饭庄", "示例县城关镇学府街 12 号", "92990100DEM0BB014U"),
    merchant(Trade::Restaurant, "红亭火锅店", "示例县新区创业大道 88 号新天地购物中心四层"),
    known(Trade::Supermarket, "示例百家惠超市有限公司", "示例县城关镇中心街 66 号万和广场负一层", "91990100DEM0AA0166"),
    merchant(Trade::Supermarket, "邻里鲜生活超市", "示例县新区向阳街 7 号"),
    merchant(Trade::Market, "城关农贸市场 36 号摊位", "示例县城关镇集贸路 9 号"),
    merchant(Trade::Market, "河东集贸市场 8 号摊位", "示例县河东镇建设街 3 号河东集贸市场"),
    known(Trade::Appliances, "示例县恒达电器有限公司", "示例县城关镇中心街 70 号", "91990100DEM0AA0241"),
    merchant(Trade::Appliances, "康居家电商行", "示例县河东镇建材路 22 号"),
    merchant(Trade::Appliances, "万和广场乐享电器专柜", "示例县城关镇中心街 66 号万和广场三层"),
    merchant(Trade::Phones, "新视界通讯店", "示例县城关镇人民路 15 号"),
    merchant(Trade::Phones, "指尖数码专营店", "示例县新区创业大道 88 号新天地购物中心二层"),
    merchant(Trade::Phones, "星联手机卖场", "示例县城关镇青年巷 4 号"),
    merchant(Trade::Clothing, "素衣坊服装店", "示例县城关镇中心街 66 号万和广场二层"),
    merchant(Trade::Shoes, "步步轻鞋店", "示例县城关镇中心街 31 号"),
    merchant(Trade::Clothing, "暖棉羽绒服折扣店", "示例县新区花园路 10 号"),
    known(Trade::Furniture, "示例县木语家居有限公司", "示例县河东镇建材路 20 号河东家居城二区", "91990100DEM0AA032U"),
    merchant(Trade::Furniture, "原木时代家具店", "示例县河东镇建材路 20 号河东家居城五区"),
    merchant(Trade::Furniture, "安睡床垫体验店", "示例县河东镇建材路 26 号"),
    merchant(Trade::Gym, "燃动健身俱乐部", "示例县新区创业大道 88 号新天地购物中心五层"),
    merchant(Trade::Gym, "水立游泳馆", "示例县城关镇学府街 50 号"),
    merchant(Trade::Gym, "禾木瑜伽馆", "示例县新区花园路 21 号"),
    merchant(Trade::Beauty, "倾颜美容会所", "示例县城关镇人民路 28 号"),
    known(Trade::Beauty, "指尖美业工作室", "示例县新区向阳街 18 号", "92990100DEM0BB022N"),
    merchant(Trade::Beauty, "沁园美容养生馆", "示例县城关镇滨河路 2 号"),
    known(Trade::Training, "启明星艺术培训中心", "示例县城关镇学府街 8 号三层", "51990100DEM0DD010L"),
    merchant(Trade::Training, "小画家美术室", "示例县新区花园路 5 号"),
    merchant(Trade::Training, "星海少儿舞蹈学校", "示例县河东镇工农路 60 号"),
    merchant(Trade::Parking, "中心街地下停车场", "示例县城关镇中心街 60 号"),
    merchant(Trade::Parking, "河东客运站停车场", "示例县河东镇建设街 1 号"),
    merchant(Trade::Online, "山野集（网店）", "https://shop.example/shanyeji"),
    merchant(Trade::Online, "轻奢优选直播间", "https://live.example/qingshe"),
    merchant(Trade::Online, "好物多百货（网店）", "https://shop.example/haowuduo"),
    merchant(Trade::Cars, "平安汽车修理厂", "示例县河东镇工农路 18 号"),
    merchant(Trade::Bicycles, "绿行电动车行", "示例县城关镇工农路 5 号"),
    merchant(Trade::Cars, "骏途汽车养护中心", "示例县新区创业大道 120 号"),
    known(Trade::Farming, "河东惠农农资专业合作社", "示例县河东镇工农路 77 号", "93990100DEM0CC012H"),
    merchant(Trade::Farming, "春雨种子化肥门市", "示例县城关镇集贸路 15 号"),
    merchant(Trade::Laundry, "洁净洗衣店", "示例县城关镇学府街 33 号"),
    merchant(Trade::Laundry, "白领干洗连锁花园路店", "示例县新区花园路 12 号"),
    merchant(Trade::Hotel, "云栖宾馆", "示例县城关镇人民路 99 号"),
    merchant(Trade::Hotel, "河湾民宿", "示例县河东镇滨河路 80 号"),
    merchant(Trade::Children, "贝贝乐母婴用品店", "示例县新区花园路 9 号"),
    merchant(Trade::Children, "童趣玩具店", "示例县城关镇中心街 66 号万和广场四层"),
    merchant(Trade::Pharmacy, "百草堂药店", "示例县城关镇中心街 44 号"),
    merchant(Trade::Pharmacy, "康宁大药房新区店", "示例县新区向阳街 2 号"),
    merchant(Trade::Photo, "时光里婚纱摄影", "示例县城关镇人民路 36 号"),
    merchant(Trade::Photo, "喜事来婚庆策划", "示例县新区创业大道 15 号"),
    merchant(Trade::Household, "安心家政服务部", "示例县城关镇青年巷 20 号"),
    merchant(Trade::Pets, "宠爱有家宠物店", "示例县新区向阳街 26 号"),
    merchant(Trade::Glasses, "明亮眼镜店", "示例县城关镇中心街 52 号"),
    merchant(Trade::Household, "万家洁保洁服务部", "示例县河东镇滨河路 15 号"),
    merchant(Trade::Shoes, "千里足鞋城", "示例县河东镇建设街 26 号"),
    merchant(Trade::Bicycles, "轻骑电动车专卖店", "示例县河东镇工农路 31 号"),
    merchant(Trade::Property, "馨园物业服务部", "示例县新区花园路 1 号"),
    merchant(Trade::Courier, "快马驿站学府街营业点", "示例县城关镇学府街 61 号"),
    merchant(Trade::Telecom, "联讯通信营业厅", "示例县城关镇人民路 20 号"),
    merchant(Trade::Ride, "畅行出行示例县服务点", "示例县新区创业大道 9 号"),
    merchant(Trade::ClosedGym, "跃动健身会馆", "示例县城关镇中心街 66 号万和广场六层"),
    merchant(Trade::SnackStall, "校门口串串香小吃摊", "示例县城关镇学府街示例县第二小学西门"),
    merchant(Trade::Fertiliser, "丰田沃土农资经营部", "示例县河东镇工农路 90 号"),
    merchant(Trade::DearParking, "万和广场停车场", "示例县城关镇中心街 66 号"),
    merchant(Trade::Stall, "小区门口流动摊位", "示例县新区花园路花园小区北门"),
];
