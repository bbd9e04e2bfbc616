//! The authority's desk: the list of cases.

use axum::{extract::State as Shared, http::Uri, response::Response};
use domain::refusal::Refusal;
use web::{
    Form,
    page::{self, Ask},
};

use super::super::{
    Case, Place, Turns, Which, api, is_numberlike, listed,
    pages::{self, DeskRow, Shown},
    sought, turns,
};
use crate::{
    api::Cursor,
    desk::Desk,
    door::{self, Caller},
    error::Result,
    portal::App,
    show::encoded,
};

/// How many cases a page of the desk holds.
const PAGE: usize = 50;
/// The longest name or number that is looked for, in characters.
const WORDS_MAX: usize = 100;

/// `GET /cases`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let words = query.text("q", WORDS_MAX).ok().flatten().unwrap_or_default();
    let which = match (words.as_str(), query.value("show")) {
        ("", "decided") => Which::Decided,
        ("", _) => Which::Waiting,
        (numberlike, _) if is_numberlike(numberlike) => Which::Of(Vec::new()),
        _ => Which::Fits(words),
    };
    let after = query.filled("after").and_then(Cursor::read).and_then(|cursor| api::place(&cursor));
    answer(&officer(caller).await?, ask, which, after).await
}

/// `POST /cases/find`: a name or a number of the case lead to their address, a national number to none.
pub async fn find(Shared(_): Shared<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let typed = form.text("q", WORDS_MAX).ok().flatten().unwrap_or_default();
    let desk = officer(caller).await?;
    match sought(&desk.caller.call, &typed).await? {
        Which::Fits(words) => Ok(page::see_other(&format!("/cases?q={}", encoded(&words)))),
        of => answer(&desk, ask, of, None).await,
    }
}

/// Whoever handles cases, and nobody else.
async fn officer(caller: Caller) -> Result<Desk> {
    let desk = Desk::of(caller).await?;
    if desk.handles_cases() { Ok(desk) } else { Err(Refusal::NotEntitled.into()) }
}

async fn answer(desk: &Desk, ask: Ask, which: Which, after: Option<Place>) -> Result<Response> {
    let later = after.is_some();
    let found = listed(&desk.caller.call, which.clone(), after, PAGE).await?;
    let turns = match which {
        Which::Waiting => {
            let call = desk.caller.call.clone();
            let portal = call.portal.clone();
            door::read(&portal, move |c| Box::pin(async move { turns(c, &call).await })).await?
        }
        Which::Ours | Which::Decided | Which::Fits(_) | Which::Of(_) => Turns::default(),
    };
    let say = desk.say();
    // What is secret is what an authority files by: it comes first.
    let mut numbers: Vec<_> = say.scheme.identifiers.iter().collect();
    numbers.sort_by_key(|kind| !kind.secret);
    let called = numbers.iter().filter_map(|kind| say.scheme.number_called(say.lang.code(), &kind.code));
    let called: Vec<&str> = called.collect();
    let view = pages::Desk {
        number: web::format::any_of(say.lang, &called),
        turns,
        rows: found.all.iter().map(|case| row(desk, case)).collect(),
        after: found.next.map(|place| api::cursor(place).text()),
        later,
        which: match which {
            Which::Fits(words) => Shown::Fits(words),
            Which::Of(_) => Shown::Numbered,
            Which::Decided => Shown::Decided,
            Which::Waiting | Which::Ours => Shown::Waiting,
        },
    };
    Ok(desk.page(&say, ask, None, pages::desk(&say, &view)))
}

/// A case as a list shows it.
fn row(desk: &Desk, case: &Case) -> DeskRow {
    let say = desk.say_of(&case.sent.scheme);
    let sent_on = case.sent.sent_at.day_in(desk.caller.call.portal.world.zone());
    let decided_on = case.decided_on();
    DeskRow {
        id: case.sent.id,
        number: case.sent.number.clone(),
        trainee: case.sent.trainee_name.clone(),
        kind: say.applied_for(&case.sent.kind),
        sent_on,
        decided_on,
        days: sent_on.days_until(decided_on.unwrap_or(say.today)),
        state: case.state(),
        delivering: case.delivering_since().is_some(),
    }
}

/// The cases in which it is the reader's authority's turn, those that have waited longest.
pub(crate) async fn our_turn(desk: &Desk, most: usize) -> Result<Vec<DeskRow>> {
    let found = listed(&desk.caller.call, Which::Ours, None, most).await?;
    Ok(found.all.iter().map(|case| row(desk, case)).collect())
}
