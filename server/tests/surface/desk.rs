//! Signing in, and what staff do over the HTTP interface.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::code::Role;
use serde_json::json;

use crate::engine::on_both_engines;
use crate::support::{PASSWORD, Surface, With as _, call, complaint};

on_both_engines! {
    the_session_cookie_is_locked_to_this_host,
    a_session_is_known_until_it_is_signed_out,
    a_wrong_password_and_an_unknown_name_look_the_same,
    staff_operations_need_a_session,
    a_command_needs_the_version_that_was_seen,
    a_list_refuses_filters_it_does_not_know,
    a_masked_field_is_shown_only_with_a_reason,
    staff_register_for_somebody_on_the_phone,
    a_filter_that_is_none_of_its_list_is_refused_everywhere,
    a_list_is_narrowed_by_person_and_deadline_and_read_page_by_page,
    a_registration_says_where_the_case_is_and_is_done_once_for_a_key,
}

fn read(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .body(Body::empty())
        .unwrap()
        .by_staff(cookie)
}

async fn the_session_cookie_is_locked_to_this_host() {
    let surface = Surface::open().await;
    surface.sign_in("H1", Role::Handler).await;
    let answer = surface
        .post(
            "/api/v1/session",
            &json!({ "login": "H1", "password": PASSWORD }),
        )
        .await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for flag in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(
            cookie.split("; ").any(|part| part == flag),
            "{flag} is missing: {cookie}"
        );
    }
    assert!(!cookie.contains("Domain"));
}

async fn a_session_is_known_until_it_is_signed_out() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let who = surface.send(read("/api/v1/session", &cookie)).await;
    assert_eq!(who.json()["staff"]["number"], "H1", "{who:?}");
    let out = surface
        .send(call(Method::DELETE, "/api/v1/session", &json!({})).by_staff(&cookie))
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        surface
            .send(read("/api/v1/session", &cookie))
            .await
            .problem(401),
        "sign_in_required"
    );
}

async fn a_wrong_password_and_an_unknown_name_look_the_same() {
    let surface = Surface::open().await;
    surface.sign_in("H1", Role::Handler).await;
    for (login, password) in [("H1", "wrong password"), ("nobody", PASSWORD)] {
        let answer = surface
            .post(
                "/api/v1/session",
                &json!({ "login": login, "password": password }),
            )
            .await;
        assert_eq!(answer.problem(401), "wrong_credentials");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
}

async fn staff_operations_need_a_session() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    for path in [
        "/api/v1/cases".to_owned(),
        format!("/api/v1/cases/{number}"),
    ] {
        assert_eq!(
            surface.get(&path).await.problem(401),
            "sign_in_required",
            "{path}"
        );
    }
    let command = call(
        Method::POST,
        &format!("/api/v1/cases/{number}/commands"),
        &json!({ "command": "accept" }),
    );
    assert_eq!(
        surface
            .send(command.with("if-match", "\"1\""))
            .await
            .problem(401),
        "sign_in_required"
    );
    assert_eq!(
        surface
            .post("/api/v1/desk/cases", &complaint())
            .await
            .problem(401),
        "sign_in_required"
    );
}

async fn a_command_needs_the_version_that_was_seen() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let case = surface
        .send(read(&format!("/api/v1/cases/{number}"), &cookie))
        .await;
    assert_eq!(case.status, StatusCode::OK, "{case:?}");
    let tag = case.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", case.json()["version"]));
    let start = || {
        call(
            Method::POST,
            &format!("/api/v1/cases/{number}/commands"),
            &json!({ "command": "start_review" }),
        )
        .by_staff(&cookie)
    };
    assert_eq!(
        surface.send(start()).await.problem(428),
        "if_match_required"
    );
    assert_eq!(
        surface
            .send(start().with("if-match", "\"99\""))
            .await
            .problem(412),
        "conflict"
    );
    assert_eq!(
        surface
            .send(start().with("if-match", "W/\"1\""))
            .await
            .problem(412),
        "conflict"
    );
    let done = surface.send(start().with("if-match", &tag)).await;
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert_ne!(done.header("etag"), tag);
    let again = surface
        .send(start().with("if-match", done.header("etag")))
        .await;
    assert_eq!(again.problem(409), "not_in_this_state");
}

async fn a_list_refuses_filters_it_does_not_know() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let list = surface
        .send(read("/api/v1/cases?queue=all&type=complaint", &cookie))
        .await;
    assert_eq!(list.status, StatusCode::OK, "{list:?}");
    assert_eq!(list.json()["rows"][0]["number"], number);
    let refused = surface
        .send(read("/api/v1/cases?q=%E5%BC%A0%E4%B8%89", &cookie))
        .await;
    assert_eq!(refused.wrong_fields(), ["q unknown_field"]);
}

