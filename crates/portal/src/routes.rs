//! Every URL of the portal, one line each: method, path, act, handler. Health and metrics stand in `serving`, files in `web::assets`.
//!
//! The act is the one that policies are asked about; `open` needs no log-in, `own` is about the reader alone, and `reach` shows
//! what the reader's standings reach. The handlers' verbs ask, not this table. A page that does something has a door in the API
//! that does the same ([`PAIRS`]); the API's document is made from its lines.

use axum::{Router, middleware::from_fn_with_state};

use crate::{
    api::{Everywhere, Names, Problem, known_only},
    audit, cases, courses, credentials, curricula, documents, dossiers, employments, home,
    installation::Kind,
    logging, machines, notices, people,
    portal::App,
    serving, signoff, training,
};

/// One URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The method, in lower case.
    pub method: &'static str,
    /// The path, with names in braces.
    pub path: &'static str,
    /// What is asked for.
    pub act: &'static str,
}

macro_rules! lines {
    ($(#[$doc:meta])* $table:ident, $router:ident; $($method:ident $path:literal $act:tt $($handler:ident)::+;)*) => {
        $(#[$doc])*
        pub const $table: &[Line] =
            &[$(Line { method: stringify!($method), path: $path, act: stringify!($act) }),*];
        fn $router() -> Router<App> {
            Router::new()$(.route($path, axum::routing::$method($($handler)::+)))*
        }
    };
}
macro_rules! api {
    ($($method:ident $path:literal $act:tt $($handler:ident)::+;)*) => {
        lines! {
            /// The API.
            API, api_router; $($method $path $act $($handler)::+;)*
        }
        #[derive(utoipa::OpenApi)]
        #[openapi(
            info(title = "Attest", description = "Training, logged, approved and provable: docs/API.md.", license(name = "EUPL-1.2", identifier = "EUPL-1.2")),
            paths($($($handler)::+),*),
            components(schemas(Problem)),
            modifiers(&Everywhere)
        )]
        struct Document;
    };
}

