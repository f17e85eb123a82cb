//! What people file.

use chrono::{Datelike as _, NaiveDate};
use domain::case::{Consents, PRIVACY_NOTICE, RawClaim, RawFiling, RawItem};
use domain::code::{Claim, ItemCategory, Outcome, Problem, RefusalGround};

use super::chance::Chance;
use super::elsewhere::{ELSEWHERE, REFUSABLE};
use super::hot_spot::Theme;
use super::matter;
use super::merchant::{MERCHANTS, Merchant};
use super::people::{person, regular};
use super::story::Topic;
use super::subject::{SUBJECTS, Subject};
use super::timeline::days_before;

/// A filing with what its later course depends on.
pub(super) struct Written {
    pub(super) filing: RawFiling,
    pub(super) merchant: &'static str,
    /// Money that can be got back, in fen.
    pub(super) claimed: i64,
    /// Ground and reason, when it is not to be accepted.
    pub(super) refusal: Option<(RefusalGround, &'static str)>,
    /// The reply that fits this matter alone.
    pub(super) reply: Option<&'static str>,
}

/// Writes the filing of a case that came in on `day`.
pub(super) fn write(
    topic: Topic,
    theme: Option<&'static Theme>,
    day: NaiveDate,
    place: u32,
    chance: &mut Chance,
) -> Written {
    let mut written = match (topic, theme) {
        (_, Some(theme)) => complaint(&theme.subject, day, place, chance),
        (topic, None) => of_topic(topic, day, place, chance),
    };
    match (topic, theme) {
        (_, Some(theme)) => join(theme, &mut written, place, chance),
        (Topic::Group, None) => {
            let others = chance.between(3, 8);
            written.filing.co_complainants = (0..others).map(|_| person(chance, place)).collect();
        }
        (Topic::Represented, None) => written.filing.agent = Some(person(chance, place)),
        _ => {}
    }
    written.filing.case_type = Some(topic.case_type().code().to_owned());
    written.filing.consents = Some(Consents {
        privacy_notice: PRIVACY_NOTICE.to_owned(),
        publication: chance.percent(40),
        entrusted_mediation: chance.percent(70),
    });
    written
}

/// The people of a hot spot: many together, or always the same one.
fn join(theme: &Theme, written: &mut Written, place: u32, chance: &mut Chance) {
    let others = theme.together.saturating_sub(1);
    written.filing.co_complainants = (0..others).map(|_| person(chance, place)).collect();
    if theme.one_person {
        written.filing.complainant = Some(regular());
    }
}

fn of_topic(topic: Topic, day: NaiveDate, place: u32, chance: &mut Chance) -> Written {
    match topic {
        Topic::Dispute | Topic::Group | Topic::Represented => complaint(
            chance.weighted(SUBJECTS, |subject| subject.weight),
            day,
            place,
            chance,
        ),
        Topic::Refusable => {
            let refusable = chance.weighted(REFUSABLE, |refusable| refusable.weight);
            Written {
                refusal: Some((refusable.ground, refusable.reason)),
                ..complaint(&refusable.subject, day, place, chance)
            }
        }
        Topic::Elsewhere => {
            let elsewhere = chance.pick(ELSEWHERE);
            Written {
                reply: Some(elsewhere.reply),
                ..complaint(&elsewhere.subject, day, place, chance)
            }
        }
        Topic::Report { named } => report(named, day, place, chance),
        Topic::Question => exchange(matter::QUESTIONS, place, chance),
        Topic::QuestionElsewhere => exchange(matter::QUESTIONS_ELSEWHERE, place, chance),
        Topic::Suggestion(Outcome::NotAdopted) => {
            exchange(matter::SUGGESTIONS_DECLINED, place, chance)
        }
        Topic::Suggestion(Outcome::PartlyAdopted) => {
            exchange(matter::SUGGESTIONS_PARTLY, place, chance)
        }
        Topic::Suggestion(_) => exchange(matter::SUGGESTIONS, place, chance),
        Topic::LegalAid => legal_aid(place, chance),
    }
}

fn complaint(
    subject: &'static Subject,
    day: NaiveDate,
    place: u32,
    chance: &mut Chance,
) -> Written {
    let merchant = chance.weighted(MERCHANTS, |merchant| {
        u32::from(merchant.trade == subject.trade)
    });
    let ware = chance.pick(subject.wares);
    let price = chance.price(ware.yuan);
    let since = chance.between(10, 30);
    let bought = days_before(day, since);
    let facts = Facts {
        merchant,
        item: ware.name,
        bought,
        price,
        rest: price / 100 * chance.between(30, 80) / 100 * 100,
        order: format!("DD{:010}", chance.between(1, 9_999_999_999)),
        days: chance.between(4, since - 1),
        n: chance.between(2, 9),
    };
    let order_no = subject
        .facts
        .contains("{order}")
        .then(|| facts.order.clone());
    let claims: Vec<RawClaim> = subject
        .claims
        .iter()
        .map(|claim| facts.claim(*claim, ware.category))
        .collect();
    let filing = RawFiling {
        complainant: Some(person(chance, place)),
        respondent: Some(merchant.respondent()),
        item: Some(RawItem {
            name: Some(ware.name.to_owned()),
            category: Some(ware.category.code().to_owned()),
            order_no,
            purchased_on: Some(bought.to_string()),
        }),
        problem: Some(subject.problem.code().to_owned()),
        claims,
        facts: Some(facts.fill(subject.facts)),
        ..RawFiling::default()
    };
    let refundable = subject.claims.iter().any(|claim| claim.has_amount());
    // What is paid back in the end: a deposit's balance, else at most the price.
    let deposit = subject.claims.contains(&Claim::DepositBack);
    let most = if deposit { facts.rest } else { price };
    let claimed = if refundable && subject.problem != Problem::Dignity {
        most
    } else {
        0
    };
    Written {
        filing,
        merchant: merchant.name(),
        claimed,
        refusal: None,
        reply: None,
    }
}

fn report(named: bool, day: NaiveDate, place: u32, chance: &mut Chance) -> Written {
    let reported = chance.pick(matter::REPORTED);
    let merchant = chance.pick(MERCHANTS);
    let seen = date(days_before(day, chance.between(1, 10)));
    let facts = reported
        .facts
        .replace("{merchant}", merchant.name())
        .replace("{date}", &seen);
    let filing = RawFiling {
        complainant: named.then(|| person(chance, place)),
        respondent: Some(merchant.respondent()),
        problem: Some(reported.problem.code().to_owned()),
        facts: Some(facts),
        ..RawFiling::default()
    };
    Written {
        filing,
        merchant: merchant.name(),
        claimed: 0,
        refusal: None,
        reply: None,
    }
}

fn exchange(exchanges: &'static [matter::Exchange], place: u32, chance: &mut Chance) -> Written {
    let exchange = chance.pick(exchanges);
    let filing = RawFiling {
        complainant: Some(person(chance, place)),
        facts: Some(exchange.said.to_owned()),
        ..RawFiling::default()
    };
    Written {
        filing,
        merchant: "",
        claimed: 0,
        refusal: None,
        reply: Some(exchange.answered),
    }
}

fn legal_aid(place: u32, chance: &mut Chance) -> Written {
    let merchant = chance.pick(MERCHANTS);
    let mut written = exchange(matter::LEGAL_AID, place, chance);
    written.filing.facts = written
        .filing
        .facts
        .map(|facts| facts.replace("{merchant}", merchant.name()));
    written.filing.respondent = Some(merchant.respondent());
    written
}

/// What is filled into a text about a dispute.
struct Facts {
    merchant: &'static Merchant,
    item: &'static str,
    bought: NaiveDate,
    price: i64,
    rest: i64,
    order: String,
    days: i64,
    n: i64,
}

impl Facts {
    fn fill(&self, text: &str) -> String {
        text.replace("{date}", &date(self.bought))
            .replace("{merchant}", self.merchant.name())
            .replace("{item}", self.item)
            .replace("{amount}", &yuan(self.price))
            .replace("{rest}", &yuan(self.rest))
            .replace("{order}", &self.order)
            .replace("{days}", &self.days.to_string())
            .replace("{n}", &self.n.to_string())
    }

    /// Punitive damages are ten times the price of food and three times that of other goods, at
    /// least 1,000 and 500 yuan (Food Safety Law Art. 148; Consumer Protection Law Art. 55).
    fn claim(&self, claim: Claim, category: ItemCategory) -> RawClaim {
        let amount = match claim {
            Claim::Punitive if category == ItemCategory::Food => (self.price * 10).max(100_000),
            Claim::Punitive => (self.price * 3).max(50_000),
            Claim::DepositBack | Claim::Compensation => self.rest.max(1_000),
            _ => self.price,
        };
        RawClaim {
            kind: Some(claim.code().to_owned()),
            amount_fen: claim.has_amount().then_some(amount),
        }
    }
}

fn date(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// An amount as people write it.
pub(super) fn yuan(fen: i64) -> String {
    match (fen / 100, fen % 100) {
        (yuan, 0) => yuan.to_string(),
        (yuan, rest) if rest % 10 == 0 => format!("{yuan}.{}", rest / 10),
        (yuan, rest) => format!("{yuan}.{rest:02}"),
    }
}
