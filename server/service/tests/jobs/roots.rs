//! The daily roots over all histories.

use crate::county::TestRandom;
use crate::file;
use crate::support::Works;
use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand};
use domain::code::Role;
use service::vault::Keys;
use service::verification::verify;
use store::AnchorRow;

pub async fn the_roots_of_all_days_are_computed_again_when_the_record_is_verified(works: Works) {
    let county = &works.county;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    file(&works).await;
    works.work().await;
    let first = works
        .database
        .read()
        .await
        .unwrap()
        .anchors()
        .list_traced()
        .await
        .unwrap();
    // The next day the case moves on, another one comes in; the third day nothing happens.
    county.pass(TimeDelta::days(1));
    let number = file(&works).await;
    let note = RawCommand {
        text: Some("内部：核对小票".to_owned()),
        ..RawCommand::bare(CommandKind::Note)
    };
    for _ in 0..2 {
        works.work().await;
        county.pass(TimeDelta::days(1));
    }
    county.command(&handler, &number, note).await.unwrap();
    let keys = Keys::generate(&TestRandom::new(2));
    let roots = async || {
        let found = verify(&works.database, &keys).await.unwrap();
        let of_roots = |fault: &String| fault.contains("root");
        let faults: Vec<String> = found.faults.into_iter().filter(of_roots).collect();
        (found.roots, faults)
    };
    assert_eq!(roots().await, (3, vec![]));
    let forged = AnchorRow {
        day: first[0].day - TimeDelta::days(1),
        traced: true,
        ..first[0].clone()
    };
    let day = forged.day;
    let work = works
        .database
        .write(move |tx| Box::pin(async move { tx.anchors().insert(&forged).await }));
    let written: store::Result<()> = work.await;
    written.unwrap();
    let fault = format!("the root of {day} is not what it was");
    assert_eq!(roots().await, (4, vec![fault]));
}
