//! The receipt as a QR code.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The QR code as SVG of the address that opens the tracking page of `host` with this receipt;
/// nothing when it cannot be made.
///
/// The receipt stands in the fragment, which browsers do not send: it is in no log of any server.
pub(super) fn receipt_qr(host: &str, receipt: &str) -> String {
    let secret: String = receipt
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let address = format!("{}/track#{secret}", origin(host));
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else {
        return String::new();
    };
    let picture = code
        .render::<svg::Color<'_>>()
        .min_dimensions(176, 176)
        .build();
    // Inside a page the picture has no XML declaration.
    picture
        .find("<svg")
        .and_then(|start| picture.get(start..))
        .unwrap_or_default()
        .to_owned()
}

/// Browsers keep the cookies of this site on HTTPS and on loopback alone, so a page that got this
/// far stands on one of the two.
fn origin(host: &str) -> String {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let loopback = name == "localhost" || host.starts_with("[::1]") || name.starts_with("127.");
    format!("{}://{host}", if loopback { "http" } else { "https" })
}

#[cfg(test)]
mod tests {
    use super::{origin, receipt_qr};

    #[test]
    fn the_address_is_secure_except_on_loopback() {
        assert_eq!(origin("weiquan.example"), "https://weiquan.example");
        assert_eq!(
            origin("weiquan.example:8443"),
            "https://weiquan.example:8443"
        );
        assert_eq!(origin("127.0.0.1:3000"), "http://127.0.0.1:3000");
        assert_eq!(origin("localhost:3000"), "http://localhost:3000");
        assert_eq!(origin("[::1]:3000"), "http://[::1]:3000");
        assert_eq!(origin("[::1]"), "http://[::1]");
        assert_eq!(origin("localhost.example"), "https://localhost.example");
    }

    #[test]
    fn the_picture_is_markup_for_a_page() {
        let picture = receipt_qr("weiquan.example", "0123-4567-89AB-CDEF-GHJK-MNPQ");
        assert!(picture.starts_with("<svg"), "{picture}");
        assert!(
            !picture.contains("style="),
            "the security policy refuses inline styles"
        );
        assert!(
            !picture.contains("0123"),
            "the receipt stands in the picture only"
        );
    }
}