lines! {
    /// Pages, and what their forms do.
    PAGES, pages;
    get  "/login"                                            open             people::web::show_login;
    post "/login"                                            open             people::web::log_in;
    get  "/login/link/{token}"                               open             people::web::show_link;
    post "/login/link/{token}"                               open             people::web::use_link;
    post "/logout"                                           open             people::web::log_out;
    get  "/me"                                               own              people::web::show_me;
    get  "/me/sessions"                                      own              people::web::show_sessions;
    post "/me/password"                                      own              people::web::set_password;
    get  "/me/look-ups"                                      read_access_log  audit::web::show;
    post "/me/language"                                      own              people::web::choose_language;
    post "/me/sessions/{session}/end"                        own              people::web::end_session;
    post "/me/tokens/{id}/end"                               own              people::web::end_token;
    post "/me/sessions/end-others"                           own              people::web::end_other_sessions;
    get  "/"                                                 own              home::web::home;
    post "/notices/seen"                                     own              notices::web::seen;
    get  "/trainees"                                         list_trainees    training::web::list;
    get  "/trainees/{person}/plans"                          assign_plan      training::web::show_assign;
    post "/trainees/{person}/plans"                          assign_plan      training::web::assign;
    get  "/courses"                                          attest           courses::web::show;
    get  "/plans/{plan}"                                     see_plan         training::web::show_plan;
    post "/plans/{plan}/advice"                              advise           training::web::advise_several;
    post "/plans/{plan}/delete"                              delete_plan      training::web::delete;
    post "/plans/{plan}/archive"                             archive_plan     training::web::archive;
    get  "/plans/{plan}/requirements/{code}"                 see_requirement  training::web::show_requirement;
    post "/plans/{plan}/requirements/{code}/entries"         register         training::web::register;
    post "/plans/{plan}/entries/{entry}/withdraw"            register         training::web::withdraw;
    post "/plans/{plan}/requirements/{code}/sign-offs"       request_sign_off training::web::request;
    post "/plans/{plan}/requirements/{code}/attestations"    attest           training::web::attest;
    post "/plans/{plan}/requirements/{code}/marks"           mark_fulfilled   training::web::mark;
    post "/plans/{plan}/requirements/{code}/credit"          credit           training::web::credit;
    post "/plans/{plan}/requirements/{code}/advice"          advise           training::web::advise;
    get  "/delegations"                                      own              people::web::show_delegations;
    post "/delegations"                                      delegate         people::web::lend;
    post "/delegations/{id}/end"                             own              people::web::end_delegation;
    get  "/roles"                                            grant_role       people::web::show_roles;
    post "/roles"                                            grant_role       people::web::give_role;
    get  "/roles/new"                                        grant_role       people::web::show_new_role;
    get  "/roles/{id}/end"                                   grant_role       people::web::show_end_role;
    post "/roles/{id}/end"                                   grant_role       people::web::end_role;
    get  "/log/{plan}"                                       register         logging::web::show;
    post "/log/{plan}"                                       register         logging::web::save;
    get  "/dossiers"                                         own              dossiers::web::show;
    post "/dossiers"                                         seal_dossier     dossiers::web::seal;
    get  "/dossiers/{id}"                                    own              dossiers::web::show_sealed;
    get  "/dossiers/{id}/file"                               own              dossiers::web::fetch;
    get  "/dossiers/{id}/paper"                              own              dossiers::web::fetch_paper;
    post "/dossiers/{id}/send"                               send_dossier     cases::web::send;
    post "/dossiers/{id}/withdraw"                           send_dossier     cases::web::withdraw;
    post "/dossiers/{id}/supplements"                        send_dossier     cases::web::supplement;
    get  "/cases"                                            see_case         cases::web::show;
    post "/cases/find"                                       see_case         cases::web::find;
    get  "/cases/{id}"                                       see_case         cases::web::show_case;
    get  "/cases/{id}/dossiers/{dossier}/file"               see_case         cases::web::fetch_file;
    get  "/cases/{id}/dossiers/{dossier}/paper"              see_case         cases::web::fetch_paper;
    get  "/cases/{id}/documents/{document}"                  see_case         cases::web::fetch_document;
    post "/cases/{id}/question"                              decide_case      cases::web::question;
    post "/cases/{id}/decision"                              decide_case      cases::web::decide;
    get  "/verify"                                           open             dossiers::web::show_check;
    post "/verify"                                           open             dossiers::web::check;
    get  "/credentials"                                      own              credentials::web::show;
    post "/credentials"                                      own              credentials::web::fetch;
    get  "/attestations/{id}/credential"                     own              credentials::web::fetch_badge;
    get  "/employments"                                      own              employments::web::show;
    post "/employments"                                      keep_overview    employments::web::add;
    post "/employments/confirm"                              keep_overview    employments::web::confirm;
    post "/employments/{id}/remove"                          keep_overview    employments::web::remove;
    post "/documents"                                        add_document     dossiers::web::add;
    get  "/documents/{id}"                                   see_document     documents::web::document;
    post "/documents/{id}/withdraw"                          add_document     documents::web::withdraw;
    post "/documents/{id}/verify"                            verify_document  documents::web::verify;
    post "/documents/{id}/unverify"                          verify_document  documents::web::unverify;
    get  "/trainees/{person}/documents"                      see_document     documents::web::show_of;
    get  "/annulments"                                       confirm_annulment signoff::web::show_annulments;
    get  "/annulments/done"                                  confirm_annulment signoff::web::show_annulled;
    post "/annulments/{id}/confirm"                          confirm_annulment signoff::web::confirm;
    post "/annulments/{id}/drop"                             propose_annulment signoff::web::give_up;
    get  "/attestations/{id}/annulment"                      propose_annulment signoff::web::show_proposal;
    post "/attestations/{id}/annulment"                      propose_annulment signoff::web::propose;
    get  "/sign-offs"                                        see_requirement  signoff::web::in_tray;
    post "/sign-offs/attest"                                 attest           signoff::web::attest_several;
    get  "/sign-offs/done"                                   see_requirement  signoff::web::show_done;
    get  "/sign-offs/{id}"                                   see_requirement  signoff::web::show_request;
    post "/sign-offs/{id}/attest"                            attest           signoff::web::attest;
    post "/sign-offs/{id}/return"                            return           signoff::web::send_back;
    post "/sign-offs/{id}/recall"                            recall           training::web::recall;
}

lines! {
    /// Doors that only the demo has.
    DEMO, demo;
    post "/login/persona/{key}"                              open             people::web::log_in_as;
    post "/demo/token/{persona}"                             open             people::web::demo_token;
}

