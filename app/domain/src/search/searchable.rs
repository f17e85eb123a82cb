//! What of a case can be searched.

use std::collections::BTreeSet;

use super::{Key, folded, tokens};
use crate::case::{Event, Filing, Others, Person, Recorded, Respondent};
use crate::value::{Comment, LongText, normalise};

/// The content of a case by which it is found: people by their whole name and telephone,
/// businesses by any part of their name or by their credit code, and any part of what was written.
#[derive(Debug, Clone, Default)]
pub struct Searchable<'a> {
    people: Vec<&'a Person>,
    are_people_hidden: bool,
    pub(super) businesses: Vec<&'a Respondent>,
    pub(super) texts: Vec<&'a str>,
}

impl<'a> Searchable<'a> {
    /// What a filing says.
    pub fn of_filing(filing: &'a Filing, others: &'a Others) -> Self {
        let people = filing
            .person()
            .into_iter()
            .chain(&others.agent)
            .chain(&others.co_complainants);
        let businesses = filing.respondent().into_iter();
        let mut texts = Vec::new();
        if let Some(item) = filing.item() {
            texts.push(item.name.as_str());
            texts.extend(item.order_no.as_ref().map(AsRef::as_ref));
        }
        texts.push(filing.facts().as_str());
        if let Some(imported) = filing.imported() {
            texts.extend(imported.number.as_ref().map(AsRef::as_ref));
            texts.extend(imported.place.as_ref().map(AsRef::as_ref));
            texts.extend(imported.detail.as_ref().map(LongText::as_str));
        }
        Self {
            people: people.collect(),
            businesses: businesses.chain(&others.more_respondents).collect(),
            texts,
            are_people_hidden: false,
        }
    }

    /// What a case says after its events.
    pub fn of_case(events: &'a [Recorded]) -> Self {
        let mut all = Self::default();
        for recorded in events {
            if let Event::Registered(registered) = &recorded.event {
                let filed = Self::of_filing(&registered.filing, &registered.others);
                all.people.extend(filed.people);
                all.businesses.extend(filed.businesses);
                all.texts.extend(filed.texts);
            } else {
                all.texts.extend(words(&recorded.event));
            }
        }
        all
    }

    /// Whether an event says something that can be searched.
    pub fn is_in(event: &Event) -> bool {
        matches!(event, Event::Registered(_)) || words(event).is_some()
    }

    /// Nobody is found by name or telephone any more: for viewers who may not know who reported
    /// something (Order 121 Art. 37).
    pub fn hide_people(&mut self) {
        self.are_people_hidden = true;
    }

    /// The people by whom the case may be found.
    pub(super) fn known_people(&self) -> &[&'a Person] {
        if self.are_people_hidden {
            &[]
        } else {
            &self.people
        }
    }

    /// Everybody whose name is masked in texts.
    pub(super) fn all_people(&self) -> &[&'a Person] {
        &self.people
    }

    /// The keys of the content; those of the number are [`Key::of_number`].
    pub fn keys(&self) -> BTreeSet<Key> {
        let mut keys = BTreeSet::new();
        for person in &self.people {
            keys.insert(Key::Phone(person.phone.as_str().to_owned()));
            keys.insert(Key::PhoneTail(person.phone.last4()));
            keys.insert(Key::Name(folded_name(person.name.as_str())));
        }
        for business in &self.businesses {
            keys.extend(words_of(business.name.as_str()));
            if let Some(code) = &business.credit_code {
                keys.insert(Key::CreditCode(code.as_str().to_owned()));
            }
        }
        keys.extend(self.texts.iter().flat_map(|text| words_of(text)));
        keys
    }
}

fn words_of(text: &str) -> impl Iterator<Item = Key> {
    tokens(text).into_iter().map(Key::Word)
}

/// The form in which names are compared.
pub(super) fn folded_name(name: &str) -> String {
    folded(&normalise::compact(name))
}

/// What was written with an event after the first.
fn words(event: &Event) -> Option<&str> {
    match event {
        Event::Registered(_)
        | Event::ReviewStarted
        | Event::MaterialLapsed { .. }
        | Event::Accepted
        | Event::Assigned { .. }
        | Event::BusinessInvited
        | Event::RecusalRequested { .. }
        | Event::RecusalDecided { .. }
        | Event::SignedFor
        | Event::VerificationStarted
        | Event::MergedInto { .. }
        | Event::TookIn { .. }
        | Event::EvidenceAdded { .. }
        | Event::EvidenceRemoved { .. }
        | Event::DocumentIssued { .. }
        | Event::DocumentDelivered { .. }
        | Event::DocumentOpened { .. }
        | Event::Archived => None,
        Event::MaterialRequested { items: text, .. }
        | Event::MaterialSupplied { text }
        | Event::RefusalProposed { reason: text, .. }
        | Event::RefusalApproved { reason: text, .. }
        | Event::RefusalRejected { reason: text }
        | Event::DocumentVoided { reason: text, .. }
        | Event::NoteAdded { text }
        | Event::MessageSent { text }
        | Event::BusinessContacted { text, .. }
        | Event::PassedOn { text, .. }
        | Event::SentBack { text, .. }
        | Event::InquiryStarted { text }
        | Event::FindingRecorded { text }
        | Event::BusinessAnswered { text, .. }
        | Event::SessionRecorded { text, .. }
        | Event::Proposed { terms: text, .. }
        | Event::Suspended { text, .. }
        | Event::Resumed { text }
        | Event::Flagged { text, .. }
        | Event::Unflagged { reason: text, .. }
        | Event::ReportedUp { text }
        | Event::Instructed { text }
        | Event::Supervised { text, .. }
        | Event::SupervisionAnswered { text }
        | Event::Extended { reason: text, .. }
        | Event::CaseFiled { text }
        | Event::FilingDeclined { text, .. }
        | Event::PenaltyDecided { text, .. }
        | Event::RewardRecorded { text, .. }
        | Event::MediationTerminated { reason: text, .. }
        | Event::PerformanceRecorded { text, .. }
        | Event::SettlementRecorded { terms: text, .. }
        | Event::Reopened { reason: text } => Some(text.as_str()),
        Event::SessionScheduled { place, .. } => Some(place.as_str()),
        Event::Urged { text }
        | Event::ConsentRecorded { text, .. }
        | Event::ProposalAnswered { text, .. }
        | Event::Closed { reply: text, .. }
        | Event::Withdrawn { reason: text }
        | Event::CalledBack { text, .. } => text.as_ref().map(LongText::as_str),
        Event::Rated { comment, .. } => comment.as_ref().map(Comment::as_str),
    }
}
