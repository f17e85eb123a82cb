//! The HTTP interface of a text-message gateway, without the transport: what is posted, and what
//! an answer means. Carriers differ; a small relay in front of one speaks this.
//!
//! The server posts [`body`] as JSON with a bearer token, gives the exchange a few seconds and
//! passes what it got to [`read`]; [`not_reached`] and [`cut_off`] are for when it got nothing.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::ports::{NotSent, Sent, Text};

/// Longest name of a message that is kept, in characters.
const LONGEST_REFERENCE: usize = 100;

/// The body of the request. `key` is the same for every attempt at one message, so that the relay
/// can answer a repeated one without sending it again.
pub fn body(text: &Text) -> Value {
    json!({
        "template": text.template,
        "phone": text.phone,
        "variables": text.variables,
        "key": text.key,
    })
}

#[derive(Deserialize)]
struct Taken {
    id: Option<String>,
}

/// What an answer means: 2xx was taken, with its name in `id`; 408, 425, 429 and 503 were not and
/// may be later, after `wait` where the gateway asks for that (`Retry-After`, RFC 9110, 10.2.3); of
/// other 5xx nobody knows; everything else was refused.
///
/// # Errors
/// [`NotSent`] for whatever is not 2xx.
pub fn read(status: u16, wait: Option<Duration>, body: &[u8]) -> Sent {
    let reason = format!("HTTP {status}");
    match status {
        200..=299 => {
            let taken = serde_json::from_slice::<Taken>(body).ok();
            let id = taken.and_then(|taken| taken.id).unwrap_or(reason);
            Ok(Some(id.chars().take(LONGEST_REFERENCE).collect()))
        }
        408 | 425 | 429 | 503 => Err(match wait {
            Some(wait) => NotSent::NotBefore(reason, wait),
            None => NotSent::Later(reason),
        }),
        500..=599 => Err(NotSent::Unknown(reason)),
        _ => Err(NotSent::Never(reason)),
    }
}

/// The gateway could not be reached; nothing was written to it.
pub fn not_reached() -> NotSent {
    NotSent::Later("no connection".to_owned())
}

/// The connection broke, or time ran out, after the request began to be written.
pub fn cut_off() -> NotSent {
    NotSent::Unknown("no answer".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::message::{Template, Variables};
    use rstest::rstest;

    use super::{body, read};
    use crate::ports::{NotSent, Text};

    #[test]
    fn the_body_names_template_phone_variables_and_key() {
        let text = Text {
            template: Template::Filed,
            phone: "14400001234".to_owned(),
            variables: Variables {
                number: "1".to_owned(),
                link: "315.example.gov.cn/track".to_owned(),
                code: None,
            },
            key: "filed:7".to_owned(),
        };
        let expected = r#"{"key":"filed:7","phone":"14400001234","template":"filed","variables":{"link":"315.example.gov.cn/track","number":"1"}}"#;
        assert_eq!(body(&text).to_string(), expected);
    }

    #[rstest]
    #[case(200, r#"{"id":"a-1"}"#, "a-1")]
    #[case(202, "", "HTTP 202")]
    #[case(200, r#"{"id":null}"#, "HTTP 200")]
    fn a_message_that_was_taken_has_a_name(
        #[case] status: u16,
        #[case] body: &str,
        #[case] name: &str,
    ) {
        assert_eq!(
            read(status, None, body.as_bytes()),
            Ok(Some(name.to_owned()))
        );
    }

    #[rstest]
    #[case(429, NotSent::Later("HTTP 429".to_owned()))]
    #[case(503, NotSent::Later("HTTP 503".to_owned()))]
    #[case(500, NotSent::Unknown("HTTP 500".to_owned()))]
    #[case(504, NotSent::Unknown("HTTP 504".to_owned()))]
    #[case(400, NotSent::Never("HTTP 400".to_owned()))]
    #[case(401, NotSent::Never("HTTP 401".to_owned()))]
    #[case(302, NotSent::Never("HTTP 302".to_owned()))]
    fn only_what_was_surely_not_sent_is_tried_again(
        #[case] status: u16,
        #[case] expected: NotSent,
    ) {
        assert_eq!(read(status, None, b"secret of the relay"), Err(expected));
    }

    #[test]
    fn a_gateway_may_ask_to_wait() {
        let wait = Duration::from_secs(30);
        let later = NotSent::NotBefore("HTTP 429".to_owned(), wait);
        assert_eq!(read(429, Some(wait), b""), Err(later));
        let never = NotSent::Never("HTTP 400".to_owned());
        assert_eq!(read(400, Some(wait), b""), Err(never));
    }
}
