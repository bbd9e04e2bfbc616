//! What is sent on outlives a kill at every step of sending: cut off anywhere, it comes, and counts once.

use std::{
    collections::BTreeMap,
    env, fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use credential::Letter;
use db::{sql, testing};
use p256::pkcs8::EncodePublicKey as _;
use sealed::KeyList;
use serde_json::json;
use tokio::{net::TcpListener, sync::Notify};

use super::{
    ATTEST, Server, afresh, call,
    cases::{Step, whats},
    database, text,
};
use crate::receiver::{Mood, Receiver, soon};

/// What the command says.
fn typed(data: &Path, url: Option<&str>, words: &[&str]) -> String {
    let mut command = Command::new(ATTEST);
    command.args(words).arg("--data").arg(data).args(url.iter().flat_map(|url| ["--database-url", url]));
    let done = command.output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Whose dossier is sent.
struct Sender {
    scheme: &'static str,
    who: &'static str,
    kind: &'static str,
    /// What is approved before it can be sealed: by whom, of which curriculum, what.
    last: Option<(&'static str, &'static str, &'static str)>,
}

const AMIR: Sender = Sender { scheme: "no", who: "no-done", kind: "no-spesialist", last: None };
/// In his dossier stands a secret number, so that it is kept encrypted.
const EMIL: Sender = Sender {
    scheme: "dk",
    who: "dk-basic",
    kind: "dk-selvstaendigt-virke",
    last: Some(("dk-tutor", "KBU", "tid-2")),
};

/// A portal with a machine and these settings for it, and a sealed dossier. Answers where the dossier is.
fn prepared(data: &Path, url: Option<&str>, of: &Sender, way: &str) -> String {
    let server = Server::start(data, url);
    if let Some((by, curriculum, requirement)) = of.last {
        let (token, _) = server.token(of.who);
        let (_, plans) = call(&server.address, &token, "GET", "/api/v1/plans", None).unwrap();
        let mut plans = plans["items"].as_array().unwrap().iter();
        let plan = plans.find(|plan| plan["curriculum"]["code"] == curriculum).unwrap();
        let attest = json!({ "plan": plan["id"], "requirement": requirement });
        Step::post(by, "/api/v1/attestations".to_owned(), attest).done(&server);
    }
    let seal = Step::post(of.who, "/api/v1/dossiers".to_owned(), json!({ "kind": of.kind }));
    let sealed = seal.done(&server);
    let key = p256::SecretKey::from_slice(&[11; 32]).unwrap().public_key();
    let pem = data.join("machine.pem");
    fs::write(&pem, key.to_public_key_pem(p256::pkcs8::LineEnding::LF).unwrap()).unwrap();
    let create =
        ["machine", "create", "--name", "Sagssystem", "--scheme", of.scheme, "--key", pem.to_str().unwrap()];
    let machine = typed(data, url, &create);
    let settings = format!("[deliveries.{}]\nmachine = \"{}\"\n{way}", of.scheme, machine.trim());
    server.kill();
    fs::write(data.join("attest.toml"), settings).unwrap();
    format!("/api/v1/dossiers/{}", text(&sealed["id"]))
}

/// Kills it, makes what waits due, and starts another.
fn again(data: &Path, url: Option<&str>, server: Server, environment: &[(&str, &str)]) -> Server {
    server.kill();
    let waiting = typed(data, url, &["deliveries"]);
    let due = typed(data, url, &["deliveries", "retry"]);
    assert_eq!(due, format!("Due now: {}.\n", waiting.matches(" parcel ").count()), "{waiting}");
    Server::start_with(data, url, environment)
}

/// Asks until nothing waits.
fn all_there(data: &Path, url: Option<&str>) {
    let empty = (0..200).any(|_| typed(data, url, &["deliveries"]) == "Nothing waits.\n");
    assert!(empty, "{}", typed(data, url, &["deliveries"]));
}

/// It is one case, opened once, and delivered; and the ledger is whole.
async fn is_once(data: &Path, url: Option<&str>) {
    typed(data, url, &["ledger", "verify"]);
    let db = database(data, url).await;
    let happened: Vec<(String,)> = db.read(|c| Box::pin(whats(c))).await.unwrap();
    assert_eq!(happened, [("opened".to_owned(),)]);
    let rows: Vec<(i64, Option<String>)> = db
        .read(|c| Box::pin(c.all(sql!("SELECT nth, outcome FROM delivery ORDER BY nth LIMIT 9"), &[])))
        .await
        .unwrap();
    assert_eq!(rows, [(1, Some("delivered".to_owned()))]);
    db.close().await;
}

async fn pushed_and_killed(data: &Path, url: Option<&str>, of: &Sender) {
    let receiver = Receiver::new().await;
    let at = prepared(data, url, of, &format!("push = \"{}\"\n", receiver.address));
    receiver.is(Mood::WaitsAt("HEAD"));
    let server = Server::start(data, url);
    // The portal's name for itself is its address, which changes; its keys do not.
    let ask = |path: &str| call(&server.address, "", "GET", path, None).unwrap().1;
    let published = (ask("/.well-known/jwt-vc-issuer"), ask("/api/v1/keys"));
    receiver.knows(&published.0);
    let send = Step::post(of.who, format!("{at}/send"), json!({}));
    send.cut_off(&server);
    let server = again(data, url, server, &[]);
    let receipt = send.done(&server);
    let mut server = server;
    for next in [Mood::WaitsAt("PUT"), Mood::WaitsAt("POST"), Mood::TakesInSilence] {
        receiver.came().await;
        receiver.turns(next);
        server = again(data, url, server, &[]);
    }
    receiver.took().await;
    receiver.turns(Mood::Good);
    server = again(data, url, server, &[]);
    receiver.took().await;
    // Answered, and perhaps not yet written down.
    server = again(data, url, server, &[]);
    all_there(data, url);
    server.kill();
    let case = text(&receipt["case"]);
    let letters = receiver.has(|has| has.letters.clone());
    let ids: Vec<&str> = letters.iter().map(|one| &*one.jti).collect();
    assert!(ids.len() >= 2 && ids.iter().all(|one| *one == case), "{ids:?} of {case}");
    // Each time the same, which anybody can check.
    assert!(letters.iter().all(|one| one.files == letters[0].files), "{letters:?}");
    assert_eq!((&*letters[0].files[0].what, &*letters[0].files[1].what), ("dossier", "paper"));
    let (_, keys) = published;
    let file = receiver.has(|has| has.files[&letters[0].files[0].sha256].clone());
    sealed::check(&file, &KeyList::read(&keys.to_string()).unwrap()).unwrap();
    is_once(data, url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pushed_outlives_a_kill_at_every_step_on_sqlite() {
    let data = tempfile::tempdir().unwrap();
    pushed_and_killed(data.path(), None, &AMIR).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pushed_outlives_a_kill_at_every_step_on_postgres() {
    let Ok(url) = env::var(testing::POSTGRES) else {
        println!("not run on PostgreSQL: {} is not set", testing::POSTGRES);
        return;
    };
    let own = afresh(&url, "attest_killed_sends").await;
    let data = tempfile::tempdir().unwrap();
    pushed_and_killed(data.path(), Some(&own), &AMIR).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_holds_a_secret_number_outlives_it_too_and_lies_nowhere_open() {
    let data = tempfile::tempdir().unwrap();
    pushed_and_killed(data.path(), None, &EMIL).await;
    let found = crate::numbers::stands_in(data.path(), &["0202575002", "020257-5002"]);
    assert!(found.is_empty(), "{found:?}");
}

/// As much of S3 as is needed: objects put, asked for and given by whoever signs. It takes the first letter and is never heard of again.
#[derive(Default)]
struct Bucket {
    objects: Mutex<BTreeMap<String, Vec<u8>>>,
    puts: Mutex<Vec<String>>,
    took: Notify,
}

async fn object(
    State(it): State<Arc<Bucket>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signed = headers[header::AUTHORIZATION].to_str().unwrap();
    assert!(signed.starts_with("AWS4-HMAC-SHA256 Credential=us/"), "{signed}");
    let key = uri.path().to_owned();
    if method == Method::HEAD || method == Method::GET {
        let held = it.objects.lock().unwrap().get(&key).cloned();
        let Some(held) = held else { return StatusCode::NOT_FOUND.into_response() };
        let told = [
            (header::CONTENT_LENGTH, held.len().to_string()),
            (header::ETAG, "\"1\"".to_owned()),
            (header::LAST_MODIFIED, "Sun, 29 Nov 2026 12:00:00 GMT".to_owned()),
        ];
        let body = if method == Method::GET { held } else { Vec::new() };
        return (told, body).into_response();
    }
    assert_eq!(method, Method::PUT);
    it.objects.lock().unwrap().insert(key.clone(), body.to_vec());
    it.puts.lock().unwrap().push(key.clone());
    if key.ends_with("/letter.jws") {
        it.took.notify_one();
        std::future::pending::<()>().await;
    }
    [(header::ETAG, "\"1\"")].into_response()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_into_s3_outlives_a_kill_and_its_letter_comes_last_and_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let bucket = Arc::new(Bucket::default());
    let router = Router::new().fallback(object).with_state(bucket.clone());
    let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let way = format!(
        "s3 = \"s3://cases/from/attest\"\ns3_endpoint = \"{endpoint}\"\ns3_region = \"eu-north-1\"\n"
    );
    let at = prepared(data, None, &AMIR, &way);
    // A proxy that leads nowhere: what is on this machine is spoken to without.
    let keys = [
        ("AWS_ACCESS_KEY_ID", "us"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
        ("http_proxy", "http://127.0.0.1:1"),
    ];
    let server = Server::start_with(data, None, &keys);
    let receipt = Step::post("no-done", format!("{at}/send"), json!({})).done(&server);
    soon(bucket.took.notified()).await;
    let server = again(data, None, server, &keys);
    all_there(data, None);
    let (_, published) = call(&server.address, "", "GET", "/.well-known/jwt-vc-issuer", None).unwrap();
    server.kill();
    serving.abort();

    let place = format!("/cases/from/attest/no/{}/1", text(&receipt["number"]));
    let puts = bucket.puts.lock().unwrap().clone();
    assert!(puts.iter().all(|key| key.starts_with(&place)), "{puts:?}");
    let letters: Vec<usize> = (0..puts.len()).filter(|at| puts[*at].ends_with("/letter.jws")).collect();
    assert_eq!(letters, [puts.len() - 1], "last, and once: {puts:?}");
    let objects = bucket.objects.lock().unwrap().clone();
    let key = credential::PublicKey::from_text(&published["jwks"]["keys"][0].to_string()).unwrap();
    let letter = std::str::from_utf8(&objects[&format!("{place}/letter.jws")]).unwrap();
    let letter = Letter::open(letter, &[key]).unwrap();
    assert_eq!(letter.jti, text(&receipt["case"]));
    for file in &letter.files {
        assert_eq!(sealed::digest(&objects[&format!("{place}/{}", file.sha256)]), file.sha256);
    }
    is_once(data, None).await;
}
