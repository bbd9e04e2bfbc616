//! The bare handlers: the statements that the product ran for the same requests, in one read and one work each, and a page made of
//! their rows, as large as the product's. No session, no permission, no words; the same driver and pool.

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::{Context as _, Result, ensure};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{Request, header},
    response::{Html, IntoResponse, Response},
    routing::any,
};
use db::{
    Conn, Db, Fault, Value, Work,
    recording::{self, Loose, Ran, Way},
};
use portal::{installation::Kind, serving, world::World};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{
    Site,
    targets::{ALL, Target},
};

/// What the product ran for one request, and how large its answer was.
#[derive(Clone)]
struct Recorded {
    reads: Arc<Vec<Ran>>,
    works: Arc<Vec<Vec<Ran>>>,
    bytes: usize,
}

/// A target's recordings, one after the other.
struct Bare {
    db: Db,
    all: Vec<Recorded>,
    next: AtomicUsize,
}

/// Learns from the product in this process, then answers.
pub(crate) async fn answer(site: &Site, lists: &Path, listen: &str) -> Result<()> {
    let config = site.config()?;
    let opened = serving::open(&config, &site.data, Kind::Real, World::real()).await?;
    let service = serving::web::service(&opened.app, &config);
    let db = opened.app.db.clone();
    let mut router = Router::new();
    let mut counts = String::new();
    for target in ALL {
        let all = learn(&service, &lists.join(format!("{}.list", target.name)), target).await?;
        let one = &all[all.len() - 1];
        let count = |part: &[Ran]| part.iter().filter(|ran| ran.way != Way::Ahead).count();
        let works: usize = one.works.iter().map(|work| count(work)).sum();
        counts.push_str(&format!("{} {} {works} {}\n", target.name, count(&one.reads), one.bytes));
        for (name, _, insert) in INSERTS.iter().filter(|(_, of, _)| *of == target.name) {
            router = router.merge(route(name, &db, alone(&all, insert)?));
        }
        router = router.merge(route(target.name, &db, all));
    }
    fs::write(lists.join("statements"), counts)?;
    let listener = tokio::net::TcpListener::bind(listen).await?;
    fs::write(lists.join("bare.ready"), "")?;
    Ok(axum::serve(listener, router).await?)
}

fn route(name: &str, db: &Db, all: Vec<Recorded>) -> Router {
    let bare = Arc::new(Bare { db: db.clone(), all, next: AtomicUsize::new(0) });
    Router::new().route(&format!("/{name}"), any(handle)).with_state(bare)
}

/// What a single insert is: its name here, the target whose recordings it is taken from, how it begins.
pub(crate) const INSERTS: [(&str, &str, &str); 2] =
    [("attestation", "sign", "INSERT INTO attestation"), ("look", "read", "INSERT INTO access_log")];

/// One statement of each recording, by itself.
fn alone(all: &[Recorded], begins: &str) -> Result<Vec<Recorded>> {
    let of = |one: &Recorded| {
        let ran = one.works.iter().flatten().find(|ran| ran.text().trim_start().starts_with(begins))?;
        Some(Recorded { reads: Arc::default(), works: Arc::new(vec![vec![ran.clone()]]), bytes: 64 })
    };
    let found: Vec<_> = all.iter().filter_map(of).collect();
    ensure!(!found.is_empty(), "no recording has {begins}");
    Ok(found)
}

/// Asks the product what the list asks, and records. The last lines: the product itself is asked the first ones.
async fn learn(service: &Router, list: &Path, target: &Target) -> Result<Vec<Recorded>> {
    let text = fs::read_to_string(list).with_context(|| format!("{}", list.display()))?;
    let mut all = Vec::new();
    for line in text.lines().rev().take(target.records) {
        let [method, path, cookie, body] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let asked = || {
            Request::builder()
                .method(method)
                .uri(path)
                .header("sec-fetch-site", "same-origin")
                .header(header::COOKIE, cookie)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body.to_owned()))
        };
        if method == "GET" {
            // Seen once before, as every page but the first of its kind: a list is then known to the access log.
            service.clone().oneshot(asked()?).await?;
        }
        recording::start();
        let answer = service.clone().oneshot(asked()?).await?;
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), usize::MAX).await?.len();
        let ran = recording::stop();
        ensure!(!status.is_client_error() && !status.is_server_error(), "{method} {path}: {status}");
        all.push(recorded(ran, bytes));
    }
    ensure!(!all.is_empty(), "nothing to record for {}", target.name);
    Ok(all)
}

