//! An acknowledged attestation is never lost. The real program is loaded with sign-offs, killed without warning at
//! some moment, and started again, several times; whatever it had answered with 2xx is there, and the ledger is whole.

mod cases;
mod deliveries;

use std::{
    collections::{BTreeSet, VecDeque},
    env, fs,
    io::{BufRead, BufReader, Error, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use base::{AttestationId, EntryId, SignOffId};
use db::{Conn, Db, Fault, Work, args, sql, testing};
use serde_json::{Value, json};

pub(crate) const ATTEST: &str = env!("CARGO_BIN_EXE_attest");
const KILLS: usize = 4;
const HANDS: usize = 6;

/// A demo that answers.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(data: &Path, url: Option<&str>) -> Self {
        Self::start_with(data, url, &[])
    }

    /// One that tells so much in its log, which is `stderr` in the folder.
    pub(crate) fn telling(data: &Path, url: Option<&str>, log: &str) -> Self {
        Self::start_with(data, url, &[("ATTEST_LOG", log)])
    }

    /// The same with settings in the folder, where there are any, and this in its environment.
    pub(crate) fn start_with(data: &Path, url: Option<&str>, environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(ATTEST);
        command.arg("demo").env("ATTEST_LOG", "info").envs(environment.iter().copied());
        let settings = data.join("attest.toml");
        if settings.exists() {
            command.arg("--config").arg(settings);
        }
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.args(url.iter().flat_map(|url| ["--database-url", url]));
        let said = fs::File::create(data.join("stderr")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(said).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .map_while(Result::ok)
            .find_map(|line| line.split_once("http://").map(|(_, a)| a.to_owned()));
        let why = || fs::read_to_string(data.join("stderr")).unwrap_or_default();
        Self { address: address.unwrap_or_else(|| panic!("attest demo did not answer:\n{}", why())), child }
    }

    /// No warning, no chance to tidy up.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn token(&self, persona: &str) -> (String, String) {
        let (_, answer) = call(&self.address, "", "POST", &format!("/demo/token/{persona}"), None).unwrap();
        (text(&answer["token"]), text(&answer["person"]["id"]))
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// One request. An answer that did not come whole is an error: it acknowledged nothing.
pub(crate) fn call(
    address: &str,
    token: &str,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> Result<(u16, Value), Error> {
    call_with(address, token, method, path, body, None)
}

/// The same with the key under which it is repeated.
fn call_with(
    address: &str,
    token: &str,
    method: &str,
    path: &str,
    body: Option<Value>,
    key: Option<&str>,
) -> Result<(u16, Value), Error> {
    let key = key.map(|key| format!("Idempotency-Key: {key}\r\n")).unwrap_or_default();
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n{key}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let cut = || Error::other("the answer was cut off");
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(cut)?;
    let length = head
        .lines()
        .filter_map(|l| l.split_once(": "))
        .find(|(n, _)| n.eq_ignore_ascii_case("content-length"));
    if length.is_none_or(|(_, n)| n.parse() != Ok(body.len())) {
        return Err(cut());
    }
    Ok((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}

/// What was acknowledged.
#[derive(Default)]
struct Acknowledged {
    entries: Vec<EntryId>,
    requests: Vec<SignOffId>,
    attestations: Vec<AttestationId>,
}

pub(crate) enum Ack {
    Entry(EntryId),
    Request(SignOffId),
    Attestation(AttestationId),
}

impl Acknowledged {
    fn note(&mut self, ack: Ack) {
        match ack {
            Ack::Entry(id) => self.entries.push(id),
            Ack::Request(id) => self.requests.push(id),
            Ack::Attestation(id) => self.attestations.push(id),
        }
    }
}

/// Who works, and on what.
pub(crate) struct Load {
    address: String,
    trainee: String,
    supervisor: String,
    to: String,
    plan: String,
    codes: Mutex<VecDeque<String>>,
}

impl Load {
    pub(crate) fn new(server: &Server) -> Self {
        let ((trainee, _), (supervisor, to)) = (server.token("no-lis"), server.token("no-supervisor"));
        let get = |path: &str| call(&server.address, &trainee, "GET", path, None).unwrap().1;
        let plans = get("/api/v1/plans");
        let of_plan = |plan: &Value| get(&format!("/api/v1/plans/{}", text(&plan["id"])));
        let all: Vec<Value> = plans["items"].as_array().expect("a list").iter().map(of_plan).collect();
        let plan = all.iter().find(|plan| plan["curriculum"]["code"] == "ANE").expect("Ingrid's plan");
        let free = |one: &&Value| {
            one["kind"] == "activity"
                && one["attested_by"].as_array().is_some_and(|roles| !roles.is_empty())
                && ["open", "in_progress"].iter().any(|state| one["state"] == *state)
        };
        let codes = plan["requirements"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(free)
            .map(|one| text(&one["code"]));
        let (plan, codes) = (text(&plan["id"]), Mutex::new(codes.collect()));
        Self { address: server.address.clone(), trainee, supervisor, to, plan, codes }
    }

    /// Does, asks and signs, one activity after the other, until nobody answers.
    pub(crate) fn work(&self, acks: &mpsc::Sender<Ack>) -> Result<(), Error> {
        loop {
            let Some(code) = self.codes.lock().unwrap().pop_front() else { return Ok(()) };
            let (plan, on) = (&self.plan, "2026-01-05");
            let entry = json!({"requirement": code, "on_date": on, "count": 1});
            let made = self.post(&self.trainee, &format!("/api/v1/plans/{plan}/entries"), entry)?;
            let Some(entry) = made else { continue };
            let _ = acks.send(Ack::Entry(entry.parse().unwrap()));
            let request = json!({"plan": plan, "requirement": code, "to": self.to, "entries": [entry]});
            let Some(request) = self.post(&self.trainee, "/api/v1/sign-offs", request)? else { continue };
            let _ = acks.send(Ack::Request(request.parse().unwrap()));
            let path = format!("/api/v1/sign-offs/{request}/attest");
            let Some(attestation) = self.post(&self.supervisor, &path, json!({}))? else { continue };
            let _ = acks.send(Ack::Attestation(attestation.parse().unwrap()));
        }
    }

    /// The id of what was made; none when it was refused.
    fn post(&self, token: &str, path: &str, body: Value) -> Result<Option<String>, Error> {
        let (status, answer) = call(&self.address, token, "POST", path, Some(body))?;
        assert!(status < 500, "{path}: {status} {answer}");
        Ok((status == 201).then(|| text(&answer["id"])))
    }
}

/// Works with many hands and kills the server when so many attestations are acknowledged.
fn work_and_kill(server: Server, after: usize, acknowledged: &mut Acknowledged) {
    let load = Load::new(&server);
    let (acks, told) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..HANDS {
            let (load, acks) = (&load, acks.clone());
            scope.spawn(move || load.work(&acks));
        }
        drop(acks);
        let before = acknowledged.attestations.len();
        while acknowledged.attestations.len() < before + after {
            acknowledged.note(told.recv().expect("there is work enough until the server is killed"));
        }
        server.kill();
        told.iter().for_each(|ack| acknowledged.note(ack));
    });
}

/// What was acknowledged and is not in the database.
async fn missing(db: &Db, acknowledged: &Acknowledged) -> Vec<String> {
    let Acknowledged { entries, requests, attestations } = acknowledged;
    let (entries, requests, attestations) = (entries.clone(), requests.clone(), attestations.clone());
    let read = db.read(move |c| {
        Box::pin(async move {
            let mut gone = BTreeSet::new();
            gone.extend(entries.iter().map(|id| format!("entry {id}")));
            gone.extend(requests.iter().map(|id| format!("request {id}")));
            gone.extend(attestations.iter().map(|id| format!("attestation {id}")));
            let there: Vec<(EntryId,)> =
                c.all(sql!("SELECT id FROM entry WHERE id {any $1}"), &args![entries]).await?;
            there.iter().for_each(|(id,)| _ = gone.remove(&format!("entry {id}")));
            let there: Vec<(SignOffId,)> =
                c.all(sql!("SELECT id FROM sign_off WHERE id {any $1}"), &args![requests]).await?;
            there.iter().for_each(|(id,)| _ = gone.remove(&format!("request {id}")));
            let there: Vec<(AttestationId,)> =
                c.all(sql!("SELECT id FROM attestation WHERE id {any $1}"), &args![attestations]).await?;
            there.iter().for_each(|(id,)| _ = gone.remove(&format!("attestation {id}")));
            Ok::<_, Fault>(gone.into_iter().collect())
        })
    });
    read.await.unwrap()
}

async fn database(data: &Path, url: Option<&str>) -> Db {
    match url {
        Some(url) => Db::postgres(url).await.unwrap(),
        None => Db::sqlite(&data.join("attest.db")).await.unwrap(),
    }
}

async fn kill_and_compare(data: &Path, url: Option<&str>) {
    let mut acknowledged = Acknowledged::default();
    for round in 0..KILLS {
        // Killed after 3, 8, 13 … attestations, in the middle of others.
        work_and_kill(Server::start(data, url), 3 + 5 * round, &mut acknowledged);
        let mut verify = Command::new(ATTEST);
        verify
            .args(["ledger", "verify", "--data"])
            .arg(data)
            .args(url.iter().flat_map(|url| ["--database-url", url]));
        let verdict = verify.output().unwrap();
        let said = String::from_utf8_lossy(&verdict.stdout);
        assert!(
            verdict.status.success(),
            "after kill {round}: {said}{}",
            String::from_utf8_lossy(&verdict.stderr)
        );
        let db = database(data, url).await;
        assert_eq!(missing(&db, &acknowledged).await, Vec::<String>::new(), "lost by kill {round}");
        db.close().await;
    }
    println!("{KILLS} kills, {} acknowledged attestations, none lost", acknowledged.attestations.len());
}

#[tokio::test]
async fn an_acknowledged_attestation_outlives_a_kill_on_sqlite() {
    let data = tempfile::tempdir().unwrap();
    kill_and_compare(data.path(), None).await;
}

/// The schemas of these tests' own, each made anew.
struct Afresh(&'static str);
impl Work for Afresh {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let (away, made) = match self.0 {
            "attest_killed" => {
                (sql!("DROP SCHEMA IF EXISTS attest_killed CASCADE"), sql!("CREATE SCHEMA attest_killed"))
            }
            "attest_rotated" => {
                (sql!("DROP SCHEMA IF EXISTS attest_rotated CASCADE"), sql!("CREATE SCHEMA attest_rotated"))
            }
            "attest_killed_sends" => (
                sql!("DROP SCHEMA IF EXISTS attest_killed_sends CASCADE"),
                sql!("CREATE SCHEMA attest_killed_sends"),
            ),
            _ => (
                sql!("DROP SCHEMA IF EXISTS attest_killed_cases CASCADE"),
                sql!("CREATE SCHEMA attest_killed_cases"),
            ),
        };
        c.execute(away, &[]).await?;
        c.execute(made, &[]).await.map(drop)
    }
}

/// An address of a schema of a test's own.
pub(crate) async fn afresh(url: &str, schema: &'static str) -> String {
    let server = Db::postgres(url).await.unwrap();
    server.write(Afresh(schema)).await.unwrap();
    format!("{url}?options=-c%20search_path%3D{schema}")
}

#[tokio::test]
async fn an_acknowledged_attestation_outlives_a_kill_on_postgres() {
    let Ok(url) = env::var(testing::POSTGRES) else {
        println!("not run on PostgreSQL: {} is not set", testing::POSTGRES);
        return;
    };
    let own = afresh(&url, "attest_killed").await;
    let data = tempfile::tempdir().unwrap();
    kill_and_compare(data.path(), Some(&own)).await;
}
