//! What the authority does with a case: it asks, and decides in two steps. Both stand in one form, so that what was written in the
//! other part is never lost.

use axum::{extract::State as Shared, http::StatusCode, response::Response};
use base::CaseId;
use domain::{
    refusal::{FieldErrors, Problem, Refusal},
    text::Comment,
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::{
    super::{
        AskBack, Decide, Weigh, open,
        pages::{self, Sure},
    },
    case::{Said, answer},
    comment, key,
};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    dossiers,
    error::{Error, Result},
    forms::done_on,
    portal::App,
    repeats::{Answer, Once},
    show,
};

/// Everything that the form holds, in its order.
const FIELDS: [&str; 6] = ["key", "seen", "granted", "on", "comment", "question"];

/// `POST /cases/{id}/question`. A press that comes twice counts once.
pub async fn question(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<CaseId>,
    form: Form,
) -> Result<Response> {
    let done = match asked(&form) {
        Ok(comment) => {
            let key = key(&form, &format!("/cases/{id}/question"), &["question"]);
            let work = AskBack { call: caller.call.clone(), case: id, comment };
            let answer = |()| Answer { status: 303, body: Vec::new() };
            app.does(Once { call: caller.call.clone(), key, work, answer })
                .await
                .map(drop)
                .map_err(of_question)
        }
        Err(errors) => Err(errors.into()),
    };
    if done.is_ok() && ["granted", "comment"].iter().any(|name| form.filled(name).is_some()) {
        // Half a decision stands there: it stays, which an address could not carry.
        let kept = ["granted", "on", "comment"].map(|name| (name, form.value(name)));
        let said = Said { fields: Fields::with(&kept), did: Some("asked".to_owned()), ..Said::default() };
        return answer(caller, ask, id, said).await;
    }
    on_or_back(caller, ask, (id, "asked"), form, done).await
}

/// The question's words stand in a field of another name here: beside them on the page stand those of a decision.
fn of_question(error: Error) -> Error {
    match &error {
        Error::Fields(fields) => match fields.of("comment") {
            Some(why) => Error::field("question", why.clone()),
            None => error,
        },
        _ => error,
    }
}

/// The words of the question, in the field of that name.
fn asked(form: &Form) -> std::result::Result<Comment, FieldErrors> {
    let mut errors = FieldErrors::default();
    let text = comment(form, "question").and_then(|text| text.ok_or(Problem::Required));
    errors.take("question", text).ok_or(errors)
}

/// `POST /cases/{id}/decision`: first what would be decided is shown in words, then it is done. A press that comes twice counts once.
pub async fn decide(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<CaseId>,
    form: Form,
) -> Result<Response> {
    let step = form.value("step").to_owned();
    if step == "change" {
        return answer(caller, ask, id, Said { fields: form.fields(), ..Said::default() }).await;
    }
    let done = match wanted(&caller, id, &form) {
        Ok(work) if step == "decide" => {
            let key = key(&form, &format!("/cases/{id}/decision"), &["granted", "on", "comment"]);
            let answer = |()| Answer { status: 303, body: Vec::new() };
            app.does(Once { call: caller.call.clone(), key, work, answer }).await.map(drop)
        }
        Ok(work) => match app.does(Weigh(work.clone())).await {
            Ok(()) => return sure(caller, ask, &work, &form).await,
            Err(error) => Err(error),
        },
        Err(errors) => Err(errors.into()),
    };
    on_or_back(caller, ask, (id, "decided"), form, done).await
}

fn wanted(caller: &Caller, case: CaseId, form: &Form) -> std::result::Result<Decide, FieldErrors> {
    let mut errors = FieldErrors::default();
    let granted = match form.value("granted") {
        "granted" => Ok(true),
        "refused" => Ok(false),
        _ => Err(Problem::Required),
    };
    let granted = errors.take("granted", granted);
    let on = done_on(form, "on", caller.call.today).and_then(|on| on.ok_or(Problem::Required));
    let on = errors.take("on", on);
    let comment = errors.take("comment", comment(form, "comment"));
    let seen = form.parsed("seen").map_err(|_| Problem::NotANumber);
    let seen = errors.take("seen", seen.and_then(|seen| seen.ok_or(Problem::Required)));
    if granted == Some(false) && comment.as_ref().is_some_and(Option::is_none) {
        errors.note("comment", Problem::Required);
        return Err(errors);
    }
    match (granted, on, comment, seen) {
        (Some(granted), Some(on), Some(comment), Some(seen)) => {
            // What the page said that asked whether one is sure.
            let fell = form.filled("fell").map(|fell| fell == "yes");
            Ok(Decide { call: caller.call.clone(), case, granted, seen: Some(seen), fell, on, comment })
        }
        _ => Err(errors),
    }
}

/// What would be decided, in words, with one button that does it.
async fn sure(caller: Caller, ask: Ask, work: &Decide, form: &Form) -> Result<Response> {
    let case = open(&caller.call, work.case, caller.actor.scope).await?;
    let desk = Desk::of(caller).await?;
    let say = desk.say_of(&case.sent.scheme);
    // A dossier that cannot be read now is told on the case's own page.
    let newest = case.dossiers().pop().unwrap_or(case.sent.dossier);
    let content = dossiers::content_of(&desk.caller.call.portal, newest).await.ok();
    let follows =
        content.is_some_and(|content| content.result.lines.iter().any(|line| line.follows && !line.met));
    let view = Sure {
        fell: dossiers::has_fallen(&desk.caller.call, newest).await?,
        follows,
        id: work.case,
        number: case.sent.number.clone(),
        trainee: case.sent.trainee_name.clone(),
        kind: say.applied_for(&case.sent.kind),
        granted: work.granted,
        on: work.on,
        comment: work.comment.as_ref().map(|comment| comment.as_str().to_owned()),
        typed: FIELDS.iter().map(|name| ((*name).to_owned(), form.value(name).to_owned())).collect(),
    };
    Ok(desk.page(&say, ask, None, pages::sure(&say, &view)))
}

/// On to the page that says what was done, or back to the form with why not.
async fn on_or_back(
    caller: Caller,
    ask: Ask,
    (id, did): (CaseId, &str),
    form: Form,
    done: Result<()>,
) -> Result<Response> {
    let mut fields = form.fields();
    let said = match done {
        Ok(()) => return Ok(page::see_other(&format!("/cases/{id}?did={did}"))),
        Err(Error::Fields(errors)) => {
            show::mark_all(caller.lang, &mut fields, &errors);
            Said { status: StatusCode::UNPROCESSABLE_ENTITY, fields, ..Said::default() }
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::NotLoggedIn | Refusal::NotFound) => {
            Said { status: door::status(&refusal), fields, refused: Some(refusal), ..Said::default() }
        }
        Err(other) => return Err(other),
    };
    answer(caller, ask, id, said).await
}
