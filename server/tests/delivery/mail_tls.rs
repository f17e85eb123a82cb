//! E-mail over TLS with signing in, against a server whose certificate is made for the test.
//!
//! Whom to trust is read from the environment of a process, so what shall trust that certificate
//! sends its mail from a process of its own: this test program, run again.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use data_encoding::BASE64;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use server::delivery::{Secret, Smtp, SmtpSettings};
use service::ports::{Mail, Mailer as _};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// Name of the test that is run again, and of what it is told by.
const SENDER: &str = "mail_tls::nothing_goes_to_who_is_not_trusted";
const URL: &str = "WEIQUAN_TEST_MAIL_URL";

/// How the encryption begins.
#[derive(Clone, Copy)]
enum Begin {
    /// With the connection.
    AtOnce,
    /// With STARTTLS.
    OnRequest,
}

/// A mail server of one name, with what it heard in clear and what it heard encrypted.
struct Server {
    port: u16,
    certificate: String,
    clear: Arc<Mutex<String>>,
    encrypted: Arc<Mutex<String>>,
}

async fn server(begin: Begin, name: &str) -> Server {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Server {
        port: listener.local_addr().unwrap().port(),
        certificate: cert.pem(),
        clear: Arc::default(),
        encrypted: Arc::default(),
    };
    let (clear, encrypted) = (Arc::clone(&server.clear), Arc::clone(&server.encrypted));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (clear, encrypted) = (Arc::clone(&clear), Arc::clone(&encrypted));
            tokio::spawn(serve(begin, acceptor.clone(), stream, clear, encrypted));
        }
    });
    server
}

async fn serve(
    begin: Begin,
    acceptor: TlsAcceptor,
    stream: TcpStream,
    clear: Arc<Mutex<String>>,
    encrypted: Arc<Mutex<String>>,
) {
    let stream = match begin {
        Begin::AtOnce => Some(stream),
        Begin::OnRequest => until_encryption(stream, &clear).await,
    };
    let Some(stream) = stream else { return };
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    if matches!(begin, Begin::AtOnce) && stream.write_all(b"220 here\r\n").await.is_err() {
        return;
    }
    converse(stream, &encrypted).await;
}

/// What is said in clear before STARTTLS; the stream when it was asked for.
async fn until_encryption(mut stream: TcpStream, clear: &Mutex<String>) -> Option<TcpStream> {
    stream.write_all(b"220 here\r\n").await.ok()?;
    let mut lines = BufReader::new(&mut stream);
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        clear.lock().unwrap().push_str(&line);
        if line.starts_with("STARTTLS") {
            lines.write_all(b"220 go on\r\n").await.ok()?;
            return Some(stream);
        }
        let answer: &[u8] = match line.split_whitespace().next() {
            Some("EHLO") => b"250-here\r\n250 STARTTLS\r\n",
            Some("QUIT") => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        lines.write_all(answer).await.ok()?;
    }
}

