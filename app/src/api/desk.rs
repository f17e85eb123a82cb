//! What the desk asks of the server.

use chrono::{DateTime, Utc};
use domain::view::{CaseView, FormState, Neighbours, QueueFilter, QueueView, SearchView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::qr::{business_qr, survey_qr};
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::{
    case_address, command_address, register_address, search_address, sign_in_address,
};
#[cfg(feature = "ssr")]
use domain::view::{Failure, Viewer};
#[cfg(feature = "ssr")]
use std::collections::BTreeMap;

/// A case with what its page shows beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePage {
    /// The case, masked.
    pub case: CaseView,
    /// What the last form of this page left.
    pub form: FormState,
    /// The survey to show at the counter, once the case is closed.
    pub survey: Option<SurveyLink>,
    /// The link by which the business answers, while one works.
    pub business: Option<BusinessAddress>,
    /// The cases beside it in the list it was opened from; none where it was not.
    #[serde(default)]
    pub neighbours: Option<Neighbours>,
}

/// The link by which a business answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessAddress {
    /// The whole address, to be passed on.
    pub address: String,
    /// QR code as SVG markup, made by the server.
    pub svg: String,
    /// Until when it works.
    pub until: DateTime<Utc>,
}

/// The way to the survey of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyLink {
    /// Path of the survey.
    pub href: String,
    /// QR code as SVG markup, made by the server.
    pub svg: String,
}

/// The search page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPage {
    /// A search that was not started, and why.
    pub form: FormState,
    /// What the search of the address found; none where the address names no search.
    pub found: Option<SearchView>,
}

/// A command as its form posts it: the members of `domain::case::RawCommand` that staff fill in,
/// and where the page stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::case::RawCommand")]
pub struct CommandForm {
    pub text: String,
    pub reason: String,
    pub items: String,
    pub due: String,
    pub ground: String,
    pub to: String,
    pub way: String,
    pub result: String,
    pub terms: String,
    pub amount: String,
    pub performed: String,
    pub outcome: String,
    pub reply: String,
    pub recovered: String,
    pub termination: String,
    pub satisfaction: String,
    pub organisation: String,
    pub side: String,
    pub agrees: String,
    pub at: String,
    pub place: String,
    pub attendance: String,
    pub hold: String,
    pub review_on: String,
    pub perform_by: String,
    pub not_filed: String,
    pub decision: String,
    pub into: String,
    pub flag: String,
    pub level: String,
}

/// The registration form as it is posted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::case::RawFiling")]
pub struct RegistrationForm {
    pub complainant_name: String,
    pub complainant_phone: String,
    pub complainant_address: String,
    pub respondent_name: String,
    pub respondent_address: String,
    pub respondent_credit_code: String,
    pub item_name: String,
    pub item_category: String,
    pub item_purchased_on_year: String,
    pub item_purchased_on_month: String,
    pub item_purchased_on_day: String,
    pub item_order_no: String,
    pub problem: String,
    pub report_problem: String,
    pub claims: Vec<String>,
    pub claim_amount: String,
    pub facts: String,
    #[serde(rename = "type")]
    pub case_type: String,
    pub channel: String,
    pub consents_privacy_notice: String,
    pub entrusted_mediation: String,
    pub publication: String,
}

/// One page of the queue.
///
/// # Errors
/// When nobody is signed in or the queue cannot be read.
#[server(prefix = "/fn", endpoint = "desk/queue")]
pub async fn load_queue(
    /// What the address asks for.
    #[server(default)]
    filter: QueueFilter,
) -> Result<QueueView, AppError> {
    let request = Request::current()?;
    Ok(service::desk::queue(&request.services, request.viewer()?, &filter).await?)
}

