//! The files that were chosen on this page, in the order in which they are sent.

use domain::attachment::{Media, Room};
use domain::case::Fault;
use leptos::prelude::*;

use super::Uploads;
use super::answer::KeptFile;
use super::entry::{Entry, State};
use super::words::Words;

/// The line; copies are the same line.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// The files.
    pub entries: RwSignal<Vec<Entry>>,
    /// What is read aloud: each file shows it already.
    pub heard: RwSignal<String>,
    /// What stands below them: what the person has to do.
    pub said: RwSignal<String>,
    page: StoredValue<Uploads>,
    next_key: StoredValue<u32>,
}

impl Line {
    pub(super) fn new(page: Uploads) -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            heard: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
            page: StoredValue::new(page),
            next_key: StoredValue::new(0),
        }
    }

    pub(super) fn words(self) -> Words {
        self.page.with_value(|page| page.words.clone())
    }

    /// What the server wrote into the page.
    pub(super) fn page<T>(self, ask: impl FnOnce(&Uploads) -> T) -> T {
        self.page.with_value(ask)
    }

    /// Puts a file at the end.
    pub(super) fn join(self, name: String) -> Entry {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        let entry = Entry {
            key,
            name,
            state: RwSignal::new(State::Waiting),
            load: RwSignal::new(None),
            picture: RwSignal::new(None),
        };
        self.entries.update(|entries| entries.push(entry.clone()));
        entry
    }

    /// Takes a file out.
    pub(super) fn leave(self, key: u32) {
        self.entries
            .update(|entries| entries.retain(|entry| entry.key != key));
    }

    /// The file with this key.
    pub(super) fn find(self, key: u32) -> Option<Entry> {
        let of_key = |entries: &Vec<Entry>| entries.iter().find(|entry| entry.key == key).cloned();
        self.entries.with_untracked(of_key)
    }

    /// The next one to send.
    pub(super) fn next(self) -> Option<Entry> {
        self.first(|state| *state == State::Waiting)
    }

    fn first(self, wanted: impl Fn(&State) -> bool) -> Option<Entry> {
        self.entries.with_untracked(|entries| {
            let mut entries = entries.iter();
            let found = entries.find(|entry| entry.state.with_untracked(&wanted));
            found.cloned()
        })
    }

    /// Whether there is room for one more file, beside what is there and what is being sent.
    ///
    /// # Errors
    /// The [`Fault`] the server would find as well.
    pub(super) fn admit(self, entry: &Entry, media: Media, size: u64) -> Result<(), Fault> {
        let held = self.page.with_value(|page| {
            page.held
                .iter()
                .map(|held| (held.media, held.size))
                .collect()
        });
        let mut files: Vec<(Media, u64)> = held;
        self.entries.with_untracked(|entries| {
            let others = entries.iter().filter(|other| other.key != entry.key);
            files.extend(others.filter_map(|other| other.load.get_untracked()));
        });
        Room::taken(files).admit(media, size)?;
        entry.load.set(Some((media, size)));
        Ok(())
    }

    /// Notes that a file is there. The same bytes as those of another file are that file.
    pub(super) fn keep(self, entry: &Entry, file: KeptFile) {
        let held = self
            .page
            .with_value(|page| page.held.iter().any(|held| held.id == file.id));
        let chosen = |state: &State| matches!(state, State::Kept(kept) if kept.id == file.id);
        if held || self.first(chosen).is_some() {
            entry.load.set(None);
            let known = self.page.with_value(|page| page.words.known.clone());
            entry.state.set(State::Refused(known));
            return;
        }
        let kept = self.page.with_value(|page| page.words.kept.clone());
        self.heard.set(format!("{kept} {}", file.name));
        entry.state.set(State::Kept(file));
    }

    /// Notes that a file cannot be taken.
    pub(super) fn refuse(self, entry: &Entry, why: String) {
        self.heard.set(format!("{} {why}", entry.name));
        entry.load.set(None);
        entry.state.set(State::Refused(why));
    }

    /// Why the form may not go on yet.
    pub(super) fn holds_up(self) -> Option<HoldUp> {
        if self.first(State::is_under_way).is_some() {
            Some(HoldUp::UnderWay)
        } else if self.first(|state| *state == State::Lost).is_some() {
            Some(HoldUp::Unsent)
        } else {
            None
        }
    }
}

