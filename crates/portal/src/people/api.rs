//! JSON doors to oneself: person, roles, language, sessions, password; and to delegations of the right to approve.

mod grants;
mod tokens;

use axum::{extract::State, http::StatusCode, response::Response};
use base::{Day, DelegationId, OrganisationId, PersonId};
use domain::refusal::{Problem, Refusal};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Lang;

pub(crate) use grants::*;
pub(crate) use tokens::*;

use super::{
    ChooseLanguage, Delegation, EndDelegation, EndOtherSessions, EndSession, Grant, LendApproval, Over,
    SetPassword, TokenHash, Via,
};
use crate::{
    api::{
        Asked, At, Cursor, Date, FromBody, Items, NewId, Person, Query, Reader, Time, created, day, gone, ok,
        once, parsed, said, string,
    },
    door::{self, Caller},
    error::Result,
    portal::App,
    training::{self, Stage},
};

/// Who is logged in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    person: Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// `da`, `nb`, `nn` or `en`; null until chosen.
    language: Option<String>,
    /// The roles held today. Who is in training has the role `trainee` over each programme.
    grants: Vec<GrantLine>,
    /// The right to approve that others lent the caller, as far as it gives something today.
    delegations: Vec<LentLine>,
    /// `read` or `write`.
    #[schema(value_type = String)]
    scope: &'static str,
}

/// The right to approve, lent by a leader for a time.
#[derive(Serialize, ToSchema)]
pub(crate) struct LentLine {
    id: Uuid,
    /// The leader for whom the caller approves.
    on_behalf_of: Person,
    scheme: String,
    over: OverWhat,
    from: Date,
    until: Date,
}

impl LentLine {
    fn of(one: Delegation) -> Self {
        Self {
            id: one.id.uuid(),
            on_behalf_of: Person::new(one.from, one.from_name),
            scheme: one.scheme,
            over: OverWhat::unit(one.over, one.over_name),
            from: Date(one.from_day),
            until: Date(one.until_day),
        }
    }
}

/// A role over something for a time.
#[derive(Serialize, ToSchema)]
pub(crate) struct GrantLine {
    #[schema(value_type = String)]
    role: &'static str,
    scheme: String,
    over: OverWhat,
    from: Date,
    until: Option<Date>,
}

/// What a role is over.
#[derive(Serialize, ToSchema)]
pub(crate) struct OverWhat {
    /// `organisation`, `person`, `programme`, `specialty`, `scheme` or `portal`.
    #[schema(value_type = String)]
    kind: &'static str,
    /// An id; of a specialty or scheme its code.
    id: Option<String>,
    name: Option<String>,
}

impl OverWhat {
    fn unit(id: OrganisationId, name: String) -> Self {
        Self { kind: "organisation", id: Some(id.to_string()), name: Some(name) }
    }
}

impl GrantLine {
    fn of(grant: Grant) -> Self {
        let (id, name) = match &grant.over {
            Over::Organisation(id) => (Some(id.to_string()), grant.over_name),
            Over::Person(id) => (Some(id.to_string()), grant.over_name),
            Over::Specialty(code) => (Some(code.clone()), Some(code.clone())),
            Over::Scheme => (Some(grant.scheme.clone()), None),
            Over::Portal => (None, None),
        };
        Self {
            role: grant.role.code(),
            scheme: grant.scheme,
            over: OverWhat { kind: grant.over.kind(), id, name },
            from: Date(grant.period.from),
            until: grant.period.until.map(Date),
        }
    }
    fn in_training(stage: Stage) -> Self {
        let over =
            OverWhat { kind: "programme", id: Some(stage.programme.to_string()), name: Some(stage.title) };
        Self {
            role: "trainee",
            scheme: stage.scheme,
            over,
            from: Date(stage.from),
            until: Some(Date(stage.until)),
        }
    }
}

