//! What is done on a plan's pages: each form goes to the verb that the API calls too, and comes back as typed when it cannot be taken.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
    response::Response,
};
use base::{PersonId, PlanId, SignOffId};
use domain::{
    refusal::{FieldErrors, Problem, Refusal},
    signoff::{BATCH_MAX, COUNT_MAX},
    text::Comment,
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::{plan, requirement as page_of};
use crate::{
    desk::Desk,
    door::{self, Caller},
    error::{Error, Result},
    forms::{done_on, needed, wrong},
    people,
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show,
    signoff::{Advise, AttestUnasked, Recall, Register, Request, boxed},
    training::pages::plan::Pick,
};

/// Which of the page's forms was sent.
#[derive(Clone, Copy)]
enum Sent {
    Register,
    Send,
    Attest,
    Advise,
    Mark,
}

/// A requirement's page, and the form of it that was sent.
struct At {
    caller: Caller,
    ask: Ask,
    plan: PlanId,
    code: String,
    form: Form,
    sent: Sent,
}

impl At {
    fn path(&self) -> String {
        format!("/plans/{}/requirements/{}", self.plan, show::encoded(&self.code))
    }

    fn call(&self) -> Call {
        self.caller.call.clone()
    }

    /// A press that comes twice is done once.
    fn key(&self) -> Option<Key> {
        let body = ["on_date", "count", "comment", "to", "completed_on"]
            .map(|name| self.form.value(name))
            .join("\n");
        self.form.filled("key").and_then(|key| Key::new(key, &self.path(), body.as_bytes()))
    }

    /// Done: see the page again, which says so.
    fn done(&self, did: &str) -> Response {
        page::see_other(&format!("{}?did={did}", self.path()))
    }

    /// Not done: the page with what was typed, or with why not.
    async fn back(self, error: Error) -> Result<Response> {
        let (status, errors, refused) = match error {
            Error::Fields(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
            Error::Refused(refusal) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
                let status = door::status(&refusal);
                (status, FieldErrors::default(), Some(refusal))
            }
            other => return Err(other),
        };
        let mut fields = self.form.fields();
        show::mark_all(self.caller.lang, &mut fields, &errors);
        let typed = typed(self.sent, fields, refused);
        let desk = Desk::of(self.caller).await?;
        page_of::answer(&desk, self.ask, self.plan, &self.code, status, typed).await
    }
}

fn typed(sent: Sent, fields: Fields, refused: Option<Refusal>) -> page_of::Typed {
    let mut typed = page_of::Typed { refused, ..page_of::Typed::default() };
    match sent {
        Sent::Register => typed.register = Some(fields),
        Sent::Send => typed.send = Some(fields),
        Sent::Attest => typed.attest = Some(fields),
        Sent::Advise => typed.advise = Some(fields),
        Sent::Mark => typed.mark = Some(fields),
    }
    typed
}

/// `POST /plans/{plan}/requirements/{code}/entries`.
pub async fn register(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    let at = At { caller, ask, plan, code, form, sent: Sent::Register };
    let (call, key) = (at.call(), at.key());
    let work = match entry(&at) {
        Ok(work) => Once { call, key, work, answer: |_| Answer { status: 303, body: Vec::new() } },
        Err(errors) => return at.back(errors.into()).await,
    };
    match app.does(work).await {
        Ok(_) => Ok(at.done("registered")),
        Err(error) => at.back(error).await,
    }
}

fn entry(at: &At) -> Result<Register, FieldErrors> {
    let mut errors = FieldErrors::default();
    let today = at.caller.call.today;
    let on = errors.take("on_date", done_on(&at.form, "on_date", today));
    let count = errors.take("count", at.form.number("count", 1, COUNT_MAX).map_err(wrong));
    let comment = errors.take("comment", Comment::read(at.form.value("comment")));
    errors.or_ok()?;
    Ok(Register {
        call: at.call(),
        plan: at.plan,
        code: at.code.clone(),
        on: on.flatten().unwrap_or(today),
        count: u32::try_from(count.flatten().unwrap_or(1)).unwrap_or(1),
        comment: comment.flatten(),
    })
}

/// `POST /plans/{plan}/requirements/{code}/sign-offs`.
pub async fn request(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    let at = At { caller, ask, plan, code, form, sent: Sent::Send };
    let (call, key) = (at.call(), at.key());
    let (work, to) = match asked(&at) {
        Ok(work) => {
            let to = work.to;
            (Once { call, key, work, answer: |_| Answer { status: 303, body: Vec::new() } }, to)
        }
        Err(errors) => return at.back(errors.into()).await,
    };
    match app.does(work).await {
        Ok(_) => {
            let name = people::name_of(&app.db, to).await?.unwrap_or_default();
            Ok(at.done(&format!("sent&to={}", show::encoded(&name))))
        }
        Err(error) => at.back(error).await,
    }
}

fn asked(at: &At) -> Result<Request, FieldErrors> {
    let mut errors = FieldErrors::default();
    let to = needed(at.form.parsed::<PersonId>("to"));
    let to = errors.take("to", to);
    let completed_on = errors.take("completed_on", done_on(&at.form, "completed_on", at.caller.call.today));
    let comment = errors.take("comment", Comment::read(at.form.value("comment")));
    errors.clone().or_ok()?;
    let Some(to) = to else { return Err(errors) };
    Ok(Request {
        call: at.call(),
        plan: at.plan,
        code: at.code.clone(),
        to,
        entries: Vec::new(),
        completed_on: completed_on.flatten(),
        comment: comment.flatten(),
    })
}

/// `POST /sign-offs/{id}/recall`.
pub async fn recall(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<SignOffId>,
) -> Result<Response> {
    let call = caller.call.clone();
    let shelf = app.shelf.clone();
    let (plan, code) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let request = boxed(c, id).await?;
                let book = shelf.get(c, request.curriculum).await?;
                let code = book
                    .requirement(request.requirement)
                    .map(|one| one.code.clone())
                    .ok_or(Refusal::NotFound)?;
                Ok::<_, Error>((request.plan, code))
            })
        })
        .await?;
    let at = At { caller, ask, plan, code, form: Form::default(), sent: Sent::Send };
    match app.does(Recall { call, request: id }).await {
        Ok(()) => Ok(at.done("recalled")),
        Err(error) => at.back(error).await,
    }
}

