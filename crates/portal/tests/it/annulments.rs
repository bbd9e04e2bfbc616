//! Taking an approval back, on pages: what was done stands at an address of its own, and everybody concerned is told why, for ever.

use axum::http::StatusCode;
use base::{AttestationId, PersonId, PlanId};
use db::{Db, args, sql, testing::each_engine};
use portal::migrations;

use crate::{
    browser::{Browser, Page},
    world::Demo,
};

/// A competency of the Danish trainee that the supervisor approved: the attestation, and the requirement's page.
async fn approved(demo: &Demo) -> (AttestationId, String) {
    let (trainee, attester) = (demo.person("dk-trainee"), demo.person("dk-supervisor"));
    let select = sql!(
        "SELECT a.id, a.plan_id, r.code FROM attestation a JOIN requirement r ON r.id = a.requirement_id
         WHERE a.trainee_id = $1 AND a.attester_id = $2 AND r.kind = 'goal'
           AND NOT EXISTS (SELECT 1 FROM annulment n WHERE n.attestation_id = a.id) ORDER BY a.id LIMIT 1"
    );
    let read =
        demo.app.db.read(move |c| Box::pin(async move { c.first(select, &args![trainee, attester]).await }));
    let found: Option<(AttestationId, PlanId, String)> = read.await.unwrap();
    let (id, plan, code) = found.expect("the supervisor has approved something");
    (id, format!("/plans/{plan}/requirements/{code}"))
}

async fn proposals_by(demo: &Demo, person: PersonId) -> i64 {
    let count = sql!("SELECT count(id) FROM annulment WHERE proposed_by = $1");
    let read = demo.app.db.read(move |c| Box::pin(async move { c.first(count, &args![person]).await }));
    let row: Option<(i64,)> = read.await.unwrap();
    row.unwrap().0
}

/// The press leads elsewhere; the page there says what was done, the same each time; and the same press again leads there.
async fn leads(who: &Browser, path: &str, reason: &str) -> (String, Page) {
    let done = who.post(path, &[("reason", reason)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{path}: {}", done.html);
    assert!(done.to.starts_with("/annulments/done?id="), "{}", done.to);
    let page = who.get(&done.to).await;
    assert!(page.status == StatusCode::OK && page.html.contains("data-color=\"success\""), "{}", page.html);
    assert_eq!(who.get(&done.to).await.html, page.html, "loaded again");
    let again = who.post(path, &[("reason", reason)]).await;
    assert_eq!((again.status, &again.to), (StatusCode::SEE_OTHER, &done.to), "pressed again");
    (done.to, page)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_became_of_a_proposal_can_be_loaded_again_and_a_press_repeated_is_the_same_press() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (hanne, ole) =
            (Browser::of(&demo, "dk-secretariat").await, Browser::of(&demo, "dk-secretariat-2").await);
        let (attestation, _) = approved(&demo).await;
        let before = proposals_by(&demo, demo.person("dk-secretariat")).await;

        let propose = format!("/attestations/{attestation}/annulment");
        let (first, page) = leads(&hanne, &propose, "Godkendt på den forkerte læge.").await;
        assert!(page.html.contains("Nulstillingen er foreslået") && page.html.contains("Ole Brandt"));
        assert_eq!(proposals_by(&demo, demo.person("dk-secretariat")).await, before + 1);
        for stranger in ["dk-supervisor", "dk-secretariat-2", "dk-stranger"] {
            let page = Browser::of(&demo, stranger).await.get(&first).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{stranger} neither proposed nor decided");
        }
        let drop = first.replace("/done?id=", "/") + "/drop";
        let back = ole.post(&drop, &[("reason", " ")]).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, page) = leads(&ole, &drop, "Den var rigtig.").await;
        assert!(page.html.contains("nulstilles ikke"), "{}", page.html);
        let told = hanne.get(&first).await;
        assert!(told.html.contains("nulstilles ikke"), "the first one reads what became of it");

        let (second, _) = leads(&hanne, &propose, "Nu er jeg sikker.").await;
        let confirm = second.replace("/done?id=", "/") + "/confirm";
        let own = hanne.post(&confirm, &[]).await;
        assert!(own.status.is_client_error(), "the same person is not the second one: {}", own.status);
        let (_, page) = leads(&ole, &confirm, "").await;
        assert!(page.html.contains("er nulstillet"), "{}", page.html);
        assert!(hanne.get(&second).await.html.contains("er nulstillet"));
        let too_late = hanne.post(&drop.replace(&first[20..], &second[20..]), &[]).await;
        assert_eq!(too_late.status, StatusCode::CONFLICT, "what others did is not one's own press");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trainee_and_approver_are_told_why_and_read_it_in_the_history_for_ever() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (attestation, requirement) = approved(&demo).await;
        let why = "Godkendt på den forkerte læge, 3. marts.";
        let hanne = Browser::of(&demo, "dk-secretariat").await;
        let done = hanne.post(&format!("/attestations/{attestation}/annulment"), &[("reason", why)]).await;
        let confirm = done.to.replace("/done?id=", "/") + "/confirm";
        for (who, heading) in [("dk-trainee", "foreslået"), ("dk-supervisor", "foreslået")] {
            let news = Browser::of(&demo, who).await.get("/").await.html;
            assert!(news.contains(why) && news.contains(heading), "{who} is told at once: {news}");
        }
        Browser::of(&demo, "dk-secretariat-2").await.post_and_follow(&confirm, &[]).await;
        for who in ["dk-trainee", "dk-supervisor"] {
            let browser = Browser::of(&demo, who).await;
            let news = browser.get("/").await.html;
            assert!(news.matches(why).count() >= 2, "{who} is told why, of both: {news}");
            assert!(news.contains("er nulstillet"), "{news}");
            let ids = news
                .split("name=\"id\" value=\"")
                .skip(1)
                .map(|rest| ("id", rest.split('"').next().unwrap()));
            browser.post("/notices/seen", &ids.collect::<Vec<_>>()).await;
            assert!(!browser.get("/").await.html.contains(why), "{who} has put the news away");
            let page = browser.get(&requirement).await.html;
            for said in [why, "Hanne Friis", "Ole Brandt", "Mads Kjærgaard"] {
                assert!(page.contains(said), "{who} reads {said} in the history: {page}");
            }
        }
    })
    .await;
}
