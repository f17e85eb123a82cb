//! `/desk/cases/:number/do/:command`: the form of one command.

use domain::case::CommandKind;
use domain::locale::Locale;
use domain::tr;
use domain::view::{CaseView, Failure, QueueFilter};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

use super::address::{case_address, filter_of, query_of};
use super::case::{case_title, open_number, split_view};
use super::command_fields::fields_view;
use super::deadline::deadline_chip;
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::queue::state_tone;
use crate::api::desk::{CasePage as CaseData, GiveCommand, LoadCase};
use crate::loading::page_data;
use crate::page::{use_locale, use_page};
use crate::ui::{
    BackLink, Button, ButtonKind, ButtonLink, Notice, NoticeKind, PostForm, StateTag, SummaryList,
    SummaryRow,
};

/// The page.
#[component]
pub(super) fn CommandPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let query = use_query_map();
    let number = open_number();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let kind = move || {
        let code = params.with_untracked(|params| params.get("command"));
        code.and_then(|code| CommandKind::parse(&code).ok())
    };
    let me = use_page().viewer.map(|viewer| viewer.staff.account);
    let case = page_data(move || LoadCase {
        number: number.get(),
        form: form(),
        list: QueueFilter::default(),
    });
    split_view(case.show(move |page| match (page, kind()) {
        (Ok(mut page), Some(kind)) => {
            // Most cases are taken by the person who looks at them.
            page.case
                .colleagues
                .sort_by_key(|colleague| Some(colleague.account) != me);
            command_view(&page, kind, &query.with_untracked(filter_of), locale)
        }
        (Ok(_), None) => failure_view(&Failure::NotFound, locale),
        (Err(error), _) => failure_view(&error.0, locale),
    }))
}

/// The form, or why the step is not possible now.
fn command_view(
    page: &CaseData,
    kind: CommandKind,
    filter: &QueueFilter,
    locale: Locale,
) -> AnyView {
    let case = &page.case;
    let list = query_of(filter);
    let back = case_address(case.number.as_str(), &list, "");
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let title = feedback.title(kind.label(locale));
    let body = if case.allowed.contains(&kind) {
        form_view(page, kind, &list, locale)
    } else {
        impossible_view(&back, locale)
    };
    view! {
        <Title text=page_title(locale, &title)/>
        <BackLink href=back.clone() label=tr!(locale, "desk.command.back")/>
        {feedback.summary(&back)}
        <section class="wq-panel wq-stack">
            <p class="wq-case__number">{case.number.grouped()}</p>
            <h1 class="wq-title">{kind.label(locale)}</h1>
            {about_view(case, locale)}
            {body}
        </section>
    }
    .into_any()
}

fn about_view(case: &CaseView, locale: Locale) -> AnyView {
    let chip = case
        .deadline
        .as_ref()
        .map(|deadline| deadline_chip(deadline, locale));
    view! {
        <div class="wq-inline">
            <span>{case_title(case, locale)}</span>
            <StateTag text=case.state.label(locale) tone=state_tone(case.state)/>
            {chip}
        </div>
    }
    .into_any()
}

fn impossible_view(back: &str, locale: Locale) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{tr!(locale, "desk.command.not_now")}</p>
        </Notice>
        <div class="wq-actions">
            <ButtonLink href=back.to_owned()>{tr!(locale, "desk.command.back")}</ButtonLink>
        </div>
    }
    .into_any()
}

