//! `attest demo` and `attest serve`: a portal that answers until it is told to stop.

use std::{io::IsTerminal as _, path::PathBuf};

use anyhow::Context as _;
use tracing_subscriber::EnvFilter;

use super::{Failure, say};
use crate::{config::Config, demo, door, installation::Kind, people, portal::App, serving, world::World};

/// A portal with the demo world. Without a folder or database it lives in a temporary folder, which goes when it stops.
pub(super) async fn demo(config: Config, expose: bool) -> Result<(), Failure> {
    if !config.listen.ip().is_loopback() && !expose {
        return Err(Failure::usage(format!(
            "in a demo anybody logs in as anybody, and others can reach {}; listen on 127.0.0.1, or add --expose",
            config.listen
        )));
    }
    log(&config)?;
    let stop = stopped()?;
    let (folder, _temporary) = demo_folder(&config)?;
    let opened = serving::open(&config, &folder, Kind::Demo, World::real()).await?;
    if door::read(&opened.app, |c| Box::pin(async move { Ok(people::personas(c).await?) })).await?.is_empty()
    {
        demo::build(&opened.app).await?;
    }
    answer("Attest demo", opened.app, &config, stop).await
}

/// The folder, and what removes it again when it is a temporary one.
fn demo_folder(config: &Config) -> Result<(PathBuf, Option<tempfile::TempDir>), Failure> {
    if let Some(folder) = &config.data {
        return Ok((folder.clone(), None));
    }
    let temporary = tempfile::Builder::new().prefix("attest-demo-").tempdir();
    let temporary = temporary.context("a temporary folder cannot be made; name one with --data")?;
    Ok((temporary.path().to_owned(), Some(temporary)))
}

/// The real thing.
pub(super) async fn serve(config: Config) -> Result<(), Failure> {
    log(&config)?;
    let stop = stopped()?;
    let opened = serving::open(&config, config.data_folder(), Kind::Real, World::real()).await?;
    answer("Attest", opened.app, &config, stop).await
}

async fn answer(
    name: &str,
    app: App,
    config: &Config,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
    let listening = serving::listen(app, config).await?;
    say(format!("{name}: http://{}", listening.address()?));
    tracing::info!(address = %listening.address()?, "Answering");
    Ok(listening.answer(stop).await?)
}

/// Logs go to stderr; results have stdout to themselves.
fn log(config: &Config) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&config.log);
    let filter = filter.map_err(|error| Failure::usage(format!("the setting log is no filter: {error}")))?;
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = if config.log_json { logs.json().try_init() } else { logs.try_init() };
    started.map_err(|error| Failure::failed(format!("logs cannot be started: {error}")))
}

/// Ready when somebody wants it to stop (Ctrl-C, or SIGTERM). Listened for from now on, so that nothing is left behind by a stop
/// that comes early.
fn stopped() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let cannot = "signals cannot be listened for";
    let mut interrupt = signal(SignalKind::interrupt()).context(cannot)?;
    let mut terminate = signal(SignalKind::terminate()).context(cannot)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
