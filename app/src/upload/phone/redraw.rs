//! Draws a picture anew: upright, small, without what the camera wrote beside it.

use domain::attachment::{Media, Redraw};
use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageBitmapOptions,
    ImageOrientation,
};

/// The picture as [`Media::redrawn`] wants it, and its kind; `None` for what is no picture, and
/// where the browser cannot do it.
pub(super) async fn redrawn(file: &Blob, media: Media) -> Option<(Blob, Media)> {
    if !media.is_image() {
        return None;
    }
    let bitmap = unpacked(file).await?;
    let plan = media.redrawn(bitmap.width(), bitmap.height());
    let canvas = plan.and_then(|plan| drawn(&bitmap, plan));
    // Tens of megabytes that would otherwise wait for the garbage collector.
    bitmap.close();
    let plan = plan?;
    Some((packed(&canvas?, plan).await?, plan.media))
}

async fn unpacked(file: &Blob) -> Option<ImageBitmap> {
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let bitmap = window().create_image_bitmap_with_blob_and_image_bitmap_options(file, &options);
    JsFuture::from(bitmap.ok()?).await.ok()?.dyn_into().ok()
}

fn drawn(bitmap: &ImageBitmap, plan: Redraw) -> Option<HtmlCanvasElement> {
    let canvas = document().create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(plan.width);
    canvas.set_height(plan.height);
    let context = canvas.get_context("2d").ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    let (width, height) = (f64::from(plan.width), f64::from(plan.height));
    if plan.media == Media::Jpeg {
        // What lets the ground through would become black.
        context.set_fill_style_str("white");
        context.fill_rect(0.0, 0.0, width, height);
    }
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
        .ok()?;
    Some(canvas)
}

async fn packed(canvas: &HtmlCanvasElement, plan: Redraw) -> Option<Blob> {
    let mime = plan.media.mime();
    let quality = JsValue::from_f64(Redraw::QUALITY);
    let blob = Promise::new(&mut |resolve, _| {
        let refused = resolve.clone();
        let done = Closure::once_into_js(move |blob: JsValue| {
            // The one who waits is in this function.
            drop(resolve.call1(&JsValue::NULL, &blob));
        });
        let asked =
            canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), mime, &quality);
        if asked.is_err() {
            drop(refused.call1(&JsValue::NULL, &JsValue::NULL));
        }
    });
    JsFuture::from(blob).await.ok()?.dyn_into().ok()
}
