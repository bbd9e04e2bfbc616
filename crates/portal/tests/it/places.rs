//! Where each reader's navigation leads: whoever decides has a door to what waits, whatever else they are.

use axum::http::StatusCode;
use base::PersonId;
use db::{Conn, Db, Work, args, sql, testing::each_engine};
use domain::{access::Kind, curriculum::Attesters, signoff::State};
use portal::{
    error::Error,
    migrations,
    people::{self, Grant, NewGrant},
    portal::App,
    signoff, training,
};

use crate::{browser::Browser, world::Demo};

/// Gives somebody the first role of somebody else.
struct Share {
    app: App,
    of: PersonId,
    to: PersonId,
}
impl Work for Share {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        let Grant { role, scheme, over, period, .. } = people::held(c, self.of).await?.remove(0);
        let new = NewGrant { person: self.to, role, scheme, over, period };
        people::grant_role(c, &self.app.world, None, &new).await.map(drop)
    }
}

async fn share(demo: &Demo, of: &str, to: &str) {
    let work = Share { app: demo.app.clone(), of: demo.person(of), to: demo.person(to) };
    demo.app.does(work).await.unwrap();
}

/// Silje asks somebody to sign an activity that she has begun.
async fn silje_asks(demo: &Demo, whom: &str) {
    let call = demo.call("nom-lis");
    let shelf = demo.app.shelf.clone();
    let begun = demo.app.db.read(move |c| {
        Box::pin(async move {
            for plan in training::plans_of(c, call.actor, call.today).await? {
                let book = shelf.get(c, plan.curriculum).await?;
                for line in signoff::lines(c, plan.id).await? {
                    let of = book.requirement(line.requirement).unwrap();
                    let signed = of.kind == Kind::Activity && of.attested_by != Attesters::NoSignature;
                    if signed && line.state.0 == State::InProgress {
                        return Ok::<_, Error>((plan.id, of.code.clone()));
                    }
                }
            }
            panic!("she has begun nothing")
        })
    });
    let (plan, code) = begun.await.unwrap();
    let (call, to) = (demo.call("nom-lis"), demo.person(whom));
    let asks = signoff::Request { call, plan, code, to, entries: vec![], completed_on: None, comment: None };
    demo.app.does(asks).await.unwrap();
}

