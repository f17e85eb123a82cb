//! What either side of a mediation says by a form: its will, its terms, its answers.

use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use domain::case::{CommandKind, RawCommand};
#[cfg(feature = "ssr")]
use domain::view::{Failure, FormState};

/// Terms as they are posted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TermsForm {
    pub terms: String,
    pub amount: String,
    pub perform_by: String,
}

#[cfg(feature = "ssr")]
impl TermsForm {
    /// The command for the rules to read.
    pub(super) fn raw(&self) -> RawCommand {
        RawCommand {
            terms: Some(self.terms.clone()),
            amount: Some(self.amount.clone()),
            perform_by: Some(self.perform_by.clone()),
            ..RawCommand::bare(CommandKind::Propose)
        }
    }

    /// The form as its page shows it again.
    pub(super) fn refused(self, failure: Failure) -> FormState {
        let typed = [
            ("terms", self.terms),
            ("amount", self.amount),
            ("perform_by", self.perform_by),
        ];
        let values = typed.map(|(name, value)| (name.to_owned(), value)).into();
        let problems = match &failure {
            Failure::Invalid(problems) => problems.clone(),
            _ => Vec::new(),
        };
        FormState {
            values,
            problems,
            failure: Some(failure),
            shown: None,
        }
    }
}

/// A side's will to mediate, from the button that was pressed.
#[cfg(feature = "ssr")]
pub(super) fn consent(agrees: &str) -> RawCommand {
    RawCommand {
        agrees: agrees.parse().ok(),
        ..RawCommand::bare(CommandKind::RecordConsent)
    }
}

/// A side's wish that somebody else handle the case.
#[cfg(feature = "ssr")]
pub(super) fn recusal(text: &str) -> RawCommand {
    RawCommand {
        text: Some(text.to_owned()),
        ..RawCommand::bare(CommandKind::RequestRecusal)
    }
}

/// A side's answer to terms, from the button that was pressed.
#[cfg(feature = "ssr")]
pub(super) fn answer(agrees: &str, text: &str) -> RawCommand {
    RawCommand {
        agrees: agrees.parse().ok(),
        text: Some(text.to_owned()),
        ..RawCommand::bare(CommandKind::AnswerProposal)
    }
}
