//! PostgreSQL: how it is reached, and the pool of connections to it.

use std::{error::Error as StdError, net::IpAddr, sync::Arc, time::Duration};

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use futures_util::future::BoxFuture;
use rustls::pki_types::{CertificateDer, pem::PemObject};
use tokio_postgres::{
    Config, NoTls,
    config::{Host, SslMode},
};

use super::{Link, postgres_session::Session};
use crate::{Conn, Fault, work::caught_async};

/// Connections of one server process; PostgreSQL's own limit is 100 for all of them.
pub(crate) const CONNECTIONS_MAX: usize = 16;
/// How long a request waits for a connection, or for a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// One plan a statement, whatever is bound, as on SQLite: planning what standings a person has costs more than finding them. Pages
/// read little, by index: compiling a plan to machine code never pays, and a step through an index costs hardly more than the next page.
const SETTINGS: &str = "-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1";

pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// `roots` names a PEM file with the authorities to believe instead of the public ones.
    pub(crate) async fn open(
        mut config: Config,
        roots: Option<&str>,
        connections: usize,
    ) -> Result<Self, Fault> {
        if config.get_application_name().is_none() {
            config.application_name("attest");
        }
        let settings = format!("{SETTINGS} {}", config.get_options().unwrap_or_default());
        config.options(settings.trim_end());
        config.connect_timeout(PATIENCE);
        let kept = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if wants_tls(&config) {
            config.ssl_mode(SslMode::Require);
            Manager::from_config(config, tls(roots)?, kept)
        } else {
            Manager::from_config(config, NoTls, kept)
        };
        let pool = Pool::builder(manager)
            .max_size(connections)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .build()
            .map_err(Fault::broken)?;
        let opened = Self { pool };
        opened.session().await?; // an unreachable server is said at start
        Ok(opened)
    }

    pub(crate) async fn session(&self) -> Result<Session, Fault> {
        let client = self.pool.get().await.map_err(|e| Fault::unavailable(chain(&e)))?;
        Ok(Session::on(client))
    }

    pub(crate) async fn read<T, E: From<Fault>>(
        &self,
        read: impl for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
    ) -> Result<T, E> {
        let mut conn = Conn::new(Link::Postgres(self.session().await?));
        caught_async(read(&mut conn)).await?
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }
}

/// Not on this machine, unless the address says otherwise; always when it says `require`.
fn wants_tls(config: &Config) -> bool {
    match config.get_ssl_mode() {
        SslMode::Disable => false,
        SslMode::Require => true,
        _ => config.get_hosts().iter().any(|host| match host {
            Host::Tcp(name) => name != "localhost" && !name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback()),
            Host::Unix(_) => false,
        }),
    }
}

fn tls(roots: Option<&str>) -> Result<tokio_postgres_rustls::MakeRustlsConnect, Fault> {
    let mut believed = rustls::RootCertStore::empty();
    match roots {
        None => believed.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            let unread = |e| Fault::broken(format!("sslrootcert {path}: {e}"));
            for certificate in CertificateDer::pem_file_iter(path).map_err(unread)? {
                believed.add(certificate.map_err(unread)?).map_err(Fault::broken)?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Fault::broken)?
        .with_root_certificates(believed)
        .with_no_client_auth();
    Ok(tokio_postgres_rustls::MakeRustlsConnect::new(config))
}

/// An error and its causes in one line: the driver's own line often says only where.
pub(crate) fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
