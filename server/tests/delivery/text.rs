//! Text messages and what the answers of a gateway lead to.

use std::time::Duration;

use domain::message::{Sender, Template, Variables};
use serde_json::{Value, json};
use server::delivery::{HttpSms, SmsSettings, header, target};
use service::ports::{NotSent, Sent, Sms as _, Text};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const PHONE: &str = "14400001234";

/// A gateway that takes one request, keeps it and gives the answer; silent without one.
async fn gateway(answer: Option<&'static str>) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/send", listener.local_addr().unwrap());
    let request = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !String::from_utf8_lossy(&request).ends_with('}') {
            let read = stream.read(&mut buffer).await.unwrap();
            assert!(read > 0, "the request broke off");
            request.extend_from_slice(&buffer[..read]);
        }
        match answer {
            Some(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
            None => tokio::time::sleep(Duration::from_secs(5)).await,
        }
        String::from_utf8(request).unwrap()
    });
    (url, request)
}

fn way(url: &str, body: Option<&str>) -> HttpSms {
    let settings = SmsSettings {
        url: target(url).unwrap(),
        header: header("Authorization: Bearer hush"),
        body: body.map(|body| body.parse().unwrap()),
    };
    let sender = Sender::new("维权通", "315.example.cn").unwrap();
    HttpSms::new(settings, sender)
        .unwrap()
        .with_patience(Duration::from_millis(500))
}

fn text(number: &str) -> Text {
    Text {
        template: Template::Filed,
        phone: PHONE.to_owned(),
        variables: Variables {
            number: number.to_owned(),
            link: "315.example.cn/track".to_owned(),
            code: None,
        },
        key: "filed:7".to_owned(),
    }
}

fn body(request: &str) -> Value {
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

/// What comes of an answer with this status line.
async fn after(answer: &'static str) -> Sent {
    let (url, request) = gateway(Some(answer)).await;
    let sent = way(&url, None).send(&text("1")).await;
    request.await.unwrap();
    sent
}

#[tokio::test]
async fn a_message_is_posted_with_its_credential_and_has_a_name() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"id\":\"a-1\"}";
    let (url, request) = gateway(Some(answer)).await;
    let sent = way(&url, None).send(&text("1")).await;
    assert_eq!(sent, Ok(Some("a-1".to_owned())));
    let request = request.await.unwrap();
    assert!(request.starts_with("POST /send HTTP/1.1\r\n"), "{request}");
    assert!(
        request.contains("authorization: Bearer hush\r\n"),
        "{request}"
    );
    assert!(
        request.contains("content-type: application/json"),
        "{request}"
    );
    assert_eq!(body(&request)["phone"], PHONE);
}

#[tokio::test]
async fn the_carriers_own_body_is_filled_and_nothing_breaks_out_of_it() {
    let number = "1\"}\n\\{to}";
    let (url, request) = gateway(Some("HTTP/1.1 204 No Content\r\n\r\n")).await;
    let template =
        r#"{"list":[{"mobile":"+86{to}","content":"{text}"}],"number":"{number}","v":1}"#;
    let sent = way(&url, Some(template)).send(&text(number)).await;
    assert_eq!(sent, Ok(Some("HTTP 204".to_owned())));
    let body = body(&request.await.unwrap());
    assert_eq!(body["number"], number);
    assert_eq!(body["v"], json!(1));
    assert_eq!(body["list"][0]["mobile"], format!("+86{PHONE}"));
    let content = body["list"][0]["content"].as_str().unwrap();
    assert!(
        content.contains("【维权通】") && content.contains(number),
        "{content}"
    );
}

#[tokio::test]
async fn an_answer_says_whether_to_try_again() {
    let later = |code: &str| Err(NotSent::Later(code.to_owned()));
    let busy = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n";
    let wait = NotSent::NotBefore("HTTP 429".to_owned(), Duration::from_secs(5));
    assert_eq!(after(busy).await, Err(wait));
    let closed = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(after(closed).await, later("HTTP 503"));
    let broken = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(
        after(broken).await,
        Err(NotSent::Unknown("HTTP 500".to_owned()))
    );
    let refused = "HTTP/1.1 400 Bad Request\r\nContent-Length: 11\r\n\r\n14400001234";
    assert_eq!(
        after(refused).await,
        Err(NotSent::Never("HTTP 400".to_owned()))
    );
    let elsewhere =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(
        after(elsewhere).await,
        Err(NotSent::Never("HTTP 302".to_owned()))
    );
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_asked_again_a_silent_one_is_not() {
    let nobody = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let sent = way(&nobody, None).send(&text("1")).await;
    assert_eq!(sent, Err(NotSent::Later("no connection".to_owned())));

    let (url, silent) = gateway(None).await;
    let sent = way(&url, None).send(&text("1")).await;
    assert_eq!(sent, Err(NotSent::Unknown("no answer".to_owned())));
    silent.abort();
}
