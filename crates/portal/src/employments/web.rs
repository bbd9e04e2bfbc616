//! The page of one's own employments.

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{EmploymentId, Period};
use domain::{
    access::Act as Want,
    employment::Stated,
    refusal::{FieldErrors, Refusal},
};
use uuid::Uuid;
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::{ConfirmEmployments, KeepEmployment, Kept, Line, RemoveEmployment, overview, pages};
use crate::{
    desk::Desk,
    documents,
    door::{self, At, Caller},
    error::{Error, Result},
    forms::{needed, new_key, wrong},
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show,
};

/// What the page says besides.
#[derive(Default)]
struct Said {
    status: StatusCode,
    typed: Option<Fields>,
    /// Which employment is being corrected.
    editing: Option<Uuid>,
    did: String,
    refused: Option<Refusal>,
}

/// `GET /employments`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let editing = query.value("edit").parse().ok();
    answer(&desk, ask, Said { did: query.value("did").to_owned(), editing, ..Said::default() }).await
}

async fn answer(desk: &Desk, ask: Ask, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    let (app, me) = (call.portal.clone(), call.actor);
    let found = door::read(&app, move |c| Box::pin(async move { overview(c, me).await })).await?;
    let say = desk.say();
    let no_record = found.lines.is_empty() && !documents::has_record(&call, Want::KeepOverview).await?;
    // One that is gone is not corrected: what was typed can be added.
    let line = said.editing.and_then(|id| found.lines.iter().find(|line| line.is(id)));
    let prefilled = || line.map_or_else(|| Fields::with(&[("percent", "100")]), as_typed);
    let view = pages::Employments {
        no_record,
        editing: line.map(Line::named_by),
        typed: said.typed.is_some(),
        fields: said.typed.unwrap_or_else(prefilled),
        confirmed: found.confirmed,
        digest: hex::encode(found.digest),
        lines: found.lines,
        key: new_key(&call),
        did: said.did,
        refused: said.refused,
    };
    Ok(desk.page_with(said.status, &say, ask, None, pages::employments(&say, &view)))
}

/// What stands in the form that corrects one.
fn as_typed(line: &Line) -> Fields {
    let Stated { place, position, period, percent } = &line.employment.stated;
    let until = period.until.map(web::format::numeric).unwrap_or_default();
    Fields::with(&[
        ("place", place),
        ("position", position),
        ("from", &web::format::numeric(period.from)),
        ("until", &until),
        ("percent", &percent.get().to_string()),
    ])
}

/// `POST /employments`. A press that comes twice counts once.
pub async fn add(Shared(app): Shared<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let body = ["place", "position", "from", "until", "percent", "instead_of"]
        .map(|name| form.value(name))
        .join("\n");
    let key = form.filled("key").and_then(|key| Key::new(key, "/employments", body.as_bytes()));
    let done = match wanted(&caller.call, &form) {
        Ok(work) => {
            let answer = |kept: Kept| Answer { status: 303, body: kept.code().as_bytes().to_vec() };
            app.does(Once { call: caller.call.clone(), key, work, answer }).await
        }
        Err(errors) => Err(errors.into()),
    };
    let desk = Desk::of(caller).await?;
    let did = done.as_ref().map(|kept| String::from_utf8_lossy(&kept.body).into_owned()).unwrap_or_default();
    done_or_back(&desk, ask, Some(form), done.map(drop), &did).await
}

fn wanted(call: &Call, form: &Form) -> std::result::Result<KeepEmployment, FieldErrors> {
    let mut errors = FieldErrors::default();
    let text = |name| needed(form.text(name, domain::text::NAME_MAX));
    let (place, position) = (errors.take("place", text("place")), errors.take("position", text("position")));
    let from = errors.take("from", needed(form.day("from")));
    let until = errors.take("until", form.day("until").map_err(wrong));
    for (name, problem) in super::wrong_days(from, until.flatten()).iter() {
        errors.note(name.to_owned(), problem.clone());
    }
    let percent = errors.take("percent", needed(form.number("percent", 1, 100)));
    errors.clone().or_ok()?;
    match (place, position, from, until, percent) {
        (Some(place), Some(position), Some(from), Some(until), Some(percent)) => {
            // What names nothing corrects nothing.
            let instead_of = form.filled("instead_of").map(|of| of.parse().unwrap_or_default());
            let (call, period) = (call.clone(), Period { from, until });
            Ok(KeepEmployment { call, instead_of, place, position, period, percent })
        }
        _ => Err(errors),
    }
}

/// `POST /employments/{id}/remove`.
pub async fn remove(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<EmploymentId>,
    form: Form,
) -> Result<Response> {
    let did = if form.value("did") == "undone" { "undone" } else { "removed" };
    let done = app.does(RemoveEmployment { call: caller.call.clone(), id }).await;
    let desk = Desk::of(caller).await?;
    done_or_back(&desk, ask, None, done, did).await
}

/// `POST /employments/confirm`.
pub async fn confirm(Shared(app): Shared<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let digest = form.value("digest").to_owned();
    let done = app.does(ConfirmEmployments { call: caller.call.clone(), digest }).await;
    let desk = Desk::of(caller).await?;
    done_or_back(&desk, ask, None, done, "confirmed").await
}

/// On to the page that says what was done, or back to the form with why not.
async fn done_or_back(
    desk: &Desk,
    ask: Ask,
    form: Option<Form>,
    done: Result<()>,
    did: &str,
) -> Result<Response> {
    let editing = form.as_ref().and_then(|form| form.value("instead_of").parse().ok());
    let mut typed = form.map(Form::fields);
    let said = match done {
        Ok(()) => return Ok(page::see_other(&format!("/employments?did={did}"))),
        Err(Error::Fields(errors)) => {
            let fields = typed.get_or_insert_default();
            show::mark_all(desk.caller.lang, fields, &errors);
            Said { status: StatusCode::UNPROCESSABLE_ENTITY, typed, editing, ..Said::default() }
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotLoggedIn => {
            Said { status: door::status(&refusal), typed, editing, refused: Some(refusal), ..Said::default() }
        }
        Err(other) => return Err(other),
    };
    answer(desk, ask, said).await
}