api! {
    get    "/api/v1/me"                                          own              people::api::me;
    post   "/api/v1/me/language"                                 own              people::api::choose_language;
    post   "/api/v1/me/password"                                 own              people::api::set_password;
    get    "/api/v1/me/sessions"                                 own              people::api::sessions;
    delete "/api/v1/me/sessions"                                 own              people::api::end_other_sessions;
    delete "/api/v1/me/sessions/{session}"                       own              people::api::end_session;
    get    "/api/v1/me/tokens"                                   own              people::api::tokens;
    delete "/api/v1/me/tokens/{id}"                              own              people::api::end_token;
    get    "/api/v1/me/look-ups"                                 read_access_log  audit::api::look_ups;
    get    "/api/v1/notices"                                     own              notices::api::notices;
    post   "/api/v1/notices/seen"                                own              notices::api::seen;
    get    "/api/v1/curricula"                                   own              curricula::api::curricula;
    get    "/api/v1/curricula/{code}/{version}"                  open             curricula::api::curriculum;
    get    "/api/v1/trainees"                                    list_trainees    training::api::trainees;
    get    "/api/v1/courses/outstanding"                         attest           courses::api::outstanding;
    get    "/api/v1/plans"                                       see_plan         training::api::plans;
    post   "/api/v1/plans"                                       assign_plan      training::api::assign;
    get    "/api/v1/plans/{plan}"                                see_plan         training::api::plan;
    delete "/api/v1/plans/{plan}"                                delete_plan      training::api::delete;
    post   "/api/v1/plans/{plan}/archive"                        archive_plan     training::api::archive;
    get    "/api/v1/plans/{plan}/entries"                        see_plan         logging::api::entries;
    post   "/api/v1/plans/{plan}/entries"                        register         logging::api::register;
    post   "/api/v1/plans/{plan}/entries/batch"                  register         logging::api::register_all;
    delete "/api/v1/plans/{plan}/entries/{entry}"                register         logging::api::withdraw;
    get    "/api/v1/plans/{plan}/requirements/{code}"            see_requirement  signoff::api::requirement;
    get    "/api/v1/plans/{plan}/requirements/{code}/approvers"  see_requirement  signoff::api::approvers;
    get    "/api/v1/dossiers/checklist"                          own              dossiers::api::checklist;
    get    "/api/v1/dossiers"                                    own              dossiers::api::list;
    post   "/api/v1/dossiers"                                    seal_dossier     dossiers::api::seal;
    get    "/api/v1/dossiers/{file}"                             own              dossiers::api::fetch;
    post   "/api/v1/dossiers/verify"                             open             dossiers::api::verify;
    post   "/api/v1/dossiers/{id}/send"                          send_dossier     cases::api::send;
    post   "/api/v1/dossiers/{id}/withdraw"                      send_dossier     cases::api::withdraw;
    post   "/api/v1/dossiers/{id}/supplements"                   send_dossier     cases::api::supplement;
    get    "/api/v1/cases"                                       see_case         cases::api::cases;
    post   "/api/v1/cases/find"                                  see_case         cases::api::find;
    get    "/api/v1/cases/{id}"                                  see_case         cases::api::case;
    get    "/api/v1/cases/{id}/dossiers/{file}"                  see_case         cases::api::dossier;
    get    "/api/v1/cases/{id}/documents/{document}"             see_case         cases::api::document;
    post   "/api/v1/cases/{id}/question"                         decide_case      cases::api::question;
    post   "/api/v1/cases/{id}/decision"                         decide_case      cases::api::decision;
    get    "/api/v1/keys"                                        open             dossiers::api::keys;
    get    "/api/v1/credentials"                                 own              credentials::api::list;
    get    "/api/v1/credentials/record"                          own              credentials::api::whole;
    post   "/api/v1/credentials/selection"                       own              credentials::api::selection;
    get    "/api/v1/credentials/keys/{thumbprint}"               open             credentials::api::key;
    get    "/api/v1/credentials/status/{list}"                   open             credentials::api::status_list;
    get    "/api/v1/credentials/status/{list}/token"             open             credentials::api::status_token;
    post   "/api/v1/oauth/token"                                 open             machines::api::token;
    get    "/.well-known/oauth-authorization-server"             open             machines::api::server;
    get    "/.well-known/jwt-vc-issuer"                          open             credentials::api::issuer;
    get    "/api/v1/employments"                                 own              employments::api::employments;
    post   "/api/v1/employments"                                 keep_overview    employments::api::add;
    post   "/api/v1/employments/confirm"                         keep_overview    employments::api::confirm;
    delete "/api/v1/employments/{id}"                            keep_overview    employments::api::remove;
    get    "/api/v1/documents"                                   see_document     documents::api::documents;
    post   "/api/v1/documents"                                   add_document     documents::api::add;
    get    "/api/v1/documents/unseen"                            verify_document  documents::api::unseen;
    get    "/api/v1/documents/{id}"                              see_document     documents::api::document;
    delete "/api/v1/documents/{id}"                              add_document     documents::api::withdraw;
    post   "/api/v1/documents/{id}/verify"                       verify_document  documents::api::verify;
    post   "/api/v1/documents/{id}/unverify"                     verify_document  documents::api::unverify;
    get    "/api/v1/sign-offs"                                   see_requirement  signoff::api::sign_offs;
    post   "/api/v1/sign-offs"                                   request_sign_off signoff::api::ask;
    get    "/api/v1/sign-offs/{id}"                              see_requirement  signoff::api::sign_off;
    post   "/api/v1/sign-offs/{id}/recall"                       recall           signoff::api::recall;
    post   "/api/v1/sign-offs/{id}/return"                       return           signoff::api::send_back;
    post   "/api/v1/sign-offs/{id}/attest"                       attest           signoff::api::attest;
    post   "/api/v1/sign-offs/attest"                            attest           signoff::api::attest_batch;
    post   "/api/v1/attestations"                                attest           signoff::api::attest_unasked;
    post   "/api/v1/credits"                                     credit           signoff::api::credit;
    post   "/api/v1/attestations/{id}/annulment"                 propose_annulment signoff::api::propose_annulment;
    get    "/api/v1/attestations/{id}/credential"                own              credentials::api::badge;
    get    "/api/v1/attestations/{id}/proof"                     see_requirement  audit::api::proof;
    get    "/api/v1/annulments"                                  confirm_annulment signoff::api::annulments;
    post   "/api/v1/annulments/{id}/confirm"                     confirm_annulment signoff::api::confirm_annulment;
    post   "/api/v1/annulments/{id}/drop"                        propose_annulment signoff::api::drop_annulment;
    post   "/api/v1/advice"                                      advise           signoff::api::advise;
    get    "/api/v1/delegations"                                 own              people::api::delegations;
    post   "/api/v1/delegations"                                 delegate         people::api::delegate;
    delete "/api/v1/delegations/{id}"                            own              people::api::end_delegation;
    get    "/api/v1/grants"                                      grant_role       people::api::grants;
    post   "/api/v1/grants"                                      grant_role       people::api::give_role;
    post   "/api/v1/grants/{id}/end"                             grant_role       people::api::end_role;
    get    "/api/v1/ledger/checkpoint"                           open             audit::api::checkpoint;
}

