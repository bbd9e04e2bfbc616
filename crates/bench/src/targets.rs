//! People log in, and lists of what they ask for are written.

use std::{collections::HashMap, fmt::Write as _, fs, path::Path};

use anyhow::Result;
use base::{Moment, PersonId};
use db::{Conn, Work};
use portal::{error::Error, installation::Kind, people, serving, world::World};
use web::cookie::{Cookie, Token};

use crate::{Site, asking, rows};

/// What is measured, in this order. Those that change something come last.
pub(crate) const ALL: &[Target] = &[
    Target { name: "plan", what: "plan page, 135 goals and 300 activities, one's own", records: 24 },
    Target { name: "read", what: "plan page, another's (logged before it is sent)", records: 24 },
    Target { name: "requirement", what: "one requirement", records: 24 },
    Target { name: "tray", what: "in-tray", records: 24 },
    Target { name: "list", what: "leader's list of 50", records: 24 },
    Target { name: "register", what: "registration", records: 96 },
    Target { name: "sign", what: "sign-off", records: 300 },
    Target {
        name: "signpage",
        what: "sign-off by the page's form, which leads to its receipt",
        records: 100,
    },
];

/// One thing that is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    /// Its file and path.
    pub(crate) name: &'static str,
    /// In words.
    pub(crate) what: &'static str,
    /// How many of its requests the bare handler learns.
    pub(crate) records: usize,
}

/// In-trays that are measured, as full as the seed leaves them.
const TRAYS: i64 = 16;

struct LogIn {
    person: PersonId,
    link: Token,
    session: Token,
    at: Moment,
}
impl Work for LogIn {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        people::make_link(c, self.person, &self.link, self.at).await?;
        people::UseLink {
            link: self.link.digest(),
            session: self.session.digest(),
            at: self.at,
            device: None,
        }
        .run(c)
        .await?;
        Ok(())
    }
}

struct Sessions<'a> {
    db: &'a db::Db,
    world: World,
    cookies: HashMap<PersonId, String>,
}

impl Sessions<'_> {
    async fn cookie(&mut self, person: PersonId) -> Result<String> {
        if let Some(there) = self.cookies.get(&person) {
            return Ok(there.clone());
        }
        let [link, session] = [Token::new(self.world.random()), Token::new(self.world.random())];
        let cookie = format!("{}={}", Cookie::Guarded.name(), session.text());
        let work = LogIn { person, link, session, at: self.world.now() };
        self.db.write(work).await.map_err(Error::into_fault)?;
        self.cookies.insert(person, cookie.clone());
        Ok(cookie)
    }
}

/// Writes the lists.
pub(crate) async fn write(site: &Site, lists: &Path, seed: u64, requests: usize) -> Result<()> {
    let world = World::real();
    let app = serving::open(&site.config()?, &site.data, Kind::Real, world.clone()).await?.app;
    let db = app.db.clone();
    let trays = db.read(move |c| Box::pin(rows::holders(c, seed, "supervisor", TRAYS))).await?;
    let trays: Vec<PersonId> = trays.into_iter().map(|(supervisor,)| supervisor).collect();
    println!("Requests sent through the product's verbs: {}", asking::send(&app, requests, &trays).await?);
    fs::create_dir_all(lists)?;
    let mut sessions = Sessions { db: &db, world: world.clone(), cookies: HashMap::new() };
    let mut texts: HashMap<&str, String> = HashMap::new();
    let mut line = |name: &'static str, method: &str, path: &str, cookie: &str, body: &str| {
        let _ = writeln!(texts.entry(name).or_default(), "{method}\t{path}\t{cookie}\t{body}");
    };
    let today = world.today();
    for (plan, trainee) in db.read(move |c| Box::pin(rows::full_plans(c, seed))).await? {
        let cookie = sessions.cookie(trainee).await?;
        line("plan", "GET", &format!("/plans/{plan}"), &cookie, "");
        let codes = db.read(move |c| Box::pin(rows::codes(c, plan))).await?;
        for (code, _) in codes.iter().step_by(4) {
            line("requirement", "GET", &format!("/plans/{plan}/requirements/{code}"), &cookie, "");
        }
        for (code, _) in codes.iter().filter(|(_, kind)| kind == "activity") {
            let body = format!("on_date={today}&count=1&comment=Inngang+B");
            line("register", "POST", &format!("/plans/{plan}/requirements/{code}/entries"), &cookie, &body);
        }
    }
    for (leader,) in db.read(move |c| Box::pin(rows::holders(c, seed, "leader", 40))).await? {
        let cookie = sessions.cookie(leader).await?;
        line("list", "GET", "/trainees", &cookie, "");
        for (plan,) in db.read(move |c| Box::pin(rows::plans_under(c, leader))).await?.iter().take(4) {
            line("read", "GET", &format!("/plans/{plan}"), &cookie, "");
        }
    }
    for supervisor in trays {
        let cookie = sessions.cookie(supervisor).await?;
        line("tray", "GET", "/sign-offs", &cookie, "");
    }
    let waiting = db.read(|c| Box::pin(rows::waiting(c, i64::MAX))).await?;
    for (nth, (id, to)) in waiting.into_iter().enumerate() {
        let cookie = sessions.cookie(to).await?;
        match nth % 2 {
            0 => line("signpage", "POST", &format!("/sign-offs/{id}/attest"), &cookie, "comment="),
            _ => line("sign", "POST", &format!("/api/v1/sign-offs/{id}/attest"), &cookie, ""),
        }
    }
    for (name, text) in texts {
        fs::write(lists.join(format!("{name}.list")), text)?;
    }
    db.close().await;
    Ok(())
}
