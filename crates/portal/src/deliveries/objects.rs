//! A folder that the authority watches, or S3: a place for each thing sent, named by case and number, in which each file lies under its
//! SHA-256. The letter comes last, whole: whoever waits for it finds the rest.

use std::{io::ErrorKind, sync::Arc};

use credential::{Enclosed, Letter};
use futures_util::TryStreamExt as _;
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt as _, PutPayload, RetryConfig,
    aws::AmazonS3Builder,
    client::{HttpClient, HttpConnector},
    path::Path,
};
use sha2::{Digest as _, Sha256};

use super::{
    folder::Folder,
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
    place: Place,
    prefix: String,
}

#[derive(Debug)]
enum Place {
    Folder(Folder),
    Bucket(Arc<dyn ObjectStore>),
}

impl Objects {
    /// The one that the way of a scheme names.
    pub(super) fn at(scheme: &str, way: &Way, patience: Patience) -> Result<Self, Failed> {
        match way {
            Way::Folder(folder) => {
                Ok(Self { place: Place::Folder(Folder::of(scheme, folder)), prefix: String::new() })
            }
            Way::S3 { bucket, prefix, endpoint, region } => {
                super::push::one_tls();
                let here = endpoint.as_ref().is_some_and(is_here);
                let plain = here && endpoint.as_ref().is_some_and(|at| at.scheme() == "http");
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
                if here {
                    place = place.with_http_connector(Straight(patience));
                }
                // The queue tries again, and says so meanwhile.
                let once = RetryConfig { max_retries: 0, ..RetryConfig::default() };
                let place = place.with_client_options(options).with_retry(once).build();
                let place = place.map_err(|error| Failed::known("unreachable").with(error))?;
                Ok(Self { place: Place::Bucket(Arc::new(place)), prefix: prefix.clone() })
            }
            Way::Push(_) => Err(Failed::known("no_way")),
        }
    }

    /// Where it all lies, looked for anew each time.
    async fn place(&self) -> Result<Arc<dyn ObjectStore>, Failed> {
        match &self.place {
            Place::Folder(folder) => folder.found().await,
            Place::Bucket(bucket) => Ok(bucket.clone()),
        }
    }

    fn path(&self, parcel: &Parcel, name: &str) -> Path {
        Path::from(format!("{}/{}/{name}", self.prefix, parcel.place()))
    }

    /// Whether a file is there, and is what it is called by: its length alone says too little.
    async fn has(&self, path: &Path, enclosed: &Enclosed) -> Result<bool, Failed> {
        let there = match self.place().await?.get(path).await {
            Ok(there) => there,
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(failed(error, true)),
        };
        if there.meta.size != enclosed.bytes {
            return Ok(false);
        }
        let (mut sum, mut pieces) = (Sha256::new(), there.into_stream());
        while let Some(piece) = pieces.try_next().await.map_err(|error| failed(error, true))? {
            sum.update(&piece);
        }
        Ok(hex::encode(sum.finalize()) == enclosed.sha256)
    }

    /// Writes one object, whole or not at all.
    async fn put(&self, path: &Path, payload: PutPayload) -> Result<(), Failed> {
        self.place().await?.put(path, payload).await.map_err(|error| failed(error, false))?;
        // Gone meanwhile, it may have been written where nobody looks.
        self.place().await.map(drop).map_err(|gone| Failed { known: false, ..gone })
    }

    /// Whether its letter is there: then so is all that it names. Another's letter is not taken for it, and nothing is put beside it.
    pub(super) async fn reach(&self, call: &Errand<'_>) -> Result<bool, Failed> {
        let path = self.path(call.parcel, LETTER);
        let there = match self.place().await?.get(&path).await {
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
        if self.has(&path, &piece.enclosed).await? {
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
        self.put(&path, payload).await
    }

    /// The letter.
    pub(super) async fn finish(&self, parcel: &Parcel, letter: String) -> Result<(), Failed> {
        self.put(&self.path(parcel, LETTER), letter.into()).await
    }
}

/// What speaks to an endpoint on this machine: no proxy stands between.
#[derive(Debug)]
struct Straight(Patience);

impl HttpConnector for Straight {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let Self(Patience { connect, answer }) = *self;
        let client = reqwest::Client::builder().no_proxy().connect_timeout(connect).timeout(answer).build();
        let failed = |source| object_store::Error::Generic { store: "S3", source: Box::new(source) };
        client.map(HttpClient::new).map_err(failed)
    }
}

/// Why it failed. `known`: also where the error does not say so, nothing was taken. What the error says stays out of the log: it names
/// the case, and quotes answers.
fn failed(error: object_store::Error, known: bool) -> Failed {
    use object_store::Error;
    let mut causes = std::iter::successors(Some(&error as &dyn std::error::Error), |cause| cause.source());
    let kind = causes.find_map(|cause| Some(cause.downcast_ref::<std::io::Error>()?.kind()));
    let (reason, refused) = match (&error, kind) {
        (Error::PermissionDenied { .. } | Error::Unauthenticated { .. }, _) => ("refused", true),
        (Error::NotFound { .. }, _) => ("not_found", true),
        // A file is written beside its place and put there last, so that none of these leaves one.
        (
            _,
            Some(
                ErrorKind::PermissionDenied
                | ErrorKind::ReadOnlyFilesystem
                | ErrorKind::NotADirectory
                | ErrorKind::IsADirectory,
            ),
        ) => ("refused", true),
        _ => ("broken_off", false),
    };
    let failed = Failed { known: known || refused, ..Failed::known(reason) };
    match kind {
        Some(kind) => failed.with(std::io::Error::from(kind)),
        None => failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_may_not_be_written_to_has_taken_nothing() {
        for (kind, reason, known) in [
            (ErrorKind::PermissionDenied, "refused", true),
            (ErrorKind::ReadOnlyFilesystem, "refused", true),
            (ErrorKind::NotADirectory, "refused", true),
            (ErrorKind::TimedOut, "broken_off", false),
            (ErrorKind::Other, "broken_off", false),
        ] {
            let source = Box::new(std::io::Error::from(kind));
            let said = failed(object_store::Error::Generic { store: "folder", source }, false);
            assert_eq!((&*said.reason, said.known), (reason, known), "{kind}");
        }
    }
}
