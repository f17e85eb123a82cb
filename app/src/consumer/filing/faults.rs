//! What is wrong on a page, in words, by the control it belongs to.

use domain::case::FieldProblem;
use domain::locale::Locale;

use crate::ui::FieldError;

/// The faults of one page, in the order of its controls.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults(Vec<FieldError>);

impl Faults {
    /// The first fault of each control. `controls` are the page's controls from top to bottom;
    /// what belongs to none of them stands at the end.
    pub(super) fn new(problems: &[FieldProblem], controls: &[&str], locale: Locale) -> Self {
        let mut errors: Vec<FieldError> = Vec::new();
        for problem in problems {
            let name = control_of(problem);
            if errors.iter().all(|error| error.name != name) {
                errors.push(FieldError::new(
                    name,
                    problem.code.message(&problem.field, locale),
                ));
            }
        }
        let place = |error: &FieldError| controls.iter().position(|control| *control == error.name);
        errors.sort_by_key(|error| place(error).unwrap_or(controls.len()));
        Self(errors)
    }

    /// The same with what is wrong with files, which may be several things.
    pub(super) fn and(mut self, files: Vec<FieldError>) -> Self {
        self.0.extend(files);
        self
    }

    /// What is wrong with one control.
    pub(super) fn of(&self, control: &str) -> Option<String> {
        self.0
            .iter()
            .find(|error| error.name == control)
            .map(|error| error.message.clone())
    }

    /// All of them, for the summary.
    pub(super) fn all(&self) -> Vec<FieldError> {
        self.0.clone()
    }

    /// Nothing is wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn control_of(problem: &FieldProblem) -> String {
    match problem.field.as_str() {
        // `type` is a word of Rust, so the control has another name.
        "type" => "case_type".to_owned(),
        "claims.amount" => "claims_amount".to_owned(),
        claim if claim.starts_with("claims") => "claims".to_owned(),
        _ => problem.control(),
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{Fault, FieldProblem};
    use domain::locale::Locale;

    use super::Faults;

    #[test]
    fn faults_stand_in_the_order_of_the_page_and_each_control_has_one() {
        let problems = [
            FieldProblem::new("claims.amount", Fault::NotAnAmount),
            FieldProblem::new("claims.0.kind", Fault::UnknownCode),
            FieldProblem::new("claims", Fault::Missing),
        ];
        let faults = Faults::new(&problems, &["claims", "claims_amount"], Locale::ZhCn);
        let names: Vec<_> = faults.all().into_iter().map(|error| error.name).collect();
        assert_eq!(names, ["claims", "claims_amount"]);
        assert!(
            faults
                .of("claims_amount")
                .is_some_and(|message| message.contains("金额"))
        );
    }
}
