//! Along the list that a case was opened from.

use domain::locale::Locale;
use domain::tr;
use domain::view::{Neighbour, Neighbours, QueueFilter};
use leptos::prelude::*;

use crate::desk::address::{case_address, query_of, queue_address};
use crate::ui::{Glyph, Icon};

/// The way back to the list, and to the cases beside this one as far as there are any.
pub(super) fn neighbours_view(
    neighbours: &Neighbours,
    filter: &QueueFilter,
    locale: Locale,
) -> AnyView {
    let to = |neighbour: &Neighbour| {
        let list = query_of(&QueueFilter {
            place: neighbour.place.clone(),
            ..filter.clone()
        });
        case_address(neighbour.number.as_str(), &list, "")
    };
    let previous = neighbours.previous.as_ref().map(|neighbour| {
        view! {
            <a class="wq-along__link" href=to(neighbour) rel="prev">
                <Icon glyph=Glyph::ArrowLeft/>
                <span>{tr!(locale, "desk.case.previous")}</span>
            </a>
        }
    });
    let next = neighbours.next.as_ref().map(|neighbour| {
        view! {
            <a class="wq-along__link" href=to(neighbour) rel="next">
                <span>{tr!(locale, "desk.case.next")}</span>
                <Icon glyph=Glyph::ArrowRight/>
            </a>
        }
    });
    view! {
        <nav class="wq-along" aria-label=tr!(locale, "desk.case.along")>
            <a class="wq-along__link wq-along__list" href=queue_address(filter)>
                {tr!(locale, "desk.case.to_list")}
            </a>
            {previous}
            {next}
        </nav>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::locale::Locale;
    use domain::view::{Neighbour, Neighbours, QueueFilter};
    use leptos::prelude::*;

    use super::neighbours_view;
    use crate::desk::sample::row;

    fn html(neighbours: &Neighbours) -> String {
        let filter = QueueFilter {
            queue: "open".to_owned(),
            case_type: "complaint".to_owned(),
            place: "here".to_owned(),
            ..QueueFilter::default()
        };
        Owner::new().with(|| neighbours_view(neighbours, &filter, Locale::ZhCn).to_html())
    }

    #[test]
    fn a_neighbour_is_opened_in_the_same_list_at_its_own_place() {
        let html = html(&Neighbours {
            previous: None,
            next: Some(Neighbour {
                number: row().number,
                place: "there".to_owned(),
            }),
        });
        let href = format!(
            r#"href="/desk/cases/{}?queue=open&amp;type=complaint&amp;place=there" rel="next""#,
            row().number.as_str()
        );
        assert!(html.contains(&href), "{html}");
        assert!(html.contains("下一件"), "{html}");
        assert!(
            html.contains(r#"href="/desk?queue=open&amp;type=complaint""#),
            "{html}"
        );
    }

    #[test]
    fn at_an_end_of_the_list_only_links_that_lead_somewhere_are_there() {
        let html = html(&Neighbours::default());
        assert!(html.contains("回到列表"), "{html}");
        assert!(!html.contains("上一件"), "{html}");
        assert!(!html.contains("下一件"), "{html}");
    }
}
