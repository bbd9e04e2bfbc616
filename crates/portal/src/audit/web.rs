//! Page handler of the access log: everybody's own, and nobody else's.

use anyhow::Context as _;
use axum::{extract::State, http::Uri, response::Response};
use base::{LookUpId, Moment};
use domain::access::{Act as Want, Role};
use web::{Form, page::Ask};

use super::{
    LookUp,
    pages::{Look, LookUps, Seen, fitting, look_ups},
};
use crate::{
    desk::Desk,
    door::{self, Caller},
    error::Result,
    portal::App,
};

/// How many lines a page lists.
const LINES: usize = 50;
/// How many looks they may stand for: a machine that asks every minute is a line a day.
const LOOKS: usize = 3_000;

/// `GET /me/look-ups`.
pub async fn show(State(app): State<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let before = query.filled("after").and_then(cursor);
    let desk = Desk::of(caller).await?;
    let person = desk.caller.call.actor;
    let ((people, first), mut looks) = door::read(&app, move |c| {
        Box::pin(async move {
            let lookers = super::lookers(c, person).await?;
            let limit = i64::try_from(LOOKS + 1).unwrap_or(i64::MAX);
            Ok((lookers, super::look_ups(c, person, before, limit).await?))
        })
    })
    .await?;
    let all = looks.len();
    looks.truncate(LOOKS);
    let shown = looks.iter().map(look).collect::<Result<Vec<Look>>>()?;
    let fit = fitting(&shown, LINES);
    looks.truncate(fit);
    let view = LookUps {
        people,
        since: first.map(|at| at.day_in(app.world.zone())),
        after: looks.last().filter(|_| fit < all).map(|last| format!("{}.{}", last.at.micros(), last.id)),
        looks: shown.into_iter().take(fit).collect(),
    };
    let say = desk.say();
    Ok(desk.page(&say, ask, None, look_ups(&say, &view)))
}

/// The last row of a page, as it stands in an address.
fn cursor(text: &str) -> Option<(Moment, LookUpId)> {
    let (micros, id) = text.split_once('.')?;
    Some((Moment::from_micros(micros.parse().ok()?), id.parse().ok()?))
}

fn look(one: &LookUp) -> Result<Look> {
    let role: Role = one.role.parse().context("a role in a row is one of ours")?;
    let annulling = [Want::ProposeAnnulment, Want::ConfirmAnnulment];
    let seen = match one.what.as_str() {
        what if annulling.iter().any(|act| act.code() == what) => Seen::Annulment,
        _ if one.in_a_list => Seen::Listed,
        what if what == Want::SeePlan.code() => Seen::Plan,
        what if what == Want::SeeRequirement.code() => Seen::Requirement,
        what if what == Want::SeeCase.code() => Seen::Case,
        what if what == Want::SeeDocument.code() => Seen::Document,
        _ => Seen::Other,
    };
    Ok(Look::once(one.name.clone(), role, seen, one.at))
}
