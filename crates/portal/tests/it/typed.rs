//! What is typed is never lost, and what is wrong with it is in view.

use axum::http::StatusCode;
use base::PlanId;
use db::{Conn, Db, Work, testing::each_engine};
use portal::{error::Error, migrations, people, portal::Call, signoff, training};

use crate::{browser::Browser, world::Demo};

/// The plan of Ingrid's that has activities.
async fn plan_of(demo: &Demo, ingrid: &Browser) -> PlanId {
    let call = demo.call("no-lis");
    let plans = demo.app.db.read(move |c| {
        Box::pin(async move { Ok::<_, Error>(training::plans_of(c, call.actor, call.today).await?) })
    });
    for plan in plans.await.unwrap() {
        if !ingrid.get(&format!("/log/{}", plan.id)).await.names("n-ANE-A").is_empty() {
            return plan.id;
        }
    }
    panic!("one has activities")
}

/// The page of an activity that Ingrid can register and send.
async fn activity_of(demo: &Demo, ingrid: &Browser) -> String {
    let plan = plan_of(demo, ingrid).await;
    for name in ingrid.get(&format!("/log/{plan}")).await.names("n-") {
        let path = format!("/plans/{plan}/requirements/{}", &name[2..]);
        let page = ingrid.get(&path).await.html;
        if page.contains("/entries\"") && page.contains("/sign-offs\"") {
            return path;
        }
    }
    panic!("there is such an activity")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_says_so_in_its_title_and_has_the_focus_on_what_is_wrong() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let page = activity_of(&demo, &ingrid).await;
        let long = "æ".repeat(2001);
        let cases = [
            [("on_date", "31.2.2026"), ("count", "1"), ("comment", "")],
            [("on_date", ""), ("count", "0"), ("comment", "")],
            [("on_date", ""), ("count", "1"), ("comment", "Pas. 010190\n1234")],
            [("on_date", ""), ("count", "1"), ("comment", &long)],
        ];
        for fields in cases {
            let back = ingrid.post(&format!("{page}/entries"), &fields).await;
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(back.html.contains("<title>Feil: "), "{fields:?}");
            let summary = back.html.split("ds-error-summary").nth(1).expect("what is wrong is summed up");
            assert!(summary.split('>').next().unwrap().contains("autofocus"), "{fields:?}");
            assert!(!back.html.contains("maxlength"), "a browser would cut what is pasted without a word");
        }
        let sent = ingrid.post(&format!("{page}/sign-offs"), &[("to", ""), ("comment", "Klar")]).await;
        assert!(sent.html.contains("autofocus") && sent.html.contains("Klar"), "{}", sent.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_return_without_a_word_comes_back_with_the_focus_on_what_is_wrong() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let mette = Browser::of(&demo, "dk-supervisor").await;
        let tray = mette.get("/sign-offs").await;
        let id = tray.value("ids");
        let back = mette.post(&format!("/sign-offs/{id}/return"), &[("comment", " ")]).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.html.contains("<title>Fejl: "), "{}", back.html);
        assert!(back.html.contains("href=\"#comment\"") && back.html.contains("autofocus"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_approver_typed_stays_when_the_request_went_away_meanwhile() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (mette, trainee) =
            (Browser::of(&demo, "dk-supervisor").await, Browser::of(&demo, "dk-trainee").await);
        let id = mette.get("/sign-offs").await.value("ids");
        let recalled = trainee.post_and_follow(&format!("/sign-offs/{id}/recall"), &[]).await;
        assert_eq!(recalled.status, StatusCode::OK);
        for press in ["attest", "return"] {
            let back =
                mette.post(&format!("/sign-offs/{id}/{press}"), &[("comment", "Flot arbejde i dag.")]).await;
            assert_eq!(back.status, StatusCode::CONFLICT, "{press}");
            assert!(back.html.contains("Flot arbejde i dag."), "{press}: {}", back.html);
            assert!(back.html.contains("ikke sendt"), "{press}: {}", back.html);
        }
    })
    .await;
}

