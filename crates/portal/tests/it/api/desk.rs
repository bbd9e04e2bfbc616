//! The authority's desk when there is much on it.

use base::{CaseId, Day};
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use portal::migrations;
use serde_json::{Value, json};

use super::Api;
use crate::browser::Browser;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_lists_of_the_desk_are_walked_to_their_ends_and_counted_whole() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        // As if many had sent theirs.
        for nth in 0..59 {
            db.write(Another { case: case.parse().unwrap(), nth }).await.unwrap();
        }
        let walk = |show: &'static str| {
            let api = &api;
            async move {
                let (mut all, mut next) = (Vec::new(), String::new());
                loop {
                    let page =
                        api.get("dk-authority", &format!("/cases?show={show}&limit=7{next}")).await.is(200);
                    let number = |one: &Value| one["number"].as_str().unwrap().to_owned();
                    all.extend(page.items().iter().map(number));
                    match page.body["next"].as_str() {
                        Some(after) => next = format!("&after={after}"),
                        None => return all,
                    }
                }
            }
        };
        let waiting = walk("waiting").await;
        let mut sorted = waiting.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((waiting.len(), &sorted), (60, &waiting), "the oldest first, each once");
        let desk = api.get("dk-authority", "/cases?limit=3").await.is(200);
        let some: Vec<String> =
            desk.items().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        let ask = json!({ "comment": "Hvornår?" });
        api.post("dk-authority", &format!("/cases/{}/question", some[0]), ask).await.is(200);
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let page = officer.get("/cases").await.html;
        assert!(
            page.contains("Venter på jer: 59 sager") && page.contains("Venter på ansøgeren: én sag"),
            "{page}"
        );
        let after = page.split("/cases?show=waiting&amp;after=").nth(1).unwrap().split('"').next().unwrap();
        let second = officer.get(&format!("/cases?show=waiting&after={after}")).await.html;
        assert_eq!((page.matches("Sag 2").count(), second.matches("Sag 2").count()), (50, 10));
        for case in &some {
            let seen = api.seen("dk-authority", case).await;
            let on = api.demo.app.world.today().to_string();
            let body = json!({ "granted": false, "on": on, "seen": seen, "comment": "Nej." });
            api.post("dk-authority", &format!("/cases/{case}/decision"), body).await.is(200);
        }
        let decided = api.get("dk-authority", "/cases?show=decided&limit=2").await.is(200);
        let next = decided.body["next"].as_str().unwrap();
        let rest =
            api.get("dk-authority", &format!("/cases?show=decided&limit=2&after={next}")).await.is(200);
        let ids = decided.items().iter().chain(rest.items()).map(|one| one["id"].as_str().unwrap());
        assert_eq!(ids.rev().collect::<Vec<_>>(), some, "the newest first");
        assert!(rest.body["next"].is_null());
        assert_eq!(walk("waiting").await.len(), 57);
    })
    .await;
}

/// A case like another, sent after it.
struct Another {
    case: CaseId,
    nth: i64,
}

impl Work for Another {
    type Done = ();
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let id = uuid::Uuid::from_u128(self.case.uuid().as_u128() + 1 + self.nth.unsigned_abs() as u128);
        c.execute(
            sql!(
                "INSERT INTO dossier_case (id, trainee_id, programme_id, scheme, kind, dossier_id, sent_at, number)
                 SELECT $2, trainee_id, programme_id, scheme, kind, dossier_id, sent_at + $3, $4 FROM dossier_case WHERE id = $1"
            ),
            &args![self.case, id, self.nth / 2, format!("2999-{:04}", self.nth)],
        )
        .await
        .map(drop)
    }
}

/// What was decided today was decided a good half year ago.
struct LongAgo(Day);

