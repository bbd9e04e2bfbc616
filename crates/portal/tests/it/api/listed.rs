//! What is listed is what is allowed: for everybody, whichever roles they were thrown.

use std::collections::BTreeSet;

use base::{CurriculumId, OrganisationId, Period, PersonId, PlanId, ProgrammeId, RequirementId};
use db::{Conn, Work, sql, testing::each_engine};
use domain::access::{Act, Role, Subject};
use portal::{
    access::{self, At, Rows, Search},
    error::Error,
    migrations::ALL,
    people,
    portal::{App, Call},
};

use super::Api;

/// Dice that fall the same way every time.
struct Dice(u64);
impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.throw(all.len())].clone()
    }
}

/// Roles given at random to everybody, over anything they fit.
struct Scatter {
    app: App,
    people: Vec<PersonId>,
    units: Vec<OrganisationId>,
    seed: u64,
}
impl Work for Scatter {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        let mut dice = Dice(self.seed);
        let today = self.app.world.today();
        for _ in 0..60 {
            let over = match dice.throw(5) {
                0 | 1 => people::Over::Organisation(dice.pick(&self.units)),
                2 => people::Over::Person(dice.pick(&self.people)),
                3 => people::Over::Specialty(dice.pick(&["ANE", "ALM", "ortopaedisk-kirurgi"]).to_owned()),
                _ => people::Over::Scheme,
            };
            let fitting: Vec<Role> = Role::ALL.iter().copied().filter(|role| over.fits(*role)).collect();
            let from = today.plus_days(i32::try_from(dice.throw(40)).unwrap_or(0) - 30);
            let until =
                (dice.throw(2) == 0).then(|| from.plus_days(i32::try_from(dice.throw(40)).unwrap_or(0)));
            let new = people::NewGrant {
                person: dice.pick(&self.people),
                role: dice.pick(&fitting),
                scheme: dice.pick(&["dk", "no"]).to_owned(),
                over,
                period: Period { from, until },
            };
            let id = people::grant_role(c, &self.app.world, None, &new).await?;
            if dice.throw(6) == 0 {
                people::end_role(c, &self.app.world, None, id).await?;
            }
        }
        Ok(())
    }
}

type Stage = (ProgrammeId, PersonId, String);

#[tokio::test]
async fn what_is_listed_is_what_is_allowed() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let app = &api.demo.app;
        let (people, units, stages): (Vec<(PersonId,)>, Vec<(OrganisationId,)>, Vec<Stage>) = db
            .read(|c| {
                Box::pin(async move {
                    let people = c.all(sql!("SELECT id FROM person ORDER BY name LIMIT 500"), &[]).await?;
                    let units =
                        c.all(sql!("SELECT id FROM organisation ORDER BY code LIMIT 500"), &[]).await?;
                    let stages = c
                        .all(
                            sql!("SELECT id, trainee_id, scheme FROM programme ORDER BY code LIMIT 500"),
                            &[],
                        )
                        .await?;
                    Ok::<_, db::Fault>((people, units, stages))
                })
            })
            .await
            .unwrap();
        let people: Vec<PersonId> = people.into_iter().map(|(id,)| id).collect();
        let units: Vec<OrganisationId> = units.into_iter().map(|(id,)| id).collect();
        let courses = courses(&api).await;
        let (mut listed_at_all, mut courses_at_all) = (0, 0);
        for seed in 0..4 {
            for person in &people {
                for days in [0, -20, 15] {
                    let mut call = Call::new(app, *person);
                    call.today = call.today.plus_days(days);
                    let (listed, allowed) = listed_and_allowed(app, call.clone(), stages.clone()).await;
                    assert_eq!(listed, allowed, "{person} after {seed} throws, {days} days from today");
                    listed_at_all += listed.len();
                    let (listed, allowed) = courses_listed_and_allowed(app, call, courses.clone()).await;
                    assert_eq!(
                        listed, allowed,
                        "courses of {person} after {seed} throws, {days} days from today"
                    );
                    courses_at_all += listed.len();
                }
            }
            let scatter = Scatter { app: app.clone(), people: people.clone(), units: units.clone(), seed };
            app.does(scatter).await.unwrap();
        }
        assert!(listed_at_all > 500, "the test lists something: {listed_at_all}");
        assert!(courses_at_all > 100, "the test lists courses: {courses_at_all}");
    })
    .await;
}

