//! Listening and answering: the router in its front, health, metrics, who the caller is behind a proxy, and a graceful end.

mod kept;

use std::{future::Future, net::SocketAddr, time::Duration};

use ::web::{
    Problem,
    front::{self, Settings},
    page,
};
use anyhow::{Context as _, Result};
use axum::{
    Router,
    extract::{ConnectInfo, Request, State},
    http::{Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;

pub use kept::keep;

use super::{is_trustworthy, metrics, tidy};
use crate::{
    api, config::Config, deliveries, documents, door, dossiers, installation, portal::App, routes, show,
};

/// How long running requests get to end when the portal stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Where a request came from: the address that limits on tries count by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peer(pub String);

/// The routes that tell how the portal is.
pub fn health() -> Router<App> {
    Router::new().route("/healthz", get(healthz)).route("/readyz", get(readyz))
}

async fn healthz() -> &'static str {
    "ok\n"
}

async fn readyz(State(app): State<App>) -> Response {
    match installation::not_ready(&app.db).await {
        // Reading and approving go on without it; whoever watches the portal is told.
        None => match app.ledger.check().await {
            Ok(()) => "ready\n".into_response(),
            Err(trouble) => format!("ready\nthe ledger signs nothing: {trouble}\n").into_response(),
        },
        Some(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n")).into_response(),
    }
}

fn figures<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let plain = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Router::new().route("/metrics", get(move || async move { (plain, metrics::text()) }))
}

/// Everything this portal answers, in its front.
pub fn service(app: &App, config: &Config) -> Router {
    metrics::start();
    let mut settings = Settings::new(|error| show::error_page(error, routes::page_above(error.path)));
    settings.origin = config.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    settings.trustworthy = is_trustworthy(config);
    settings.lang = app.lang;
    settings.detail = Box::new(|lang, problem| Some(api::detail(lang, problem)));
    let readers = app.clone();
    settings.reader = Box::new(move |headers| Box::pin(door::language(headers, readers.clone())));
    settings.larger = [documents::LARGER, dossiers::LARGER].concat();
    settings.measured = Box::new(metrics::note);
    let mut router = routes::portal(app).merge(health().with_state(app.clone()));
    if config.metrics_listen.is_none() {
        router = router.merge(figures());
    }
    let behind_proxy = config.behind_proxy;
    let router = router.layer(from_fn(lead_to_log_in)).layer(from_fn_with_state(behind_proxy, note_peer));
    front::wrap(router, settings)
}

/// Notes where the request came from.
async fn note_peer(State(behind_proxy): State<bool>, mut request: Request, next: Next) -> Response {
    let peer = peer(&request, behind_proxy);
    request.extensions_mut().insert(peer);
    next.run(request).await
}

/// The caller's address; behind a proxy of ours the last one it wrote.
fn peer(request: &Request, behind_proxy: bool) -> Peer {
    let direct = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    let mut forwarded =
        request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let last =
        forwarded.next_back().and_then(|value| value.rsplit(',').next()).map(|one| one.trim().to_owned());
    Peer(if behind_proxy { last.or(direct) } else { direct }.unwrap_or_default())
}

/// A reader who must log in first is led there, and comes back; a program is told.
async fn lead_to_log_in(request: Request, next: Next) -> Response {
    let page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    let asked = request.uri().path_and_query().map(|path| path.as_str().to_owned());
    let returning = request.headers().contains_key(header::COOKIE);
    let response = next.run(request).await;
    let refused =
        response.extensions().get::<Problem>().is_some_and(|problem| problem.refusal == "not_logged_in");
    if !(page && refused) {
        return response;
    }
    let mut target = show::log_in(asked.as_deref().unwrap_or("/"));
    if returning {
        target.push_str(if target.contains('?') { "&expired=1" } else { "?expired=1" });
    }
    page::see_other(&target)
}

/// A portal that has its address and has not begun to answer.
pub struct Listening {
    pages: TcpListener,
    figures: Option<TcpListener>,
    app: App,
    router: Router,
}

/// Takes the addresses.
pub async fn listen(app: App, config: &Config) -> Result<Listening> {
    let take = async |address: SocketAddr| {
        TcpListener::bind(address).await.with_context(|| {
            format!("{address} cannot be listened on; name another with --listen (port 0 takes a free one)")
        })
    };
    let pages = take(config.listen).await?;
    let figures = match config.metrics_listen {
        Some(address) => Some(take(address).await?),
        None => None,
    };
    let router = service(&app, config);
    Ok(Listening { pages, figures, app, router })
}

impl Listening {
    /// The address taken.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.pages.local_addr()?)
    }

    /// Answers until `stop`; then lets running requests end, the ledger sign what waits, and the database close.
    pub async fn answer(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let Self { pages, figures: apart, app, router } = self;
        let (world, ledger) = (app.world.clone(), app.ledger.clone());
        let sequencer = tokio::spawn(ledger.clone().run(move || world.now()));
        let tidying = tokio::spawn(tidy::run(app.clone()));
        let figures_task =
            apart.map(|listener| tokio::spawn(axum::serve(listener, figures::<()>()).into_future()));
        let (stopping, stopped) = tokio::sync::watch::channel(false);
        let mut told = stopped.clone();
        let mut delivering = tokio::spawn(deliveries::run(app.clone(), stopped.clone()));
        let graceful = axum::serve(pages, router.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move { _ = told.wait_for(|stopping| *stopping).await });
        let server = tokio::spawn(graceful.into_future());
        stop.await;
        tracing::info!("Stopping: running requests may end");
        let _ = stopping.send(true);
        match tokio::time::timeout(FAREWELL, server).await {
            Ok(done) => done??,
            Err(_) => tracing::warn!("Some requests did not end in time"),
        }
        drop(stopped);
        sequencer.abort();
        tidying.abort();
        if tokio::time::timeout(FAREWELL, &mut delivering).await.is_err() {
            delivering.abort(); // it is tried again, as after a kill
        }
        if let Some(task) = figures_task {
            task.abort();
        }
        let world = app.world.clone();
        match ledger.drain_within(FAREWELL, || world.now()).await {
            Ok(Some(_)) => {}
            Ok(None) => {
                tracing::warn!("Leaves still wait: another server signs them, or this one when it is back")
            }
            Err(trouble) => tracing::error!("The ledger could not sign what waits: {trouble}"),
        }
        app.db.clone().close().await;
        Ok(())
    }
}
