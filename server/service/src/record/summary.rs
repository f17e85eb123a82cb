//! The sealed line of a case that lists show.

use domain::calendar::Calendar;
use domain::case::{Case, News, Recorded, Span};
use domain::clock::ClockProfile;
use domain::code::{Flag, SupervisionLevel};
use domain::mask;
use domain::value::Fen;
use serde::{Deserialize, Serialize};

/// Longest title of a list row, in characters.
const TITLE_LENGTH: usize = 40;

/// What a list shows of a case beside its codes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// The goods, or the beginning of the facts without numbers that could name a person.
    pub(crate) title: String,
    /// The business.
    pub(crate) respondent: Option<String>,
    /// Name of the person, masked.
    pub(crate) person: Option<String>,
    /// Money claimed.
    pub(crate) claimed: Fen,
    /// Staff number of the responsible person.
    pub(crate) assignee: Option<String>,
    /// The running clock that is breached first, and the periods it runs under.
    pub(crate) nearest: Option<Span>,
    /// Those periods.
    pub(crate) profile: ClockProfile,
    /// What has come from the person since staff last did something; rows written before this was
    /// kept have none.
    #[serde(default)]
    pub(crate) news: Option<News>,
    /// Why it stands out, and how hard a supervisor pushes it.
    #[serde(default)]
    pub(crate) flags: Vec<Flag>,
    #[serde(default)]
    pub(crate) supervision: Option<SupervisionLevel>,
}

impl Summary {
    pub(crate) fn of(
        case: &Case,
        events: &[Recorded],
        calendar: &Calendar,
        profile: &ClockProfile,
    ) -> Self {
        let item = case.filing.item().map(|item| item.name.as_str().to_owned());
        let title = item.unwrap_or_else(|| mask::text(case.filing.facts().as_str()));
        Self {
            title: shortened(&title),
            respondent: case
                .filing
                .respondent()
                .map(|respondent| respondent.name.as_str().to_owned()),
            person: case
                .filing
                .person()
                .map(|person| mask::name(person.name.as_str())),
            claimed: case.filing.claimed_amount(),
            assignee: case
                .assignee
                .as_ref()
                .map(|assignee| assignee.number.as_str().to_owned()),
            nearest: case.nearest_span(calendar, profile).cloned(),
            profile: profile.clone(),
            news: News::of(events),
            flags: case.watch.flags.clone(),
            supervision: case
                .watch
                .supervision
                .as_ref()
                .map(|supervision| supervision.level),
        }
    }
}

fn shortened(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if line.chars().count() <= TITLE_LENGTH {
        return line;
    }
    let mut short: String = line.chars().take(TITLE_LENGTH).collect();
    short.push('…');
    short
}