/// One case; `form` is the id of what its last form left, or empty, `list` what it was opened from.
///
/// # Errors
/// When nobody is signed in, or there is no such case for this person.
#[server(prefix = "/fn", endpoint = "desk/case")]
pub async fn load_case(
    /// Number of the case.
    number: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
    /// The list with the place of the case in it; empty on pages that do not lead along it.
    #[server(default)]
    list: QueueFilter,
) -> Result<CasePage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let case = service::desk::case(&request.services, viewer, &number).await?;
    // A list that cannot be walked any more takes nobody's case away.
    let neighbours = service::neighbours::neighbours(&request.services, viewer, &list).await;
    let form = form_state(&request, &form).await?;
    let survey = case
        .survey
        .as_deref()
        .map(|token| survey_link(&request, token));
    let business = case.business_link.as_ref();
    let business = business.map(|link| {
        let (address, svg) = business_qr(&request.header("host"), &link.token);
        BusinessAddress {
            address,
            svg,
            until: link.until,
        }
    });
    Ok(CasePage {
        case,
        form,
        survey,
        business,
        neighbours: neighbours.unwrap_or_default(),
    })
}

/// What a form left; empty without an id.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/form")]
pub async fn load_form(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    request.viewer()?;
    form_state(&request, &form).await
}

/// What a kept search finds, narrowed and continued by the filter; without an id only the empty
/// search box.
///
/// # Errors
/// When nobody is signed in, or the search is over or somebody else's.
#[server(prefix = "/fn", endpoint = "desk/found")]
pub async fn load_found(
    /// Id of the kept search.
    #[server(default)]
    id: String,
    /// Type, state and place of the page.
    #[server(default)]
    filter: QueueFilter,
    /// Id of the form row of a search that was not started.
    #[server(default)]
    form: String,
) -> Result<FoundPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let form = form_state(&request, &form).await?;
    if id.is_empty() {
        return Ok(FoundPage { form, found: None });
    }
    let found = service::search::run(&request.services, viewer, &id, &filter).await?;
    let found = Some(found);
    Ok(FoundPage { form, found })
}

/// Keeps what is looked for and leads to what it finds; the address holds only an id.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/search")]
pub async fn search(
    /// What was typed.
    #[server(default)]
    q: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let typed = || [("q".to_owned(), q.clone())].into();
    let page = |form: &str| search_address("", &QueueFilter::default(), form);
    let Some(viewer) = present(&request, typed, page).await? else {
        return Ok(());
    };
    match service::search::start(&request.services, viewer, &q).await {
        Ok(id) => redirect(&search_address(&id, &QueueFilter::default(), "")),
        Err(failure) => {
            let state = FormState {
                values: typed(),
                ..refused(failure)
            };
            redirect(&page(&keep(&request, state).await?));
        }
    }
    Ok(())
}

/// Does a command and returns to the case; on a refusal, to the form with everything typed.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/command")]
pub async fn give_command(
    /// Number of the case.
    number: String,
    /// Version the person saw.
    version: u32,
    /// Name of the command.
    command: String,
    /// Query of the queue the case was opened from.
    #[server(default)]
    list: String,
    /// What was filled in.
    #[server(flatten)]
    form: CommandForm,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let page = |id: &str| command_address(&number, &command, &list, id);
    let Some(viewer) = present(&request, || values(&form), page).await? else {
        return Ok(());
    };
    let raw = form.raw(&command);
    let done = service::desk::command(&request.services, viewer, &number, Some(version), raw).await;
    match done {
        Ok(_) => redirect(&case_address(&number, &list, "")),
        Err(failure) => {
            let id = keep(
                &request,
                FormState {
                    values: values(&form),
                    ..refused(failure)
                },
            )
            .await?;
            redirect(&page(&id));
        }
    }
    Ok(())
}

/// Shows one field in clear, once; the look is recorded with its reason.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/reveal")]
pub async fn reveal(
    /// Number of the case.
    number: String,
    /// Code of `domain::view::RevealField`.
    #[server(default)]
    field: String,
    /// Why it has to be seen.
    #[server(default)]
    reason: String,
    /// Query of the queue the case was opened from.
    #[server(default)]
    list: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let values = || {
        [
            ("field".to_owned(), field.clone()),
            ("reason".to_owned(), reason.clone()),
        ]
    };
    let page = |id: &str| case_address(&number, &list, id);
    let Some(viewer) = present(&request, || values().into(), page).await? else {
        return Ok(());
    };
    let shown = service::desk::reveal(&request.services, viewer, &number, &field, &reason).await;
    let state = match shown {
        Ok(value) => FormState {
            shown: Some(value),
            ..FormState::default()
        },
        Err(failure) => refused(failure),
    };
    let values = values().into();
    let id = keep(&request, FormState { values, ..state }).await?;
    redirect(&page(&id));
    Ok(())
}

