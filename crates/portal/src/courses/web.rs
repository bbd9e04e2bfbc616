//! The page of courses that lack an attestation.

use axum::{extract::State as Shared, http::Uri, response::Response};
use web::{Form, page::Ask};

use super::{Course, api, pages};
use crate::{
    api::Cursor,
    desk::Desk,
    door::Caller,
    error::Result,
    portal::App,
    show::{self, encoded},
};

/// How many rows a page of the list holds.
const PAGE: usize = 50;

/// `GET /courses`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let words: String = query.value("q").trim().chars().take(100).collect();
    let after = query.filled("after").and_then(Cursor::read).and_then(|cursor| api::place(&cursor));
    let desk = Desk::of(caller).await?;
    let later = after.is_some();
    let listed = super::outstanding(&desk.caller.call, words.clone(), after, PAGE).await?;
    let view = pages::Courses {
        kind: desk.signs_apart(),
        query: words,
        rows: listed.all.iter().map(|one| row(&desk, one)).collect(),
        after: listed.next.map(|place| api::cursor(place).text()),
        later,
    };
    let say = desk.say();
    Ok(desk.page(&say, ask, None, pages::courses(&say, &view)))
}

fn row(desk: &Desk, one: &Course) -> pages::Course {
    let say = desk.say_of(&one.row.scheme);
    let requirement = one.requirement();
    let place = one.stage.as_ref().map(|stage| stage.place.clone()).unwrap_or_default();
    let stage = one.stage.as_ref().map(|stage| say.stage(&stage.stage)).unwrap_or_default();
    pages::Course {
        trainee: one.row.trainee_name.clone(),
        title: say.title(&requirement.title, &requirement.code, requirement.kind),
        place: show::dotted(&[web::format::capitalised(&stage), place]),
        state: one.state(),
        href: format!("/plans/{}/requirements/{}", one.row.plan, encoded(&requirement.code)),
    }
}
