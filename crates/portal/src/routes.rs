//! Every URL of the portal, one line each: method, path, handler.

use axum::{
    Router,
    routing::{get, post},
};

use crate::{installation::Kind, people, portal::App};

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
}

/// Doors that only the demo has.
fn demo() -> Router<App> {
    Router::new()
        .route("/login/persona/{key}", post(people::web::log_in_as))
        .route("/demo/token/{persona}", post(people::web::demo_token))
}
