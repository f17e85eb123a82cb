//! Work in the background on both engines: each message once, nothing at night, nothing lost.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed step fails the test"
)]
#![expect(clippy::print_stdout, reason = "a skipped engine is said")]

mod administration;
mod codes;
#[path = "../first_loop/support.rs"]
#[expect(dead_code, reason = "the first loop uses the rest")]
mod county;
mod delivery;
mod lapses;
mod messages;
mod roots;
mod support;
mod surveys;
mod warnings;
mod workers;

use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand};
use domain::view::Viewer;
use service::filing;
use store::{JobRow, OutboxList, OutboxRow};
use uuid::Uuid;

use administration::{
    a_message_that_waits_is_cancelled_for_good,
    an_administrator_sees_a_recipient_only_for_a_reason_on_record,
    jobs_are_listed_by_where_they_stand, only_administrators_look_behind_the_scenes,
    the_outbox_is_paged_by_where_messages_stand,
};
use codes::{
    a_code_comes_at_night_but_never_too_late, a_code_opens_the_case_as_its_receipt_does,
    a_code_works_once_for_a_while_and_for_few_tries,
    nobody_learns_whether_number_and_telephone_belong_together,
    nothing_of_a_code_is_stored_in_clear,
};
use county::{closing, complaint, contact, settlement};
use delivery::{
    a_delivery_that_runs_twice_sends_once, a_gateway_that_asks_to_wait_is_left_alone_so_long,
    a_gateway_that_is_away_is_asked_again_ever_more_rarely,
    a_refused_message_is_given_up_and_an_administrator_tries_again,
    a_worker_that_dies_while_sending_does_not_send_twice,
};
use lapses::{
    a_review_goes_on_by_itself_when_nothing_came, material_that_came_in_time_lapses_nothing,
};
use messages::{
    a_message_holds_nothing_but_number_and_link, a_worker_that_comes_late_wakes_nobody_either,
    an_email_goes_through_its_own_gateway, an_erased_case_sends_nothing,
    each_step_sends_exactly_one_message, messages_wait_for_the_morning,
    nobody_gets_a_message_without_a_mobile_number, nothing_leaves_a_demonstration,
    old_steps_are_no_news,
};
use roots::the_roots_of_all_days_are_computed_again_when_the_record_is_verified;
use support::Works;
use surveys::{
    a_survey_is_asked_for_and_reminded_of_once,
    an_answered_survey_and_a_reopened_case_are_left_alone,
};
use warnings::{a_clock_warns_at_each_level_once, what_came_due_while_nobody_worked_is_said_once};
use workers::{
    a_panic_is_a_failed_try, a_running_worker_wakes_up_and_stops_when_told,
    what_is_over_is_deleted, workers_share_the_work_and_do_nothing_twice,
};

macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite { $(#[tokio::test] async fn $test() { crate::support::on_sqlite(crate::$test).await; })+ }
        mod postgres { $(#[tokio::test] async fn $test() { crate::support::on_postgres(crate::$test).await; })+ }
    };
}

on_both_engines! {
    each_step_sends_exactly_one_message,
    a_message_holds_nothing_but_number_and_link,
    nobody_gets_a_message_without_a_mobile_number,
    old_steps_are_no_news,
    messages_wait_for_the_morning,
    a_worker_that_comes_late_wakes_nobody_either,
    a_gateway_that_is_away_is_asked_again_ever_more_rarely,
    a_gateway_that_asks_to_wait_is_left_alone_so_long,
    the_roots_of_all_days_are_computed_again_when_the_record_is_verified,
    a_refused_message_is_given_up_and_an_administrator_tries_again,
    a_worker_that_dies_while_sending_does_not_send_twice,
    a_delivery_that_runs_twice_sends_once,
    a_panic_is_a_failed_try,
    a_survey_is_asked_for_and_reminded_of_once,
    an_answered_survey_and_a_reopened_case_are_left_alone,
    a_clock_warns_at_each_level_once,
    what_came_due_while_nobody_worked_is_said_once,
    nothing_leaves_a_demonstration,
    an_erased_case_sends_nothing,
    an_email_goes_through_its_own_gateway,
    workers_share_the_work_and_do_nothing_twice,
    what_is_over_is_deleted,
    only_administrators_look_behind_the_scenes,
    a_message_that_waits_is_cancelled_for_good,
    an_administrator_sees_a_recipient_only_for_a_reason_on_record,
    the_outbox_is_paged_by_where_messages_stand,
    jobs_are_listed_by_where_they_stand,
    a_running_worker_wakes_up_and_stops_when_told,
    a_review_goes_on_by_itself_when_nothing_came,
    material_that_came_in_time_lapses_nothing,
    a_code_opens_the_case_as_its_receipt_does,
    a_code_works_once_for_a_while_and_for_few_tries,
    nobody_learns_whether_number_and_telephone_belong_together,
    a_code_comes_at_night_but_never_too_late,
    nothing_of_a_code_is_stored_in_clear,
}

async fn file(works: &Works) -> String {
    let filed = filing::file(&works.county.services, complaint(), None).await;
    filed.unwrap().number.as_str().to_owned()
}

async fn do_steps(works: &Works, viewer: &Viewer, number: &str, steps: Vec<RawCommand>) {
    for step in steps {
        // People do one thing after the other, and messages go out in the order of their times.
        works.county.pass(TimeDelta::seconds(1));
        works.county.command(viewer, number, step).await.unwrap();
    }
}

/// Everything from review to closing.
fn to_the_end() -> Vec<RawCommand> {
    vec![
        RawCommand::bare(CommandKind::StartReview),
        RawCommand::bare(CommandKind::Accept),
        contact(),
        settlement(),
        closing("mediated_at_once"),
    ]
}

async fn outbox_rows(works: &Works) -> Vec<OutboxRow> {
    let mut tx = works.database.read().await.unwrap();
    let now = works.county.services.now();
    let rows = tx
        .outbox()
        .list(OutboxList::All, (now, Uuid::max()), 99)
        .await;
    rows.unwrap().into_iter().map(|row| row.message).collect()
}

async fn failed_jobs(works: &Works) -> Vec<JobRow> {
    let mut tx = works.database.read().await.unwrap();
    let latest = (works.county.services.now(), Uuid::max());
    tx.jobs().list_failed(latest, 99).await.unwrap()
}
