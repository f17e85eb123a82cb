//! Two-step sign-in and the lock: what a session opens at each step, and what it does not.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use chrono::{DateTime, Utc};
use domain::code::Role;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use crate::engine::on_both_engines;
use crate::support::{Answer, PASSWORD, Surface, With as _, call};

on_both_engines! {
    a_second_factor_is_set_up_asked_for_and_taken_away,
    a_half_signed_in_session_can_do_nothing,
    wrong_codes_shut_the_account_and_end_the_attempt,
    a_program_signs_in_with_a_code_too,
    an_administrator_resets_a_lost_second_factor,
    a_locked_session_can_do_nothing,
    a_desk_that_nobody_uses_locks_and_keeps_what_was_typed,
    five_wrong_pins_end_the_session,
    other_devices_are_named_and_ended,
}

const PIN: &str = "802417";

/// The time at which every test begins, and minutes and seconds after it.
fn at(seconds: i64) -> String {
    let start: DateTime<Utc> = "2026-11-20T04:00:00Z".parse().unwrap();
    (start + chrono::TimeDelta::seconds(seconds)).to_rfc3339()
}

/// A person's authenticator, from the secret that the page shows.
struct Phone(Totp);

impl Phone {
    fn scan(page: &str) -> Self {
        let (_, rest) = page.split_once("wq-number__value").unwrap();
        let (_, rest) = rest.split_once("<strong>").unwrap();
        let (secret, _) = rest.split_once('<').unwrap();
        let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
        let totp = Builder::new().with_secret(secret).with_step_duration(30);
        Self(totp.build().unwrap())
    }

    fn code(&self, seconds: i64) -> String {
        let now: DateTime<Utc> = at(seconds).parse().unwrap();
        let now = u64::try_from(now.timestamp()).unwrap();
        self.0.generate(now).to_string()
    }
}

fn cookie_of(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    cookie.split(';').next().unwrap().to_owned()
}

/// A page as a browser without scripts opens it.
async fn open(surface: &Surface, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(ACCEPT, "text/html");
    let request = request.body(Body::empty()).unwrap();
    surface.send(request.by_staff(cookie)).await
}

/// Sets a second factor up; answers the authenticator and the recovery codes.
async fn set_up(surface: &Surface, cookie: &str) -> (Phone, Vec<String>) {
    surface.submit("/fn/desk/keys/propose", cookie, "").await;
    let page = open(surface, "/desk/account/second-factor", cookie).await;
    assert!(page.body.contains("<svg"), "{page:?}");
    let phone = Phone::scan(&page.body);
    let body = format!("current_password={PASSWORD}&code={}", phone.code(0));
    let done = surface.submit("/fn/desk/keys/confirm", cookie, &body).await;
    let place = done.header("location").to_owned();
    let page = open(surface, &place, cookie).await;
    let codes = page.body.split("<code>").skip(1);
    let codes: Vec<_> = codes
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10, "{page:?}");
    let again = open(surface, &place, cookie).await;
    assert!(!again.body.contains(&codes[0]), "they are shown once");
    (phone, codes)
}

/// The first step; answers the cookie of a session that waits.
async fn first_step(surface: &Surface, login: &str) -> String {
    let body = format!("login={login}&password={PASSWORD}&back=%2Fdesk%2Fregister");
    let answer = surface.submit("/fn/desk/sign-in", "", &body).await;
    assert_eq!(
        answer.header("location"),
        "/desk/sign-in/code?back=%2Fdesk%2Fregister"
    );
    cookie_of(&answer)
}

async fn second_step(surface: &Surface, cookie: &str, code: &str) -> Answer {
    let body = format!("code={code}&back=%2Fdesk%2Fregister");
    surface.submit("/fn/desk/sign-in-code", cookie, &body).await
}

fn is_in(answer: &Answer) -> bool {
    answer.header("location") == "/desk/register" && answer.headers.contains_key("set-cookie")
}

