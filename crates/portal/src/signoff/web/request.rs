//! One request in full, and the decision on it: approve or return, with one reason.

use axum::{extract::State as Shared, http::StatusCode, response::Response};
use base::SignOffId;
use domain::{
    access::{Act as Want, Role, Subject},
    refusal::{Problem, Refusal},
    signoff::State,
    text::Comment,
};
use web::{Fields, Form, page::Ask};

use super::{
    done::{receipt, was_decided},
    number,
    tray::{self, tray_page},
};
use crate::{
    access,
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    logging, people,
    portal::App,
    show,
    signoff::{
        Attest, Return, Waiting, grounded, open_request,
        pages::decide::{Decide, Now, decide},
        place_in_box, was_sent_to,
    },
    training, words,
};

/// `GET /sign-offs/{id}`: one request in full.
pub async fn show_request(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<SignOffId>,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    request_page(&desk, ask, id, StatusCode::OK, Fields::default(), None).await
}

/// `POST /sign-offs/{id}/attest`.
pub async fn attest(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<SignOffId>,
    form: Form,
) -> Result<Response> {
    let call = caller.call.clone();
    let outcome = match Comment::read(form.value("comment")) {
        Ok(comment) => app.does(Attest { call, request: id, comment }).await,
        Err(problem) => Err(Error::field("comment", problem)),
    };
    decided(caller, ask, (id, State::Attested), form, outcome.map(drop)).await
}

/// `POST /sign-offs/{id}/return`.
pub async fn send_back(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<SignOffId>,
    form: Form,
) -> Result<Response> {
    let call = caller.call.clone();
    let outcome = match Comment::required(form.value("comment")) {
        Ok(comment) => app.does(Return { call, request: id, comment }).await,
        Err(problem) => Err(Error::field("comment", problem)),
    };
    decided(caller, ask, (id, State::Returned), form, outcome).await
}

/// On to the receipt, also when the same reader presses the same again; or the request again, with what was typed and why not. What the reader may not know of stays unknown.
async fn decided(
    caller: Caller,
    ask: Ask,
    (id, state): (SignOffId, State),
    form: Form,
    outcome: Result<()>,
) -> Result<Response> {
    let Err(why) = outcome else { return Ok(receipt(&[id])) };
    let desk = Desk::of(caller).await?;
    let mut fields = form.fields();
    match why {
        Error::Refused(Refusal::AlreadyAttested | Refusal::WrongState(_))
            if was_decided(&desk.caller.call, id, state).await? =>
        {
            Ok(receipt(&[id]))
        }
        Error::Fields(errors) => {
            if errors.of("comment") == Some(&Problem::Required) {
                fields.mark("comment", words::signoff_decide_comment_needed(desk.caller.lang));
            }
            show::mark_all(desk.caller.lang, &mut fields, &errors);
            request_page(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, fields, None).await
        }
        Error::Refused(refusal) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
            request_page(&desk, ask, id, door::status(&refusal), fields, Some(refusal)).await
        }
        // It was sent to them once, so that it is no secret; what it says now is.
        Error::Refused(Refusal::NotFound) if sent_here(&desk, id).await? => {
            let ended = Some(fields.value("comment").trim().to_owned());
            tray_page(&desk, ask, StatusCode::FORBIDDEN, tray::Now { ended, ..tray::Now::default() }).await
        }
        other => Err(other),
    }
}

/// Whether a request was sent to the reader.
async fn sent_here(desk: &Desk, id: SignOffId) -> Result<bool> {
    let (app, reader) = (desk.caller.call.portal.clone(), desk.caller.call.actor);
    door::read(&app, move |c| Box::pin(was_sent_to(c, id, reader))).await
}

