//! What staff type into the search box, and what it finds.

use serde::{Deserialize, Serialize};

use super::excerpt::excerpt;
use super::searchable::folded_name;
use super::{Key, Searchable, Wanted, folded, query_tokens};
use crate::code::codes;
use crate::mask;
use crate::value::{CaseNumber, CreditCode, Name, Phone, TextError, normalise};

codes! {
    /// By what a case was found.
    pub enum MatchKind {
        Number = "number", "案件编号", "Case number";
        Phone = "phone", "联系电话", "Telephone";
        Name = "name", "姓名", "Name";
        Business = "business", "商家", "Business";
        CreditCode = "credit_code", "统一社会信用代码", "Credit code";
        Words = "words", "案件内容", "Words of the case";
    }
}

/// Why a case was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// By what.
    pub kind: MatchKind,
    /// What it says there, masked.
    pub excerpt: String,
}

/// One thing a search term may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reading {
    /// A case number, or its ending of six digits and more.
    Number(String),
    /// A whole telephone number.
    Phone(Phone),
    /// The last four digits of one.
    PhoneTail(String),
    /// A credit code.
    CreditCode(CreditCode),
    /// The whole name of a person, folded.
    Name(String),
    /// A part of a text or of the name of a business, folded.
    Words(String),
}

/// What was typed, understood. A case is found when each term fits in one of its readings, or
/// when the whole is the name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    terms: Vec<Vec<Reading>>,
    name: Option<Reading>,
    is_tail_alone: bool,
}

/// How a case number is printed: the lengths of its groups.
const NUMBER_GROUPS: [usize; 6] = [6, 2, 1, 6, 5, 1];
/// Fewest digits of the end of a case number: serial number and check digit.
const NUMBER_END: usize = 6;
/// Fewest digits that make one telephone number of several groups.
const GROUPED_PHONE: usize = 10;

impl SearchQuery {
    /// Longest query in characters.
    pub const MAX: usize = 100;

    /// Understands what was typed: terms between blanks, all of which must fit. A number may be
    /// written in groups. The last four digits of a telephone number count only beside another
    /// fact, since alone they would find strangers.
    ///
    /// # Errors
    /// [`TextError::Missing`] when there is nothing to look for, [`TextError::TooLong`] beyond
    /// [`SearchQuery::MAX`] characters.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = normalise::half_width(&normalise::tidy(text));
        if text.chars().count() > Self::MAX {
            return Err(TextError::TooLong { max: Self::MAX });
        }
        let typed: Vec<&str> = text.split_whitespace().collect();
        let typed = grouped(&typed);
        let has_fact = typed.iter().any(|term| !is_tail(&normalise::compact(term)));
        let terms: Vec<_> = typed.iter().map(|term| readings(term, has_fact)).collect();
        if terms.is_empty() {
            return Err(TextError::Missing);
        }
        Ok(Self {
            terms,
            name: if typed.len() > 1 { name(&text) } else { None },
            is_tail_alone: !has_fact,
        })
    }

    /// Whether only four digits were typed, which are looked for in texts but not at the end of
    /// telephone numbers.
    pub fn is_tail_alone(&self) -> bool {
        self.is_tail_alone
    }

    /// The keys without which a case cannot match.
    pub fn wanted(&self) -> Wanted {
        let terms = self.terms.iter();
        let terms =
            terms.map(|readings| Wanted::Any(readings.iter().map(Reading::wanted).collect()));
        let terms = Wanted::All(terms.collect());
        match &self.name {
            Some(name) => Wanted::Any(vec![name.wanted(), terms]),
            None => terms,
        }
    }

    /// Why a case matches; none when it does not.
    pub fn matches(&self, number: &CaseNumber, case: &Searchable<'_>) -> Option<Vec<Match>> {
        if let Some(found) = self.name.as_ref().and_then(|name| name.found(number, case)) {
            return Some(vec![found]);
        }
        let mut why: Vec<Match> = Vec::new();
        for readings in &self.terms {
            let found = readings
                .iter()
                .filter_map(|reading| reading.found(number, case));
            let found: Vec<Match> = found.collect();
            if found.is_empty() {
                return None;
            }
            why.extend(found);
        }
        let mut distinct: Vec<Match> = Vec::new();
        for found in why {
            if !distinct.contains(&found) {
                distinct.push(found);
            }
        }
        Some(distinct)
    }
}

impl Reading {
    fn wanted(&self) -> Wanted {
        let key = match self {
            Self::Number(digits) => match Key::of_number_end(digits) {
                Some(key) => key,
                None => return Wanted::Any(Vec::new()),
            },
            Self::Phone(phone) => Key::Phone(phone.as_str().to_owned()),
            Self::PhoneTail(tail) => Key::PhoneTail(tail.clone()),
            Self::CreditCode(code) => Key::CreditCode(code.as_str().to_owned()),
            Self::Name(name) => Key::Name(name.clone()),
            Self::Words(words) => {
                let tokens = query_tokens(words).into_iter();
                return Wanted::All(tokens.map(|token| Wanted::Key(Key::Word(token))).collect());
            }
        };
        Wanted::Key(key)
    }