async fn listed_and_allowed(
    app: &App,
    call: Call,
    stages: Vec<Stage>,
) -> (BTreeSet<ProgrammeId>, BTreeSet<ProgrammeId>) {
    let found = app.db.read(move |c| {
        Box::pin(async move {
            let search = Search { limit: 10_000, ..Search::default() };
            let listed = access::within(c, &call, Act::ListTrainees, search).await?;
            let mut allowed = BTreeSet::new();
            for (programme, trainee, scheme) in stages {
                let standings =
                    access::standings(c, call.actor, call.today, At { programme, requirement: None }).await?;
                let settings = call.portal.scheme(&scheme)?.settings.clone();
                let may = |setting: &String| {
                    let subject = Subject::Plan { scheme: &scheme, setting, trainee };
                    call.portal.policies.decide(call.actor, Act::ListTrainees, &subject, &standings).is_ok()
                };
                if settings.iter().any(may) {
                    allowed.insert(programme);
                }
            }
            Ok::<_, Error>((listed.into_iter().map(|one| one.programme).collect(), allowed))
        })
    });
    found.await.unwrap()
}

/// A course, or research training, of a live plan that nobody has attested.
#[derive(Clone)]
struct Open {
    plan: PlanId,
    programme: ProgrammeId,
    trainee: PersonId,
    scheme: String,
    curriculum: CurriculumId,
    requirement: RequirementId,
}
db::from_row!(Open { plan, programme, trainee, scheme, curriculum, requirement });

async fn courses(api: &Api) -> Vec<Open> {
    let read = api.demo.app.db.read(|c| {
        Box::pin(async move {
            c.all(
                sql!(
                    "SELECT p.id, p.programme_id, p.trainee_id, p.scheme, p.curriculum_id, r.id
                     FROM plan p
                     JOIN requirement r ON r.curriculum_id = p.curriculum_id AND r.kind IN ('course', 'research')
                     LEFT JOIN requirement_state q ON q.plan_id = p.id AND q.requirement_id = r.id
                     WHERE p.archived_at IS NULL AND COALESCE(q.state, 'open') <> 'attested' LIMIT 2000"
                ),
                &[],
            )
            .await
        })
    });
    read.await.unwrap()
}

type Courses = BTreeSet<(PlanId, RequirementId)>;

/// Courses on somebody's list, and those that they may attest by what shows them no plan.
async fn courses_listed_and_allowed(app: &App, call: Call, courses: Vec<Open>) -> (Courses, Courses) {
    let found = app.db.read(move |c| {
        Box::pin(async move {
            let rows = Rows { words: "", after: None, limit: 10_000 };
            let listed = access::outstanding_within(c, &call, rows).await?;
            let policies = &call.portal.policies;
            let mut allowed = Courses::new();
            for one in courses {
                let book = call.portal.shelf.get(c, one.curriculum).await?;
                let requirement = book.requirement(one.requirement).expect("it is the curriculum's");
                let scheme = call.portal.scheme(&one.scheme)?;
                let signers = scheme.signers(requirement);
                let at = At { programme: one.programme, requirement: Some(one.requirement) };
                let mut standings = access::standings(c, call.actor, call.today, at).await?;
                let sees: Vec<_> = policies.reach(&one.scheme, Act::SeePlan).standings().collect();
                standings.retain(|standing| !sees.contains(&standing.kind));
                let may = |setting: &String| {
                    let subject = Subject::Requirement {
                        scheme: &one.scheme,
                        setting,
                        trainee: one.trainee,
                        kind: requirement.kind,
                        attested_by: signers,
                        proposed_by: None,
                    };
                    policies.decide(call.actor, Act::Attest, &subject, &standings).is_ok()
                };
                if scheme.settings.iter().any(may) {
                    allowed.insert((one.plan, one.requirement));
                }
            }
            Ok::<_, Error>((listed.into_iter().map(|one| (one.plan, one.requirement)).collect(), allowed))
        })
    });
    found.await.unwrap()
}
