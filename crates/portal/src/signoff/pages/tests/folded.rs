//! A long in-tray, folded by doctor; what waits beside it; and a proposal that came too late.

use super::{Propose, proposal, propose, request, subject, supervisor};
use web::Fields;

use crate::{
    show::samples::{at, each, id, leader, today},
    signoff::pages::{
        beside::Originals,
        tray::{Request, Tray, tray},
    },
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

#[test]
fn originals_that_nobody_has_seen_stay_on_the_first_page() {
    let of = |whose, trainee: &str, count| Originals {
        whose: id(whose),
        trainee: trainee.to_owned(),
        count,
        since: at(today(), 9, 0),
    };
    let originals = vec![of(1, "Emil Thorsen", 1), of(2, "Freja Lindholm", 3)];
    let waiting = Tray { originals: originals.clone(), ..supervisor() };
    let alone = Tray { originals, requests: Vec::new(), total: 0, ..supervisor() };
    for (name, view) in [("in-tray-originals", waiting), ("in-tray-originals-alone", alone)] {
        each("dk", name, Some(&leader()), |say| {
            let page = tray(say, &view);
            assert_eq!(page.body.0.matches("/documents\"").count(), 2, "{}", page.body.0);
            assert!(!page.body.0.contains(crate::words::signoff_empty_about(say.lang)));
            page
        });
    }
}

#[test]
fn a_reason_that_came_after_anothers_is_there_to_be_copied() {
    let late = Propose {
        attestation: id(9),
        subject: subject(),
        confirmers: Vec::new(),
        waiting: Some(proposal(4, None)),
        fields: Fields::with(&[("reason", "Feil mål valgt.")]),
        refused: None,
    };
    each("no", "annulment-late", Some(&leader()), |say| {
        let page = propose(say, &late);
        assert!(page.body.0.contains("Feil mål valgt."), "{}", page.body.0);
        page
    });
}