async fn a_second_factor_is_set_up_asked_for_and_taken_away() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let elsewhere = surface.sign_in_again("H1").await;
    let (phone, codes) = set_up(&surface, &cookie).await;
    let other = open(&surface, "/desk", &elsewhere).await;
    assert_eq!(other.status, StatusCode::FOUND, "other sessions end");

    surface.clock.set(&at(30));
    let waiting = first_step(&surface, "H1").await;
    let used = second_step(&surface, &waiting, &phone.code(0)).await;
    assert!(!is_in(&used), "the code that confirmed it was used");
    let page = open(&surface, used.header("location"), &waiting).await;
    assert!(page.body.contains("不正确，请重新输入"), "{page:?}");
    let answer = second_step(&surface, &waiting, &phone.code(30)).await;
    assert!(is_in(&answer), "{answer:?}");
    let signed_in = cookie_of(&answer);
    assert_eq!(
        open(&surface, "/desk", &signed_in).await.status,
        StatusCode::OK
    );
    let old = open(&surface, "/desk", &waiting).await;
    assert_eq!(old.status, StatusCode::FOUND, "the token is another");

    let waiting = first_step(&surface, "H1").await;
    let replayed = second_step(&surface, &waiting, &phone.code(30)).await;
    assert!(!is_in(&replayed), "a code works once");
    let on_paper = second_step(&surface, &waiting, &codes[3]).await;
    assert!(is_in(&on_paper), "{on_paper:?}");
    let waiting = first_step(&surface, "H1").await;
    let again = second_step(&surface, &waiting, &codes[3]).await;
    assert!(!is_in(&again), "a recovery code works once");

    surface.clock.set(&at(60));
    let page = open(&surface, "/desk/account/second-factor", &signed_in).await;
    assert!(page.body.contains("还有 9 个恢复码"), "{page:?}");
    let end = |body: String| {
        let (surface, signed_in) = (&surface, &signed_in);
        async move {
            surface
                .submit("/fn/desk/keys/change", signed_in, &body)
                .await
        }
    };
    end(format!(
        "current_password=wrong&code={}&action=end",
        phone.code(60)
    ))
    .await;
    end(format!(
        "current_password={PASSWORD}&code=000000&action=end"
    ))
    .await;
    surface
        .post(
            "/api/v1/session",
            &json!({ "login": "H1", "password": PASSWORD }),
        )
        .await
        .problem(401);
    end(format!(
        "current_password={PASSWORD}&code={}&action=end",
        phone.code(60)
    ))
    .await;
    surface.sign_in_again("H1").await;
}

async fn a_half_signed_in_session_can_do_nothing() {
    let surface = Surface::with(|config| config.limits = false).await;
    let cookie = surface.sign_in("A1", Role::Admin).await;
    set_up(&surface, &cookie).await;
    let waiting = first_step(&surface, "A1").await;
    for page in [
        "/desk",
        "/desk/account",
        "/desk/admin",
        "/desk/lock",
        "/desk/export",
    ] {
        let answer = open(&surface, page, &waiting).await;
        let place = answer.header("location");
        assert!(place.starts_with("/desk/sign-in"), "{page}: {answer:?}");
    }
    for path in ["/api/v1/session", "/api/v1/cases?queue=all"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        surface.send(request.by_staff(&waiting)).await.problem(401);
    }
    let before = surface.rows().await;
    for (path, method) in server_fn::axum::server_fn_paths() {
        let is_public = !path.starts_with("/fn/desk/") || path.contains("/desk/sign-");
        if is_public {
            continue;
        }
        let answer = send_function(&surface, method, path, &waiting).await;
        let leads = answer.headers.get("location");
        let is_led =
            leads.is_some_and(|place| place.to_str().unwrap().starts_with("/desk/sign-in"));
        assert!(
            is_led || answer.status.is_client_error(),
            "{path}: {answer:?}"
        );
    }
    let mut after = surface.rows().await;
    after.insert("form".to_owned(), before["form"]);
    assert_eq!(after, before, "nothing was written but refusals to show");
    surface.clock.set(&at(301));
    let late = second_step(&surface, &waiting, "123456").await;
    assert!(
        late.header("location").starts_with("/desk/sign-in?"),
        "{late:?}"
    );
}

async fn send_function(surface: &Surface, method: Method, path: &str, cookie: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "application/json")
        .body(Body::empty())
        .unwrap();
    surface.send(request.by_staff(cookie)).await
}

