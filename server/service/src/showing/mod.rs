//! From a case to what a screen may show. Masking happens here.

mod desk;
mod document;
mod evidence;
mod respondent;
mod step;
mod track;

use domain::calendar::Calendar;
use domain::case::Rating;
use domain::clock::ClockProfile;
use domain::view::{FiledClock, RatingView};

pub(crate) use desk::{Surroundings, case};
pub(crate) use document::own_documents;
pub(crate) use evidence::evidence;
pub(crate) use respondent::respondent;
pub(crate) use step::step_by;
pub(crate) use track::track;

use crate::record::CaseRecord;

/// The clocks that run now, as a filing answers with them.
pub(crate) fn running_clocks(
    record: &CaseRecord,
    calendar: &Calendar,
    profile: &ClockProfile,
) -> Vec<FiledClock> {
    let running = record.case.spans.iter().filter(|span| span.is_running());
    running
        .map(|span| {
            let dates = span.dates(calendar, profile);
            FiledClock {
                clock: dates.clock,
                due: dates.due,
                due_at: dates.due_at,
                wall: dates.wall,
                wall_at: dates.wall_at,
                basis: dates.basis,
                basis_en: dates.basis_en,
                provisional: dates.provisional,
            }
        })
        .collect()
}

fn rating(rating: &Rating) -> RatingView {
    RatingView {
        satisfaction: rating.satisfaction,
        reasons: rating.reasons.clone(),
        comment: rating.comment.as_ref().map(|text| text.as_str().to_owned()),
    }
}