/// Ends every role that somebody has.
struct Dismiss(Call);
impl Work for Dismiss {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        for held in people::held(c, self.0.actor).await? {
            people::end_role(c, &self.0.portal.world, None, held.id).await?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_role_ended_while_a_request_lay_open_is_told_so_and_nobody_else() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (mads, other) =
            (Browser::of(&demo, "dk-supervisor").await, Browser::of(&demo, "dk-stranger").await);
        let id = mads.get("/sign-offs").await.value("ids");
        demo.app.does(Dismiss(demo.call("dk-supervisor"))).await.unwrap();
        for press in ["attest", "return"] {
            let (path, typed) = (format!("/sign-offs/{id}/{press}"), [("comment", "Flot arbejde i dag.")]);
            let told = mads.post(&path, &typed).await;
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{press}");
            assert!(told.html.contains("kan ikke længere afgøre det"), "{press}: {}", told.html);
            assert!(told.html.contains("Flot arbejde i dag."), "{press}: {}", told.html);
            assert_eq!(other.post(&path, &typed).await.status, StatusCode::NOT_FOUND, "{press}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_in_the_log_outlives_a_search_and_a_press_keeps_the_search() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let path = format!("/log/{}", plan_of(&demo, &ingrid).await);
        let form = ingrid.get(&path).await;
        let names = form.names("n-");
        let fields = [("on_date", "22/11"), ("comment", "På vakt"), (&names[0], "4"), ("q", "zzz")];
        let searched = ingrid.post(&path, &[&fields[..], &[("find", "q")]].concat()).await;
        let by_enter = ingrid.post(&path, &fields).await;
        for page in [&searched, &by_enter] {
            assert_eq!(page.status, StatusCode::OK, "{}", page.html);
            assert_eq!(page.names("n-"), names[..1], "what has a number in it stays in sight");
            assert_eq!((page.value(&names[0]), page.value("on_date")), ("4".into(), "22/11".into()));
            assert!(page.html.contains("På vakt"));
        }
        let one = ingrid.get(&format!("{path}?q={}", &names[1][2..])).await;
        assert_eq!(one.names("n-"), names[1..2]);
        let plus = [("key", "k"), ("on_date", ""), ("q", &names[1][2..]), ("plus", &names[1][2..])];
        let saved = ingrid.post_and_follow(&path, &plus).await;
        assert_eq!(saved.names("n-"), names[1..2], "the search is still there");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_press_is_taken_back_and_the_history_keeps_both() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let page = activity_of(&demo, &ingrid).await;
        let count = |html: &str| html.matches("/withdraw\"").count();
        let before = count(&ingrid.get(&page).await.html);
        let fields = [("key", "k"), ("on_date", "221126"), ("count", "3")];
        let saved = ingrid.post_and_follow(&format!("{page}/entries"), &fields).await;
        assert!(
            saved.html.contains("3 × 22.\u{a0}november\u{a0}2026"),
            "the receipt says how it was understood"
        );
        assert_eq!(count(&saved.html), before + 2, "in the receipt and in the list");
        let action = saved.html.split("action=\"").find(|rest| rest.contains("/withdraw\"")).unwrap();
        let action = action.split('"').next().unwrap().to_owned();
        let mentor = Browser::of(&demo, "no-mentor").await;
        assert_eq!(mentor.post(&action, &[]).await.status, StatusCode::FORBIDDEN);
        let undone = ingrid.post_and_follow(&action, &[]).await;
        assert_eq!(count(&undone.html), before);
        assert!(
            undone.html.contains("<s>3 ×</s>") && undone.html.contains("Angret: 3 × "),
            "{}",
            undone.html
        );
        let again = ingrid.post(&action, &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a second press changes nothing");
        let compared = signoff::compare(&demo.app.db, &demo.app.schemes, &mut |words| println!("{words}"))
            .await
            .unwrap();
        assert!(compared.is_sound(), "{compared}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recalled_request_is_there_to_be_corrected_and_a_second_tab_loses_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let page = activity_of(&demo, &ingrid).await;
        let form = ingrid.get(&page).await;
        let to = form.choice("Jonas Eide");
        let fields = [("key", "k"), ("to", &to), ("completed_on", "20.11.26"), ("comment", "Ti av ti selv")];
        let sent = ingrid.post_and_follow(&format!("{page}/sign-offs"), &fields).await;
        assert!(sent.html.contains("20.\u{a0}november\u{a0}2026"), "{}", sent.html);
        let other = [("key", "l"), ("to", &*to), ("comment", "Fra en annen fane")];
        let second = ingrid.post(&format!("{page}/sign-offs"), &other).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.html.contains("Fra en annen fane"), "{}", second.html);
        let recall = sent.html.split("action=\"").find(|rest| rest.contains("/recall\"")).unwrap();
        let recalled = ingrid.post_and_follow(recall.split('"').next().unwrap(), &[]).await;
        assert_eq!(recalled.value("completed_on"), "20.11.2026");
        assert!(recalled.html.contains(&format!("value=\"{to}\" selected")), "{}", recalled.html);
        assert!(recalled.html.contains("Ti av ti selv</textarea>"), "{}", recalled.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_after_the_session_ended_can_be_sent_again() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let page = format!("{}/entries", activity_of(&demo, &ingrid).await);
        let gone = Browser::of_nobody(&demo);
        let fields = [("key", "k9"), ("count", "2"), ("comment", "To <b>til</b>")];
        let kept = gone.post(&page, &fields).await;
        assert_eq!(kept.status, StatusCode::UNAUTHORIZED);
        assert!(kept.html.contains(&format!("action=\"{page}\"")) && !kept.html.contains("To <b>"));
        for (name, value) in [("key", "k9"), ("count", "2"), ("comment", "To &lt;b&gt;til&lt;/b&gt;")] {
            assert_eq!(kept.value(name), value);
        }
        assert_eq!(ingrid.post(&page, &fields).await.status, StatusCode::SEE_OTHER, "and goes again");
        let secret = gone.post("/me/password", &[("current_password", "hunter2"), ("count", "1")]).await;
        assert!(secret.status == StatusCode::UNAUTHORIZED && !secret.html.contains("hunter2"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_says_what_matches_in_the_other_tab_and_a_reader_finds_the_other_plans() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let plan = plan_of(&demo, &ingrid).await;
        let found = ingrid.get(&format!("/plans/{plan}?q=Simulering")).await.html;
        let other = format!("/plans/{plan}?state=all&amp;q=Simulering&amp;kind=activity");
        assert!(found.contains(&other), "{found}");
        let jonas = Browser::of(&demo, "no-supervisor").await;
        let seen = jonas.get(&format!("/plans/{plan}?pick=advice")).await.html;
        for name in ["ANE 2019", "FKM 2025"] {
            assert!(seen.contains(&format!(">{name} ")), "a chip for {name}");
        }
        assert!(!seen.contains(">Godkjent<"), "what needs no advice any more is left out at first");
        assert!(seen.contains("name=\"requirements\""), "others can be ticked");
        let all = jonas.get(&format!("/plans/{plan}?pick=advice&state=all")).await.html;
        let rows: Vec<&str> = all.split("<li").filter(|row| row.contains(">Godkjent<")).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| !row.contains("checkbox")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_chosen_for_several_comes_back_with_what_it_was_refused_for() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (ingrid, jonas) = (Browser::of(&demo, "no-lis").await, Browser::of(&demo, "no-supervisor").await);
        let plan = plan_of(&demo, &ingrid).await;
        let code = |html: &str| {
            let row = html.split("/requirements/").nth(1).unwrap();
            row.split('"').next().unwrap().to_owned()
        };
        let done = code(&ingrid.get(&format!("/plans/{plan}?state=attested")).await.html);
        let open = code(&ingrid.get(&format!("/plans/{plan}?state=open")).await.html);
        let fields = [
            ("requirements", done.as_str()),
            ("requirements", &open),
            ("recommends", "yes"),
            ("comment", "Begge er nådd"),
            ("state", "all"),
            ("q", &open),
        ];
        let back = jonas.post(&format!("/plans/{plan}/advice"), &fields).await;
        assert_eq!(back.status, StatusCode::CONFLICT, "{}", back.html);
        assert!(back.html.contains("Begge er nådd"));
        assert!(back.html.contains(&format!("value=\"{open}\" checked")));
        assert_eq!(back.value("q"), open, "the filter is kept");
        let title = ingrid.get(&format!("/plans/{plan}/requirements/{done}")).await.html;
        let title = title.split("<title>").nth(1).unwrap().split(" – ").next().unwrap().to_owned();
        assert!(back.html.contains(&format!("<b>{title}</b>")), "{title}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_a_refused_form_leads_to_its_page_and_nonsense_to_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let page = activity_of(&demo, &ingrid).await;
        for form in ["entries", "sign-offs", "advice"] {
            let again = ingrid.get(&format!("{page}/{form}")).await;
            assert_eq!((again.status, again.to.as_str()), (StatusCode::SEE_OTHER, page.as_str()));
        }
        for nonsense in ["/plans/x", "/log/x", "/sign-offs/x", "/trainees/x", "/annulments/x"] {
            assert_eq!(ingrid.get(nonsense).await.status, StatusCode::NOT_FOUND, "{nonsense}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_on_a_goals_page_stays_there_with_its_receipt() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let activity = activity_of(&demo, &ingrid).await;
        let page = ingrid.get(&activity).await.html;
        let mut links = page.split("class=\"row\" href=\"").filter_map(|rest| rest.split('"').next());
        let goal = links.find(|link| link.contains("/requirements/")).unwrap().to_owned();
        let from = goal.rsplit('/').next().unwrap();
        let fields = [("count", "1"), ("key", "k3"), ("from", from)];
        let told = ingrid.post(&format!("{activity}/entries"), &fields).await;
        assert!(told.to.starts_with(&format!("{goal}?did=registered&entry=")), "{}", told.to);
        let receipt = ingrid.get(&told.to).await;
        assert!(receipt.html.contains("data-color=\"success\"") && receipt.html.contains("/withdraw\""));
        assert_eq!(receipt.value("from"), from, "and undoing it stays there too");
    })
    .await;
}
