//! Who looked at me: every look is told once, page by page, also when many came at one instant.

use std::collections::BTreeSet;

use base::LookUpId;
use db::testing::each_engine;
use domain::access::{Act as Want, Role};
use portal::{
    audit::{self, Look, LookUp, Looked, Whose},
    error::Error,
    migrations::ALL,
};

use crate::{browser::Browser, world::Demo};

#[tokio::test]
async fn looks_of_one_instant_are_each_told_once_on_some_page() {
    each_engine(ALL, async |db| {
        let demo = Demo::new(&db).await;
        let (trainee, other) = (demo.person("no-lis"), demo.person("nom-lis"));
        let mut call = demo.call("no-leader");
        // Later than all that the cast did, and the same for all of them: opened, on a list, opened, …
        call.now = call.now.plus_seconds(3600);
        for nth in 0..11 {
            let listed = Whose::Listed(vec![trainee, other]);
            let whose = if nth % 2 == 0 { Whose::One(trainee) } else { listed };
            let what = Want::SeePlan.code();
            let look = Look { person: call.actor, role: Role::Leader, what, whose, plan: None };
            db.write(Looked { call: call.clone(), look }).await.unwrap();
        }
        for limit in [1, 2, 3, 11, 50] {
            let (mut told, mut before) = (Vec::new(), None);
            loop {
                let read = db.read(move |c| {
                    Box::pin(async move { Ok::<_, Error>(audit::look_ups(c, trainee, before, limit).await?) })
                });
                let page: Vec<LookUp> = read.await.unwrap();
                assert!(page.len() as i64 <= limit, "a page is no longer than asked for");
                before = page.last().map(|last| (last.at, last.id));
                let more = page.len() as i64 == limit;
                told.extend(page.into_iter().filter(|one| one.at == call.now));
                if !more {
                    break;
                }
            }
            let ids: BTreeSet<LookUpId> = told.iter().map(|one| one.id).collect();
            assert_eq!((told.len(), ids.len()), (11, 11), "by {limit}");
            assert_eq!(told.iter().filter(|one| one.in_a_list).count(), 5);
            assert!(told.iter().rev().map(|one| one.id).is_sorted(), "newest first");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_fit_on_a_page_stands_on_the_next() {
    each_engine(ALL, async |db| {
        let demo = Demo::new(&db).await;
        let trainee = demo.person("no-lis");
        let mut call = demo.call("no-stranger");
        for day in 1..=60 {
            call.now = demo.call("no-stranger").now.plus_seconds(day * 86_400);
            let what = Want::SeePlan.code();
            let look =
                Look { person: call.actor, role: Role::Leader, what, whose: Whose::One(trainee), plan: None };
            db.write(Looked { call: call.clone(), look }).await.unwrap();
        }
        let ingrid = Browser::of(&demo, "no-lis").await;
        let looked = |page: &str| page.matches("Gunnar Aas").count();
        let first = ingrid.get("/me/look-ups").await.html;
        assert_eq!(looked(&first), 50, "a line a day");
        let next = first.split("href=\"/me/look-ups?").nth(1).and_then(|rest| rest.split('"').next());
        let second = ingrid.get(&format!("/me/look-ups?{}", next.expect("there is more"))).await.html;
        assert_eq!(looked(&second), 10, "the rest, and none twice");
    })
    .await;
}
