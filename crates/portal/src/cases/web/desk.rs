//! The authority's desk: the list of cases.

use axum::{extract::State as Shared, http::Uri, response::Response};
use web::{Form, page::Ask};

use super::{
    super::{
        Case, Which, api, listed,
        pages::{self, DeskRow},
    },
    called,
};
use crate::{api::Cursor, desk::Desk, door::Caller, error::Result, portal::App};

/// How many cases a page of the desk holds.
const PAGE: usize = 50;

/// `GET /cases`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let which = if query.value("show") == "decided" { Which::Decided } else { Which::Waiting };
    let after = query.filled("after").and_then(Cursor::read).and_then(|cursor| api::place(&cursor));
    let later = after.is_some();
    let desk = Desk::of(caller).await?;
    let found = listed(&desk.caller.call, which, after, PAGE).await?;
    let row = |case: &Case| {
        let say = desk.say_of(&case.sent.scheme);
        DeskRow {
            id: case.sent.id,
            trainee: case.sent.trainee_name.clone(),
            kind: called(&say, case),
            at: case.sent.sent_at,
            state: case.state(),
        }
    };
    let view = pages::Desk {
        decided: which == Which::Decided,
        rows: found.all.iter().map(row).collect(),
        after: found.next.map(|place| api::cursor(place).text()),
        later,
    };
    let say = desk.say();
    Ok(desk.page(&say, ask, None, pages::desk(&say, &view)))
}
