//! What a screen or the HTTP interface may show. Personal data is masked here, before it leaves
//! the server: whatever is in a view can be read in the page's source.

mod administration;
mod business;
mod calendar;
mod clock;
mod code_list;
mod desk;
mod document;
mod evidence;
mod exchange;
mod failure;
mod keys;
mod machine;
mod neighbour;
mod poster;
mod respondent;
mod search;
mod survey;
mod tracking;
mod work;

pub use administration::{
    AccountDetail, AccountLine, OrganisationDetail, OrganisationLine, SessionLine, TrailLine,
    TrailPage,
};
pub use business::{
    BusinessChangeView, BusinessListView, BusinessRow, BusinessView, HintView, UnfinishedView,
};
pub use calendar::{
    CalendarYear, CalendarYearDetail, CalendarYears, End, MovedDate, PlanLook, PlanOrigin,
    PlanPreview,
};
pub use clock::{ClockDetail, ClockLine, ClockList, TargetLook, TargetPreview, TargetView};
pub use code_list::{CodeLine, CodeListDetail, OfferView};
pub use desk::{
    CaseView, ClaimView, ClockView, Colleague, DeadlineView, FormState, ImportedView,
    KnownBusiness, OrganisationView, PersonView, ProposedRefusalView, QueueFilter, QueueRow,
    QueueTab, QueueView, RespondentView, RevealField, TabCount, Viewer,
};
pub use document::{CheckedDocument, DocumentsView, IssuedView, OwnDocument};
pub use evidence::{EvidenceKept, EvidenceList, EvidenceView};
pub use exchange::{ImportRow, ImportView};
pub use failure::Failure;
pub use keys::{KeysView, LockedView, ProposedSecret};
pub use machine::{MachineView, MachinesView, TokenDetail, TokenView};
pub use neighbour::{Neighbour, Neighbours};
pub use poster::{PosterSheet, PosterView};
pub use respondent::{BusinessLinkView, RespondentCase};
pub use search::{FoundRow, SearchView};
pub use survey::SurveyView;
pub use tracking::{
    CodeAsked, Decided, Filed, FiledClock, NextDate, PlaceName, RatingView, Step, StepBy,
    TrackView, Visit,
};
pub use work::{
    JobOverview, JobPage, JobState, JobView, MessageState, NoticeView, OutboxPage, OutboxView,
};
