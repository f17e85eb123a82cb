//! What both engines must do alike, what only the writer of SQLite does, and the schema.
//!
//! SQLite runs always. PostgreSQL runs where `WEIQUAN_TEST_POSTGRES` names a server on which
//! databases may be created; each test makes its own and drops it.
#![recursion_limit = "256"]

#[cfg(test)]
mod administration;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod draft_codes;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod group_commit;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod machines;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod neighbours;
#[cfg(test)]
mod people;
#[cfg(test)]
mod register;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod tracking_codes;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod work;

/// Runs every named test on both engines.
macro_rules! conformance {
    ($($module:ident { $($test:ident,)+ })+) => {
        #[cfg(test)]
        mod sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread")]
                async fn $test() {
                    crate::fixture::on_sqlite(crate::$module::$test).await;
                }
            )+)+
        }

        #[cfg(test)]
        mod postgres {
            $($(
                #[tokio::test(flavor = "multi_thread")]
                async fn $test() {
                    crate::fixture::on_postgres(crate::$module::$test).await;
                }
            )+)+
        }
    };
}

conformance! {
    figures {
        cases_are_counted_by_month_and_codes,
        endings_are_counted_by_days_and_missed_limits,
        the_present_scores_are_counted,
        the_heads_of_all_cases_are_read_page_by_page,
    }
    machines {
        a_token_is_found_until_it_ends,
        a_used_token_says_when,
        tokens_are_listed_newest_first_with_those_that_are_over,
        a_proof_of_work_is_spent_once_until_it_expires,
        of_two_who_spend_the_same_at_once_one_wins,
    }
    administration {
        a_closed_organisation_stays_listed,
        open_cases_and_active_accounts_are_counted,
        a_password_given_by_somebody_else_is_to_be_changed_once,
        the_trail_is_listed_latest_first_within_its_organisations,
    }
    people {
        organisations_are_kept_and_listed_by_code,
        division_and_code_are_unique_together,
        accounts_are_found_by_login_and_number,
        login_and_staff_number_are_unique,
        an_update_of_an_account_leaves_password_and_failures_alone,
        wrong_passwords_are_counted_locked_and_forgotten,
        a_live_session_is_found_with_its_account,
        a_session_ends_by_idling_by_age_and_by_revocation,
        disabling_an_account_ends_its_sessions_at_once,
        a_rotated_token_replaces_the_old_one,
        sessions_are_listed_and_revoked_together,
        expired_sessions_are_deleted_in_batches,
    }
    cases {
        a_new_case_is_found_by_id_number_and_receipt,
        number_and_receipt_of_a_case_are_unique,
        appending_updates_row_events_clocks_and_lookups,
        appending_to_an_old_version_is_a_conflict_and_changes_nothing,
        of_two_officers_who_decide_at_once_one_wins,
        versions_that_do_not_follow_each_other_are_refused,
        events_can_be_neither_changed_nor_deleted,
        the_chains_of_all_cases_are_read_page_by_page,
        badge_counters_follow_the_case,
        counters_can_be_counted_anew,
        clocks_are_replaced_and_provisional_ones_found,
        deadlines_are_recomputed_without_a_new_version,
        values_are_looked_up_newest_first_page_by_page,
        an_erased_case_has_no_key_and_is_not_found_by_value,
        serials_count_by_organisation_type_and_day,
        parallel_serials_are_all_different,
        access_events_form_a_chain_of_their_own,
        anchors_are_kept_once_a_day,
        what_a_root_covers_is_noted_as_often_as_a_case_moves_on,
        instants_come_back_to_the_microsecond_and_sort_by_time,
    }
    lists {
        a_queue_is_paged_by_deadline_over_organisations,
        a_case_without_a_deadline_comes_last,
        due_soon_and_overdue_split_at_the_present,
        the_cases_of_one_person_are_listed,
        all_cases_are_paged_newest_first,
        filters_narrow_a_list,
        time_dependent_badges_are_counted_up_to_the_cap,
    }
    neighbours {
        every_list_is_walked_in_its_order_there_and_back,
        a_case_that_moved_or_left_still_has_the_neighbours_of_its_place,
        what_is_due_soon_ends_where_the_overdue_begins,
        a_filter_and_other_organisations_are_kept_to,
        an_erased_case_is_stepped_over,
    }
    search {
        a_case_is_found_by_all_its_tokens,
        tokens_are_replaced_with_the_case,
        a_search_is_paged_newest_first,
        a_search_stays_within_its_organisations,
        a_case_that_moved_is_found_where_it_is,
        cases_without_tokens_are_listed_and_filled_once,
        an_erased_case_loses_its_tokens,
        a_case_may_hold_very_many_tokens,
        a_refused_write_leaves_no_tokens,
        a_kept_thing_belongs_to_its_owner_and_expires,
    }
    exchange {
        a_row_of_another_register_becomes_one_case,
        numbers_of_cases_are_found_together,
        exports_are_kept_for_good_and_listed_latest_first,
        serials_are_taken_together,
    }
    register {
        a_business_is_found_by_all_tokens_and_by_key,
        a_credit_code_stands_in_the_register_once,
        a_change_replaces_what_finds_a_business_and_is_kept,
        cases_find_their_business_by_code_and_else_by_name,
        a_merged_business_hands_over_its_cases,
        an_unfinished_registration_belongs_to_its_officer_and_expires,
        a_link_opens_its_case_a_few_times_and_for_a_while,
        a_business_has_one_link_to_a_case_for_a_while,
    }
    work {
        a_job_is_claimed_once_and_completed,
        a_job_with_a_known_key_is_ignored,
        a_job_that_is_not_due_waits,
        an_expired_lease_is_claimed_again_and_the_old_worker_is_refused,
        a_job_is_retried_given_up_listed_and_revived,
        a_job_abandoned_in_its_last_attempt_is_given_up,
        parallel_workers_never_share_a_job,
        done_jobs_are_pruned_in_batches,
        an_idempotency_key_is_kept_until_it_expires,
        a_hundred_requests_with_one_key_make_one_case,
        drafts_are_saved_filed_and_closed_to_changes,
        forms_belong_to_their_owner_and_expire,
        a_survey_is_answered_changed_and_completed,
        calendars_are_replaced_by_year,
        targets_of_clocks_are_kept_in_the_order_in_which_they_were_set,
        offers_of_codes_are_kept_in_the_order_in_which_they_were_decided,
        settings_are_put_listed_and_deleted,
    }
    messages {
        a_message_with_a_known_key_is_written_once,
        a_gateway_is_asked_by_one_worker_and_again_only_when_it_surely_did_not_send,
        a_message_given_up_is_reopened,
        messages_are_listed_by_where_they_stand_with_their_job,
        sent_messages_are_pruned_in_batches,
        of_many_who_advance_a_schedule_one_does,
        a_notice_is_for_one_person_or_for_the_organisation,
        a_running_clock_is_found_at_each_warning_once,
        a_postponed_job_has_not_been_tried_and_jobs_are_counted,
    }
    keys {
        a_session_that_waits_for_a_code_is_no_session,
        a_locked_session_is_found_locked_and_is_not_prolonged,
        wrong_pins_are_counted_until_the_right_one,
        a_second_factor_is_proposed_confirmed_and_taken_away,
        of_two_who_use_the_same_code_at_once_one_wins,
        a_recovery_code_works_once,
        a_pin_is_set_replaced_and_taken_away,
    }
    documents {
        numbers_follow_each_other_in_their_series,
        a_number_is_given_once,
        a_voided_document_keeps_its_number,
    }
    draft_codes {
        a_code_works_once_and_until_it_ends,
        a_new_code_ends_the_one_before_and_never_takes_another_filing_over,
        wrong_codes_count_against_all_that_are_still_good,
        codes_that_are_over_are_deleted_in_batches,
    }
    tracking_codes {
        requests_are_counted_for_the_telephone_and_for_the_case,
        a_code_is_tried_a_few_times_and_used_once,
        old_codes_are_pruned_in_batches,
    }
    attachments {
        a_file_is_announced_given_to_a_draft_and_moved_to_the_case_it_became,
        a_file_whose_time_is_over_is_given_to_nobody,
        a_file_that_is_given_away_belongs_to_nobody_else,
        a_file_that_is_taken_away_is_discarded_at_once,
        the_files_of_a_deleted_draft_are_discarded,
        a_draft_is_kept_longer_until_it_is_filed,
    }
    transactions {
        a_refused_write_leaves_nothing_behind,
        a_panicking_write_leaves_nothing_behind_and_reaches_its_caller,
        a_read_sees_one_state,
        two_hundred_parallel_writes_are_all_kept,
        the_database_tells_that_it_is_writable,
        migrating_twice_changes_nothing,
        every_statement_fits_the_schema,
        a_closed_database_refuses_writes,
    }
}
