//! What staff are shown as new in their queue.

use domain::actor::Actor;
use domain::case::{CommandKind, News};

use crate::actors::Officer;
use crate::samples::do_it;
use crate::story::Story;

fn news(story: &Story) -> Option<News> {
    News::of(&story.events)
}

#[test]
fn before_the_first_step_of_staff_nothing_is_marked() {
    let story = Story::complaint().person(do_it(CommandKind::SendMessage));
    assert_eq!(news(&story), None);
}

#[test]
fn the_latest_from_the_person_is_new_until_staff_do_something() {
    let story = Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .person(do_it(CommandKind::SendMessage));
    assert_eq!(news(&story), Some(News::Message));
    let story = story.with_file(1, &Actor::Complainant);
    assert_eq!(news(&story), Some(News::Evidence));
    let story = story.step(Officer::handler(), do_it(CommandKind::RequestMaterial));
    assert_eq!(news(&story), None);
    let story = story.person(do_it(CommandKind::SupplyMaterial));
    assert_eq!(news(&story), Some(News::Material));
}

#[test]
fn what_staff_add_themselves_is_no_news() {
    let officer = Officer::handler().actor();
    let story = Story::complaint().accepted().with_file(1, &officer);
    assert_eq!(news(&story), None);
}
