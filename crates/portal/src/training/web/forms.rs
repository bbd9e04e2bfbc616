//! What is done on a plan's pages: each form goes to the verb that the API calls too, and comes back as typed when it cannot be taken.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
    response::Response,
};
use base::{EntryId, PersonId, PlanId, SignOffId};
use db::Work;
use domain::{
    refusal::{FieldErrors, Problem, Refusal},
    signoff::{BATCH_MAX, COUNT_MAX},
    text::Comment,
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::{
    plan,
    requirement::{self as page_of, Typed},
};
use crate::{
    desk::Desk,
    door::{self, Caller},
    error::{Error, Result},
    forms::{done_on, needed, new_key, wrong},
    logging,
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show,
    signoff::{self, Advise, AttestUnasked, Recall, Register, Request, Withdraw},
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
        let names = ["on_date", "count", "comment", "to", "completed_on", "recommends", "meeting_on"];
        key(&self.form, &self.path(), &names)
    }

    /// The goal on whose page an activity's button was pressed: that is the page to come back to.
    fn from(&self) -> Option<&str> {
        self.form.filled("from")
    }

    /// Done: see the page again, which says so.
    fn done(&self, did: &str) -> Response {
        let code = show::encoded(self.from().unwrap_or(&self.code));
        page::see_other(&format!("/plans/{}/requirements/{code}?did={did}", self.plan))
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
        let (code, typed) = match (self.from(), refused) {
            (Some(goal), refused @ Some(_)) => (goal.to_owned(), Typed { refused, ..Typed::default() }),
            (_, refused) => {
                let mut fields = self.form.clone().fields();
                show::mark_all(self.caller.lang, &mut fields, &errors);
                (self.code, typed(self.sent, fields, refused))
            }
        };
        let desk = Desk::of(self.caller).await?;
        page_of::answer(&desk, self.ask, self.plan, &code, status, typed).await
    }

    /// Reads the form, calls the verb once however often it was pressed, and shows the page again. `did` says what was done.
    async fn sends<W: Work<Error = Error>>(
        self,
        app: &App,
        read: impl FnOnce(&Self) -> Result<W, FieldErrors>,
        did: fn(W::Done) -> String,
    ) -> Result<Response> {
        let (call, key) = (self.call(), self.key());
        let work = match read(&self) {
            Ok(work) => work,
            Err(errors) => return self.back(errors.into()).await,
        };
        let answer = move |done| Answer { status: 303, body: did(done).into_bytes() };
        match app.does(Once { call, key, work, answer }).await {
            Ok(answer) => Ok(self.done(&String::from_utf8_lossy(&answer.body))),
            Err(error) => self.back(error).await,
        }
    }
}

/// The key of a form, good for these fields as they were typed.
fn key(form: &Form, path: &str, names: &[&str]) -> Option<Key> {
    let body: Vec<&str> = names.iter().flat_map(|name| form.all(name)).collect();
    form.filled("key").and_then(|key| Key::new(key, path, body.join("\n").as_bytes()))
}

fn typed(sent: Sent, fields: Fields, refused: Option<Refusal>) -> Typed {
    let mut typed = Typed { refused, ..Typed::default() };
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
    at.sends(&app, entry, |made| format!("registered&entry={}", made.entry)).await
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

/// `POST /plans/{plan}/entries/{entry}/withdraw`: from the requirement's page, from a goal's, or from the log.
pub async fn withdraw(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, entry)): Path<(PlanId, EntryId)>,
    form: Form,
) -> Result<Response> {
    let (plan, code) = named(&caller.call, About::Entry(plan, entry)).await?;
    let to_log = form.has("log");
    let at = At { caller, ask, plan, code, form, sent: Sent::Register };
    let done =
        at.sends(&app, |at| Ok(Withdraw { call: at.call(), plan, entry }), |_| "withdrawn".into()).await?;
    let gone = done.status() == StatusCode::SEE_OTHER;
    Ok(if to_log && gone { page::see_other(&format!("/log/{plan}?did=withdrawn")) } else { done })
}

