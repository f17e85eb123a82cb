//! Which items of a code list are offered on a day. Codes are law and statistics and stay for
//! ever; an administrator only says from which day on an item is offered or no longer offered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::administration::first_day;
use crate::case::{Fault, FieldProblem, Reader};
use crate::code::{Channel, Claim, ItemCategory, Problem, ReportProblem, UnknownCode, codes};
use crate::locale::Locale;
use crate::value::ShortText;

codes! {
    /// The lists from which items may be taken. The grounds of refusals, terminations and the like
    /// are not among them: the law names those, and nobody may leave one out.
    pub enum CodeList {
        Category = "category", "商品和服务类别", "Goods and services";
        Problem = "problem", "投诉问题", "Problems of complaints";
        ReportProblem = "report_problem", "举报的违法行为", "Reported violations";
        Claim = "claim", "诉求", "Claims";
        Channel = "channel", "来源渠道", "Channels";
    }
}

/// A list whose items are offered from day to day.
pub trait Listed: Copy + PartialEq + 'static {
    /// Which list it is.
    const LIST: CodeList;
    /// Items that are always offered: whoever finds nothing that fits takes one of these, and
    /// what is filed without a choice gets one.
    const KEPT: &'static [Self];

    /// Every item in the order of the list.
    fn all() -> &'static [Self];

    /// The code of an item.
    fn code(self) -> &'static str;

    /// The label of an item.
    fn label(self, locale: Locale) -> &'static str;

    /// Reads a code.
    ///
    /// # Errors
    /// [`UnknownCode`] when the list does not have it.
    fn parse(code: &str) -> Result<Self, UnknownCode>;
}

macro_rules! listed {
    ($($list:ident is $name:ident keeps $($kept:ident),+;)+) => {
        $(impl Listed for $list {
            const LIST: CodeList = CodeList::$name;
            const KEPT: &'static [Self] = &[$(Self::$kept),+];

            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn code(self) -> &'static str {
                $list::code(self)
            }

            fn label(self, locale: Locale) -> &'static str {
                $list::label(self, locale)
            }

            fn parse(code: &str) -> Result<Self, UnknownCode> {
                $list::parse(code)
            }
        })+

        impl CodeList {
            /// Every item, with whether it can be taken from the list.
            pub fn items(self) -> Vec<ListItem> {
                match self { $(Self::$name => items_of::<$list>(),)+ }
            }
        }
    };
}

listed! {
    ItemCategory is Category keeps OtherGoods, OtherServices;
    Problem is Problem keeps Other;
    ReportProblem is ReportProblem keeps Other;
    Claim is Claim keeps Other;
    Channel is Channel keeps Phone, Web;
}

impl CodeList {
    /// The item with this code.
    pub fn item(self, code: &str) -> Option<ListItem> {
        self.items().into_iter().find(|item| item.code == code)
    }
}

/// One item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListItem {
    /// Its code.
    pub code: &'static str,
    /// Its label in Chinese and in English.
    pub labels: [&'static str; 2],
    /// Whether it is always offered.
    pub is_kept: bool,
}

impl ListItem {
    /// The label for people.
    pub const fn label(&self, locale: Locale) -> &'static str {
        let [zh, en] = self.labels;
        match locale {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

fn items_of<T: Listed>() -> Vec<ListItem> {
    let item = |item: &T| ListItem {
        code: item.code(),
        labels: [item.label(Locale::ZhCn), item.label(Locale::En)],
        is_kept: T::KEPT.contains(item),
    };
    T::all().iter().map(item).collect()
}

/// What may be chosen on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// The day; a purchase cannot be later.
    pub day: NaiveDate,
    /// What is not offered on it.
    withdrawn: Vec<(CodeList, String)>,
}

impl Offered {
    /// Every item of every list.
    pub const fn everything(day: NaiveDate) -> Self {
        Self {
            day,
            withdrawn: Vec::new(),
        }
    }

    /// The items of a list, for people to choose from.
    pub fn items<T: Listed>(&self) -> impl Iterator<Item = T> {
        let all = T::all().iter().copied();
        all.filter(|item| self.has(T::LIST, item.code()))
    }

