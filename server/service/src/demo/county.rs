//! The fictional county 示例市示例县: its organisations and its people.

use domain::code::{OrganisationKind, Role};

/// The division code; the area 9901 is assigned to no place.
pub(super) const DIVISION: &str = "990101";
/// The authority that takes in what people file.
pub(super) const AUTHORITY: &str = "01";
/// An office whose cases are handled there.
pub(super) const OFFICE: &str = "11";
/// The station at which somebody works.
pub(super) const STATION: &str = "21";

/// Further offices and a station at which somebody works.
pub(super) const HEDONG: &str = "12";
pub(super) const XINQU: &str = "13";
pub(super) const MARKET_HALL: &str = "22";

/// Who entered the businesses in the register.
pub(super) const REGISTRAR: &str = "operator";

/// An organisation of the county; the root comes first.
pub(super) struct Organisation {
    pub(super) code: &'static str,
    pub(super) parent: Option<&'static str>,
    pub(super) kind: OrganisationKind,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) phone: &'static str,
    pub(super) address: &'static str,
}

const fn organisation(
    code: &'static str,
    parent: Option<&'static str>,
    kind: OrganisationKind,
    [zh, en, phone, address]: [&'static str; 4],
) -> Organisation {
    Organisation {
        code,
        parent,
        kind,
        zh,
        en,
        phone,
        address,
    }
}

/// What the numbers of an organisation's documents begin with; a station has its name there.
pub(super) fn document_sign(code: &str) -> Option<&'static str> {
    Some(match code {
        "01" => "示例市监",
        "02" => "示例消保",
        "11" => "示例市监城关",
        "12" => "示例市监河东",
        "13" => "示例市监新区",
        _ => return None,
    })
}

#[rustfmt::skip]
pub(super) const ORGANISATIONS: &[Organisation] = &[
    organisation("01", None, OrganisationKind::Authority,
        ["示例县市场监督管理局", "Shili County Administration for Market Regulation", "0990-8820001", "示例市示例县人民路 1 号"]),
    organisation("02", Some("01"), OrganisationKind::CountyCentre,
        ["示例县消费者权益保护中心", "Shili County Consumer Rights Centre", "0990-8820002", "示例市示例县人民路 3 号"]),
    organisation("11", Some("01"), OrganisationKind::Office,
        ["城关市场监督管理所", "Chengguan Market Regulation Office", "0990-8820011", "示例市示例县城关镇中心街 18 号"]),
    organisation("12", Some("01"), OrganisationKind::Office,
        ["河东市场监督管理所", "Hedong Market Regulation Office", "0990-8820012", "示例市示例县河东镇滨河路 6 号"]),
    organisation("13", Some("01"), OrganisationKind::Office,
        ["新区市场监督管理所", "New District Market Regulation Office", "0990-8820013", "示例市示例县新区创业大道 30 号"]),
    organisation("21", Some("11"), OrganisationKind::Station,
        ["万和广场消费维权服务站", "Wanhe Plaza Consumer Service Station", "0990-8820021", "示例市示例县中心街 66 号万和广场一层服务台"]),
    organisation("22", Some("11"), OrganisationKind::Station,
        ["城关农贸市场消费维权服务站", "Chengguan Market Hall Consumer Service Station", "0990-8820022", "示例市示例县城关镇集贸路 9 号"]),
    organisation("23", Some("12"), OrganisationKind::Station,
        ["河东家居城消费维权服务站", "Hedong Furniture Mall Consumer Service Station", "0990-8820023", "示例市示例县河东镇建材路 20 号"]),
    organisation("24", Some("13"), OrganisationKind::Station,
        ["新天地购物中心消费维权服务站", "Xintiandi Mall Consumer Service Station", "0990-8820024", "示例市示例县新区创业大道 88 号"]),
    organisation("25", Some("11"), OrganisationKind::Station,
        ["中心街步行街消费维权服务站", "Zhongxin Street Consumer Service Station", "0990-8820025", "示例市示例县城关镇中心街 40 号"]),
    organisation("26", Some("11"), OrganisationKind::Station,
        ["县医院便民消费维权服务站", "County Hospital Consumer Service Station", "0990-8820026", "示例市示例县城关镇人民路 52 号"]),
    organisation("27", Some("12"), OrganisationKind::Station,
        ["河东集贸市场消费维权服务站", "Hedong Market Consumer Service Station", "0990-8820027", "示例市示例县河东镇建设街 3 号"]),
    organisation("28", Some("12"), OrganisationKind::Station,
        ["河东客运站消费维权服务站", "Hedong Bus Station Consumer Service Station", "0990-8820028", "示例市示例县河东镇建设街 1 号"]),
    organisation("29", Some("12"), OrganisationKind::Station,
        ["河东农资市场消费维权服务站", "Hedong Farm Supplies Consumer Service Station", "0990-8820029", "示例市示例县河东镇工农路 70 号"]),
    organisation("30", Some("13"), OrganisationKind::Station,
        ["新区政务大厅消费维权服务站", "New District Service Hall Consumer Service Station", "0990-8820030", "示例市示例县新区创业大道 20 号"]),
    organisation("32", Some("13"), OrganisationKind::Station,
        ["新区汽车城消费维权服务站", "New District Car Mall Consumer Service Station", "0990-8820032", "示例市示例县新区创业大道 118 号"]),
    organisation("33", Some("13"), OrganisationKind::Station,
        ["花园路社区消费维权服务站", "Huayuan Road Community Consumer Service Station", "0990-8820033", "示例市示例县新区花园路 3 号"]),
    organisation("31", Some("01"), OrganisationKind::Hotline,
        ["示例县 12315 热线", "Shili County 12315 Hotline", "0990-8812315", "示例市示例县人民路 3 号二层"]),
];

