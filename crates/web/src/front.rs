//! What every request passes on its way in and every answer on its way out, in one place and in this order:
//! measured · bounded · asked where it comes from · given its time, a panic caught · errors made a page or a problem ·
//! headers · packed. `wrap` puts it around a router; nothing is served beside it.

mod guard;
mod headers;
mod said;

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures_util::{FutureExt as _, future::BoxFuture};
use maud::Markup;

pub use headers::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};

use crate::{Lang, Problem, gzip, page::Ask};

/// The most bytes of a request's body, unless its route says otherwise.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// How long a request may take.
pub const REQUEST_SECONDS_MAX: u64 = 30;

/// What an error page has to tell.
#[derive(Debug)]
pub struct ErrorPage<'a> {
    /// What went wrong.
    pub problem: &'a Problem,
    /// The reader's language, as far as the request tells.
    pub lang: Lang,
    /// A page, or the part that htmx swaps.
    pub ask: Ask,
    /// The path that was asked for.
    pub path: &'a str,
}

/// Where whoever learns the reader's language on the way (from the session) leaves it for an error page.
#[derive(Debug, Clone, Default)]
struct ReaderLang(Arc<OnceLock<Lang>>);

/// Says in which language the reader of this request reads, for an error page that may come. The first word counts.
pub fn tell_lang(extensions: &Extensions, lang: Lang) {
    if let Some(reader) = extensions.get::<ReaderLang>() {
        let _ = reader.0.set(lang);
    }
}

/// How a request went.
#[derive(Debug)]
pub struct Measured<'a> {
    /// Its method.
    pub method: &'a Method,
    /// The pattern of its route, never the path itself; none when no route matched.
    pub route: Option<&'a str>,
    /// The answer's status.
    pub status: StatusCode,
    /// How long it took.
    pub took: Duration,
}

/// What a problem says to a program.
pub type Detail = Box<dyn Fn(Lang, &Problem) -> Option<String> + Send + Sync>;
/// The language of whoever knocks.
pub type ReaderOf = Box<dyn Fn(HeaderMap) -> BoxFuture<'static, Option<Lang>> + Send + Sync>;

/// A path to which larger bodies may be sent, and for longer: files.
#[derive(Debug, Clone, Copy)]
pub struct Larger {
    /// The path.
    pub path: &'static str,
    /// The most bytes of a body.
    pub body_bytes_max: usize,
    /// How long a request may take.
    pub time_max: Duration,
}

