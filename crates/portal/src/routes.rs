//! Every URL of the portal, one line each: method, path, handler.

use axum::{
    Router,
    routing::{get, post},
};

use crate::{home, installation::Kind, people, portal::App, signoff, training};

/// Pages and API of a portal. Health and metrics stand in `serving`, files in `web::assets`.
pub fn portal(app: &App) -> Router {
    let mut router = pages();
    if app.kind == Kind::Demo {
        router = router.merge(demo());
    }
    router.with_state(app.clone())
}

fn pages() -> Router<App> {
    Router::new()
        .route("/login", get(people::web::show_login).post(people::web::log_in))
        .route("/login/link/{token}", get(people::web::show_link).post(people::web::use_link))
        .route("/logout", post(people::web::log_out))
        .route("/me/language", post(people::web::choose_language))
        .route("/me/sessions/{session}/end", post(people::web::end_session))
        .route("/me/sessions/end-others", post(people::web::end_other_sessions))
        .route("/", get(home::web::home))
        .route("/plans/{plan}", get(training::web::show_plan))
        .route("/plans/{plan}/advice", post(training::web::advise_several))
        .route("/plans/{plan}/delete", post(training::web::delete))
        .route("/plans/{plan}/archive", post(training::web::archive))
        .route("/plans/{plan}/requirements/{code}", get(training::web::show_requirement))
        .route("/plans/{plan}/requirements/{code}/entries", post(training::web::register))
        .route("/plans/{plan}/requirements/{code}/sign-offs", post(training::web::request))
        .route("/plans/{plan}/requirements/{code}/attestations", post(training::web::attest))
        .route("/plans/{plan}/requirements/{code}/marks", post(training::web::mark))
        .route("/plans/{plan}/requirements/{code}/advice", post(training::web::advise))
        .route("/sign-offs", get(signoff::web::in_tray))
        .route("/sign-offs/attest", post(signoff::web::attest_several))
        .route("/sign-offs/{id}", get(signoff::web::show_request))
        .route("/sign-offs/{id}/attest", post(signoff::web::attest))
        .route("/sign-offs/{id}/return", post(signoff::web::send_back))
        .route("/sign-offs/{id}/recall", post(training::web::recall))
}

/// Doors that only the demo has.
fn demo() -> Router<App> {
    Router::new()
        .route("/login/persona/{key}", post(people::web::log_in_as))
        .route("/demo/token/{persona}", post(people::web::demo_token))
}
