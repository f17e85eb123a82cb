//! Every exact part of two and more characters is found, and nothing else: a generated corpus,
//! compared with reading all of it.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{ParsedFiling, RawFiling};
use domain::code::Role;
use domain::search::{Key, SearchQuery, Searchable, folded};
use domain::view::QueueFilter;
use futures::future::join_all;
use service::{filing, search};

use crate::support::{County, complaint};

/// Cases in the corpus.
const CASES: usize = 2_000;
/// Parts taken of it, by their length in characters.
const LENGTHS: [usize; 5] = [2, 3, 4, 5, 6];
/// Parts of each length.
const PARTS: usize = 40;
/// Requests that are under way together.
const TOGETHER: usize = 64;

const GOODS: [&str; 20] = [
    "电饭煲",
    "充电器",
    "羽绒服",
    "蓝牙耳机",
    "冰箱",
    "洗衣机",
    "保健品",
    "热水器",
    "空调",
    "自行车",
    "奶粉",
    "手机 Pro",
    "ＵＳＢ数据线",
    "沙发",
    "床垫",
    "儿童推车",
    "健身卡",
    "电动车",
    "眼镜",
    "课程",
];
const TROUBLES: [&str; 16] = [
    "不通电",
    "充不进电",
    "三天就坏了",
    "商家拒绝退货",
    "客服一直不回复",
    "与宣传不符",
    "少了两件",
    "过了保质期",
    "有异味",
    "屏幕闪烁",
    "门店已经关门",
    "要求另付 50 元",
    "不给开发票",
    "尺码不对",
    "一直不发货",
    "漏水，地板泡坏了",
];
const BRANDS: [&str; 8] = [
    "Xingyun",
    "HX-2000",
    "晨光A7",
    "No.1",
    "Ｋ９",
    "ｶﾒﾗ",
    "MAX+",
    "①号店",
];
const SHOPS: [&str; 8] = [
    "百货",
    "电器行",
    "服装店",
    "超市",
    "数码城",
    "药房",
    "家居馆",
    "健身中心",
];
const STOPS: [&str; 5] = ["，", "。", "！", "；", "\n"];
/// Single characters, so that neighbours are many.
const LOOSE: &str = "天地人你我他上下左右前后春夏秋冬金木水火土东西南北高低大小多少快慢新旧红黄蓝白黑一二三四五六七八九十";

/// A repeatable source of choices.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn loose(&mut self) -> String {
        let all: Vec<char> = LOOSE.chars().collect();
        (0..self.below(9) + 4)
            .map(|_| all[self.below(all.len())])
            .collect()
    }
}

fn one(chance: &mut Chance) -> RawFiling {
    let mut raw = complaint();
    let facts = format!(
        "{}{}{}{}{} {}{}{}{}",
        chance.pick(&GOODS),
        chance.loose(),
        chance.pick(&STOPS),
        chance.loose(),
        chance.pick(&BRANDS),
        chance.below(10_000),
        chance.loose(),
        chance.pick(&TROUBLES),
        chance.pick(&STOPS),
    );
    raw.facts = Some(facts);
    if let Some(item) = &mut raw.item {
        item.name = Some(format!("{}{}", chance.pick(&BRANDS), chance.pick(&GOODS)));
        item.order_no = Some(format!(
            "{}{:06}",
            chance.pick(&BRANDS),
            chance.below(1_000_000)
        ));
    }
    if let Some(business) = &mut raw.respondent {
        business.name = Some(format!("{}{}", chance.loose(), chance.pick(&SHOPS)));
        business.credit_code = None;
    }
    raw
}

/// All that can be searched of a filing, read without an index.
fn texts(parsed: &ParsedFiling) -> Vec<String> {
    let filing = &parsed.filing;
    let item = filing.item().unwrap();
    let mut texts = vec![
        filing.facts().as_str().to_owned(),
        item.name.as_str().to_owned(),
        filing.respondent().unwrap().name.as_str().to_owned(),
    ];
    texts.extend(item.order_no.as_ref().map(ToString::to_string));
    texts
}

