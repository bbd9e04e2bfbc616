//! What is sent goes on to an authority that does not fetch it, and is there once, whatever happens on the way.

mod folder;
mod loops;
mod mail;
mod ours;
mod phases;
mod push;
mod taken_out;

use std::{fs, path::Path, sync::Arc, time::Duration};

use axum::http::Method;
use base::PersonId;
use db::Db;
use portal::{
    config::{Config, Flags},
    deliveries::{self, Patience, Round, Ways},
    installation::Kind,
    machines::AddMachine,
    portal::App,
    schemes, serving,
    world::World,
};
use serde_json::{Value, json};

use super::{Api, Said, sealing::KBU};
use crate::receiver::Receiver;

/// How long receivers are waited for here.
const PATIENCE: Patience =
    Patience { connect: Duration::from_millis(500), answer: Duration::from_millis(1500) };
/// An hour, in seconds: by then what failed once is due again.
const HOUR: i64 = 3600;

/// A portal that sends on, and the trainee who has sealed.
struct Away {
    api: Api,
    dossier: String,
}

/// Another server of the same portal, with these settings.
pub(super) async fn another(db: &Db, folder: &Path, settings: &str) -> App {
    another_with(db, folder, settings, PATIENCE).await
}

async fn another_with(db: &Db, folder: &Path, settings: &str, patience: Patience) -> App {
    let file = folder.join("attest.toml");
    fs::write(&file, settings).unwrap();
    let mut config = Config::read(Some(&file), &Flags::default()).unwrap();
    config.paper_program = Some(crate::killed::ATTEST.into());
    let rules = schemes::load(None).unwrap();
    let ways = Ways::of(&config, &rules.schemes).unwrap().patient(patience);
    // Whether its machines are some is asked at the start; here it is the tests' to say.
    config.deliveries.clear();
    let app = serving::assemble(&config, folder, Kind::Demo, World::real(), rules, db.clone()).await;
    let mut app = app.unwrap();
    Arc::get_mut(&mut app).expect("nobody else has it yet").ways = ways;
    app
}

/// A folder that an authority watches, and the way there.
fn share() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dk.here"), "").unwrap();
    let way = format!("folder = {:?}\n", folder.path());
    (folder, way)
}

impl Away {
    /// With what stands in `[deliveries.dk]` besides the machine, and after it.
    async fn new(db: &Db, way: &str) -> Self {
        Self::by(db, way, None).await
    }

    /// With the desk as the only way, and these settings.
    async fn desk(db: &Db, settings: &str) -> Self {
        let away = Self::new(db, "folder = \"/nowhere\"\n").await;
        away.under(db, &format!("[deliveries.dk]\n{settings}")).await
    }

    /// The same portal, started again with these settings.
    async fn under(mut self, db: &Db, settings: &str) -> Self {
        self.api.demo.app = another(db, self.api.demo.folder.path(), settings).await;
        Self { api: Api::of(self.api.demo), dossier: self.dossier }
    }

    /// The same portal, when every key that sealed was taken out of those that are believed.
    async fn without_keys(mut self, db: &Db) -> Self {
        let mut app = another(db, self.api.demo.folder.path(), &self.settings()).await;
        Arc::get_mut(&mut app).expect("nobody else has it yet").sealing.keys.dossiers.clear();
        self.api.demo.app = app;
        Self { api: Api::of(self.api.demo), dossier: self.dossier }
    }

    /// The settings with which it was started.
    fn settings(&self) -> String {
        fs::read_to_string(self.api.demo.folder.path().join("attest.toml")).unwrap()
    }

    /// Its officer says no, and the trainee may send again.
    async fn is_refused(&self) {
        let case = self.case().await;
        let on = self.api.demo.app.world.today().to_string();
        let seen = case["events"].as_array().unwrap().len();
        let seen = seen + usize::from(case["state"] == "sent");
        let decision = json!({ "granted": false, "on": on, "seen": seen, "comment": "Nej." });
        let decide = format!("/cases/{}", case["id"].as_str().unwrap());
        self.api.get("dk-authority", &decide).await.is(200);
        self.api.post("dk-authority", &format!("{decide}/decision"), decision).await.is(200);
    }

