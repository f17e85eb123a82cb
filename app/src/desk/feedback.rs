//! What a form page says about the last attempt.

use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, FormState};
use leptos::prelude::*;

use super::failure::failure_message;
use crate::evidence::file_errors;
use crate::ui::{ErrorSummary, FieldError, Notice, NoticeKind, OptionalText};

/// The last attempt of a form, in the reader's language.
#[derive(Clone, Copy)]
pub(super) struct Feedback<'a> {
    pub form: &'a FormState,
    pub locale: Locale,
}

impl Feedback<'_> {
    /// What was typed into a control.
    pub(super) fn value(&self, control: &str) -> String {
        self.form.value(control).to_owned()
    }

    /// The same, or `usual` as long as nothing was posted; what was emptied stays empty.
    pub(super) fn value_or(&self, control: &str, usual: &str) -> String {
        let typed = self.form.values.get(control);
        typed.cloned().unwrap_or_else(|| usual.to_owned())
    }

    /// What is wrong with a control.
    pub(super) fn error(&self, control: &str) -> OptionalText {
        let errors = self.errors();
        errors
            .into_iter()
            .find(|error| error.name == control)
            .map(|error| error.message)
            .into()
    }

    /// Everything that is wrong with a field, in the order of the rules.
    fn errors(&self) -> Vec<FieldError> {
        let files = file_errors(self.form, self.locale);
        if !files.is_empty() {
            return files;
        }
        let problems = self.form.problems.iter();
        let mut errors: Vec<FieldError> = problems
            .map(|problem| {
                FieldError::new(
                    problem.control(),
                    problem.code.message(&problem.field, self.locale),
                )
            })
            .collect();
        if let Some(Failure::Refused(refusal)) = &self.form.failure {
            let message = refusal.message(self.locale);
            errors.extend(
                refusal
                    .fields()
                    .iter()
                    .map(|field| FieldError::new(*field, message.clone())),
            );
        }
        errors
    }

    /// Whether there is anything to say; the title of the page then begins with it.
    pub(super) fn is_wrong(&self) -> bool {
        self.form.failure.is_some()
    }

    /// The title of the page, marked when something is wrong.
    pub(super) fn title(&self, title: &str) -> String {
        if self.is_wrong() {
            tr!(self.locale, "desk.error_title", title = title).into_owned()
        } else {
            title.to_owned()
        }
    }

    /// The summary above the form: field errors with links, or why nothing was done. `reload` is
    /// where the present state of a case that changed meanwhile is.
    pub(super) fn summary(&self, reload: &str) -> AnyView {
        let errors = self.errors();
        if !errors.is_empty() {
            let title = tr!(self.locale, "errors.summary.title");
            return view! { <ErrorSummary title=title errors=errors/> }.into_any();
        }
        let Some(failure) = &self.form.failure else {
            return ().into_any();
        };
        let reload = matches!(failure, Failure::Conflict { .. }).then(|| {
            view! { <a href=reload.to_owned()>{tr!(self.locale, "desk.reload")}</a> }
        });
        let message = match failure {
            // Whoever reads this has signed in again: the form waited for them.
            Failure::SignInRequired => tr!(self.locale, "desk.signed_in_again").into_owned(),
            failure => failure_message(failure, self.locale),
        };
        view! {
            <Notice kind=NoticeKind::Warning announce=true>
                <p>{message} " " {reload}</p>
            </Notice>
        }
        .into_any()
    }
}