/// What the house decides about its front.
pub struct Settings {
    /// Where the portal is reached, as `https://attest.example`: what `Origin` is compared with. None: the `Host` of the request.
    pub origin: Option<String>,
    /// Whether browsers reach it by https (or on this machine): then every one that matters sends `Sec-Fetch-Site`.
    pub trustworthy: bool,
    /// The language of an error page when the request asks for none of ours.
    pub lang: Lang,
    /// How long a request may take.
    pub time_max: Duration,
    /// The most bytes of a body.
    pub body_bytes_max: usize,
    /// Where both may be more.
    pub larger: Vec<Larger>,
    /// The error page, in words that only the house has.
    pub error_page: Box<dyn Fn(&ErrorPage<'_>) -> Markup + Send + Sync>,
    /// What a problem says to a program beside its reason, in the caller's language; none: nothing.
    pub detail: Detail,
    /// The language of whoever knocks with these headers, for an error before anybody asked who they are.
    pub reader: ReaderOf,
    /// Told about every request.
    pub measured: Box<dyn Fn(&Measured<'_>) + Send + Sync>,
}

impl Settings {
    /// The usual limits, and nobody measuring.
    pub fn new(error_page: impl Fn(&ErrorPage<'_>) -> Markup + Send + Sync + 'static) -> Self {
        Self {
            origin: None,
            trustworthy: true,
            lang: Lang::Da,
            time_max: Duration::from_secs(REQUEST_SECONDS_MAX),
            body_bytes_max: BODY_BYTES_MAX,
            larger: Vec::new(),
            error_page: Box::new(error_page),
            detail: Box::new(|_, _| None),
            reader: Box::new(|_| Box::pin(async { None })),
            measured: Box::new(|_| {}),
        }
    }
}

impl Settings {
    /// The most bytes of this request's body, and how long it may take.
    fn limits(&self, request: &Request) -> (usize, Duration) {
        let sends = request.method() == Method::POST;
        let larger = self.larger.iter().find(|one| sends && one.path == request.uri().path());
        larger.map_or((self.body_bytes_max, self.time_max), |one| (one.body_bytes_max, one.time_max))
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("origin", &self.origin)
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

/// The router with its front, assets included.
pub fn wrap(router: Router, settings: Settings) -> Router {
    let limit = DefaultBodyLimit::max(settings.body_bytes_max);
    router.merge(crate::assets::routes()).layer(limit).layer(from_fn_with_state(Arc::new(settings), pass))
}

/// What must be known of a request after it has been given away.
struct Asked {
    method: Method,
    path: String,
    route: Option<MatchedPath>,
    lang: Lang,
    reader: ReaderLang,
    /// By what they say who they are: cookie, token.
    knock: [(HeaderName, Option<HeaderValue>); 2],
    ask: Ask,
    machine: bool,
    gzip: bool,
}

impl Asked {
    fn of(request: &Request, settings: &Settings) -> Self {
        let headers = request.headers();
        let path = request.uri().path();
        Self {
            method: request.method().clone(),
            path: path.to_owned(),
            route: request.extensions().get().cloned(),
            lang: Lang::of_request(headers, settings.lang),
            reader: ReaderLang::default(),
            knock: [header::COOKIE, header::AUTHORIZATION].map(|name| {
                let value = headers.get(&name).cloned();
                (name, value)
            }),
            ask: Ask::of(headers),
            machine: path.starts_with("/api/") || prefers_json(headers),
            gzip: gzip::accepted(headers),
        }
    }

    /// The language of the reader: their own, when it is known or can be found; else the one that the request asks for.
    async fn lang(&self, settings: &Settings) -> Lang {
        if let Some(told) = self.reader.0.get() {
            return *told;
        }
        let knock = self.knock.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
        let knock: HeaderMap = knock.collect();
        let found = if knock.is_empty() { None } else { (settings.reader)(knock).await };
        found.unwrap_or(self.lang)
    }
}

fn prefers_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}

async fn pass(State(settings): State<Arc<Settings>>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let asked = Asked::of(&request, &settings);
    request.extensions_mut().insert(asked.reader.clone());
    let (bytes_max, time_max) = settings.limits(&request);
    let response = match bounded(&request, bytes_max)
        .and_then(|()| guard::check(&request, settings.origin.as_deref()))
    {
        Ok(()) => run(request, next, time_max).await,
        Err(problem) => problem.into_response(),
    };
    let mut response = said::said(response, &asked, &settings).await;
    headers::dress(&mut response, settings.trustworthy);
    if asked.gzip {
        response = gzip::pack(response).await;
    }
    (settings.measured)(&Measured {
        method: &asked.method,
        route: asked.route.as_ref().map(MatchedPath::as_str),
        status: response.status(),
        took: started.elapsed(),
    });
    response
}

/// A body that says it is too large is not read at all.
fn bounded(request: &Request, bytes_max: usize) -> Result<(), Problem> {
    let length = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<u64>().ok());
    let most = u64::try_from(bytes_max).unwrap_or(u64::MAX);
    if length.is_some_and(|length| length > most) {
        Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE).fact("max", most))
    } else {
        Ok(())
    }
}

/// Runs the handler in its time; a panic becomes a fault with a reference number.
async fn run(request: Request, next: Next, time_max: Duration) -> Response {
    let handled = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(time_max, handled).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => {
            let said = panic
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            Problem::fault(format_args!(
                "a handler panicked: {}",
                said.as_deref().unwrap_or("without a word")
            ))
            .into_response()
        }
        Err(_) => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timeout").retry_after(5).into_response(),
    }
}

#[cfg(test)]
mod tests;
