//! Text messages over the HTTP interface of a gateway, or of a relay in front of one.

use std::time::Duration;

use domain::message::Sender;
use futures::future::BoxFuture;
use http::header::CONTENT_TYPE;
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
        // The status decides; an answer that breaks off has no name for the message.
        let body = Limited::new(answer.into_body(), LONGEST_ANSWER);
        let body = body.collect().await.map(Collected::to_bytes);
        gateway::read(status, &body.unwrap_or_default())
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

impl Sms for HttpSms {
    fn send<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Sent> {
        Box::pin(async {
            let answer = timeout(self.patience, self.exchange(text)).await;
            answer.unwrap_or_else(|_| Err(gateway::cut_off()))
        })
    }
}