/// Registers a case for somebody on the phone or at the counter; the page then shows number and
/// receipt once. Other buttons of the form keep what is typed (`keep`), look the business up
/// (`find`), or take an entry of the register over (`use:` and its id).
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/register")]
pub async fn register(
    /// Id of the unfinished registration.
    #[server(default)]
    draft: String,
    /// The button: empty to register.
    #[server(default)]
    go: String,
    /// What was filled in.
    #[server(flatten)]
    form: RegistrationForm,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let mut form = form;
    let typed = values(&form);
    let page = |id: &str| register_address(&draft, "", id);
    let Some(viewer) = present(&request, || typed, page).await? else {
        return Ok(());
    };
    if !go.is_empty() {
        if let Some(id) = go.strip_prefix("use:") {
            let known = service::businesses::look_up(&request.services, viewer, id).await?;
            form.take_over(known);
        }
        let kept =
            service::unfinished::keep(&request.services, viewer, &draft, &values(&form)).await?;
        redirect(&register_address(&kept, &go, ""));
        return Ok(());
    }
    let filed = match form.raw(&request.services.offered()) {
        Ok(raw) => service::desk::register(&request.services, viewer, raw).await,
        Err(problems) => Err(Failure::Invalid(problems)),
    };
    match filed {
        Ok(filed) => {
            let state = FormState {
                values: [("number".to_owned(), filed.number.as_str().to_owned())].into(),
                shown: Some(filed.receipt),
                ..FormState::default()
            };
            // The case is registered; what is left of the typing is over by tomorrow anyway.
            drop(service::unfinished::discard(&request.services, viewer, &draft).await);
            redirect(&register_address("", "", &keep(&request, state).await?));
        }
        Err(failure) => {
            let state = FormState {
                values: values(&form),
                ..refused(failure)
            };
            redirect(&page(&keep(&request, state).await?));
        }
    }
    Ok(())
}

#[cfg(feature = "ssr")]
mod posted {
    //! From what a form posts to what the rules read.

    use std::collections::BTreeMap;

    use domain::business::RawBusiness;
    use domain::case::{
        Consents, Fault, FieldProblem, PRIVACY_NOTICE, RawClaim, RawCommand, RawFiling, RawItem,
        RawPerson, RawRespondent,
    };
    use domain::code::{CaseType, Claim};
    use domain::offer::Offered;
    use domain::value::{Fen, RoughDate};
    use serde::Serialize;

    use super::{CommandForm, RegistrationForm};

    fn given(text: &str) -> Option<String> {
        Some(text.to_owned()).filter(|text| !text.trim().is_empty())
    }

    impl CommandForm {
        /// The command for the rules to read.
        pub(super) fn raw(&self, command: &str) -> RawCommand {
            RawCommand {
                command: command.to_owned(),
                text: given(&self.text),
                reason: given(&self.reason),
                items: given(&self.items),
                due: given(&self.due),
                ground: given(&self.ground),
                to: given(&self.to),
                way: given(&self.way),
                result: given(&self.result),
                terms: given(&self.terms),
                amount: given(&self.amount),
                performed: self.performed.parse().ok(),
                outcome: given(&self.outcome),
                reply: given(&self.reply),
                recovered: given(&self.recovered),
                termination: given(&self.termination),
                // A score that is no number is refused by the rules like one out of range.
                satisfaction: given(&self.satisfaction).map(|score| score.parse().unwrap_or(0)),
                organisation: given(&self.organisation),
                side: given(&self.side),
                agrees: self.agrees.parse().ok(),
                at: given(&self.at),
                place: given(&self.place),
                attendance: given(&self.attendance),
                hold: given(&self.hold),
                review_on: given(&self.review_on),
                perform_by: given(&self.perform_by),
                not_filed: given(&self.not_filed),
                decision: given(&self.decision),
                into: given(&self.into),
                flag: given(&self.flag),
                level: given(&self.level),
                ..RawCommand::default()
            }
        }
    }

