//! A folder that the authority watches, or S3: a place for each thing sent, named by case and number, in which each file lies under its
//! SHA-256. The letter comes last, whole: whoever waits for it finds the rest.

use std::sync::Arc;

use credential::Letter;
use futures_util::TryStreamExt as _;
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt as _, PutPayload, RetryConfig, aws::AmazonS3Builder,
    local::LocalFileSystem, path::Path,
};

use super::{
    parcel::{Held, Parcel, Piece},
    tried::{Failed, Patience},
    ways::Errand,
};
use crate::config::{Way, is_here};

/// What the letter is called.
const LETTER: &str = "letter.jws";
/// The longest letter that is read, in bytes.
const LETTER_MAX: u64 = 1 << 20;

/// A place for objects.
#[derive(Debug)]
pub(super) struct Objects {
    place: Arc<dyn ObjectStore>,
    prefix: String,
}

impl Objects {
    /// The one that a way names.
    pub(super) fn at(way: &Way, patience: Patience) -> Result<Self, Failed> {
        let unusable = |error: object_store::Error| Failed::known("unreachable").with(error);
        match way {
            Way::Folder(folder) => {
                let place = LocalFileSystem::new_with_prefix(folder).map_err(unusable)?.with_fsync(true);
                Ok(Self { place: Arc::new(place), prefix: String::new() })
            }
            Way::S3 { bucket, prefix, endpoint, region } => {
                super::push::one_tls();
                let plain = endpoint.as_ref().is_some_and(|at| at.scheme() == "http" && is_here(at));
                let options = ClientOptions::new()
                    .with_connect_timeout(patience.connect)
                    .with_timeout(patience.answer)
                    .with_allow_http(plain);
                let mut place = AmazonS3Builder::from_env().with_bucket_name(bucket);
                if let Some(region) = region {
                    place = place.with_region(region);
                }
                if let Some(endpoint) = endpoint {
                    place = place.with_endpoint(endpoint.as_str().trim_end_matches('/'));
                }
                // The queue tries again, and says so meanwhile.
                let once = RetryConfig { max_retries: 0, ..RetryConfig::default() };
                let place = place.with_client_options(options).with_retry(once).build().map_err(unusable)?;
                Ok(Self { place: Arc::new(place), prefix: prefix.clone() })
            }
            Way::Push(_) => Err(Failed::known("no_way")),
        }
    }

    fn path(&self, parcel: &Parcel, name: &str) -> Path {
        Path::from(format!("{}/{}/{name}", self.prefix, parcel.place()))
    }

    /// Whether an object of this length is there.
    async fn has(&self, path: &Path, bytes: u64) -> Result<bool, Failed> {
        match self.place.head(path).await {
            Ok(there) => Ok(there.size == bytes),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(failed(error, true)),
        }
    }

    /// Whether its letter is there: then so is all that it names. Another's letter is not taken for it, and nothing is put beside it.
    pub(super) async fn reach(&self, call: &Errand<'_>) -> Result<bool, Failed> {
        let path = self.path(call.parcel, LETTER);
        let there = match self.place.get(&path).await {
            Ok(there) => there,
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(failed(error, true)),
        };
        if there.meta.size > LETTER_MAX {
            return Err(Failed::known("occupied"));
        }
        let text = there.bytes().await.map_err(|error| failed(error, true))?;
        let keys = &call.app.sealing.keys.credentials;
        let letter = std::str::from_utf8(&text).ok().and_then(|text| Letter::open(text, keys).ok());
        match letter {
            Some(letter) if call.parcel.is_told_by(&letter) => Ok(true),
            _ => Err(Failed::known("occupied")),
        }
    }

    /// One file, whole or not at all. It is in memory while it is written: documents have a limit.
    pub(super) async fn give(&self, call: &Errand<'_>, piece: &Piece) -> Result<(), Failed> {
        let path = self.path(call.parcel, &piece.enclosed.sha256);
        if self.has(&path, piece.enclosed.bytes).await? {
            return Ok(());
        }
        let payload = match &piece.held {
            Held::Here(bytes) => PutPayload::from(bytes.clone()),
            Held::Filed(digest) => {
                let damaged = |error: anyhow::Error| Failed::known("file_damaged").with(error);
                let pieces = call.app.files.read(digest).await.map_err(damaged)?;
                let pieces: Vec<bytes::Bytes> =
                    pieces.try_collect().await.map_err(|error| damaged(error.into()))?;
                pieces.into_iter().collect()
            }
        };
        self.place.put(&path, payload).await.map(drop).map_err(|error| failed(error, false))
    }

    /// The letter.
    pub(super) async fn finish(&self, parcel: &Parcel, letter: String) -> Result<(), Failed> {
        let written = self.place.put(&self.path(parcel, LETTER), letter.into()).await;
        written.map(drop).map_err(|error| failed(error, false))
    }
}

/// Why it failed. `known`: also where the error does not say so, nothing was taken. What the error says stays out of the log: it names
/// the case, and quotes answers.
fn failed(error: object_store::Error, known: bool) -> Failed {
    use object_store::Error;
    let (reason, refused) = match &error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => ("refused", true),
        Error::NotFound { .. } => ("not_found", true),
        _ => ("broken_off", false),
    };
    let mut causes = std::iter::successors(Some(&error as &dyn std::error::Error), |cause| cause.source());
    let kind = causes.find_map(|cause| Some(cause.downcast_ref::<std::io::Error>()?.kind()));
    let failed = Failed { known: known || refused, ..Failed::known(reason) };
    match kind {
        Some(kind) => failed.with(std::io::Error::from(kind)),
        None => failed,
    }
}
