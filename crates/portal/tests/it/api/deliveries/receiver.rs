//! An authority's address that takes what is sent: it believes a pass and a letter of the portal's published key only, and may be told to
//! behave badly.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, Request, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
    routing::{any, post},
};
use credential::{Letter, Pass, PublicKey};
use db::Db;
use sha2::{Digest as _, Sha256};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

use super::Away;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Good,
    /// It answers the letter with this, and has not taken it.
    Says(u16),
    /// It takes the letter, and is never heard of again.
    TakesInSilence,
    /// It never answers anything.
    BlackHole,
    /// It waits at this method until it is let go.
    WaitsAt(&'static str),
}

/// What it has.
#[derive(Default)]
pub(super) struct Has {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) letters: Vec<Letter>,
    pub(super) asked: Vec<String>,
    passes: Vec<String>,
}

pub(super) struct Receiver {
    pub(super) address: String,
    inner: Arc<Inner>,
    task: JoinHandle<()>,
}

struct Inner {
    address: String,
    mood: Mutex<Mood>,
    has: Mutex<Has>,
    keys: Mutex<Vec<PublicKey>>,
    came: Notify,
    go: Notify,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Receiver {
    pub(super) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/in", listener.local_addr().unwrap());
        let inner = Arc::new(Inner {
            address: address.clone(),
            mood: Mutex::new(Mood::Good),
            has: Mutex::default(),
            keys: Mutex::default(),
            came: Notify::new(),
            go: Notify::new(),
        });
        let router = Router::new()
            .route("/in/files/{digest}", any(file))
            .route("/in", post(letter))
            .with_state(inner.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, inner, task }
    }

    /// It, and a portal that pushes to it.
    pub(super) async fn with_portal(db: &Db) -> (Self, Away) {
        let receiver = Self::new().await;
        let away = Away::new(db, &format!("push = \"{}\"\n", receiver.address)).await;
        receiver.knows(&away).await;
        (receiver, away)
    }

    /// Fetches the keys that the portal publishes.
    pub(super) async fn knows(&self, away: &Away) {
        let published =
            away.api.send(None, Method::GET, "/.well-known/jwt-vc-issuer", &[], Vec::new()).await.is(200);
        let keys = published.body["jwks"]["keys"].as_array().unwrap();
        *self.inner.keys.lock().unwrap() =
            keys.iter().map(|key| PublicKey::from_text(&key.to_string()).unwrap()).collect();
    }

    pub(super) fn is(&self, mood: Mood) {
        *self.inner.mood.lock().unwrap() = mood;
        self.inner.go.notify_waiters();
    }

    /// Waits until somebody waits there.
    pub(super) async fn came(&self) {
        self.inner.came.notified().await;
    }

    /// Forgets what it has.
    pub(super) fn forgets(&self) {
        *self.inner.has.lock().unwrap() = Has::default();
    }

    pub(super) fn has<T>(&self, look: impl FnOnce(&Has) -> T) -> T {
        look(&self.inner.has.lock().unwrap())
    }
}

impl Inner {
    /// Whether whoever calls is the portal, for this request alone. It stands as long as its mood says.
    async fn admits(&self, method: &str, address: &str, headers: &HeaderMap, body: Option<&[u8]>) {
        let bearer = headers["authorization"].to_str().unwrap().strip_prefix("Bearer ").unwrap();
        let pass = Pass::open(bearer, &self.keys.lock().unwrap()).unwrap();
        assert_eq!((&*pass.aud, &*pass.htm, &*pass.htu), (&*self.address, method, address));
        assert!(pass.exp > pass.iat && pass.exp <= pass.iat + 120, "{pass:?}");
        assert_eq!(pass.digest, body.map(|body| hex::encode(Sha256::digest(body))));
        {
            let mut has = self.has.lock().unwrap();
            assert!(!has.passes.contains(&pass.jti), "each pass is of one request");
            has.passes.push(pass.jti);
            has.asked.push(method.to_owned());
        }
        let mood = *self.mood.lock().unwrap();
        match mood {
            Mood::BlackHole => std::future::pending().await,
            Mood::WaitsAt(at) if at == method => {
                let go = self.go.notified();
                self.came.notify_one();
                go.await;
            }
            Mood::Good | Mood::Says(_) | Mood::TakesInSilence | Mood::WaitsAt(_) => {}
        }
    }
}

async fn file(State(it): State<Arc<Inner>>, Path(digest): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let address = format!("{}/files/{digest}", it.address);
    let put = parts.method == Method::PUT;
    it.admits(parts.method.as_str(), &address, &parts.headers, put.then_some(&body[..])).await;
    let mut has = it.has.lock().unwrap();
    if put {
        assert_eq!(hex::encode(Sha256::digest(&body)), digest);
        has.files.insert(digest, body.to_vec());
        return StatusCode::CREATED.into_response();
    }
    assert_eq!(parts.method, Method::HEAD);
    if has.files.contains_key(&digest) { StatusCode::OK } else { StatusCode::NOT_FOUND }.into_response()
}

async fn letter(State(it): State<Arc<Inner>>, headers: HeaderMap, body: Bytes) -> Response {
    it.admits("POST", &it.address, &headers, Some(&body)).await;
    assert_eq!(headers["content-type"], "application/jose");
    let mood = *it.mood.lock().unwrap();
    if let Mood::Says(status) = mood {
        return StatusCode::from_u16(status).unwrap().into_response();
    }
    {
        let letter = Letter::open(std::str::from_utf8(&body).unwrap(), &it.keys.lock().unwrap()).unwrap();
        let mut has = it.has.lock().unwrap();
        for file in &letter.files {
            let held = has.files.get(&file.sha256).unwrap_or_else(|| panic!("{} did not come", file.name));
            assert_eq!(held.len() as u64, file.bytes);
        }
        has.letters.push(letter);
    }
    if mood == Mood::TakesInSilence {
        std::future::pending::<()>().await;
    }
    // Whatever stands in an answer is thrown away.
    (StatusCode::OK, "x".repeat(100_000)).into_response()
}
