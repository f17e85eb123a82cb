//! A case from its receipt to where it stands now, planned before anything is written.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::case::{CommandKind, ContactResult, ContactWay, RawCommand};
use domain::code::{
    CaseType, Channel, HoldReason, NotFiledGround, Outcome, PenaltyDecision, RefusalGround, Side,
    TerminationGround,
};
use domain::locale::business_date;

use super::chance::Chance;
use super::filing::{self, Written, yuan};
use super::hot_spot::Theme;
use super::shot::Shot;
use super::story::{Beat, Received, Site, Story, Topic};
use super::{county, timeline, words};

/// How often a case is moved a day back until everything fits before the last midnight.
const MOST_SHIFTS: usize = 60;
/// Choices of pictures lie apart from those of the cases.
const PICTURES: u32 = 1 << 23;
/// Minutes of office time in a working day.
const OFFICE_DAY: f64 = 510.0;
/// Minutes after which somebody looks at a case that was left lying: nine working days.
const SLOW_REVIEW: i64 = 9 * 510;
/// Channels of complaints in per cent, as the platform of the ministry counts them.
const CHANNELS: &[(Channel, u32)] = &[
    (Channel::Phone, 36),
    (Channel::WechatMini, 27),
    (Channel::Web, 10),
    (Channel::App, 7),
    (Channel::Letter, 5),
    (Channel::WechatOfficial, 2),
    (Channel::AlipayMini, 2),
    (Channel::Visit, 4),
    (Channel::Hotline12345, 4),
    (Channel::Email, 1),
    (Channel::Event, 2),
];

/// Who files or acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The person, without an account.
    Person,
    /// The account with this login.
    Staff(&'static str),
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    Command(Box<RawCommand>),
    /// The case goes to the account with this login.
    Assign(&'static str),
    /// The person hands pictures in.
    HandIn(Vec<Shot>),
    /// The survey is answered.
    Rate {
        score: u8,
        reasons: Vec<String>,
        comment: String,
        wants_call: bool,
    },
}

/// One step with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: DateTime<Utc>,
    pub(super) by: By,
    pub(super) deed: Deed,
}

/// What is to happen to a case.
pub(super) struct Script {
    /// Name of the story.
    pub(super) name: &'static str,
    pub(super) topic: Topic,
    pub(super) site: Site,
    pub(super) beats: Cow<'static, [Beat]>,
    /// The person files it; else somebody at a desk does.
    pub(super) online: bool,
    pub(super) received: DateTime<Utc>,
    pub(super) pace: Pace,
    /// What all cases of a hot spot have in common.
    pub(super) theme: Option<&'static Theme>,
}

/// How fast things go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// As the story wants it, and all of it before the last midnight.
    Told,
    /// As offices usually work; what would lie ahead has not happened yet.
    Usual,
    /// The same, but nobody looks at it for days.
    Slow,
}

/// A case from beginning to end.
pub(super) struct Plan {
    /// Name of the story.
    pub(super) name: &'static str,
    /// Its place among all cases, from which its choices follow.
    pub(super) place: u32,
    pub(super) topic: Topic,
    pub(super) received: DateTime<Utc>,
    pub(super) by: By,
    pub(super) filing: domain::case::RawFiling,
    pub(super) steps: Vec<Step>,
}

/// Plans the case of a story at `place`.
pub(super) fn plan(
    story: &'static Story,
    place: u32,
    seed: u64,
    today: NaiveDate,
    calendar: &Calendar,
) -> Plan {
    let mut chance = Chance::new(seed, place);
    let channel = channel(story, &mut chance);
    let online = channel == Channel::Web;
    let script = Script {
        name: story.name,
        topic: story.topic,
        site: story.site,
        beats: Cow::Borrowed(story.beats),
        online,
        received: timeline::received(calendar, today, story.received, !online, &mut chance),
        pace: Pace::Told,
        theme: None,
    };
    let mut plan = of_script(script, channel, place, today, calendar, chance);
    if plan.topic.has_pictures() {
        plan.hand_in(&mut Chance::new(seed, PICTURES + place));
    }
    plan
}

