//! The registration page, the register of businesses and links to a case, as browsers post them.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use domain::code::Role;

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface};

on_both_engines! {
    a_business_is_added_found_by_initials_and_taken_over_into_a_registration,
    an_earlier_case_of_the_same_telephone_is_noticed_and_masked,
    a_link_opens_the_case_on_the_telephone_of_the_person,
    nobody_is_told_anything_without_a_session,
}

/// Posts, follows the redirect and answers address and page.
async fn follow(surface: &Surface, path: &str, cookie: &str, body: &str) -> (String, Answer) {
    let answer = surface.submit(path, cookie, body).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{answer:?}");
    let there = answer.header("location").to_owned();
    let page = surface.open_page(&there, cookie).await;
    (there, page)
}

async fn a_business_is_added_found_by_initials_and_taken_over_into_a_registration() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("O1", Role::Operator).await;
    let business = "name=%E7%A4%BA%E4%BE%8B%E7%99%BE%E8%B4%A7&credit_code=91990100DEM0AA0166";
    let (there, added) = follow(&surface, "/fn/desk/save-business", &cookie, business).await;
    let id = there.strip_prefix("/desk/businesses/").unwrap();
    assert_eq!(added.status, StatusCode::OK);
    assert!(added.body.contains("示例百货"), "{}", added.body);

    let (twice, refused) = follow(&surface, "/fn/desk/save-business", &cookie, business).await;
    assert!(twice.starts_with("/desk/businesses/new?form="), "{twice}");
    assert!(refused.body.contains("已经登记"), "{}", refused.body);

    let (there, found) = follow(&surface, "/fn/desk/find-business", &cookie, "name=slbh").await;
    assert!(
        !there.contains("slbh"),
        "what is looked for is in no address"
    );
    assert!(
        found.body.contains(&format!("/desk/businesses/{id}")),
        "{}",
        found.body
    );

    let typed = "type=complaint&complainant_name=%E6%AC%A7%E9%98%B3&respondent_name=slbh&go=find";
    let (there, found) = follow(&surface, "/fn/desk/register", &cookie, typed).await;
    assert!(there.contains("show=find"), "{there}");
    assert!(found.body.contains(&format!("use:{id}")), "{}", found.body);
    assert!(found.body.contains("欧阳"), "everything typed is kept");

    let draft = there
        .split("draft=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let chosen = format!("draft={draft}&complainant_name=%E6%AC%A7%E9%98%B3&go=use:{id}");
    let (_, taken) = follow(&surface, "/fn/desk/register", &cookie, &chosen).await;
    assert!(taken.body.contains(r#"value="示例百货""#), "{}", taken.body);
    assert!(taken.body.contains("91990100DEM0AA0166"), "{}", taken.body);

    let queue = surface.open_page("/desk", &cookie).await;
    assert!(
        queue.body.contains(&format!("draft={draft}")),
        "{}",
        queue.body
    );
    let (_, queue) = follow(
        &surface,
        "/fn/desk/discard-registration",
        &cookie,
        &format!("draft={draft}"),
    )
    .await;
    assert!(
        !queue.body.contains(&format!("draft={draft}")),
        "{}",
        queue.body
    );
}

async fn an_earlier_case_of_the_same_telephone_is_noticed_and_masked() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let typed = "type=complaint&complainant_phone=14400001234\
        &respondent_name=%E7%A4%BA%E4%BE%8B%E7%99%BE%E8%B4%A7&go=keep";
    let (_, kept) = follow(&surface, "/fn/desk/register", &cookie, typed).await;
    assert!(kept.body.contains("可能重复"), "{}", kept.body);
    assert!(
        kept.body.contains(&format!("/desk/cases/{number}")),
        "{}",
        kept.body
    );
    assert!(kept.body.contains("张*"), "{}", kept.body);
}

async fn a_link_opens_the_case_on_the_telephone_of_the_person() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let body = format!("number={number}");
    let (there, made) = follow(&surface, "/fn/desk/make-case-link", &cookie, &body).await;
    assert!(
        there.starts_with(&format!("/desk/cases/{number}/link?form=")),
        "{there}"
    );
    assert!(made.body.contains("144****1234"), "{}", made.body);
    let (_, rest) = made.body.split_once("wq-number--secret").unwrap();
    let is_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let code = rest.split(|c| !is_code(c)).find(|part| part.len() == 29);
    let receipt = format!("receipt={}", code.unwrap());
    let opened = surface.submit("/fn/track/open", "", &receipt).await;
    assert_eq!(opened.header("location"), "/case", "{opened:?}");
    assert!(opened.header("set-cookie").starts_with("__Host-track="));
}

async fn nobody_is_told_anything_without_a_session() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    for (path, body) in [
        ("registration", String::new()),
        ("look-up", "complainant_phone=14400001234".to_owned()),
        ("keep-registration", "facts=x".to_owned()),
        ("unfinished", String::new()),
        ("businesses", String::new()),
        ("business", "id=new".to_owned()),
        ("case-link", format!("number={number}")),
    ] {
        let request = Request::post(format!("/fn/desk/{path}"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        let answer = surface.send(request).await;
        assert!(answer.body.contains("SignInRequired"), "{path}: {answer:?}");
    }
    for (path, body) in [
        ("save-business", "name=x".to_owned()),
        ("merge-business", "id=x&into=y".to_owned()),
        ("find-business", "name=x".to_owned()),
        ("discard-registration", "draft=x".to_owned()),
        ("make-case-link", format!("number={number}")),
    ] {
        let answer = surface.submit(&format!("/fn/desk/{path}"), "", &body).await;
        assert!(
            answer.header("location").starts_with("/desk/sign-in"),
            "{path}"
        );
    }
}
