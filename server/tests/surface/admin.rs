//! The administrator's pages and what their forms post.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use domain::code::Role;

use crate::engine::on_both_engines;
use crate::support::{PASSWORD, Surface, With as _};

on_both_engines! {
    the_administration_is_for_administrators_and_supervisors,
    signing_in_leads_to_where_a_person_works,
    messages_and_jobs_are_for_administrators,
    buttons_of_messages_and_jobs_check_who_presses_them,
    an_organisation_is_added_changed_and_closed,
    a_wrong_organisation_comes_back_with_everything_typed,
    a_first_password_opens_nothing_until_it_is_changed,
    an_account_is_found_changed_locked_and_given_a_new_password,
    a_person_ends_a_session_of_their_own,
    nothing_of_the_administration_opens_without_its_role,
    a_secret_is_shown_once_and_never_again,
    a_wrong_token_comes_back_with_everything_typed,
    the_account_of_a_program_gets_no_password,
    a_year_is_looked_at_before_it_is_imported,
    a_wrong_plan_names_its_lines_and_keeps_everything_typed,
    a_target_is_looked_at_before_it_is_set,
    a_wrong_target_comes_back_with_everything_typed,
    an_item_is_taken_out_of_its_list,
    what_is_not_offered_is_neither_shown_nor_taken,
}

fn page(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap()
        .by_staff(cookie)
}

