//! Who may do what in which state, by trying everything; written down in `docs/procedures.md`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::case::{Command, CommandKind, Refusal, Sides, State};
use domain::code::{CaseType, OrganisationKind, Role};
use domain::locale::Locale;

use crate::actors::{Officer, everybody_at};
use crate::golden::assert_page;
use crate::samples::{close, do_it, flagged, sayings};
use crate::story::Story;

/// For each state and command: who may give it, and where it leads.
type Table = BTreeMap<(State, CommandKind), (BTreeSet<String>, BTreeSet<State>)>;

fn name(actor: &Actor) -> String {
    match actor {
        Actor::Complainant => "complainant".to_owned(),
        Actor::Respondent => "respondent".to_owned(),
        Actor::System => "system".to_owned(),
        Actor::Staff(staff) => staff.roles[0].code().to_owned(),
    }
}

/// Every command an actor may give, with the case after it.
fn next_steps(story: &Story, actor: &Actor) -> Vec<(CommandKind, Vec<Story>)> {
    let follow = |kind: CommandKind| {
        let commands = match kind {
            CommandKind::Close => {
                let outcomes = story.case.possible_outcomes().iter();
                outcomes.map(|outcome| close(outcome.code())).collect()
            }
            _ => sayings(kind),
        };
        let done: Vec<Story> = commands
            .into_iter()
            .filter_map(|command| {
                let mut after = story.clone();
                match after.attempt(actor, command) {
                    Ok(()) => Some(after),
                    // A side says nothing for the other, and nothing twice.
                    Err(
                        Refusal::OtherSide
                        | Refusal::AlreadyFlagged
                        | Refusal::NotFlagged
                        | Refusal::ConsentKnown
                        | Refusal::AlreadyAnswered
                        | Refusal::AlreadyAssigned
                        | Refusal::PlaceNotPossible,
                    ) => None,
                    Err(refusal) => panic!("{kind} is listed but refused: {refusal}"),
                }
            })
            .collect();
        assert!(
            !done.is_empty(),
            "{kind} is listed, but nothing can be said"
        );
        (kind, done)
    };
    story.allowed(actor).into_iter().map(follow).collect()
}

/// What both sides said, so that it can be compared.
const fn said(sides: Sides) -> (Option<bool>, Option<bool>) {
    (sides.consumer, sides.business)
}

/// Walks from the registration to every state that can be reached, trying every actor there.
fn walk(case_type: CaseType, kind: OrganisationKind) -> Table {
    let mut table = Table::new();
    let mut seen = BTreeSet::new();
    // First come, first served: a state is looked at as early as the case can be in it.
    let plain = Story::filed(case_type, kind);
    let watched = plain
        .clone()
        .step(Officer::handler(), flagged("group"))
        .step(Officer::leader(), do_it(CommandKind::Supervise));
    let mut waiting = VecDeque::from([plain, watched]);
    while let Some(story) = waiting.pop_front() {
        let mediation = &story.case.mediation;
        let watch = &story.case.watch;
        let check = &story.case.verification;
        let proposal = mediation.proposal.as_ref();
        let on_the_table = proposal.map(|proposal| said(proposal.answers));
        if !seen.insert((
            story.case.state,
            story.case.accepted_at.is_some(),
            said(mediation.consents),
            on_the_table,
            story.case.organisation,
            story.case.passed.iter().any(|passed| passed.sent_back),
            (check.found, check.found_by, check.filed),
            !watch.flags.is_empty() && watch.supervision.is_some(),
            // Only where it matters who is responsible, so that the walk stays short.
            story.case.assignee.is_some()
                && matches!(story.case.state, State::Accepted | State::Mediating),
            story.case.recusal.asked.is_some(),
        )) {
            continue;
        }
        let late = story.clone().after(TimeDelta::days(60));
        for (story, actor) in [&story, &late].into_iter().flat_map(|story| {
            let people = everybody_at(story.case.organisation);
            people.into_iter().map(move |actor| (story, actor))
        }) {
            for (command, afters) in next_steps(story, &actor) {
                let entry = table.entry((story.case.state, command)).or_default();
                entry.0.insert(name(&actor));
                entry.1.extend(afters.iter().map(|after| after.case.state));
                waiting.extend(afters);
            }
        }
    }
    table
}

/// The kinds of organisations that follow the same procedure, with that procedure.
fn procedures(case_type: CaseType) -> Vec<(Vec<OrganisationKind>, Table)> {
    let mut found: Vec<(Vec<OrganisationKind>, Table)> = Vec::new();
    for kind in OrganisationKind::ALL {
        let table = walk(case_type, *kind);
        match found.iter_mut().find(|(_, known)| *known == table) {
            Some((kinds, _)) => kinds.push(*kind),
            None => found.push((vec![*kind], table)),
        }
    }
    found
}

fn page() -> String {
    let mut page =
        "# Procedures\n\nWho may do what in which state. This page is written by a test \
        (`app/domain/tests/case/procedures.rs`) that tries every command as every actor in every \
        state a case can reach; do not edit it by hand.\n\n`complainant` is the person who filed, \
        `system` the product itself (for jobs); the other names are roles. Rules that look at \
        dates, at the content of a command or at a second person stand in \
        [commands.md](commands.md).\n"
            .to_owned();
    for case_type in CaseType::ALL {
        for (kinds, table) in procedures(*case_type) {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
            write!(
                page,
                "\n## {} {} (`{case_type}`) at {}\n\n| state | command | by | leads to |\n\
                 | --- | --- | --- | --- |\n",
                case_type.label(Locale::ZhCn),
                case_type.label(Locale::En),
                kinds.join(", "),
            )
            .unwrap();
            for ((state, command), (by, to)) in table {
                let to: Vec<&str> = to.iter().map(|state| state.code()).collect();
                let by: Vec<String> = by.into_iter().collect();
                writeln!(
                    page,
                    "| {state} {} | {command} {} | {} | {} |",
                    state.label(Locale::ZhCn),
                    command.label(Locale::ZhCn),
                    by.join(", "),
                    to.join(", "),
                )
                .unwrap();
            }
        }
    }
    page
}

