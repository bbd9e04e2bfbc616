//! One's own page, and the page of one's sessions and password.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use base::Day;
use domain::access::Role;
use serde::Deserialize;
use web::{
    Fields, Form, Lang,
    page::{self, Ask},
};

use crate::{
    audit,
    desk::Desk,
    door::Caller,
    error::{Error, Result},
    identifiers::{self, Held},
    people::{
        self, Over as HeldOver, SetPassword, Tenure, Via,
        pages::{
            me::{Held as HeldRole, Lent, Me, Over, me},
            sessions::{Device, Sessions, mark, sessions},
        },
        store,
    },
    portal::App,
    training::{self, Stage},
};

/// What may stand behind `/me?`.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// What was just saved.
    saved: Option<String>,
}

/// The most roles that the page lists.
const ROLES_MAX: i64 = 100;

/// `GET /me`.
pub async fn show_me(
    State(app): State<App>,
    caller: Caller,
    ask: Ask,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (call, via) = (caller.call.clone(), caller.actor.via);
    let found = app.db.read(move |c| {
        Box::pin(async move {
            let person = people::find(c, call.actor).await?;
            let tenures = people::tenures(c, call.actor, ROLES_MAX).await?;
            let stages = training::stages_of(c, call.actor, call.today).await?;
            let (lookers, _) = audit::lookers(c, call.actor).await?;
            let sessions = people::sessions_of(c, call.actor, call.now).await?;
            let numbers = identifiers::held(c, &call.portal, call.actor).await?;
            Ok::<_, Error>((person, (tenures, stages), numbers, lookers, sessions))
        })
    });
    let (person, (tenures, stages), numbers, look_ups, sessions) = found.await?;
    let lang = caller.lang;
    let numbers = numbers.into_iter().map(|held| number(&app, lang, &held)).collect();
    let here = sessions.iter().find(|session| via == Via::Session(session.hash));
    let (name, today, logged_in) = (
        caller.actor.name.clone(),
        caller.call.today,
        here.map_or(caller.call.now, |session| session.created_at),
    );
    let desk = Desk::of(caller).await?;
    let lent = |delegation: &people::Delegation| Lent {
        by: delegation.from_name.clone(),
        over: delegation.over_name.clone(),
        until: delegation.until_day,
    };
    let view = Me {
        name,
        email: person.and_then(|person| person.email),
        roles: roles(tenures, stages, today),
        lent: desk.delegations.iter().map(lent).collect(),
        places: desk.reader(None).places,
        numbers,
        logged_in,
        look_ups,
        trains: !desk.plans.is_empty(),
        language_saved: asked.saved.as_deref() == Some("language"),
    };
    let say = desk.say();
    Ok(desk.page(&say, ask, None, me(&say, &view)))
}

/// One of the reader's own numbers, in the words of whichever scheme knows it.
fn number(app: &App, lang: Lang, held: &Held) -> (String, Option<String>) {
    let called = app.schemes.values().find_map(|scheme| scheme.number_called(lang.code(), &held.kind.code));
    let called = web::format::capitalised(called.unwrap_or_default());
    let number = held.number.as_ref().ok();
    (called, number.map(|opened| held.kind.shown(&opened.number)))
}

/// The roles, those in force first, those that are over last. Who is in training is a trainee of each programme.
fn roles(tenures: Vec<Tenure>, stages: Vec<Stage>, today: Day) -> Vec<HeldRole> {
    let mut roles: Vec<HeldRole> = tenures
        .into_iter()
        .map(|Tenure { grant, ended_at }| HeldRole {
            role: grant.role,
            ended: ended_at.is_some() || grant.period.until.is_some_and(|until| until < today),
            from: grant.period.from,
            until: grant.period.until,
            over: match (grant.over, grant.over_name) {
                (HeldOver::Scheme, _) => Over::Scheme,
                (HeldOver::Portal, _) => Over::Portal,
                (HeldOver::Specialty(code), name) => Over::Named(name.unwrap_or(code)),
                (HeldOver::Organisation(_) | HeldOver::Person(_), name) => {
                    Over::Named(name.unwrap_or_default())
                }
            },
        })
        .collect();
    roles.extend(stages.into_iter().map(|stage| HeldRole {
        role: Role::Trainee,
        ended: stage.until < today,
        from: stage.from,
        until: Some(stage.until),
        over: Over::Named(stage.title),
    }));
    roles.sort_by_key(|role| (role.ended, role.role));
    roles
}

/// `GET /me/sessions`.
pub async fn show_sessions(
    State(app): State<App>,
    caller: Caller,
    ask: Ask,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let saved = asked.saved.as_deref() == Some("password");
    let view = Sessions { saved, ..Sessions::default() };
    sessions_page(&app, caller, ask, StatusCode::OK, view, None).await
}

/// `POST /me/password`.
pub async fn set_password(State(app): State<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let (current, new) = (form.value("current").to_owned(), form.value("new").to_owned());
    let set = SetPassword { person: caller.actor.person, current, new, via: caller.actor.via };
    match set.run(&app.db, &app.world, &app.logins).await {
        Ok(()) => Ok(page::see_other("/me/sessions?saved=password")),
        Err(Error::Fields(fields)) => {
            let wrong = fields.iter().next().map(|(name, _)| name);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            sessions_page(&app, caller, ask, status, Sessions::default(), wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn sessions_page(
    app: &App,
    caller: Caller,
    ask: Ask,
    status: StatusCode,
    view: Sessions,
    wrong: Option<&str>,
) -> Result<Response> {
    let (call, via) = (caller.call.clone(), caller.actor.via);
    let found = app.db.read(move |c| {
        Box::pin(async move {
            let sessions = people::sessions_of(c, call.actor, call.now).await?;
            let has_password = store::password(c, call.actor).await?.is_some();
            let tokens = people::tokens_of(c, call.actor, call.now).await?;
            Ok::<_, Error>((sessions, has_password, tokens))
        })
    });
    let (found, has_password, tokens) = found.await?;
    let device = |session: people::Session| Device {
        key: super::name_of(&session.hash),
        began: session.created_at,
        seen: session.seen_at,
        name: session.device,
        here: via == Via::Session(session.hash),
    };
    let desk = Desk::of(caller).await?;
    let say = desk.say();
    let mut fields = Fields::default();
    if let Some(field) = wrong {
        mark(&say, &mut fields, field);
    }
    let mut devices: Vec<Device> = found.into_iter().map(device).collect();
    devices.sort_by_key(|device| !device.here);
    let view = Sessions { devices, tokens, has_password, fields, ..view };
    Ok(desk.page_with(status, &say, ask, None, sessions(&say, &view)))
}
