//! Posters with a QR code: what scanning one begins, and who prints them.

use axum::http::StatusCode;
use domain::code::Role;

use crate::engine::on_both_engines;
use crate::support::Surface;

on_both_engines! {
    a_poster_at_a_shop_begins_a_filing_that_names_it,
    a_poster_that_names_nothing_known_still_begins,
    posters_are_printed_by_those_at_a_desk_and_administrators,
}

/// The id of 示例百货 in the register.
async fn a_business(surface: &Surface, cookie: &str) -> String {
    let business = "name=%E7%A4%BA%E4%BE%8B%E7%99%BE%E8%B4%A7&credit_code=91990100DEM0AA0166\
        &phone=14400009999&contact=%E6%9D%8E%E5%9B%9B";
    let added = surface
        .submit("/fn/desk/save-business", cookie, business)
        .await;
    let there = added.header("location");
    there.strip_prefix("/desk/businesses/").unwrap().to_owned()
}

async fn a_poster_at_a_shop_begins_a_filing_that_names_it() {
    let surface = Surface::open().await;
    let desk = surface.sign_in("O1", Role::Operator).await;
    let id = a_business(&surface, &desk).await;
    let landing = surface.open_page(&format!("/f?to=01&m={id}"), "").await;
    assert_eq!(landing.status, StatusCode::OK, "{landing:?}");
    assert!(landing.body.contains("示例百货"), "{}", landing.body);
    assert!(
        !landing.body.contains("14400009999") && !landing.body.contains("李四"),
        "nothing but what stands at the door"
    );
    let body = format!("to=01&m={id}&case_type=complaint");
    let begun = surface.submit("/fn/draft/poster", "", &body).await;
    assert_eq!(begun.header("location"), "/file/business", "{begun:?}");
    let next = surface.open_page("/file/business", &begun.cookie()).await;
    assert!(next.body.contains(r#"value="示例百货""#), "{}", next.body);
    assert!(next.body.contains("91990100DEM0AA0166"), "{}", next.body);
}

async fn a_poster_that_names_nothing_known_still_begins() {
    let surface = Surface::open().await;
    for address in ["/f", "/f?to=99&m=none", "/f?m=%00&to=%F0%9F%98%80"] {
        let landing = surface.open_page(address, "").await;
        assert_eq!(landing.status, StatusCode::OK, "{address}");
    }
    let body = "to=99&m=none&case_type=consultation";
    let begun = surface.submit("/fn/draft/poster", "", body).await;
    assert_eq!(begun.header("location"), "/file/story", "{begun:?}");
    let unknown = surface
        .submit("/fn/draft/poster", "", "case_type=dream")
        .await;
    assert_eq!(unknown.header("location"), "/file/kind", "{unknown:?}");
}

async fn posters_are_printed_by_those_at_a_desk_and_administrators() {
    let surface = Surface::open().await;
    let desk = surface.sign_in("O1", Role::Operator).await;
    let id = a_business(&surface, &desk).await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    for cookie in [&desk, &admin] {
        let address = format!("/desk/admin/poster?to=01&m={id}&size=a6");
        let sheet = surface.open_page(&address, cookie).await;
        assert_eq!(sheet.status, StatusCode::OK, "{sheet:?}");
        assert!(sheet.body.contains("示例百货"), "{}", sheet.body);
        assert!(sheet.body.contains(r#"data-paper="a6""#), "{}", sheet.body);
        assert!(sheet.body.contains("<svg"), "{}", sheet.body);
    }
    let analyst = surface.sign_in("N1", Role::Analyst).await;
    let refused = surface.open_page("/desk/admin/poster", &analyst).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
}
