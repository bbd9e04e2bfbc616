//! What was typed when the session had ended: the answer carries it in a form of its own, to be sent again after a log-in in another
//! window, whichever way that goes. Nothing of it stands in an address or is stored, and a password is never given back.
//! A form that holds what is no text comes back in the same way.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use web::{
    Form, Lang, Problem,
    form::{FORM_BYTES_MAX, bounded},
    page::{self, Ask},
};

use crate::{door, portal::App, show};

/// Lets a form pass; if nobody was logged in to send it, it comes back with what was typed. A refused form stands at the address it
/// was sent to: whoever asks for that again is led to the page it is on.
pub async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_form(request.method(), request.headers()) {
        let page =
            (request.method() == Method::GET).then(|| page_of(request.uri().path()).map(str::to_owned));
        let answer = next.run(request).await;
        return match (answer.status(), page.flatten()) {
            (StatusCode::METHOD_NOT_ALLOWED, Some(page)) => page::see_other(&page),
            _ => answer,
        };
    }
    let (parts, body) = request.into_parts();
    let (headers, path) = (parts.headers.clone(), parts.uri.path().to_owned());
    let bytes = match bounded(body, FORM_BYTES_MAX).await {
        Ok(bytes) => bytes,
        Err(problem) => return problem.into_response(),
    };
    if Form::read(&bytes).is_err_and(|problem| problem.refusal == "not_text") {
        return unread(&app, headers, &path, &Form::shown(&bytes)).await;
    }
    let answer = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let ended =
        answer.extensions().get::<Problem>().is_some_and(|problem| problem.refusal == "not_logged_in");
    match Form::read(&bytes) {
        Ok(form) if ended && form.pairs().next().is_some() && !holds_password(&form) => {
            let lang = Lang::of_request(&headers, app.lang);
            let page = show::kept_page(lang, &path, &form).alone(lang, Ask::of(&headers));
            page::answer(StatusCode::UNAUTHORIZED, page)
        }
        _ => answer,
    }
}

/// A form that holds what is no text comes back with what can be read of it; nobody has acted on it.
async fn unread(app: &App, headers: HeaderMap, path: &str, form: &Form) -> Response {
    if holds_password(form) {
        return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not_text").into_response();
    }
    let (ask, asked) = (Ask::of(&headers), Lang::of_request(&headers, app.lang));
    let lang = door::language(headers, app.clone()).await.unwrap_or(asked);
    page::answer(StatusCode::UNPROCESSABLE_ENTITY, show::unread_page(lang, path, form).alone(lang, ask))
}

/// The page on which the form with this address stands.
fn page_of(path: &str) -> Option<&str> {
    let known =
        ["/plans/", "/sign-offs/", "/cases/", "/dossiers/"].iter().any(|start| path.starts_with(start));
    path.split_once("/entries/")
        .map(|(page, _)| page)
        .or_else(|| Some(path.rsplit_once('/')?.0))
        .filter(|_| known)
}

fn is_form(method: &Method, headers: &HeaderMap) -> bool {
    let of = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    *method == Method::POST
        && of(header::CONTENT_TYPE).starts_with("application/x-www-form-urlencoded")
        && !of(header::ACCEPT).contains("json")
}

fn holds_password(form: &Form) -> bool {
    form.pairs().any(|(name, _)| name.contains("password") || ["current", "new", "again"].contains(&name))
}