/// Takes a mail from whoever signs in as `office` with the word `hush`.
async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, heard: &Mutex<String>) {
    let right = format!("AUTH PLAIN {}", BASE64.encode(b"\0office\0hush"));
    let mut stream = BufReader::new(stream);
    let (mut signed_in, mut content) = (false, false);
    let mut line = String::new();
    while matches!(stream.read_line(&mut line).await, Ok(1..)) {
        heard.lock().unwrap().push_str(&line);
        let is_end = line == ".\r\n";
        if !content || is_end {
            content = false;
            let answer = match line.split_whitespace().next().unwrap_or_default() {
                "EHLO" => "250-here\r\n250 AUTH PLAIN LOGIN",
                "AUTH" if line.trim() == right => {
                    signed_in = true;
                    "235 welcome"
                }
                "AUTH" => "535 no",
                "MAIL" if !signed_in => "530 who are you",
                "DATA" => {
                    content = true;
                    "354 go on"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            let answer = format!("{answer}\r\n");
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
        line.clear();
    }
}

async fn send(url: String) -> String {
    let from = "维权通 <notice@example.gov.cn>".parse().unwrap();
    let settings = SmtpSettings::new(Secret::new(url), from).unwrap();
    let mail = Mail {
        to: "wang@example.cn".to_owned(),
        subject: "已登记".to_owned(),
        text: "您的投诉已登记。".to_owned(),
        key: "filed:7".to_owned(),
    };
    let sent = Smtp::new(&settings).unwrap().send(&mail).await;
    match sent {
        Ok(name) => name.unwrap_or_default(),
        Err(error) => error.to_string(),
    }
}

fn url(begin: Begin, password: &str, port: u16) -> String {
    match begin {
        Begin::AtOnce => format!("smtps://office:{password}@localhost:{port}"),
        Begin::OnRequest => format!("smtp://office:{password}@localhost:{port}?tls=required"),
    }
}

/// What came of a mail from a process that trusts the server's certificate.
async fn sent_by_who_trusts(server: &Server, url: String) -> String {
    let directory = tempfile::tempdir().unwrap();
    let trusted = directory.path().join("trusted.pem");
    std::fs::write(&trusted, &server.certificate).unwrap();
    let output = tokio::task::spawn_blocking(move || run_again(&trusted, &url));
    let output = output.await.unwrap();
    let (_, after) = output.split_once("outcome: ").unwrap_or_else(|| {
        panic!("{output}");
    });
    after.lines().next().unwrap().to_owned()
}

fn run_again(trusted: &Path, url: &str) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([SENDER, "--exact", "--nocapture"]);
    command.env("SSL_CERT_FILE", trusted).env(URL, url);
    let output = command.output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn a_mail_goes_encrypted_to_who_is_trusted_after_signing_in() {
    for begin in [Begin::AtOnce, Begin::OnRequest] {
        let server = server(begin, "localhost").await;
        let url = url(begin, "hush", server.port);
        assert_eq!(sent_by_who_trusts(&server, url).await, "SMTP 250");
        let heard = server.encrypted.lock().unwrap().clone();
        assert!(heard.contains("RCPT TO:<wang@example.cn>"), "{heard}");
        let clear = server.clear.lock().unwrap().clone();
        for secret in ["AUTH", "MAIL", "wang"] {
            assert!(!clear.contains(secret), "{clear}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_is_named_and_mended_in_the_settings() {
    for begin in [Begin::AtOnce, Begin::OnRequest] {
        let server = server(begin, "localhost").await;
        let url = url(begin, "guess", server.port);
        let outcome = sent_by_who_trusts(&server, url).await;
        assert_eq!(outcome, "not sent: SMTP 535");
        assert!(!server.encrypted.lock().unwrap().contains("MAIL"));
    }
}

#[tokio::test]
async fn nothing_goes_to_who_is_not_trusted() {
    if let Some(url) = told() {
        return println!("outcome: {}", send(url).await);
    }
    for begin in [Begin::AtOnce, Begin::OnRequest] {
        let stranger = server(begin, "localhost").await;
        let outcome = send(url(begin, "hush", stranger.port)).await;
        assert_eq!(outcome, "not sent: no connection");
        assert_nothing_said(&stranger);
    }
}

#[tokio::test]
async fn nothing_goes_to_who_has_another_name() {
    for begin in [Begin::AtOnce, Begin::OnRequest] {
        let elsewhere = server(begin, "mail.example.gov.cn").await;
        let address = url(begin, "hush", elsewhere.port);
        let outcome = sent_by_who_trusts(&elsewhere, address).await;
        assert_eq!(outcome, "not sent: no connection");
        assert_nothing_said(&elsewhere);
    }
}

/// Where this process shall send its mail, when it is the one that is run again.
#[expect(clippy::disallowed_methods, reason = "told by the test that runs it")]
fn told() -> Option<String> {
    std::env::var(URL).ok()
}

fn assert_nothing_said(server: &Server) {
    assert_eq!(*server.encrypted.lock().unwrap(), "");
    let clear = server.clear.lock().unwrap().clone();
    assert!(
        !clear.contains("AUTH") && !clear.contains("MAIL"),
        "{clear}"
    );
}
