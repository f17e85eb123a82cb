//! Every command with its members and refusals; written down in `docs/commands.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::case::{Area, CommandKind, RawCommand, State, table};
use domain::code::{CaseType, OrganisationKind};
use domain::locale::Locale;
use serde_json::json;

use crate::endings::provoked;
use crate::golden::assert_page;
use crate::samples::a_command;

/// One member of a command on the wire.
struct Member {
    name: &'static str,
    /// Left out, the command is refused with `missing`.
    required: bool,
    about: &'static str,
}

const fn needs(name: &'static str, about: &'static str) -> Member {
    Member {
        name,
        required: true,
        about,
    }
}

const fn may_have(name: &'static str, about: &'static str) -> Member {
    Member {
        name,
        required: false,
        about,
    }
}

const WORDS: &str = "text, 1 to 2,000 characters, several lines";
const SIDE: &str = "code `consumer`, `business`; needed from staff, a party speaks for itself";
const MONEY: &str =
    "whole fen, 0 to 999,999,999,999; or the member without `_fen` with yuan as text";

/// The members of a command, in the order of a form.
fn members(kind: CommandKind) -> Vec<Member> {
    match kind {
        CommandKind::StartReview
        | CommandKind::Accept
        | CommandKind::ApproveRefusal
        | CommandKind::InviteBusiness
        | CommandKind::StartVerification
        | CommandKind::Sign
        | CommandKind::Archive => vec![],
        CommandKind::RequestMaterial => vec![
            needs("items", WORDS),
            needs(
                "due",
                "date `YYYY-MM-DD`, from today to one working day before the review must end",
            ),
        ],
        CommandKind::SupplyMaterial
        | CommandKind::Note
        | CommandKind::SendMessage
        | CommandKind::StartInquiry
        | CommandKind::RecordFinding
        | CommandKind::Resume => vec![needs("text", WORDS)],
        CommandKind::ProposeRefusal => {
            vec![
                needs("ground", "code `NA1` to `NA7`"),
                needs("reason", WORDS),
            ]
        }
        CommandKind::RejectRefusal | CommandKind::Reopen => vec![needs("reason", WORDS)],
        CommandKind::Assign => vec![
            needs("to", "account, a UUID"),
            needs(
                "number",
                "staff number of that account; filled in by the service",
            ),
        ],
        CommandKind::ContactBusiness => vec![
            needs("way", "code `phone`, `counter`, `visit`, `written`"),
            needs("result", "code `reached`, `unreachable`, `declined`"),
            needs("text", WORDS),
        ],
        CommandKind::RecordSettlement => vec![
            needs("terms", WORDS),
            may_have("amount_fen", MONEY),
            may_have("performed", "boolean, false when left out"),
        ],
        CommandKind::Close => vec![
            needs(
                "outcome",
                "code of the result; the state decides which are possible",
            ),
            may_have(
                "reply",
                "as `text`; needed unless a refusal notice was given",
            ),
            may_have("recovered_fen", MONEY),
            may_have(
                "termination",
                "code `TM1` to `TM8`; needed for `terminated`",
            ),
        ],
        CommandKind::Withdraw => vec![may_have("reason", WORDS)],
        CommandKind::CallBack => vec![
            needs("result", "code `reached`, `unreachable`, `declined`"),
            may_have("satisfaction", "1 (worst) to 5 (best)"),
            may_have("text", WORDS),
        ],
        CommandKind::Rate => vec![
            needs("satisfaction", "1 (worst) to 5 (best)"),
            may_have("reasons", "list of codes; at least one for 1 and 2"),
            may_have("comment", WORDS),
            may_have("wants_call", "boolean, false when left out"),
        ],
        _ => match kind.area() {
            Area::Watch => members_in_watching(kind),
            Area::Verification => members_in_verification(kind),
            Area::Mediation => members_in_mediation(kind),
            Area::Course | Area::Review => members_in_passing(kind),
        },
    }
}

/// The members of a command that moves the case.
fn members_in_passing(kind: CommandKind) -> Vec<Member> {
    match kind {
        CommandKind::Distribute => vec![
            needs(
                "organisation",
                "two-character code of an organisation above or below",
            ),
            needs("text", WORDS),
        ],
        CommandKind::Merge => vec![
            needs("into", "number of the case into which it is merged"),
            needs("text", WORDS),
        ],
        CommandKind::SendBack => vec![
            needs("reason", "code of the reason to send it back"),
            needs("text", WORDS),
        ],
        _ => panic!("{kind} has no members written down"),
    }
}