/// Every form of a page, and the door of the API that does the same.
pub const PAIRS: &[(&str, &str)] = &[
    ("/log/{plan}", "post /api/v1/plans/{plan}/entries/batch"),
    ("/employments", "post /api/v1/employments"),
    ("/employments/confirm", "post /api/v1/employments/confirm"),
    ("/employments/{id}/remove", "delete /api/v1/employments/{id}"),
    ("/documents", "post /api/v1/documents"),
    ("/dossiers", "post /api/v1/dossiers"),
    ("/dossiers/{id}/send", "post /api/v1/dossiers/{id}/send"),
    ("/dossiers/{id}/withdraw", "post /api/v1/dossiers/{id}/withdraw"),
    ("/dossiers/{id}/supplements", "post /api/v1/dossiers/{id}/supplements"),
    ("/cases/find", "post /api/v1/cases/find"),
    ("/cases/{id}/question", "post /api/v1/cases/{id}/question"),
    ("/cases/{id}/decision", "post /api/v1/cases/{id}/decision"),
    ("/credentials", "post /api/v1/credentials/selection"),
    ("/verify", "post /api/v1/dossiers/verify"),
    ("/documents/{id}/withdraw", "delete /api/v1/documents/{id}"),
    ("/documents/{id}/verify", "post /api/v1/documents/{id}/verify"),
    ("/documents/{id}/unverify", "post /api/v1/documents/{id}/unverify"),
    ("/delegations", "post /api/v1/delegations"),
    ("/delegations/{id}/end", "delete /api/v1/delegations/{id}"),
    ("/roles", "post /api/v1/grants"),
    ("/roles/{id}/end", "post /api/v1/grants/{id}/end"),
    ("/notices/seen", "post /api/v1/notices/seen"),
    ("/me/password", "post /api/v1/me/password"),
    ("/trainees/{person}/plans", "post /api/v1/plans"),
    ("/me/language", "post /api/v1/me/language"),
    ("/me/sessions/{session}/end", "delete /api/v1/me/sessions/{session}"),
    ("/me/tokens/{id}/end", "delete /api/v1/me/tokens/{id}"),
    ("/me/sessions/end-others", "delete /api/v1/me/sessions"),
    ("/plans/{plan}/advice", "post /api/v1/advice"),
    ("/plans/{plan}/delete", "delete /api/v1/plans/{plan}"),
    ("/plans/{plan}/archive", "post /api/v1/plans/{plan}/archive"),
    ("/plans/{plan}/requirements/{code}/entries", "post /api/v1/plans/{plan}/entries"),
    ("/plans/{plan}/entries/{entry}/withdraw", "delete /api/v1/plans/{plan}/entries/{entry}"),
    ("/plans/{plan}/requirements/{code}/sign-offs", "post /api/v1/sign-offs"),
    ("/plans/{plan}/requirements/{code}/attestations", "post /api/v1/attestations"),
    ("/plans/{plan}/requirements/{code}/marks", "post /api/v1/attestations"),
    ("/plans/{plan}/requirements/{code}/credit", "post /api/v1/credits"),
    ("/plans/{plan}/requirements/{code}/advice", "post /api/v1/advice"),
    ("/annulments/{id}/confirm", "post /api/v1/annulments/{id}/confirm"),
    ("/annulments/{id}/drop", "post /api/v1/annulments/{id}/drop"),
    ("/attestations/{id}/annulment", "post /api/v1/attestations/{id}/annulment"),
    ("/sign-offs/attest", "post /api/v1/sign-offs/attest"),
    ("/sign-offs/{id}/attest", "post /api/v1/sign-offs/{id}/attest"),
    ("/sign-offs/{id}/return", "post /api/v1/sign-offs/{id}/return"),
    ("/sign-offs/{id}/recall", "post /api/v1/sign-offs/{id}/recall"),
];

