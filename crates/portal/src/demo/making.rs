//! Places, people, roles, programmes and plans of the demo world.

use anyhow::Context as _;
use base::{
    Day, DelegationId, Moment, OrganisationId, Percent, Period, PersonId, PlacementId, PlanId, ProgrammeId,
};
use db::{Conn, Work as _};
use domain::{access::Kind, identifier::Number};

use super::{
    Making,
    cast::{CAST, NUMBERS, Over, Player, STAGES, Stage, UNITS},
};
use crate::{
    error::Result,
    identifiers::{self, Writer},
    mint, organisations, people, training,
    world::World,
};

impl Making<'_> {
    pub(super) async fn make_units(&mut self, c: &mut Conn) -> Result<()> {
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

    pub(super) async fn make_people(&mut self, c: &mut Conn) -> Result<()> {
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

    /// The numbers of those who have some.
    pub(super) async fn make_numbers(&self, c: &mut Conn) -> Result<()> {
        let kinds = identifiers::kinds(&self.app.schemes);
        let writer = Writer::open(c, &self.app.identifiers, &self.app.world, true).await?;
        for (key, kind, number) in NUMBERS {
            let kind = kinds.get(*kind).context("a scheme has this kind")?;
            let number = Number::read(kind.rule, number).context("it is written as such numbers are")?;
            writer.set(c, self.people[key], kind, &number).await?;
        }
        Ok(())
    }

    async fn give_roles(&self, c: &mut Conn, player: &Player) -> Result<()> {
        // Given on their first day: what was done in them came later.
        let then = World::at(Moment::start_of(self.month(-72)));
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
            people::grant_role(c, &then, None, &new).await?;
        }
        Ok(())
    }

    pub(super) async fn make_stages(&mut self, c: &mut Conn) -> Result<()> {
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
            training::serve_time(c, plan.id, requirement, (placement, true)).await?;
        }
        self.plans.insert((key, code), plan.id);
        Ok(())
    }

    /// The leader has lent the approval of goals until the end of next month, to a colleague who has no role of their own any more.
    pub(super) async fn lend(&self, c: &mut Conn) -> Result<()> {
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
}
