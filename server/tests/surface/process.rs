//! The program itself: its one line, its patience with slow peers, its end.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn weiquan(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weiquan"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("WEIQUAN_")) {
        command.env_remove(name);
    }
    command
        .arg("--data")
        .arg(data)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// A serving process, ended with the test.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn begin(data: &Path) -> Self {
        let mut child = weiquan(data)
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "off"])
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim_end()
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("{line:?}"));
        Self {
            address: address.to_owned(),
            child,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        stream
    }

    fn terminate(&self) {
        assert!(
            Command::new("kill")
                .arg(self.child.id().to_string())
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn rest(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn headers_that_never_end_lose_their_connection_within_ten_seconds() {
    let data = tempfile::tempdir().unwrap();
    let serving = Serving::begin(data.path());
    let began = Instant::now();
    let mut stream = serving.connect();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        .unwrap();
    let mut drip = stream.try_clone().unwrap();
    let dripping = std::thread::spawn(move || {
        // One byte now and then must not keep the connection alive.
        while drip.write_all(b"x").is_ok() && began.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    let mut answer = Vec::new();
    // A reset says the same as an end.
    drop(stream.read_to_end(&mut answer));
    let lasted = began.elapsed();
    assert!(!String::from_utf8_lossy(&answer).contains(" 200 "));
    assert!(
        lasted > Duration::from_secs(8) && lasted < Duration::from_secs(12),
        "{lasted:?}"
    );
    dripping.join().unwrap();
}

#[test]
fn a_request_under_way_is_finished_before_the_end() {
    let data = tempfile::tempdir().unwrap();
    let mut serving = Serving::begin(data.path());
    let body = "locale=en&back=%2Ftrack";
    let (first, last) = body.split_at(5);
    let mut stream = serving.connect();
    write!(
        stream,
        "POST /fn/preferences HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{}",
        body.len(),
        first
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    serving.terminate();
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        TcpStream::connect(&serving.address).is_err(),
        "a new connection was accepted"
    );
    stream.write_all(last.as_bytes()).unwrap();
    let answer = rest(stream);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let ended = serving.child.wait().unwrap();
    assert!(ended.success(), "{ended}");
    assert!(
        !data.path().join("weiquan.db-wal").exists(),
        "the database was not closed"
    );
}

#[test]
fn a_request_that_never_ends_does_not_hold_the_end_for_more_than_ten_seconds() {
    let data = tempfile::tempdir().unwrap();
    let mut serving = Serving::begin(data.path());
    let mut stream = serving.connect();
    stream.write_all(b"POST /fn/preferences HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    serving.terminate();
    assert!(serving.child.wait().unwrap().success());
    assert!(
        began.elapsed() < Duration::from_secs(12),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn healthcheck_ends_with_zero_only_when_the_server_is_well() {
    let data = tempfile::tempdir().unwrap();
    let serving = Serving::begin(data.path());
    let check = |path: &str| {
        let url = format!("http://{}{path}", serving.address);
        weiquan(data.path())
            .args(["healthcheck", &url])
            .output()
            .unwrap()
            .status
            .code()
    };
    assert_eq!(check("/healthz"), Some(0));
    assert_eq!(check("/nothing"), Some(1));
    let nobody = weiquan(data.path())
        .args(["healthcheck", "http://127.0.0.1:1/healthz"])
        .output()
        .unwrap();
    assert_eq!(nobody.status.code(), Some(1));
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_key_file_that_others_can_read_stops_the_start() {
    let data = tempfile::tempdir().unwrap();
    drop(Serving::begin(data.path()));
    let key = data.path().join("keys/master.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = weiquan(data.path())
        .args(["serve", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("master.key") && said(&output).contains("600"),
        "{}",
        said(&output)
    );
}

#[test]
fn an_unknown_setting_stops_the_start_and_is_named() {
    let data = tempfile::tempdir().unwrap();
    let output = weiquan(data.path())
        .arg("migrate")
        .env("WEIQUAN_LISEN", "127.0.0.1:1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("WEIQUAN_LISEN"), "{}", said(&output));
}

#[test]
fn a_demonstration_is_served_beyond_loopback_only_when_allowed() {
    let data = tempfile::tempdir().unwrap();
    let filled = weiquan(data.path())
        .args(["demo", "--cases", "3", "--json"])
        .output()
        .unwrap();
    assert!(filled.status.success(), "{}", said(&filled));
    let accounts = String::from_utf8(filled.stdout).unwrap();
    for line in accounts.lines() {
        let account: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            account["login"].is_string() && account["password"].is_string(),
            "{line}"
        );
    }
    let again = weiquan(data.path())
        .args(["demo", "--cases", "3"])
        .output()
        .unwrap();
    assert!(
        !again.status.success() && said(&again).contains("empty"),
        "{}",
        said(&again)
    );
    let refused = weiquan(data.path())
        .args(["serve", "--listen", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert!(
        said(&refused).contains("--allow-demo"),
        "{}",
        said(&refused)
    );
    drop(Serving::begin(data.path()));
}

#[test]
fn the_first_administrator_is_made_with_a_password_from_standard_input() {
    let data = tempfile::tempdir().unwrap();
    let add = |password: &str| {
        let mut child = weiquan(data.path())
            .args([
                "account", "add", "admin", "--number", "A1", "--name", "示例", "--role", "admin",
            ])
            .args(["--found", "示例县市场监督管理局", "--division", "990100"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    };
    let refused = add("short");
    assert!(
        !refused.status.success() && said(&refused).contains("at least"),
        "{}",
        said(&refused)
    );
    let made = add("correct horse battery");
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(
        String::from_utf8_lossy(&made.stdout),
        "account admin made\n"
    );
    let disabled = weiquan(data.path())
        .args(["account", "disable", "nobody"])
        .output()
        .unwrap();
    assert!(
        said(&disabled).contains("no account nobody"),
        "{}",
        said(&disabled)
    );
}

#[test]
fn one_process_at_a_time_works_on_a_sqlite_database() {
    let data = tempfile::tempdir().unwrap();
    let serving = Serving::begin(data.path());
    let alone = [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["worker"],
        &["migrate"],
        &["demo", "--cases", "3"],
    ];
    for command in alone {
        let second = weiquan(data.path()).args(command).output().unwrap();
        assert_eq!(second.status.code(), Some(1), "{command:?}");
        assert!(
            said(&second).contains("another process") && said(&second).contains("weiquan.db"),
            "{}",
            said(&second)
        );
        assert!(second.stdout.is_empty(), "{command:?}");
    }
    drop(serving);
    drop(Serving::begin(data.path()));
}

#[test]
fn a_worker_without_a_server_works_until_it_is_told_to_stop() {
    let data = tempfile::tempdir().unwrap();
    let mut child = weiquan(data.path())
        .args(["worker", "--log", "off"])
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert_eq!(line, "working on background jobs\n");
    let mut working = Serving {
        address: String::new(),
        child,
    };
    working.terminate();
    assert!(working.child.wait().unwrap().success());
    assert!(
        !data.path().join("weiquan.db-wal").exists(),
        "the database was not closed"
    );
}

/// What a command printed, after it succeeded.
fn printed(data: &Path, arguments: &[&str]) -> String {
    let output = weiquan(data).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_program_gets_a_token_beside_a_running_server_and_loses_it() {
    let data = tempfile::tempdir().unwrap();
    let serving = Serving::begin(data.path());
    let made = printed(
        data.path(),
        &[
            "account",
            "add",
            "hotline",
            "--machine",
            "--number",
            "M1",
            "--name",
            "热线",
            "--role",
            "operator",
            "--found",
            "示例县市场监督管理局",
            "--division",
            "990100",
        ],
    );
    assert_eq!(made, "account hotline made\n");
    let issued = printed(
        data.path(),
        &[
            "account",
            "token",
            "issue",
            "hotline",
            "--name",
            "热线系统",
            "--scope",
            "cases:read",
        ],
    );
    let token = issued.trim();
    let prefix: String = token.chars().take(11).collect();
    let status = || {
        let mut stream = serving.connect();
        write!(
            stream,
            "GET /api/v1/session HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
             Connection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    };
    assert_eq!(status(), "200");
    let listed = printed(data.path(), &["account", "token", "list"]);
    assert!(
        listed.contains(&prefix) && !listed.contains(token),
        "{listed}"
    );
    assert!(listed.contains("cases:read until"), "{listed}");
    printed(data.path(), &["account", "token", "revoke", &prefix]);
    assert_eq!(status(), "401");
    let unknown = weiquan(data.path())
        .args(["account", "token", "issue", "nobody", "--name", "x"])
        .args(["--scope", "cases:read"])
        .output()
        .unwrap();
    assert!(said(&unknown).contains("--machine"), "{}", said(&unknown));
}
