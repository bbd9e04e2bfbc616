//! A role that ended is ended now, also for approvals that are under way at that moment; and so is what was lent with it.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use base::{GrantId, OrganisationId, PersonId, PlanId};
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use domain::{
    access::{Kind, Role},
    curriculum::Attesters,
    refusal::Refusal,
    text::Comment,
};
use portal::{
    error::Error,
    intake::People,
    migrations, organisations, people,
    portal::{App, Call},
    signoff::{Advise, AttestUnasked},
    training,
};

use crate::world::Demo;

/// Approvals at the same time.
const HANDS: usize = 16;
const ROUNDS: usize = 3;

/// Ends a role and counts, in the same transaction, what the person has attested so far.
struct End {
    app: App,
    person: PersonId,
    grant: GrantId,
}
impl Work for End {
    type Done = i64;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<i64, Error> {
        people::end_role(c, &self.app.world, None, self.grant).await?;
        Ok(attested(c, self.person).await?)
    }
}

/// Gives the same role again.
struct Restore {
    app: App,
    person: PersonId,
    grant: GrantId,
}
impl Work for Restore {
    type Done = GrantId;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<GrantId, Error> {
        let was = people::grant_named(c, self.grant).await?.expect("the grant was there");
        let new = people::NewGrant {
            person: self.person,
            role: was.role,
            scheme: was.scheme,
            over: was.over,
            period: was.period,
        };
        people::grant_role(c, &self.app.world, None, &new).await
    }
}

async fn attested(c: &mut Conn, person: PersonId) -> Result<i64, Fault> {
    let count = sql!("SELECT count(id) FROM attestation WHERE attester_id = $1");
    Ok(c.first(count, &args![person]).await?.map_or(0, |(n,)| n))
}

/// Requirements of a kind that somebody signs, in the trainee's plans: plan and code.
async fn to_sign(demo: &Demo, kind: Kind) -> Vec<(PlanId, String)> {
    let (call, shelf) = (demo.call("no-lis"), demo.app.shelf.clone());
    let read = demo.app.db.read(move |c| {
        Box::pin(async move {
            let mut all = Vec::new();
            for plan in training::plans_of(c, call.actor, call.today).await? {
                let book = shelf.get(c, plan.curriculum).await?;
                let wanted = book
                    .requirements()
                    .filter(|(_, one)| one.kind == kind && one.attested_by != Attesters::NoSignature);
                all.extend(wanted.map(|(_, one)| (plan.id, one.code.clone())));
            }
            Ok::<_, Error>(all)
        })
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_attested_after_the_role_ended() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let supervisor = demo.person("no-supervisor");
        let mut work = to_sign(&demo, Kind::Activity).await;
        let grants = demo.app.db.read(move |c| Box::pin(people::held(c, supervisor))).await.unwrap();
        let mut grant = grants[0].id;
        let share = work.len() / ROUNDS;
        for _ in 0..ROUNDS {
            let round = work.split_off(work.len() - share);
            race(&demo, supervisor, grant, &round).await;
            grant =
                demo.app.does(Restore { app: demo.app.clone(), person: supervisor, grant }).await.unwrap();
        }
    })
    .await;
}