async fn a_masked_field_is_shown_only_with_a_reason() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let case = surface
        .send(read(&format!("/api/v1/cases/{number}"), &cookie))
        .await;
    assert!(
        !case.body.contains("14400001234"),
        "the telephone is not masked"
    );
    let reveal = |body| {
        call(
            Method::POST,
            &format!("/api/v1/cases/{number}/reveal"),
            &body,
        )
        .by_staff(&cookie)
    };
    let refused = surface.send(reveal(json!({ "field": "phone" }))).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{refused:?}"
    );
    let shown = surface
        .send(reveal(json!({ "field": "phone", "reason": "回访消费者" })))
        .await;
    assert_eq!(
        shown.json(),
        json!({ "field": "phone", "value": "14400001234" })
    );
}

async fn staff_register_for_somebody_on_the_phone() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("O1", Role::Operator).await;
    let mut filing = complaint();
    filing["channel"] = json!("phone");
    let answer = surface
        .send(call(Method::POST, "/api/v1/desk/cases", &filing).by_staff(&cookie))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

async fn a_filter_that_is_none_of_its_list_is_refused_everywhere() {
    let surface = Surface::open().await;
    surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    for (member, value, wrong) in [
        ("queue", "urgent", "unknown_code"),
        ("type", "grievance", "unknown_code"),
        ("state", "lost", "unknown_code"),
        ("assignee", "H9", "unknown_code"),
        ("assignee", "nobody!", "unknown_code"),
        ("due_before", "tomorrow", "not_a_date"),
        ("due_before", "9999-12-31", "not_a_date"),
        ("cursor", "1", "unknown_code"),
        ("limit", "0", "unknown_code"),
        ("limit", "101", "unknown_code"),
        ("limit", "-1", "unknown_code"),
    ] {
        let list = format!("/api/v1/cases?{member}={value}");
        let refused = surface.send(read(&list, &cookie)).await;
        assert_eq!(refused.problem(422), "invalid", "{list}");
        assert_eq!(refused.wrong_fields(), [format!("{member} {wrong}")]);
        if matches!(member, "cursor" | "limit") {
            continue;
        }
        let body = json!({ "q": "不通电", member: value });
        let search = call(Method::POST, "/api/v1/cases/search", &body).by_staff(&cookie);
        let refused = surface.send(search).await;
        assert_eq!(refused.problem(422), "invalid", "{body}");
        assert_eq!(refused.wrong_fields(), [format!("{member} {wrong}")]);
    }
}

async fn a_list_is_narrowed_by_person_and_deadline_and_read_page_by_page() {
    let surface = Surface::open().await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(surface.file().await.0);
    }
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let listed = async |query: &str| {
        let path = format!("/api/v1/cases?queue=all&{query}");
        let answer = surface.send(read(&path, &cookie)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    };
    let mut found = Vec::new();
    let mut cursor = String::new();
    for _ in 0..3 {
        let page = listed(&format!("limit=1&cursor={cursor}")).await;
        assert_eq!(page["rows"].as_array().unwrap().len(), 1, "{page}");
        found.push(page["rows"][0]["number"].as_str().unwrap().to_owned());
        cursor = page["next"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!(cursor, "");
    // Received at the same instant.
    found.sort_unstable();
    numbers.sort_unstable();
    assert_eq!(found, numbers);
    let rows = async |query: &str| listed(query).await["rows"].as_array().unwrap().len();
    assert_eq!(rows("assignee=H1").await, 0);
    assert_eq!(rows("due_before=2026-11-21").await, 0);
    assert_eq!(rows("due_before=2027-01-01").await, 3);
    assert_eq!(rows("due_before=2026-11-20T04:00:00Z").await, 0);
    let search = json!({ "q": "不通电", "due_before": "2026-11-21" });
    let search = call(Method::POST, "/api/v1/cases/search", &search).by_staff(&cookie);
    let found = surface.send(search).await;
    assert_eq!(found.json()["rows"], json!([]), "{found:?}");
    let search = json!({ "q": "不通电", "limit": 2 });
    let search = call(Method::POST, "/api/v1/cases/search", &search).by_staff(&cookie);
    let found = surface.send(search).await.json();
    assert_eq!(found["rows"].as_array().unwrap().len(), 2, "{found}");
    assert!(found["next"].is_string());
}

async fn a_registration_says_where_the_case_is_and_is_done_once_for_a_key() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("O1", Role::Operator).await;
    let other = surface.sign_in("O2", Role::Operator).await;
    let register = |cookie: &str, facts: &str| {
        let mut filing = complaint();
        filing["channel"] = json!("phone");
        filing["facts"] = json!(facts);
        let request = call(Method::POST, "/api/v1/desk/cases", &filing).by_staff(cookie);
        surface.send(request.with("idempotency-key", "call-17"))
    };
    let facts = "电饭煲使用三天后不通电，商家拒绝退货。";
    let first = register(&cookie, facts).await;
    let number = first.json()["number"].as_str().unwrap().to_owned();
    assert_eq!(first.header("location"), format!("/api/v1/cases/{number}"));
    let again = register(&cookie, facts).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    let changed = register(&cookie, "电饭煲使用四天后不通电，商家拒绝退货。").await;
    assert_eq!(changed.problem(422), "idempotency_key_reused");
    let of_another = register(&other, facts).await;
    assert_ne!(of_another.json()["number"], number);
}