/// `POST /plans/{plan}/requirements/{code}/sign-offs`.
pub async fn request(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    At { caller, ask, plan, code, form, sent: Sent::Send }.sends(&app, asked, |_| "sent".into()).await
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
    let (plan, code) = named(&caller.call, About::Request(id)).await?;
    let at = At { caller, ask, plan, code, form: Form::default(), sent: Sent::Send };
    at.sends(&app, |at| Ok(Recall { call: at.call(), request: id }), |()| "recalled".into()).await
}

/// What a button is about whose address names no requirement.
enum About {
    Entry(PlanId, EntryId),
    Request(SignOffId),
}

/// The plan and the code of the requirement: where a refusal of the verb is to be read.
async fn named(call: &Call, about: About) -> Result<(PlanId, String)> {
    let call = call.clone();
    let app = call.portal.clone();
    door::read(&app, move |c| {
        Box::pin(async move {
            let (plan, requirement) = match about {
                About::Entry(plan, entry) => {
                    let line = logging::find(c, plan, entry).await?.ok_or(Refusal::NotFound)?;
                    (plan, line.requirement)
                }
                About::Request(id) => {
                    let request = signoff::boxed(c, id).await?;
                    (request.plan, request.requirement)
                }
            };
            let case = signoff::case_of(c, &call, plan, requirement).await?;
            Ok((plan, case.named.code))
        })
    })
    .await
}

/// `POST /plans/{plan}/requirements/{code}/attestations`.
pub async fn attest(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    At { caller, ask, plan, code, form, sent: Sent::Attest }.sends(&app, vouch, |_| "attested".into()).await
}

/// `POST /plans/{plan}/requirements/{code}/marks`.
pub async fn mark(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    form: Form,
) -> Result<Response> {
    At { caller, ask, plan, code, form, sent: Sent::Mark }.sends(&app, vouch, |_| "marked".into()).await
}

fn vouch(at: &At) -> Result<AttestUnasked, FieldErrors> {
    let comment = Comment::read(at.form.value("comment"));
    let comment = comment.map_err(|problem| FieldErrors::one("comment", problem))?;
    Ok(AttestUnasked { call: at.call(), plan: at.plan, code: at.code.clone(), comment })
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
    let read = |at: &At| advice(at.call(), at.plan, vec![at.code.clone()], &at.form);
    at.sends(&app, read, |_| "advised".into()).await
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
    let call = caller.call.clone();
    let key = key(&form, &format!("/plans/{plan}"), &["requirements", "recommends", "comment", "meeting_on"]);
    let work = advice(call.clone(), plan, codes, &form);
    let once = |work| Once { call, key, work, answer: |_| Answer { status: 303, body: Vec::new() } };
    let (error, fields) = match work {
        Ok(work) if !work.codes.is_empty() => match app.does(once(work)).await {
            Ok(_) if form.value("from") == "tray" => {
                return Ok(page::see_other(&format!("/sign-offs?advised={count}")));
            }
            Ok(_) => return Ok(page::see_other(&format!("/plans/{plan}?did=advised&n={count}"))),
            Err(Error::Fields(errors)) => (errors, form.clone().fields()),
            Err(error) => {
                let pick = Some(Pick { fields: form.clone().fields(), key: new_key(&caller.call) });
                return plan::refused(caller, ask, plan, error, &form, pick).await;
            }
        },
        Ok(_) => (FieldErrors::one("requirements", Problem::Required), form.clone().fields()),
        Err(errors) => (errors, form.clone().fields()),
    };
    let mut fields = fields;
    show::mark_all(caller.lang, &mut fields, &error);
    let desk = Desk::of(caller).await?;
    let how = plan::Answer {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        pick: Some(Pick { fields, key: new_key(&desk.caller.call) }),
        refused: None,
    };
    plan::answer(&desk, ask, plan, &form, how).await
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
