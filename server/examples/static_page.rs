//! The limit that `make bench` measures pages against: one constant page served by axum.
//!
//!     static_page ADDRESS BYTES

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use axum::serve::ListenerExt as _;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_default();
    let bytes: usize = arguments.next().unwrap_or_default().parse()?;
    let page: &'static str = "0123456789abcdef".repeat(bytes.div_ceil(16)).leak();
    let page = page.get(..bytes).unwrap_or(page);
    let listener = tokio::net::TcpListener::bind(address).await?;
    let listener = listener.tap_io(|stream| {
        // Without it the benchmark would measure the wait of the network stack.
        drop(stream.set_nodelay(true));
    });
    axum::serve(
        listener,
        Router::new().route("/", get(move || async move { Html(page) })),
    )
    .await?;
    Ok(())
}
