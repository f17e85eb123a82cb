//! Radio buttons in a fieldset.

use leptos::prelude::*;

use super::fieldset::{Question, item_id};
use super::form_group::field_id;
use super::{Choice, LegendSize, OptionalText};

/// Radio buttons; each is a whole row to press.
#[component]
pub fn RadioGroup(
    /// Name in the form; the first button's id derives from it.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What can be chosen, in this order.
    choices: Vec<Choice>,
    /// Choices that come up less often, folded away below the others; open when one is chosen.
    #[prop(optional)]
    more: Vec<Choice>,
    /// What unfolds them: 「更多类型」.
    #[prop(optional, into)]
    more_label: OptionalText,
    /// The value chosen at first; empty for none.
    #[prop(optional, into)]
    selected: String,
    /// One short sentence below the question.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about the choice.
    #[prop(optional, into)]
    error: OptionalText,
    /// 「（选填）」.
    #[prop(optional, into)]
    mark: OptionalText,
    /// How the question is set.
    #[prop(optional)]
    size: LegendSize,
    /// Short answers side by side where there is room.
    #[prop(default = false)]
    inline: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let shown = choices.len();
    let radios = |from: usize, choices: Vec<Choice>| -> Vec<AnyView> {
        let numbered = (from..).zip(choices);
        numbered
            .map(|(index, choice)| {
                let checked = !selected.is_empty() && choice.value == selected;
                radio(item_id(&id, index), name.clone(), choice, checked)
            })
            .collect()
    };
    let open = more.iter().any(|choice| choice.value == selected);
    let items = radios(0, choices);
    let folded = radios(shown, more);
    let folded = (!folded.is_empty()).then(|| {
        view! {
            <details class="wq-details" open=open>
                <summary>{more_label.into_inner()}</summary>
                <div class="govuk-radios">{folded}</div>
            </details>
        }
    });
    let body = view! {
        <div class="govuk-radios" class:govuk-radios--inline=inline>
            {items}
        </div>
        {folded}
    };
    Question {
        legend,
        size,
        mark,
        hint,
        error,
    }
    .around(&id, body.into_any())
}

fn radio(id: String, name: String, choice: Choice, checked: bool) -> AnyView {
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                id=id.clone()
                name=name
                type="radio"
                value=choice.value
                checked=checked
                aria-describedby=hint_id.clone()
            />
            <label class="govuk-label govuk-radios__label" for=id>
                {choice.label}
            </label>
            {choice
                .hint
                .map(|hint| view! { <div class="govuk-hint govuk-radios__hint" id=hint_id>{hint}</div> })}
        </div>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;

    use super::RadioGroup;
    use crate::ui::Choice;

    #[test]
    fn the_first_button_has_the_id_that_errors_link_to_and_the_chosen_one_is_checked() {
        let html = Owner::new().with(|| {
            let choices = vec![
                Choice::new("a", "投诉").with_hint("要求赔偿"),
                Choice::new("b", "举报"),
            ];
            view! { <RadioGroup name="kind" legend="您要办理什么？" choices=choices selected="b"/> }
                .to_html()
        });
        assert!(html.contains(r#"id="f-kind""#), "{html}");
        assert!(html.contains(r#"id="f-kind-2""#), "{html}");
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
    }

    #[test]
    fn rarer_choices_are_folded_away_until_one_of_them_is_chosen() {
        let render = |selected: &'static str| {
            Owner::new().with(|| {
                let choices = vec![Choice::new("a", "质量")];
                let more = vec![Choice::new("b", "计量")];
                view! {
                    <RadioGroup name="kind" legend="问题" choices=choices more=more more_label="更多" selected=selected/>
                }
                .to_html()
            })
        };
        assert!(!render("a").contains("<details open"), "{}", render("a"));
        assert!(render("b").contains("<details open"), "{}", render("b"));
        assert!(render("b").contains(r#"id="f-kind-2""#), "no id twice");
    }
}
