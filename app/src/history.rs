//! One step of a history, as everybody reads it; who did it and what else belongs to it differ from
//! reader to reader.

use chrono::SecondsFormat;
use domain::locale::{Locale, format_instant, translate};
use domain::tr;
use domain::view::Step;

use crate::ui::{TimelineEntry, Tone};

/// A step: its name, its time, who did it, and what belongs to it, a line each.
pub(crate) fn entry(
    step: &Step,
    by: String,
    lines: impl IntoIterator<Item = Option<String>>,
    locale: Locale,
) -> TimelineEntry {
    let lines: Vec<String> = own_lines(step, locale)
        .into_iter()
        .chain(lines.into_iter().flatten())
        .collect();
    TimelineEntry {
        title: translate(locale, &format!("case.step.{}", step.kind)).into_owned(),
        time: format_instant(locale, step.at),
        datetime: step.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        by: Some(by),
        body: (!lines.is_empty()).then(|| lines.join("\n")),
        tone: Tone::Info,
        current: false,
    }
}

/// What a step says beside its words, a line each: who, when and where.
fn own_lines(step: &Step, locale: Locale) -> Vec<String> {
    let meeting = step.meeting.as_ref().map(|meeting| {
        tr!(
            locale,
            "mediation.meeting_at",
            time = format_instant(locale, meeting.at),
            way = meeting.way.label(locale),
            place = meeting.place
        )
        .into_owned()
    });
    let hold = step.hold.map(|hold| hold.label(locale).to_owned());
    let came = step
        .attendance
        .map(|attendance| attendance.label(locale).to_owned());
    let place = step.place.as_ref();
    let place = place.map(|place| place.of(locale).to_owned());
    let decided = step.decided.map(|decided| decided.label(locale).to_owned());
    [place, said(step, locale), meeting, hold, came, decided]
        .into_iter()
        .flatten()
        .collect()
}

fn said(step: &Step, locale: Locale) -> Option<String> {
    let text = match (step.side, step.agrees) {
        (_, Some(yes)) if step.kind == "recusal_decided" => {
            if yes {
                tr!(locale, "mediation.step.stands_down")
            } else {
                tr!(locale, "mediation.step.goes_on")
            }
        }
        (Some(side), Some(yes)) => {
            let consent = step.kind == "consent_recorded";
            let answer = match (consent, yes) {
                (true, true) => tr!(locale, "mediation.willing"),
                (true, false) => tr!(locale, "mediation.unwilling"),
                (false, true) => tr!(locale, "mediation.step.yes"),
                (false, false) => tr!(locale, "mediation.step.no"),
            };
            let side = side.label(locale);
            tr!(locale, "mediation.step.said", side = side, answer = answer)
        }
        (Some(side), None) => tr!(locale, "mediation.step.of", side = side.label(locale)),
        (None, Some(true)) => tr!(locale, "mediation.step.kept"),
        (None, Some(false)) => tr!(locale, "mediation.step.broken"),
        (None, None) => return None,
    };
    Some(text.into_owned())
}
