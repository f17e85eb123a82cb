//! The businesses of the fictional county, none of which exists.

use domain::business::{Industry, RawBusiness};
use domain::case::RawRespondent;

use super::county::DIVISION;

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
    /// Unified social credit code, whose checks fit and whose area 990100 is assigned to no place.
    credit_code: Option<&'static str>,
    /// Whether people who complain know the code.
    is_code_known: bool,
}

/// A business that somebody keeps a licence of.
const fn merchant(
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
        is_code_known: false,
    }
}

/// One that prints its code on receipts.
const fn known(
    trade: Trade,
    name: &'static str,
    address: &'static str,
    code: &'static str,
) -> Merchant {
    Merchant {
        is_code_known: true,
        ..merchant(trade, name, address, code)
    }
}

/// A stall or a shop on a platform of which only name and place are known.
const fn unregistered(trade: Trade, name: &'static str, address: &'static str) -> Merchant {
    Merchant {
        trade,
        name,
        address,
        credit_code: None,
        is_code_known: false,
    }
}

impl Merchant {
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// As a complaint names it.
    pub(super) fn respondent(&self) -> RawRespondent {
        let code = self.credit_code.filter(|_| self.is_code_known);
        RawRespondent {
            name: Some(self.name.to_owned()),
            address: Some(self.address.to_owned()),
            credit_code: code.map(str::to_owned),
        }
    }

    /// As the register of businesses keeps it. Its telephone is `place` among those nobody has.
    pub(super) fn entry(&self, place: usize) -> RawBusiness {
        RawBusiness {
            name: self.name.to_owned(),
            credit_code: self.credit_code.unwrap_or_default().to_owned(),
            division: DIVISION.to_owned(),
            address: self.address.to_owned(),
            industry: self.trade.industry().code().to_owned(),
            phone: format!("1440009{place:04}"),
            ..RawBusiness::default()
        }
    }
}

impl Trade {
    const fn industry(self) -> Industry {
        match self {
            Self::Restaurant | Self::Hotel | Self::SnackStall => Industry::Hospitality,
            Self::Gym | Self::ClosedGym => Industry::Culture,
            Self::Training => Industry::Education,
            Self::Parking | Self::DearParking | Self::Courier | Self::Ride => Industry::Transport,
            Self::Property => Industry::RealEstate,
            Self::Telecom => Industry::Information,
            Self::Beauty
            | Self::Cars
            | Self::Laundry
            | Self::Photo
            | Self::Household
            | Self::Pets => Industry::Residents,
            _ => Industry::Trade,
        }
    }
}