fn form_view(page: &CaseData, kind: CommandKind, list: &str, locale: Locale) -> AnyView {
    let case = &page.case;
    let number = case.number.as_str().to_owned();
    let version = case.version.to_string();
    let list = list.to_owned();
    let cancel = case_address(&number, &list, "");
    let look = if is_decision_against(kind) {
        ButtonKind::Warning
    } else {
        ButtonKind::Primary
    };
    let summary = is_decision(kind).then(|| decision_view(case, kind, locale));
    let fields = fields_view(page, kind, locale);
    view! {
        {summary}
        <PostForm action=GiveCommand::PATH>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="list" value=list/>
            <input type="hidden" name="command" value=kind.code()/>
            {fields}
            <div class="wq-actions">
                <Button kind=look>{submit_label(kind, locale)}</Button>
                <ButtonLink kind=ButtonKind::Quiet href=cancel>{tr!(locale, "common.cancel")}</ButtonLink>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Decisions that are told to the consumer at once and cannot be taken back.
fn is_decision(kind: CommandKind) -> bool {
    matches!(kind, CommandKind::Accept | CommandKind::ApproveRefusal)
}

fn is_decision_against(kind: CommandKind) -> bool {
    matches!(kind, CommandKind::ApproveRefusal | CommandKind::Withdraw)
}

fn submit_label(kind: CommandKind, locale: Locale) -> String {
    if is_decision(kind) {
        tr!(locale, "desk.command.confirm", command = kind.label(locale)).into_owned()
    } else {
        kind.label(locale).to_owned()
    }
}

/// What is decided upon, to check before it is done.
fn decision_view(case: &CaseView, kind: CommandKind, locale: Locale) -> AnyView {
    let mut rows = Vec::new();
    let business = case
        .respondent
        .as_ref()
        .map(|business| business.name.clone());
    rows.extend(business.map(|name| SummaryRow::new(tr!(locale, "desk.case.business_name"), name)));
    rows.push(SummaryRow::new(
        tr!(locale, "desk.case.facts"),
        case.facts.clone(),
    ));
    if let (CommandKind::ApproveRefusal, Some(refusal)) = (kind, &case.refusal) {
        rows.push(SummaryRow::new(
            tr!(locale, "desk.result.ground"),
            refusal.ground.label(locale),
        ));
        rows.push(SummaryRow::new(
            tr!(locale, "desk.result.reason"),
            refusal.reason.clone(),
        ));
    }
    let warning = match kind {
        CommandKind::Accept => tr!(locale, "desk.command.accept_warning"),
        _ => tr!(locale, "desk.command.approve_refusal_warning"),
    };
    view! {
        <h2 class="wq-panel__title">{tr!(locale, "desk.command.check")}</h2>
        <SummaryList rows=rows dense=true/>
        <Notice kind=NoticeKind::Warning>
            <p>{warning}</p>
        </Notice>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::case::{CommandKind, Fault, FieldProblem, Refusal};
    use domain::locale::Locale;
    use domain::view::{Failure, FormState, QueueFilter};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::command_view;
    use crate::desk::sample::page;

    fn html(kind: CommandKind, allowed: &[CommandKind], form: FormState) -> String {
        Owner::new().with(|| {
            provide_meta_context();
            let page = page(allowed, form);
            command_view(&page, kind, &QueueFilter::default(), Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn every_command_of_staff_has_a_form_that_names_it() {
        for kind in CommandKind::ALL {
            let html = html(*kind, &[*kind], FormState::default());
            assert!(
                html.contains(&format!(r#"name="command" value="{}""#, kind.code())),
                "{html}"
            );
            assert!(html.contains(r#"name="version" value="4""#), "{html}");
            assert!(
                html.contains(r#"method="post" action="/fn/desk/command""#),
                "{html}"
            );
        }
    }

    #[test]
    fn a_step_that_is_not_possible_has_no_form() {
        let html = html(
            CommandKind::Accept,
            &[CommandKind::Note],
            FormState::default(),
        );
        assert!(!html.contains("<form"), "{html}");
        assert!(html.contains("不能办理这一步"), "{html}");
    }

    #[test]
    fn wrong_fields_keep_what_was_typed_and_say_what_to_do() {
        let form = FormState {
            values: [("reason".to_owned(), "不属于职责".to_owned())].into(),
            problems: vec![FieldProblem::new("ground", Fault::Missing)],
            failure: Some(Failure::Invalid(Vec::new())),
            shown: None,
        };
        let html = html(
            CommandKind::ProposeRefusal,
            &[CommandKind::ProposeRefusal],
            form,
        );
        assert!(html.contains("不属于职责"), "{html}");
        assert!(html.contains(r##"href="#f-ground""##), "{html}");
        assert!(html.contains(r#"id="f-ground""#), "{html}");
    }

    #[test]
    fn a_refusal_by_the_rules_stands_at_its_field() {
        let failure = Some(Failure::Refused(Refusal::ReplyMissing));
        let html = html(
            CommandKind::Close,
            &[CommandKind::Close],
            FormState {
                failure,
                ..FormState::default()
            },
        );
        assert!(html.contains(r##"href="#f-reply""##), "{html}");
        assert_eq!(html.matches("请填写给当事人的答复").count(), 2, "{html}");
    }

    #[test]
    fn a_decision_shows_what_is_decided_upon() {
        let html = html(
            CommandKind::Accept,
            &[CommandKind::Accept],
            FormState::default(),
        );
        assert!(html.contains("买了三天就不通电"), "{html}");
        assert!(html.contains("确认受理"), "{html}");
    }
}