async fn wrong_codes_shut_the_account_and_end_the_attempt() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let (phone, codes) = set_up(&surface, &cookie).await;
    surface.clock.set(&at(30));
    let waiting = first_step(&surface, "H1").await;
    for nothing in ["", "12345", "no code at all", "%FF%00"] {
        let answer = second_step(&surface, &waiting, nothing).await;
        assert!(!is_in(&answer), "{nothing}");
    }
    for attempt in 1..=4 {
        // The password in between does not begin the count anew.
        let waiting = first_step(&surface, "H1").await;
        let answer = second_step(&surface, &waiting, "000000").await;
        let place = answer.header("location");
        assert!(
            place.starts_with("/desk/sign-in/code?"),
            "{attempt}: {place}"
        );
    }
    let answer = second_step(&surface, &waiting, "2222-2222-2222").await;
    let place = answer.header("location").to_owned();
    assert!(place.starts_with("/desk/sign-in?"), "{place}");
    let page = open(&surface, &place, "").await;
    assert!(page.body.contains("验证码多次输错"), "{page:?}");
    for code in [phone.code(30), codes[0].clone()] {
        assert!(!is_in(&second_step(&surface, &waiting, &code).await));
    }
    let body = format!("login=H1&password={PASSWORD}");
    let shut = surface.submit("/fn/desk/sign-in", "", &body).await;
    assert!(
        !shut.headers.contains_key("set-cookie"),
        "not even the password: {shut:?}"
    );
    surface.clock.set(&at(30 + 15 * 60));
    let waiting = first_step(&surface, "H1").await;
    let code = phone.code(30 + 15 * 60);
    assert!(is_in(&second_step(&surface, &waiting, &code).await));
}

async fn a_program_signs_in_with_a_code_too() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let (phone, _) = set_up(&surface, &cookie).await;
    surface.clock.set(&at(30));
    let sign_in = |code: Option<String>| {
        let mut body = json!({ "login": "H1", "password": PASSWORD });
        if let Some(code) = code {
            body["code"] = json!(code);
        }
        let surface = &surface;
        async move { surface.post("/api/v1/session", &body).await }
    };
    assert_eq!(sign_in(None).await.problem(401), "code_required");
    let wrong = sign_in(Some("000000".to_owned())).await;
    assert_eq!(wrong.problem(401), "wrong_credentials");
    let answer = sign_in(Some(phone.code(30))).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let replayed = sign_in(Some(phone.code(30))).await;
    assert_eq!(replayed.problem(401), "wrong_credentials");
}

async fn an_administrator_resets_a_lost_second_factor() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    set_up(&surface, &cookie).await;
    // What happens at one instant has no order.
    surface.clock.set(&at(1));
    let list = open(&surface, "/desk/admin/accounts", &admin).await;
    let id = list.body.split("/desk/admin/accounts/");
    let ids: Vec<_> = id
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut address = String::new();
    for id in ids {
        let page = open(&surface, &format!("/desk/admin/accounts/{id}"), &admin).await;
        if page.body.contains("reset-second-factor") {
            id.clone_into(&mut address);
        }
    }
    assert!(!address.is_empty(), "{list:?}");
    let reset = |cookie: String, reason: &'static str| {
        let body = format!("id={address}&reason={reason}");
        let surface = &surface;
        async move {
            surface
                .submit("/fn/desk/admin/reset-second-factor", &cookie, &body)
                .await
        }
    };
    let without = reset(admin.clone(), "").await;
    let page = open(&surface, without.header("location"), &admin).await;
    assert!(page.body.contains("f-reason-error"), "{page:?}");
    reset(cookie.clone(), "我自己").await;
    assert_eq!(
        open(&surface, "/desk", &cookie).await.status,
        StatusCode::OK,
        "not by oneself"
    );
    reset(admin.clone(), "手机丢失").await;
    let ended = open(&surface, "/desk", &cookie).await;
    assert_eq!(ended.status, StatusCode::FOUND, "every session ends");
    let cookie = surface.sign_in_again("H1").await;
    let page = open(&surface, "/desk/account", &cookie).await;
    for words in ["您的两步验证已被重置", "工号 A1", "手机丢失"] {
        assert!(page.body.contains(words), "{words}: {page:?}");
    }
    let trail = open(&surface, "/desk/admin/trail", &admin).await;
    assert!(trail.body.contains("重置两步验证"), "{trail:?}");
    set_up_again(&surface, &cookie).await;
}