impl Work for LongAgo {
    type Done = ();
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let free = sql!(sqlite: "DROP TRIGGER IF EXISTS case_event_stays", postgres: "ALTER TABLE case_event DISABLE TRIGGER USER");
        c.execute(free, &[]).await?;
        let set = sql!("UPDATE case_event SET on_day = $1 WHERE what = 'decided'");
        c.execute(set, &args![self.0]).await.map(drop)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_a_year_after_the_decision_what_was_sent_is_no_longer_opened() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let paper = api.other_paper("dk-basic").await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let (seen, today) = (api.seen("dk-authority", &case).await, api.demo.app.world.today());
        let body = json!({ "granted": true, "on": today.to_string(), "seen": seen });
        api.post("dk-authority", &format!("/cases/{case}/decision"), body).await.is(200);
        let paths = [format!("/cases/{case}/dossiers/{id}.json"), format!("/cases/{case}/documents/{paper}")];
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let at = format!("/cases/{case}");
        // A few days more, for months are not of one length.
        let (nearly, past) = (today.plus_months(-6).plus_days(4), today.plus_months(-7));
        for (on, open) in [(None, true), (Some(nearly), true), (Some(past), false)] {
            if let Some(on) = on {
                db.write(LongAgo(on)).await.unwrap();
            }
            for path in &paths {
                let said = api.get("dk-authority", path).await;
                if open {
                    said.is(200);
                } else {
                    assert_eq!(said.refused(409, "wrong_state").body["instead"], "shut");
                }
            }
            let page = officer.get(&at).await.html;
            assert_eq!(page.contains("kursus.pdf"), open, "{page}");
            assert_eq!(page.contains("åbnes ikke længere"), !open, "{page}");
        }
        let whole = api.get("dk-authority", &at).await.is(200).body;
        assert_eq!(whole["readable_until"], past.plus_months(6).to_string());
        assert_eq!(api.get("dk-authority", "/cases?show=decided").await.is(200).items().len(), 1);
        api.get("dk-basic", &format!("/dossiers/{id}.json")).await.is(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_is_found_by_a_number_that_stands_in_no_address() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let stranger = Browser::of(&api.demo, "no-authority").await;
        // Emil's, as people write it, and somebody else's; his authorisation ID.
        for (typed, found) in [
            ("0202575002", true),
            ("020257-5002", true),
            (" 020257 5002 ", true),
            ("CPR-nummer: 020257-5002", true),
            ("cpr 0202575010", false),
            ("0202575010", false),
            ("09ym9", true),
        ] {
            let page = officer.post("/cases/find", &[("q", typed)]).await;
            assert_eq!((page.status.as_u16(), page.to.as_str()), (200, ""), "{typed}");
            assert_eq!(page.html.contains(&case), found, "{typed}: {}", page.html);
            assert!(!page.html.contains("5002") && !page.html.contains("5010"), "{}", page.html);
            let listed = api.post("dk-authority", "/cases/find", json!({ "q": typed })).await.is(200);
            assert_eq!(listed.items().len(), usize::from(found), "{typed}");
            // Of another country nobody is found, whatever they know.
            let elsewhere = stranger.post("/cases/find", &[("q", typed)]).await;
            assert!(!elsewhere.html.contains(&case), "{}", elsewhere.html);
        }
        // A name, and the number of a case, have their address.
        for typed in ["Thors", "0001"] {
            let page = officer.post("/cases/find", &[("q", typed)]).await;
            assert_eq!((page.status.as_u16(), page.to), (303, format!("/cases?q={typed}")));
            let listed = api.post("dk-authority", "/cases/find", json!({ "q": typed })).await.is(200);
            assert_eq!(listed.items().len(), 1, "{typed}");
        }
        for typed in ["Sag 2026-0001", "sag: 0001"] {
            let page = officer.post("/cases/find", &[("q", typed)]).await;
            assert_eq!(page.status.as_u16(), 303, "{typed}");
            let listed = api.post("dk-authority", "/cases/find", json!({ "q": typed })).await.is(200);
            assert_eq!(listed.items().len(), 1, "{typed}");
        }
        for typed in ["thorsen emil", "THORSEN,  Emil", "emil"] {
            let listed = api.post("dk-authority", "/cases/find", json!({ "q": typed })).await.is(200);
            assert_eq!(listed.items().len(), 1, "{typed}");
        }
        // Who has no desk asks in vain.
        let typed = [("q", "0202575002")];
        let uao = Browser::of(&api.demo, "dk-uao").await.post("/cases/find", &typed).await;
        assert_eq!((uao.status.as_u16(), uao.to.as_str()), (403, ""));
        let listed = api.post("dk-uao", "/cases/find", json!({ "q": "0202575002" })).await.is(200);
        assert!(listed.items().is_empty());
        // Its applicant reads who looked: a number that finds nobody is nobody's look.
        let looked = async || {
            let looks = api.look_ups("dk-basic").await;
            looks.iter().filter(|one| one["what"] == "see_case" && one["in_a_list"] == true).count()
        };
        let before = looked().await;
        for (typed, more) in [("0202575010", 0), ("0202575002", 1)] {
            api.post("dk-authority", "/cases/find", json!({ "q": typed })).await.is(200);
            assert_eq!(looked().await, before + more, "{typed}");
        }
        // Mistyped it stands in no address either, and nothing is no question.
        for typed in ["3202575002", "0202575002 ?", "010190 12345"] {
            let page = officer.post("/cases/find", &[("q", typed)]).await;
            assert_eq!((page.status.as_u16(), page.to.as_str()), (200, ""), "{typed}");
        }
        let page = officer.get("/cases?q=0202575002").await;
        assert!(!page.html.contains("0202575002") && !page.html.contains(&case), "{}", page.html);
        api.post("dk-authority", "/cases/find", json!({ "q": " " })).await.field("q", "required");
    })
    .await;
}