/// Who is logged in, in which language and roles.
#[utoipa::path(get, path = "/api/v1/me", tag = "people", responses((status = 200, body = Me)))]
pub(crate) async fn me(State(app): State<App>, caller: Caller) -> Result<Response> {
    let (person, today) = (caller.call.actor, caller.call.today);
    let (found, grants, lent, stages) = door::read(&app, move |c| {
        Box::pin(async move {
            let found = super::find(c, person).await?;
            Ok((
                found,
                super::grants_of(c, person, today).await?,
                super::running_delegations_to(c, person, today).await?,
                training::stages_of(c, person, today).await?,
            ))
        })
    })
    .await?;
    let now = stages.into_iter().filter(|stage| stage.from <= today && today <= stage.until);
    let grants = grants.into_iter().map(GrantLine::of).chain(now.map(GrantLine::in_training)).collect();
    Ok(ok(&Me {
        person: Person::new(person, caller.actor.name),
        email: found.and_then(|found| found.email),
        language: caller.actor.language,
        grants,
        delegations: lent.into_iter().map(LentLine::of).collect(),
        scope: caller.actor.scope.code(),
    }))
}

/// A language.
#[derive(ToSchema)]
pub(crate) struct Language {
    /// `da`, `nb`, `nn` or `en`.
    #[schema(value_type = String)]
    language: Lang,
}

impl FromBody for Language {
    fn read(reader: &mut Reader) -> Option<Self> {
        let known = |value: Value| Lang::from_code(&string(value)?).ok_or(Problem::Unknown.code());
        Some(Self { language: reader.need("language", known)? })
    }
}

/// A language that was chosen.
#[derive(Serialize, ToSchema)]
pub(crate) struct Chosen {
    #[schema(value_type = String)]
    language: &'static str,
}

/// Choose the language that is remembered.
#[utoipa::path(post, path = "/api/v1/me/language", tag = "people", request_body = Language,
    responses((status = 200, body = Chosen)))]
pub(crate) async fn choose_language(caller: Caller, asked: Asked<Language>) -> Result<Response> {
    let language = asked.body.language;
    let work = ChooseLanguage { person: caller.call.actor, language };
    let answer = move |()| said(StatusCode::OK, &Chosen { language: language.code() });
    once(&caller, asked.key, work, answer).await
}

/// A password, as typed.
#[derive(ToSchema)]
pub(crate) struct NewPassword {
    /// The one in force, when there is one.
    current: Option<String>,
    new: String,
}

impl FromBody for NewPassword {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (current, new) = (reader.may("current", string), reader.need("new", string));
        Some(Self { current, new: new? })
    }
}

/// Set one's password. Every other session and token ends.
#[utoipa::path(post, path = "/api/v1/me/password", tag = "people", request_body = NewPassword,
    responses((status = 204, description = "Set")))]
pub(crate) async fn set_password(
    State(app): State<App>,
    caller: Caller,
    asked: Asked<NewPassword>,
) -> Result<Response> {
    let NewPassword { current, new } = asked.body;
    let set = SetPassword {
        person: caller.call.actor,
        current: current.unwrap_or_default(),
        new,
        via: caller.actor.via,
    };
    set.run(&app.db, &app.world, &app.logins).await?;
    Ok(gone())
}

/// A browser's session.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionLine {
    /// Its name, which opens nothing.
    id: String,
    created_at: Time,
    /// To the minute.
    seen_at: Time,
    /// What the browser said it is: `Firefox, Windows`.
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<String>,
    /// Whether this call came through it.
    current: bool,
}

/// One's own live sessions, newest first.
#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "people",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)), responses((status = 200, body = Items<SessionLine>)))]
pub(crate) async fn sessions(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let (person, now) = (caller.call.actor, caller.call.now);
    let all =
        door::read(&app, move |c| Box::pin(async move { Ok(super::sessions_of(c, person, now).await?) }));
    let line = |one: super::Session| SessionLine {
        id: super::web::name_of(&one.hash),
        created_at: Time(one.created_at),
        seen_at: Time(one.seen_at),
        device: one.device,
        current: caller.actor.via == Via::Session(one.hash),
    };
    let place = |one: &super::Session| {
        let mut place = Cursor::at(one.created_at, Uuid::nil()).falling();
        place.key.extend(one.hash);
        place
    };
    Ok(ok(&Items::page(all.await?, &page, place).map(line)))
}

/// End one of one's own sessions. Ending what has ended is no error.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{session}", tag = "people", params(("session" = String, Path)),
    responses((status = 204, description = "Ended")))]