impl Plan {
    /// Most people have a picture at hand and add it at once.
    fn hand_in(&mut self, chance: &mut Chance) {
        if chance.percent(65) {
            let at = self.received + TimeDelta::seconds(chance.between(40, 200));
            let deed = Deed::HandIn(Shot::some(chance));
            let by = By::Person;
            self.steps.insert(0, Step { at, by, deed });
        }
    }
}

/// Plans the case of a script; its place tells its people apart.
pub(super) fn of_script(
    script: Script,
    channel: Channel,
    place: u32,
    today: NaiveDate,
    calendar: &Calendar,
    mut chance: Chance,
) -> Plan {
    let crew = Crew::of(script.site, &mut chance);
    let (received, times) = timed(&script, timeline::end(today), calendar, &mut chance);
    let written = filing::write(
        script.topic,
        script.theme,
        business_date(received),
        place,
        &mut chance,
    );
    let mut pen = Pen {
        topic: script.topic,
        crew,
        received,
        calendar,
        written,
        settled: None,
        ended: None,
        chance,
    };
    let steps = script
        .beats
        .iter()
        .zip(times)
        .map(|(beat, at)| pen.step(*beat, at))
        .collect();
    let mut filing = pen.written.filing;
    let by = if script.online {
        By::Person
    } else {
        By::Staff(crew.desk)
    };
    if !script.online {
        filing.channel = Some(channel.code().to_owned());
    }
    filing.to = script.site.code().map(str::to_owned);
    Plan {
        name: script.name,
        place,
        topic: script.topic,
        received,
        by,
        filing,
        steps,
    }
}

/// The channel by which a desk of this place takes a case in; `Web` where the person files it.
pub(super) fn channel_at(site: Site, online: bool, chance: &mut Chance) -> Channel {
    match site {
        _ if online => Channel::Web,
        Site::Hotline => Channel::Phone,
        Site::Station | Site::MarketHall => Channel::Station,
        _ => desk_channel(chance),
    }
}

/// One of the channels of complaints that needs somebody at a desk.
fn desk_channel(chance: &mut Chance) -> Channel {
    let at_desk = |channel: &(Channel, u32)| {
        if channel.0 == Channel::Web {
            0
        } else {
            channel.1
        }
    };
    chance.weighted(CHANNELS, at_desk).0
}

/// An evening's filing comes from the person; a hotline is called, a station writes down what is
/// said at its counter.
fn channel(story: &Story, chance: &mut Chance) -> Channel {
    match (story.received, story.site) {
        (Received::Evening, _) => Channel::Web,
        (_, Site::Hotline) => Channel::Phone,
        (_, Site::Station | Site::MarketHall) => Channel::Station,
        _ => chance.weighted(CHANNELS, |(_, share)| *share).0,
    }
}

/// The instants of the steps. A story whose last step would lie ahead is moved back day by day;
/// of any other case those steps are left out.
fn timed(
    script: &Script,
    end: DateTime<Utc>,
    calendar: &Calendar,
    chance: &mut Chance,
) -> (DateTime<Utc>, Vec<DateTime<Utc>>) {
    let gaps: Vec<Gap> = script
        .beats
        .iter()
        .map(|beat| Gap::after(*beat, script.pace, chance))
        .collect();
    let mut received = script.received;
    for _ in 0..MOST_SHIFTS {
        let mut at = received;
        let mut times = Vec::with_capacity(gaps.len());
        for gap in &gaps {
            at = gap.add(at, calendar);
            times.push(at);
        }
        if script.pace != Pace::Told {
            times.retain(|at| *at < end);
            return (received, times);
        }
        if at < end {
            return (received, times);
        }
        received -= TimeDelta::days(1);
    }
    (received, Vec::new())
}