/// The notice goes when the person has a second factor again.
async fn set_up_again(surface: &Surface, cookie: &str) {
    surface.clock.set(&at(2));
    set_up(surface, cookie).await;
    let page = open(surface, "/desk/account", cookie).await;
    assert!(!page.body.contains("已被重置"), "{page:?}");
}

async fn set_pin(surface: &Surface, cookie: &str) {
    let body = format!("current_password={PASSWORD}&pin={PIN}&repeated_pin={PIN}&action=set");
    let done = surface.submit("/fn/desk/keys/pin", cookie, &body).await;
    let page = open(surface, done.header("location"), cookie).await;
    assert!(page.body.contains("PIN 已设置"), "{page:?}");
}

async fn a_locked_session_can_do_nothing() {
    let surface = Surface::with(|config| config.limits = false).await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let page = open(&surface, "/desk", &cookie).await;
    assert!(
        !page.body.contains("/fn/desk/lock/now"),
        "no button without a PIN"
    );
    surface.submit("/fn/desk/lock/now", &cookie, "").await;
    assert_eq!(
        open(&surface, "/desk", &cookie).await.status,
        StatusCode::OK
    );
    set_pin(&surface, &cookie).await;
    let page = open(&surface, "/desk", &cookie).await;
    assert!(page.body.contains("/fn/desk/lock/now"), "{page:?}");
    let case = format!("/desk/cases/{number}?queue=open");
    let locked = surface
        .submit("/fn/desk/lock/now", &cookie, "back=%2Fdesk")
        .await;
    assert_eq!(locked.header("location"), "/desk/lock");

    let answer = open(&surface, &case, &cookie).await;
    let place = format!("/desk/lock?back=%2Fdesk%2Fcases%2F{number}%3Fqueue%3Dopen");
    assert_eq!(answer.header("location"), place);
    let lock = open(&surface, &place, &cookie).await;
    assert!(lock.body.contains("工号 H1"), "{lock:?}");
    let title = lock.body.split("<title>").nth(1).unwrap();
    assert!(title.starts_with("已锁定 · 工号 H1"), "{title}");
    for hidden in ["电饭煲", "张", "示例人员", "待办"] {
        assert!(!lock.body.contains(hidden), "{hidden}: {lock:?}");
    }
    for path in ["/api/v1/session", "/api/v1/cases?queue=all"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = surface.send(request.by_staff(&cookie)).await;
        assert_eq!(answer.problem(403), "session_locked");
    }
    let before = surface.rows().await;
    for (path, method) in server_fn::axum::server_fn_paths() {
        let is_open = [
            "/fn/desk/lock/page",
            "/fn/desk/lock/open",
            "/fn/desk/sign-out",
        ];
        if !path.starts_with("/fn/desk/") || is_open.contains(&path) {
            continue;
        }
        let answer = send_function(&surface, method, path, &cookie).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}: {answer:?}");
        assert!(
            answer.header("location").starts_with("/desk/lock"),
            "{path}: {answer:?}"
        );
        assert_eq!(answer.body, "\"SignInRequired\"", "{path}");
        assert!(!answer.headers.contains_key("set-cookie"), "{path}");
    }
    let mut after = surface.rows().await;
    after.insert("form".to_owned(), before["form"]);
    assert_eq!(
        after, before,
        "nothing was written but forms to come back to"
    );

    let opened = unlock(&surface, &cookie, PIN).await;
    assert_eq!(opened.header("location"), "/desk/register");
    assert_eq!(open(&surface, &case, &cookie).await.status, StatusCode::OK);
}

async fn unlock(surface: &Surface, cookie: &str, pin: &str) -> Answer {
    let body = format!("pin={pin}&back=%2Fdesk%2Fregister");
    surface.submit("/fn/desk/lock/open", cookie, &body).await
}

