//! A year of the county: how much came in on which day, of what kind, and how it ended.
//!
//! Shares and the shape of the year follow what counties report; a case that lies longer back has
//! come further, and what would lie ahead has not happened yet.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::code::{CaseType, Outcome, TerminationGround};

use super::chance::Chance;
use super::plan::{Pace, Script};
use super::story::{Beat as B, Site, Topic as T};
use super::timeline;

/// Days of the year that is told.
pub(super) const DAYS: i64 = 365;
/// How much comes in by month, January first: more around 15 March, in June and before the end
/// of the year, when shops sell most.
const MONTHS: [u64; 12] = [90, 80, 140, 100, 105, 110, 100, 95, 100, 105, 120, 110];
/// On days off so many per cent of a working day.
const DAY_OFF: u64 = 45;
/// Cases by type, as a county centre counts them in a year.
const TYPES: &[(CaseType, u32)] = &[
    (CaseType::Complaint, 900),
    (CaseType::Report, 280),
    (CaseType::Consultation, 1_700),
    (CaseType::Suggestion, 110),
    (CaseType::LegalAid, 24),
];
/// Where complaints are handled, in per cent.
const COMPLAINT_SITES: &[(Site, u32)] = &[
    (Site::Authority, 50),
    (Site::Office, 16),
    (Site::Hedong, 11),
    (Site::Xinqu, 9),
    (Site::Station, 8),
    (Site::MarketHall, 6),
];
/// Where questions are answered.
const QUESTION_SITES: &[(Site, u32)] = &[
    (Site::Hotline, 55),
    (Site::Authority, 30),
    (Site::Office, 8),
    (Site::Hedong, 7),
];
/// Satisfaction with a solved dispute: scores and their shares.
const CONTENT: &[(u8, u32)] = &[(5, 58), (4, 25), (3, 10), (2, 4), (1, 3)];
/// Satisfaction where no agreement was reached.
const DISAPPOINTED: &[(u8, u32)] = &[(5, 18), (4, 24), (3, 28), (2, 17), (1, 13)];
/// Of a hundred surveys so many are answered.
const ANSWERED: u8 = 35;
/// Of a hundred cases so many wait long for somebody to look at them.
const SLOW: u8 = 2;

/// How many cases came in on each day of the year before `today`, oldest first. Twice as many
/// cases are twice as many on each day.
pub(super) fn days(calendar: &Calendar, today: NaiveDate, cases: u32) -> Vec<(NaiveDate, u32)> {
    let dates: Vec<NaiveDate> = (1..=DAYS)
        .rev()
        .map(|days| timeline::days_before(today, days))
        .collect();
    let weights: Vec<u64> = dates.iter().map(|date| weight(calendar, *date)).collect();
    let sum: u64 = weights.iter().sum::<u64>().max(1);
    let (mut reached, mut told) = (0, 0);
    dates
        .into_iter()
        .zip(weights)
        .map(|(date, weight)| {
            reached += weight;
            // What the curve asks for up to this day, less what came before.
            let until = (u64::from(cases) * reached + sum / 2) / sum;
            let count = until - told;
            told = until;
            (date, u32::try_from(count).unwrap_or(u32::MAX))
        })
        .collect()
}

fn weight(calendar: &Calendar, date: NaiveDate) -> u64 {
    let month = usize::try_from(date.month0()).unwrap_or(0);
    let month = MONTHS.get(month).copied().unwrap_or(100);
    let day = if calendar.day(date).kind.is_worked() {
        100
    } else {
        DAY_OFF
    };
    month * day
}

/// The course of a case that came in on `date`.
pub(super) fn script(
    calendar: &Calendar,
    date: NaiveDate,
    end: DateTime<Utc>,
    chance: &mut Chance,
) -> Script {
    let case_type = chance.weighted(TYPES, |(_, share)| *share).0;
    let (topic, site, mut beats) = match case_type {
        CaseType::Complaint => complaint(chance),
        CaseType::Report => report(chance),
        CaseType::Consultation => question(chance),
        CaseType::Suggestion => suggestion(chance),
        CaseType::LegalAid => {
            let beats = vec![B::Review, B::Assign, B::Close(Outcome::Answered)];
            (T::LegalAid, Site::Authority, beats)
        }
    };
    finish(topic, &mut beats, chance);
    let is_day_off = !calendar.day(date).kind.is_worked();
    let disputed = matches!(case_type, CaseType::Complaint | CaseType::Report);
    let online = site != Site::Hotline && (is_day_off || (disputed && chance.percent(45)));
    let received = timeline::on(date, !online, chance);
    Script {
        name: case_type.code(),
        topic,
        site,
        beats: Cow::Owned(beats),
        online,
        // An instant of the last day may lie close to its end.
        received: received.min(end - TimeDelta::seconds(1)),
        pace: if chance.percent(SLOW) {
            Pace::Slow
        } else {
            Pace::Usual
        },
        theme: None,
    }
}