/// Forms that only begin or end a browser's session: a program has a token.
pub const OF_SESSIONS: &[&str] = &["/login", "/login/link/{token}", "/logout"];

/// Addresses under which no page stands, but a file.
const FILES: [&str; 1] = ["/documents/{id}"];

/// The nearest page above an address that shows none: of `/cases/7/decision` it is `/cases/7`.
pub fn page_above(path: &str) -> &str {
    let mut above = path;
    while let Some((next, _)) = above.rsplit_once('/').filter(|(next, _)| !next.is_empty()) {
        above = next;
        if PAGES
            .iter()
            .any(|line| line.method == "get" && !FILES.contains(&line.path) && fits(line.path, above))
        {
            return above;
        }
    }
    "/"
}

/// Whether an address is one of a line's.
fn fits(line: &str, path: &str) -> bool {
    let (mut names, mut parts) = (line.split('/'), path.split('/'));
    loop {
        match (names.next(), parts.next()) {
            (None, None) => return true,
            (Some(name), Some(part)) if name == part || name.starts_with('{') && !part.is_empty() => {}
            _ => return false,
        }
    }
}

/// The API's document (OpenAPI 3.1).
pub fn openapi() -> utoipa::openapi::OpenApi {
    <Document as utoipa::OpenApi>::openapi()
}

/// Pages and API of a portal.
pub fn portal(app: &App) -> Router {
    let document = axum::routing::get(async || axum::Json(openapi()));
    let known = from_fn_with_state((app.clone(), Names::new(|| Names::of(&openapi()))), known_only);
    let typed = from_fn_with_state(app.clone(), serving::web::keep);
    let mut router = pages()
        .route_layer(typed)
        .merge(api_router().route_layer(known))
        .route("/api/v1/openapi.json", document);
    if app.kind == Kind::Demo {
        router = router.merge(demo());
    }
    router.with_state(app.clone())
}