#[test]
fn the_procedures_are_written_down() {
    assert_page("procedures.md", &page());
}

#[test]
fn a_case_of_every_type_can_be_answered_closed_and_filed_away_everywhere() {
    for case_type in CaseType::ALL {
        for kind in OrganisationKind::ALL {
            let table = walk(*case_type, *kind);
            let reached: BTreeSet<State> = table.values().flat_map(|(_, to)| to.clone()).collect();
            for state in [State::Closed, State::Archived, State::Reopened] {
                assert!(reached.contains(&state), "{case_type} at {kind}: {state}");
            }
        }
    }
}

#[test]
fn only_an_authority_accepts_or_refuses() {
    for kind in OrganisationKind::ALL {
        let table = walk(CaseType::Complaint, *kind);
        let decides = table
            .keys()
            .any(|(_, command)| *command == CommandKind::Accept);
        let authority = matches!(kind, OrganisationKind::Authority | OrganisationKind::Office);
        assert_eq!(decides, authority, "{kind}");
    }
}

#[test]
fn a_hotline_settles_nothing() {
    let table = walk(CaseType::Complaint, OrganisationKind::Hotline);
    let settles = |(_, command): &(State, CommandKind)| *command == CommandKind::RecordSettlement;
    assert!(!table.keys().any(settles));
}

#[test]
fn an_archived_case_is_read_only() {
    for case_type in CaseType::ALL {
        let table = walk(*case_type, OrganisationKind::Authority);
        assert!(table.keys().all(|(state, _)| *state != State::Archived));
    }
}

#[test]
fn roles_without_case_work_watch_at_most() {
    let idle = [
        Role::Expert,
        Role::Superior,
        Role::Supervisor,
        Role::Analyst,
        Role::Publicist,
        Role::Admin,
    ];
    for case_type in CaseType::ALL {
        let table = walk(*case_type, OrganisationKind::Authority);
        for role in idle {
            let of_role = table
                .iter()
                .filter(|(_, (by, _))| by.contains(role.code()))
                .map(|((_, command), _)| *command);
            let of_role: BTreeSet<CommandKind> = of_role.collect();
            let watches: &[CommandKind] = match role {
                // Where nobody at the organisation can, the one above decides who stands down.
                Role::Superior if *case_type == CaseType::Complaint => &[
                    CommandKind::DecideRecusal,
                    CommandKind::Instruct,
                    CommandKind::Supervise,
                ],
                Role::Superior => &[CommandKind::Instruct, CommandKind::Supervise],
                Role::Supervisor => &[CommandKind::Supervise],
                _ => &[],
            };
            let watches = watches.iter().copied().collect();
            assert_eq!(of_role, watches, "{role} in {case_type}");
        }
    }
}

#[test]
fn another_organisation_may_do_nothing() {
    let stranger = Officer::leader().elsewhere().actor();
    assert_eq!(Story::complaint().allowed(&stranger), []);
    assert_eq!(Story::complaint().accepted().allowed(&stranger), []);
}

#[test]
fn the_business_answers_once_the_complaint_is_accepted() {
    assert_eq!(Story::complaint().allowed(&Actor::Respondent), []);
    assert_eq!(
        Story::complaint().accepted().allowed(&Actor::Respondent),
        [CommandKind::StateAnswer, CommandKind::RecordConsent]
    );
    let report = Story::filed(CaseType::Report, OrganisationKind::Authority);
    assert_eq!(report.allowed(&Actor::Respondent), []);
}

#[test]
fn who_holds_several_roles_may_do_what_any_of_them_may() {
    let expert = Officer::with(Role::Expert).actor();
    let both = Officer::with(Role::Expert).and(Role::Handler).actor();
    let story = Story::complaint();
    assert_eq!(story.allowed(&expert), []);
    assert_eq!(
        story.allowed(&both),
        story.allowed(&Officer::handler().actor())
    );
}

#[test]
fn only_the_responsible_person_sees_a_reporter_in_clear() {
    let complaint = Story::complaint();
    let report = Story::filed(CaseType::Report, OrganisationKind::Authority);
    let mut taken = report.clone();
    let handler = Officer::handler().actor();
    let staff = handler.staff().unwrap();
    let to_the_handler = Command::Assign {
        to: staff.account,
        number: staff.number.clone(),
    };
    taken.attempt(&handler, to_the_handler).unwrap();
    assert_eq!(complaint.case.may_reveal(staff), Ok(()));
    assert_eq!(report.case.may_reveal(staff), Err(Refusal::RoleMissing));
    assert_eq!(taken.case.may_reveal(staff), Ok(()));

    let admin = Officer::with(Role::Admin).actor();
    let admin = admin.staff().unwrap();
    assert_eq!(complaint.case.may_reveal(admin), Err(Refusal::RoleMissing));
    let stranger = Officer::handler().elsewhere().actor();
    assert_eq!(
        complaint.case.may_reveal(stranger.staff().unwrap()),
        Err(Refusal::OtherOrganisation)
    );
}
