//! Text messages to the people who filed: when, to whom, in which words.
//!
//! Six events are worth a message, no more; a one-time code is sent to whoever asks for it. A message fits one segment of 70 characters and names
//! the case and a page, never what the case is about and never the business. Carriers register
//! the texts: what travels is the code of the template and its [`Variables`].

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use crate::case::{Case, Event};
use crate::code::codes;
use crate::locale::{BUSINESS_OFFSET, Locale, translate_with};
use crate::one_time_code::{self, OneTimeCode};
use crate::value::normalise::compact;
use crate::value::{CaseNumber, Receipt};

/// Characters of one segment with Chinese in it (3GPP TS 23.038, UCS-2).
pub const SEGMENT: usize = 70;

codes! {
    /// The messages there are. One event, the decision on acceptance, has two.
    pub enum Template {
        Filed = "filed", "已登记", "Filed";
        Accepted = "accepted", "已受理", "Accepted";
        Refused = "refused", "不予受理", "Not accepted";
        Material = "material", "需要补充材料", "Material needed";
        Appointment = "appointment", "约定调解时间", "Mediation appointment";
        Result = "result", "处理结果", "Result";
        Survey = "survey", "邀请评价", "Invitation to rate";
        Code = "code", "查询验证码", "One-time code";
        Link = "link", "补充照片的链接", "Link to add photos";
    }
}

impl Template {
    /// The message that an event calls for.
    pub fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Registered(_) => Some(Self::Filed),
            Event::Accepted => Some(Self::Accepted),
            Event::RefusalApproved { .. } => Some(Self::Refused),
            Event::MaterialRequested { .. } => Some(Self::Material),
            Event::SessionScheduled { .. } => Some(Self::Appointment),
            Event::Closed { .. } => Some(Self::Result),
            _ => None,
        }
    }

    /// The words, as registered with the carrier.
    pub fn text(self, locale: Locale, sender: &Sender, variables: &Variables) -> String {
        let key = format!("message.{}", self.code());
        let values = [
            ("signature", sender.signature.clone()),
            ("number", variables.number.clone()),
            ("link", variables.link.clone()),
            ("code", variables.code.clone().unwrap_or_default()),
        ];
        translate_with(locale, &key, &values).into_owned()
    }

    /// When a message that is ready at `now` may go out. Nobody is woken for news
    /// ([`send_time`]); a code or a link is asked for at this very moment.
    pub fn send_time(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Code | Self::Link => now,
            _ => send_time(now),
        }
    }

    /// For how long after it was written the message is of any use; `None` for as long as it takes.
    pub fn useful_for(self) -> Option<TimeDelta> {
        (self == Self::Code).then_some(one_time_code::LIFETIME)
    }
}

/// What fills a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variables {
    /// The case number; its last six digits where the link takes the room.
    pub number: String,
    /// Address of the page, without a scheme.
    pub link: String,
    /// The digits of a one-time code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Variables {
    /// For a message about a step: the whole number, and the page where it is looked up.
    pub fn of_case(number: &CaseNumber, sender: &Sender) -> Self {
        Self {
            number: number.as_str().to_owned(),
            link: format!("{}/track", sender.address),
            code: None,
        }
    }

    /// For a one-time code.
    pub fn of_code(number: &CaseNumber, code: &OneTimeCode, sender: &Sender) -> Self {
        Self {
            code: Some(code.reveal().to_owned()),
            ..Self::of_case(number, sender)
        }
    }

    /// For a link that opens the case: its code stands in the fragment, which no server sees.
    pub fn of_link(number: &CaseNumber, code: &Receipt, sender: &Sender) -> Self {
        Self {
            number: number.as_str().to_owned(),
            link: format!("{}/track#{}", sender.address, compact(&code.reveal())),
            code: None,
        }
    }

    /// For a survey behind its token.
    pub fn of_survey(number: &CaseNumber, token: &str, sender: &Sender) -> Self {
        let digits = number.as_str();
        Self {
            number: digits.get(digits.len() - 6..).unwrap_or(digits).to_owned(),
            link: format!("{}/s/{token}", sender.address),
            code: None,
        }
    }
}

/// Why somebody cannot be named as the sender of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SenderError {
    /// It stands in front of every message.
    #[error("the signature of messages has 1 to 8 characters and no brackets")]
    Signature,
    /// It is part of every link.
    #[error("the address in messages is a host, perhaps with a port, of 4 to 20 characters")]
    Address,
}

/// Who signs the messages and where their links lead. Both are short, so that a message fits its
/// segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    signature: String,
    address: String,
}

impl Sender {
    /// Most characters of a signature.
    pub const LONGEST_SIGNATURE: usize = 8;
    /// Most characters of an address.
    pub const LONGEST_ADDRESS: usize = 20;

    /// A sender. `signature` goes between 【 and 】 as registered with the carrier; `address` is a
    /// host without scheme and path, such as `315.example.gov.cn`.
    ///
    /// # Errors
    /// [`SenderError`] names the one that does not fit.
    pub fn new(signature: &str, address: &str) -> Result<Self, SenderError> {
        let (signature, address) = (signature.trim(), address.trim());
        let length = signature.chars().count();
        let bracket = |c: char| matches!(c, '【' | '】' | '[' | ']') || c.is_control();
        if !(1..=Self::LONGEST_SIGNATURE).contains(&length) || signature.contains(bracket) {
            return Err(SenderError::Signature);
        }
        let part_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if !(4..=Self::LONGEST_ADDRESS).contains(&address.len())
            || !address.chars().all(part_of_host)
        {
            return Err(SenderError::Address);
        }
        Ok(Self {
            signature: signature.to_owned(),
            address: address.to_owned(),
        })
    }
}

impl Case {
    /// The number to which messages about the case go: a mobile one of the person who filed.
    /// Whoever filed without a name gets none.
    pub fn message_phone(&self) -> Option<&str> {
        let phone = &self.filing.person()?.phone;
        phone.is_mobile().then(|| phone.as_str())
    }
}

/// When a message that is ready at `now` may go out: at once by day, at 08:00 (UTC+08:00) when it
/// is ready from 22:00 on.
pub fn send_time(now: DateTime<Utc>) -> DateTime<Utc> {
    let local = now.with_timezone(&BUSINESS_OFFSET);
    let day = match local.hour() {
        8..22 => return now,
        22.. => local.date_naive() + TimeDelta::days(1),
        _ => local.date_naive(),
    };
    let morning = day.and_time(NaiveTime::MIN) + TimeDelta::hours(8);
    let morning = morning.and_local_timezone(BUSINESS_OFFSET).single();
    morning.map_or(now, |morning| morning.to_utc())
}
