//! One family of line icons, drawn on a 24-unit grid with a 1.75 stroke.

use leptos::prelude::*;

/// The signs of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says what is drawn")]
pub enum Glyph {
    Alert,
    ArrowLeft,
    ArrowRight,
    Building,
    Calendar,
    Camera,
    Check,
    CheckCircle,
    ChevronRight,
    Clock,
    Copy,
    Document,
    Download,
    Eye,
    Globe,
    Hourglass,
    Inbox,
    Info,
    List,
    Lock,
    Message,
    Note,
    Pause,
    Pen,
    Phone,
    Plus,
    Print,
    Scales,
    Search,
    Send,
    SignOut,
    Star,
    TextSize,
    User,
}

impl Glyph {
    /// The shapes inside the `<svg>`; constant markup of ours.
    #[expect(clippy::too_many_lines, reason = "a table: one line for each sign")]
    fn shapes(self) -> &'static str {
        match self {
            Self::Alert => {
                r#"<path d="M12 3.5 21.5 20h-19Z"/><path d="M12 10v4.5"/><path d="M12 17.25v.01"/>"#
            }
            Self::ArrowLeft => r#"<path d="M19.5 12h-15"/><path d="m11 5.5-6.5 6.5 6.5 6.5"/>"#,
            Self::ArrowRight => r#"<path d="M4.5 12h15"/><path d="m13 5.5 6.5 6.5-6.5 6.5"/>"#,
            Self::Building => {
                r#"<path d="M4 21V4.5h10V21"/><path d="M14 9.5h6V21"/><path d="M2.5 21h19"/><path d="M7.5 8.5h3M7.5 12.5h3M7.5 16.5h3M17 13.5v.01M17 17v.01"/>"#
            }
            Self::Calendar => {
                r#"<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.75v4M16 2.75v4"/>"#
            }
            Self::Camera => {
                r#"<path d="M3 8.5A1.5 1.5 0 0 1 4.5 7h3l1.75-2.5h5.5L16.5 7h3A1.5 1.5 0 0 1 21 8.5V18a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18Z"/><circle cx="12" cy="13" r="3.5"/>"#
            }
            Self::Check => r#"<path d="m4.5 12.5 5 5 10-11"/>"#,
            Self::CheckCircle => {
                r#"<circle cx="12" cy="12" r="9"/><path d="m8 12.25 2.75 2.75L16 9.5"/>"#
            }
            Self::ChevronRight => r#"<path d="m9 5.5 6.5 6.5L9 18.5"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="9"/><path d="M12 6.75V12l3.5 2"/>"#,
            Self::Copy => {
                r#"<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3"/>"#
            }
            Self::Document => {
                r#"<path d="M6 2.75h8L19 8v13.25H6Z"/><path d="M14 2.75V8h5M9 12.5h7M9 16.5h7"/>"#
            }
            Self::Download => {
                r#"<path d="M12 3.5v12"/><path d="m6.5 10.5 5.5 5.5 5.5-5.5"/><path d="M4 20.5h16"/>"#
            }
            Self::Eye => {
                r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="3"/>"#
            }
            Self::Globe => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.5 2.5 3.75 5.5 3.75 9S14.5 18.5 12 21c-2.5-2.5-3.75-5.5-3.75-9S9.5 5.5 12 3Z"/>"#
            }
            Self::Hourglass => {
                r#"<path d="M6 3h12M6 21h12M7.5 3v4L12 12l4.5-5V3M7.5 21v-4L12 12l4.5 5v4"/>"#
            }
            Self::Inbox => {
                r#"<path d="M3.5 13.5 6.5 5h11l3 8.5V19h-17Z"/><path d="M3.5 13.5H8.5a3.5 3.5 0 0 0 7 0h5"/>"#
            }
            Self::Info => r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.75v.01"/>"#,
            Self::List => r#"<path d="M8.5 6h12M8.5 12h12M8.5 18h12M4 6v.01M4 12v.01M4 18v.01"/>"#,
            Self::Lock => {
                r#"<rect x="4.5" y="10.5" width="15" height="10" rx="2"/><path d="M8 10.5V7a4 4 0 0 1 8 0v3.5"/>"#
            }
            Self::Message => {
                r#"<path d="M3.5 5h17v11.5H11L6.5 20.5v-4h-3Z"/><path d="M8 9h8M8 12.5h5"/>"#
            }
            Self::Note => {
                r#"<path d="M4 4h16v10.5L14.5 20H4Z"/><path d="M14.5 20v-5.5H20M8 8.5h8M8 12h5"/>"#
            }
            Self::Pause => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M9.75 8.75v6.5M14.25 8.75v6.5"/>"#
            }
            Self::Pen => {
                r#"<path d="m4 20 1-4.5L16.5 4l3.5 3.5L8.5 19Z"/><path d="m14 6.5 3.5 3.5"/>"#
            }
            Self::Phone => {
                r#"<path d="M5 3.5h4l1.75 4.75L8.5 10a12 12 0 0 0 5.5 5.5l1.75-2.25L20.5 15v4a1.5 1.5 0 0 1-1.6 1.5C10.5 20 4 13.5 3.5 5.1A1.5 1.5 0 0 1 5 3.5Z"/>"#
            }
            Self::Plus => r#"<path d="M12 4.5v15M4.5 12h15"/>"#,
            Self::Print => {
                r#"<path d="M7 8V3.5h10V8M7 17H3.5V8h17v9H17"/><path d="M7 14h10v6.5H7Z"/>"#
            }
            Self::Scales => {
                r#"<path d="M12 3.5v17M7.5 20.5h9M4.5 7 12 5.5 19.5 7"/><path d="M4.75 7 2 14a3 3 0 0 0 5.5 0ZM19.25 7l-2.75 7a3 3 0 0 0 5.5 0Z"/>"#
            }
            Self::Search => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
            Self::Send => {
                r#"<path d="M3.5 11.5 20.5 4l-5 16-4-6.5Z"/><path d="m11.5 13.5 9-9.5"/>"#
            }
            Self::SignOut => {
                r#"<path d="M14 4H5v16h9"/><path d="M10 12h10.5M16.5 7.5 21 12l-4.5 4.5"/>"#
            }
            Self::Star => {
                r#"<path d="m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17l-5.3 3 1.1-6L3.4 9.8l6-.8Z"/>"#
            }
            Self::TextSize => {
                r#"<path d="M2.5 19 8.5 4.5l6 14.5M4.6 14h7.8"/><path d="M15.5 9.5h6M18.5 6.5v6"/>"#
            }
            Self::User => {
                r#"<circle cx="12" cy="8" r="4.5"/><path d="M3.5 20.5c1.2-4 4.5-6 8.5-6s7.3 2 8.5 6"/>"#
            }
        }
    }
}

/// A sign beside words. Screen readers skip it: the words must be enough.
#[component]
pub fn Icon(
    /// What is drawn.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg
            class="wq-icon"
            viewBox="0 0 24 24"
            width="24"
            height="24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
            inner_html=glyph.shapes()
        ></svg>
    }
}
