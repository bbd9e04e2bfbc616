//! A long in-tray, folded by doctor.

use super::{request, supervisor};
use crate::{
    show::samples::{each, id, leader},
    signoff::pages::tray::{Request, Tray, tray},
};

#[test]
fn a_long_in_tray_unfolds_who_has_waited_longest_and_what_is_chosen() {
    let whose = |nth: u8| if nth < 20 { "Sara Benali" } else { "Kristin Dale" };
    let mut view = supervisor();
    view.requests = (10..30)
        .map(|nth| Request { whose: id(nth / 20), ..request(nth, whose(nth), "Sjokk", None, Vec::new()) })
        .collect();
    let open = |view: &Tray, open: usize| {
        each("no", "in-tray-folded", Some(&leader()), |say| {
            let page = tray(say, view);
            let html = &page.body.0;
            assert_eq!(html.matches("<details class=\"group\"").count(), 2);
            assert_eq!(html.matches("\" open><summary>").count(), open);
            page
        });
    };
    open(&view, 1);
    view.requests[15].chosen = true;
    open(&view, 2);
    for request in &mut view.requests {
        request.chosen = false;
    }
    view.requests.drain(3..15);
    open(&view, 2);
}