fn recorded(ran: Vec<Ran>, bytes: usize) -> Recorded {
    let (works, reads): (Vec<Ran>, Vec<Ran>) = ran.into_iter().partition(|ran| ran.writes);
    let mut parts: Vec<Vec<Ran>> = Vec::new();
    // A list that was shown before is known to the access log; it would be a new one once only.
    for ran in works.into_iter().filter(|ran| !ran.text().contains("INSERT INTO trainee_list_member")) {
        match parts.last_mut().filter(|part| part[0].part == ran.part) {
            Some(part) => part.push(ran),
            None => parts.push(vec![ran]),
        }
    }
    Recorded { reads: Arc::new(reads), works: Arc::new(parts), bytes }
}

async fn handle(State(bare): State<Arc<Bare>>) -> Response {
    let next = bare.next.fetch_add(1, Ordering::Relaxed);
    let one = bare.all[next % bare.all.len()].clone();
    match played(&bare.db, one).await {
        Ok(page) => Html(page).into_response(),
        Err(fault) => (axum::http::StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()).into_response(),
    }
}

async fn played(db: &Db, one: Recorded) -> Result<String, Fault> {
    let mut page = String::with_capacity(one.bytes + 1024);
    for ran in one.works.iter() {
        db.write(Again(ran.clone())).await?;
    }
    if !one.reads.is_empty() {
        let reads = one.reads.clone();
        let rows = db
            .read(move |c| {
                Box::pin(async move {
                    let mut rows: Vec<Loose> = Vec::new();
                    for ran in reads.iter() {
                        rows.append(&mut ran.again(c, &ran.args).await?);
                    }
                    Ok::<_, Fault>(rows)
                })
            })
            .await?;
        rows.iter().for_each(|row| written(row, &mut page));
    }
    while page.len() < one.bytes {
        page.push_str("<p class=\"as-large\"></p>");
    }
    Ok(page)
}

fn written(Loose(cells): &Loose, page: &mut String) {
    use std::fmt::Write as _;
    page.push_str("<tr>");
    for cell in cells {
        page.push_str("<td>");
        match cell {
            Value::Text(text) => page.push_str(text),
            Value::Int(number) => drop(write!(page, "{number}")),
            _ => {}
        }
    }
}

/// The statements of a work, with fresh ids for the rows it adds.
struct Again(Vec<Ran>);
impl Work for Again {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let mut fresh: HashMap<Uuid, Uuid> = HashMap::new();
        for ran in &self.0 {
            if let Some(Value::Id(id)) = own_id(ran.text()).and_then(|place| ran.args.get(place)) {
                fresh.insert(*id, new_id());
            }
        }
        for ran in &self.0 {
            let renewed = |value: &Value| match value {
                Value::Id(id) => Value::Id(*fresh.get(id).unwrap_or(id)),
                other => other.clone(),
            };
            let args: Vec<_> = ran.args.iter().map(renewed).collect();
            ran.again(c, &args).await?;
        }
        Ok(())
    }
}

/// Which argument of an INSERT is the id of the row that it adds.
fn own_id(text: &str) -> Option<usize> {
    let columns = text.strip_prefix("INSERT INTO ")?.split(['(', ')']).nth(1)?;
    columns.split(',').position(|column| column.trim() == "id")
}

fn new_id() -> Uuid {
    let mut random = [0; 10];
    getrandom::fill(&mut random).expect("the operating system has randomness");
    base::ActId::mint(World::real().now(), random).uuid()
}
