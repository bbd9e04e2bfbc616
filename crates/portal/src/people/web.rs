//! Doors of the ways in and out: log-in page, password, link, persona, language, sessions. What is decided is in `login` and `sessions`.

mod delegations;
mod me;
mod roles;

pub use delegations::{end as end_delegation, lend, show as show_delegations};
pub use roles::{
    end as end_role, give as give_role, show as show_roles, show_end as show_end_role,
    show_new as show_new_role,
};

use axum::{
    Extension, Json,
    extract::{OriginalUri, Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use base::TokenId;
use domain::refusal::{Instead, Problem, Refusal};
use serde::{Deserialize, Serialize};
use web::{
    Fields, Form, Lang,
    cookie::Token,
    device,
    page::{self, Ask},
};

use super::{
    ABSOLUTE_SECONDS, ChooseLanguage, EndOtherSessions, EndSession, EndToken, MakeToken, Scope, TokenHash,
    Typed, UseLink, Via,
    pages::login::{Login, OneTimeLink, Persona, Why, login, one_time_link},
    persons,
};
pub use me::{set_password, show_me, show_sessions};

use crate::{
    door::{At, Caller},
    error::{Error, Result},
    installation::Kind,
    mint,
    portal::App,
    serving::Peer,
};

/// What may stand behind `/login?`.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Where to go afterwards.
    next: Option<String>,
    /// The language for this visit.
    lang: Option<String>,
    /// Just logged out.
    out: Option<String>,
    /// A session has ended.
    expired: Option<String>,
}

/// `GET /login`.
pub async fn show_login(
    State(app): State<App>,
    caller: Option<Caller>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    if caller.is_some() {
        return Ok(page::see_other(onward(asked.next.as_deref())));
    }
    let why = match (&asked.out, &asked.expired) {
        (Some(_), _) => Some(Why::LoggedOut),
        (None, Some(_)) => Some(Why::Expired),
        (None, None) => None,
    };
    let chosen = asked.lang.as_deref().and_then(Lang::from_code);
    let lang = chosen.unwrap_or_else(|| Lang::of_request(&headers, app.lang));
    let view = Login { why, fields: Fields::default(), next: asked.next, personas: None };
    let mut response = login_page(&app, lang, &headers, StatusCode::OK, view).await?;
    if chosen.is_some() {
        response.headers_mut().insert(SET_COOKIE, app.cookie.keep_lang(chosen));
    }
    Ok(response)
}

async fn login_page(
    app: &App,
    lang: Lang,
    headers: &HeaderMap,
    status: StatusCode,
    view: Login,
) -> Result<Response> {
    let personas = match app.kind {
        Kind::Demo => {
            let all = app.db.read(|c| Box::pin(persons::personas(c))).await?;
            Some(all.into_iter().map(|(key, person)| Persona { key, name: person.name }).collect())
        }
        Kind::Real => None,
    };
    let next = view.next.as_deref().and_then(page::local).map(str::to_owned);
    let view = Login { personas, next, ..view };
    Ok(page::answer(status, login(lang, &view).alone(lang, Ask::of(headers))))
}

/// `POST /login`.
pub async fn log_in(
    State(app): State<App>,
    caller: Option<Caller>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    let typed = Typed { email: form.value("email").to_owned(), password: form.value("password").to_owned() };
    let device = device::named(&headers);
    let (status, why) = match super::log_in(&app.db, &app.world, &app.logins, typed, (&peer, device)).await {
        Ok(token) => return entered(&app, caller, &token, onward(form.get("next"))).await,
        Err(Error::Fields(_)) => (StatusCode::UNPROCESSABLE_ENTITY, Why::Wrong),
        Err(Error::Refused(Refusal::TooMany { retry_after })) => {
            (StatusCode::TOO_MANY_REQUESTS, Why::TooMany { retry_after })
        }
        Err(other) => return Err(other),
    };
    let (lang, next) = (Lang::of_request(&headers, app.lang), form.get("next").map(str::to_owned));
    let fields = Fields::with(&[("email", form.value("email"))]);
    login_page(&app, lang, &headers, status, Login { why: Some(why), fields, next, personas: None }).await
}

/// `POST /login/persona/{key}`, in the demo.
pub async fn log_in_as(
    State(app): State<App>,
    caller: Option<Caller>,
    headers: HeaderMap,
    At(key): At<String>,
) -> Result<Response> {
    let token = super::log_in_as(&app.db, &app.world, &key, device::named(&headers)).await?;
    entered(&app, caller, &token, "/").await
}

/// A new session has been opened: whoever was logged in here before no longer is, and the browser gets the cookie. It keeps the language
/// that this reader has chosen, and forgets that of the one before.
async fn entered(app: &App, before: Option<Caller>, token: &Token, next: &str) -> Result<Response> {
    if let Some(before) = before {
        end(app, &before).await?;
    }
    let (digest, now) = (token.digest(), app.world.now());
    let actor =
        app.db.read(move |c| Box::pin(async move { super::actor_of_session(c, &digest, now).await })).await?;
    let chosen = actor.and_then(|(actor, _)| actor.language).as_deref().and_then(Lang::from_code);
    let mut response = page::see_other(next);
    let seconds = u32::try_from(ABSOLUTE_SECONDS).expect("half a day in seconds");
    response.headers_mut().insert(SET_COOKIE, app.cookie.set(token, seconds));
    response.headers_mut().append(SET_COOKIE, app.cookie.keep_lang(chosen));
    Ok(response)
}

async fn end(app: &App, caller: &Caller) -> Result<()> {
    match caller.actor.via {
        Via::Session(session) => app.does(EndSession { person: caller.actor.person, session }).await,
        Via::Token(_) => Ok(()),
    }
}

/// A path of ours to go to, else the first page.
fn onward(next: Option<&str>) -> &str {
    next.and_then(page::local).unwrap_or("/")
}

/// `GET /login/link/{token}`: a page first, so that whoever previews links does not use it up.
pub async fn show_link(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    At(link): At<String>,
) -> Result<Response> {
    let now = app.world.now();
    let holder = match Token::read(&link).map(|token| token.digest()) {
        Some(link) => {
            app.db.read(move |c| Box::pin(async move { super::link_holder(c, &link, now).await })).await?
        }
        None => None,
    };
    let (status, view) = match holder {
        Some(person) => {
            (StatusCode::OK, OneTimeLink::Good { name: person.name, action: uri.path().to_owned() })
        }
        None => (StatusCode::NOT_FOUND, OneTimeLink::Dead),
    };
    let lang = Lang::of_request(&headers, app.lang);
    Ok(page::answer(status, one_time_link(lang, &view).alone(lang, Ask::of(&headers))))
}

/// `POST /login/link/{token}`: logs in, and leads to where a password is set.
pub async fn use_link(
    State(app): State<App>,
    caller: Option<Caller>,
    headers: HeaderMap,
    At(link): At<String>,
) -> Result<Response> {
    let token = Token::new(app.world.random());
    let used = match Token::read(&link).map(|link| link.digest()) {
        Some(link) => {
            let (session, device) = (token.digest(), device::named(&headers));
            app.does(UseLink { link, session, device, at: app.world.now() }).await
        }
        None => Err(Refusal::NotFound.into()),
    };
    match used {
        Ok(_) => entered(&app, caller, &token, "/me/sessions").await,
        Err(Error::Refused(Refusal::NotFound)) => {
            let lang = Lang::of_request(&headers, app.lang);
            let page = one_time_link(lang, &OneTimeLink::Dead).alone(lang, Ask::of(&headers));
            Ok(page::answer(StatusCode::NOT_FOUND, page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /logout`. Who is not logged in is out already.
pub async fn log_out(State(app): State<App>, caller: Option<Caller>) -> Result<Response> {
    if let Some(caller) = caller {
        end(&app, &caller).await?;
    }
    let mut response = page::see_other("/login?out=1");
    let headers = response.headers_mut();
    headers.insert(SET_COOKIE, app.cookie.clear());
    headers.insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"storage\""));
    Ok(response)
}

/// `POST /me/language`.
pub async fn choose_language(State(app): State<App>, caller: Caller, form: Form) -> Result<Response> {
    let language = Lang::from_code(form.value("language"));
    let language = language.ok_or_else(|| Error::field("language", Problem::Unknown))?;
    app.does(ChooseLanguage { person: caller.actor.person, language }).await?;
    let mut response = page::see_other("/me?saved=language");
    response.headers_mut().insert(SET_COOKIE, app.cookie.keep_lang(Some(language)));
    Ok(response)
}

/// `POST /me/sessions/{session}/end`: one's own only; the current one is logging out.
pub async fn end_session(
    State(app): State<App>,
    caller: Caller,
    At(session): At<String>,
) -> Result<Response> {
    let session = named(&session).ok_or(Refusal::NotFound)?;
    app.does(EndSession { person: caller.actor.person, session }).await?;
    let here = caller.actor.via == Via::Session(session);
    Ok(page::see_other(if here { "/login?out=1" } else { "/me/sessions" }))
}

/// `POST /me/tokens/{id}/end`: one's own only.
pub async fn end_token(State(app): State<App>, caller: Caller, At(id): At<TokenId>) -> Result<Response> {
    let (person, at) = (caller.actor.person, caller.call.now);
    app.does(EndToken { person, token: Some(id), at }).await?;
    Ok(page::see_other("/me/sessions"))
}

/// `POST /me/sessions/end-others`.
pub async fn end_other_sessions(State(app): State<App>, caller: Caller) -> Result<Response> {
    let Via::Session(keep) = caller.actor.via else {
        return Err(Refusal::WrongState(Instead::Changed).into());
    };
    app.does(EndOtherSessions { person: caller.actor.person, keep }).await?;
    Ok(page::see_other("/me/sessions"))
}

/// A session's name in an address: the hash of its token in hexadecimal, which opens nothing.
pub fn name_of(session: &TokenHash) -> String {
    hex::encode(session)
}

/// The session with this name.
pub(super) fn named(text: &str) -> Option<TokenHash> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect::<Option<Vec<u8>>>()?.try_into().ok()
}

#[derive(Debug, Serialize)]
struct DemoToken {
    token: String,
    person: DemoPerson,
}

#[derive(Debug, Serialize)]
struct DemoPerson {
    id: base::PersonId,
    name: String,
}

/// `POST /demo/token/{persona}`, in the demo: a token for the API as that persona.
pub async fn demo_token(State(app): State<App>, At(persona): At<String>) -> Result<Response> {
    let found =
        app.db.read(move |c| Box::pin(async move { persons::of_identity(c, persons::DEMO, &persona).await }));
    let person = found.await?.ok_or(Refusal::NotFound)?;
    let token = Token::new(app.world.random());
    let work = MakeToken {
        id: mint!(app.world, TokenId),
        token: token.digest(),
        person: person.id,
        scope: Scope::Write,
        days: 1,
        at: app.world.now(),
    };
    app.does(work).await?;
    let person = DemoPerson { id: person.id, name: person.name };
    Ok(Json(DemoToken { token: token.text(), person }).into_response())
}
