//! The one place where what went wrong becomes a page for a reader or a problem for a program.

use axum::{
    body::to_bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Asked, ErrorPage, Settings};
use crate::{
    Problem,
    page::{self, Ask},
};

/// The most bytes of a framework's own error text that are passed on as detail.
const DETAIL_BYTES_MAX: usize = 2048;

/// The answer, with a page or a problem in place of a bare error. An answer that says something itself is left alone.
pub(super) async fn said(mut response: Response, asked: &Asked, settings: &Settings) -> Response {
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if bare(&response) => Problem::of_status(response.status()),
        None => return response,
    };
    let problem =
        if problem.status.is_server_error() && problem.reference.is_none() && problem.refusal == "fault" {
            Problem {
                detail: problem.detail,
                ..Problem::fault(format_args!("{} {} answered {}", asked.method, asked.path, problem.status))
            }
        } else {
            problem
        };
    let lang = asked.lang(settings).await;
    let kept = kept(response.headers());
    let mut answer = if asked.machine {
        let problem = if problem.detail.is_none() && bare(&response) {
            detailed(problem, response).await
        } else {
            problem
        };
        let said = if problem.detail.is_none() { (settings.detail)(lang, &problem) } else { None };
        let mut answer = if let Some(said) = said { problem.detail(said) } else { problem }.into_response();
        let language = HeaderValue::from_static(lang.tag());
        answer.headers_mut().insert(header::CONTENT_LANGUAGE, language);
        answer
    } else {
        let markup =
            (settings.error_page)(&ErrorPage { problem: &problem, lang, ask: asked.ask, path: &asked.path });
        let mut answer = page::answer(problem.status, markup);
        if asked.ask == Ask::Part {
            answer.headers_mut().insert("hx-retarget", HeaderValue::from_static("#main"));
            answer.headers_mut().insert("hx-reswap", HeaderValue::from_static("outerHTML"));
        }
        answer
    };
    answer.extensions_mut().clear();
    answer.headers_mut().extend(kept);
    answer
}

/// An error that the framework put into a few plain words, or none.
fn bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let ours = matches!(response.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::BAD_GATEWAY);
    (response.status().is_client_error() || response.status().is_server_error()) && plain && !ours
}

/// Headers of the bare answer that still hold.
fn kept(headers: &HeaderMap) -> HeaderMap {
    let names = [
        header::ALLOW,
        header::RETRY_AFTER,
        header::SET_COOKIE,
        header::WWW_AUTHENTICATE,
        header::CACHE_CONTROL,
    ];
    let mut kept = HeaderMap::new();
    for name in names {
        for value in headers.get_all(&name) {
            kept.append(name.clone(), value.clone());
        }
    }
    kept
}

/// What the framework said about a body it could not read helps whoever writes the program that sent it.
async fn detailed(problem: Problem, response: Response) -> Problem {
    if !problem.status.is_client_error() {
        return problem;
    }
    match to_bytes(response.into_body(), DETAIL_BYTES_MAX)
        .await
        .map(|bytes| String::from_utf8(bytes.to_vec()))
    {
        Ok(Ok(text)) if !text.is_empty() => problem.detail(text),
        Ok(Ok(_) | Err(_)) | Err(_) => problem,
    }
}