/// How long a step takes.
enum Gap {
    /// Minutes of office time, and the second within the minute.
    Office(i64, i64),
    /// Minutes of the person's time.
    Home(i64, i64),
    /// Days, then minutes of office time.
    Days(i64, i64, i64),
}

impl Gap {
    fn after(beat: Beat, pace: Pace, chance: &mut Chance) -> Self {
        if let Some(minutes) = mediation(beat, pace, chance) {
            return Self::Office(minutes, chance.between(0, 59));
        }
        let (from, to) = match beat {
            Beat::Assign => (5, 40),
            Beat::Greet => (10, 120),
            Beat::Review | Beat::Note => (20, 240),
            Beat::AskMaterial | Beat::Answer => (30, 200),
            Beat::Accept | Beat::Close(_) | Beat::Check | Beat::TellReporter => (30, 300),
            Beat::ProposeRefusal | Beat::ApproveRefusal | Beat::RejectRefusal => (60, 400),
            Beat::Contact
            | Beat::ContactInVain
            | Beat::Inquire
            | Beat::HoldUp
            | Beat::HandOver
            | Beat::FileCase
            | Beat::FileNone => (60, 500),
            Beat::Willing(_) | Beat::Offer => (30, 240),
            Beat::EndMediation | Beat::Find => (300, 900),
            Beat::Penalise => (1_500, 3_000),
            Beat::SettleAtOnce => (60, 900),
            Beat::Settle => (300, 2_000),
            Beat::Terminate(_) => (800, 2_600),
            Beat::CallBack | Beat::CallBackInVain => (500, 1_400),
            Beat::Rate(_) => (30, 2_000),
            Beat::SupplyMaterial | Beat::Withdraw => (300, 1_500),
            Beat::Ask => (600, 2_500),
            Beat::Reopen => (1_500, 5_000),
            Beat::Archive => (30, 400),
        };
        let slow = if pace == Pace::Slow && beat == Beat::Review {
            SLOW_REVIEW
        } else {
            0
        };
        let minutes = slow + chance.between(from, to);
        let second = chance.between(0, 59);
        match beat {
            Beat::Rate(_) | Beat::SupplyMaterial | Beat::Withdraw | Beat::Ask | Beat::Reopen => {
                Self::Home(minutes, second)
            }
            Beat::Archive => Self::Days(31, minutes, second),
            _ => Self::Office(minutes, second),
        }
    }

    fn add(&self, from: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
        match *self {
            Self::Office(minutes, second) => timeline::office(calendar, from, minutes, second),
            Self::Home(minutes, second) => timeline::at_home(from, minutes, second),
            Self::Days(days, minutes, second) => {
                timeline::office(calendar, from + TimeDelta::days(days), minutes, second)
            }
        }
    }
}

/// How long a mediation usually takes, in minutes of office time: half of them nine working days,
/// nine of ten twenty-four.
fn mediation(beat: Beat, pace: Pace, chance: &mut Chance) -> Option<i64> {
    let ends = matches!(beat, Beat::Settle | Beat::SettleAtOnce | Beat::Terminate(_));
    (ends && pace != Pace::Told).then(|| {
        let minutes = chance.around(9.0 * OFFICE_DAY, 0.766);
        minutes.clamp(60, 60 * 510)
    })
}

/// Who works on a case.
#[derive(Debug, Clone, Copy)]
struct Crew {
    /// Registers and calls back.
    desk: &'static str,
    /// Handles.
    handler: &'static str,
    /// Mediates.
    mediator: &'static str,
    /// Confirms what others propose.
    head: &'static str,
}

impl Crew {
    fn of(site: Site, chance: &mut Chance) -> Self {
        let same = |login| Self {
            desk: login,
            handler: login,
            mediator: login,
            head: login,
        };
        match site {
            Site::Office => same("office"),
            Site::Hedong => same("hedong"),
            Site::Xinqu => same("xinqu"),
            Site::Station => same("liaison"),
            Site::MarketHall => same("liaison2"),
            Site::Hotline => same("hotline"),
            Site::Authority => {
                let handler = if chance.percent(60) {
                    "handler"
                } else {
                    "handler2"
                };
                Self {
                    desk: "operator",
                    handler,
                    mediator: if chance.percent(50) {
                        "mediator"
                    } else {
                        handler
                    },
                    head: if chance.percent(80) { "head" } else { "leader" },
                }
            }
        }
    }
}