#[rustfmt::skip]
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant(Trade::Restaurant, "老灶台家常菜馆", "示例县城关镇中心街 25 号", "92990100DEM0BB1105"),
    merchant(Trade::Restaurant, "河畔鱼庄", "示例县河东镇滨河路 41 号", "92990100DEM0BB1292"),
    known(Trade::Restaurant, "小满饭庄", "示例县城关镇学府街 12 号", "92990100DEM0BB014U"),
    merchant(Trade::Restaurant, "红亭火锅店", "示例县新区创业大道 88 号新天地购物中心四层", "92990100DEM0BB137W"),
    known(Trade::Supermarket, "示例百家惠超市有限公司", "示例县城关镇中心街 66 号万和广场负一层", "91990100DEM0AA0166"),
    merchant(Trade::Supermarket, "邻里鲜生活超市", "示例县新区向阳街 7 号", "92990100DEM0BB145P"),
    unregistered(Trade::Market, "城关农贸市场 36 号摊位", "示例县城关镇集贸路 9 号"),
    unregistered(Trade::Market, "河东集贸市场 8 号摊位", "示例县河东镇建设街 3 号河东集贸市场"),
    known(Trade::Appliances, "示例县恒达电器有限公司", "示例县城关镇中心街 70 号", "91990100DEM0AA0241"),
    merchant(Trade::Appliances, "康居家电商行", "示例县河东镇建材路 22 号", "92990100DEM0BB153J"),
    merchant(Trade::Appliances, "万和广场乐享电器专柜", "示例县城关镇中心街 66 号万和广场三层", "92990100DEM0BB161D"),
    merchant(Trade::Phones, "新视界通讯店", "示例县城关镇人民路 15 号", "92990100DEM0BB17X5"),
    merchant(Trade::Phones, "指尖数码专营店", "示例县新区创业大道 88 号新天地购物中心二层", "92990100DEM0BB1885"),
    merchant(Trade::Phones, "星联手机卖场", "示例县城关镇青年巷 4 号", "92990100DEM0BB1960"),
    merchant(Trade::Clothing, "素衣坊服装店", "示例县城关镇中心街 66 号万和广场二层", "92990100DEM0BB209M"),
    merchant(Trade::Shoes, "步步轻鞋店", "示例县城关镇中心街 31 号", "92990100DEM0BB217G"),
    merchant(Trade::Clothing, "暖棉羽绒服折扣店", "示例县新区花园路 10 号", "92990100DEM0BB225B"),
    known(Trade::Furniture, "示例县木语家居有限公司", "示例县河东镇建材路 20 号河东家居城二区", "91990100DEM0AA032U"),
    merchant(Trade::Furniture, "原木时代家具店", "示例县河东镇建材路 20 号河东家居城五区", "92990100DEM0BB2336"),
    merchant(Trade::Furniture, "安睡床垫体验店", "示例县河东镇建材路 26 号", "92990100DEM0BB2411"),
    merchant(Trade::Gym, "燃动健身俱乐部", "示例县新区创业大道 88 号新天地购物中心五层", "92990100DEM0BB25XQ"),
    merchant(Trade::Gym, "水立游泳馆", "示例县城关镇学府街 50 号", "92990100DEM0BB268Q"),
    merchant(Trade::Gym, "禾木瑜伽馆", "示例县新区花园路 21 号", "92990100DEM0BB276K"),
    merchant(Trade::Beauty, "倾颜美容会所", "示例县城关镇人民路 28 号", "92990100DEM0BB284E"),
    known(Trade::Beauty, "指尖美业工作室", "示例县新区向阳街 18 号", "92990100DEM0BB022N"),
    merchant(Trade::Beauty, "沁园美容养生馆", "示例县城关镇滨河路 2 号", "92990100DEM0BB2929"),
    known(Trade::Training, "启明星艺术培训中心", "示例县城关镇学府街 8 号三层", "51990100DEM0DD010L"),
    merchant(Trade::Training, "小画家美术室", "示例县新区花园路 5 号", "92990100DEM0BB305Y"),
    merchant(Trade::Training, "星海少儿舞蹈学校", "示例县河东镇工农路 60 号", "92990100DEM0BB313R"),
    merchant(Trade::Parking, "中心街地下停车场", "示例县城关镇中心街 60 号", "92990100DEM0BB321L"),
    merchant(Trade::Parking, "河东客运站停车场", "示例县河东镇建设街 1 号", "92990100DEM0BB33XC"),
    unregistered(Trade::Online, "山野集（网店）", "https://shop.example/shanyeji"),
    unregistered(Trade::Online, "轻奢优选直播间", "https://live.example/qingshe"),
    unregistered(Trade::Online, "好物多百货（网店）", "https://shop.example/haowuduo"),
    merchant(Trade::Cars, "平安汽车修理厂", "示例县河东镇工农路 18 号", "92990100DEM0BB348C"),
    merchant(Trade::Bicycles, "绿行电动车行", "示例县城关镇工农路 5 号", "92990100DEM0BB3567"),
    merchant(Trade::Cars, "骏途汽车养护中心", "示例县新区创业大道 120 号", "92990100DEM0BB3642"),
    known(Trade::Farming, "河东惠农农资专业合作社", "示例县河东镇工农路 77 号", "93990100DEM0CC012H"),
    merchant(Trade::Farming, "春雨种子化肥门市", "示例县城关镇集贸路 15 号", "92990100DEM0BB372W"),
    merchant(Trade::Laundry, "洁净洗衣店", "示例县城关镇学府街 33 号", "92990100DEM0BB380P"),
    merchant(Trade::Laundry, "白领干洗连锁花园路店", "示例县新区花园路 12 号", "92990100DEM0BB399L"),
    merchant(Trade::Hotel, "云栖宾馆", "示例县城关镇人民路 99 号", "92990100DEM0BB4018"),
    merchant(Trade::Hotel, "河湾民宿", "示例县河东镇滨河路 80 号", "92990100DEM0BB41X0"),
    merchant(Trade::Children, "贝贝乐母婴用品店", "示例县新区花园路 9 号", "92990100DEM0BB4280"),
    merchant(Trade::Children, "童趣玩具店", "示例县城关镇中心街 66 号万和广场四层", "92990100DEM0BB436T"),
    merchant(Trade::Pharmacy, "百草堂药店", "示例县城关镇中心街 44 号", "92990100DEM0BB444M"),
    merchant(Trade::Pharmacy, "康宁大药房新区店", "示例县新区向阳街 2 号", "92990100DEM0BB452G"),
    merchant(Trade::Photo, "时光里婚纱摄影", "示例县城关镇人民路 36 号", "92990100DEM0BB460B"),
    merchant(Trade::Photo, "喜事来婚庆策划", "示例县新区创业大道 15 号", "92990100DEM0BB4798"),
    merchant(Trade::Household, "安心家政服务部", "示例县城关镇青年巷 20 号", "92990100DEM0BB4873"),
    merchant(Trade::Pets, "宠爱有家宠物店", "示例县新区向阳街 26 号", "92990100DEM0BB495X"),
    merchant(Trade::Glasses, "明亮眼镜店", "示例县城关镇中心街 52 号", "92990100DEM0BB508K"),
    merchant(Trade::Household, "万家洁保洁服务部", "示例县河东镇滨河路 15 号", "92990100DEM0BB516E"),
    merchant(Trade::Shoes, "千里足鞋城", "示例县河东镇建设街 26 号", "92990100DEM0BB5249"),
    merchant(Trade::Bicycles, "轻骑电动车专卖店", "示例县河东镇工农路 31 号", "92990100DEM0BB5324"),
    merchant(Trade::Property, "馨园物业服务部", "示例县新区花园路 1 号", "92990100DEM0BB540Y"),
    merchant(Trade::Courier, "快马驿站学府街营业点", "示例县城关镇学府街 61 号", "92990100DEM0BB559U"),
    merchant(Trade::Telecom, "联讯通信营业厅", "示例县城关镇人民路 20 号", "92990100DEM0BB567N"),
    merchant(Trade::Ride, "畅行出行示例县服务点", "示例县新区创业大道 9 号", "92990100DEM0BB575H"),
    merchant(Trade::ClosedGym, "跃动健身会馆", "示例县城关镇中心街 66 号万和广场六层", "92990100DEM0BB583C"),
    unregistered(Trade::SnackStall, "校门口串串香小吃摊", "示例县城关镇学府街示例县第二小学西门"),
    merchant(Trade::Fertiliser, "丰田沃土农资经营部", "示例县河东镇工农路 90 号", "92990100DEM0BB5917"),
    merchant(Trade::DearParking, "万和广场停车场", "示例县城关镇中心街 66 号", "92990100DEM0BB604W"),
    unregistered(Trade::Stall, "小区门口流动摊位", "示例县新区花园路花园小区北门"),
];