/// Why a form waits that somebody wants to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HoldUp {
    /// Files are being sent; it goes on by itself.
    UnderWay,
    /// The connection was lost; files have to be sent again or taken away.
    Unsent,
}

#[cfg(test)]
mod tests {
    use super::super::entry::Held;
    use super::*;

    fn kept(id: &str) -> KeptFile {
        KeptFile {
            id: id.to_owned(),
            name: format!("{id}.amr"),
            about: String::new(),
            digest: String::new(),
        }
    }

    /// A page with one recording there already.
    fn line() -> Line {
        let held = Held {
            id: "held".to_owned(),
            media: Media::Amr,
            size: 10,
        };
        let words = Words {
            known: "known".to_owned(),
            ..Words::default()
        };
        Line::new(Uploads {
            action: String::new(),
            remove: String::new(),
            go: None,
            held: vec![held],
            error: None,
            words,
        })
    }

    #[test]
    fn files_are_sent_in_the_order_in_which_they_were_chosen() {
        Owner::new().with(|| {
            let line = line();
            let [first, second] = ["a", "b"].map(|name| line.join(name.to_owned()));
            assert_eq!(line.next().unwrap().key, first.key);
            line.keep(&first, kept("a"));
            assert_eq!(line.next().unwrap().key, second.key);
            line.leave(second.key);
            assert!(line.next().is_none() && line.find(second.key).is_none());
        });
    }

    #[test]
    fn what_is_there_and_what_is_chosen_share_the_room() {
        Owner::new().with(|| {
            let line = line();
            let entries = ["a", "b", "c"].map(|name| line.join(name.to_owned()));
            let admitted = entries
                .iter()
                .map(|entry| line.admit(entry, Media::Amr, 10));
            let admitted: Vec<_> = admitted.collect();
            assert_eq!(admitted, [Ok(()), Ok(()), Err(Fault::TooManyFiles)]);
            // One that was refused, or taken away, makes room.
            line.refuse(&entries[0], "damaged".to_owned());
            assert_eq!(line.admit(&entries[2], Media::Amr, 10), Ok(()));
            assert_eq!(
                line.admit(&entries[2], Media::Amr, 10),
                Ok(()),
                "counted once"
            );
        });
    }

    #[test]
    fn the_same_bytes_again_are_said_to_be_there() {
        Owner::new().with(|| {
            let line = line();
            let [first, second, third] = ["a", "b", "c"].map(|name| line.join(name.to_owned()));
            line.keep(&first, kept("a"));
            line.keep(&second, kept("a"));
            line.keep(&third, kept("held"));
            assert!(matches!(first.state.get_untracked(), State::Kept(_)));
            for entry in [second, third] {
                let known = State::Refused("known".to_owned());
                assert_eq!(entry.state.get_untracked(), known);
            }
        });
    }

    #[test]
    fn a_form_waits_for_its_files_and_not_for_those_that_were_refused() {
        Owner::new().with(|| {
            let line = line();
            assert_eq!(line.holds_up(), None);
            let entry = line.join("a".to_owned());
            for state in [
                State::Waiting,
                State::Drawing,
                State::Sending(3),
                State::Checking,
            ] {
                entry.state.set(state);
                assert_eq!(line.holds_up(), Some(HoldUp::UnderWay));
            }
            entry.state.set(State::Lost);
            assert_eq!(line.holds_up(), Some(HoldUp::Unsent));
            line.refuse(&entry, "damaged".to_owned());
            assert_eq!(line.holds_up(), None);
        });
    }
}