    /// The same in the name of this persona, who is no machine.
    async fn by(db: &Db, way: &str, who: Option<&str>) -> Self {
        let mut api = Api::new(db).await;
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", KBU).await["id"].as_str().unwrap().to_owned();
        let machine = match who {
            Some(who) => api.demo.person(who),
            None => machine(&api).await,
        };
        let settings = format!("[deliveries.dk]\nmachine = \"{machine}\"\n{way}");
        api.demo.app = another(db, api.demo.folder.path(), &settings).await;
        Self { api: Api::of(api.demo), dossier }
    }

    async fn does(&self, what: &str, body: Value) -> Said {
        self.api.post("dk-basic", &format!("/dossiers/{}/{what}", self.dossier), body).await
    }

    /// The receipt.
    async fn sends(&self) -> Value {
        self.does("send", json!({})).await.is(200).body
    }

    /// What is due by then is tried.
    async fn round(&self, seconds: i64) -> Round {
        tried(&self.api.demo.app, seconds).await
    }

    /// The case, as its trainee is told.
    async fn case(&self) -> Value {
        let all = self.api.get("dk-basic", "/dossiers").await.is(200);
        let one = all.items().iter().find(|one| one["id"] == *self.dossier).unwrap();
        one["case"].clone()
    }

    /// What happened to it.
    async fn happened(&self) -> Vec<String> {
        let case = self.case().await;
        let all = case["events"].as_array().unwrap().iter();
        all.map(|event| event["what"].as_str().unwrap().to_owned()).collect()
    }

    /// Why each thing that waits is not there.
    async fn reasons(&self) -> Vec<String> {
        let waiting = self.api.demo.app.db.read(|c| Box::pin(deliveries::waiting(c))).await.unwrap();
        waiting.into_iter().map(|one| one.reason.unwrap_or_default()).collect()
    }

    /// The keys that the portal publishes.
    async fn published(&self) -> Value {
        let said = self.api.send(None, Method::GET, "/.well-known/jwt-vc-issuer", &[], Vec::new()).await;
        said.is(200).body
    }

    /// It cannot be taken back just now, and the page says so.
    async fn is_held(&self) {
        self.does("withdraw", json!({})).await.refused(409, "wrong_state");
        let page = crate::browser::Browser::of(&self.api.demo, "dk-basic").await;
        let page = page.get(&format!("/dossiers/{}", self.dossier)).await;
        assert!(!page.html.contains("/withdraw\""), "{}", page.html);
    }
}

/// A receiver, and a portal that pushes to it.
async fn pushed(db: &Db) -> (Receiver, Away) {
    let receiver = Receiver::new().await;
    let away = Away::new(db, &format!("push = \"{}\"\n", receiver.address)).await;
    receiver.knows(&away.published().await);
    (receiver, away)
}

async fn machine(api: &Api) -> PersonId {
    machine_of(api, "dk", "STPS, sagssystem").await
}

async fn machine_of(api: &Api, scheme: &str, name: &str) -> PersonId {
    let key = credential::Key::from_seed(&[11; 32]).unwrap().public().clone();
    let (name, scheme, world) = (name.to_owned(), scheme.to_owned(), api.demo.app.world.clone());
    api.demo.app.does(AddMachine { world, name, scheme, key }).await.unwrap()
}

async fn tried(app: &App, seconds: i64) -> Round {
    let world = app.world.clone();
    deliveries::round(app, &move || world.now().plus_seconds(seconds)).await
}

const DELIVERED: Round = Round { delivered: 1, shut: 0, failed: 0 };
const FAILED: Round = Round { delivered: 0, shut: 0, failed: 1 };
const NOTHING: Round = Round { delivered: 0, shut: 0, failed: 0 };
