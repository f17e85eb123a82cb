//! The texts of the files on their way: the public bundle holds no catalogue.

use domain::case::Fault;
use domain::locale::Locale;
use domain::tr;
use serde::{Deserialize, Serialize};

/// What a phone can find wrong with a file before it is sent.
const FAULTS: [Fault; 7] = [
    Fault::FileEmpty,
    Fault::FileHeic,
    Fault::FileKind,
    Fault::FileTooLarge,
    Fault::TooManyImages,
    Fault::TooManyFiles,
    Fault::NoRoom,
];

/// Every text, in the language of the page.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Words {
    pub choose: String,
    pub limits: String,
    pub original: String,
    pub original_hint: String,
    pub upload: String,
    pub waiting: String,
    pub drawing: String,
    /// `{n}` for the share in percent.
    pub sending: String,
    pub checking: String,
    pub kept: String,
    pub known: String,
    pub lost: String,
    pub fingerprint: String,
    pub again: String,
    pub cancel: String,
    pub remove: String,
    pub not_removed: String,
    pub wait: String,
    pub unsent: String,
    /// By the code of what is wrong.
    pub faults: Vec<(String, String)>,
}

impl Words {
    /// In this language.
    pub(crate) fn of(locale: Locale) -> Self {
        let fault = |fault: Fault| (fault.code().to_owned(), fault.message("file", locale));
        Self {
            choose: tr!(locale, "evidence.choose").into_owned(),
            limits: tr!(locale, "evidence.limits").into_owned(),
            original: tr!(locale, "evidence.original").into_owned(),
            original_hint: tr!(locale, "evidence.original_hint").into_owned(),
            upload: tr!(locale, "evidence.upload").into_owned(),
            waiting: tr!(locale, "evidence.sent.waiting").into_owned(),
            drawing: tr!(locale, "evidence.sent.drawing").into_owned(),
            sending: tr!(locale, "evidence.sent.sending", n = "{n}").into_owned(),
            checking: tr!(locale, "evidence.sent.checking").into_owned(),
            kept: tr!(locale, "evidence.sent.kept").into_owned(),
            known: tr!(locale, "evidence.sent.known").into_owned(),
            lost: tr!(locale, "evidence.sent.lost").into_owned(),
            fingerprint: tr!(locale, "evidence.fingerprint").into_owned(),
            again: tr!(locale, "evidence.sent.again").into_owned(),
            cancel: tr!(locale, "evidence.sent.cancel").into_owned(),
            remove: tr!(locale, "evidence.remove").into_owned(),
            not_removed: tr!(locale, "evidence.sent.not_removed").into_owned(),
            wait: tr!(locale, "evidence.sent.wait").into_owned(),
            unsent: tr!(locale, "evidence.sent.unsent").into_owned(),
            faults: FAULTS.into_iter().map(fault).collect(),
        }
    }

    /// What to do about it; nothing for what only the server can find.
    pub(super) fn fault(&self, fault: Fault) -> String {
        let found = self.faults.iter().find(|(code, _)| code == fault.code());
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }
}