pub(crate) async fn end_session(caller: Caller, At(session): At<String>) -> Result<Response> {
    let session: TokenHash = super::web::named(&session).ok_or(Refusal::NotFound)?;
    caller.call.portal.does(EndSession { person: caller.call.actor, session }).await?;
    Ok(gone())
}

/// End every one of one's own sessions but the one this call came through; with a token, all of them.
#[utoipa::path(delete, path = "/api/v1/me/sessions", tag = "people",
    responses((status = 204, description = "Ended")))]
pub(crate) async fn end_other_sessions(caller: Caller) -> Result<Response> {
    let keep = match caller.actor.via {
        Via::Session(hash) => hash,
        // No session has this digest: nothing is known that hashes to it.
        Via::Token(_) => [0; 32],
    };
    caller.call.portal.does(EndOtherSessions { person: caller.call.actor, keep }).await?;
    Ok(gone())
}

/// A delegation of the right to approve.
#[derive(Serialize, ToSchema)]
pub(crate) struct DelegationLine {
    id: Uuid,
    /// The leader.
    by: Person,
    /// The delegate.
    to: Person,
    over: OverWhat,
    from: Date,
    until: Date,
}

/// Delegations given or got that are neither over nor ended.
#[utoipa::path(get, path = "/api/v1/delegations", tag = "people",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)), responses((status = 200, body = Items<DelegationLine>)))]
pub(crate) async fn delegations(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let (person, today) = (caller.call.actor, caller.call.today);
    let all = door::read(&app, move |c| {
        Box::pin(async move { Ok(super::delegations_of(c, person, today).await?) })
    });
    let line = |one: Delegation| DelegationLine {
        id: one.id.uuid(),
        by: Person::new(one.from, one.from_name),
        to: Person::new(one.to, one.to_name),
        over: OverWhat::unit(one.over, one.over_name),
        from: Date(one.from_day),
        until: Date(one.until_day),
    };
    let place = |one: &Delegation| Cursor::by(&[&one.until_day.to_string()], one.id.uuid());
    Ok(ok(&Items::page(all.await?, &page, place).map(line)))
}

/// A delegation about to be given.
#[derive(ToSchema)]
pub(crate) struct NewDelegation {
    /// The delegate.
    #[schema(value_type = Uuid)]
    to: PersonId,
    /// The unit: its id, or `{kind: "organisation", id}` as a grant has it.
    #[schema(value_type = Uuid)]
    over: OrganisationId,
    /// The first day, today or later.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    until: Day,
}

impl FromBody for NewDelegation {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (to, over) = (reader.need("to", parsed), reader.need("over", unit));
        let (from, until) = (reader.need("from", day), reader.need("until", day));
        Some(Self { to: to?, over: over?, from: from?, until: until? })
    }
}

fn unit(value: Value) -> Result<OrganisationId, &'static str> {
    match value {
        Value::Object(mut over) => {
            let kind = over.remove("kind").is_none_or(|kind| kind == "organisation");
            if kind { parsed(over.remove("id").unwrap_or_default()) } else { Err(Problem::Unknown.code()) }
        }
        plain => parsed(plain),
    }
}

/// Lend the right to approve, in a unit and for a time.
#[utoipa::path(post, path = "/api/v1/delegations", tag = "people", request_body = NewDelegation,
    responses((status = 201, body = NewId)))]
pub(crate) async fn delegate(caller: Caller, asked: Asked<NewDelegation>) -> Result<Response> {
    let NewDelegation { to, over, from, until } = asked.body;
    let work = LendApproval { call: caller.call.clone(), to, over, from, until };
    once(&caller, asked.key, work, |id: DelegationId| created(&NewId { id: id.uuid() })).await
}

/// Take a delegation back, or give it back. From this moment it gives nothing.
#[utoipa::path(delete, path = "/api/v1/delegations/{id}", tag = "people", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Ended")))]
pub(crate) async fn end_delegation(caller: Caller, At(id): At<DelegationId>) -> Result<Response> {
    caller.call.portal.does(EndDelegation { call: caller.call.clone(), id }).await?;
    Ok(gone())
}
