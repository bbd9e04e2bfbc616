//! Every door into the portal: who knocks, and how an error leaves. Pages and API come in and go out here alike.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Path},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::refusal::{FieldErrors, Refusal};
use serde::{Deserialize, de::DeserializeOwned};
use web::{Lang, Problem, cookie::Token, problem::Challenge};

use crate::{
    error::{Error, Result},
    identifiers,
    people::{self, Actor, Scope, Touch, Via},
    portal::{App, Call},
};

/// Somebody who is logged in, and the call they make.
#[derive(Clone)]
pub struct Caller {
    /// What verbs need.
    pub call: Call,
    /// Who, and by which door.
    pub actor: Actor,
    /// The language they read.
    pub lang: Lang,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let actor = knock(&parts.headers, app).await?.ok_or(Refusal::NotLoggedIn)?;
        let chosen = actor.language.as_deref().and_then(Lang::from_code);
        let lang = chosen.unwrap_or_else(|| Lang::of_request(&parts.headers, app.lang));
        web::front::tell_lang(&parts.extensions, lang);
        if actor.scope != Scope::Write && !is_safe(&parts.method) {
            return Err(Refusal::ReadsOnly.into());
        }
        Ok(Self { call: Call::new(app, actor.person), actor, lang })
    }
}

impl OptionalFromRequestParts<App> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>> {
        match <Self as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(caller) => Ok(Some(caller)),
            Err(Error::Refused(Refusal::NotLoggedIn)) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

/// Who knocks: a bearer token before a session's cookie.
async fn knock(headers: &HeaderMap, app: &App) -> Result<Option<Actor>> {
    let now = app.world.now();
    if let Some(bearer) = headers.get(header::AUTHORIZATION) {
        let text = bearer.to_str().ok().and_then(|text| text.split_once(' '));
        // The name of the way in is the same in any case (RFC 9110, 11.1).
        let text = text.filter(|(way, _)| way.eq_ignore_ascii_case("bearer"));
        let Some(token) = text.and_then(|(_, text)| Token::read(text.trim())) else { return Ok(None) };
        let digest = token.digest();
        return Ok(app
            .db
            .read(move |c| Box::pin(async move { people::actor_of_token(c, &digest, now).await }))
            .await?);
    }
    let Some(token) = app.cookie.read(headers) else { return Ok(None) };
    let digest = token.digest();
    let found = app
        .db
        .read(move |c| Box::pin(async move { people::actor_of_session(c, &digest, now).await }))
        .await?;
    let Some((actor, stale)) = found else { return Ok(None) };
    if stale && let Via::Session(session) = actor.via {
        // A full disk must not stop anybody from reading.
        if let Err(fault) = app.db.write(Touch { session, at: now }).await {
            tracing::warn!("The use of a session could not be noted: {fault}");
        }
    }
    Ok(Some(actor))
}

/// The language of whoever knocks, if they are somebody and have chosen one.
pub async fn language(headers: HeaderMap, app: App) -> Option<Lang> {
    let actor = knock(&headers, &app).await.ok().flatten()?;
    actor.language.as_deref().and_then(Lang::from_code)
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The language in which a page or a paper is asked for in its address: `?lang=da`.
#[derive(Debug, Deserialize)]
pub struct InLanguage {
    lang: Option<String>,
}

impl InLanguage {
    /// It, if it is one of ours.
    pub fn named(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(Lang::from_code)
    }
}

/// What a path names. What cannot be a name of anything is not found.
pub struct At<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let found = <Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        found.map(|Path(named)| Self(named)).map_err(|_| Refusal::NotFound.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        problem(self).into_response()
    }
}

/// An error as it leaves: `web::front` makes a page of it for readers.
pub fn problem(error: Error) -> Problem {
    match error {
        Error::Refused(refusal) => refused(&refusal),
        Error::Fields(fields) => wrong(&fields),
        Error::Fault(cause) => match cause.downcast_ref::<db::Fault>() {
            Some(db::Fault::Unavailable(_)) => {
                tracing::error!("the database is not available: {cause:#}");
                Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(2)
            }
            // It is there, and whoever runs the portal puts the key back: no bug, and nothing to try again in a moment.
            _ if identifiers::is_key_missing(&cause) => {
                tracing::error!("what is hidden cannot be read: {cause:#}");
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unreadable")
            }
            _ => Problem::fault(format_args!("{cause:#}")),
        },
    }
}

/// Whether it is only that the database does not answer just now.
pub fn is_unavailable(error: &Error) -> bool {
    let Error::Fault(cause) = error else { return false };
    matches!(cause.downcast_ref::<db::Fault>(), Some(db::Fault::Unavailable(_)))
}

/// The status that says the same as a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).expect("our statuses are three figures")
}

fn refused(refusal: &Refusal) -> Problem {
    let problem = Problem::new(status(refusal), refusal.code());
    match refusal {
        Refusal::TooEarly { opens } => problem.fact("opens", opens.to_string()),
        Refusal::AwaitingAdvice { missing } => problem.fact("missing", missing.clone()),
        Refusal::WrongState(instead) => problem.fact("instead", instead.code()),
        Refusal::RecordNotReady => problem.fact("of", "record"),
        Refusal::NoLongerStands => problem.fact("of", "dossier"),
        Refusal::TooMany { retry_after } => problem.retry_after(*retry_after),
        Refusal::ReadsOnly => problem.challenge(Challenge::Wider).fact("scope", Scope::Read.code()),
        Refusal::NotLoggedIn
        | Refusal::NotFound
        | Refusal::NotEntitled
        | Refusal::AlreadyAttested
        | Refusal::AlreadyRequested
        | Refusal::NotReady
        | Refusal::SamePerson
        | Refusal::KeyReused
        | Refusal::InFlight => problem,
    }
}

fn wrong(fields: &FieldErrors) -> Problem {
    let start = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields");
    fields.iter().fold(start, |problem, (name, wrong)| problem.field(name.to_owned(), wrong.code()))
}

/// Reads for a page or an answer: the statements run on one connection.
pub async fn read<T, F>(app: &Arc<crate::portal::Portal>, work: F) -> Result<T>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut db::Conn) -> futures_util::future::BoxFuture<'c, Result<T>> + Send + 'static,
{
    app.db.read(work).await
}