    /// Reads a choice.
    ///
    /// # Errors
    /// [`Fault::UnknownCode`] for what the list does not have, [`Fault::NotOffered`] for what is
    /// not offered on the day.
    pub fn read<T: Listed>(&self, code: &str) -> Result<T, Fault> {
        let item = T::parse(code)?;
        if self.has(T::LIST, code) {
            Ok(item)
        } else {
            Err(Fault::NotOffered)
        }
    }

    /// Whether an item of a list is offered.
    pub fn has(&self, list: CodeList, code: &str) -> bool {
        let is_meant = |(of, item): &(CodeList, String)| *of == list && item == code;
        !self.withdrawn.iter().any(is_meant)
    }
}

/// From a day on an item is offered, or no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferChange {
    /// The list.
    pub list: CodeList,
    /// Code of the item.
    pub code: String,
    /// Whether it is offered from then on.
    pub is_offered: bool,
    /// The first day.
    pub from: NaiveDate,
}

/// Everything that administrators decided on the lists, in the order in which they did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers(Vec<OfferChange>);

impl Offers {
    /// Takes the changes in the order in which they were decided.
    pub fn new(changes: Vec<OfferChange>) -> Self {
        Self(changes)
    }

    /// What may be chosen on a day.
    pub fn on(&self, day: NaiveDate) -> Offered {
        let mut offered = Offered::everything(day);
        for change in &self.0 {
            let key = (change.list, change.code.clone());
            let is_over = self.in_force(change.list, &change.code, day);
            let is_over = is_over.is_some_and(|change| !change.is_offered);
            if is_over && !offered.withdrawn.contains(&key) {
                offered.withdrawn.push(key);
            }
        }
        offered
    }

    /// The change that holds for an item on a day: the latest first day, and of several with the
    /// same first day the one decided last.
    pub fn in_force(&self, list: CodeList, code: &str, day: NaiveDate) -> Option<&OfferChange> {
        let begun = self.of(list, code).filter(|change| change.from <= day);
        begun.max_by_key(|change| change.from)
    }

    /// The change that follows for an item after a day.
    pub fn following(&self, list: CodeList, code: &str, day: NaiveDate) -> Option<&OfferChange> {
        let later = self.of(list, code).filter(|change| change.from > day);
        let first = later.clone().map(|change| change.from).min()?;
        later.filter(|change| change.from == first).last()
    }

    fn of(&self, list: CodeList, code: &str) -> impl Iterator<Item = &OfferChange> + Clone {
        let is_meant = move |change: &&OfferChange| change.list == list && change.code == code;
        self.0.iter().filter(is_meant)
    }
}

codes! {
    /// What is decided on an item.
    pub enum Offer {
        On = "on", "提供选择", "Offered";
        Off = "off", "停止提供", "No longer offered";
    }
}

/// The form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "see OfferForm")]
pub struct RawOffer {
    pub list: String,
    pub item: String,
    pub offer: String,
    pub effective_from: String,
    pub reason: String,
}

/// A change that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferForm {
    /// The change.
    pub change: OfferChange,
    /// Why.
    pub reason: ShortText,
}

impl RawOffer {
    /// Reads the form on the day `today`.
    ///
    /// # Errors
    /// Every field that is wrong: [`Fault::UnknownCode`] for a list or an item that does not
    /// exist, [`Fault::Needed`] when an item is to go that is always offered,
    /// [`Fault::InPast`] and [`Fault::TooLarge`] for a day that cannot be the first.
    pub fn parse(&self, today: NaiveDate) -> Result<OfferForm, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let list = read.required("list", Some(&self.list), CodeList::parse);
        let offer = read.required("offer", Some(&self.offer), Offer::parse);
        let item = read.required("item", Some(&self.item), |code| {
            let Some(list) = list else {
                return Ok(None);
            };
            let item = list.item(code).ok_or(Fault::UnknownCode)?;
            if item.is_kept && offer == Some(Offer::Off) {
                Err(Fault::Needed)
            } else {
                Ok(Some(item.code.to_owned()))
            }
        });
        let from = read.required("effective_from", Some(&self.effective_from), |text| {
            first_day(text, today)
        });
        let reason = read.required("reason", Some(&self.reason), ShortText::parse);
        let form = || {
            let change = OfferChange {
                list: list?,
                code: item??,
                is_offered: offer? == Offer::On,
                from: from?,
            };
            Some(OfferForm {
                change,
                reason: reason?,
            })
        };
        let form = form();
        read.finish(form)
    }
}
