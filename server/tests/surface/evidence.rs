//! Files over HTTP: forms of pages, the interface for programs, downloads, and hostile files.

mod own_data;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use domain::actor::StaffNumber;
use domain::code::{OrganisationKind, Role};
use server::files::answer::POLICY;
use service::accounts::{self, NewAccount, NewOrganisation};

use crate::engine::on_both_engines;
use crate::support::{Answer, PASSWORD, Surface, With as _, call};

on_both_engines! {
    a_program_adds_lists_and_gets_evidence,
    what_is_given_out_can_do_nothing,
    a_file_opens_for_nobody_else,
    hostile_files_are_refused_or_harmless,
    what_is_no_form_is_refused,
    files_of_a_filing_are_shown_back_and_taken_out,
    a_script_that_sends_one_file_is_told_of_it,
    a_form_with_files_without_a_draft_or_a_visit_leads_to_the_beginning,
    the_person_and_staff_add_to_a_case_on_their_pages,
}

const BOUNDARY: &str = "----weiquan-test";

/// The smallest picture: one grey point.
const PIXEL: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\xc8\0\0\0\x6a\0\x69\x39\x46\x4a\x8a\0\0\0\0IEND\xae\x42\x60\x82";

enum Part<'a> {
    Text(&'a str, &'a str),
    File(&'a str, &'a [u8]),
}
use Part::{File, Text};

