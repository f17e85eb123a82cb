//! Why a date is the date it is.

use domain::case::{Fault, FieldProblem};
use domain::clock::{self, ClockProfile, Explanation, RuleId, RuleSet, Start};
use domain::code::OrganisationKind;
use domain::view::Failure;

use crate::{Answer, Services};

/// Explains a deadline: `from` is a date or an RFC 3339 instant, `rule` an id such as `L1` or
/// `C-REVIEW`. The law of the day of `from` applies,
/// and the targets that hold for a clock of the authority that starts then.
///
/// # Errors
/// [`Failure::Invalid`] when one of the two cannot be read.
pub fn explain(services: &Services, from: &str, rule: &str) -> Answer<Explanation> {
    let start: Result<Start, _> = from.trim().parse();
    let id: Result<RuleId, _> = rule.trim().parse();
    match (start, id) {
        (Ok(start), Ok(id)) => {
            let law = ClockProfile::default_for(RuleSet::for_received(start.date()));
            let profile = services.targets().applied(law, OrganisationKind::Authority);
            Ok(clock::explain(
                id,
                start,
                &[],
                &services.calendar(),
                &profile,
            ))
        }
        (start, id) => {
            let wrong_start = start
                .is_err()
                .then(|| FieldProblem::new("from", Fault::NotADate));
            let wrong_rule = id
                .is_err()
                .then(|| FieldProblem::new("rule", Fault::UnknownCode));
            Err(Failure::Invalid(
                wrong_start.into_iter().chain(wrong_rule).collect(),
            ))
        }
    }
}
