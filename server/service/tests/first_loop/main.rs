//! The first loop on both engines: file, track, handle, ask.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]
#![expect(clippy::print_stdout, reason = "a skipped engine is said")]

mod administration;
mod calendars;
mod clocks;
mod codes;
mod documents;
mod evidence;
mod exchange;
mod keys;
mod machines;
mod mediation;
mod neighbours;
mod passing;
mod recall;
mod recusal;
mod search;
mod support;

use chrono::TimeDelta;
use domain::case::{CommandKind, Draft, DraftStep, RawCommand, State};
use domain::clock::RuleId;
use domain::code::{Outcome, Role};
use domain::view::{Failure, FormState, QueueFilter, QueueTab};
use service::{desk, drafts, filing, forms, sessions, survey, tracking};

use administration::{
    a_new_password_ends_every_other_session,
    an_administrator_reaches_their_own_organisation_and_all_below,
    an_office_never_gives_itself_other_powers, an_organisation_with_work_or_people_is_not_closed,
    guessing_ones_own_password_locks_the_account,
    nobody_lifts_themselves_or_removes_the_last_administrator,
    the_trail_tells_who_changed_what_within_reach,
};
use calendars::{
    a_year_is_looked_at_imported_and_corrected,
    the_calendar_belongs_to_administrators_of_the_county,
};
use clocks::{
    a_target_holds_for_clocks_that_start_after_it_began,
    targets_belong_to_administrators_of_the_county,
};
use codes::{
    an_item_that_is_not_offered_cannot_be_chosen, lists_belong_to_administrators_of_the_county,
};
use documents::{
    a_document_is_for_who_may_see_what_stands_in_it, a_document_is_numbered_frozen_and_checked,
    a_document_reaches_the_person_it_is_for, a_document_that_cannot_be_set_takes_no_number,
    numbers_have_no_gaps_when_many_issue_at_once,
};
use evidence::{
    a_broken_upload_leaves_nothing, a_file_is_taken_back_for_a_day,
    files_of_a_draft_go_with_its_case, files_of_a_draft_that_is_thrown_away_go,
    files_that_are_refused_leave_nothing, no_byte_of_a_file_is_stored_in_clear,
    room_is_counted_and_given_back, staff_share_a_file_or_keep_it_inside,
    the_files_of_an_erased_case_are_unreadable, the_same_file_again_is_no_mistake,
    two_tabs_cannot_fill_a_case_twice, who_may_open_a_file_of_a_case,
};
use exchange::{
    a_file_belongs_to_whoever_sent_it, a_file_is_taken_over_once_after_a_look,
    a_file_with_a_flaw_changes_nothing, a_whole_county_goes_out_and_comes_in_on_the_command_line,
    an_export_in_clear_takes_a_reason_and_leaves_looks, an_export_is_masked_and_on_record,
    what_went_out_is_known_when_it_comes_back,
};
use keys::{
    a_code_lets_one_session_in, a_pin_opens_its_own_session_and_begins_none,
    a_second_factor_ends_by_its_person_or_by_the_operator,
    many_wrong_codes_at_once_are_no_more_than_in_a_row,
};
use machines::{
    a_token_is_for_machine_accounts_of_the_administrators_own, a_token_opens_until_it_is_over,
    what_is_wrong_with_a_token_is_said_at_once,
};
use mediation::{
    a_business_does_nothing_but_answer,
    a_link_of_a_business_ends_with_the_next_or_after_thirty_days,
    both_sides_settle_what_each_sees_for_itself,
};
use neighbours::{
    a_case_opened_without_a_place_has_no_neighbours, neighbours_follow_the_list_across_its_pages,
    the_next_case_is_found_after_the_one_in_hand_was_decided,
};
use passing::{
    a_case_goes_only_where_the_line_of_the_tree_leads,
    a_station_hands_over_and_the_authority_gives_it_to_its_office,
};
use recall::every_part_of_two_and_more_characters_is_found;
use recusal::{
    the_organisation_above_decides_about_a_head,
    who_stood_down_neither_sees_the_case_nor_gets_it_again,
    who_was_found_impartial_goes_on_and_is_not_asked_about_twice,
};
use search::{
    a_case_is_found_by_all_that_is_known_of_it, a_reporter_is_found_only_by_who_handles_the_report,
    a_search_is_narrowed_and_paged, a_search_stays_within_the_scope_of_the_viewer,
    a_stored_query_belongs_to_its_account_for_a_day, an_erased_case_is_not_found,
    cases_that_are_not_indexed_are_caught_up, what_is_written_later_is_found_at_once,
};
use support::{County, closing, complaint, contact, settlement, with_text};

macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite { $(#[tokio::test] async fn $test() { crate::support::on_sqlite(crate::$test).await; })+ }
        mod postgres {
            $(#[tokio::test] async fn $test() { crate::support::on_postgres(stringify!($test), crate::$test).await; })+
        }
    };
}

on_both_engines! {
    a_code_lets_one_session_in,
    many_wrong_codes_at_once_are_no_more_than_in_a_row,
    a_second_factor_ends_by_its_person_or_by_the_operator,
    a_pin_opens_its_own_session_and_begins_none,
    a_target_holds_for_clocks_that_start_after_it_began,
    targets_belong_to_administrators_of_the_county,
    an_item_that_is_not_offered_cannot_be_chosen,
    lists_belong_to_administrators_of_the_county,
    a_file_belongs_to_whoever_sent_it,
    a_file_is_taken_over_once_after_a_look,
    a_file_with_a_flaw_changes_nothing,
    a_whole_county_goes_out_and_comes_in_on_the_command_line,
    an_export_in_clear_takes_a_reason_and_leaves_looks,
    an_export_is_masked_and_on_record,
    what_went_out_is_known_when_it_comes_back,
    a_complaint_goes_from_filing_to_a_rating_and_is_reopened,
    a_refusal_needs_two_people,
    the_same_key_gives_the_same_answer,
    a_hundred_posts_with_one_key_make_one_case,
    a_draft_keeps_wrong_values_and_is_filed_once,
    of_two_officers_one_wins,
    another_station_sees_nothing,
    a_look_at_clear_data_needs_a_reason,
    a_bad_rating_waits_for_its_reason,
    five_wrong_passwords_lock_the_account,
    a_form_row_belongs_to_its_owner,
    an_overdue_case_is_in_the_overdue_tab,
    the_next_case_is_found_after_the_one_in_hand_was_decided,
    neighbours_follow_the_list_across_its_pages,
    a_case_opened_without_a_place_has_no_neighbours,
    importing_a_year_moves_the_dates_that_were_provisional,
    a_case_is_found_by_all_that_is_known_of_it,
    what_is_written_later_is_found_at_once,
    a_search_stays_within_the_scope_of_the_viewer,
    a_reporter_is_found_only_by_who_handles_the_report,
    a_stored_query_belongs_to_its_account_for_a_day,
    a_search_is_narrowed_and_paged,
    an_erased_case_is_not_found,
    cases_that_are_not_indexed_are_caught_up,
    every_part_of_two_and_more_characters_is_found,
    a_year_is_looked_at_imported_and_corrected,
    the_calendar_belongs_to_administrators_of_the_county,
    a_token_is_for_machine_accounts_of_the_administrators_own,
    a_token_opens_until_it_is_over,
    what_is_wrong_with_a_token_is_said_at_once,
    files_of_a_draft_go_with_its_case,
    no_byte_of_a_file_is_stored_in_clear,
    files_that_are_refused_leave_nothing,
    a_broken_upload_leaves_nothing,
    room_is_counted_and_given_back,
    two_tabs_cannot_fill_a_case_twice,
    the_same_file_again_is_no_mistake,
    files_of_a_draft_that_is_thrown_away_go,
    who_may_open_a_file_of_a_case,
    a_document_is_for_who_may_see_what_stands_in_it,
    a_document_is_numbered_frozen_and_checked,
    a_document_reaches_the_person_it_is_for,
    a_document_that_cannot_be_set_takes_no_number,
    numbers_have_no_gaps_when_many_issue_at_once,
    staff_share_a_file_or_keep_it_inside,
    a_file_is_taken_back_for_a_day,
    the_files_of_an_erased_case_are_unreadable,
    a_new_password_ends_every_other_session,
    an_administrator_reaches_their_own_organisation_and_all_below,
    an_office_never_gives_itself_other_powers,
    an_organisation_with_work_or_people_is_not_closed,
    guessing_ones_own_password_locks_the_account,
    nobody_lifts_themselves_or_removes_the_last_administrator,
    a_case_goes_only_where_the_line_of_the_tree_leads,
    a_station_hands_over_and_the_authority_gives_it_to_its_office,
    a_business_does_nothing_but_answer,
    a_link_of_a_business_ends_with_the_next_or_after_thirty_days,
    both_sides_settle_what_each_sees_for_itself,
    the_organisation_above_decides_about_a_head,
    who_stood_down_neither_sees_the_case_nor_gets_it_again,
    who_was_found_impartial_goes_on_and_is_not_asked_about_twice,
    the_trail_tells_who_changed_what_within_reach,
}

async fn a_complaint_goes_from_filing_to_a_rating_and_is_reopened(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let head = county.staff("head", "01", &[Role::DepartmentHead]).await;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    assert_eq!(filed.clocks.len(), 5, "{:?}", filed.clocks);

    county.pass(TimeDelta::hours(2));
    let steps = [
        RawCommand::bare(CommandKind::StartReview),
        RawCommand::bare(CommandKind::Accept),
        contact(),
        with_text(CommandKind::Note, "内部：核对小票"),
        with_text(CommandKind::SendMessage, "商家已同意退款，请留意。"),
    ];
    for step in steps {
        county.command(&handler, number, step).await.unwrap();
    }
    let view = county
        .command(&handler, number, settlement())
        .await
        .unwrap();
    assert_eq!(view.state, State::Agreed);
    let view = county
        .command(&handler, number, closing("mediated_at_once"))
        .await
        .unwrap();
    assert_eq!(
        (view.state, view.outcome),
        (State::Closed, Some(Outcome::MediatedAtOnce))
    );

    let track = tracking::track_by_receipt(services, &filed.receipt.to_lowercase())
        .await
        .unwrap();
    assert!(
        track
            .steps
            .iter()
            .all(|step| step.kind != "note_added" && step.public),
        "{:?}",
        track.steps
    );
    let contacted = track
        .steps
        .iter()
        .find(|step| step.kind == "business_contacted")
        .unwrap();
    assert_eq!(contacted.text, None, "what the business said stays inside");
    let token = track.survey.unwrap();
    let rated = survey::answer(services, &token, 5).await.unwrap();
    assert!(rated.complete);
    let reopen = RawCommand {
        reason: Some("商家没有退款".to_owned()),
        ..RawCommand::bare(CommandKind::Reopen)
    };
    let view = county.command(&head, number, reopen).await.unwrap();
    assert_eq!(view.state, State::Reopened);
    assert_eq!(
        view.rating, None,
        "the new handling gets a rating of its own"
    );
    let rated = view.steps.iter().find(|step| step.kind == "rated").unwrap();
    assert_eq!(
        rated.satisfaction.map(domain::code::Satisfaction::score),
        Some(5)
    );
}

async fn a_refusal_needs_two_people(county: County) {
    let handler = county
        .staff("handler", "01", &[Role::Handler, Role::DepartmentHead])
        .await;
    let head = county.staff("head", "01", &[Role::DepartmentHead]).await;
    let filed = filing::file(&county.services, complaint(), None)
        .await
        .unwrap();
    let number = filed.number.as_str();
    county
        .command(&handler, number, RawCommand::bare(CommandKind::StartReview))
        .await
        .unwrap();
    let propose = RawCommand {
        ground: Some("NA1".to_owned()),
        reason: Some("该事项由住房和城乡建设部门负责".to_owned()),
        ..RawCommand::bare(CommandKind::ProposeRefusal)
    };
    let view = county.command(&handler, number, propose).await.unwrap();
    assert!(!view.allowed.contains(&CommandKind::ApproveRefusal));
    let approve = || RawCommand::bare(CommandKind::ApproveRefusal);
    let alone = county
        .command(&handler, number, approve())
        .await
        .unwrap_err();
    assert_eq!(alone.code(), "proposer_may_not_approve");
    let seen = tracking::track_by_receipt(&county.services, &filed.receipt)
        .await
        .unwrap();
    assert_eq!(
        (seen.state, seen.ground),
        (State::Reviewing, None),
        "a proposal is an inner matter"
    );
    let view = county.command(&head, number, approve()).await.unwrap();
    assert_eq!(view.state, State::Refused);
    let seen = tracking::track_by_receipt(&county.services, &filed.receipt)
        .await
        .unwrap();
    assert_eq!(
        seen.ground.map(domain::code::RefusalGround::code),
        Some("NA1")
    );
    assert!(seen.reply.unwrap().contains("住房和城乡建设"));
}

async fn the_same_key_gives_the_same_answer(county: County) {
    let services = &county.services;
    let key = || Some("key-1".to_owned());
    let first = filing::file(services, complaint(), key()).await.unwrap();
    let again = filing::file(services, complaint(), key()).await.unwrap();
    assert_eq!(first, again);
    let mut other = complaint();
    other.facts = Some("另一件事情，与之前不同的经过。".to_owned());
    assert_eq!(
        filing::file(services, other, key()).await.unwrap_err(),
        Failure::KeyReused
    );
    county.pass(TimeDelta::hours(25));
    let later = filing::file(services, complaint(), key()).await.unwrap();
    assert_ne!(first.number, later.number);
}

async fn a_hundred_posts_with_one_key_make_one_case(county: County) {
    let posts = (0..100).map(|_| {
        let services = county.services.clone();
        tokio::spawn(async move {
            filing::file(&services, complaint(), Some("storm".to_owned()))
                .await
                .unwrap()
        })
    });
    let posts: Vec<_> = posts.collect();
    let mut answers = Vec::new();
    for post in posts {
        answers.push(post.await.unwrap());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filter = QueueFilter {
        queue: "all".to_owned(),
        ..QueueFilter::default()
    };
    let queue = desk::queue(&county.services, &handler, &filter)
        .await
        .unwrap();
    assert_eq!(queue.rows.len(), 1);
}

async fn a_draft_keeps_wrong_values_and_is_filed_once(county: County) {
    let services = &county.services;
    let mut draft = Draft {
        case_type: "consultation".to_owned(),
        facts: "短".to_owned(),
        ..Draft::default()
    };
    let token = drafts::save(services, None, draft.clone(), DraftStep::Story)
        .await
        .unwrap();
    let kept = drafts::load(services, &token).await.unwrap().unwrap();
    assert_eq!(kept.facts, "短");
    assert!(matches!(
        drafts::file(services, &token).await,
        Err(Failure::Invalid(_))
    ));
    "健身卡没有用完可以退款吗？商家说不行。".clone_into(&mut draft.facts);
    draft.privacy = true;
    let same = drafts::save(services, Some(&token), draft, DraftStep::Story)
        .await
        .unwrap();
    assert_eq!(same, token);
    let first = drafts::file(services, &token).await.unwrap();
    assert_eq!(
        drafts::file(services, &token).await.unwrap(),
        first,
        "a second tap files nothing"
    );
    assert_eq!(drafts::filed(services, &token).await.unwrap(), Some(first));
    assert_eq!(drafts::load(services, &token).await.unwrap(), None);
}

async fn of_two_officers_one_wins(county: County) {
    let services = &county.services;
    let one = county.staff("one", "01", &[Role::Handler]).await;
    let two = county.staff("two", "01", &[Role::Handler]).await;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    let seen = desk::case(services, &one, number).await.unwrap().version;
    let start = || RawCommand::bare(CommandKind::StartReview);
    desk::command(services, &one, number, Some(seen), start())
        .await
        .unwrap();
    let late = desk::command(services, &two, number, Some(seen), start())
        .await
        .unwrap_err();
    assert_eq!(late, Failure::Conflict { current: seen + 1 });
    let note = || with_text(CommandKind::Note, "两人都可以记");
    desk::command(services, &two, number, Some(seen), note())
        .await
        .unwrap();
    let again = desk::command(services, &two, number, Some(seen), note()).await;
    assert_eq!(
        again.unwrap_err().code(),
        "already_said",
        "a form posted twice"
    );
    county.pass(TimeDelta::minutes(11));
    desk::command(services, &two, number, Some(seen), note())
        .await
        .unwrap();
}

async fn another_station_sees_nothing(county: County) {
    let services = &county.services;
    let liaison = county.staff("liaison", "21", &[Role::Liaison]).await;
    let admin = county.staff("admin", "01", &[Role::Admin]).await;
    let office = county.staff("office", "11", &[Role::Handler]).await;
    let leader = county.staff("leader", "01", &[Role::Leader]).await;
    let mut raw = complaint();
    raw.to = Some("11".to_owned());
    let filed = filing::file(services, raw, None).await.unwrap();
    let number = filed.number.as_str();
    assert_eq!(
        desk::case(services, &liaison, number).await.unwrap_err(),
        Failure::NotFound
    );
    assert_eq!(
        desk::case(services, &admin, number).await.unwrap_err(),
        Failure::NotFound
    );
    let own = desk::case(services, &office, number).await.unwrap();
    assert!(own.allowed.contains(&CommandKind::StartReview));
    let above = desk::case(services, &leader, number).await.unwrap();
    // A superior reads and pushes, the office acts.
    let pushes = [CommandKind::Instruct, CommandKind::Supervise];
    assert_eq!(above.allowed, pushes);
    let queue = desk::queue(services, &admin, &QueueFilter::default()).await;
    assert_eq!(queue.unwrap_err(), Failure::NotAllowed);
}

async fn a_look_at_clear_data_needs_a_reason(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    let masked = desk::case(services, &handler, number)
        .await
        .unwrap()
        .person
        .unwrap();
    assert_eq!(
        (masked.name.as_str(), masked.phone.as_str()),
        ("张*", "144****1234")
    );
    let refused = desk::reveal(services, &handler, number, "phone", " ")
        .await
        .unwrap_err();
    assert!(matches!(refused, Failure::Invalid(_)));
    let clear = desk::reveal(services, &handler, number, "phone", "电话核实")
        .await
        .unwrap();
    assert_eq!(clear, "14400001234");
    let again = desk::reveal(services, &handler, number, "name", "电话核实")
        .await
        .unwrap();
    assert_eq!(again, "张三");
}

async fn a_bad_rating_waits_for_its_reason(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    for kind in [CommandKind::StartReview, CommandKind::Accept] {
        county
            .command(&handler, number, RawCommand::bare(kind))
            .await
            .unwrap();
    }
    let closed = county
        .command(&handler, number, closing("mediated_at_once"))
        .await
        .unwrap();
    let token = closed.survey.unwrap();
    let tapped = survey::answer(services, &token, 1).await.unwrap();
    assert!(!tapped.complete);
    assert_eq!(
        desk::case(services, &handler, number).await.unwrap().rating,
        None
    );
    let without = survey::explain(services, &token, vec![], String::new(), false).await;
    assert!(matches!(without, Err(Failure::Invalid(_))));
    let reasons = vec!["result".to_owned()];
    let done = survey::explain(services, &token, reasons, "退款太少".to_owned(), true)
        .await
        .unwrap();
    assert!(done.complete && done.wants_call);
    let rating = desk::case(services, &handler, number)
        .await
        .unwrap()
        .rating
        .unwrap();
    assert_eq!(rating.satisfaction.score(), 1);
    county.pass(TimeDelta::days(8));
    let late = survey::answer(services, &token, 5).await.unwrap_err();
    assert_eq!(late.code(), "rating_final");
}

async fn five_wrong_passwords_lock_the_account(county: County) {
    let services = &county.services;
    county.staff("handler", "01", &[Role::Handler]).await;
    for _ in 0..5 {
        let wrong = sessions::sign_in(services, "handler", "wrong", "test")
            .await
            .unwrap_err();
        assert_eq!(wrong, Failure::WrongCredentials);
    }
    let locked = sessions::sign_in(services, "handler", "correct horse", "test")
        .await
        .unwrap_err();
    assert_eq!(
        locked,
        Failure::WrongCredentials,
        "a lock is not told apart"
    );
    county.pass(TimeDelta::minutes(16));
    let token = sessions::sign_in(services, "handler", "correct horse", "test")
        .await
        .unwrap();
    county.pass(TimeDelta::minutes(31));
    assert!(
        sessions::viewer(services, &token).await.unwrap().is_none(),
        "idle sessions end"
    );
}

async fn a_form_row_belongs_to_its_owner(county: County) {
    let services = &county.services;
    let mut state = FormState::default();
    state.values.insert("name".to_owned(), "张㛃".to_owned());
    let id = forms::keep(services, "mine", state.clone()).await.unwrap();
    assert_eq!(forms::load(services, "mine", &id).await.unwrap(), state);
    assert_eq!(
        forms::load(services, "yours", &id).await.unwrap(),
        FormState::default()
    );
    county.pass(TimeDelta::hours(2));
    assert_eq!(
        forms::load(services, "mine", &id).await.unwrap(),
        FormState::default()
    );
}

async fn an_overdue_case_is_in_the_overdue_tab(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    county.pass(TimeDelta::hours(25));
    let queue = desk::queue(services, &handler, &QueueFilter::default())
        .await
        .unwrap();
    let count = |tab: QueueTab, queue: &domain::view::QueueView| {
        queue
            .tabs
            .iter()
            .find(|count| count.tab == tab)
            .unwrap()
            .count
    };
    // The first reply is promised within 24 hours and has no limit in law.
    assert_eq!(queue.tab, QueueTab::Overdue);
    assert_eq!(count(QueueTab::Overdue, &queue), 1);
    let hello = with_text(
        CommandKind::SendMessage,
        "您的投诉由工号 HANDLER 承办，12 月 1 日前告知是否受理。",
    );
    county
        .command(&handler, filed.number.as_str(), hello)
        .await
        .unwrap();
    let queue = desk::queue(services, &handler, &QueueFilter::default())
        .await
        .unwrap();
    assert_eq!(
        (queue.tab, count(QueueTab::Overdue, &queue)),
        (QueueTab::DueSoon, 0)
    );
    county.pass(TimeDelta::days(12));
    let queue = desk::queue(services, &handler, &QueueFilter::default())
        .await
        .unwrap();
    assert_eq!((queue.tab, queue.rows.len()), (QueueTab::Overdue, 1));
}

async fn importing_a_year_moves_the_dates_that_were_provisional(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    for kind in [CommandKind::StartReview, CommandKind::Accept] {
        county
            .command(&handler, number, RawCommand::bare(kind))
            .await
            .unwrap();
    }
    let mediation = |view: domain::view::CaseView| {
        let clock = view
            .clocks
            .into_iter()
            .find(|clock| clock.clock == RuleId::Mediate);
        clock.map(|clock| (clock.wall, clock.provisional)).unwrap()
    };
    let day = |text: &str| Some(text.parse::<chrono::NaiveDate>().unwrap());
    let before = desk::case(services, &handler, number).await.unwrap();
    assert_eq!(mediation(before), (day("2027-01-19"), true));

    // An invented plan in which the sixtieth day falls into a holiday.
    let plan = serde_json::from_value(serde_json::json!({
        "holidays": [{ "from": "2027-01-18", "to": "2027-01-20", "zh": "示例假日", "en": "Example holiday" }],
        "make_up_days": ["2027-01-23"]
    }));
    let imported = service::calendars::import(services, 2027, plan.unwrap(), "示例通知")
        .await
        .unwrap();
    assert_eq!(imported.cases, 1);
    let after = desk::case(services, &handler, number).await.unwrap();
    assert_eq!(mediation(after), (day("2027-01-21"), false));
}
