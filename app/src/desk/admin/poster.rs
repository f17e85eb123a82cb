//! `/desk/admin/poster`: a poster with a QR code for the door of a station or of a business.

use domain::locale::Locale;
use domain::tr;
use domain::view::PosterView;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{to_index, use_member};
use crate::api::poster::{LoadPosterToPrint, PosterToPrint};
use crate::consumer::PrintButton;
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_page;
use crate::ui::{Button, ButtonKind, Choice, Select};

/// The page; `to` is the code of an organisation, `m` the id of a business, `size` the paper.
#[component]
pub(in crate::desk) fn PosterPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let (to, m, size) = (use_member("to"), use_member("m"), use_member("size"));
    let sheet = page_data(move || LoadPosterToPrint { to: to(), m: m() });
    let sheet = sheet.show(move |loaded| match loaded {
        Ok(loaded) => {
            let paper = Paper::of(&untrack(size));
            sheet_view(&loaded, &untrack(m), paper, &page.phone(), locale)
        }
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(sheet, locale)
}

/// The paper it is printed on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paper {
    A4,
    A6,
}

impl Paper {
    fn of(code: &str) -> Self {
        if code == "a6" { Self::A6 } else { Self::A4 }
    }

    fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A6 => "a6",
        }
    }
}

fn sheet_view(
    loaded: &PosterToPrint,
    m: &str,
    paper: Paper,
    phone: &str,
    locale: Locale,
) -> AnyView {
    let heading = tr!(locale, "poster.print.title");
    view! {
        <Title text=page_title(locale, &heading)/>
        <div class="wq-no-print wq-stack">
            <h1 class="wq-title">{heading}</h1>
            <p class="wq-lead">{tr!(locale, "poster.print.lead")}</p>
            {choice_view(loaded, m, paper, locale)}
        </div>
        {poster_view(&loaded.sheet.poster, loaded.qr.clone(), paper, phone, locale)}
    }
    .into_any()
}

/// Reading only, so what is chosen may stand in the address.
fn choice_view(loaded: &PosterToPrint, m: &str, paper: Paper, locale: Locale) -> AnyView {
    let sheet = &loaded.sheet;
    let anyone = Choice::new("", tr!(locale, "poster.print.anywhere"));
    let organisations = sheet.organisations.iter().map(|organisation| {
        let name = format!("{} {}", organisation.code, organisation.name(locale));
        Choice::new(&organisation.code, name)
    });
    let organisations = std::iter::once(anyone).chain(organisations).collect();
    let chosen = sheet.poster.organisation.as_ref();
    let chosen = chosen.map(|organisation| organisation.code.clone());
    let papers = vec![
        Choice::new("a4", tr!(locale, "poster.print.a4")),
        Choice::new("a6", tr!(locale, "poster.print.a6")),
    ];
    view! {
        <form class="wq-card" method="get" action="/desk/admin/poster">
            <input type="hidden" name="m" value=m.to_owned()/>
            <Select
                name="to"
                label=tr!(locale, "poster.organisation")
                choices=organisations
                selected=chosen.unwrap_or_default()
            />
            <Select
                name="size"
                label=tr!(locale, "poster.print.paper")
                choices=papers
                selected=paper.code().to_owned()
            />
            <div class="wq-actions">
                <Button kind=ButtonKind::Secondary>{tr!(locale, "poster.print.show")}</Button>
                <PrintButton label=tr!(locale, "poster.print.go")/>
            </div>
        </form>
    }
    .into_any()
}

/// The poster itself, the same on the screen as on paper.
fn poster_view(
    poster: &PosterView,
    qr: String,
    paper: Paper,
    page_phone: &str,
    locale: Locale,
) -> AnyView {
    let organisation = poster.organisation.as_ref();
    let place = organisation.map(|organisation| {
        view! { <p class="wq-poster__place">{organisation.name(locale).to_owned()}</p> }
    });
    let business = poster.business.clone();
    let business = business.map(|name| view! { <p class="wq-poster__business">{name}</p> });
    let own = organisation.map(|organisation| organisation.phone.clone());
    let phone = own.filter(|own| !own.is_empty());
    let phone = phone.unwrap_or_else(|| page_phone.to_owned());
    let steps = [
        tr!(locale, "poster.step_scan"),
        tr!(locale, "poster.step_tell"),
        tr!(locale, "poster.step_keep"),
    ];
    let steps: Vec<_> = steps
        .into_iter()
        .map(|step| view! { <li>{step}</li> })
        .collect();
    view! {
        <section class="wq-poster" data-paper=paper.code() aria-label=tr!(locale, "poster.print.preview")>
            <div class="wq-poster__head">
                <h2 class="wq-poster__title">{tr!(locale, "poster.title")}</h2>
                <p class="wq-poster__kinds">{tr!(locale, "poster.kinds")}</p>
            </div>
            {business}
            {place}
            <div class="wq-poster__code" role="img" aria-label=tr!(locale, "poster.qr") inner_html=qr></div>
            <ol class="wq-poster__steps">{steps}</ol>
            <p class="wq-poster__phone">{tr!(locale, "poster.phone", phone = phone)}</p>
            <p class="wq-poster__small">{tr!(locale, "poster.free")}" "{tr!(locale, "ui.disclaimer")}</p>
        </section>
    }
    .into_any()
}
