//! Tables of cases over HTTP: uploads, downloads and who may.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use axum::http::{Method, Request, StatusCode};
use domain::code::Role;
use serde_json::json;

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call};

on_both_engines! {
    a_file_is_looked_at_confirmed_and_found,
    a_bad_file_says_row_column_and_what_to_do,
    nobody_else_takes_files_in_or_out,
    an_export_is_a_masked_download_and_clear_text_takes_a_reason,
}

const HEADINGS: &str = "登记编号,类型,接收方式,企业名称,企业地址,诉求内容,问题类别,事发地,具体问题,初查受理状态,处理机构,处理部门,反馈内容";

/// The cookie and the origin of a browser on this site.
fn browser(method: Method, path: &str, cookie: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header(ORIGIN, "http://localhost")
        .header("sec-fetch-site", "same-origin")
        .header(COOKIE, cookie)
}

async fn upload(surface: &Surface, cookie: &str, content: &[u8]) -> Answer {
    let mut body =
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
            .to_vec();
    body.extend(content);
    body.extend(b"\r\n--b--\r\n");
    let request = browser(Method::POST, "/desk/import/file", cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b");
    surface.send(request.body(Body::from(body)).unwrap()).await
}

async fn post_form(surface: &Surface, cookie: &str, path: &str, form: &str) -> Answer {
    let request = browser(Method::POST, path, cookie)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.body(Body::from(form.to_owned())).unwrap();
    surface.send(request).await
}

async fn page(surface: &Surface, cookie: &str, path: &str) -> Answer {
    let request = browser(Method::GET, path, cookie);
    surface.send(request.body(Body::empty()).unwrap()).await
}

async fn a_file_is_looked_at_confirmed_and_found() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let file =
        format!("{HEADINGS}\nA-1,投诉,电话,示例店,,购买的电饭煲不通电，要求退货。,质量,,,,,,\n");
    let sent = upload(&surface, &cookie, file.as_bytes()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{sent:?}");
    let there = sent.header("location").to_owned();
    assert!(there.starts_with("/desk/import?file="), "{there}");
    let seen = page(&surface, &cookie, &there).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("导入 1 件案件"), "{}", seen.body);
    let id = there.split_once('=').unwrap().1;
    let form = format!("file={id}");
    let done = post_form(&surface, &cookie, "/fn/desk/import-confirm", &form).await;
    assert_eq!(done.header("location"), there);
    let seen = page(&surface, &cookie, &there).await;
    assert!(seen.body.contains("已导入 1 件案件"), "{}", seen.body);
    let found = call(Method::POST, "/api/v1/cases/search", &json!({ "q": "A-1" }));
    let found = surface.send(found.by_staff(&cookie)).await;
    assert_eq!(found.json()["rows"].as_array().unwrap().len(), 1);
}

async fn a_bad_file_says_row_column_and_what_to_do() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let file = format!("{HEADINGS}\nA-1,投述,,,,太短,,,,,,,\n");
    let sent = upload(&surface, &cookie, file.as_bytes()).await;
    let seen = page(&surface, &cookie, sent.header("location")).await;
    let text = seen.body;
    for words in [
        "类型",
        "请写“投诉”“举报”",
        "诉求内容",
        "至少 10 个字",
        "有 2 处需要改正",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("件案件</button>"), "nothing to confirm");
    let nothing = upload(&surface, &cookie, b"").await;
    let back = nothing.header("location").to_owned();
    assert!(back.starts_with("/desk/import?form="), "{back}");
    assert!(page(&surface, &cookie, &back).await.body.contains("错误"));
    let malformed = browser(Method::POST, "/desk/import/file", &cookie)
        .header(CONTENT_TYPE, "text/plain")
        .body(Body::from("x"))
        .unwrap();
    assert_eq!(surface.send(malformed).await.status, StatusCode::SEE_OTHER);
    let large = upload(&surface, &cookie, &vec![b'x'; 6 * 1024 * 1024]).await;
    assert!(large.status == StatusCode::PAYLOAD_TOO_LARGE || large.status == StatusCode::SEE_OTHER);
}

async fn nobody_else_takes_files_in_or_out() {
    let surface = Surface::open().await;
    let sent = upload(&surface, "a=b", b"x").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(sent.header("location").starts_with("/desk/sign-in"));
    let taken = post_form(&surface, "a=b", "/desk/export/file", "format=csv").await;
    assert!(taken.header("location").starts_with("/desk/sign-in"));
    let listed = surface.get("/api/v1/desk/exports/cases.csv").await;
    assert_eq!(listed.status, StatusCode::UNAUTHORIZED);
    let analyst = surface.sign_in("A1", Role::Analyst).await;
    let page_of_analyst = page(&surface, &analyst, "/desk/import").await;
    assert_eq!(page_of_analyst.status, StatusCode::FORBIDDEN);
    let refused = upload(&surface, &analyst, b"x").await;
    assert!(refused.header("location").starts_with("/desk/import?form="));
    let request = Request::get("/api/v1/desk/exports/cases.csv");
    let request = request.body(Body::empty()).unwrap().by_staff(&analyst);
    assert_eq!(surface.send(request).await.status, StatusCode::FORBIDDEN);
}

async fn an_export_is_a_masked_download_and_clear_text_takes_a_reason() {
    let surface = Surface::open().await;
    surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    for format in ["csv", "xlsx"] {
        let path = format!("/api/v1/desk/exports/cases.{format}?type=complaint");
        let request = Request::get(path).body(Body::empty()).unwrap();
        let file = surface.send(request.by_staff(&cookie)).await;
        assert_eq!(file.status, StatusCode::OK, "{file:?}");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert_eq!(file.header("x-case-count"), "1");
        assert_eq!(file.header("x-content-sha256").len(), 64);
    }
    let wrong = [
        "cases.pdf",
        "cases.csv?type=complain",
        "cases.csv?colour=red",
    ];
    let codes = [
        StatusCode::NOT_FOUND,
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    for (file, code) in wrong.into_iter().zip(codes) {
        let request = Request::get(format!("/api/v1/desk/exports/{file}"));
        let request = request.body(Body::empty()).unwrap().by_staff(&cookie);
        assert_eq!(surface.send(request).await.status, code, "{file}");
    }
    let path = "/desk/export/file";
    let none = post_form(
        &surface,
        &cookie,
        path,
        "format=csv&data=clear&reason=&queue=all",
    )
    .await;
    let back = none.header("location").to_owned();
    assert!(back.starts_with("/desk/export?queue=all&form="), "{back}");
    let told = page(&surface, &cookie, &back).await;
    assert!(told.body.contains("错误"), "{}", told.body);
    let clear = "format=csv&data=clear&reason=transfer";
    let file = post_form(&surface, &cookie, path, clear).await;
    assert_eq!(file.status, StatusCode::OK, "{file:?}");
    assert!(file.body.contains(HEADINGS));
    let template = page(&surface, &cookie, "/desk/import/template.csv").await;
    assert!(template.body.contains(HEADINGS));
}
