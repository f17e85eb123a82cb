//! The addresses of the desk. They hold codes, numbers and opaque ids, never a person's data.

use std::fmt::Write as _;

use domain::view::{QueueFilter, Viewer};
use leptos_router::params::ParamsMap;

/// The queue that a page's address names.
pub(super) fn filter_of(query: &ParamsMap) -> QueueFilter {
    let member = |name: &str| query.get(name).unwrap_or_default();
    QueueFilter {
        queue: member("queue"),
        case_type: member("type"),
        state: member("state"),
        org: member("org"),
        cursor: member("cursor"),
        search: member("search"),
        place: member("place"),
        ..QueueFilter::default()
    }
}

/// The same queue as a query, without what is empty: `queue=open&type=complaint`.
pub(super) fn query_of(filter: &QueueFilter) -> String {
    let members = [
        ("queue", &filter.queue),
        ("type", &filter.case_type),
        ("state", &filter.state),
        ("org", &filter.org),
        ("cursor", &filter.cursor),
        ("search", &filter.search),
        ("place", &filter.place),
    ];
    let members = members.into_iter().filter(|(_, value)| !value.is_empty());
    members
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Where the desk begins for a person: with the cases, if they see any.
pub(crate) fn home_address(viewer: Option<&Viewer>) -> &'static str {
    let administers = viewer.is_some_and(|viewer| !viewer.staff.sees_cases());
    if administers { "/desk/admin" } else { "/desk" }
}

/// The queue itself.
pub(super) fn queue_address(filter: &QueueFilter) -> String {
    let filter = QueueFilter {
        place: String::new(),
        ..filter.clone()
    };
    with_query("/desk", [query_of(&filter)])
}

/// A case, with the queue it was opened from and what its last form left.
pub(crate) fn case_address(number: &str, list: &str, form: &str) -> String {
    let path = format!("/desk/cases/{}", digits(number));
    with_query(&path, [plain_query(list), form_member(form)])
}

/// The documents of a case.
pub(crate) fn documents_address(number: &str, form: &str) -> String {
    let path = format!("/desk/documents/{}", digits(number));
    with_query(&path, [form_member(form)])
}

/// One issued document of a case.
pub(crate) fn document_address(number: &str, id: &str, form: &str) -> String {
    let path = format!("/desk/documents/{}/{}", digits(number), escape(id));
    with_query(&path, [form_member(form)])
}

/// The form of a command.
pub(crate) fn command_address(number: &str, command: &str, list: &str, form: &str) -> String {
    let path = format!("/desk/cases/{}/do/{}", digits(number), escape(command));
    with_query(&path, [plain_query(list), form_member(form)])
}

/// What a kept search finds, as far as the filter lets through; without an id the empty search
/// box. What is looked for stands in neither.
pub(crate) fn search_address(id: &str, filter: &QueueFilter, form: &str) -> String {
    let path = if id.is_empty() {
        "/desk/search".to_owned()
    } else {
        format!("/desk/search/{}", escape(id))
    };
    let filter = QueueFilter {
        search: String::new(),
        place: String::new(),
        ..filter.clone()
    };
    with_query(&path, [query_of(&filter), form_member(form)])
}

/// The page of a file of cases, or of a file that was not taken.
#[cfg(feature = "ssr")]
pub(crate) fn import_address(file: &str, form: &str) -> String {
    let file = if file.is_empty() {
        String::new()
    } else {
        format!("file={}", escape(file))
    };
    with_query("/desk/import", [file, form_member(form)])
}

/// How the cases of a list or a search become a file.
pub(super) fn export_address(filter: &QueueFilter) -> String {
    let filter = QueueFilter {
        cursor: String::new(),
        place: String::new(),
        ..filter.clone()
    };
    with_query("/desk/export", [query_of(&filter)])
}

/// The outbox, by where messages stand and from where on.
pub(super) fn messages_address(state: &str, cursor: &str) -> String {
    let members = [member("state", state), member("cursor", cursor)];
    with_query("/desk/admin/messages", members)
}

/// One message of the outbox.
pub(crate) fn message_address(id: &str, form: &str) -> String {
    with_query(
        &format!("/desk/admin/messages/{}", escape(id)),
        [form_member(form)],
    )
}

/// The reminders of deadlines.
pub(crate) fn notices_address(form: &str) -> String {
    with_query("/desk/notices", [form_member(form)])
}

/// The jobs, by where they stand and from where on.
pub(crate) fn jobs_address(state: &str, cursor: &str, form: &str) -> String {
    let members = [
        member("state", state),
        member("cursor", cursor),
        form_member(form),
    ];
    with_query("/desk/admin/jobs", members)
}

