//! Addresses as QR codes: SVG for a page, without an XML declaration.

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
    picture(&format!("{}/track#{secret}", origin(host)), EcLevel::M)
}

/// The QR code of a poster as SVG: the address of `host` that begins a filing with this
/// organisation and this business, by code and id. It bears a quarter of it being worn off.
pub(super) fn poster_qr(host: &str, organisation: &str, business: &str) -> String {
    let named = [("to", organisation), ("m", business)];
    let named = named.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<_> = named
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let query = query.join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    picture(&format!("{}/f{mark}{query}", origin(host)), EcLevel::Q)
}

/// The QR code as SVG of the address of `host` at which a closed case is rated.
pub(super) fn survey_qr(host: &str, token: &str) -> String {
    picture(&format!("{}/s/{token}", origin(host)), EcLevel::M)
}

/// The address of `host` at which an unsent filing goes on, with its QR code as SVG.
pub(super) fn draft_qr(host: &str, token: &str) -> (String, String) {
    let address = format!("{}/d/{token}", origin(host));
    let svg = picture(&address, EcLevel::M);
    (address, svg)
}

/// The address of `host` at which a business answers, with its QR code as SVG.
pub(super) fn business_qr(host: &str, token: &str) -> (String, String) {
    let address = format!("{}/b/{token}", origin(host));
    let svg = picture(&address, EcLevel::M);
    (address, svg)
}

/// The QR code as SVG of an address that authenticators read.
pub(super) fn authenticator_qr(address: &str) -> String {
    picture(address, EcLevel::M)
}

fn picture(address: &str, level: EcLevel) -> String {
    let Ok(code) = QrCode::with_error_correction_level(address, level) else {
        return String::new();
    };
    let picture = code
        .render::<svg::Color<'_>>()
        .min_dimensions(176, 176)
        .build();
    picture
        .find("<svg")
        .and_then(|start| picture.get(start..))
        .unwrap_or_default()
        .to_owned()
}

/// Browsers keep the cookies of this site on HTTPS and on loopback alone, so a page that got this
/// far stands on one of the two.
pub(super) fn origin(host: &str) -> String {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let loopback = name == "localhost" || host.starts_with("[::1]") || name.starts_with("127.");
    format!("{}://{host}", if loopback { "http" } else { "https" })
}

#[cfg(test)]
mod tests {
    use super::{origin, poster_qr, receipt_qr};

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
    fn a_poster_is_a_picture_too() {
        let station = poster_qr("weiquan.example", "03", "");
        assert!(station.starts_with("<svg"), "{station}");
        assert_ne!(station, poster_qr("weiquan.example", "04", ""));
        assert_ne!(station, poster_qr("weiquan.example", "03", "01a2"));
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
