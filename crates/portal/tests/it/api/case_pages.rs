//! Sending and deciding as people meet it on their pages: what they are told, what they are asked before it is done, and that nothing
//! they wrote is lost.

use axum::http::StatusCode;
use db::{Db, testing::each_engine};
use portal::{cases::QUESTIONS_MAX, migrations};
use serde_json::json;

use super::{Api, sealing::KBU};
use crate::browser::{Browser, Page};

/// Emil's sealed dossier, and Emil.
async fn sealed(api: &Api) -> (Browser, String) {
    api.emil_is_ready().await;
    let dossier = api.sealed("dk-basic", KBU).await;
    (Browser::of(&api.demo, "dk-basic").await, format!("/dossiers/{}", dossier["id"].as_str().unwrap()))
}

/// The case that waits, and its officer.
async fn opened(api: &Api) -> (Browser, String) {
    let officer = Browser::of(&api.demo, "dk-authority").await;
    let desk = officer.get("/cases").await;
    let id = desk.html.split("href=\"/cases/").nth(1).unwrap().split('"').next().unwrap();
    (officer, format!("/cases/{id}"))
}

/// What stands in a field of several lines.
fn text<'a>(page: &'a Page, name: &str) -> &'a str {
    let field = page.html.split("<textarea").find(|field| field.contains(&format!("name=\"{name}\"")));
    let field = field.unwrap_or_else(|| panic!("no {name} in {}", page.html));
    field.split_once('>').unwrap().1.split("</textarea").next().unwrap().trim()
}