/// Of a hundred complaints eleven are refused, twelve end before acceptance, the others are
/// accepted: most of these are settled, a third ends without agreement.
fn complaint(chance: &mut Chance) -> (T, Site, Vec<B>) {
    let site = chance.weighted(COMPLAINT_SITES, |(_, share)| *share).0;
    if matches!(site, Site::Station | Site::MarketHall) {
        return (T::Dispute, site, settled_at_station(chance));
    }
    let way = chance.between(0, 99);
    // A refusal takes two people, which the small offices do not have.
    if way < 22 && site == Site::Authority {
        let beats = vec![B::Review, B::ProposeRefusal, B::ApproveRefusal];
        return (T::Refusable, site, beats);
    }
    match way {
        0..8 => (
            T::Elsewhere,
            site,
            vec![B::Review, B::Close(Outcome::Transferred)],
        ),
        8..12 => (T::Dispute, site, vec![B::Withdraw]),
        12..14 => (T::Group, site, accepted(chance)),
        14..17 => (T::Represented, site, accepted(chance)),
        _ => (T::Dispute, site, accepted(chance)),
    }
}

fn settled_at_station(chance: &mut Chance) -> Vec<B> {
    let mut beats = vec![B::Review, B::Contact];
    if chance.percent(75) {
        beats.extend([B::SettleAtOnce, B::Close(Outcome::SettledStation)]);
    } else {
        beats.push(B::Close(Outcome::Transferred));
    }
    beats
}

fn accepted(chance: &mut Chance) -> Vec<B> {
    let mut beats = vec![B::Review];
    if chance.percent(60) {
        beats.push(B::Assign);
    }
    beats.push(B::Accept);
    if chance.percent(15) {
        beats.push(B::ContactInVain);
    }
    beats.push(B::Contact);
    if chance.percent(20) {
        beats.extend([B::Ask, B::Answer]);
    }
    beats.extend(match chance.between(0, 99) {
        0..28 => vec![B::SettleAtOnce, B::Close(Outcome::MediatedAtOnce)],
        28..60 => vec![B::Settle, B::Close(Outcome::MediatedAgreement)],
        60..83 => vec![B::Terminate(TerminationGround::NoAgreement)],
        83..95 => vec![B::Terminate(TerminationGround::PartyRefuses)],
        _ => vec![B::Withdraw],
    });
    beats
}

fn report(chance: &mut Chance) -> (T, Site, Vec<B>) {
    let named = chance.percent(60);
    let mut beats = vec![B::Greet, B::Review, B::Assign, B::Check, B::Find];
    beats.extend(if chance.percent(13) {
        vec![
            B::FileCase,
            B::TellReporter,
            B::Penalise,
            B::Close(Outcome::ToCase),
        ]
    } else {
        vec![B::FileNone, B::Close(Outcome::Answered)]
    });
    (T::Report { named }, Site::Authority, beats)
}

fn question(chance: &mut Chance) -> (T, Site, Vec<B>) {
    let site = chance.weighted(QUESTION_SITES, |(_, share)| *share).0;
    if chance.percent(12) {
        let beats = vec![B::Close(Outcome::Transferred)];
        (T::QuestionElsewhere, site, beats)
    } else {
        (T::Question, site, vec![B::Close(Outcome::Answered)])
    }
}

fn suggestion(chance: &mut Chance) -> (T, Site, Vec<B>) {
    let outcome = match chance.between(0, 99) {
        0..40 => Outcome::Adopted,
        40..75 => Outcome::PartlyAdopted,
        _ => Outcome::NotAdopted,
    };
    (
        T::Suggestion(outcome),
        Site::Authority,
        vec![B::Close(outcome)],
    )
}

/// What follows once a case is over: the person rates it, is called back, and it is filed away.
fn finish(topic: T, beats: &mut Vec<B>, chance: &mut Chance) {
    let ended = beats.last().copied();
    let is_report = topic.case_type() == CaseType::Report;
    if topic == T::Refusable {
        beats.push(B::Close(Outcome::Refused));
    }
    if !is_report && chance.percent(ANSWERED) {
        let scores = match ended {
            Some(B::Terminate(_) | B::ApproveRefusal) => DISAPPOINTED,
            _ => CONTENT,
        };
        beats.push(B::Rate(chance.weighted(scores, |(_, share)| *share).0));
    }
    if (!is_report || topic == (T::Report { named: true })) && chance.percent(97) {
        beats.push(B::CallBack);
    }
    if chance.percent(95) {
        beats.push(B::Archive);
    }
}
