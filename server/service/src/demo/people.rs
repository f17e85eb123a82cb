//! The people of the fictional county, none of whom exists.

use domain::case::RawPerson;

use super::chance::Chance;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "吴", "徐", "孙", "马", "朱", "胡", "郭", "林",
    "高", "梁", "郑", "谢", "欧阳", "司马",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "秀英", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟",
    "涛", "桂兰", "明", "超", "秀兰", "霞", "平", "建华", "玉梅", "子涵", "雨桐", "浩然", "欣怡",
    "宇轩", "梓萱", "国栋", "春燕", "海燕", "小龙", "翠花", "志远",
];
const STREETS: &[&str] = &[
    "幸福路",
    "学府街",
    "滨河路",
    "青年巷",
    "工农路",
    "建设街",
    "花园路",
    "向阳街",
];
/// A name with a character outside the basic plane of most fonts.
const RARE: &str = "张㛃";

/// A person with name, telephone and address. Numbers begin with 1440000, which is assigned to
/// devices and never to people. The second case of every demonstration belongs to somebody with a
/// rare character in the name.
pub(super) fn person(chance: &mut Chance, place: u32) -> RawPerson {
    let drawn = format!("{}{}", chance.pick(SURNAMES), chance.pick(GIVEN));
    let name = if place == 1 { RARE.to_owned() } else { drawn };
    let street = chance.pick(STREETS);
    let (house, building, flat) = (
        chance.between(1, 120),
        chance.between(1, 18),
        chance.between(101, 1204),
    );
    RawPerson {
        name: Some(name),
        phone: Some(format!("1440000{:04}", chance.between(0, 9999))),
        address: Some(format!(
            "示例市示例县{street} {house} 号 {building} 栋 {flat} 室"
        )),
    }
}

/// The person of the fortieth complaint about labels.
pub(super) fn regular() -> RawPerson {
    RawPerson {
        name: Some("贾明辨".to_owned()),
        phone: Some("14400004040".to_owned()),
        address: Some("示例市示例县青年巷 40 号 4 栋 404 室".to_owned()),
    }
}
