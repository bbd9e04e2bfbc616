//! What every answer carries, whatever happened to the request.

use std::{io::Read as _, sync::Mutex};

use axum::{
    Json,
    body::{Body, Bytes, to_bytes},
    http::HeaderValue,
    routing::{get, post},
};
use maud::html;
use tower::ServiceExt as _;

use super::*;
use crate::{Form, assets, page};

fn house(settings: impl FnOnce(&mut Settings)) -> Router {
    let mut ours = Settings::new(
        |error| html! { h1 { (error.problem.refusal) " " (error.lang.code()) } p { (error.problem.reference.as_deref().unwrap_or_default()) } },
    );
    ours.time_max = Duration::from_millis(200);
    ours.body_bytes_max = 10_000;
    settings(&mut ours);
    let router = Router::new()
        .route("/", get(|| async { page::answer(StatusCode::OK, html! { p { "æøå" } }) }))
        .route(
            "/long",
            get(|| async { page::answer(StatusCode::OK, html! { @for n in 0..1000 { p { "row " (n) } } }) }),
        )
        .route(
            "/kept",
            get(
                |headers: HeaderMap| async move { page::answer_if_changed(&headers, html! { p { "same" } }) },
            ),
        )
        .route("/panic", get(|| async { panic_here() }))
        .route("/slow", get(|| async { tokio::time::sleep(Duration::from_secs(5)).await }))
        .route("/fault", get(|| async { Problem::fault("the disk is full of Karen Bisgaard") }))
        .route(
            "/mine",
            get(|request: Request| async move {
                tell_lang(request.extensions(), Lang::Nn);
                Problem::of_status(StatusCode::FORBIDDEN)
            }),
        )
        .route("/later", get(|| async { Problem::of_status(StatusCode::TOO_MANY_REQUESTS).retry_after(7) }))
        .route("/health", get(|| async { (StatusCode::SERVICE_UNAVAILABLE, "migrations are pending") }))
        .route("/form", post(|form: Form| async move { form.value("a").to_owned() }))
        .route("/api/v1/json", post(|Json(value): Json<Vec<u32>>| async move { Json(value) }));
    wrap(router, ours)
}

fn panic_here() -> &'static str {
    panic!("on purpose")
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}
impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