/// What the part says to whoever reads all texts: each piece between blanks has to be in one.
fn holds(texts: &[String], part: &str) -> bool {
    part.split_whitespace()
        .filter(|piece| piece.chars().any(char::is_alphanumeric))
        .all(|piece| texts.iter().any(|text| text.contains(&folded(piece))))
}

/// A part with a letter, digit or Chinese character in it, from somewhere in the corpus.
fn part(chance: &mut Chance, corpus: &[Vec<String>], length: usize) -> String {
    loop {
        let texts = &corpus[chance.below(corpus.len())];
        // Mostly of the facts, which come first; the others are short and much alike.
        let place = if chance.below(4) > 0 {
            0
        } else {
            chance.below(texts.len())
        };
        let text: Vec<char> = texts[place].chars().collect();
        if text.len() < length {
            continue;
        }
        let from = chance.below(text.len() - length + 1);
        let part: String = text[from..from + length].iter().collect();
        if part.chars().any(char::is_alphanumeric) {
            return part;
        }
    }
}

/// What is counted for one length.
#[derive(Debug, Default)]
struct Tally {
    parts: usize,
    there: usize,
    candidates: usize,
    found: usize,
    missed: usize,
    wrong: usize,
}

pub async fn every_part_of_two_and_more_characters_is_found(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let mut chance = Chance(27);
    let raws: Vec<RawFiling> = (0..CASES).map(|_| one(&mut chance)).collect();
    let offered = county.services.offered();
    let parsed: Vec<ParsedFiling> = raws
        .iter()
        .map(|raw| raw.parse(&offered).unwrap())
        .collect();
    let corpus: Vec<Vec<String>> = parsed.iter().map(texts).collect();
    let keys: Vec<BTreeSet<Key>> = parsed
        .iter()
        .map(|parsed| Searchable::of_filing(&parsed.filing, &parsed.others).keys())
        .collect();
    let read: Vec<Vec<String>> = corpus
        .iter()
        .map(|texts| texts.iter().map(|text| folded(text)).collect())
        .collect();
    let mut numbers = Vec::with_capacity(CASES);
    for together in raws.chunks(TOGETHER) {
        let filings = together
            .iter()
            .map(|raw| filing::file(&county.services, raw.clone(), None));
        for filed in join_all(filings).await {
            numbers.push(filed.unwrap().number.as_str().to_owned());
        }
    }

    let mut tallies = BTreeMap::new();
    for length in LENGTHS {
        let tally: &mut Tally = tallies.entry(length).or_default();
        for _ in 0..PARTS {
            let part = part(&mut chance, &corpus, length);
            let there: BTreeSet<&String> = (0..CASES)
                .filter(|case| holds(&read[*case], &part))
                .map(|case| &numbers[case])
                .collect();
            let wanted = SearchQuery::parse(&part).unwrap().wanted();
            let is_candidate =
                |keys: &&BTreeSet<Key>| wanted.is_met_by(&|key: &Key| keys.contains(key));
            let found = all_found(&county, &handler, &part).await;
            let found: BTreeSet<&String> = found.iter().collect();
            tally.parts += 1;
            tally.there += there.len();
            tally.candidates += keys.iter().filter(is_candidate).count();
            tally.found += found.len();
            tally.missed += there.difference(&found).count();
            tally.wrong += found.difference(&there).count();
            assert!(!there.is_empty(), "{part:?} comes from the corpus");
        }
    }
    for (length, tally) in &tallies {
        println!("{length} characters in {CASES} cases: {tally:?}");
    }
    for (length, tally) in tallies {
        assert_eq!((tally.missed, tally.wrong), (0, 0), "{length} characters");
    }
}

/// The numbers a query finds on all its pages.
async fn all_found(county: &County, viewer: &domain::view::Viewer, q: &str) -> Vec<String> {
    let (mut numbers, mut filter) = (Vec::new(), QueueFilter::default());
    loop {
        let view = search::find(&county.services, viewer, q, &filter)
            .await
            .unwrap();
        let rows = view.rows.into_iter();
        numbers.extend(rows.map(|row| row.case.number.as_str().to_owned()));
        match view.next {
            Some(next) => filter.cursor = next,
            None => return numbers,
        }
    }
}
