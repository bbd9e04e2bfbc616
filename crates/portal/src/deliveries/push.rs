//! An address of the authority's that takes what is sent: each file by its SHA-256, then the letter. Each request carries a pass of its own,
//! which the portal signed for that request alone. Nothing that comes back is believed but the number of its status.

use std::time::Duration;

use credential::Pass;
use reqwest::{Body, Client, Method, RequestBuilder, Response, StatusCode, header, redirect};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::{
    parcel::{Held, Piece},
    tried::{Failed, Patience},
    ways::Errand,
};
use crate::config::is_here;

/// How long a pass is good, in seconds.
const PASS_SECONDS: i64 = 120;
/// The most that is read of an answer, so that the connection can be used again, in bytes.
const ANSWER_MAX: usize = 16 * 1024;
/// How long a connection is kept that nobody uses.
const IDLE: Duration = Duration::from_secs(30);

/// Lets everything in this process speak TLS through ring; whoever comes second finds it done.
pub(super) fn one_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Such an address.
#[derive(Debug)]
pub(super) struct Push {
    client: Client,
    address: String,
}

impl Push {
    /// The receiver at an address.
    pub(super) fn to(url: &Url, patience: Patience) -> Result<Self, Failed> {
        one_tls();
        let mut client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(patience.connect)
            .timeout(patience.answer)
            .pool_idle_timeout(IDLE)
            .user_agent(concat!("attest/", env!("CARGO_PKG_VERSION")));
        if is_here(url) {
            client = client.no_proxy();
        }
        let client = client.build().map_err(|error| Failed::known("unreachable").with(error))?;
        Ok(Self { client, address: url.as_str().trim_end_matches('/').to_owned() })
    }

    /// Whether it is there: it is asked for the first file. Whether it has the letter, it says when that comes again.
    pub(super) async fn reach(&self, call: &Errand<'_>) -> Result<bool, Failed> {
        match call.parcel.pieces.first() {
            Some(piece) => self.has(call, piece).await.map(|_| false),
            None => Ok(false),
        }
    }

    /// Whether it has a file.
    async fn has(&self, call: &Errand<'_>, piece: &Piece) -> Result<bool, Failed> {
        let answer = self.request(call, Method::HEAD, &file(piece), None).send().await;
        let status = answered(answer, true).await?;
        match status {
            _ if status.is_success() => Ok(true),
            StatusCode::NOT_FOUND => Ok(false),
            other => Err(said(other, true)),
        }
    }

    /// One file, piece by piece.
    pub(super) async fn give(&self, call: &Errand<'_>, piece: &Piece) -> Result<(), Failed> {
        if self.has(call, piece).await? {
            return Ok(());
        }
        let enclosed = &piece.enclosed;
        let body = match &piece.held {
            Held::Here(bytes) => Body::from(bytes.clone()),
            Held::Filed(digest) => {
                let pieces = call.app.files.read(digest).await;
                Body::wrap_stream(pieces.map_err(|error| Failed::known("file_damaged").with(error))?)
            }
        };
        let request = self.request(call, Method::PUT, &file(piece), Some(enclosed.sha256.clone()));
        let request = request
            .header(header::CONTENT_TYPE, &enclosed.media)
            .header(header::CONTENT_LENGTH, enclosed.bytes);
        taken(answered(request.body(body).send().await, false).await?, false)
    }

    /// The letter. Where no answer comes, it may have been taken.
    pub(super) async fn finish(&self, call: &Errand<'_>, letter: String) -> Result<(), Failed> {
        let digest = hex::encode(Sha256::digest(&letter));
        let request = self.request(call, Method::POST, "", Some(digest));
        let request = request.header(header::CONTENT_TYPE, "application/jose").body(letter);
        taken(answered(request.send().await, false).await?, false)
    }

    /// A request with its pass.
    fn request(
        &self,
        call: &Errand<'_>,
        method: Method,
        below: &str,
        digest: Option<String>,
    ) -> RequestBuilder {
        let (app, address) = (call.app, format!("{}{below}", self.address));
        let iat = (call.clock)().micros().div_euclid(1_000_000);
        let pass = Pass {
            iss: app.issuing.issuer.url.clone(),
            aud: self.address.clone(),
            iat,
            exp: iat + PASS_SECONDS,
            jti: hex::encode(app.world.random::<16>()),
            htm: method.to_string(),
            htu: address.clone(),
            digest,
        };
        self.client.request(method, address).bearer_auth(pass.sign(&app.issuing.key))
    }
}

fn file(piece: &Piece) -> String {
    format!("/files/{}", piece.enclosed.sha256)
}

/// The status of an answer, the rest of which is read and thrown away, up to a limit. `known`: without an answer nothing was taken.
async fn answered(answer: reqwest::Result<Response>, known: bool) -> Result<StatusCode, Failed> {
    let mut answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            let reason = match () {
                () if error.is_connect() => "unreachable",
                () if error.is_timeout() => "timeout",
                () => "broken_off",
            };
            return Err(Failed { known: known || error.is_connect(), ..Failed::known(reason) }
                .with(error.without_url()));
        }
    };
    let mut read = 0;
    while let Ok(Some(piece)) = answer.chunk().await {
        read += piece.len();
        if read > ANSWER_MAX {
            break;
        }
    }
    Ok(answer.status())
}

fn taken(status: StatusCode, known: bool) -> Result<(), Failed> {
    if status.is_success() { Ok(()) } else { Err(said(status, known)) }
}

/// What a status says that is none of success. Who stands before the receiver says these when it does not know what became of it.
fn said(status: StatusCode, known: bool) -> Failed {
    let unsure = matches!(status.as_u16(), 408 | 502..=504 | 520..=524);
    Failed { known: known || !unsure, ..Failed::known(format!("answered_{}", status.as_u16())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_no_answer_of_the_receivers_leaves_it_open() {
        for (status, known) in [
            (400, true),
            (409, true),
            (500, true),
            (503, false),
            (520, false),
            (302, true),
            (408, false),
            (502, false),
            (504, false),
        ] {
            let failed = taken(StatusCode::from_u16(status).unwrap(), false).unwrap_err();
            assert_eq!((failed.known, failed.reason), (known, format!("answered_{status}")));
        }
        assert!(taken(StatusCode::CREATED, false).is_ok());
    }
}
