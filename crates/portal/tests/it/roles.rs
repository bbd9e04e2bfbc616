//! INV-6: a role that ended is ended now, also for approvals that are under way at that moment.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use base::{GrantId, PersonId, PlanId};
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use domain::{access::Kind, curriculum::Attesters, refusal::Refusal};
use portal::{
    error::Error,
    migrations, people,
    portal::{App, Call},
    signoff::AttestUnasked,
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

/// Activities that the supervisor may sign: plan and code.
async fn activities(demo: &Demo) -> Vec<(PlanId, String)> {
    let (call, shelf) = (demo.call("no-lis"), demo.app.shelf.clone());
    let read = demo.app.db.read(move |c| {
        Box::pin(async move {
            let mut all = Vec::new();
            for plan in training::plans_of(c, call.actor, call.today).await? {
                let book = shelf.get(c, plan.curriculum).await?;
                let wanted = book.requirements().filter(|(_, one)| {
                    one.kind == Kind::Activity && one.attested_by != Attesters::NoSignature
                });
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
        let mut work = activities(&demo).await;
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
async fn race(demo: &Demo, supervisor: PersonId, grant: GrantId, work: &[(PlanId, String)]) {
    let app = &demo.app;
    let done = AtomicBool::new(false);
    let next = std::sync::Mutex::new(work.iter());
    let hand = async || {
        let mut made = 0;
        loop {
            let Some((plan, code)) = next.lock().unwrap().next() else { return made };
            let too_late = done.load(SeqCst);
            let (call, code) = (Call::new(app, supervisor), code.clone());
            match app.does(AttestUnasked { call, plan: *plan, code, comment: None }).await {
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
        let counted = app.does(End { app: app.clone(), person: supervisor, grant }).await.unwrap();
        done.store(true, SeqCst);
        counted
    };
    let hands = futures_util::future::join_all((0..HANDS).map(|_| hand()));
    let (made, counted) = tokio::join!(hands, half);
    let after = app.db.read(move |c| Box::pin(attested(c, supervisor))).await.unwrap();
    assert_eq!(counted, after, "an attestation was written after the role ended");
    assert!(made.iter().sum::<i32>() > 0, "somebody attested before");
    assert!(next.lock().unwrap().len() == 0);
}