/// The registration form with what was kept, what to show beside it (`find`, `keep`), and what its
/// last attempt left.
pub(crate) fn register_address(draft: &str, show: &str, form: &str) -> String {
    // Which entry was taken over is told by the form itself.
    let show = if matches!(show, "find" | "keep") {
        show
    } else {
        ""
    };
    let members = [
        member("draft", draft),
        member("show", show),
        form_member(form),
    ];
    with_query("/desk/register", members)
}

/// The register of businesses, with what is looked for.
pub(crate) fn businesses_address(form: &str) -> String {
    with_query("/desk/businesses", [form_member(form)])
}

/// An entry of the register, or `new`, with what its last form left.
pub(crate) fn business_address(id: &str, form: &str) -> String {
    let path = format!("/desk/businesses/{}", escape(id));
    with_query(&path, [form_member(form)])
}

/// The page that makes a link to a case for the person who filed it.
pub(crate) fn link_address(number: &str, form: &str) -> String {
    let path = format!("/desk/cases/{}/link", digits(number));
    with_query(&path, [form_member(form)])
}

/// The sign-in page, with the way back.
pub(crate) fn sign_in_address(form: &str, back: &str) -> String {
    with_query("/desk/sign-in", [form_member(form), back_member(back)])
}

/// The page that asks who is there for their PIN, with the way back.
pub fn lock_address(form: &str, back: &str) -> String {
    with_query("/desk/lock", [form_member(form), back_member(back)])
}

/// The page that asks for the code after the password, with the way back.
#[cfg(feature = "ssr")]
pub(crate) fn code_address(form: &str, back: &str) -> String {
    with_query("/desk/sign-in/code", [form_member(form), back_member(back)])
}

fn back_member(back: &str) -> String {
    if back == "/desk" {
        String::new()
    } else {
        format!("back={}", escape(back))
    }
}

fn with_query<const N: usize>(path: &str, members: [String; N]) -> String {
    let query = members
        .into_iter()
        .filter(|member| !member.is_empty())
        .collect::<Vec<_>>()
        .join("&");
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

fn form_member(form: &str) -> String {
    member("form", form)
}

/// A member of a query; nothing for an empty value.
fn member(name: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{name}={}", escape(value))
    }
}

/// A case number as it may stand in a path.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// A query that came back from a form: kept only when it is what [`query_of`] writes.
fn plain_query(list: &str) -> String {
    let is_plain = list
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.~%=&".contains(&byte));
    if is_plain {
        list.to_owned()
    } else {
        String::new()
    }
}

/// Percent-encoding of everything but unreserved characters (RFC 3986, 2.3).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"_-.~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use domain::view::QueueFilter;

    use super::{
        case_address, command_address, export_address, query_of, queue_address, search_address,
        sign_in_address,
    };

    #[test]
    fn an_address_holds_only_what_is_chosen() {
        assert_eq!(queue_address(&QueueFilter::default()), "/desk");
        let filter = QueueFilter {
            queue: "open".into(),
            cursor: "a/b=".into(),
            ..QueueFilter::default()
        };
        assert_eq!(queue_address(&filter), "/desk?queue=open&cursor=a%2Fb%3D");
    }

    #[test]
    fn the_place_of_a_case_stays_with_the_case() {
        let filter = QueueFilter {
            queue: "open".into(),
            place: "2026-11-24T16:00:00.000000Z_07".into(),
            ..QueueFilter::default()
        };
        let list = query_of(&filter);
        assert_eq!(
            case_address("123", &list, ""),
            "/desk/cases/123?queue=open&place=2026-11-24T16%3A00%3A00.000000Z_07"
        );
        assert_eq!(queue_address(&filter), "/desk?queue=open");
        assert_eq!(export_address(&filter), "/desk/export?queue=open");
        assert_eq!(search_address("", &filter, ""), "/desk/search?queue=open");
    }

    #[test]
    fn what_comes_back_from_a_form_cannot_lead_elsewhere() {
        assert_eq!(
            case_address("../sign-out", "queue=open", "x"),
            "/desk/cases/?queue=open&form=x"
        );
        assert_eq!(
            case_address("123", "a\r\nSet-Cookie: b", ""),
            "/desk/cases/123"
        );
        assert_eq!(
            command_address("123", "a/b", "", ""),
            "/desk/cases/123/do/a%2Fb"
        );
        assert_eq!(sign_in_address("", "/desk"), "/desk/sign-in");
        assert_eq!(
            sign_in_address("f", "/desk/cases/1?queue=open"),
            "/desk/sign-in?form=f&back=%2Fdesk%2Fcases%2F1%3Fqueue%3Dopen"
        );
    }
}
