//! What one does for oneself: the log, lending the right to approve, and who has looked.

use axum::http::StatusCode;
use base::PlanId;
use db::{Db, testing::each_engine};
use portal::{error::Error, logging, migrations, training};

use crate::{browser::Browser, world::Demo};

/// The trainee's first plan.
async fn plan_of(demo: &Demo, key: &str) -> PlanId {
    let call = demo.call(key);
    let plans = demo.app.db.read(move |c| {
        Box::pin(async move { Ok::<_, Error>(training::plans_of(c, call.actor, call.today).await?) })
    });
    plans.await.unwrap()[0].id
}

async fn entries(demo: &Demo, plan: PlanId) -> usize {
    let read = demo
        .app
        .db
        .read(move |c| Box::pin(async move { Ok::<_, Error>(logging::latest(c, plan, 10_000).await?) }));
    read.await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_activities_are_logged_at_once_and_a_double_press_counts_once() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let plan = plan_of(&demo, "no-lis").await;
        let (ingrid, path) = (Browser::of(&demo, "no-lis").await, format!("/log/{plan}"));
        let form = ingrid.get(&path).await;
        let (key, names) = (form.value("key"), form.names("n-"));
        let before = entries(&demo, plan).await;
        let fields = [
            ("key", key.as_str()),
            ("on_date", &form.value("on_date")),
            (&names[0], "2"),
            (&names[1], "1"),
            ("plus", &names[2][2..]),
        ];
        let saved = ingrid.post_and_follow(&path, &fields).await;
        assert!(saved.html.contains("data-color=\"success\""), "{}", saved.html);
        let again = ingrid.post_and_follow(&path, &fields).await;
        assert!(again.html.contains("data-color=\"success\""), "the second press is told the same");
        assert_eq!(entries(&demo, plan).await, before + 3);
        let other = [("key", key.as_str()), ("on_date", &form.value("on_date")), (&names[3], "1")];
        assert_eq!(ingrid.post(&path, &other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(entries(&demo, plan).await, before + 3, "a key is good for what it was first used for");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_cannot_be_taken_comes_back_as_it_was_typed_and_nothing_is_saved() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let plan = plan_of(&demo, "no-lis").await;
        let (ingrid, path) = (Browser::of(&demo, "no-lis").await, format!("/log/{plan}"));
        let form = ingrid.get(&path).await;
        let (names, before) = (form.names("n-"), entries(&demo, plan).await);
        let today = form.value("on_date");
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
        let cases: &[Case<'_>] = &[
            (&[("on_date", &today), (&names[0], "2"), (&names[1], "tolv")], &[&names[1]]),
            (&[("on_date", "1.1.2099"), (&names[0], "2")], &["on_date"]),
            (&[("on_date", "1.1.1800"), (&names[0], "2")], &["on_date"]),
            (&[("on_date", "31.12.9999"), (&names[0], "2")], &["on_date"]),
            (&[("on_date", &today), (&names[0], "1000")], &[&names[0]]),
            (&[("on_date", &today), (&names[0], "1"), ("comment", "Pas 010190-1234")], &["comment"]),
            (&[("on_date", &today), (&names[0], "")], &[&names[0]]),
        ];
        for (fields, wrong) in cases {
            let back = ingrid.post(&path, fields).await;
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            for (name, typed) in fields.iter().filter(|(name, _)| *name != "comment") {
                assert_eq!(back.value(name), *typed, "{name} of {fields:?}");
            }
            for name in *wrong {
                assert!(back.html.contains(&format!("href=\"#{name}\"")), "{name} of {fields:?}");
            }
        }
        assert_eq!(entries(&demo, plan).await, before);
        for (persona, status) in
            [("no-mentor", StatusCode::FORBIDDEN), ("no-stranger", StatusCode::NOT_FOUND)]
        {
            let other = Browser::of(&demo, persona).await;
            assert_eq!(other.get(&path).await.status, status, "{persona} reads");
            let fields = [("on_date", today.as_str()), (&names[0], "1")];
            assert_eq!(other.post(&path, &fields).await.status, status, "{persona} writes");
        }
        assert_eq!(entries(&demo, plan).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_lends_and_ends_and_nobody_else_can() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let torunn = Browser::of(&demo, "no-leader").await;
        let form = torunn.get("/delegations").await;
        let (to, over, from) = (form.choice("Jonas Eide"), form.value("over"), form.value("from"));
        assert!(!form.html.contains("Ingrid Solbakken"), "nobody lends to those who train there");
        let typed = [("to", to.as_str()), ("over", &over), ("from", &from), ("until", "31.2.2027")];
        let back = torunn.post("/delegations", &typed).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((back.value("until"), back.value("from")), ("31.2.2027".to_owned(), from.clone()));
        assert!(back.html.contains(&format!("value=\"{to}\" selected")), "{}", back.html);

        let key = form.value("key");
        let good = [("key", key.as_str()), ("to", &to), ("over", &over), ("from", &from), ("until", &from)];
        let lent = torunn.post_and_follow("/delegations", &good).await;
        let again = torunn.post_and_follow("/delegations", &good).await;
        for page in [&lent, &again] {
            assert!(page.html.contains("data-color=\"success\"") && page.html.contains("<b>Jonas Eide</b>"));
            assert_eq!(
                page.html.matches("<b>Jonas Eide</b>").count(),
                1,
                "a press that came twice lent once"
            );
        }
        let jonas = Browser::of(&demo, "no-supervisor").await;
        let received = jonas.get("/delegations").await;
        assert!(received.status == StatusCode::OK && received.html.contains("Torunn Vik"));
        let own = demo.person("no-mentor").to_string();
        let good = [("to", own.as_str()), ("over", &over), ("from", &from), ("until", &from)];
        for (fields, what) in [(&good[..], "all of it"), (&good[..1], "half of it")] {
            let refused = jonas.post("/delegations", fields).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "a delegate cannot lend on {what}");
        }
        let rest = lent.html.split("<b>Jonas Eide</b>").nth(1).unwrap();
        let action = rest.split_once("action=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let stranger = Browser::of(&demo, "no-stranger").await;
        assert_eq!(stranger.post(&action, &[]).await.status, StatusCode::NOT_FOUND);
        let ended = torunn.post_and_follow(&action, &[]).await;
        assert!(ended.html.contains("data-color=\"success\""));
        for nobody in [&jonas, &Browser::of(&demo, "no-lis").await] {
            let kind = nobody.get("/delegations").await;
            assert_eq!(kind.status, StatusCode::FORBIDDEN, "nothing to lend, and nothing lent");
            assert!(!kind.html.contains("Torunn Vik") && !kind.html.contains("action=\"/delegations\""));
            assert!(kind.html.contains("<nav"), "it is a page of the portal, with the way on");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trainee_reads_who_looked_and_nobody_elses_log() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let plan = plan_of(&demo, "no-lis").await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let looked = |html: &str| html.matches("Henrik Moen").count();
        assert_eq!(looked(&ingrid.get("/me/look-ups").await.html), 0);
        let henrik = Browser::of(&demo, "no-uao").await;
        assert_eq!(henrik.get(&format!("/plans/{plan}")).await.status, StatusCode::OK);
        assert_eq!(looked(&ingrid.get("/me/look-ups").await.html), 1);
        for _ in 0..50 {
            henrik.get(&format!("/plans/{plan}")).await;
        }
        let first = ingrid.get("/me/look-ups").await;
        assert_eq!(looked(&first.html), 1, "looks alike on one day are one row");
        assert!(first.html.contains("51 ganger"), "all of them: {}", first.html);
        assert!(!first.html.contains("href=\"/me/look-ups?"), "there is no more to read");
        assert_eq!(looked(&henrik.get("/me/look-ups").await.html), 0);
        for (who, has) in [(&ingrid, "Ingrid Solbakken"), (&henrik, "Henrik Moen")] {
            let me = who.get("/me").await;
            assert!(me.status == StatusCode::OK && me.html.contains(has));
        }
        let saved = ingrid.post_and_follow("/me/language", &[("language", "nn")]).await;
        assert!(saved.html.contains("lang=\"nn\"") && saved.html.contains("data-color=\"success\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_session_has_ended_is_spoken_to_as_before() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        // The browser asks for Danish; she reads bokmål.
        let ingrid = Browser::of(&demo, "no-lis").await;
        ingrid.post("/logout", &[]).await;
        let kept = ingrid.post("/delegations", &[("comment", "Sett flere ganger.")]).await;
        assert_eq!(kept.status, StatusCode::UNAUTHORIZED);
        for page in [kept, ingrid.get("/login?expired=1").await, ingrid.get("/verify").await] {
            assert!(page.html.contains("<html lang=\"nb\""), "{}", page.html);
        }
        let stranger = Browser::of_nobody(&demo).get("/login").await;
        assert!(stranger.html.contains("<html lang=\"da\""), "{}", stranger.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_stay_until_they_are_marked_as_read() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let first = ingrid.get("/").await;
        let shown: Vec<&str> = first.html.split("name=\"id\" value=\"").skip(1).collect();
        let ids: Vec<&str> = shown.iter().map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(ids.len() > 1, "{}", first.html);
        let again = ingrid.get("/").await;
        assert!(ids.iter().all(|id| again.html.contains(*id)), "looking is not reading");
        let jonas = Browser::of(&demo, "no-supervisor").await;
        jonas.post_and_follow("/notices/seen", &[("id", ids[0])]).await;
        assert!(ingrid.get("/").await.html.contains(ids[0]), "nobody puts away what is another's");
        let read = ingrid.post_and_follow("/notices/seen", &[("id", ids[0]), ("id", "nonsense")]).await;
        assert!(!read.html.contains(ids[0]) && read.html.contains(ids[1]), "{}", read.html);
    })
    .await;
}
