//! All answers once more, before they are sent.

use domain::case::{Draft, DraftStep};
use domain::code::{CaseType, Claim, ItemCategory, Problem, ReportProblem};
use domain::locale::Locale;
use domain::tr;
use domain::value::{Fen, RoughDate};
use domain::view::EvidenceView;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::question::{failed_notice, page_title};
use super::story::facts_label;
use crate::api::draft::{DraftPage, FileDraft, OpenDraft};
use crate::loading::page_data;
use crate::page::use_page;
use crate::public::failure::failure_view;
use crate::ui::{
    BackLink, Button, Checkbox, ErrorSummary, FieldError, PostForm, SummaryList, SummaryRow,
};

/// The check page: every answer with a link to change it, the statement of truth, the submit
/// button.
#[component]
pub(in crate::consumer) fn CheckPage() -> impl IntoView {
    let locale = use_page().locale;
    let query = use_query_map();
    let loaded = page_data(|| OpenDraft {
        step: DraftStep::Check,
        errors: false,
        form: String::new(),
    });
    let page = loaded.show(move |page| {
        let untrue = query.read_untracked().get("errors").is_some();
        match page {
            Ok(page) => {
                let promise = promise(&page.draft, untrue, locale);
                let form = view! { <PostForm action=FileDraft::PATH>{promise}</PostForm> };
                check_view(&page, untrue, locale, form.into_any())
            }
            Err(error) => failure_view(&error.0, locale),
        }
    });
    view! {
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            {failed_notice(locale)}
            {page}
        </main>
    }
}

fn check_view(page: &DraftPage, untrue: bool, locale: Locale, form: AnyView) -> AnyView {
    let draft = &page.draft;
    let title = tr!(locale, "consumer.check.title");
    let errors =
        untrue.then(|| FieldError::new("truthful", tr!(locale, "consumer.check.promise_missing")));
    let back = draft
        .previous_step(DraftStep::Check)
        .unwrap_or(DraftStep::Kind);
    view! {
        <Title text=page_title(&title, untrue, locale)/>
        <BackLink href=format!("/file/{back}") label=tr!(locale, "common.back")/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors.into_iter().collect()/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "consumer.check.lead")}</p>
            <SummaryList rows=rows(draft, &page.evidence, locale)/>
        </div>
        <div class="wq-card">{form}</div>
    }
    .into_any()
}

fn promise(draft: &Draft, untrue: bool, locale: Locale) -> AnyView {
    let error = untrue.then(|| tr!(locale, "consumer.check.promise_missing"));
    let submit = submit_label(draft.chosen_type(), locale);
    view! {
        <h2 class="wq-card__title">{tr!(locale, "consumer.check.promise_title")}</h2>
        <Checkbox name="truthful" label=tr!(locale, "consumer.check.promise") error=error/>
        <div class="wq-actions">
            <Button name="go" value="file">{submit}</Button>
        </div>
    }
    .into_any()
}

fn submit_label(case_type: Option<CaseType>, locale: Locale) -> String {
    match case_type {
        Some(CaseType::Report) => tr!(locale, "consumer.check.submit_report"),
        Some(CaseType::Consultation) => tr!(locale, "consumer.check.submit_consultation"),
        Some(CaseType::Suggestion) => tr!(locale, "consumer.check.submit_suggestion"),
        Some(CaseType::LegalAid) => tr!(locale, "consumer.check.submit_legal_aid"),
        Some(CaseType::Complaint) | None => tr!(locale, "consumer.check.submit_complaint"),
    }
    .into_owned()
}

/// The answers of the pages that this type of case has.
fn rows(draft: &Draft, evidence: &[EvidenceView], locale: Locale) -> Vec<SummaryRow> {
    let case_type = draft.chosen_type().unwrap_or(CaseType::Complaint);
    let pages = DraftStep::pages(case_type);
    let asks = |step: DraftStep| pages.contains(&step);
    let mut rows = vec![answer(
        tr!(locale, "consumer.check.kind"),
        case_type.label(locale),
        DraftStep::Kind,
        locale,
    )];
    if asks(DraftStep::Business) {
        rows.extend(business_rows(draft, locale));
    }
    if asks(DraftStep::Purchase) {
        rows.extend(purchase_rows(draft, locale));
    }
    rows.push(answer(
        facts_label(case_type, locale),
        &draft.facts,
        DraftStep::Story,
        locale,
    ));
    match case_type {
        CaseType::Complaint => {
            let problem =
                Problem::parse(&draft.problem).map_or("", |problem| problem.label(locale));
            rows.push(answer(
                tr!(locale, "consumer.story.problem"),
                problem,
                DraftStep::Story,
                locale,
            ));
        }
        CaseType::Report => {
            let problem =
                ReportProblem::parse(&draft.problem).map_or("", |problem| problem.label(locale));
            rows.push(answer(
                tr!(locale, "consumer.story.problem"),
                problem,
                DraftStep::Story,
                locale,
            ));
        }
        _ => {}
    }
    if asks(DraftStep::Evidence) {
        rows.push(evidence_row(evidence, locale));
    }
    if asks(DraftStep::Wishes) {
        rows.extend(wish_rows(draft, locale));
    }
    rows.extend(contact_rows(draft, case_type, locale));
    rows
}

