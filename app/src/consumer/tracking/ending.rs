//! How a case ended, what else a person can do about it, and the rating.

use domain::case::{CommandKind, State};
use domain::code::{Outcome, RefusalGround, TerminationGround};
use domain::locale::Locale;
use domain::tr;
use domain::view::TrackView;
use leptos::prelude::*;

use super::words::given;
use crate::ui::{ButtonKind, ButtonLink, SummaryList, SummaryRow};

/// Result, reply and ground; the other ways when it did not bring a solution.
pub(super) fn ending_view(case: &TrackView, locale: Locale) -> Option<AnyView> {
    let refused = case.state == State::Refused;
    if case.outcome.is_none() && !refused {
        return None;
    }
    let row = |key: std::borrow::Cow<'static, str>, value: String| SummaryRow::new(key, value);
    let termination = case.steps.iter().rev().find_map(|step| step.termination);
    let termination = termination.filter(|_| case.outcome == Some(Outcome::Terminated));
    let outcome = case.outcome.map_or_else(
        || tr!(locale, "tracking.ending.refused").into_owned(),
        |outcome| outcome.label(locale).to_owned(),
    );
    let recovered = case.recovered.filter(|amount| amount.get() > 0);
    let reply_name = if case.ground.is_some() {
        tr!(locale, "tracking.ending.reason")
    } else {
        tr!(locale, "tracking.ending.reply")
    };
    let rows = [
        Some(row(tr!(locale, "tracking.ending.outcome"), outcome)),
        recovered.map(|amount| row(tr!(locale, "tracking.ending.recovered"), amount.to_string())),
        case.reply.clone().map(|reply| row(reply_name, reply)),
    ];
    let unsolved = refused || matches!(case.outcome, Some(Outcome::Refused | Outcome::Terminated));
    let view = view! {
        <section class="wq-card" id="result">
            <h2 class="wq-card__title">{tr!(locale, "tracking.ending.result")}</h2>
            <SummaryList rows=rows.into_iter().flatten().collect()/>
            {case.ground.map(|ground| refusal_ground(ground, locale))}
            {termination.map(|ground| termination_ground(ground, locale))}
            {unsolved.then(|| ways_view(locale))}
        </section>
    };
    Some(view.into_any())
}

fn refusal_ground(ground: RefusalGround, locale: Locale) -> AnyView {
    view! { <p>{tr!(locale, "tracking.ending.ground", ground = ground.label(locale))}</p> }
        .into_any()
}

fn termination_ground(ground: TerminationGround, locale: Locale) -> AnyView {
    view! { <p>{tr!(locale, "tracking.ending.termination", ground = ground.label(locale))}</p> }
        .into_any()
}

/// The five ways of the Consumer Protection Law, Art. 39, in our words.
fn ways_view(locale: Locale) -> AnyView {
    view! {
        <h3 class="wq-subheading">{tr!(locale, "tracking.ways.title")}</h3>
        <p>{tr!(locale, "tracking.ways.lead")}</p>
        <ol class="wq-list">
            <li>{tr!(locale, "tracking.ways.settle")}</li>
            <li>{tr!(locale, "tracking.ways.mediate")}</li>
            <li>{tr!(locale, "tracking.ways.complain")}</li>
            <li>{tr!(locale, "tracking.ways.arbitrate")}</li>
            <li>{tr!(locale, "tracking.ways.sue")}</li>
        </ol>
    }
    .into_any()
}

/// The rating given, and the way to the survey.
pub(super) fn rating_view(case: &TrackView, locale: Locale) -> Option<AnyView> {
    let rated = case
        .rating
        .as_ref()
        .map(|rating| given(locale, rating.satisfaction));
    let token = case
        .survey
        .as_ref()
        .filter(|_| case.allowed.contains(&CommandKind::Rate));
    if rated.is_none() && token.is_none() {
        return None;
    }
    let (label, kind) = if rated.is_some() {
        (tr!(locale, "tracking.rating.change"), ButtonKind::Secondary)
    } else {
        (tr!(locale, "tracking.rating.start"), ButtonKind::Primary)
    };
    let link = token.map(|token| {
        view! {
            <ButtonLink href=format!("/s/{token}") kind=kind external=true>{label}</ButtonLink>
        }
    });
    let words = rated.unwrap_or_else(|| tr!(locale, "tracking.rating.lead").into_owned());
    let view = view! {
        <section class="wq-card" id="rating">
            <h2 class="wq-card__title">{tr!(locale, "tracking.rating.title")}</h2>
            <p>{words}</p>
            {link}
        </section>
    };
    Some(view.into_any())
}
