//! The demo world: invented people and places on real curricula, always as of today. Played through the verbs that everyone uses, so
//! that nothing in it could not have happened.

mod cast;
mod history;
mod papers;

use std::{collections::HashMap, sync::Arc};

use anyhow::Context;
use base::{
    Day, DelegationId, Moment, OrganisationId, Percent, Period, PersonId, PlacementId, PlanId, ProgrammeId,
    SignOffId,
};
use db::{Conn, Work};
use domain::{access::Kind, text::Comment};

use cast::{CAST, Over, Player, STAGES, Stage, UNITS};
use history::{Deed, Item, Script, Step};

use crate::{
    curricula::{self, Published},
    documents::Filed,
    error::{Error, Result},
    mint, organisations, people,
    portal::{App, Call},
    signoff, training,
};

/// Fills an empty demo portal whose curricula are published. Answers how many people live in it.
pub async fn build(app: &App) -> Result<usize> {
    let mut books = HashMap::new();
    for (scheme, code, version) in [
        ("dk", "ORTO-I", "2021"),
        ("dk", "KBU", "2017-03-30"),
        ("no", "ANE", "2019"),
        ("no", "FKM", "2025"),
        ("no", "ALM", "2019"),
    ] {
        let shelf = app.shelf.clone();
        let book = app
            .db
            .read(move |c| {
                Box::pin(async move {
                    let id = curricula::find(c, scheme, code, version).await?;
                    let id = id.with_context(|| format!("the demo needs the curriculum {code} {version}"))?;
                    Ok::<_, Error>(shelf.get(c, id).await?)
                })
            })
            .await?;
        books.insert(code, book);
    }
    let papers = papers::filed(app).await?;
    app.does(Build { app: app.clone(), books, papers }).await
}

struct Build {
    app: App,
    books: HashMap<&'static str, Arc<Published>>,
    papers: Vec<(&'static papers::Paper, Filed)>,
}

impl Work for Build {
    type Done = usize;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<usize> {
        let now = self.app.world.now();
        let mut world = Making {
            app: &self.app,
            books: &self.books,
            today: now.day_in(self.app.world.zone()),
            now,
            units: HashMap::new(),
            people: HashMap::new(),
            plans: HashMap::new(),
            waiting: HashMap::new(),
        };
        world.make_units(c).await?;
        world.make_people(c).await?;
        world.make_stages(c).await?;
        world.lend(c).await?;
        world.file_papers(c, &self.papers).await?;
        for step in world.script() {
            world.play(c, &step).await.map_err(|error| told(&step, error))?;
        }
        Ok(CAST.len())
    }
}

/// A step that is refused is a mistake in the script: say which.
fn told(step: &Step, error: Error) -> Error {
    anyhow::anyhow!(
        "the demo's script: {} {} {} {:?}: {error}",
        step.trainee,
        step.curriculum,
        step.code,
        step.deed
    )
    .into()
}

/// A demo world being made.
struct Making<'a> {
    app: &'a App,
    books: &'a HashMap<&'static str, Arc<Published>>,
    today: Day,
    now: Moment,
    units: HashMap<&'static str, OrganisationId>,
    people: HashMap<&'static str, PersonId>,
    plans: HashMap<(&'static str, &'static str), PlanId>,
    waiting: HashMap<(PlanId, String), SignOffId>,
}

