//! E-mail and what the answers of a mail server lead to.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use server::delivery::{Secret, Smtp, SmtpSettings};
use service::ports::{Mail, Mailer as _, NotSent, Sent};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What a server says to some line, where it is not content; `None` for nothing at all.
type Says = (&'static str, Option<&'static str>);

/// A server that takes what it gets and answers one line in its own way.
async fn server(says: Says) -> (String, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = Arc::new(Mutex::new(String::new()));
    let ear = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, says, Arc::clone(&ear)));
        }
    });
    (url, heard)
}

async fn converse(stream: TcpStream, (to, special): Says, heard: Arc<Mutex<String>>) {
    let mut stream = BufReader::new(stream);
    let mut line = "CONNECT".to_owned();
    let mut is_content = false;
    loop {
        let usual = match line.split_whitespace().next().unwrap_or_default() {
            "CONNECT" => "220 here",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        let is_end = line == ".\r\n";
        if !is_content || is_end {
            is_content = line.starts_with("DATA");
            let answer = if line.starts_with(to) {
                special
            } else {
                Some(usual)
            };
            let Some(answer) = answer else {
                return tokio::time::sleep(Duration::from_secs(5)).await;
            };
            let answer = format!("{answer}\r\n");
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
        line.clear();
        match stream.read_line(&mut line).await {
            Ok(1..) => heard.lock().unwrap().push_str(&line),
            _ => return,
        }
    }
}

fn way(url: &str) -> Smtp {
    let from = "维权通 <notice@example.gov.cn>".parse().unwrap();
    let settings = SmtpSettings::new(Secret::new(url.to_owned()), from).unwrap();
    Smtp::new(&settings)
        .unwrap()
        .with_patience(Duration::from_millis(500))
}

fn mail(to: &str) -> Mail {
    Mail {
        to: to.to_owned(),
        subject: "已登记".to_owned(),
        text: "您的投诉已登记。\n.\nRCPT TO:<other@example.cn>".to_owned(),
        key: "filed:7".to_owned(),
    }
}

async fn after(says: Says) -> Sent {
    let (url, _) = server(says).await;
    way(&url).send(&mail("wang@example.cn")).await
}

#[tokio::test]
async fn a_mail_is_taken_with_its_addressee_and_a_name_of_its_own() {
    let (url, heard) = server(("nothing", None)).await;
    let way = way(&url);
    for _ in 0..2 {
        let sent = way.send(&mail("wang@example.cn")).await;
        assert_eq!(sent, Ok(Some("SMTP 250".to_owned())));
    }
    let heard = heard.lock().unwrap().clone();
    assert!(
        heard.contains("MAIL FROM:<notice@example.gov.cn>"),
        "{heard}"
    );
    assert_eq!(heard.matches("RCPT TO:<wang@example.cn>").count(), 2);
    assert!(!heard.contains("RCPT TO:<other@example.cn>"), "{heard}");
    assert!(
        heard.contains("Content-Type: text/plain; charset=utf-8"),
        "{heard}"
    );
    let names: Vec<&str> = heard
        .lines()
        .filter(|line| line.starts_with("Message-ID: "))
        .collect();
    assert_eq!(names.len(), 2);
    assert_eq!(names[0], names[1], "the name is the same for every attempt");
}

#[tokio::test]
async fn an_answer_says_whether_to_try_again() {
    let later = |code: &str| Err(NotSent::Later(code.to_owned()));
    let never = |code: &str| Err(NotSent::Never(code.to_owned()));
    assert_eq!(
        after(("CONNECT", Some("421 busy"))).await,
        later("SMTP 421")
    );
    assert_eq!(
        after(("RCPT", Some("451 grey wang@example.cn"))).await,
        later("SMTP 451")
    );
    assert_eq!(
        after(("MAIL", Some("530 who are you"))).await,
        later("SMTP 530")
    );
    assert_eq!(
        after(("RCPT", Some("550 no wang@example.cn"))).await,
        never("SMTP 550")
    );
    assert_eq!(after((".\r\n", Some("554 spam"))).await, never("SMTP 554"));
}

#[tokio::test]
async fn a_server_that_is_silent_before_the_mail_is_asked_again_one_after_it_is_not() {
    let later = Err(NotSent::Later("no connection".to_owned()));
    assert_eq!(after(("CONNECT", None)).await, later);
    let unknown = Err(NotSent::Unknown("no answer".to_owned()));
    assert_eq!(after((".\r\n", None)).await, unknown);
    let nobody = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("smtp://{}", listener.local_addr().unwrap())
    };
    assert_eq!(way(&nobody).send(&mail("wang@example.cn")).await, later);
}

#[tokio::test]
async fn what_is_no_address_is_refused_and_a_required_encryption_is_not_left_out() {
    let (url, heard) = server(("nothing", None)).await;
    let sent = way(&url)
        .send(&mail("wang@example.cn>\r\nRCPT TO:<x@y.cn"))
        .await;
    assert_eq!(sent, Err(NotSent::Never("address".to_owned())));
    let sent = way(&format!("{url}?tls=required"))
        .send(&mail("wang@example.cn"))
        .await;
    assert_eq!(sent, Err(NotSent::Later("no connection".to_owned())));
    assert!(!heard.lock().unwrap().contains("MAIL"));
}
