//! What is sent to the authority outlives a kill at every step: cut off in the middle and asked again with its key, each thing has
//! happened once; acknowledged, it is there.

use std::{env, io::Write as _, net::TcpStream, path::Path, process::Command};

use db::{Conn, Fault, sql, testing};
use serde_json::{Value, json};

use super::{ATTEST, Server, afresh, call_with, database, text};

/// A request with the key under which it is repeated.
pub(super) struct Step {
    who: &'static str,
    method: &'static str,
    path: String,
    body: Option<Value>,
    expects: [u16; 2],
}

impl Step {
    pub(super) fn get(who: &'static str, path: String) -> Self {
        Self { who, method: "GET", path, body: None, expects: [200, 200] }
    }

    pub(super) fn post(who: &'static str, path: String, body: Value) -> Self {
        Self { who, method: "POST", path, body: Some(body), expects: [200, 201] }
    }

    /// Sends it and does not wait for the answer: whoever is killed now is killed in the middle of it.
    pub(super) fn cut_off(&self, server: &Server) {
        let (token, _) = server.token(self.who);
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect(&server.address).unwrap();
        write!(
            stream,
            "{} {} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.method,
            self.path,
            server.address,
            self.key(),
            body.len()
        )
        .unwrap();
    }

    /// The same to its end; what is still being made is asked for again.
    pub(super) fn done(&self, server: &Server) -> Value {
        let (token, _) = server.token(self.who);
        let (key, body) = (self.key(), self.body.clone());
        let said = || call_with(&server.address, &token, self.method, &self.path, body.clone(), Some(&key));
        let (status, answer) = (0..20).map(|_| said().unwrap()).find(|(status, _)| *status != 202).unwrap();
        assert!(self.expects.contains(&status), "{} {}: {status} {answer}", self.method, self.path);
        answer
    }

    fn key(&self) -> String {
        format!("step{}", self.path.replace('/', "-"))
    }
}

/// Kills it in the middle of the step, earlier and later, and starts another that finishes it. How far it came is told by what it
/// answered to others meanwhile.
fn killed_at(data: &Path, url: Option<&str>, mut server: Server, step: &Step) -> (Server, Value) {
    for answered in [0, 1, 6] {
        step.cut_off(&server);
        for _ in 0..answered {
            let (status, _) = call_with(&server.address, "", "GET", "/healthz", None, None).unwrap();
            assert_eq!(status, 200);
        }
        server.kill();
        server = Server::start(data, url);
    }
    let answer = step.done(&server);
    (server, answer)
}

/// The trainee and the officer, from sealing to the decision.
async fn sent_and_killed(data: &Path, url: Option<&str>) {
    let server = Server::start(data, url);
    let seal = Step::post("no-done", "/api/v1/dossiers".to_owned(), json!({ "kind": "no-spesialist" }));
    let (server, sealed) = killed_at(data, url, server, &seal);
    let at = format!("/api/v1/dossiers/{}", text(&sealed["id"]));
    let send = Step::post("no-done", format!("{at}/send"), json!({}));
    let (server, receipt) = killed_at(data, url, server, &send);
    let case = format!("/api/v1/cases/{}", text(&receipt["case"]));
    let (server, open) = killed_at(data, url, server, &Step::get("no-authority", case.clone()));
    assert_eq!(open["events"].as_array().unwrap().len(), 1, "{open}");
    let ask = Step::post("no-authority", format!("{case}/question"), json!({ "comment": "Når begynte du?" }));
    let (server, _) = killed_at(data, url, server, &ask);
    let more = Step::post("no-done", format!("{at}/supplements"), json!({ "comment": "I august." }));
    let (server, _) = killed_at(data, url, server, &more);
    let on = portal::world::World::real().today().to_string();
    let decision = json!({ "granted": false, "on": on, "seen": 3, "comment": "Samlet vurdering." });
    let decide = Step::post("no-authority", format!("{case}/decision"), decision);
    let (server, _) = killed_at(data, url, server, &decide);
    server.kill();

    let mut verify = Command::new(ATTEST);
    verify.args(["ledger", "verify", "--data"]).arg(data);
    let verdict = verify.args(url.iter().flat_map(|url| ["--database-url", url])).output().unwrap();
    assert!(verdict.status.success(), "{}", String::from_utf8_lossy(&verdict.stdout));
    let db = database(data, url).await;
    let happened: Vec<(String,)> = db.read(|c| Box::pin(whats(c))).await.unwrap();
    let happened: Vec<&str> = happened.iter().map(|(what,)| what.as_str()).collect();
    assert_eq!(happened, ["opened", "asked", "supplemented", "decided"], "each once");
    let count: Option<(i64,)> =
        db.read(|c| Box::pin(c.first(sql!("SELECT COUNT(*) FROM dossier_case"), &[]))).await.unwrap();
    assert_eq!(count, Some((1,)), "sent once");
    db.close().await;
}

pub(super) async fn whats(c: &mut Conn) -> Result<Vec<(String,)>, Fault> {
    c.all(sql!("SELECT what FROM case_event ORDER BY case_id, nth LIMIT 100"), &[]).await
}

#[tokio::test]
async fn a_case_outlives_a_kill_at_every_step_on_sqlite() {
    let data = tempfile::tempdir().unwrap();
    sent_and_killed(data.path(), None).await;
}

#[tokio::test]
async fn a_case_outlives_a_kill_at_every_step_on_postgres() {
    let Ok(url) = env::var(testing::POSTGRES) else {
        println!("not run on PostgreSQL: {} is not set", testing::POSTGRES);
        return;
    };
    let own = afresh(&url, "attest_killed_cases").await;
    let data = tempfile::tempdir().unwrap();
    sent_and_killed(data.path(), Some(&own)).await;
}