fn says(page: &Page, words: &str) -> bool {
    page.html.contains(words)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_taken_back_unread_are_told_of_and_stand_there_again() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        let (send, withdraw, more) =
            (format!("{at}/send"), format!("{at}/withdraw"), format!("{at}/supplements"));
        let sent = emil.post(&send, &[]).await;
        let done = "<b>Du får besked her, når myndigheden svarer.";
        assert!(says(&emil.get(&sent.to).await, done));
        assert!(!says(&emil.get(&at).await, done), "said once");
        let warned = "Det, du har skrevet til myndigheden, trækkes også tilbage";
        assert!(!says(&emil.get(&at).await, warned), "nothing is written yet");
        let page = emil.get(&at).await;
        for step in ["Afgørelse", "Ikke åbnet endnu"] {
            assert!(says(&page, step), "{step} is to come");
        }
        emil.post_and_follow(&more, &[("comment", "Ring om formiddagen.")]).await;
        assert!(!says(&emil.get(&sent.to).await, done), "an old address does not say it again");
        let page = emil.get(&at).await;
        assert!(says(&page, warned) && text(&page, "comment").is_empty(), "{}", page.html);
        assert!(says(&page, "Din dokumentation er sendt til") && says(&page, "Sagsnummer"));
        let back = emil.post_and_follow(&withdraw, &[]).await;
        assert!(says(&back, "<b>Myndigheden ser den ikke."));
        let receipt = emil.get(&at).await;
        assert!(says(
            &receipt,
            "<h1 class=\"ds-heading\" data-size=\"sm\">Du har trukket din dokumentation tilbage"
        ));
        assert!(says(&receipt, "<dt>Trukket tilbage") && !says(&receipt, "<dt>Sendt"), "{}", receipt.html);
        assert!(!says(&receipt, "Sagsnummer"), "nobody looks for it by its number: {}", receipt.html);
        let again = emil.post_and_follow(&send, &[]).await;
        assert_eq!(text(&again, "comment"), "Ring om formiddagen.");
        assert!(says(&again, "Det her skrev du, før du trak dokumentationen tilbage"));
        // Taken back and sent once more before it was written again, it still stands there.
        emil.post_and_follow(&withdraw, &[]).await;
        let again = emil.post_and_follow(&send, &[]).await;
        assert_eq!(text(&again, "comment"), "Ring om formiddagen.");
        let written = emil.post_and_follow(&more, &[("comment", "Ring om formiddagen.")]).await;
        assert!(text(&written, "comment").is_empty() && says(&written, "Det er sendt til myndigheden"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_waits_for_the_trainee_until_it_is_answered() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        assert!(says(&emil.get("/dossiers").await, "Du er klar"));
        emil.post(&format!("{at}/send"), &[]).await;
        let page = emil.get("/dossiers").await;
        assert!(!says(&page, "Du er klar") && !says(&page, "Forsegl nu"), "{}", page.html);
        let (officer, case) = opened(&api).await;
        let asked = "Myndigheden har et spørgsmål";
        assert!(!says(&emil.get("/").await, asked));
        let said = officer
            .post_and_follow(&format!("{case}/question"), &[("question", "Hvornår begyndte du?")])
            .await;
        assert!(says(&said, "Spørgsmålet er sendt"));
        let home = emil.get("/").await;
        assert!(says(&home, asked) && says(&home, "Hvornår begyndte du?") && says(&home, "venter på dig"));
        assert!(says(&home, &format!("href=\"{at}\"")), "it leads to where it is answered: {}", home.html);
        assert!(says(&emil.get("/dossiers").await, asked));
        emil.post(&format!("{at}/supplements"), &[("comment", "I august.")]).await;
        assert!(!says(&emil.get("/").await, asked));
        let later = officer.get(&format!("{case}?did=asked")).await;
        assert!(!says(&later, "Spørgsmålet er sendt"), "it has been answered since");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_shown_in_words_before_it_is_made() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        emil.post(&format!("{at}/send"), &[]).await;
        let (officer, case) = opened(&api).await;
        let (ask, decide) = (format!("{case}/question"), format!("{case}/decision"));
        let page = officer.get(&case).await;
        let (key, seen) = (page.value("key"), page.value("seen"));

        // What stands in the other part of the form is not lost, whichever button is pressed.
        let half = [("key", &*key), ("seen", &*seen), ("granted", "refused"), ("comment", "Der mangler")];
        let both = [&half[..], &[("question", "Hvor længe?")]].concat();
        let asked = officer.post(&ask, &both).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(says(&asked, "Spørgsmålet er sendt") && text(&asked, "question").is_empty());
        assert_eq!(text(&asked, "comment"), "Der mangler");
        let (key, seen) = (asked.value("key"), asked.value("seen"));
        let unsure = [("key", &*key), ("seen", &*seen), ("on", "1.1.2099"), ("question", "Og hvor?")];
        let back = officer.post(&decide, &unsure).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(text(&back, "question"), "Og hvor?");
        assert!(says(&back, "href=\"#granted-0\"") && says(&back, "href=\"#on\""), "{}", back.html);
        let empty = officer.post(&ask, &[("key", &back.value("key")), ("comment", "Der mangler tid.")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(says(&empty, "href=\"#question\"") && text(&empty, "comment") == "Der mangler tid.");

        // Who, what, from when: then one button. What cannot be decided so is said before.
        let on = web::format::numeric(api.demo.app.world.today());
        let (key, seen) = (empty.value("key"), empty.value("seen"));
        let typed = [("key", &*key), ("seen", &*seen), ("on", &*on), ("question", "Og hvor?")];
        let silent = [&typed[..], &[("granted", "refused")]].concat();
        let back = officer.post(&decide, &silent).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(says(&back, "href=\"#comment\""), "a refusal has reasons: {}", back.html);
        let grant = [&typed[..], &[("granted", "granted")]].concat();
        let sure = officer.post(&decide, &grant).await;
        assert_eq!(sure.status, StatusCode::OK);
        let long = web::format::long(web::Lang::Da, api.demo.app.world.today());
        for words in ["Imødekom ansøgningen fra Emil Thorsen?", "Sag 20", &long, "kan afgørelsen ikke ændres"]
        {
            assert!(says(&sure, words), "{words} in {}", sure.html);
        }
        let desk = |show: &'static str| api.get("dk-authority", show);
        assert!(desk("/cases?show=decided").await.is(200).items().is_empty(), "nothing is decided yet");
        let carried = ["key", "seen", "granted", "on", "question"].map(|name| (name, sure.value(name)));
        let mut carried: Vec<(&str, &str)> =
            carried.iter().map(|(name, value)| (*name, value.as_str())).collect();
        carried.push(("step", "change"));
        let change = officer.post(&decide, &carried).await;
        assert_eq!((change.status, text(&change, "question")), (StatusCode::OK, "Og hvor?"));
        *carried.last_mut().unwrap() = ("step", "decide");
        for _ in 0..2 {
            let done = officer.post_and_follow(&decide, &carried).await;
            assert!(says(&done, "Sagen er afgjort"), "{}", done.html);
        }
        assert!(says(&emil.get("/").await, "Myndigheden har imødekommet din ansøgning"));
        assert!(says(&emil.get("/dossiers").await, "Din ansøgning er imødekommet"));
        let last = web::format::long(web::Lang::Da, api.demo.app.world.today().plus_months(6));
        let told = format!("Myndigheden kan åbne din dokumentation til og med {last}.");
        assert!(says(&emil.get(&at).await, &told), "{told}");
        let decided = officer.get("/cases?show=decided").await;
        assert!(says(&decided, "samme dag som den blev sendt"), "{}", decided.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_officer_finds_a_case_by_name_or_number_and_sees_what_is_new_in_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        emil.post(&format!("{at}/send"), &[]).await;
        emil.post(&format!("{at}/withdraw"), &[]).await;
        let sent = emil.post_and_follow(&format!("{at}/send"), &[]).await;
        let year = api.demo.app.world.today().date().year();
        let number = format!("{year}-0002");
        assert!(says(&sent, &number), "the trainee can say it too; the one taken back keeps its own");
        let (officer, case) = opened(&api).await;
        for (words, found) in [
            ("thors", true),
            ("EMIL", true),
            (number.as_str(), true),
            ("0002", true),
            ("2", true),
            ("0001", false),
            ("%25", false),
            ("Ingrid", false),
        ] {
            let page = officer.get(&format!("/cases?q={words}")).await;
            assert_eq!(says(&page, &format!("href=\"{case}\"")), found, "{words}: {}", page.html);
            let listed = api.get("dk-authority", &format!("/cases?q={words}")).await.is(200);
            assert_eq!(listed.items().len(), usize::from(found), "{words}");
        }
        let elsewhere = Browser::of(&api.demo, "no-authority").await.get("/cases?q=emil").await;
        assert!(!says(&elsewhere, &case));
        assert!(says(&officer.get("/cases").await, "Sendt i dag"));

        let new = "Nyt, siden sagen blev sendt";
        assert!(!says(&officer.get(&case).await, new), "there is one dossier");
        let employment =
            json!({ "place": "Aarhus", "position": "Vikar", "from": "2026-01-01", "until": "2026-01-31" });
        api.post("dk-basic", "/employments", employment).await.is(201);
        let overview = api.get("dk-basic", "/employments").await.is(200).body;
        api.post("dk-basic", "/employments/confirm", json!({ "digest": overview["digest"] })).await.is(200);
        emil.post(&format!("{at}/supplements"), &[("comment", "Mere.")]).await;
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        let page = officer.get(&case).await;
        let part = |title: &str| page.html.split("<h2").find(|part| part.contains(title)).unwrap_or_default();
        for words in ["Én ny ansættelse", "Aarhus · Vikar · 1. januar 2026 – 31. januar 2026"] {
            assert!(part(new).replace('\u{a0}', " ").contains(words), "{words} in {}", page.html);
        }
        let overview = part(">Oversigt over beskæftigelse</h2>");
        for words in ["<b>Aarhus</b>", "Vikar · 1", "Tilføjet af ansøgeren", "Fra Attest"] {
            assert!(overview.contains(words), "{words} in {}", page.html);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_supplement_adds_is_counted_and_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        let at = format!("/dossiers/{}", dossier["id"].as_str().unwrap());
        api.post("no-done", &format!("{at}/send"), json!({})).await.is(200);
        let plan = api.plan("no-done", "ANE").await;
        let code = api.codes("no-done", &plan, "activity", "open").await.remove(0);
        let attest = json!({ "plan": plan, "requirement": code, "comment": "Sett hos oss." });
        api.post("no-leader", "/attestations", attest).await.is(201);
        api.post("no-done", &format!("{at}/supplements"), json!({})).await.is(201);
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        let officer = Browser::of(&api.demo, "no-authority").await;
        let case = api.get("no-authority", "/cases").await.is(200).items()[0]["id"].clone();
        let page = officer.get(&format!("/cases/{}", case.as_str().unwrap())).await;
        let said = page.html.split("<h2").find(|part| part.contains("Nytt siden saken ble sendt")).unwrap();
        for words in ["Ett krav til er oppfylt", "Én ny godkjenning", "Torunn Vik, leder"] {
            assert!(said.contains(words), "{words} in {said}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_supplement_has_a_receipt_and_a_name_of_its_own() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        emil.post(&format!("{at}/send"), &[]).await;
        assert!(!says(&emil.get("/dossiers").await, "Først sendt"), "there is one");
        api.other_paper("dk-basic").await;
        let sent = api.while_it_grows(emil.post_and_follow(&format!("{at}/supplements"), &[])).await;
        assert!(says(&sent, "Det er sendt til myndigheden"), "{}", sent.html);
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        let own = api.get("dk-basic", "/dossiers").await.is(200);
        let of = |first: bool| {
            let ends = |one: &&serde_json::Value| at.ends_with(one["id"].as_str().unwrap()) == first;
            own.items().iter().find(ends).unwrap().clone()
        };
        let print = |one: &serde_json::Value| one["digest"].as_str().unwrap()[..8].to_owned();
        let (first, later) = (of(true), of(false));
        let receipt = emil.get(&at).await;
        for words in
            [print(&first), print(&later), format!("href=\"/dossiers/{}\"", later["id"].as_str().unwrap())]
        {
            assert!(says(&receipt, &words), "{words} in {}", receipt.html);
        }
        let its = emil.get(&format!("/dossiers/{}", later["id"].as_str().unwrap())).await;
        assert!(
            says(&its, "Du har eftersendt dokumentation til") && says(&its, "<dt>Eftersendt"),
            "{}",
            its.html
        );
        assert!(says(&its, &print(&later)) && !says(&its, &print(&first)), "{}", its.html);
        let list = emil.get("/dossiers").await;
        assert!(says(&list, "· Først sendt") && says(&list, "· Eftersendt"), "{}", list.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_case_is_one_press_from_the_officers_first_page() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        emil.post(&format!("{at}/send"), &[]).await;
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let home = officer.get("/").await;
        let case = home.html.split("href=\"/cases/").nth(1).unwrap_or_else(|| panic!("{}", home.html));
        let case = format!("/cases/{}", case.split('"').next().unwrap());
        assert!(says(&home, "Emil Thorsen") && says(&officer.get(&case).await, "Emil Thorsen"));
        let looks = api.get("dk-basic", "/me/look-ups").await.is(200);
        assert!(looks.items().iter().any(|look| look["what"] == "see_case"), "a list names whom it shows");
        officer.post(&format!("{case}/question"), &[("question", "Hvornår?")]).await;
        assert!(!says(&officer.get("/").await, &case), "it is the applicant's turn");
        emil.post(&format!("{at}/supplements"), &[("comment", "I august.")]).await;
        assert!(says(&officer.get("/").await, &case));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_shown_a_list_or_a_form_that_is_of_no_use_to_them() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        for (who, at, status) in [
            ("admin", "/cases", StatusCode::FORBIDDEN),
            ("dk-tutor", "/cases", StatusCode::FORBIDDEN),
            ("dk-authority", "/cases", StatusCode::OK),
            ("dk-authority", "/annulments", StatusCode::FORBIDDEN),
            ("no-mentor", "/annulments", StatusCode::FORBIDDEN),
            ("dk-secretariat", "/annulments", StatusCode::OK),
            ("no-uao", "/annulments", StatusCode::OK),
        ] {
            let reader = Browser::of(&api.demo, who).await;
            assert_eq!(reader.get(at).await.status, status, "{who} at {at}");
            let linked = says(&reader.get("/").await, &format!("href=\"{at}\""));
            assert_eq!(linked, status == StatusCode::OK, "{who} is led to {at}");
        }
        for (who, adds) in [("dk-authority", false), ("admin", false), ("dk-trainee", true)] {
            let reader = Browser::of(&api.demo, who).await;
            for (at, to) in [("/dossiers", "/documents"), ("/employments", "/employments")] {
                let page = reader.get(at).await;
                assert_eq!(says(&page, &format!("action=\"{to}\"")), adds, "{who} at {at}: {}", page.html);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_have_an_end_and_a_decision_says_what_its_officer_saw() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (emil, at) = sealed(&api).await;
        emil.post(&format!("{at}/send"), &[]).await;
        let (officer, case) = opened(&api).await;
        let id = case.rsplit('/').next().unwrap();
        for number in 1..=QUESTIONS_MAX {
            let question = json!({ "comment": format!("Spørgsmål {number}?") });
            api.post("dk-authority", &format!("/cases/{id}/question"), question).await.is(200);
        }
        let one_more = json!({ "comment": "Og?" });
        api.post("dk-authority", &format!("/cases/{id}/question"), one_more)
            .await
            .field("comment", "too_many");
        let page = officer.get(&case).await;
        let refused = officer
            .post(&format!("{case}/question"), &[("key", &page.value("key")), ("question", "Og?")])
            .await;
        assert_eq!((refused.status, text(&refused, "question")), (StatusCode::UNPROCESSABLE_ENTITY, "Og?"));

        // A form without what was seen decides nothing.
        let on = web::format::numeric(api.demo.app.world.today());
        let key = refused.value("key");
        let blind = [("key", &*key), ("granted", "granted"), ("on", &*on), ("step", "decide")];
        let back = officer.post(&format!("{case}/decision"), &blind).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(api.get("dk-authority", "/cases?show=decided").await.is(200).items().is_empty());
    })
    .await;
}