/// A form with files, as a browser sends it.
fn form(path: &str, parts: &[Part<'_>]) -> Request<Body> {
    let mut body = Vec::new();
    for part in parts {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; ").bytes());
        let (head, bytes) = match part {
            Text(name, text) => (format!("name=\"{name}\"\r\n\r\n"), text.as_bytes()),
            File(name, bytes) => {
                let name = name.replace('"', "%22");
                let head = format!(
                    "name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
                );
                (head, *bytes)
            }
        };
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    let request = Request::post(path)
        .header(
            CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header("sec-fetch-site", "same-origin");
    request.body(Body::from(body)).unwrap()
}

fn recording(n: u8) -> Vec<u8> {
    let mut bytes = b"#!AMR\n".to_vec();
    bytes.resize(3_000, n);
    bytes
}

async fn add(surface: &Surface, receipt: &str, parts: &[Part<'_>]) -> Answer {
    let request = form("/api/v1/case/evidence", parts);
    surface
        .send(request.with("authorization", &format!("Receipt {receipt}")))
        .await
}

async fn get(surface: &Surface, path: &str, receipt: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    surface
        .send(request.with("authorization", &format!("Receipt {receipt}")))
        .await
}

/// A filed case with one recording and one picture; number, receipt and both identifiers.
async fn case(surface: &Surface) -> (String, String, [String; 2]) {
    let (number, receipt) = surface.file().await;
    let voice = recording(1);
    let parts = [
        Text("note", "通话录音和照片"),
        File("录音.AMR", &voice),
        File("照片.png", PIXEL),
    ];
    let answer = add(surface, &receipt, &parts).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let added = answer.json();
    let ids = [0, 1].map(|place| added["added"][place]["id"].as_str().unwrap().to_owned());
    (number, receipt, ids)
}

async fn track_cookie(surface: &Surface, receipt: &str) -> String {
    let request = Request::post("/fn/track/open")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("receipt={receipt}")))
        .unwrap();
    let opened = surface.send(request).await;
    let cookie = opened.header("set-cookie").split(';').next().unwrap();
    cookie.to_owned()
}

/// Begins a filing on the pages and answers the cookie of its draft.
async fn draft_cookie(surface: &Surface) -> String {
    let mut cookie = String::new();
    for (page, body) in [
        ("kind", "case_type=report&go=next"),
        ("business", "respondent_name=a&go=next"),
        ("story", "facts=b&go=next"),
    ] {
        let request = Request::post(format!("/fn/draft/{page}"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("accept", "text/html")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &cookie)
            .body(Body::from(body))
            .unwrap();
        let saved = surface.send(request).await;
        cookie = saved
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
    }
    cookie
}

async fn page(surface: &Surface, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    surface.send(request.with("cookie", cookie)).await
}

async fn a_program_adds_lists_and_gets_evidence() {
    let surface = Surface::open().await;
    let (_, receipt, [voice, photo]) = case(&surface).await;
    let listed = get(&surface, "/api/v1/case/evidence", &receipt)
        .await
        .json();
    assert_eq!(listed["files"][0]["id"], voice);
    assert_eq!(listed["files"][0]["name"], "录音.amr");
    assert_eq!(listed["files"][0]["note"], "通话录音和照片");
    assert_eq!(listed["files"][0]["by"], "complainant");
    assert_eq!(listed["files"][0]["size"], 3_000);
    assert_eq!(listed["can_add"], true);
    let got = get(
        &surface,
        &format!("/api/v1/case/evidence/{photo}"),
        &receipt,
    )
    .await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(got.header("content-type"), "image/png");
    let bytes = recording(1);
    let again = add(&surface, &receipt, &[File("又一次", &bytes)]).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.json()["known"][0]["id"], voice);
}

async fn what_is_given_out_can_do_nothing() {
    let surface = Surface::open().await;
    let (number, receipt, [voice, photo]) = case(&surface).await;
    let track = track_cookie(&surface, &receipt).await;
    let staff = surface.sign_in("H1", Role::Handler).await;
    let desk = format!("/desk/cases/{number}/evidence");
    for (path, cookie) in [
        (format!("/case/evidence/{voice}"), &track),
        (format!("/case/evidence/{photo}"), &track),
        (format!("/case/evidence/{photo}/picture"), &track),
        (format!("{desk}/{voice}"), &staff),
        (format!("{desk}/{photo}/picture"), &staff),
    ] {
        let answer = page(&surface, &path, cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {answer:?}");
        assert_eq!(answer.header("content-security-policy"), POLICY);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store, private");
        let disposition = answer.header("content-disposition");
        if path.ends_with("picture") {
            assert_eq!(disposition, "inline");
            assert_eq!(answer.header("content-type"), "image/png");
        } else {
            assert!(disposition.starts_with("attachment; filename=\"evidence."));
            assert!(disposition.contains("filename*=UTF-8''%E"), "{disposition}");
        }
    }
    // Only pictures are shown in a page.
    let shown = page(&surface, &format!("/case/evidence/{voice}/picture"), &track).await;
    assert_eq!(shown.status, StatusCode::NOT_FOUND);
}

/// An account of a station that has nothing to do with the case.
async fn stranger(surface: &Surface) -> String {
    let station = NewOrganisation {
        division: "990100".to_owned(),
        code: "21".to_owned(),
        name_zh: "示例商场消费维权服务站".to_owned(),
        name_en: "Service station of Shili Mall".to_owned(),
        kind: OrganisationKind::Station,
        parent: Some("01".to_owned()),
        phone: "12315".to_owned(),
        address: "示例市示例县中心街 3 号".to_owned(),
        document_sign: None,
    };
    let services = &surface.app.services;
    accounts::add_organisation(services, station).await.unwrap();
    let account = NewAccount {
        login: "S1".to_owned(),
        number: StaffNumber::parse("S1").unwrap(),
        name: "示例人员".to_owned(),
        organisation: "21".to_owned(),
        roles: vec![Role::Liaison],
        password: PASSWORD.to_owned(),
    };
    accounts::add(services, account).await.unwrap();
    let body = serde_json::json!({ "login": "S1", "password": PASSWORD });
    let answer = surface
        .send(call(Method::POST, "/api/v1/session", &body))
        .await;
    answer
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

async fn a_file_opens_for_nobody_else() {
    let surface = Surface::open().await;
    let (number, receipt, [voice, _]) = case(&surface).await;
    let (_, other_receipt) = surface.file().await;
    let track = track_cookie(&surface, &receipt).await;
    let other = track_cookie(&surface, &other_receipt).await;
    let stranger = stranger(&surface).await;
    let analyst = surface.sign_in("A1", Role::Analyst).await;
    let own = format!("/case/evidence/{voice}");
    let desk = format!("/desk/cases/{number}/evidence/{voice}");
    for (path, cookie, status) in [
        (own.as_str(), "", StatusCode::GONE),
        (&own, "__Host-track=forged", StatusCode::GONE),
        (&own, &other, StatusCode::NOT_FOUND),
        (
            "/case/evidence/..%2f..%2fkeys%2fmaster.key",
            &track,
            StatusCode::NOT_FOUND,
        ),
        (
            "/case/evidence/00000000-0000-0000-0000-000000000000",
            &track,
            StatusCode::NOT_FOUND,
        ),
        (&desk, "", StatusCode::UNAUTHORIZED),
        (&desk, &track, StatusCode::UNAUTHORIZED),
        (&desk, &stranger, StatusCode::NOT_FOUND),
    ] {
        let answer = page(&surface, path, cookie).await;
        assert_eq!(answer.status, status, "{path} {cookie}: {answer:?}");
        assert!(!answer.body.contains("AMR"));
    }
    let looked = page(&surface, &desk, &analyst).await;
    assert!(looked.status.is_client_error(), "{looked:?}");
    let api = format!("/api/v1/case/evidence/{voice}");
    assert_eq!(
        get(&surface, &api, &other_receipt).await.problem(404),
        "not_found"
    );
    assert_eq!(surface.get(&api).await.problem(401), "receipt_required");
    // Nor does anybody else add to the case.
    let bytes = recording(2);
    let upload = format!("/fn/desk/evidence/{number}");
    let file = [File("a.amr", bytes.as_slice())];
    for (cookie, status) in [("", 401), (stranger.as_str(), 404)] {
        let posted = surface
            .send(form(&upload, &file).with("cookie", cookie))
            .await;
        assert_eq!(posted.status.as_u16(), status);
    }
    let posted = surface
        .send(form(&upload, &file).with("cookie", &analyst))
        .await;
    assert_ne!(posted.status, StatusCode::OK);
    let listed = get(&surface, "/api/v1/case/evidence", &receipt)
        .await
        .json();
    assert_eq!(listed["files"].as_array().unwrap().len(), 2);
}

async fn hostile_files_are_refused_or_harmless() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let mut bomb = PIXEL.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let mut huge = recording(1);
    huge.resize(10 * 1024 * 1024 + 1, 0);
    for (name, bytes, code) in [
        ("a.png", b"".as_slice(), "file_empty"),
        (
            "a.png",
            b"<html><script>alert(1)</script></html>",
            "file_kind",
        ),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "file_kind",
        ),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "file_heic"),
        ("a.docx", b"PK\x03\x04word", "file_kind"),
        ("a.exe", b"MZ\x90\0", "file_kind"),
        ("a.png", &PIXEL[..40], "file_unreadable"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "file_unreadable"),
        ("a.amr", &huge, "file_too_large"),
    ] {
        let refused = add(&surface, &receipt, &[File(name, bytes)]).await;
        assert_eq!(refused.problem(422), "invalid", "{name}");
        assert_eq!(refused.wrong_fields(), [format!("file {code}")], "{name}");
    }
    // A wrong checksum or too many points, either way it is not unpacked.
    let refused = add(&surface, &receipt, &[File("bomb.png", &bomb)]).await;
    assert_eq!(refused.problem(422), "invalid");
    // A picture that is also a page: the copy is only a picture, and its name cannot lead anywhere.
    let polyglot = [PIXEL, b"<script>alert(1)</script>"].concat();
    let name = "../../x\\小票.html";
    let kept = add(&surface, &receipt, &[File(name, &polyglot)])
        .await
        .json();
    assert_eq!(kept["added"][0]["name"], "小票.png");
    let id = kept["added"][0]["id"].as_str().unwrap();
    let got = get(&surface, &format!("/api/v1/case/evidence/{id}"), &receipt).await;
    assert_eq!(got.header("content-type"), "image/png");
    assert!(!got.body.contains("<script>"));
    let listed = get(&surface, "/api/v1/case/evidence", &receipt)
        .await
        .json();
    assert_eq!(listed["files"].as_array().unwrap().len(), 1);
}

async fn what_is_no_form_is_refused() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let auth = format!("Receipt {receipt}");
    let post = |kind: &str, body: &'static str| {
        let request = Request::post("/api/v1/case/evidence")
            .header(CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        request.with("authorization", &auth)
    };
    for (kind, body) in [
        ("application/json", "{}"),
        ("multipart/form-data", "no boundary"),
        ("multipart/form-data; boundary=x", "--x\r\nnonsense"),
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\n#!AMR cut",
        ),
    ] {
        let refused = surface.send(post(kind, body)).await;
        assert!(
            refused.status.is_client_error(),
            "{kind} {body}: {refused:?}"
        );
        assert_eq!(refused.header("content-type"), "application/problem+json");
    }
    let nothing = add(&surface, &receipt, &[Text("note", "x")]).await;
    assert_eq!(nothing.wrong_fields(), ["file missing"]);
    let long = "x".repeat(5_000);
    let long = add(&surface, &receipt, &[Text("note", &long)]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    let many: Vec<_> = (0..65).map(|_| Text("a", "b")).collect();
    let many = add(&surface, &receipt, &many).await;
    assert_eq!(many.status, StatusCode::PAYLOAD_TOO_LARGE);
}