/// Writes the steps of one case.
struct Pen<'a> {
    topic: Topic,
    crew: Crew,
    received: DateTime<Utc>,
    calendar: &'a Calendar,
    written: Written,
    /// Money of the settlement, in fen.
    settled: Option<i64>,
    /// How it ended, once it did.
    ended: Option<Outcome>,
    chance: Chance,
}

impl Pen<'_> {
    fn step(&mut self, beat: Beat, at: DateTime<Utc>) -> Step {
        let crew = self.crew;
        let by = match beat {
            Beat::SupplyMaterial | Beat::Ask | Beat::Withdraw | Beat::Rate(_) | Beat::Reopen => {
                By::Person
            }
            Beat::ApproveRefusal
            | Beat::RejectRefusal
            | Beat::FileCase
            | Beat::FileNone
            | Beat::Penalise => By::Staff(crew.head),
            Beat::Inquire
            | Beat::Willing(_)
            | Beat::Offer
            | Beat::HoldUp
            | Beat::EndMediation
            | Beat::Contact
            | Beat::Settle
            | Beat::SettleAtOnce => By::Staff(crew.mediator),
            // Who reported something is known to those alone who handle it.
            Beat::Greet | Beat::CallBack | Beat::CallBackInVain
                if self.topic.case_type() != CaseType::Report =>
            {
                By::Staff(crew.desk)
            }
            _ => By::Staff(crew.handler),
        };
        let deed = match beat {
            Beat::Assign => Deed::Assign(crew.handler),
            Beat::Rate(score) => self.rating(score),
            beat => Deed::Command(Box::new(self.command(beat))),
        };
        Step { at, by, deed }
    }

    fn rating(&mut self, score: u8) -> Deed {
        let (reasons, comments, wants_call) = words::rating(score);
        Deed::Rate {
            score,
            reasons: reasons
                .iter()
                .map(|reason| reason.code().to_owned())
                .collect(),
            comment: (*self.chance.pick(comments)).to_owned(),
            wants_call,
        }
    }

    fn command(&mut self, beat: Beat) -> RawCommand {
        match beat {
            Beat::Review | Beat::Assign | Beat::Rate(_) => {
                RawCommand::bare(CommandKind::StartReview)
            }
            Beat::Accept => RawCommand::bare(CommandKind::Accept),
            Beat::ApproveRefusal => RawCommand::bare(CommandKind::ApproveRefusal),
            Beat::Archive => RawCommand::bare(CommandKind::Archive),
            Beat::Note => self.text(CommandKind::Note, words::NOTES),
            Beat::Greet => self.text(CommandKind::SendMessage, words::GREETINGS),
            Beat::AskMaterial => self.ask_material(),
            Beat::SupplyMaterial => self.supply_material(),
            Beat::ProposeRefusal => self.propose_refusal(),
            Beat::RejectRefusal => reason(CommandKind::RejectRefusal, words::REJECTION),
            Beat::Contact => self.contact(ContactResult::Reached, words::CONTACTS),
            Beat::ContactInVain => {
                self.contact(ContactResult::Unreachable, words::CONTACTS_IN_VAIN)
            }
            Beat::Ask | Beat::Answer => self.message(beat),
            Beat::TellReporter => self.text(CommandKind::SendMessage, words::TOLD),
            Beat::Inquire
            | Beat::Willing(_)
            | Beat::Offer
            | Beat::HoldUp
            | Beat::EndMediation
            | Beat::HandOver => self.mediate(beat),
            Beat::Check | Beat::Find | Beat::FileCase | Beat::FileNone | Beat::Penalise => {
                self.verify(beat)
            }
            Beat::Settle => self.settle(false),
            Beat::SettleAtOnce => self.settle(true),
            Beat::Close(outcome) => self.close(outcome),
            Beat::Terminate(ground) => self.terminate(ground),
            Beat::Withdraw => self.because(CommandKind::Withdraw, words::WITHDRAWALS),
            Beat::Reopen => self.because(CommandKind::Reopen, words::REOPENINGS),
            Beat::CallBack => self.call_back(),
            Beat::CallBackInVain => RawCommand {
                result: Some(ContactResult::Unreachable.code().to_owned()),
                ..self.text(CommandKind::CallBack, &[words::CALL_BACK_IN_VAIN])
            },
        }
    }

    /// A step of a mediation with both sides.
    fn mediate(&mut self, beat: Beat) -> RawCommand {
        let text = |kind, words: &str| RawCommand {
            text: Some(words.to_owned()),
            ..RawCommand::bare(kind)
        };
        match beat {
            Beat::Willing(side) => RawCommand {
                side: Some(side.code().to_owned()),
                agrees: Some(true),
                ..RawCommand::bare(CommandKind::RecordConsent)
            },
            Beat::Offer => {
                let amount = self.written.claimed / 2 / 100 * 100;
                RawCommand {
                    side: Some(Side::Business.code().to_owned()),
                    terms: Some(words::OFFER.replace("{amount}", &yuan(amount))),
                    amount_fen: Some(amount),
                    ..RawCommand::bare(CommandKind::Propose)
                }
            }
            Beat::HoldUp => RawCommand {
                hold: Some(HoldReason::AwaitingAppraisal.code().to_owned()),
                ..text(CommandKind::Suspend, words::APPRAISAL)
            },
            Beat::EndMediation => RawCommand {
                termination: Some(TerminationGround::NoAgreement.code().to_owned()),
                ..reason(CommandKind::Terminate, words::NO_AGREEMENT)
            },
            Beat::HandOver => RawCommand {
                organisation: Some(county::AUTHORITY.to_owned()),
                ..text(CommandKind::Distribute, words::HAND_OVER)
            },
            _ => text(CommandKind::StartInquiry, words::INQUIRY),
        }
    }

    /// A step of the check of a report.
    fn verify(&mut self, beat: Beat) -> RawCommand {
        match beat {
            Beat::Find => self.text(CommandKind::RecordFinding, words::FINDINGS),
            Beat::FileCase => self.text(CommandKind::FileCase, words::FILED),
            Beat::FileNone => RawCommand {
                not_filed: Some(NotFiledGround::FirstAndCorrected.code().to_owned()),
                ..self.text(CommandKind::DeclineFiling, words::NOT_FILED)
            },
            Beat::Penalise => RawCommand {
                decision: Some(PenaltyDecision::Penalty.code().to_owned()),
                ..self.text(CommandKind::RecordPenalty, words::PENALTIES)
            },
            _ => RawCommand::bare(CommandKind::StartVerification),
        }
    }

    fn text(&mut self, kind: CommandKind, texts: &[&str]) -> RawCommand {
        RawCommand {
            text: Some((*self.chance.pick(texts)).to_owned()),
            ..RawCommand::bare(kind)
        }
    }

    fn call_back(&mut self) -> RawCommand {
        let (texts, score) = words::call_back(self.ended);
        RawCommand {
            result: Some(ContactResult::Reached.code().to_owned()),
            satisfaction: Some(score),
            ..self.text(CommandKind::CallBack, texts)
        }
    }

    fn because(&mut self, kind: CommandKind, reasons: &[&str]) -> RawCommand {
        reason(kind, self.chance.pick::<&str>(reasons))
    }

    /// Question and answer, request and material belong together: both follow the place of the
    /// case in its day.
    fn pair(&self, pairs: &'static [(&'static str, &'static str)]) -> (&'static str, &'static str) {
        let place = usize::try_from(self.received.timestamp().unsigned_abs()).unwrap_or(0);
        pairs
            .iter()
            .cycle()
            .nth(place % pairs.len().max(1))
            .copied()
            .unwrap_or_default()
    }

    fn ask_material(&self) -> RawCommand {
        let due = timeline::working_days_before(self.calendar, business_date(self.received), -5);
        RawCommand {
            items: Some(self.pair(words::MATERIAL).0.to_owned()),
            due: Some(due.to_string()),
            ..RawCommand::bare(CommandKind::RequestMaterial)
        }
    }

    fn supply_material(&self) -> RawCommand {
        let text = Some(self.pair(words::MATERIAL).1.to_owned());
        RawCommand {
            text,
            ..RawCommand::bare(CommandKind::SupplyMaterial)
        }
    }

    fn message(&self, beat: Beat) -> RawCommand {
        let (question, answer) = self.pair(words::MESSAGES);
        let text = if beat == Beat::Ask { question } else { answer };
        RawCommand {
            text: Some(text.to_owned()),
            ..RawCommand::bare(CommandKind::SendMessage)
        }
    }

    fn propose_refusal(&self) -> RawCommand {
        let hasty = (RefusalGround::MaterialMissing, words::HASTY_REASON);
        let (ground, why) = self.written.refusal.unwrap_or(hasty);
        RawCommand {
            ground: Some(ground.code().to_owned()),
            ..reason(CommandKind::ProposeRefusal, why)
        }
    }

    fn contact(&mut self, result: ContactResult, texts: &[&str]) -> RawCommand {
        let way = if self.chance.percent(70) {
            ContactWay::Phone
        } else {
            ContactWay::Visit
        };
        RawCommand {
            way: Some(way.code().to_owned()),
            result: Some(result.code().to_owned()),
            ..self.text(CommandKind::ContactBusiness, texts)
        }
    }

    fn settle(&mut self, performed: bool) -> RawCommand {
        // Often everything is paid back, sometimes the two meet halfway.
        let share = if self.chance.percent(60) {
            100
        } else {
            self.chance.between(50, 90)
        };
        let amount = self.written.claimed * share / 100 / 100 * 100;
        self.settled = Some(amount);
        let terms = match (amount, performed) {
            (0, _) => words::TERMS_WITHOUT_MONEY,
            (_, true) => words::TERMS_AT_ONCE,
            (_, false) => words::TERMS_LATER,
        };
        RawCommand {
            terms: Some(self.chance.pick(terms).replace("{amount}", &yuan(amount))),
            amount_fen: Some(amount),
            performed: Some(performed),
            ..RawCommand::bare(CommandKind::RecordSettlement)
        }
    }

    fn close(&mut self, outcome: Outcome) -> RawCommand {
        self.ended = Some(outcome);
        let report = self.topic.case_type() == CaseType::Report;
        let reply = match outcome {
            Outcome::ToCase => super::matter::TO_CASE,
            Outcome::Answered if report => super::matter::CHECKED,
            _ => self.written.reply.unwrap_or(words::reply(outcome)),
        };
        RawCommand {
            outcome: Some(outcome.code().to_owned()),
            reply: Some(reply.replace("{merchant}", self.written.merchant)),
            recovered_fen: self.settled.take(),
            ..RawCommand::bare(CommandKind::Close)
        }
    }

    fn terminate(&mut self, ground: TerminationGround) -> RawCommand {
        self.ended = Some(Outcome::Terminated);
        let reply = words::termination(ground).replace("{merchant}", self.written.merchant);
        RawCommand {
            outcome: Some(Outcome::Terminated.code().to_owned()),
            reply: Some(reply),
            termination: Some(ground.code().to_owned()),
            ..RawCommand::bare(CommandKind::Close)
        }
    }
}

fn reason(kind: CommandKind, reason: &str) -> RawCommand {
    RawCommand {
        reason: Some(reason.to_owned()),
        ..RawCommand::bare(kind)
    }
}
