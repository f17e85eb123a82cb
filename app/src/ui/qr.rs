//! A QR code.

use leptos::prelude::*;

/// A QR code with a caption below it.
#[component]
pub fn Qr(
    /// The code as SVG markup, made by the server from its own text: it is not escaped.
    #[prop(into)]
    svg: String,
    /// What a reader of the page needs to know instead of the picture.
    #[prop(into)]
    label: String,
    /// What scanning it does.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    view! {
        <figure class="wq-qr">
            <div class="wq-qr__code" role="img" aria-label=label inner_html=svg></div>
            <figcaption>{caption}</figcaption>
        </figure>
    }
}
