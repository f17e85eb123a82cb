//! The sheets, compiled into the program.

use domain::document::Template;

/// What all sheets share: paper, type, head, number, place of the seal.
pub const BASE: (&str, &str) = ("/base.typ", include_str!("../templates/base.typ"));

/// Path and text of the sheet of a template.
pub const fn sheet(template: Template) -> (&'static str, &'static str) {
    macro_rules! sheet {
        ($name:literal) => {
            (
                concat!("/", $name, ".typ"),
                include_str!(concat!("../templates/", $name, ".typ")),
            )
        };
    }
    match template {
        Template::ComplaintRegistration => sheet!("complaint_registration"),
        Template::ReportRegistration => sheet!("report_registration"),
        Template::Distribution => sheet!("distribution"),
        Template::IdentityRequest => sheet!("identity_request"),
        Template::Acceptance => sheet!("acceptance"),
        Template::Refusal => sheet!("refusal"),
        Template::MediationNotice => sheet!("mediation_notice"),
        Template::Termination => sheet!("termination"),
        Template::Agreement => sheet!("agreement"),
        Template::ReportResult => sheet!("report_result"),
    }
}