/// Many hands attest, the role ends in the middle: what counts afterwards is what counted in the transaction that ended it.
async fn race(demo: &Demo, attester: PersonId, grant: GrantId, work: &[(PlanId, String)]) {
    let app = &demo.app;
    let done = AtomicBool::new(false);
    let next = std::sync::Mutex::new(work.iter());
    let hand = async || {
        let mut made = 0;
        loop {
            let Some((plan, code)) = next.lock().unwrap().next() else { return made };
            let too_late = done.load(SeqCst);
            let (call, code) = (Call::new(app, attester), code.clone());
            match app
                .does(AttestUnasked {
                    call,
                    plan: *plan,
                    code,
                    count: None,
                    comment: Comment::read("Vurdert samlet.").unwrap(),
                })
                .await
            {
                Ok(_) if too_late => panic!("attested by somebody whose role had ended"),
                Ok(_) => made += 1,
                Err(Error::Refused(Refusal::AlreadyAttested)) => {}
                Err(Error::Refused(Refusal::NotEntitled | Refusal::NotFound)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    };
    let half = async {
        // When about a third is done.
        while next.lock().unwrap().len() > work.len() * 2 / 3 {
            tokio::task::yield_now().await;
        }
        let counted = app.does(End { app: app.clone(), person: attester, grant }).await.unwrap();
        done.store(true, SeqCst);
        counted
    };
    let hands = futures_util::future::join_all((0..HANDS).map(|_| hand()));
    let (made, counted) = tokio::join!(hands, half);
    let after = app.db.read(move |c| Box::pin(attested(c, attester))).await.unwrap();
    assert_eq!(counted, after, "an attestation was written after the role ended");
    assert!(made.iter().sum::<i32>() > 0, "somebody attested before");
    assert!(next.lock().unwrap().len() == 0);
}

/// The goals of the trainee in one plan, recommended by mentor and supervisor: plan and code.
async fn heard(demo: &Demo) -> Vec<(PlanId, String)> {
    let mut goals = to_sign(demo, Kind::Goal).await;
    let first = goals[0].0;
    goals.retain(|(plan, _)| *plan == first);
    let mut waiting = Vec::new();
    for (plan, code) in goals {
        let by = |who| Advise {
            call: demo.call(who),
            plan,
            codes: vec![code.clone()],
            recommends: true,
            comment: None,
            meeting_on: None,
        };
        let advised = demo.app.does(by("no-mentor")).await.is_ok();
        if advised && demo.app.does(by("no-supervisor")).await.is_ok() {
            waiting.push((plan, code));
        }
    }
    waiting
}

/// What a delegate does with goals.
async fn approves(demo: &Demo, who: &str, (plan, code): &(PlanId, String)) -> Result<(), Error> {
    let comment = Comment::read("Vurdert samlet.").unwrap();
    let work = AttestUnasked { call: demo.call(who), plan: *plan, code: code.clone(), count: None, comment };
    demo.app.does(work).await.map(drop)
}

fn is_unknown(done: Result<(), Error>) -> bool {
    matches!(done, Err(Error::Refused(Refusal::NotFound)))
}

/// The leader's role over a unit.
async fn leads(demo: &Demo) -> (GrantId, OrganisationId) {
    let leader = demo.person("no-leader");
    let held = demo.app.db.read(move |c| Box::pin(people::held(c, leader))).await.unwrap();
    let found = held.iter().find_map(|one| match &one.over {
        people::Over::Organisation(unit) if one.role == Role::Leader => Some((one.id, *unit)),
        _ => None,
    });
    found.expect("the leader leads")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_lent_ends_with_the_role_it_was_lent_with() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (app, leader, delegate) = (&demo.app, demo.person("no-leader"), demo.person("no-delegate"));
        let (mut goals, (grant, unit)) = (heard(&demo).await, leads(&demo).await);
        let last = goals.pop().expect("goals wait");
        race(&demo, delegate, grant, &goals).await;
        assert!(is_unknown(approves(&demo, "no-delegate", &last).await), "the delegation gives nothing");
        let day = app.world.today();
        let delegations =
            async || app.db.read(move |c| Box::pin(people::delegations_of(c, delegate, day))).await.unwrap();
        assert!(delegations().await.is_empty(), "nor is it spoken of");

        app.does(Restore { app: app.clone(), person: leader, grant }).await.unwrap();
        assert!(
            is_unknown(approves(&demo, "no-delegate", &last).await),
            "a role given anew lends nothing by itself"
        );
        let lent = async || {
            app.db.read(move |c| Box::pin(people::running_delegations_to(c, delegate, day))).await.unwrap()
        };
        assert!(lent().await.is_empty(), "nor does the API speak of it");
        let past =
            app.db.read(move |c| Box::pin(people::past_delegations_of(c, leader, day, 10))).await.unwrap();
        assert!(!past.is_empty(), "the leader sees that it is over");
        let (call, to) = (demo.call("no-leader"), demo.person("no-supervisor"));
        app.does(people::LendApproval { call, to, over: unit, from: day, until: day }).await.unwrap();
        approves(&demo, "no-supervisor", &last).await.expect("what is lent now is good");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_moves_the_last_day_of_a_role_that_runs_leaves_what_was_lent_with_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (app, leader, delegate) = (&demo.app, demo.person("no-leader"), demo.person("no-delegate"));
        let ((grant, unit), goals) = (leads(&demo).await, heard(&demo).await);
        let (who, held, place) = db
            .read(move |c| {
                Box::pin(async move {
                    let found = people::find(c, leader).await?.expect("the leader is there");
                    let place = organisations::find(c, unit).await?.expect("the unit is there");
                    Ok::<_, Fault>((found, people::held(c, leader).await?, place))
                })
            })
            .await
            .unwrap();
        let from = held.iter().find(|one| one.id == grant).expect("it is held").period.from;
        let email = who.email.expect("the leader has an address");
        let import = async |until: &str| {
            let row = format!("{},{email},leader,no,{},{from},{until}", who.name, place.code);
            let file = format!("name,email,role,scheme,over,from,until\n{row}\n").into_bytes();
            let schemes = app.schemes.clone();
            let keys = app.identifiers.clone();
            let people = People { world: app.world.clone(), schemes, keys, file, apply: true };
            db.write(people).await.unwrap_or_else(|not| panic!("{not:?}")).to_string()
        };
        let day = app.world.today();
        let delegations =
            async || db.read(move |c| Box::pin(people::delegations_of(c, delegate, day))).await.unwrap();
        for until in [day.plus_days(400).to_string(), day.plus_days(90).to_string(), String::new()] {
            let said = import(&until).await;
            assert!(said.contains("changed  role") && said.contains("1 changed, 0 ended"), "{said}");
            assert!(!delegations().await.is_empty(), "until {until:?}");
            let tell = &mut |words: &str| println!("{words}");
            assert!(people::compare(&db, tell).await.unwrap().is_sound(), "until {until:?}");
        }
        approves(&demo, "no-delegate", &goals[0]).await.expect("what was lent goes on");
        import(&day.plus_days(-1).to_string()).await;
        assert!(delegations().await.is_empty(), "what is over lends nothing");
        assert!(is_unknown(approves(&demo, "no-delegate", &goals[1]).await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_lent_rests_on_no_role_of_the_delegates_own() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (app, supervisor, day) = (&demo.app, demo.person("no-supervisor"), demo.app.world.today());
        let (goals, (_, over)) = (heard(&demo).await, leads(&demo).await);
        let activity = to_sign(&demo, Kind::Activity).await.pop().expect("activities wait");
        let call = demo.call("no-leader");
        app.does(people::LendApproval { call, to: supervisor, over, from: day, until: day }).await.unwrap();
        let held = app.db.read(move |c| Box::pin(people::held(c, supervisor))).await.unwrap();
        for one in held {
            app.does(End { app: app.clone(), person: supervisor, grant: one.id }).await.unwrap();
        }
        approves(&demo, "no-supervisor", &goals[0]).await.expect("the leader is still responsible");
        let own = approves(&demo, "no-supervisor", &activity).await;
        assert!(
            matches!(own, Err(Error::Refused(Refusal::NotEntitled))),
            "their own role gives nothing: {own:?}"
        );
    })
    .await;
}
