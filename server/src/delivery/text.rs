//! Text messages over the HTTP interface of a gateway, or of a relay in front of one.

use std::time::{Duration, SystemTime};

use domain::message::Sender;
use futures::future::BoxFuture;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Request, Uri};
use http_body_util::{BodyExt as _, Collected, Full, Limited};
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use service::gateway;
use service::ports::{NotSent, Sent, Sms, Text};
use tokio::time::timeout;

use super::{BodyTemplate, DeliveryError};

/// Time for one exchange.
const PATIENCE: Duration = Duration::from_secs(10);
/// Time until the gateway has to take the call; less, so that it is known that nothing was said.
const KNOCK: Duration = Duration::from_secs(5);
/// Most of an answer that is read, in bytes.
const LONGEST_ANSWER: usize = 64 * 1024;

/// How the gateway is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsSettings {
    /// Where messages are posted.
    pub url: Uri,
    /// A header with the credential; its value is marked sensitive.
    pub header: Option<(HeaderName, HeaderValue)>,
    /// What is posted; else the body of [`gateway::body`].
    pub body: Option<BodyTemplate>,
}

/// Reads `https://…` or `http://…`, without a name or password in it.
pub fn target(text: &str) -> Option<Uri> {
    let url: Uri = text.parse().ok()?;
    let authority = url.authority()?;
    let is_http = matches!(url.scheme_str(), Some("http" | "https"));
    (is_http && !authority.as_str().contains('@')).then_some(url)
}

/// Reads `Name: value`.
pub fn header(text: &str) -> Option<(HeaderName, HeaderValue)> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim().parse().ok()?;
    let mut value: HeaderValue = value
        .trim()
        .parse()
        .ok()
        .filter(|v: &HeaderValue| !v.is_empty())?;
    value.set_sensitive(true);
    Some((name, value))
}

/// The way to text messages.
pub struct HttpSms {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    settings: SmsSettings,
    sender: Sender,
    patience: Duration,
}

impl HttpSms {
    /// A way that signs as `sender`.
    ///
    /// # Errors
    /// [`DeliveryError::Certificates`] when the machine trusts nobody.
    pub fn new(settings: SmsSettings, sender: Sender) -> Result<Self, DeliveryError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(KNOCK));
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|_| DeliveryError::Certificates)?
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        // Messages are few, and a connection that was left open may be dead.
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build(connector);
        Ok(Self {
            client,
            settings,
            sender,
            patience: PATIENCE,
        })
    }

    /// Waits so long for an answer instead of ten seconds.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    async fn exchange(&self, text: &Text) -> Sent {
        let answer = self.client.request(self.request(text)?).await;
        let answer = answer.map_err(|error| {
            if error.is_connect() {
                gateway::not_reached()
            } else {
                gateway::cut_off()
            }
        })?;
        let status = answer.status().as_u16();
        let wait = wait(answer.headers().get(RETRY_AFTER), SystemTime::now());
        // The status decides; an answer that breaks off has no name for the message.
        let body = Limited::new(answer.into_body(), LONGEST_ANSWER);
        let body = body.collect().await.map(Collected::to_bytes);
        gateway::read(status, wait, &body.unwrap_or_default())
    }

    fn request(&self, text: &Text) -> Result<Request<Full<Bytes>>, NotSent> {
        let body = match &self.settings.body {
            Some(template) => template.fill(text, &self.sender),
            None => gateway::body(text),
        };
        let mut request = Request::post(self.settings.url.clone())
            .header(CONTENT_TYPE, "application/json; charset=utf-8");
        if let Some((name, value)) = &self.settings.header {
            request = request.header(name, value);
        }
        request
            .body(Full::from(body.to_string()))
            .map_err(|_| NotSent::Never("request".to_owned()))
    }
}

/// How long the gateway asks to wait: seconds, or a date (RFC 9110, 10.2.3).
fn wait(header: Option<&HeaderValue>, now: SystemTime) -> Option<Duration> {
    let text = header?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    Some(until.duration_since(now).unwrap_or_default())
}

impl Sms for HttpSms {
    fn send<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Sent> {
        Box::pin(async {
            let answer = timeout(self.patience, self.exchange(text)).await;
            answer.unwrap_or_else(|_| Err(gateway::cut_off()))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::HeaderValue;

    use super::wait;

    #[test]
    fn a_gateway_asks_to_wait_by_seconds_or_by_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let asked = |text: &'static str| wait(Some(&HeaderValue::from_static(text)), now);
        let seconds = |n| Some(Duration::from_secs(n));
        assert_eq!(asked("120"), seconds(120));
        assert_eq!(asked(" 5 "), seconds(5));
        assert_eq!(asked("Sun, 06 Nov 1994 08:50:37 GMT"), seconds(60));
        assert_eq!(asked("Sun, 06 Nov 1994 08:40:37 GMT"), seconds(0));
        for text in ["", "soon", "-5", "1.5", "99999999999999999999999"] {
            assert_eq!(asked(text), None, "{text:?}");
        }
        assert_eq!(wait(None, now), None);
    }
}