async fn request_page(
    desk: &Desk,
    ask: Ask,
    id: SignOffId,
    status: StatusCode,
    fields: Fields,
    refused: Option<Refusal>,
) -> Result<Response> {
    let opened = open(desk, id).await?;
    let say = desk.say_of(&opened.waiting.request.scheme);
    let Opened { waiting, official, now, position, entries, history, activities, sees_plan } = opened;
    let requirement = waiting.requirement().clone();
    let request = &waiting.request;
    let view = Decide {
        id,
        plan: request.plan,
        sees_plan,
        trainee: request.trainee_name.clone(),
        stage: say.stage(&request.stage),
        requested_at: request.requested_at,
        completed_on: request.completed_on,
        position,
        title: requirement.title,
        theme: requirement.theme,
        kind: requirement.kind,
        official,
        code: requirement.code,
        comment: request.comment.clone(),
        time: match (request.time_from, request.time_until, request.time_percent, request.time_place.clone())
        {
            (Some(from), Some(until), Some(percent), Some(place)) => Some((from, until, percent, place)),
            _ => None,
        },
        absence_percent: say.scheme.absence_certified(requirement.kind),
        advice: training::reading::advice(
            say.scheme,
            requirement.kind,
            waiting.advice.iter().cloned(),
            &waiting.awaited,
            None,
        ),
        activities,
        entries,
        history,
        now,
        reason_needed: waiting.reason_needed,
        fields,
        refused,
    };
    Ok(desk.page_with(status, &say, ask, None, decide(&say, &view)))
}

/// A request that may be seen, with all that its page shows.
struct Opened {
    waiting: Waiting,
    official: show::Official,
    now: Now,
    position: Option<(u32, u32)>,
    entries: Vec<show::EntryLine>,
    history: Vec<show::Happening>,
    activities: Vec<show::Activity>,
    sees_plan: bool,
}

/// Opens a request: leave, one row in the access log, then the whole ground.
async fn open(desk: &Desk, id: SignOffId) -> Result<Opened> {
    let call = desk.caller.call.clone();
    let (request, case) = open_request(&call, id).await?;
    let app = call.portal.clone();
    app.db
        .read(move |c| {
            Box::pin(async move {
                let state = State::of(&request.state);
                let standings = access::standings(c, call.actor, call.today, case.at()).await?;
                let policies = &call.portal.policies;
                let may = policies.decide(call.actor, Want::Attest, &case.subject(), &standings);
                let header = training::header(c, request.plan, call.today).await?.ok_or(Refusal::NotFound)?;
                let overview = training::overview(c, &call, &header).await?;
                let place = place_in_box(c, &call, id).await?;
                let position = place.map(|(at, all)| (number(at + 1), number(all)));
                let waiting = grounded(c, &call, vec![request]).await?.pop().ok_or(Refusal::NotFound)?;
                let official = training::reading::official(c, &waiting.book, waiting.place).await?;
                let now = match (state, may) {
                    (Some(State::Requested), Ok(permit)) => Now::Decide {
                        role: permit.role(),
                        on_behalf_of: match permit.on_behalf_of() {
                            Some(leader) => people::find(c, leader).await?.map(|one| one.name),
                            None => None,
                        },
                        blocked: waiting.blocked.clone(),
                    },
                    (Some(State::Requested), Err(denied)) => Now::Decide {
                        role: Role::Trainee,
                        on_behalf_of: None,
                        blocked: Some(Refusal::from(denied)),
                    },
                    (Some(State::Attested | State::Returned), _) => Now::Decided,
                    _ => Now::Recalled,
                };
                let mut entries = logging::of_request(c, id).await?;
                entries.sort_by_key(|one| std::cmp::Reverse(one.on));
                let entries = entries
                    .into_iter()
                    .map(|one| show::EntryLine {
                        on: one.on,
                        count: one.count,
                        comment: one.comment,
                        undo: None,
                        withdrawn: false,
                    })
                    .collect();
                let history =
                    training::reading::history(c, &call, waiting.request.plan, waiting.request.requirement)
                        .await?;
                let activities =
                    training::reading::activities(c, &overview, waiting.request.plan, waiting.place).await?;
                let subject = Subject::Plan {
                    scheme: &header.scheme,
                    setting: &header.setting,
                    trainee: header.trainee,
                };
                let sees_plan = policies.decide(call.actor, Want::SeePlan, &subject, &standings).is_ok();
                Ok(Opened { waiting, official, now, position, entries, history, activities, sees_plan })
            })
        })
        .await
}