async fn ask(house: Router, request: Request) -> Answer {
    let (parts, body) = house.oneshot(request).await.unwrap().into_parts();
    Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap() }
}
fn request(method: &str, path: &str, headers: &[(&'static str, &str)], body: impl Into<Body>) -> Request {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");

#[tokio::test]
async fn every_answer_is_dressed() {
    let json = [("accept", "application/json")];
    let requests = [
        (request("GET", "/", &[], ""), 200),
        (request("GET", assets::STYLE.path, &[], ""), 200),
        (request("GET", "/none", &[], ""), 404),
        (request("GET", "/none", &json, ""), 404),
        (request("DELETE", "/", &[], ""), 405),
        (request("GET", "/panic", &[], ""), 500),
        (request("GET", "/slow", &[], ""), 503),
        (request("GET", "/later", &[], ""), 429),
        (request("GET", "/health", &[], ""), 503),
        (request("POST", "/form", &[("sec-fetch-site", "cross-site")], ""), 403),
        (request("POST", "/form", &[OURS, ("content-type", "text/plain")], "a=1"), 415),
        (request("POST", "/form", &[OURS, FORM, ("content-length", "20000")], "a"), 413),
        (request("POST", "/form", &[OURS, FORM], "a=%FF"), 422),
        (request("POST", "/api/v1/json", &[("content-type", "application/json")], "[1,"), 400),
    ];
    for (request, status) in requests {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = ask(house(|_| {}), request).await;
        assert_eq!(answer.status, status, "{what}");
        for name in [
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "content-security-policy",
            "cache-control",
            "content-type",
        ] {
            assert!(answer.headers.contains_key(name), "{name} on {what}");
        }
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{what}");
        let kept = what.contains("/assets/");
        assert_eq!(answer.headers["cache-control"] == "no-store", !kept, "{what}");
    }
}

#[tokio::test]
async fn an_error_is_a_page_for_a_reader_and_a_problem_for_a_program() {
    let page = ask(
        house(|_| {}),
        request("GET", "/none", &[("accept", "text/html"), ("accept-language", "nn")], ""),
    )
    .await;
    assert_eq!(
        (page.text(), &page.headers["content-type"]),
        ("<h1>not_found nn</h1><p></p>", &HeaderValue::from_static("text/html; charset=utf-8"))
    );
    let problem = ask(house(|_| {}), request("GET", "/api/v1/none", &[("accept", "text/html")], "")).await;
    assert_eq!(problem.headers["content-type"], "application/problem+json");
    assert!(problem.text().contains("\"refusal\":\"not_found\""), "{}", problem.text());
    let mine = ask(house(|_| {}), request("GET", "/mine", &[("accept-language", "en")], "")).await;
    assert_eq!(
        mine.text(),
        "<h1>not_entitled nn</h1><p></p>",
        "in the language of the session, once it is known"
    );
    let part = ask(house(|_| {}), request("GET", "/none", &[("hx-request", "true")], "")).await;
    assert_eq!(part.headers["hx-retarget"], "#main");
    let wrong = ask(
        house(|_| {}),
        request("POST", "/api/v1/json", &[("content-type", "application/json")], "[\"a\"]"),
    )
    .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("\"detail\":\"Failed to deserialize"), "{}", wrong.text());
    let method = ask(house(|_| {}), request("DELETE", "/", &[], "")).await;
    assert_eq!(method.headers["allow"], "GET,HEAD");
    let later = ask(house(|_| {}), request("GET", "/later", &[], "")).await;
    assert_eq!(
        (later.text(), &later.headers["retry-after"]),
        ("<h1>too_many da</h1><p></p>", &HeaderValue::from_static("7"))
    );
    let health = ask(house(|_| {}), request("GET", "/health", &[], "")).await;
    assert_eq!(health.text(), "migrations are pending", "an answer that says something itself is left alone");
}

#[tokio::test]
async fn an_error_before_anybody_was_asked_speaks_the_language_of_whoever_knocks() {
    let knowing = || {
        house(|settings| {
            settings.reader = Box::new(|knock| {
                Box::pin(async move { knock.contains_key(header::COOKIE).then_some(Lang::Nb) })
            });
            settings.detail = Box::new(|lang, problem| Some(format!("{} {}", problem.refusal, lang.code())));
        })
    };
    let english = ("accept-language", "en");
    let large = [OURS, FORM, ("content-length", "20000"), ("cookie", "s=1"), english];
    let large = ask(knowing(), request("POST", "/form", &large, "a")).await;
    assert_eq!((large.status.as_u16(), large.text()), (413, "<h1>too_large nb</h1><p></p>"));
    let strange = [("sec-fetch-site", "cross-site"), FORM, ("cookie", "s=1"), english];
    let strange = ask(knowing(), request("POST", "/form", &strange, "a=1")).await;
    assert_eq!((strange.status.as_u16(), strange.text()), (403, "<h1>cross_site nb</h1><p></p>"));
    let nobody = ask(knowing(), request("GET", "/none", &[english], "")).await;
    assert_eq!(nobody.text(), "<h1>not_found en</h1><p></p>", "who does not knock is asked nothing");
    let program = ask(knowing(), request("GET", "/api/v1/none", &[("cookie", "s=1"), english], "")).await;
    assert!(program.text().contains("\"detail\":\"not_found nb\""), "{}", program.text());
    assert_eq!(program.headers["content-language"], "nb");
}

#[tokio::test]
async fn a_fault_tells_the_reader_a_number_and_nothing_else() {
    for path in ["/panic", "/fault"] {
        let page = ask(house(|_| {}), request("GET", path, &[], "")).await;
        assert_eq!(page.status, 500);
        let number = page.text().split("<p>").nth(1).and_then(|t| t.strip_suffix("</p>")).unwrap();
        assert_eq!(number.len(), 8, "{}", page.text());
        assert!(!page.text().contains("purpose") && !page.text().contains("Karen"), "{}", page.text());
    }
    let problem = ask(house(|_| {}), request("GET", "/panic", &[("accept", "application/json")], "")).await;
    assert!(
        problem.text().contains("\"refusal\":\"fault\"") && problem.text().contains("\"reference\":\""),
        "{}",
        problem.text()
    );
}

#[tokio::test]
async fn a_long_page_is_packed_for_whoever_takes_it() {
    let plain = ask(house(|_| {}), request("GET", "/long", &[], "")).await;
    let packed = ask(house(|_| {}), request("GET", "/long", &[("accept-encoding", "gzip, br")], "")).await;
    assert_eq!(
        (&packed.headers["content-encoding"], &packed.headers["vary"]),
        (&HeaderValue::from_static("gzip"), &HeaderValue::from_static("accept-encoding"))
    );
    assert!(packed.body.len() * 3 < plain.body.len());
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    let short = ask(house(|_| {}), request("GET", "/", &[("accept-encoding", "gzip")], "")).await;
    assert!(!short.headers.contains_key("content-encoding"), "under a kilobyte nothing is gained");
    let refused = ask(house(|_| {}), request("GET", "/long", &[("accept-encoding", "gzip;q=0")], "")).await;
    assert!(!refused.headers.contains_key("content-encoding"));
}

#[tokio::test]
async fn files_are_kept_for_ever_and_known_by_their_digest() {
    for asset in [&assets::STYLE, &assets::SCRIPT, &assets::ICON] {
        let packed = ask(house(|_| {}), request("GET", asset.path, &[("accept-encoding", "gzip")], "")).await;
        assert_eq!(packed.headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(
            (&packed.headers["content-encoding"], packed.body.len()),
            (&HeaderValue::from_static("gzip"), asset.packed_len())
        );
        let plain = ask(house(|_| {}), request("GET", asset.path, &[], "")).await;
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain.body, "{}", asset.path);
        let tag = plain.headers["etag"].to_str().unwrap();
        let again = ask(house(|_| {}), request("GET", asset.path, &[("if-none-match", tag)], "")).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    }
}

#[test]
fn a_cold_view_stays_under_sixty_kilobytes() {
    let files = assets::STYLE.packed_len() + assets::SCRIPT.packed_len() + assets::ICON.packed_len();
    assert!(files < 40_000, "{files} bytes leave too little for the page");
}

#[tokio::test]
async fn a_page_that_may_be_kept_answers_304_while_it_is_the_same() {
    let first = ask(house(|_| {}), request("GET", "/kept", &[], "")).await;
    let tag = first.headers["etag"].to_str().unwrap();
    let again = ask(house(|_| {}), request("GET", "/kept", &[("if-none-match", tag)], "")).await;
    assert_eq!(
        (again.status, again.body.len(), &again.headers["cache-control"]),
        (StatusCode::NOT_MODIFIED, 0, &HeaderValue::from_static("private, no-cache"))
    );
    let other = ask(house(|_| {}), request("GET", "/kept", &[("if-none-match", "W/\"0-0\"")], "")).await;
    assert_eq!(other.status, 200);
}

#[tokio::test]
async fn a_body_of_unknown_length_is_bounded_too() {
    let pieces =
        futures_util::stream::iter((0..40).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; 10_000]))));
    let answer = ask(house(|_| {}), request("POST", "/form", &[OURS, FORM], Body::from_stream(pieces))).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn requests_are_counted_by_their_route_and_never_by_their_path() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    for path in ["/long", "/none/of/yours"] {
        let seen = Arc::clone(&seen);
        let house = house(|settings| {
            settings.measured =
                Box::new(move |m| seen.lock().unwrap().push((m.route.map(str::to_owned), m.status.as_u16())));
        });
        ask(house, request("GET", path, &[], "")).await;
    }
    assert_eq!(*seen.lock().unwrap(), [(Some("/long".to_owned()), 200), (None, 404)]);
}

#[tokio::test]
async fn over_plain_http_beyond_this_machine_the_origin_is_not_emptied() {
    let answer = ask(house(|settings| settings.trustworthy = false), request("GET", "/", &[], "")).await;
    assert_eq!(answer.headers["referrer-policy"], "same-origin");
}