/// The members of a command about watching.
fn members_in_watching(kind: CommandKind) -> Vec<Member> {
    const FLAG: &str = "code `major`, `group`, `urgent`, `sensitive`";
    match kind {
        CommandKind::Flag => vec![needs("flag", FLAG), needs("text", WORDS)],
        CommandKind::Unflag => vec![needs("flag", FLAG), needs("reason", WORDS)],
        CommandKind::Supervise => vec![
            needs("level", "code `yellow`, `orange`, `red`"),
            needs("text", WORDS),
            needs("due", "date `YYYY-MM-DD`, from today on"),
        ],
        CommandKind::Urge => vec![may_have("text", WORDS)],
        CommandKind::ReportUp | CommandKind::Instruct | CommandKind::AnswerSupervision => {
            vec![needs("text", WORDS)]
        }
        _ => panic!("{kind} has no members written down"),
    }
}

/// The members of a command of the check of a report.
fn members_in_verification(kind: CommandKind) -> Vec<Member> {
    match kind {
        CommandKind::Extend => vec![needs("reason", WORDS)],
        CommandKind::FileCase => vec![needs("text", WORDS)],
        CommandKind::DeclineFiling => vec![
            needs(
                "not_filed",
                "code `minor_and_corrected`, `first_and_corrected`, `without_fault`, \
                 `nothing_found`, `other_lawful`",
            ),
            needs("text", WORDS),
        ],
        CommandKind::RecordPenalty => vec![
            needs(
                "decision",
                "code `penalty`, `no_penalty`, `dropped`, `transferred`, `to_police`",
            ),
            needs("text", WORDS),
        ],
        CommandKind::RecordReward => vec![may_have("amount_fen", MONEY), needs("text", WORDS)],
        _ => panic!("{kind} has no members written down"),
    }
}

/// The members of a command of the mediation.
fn members_in_mediation(kind: CommandKind) -> Vec<Member> {
    match kind {
        CommandKind::StateAnswer => vec![
            needs("text", WORDS),
            may_have(
                "shared",
                "boolean, false when left out: the consumer may read it",
            ),
        ],
        CommandKind::RecordConsent | CommandKind::AnswerProposal => vec![
            may_have("side", SIDE),
            needs("agrees", "boolean"),
            may_have("text", WORDS),
        ],
        CommandKind::ScheduleSession => vec![
            needs("way", "code `on_site`, `phone`, `video`, `online`"),
            needs(
                "at",
                "instant (RFC 3339), or `YYYY-MM-DDTHH:MM` at UTC+08:00; still ahead",
            ),
            needs("place", "text, 1 to 100 characters, one line"),
        ],
        CommandKind::RecordSession => vec![
            needs(
                "attendance",
                "code `both`, `consumer_absent`, `business_absent`, `neither`",
            ),
            needs("text", WORDS),
        ],
        CommandKind::Propose => vec![
            may_have(
                "side",
                "code `consumer`, `business`; left out for terms of the office",
            ),
            needs("terms", WORDS),
            may_have("amount_fen", MONEY),
            may_have("perform_by", "date `YYYY-MM-DD`, from today on"),
        ],
        CommandKind::RequestRecusal => vec![
            may_have(
                "side",
                "code `consumer`, `business`; left out by the responsible person",
            ),
            needs("text", WORDS),
        ],
        CommandKind::DecideRecusal => vec![needs("agrees", "boolean"), needs("text", WORDS)],
        CommandKind::Suspend => vec![
            needs(
                "hold",
                "code `insufficient_evidence`, `responsibility_unclear`, `awaiting_appraisal`, \
                 `awaiting_material`; of a report `awaiting_appraisal`, \
                 `awaiting_rights_holder`",
            ),
            needs("text", WORDS),
            may_have(
                "review_on",
                "date `YYYY-MM-DD` within ten working days; needed unless an appraisal is \
                 awaited",
            ),
        ],
        CommandKind::Terminate => vec![
            needs("termination", "code `TM1` to `TM8`"),
            needs("reason", WORDS),
        ],
        CommandKind::RecordPerformance => {
            vec![needs("performed", "boolean"), needs("text", WORDS)]
        }
        _ => panic!("{kind} has no members written down"),
    }
}