/// Somebody who works in the county.
pub(super) struct Colleague {
    pub(super) login: &'static str,
    pub(super) number: &'static str,
    pub(super) name: &'static str,
    pub(super) organisation: &'static str,
    pub(super) roles: &'static [Role],
}

const fn colleague(
    login: &'static str,
    number: &'static str,
    name: &'static str,
    organisation: &'static str,
    roles: &'static [Role],
) -> Colleague {
    Colleague {
        login,
        number,
        name,
        organisation,
        roles,
    }
}

#[rustfmt::skip]
pub(super) const PEOPLE: &[Colleague] = &[
    colleague("handler", "01-103", "周明远", AUTHORITY, &[Role::Handler]),
    colleague("handler2", "01-104", "何雨晴", AUTHORITY, &[Role::Handler]),
    colleague("head", "01-102", "冯建国", AUTHORITY, &[Role::DepartmentHead]),
    colleague("leader", "01-101", "陈思齐", AUTHORITY, &[Role::Leader]),
    colleague("operator", "01-201", "孙晓梅", AUTHORITY, &[Role::Operator]),
    colleague("mediator", "01-105", "罗文博", AUTHORITY, &[Role::Mediator]),
    colleague("liaison", "21-001", "邓丽华", STATION, &[Role::Liaison, Role::Mediator]),
    colleague("expert", "01-301", "宋知行", AUTHORITY, &[Role::Expert]),
    colleague("superior", "01-001", "许正清", AUTHORITY, &[Role::Superior]),
    colleague("supervisor", "01-106", "蒋秋实", AUTHORITY, &[Role::Supervisor]),
    colleague("analyst", "01-107", "沈若溪", AUTHORITY, &[Role::Analyst]),
    colleague("publicist", "01-108", "韩飞扬", AUTHORITY, &[Role::Publicist]),
    colleague("admin", "01-109", "曹志强", AUTHORITY, &[Role::Admin]),
    colleague("office", "11-001", "魏东升", OFFICE, &[Role::Handler]),
    colleague("hedong", "12-001", "高远志", HEDONG, &[Role::Handler]),
    colleague("xinqu", "13-001", "程予安", XINQU, &[Role::Handler]),
    colleague("liaison2", "22-001", "石慧敏", MARKET_HALL, &[Role::Liaison, Role::Mediator]),
    colleague("hotline", "31-001", "唐小雨", "31", &[Role::Operator]),
];
