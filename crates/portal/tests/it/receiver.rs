//! An authority's address that takes what is sent: it believes a pass and a letter of the portal's published key only, and may be told to
//! behave badly.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
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
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle, time::timeout};

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Good,
    /// It answers the letter with this, and has not taken it.
    Says(u16),
    /// It answers so whatever it is given, and takes nothing.
    Refuses(u16),
    /// It takes the letter, and is never heard of again.
    TakesInSilence,
    /// It never answers anything.
    BlackHole,
    /// It waits at this method until it is let go.
    WaitsAt(&'static str),
}

/// What it has.
#[derive(Default)]
pub(crate) struct Has {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) letters: Vec<Letter>,
    pub(crate) asked: Vec<String>,
    passes: Vec<String>,
}

pub(crate) struct Receiver {
    pub(crate) address: String,
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
    took: Notify,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Receiver {
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/in", listener.local_addr().unwrap());
        let inner = Arc::new(Inner {
            address: address.clone(),
            mood: Mutex::new(Mood::Good),
            has: Mutex::default(),
            keys: Mutex::default(),
            came: Notify::new(),
            go: Notify::new(),
            took: Notify::new(),
        });
        let router = Router::new()
            .route("/in/files/{digest}", any(file))
            .route("/in", post(letter))
            .with_state(inner.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, inner, task }
    }

    /// Whose signatures it believes: the keys that a portal publishes as JSON Web Keys.
    pub(crate) fn knows(&self, published: &Value) {
        let keys = published["jwks"]["keys"].as_array().unwrap();
        let keys = keys.iter().map(|key| PublicKey::from_text(&key.to_string()).unwrap());
        *self.inner.keys.lock().unwrap() = keys.collect();
    }

    pub(crate) fn is(&self, mood: Mood) {
        *self.inner.mood.lock().unwrap() = mood;
        self.inner.go.notify_waiters();
    }

    /// It behaves otherwise from the next request on; who waits now waits on.
    pub(crate) fn turns(&self, mood: Mood) {
        *self.inner.mood.lock().unwrap() = mood;
    }

    /// Waits until somebody waits there.
    pub(crate) async fn came(&self) {
        soon(self.inner.came.notified()).await;
    }

    /// Waits until it has taken a letter, whether or not it has said so.
    pub(crate) async fn took(&self) {
        soon(self.inner.took.notified()).await;
    }

    /// Forgets what it has.
    pub(crate) fn forgets(&self) {
        *self.inner.has.lock().unwrap() = Has::default();
    }

    pub(crate) fn has<T>(&self, look: impl FnOnce(&Has) -> T) -> T {
        look(&self.inner.has.lock().unwrap())
    }
}

/// It happens within two minutes, or the test is lost.
pub(crate) async fn soon<T>(what: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(120), what).await.expect("it happens")
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
            Mood::Good | Mood::Says(_) | Mood::Refuses(_) | Mood::TakesInSilence | Mood::WaitsAt(_) => {}
        }
    }
}

async fn file(State(it): State<Arc<Inner>>, Path(digest): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let address = format!("{}/files/{digest}", it.address);
    let put = parts.method == Method::PUT;
    it.admits(parts.method.as_str(), &address, &parts.headers, put.then_some(&body[..])).await;
    let mood = *it.mood.lock().unwrap();
    if let (true, Mood::Refuses(status)) = (put, mood) {
        return StatusCode::from_u16(status).unwrap().into_response();
    }
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
    if let Mood::Says(status) | Mood::Refuses(status) = mood {
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
        it.took.notify_one();
    }
    if mood == Mood::TakesInSilence {
        std::future::pending::<()>().await;
    }
    // Whatever stands in an answer is thrown away.
    (StatusCode::OK, "x".repeat(100_000)).into_response()
}