async fn the_administration_is_for_administrators_and_supervisors() {
    let surface = Surface::open().await;
    let answer = surface.send(page("/desk/admin", "")).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{answer:?}");
    for (login, role, status) in [
        ("A1", Role::Admin, StatusCode::OK),
        ("S1", Role::Supervisor, StatusCode::OK),
        ("H1", Role::Handler, StatusCode::FORBIDDEN),
        ("L1", Role::Leader, StatusCode::FORBIDDEN),
    ] {
        let cookie = surface.sign_in(login, role).await;
        let answer = surface.send(page("/desk/admin", &cookie)).await;
        assert_eq!(answer.status, status, "{role}");
        let leads_there = answer.body.contains(r#"href="/desk/admin""#);
        assert_eq!(leads_there, status == StatusCode::OK, "{role}");
    }
}

async fn signing_in_leads_to_where_a_person_works() {
    let surface = Surface::open().await;
    for (login, role, home) in [
        ("A1", Role::Admin, "/desk/admin"),
        ("S1", Role::Supervisor, "/desk"),
        ("H1", Role::Handler, "/desk"),
    ] {
        surface.sign_in(login, role).await;
        for (back, target) in [
            ("", home),
            ("/desk", home),
            ("/desk/account", "/desk/account"),
        ] {
            let body = format!("login={login}&password={PASSWORD}&back={back}");
            let answer = surface.send(form("/fn/desk/sign-in", "", &body)).await;
            assert_eq!(answer.header("location"), target, "{role} {back}");
        }
        let cookie = surface.sign_in_again(login).await;
        let answer = surface.send(page(home, &cookie)).await;
        assert_eq!(answer.status, StatusCode::OK, "{role}");
        let to_cases = answer.body.contains(r#"href="/desk/businesses""#);
        assert_eq!(to_cases, role != Role::Admin, "{role}");
    }
}

async fn messages_and_jobs_are_for_administrators() {
    let surface = Surface::open().await;
    surface.file().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let supervisor = surface.sign_in("S1", Role::Supervisor).await;
    for path in [
        "/desk/admin/messages",
        "/desk/admin/messages?state=failed&cursor=none",
        "/desk/admin/jobs",
        "/desk/admin/jobs?state=waiting",
    ] {
        let answer = surface.send(page(path, &admin)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let answer = surface.send(page(path, &supervisor)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        let answer = surface.send(page(path, "")).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{path}");
    }
    let waiting = surface
        .send(page("/desk/admin/jobs?state=waiting", &admin))
        .await;
    assert!(waiting.body.contains("生成办理通知"), "{waiting:?}");
    let none = surface
        .send(page("/desk/admin/messages/none", &admin))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

async fn buttons_of_messages_and_jobs_check_who_presses_them() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    let unknown = "00000000-0000-0000-0000-000000000000";
    for function in ["resend", "cancel-message", "reveal-recipient", "retry-job"] {
        for (id, cookie, words) in [
            (unknown, &handler, "没有权限"),
            (unknown, &admin, "没有找到"),
            ("1; DROP", &admin, "没有找到"),
        ] {
            let fields = format!("id={id}&reason=核对号码");
            let request = Request::post(format!("/fn/desk/{function}"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header(ACCEPT, "text/html")
                .body(Body::from(fields))
                .unwrap();
            let answer = surface.send(request.by_staff(cookie)).await;
            assert_eq!(
                answer.status,
                StatusCode::FOUND,
                "{function} {id}: {answer:?}"
            );
            if function == "retry-job" && cookie == &admin {
                let shown = surface.send(page(answer.header("location"), cookie)).await;
                assert!(shown.body.contains(words), "{function}: {shown:?}");
            }
        }
    }
}

/// A form as a browser without scripts posts it.
fn form(path: &str, cookie: &str, body: &str) -> Request<Body> {
    Request::post(path)
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap()
        .by_staff(cookie)
}

/// Posts a form and answers where it leads.
async fn post(surface: &Surface, path: &str, cookie: &str, body: &str) -> String {
    let answer = surface.send(form(path, cookie, body)).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{answer:?}");
    answer.header("location").to_owned()
}

/// The page that a form led to.
async fn follow(surface: &Surface, location: &str, cookie: &str) -> String {
    let answer = surface.send(page(location, cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.body
}

const STATION: &str = "name_zh=%E7%A4%BA%E4%BE%8B%E6%9C%8D%E5%8A%A1%E7%AB%99&name_en=Example+station\
    &kind=station&parent=01&telephone=0990-8820021&address=Main+street&division=990100&organisation_code=21";

async fn an_organisation_is_added_changed_and_closed() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let save = "/fn/desk/admin/save-organisation";
    let location = post(&surface, save, &admin, STATION).await;
    assert_eq!(location, "/desk/admin/organisations/21");
    let tree = follow(&surface, "/desk/admin/organisations", &admin).await;
    assert!(tree.contains("示例服务站"), "{tree}");
    let changed = format!("known=21&{}", STATION.replace("Main", "Long"));
    let location = post(&surface, save, &admin, &changed).await;
    assert_eq!(location, "/desk/admin/organisations/21");
    let detail = follow(&surface, &location, &admin).await;
    assert!(detail.contains("Main street → Long street"), "{detail}");
    let close = "/fn/desk/admin/close-organisation";
    post(&surface, close, &admin, "code=21").await;
    let tree = follow(&surface, "/desk/admin/organisations", &admin).await;
    assert!(tree.contains("已停用"), "{tree}");
    let refused = post(&surface, close, &admin, "code=01").await;
    let page = follow(&surface, &refused, &admin).await;
    assert!(page.contains("全县最上级机构不能停用"), "{page}");
    post(&surface, close, &admin, "code=21&reopen=true").await;
}

async fn a_wrong_organisation_comes_back_with_everything_typed() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let save = "/fn/desk/admin/save-organisation";
    let wrong = "name_zh=%E5%8D%8A&kind=nothing&parent=99&organisation_code=1&telephone=x";
    let location = post(&surface, save, &admin, wrong).await;
    assert!(location.starts_with("/desk/admin/organisations/new?form="));
    let page = follow(&surface, &location, &admin).await;
    assert!(page.contains(r#"value="半""#), "{page}");
    for text in [
        "机构代码为 2 位数字",
        "请从列出的选项中选择",
        "请填写电话号码",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let again = post(
        &surface,
        save,
        &admin,
        &STATION.replace("code=21", "code=01"),
    )
    .await;
    let page = follow(&surface, &again, &admin).await;
    assert!(page.contains("这个机构代码已使用"), "{page}");
    let tree = follow(&surface, "/desk/admin/organisations", &admin).await;
    assert_eq!(
        tree.matches("wq-tree__link").count(),
        1,
        "nothing was stored"
    );
}

const PERSON: &str = "login=new.person&staff_number=01-900&name=%E6%9E%97%E4%B8%80&organisation=01\
    &roles%5B%5D=handler&roles%5B%5D=mediator";

/// Adds an account; answers its page and its first password.
async fn add_person(surface: &Surface, admin: &str) -> (String, String) {
    let location = post(surface, "/fn/desk/admin/save-account", admin, PERSON).await;
    let page = follow(surface, &location, admin).await;
    let words = page.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let is_password = |word: &&str| {
        let groups: Vec<_> = word.split('-').collect();
        groups.len() == 3 && groups.iter().all(|group| group.len() == 4)
    };
    let password = words.into_iter().find(is_password).unwrap().to_owned();
    let path = location.split('?').next().unwrap().to_owned();
    (path, password)
}

async fn sign_in(surface: &Surface, login: &str, password: &str) -> Option<String> {
    let body = format!("login={login}&password={password}");
    let answer = surface.send(form("/fn/desk/sign-in", "", &body)).await;
    let cookie = answer.headers.get("set-cookie")?.to_str().unwrap();
    Some(cookie.split(';').next().unwrap().to_owned())
}

async fn a_first_password_opens_nothing_until_it_is_changed() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let (_, password) = add_person(&surface, &admin).await;
    let cookie = sign_in(&surface, "new.person", &password).await.unwrap();
    let queue = surface.send(page("/desk", &cookie)).await;
    assert_eq!(queue.status, StatusCode::SEE_OTHER, "{queue:?}");
    assert_eq!(queue.header("location"), "/desk/account");
    let data = surface.send(form("/fn/desk/queue", &cookie, "")).await;
    assert_eq!(data.status, StatusCode::FORBIDDEN, "{data:?}");
    assert_eq!(data.header("location"), "/desk/account");
    let api = surface.send(page("/api/v1/cases", &cookie)).await;
    assert_eq!(api.problem(403), "password_change_required");
    let account = follow(&surface, "/desk/account", &cookie).await;
    assert!(account.contains("请先修改初始密码"), "{account}");

    let change = "/fn/desk/account/password";
    let short = format!("current_password={password}&new_password=short&repeated_password=short");
    let wrong = "current_password=x&new_password=long+enough+1&repeated_password=long+enough+1";
    for (body, message) in [
        (short.as_str(), "新密码至少 8 个字符"),
        (wrong, "当前密码不正确"),
        ("", "请填写此项"),
    ] {
        let location = post(&surface, change, &cookie, body).await;
        let page = follow(&surface, &location, &cookie).await;
        assert!(page.contains(message), "{message}: {page}");
        assert!(!page.contains("value=\"short\""), "no password comes back");
    }
    let right = format!(
        "current_password={password}&new_password=long+enough+1&repeated_password=long+enough+1"
    );
    let changed = surface.send(form(change, &cookie, &right)).await;
    let renewed = changed
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let page_after = follow(&surface, changed.header("location"), &renewed).await;
    assert!(page_after.contains("密码已修改"), "{page_after}");
    follow(&surface, "/desk", &renewed).await;
    let old = surface.send(page("/desk", &cookie)).await;
    assert_eq!(old.status, StatusCode::FOUND, "the old token opens nothing");
    assert!(sign_in(&surface, "new.person", &password).await.is_none());
}

async fn an_account_is_found_changed_locked_and_given_a_new_password() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let (path, password) = add_person(&surface, &admin).await;
    let id = path.rsplit('/').next().unwrap().to_owned();
    let search = "/fn/desk/admin/search-accounts";
    let location = post(&surface, search, &admin, "name=new.per&org=").await;
    assert!(!location.contains("new.per"), "{location}");
    let list = follow(&surface, &location, &admin).await;
    assert_eq!(list.matches("wq-tree__link").count(), 1, "{list}");

    let save = "/fn/desk/admin/save-account";
    let both = format!(
        "known={id}&name=%E6%9E%97%E4%B8%80&organisation=01&roles[]=admin&roles[]=supervisor"
    );
    let location = post(&surface, save, &admin, &both).await;
    let refused = follow(&surface, &location, &admin).await;
    assert!(refused.contains("管理员不能兼任监督人员"), "{refused}");
    let leader = format!("known={id}&name=%E6%9E%97%E4%BA%8C&organisation=01&roles[]=leader");
    let location = post(&surface, save, &admin, &leader).await;
    let changed = follow(&surface, &location, &admin).await;
    assert!(changed.contains("林一 → 林二"), "{changed}");

    let act = "/fn/desk/admin/account-action";
    let cookie = sign_in(&surface, "new.person", &password).await.unwrap();
    post(
        &surface,
        act,
        &admin,
        &format!("id={id}&action=end_sessions"),
    )
    .await;
    let over = surface.send(page("/desk/account", &cookie)).await;
    assert_eq!(over.status, StatusCode::FOUND, "{over:?}");
    post(&surface, act, &admin, &format!("id={id}&action=lock")).await;
    assert!(sign_in(&surface, "new.person", &password).await.is_none());
    post(&surface, act, &admin, &format!("id={id}&action=unlock")).await;
    assert!(sign_in(&surface, "new.person", &password).await.is_some());
    post(&surface, act, &admin, &format!("id={id}&action=reset")).await;
    assert!(sign_in(&surface, "new.person", &password).await.is_none());
    let trail = follow(&surface, "/desk/admin/trail", &admin).await;
    for deed in [
        "新增账号",
        "修改账号",
        "停用账号",
        "启用账号",
        "重置密码",
        "强制退出登录",
    ] {
        assert!(trail.contains(deed), "{deed}: {trail}");
    }
}

async fn a_person_ends_a_session_of_their_own() {
    let surface = Surface::open().await;
    let here = surface.sign_in("H1", Role::Handler).await;
    let there = sign_in(&surface, "H1", "correct+horse+battery")
        .await
        .unwrap();
    let account = follow(&surface, "/desk/account", &here).await;
    let (_, rest) = account.split_once(r#"name="id" value=""#).unwrap();
    let (id, _) = rest.split_once('"').unwrap();
    let end = "/fn/desk/account/end-session";
    post(&surface, end, &here, &format!("id={id}")).await;
    let over = surface.send(page("/desk", &there)).await;
    assert_eq!(over.status, StatusCode::FOUND, "{over:?}");
    follow(&surface, "/desk", &here).await;
    let location = post(&surface, end, &here, "id=nothing").await;
    let refused = follow(&surface, &location, &here).await;
    assert!(refused.contains("没有找到"), "{refused}");
}

async fn nothing_of_the_administration_opens_without_its_role() {
    let surface = Surface::open().await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    for path in [
        "/fn/desk/admin/organisations",
        "/fn/desk/admin/organisation",
        "/fn/desk/admin/accounts",
        "/fn/desk/admin/account",
        "/fn/desk/admin/trail",
        "/fn/desk/admin/tokens",
        "/fn/desk/admin/new-token",
        "/fn/desk/admin/calendars",
        "/fn/desk/admin/calendar",
        "/fn/desk/admin/calendar-look",
        "/fn/desk/admin/clocks",
        "/fn/desk/admin/clock",
        "/fn/desk/admin/codes",
    ] {
        let request = |cookie: &str| {
            let mut request = form(path, cookie, "");
            request
                .headers_mut()
                .insert(ACCEPT, "application/json".parse().unwrap());
            request
        };
        let answer = surface.send(request(&handler)).await;
        assert!(answer.body.contains("NotAllowed"), "{path}: {answer:?}");
        let answer = surface.send(request("")).await;
        assert!(answer.body.contains("SignInRequired"), "{path}: {answer:?}");
    }
    for (path, body) in [
        ("/fn/desk/admin/save-organisation", STATION),
        ("/fn/desk/admin/close-organisation", "code=01"),
        ("/fn/desk/admin/save-account", PERSON),
        ("/fn/desk/admin/issue-token", TOKEN),
        ("/fn/desk/admin/look-clock", "clock=C-REVIEW"),
    ] {
        let location = post(&surface, path, &handler, body).await;
        assert!(location.contains("?form="), "{path}: {location}");
    }
    let admin = surface.sign_in("A1", Role::Admin).await;
    let tree = follow(&surface, "/desk/admin/organisations", &admin).await;
    assert_eq!(
        tree.matches("wq-tree__link").count(),
        1,
        "nothing was stored"
    );
}

const PROGRAM: &str = "login=hotline.one&staff_number=01-950&name=%E7%83%AD%E7%BA%BF&organisation=01\
    &roles%5B%5D=operator&machine=true";
const TOKEN: &str = "login=hotline.one&name=%E7%83%AD%E7%BA%BF%E7%B3%BB%E7%BB%9F\
    &scopes%5B%5D=cases:read&days=30";

async fn a_secret_is_shown_once_and_never_again() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let save = "/fn/desk/admin/save-account";
    let location = post(&surface, save, &admin, PERSON).await;
    let first = follow(&surface, &location, &admin).await;
    assert!(first.contains("密码只显示这一次"), "{first}");
    let second = follow(&surface, &location, &admin).await;
    assert!(!second.contains("密码只显示这一次"), "{second}");

    post(&surface, save, &admin, PROGRAM).await;
    let issue = "/fn/desk/admin/issue-token";
    let location = post(&surface, issue, &admin, TOKEN).await;
    assert!(location.starts_with("/desk/admin/tokens/"), "{location}");
    let other = surface.sign_in("A2", Role::Admin).await;
    let elsewhere = follow(&surface, &location, &other).await;
    assert!(!elsewhere.contains("令牌只显示这一次"), "{elsewhere}");
    let first = follow(&surface, &location, &admin).await;
    assert!(first.contains("令牌只显示这一次"), "{first}");
    let words = first.split(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c));
    let token = words
        .filter(|word| word.starts_with("wq_"))
        .max_by_key(|word| word.len());
    let token = token.unwrap().to_owned();
    for _ in 0..2 {
        let second = follow(&surface, &location, &admin).await;
        assert!(!second.contains(&token), "{second}");
    }
    let asks = || {
        Request::get("/api/v1/cases?queue=all")
            .header("authorization", format!("Bearer {token}"))
            .body(Body::empty())
            .unwrap()
    };
    assert_eq!(surface.send(asks()).await.status, StatusCode::OK);

    let id = location.split(['/', '?']).nth(4).unwrap().to_owned();
    let revoke = "/fn/desk/admin/revoke-token";
    let refused = post(&surface, revoke, &admin, &format!("id={id}&reason=")).await;
    let page = follow(&surface, &refused, &admin).await;
    assert!(page.contains("请填写此项"), "{page}");
    assert_eq!(surface.send(asks()).await.status, StatusCode::OK);
    let reason = format!("id={id}&reason=%E6%8D%A2%E6%96%B0");
    let location = post(&surface, revoke, &admin, &reason).await;
    let page = follow(&surface, &location, &admin).await;
    for words in ["已吊销", "签发令牌", "吊销令牌", "换新"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(surface.send(asks()).await.status, StatusCode::UNAUTHORIZED);
}

async fn a_wrong_token_comes_back_with_everything_typed() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let none = follow(&surface, "/desk/admin/tokens/new", &admin).await;
    assert!(none.contains("还没有程序账号"), "{none}");
    post(&surface, "/fn/desk/admin/save-account", &admin, PROGRAM).await;
    let issue = "/fn/desk/admin/issue-token";
    for (body, message) in [
        ("", "请填写有效天数"),
        (
            "login=A1&name=半&scopes[]=cases:read&days=3",
            "请从列出的选项中选择",
        ),
        ("login=hotline.one&name=半&days=three", "有效天数应为"),
        (
            "login=hotline.one&name=半&days=-1&scopes[]=all",
            "请从列出的选项中选择",
        ),
    ] {
        let location = post(&surface, issue, &admin, body).await;
        assert!(location.starts_with("/desk/admin/tokens/new?form="));
        let page = follow(&surface, &location, &admin).await;
        assert!(page.contains(message), "{body}: {page}");
        assert_eq!(page.contains(r#"value="半""#), !body.is_empty(), "{page}");
    }
    let list = follow(&surface, "/desk/admin/tokens", &admin).await;
    assert!(
        list.contains("还没有签发过令牌"),
        "nothing was stored: {list}"
    );
}

async fn the_account_of_a_program_gets_no_password() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let save = "/fn/desk/admin/save-account";
    let location = post(&surface, save, &admin, PROGRAM).await;
    let page = follow(&surface, &location, &admin).await;
    assert!(page.contains("程序账号"), "{page}");
    assert!(!page.contains("重置密码"), "{page}");
    let id = location.rsplit('/').next().unwrap();
    let act = "/fn/desk/admin/account-action";
    let refused = post(&surface, act, &admin, &format!("id={id}&action=reset")).await;
    let page = follow(&surface, &refused, &admin).await;
    assert!(page.contains("没有办理此项的权限"), "{page}");
    assert!(sign_in(&surface, "hotline.one", "machine").await.is_none());
}

/// The form of an import as a browser sends it.
async fn look_at(surface: &Surface, cookie: &str, fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let file = if *name == "file" {
            "; filename=\"plan.json\""
        } else {
            ""
        };
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend([head.as_str(), value, "\r\n"]);
    }
    body.push_str("--b--\r\n");
    let request = Request::post("/desk/admin/calendars/look")
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap();
    let answer = surface.send(request.by_staff(cookie)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    answer.header("location").to_owned()
}

const PLAN: &str = "{\n \"holidays\": [\n  { \"from\": \"2027-01-18\", \"to\": \"2027-01-20\", \
    \"zh\": \"示例假日\", \"en\": \"Example holiday\" }\n ],\n \"make_up_days\": [\"2027-01-23\"]\n}";

async fn a_year_is_looked_at_before_it_is_imported() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let years = follow(&surface, "/desk/admin/calendars", &admin).await;
    assert!(
        years.contains("尚无放假安排") && years.contains("系统自带"),
        "{years}"
    );
    let typed = [
        ("year", "2027"),
        ("source", "示例通知"),
        ("plan", ""),
        ("file", PLAN),
    ];
    let location = look_at(&surface, &admin, &typed).await;
    let look = follow(&surface, &location, &admin).await;
    assert!(look.contains("确认导入 2027 年并重新计算期限"), "{look}");
    assert!(look.contains("目前尚未作任何修改"), "{look}");
    let years = follow(&surface, "/desk/admin/calendars", &admin).await;
    assert!(
        years.contains("尚无放假安排"),
        "nothing is changed by a look"
    );

    let other = surface.sign_in("A2", Role::Admin).await;
    let import = "/fn/desk/admin/import-calendar";
    let (_, form) = location.split_once('?').unwrap();
    let elsewhere = post(&surface, import, &other, form).await;
    assert!(
        elsewhere.starts_with("/desk/admin/calendars/import"),
        "{elsewhere}"
    );
    let done = post(&surface, import, &admin, form).await;
    assert!(
        done.starts_with("/desk/admin/calendars/2027?form="),
        "{done}"
    );
    let year = follow(&surface, &done, &admin).await;
    for words in [
        "已导入",
        "示例假日",
        "2027年1月23日",
        "导入工作日历",
        "示例通知",
    ] {
        assert!(year.contains(words), "{words}: {year}");
    }
    let again = look_at(&surface, &admin, &typed).await;
    let look = follow(&surface, &again, &admin).await;
    assert!(look.contains("2027 年已有放假安排"), "{look}");
}

async fn a_wrong_plan_names_its_lines_and_keeps_everything_typed() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let broken = "{\n \"holidays\": [],\n \"make_up_days\": [\"2027-01-18\",\n \"2026-01-04\"]\n}";
    for (plan, words) in [
        ("", "请粘贴放假安排或选择文件"),
        ("{\n  \"holidays\": [\n", "不是有效的 JSON"),
        ("{ \"holidays\": 1 }", "名称或内容不对"),
        (
            "{ \"2026\": { \"holidays\": [], \"make_up_days\": [] } }",
            "不是所填年份的安排",
        ),
        (broken, "不是周六或周日"),
        (broken, "不在 2027 年内"),
    ] {
        let typed = [("year", "2027"), ("source", "半"), ("plan", plan)];
        let location = look_at(&surface, &admin, &typed).await;
        let look = follow(&surface, &location, &admin).await;
        assert!(look.contains(words), "{words}: {look}");
        assert!(look.contains(r#"value="半""#), "{look}");
        assert!(!look.contains("确认导入"), "{look}");
        let (_, form) = location.split_once('?').unwrap();
        let refused = post(&surface, "/fn/desk/admin/import-calendar", &admin, form).await;
        assert_eq!(refused, location, "what is wrong is not imported");
    }
    let typed = [("year", "twenty"), ("source", ""), ("plan", PLAN)];
    let location = look_at(&surface, &admin, &typed).await;
    let look = follow(&surface, &location, &admin).await;
    assert!(
        look.contains("年份为 4 位数字") && look.contains("请填写所依据的通知"),
        "{look}"
    );
    assert!(look.contains("示例假日"), "{look}");
    let handler = surface.sign_in("H1", Role::Handler).await;
    let request = Request::post("/desk/admin/calendars/look")
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from("--b--\r\n"))
        .unwrap();
    let answer = surface.send(request.by_staff(&handler)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
    let broken = Request::post("/desk/admin/calendars/look")
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from("--b\r\nnonsense"))
        .unwrap();
    let answer = surface.send(broken.by_staff(&admin)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
}

/// A target of the review from the first day of 2099 on.
fn target(hours: &str) -> String {
    format!(
        "kind=authority&clock=C-REVIEW&target={hours}&unit=hours&effective_from=2099-01-01\
        &reason=%E7%A4%BA%E4%BE%8B%E5%8E%9F%E5%9B%A0"
    )
}

async fn a_target_is_looked_at_before_it_is_set() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let list = follow(&surface, "/desk/admin/clocks", &admin).await;
    for words in [
        "受理审查",
        "本机构时限：24 小时",
        "法定期限：7 个工作日",
        "C-REVIEW",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let law = follow(&surface, "/desk/admin/clocks/L1?kind=authority", &admin).await;
    assert!(law.contains("由法律规定，不能修改"), "{law}");
    assert!(law.contains("第十五条"), "{law}");
    let look = "/fn/desk/admin/look-clock";
    let location = post(&surface, look, &admin, &target("12")).await;
    assert!(location.starts_with("/desk/admin/clocks/C-REVIEW?form="));
    let looked = follow(&surface, &location, &admin).await;
    for words in ["目前尚未作任何修改", "确认自2099年1月1日（周四）起调整"] {
        assert!(looked.contains(words), "{words}: {looked}");
    }
    let (_, form) = location.split_once('?').unwrap();
    let set = "/fn/desk/admin/set-clock";
    let handler = surface.sign_in("H1", Role::Handler).await;
    post(&surface, set, &handler, form).await;
    let list = follow(&surface, "/desk/admin/clocks", &admin).await;
    assert!(
        !list.contains("2099"),
        "nothing is changed by a look: {list}"
    );
    let done = post(&surface, set, &admin, form).await;
    let page = follow(&surface, &done, &admin).await;
    for words in [
        "时限已调整",
        "自2099年1月1日（周四）起改为12 小时",
        "示例原因",
        "历次调整",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

async fn a_wrong_target_comes_back_with_everything_typed() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let look = "/fn/desk/admin/look-clock";
    for (hours, words) in [
        ("169", "不能长于法定期限，请填写更短的时限"),
        ("0", "时限至少为 1"),
        ("soon", "请用数字填写时限"),
    ] {
        let location = post(&surface, look, &admin, &target(hours)).await;
        let page = follow(&surface, &location, &admin).await;
        assert!(page.contains(words), "{words}: {page}");
        assert!(page.contains(&format!(r#"value="{hours}""#)), "{page}");
        assert!(page.contains(r#"value="示例原因""#), "{page}");
        assert!(!page.contains("确认自"), "{page}");
        let (_, form) = location.split_once('?').unwrap();
        let refused = post(&surface, "/fn/desk/admin/set-clock", &admin, form).await;
        let page = follow(&surface, &refused, &admin).await;
        assert!(page.contains(words), "{words}: {page}");
    }
    let unknown = "kind=authority&clock=C-NOTHING&target=1";
    let location = post(&surface, look, &admin, unknown).await;
    let answer = surface.send(page(&location, &admin)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{answer:?}");
    let list = surface
        .send(page("/desk/admin/clocks?kind=none", &admin))
        .await;
    assert_eq!(list.status, StatusCode::NOT_FOUND, "{list:?}");
}

async fn an_item_is_taken_out_of_its_list() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let page = follow(&surface, "/desk/admin/codes", &admin).await;
    for words in ["商品和服务类别", "其他商品", "始终提供", "G15"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let set = "/fn/desk/admin/set-code";
    let body = |item: &str, day: &str| {
        format!(
            "list=category&item={item}&offer=off&effective_from={day}&reason=%E7%A4%BA%E4%BE%8B"
        )
    };
    for (item, day, words) in [
        ("G99", "2099-01-01", "该选项必须保留，不能停用"),
        ("P01", "2099-01-01", "请从列出的选项中选择"),
        ("G15", "2020-01-01", "生效日期不能早于今天"),
        ("", "2099-01-01", "请选择要调整的选项"),
    ] {
        let location = post(&surface, set, &admin, &body(item, day)).await;
        assert!(
            location.starts_with("/desk/admin/codes?form="),
            "{location}"
        );
        let page = follow(&surface, &location, &admin).await;
        assert!(page.contains(words), "{words}: {page}");
        assert!(page.contains(&format!(r#"value="{day}""#)), "{page}");
        assert!(!page.contains("历次调整"), "nothing was kept: {page}");
    }
    let handler = surface.sign_in("H1", Role::Handler).await;
    post(&surface, set, &handler, &body("G15", "2099-01-01")).await;
    let page = follow(&surface, "/desk/admin/codes", &admin).await;
    assert!(!page.contains("历次调整"), "{page}");
    let location = post(&surface, set, &admin, &body("G15", "2099-01-01")).await;
    let page = follow(&surface, &location, &admin).await;
    for words in [
        "代码表已调整",
        "自2099年1月1日（周四）起停止提供",
        "历次调整",
        "宠物及宠物用品",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let unknown = "list=%2F%2Felsewhere&item=x&offer=off&effective_from=&reason=";
    let location = post(&surface, set, &admin, unknown).await;
    assert!(location.starts_with("/desk/admin/codes?"), "{location}");
    let answer = surface
        .send(self::page("/desk/admin/codes?list=law", &admin))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{answer:?}");
}

async fn what_is_not_offered_is_neither_shown_nor_taken() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    let shown = |page: &str| page.contains(r#"value="G15""#);
    assert!(shown(&follow(&surface, "/desk/register", &handler).await));
    let today = surface.app.services.today();
    let body = format!(
        "list=category&item=G15&offer=off&effective_from={today}&reason=%E7%A4%BA%E4%BE%8B"
    );
    post(&surface, "/fn/desk/admin/set-code", &admin, &body).await;
    assert!(!shown(&follow(&surface, "/desk/register", &handler).await));
    let typed = "type=complaint&item_category=G15&item_name=%E7%8C%AB";
    let location = post(&surface, "/fn/desk/register", &handler, typed).await;
    let page = follow(&surface, &location, &handler).await;
    assert!(page.contains("该选项已停止使用，请另选一项"), "{page}");
    assert!(page.contains(r#"value="猫""#), "{page}");
}