    impl RegistrationForm {
        /// The business as the register knows it; what it does not know stays as typed.
        pub(super) fn take_over(&mut self, known: RawBusiness) {
            self.respondent_name = known.name;
            for (typed, known) in [
                (&mut self.respondent_address, known.address),
                (&mut self.respondent_credit_code, known.credit_code),
            ] {
                if !known.is_empty() {
                    *typed = known;
                }
            }
        }

        /// The filing for the rules to read, or every field that is wrong when the amount is no
        /// amount: the filing itself only knows fen.
        pub(super) fn raw(&self, offered: &Offered) -> Result<RawFiling, Vec<FieldProblem>> {
            let typed = given(&self.claim_amount);
            let amount = typed.as_deref().map(Fen::parse).transpose();
            let fen = amount.as_ref().ok().copied().flatten().map(Fen::get);
            let raw = self.filing(fen);
            match amount {
                Ok(_) => Ok(raw),
                Err(error) => {
                    let mut problems = raw.parse(offered).err().unwrap_or_default();
                    problems.push(FieldProblem::new("claim_amount", Fault::from(error)));
                    Err(problems)
                }
            }
        }

        fn filing(&self, fen: Option<i64>) -> RawFiling {
            let case_type = CaseType::parse(&self.case_type).ok();
            let is_complaint = case_type == Some(CaseType::Complaint);
            let names_business = !self.respondent_name.trim().is_empty();
            let needs_business = matches!(case_type, Some(CaseType::Complaint | CaseType::Report));
            let takes_business =
                needs_business || (case_type == Some(CaseType::LegalAid) && names_business);
            RawFiling {
                case_type: given(&self.case_type),
                complainant: Some(RawPerson {
                    name: given(&self.complainant_name),
                    phone: given(&self.complainant_phone),
                    address: given(&self.complainant_address),
                }),
                respondent: takes_business.then(|| RawRespondent {
                    name: given(&self.respondent_name),
                    address: given(&self.respondent_address),
                    credit_code: given(&self.respondent_credit_code),
                }),
                item: is_complaint.then(|| self.item()),
                problem: match case_type {
                    Some(CaseType::Complaint) => given(&self.problem),
                    Some(CaseType::Report) => given(&self.report_problem),
                    _ => None,
                },
                claims: if is_complaint {
                    self.claims(fen)
                } else {
                    Vec::new()
                },
                facts: given(&self.facts),
                consents: Some(self.consents()),
                channel: given(&self.channel),
                ..RawFiling::default()
            }
        }

        fn item(&self) -> RawItem {
            RawItem {
                name: given(&self.item_name),
                category: given(&self.item_category),
                order_no: given(&self.item_order_no),
                purchased_on: self.purchased_on(),
            }
        }

        /// A date that is none stays as typed, so that the rules refuse it by name.
        fn purchased_on(&self) -> Option<String> {
            let parts = [
                &self.item_purchased_on_year,
                &self.item_purchased_on_month,
                &self.item_purchased_on_day,
            ];
            if parts.iter().all(|part| part.trim().is_empty()) {
                return None;
            }
            let [year, month, day] = parts;
            let date = RoughDate::from_inputs(year, month, day);
            Some(date.map_or_else(|_| format!("{year}-{month}-{day}"), |date| date.to_string()))
        }

        /// The amount belongs to the first claim about money.
        fn claims(&self, fen: Option<i64>) -> Vec<RawClaim> {
            let about_money = |code: &String| Claim::parse(code).is_ok_and(Claim::has_amount);
            let place = self.claims.iter().position(about_money).unwrap_or(0);
            let claims = self.claims.iter().enumerate();
            claims
                .map(|(index, kind)| RawClaim {
                    kind: Some(kind.clone()),
                    amount_fen: fen.filter(|_| index == place),
                })
                .collect()
        }