fn business_rows(draft: &Draft, locale: Locale) -> [SummaryRow; 3] {
    let row = |key, value: &str| answer(key, value, DraftStep::Business, locale);
    [
        row(
            tr!(locale, "consumer.business.name"),
            &draft.respondent_name,
        ),
        row(
            tr!(locale, "consumer.business.address"),
            &draft.respondent_address,
        ),
        row(
            tr!(locale, "consumer.business.credit_code"),
            &draft.respondent_credit_code,
        ),
    ]
}

fn purchase_rows(draft: &Draft, locale: Locale) -> [SummaryRow; 4] {
    let row = |key, value: &str| answer(key, value, DraftStep::Purchase, locale);
    let category =
        ItemCategory::parse(&draft.item_category).map_or("", |category| category.label(locale));
    let date = RoughDate::from_inputs(
        &draft.purchased_year,
        &draft.purchased_month,
        &draft.purchased_day,
    );
    let date = date.map(|date| date.label(locale)).unwrap_or_default();
    [
        row(tr!(locale, "consumer.purchase.name"), &draft.item_name),
        row(tr!(locale, "consumer.purchase.category"), category),
        row(tr!(locale, "consumer.purchase.date"), &date),
        row(
            tr!(locale, "consumer.purchase.order_no"),
            &draft.item_order_no,
        ),
    ]
}

fn evidence_row(evidence: &[EvidenceView], locale: Locale) -> SummaryRow {
    let names: Vec<_> = evidence.iter().map(|file| file.name.as_str()).collect();
    let names = names.join(&tr!(locale, "common.list_separator"));
    let said = tr!(locale, "evidence.names", n = evidence.len(), names = names);
    let value = if evidence.is_empty() { "" } else { &*said };
    let key = tr!(locale, "evidence.title");
    answer(key, value, DraftStep::Evidence, locale)
}

fn wish_rows(draft: &Draft, locale: Locale) -> [SummaryRow; 2] {
    let row = |key, value: &str| answer(key, value, DraftStep::Wishes, locale);
    let claims: Vec<_> = draft
        .claims
        .iter()
        .filter_map(|code| Claim::parse(code).ok())
        .map(|claim| claim.label(locale))
        .collect();
    let amount =
        Fen::parse(&draft.claim_amount).map_or_else(|_| String::new(), |amount| amount.to_string());
    [
        row(
            tr!(locale, "consumer.check.claims"),
            &claims.join(&tr!(locale, "common.list_separator")),
        ),
        row(tr!(locale, "consumer.wishes.amount"), &amount),
    ]
}

fn contact_rows(draft: &Draft, case_type: CaseType, locale: Locale) -> Vec<SummaryRow> {
    let row = |key, value: &str| answer(key, value, DraftStep::Contact, locale);
    let yes_no = |yes: bool| {
        if yes {
            tr!(locale, "common.yes")
        } else {
            tr!(locale, "common.no")
        }
    };
    let mut rows = vec![
        row(
            tr!(locale, "consumer.contact.name"),
            &draft.complainant_name,
        ),
        row(
            tr!(locale, "consumer.contact.phone"),
            &draft.complainant_phone,
        ),
        row(
            tr!(locale, "consumer.contact.address"),
            &draft.complainant_address,
        ),
        row(
            tr!(locale, "consumer.check.publication"),
            &yes_no(draft.publication),
        ),
    ];
    if case_type == CaseType::Complaint {
        rows.push(row(
            tr!(locale, "consumer.check.entrusted"),
            &yes_no(draft.entrusted_mediation),
        ));
    }
    rows
}

fn answer(key: impl Into<String>, value: &str, step: DraftStep, locale: Locale) -> SummaryRow {
    let missing = value.trim().is_empty();
    let value = if missing {
        tr!(locale, "common.not_provided").into_owned()
    } else {
        value.to_owned()
    };
    let row = SummaryRow {
        missing,
        ..SummaryRow::new(key, value)
    };
    row.with_change(
        format!("/file/{step}?from=check"),
        tr!(locale, "common.change"),
    )
}

#[cfg(test)]
mod tests {
    use domain::case::Draft;
    use domain::locale::Locale;

    use super::rows;

    #[test]
    fn each_answer_stands_in_words_with_a_link_that_comes_back() {
        let draft = Draft {
            case_type: "complaint".to_owned(),
            item_category: "G04".to_owned(),
            purchased_year: "2026".to_owned(),
            purchased_month: "10".to_owned(),
            claims: vec!["refund".to_owned(), "apology".to_owned()],
            claim_amount: "１２９９．９".to_owned(),
            ..Draft::default()
        };
        let rows = rows(&draft, &[], Locale::ZhCn);
        let values: Vec<_> = rows.iter().map(|row| row.value.as_str()).collect();
        for value in [
            "投诉",
            "家用电器",
            "退还货款或服务费用、赔礼道歉、恢复名誉",
            "¥1,299.90",
        ] {
            assert!(values.contains(&value), "{value} in {values:?}");
        }
        let back = |row: &crate::ui::SummaryRow| {
            row.change
                .as_ref()
                .is_some_and(|change| change.href.ends_with("?from=check"))
        };
        assert!(rows.iter().all(back));
    }

    #[test]
    fn what_was_left_out_says_so_and_what_was_never_asked_is_not_there() {
        let draft = Draft {
            case_type: "consultation".to_owned(),
            ..Draft::default()
        };
        let rows = rows(&draft, &[], Locale::ZhCn);
        assert!(rows.iter().all(|row| row.key != "商家名称"));
        let name = rows.iter().find(|row| row.key == "姓名");
        assert!(name.is_some_and(|row| row.missing && row.value == "未填写"));
    }
}
