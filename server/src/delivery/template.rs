//! The JSON that a gateway for text messages expects, with places for what changes.

use std::str::FromStr;

use domain::locale::Locale;
use domain::message::Sender;
use serde_json::Value;
use service::ports::Text;

/// What may stand in braces.
const PLACES: [&str; 7] = ["to", "text", "template", "number", "link", "code", "key"];

/// Why a body cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is not JSON.
    #[error("not JSON")]
    Json,
    /// A place that nobody fills.
    #[error("unknown place in braces")]
    Place,
    /// Nobody to send to, or nothing to send.
    #[error("without {{to}}, or without {{text}} and {{template}}")]
    Missing,
}

/// A JSON value whose texts have places such as `{to}`. Filling happens in the parsed value, so
/// that no text can break out of its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyTemplate(Value);

impl FromStr for BodyTemplate {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let body: Value = serde_json::from_str(text).map_err(|_| TemplateError::Json)?;
        let mut found = Vec::new();
        places(&body, &mut found);
        if found.iter().any(|place| !PLACES.contains(&place.as_str())) {
            return Err(TemplateError::Place);
        }
        let has = |name: &str| found.iter().any(|place| place == name);
        if has("to") && (has("text") || has("template")) {
            Ok(Self(body))
        } else {
            Err(TemplateError::Missing)
        }
    }
}

impl BodyTemplate {
    /// The body for one message.
    pub fn fill(&self, text: &Text, sender: &Sender) -> Value {
        let mut body = self.0.clone();
        fill(&mut body, &|place| value(place, text, sender));
        body
    }
}

fn value(place: &str, text: &Text, sender: &Sender) -> String {
    let Text {
        template,
        phone,
        variables,
        key,
    } = text;
    match place {
        "to" => phone.clone(),
        "text" => template.text(Locale::default(), sender, variables),
        "template" => template.code().to_owned(),
        "number" => variables.number.clone(),
        "link" => variables.link.clone(),
        "code" => variables.code.clone().unwrap_or_default(),
        "key" => key.clone(),
        _ => String::new(),
    }
}

/// Splits at the first place: what stands before it, its name, and the rest.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place, after))
}

fn places(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let mut rest = text.as_str();
            while let Some((_, place, after)) = split(rest) {
                found.push(place.to_owned());
                rest = after;
            }
        }
        Value::Array(items) => items.iter().for_each(|item| places(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| places(field, found)),
        _ => {}
    }
}

fn fill(value: &mut Value, with: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => {
            let mut filled = String::new();
            let mut rest = text.as_str();
            while let Some((before, place, after)) = split(rest) {
                filled.push_str(before);
                filled.push_str(&with(place));
                rest = after;
            }
            filled.push_str(rest);
            *text = filled;
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, with)),
        Value::Object(fields) => fields.values_mut().for_each(|field| fill(field, with)),
        _ => {}
    }
}
