//! A native select with label, hint and error.

use leptos::prelude::*;

use super::form_group::{
    described_by, error_view, field_id, group_class, hint_view, invalid, label_view,
};
use super::{Choice, ChoiceGroup, OptionalText};

/// A native `<select>`; the phone shows its own picker.
#[component]
pub fn Select(
    /// Name in the form; the id derives from it.
    #[prop(into)]
    name: String,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// What can be chosen, in this order.
    #[prop(optional)]
    choices: Vec<Choice>,
    /// The same under headings, after the choices without one.
    #[prop(optional)]
    groups: Vec<ChoiceGroup>,
    /// The value chosen at first; empty for none.
    #[prop(optional, into)]
    selected: String,
    /// First entry with an empty value: 「请选择」. Left out, the first choice is chosen.
    #[prop(optional, into)]
    placeholder: OptionalText,
    /// One short sentence below the label.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about the value.
    #[prop(optional, into)]
    error: OptionalText,
    /// 「（选填）」.
    #[prop(optional, into)]
    mark: OptionalText,
    /// Purpose for autofill.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let id = field_id(&name);
    let failed = error.is_some();
    let describedby = described_by(&id, hint.is_some(), failed);
    let none_chosen = selected.is_empty();
    let single = options(choices, &selected);
    let groups: Vec<_> = groups
        .into_iter()
        .map(|group| {
            let inner = options(group.choices, &selected);
            view! { <optgroup label=group.label>{inner}</optgroup> }
        })
        .collect();
    view! {
        <div class=group_class(failed)>
            {label_view(&id, label, mark)}
            {hint_view(&id, hint)}
            {error_view(&id, error)}
            <select
                class="govuk-select"
                class:govuk-select--error=failed
                id=id.clone()
                name=name
                autocomplete=autocomplete
                aria-describedby=describedby
                aria-invalid=invalid(failed)
            >
                {placeholder
                    .into_inner()
                    .map(|text| view! { <option value="" selected=none_chosen>{text}</option> })}
                {single}
                {groups}
            </select>
        </div>
    }
}

fn options(choices: Vec<Choice>, selected: &str) -> Vec<AnyView> {
    let option = |choice: Choice| {
        let chosen = !selected.is_empty() && choice.value == selected;
        view! { <option value=choice.value selected=chosen>{choice.label}</option> }.into_any()
    };
    choices.into_iter().map(option).collect()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;

    use super::Select;
    use crate::ui::{Choice, ChoiceGroup};

    #[test]
    fn a_choice_under_a_heading_can_be_chosen() {
        let html = Owner::new().with(|| {
            let groups = vec![ChoiceGroup {
                label: "商品".to_owned(),
                choices: vec![Choice::new("G01", "食品"), Choice::new("G02", "烟酒")],
            }];
            view! { <Select name="category" label="类别" groups=groups placeholder="请选择" selected="G02"/> }.to_html()
        });
        assert!(html.contains(r#"<optgroup label="商品">"#), "{html}");
        assert_eq!(html.matches(" selected").count(), 1, "{html}");
    }
}