async fn a_desk_that_nobody_uses_locks_and_keeps_what_was_typed() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let other = surface.sign_in("H2", Role::Handler).await;
    set_pin(&surface, &cookie).await;
    surface.clock.set(&at(240));
    surface.submit("/fn/desk/lock/used", &cookie, "").await;
    surface.clock.set(&at(530));
    let asked = send_function(&surface, Method::POST, "/fn/desk/lock/idle", &cookie).await;
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    surface.clock.set(&at(540));
    let asked = send_function(&surface, Method::POST, "/fn/desk/lock/idle", &cookie).await;
    assert_eq!(
        asked.status,
        StatusCode::FORBIDDEN,
        "to ask is not to use: {asked:?}"
    );
    assert_eq!(asked.header("location"), "/desk/lock");
    assert_eq!(
        open(&surface, "/desk", &other).await.status,
        StatusCode::OK,
        "no PIN, no lock"
    );

    let typed = format!(
        "number={number}&version=1&command=note&text=%E5%B7%B2%E6%A0%B8%E5%AF%B9%E5%B0%8F%E7%A5%A8"
    );
    let before = surface.events().await;
    let posted = surface.submit("/fn/desk/command", &cookie, &typed).await;
    assert_eq!(surface.events().await, before);
    let place = posted.header("location").to_owned();
    assert!(place.starts_with("/desk/lock?back="), "{place}");
    let (_, back) = place.split_once("back=").unwrap();
    let body = format!("pin={PIN}&back={back}");
    let opened = surface.submit("/fn/desk/lock/open", &cookie, &body).await;
    let page = open(&surface, opened.header("location"), &cookie).await;
    assert!(page.body.contains("已核对小票"), "{page:?}");
    assert!(page.body.contains("屏幕已锁定"), "{page:?}");
}

async fn five_wrong_pins_end_the_session() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    set_pin(&surface, &cookie).await;
    surface.submit("/fn/desk/lock/now", &cookie, "").await;
    for none in ["", "12", "abcdef", "%FF%00"] {
        let answer = unlock(&surface, &cookie, none).await;
        assert!(
            answer.header("location").starts_with("/desk/lock?form="),
            "{none}: {answer:?}"
        );
    }
    for left in (1..=4).rev() {
        let answer = unlock(&surface, &cookie, "100200").await;
        let page = open(&surface, answer.header("location"), &cookie).await;
        assert!(
            page.body.contains(&format!("还可以再试 {left} 次")),
            "{page:?}"
        );
    }
    let answer = unlock(&surface, &cookie, "100200").await;
    let place = answer.header("location").to_owned();
    assert!(place.starts_with("/desk/sign-in?form="), "{place}");
    let page = open(&surface, &place, "").await;
    assert!(page.body.contains("PIN 多次输错"), "{page:?}");
    let right = unlock(&surface, &cookie, PIN).await;
    assert!(
        right.header("location").starts_with("/desk/sign-in"),
        "it is over"
    );
    assert_eq!(
        open(&surface, "/desk", &cookie).await.status,
        StatusCode::FOUND
    );
    let request = call(
        Method::POST,
        "/api/v1/session",
        &json!({ "login": "H1", "password": PASSWORD }),
    );
    assert_eq!(
        surface.send(request).await.status,
        StatusCode::OK,
        "the password still signs in"
    );
}

async fn other_devices_are_named_and_ended() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let agent = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    let body = json!({ "login": "H1", "password": PASSWORD });
    let request = call(Method::POST, "/api/v1/session", &body).with("user-agent", agent);
    let tablet = cookie_of(&surface.send(request).await);
    let page = open(&surface, "/desk/account", &cookie).await;
    assert!(page.body.contains("平板上的 Chrome"), "{page:?}");
    assert!(page.body.contains("这台设备"), "{page:?}");
    surface
        .submit("/fn/desk/account/end-others", &cookie, "")
        .await;
    assert_eq!(
        open(&surface, "/desk", &tablet).await.status,
        StatusCode::FOUND
    );
    assert_eq!(
        open(&surface, "/desk", &cookie).await.status,
        StatusCode::OK
    );
}