        fn consents(&self) -> Consents {
            let told = !self.consents_privacy_notice.is_empty();
            Consents {
                privacy_notice: if told {
                    PRIVACY_NOTICE.to_owned()
                } else {
                    String::new()
                },
                publication: !self.publication.is_empty(),
                entrusted_mediation: !self.entrusted_mediation.is_empty(),
            }
        }
    }

    /// What was typed, by the name of its control; several choices are joined by commas.
    pub(crate) fn values(form: &impl Serialize) -> BTreeMap<String, String> {
        let Ok(serde_json::Value::Object(members)) = serde_json::to_value(form) else {
            return BTreeMap::new();
        };
        let text = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Array(items) => items
                .iter()
                .filter_map(serde_json::Value::as_str)
                .collect::<Vec<_>>()
                .join(","),
            _ => String::new(),
        };
        let members = members.into_iter().map(|(name, value)| (name, text(value)));
        members.filter(|(_, value)| !value.is_empty()).collect()
    }
}
#[cfg(feature = "ssr")]
pub(super) use posted::values;

/// A refusal as a page shows it.
#[cfg(feature = "ssr")]
pub(super) fn refused(failure: domain::view::Failure) -> FormState {
    let problems = match &failure {
        domain::view::Failure::Invalid(problems) => problems.clone(),
        _ => Vec::new(),
    };
    FormState {
        problems,
        failure: Some(failure),
        ..FormState::default()
    }
}

/// The signed-in person. When their session is over, what they posted is kept for their account and
/// the answer leads to signing in, and from there back to `page` with everything typed.
#[cfg(feature = "ssr")]
pub(super) async fn present(
    request: &Request,
    typed: impl FnOnce() -> BTreeMap<String, String>,
    page: impl FnOnce(&str) -> String,
) -> Result<Option<&Viewer>, AppError> {
    if let Ok(viewer) = request.viewer() {
        return Ok(Some(viewer));
    }
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let form = match service::sessions::whose(&request.services, &token).await? {
        Some(account) => {
            let state = FormState {
                values: typed(),
                ..refused(Failure::SignInRequired)
            };
            service::forms::keep(&request.services, &account.to_string(), state).await?
        }
        None => String::new(),
    };
    redirect(&sign_in_address("", &page(&form)));
    Ok(None)
}

/// Keeps a form for the page it leads to. It belongs to the account, so it outlives the session.
#[cfg(feature = "ssr")]
pub(super) async fn keep(request: &Request, state: FormState) -> Result<String, AppError> {
    let owner = request.viewer()?.staff.account.to_string();
    Ok(service::forms::keep(&request.services, &owner, state).await?)
}

#[cfg(feature = "ssr")]
pub(super) async fn form_state(request: &Request, id: &str) -> Result<FormState, AppError> {
    if id.is_empty() {
        return Ok(FormState::default());
    }
    let owner = request.viewer()?.staff.account.to_string();
    Ok(service::forms::load(&request.services, &owner, id).await?)
}

