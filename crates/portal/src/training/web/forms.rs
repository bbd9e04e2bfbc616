//! What is done on a plan's pages: each form goes to the verb that the API calls too, and comes back as typed when it cannot be taken.

use axum::{extract::State as Shared, http::StatusCode, response::Response};
use base::{DocumentId, EntryId, PersonId, PlanId, SignOffId};
use domain::{
    refusal::{FieldErrors, Problem, Refusal},
    signoff::{BATCH_MAX, COUNT_MAX},
    text::Comment,
};
use web::{
    Form,
    page::{self, Ask},
};

use super::{
    plan,
    sheet::{Sent, Sheet, key},
};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    forms::{done_on, needed, new_key, wrong},
    logging,
    portal::{App, Call},
    repeats::{Answer, Once},
    show,
    signoff::{self, Advise, AttestUnasked, Credit, Recall, Register, Request, Withdraw},
    training::pages::plan::Pick,
};

/// `POST /plans/{plan}/requirements/{code}/entries`.
pub async fn register(sheet: Sheet) -> Result<Response> {
    sheet.sends(Sent::Register, entry, |made| format!("registered&entry={}", made.entry)).await
}

fn entry(at: &Sheet) -> Result<Register, FieldErrors> {
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
    caller: Caller,
    ask: Ask,
    At((plan, entry)): At<(PlanId, EntryId)>,
    form: Form,
) -> Result<Response> {
    let (plan, code) = named(&caller.call, About::Entry(plan, entry)).await?;
    let to_log = form.has("log");
    let sheet = Sheet { caller, ask, plan, code, form };
    let read = |sheet: &Sheet| Ok(Withdraw { call: sheet.call(), plan, entry });
    let done = sheet.sends(Sent::Register, read, |_| "withdrawn".into()).await?;
    let gone = done.status() == StatusCode::SEE_OTHER;
    Ok(if to_log && gone { page::see_other(&format!("/log/{plan}?did=withdrawn")) } else { done })
}

/// `POST /plans/{plan}/requirements/{code}/sign-offs`.
pub async fn request(sheet: Sheet) -> Result<Response> {
    sheet.sends(Sent::Send, asked, |_| "sent".into()).await
}

fn asked(at: &Sheet) -> Result<Request, FieldErrors> {
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
pub async fn recall(caller: Caller, ask: Ask, At(id): At<SignOffId>) -> Result<Response> {
    let (plan, code) = named(&caller.call, About::Request(id)).await?;
    let sheet = Sheet { caller, ask, plan, code, form: Form::default() };
    let read = |sheet: &Sheet| Ok(Recall { call: sheet.call(), request: id });
    sheet.sends(Sent::Send, read, |()| "recalled".into()).await
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
pub async fn attest(sheet: Sheet) -> Result<Response> {
    sheet.sends(Sent::Attest, vouch, |_| "attested".into()).await
}

/// `POST /plans/{plan}/requirements/{code}/marks`.
pub async fn mark(sheet: Sheet) -> Result<Response> {
    sheet.sends(Sent::Mark, vouch, |_| "marked".into()).await
}

fn vouch(at: &Sheet) -> Result<AttestUnasked, FieldErrors> {
    let mut errors = FieldErrors::default();
    let comment = errors.take("comment", Comment::read(at.form.value("comment")));
    // Asked for where it is counted, and then it is not guessed.
    let asked = at.form.has("count");
    let count = at.form.number("count", 1, COUNT_MAX).map_err(wrong);
    let count = errors.take(
        "count",
        count.and_then(|count| if asked && count.is_none() { Err(Problem::Required) } else { Ok(count) }),
    );
    errors.or_ok()?;
    let count = count.flatten().and_then(|count| u32::try_from(count).ok());
    Ok(AttestUnasked {
        call: at.call(),
        plan: at.plan,
        code: at.code.clone(),
        count,
        comment: comment.flatten(),
    })
}

/// `POST /plans/{plan}/requirements/{code}/credit`.
pub async fn credit(sheet: Sheet) -> Result<Response> {
    sheet.sends(Sent::Credit, credited, |_| "credited".into()).await
}

fn credited(at: &Sheet) -> Result<Credit, FieldErrors> {
    let mut errors = FieldErrors::default();
    let document = errors.take("document", needed(at.form.parsed::<DocumentId>("document")));
    let on = done_on(&at.form, "completed_on", at.caller.call.today);
    let on = errors.take("completed_on", on.and_then(|on| on.ok_or(Problem::Required)));
    let comment = errors.take("comment", Comment::read(at.form.value("comment")));
    errors.clone().or_ok()?;
    let (Some(document), Some(completed_on)) = (document, on) else { return Err(errors) };
    Ok(Credit {
        call: at.call(),
        plan: at.plan,
        code: at.code.clone(),
        document,
        completed_on,
        comment: comment.flatten(),
    })
}

/// `POST /plans/{plan}/requirements/{code}/advice`.
pub async fn advise(sheet: Sheet) -> Result<Response> {
    let read = |sheet: &Sheet| advice(sheet.call(), sheet.plan, vec![sheet.code.clone()], &sheet.form);
    sheet.sends(Sent::Advise, read, |_| "advised".into()).await
}

/// `POST /plans/{plan}/advice`: on several goals at once.
pub async fn advise_several(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(plan): At<PlanId>,
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