/// `POST /plans/{plan}/requirements/{code}/attestations`.
pub async fn attest(
    shared: Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    vouch(shared, At { caller, ask, plan, code, form, sent: Sent::Attest }, "attested").await
}

/// `POST /plans/{plan}/requirements/{code}/marks`.
pub async fn mark(
    shared: Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    vouch(shared, At { caller, ask, plan, code, form, sent: Sent::Mark }, "marked").await
}

async fn vouch(Shared(app): Shared<App>, at: At, did: &str) -> Result<Response> {
    let comment = match Comment::read(at.form.value("comment")) {
        Ok(comment) => comment,
        Err(problem) => return at.back(Error::field("comment", problem)).await,
    };
    match app.does(AttestUnasked { call: at.call(), plan: at.plan, code: at.code.clone(), comment }).await {
        Ok(_) => Ok(at.done(did)),
        Err(error) => at.back(error).await,
    }
}

/// `POST /plans/{plan}/requirements/{code}/advice`.
pub async fn advise(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    let at = At { caller, ask, plan, code, form, sent: Sent::Advise };
    let work = match advice(at.call(), at.plan, vec![at.code.clone()], &at.form) {
        Ok(work) => work,
        Err(errors) => return at.back(errors.into()).await,
    };
    match app.does(work).await {
        Ok(_) => Ok(at.done("advised")),
        Err(error) => at.back(error).await,
    }
}

/// `POST /plans/{plan}/advice`: on several goals at once.
pub async fn advise_several(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(plan): Path<PlanId>,
    form: Form,
) -> Result<Response> {
    let mut codes: Vec<String> = form.all("requirements").map(str::to_owned).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(BATCH_MAX);
    let count = codes.len();
    let work = advice(caller.call.clone(), plan, codes, &form);
    let (error, fields) = match work {
        Ok(work) if !work.codes.is_empty() => match app.does(work).await {
            Ok(_) => return Ok(page::see_other(&format!("/plans/{plan}?did=advised&n={count}"))),
            Err(Error::Fields(errors)) => (errors, form.fields()),
            Err(error) => return plan::refused(caller, ask, plan, error).await,
        },
        Ok(_) => (FieldErrors::one("requirements", Problem::Required), form.fields()),
        Err(errors) => (errors, form.fields()),
    };
    let mut fields = fields;
    show::mark_all(caller.lang, &mut fields, &error);
    let desk = Desk::of(caller).await?;
    let how =
        plan::Answer { status: StatusCode::UNPROCESSABLE_ENTITY, pick: Some(Pick { fields }), refused: None };
    plan::answer(&desk, ask, plan, &Form::default(), how).await
}

fn advice(call: Call, plan: PlanId, codes: Vec<String>, form: &Form) -> Result<Advise, FieldErrors> {
    let mut errors = FieldErrors::default();
    let recommends = match form.value("recommends") {
        "yes" => Ok(true),
        "no" => Ok(false),
        "" => Err(Problem::Required),
        _ => Err(Problem::Unknown),
    };
    let recommends = errors.take("recommends", recommends);
    let meeting_on = errors.take("meeting_on", done_on(form, "meeting_on", call.today));
    let comment = Comment::read(form.value("comment")).and_then(|comment| match (&comment, recommends) {
        (None, Some(false)) => Err(Problem::Required),
        _ => Ok(comment),
    });
    let comment = errors.take("comment", comment);
    errors.or_ok()?;
    Ok(Advise {
        call,
        plan,
        codes,
        recommends: recommends.unwrap_or(true),
        comment: comment.flatten(),
        meeting_on: meeting_on.flatten(),
    })
}