/// The programmes of somebody ended long ago.
struct EndTraining(PersonId);
impl Work for EndTraining {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        let ended = sql!(
            "UPDATE programme SET from_day = '2010-01-01', until_day = '2012-12-31' WHERE trainee_id = $1"
        );
        Ok(c.execute(ended, &args![self.0]).await.map(drop)?)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_trains_and_decides_is_told_at_home_what_waits_and_finds_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        share(&demo, "nom-supervisor", "no-lis").await;
        share(&demo, "nom-leader", "no-lis").await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        assert!(!ingrid.get("/").await.html.contains("venter på din avgjørelse"), "nothing waits yet");
        silje_asks(&demo, "no-lis").await;
        let home = ingrid.get("/").await.html;
        assert!(home.contains("Én venter på din avgjørelse"), "{home}");
        for door in ["/sign-offs", "/trainees", "/annulments", "/delegations"] {
            assert!(home.contains(&format!("<li><a href=\"{door}\"")), "no way to {door} in {home}");
        }
        let tray = ingrid.get("/sign-offs").await.html;
        assert!(tray.contains("Silje Nordby") && tray.contains("href=\"/sign-offs\" aria-current=\"page\""));
        let own = ingrid.get("/me").await.html;
        assert!(own.matches("href=\"/annulments\"").count() == 2, "on a phone, a row leads there: {own}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_trained_once_and_decides_now_begins_with_what_waits() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        share(&demo, "nom-supervisor", "no-done").await;
        demo.app.does(EndTraining(demo.person("no-done"))).await.unwrap();
        silje_asks(&demo, "no-done").await;
        let amir = Browser::of(&demo, "no-done").await;
        let first = amir.get("/").await.html;
        assert!(first.contains("Silje Nordby") && first.contains("name=\"ids\""), "{first}");
        assert!(first.contains("href=\"/plans/"), "the old plans stand in the switcher");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegate_without_a_role_is_spoken_to_in_the_words_of_the_delegation() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let anders = Browser::of(&demo, "no-delegate").await;
        let (tray, list) = (anders.get("/").await.html, anders.get("/trainees").await.html);
        assert!(tray.contains("Godkjenn") && !tray.contains("Godkend"), "{tray}");
        assert!(list.contains("LIS3") && !list.contains("stage-"), "{list}");
        let own = anders.get("/me").await.html;
        assert!(own.contains("på vegne av Torunn Vik") && !own.contains("ingen rolle"), "{own}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_goes_with_either_button_and_nothing_chosen_is_said() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let mads = Browser::of(&demo, "dk-supervisor").await;
        let tray = mads.get("/sign-offs").await.html;
        let id = tray.split("href=\"/sign-offs/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = mads.get(&format!("/sign-offs/{id}")).await.html;
        assert_eq!(page.matches("<textarea").count(), 1, "one place to write: {page}");
        assert!(page.contains(&format!("formaction=\"/sign-offs/{id}/return\"")), "{page}");
        let back = mads.post(&format!("/sign-offs/{id}/return"), &[("comment", " ")]).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.html.contains("href=\"#comment\""), "{}", back.html);
        let words = [("comment", "Vis mig én til, 010190-1234.")];
        let back = mads.post(&format!("/sign-offs/{id}/return"), &words).await;
        assert!(back.html.contains("Vis mig én til"), "what was typed stands there: {}", back.html);
        let nothing = mads.post("/sign-offs/attest", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.html.contains("Du har ikke valgt noget"), "{}", nothing.html);
        let words = [("comment", "Vis mig én til.")];
        let sent = mads.post_and_follow(&format!("/sign-offs/{id}/return"), &words).await;
        assert!(sent.status == StatusCode::OK && sent.html.contains("sendt retur"), "{}", sent.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_can_be_loaded_again_and_a_press_repeated_is_the_same_press() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let mads = Browser::of(&demo, "dk-supervisor").await;
        let tray = mads.get("/sign-offs").await.html;
        let marker = "name=\"ids\" id=\"r";
        let ids: Vec<String> =
            tray.split(marker).skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
        assert!(ids.len() >= 2, "two wait: {tray}");
        let one = format!("/sign-offs/{}/attest", ids[0]);
        let done = mads.post(&one, &[("comment", "")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let receipt = mads.get(&done.to).await;
        assert!(
            receipt.status == StatusCode::OK && receipt.html.contains("role=\"status\""),
            "{}",
            receipt.html
        );
        assert_eq!(mads.get(&done.to).await.html, receipt.html, "loaded again");
        let again = mads.post(&one, &[("comment", "")]).await;
        assert_eq!((again.status, &again.to), (StatusCode::SEE_OTHER, &done.to), "pressed again");
        let several = [("ids", ids[0].as_str()), ("ids", ids[1].as_str())];
        let both = mads.post("/sign-offs/attest", &several).await;
        assert_eq!(both.status, StatusCode::SEE_OTHER);
        let receipt = mads.get(&both.to).await.html;
        assert_eq!(mads.post("/sign-offs/attest", &several).await.to, both.to);
        assert_eq!(mads.get(&both.to).await.html, receipt);
        assert!(!receipt.contains("data-state=\"missing\""), "nothing failed: {receipt}");
        // Who did not approve it learns no more than that it is; a stranger learns nothing.
        for stranger in ["no-leader", "dk-stranger"] {
            assert_eq!(Browser::of(&demo, stranger).await.get(&both.to).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(mads.get("/sign-offs/done").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// Ingrid sends a goal on which nobody has advised yet to her leader; its title.
async fn ingrid_sends_a_goal(demo: &Demo) -> String {
    let (call, shelf) = (demo.call("no-lis"), demo.app.shelf.clone());
    let found = demo.app.db.read(move |c| {
        Box::pin(async move {
            let plans = training::plans_of(c, call.actor, call.today).await?;
            for plan in plans {
                let lines = signoff::lines(c, plan.id).await?;
                let book = shelf.get(c, plan.curriculum).await?;
                let open = book.requirements().find(|(id, one)| {
                    one.kind == Kind::Goal && !lines.iter().any(|line| line.requirement == *id)
                });
                if let Some((_, one)) = open {
                    return Ok::<_, Error>((plan.id, one.code.clone(), one.title.clone()));
                }
            }
            panic!("everything is begun")
        })
    });
    let (plan, code, title) = found.await.unwrap();
    let (call, to) = (demo.call("no-lis"), demo.person("no-leader"));
    let asks = signoff::Request { call, plan, code, to, entries: vec![], completed_on: None, comment: None };
    demo.app.does(asks).await.unwrap();
    title
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_recommend_is_told_what_waits_for_it_and_recommends_with_one_press() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let title = ingrid_sends_a_goal(&demo).await;
        let heading = "trenger din anbefaling";
        for other in ["no-leader", "no-delegate", "no-uao", "no-stranger", "nom-mentor", "no-lis"] {
            let home = Browser::of(&demo, other).await.get("/").await.html;
            assert!(!home.contains(heading), "{other} is not asked: {home}");
        }
        for adviser in ["no-mentor", "no-supervisor"] {
            let browser = Browser::of(&demo, adviser).await;
            let tray = browser.get("/sign-offs").await;
            assert!(tray.html.contains(heading) && tray.html.contains(&title), "{}", tray.html);
            let form = tray.html.split("method=\"post\" action=\"/plans/").nth(1).unwrap();
            let path = format!("/plans/{}", form.split('"').next().unwrap());
            let code = form.split_once("name=\"requirements\" value=\"").unwrap().1;
            let code = code.split('"').next().unwrap();
            let key = form.split_once("name=\"key\" value=\"").expect("a press is known again").1;
            let key = key.split('"').next().unwrap();
            let fields = [("recommends", "yes"), ("from", "tray"), ("requirements", code), ("key", key)];
            let before = words_given(&demo, adviser).await;
            let after = browser.post_and_follow(&path, &fields).await.html;
            assert_eq!(browser.post(&path, &fields).await.to, "/sign-offs?advised=1", "told the same");
            assert_eq!(words_given(&demo, adviser).await, before + 1, "a press that came twice counts once");
            assert!(after.contains("Ett mål er anbefalt") && !after.contains(heading), "{after}");
        }
        let leader = Browser::of(&demo, "no-leader").await.get("/sign-offs").await.html;
        assert!(leader.contains(&title) && !leader.contains("Anbefaling mangler"), "{leader}");
    })
    .await;
}

/// How often somebody has recommended something, or not.
async fn words_given(demo: &Demo, who: &str) -> u32 {
    let adviser = demo.person(who);
    let count = sql!("SELECT COUNT(*) FROM advice WHERE adviser_id = $1");
    let read = demo.app.db.read(move |c| Box::pin(async move { c.first(count, &args![adviser]).await }));
    read.await.map(|row: Option<(u32,)>| row.unwrap().0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tutor_with_an_empty_tray_is_told_whose_time_can_be_attested() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let home = Browser::of(&demo, "dk-tutor").await.get("/").await.html;
        assert!(home.contains("Kan attesteres nu") && home.contains("Emil Thorsen"), "{home}");
        let other = Browser::of(&demo, "dk-stranger").await.get("/").await.html;
        assert!(!other.contains("Emil Thorsen"), "{other}");
    })
    .await;
}