async fn files_of_a_filing_are_shown_back_and_taken_out() {
    let surface = Surface::open().await;
    let cookie = draft_cookie(&surface).await;
    let voice = recording(1);
    let parts = [
        Text("note", "录音"),
        File("", b""),
        File("录音.amr", &voice),
        File("照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0"),
        Text("go", "next"),
    ];
    let posted = surface
        .send(form("/fn/draft/evidence", &parts).with("cookie", &cookie))
        .await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    let again = posted.header("location").to_owned();
    assert!(again.starts_with("/file/evidence?form="), "{again}");
    let shown = page(&surface, &again, &cookie).await;
    assert!(
        shown.body.contains("录音.amr") && shown.body.contains("HEIC"),
        "{shown:?}"
    );
    assert!(shown.body.contains("照片.heic"));
    // Nothing new is chosen: on it goes.
    let on = [File("", b""), Text("go", "next")];
    let posted = surface
        .send(form("/fn/draft/evidence", &on).with("cookie", &cookie))
        .await;
    assert_eq!(posted.header("location"), "/file/contact");
    let listed = page(&surface, "/file/evidence", &cookie).await.body;
    let id = listed.split("name=\"id\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let request = Request::post("/fn/draft/evidence-remove")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("accept", "text/html")
        .header("cookie", &cookie)
        .body(Body::from(format!("id={id}")))
        .unwrap();
    let removed = surface.send(request).await;
    assert_eq!(removed.header("location"), "/file/evidence");
    let listed = page(&surface, "/file/evidence", &cookie).await.body;
    assert!(!listed.contains("录音.amr"));
}

async fn a_form_with_files_without_a_draft_or_a_visit_leads_to_the_beginning() {
    let surface = Surface::open().await;
    let voice = recording(1);
    let parts = [File("a.amr", voice.as_slice())];
    for (path, cookie, to) in [
        ("/fn/draft/evidence", "", "/file/kind"),
        ("/fn/draft/evidence", "__Host-draft=forged", "/file/kind"),
        ("/fn/track/evidence", "", "/case"),
        ("/fn/track/evidence", "__Host-track=forged", "/case"),
    ] {
        let posted = surface
            .send(form(path, &parts).with("cookie", cookie))
            .await;
        assert_eq!(posted.header("location"), to, "{path} {cookie}");
    }
    let foreign = form("/fn/track/evidence", &parts).with("sec-fetch-site", "cross-site");
    assert_eq!(surface.send(foreign).await.status, StatusCode::FORBIDDEN);
}

async fn the_person_and_staff_add_to_a_case_on_their_pages() {
    let surface = Surface::open().await;
    let (number, receipt, _) = case(&surface).await;
    let track = track_cookie(&surface, &receipt).await;
    let staff = surface.sign_in("H1", Role::Handler).await;
    let voice = recording(7);
    let by_person = [File("补充.amr", voice.as_slice())];
    let posted = surface
        .send(form("/fn/track/evidence", &by_person).with("cookie", &track))
        .await;
    assert_eq!(posted.header("location"), "/case?done=evidence");
    let inner = recording(8);
    let by_staff = [
        Text("list", "queue=open"),
        File("检测.amr", inner.as_slice()),
    ];
    let upload = format!("/fn/desk/evidence/{number}");
    let posted = surface
        .send(form(&upload, &by_staff).with("cookie", &staff))
        .await;
    let case = format!("/desk/cases/{number}?queue=open");
    assert_eq!(posted.header("location"), case);
    let own = page(&surface, "/case", &track).await.body;
    assert!(
        own.contains("补充.amr") && !own.contains("检测.amr"),
        "{own}"
    );
    let desk = page(&surface, &case, &staff).await.body;
    assert!(
        desk.contains("补充.amr") && desk.contains("检测.amr"),
        "{desk}"
    );
    // What is wrong is said on the page of the case, by name.
    let wrong = [File("报告.docx", b"PK\x03\x04".as_slice())];
    let posted = surface
        .send(form(&upload, &wrong).with("cookie", &staff))
        .await;
    let again = posted.header("location").to_owned();
    let desk = page(&surface, &again, &staff).await.body;
    assert!(desk.contains("报告.docx") && desk.contains("PDF"), "{desk}");
}

/// One file of a script of a page, and what it is told.
async fn told(surface: &Surface, path: &str, cookie: &str, file: Part<'_>) -> serde_json::Value {
    let request = form(path, &[Text("note", "后厨"), file])
        .with("cookie", cookie)
        .with("accept", "application/json");
    let answer = surface.send(request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn a_script_that_sends_one_file_is_told_of_it() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let places = [
        (
            "/fn/draft/evidence",
            draft_cookie(&surface).await,
            "/file/kind",
        ),
        (
            "/fn/track/evidence",
            track_cookie(&surface, &receipt).await,
            "/case",
        ),
    ];
    for (path, cookie, nowhere) in places {
        let voice = recording(1);
        let kept = told(&surface, path, &cookie, File("录音.AMR", &voice)).await;
        let id = kept["kept"]["id"].as_str().unwrap();
        assert_eq!(kept["kept"]["name"], "录音.amr");
        assert_eq!(kept["kept"]["digest"].as_str().unwrap().len(), 12);
        // Sent again because the answer was lost: the same file.
        let again = told(&surface, path, &cookie, File("录音.AMR", &voice)).await;
        assert_eq!(again["kept"]["id"], id, "{again}");
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0";
        let refused = told(&surface, path, &cookie, File("a.heic", heic)).await;
        assert!(
            refused["refused"].as_str().unwrap().contains("HEIC"),
            "{refused}"
        );
        let note = "长".repeat(1_300);
        let request = form(path, &[Text("note", &note), File("b.amr", &recording(2))])
            .with("cookie", &cookie)
            .with("accept", "application/json");
        let refused = surface.send(request).await.json();
        assert!(refused["refused"].is_string(), "{refused}");
        // Without a draft or a visit there is nothing to add to.
        let gone = told(&surface, path, "nothing=here", File("录音.amr", &voice)).await;
        assert_eq!(gone["gone"], nowhere);
    }
}