/// Who may give a command, from which states, in which procedures.
fn rows(kind: CommandKind) -> Vec<String> {
    let procedures = [
        (
            "complaint at an authority",
            CaseType::Complaint,
            OrganisationKind::Authority,
        ),
        (
            "complaint at a station",
            CaseType::Complaint,
            OrganisationKind::Station,
        ),
        (
            "report at an authority",
            CaseType::Report,
            OrganisationKind::Authority,
        ),
        (
            "report elsewhere",
            CaseType::Report,
            OrganisationKind::Station,
        ),
        (
            "enquiry, suggestion",
            CaseType::Consultation,
            OrganisationKind::Authority,
        ),
        ("legal aid", CaseType::LegalAid, OrganisationKind::Authority),
    ];
    let mut rows = Vec::new();
    for (name, case_type, organisation) in procedures {
        let found = table::procedure(case_type, organisation).iter();
        for row in found.filter(|row| row.command == kind) {
            let from: Vec<&str> = row.from.iter().copied().map(State::code).collect();
            let codes = |roles: &[domain::code::Role]| {
                let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
                codes.join(", ")
            };
            let by = match row.by {
                table::By::Complainant => "complainant".to_owned(),
                table::By::Staff(roles) => codes(roles),
                table::By::Either(roles) => format!("complainant, {}", codes(roles)),
                table::By::Respondent => "respondent".to_owned(),
                table::By::Overseer(roles) => {
                    format!("{}; also of an organisation above", codes(roles))
                }
                table::By::Parties(roles) => format!("complainant, respondent, {}", codes(roles)),
            };
            rows.push(format!("| {name} | {} | {by} |", from.join(", ")));
        }
    }
    rows
}

/// Codes of the refusals that belong to one command alone.
fn own_refusals() -> BTreeMap<CommandKind, BTreeSet<&'static str>> {
    let mut refusals: BTreeMap<CommandKind, BTreeSet<&'static str>> = BTreeMap::new();
    for (command, refusal) in provoked() {
        refusals.entry(command).or_default().insert(refusal.code());
    }
    refusals
}

fn page() -> String {
    let mut page = "# Commands\n\nWhat may be asked of a case, as the body of `commandCase`: \
        `{ \"command\": \"accept\", … }`. This page is written by a test \
        (`app/domain/tests/case/commands.rs`); do not edit it by hand. The states and roles as \
        they come out in practice stand in [procedures.md](procedures.md).\n\nEvery command can be \
        refused with `not_in_this_procedure`, `other_organisation`, `role_missing` or \
        `not_in_this_state`, judged in this order. A member that is not known is refused with \
        `unknown_field`, one that is needed and left out or empty with `missing`.\n"
        .to_owned();
    let mut refusals = own_refusals();
    for kind in CommandKind::ALL {
        write!(
            page,
            "\n## `{kind}` {} {}\n\n",
            kind.label(Locale::ZhCn),
            kind.label(Locale::En)
        )
        .unwrap();
        let members = members(*kind);
        if !members.is_empty() {
            page.push_str("| member | needed | rule |\n| --- | --- | --- |\n");
        }
        for member in &members {
            let needed = if member.required { "yes" } else { "no" };
            writeln!(page, "| `{}` | {needed} | {} |", member.name, member.about).unwrap();
        }
        if !members.is_empty() {
            page.push('\n');
        }
        page.push_str("| procedure | from | by |\n| --- | --- | --- |\n");
        for row in rows(*kind) {
            writeln!(page, "{row}").unwrap();
        }
        if let Some(own) = refusals.remove(kind) {
            let own: Vec<&str> = own.into_iter().collect();
            writeln!(page, "\nRefusals of its own: `{}`.", own.join("`, `")).unwrap();
        }
    }
    page
}

#[test]
fn the_commands_are_written_down() {
    assert_page("commands.md", &page());
}

#[test]
fn a_member_is_needed_exactly_where_the_page_says_so() {
    for kind in CommandKind::ALL {
        let complete = a_command(*kind);
        let described: BTreeSet<&str> = members(*kind).iter().map(|member| member.name).collect();
        let known = complete.as_object().unwrap().keys().map(String::as_str);
        let known: BTreeSet<&str> = known.filter(|name| *name != "command").collect();
        assert_eq!(described, known, "{kind}");

        for member in members(*kind) {
            let mut without = complete.clone();
            without.as_object_mut().unwrap().remove(member.name);
            let raw: RawCommand = serde_json::from_value(without).unwrap();
            let problems = raw.parse().err().unwrap_or_default();
            let expected = if member.required {
                json!([{ "field": member.name, "code": "missing" }])
            } else {
                json!([])
            };
            assert_eq!(
                serde_json::to_value(problems).unwrap(),
                expected,
                "{kind} without {}",
                member.name
            );
        }
    }
}