    fn found(&self, number: &CaseNumber, case: &Searchable<'_>) -> Option<Match> {
        let by = |kind: MatchKind, excerpt: String| Match { kind, excerpt };
        let mut people = case.known_people().iter();
        match self {
            Self::Number(digits) => number
                .as_str()
                .ends_with(digits)
                .then(|| by(MatchKind::Number, number.grouped())),
            Self::Phone(phone) => people
                .find(|person| person.phone == *phone)
                .map(|person| by(MatchKind::Phone, mask::phone(&person.phone))),
            Self::PhoneTail(tail) => people
                .find(|person| person.phone.last4() == *tail)
                .map(|person| by(MatchKind::Phone, mask::phone(&person.phone))),
            Self::CreditCode(code) => case
                .businesses
                .iter()
                .any(|business| business.credit_code.as_ref() == Some(code))
                .then(|| by(MatchKind::CreditCode, code.as_str().to_owned())),
            Self::Name(name) => people
                .find(|person| folded_name(person.name.as_str()) == *name)
                .map(|person| by(MatchKind::Name, mask::name(&person.name))),
            Self::Words(words) => found_words(words, case),
        }
    }
}

/// The first business or text that holds the words.
fn found_words(words: &str, case: &Searchable<'_>) -> Option<Match> {
    let holds = |text: &str| folded(text).contains(words);
    let mut businesses = case
        .businesses
        .iter()
        .map(|business| business.name.as_str());
    if let Some(name) = businesses.find(|name| holds(name)) {
        return Some(Match {
            kind: MatchKind::Business,
            excerpt: name.to_owned(),
        });
    }
    let text = case.texts.iter().find(|text| holds(text))?;
    Some(Match {
        kind: MatchKind::Words,
        excerpt: excerpt(text, words, case.all_people()),
    })
}

/// All that a term may mean. `has_fact` tells whether any term is more than four digits.
fn readings(term: &str, has_fact: bool) -> Vec<Reading> {
    let mut readings = Vec::new();
    let compact = normalise::compact(term);
    if is_digits(&compact) && (NUMBER_END..=21).contains(&compact.len()) {
        readings.push(Reading::Number(compact.clone()));
    }
    if is_tail(&compact) && has_fact {
        readings.push(Reading::PhoneTail(compact));
    }
    readings.extend(Phone::parse(term).ok().map(Reading::Phone));
    readings.extend(CreditCode::parse(term).ok().map(Reading::CreditCode));
    readings.extend(name(term));
    readings.push(Reading::Words(folded(term)));
    readings
}

/// The term as the name of a person: two characters and more, no digits.
fn name(term: &str) -> Option<Reading> {
    let name = folded_name(term);
    let length = name.chars().count();
    let fits = (Name::MIN..=Name::MAX).contains(&length) && !name.contains(char::is_numeric);
    fits.then_some(Reading::Name(name))
}

/// Joins the groups of one number, and drops what holds neither letter nor digit.
fn grouped(typed: &[&str]) -> Vec<String> {
    let mut terms = Vec::new();
    let mut rest = typed;
    while let Some(first) = rest.first() {
        let joined = (2..=rest.len().min(NUMBER_GROUPS.len()))
            .rev()
            .filter_map(|length| rest.split_at_checked(length))
            .find(|(groups, _)| is_one_number(groups));
        let term = if let Some((groups, after)) = joined {
            rest = after;
            groups.join(" ")
        } else {
            rest = rest.get(1..).unwrap_or_default();
            (*first).to_owned()
        };
        if !query_tokens(&term).is_empty() {
            terms.push(term);
        }
    }
    terms
}

/// Whether groups make one number: the printed end of a case number, a telephone number or a
/// credit code.
fn is_one_number(groups: &[&str]) -> bool {
    let whole = groups.join(" ");
    let lengths = groups.iter().map(|group| group.chars().count());
    let compact = normalise::compact(&whole);
    let ends_a_case_number = is_digits(&compact)
        && compact.len() >= NUMBER_END
        && lengths
            .rev()
            .eq(NUMBER_GROUPS.iter().rev().take(groups.len()).copied());
    let digits = compact.chars().filter(char::is_ascii_digit).count();
    ends_a_case_number
        || CreditCode::parse(&whole).is_ok()
        || (digits >= GROUPED_PHONE && Phone::parse(&whole).is_ok())
}

fn is_tail(compact: &str) -> bool {
    is_digits(compact) && compact.len() == 4
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
