//! Which page of the filing form comes next.

use domain::case::{Draft, DraftStep};
use domain::offer::Offered;

/// Where the pressed button leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    /// On, once the page is right.
    Next,
    /// To the check page, once the page is right.
    Check,
    /// Back, right or wrong: what was typed is kept.
    Back,
    /// Back to the check page, right or wrong.
    BackToCheck,
    /// To the link with which the person goes on later, right or wrong.
    Later,
}

/// The page with the link of the draft.
pub(super) const LINK: &str = "/file/link";

impl Go {
    pub(super) fn parse(go: &str) -> Self {
        match go {
            "check" => Self::Check,
            "back" => Self::Back,
            "back_to_check" => Self::BackToCheck,
            "later" => Self::Later,
            _ => Self::Next,
        }
    }
}

/// The page after a button, and whether it shows its errors.
pub(super) fn next(draft: &Draft, step: DraftStep, go: Go, offered: &Offered) -> (DraftStep, bool) {
    let right = || draft.problems(step, offered).is_empty();
    match go {
        Go::Back => (draft.previous_step(step).unwrap_or(DraftStep::Kind), false),
        Go::BackToCheck => (DraftStep::Check, false),
        Go::Check if right() => (DraftStep::Check, false),
        Go::Next if right() => (draft.next_step(step), false),
        Go::Later => (step, false),
        Go::Check | Go::Next => (step, true),
    }
}

/// The page a person has to see before `step`; `None` when they may see `step`.
pub(super) fn first_missing(
    draft: &Draft,
    step: DraftStep,
    offered: &Offered,
) -> Option<DraftStep> {
    if step == DraftStep::Check {
        return draft.first_unfinished(offered);
    }
    let pages = draft
        .chosen_type()
        .map_or(&[DraftStep::Kind][..], DraftStep::pages);
    if !pages.contains(&step) {
        return Some(DraftStep::Kind);
    }
    let mut earlier = pages.iter().copied().take_while(|page| *page != step);
    earlier.find(|page| !draft.visited.contains(page))
}

/// The address of a page; the query holds nothing but codes.
pub(super) fn path_of(step: DraftStep, errors: bool, from_check: bool) -> String {
    let query = match (errors, from_check) {
        (false, false) => "",
        (true, false) => "?errors=1",
        (false, true) => "?from=check",
        (true, true) => "?errors=1&from=check",
    };
    format!("/file/{step}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Offered {
        Offered::everything(chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap())
    }

    #[test]
    fn going_on_later_leaves_the_page_as_it_is() {
        let draft = question();
        let later = next(&draft, DraftStep::Story, Go::parse("later"), &offered());
        assert_eq!(later, (DraftStep::Story, false));
    }

    fn question() -> Draft {
        Draft {
            case_type: "consultation".to_owned(),
            facts: "买的手机坏了，多久之内可以退货？".to_owned(),
            privacy: true,
            visited: vec![DraftStep::Kind, DraftStep::Story, DraftStep::Contact],
            ..Draft::default()
        }
    }

    #[test]
    fn a_right_page_leads_on_and_a_wrong_one_stays_with_its_errors() {
        let mut draft = question();
        assert_eq!(
            next(&draft, DraftStep::Story, Go::Next, &offered()),
            (DraftStep::Contact, false)
        );
        assert_eq!(
            next(&draft, DraftStep::Story, Go::Check, &offered()),
            (DraftStep::Check, false)
        );
        draft.facts = "短".to_owned();
        assert_eq!(
            next(&draft, DraftStep::Story, Go::Next, &offered()),
            (DraftStep::Story, true)
        );
        assert_eq!(
            next(&draft, DraftStep::Story, Go::Check, &offered()),
            (DraftStep::Story, true)
        );
    }

    #[test]
    fn the_way_back_is_open_from_a_wrong_page_too() {
        let draft = Draft {
            facts: String::new(),
            ..question()
        };
        assert_eq!(
            next(&draft, DraftStep::Story, Go::Back, &offered()),
            (DraftStep::Kind, false)
        );
        assert_eq!(
            next(&draft, DraftStep::Story, Go::BackToCheck, &offered()),
            (DraftStep::Check, false)
        );
    }

    #[test]
    fn nobody_skips_a_page() {
        let draft = Draft {
            visited: vec![DraftStep::Kind],
            ..question()
        };
        assert_eq!(first_missing(&draft, DraftStep::Story, &offered()), None);
        assert_eq!(
            first_missing(&draft, DraftStep::Contact, &offered()),
            Some(DraftStep::Story)
        );
        assert_eq!(
            first_missing(&draft, DraftStep::Wishes, &offered()),
            Some(DraftStep::Kind)
        );
        assert_eq!(
            first_missing(&Draft::default(), DraftStep::Story, &offered()),
            Some(DraftStep::Kind)
        );
    }

    #[test]
    fn the_check_page_waits_for_every_page_to_be_right() {
        assert_eq!(
            first_missing(&question(), DraftStep::Check, &offered()),
            None
        );
        let draft = Draft {
            privacy: false,
            ..question()
        };
        assert_eq!(
            first_missing(&draft, DraftStep::Check, &offered()),
            Some(DraftStep::Contact)
        );
    }
}
