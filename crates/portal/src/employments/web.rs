//! The page of one's own employments.

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{EmploymentId, Percent};
use domain::{
    access::Act as Want,
    refusal::{FieldErrors, Refusal},
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::{AddEmployment, ConfirmEmployments, RemoveEmployment, overview, pages};
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
    did: String,
    refused: Option<Refusal>,
}

/// `GET /employments`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    answer(&desk, ask, Said { did: query.value("did").to_owned(), ..Said::default() }).await
}

async fn answer(desk: &Desk, ask: Ask, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    let (app, me) = (call.portal.clone(), call.actor);
    let found = door::read(&app, move |c| Box::pin(async move { overview(c, me).await })).await?;
    let say = desk.say();
    let no_record = found.lines.is_empty() && !documents::has_record(&call, Want::KeepOverview).await?;
    let view = pages::Employments {
        no_record,
        confirmed: found.confirmed,
        digest: hex::encode(found.digest),
        lines: found.lines.into_iter().map(|line| (line.id, line.employment)).collect(),
        fields: said.typed.unwrap_or_else(|| Fields::with(&[("percent", "100")])),
        key: new_key(&call),
        did: said.did,
        refused: said.refused,
    };
    Ok(desk.page_with(said.status, &say, ask, None, pages::employments(&say, &view)))
}

/// `POST /employments`. A press that comes twice counts once.
pub async fn add(Shared(app): Shared<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let body = ["place", "position", "from", "until", "percent"].map(|name| form.value(name)).join("\n");
    let key = form.filled("key").and_then(|key| Key::new(key, "/employments", body.as_bytes()));
    let done = match wanted(&caller.call, &form) {
        Ok(work) => {
            let answer = |_| Answer { status: 303, body: Vec::new() };
            app.does(Once { call: caller.call.clone(), key, work, answer }).await.map(drop)
        }
        Err(errors) => Err(errors.into()),
    };
    let desk = Desk::of(caller).await?;
    done_or_back(&desk, ask, Some(form), done, "added").await
}

fn wanted(call: &Call, form: &Form) -> std::result::Result<AddEmployment, FieldErrors> {
    let mut errors = FieldErrors::default();
    let text = |name| needed(form.text(name, domain::text::NAME_MAX));
    let (place, position) = (errors.take("place", text("place")), errors.take("position", text("position")));
    let from = errors.take("from", needed(form.day("from")));
    let until = errors.take("until", form.day("until").map_err(wrong));
    let percent = errors.take("percent", needed(form.number("percent", 1, 100)));
    match (place, position, from, until, percent.and_then(Percent::new)) {
        (Some(place), Some(position), Some(from), Some(until), Some(percent)) => {
            Ok(AddEmployment { call: call.clone(), place, position, from, until, percent })
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
) -> Result<Response> {
    let done = app.does(RemoveEmployment { call: caller.call.clone(), id }).await;
    let desk = Desk::of(caller).await?;
    done_or_back(&desk, ask, None, done, "removed").await
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
    let mut typed = form.map(Form::fields);
    let said = match done {
        Ok(()) => return Ok(page::see_other(&format!("/employments?did={did}"))),
        Err(Error::Fields(errors)) => {
            let fields = typed.get_or_insert_default();
            show::mark_all(desk.caller.lang, fields, &errors);
            Said { status: StatusCode::UNPROCESSABLE_ENTITY, typed, ..Said::default() }
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotLoggedIn => {
            Said { status: door::status(&refusal), typed, refused: Some(refusal), ..Said::default() }
        }
        Err(other) => return Err(other),
    };
    answer(desk, ask, said).await
}
