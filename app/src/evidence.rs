//! Files as pages show and ask for them, for the person who filed and for staff alike.

use domain::attachment::Media;
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{EvidenceView, Failure, FormState, StepBy};
use leptos::prelude::*;

use crate::island::island;
use crate::ui::{Button, ButtonKind, Field, FieldError, FileInput, PostForm};
pub(crate) use crate::upload::FILES;
use crate::upload::{Held, NOTE, Uploads, Words};
#[cfg(feature = "ssr")]
use crate::upload::{KeptFile, UploadAnswer};

/// What a list of files leads to.
pub(crate) struct FileLinks {
    /// Address before the identifier of a file; `None` where files cannot be opened.
    pub open: Option<String>,
    /// Path of the server function that takes a file away.
    pub remove: &'static str,
    /// What that function gets beside the identifier.
    pub with: Vec<(&'static str, String)>,
}

/// The files, one below the other.
pub(crate) fn file_list(files: &[EvidenceView], links: &FileLinks, locale: Locale) -> AnyView {
    let files: Vec<_> = files
        .iter()
        .map(|file| file_view(file, links, locale))
        .collect();
    view! { <ul class="wq-files">{files}</ul> }.into_any()
}

fn file_view(file: &EvidenceView, links: &FileLinks, locale: Locale) -> AnyView {
    let open = links.open.as_ref().filter(|_| file.can_open);
    let href = open.map(|base| format!("{base}/{}", file.id));
    let picture = href
        .as_ref()
        .filter(|_| file.media.is_image())
        .map(|href| format!("{href}/picture"));
    let remove = file.can_remove.then(|| remove_view(file, links, locale));
    let inner = (!file.shared).then(|| tr!(locale, "evidence.inner"));
    view! {
        <li class="wq-file">
            {picture_view(picture)}
            <div class="wq-file__text">
                {name_view(file, href)}
                {file.note.clone().map(|note| view! { <p>{note}</p> })}
                <p class="wq-muted wq-small">{about(file, locale)}</p>
                {inner.map(|inner| view! { <p class="wq-small">{inner}</p> })}
                <p class="wq-muted wq-small">
                    {tr!(locale, "evidence.fingerprint")} " "
                    <code class="wq-file__digest">{file.sha256.short().to_owned()}</code>
                </p>
            </div>
            {remove}
        </li>
    }
    .into_any()
}

/// The name beside it says what it is, so the picture itself says nothing.
fn picture_view(src: Option<String>) -> Option<AnyView> {
    let view = |src| {
        view! {
            <img class="wq-file__picture" src=src alt="" width="72" height="72" loading="lazy"/>
        }
    };
    src.map(|src| view(src).into_any())
}

fn name_view(file: &EvidenceView, href: Option<String>) -> AnyView {
    let name = file.name.clone();
    match href {
        Some(href) => view! {
            <p><a class="wq-file__name" href=href rel="external">{name}</a></p>
        }
        .into_any(),
        None => view! { <p class="wq-file__name">{name}</p> }.into_any(),
    }
}

/// Kind, size, time and who, in one line.
pub(crate) fn about(file: &EvidenceView, locale: Locale) -> String {
    let by = match &file.by {
        StepBy::Complainant => tr!(locale, "evidence.by_person").into_owned(),
        StepBy::Staff(number) => tr!(locale, "evidence.by_staff", number = number).into_owned(),
        StepBy::Respondent | StepBy::System => String::new(),
    };
    let parts = [
        file.media.label(locale).to_owned(),
        size(file.size, locale),
        format_instant(locale, file.at),
        by,
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Bytes as people count them.
fn size(bytes: u64, locale: Locale) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    let text = if bytes < MEGA {
        tr!(locale, "evidence.kilobytes", n = bytes.div_ceil(KILO))
    } else {
        let tenths = bytes * 10 / MEGA;
        let n = format!("{}.{}", tenths / 10, tenths % 10);
        tr!(locale, "evidence.megabytes", n = n)
    };
    text.into_owned()
}

fn remove_view(file: &EvidenceView, links: &FileLinks, locale: Locale) -> AnyView {
    let hidden: Vec<_> = links
        .with
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
        .collect();
    let id = file.id.to_string();
    let name = file.name.clone();
    view! {
        <PostForm action=links.remove class="wq-file__remove">
            {hidden}
            <input type="hidden" name="id" value=id/>
            <Button kind=ButtonKind::Quiet>
                {tr!(locale, "evidence.remove")}
                <span class="govuk-visually-hidden">{name}</span>
            </Button>
        </PostForm>
    }
    .into_any()
}

/// What a form with files asks for: the note first, because it is read before the files are.
pub(crate) fn file_fields(form: &FormState, locale: Locale) -> AnyView {
    view! {
        {note_field(form, locale)}
        <FileInput
            name=FILES
            label=tr!(locale, "evidence.choose")
            hint=tr!(locale, "evidence.limits")
            error=said(form, FILES, locale)
            accept=Media::ACCEPT
        />
    }
    .into_any()
}

/// Where a form of the public pages with files leads.
pub(crate) struct UploadForm {
    /// Where it posts.
    pub action: &'static str,
    /// Path of the server function that takes a file away.
    pub remove: &'static str,
    /// Value of the button that uploads, where the form has several.
    pub go: Option<&'static str>,
}

/// The same with the button, and with files that are sent as soon as they are chosen.
pub(crate) fn upload_fields(
    target: &UploadForm,
    held: &[EvidenceView],
    form: &FormState,
    locale: Locale,
) -> AnyView {
    let held = held.iter().map(|file| Held {
        id: file.id.to_string(),
        media: file.media,
        size: file.size,
    });
    let uploads = Uploads {
        action: target.action.to_owned(),
        remove: target.remove.to_owned(),
        go: target.go.map(str::to_owned),
        held: held.collect(),
        error: said(form, FILES, locale),
        words: Words::of(locale),
    };
    view! {
        {note_field(form, locale)}
        {island(uploads)}
        <p class="wq-muted wq-small">{tr!(locale, "evidence.privacy")}</p>
    }
    .into_any()
}

fn note_field(form: &FormState, locale: Locale) -> AnyView {
    view! {
        <Field
            name=NOTE
            label=tr!(locale, "evidence.note")
            hint=tr!(locale, "evidence.note_hint")
            mark=tr!(locale, "common.optional")
            error=said(form, NOTE, locale)
            value=form.value(NOTE).to_owned()
        />
    }
    .into_any()
}

fn said(form: &FormState, control: &str, locale: Locale) -> Option<String> {
    let errors = file_errors(form, locale);
    let of_control = errors.into_iter().filter(|error| error.name == control);
    let texts: Vec<_> = of_control.map(|error| error.message).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// What a browser is told that sent one file, and its note with it.
#[cfg(feature = "ssr")]
pub fn upload_answer(
    form: Option<&FormState>,
    kept: Option<&EvidenceView>,
    locale: Locale,
) -> UploadAnswer {
    if let Some(file) = kept.filter(|_| form.is_none()) {
        return UploadAnswer::Kept(KeptFile {
            id: file.id.to_string(),
            name: file.name.clone(),
            about: about(file, locale),
            digest: file.sha256.short().to_owned(),
        });
    }
    let problem = form.and_then(|form| form.problems.first());
    UploadAnswer::Refused(
        match (problem, form.and_then(|form| form.failure.as_ref())) {
            (Some(problem), _) => {
                let field = problem.field.split('.').next().unwrap_or_default();
                problem.code.message(field, locale)
            }
            (None, Some(failure)) => failure_text(failure, locale),
            (None, None) => tr!(locale, "evidence.not_taken").into_owned(),
        },
    )
}

/// What was wrong with the last files, each by its name.
pub(crate) fn file_errors(form: &FormState, locale: Locale) -> Vec<FieldError> {
    let problems = form.problems.iter().filter_map(|problem| {
        let why = problem.code.message(&problem.field, locale);
        match problem.field.as_str() {
            "note" => Some(FieldError::new("note", why)),
            "file" => Some(FieldError::new(FILES, why)),
            field if field.starts_with("file.") => {
                let name = form.value(field);
                let said = tr!(locale, "evidence.refused", name = name, why = why);
                Some(FieldError::new(FILES, said))
            }
            _ => None,
        }
    });
    let failure = form
        .failure
        .iter()
        .filter(|_| form.values.contains_key("note"));
    let failure = failure.map(|failure| FieldError::new(FILES, failure_text(failure, locale)));
    problems.chain(failure).collect()
}

fn failure_text(failure: &Failure, locale: Locale) -> String {
    match failure {
        Failure::Refused(refusal) => refusal.message(locale).into_owned(),
        _ => tr!(locale, "evidence.not_taken").into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{Fault, FieldProblem};

    use super::*;

    #[test]
    fn sizes_are_said_as_people_count() {
        let said = [1, 1024, 300_000, 1_048_576, 10_485_759].map(|n| size(n, Locale::En));
        assert_eq!(said, ["1 KB", "1 KB", "293 KB", "1.0 MB", "9.9 MB"]);
    }

    #[test]
    fn every_refused_file_is_named() {
        let mut form = FormState::default();
        for (place, name) in ["a.heic", "<b>.docx"].into_iter().enumerate() {
            let field = format!("file.{place}");
            form.problems
                .push(FieldProblem::new(field.clone(), Fault::FileHeic));
            form.values.insert(field, name.to_owned());
        }
        let errors = file_errors(&form, Locale::ZhCn);
        assert!(errors.iter().all(|error| error.name == FILES));
        assert!(errors[0].message.contains("a.heic") && errors[0].message.contains("HEIC"));
        assert!(errors[1].message.contains("<b>.docx"));
    }
}