/// The survey's address as a phone that scans it needs it: with the host this tablet uses.
#[cfg(feature = "ssr")]
fn survey_link(request: &Request, token: &str) -> SurveyLink {
    SurveyLink {
        href: format!("/s/{token}"),
        svg: survey_qr(&request.header("host"), token),
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use chrono::NaiveDate;
    use domain::case::{Fault, FieldProblem};
    use domain::offer::Offered;

    use super::{GiveCommand, Register, values};

    fn offered() -> Offered {
        Offered::everything(NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"))
    }

    fn posted<T: serde::de::DeserializeOwned>(body: &str) -> T {
        serde_qs::Config::new(5, false)
            .deserialize_str(body)
            .expect("a form")
    }

    #[test]
    fn a_posted_command_keeps_what_was_typed() {
        let form: GiveCommand = posted(
            "number=1&version=3&list=queue%3Dopen&command=record_settlement&terms=%E9%80%80%E6%AC%BE&amount=199&performed=true",
        );
        assert_eq!((form.version, form.list.as_str()), (3, "queue=open"));
        let raw = form.form.raw(&form.command);
        assert_eq!(raw.terms.as_deref(), Some("退款"));
        assert_eq!(
            (raw.amount.as_deref(), raw.performed),
            (Some("199"), Some(true))
        );
        assert!(raw.parse().is_ok(), "{raw:?}");
    }

    #[test]
    fn a_command_without_fields_needs_none() {
        let form: GiveCommand = posted("number=1&version=3&command=accept");
        assert!(form.form.raw(&form.command).parse().is_ok());
    }

    const COMPLAINT: &str = "complainant_name=%E5%BC%A0%E4%B8%89&complainant_phone=13800138000\
        &complainant_address=%E7%94%B2%E8%B7%AF%201%20%E5%8F%B7&respondent_name=%E4%B9%99%E5%BA%97\
        &respondent_address=%E4%B9%99%E8%B7%AF%202%20%E5%8F%B7&respondent_credit_code=&item_name=%E7%94%B5%E9%A5%AD%E9%94%85\
        &item_category=G04&item_purchased_on_year=2026&item_purchased_on_month=10&item_purchased_on_day=&problem=P01\
        &facts=%E4%B9%B0%E4%BA%86%E4%B8%89%E5%A4%A9%E5%B0%B1%E4%B8%8D%E9%80%9A%E7%94%B5%E4%BA%86%E5%BA%97%E5%AE%B6%E4%B8%8D%E7%AE%A1\
        &type=complaint&channel=phone&consents_privacy_notice=true";

    #[test]
    fn a_registration_takes_repeated_claims_in_both_spellings() {
        for claims in [
            "claims%5B%5D=apology&claims%5B%5D=refund",
            "claims[0]=apology&claims[1]=refund",
        ] {
            let form: Register = posted(&format!("{COMPLAINT}&{claims}&claim_amount=199.50"));
            let raw = form.form.raw(&offered()).expect("an amount");
            let parsed = raw.parse(&offered()).expect("a complaint");
            let kinds: Vec<_> = parsed
                .filing
                .claims()
                .iter()
                .map(|claim| claim.kind.code())
                .collect();
            assert_eq!(kinds, ["apology", "refund"]);
            assert_eq!(
                parsed.filing.claimed_amount().get(),
                19_950,
                "the amount belongs to the refund"
            );
        }
    }

    #[test]
    fn an_amount_in_words_is_refused_together_with_everything_else() {
        let form: Register = posted("type=complaint&claim_amount=many&claims[]=refund");
        let problems = form.form.raw(&offered()).expect_err("no amount");
        assert!(
            problems.contains(&FieldProblem::new("claim_amount", Fault::NotAnAmount)),
            "{problems:?}"
        );
        assert!(
            problems.contains(&FieldProblem::new("complainant.name", Fault::Missing)),
            "{problems:?}"
        );
        assert!(
            problems.contains(&FieldProblem::new(
                "consents.privacy_notice",
                Fault::NotAgreed
            )),
            "{problems:?}"
        );
    }

    #[test]
    fn a_question_needs_no_business_and_no_goods() {
        let form: Register = posted(
            "type=consultation&facts=%E8%AF%B7%E9%97%AE%E8%B4%AD%E7%89%A9%E5%B0%8F%E7%A5%A8%E4%B8%A2%E4%BA%86%E8%BF%98%E8%83%BD%E9%80%80%E5%90%97\
             &respondent_name=&item_name=x&consents_privacy_notice=true&channel=visit",
        );
        let raw = form.form.raw(&offered()).expect("no amount is fine");
        assert!(raw.parse(&offered()).is_ok(), "{raw:?}");
    }

    #[test]
    fn typed_values_come_back_by_the_name_of_their_control() {
        let form: Register =
            posted("type=report&claims[]=refund&claims[]=repair&complainant_name=%E5%BC%A0");
        let values = values(&form.form);
        assert_eq!(values.get("type").map(String::as_str), Some("report"));
        assert_eq!(
            values.get("claims").map(String::as_str),
            Some("refund,repair")
        );
        assert_eq!(
            values.get("complainant_name").map(String::as_str),
            Some("张")
        );
        assert!(
            !values.contains_key("item_name"),
            "empty fields are left out"
        );
    }
}