impl Making<'_> {
    /// The first day of the month so many months from this one.
    fn month(&self, months: i32) -> Day {
        let date = self.today.date();
        let first = Day::new(date.year(), date.month(), 1).expect("every month has a first day");
        first.plus_months(months)
    }

    async fn make_units(&mut self, c: &mut Conn) -> Result<()> {
        for (scheme, code, kind, name, parent, setting) in UNITS {
            let unit = organisations::Organisation {
                id: mint!(self.app.world, OrganisationId),
                scheme: (*scheme).to_owned(),
                kind: (*kind).to_owned(),
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                parent: parent.map(|code| self.units[code]),
                setting: setting.map(str::to_owned),
                period: Period { from: Day::new(2000, 1, 1).expect("a day"), until: None },
                successor: None,
            };
            self.units.insert(code, organisations::create(c, &unit).await?);
        }
        Ok(())
    }

    async fn make_people(&mut self, c: &mut Conn) -> Result<()> {
        for player in CAST {
            let id = mint!(self.app.world, PersonId);
            let address = format!("{}@attest.example", player.key.replace('.', "-"));
            let new = people::NewPerson {
                id,
                name: player.name.to_owned(),
                email: people::Email::read(&address),
                language: Some(player.language.to_owned()),
                at: self.now,
            };
            people::create(c, &self.app.world, &new).await?;
            self.people.insert(player.key, id);
            if player.key.contains('-') || player.key == "admin" {
                people::bind_persona(c, &self.app.world, id, player.key, self.now).await?;
            }
        }
        for player in CAST {
            self.give_roles(c, player).await?;
        }
        Ok(())
    }

    async fn give_roles(&self, c: &mut Conn, player: &Player) -> Result<()> {
        for (role, over) in player.roles {
            let over = match over {
                Over::Unit(code) => people::Over::Organisation(self.units[code]),
                Over::Trainee(key) => people::Over::Person(self.people[key]),
                Over::Specialty(code) => people::Over::Specialty((*code).to_owned()),
                Over::Scheme => people::Over::Scheme,
                Over::Portal => people::Over::Portal,
            };
            let new = people::NewGrant {
                person: self.people[player.key],
                role: *role,
                scheme: player.scheme.to_owned(),
                over,
                period: Period { from: self.month(-72), until: None },
            };
            people::grant_role(c, &self.app.world, None, &new).await?;
        }
        Ok(())
    }

    async fn make_stages(&mut self, c: &mut Conn) -> Result<()> {
        for stage in STAGES {
            self.make_stage(c, stage).await?;
        }
        Ok(())
    }

    async fn make_stage(&mut self, c: &mut Conn, stage: &Stage) -> Result<()> {
        let scheme = CAST.iter().find(|player| player.key == stage.key).map_or("dk", |player| player.scheme);
        let trainee = self.people[stage.key];
        let months: i32 = stage.places.iter().map(|(_, months)| months).sum();
        let programme = training::Programme {
            id: mint!(self.app.world, ProgrammeId),
            trainee,
            scheme: scheme.to_owned(),
            code: stage.code.to_owned(),
            stage: stage.stage.to_owned(),
            specialty: stage.specialty.map(str::to_owned),
            title: stage.title.to_owned(),
            from: self.month(stage.begins),
            until: self.month(stage.begins + months).plus_days(-1),
        };
        training::enrol(c, &programme, self.now).await?;
        let mut placements = Vec::new();
        let mut begins = stage.begins;
        for (unit, months) in stage.places {
            let organisation = self.units[unit];
            let setting = organisations::setting_of(c, organisation).await?.unwrap_or_default();
            let placement = training::Placement {
                id: mint!(self.app.world, PlacementId),
                programme: programme.id,
                trainee,
                organisation,
                setting,
                from: self.month(begins),
                until: self.month(begins + months).plus_days(-1),
                percent: Percent::new(100).expect("full time"),
            };
            training::place(c, &placement).await?;
            placements.push(placement.id);
            begins += months;
        }
        for (code, _) in stage.plans {
            self.make_plan(c, stage.key, &programme, code, &placements).await?;
        }
        Ok(())
    }

    async fn make_plan(
        &mut self,
        c: &mut Conn,
        key: &'static str,
        programme: &training::Programme,
        code: &'static str,
        placements: &[PlacementId],
    ) -> Result<()> {
        let book = &self.books[code];
        let plan = training::NewPlan {
            id: mint!(self.app.world, PlanId),
            programme: programme.id,
            trainee: programme.trainee,
            scheme: programme.scheme.clone(),
            curriculum: book.id,
            specialty: book.curriculum.specialty.clone(),
            assigned_by: None,
            assigned_at: Moment::start_of(programme.from),
        };
        training::add_plan(c, &self.app.world, &plan).await?;
        let times = book.requirements().filter(|(_, one)| one.kind == Kind::Time);
        for (nth, (requirement, _)) in times.enumerate() {
            let placement = placements[nth.min(placements.len() - 1)];
            training::serve_time(c, plan.id, requirement, placement).await?;
        }
        self.plans.insert((key, code), plan.id);
        Ok(())
    }

    /// The leader has lent the approval of goals until the end of next month, to a colleague who has no role of their own any more.
    async fn lend(&self, c: &mut Conn) -> Result<()> {
        let role = people::NewGrant {
            person: self.people["no-delegate"],
            role: domain::access::Role::Supervisor,
            scheme: "no".to_owned(),
            over: people::Over::Organisation(self.units["NO-NORDVIK-ANE"]),
            period: Period { from: self.month(-72), until: None },
        };
        let role = people::grant_role(c, &self.app.world, None, &role).await?;
        people::LendApproval {
            call: self.call("no-leader", self.app.world.now()),
            to: self.people["no-delegate"],
            over: self.units["NO-NORDVIK-ANE"],
            from: self.today,
            until: self.month(2).plus_days(-1),
        }
        .run(c)
        .await
        .map(|_: DelegationId| ())?;
        people::end_role(c, &self.app.world, None, role).await.map(|_| ())
    }

    fn script(&self) -> Vec<Step> {
        let mut script = Script::new(self.today, self.now);
        script.orthopaedics(&self.items("ORTO-I"));
        script.basic();
        let ane = self.items("ANE");
        script.anaesthesia("no-lis", 26, &[72, 66, 61, 8, 33, 33], 4, &ane, true);
        script.returned();
        script.anaesthesia("no.haakon", 33, &[55, 47, 38, 6, 13, 0], 3, &ane, false);
        script.anaesthesia("no.sara", 34, &[70, 60, 50, 34, 27, 33], 6, &ane, false);
        script.anaesthesia("no.jo", 5, &[12, 7, 3, 0, 0, 0], 3, &ane, false);
        script.anaesthesia("no.thea", 18, &[42, 33, 29, 3, 20, 0], 4, &ane, false);
        script.anaesthesia("no.kristin", 50, &[97, 93, 94, 86, 80, 67], 5, &ane, false);
        script.anaesthesia("no.eirik", 40, &[85, 80, 71, 57, 47, 33], 5, &ane, false);
        let common = self.items("FKM");
        for (who, done) in [
            ("no-lis", 9),
            ("no.haakon", 6),
            ("no.sara", 8),
            ("no.thea", 4),
            ("no.kristin", 13),
            ("no.eirik", 11),
        ] {
            script.all_done(who, "FKM", &common[..done], &[]);
        }
        script.all_done("no-done", "ANE", &ane, &self.times("ANE"));
        script.all_done("no-done", "FKM", &common, &self.times("FKM"));
        script.general_practice(&self.items("ALM"));
        script.played()
    }

    fn items(&self, code: &str) -> Vec<Item> {
        let item = |one: &domain::curriculum::Requirement| Item {
            code: one.code.clone(),
            theme: one.theme.clone().unwrap_or_default(),
            required: one.required_count.unwrap_or(1),
            needs_signature: one.attested_by != domain::curriculum::Attesters::NoSignature,
            is_goal: one.kind == Kind::Goal,
            supports: one.supports.clone(),
        };
        let all = self.books[code].requirements().map(|(_, one)| one);
        all.filter(|one| matches!(one.kind, Kind::Goal | Kind::Activity)).map(item).collect()
    }

    fn times(&self, code: &str) -> Vec<String> {
        let all = self.books[code].requirements();
        all.filter(|(_, one)| one.kind == Kind::Time).map(|(_, one)| one.code.clone()).collect()
    }

    fn call(&self, key: &str, at: Moment) -> Call {
        Call {
            portal: self.app.clone(),
            actor: self.people[key],
            now: at,
            today: at.day_in(self.app.world.zone()),
        }
    }

    async fn play(&mut self, c: &mut Conn, step: &Step) -> Result<()> {
        let plan = self.plans[&(step.trainee, step.curriculum)];
        let code = step.code.clone();
        let words = |text: Option<&str>| {
            text.map(|text| Comment::required(text).expect("the script's words are fit to be said"))
        };
        let on = step.at.day_in(self.app.world.zone());
        match &step.deed {
            Deed::Register { count, comment } => {
                let call = self.call(step.trainee, step.at);
                signoff::Register { call, plan, code, on, count: *count, comment: words(*comment) }
                    .run(c)
                    .await?;
            }
            Deed::Request { to, comment } => {
                let call = self.call(step.trainee, step.at);
                let (to, comment) = (self.people[to], words(*comment));
                let request = signoff::Request {
                    call,
                    plan,
                    code: code.clone(),
                    to,
                    entries: Vec::new(),
                    completed_on: Some(on),
                    comment,
                };
                let made = request.run(c).await?;
                self.waiting.insert((plan, code), made.id);
            }
            Deed::Advise { by, comment } => {
                let call = self.call(by, step.at);
                let comment = words(*comment);
                signoff::Advise {
                    call,
                    plan,
                    codes: vec![code],
                    recommends: true,
                    comment,
                    meeting_on: None,
                }
                .run(c)
                .await?;
            }
            Deed::Attest { by, comment } => {
                let (call, comment) = (self.call(by, step.at), words(*comment));
                match self.waiting.remove(&(plan, code.clone())) {
                    Some(request) => signoff::Attest { call, request, comment }.run(c).await?,
                    None => signoff::AttestUnasked { call, plan, code, comment }.run(c).await?,
                };
            }
            Deed::Return { by, comment } => {
                let request = self.waiting.remove(&(plan, code)).context("nothing waits")?;
                let comment = Comment::required(comment).expect("the script's words are fit to be said");
                signoff::Return { call: self.call(by, step.at), request, comment }.run(c).await?;
            }
        }
        Ok(())
    }
}
