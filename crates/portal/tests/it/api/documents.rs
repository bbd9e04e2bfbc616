//! Documents on record: filed as claimed, seen by those who may, verified by somebody entitled who has seen the original.

use axum::http::Method;
use base::PersonId;
use db::{Conn, Db, Fault, Value, Work, args, sql, testing::each_engine};
use domain::refusal::Refusal;
use portal::{documents::VerifyDocument, error::Error, migrations, portal::Call};
use serde_json::json;

use super::{Api, Said, api as path_of};
use crate::browser::{Browser, form};

const PDF: &[u8] = b"%PDF-1.4\n% aftale\n%%EOF\n";

impl Api {
    /// Puts a document on record.
    pub(super) async fn upload(
        &self,
        who: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
        more: &[(&str, &str)],
    ) -> Said {
        let token = self.token(who).await;
        let headers = [&[("content-type", "multipart/form-data; boundary=X")], more].concat();
        let path = path_of("/documents");
        self.send(Some(&token), Method::POST, &path, &headers, form(fields, file)).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_is_claimed_until_somebody_entitled_has_seen_the_original() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let fields = [("kind", "agreement"), ("on_date", "2026-09-01")];
        let made = api
            .upload("dk-trainee", &fields, Some(("C:\\Users\\mads\\aftale æ.pdf", PDF)), &[])
            .await
            .is(201);
        let id = made.id();
        assert_eq!(made.body["state"], "claimed");
        let path = format!("/documents/{id}");
        let own = api.get("dk-trainee", "/documents").await.is(200);
        let line = &own.items()[0];
        assert_eq!((&line["name"], &line["state"]), (&json!("aftale æ.pdf"), &json!("claimed")));
        assert_eq!((&line["media_type"], &line["bytes"]), (&json!("application/pdf"), &json!(PDF.len())));
        assert_eq!(line["digest"], made.body["digest"]);

        // It waits for whoever may say that they have seen the original, and for nobody else.
        let waits = async |who: &str| api.get(who, "/documents/unseen").await.is(200);
        let uao = waits("dk-uao").await;
        let line = &uao.items()[0];
        assert_eq!((&line["trainee"]["name"], &line["count"]), (&json!("Freja Lindholm"), &json!(1)));
        for who in
            ["dk-supervisor", "dk-mentor", "dk-stranger", "dk-secretariat", "dk-trainee", "dk-tutor", "admin"]
        {
            assert!(waits(who).await.items().is_empty(), "{who}");
        }
        let home = crate::browser::Browser::of(&api.demo, "dk-uao").await.get("/").await;
        assert!(home.html.contains("Én original er ikke set endnu"), "{}", home.html);

        for nobody in ["dk-uao", "dk-stranger"] {
            assert!(api.get(nobody, "/documents").await.is(200).items().is_empty(), "{nobody}'s own record");
        }
        for stranger in ["dk-supervisor", "dk-mentor", "dk-stranger", "no-leader", "admin", "dk-authority"] {
            api.get(stranger, &path).await.refused(404, "not_found");
            api.post(stranger, &format!("{path}/verify"), json!({})).await.refused(404, "not_found");
            let whose = api.demo.person("dk-trainee");
            api.get(stranger, &format!("/documents?trainee={whose}")).await.refused(404, "not_found");
        }
        api.post("dk-trainee", &format!("{path}/verify"), json!({})).await.refused(403, "not_entitled");
        api.post("dk-secretariat", &format!("{path}/verify"), json!({})).await.refused(403, "not_entitled");

        let before = api.look_ups("dk-trainee").await.len();
        let got = api.get("dk-uao", &path).await.is(200);
        assert_eq!(got.headers["content-type"], "application/pdf");
        assert_eq!(got.headers["content-disposition"], "attachment; filename*=UTF-8''aftale%20%C3%A6.pdf");
        assert_eq!(got.headers["content-security-policy"], "sandbox; default-src 'none'");
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
        assert_eq!(got.headers["cache-control"], "no-store");
        assert_eq!(api.look_ups("dk-trainee").await.len(), before + 1, "who opens it is seen");

        let seen = json!({ "comment": "Set på kontoret." });
        api.post("dk-uao", &format!("{path}/verify"), seen.clone()).await.is(200);
        api.post("dk-uao", &format!("{path}/verify"), seen).await.instead("verified", "set originalen");
        api.delete("dk-trainee", &path).await.instead("verified", "set originalen");
        assert!(waits("dk-uao").await.items().is_empty(), "it was seen");
        let line = api.get("dk-trainee", "/documents").await.is(200).items()[0].clone();
        assert_eq!(
            (&line["state"], &line["verified"]["role"]),
            (&json!("verified"), &json!("education_lead"))
        );
        assert_eq!(line["verified"]["comment"], "Set på kontoret.");
        let told = api.get("dk-trainee", "/notices").await.is(200);
        assert!(told.items().iter().any(|one| one["what"] == "verified"), "{}", told.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_document_is_told_and_nothing_is_kept_of_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let kind = [("kind", "other")];
        let send = async |fields: &[(&str, &str)], file: Option<(&str, &[u8])>| {
            api.upload("dk-trainee", fields, file, &[]).await
        };
        send(&kind, None).await.field("file", "required");
        send(&kind, Some(("", b""))).await.field("file", "required");
        send(&kind, Some(("a.pdf", b"<svg onload=alert(1)>"))).await.field("file", "not_a_document");
        send(&kind, Some(("010190-1234.pdf", PDF))).await.field("file", "national_id");
        let several = send(&[("on_date", "2099-01-01"), ("more", "x")], Some(("a.pdf", PDF))).await;
        let several = several.field("kind", "required").field("on_date", "in_future");
        assert_eq!(several.body["fields"]["more"], "unknown_field");
        send(&[("kind", "diploma")], Some(("a.pdf", PDF))).await.field("kind", "unknown");
        let other = uuid::Uuid::nil().to_string();
        send(&[("kind", "other"), ("programme", &other)], Some(("a.pdf", PDF)))
            .await
            .field("programme", "unknown");
        api.upload("dk-uao", &kind, Some(("a.pdf", PDF)), &[]).await.refused(403, "not_entitled");
        let large = [PDF, &vec![b'%'; 20 * 1024 * 1024]].concat();
        send(&kind, Some(("a.pdf", &large))).await.field("file", "too_large");
        // A browser says how much it sends; more than a form has is nothing special here.
        let (scan, length) = ([PDF, &vec![b'%'; 3 * 1024 * 1024]].concat(), "4000000");
        let says = [("content-length", length)];
        api.upload("dk-trainee", &[("kind", "diploma")], Some(("a.pdf", &scan)), &says)
            .await
            .field("kind", "unknown");
        let says = [("content-length", "200000000")];
        api.upload("dk-trainee", &kind, Some(("a.pdf", PDF)), &says).await.refused(413, "too_large");
        let token = api.token("dk-trainee").await;
        let mut twice = form(&kind, Some(("a.pdf", PDF)));
        twice.truncate(twice.len() - "--X--\r\n".len());
        twice.extend(form(&[], Some(("b.pdf", PDF))));
        let headers = [("content-type", "multipart/form-data; boundary=X")];
        let said = api.send(Some(&token), Method::POST, &path_of("/documents"), &headers, twice).await;
        said.field("file", "repeated");
        let cut = &form(&kind, Some(("a.pdf", PDF)))[..150];
        let said = api.send(Some(&token), Method::POST, &path_of("/documents"), &headers, cut.to_vec()).await;
        said.field("file", "cut_off");
        api.post("dk-trainee", "/documents", json!({ "kind": "other" }))
            .await
            .refused(415, "unsupported_media_type");
        assert!(api.get("dk-trainee", "/documents").await.is(200).items().is_empty());
        // What was refused goes when it is old, and what is named stays.
        let app = &api.demo.app;
        let later = app.world.now().plus_seconds(2 * 24 * 3600);
        assert_eq!(
            portal::documents::forget_files(app, later).await.unwrap(),
            2,
            "the scan, and what had a wrong field"
        );
        let emil = api.get("dk-basic", "/documents").await.is(200);
        api.get("dk-basic", &format!("/documents/{}", emil.items()[0]["id"].as_str().unwrap())).await.is(200);
        assert_eq!(portal::documents::forget_files(app, later).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_is_filed_once_for_a_key_taken_back_and_recognised_elsewhere() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (kind, key) = ([("kind", "other")], [("idempotency-key", "k-1")]);
        let first = api.upload("dk-trainee", &kind, Some(("a.pdf", PDF)), &key).await.is(201).id();
        let again = api.upload("dk-trainee", &kind, Some(("a.pdf", PDF)), &key).await.is(201).id();
        assert_eq!(first, again);
        let another = api.upload("dk-trainee", &kind, Some(("a.pdf", b"%PDF-1.4 x")), &key).await;
        another.refused(422, "key_reused");

        api.upload("dk-basic", &kind, Some(("b.pdf", PDF)), &[]).await.is(201);
        let whose = api.demo.person("dk-trainee");
        let seen = api.get("dk-uao", &format!("/documents?trainee={whose}")).await.is(200);
        assert_eq!(seen.items()[0]["same_file_elsewhere"], true);
        for (other, told) in [("dk-trainee", json!(null)), ("dk-secretariat", json!(true))] {
            let seen = api.get(other, &format!("/documents?trainee={whose}")).await.is(200);
            assert_eq!(seen.items()[0]["same_file_elsewhere"], told, "to {other}");
        }

        let path = format!("/documents/{first}");
        api.delete("dk-uao", &path).await.refused(403, "not_entitled");
        api.delete("dk-trainee", &path).await.is(204);
        api.delete("dk-trainee", &path).await.is(204);
        assert_eq!(api.get("dk-trainee", "/documents").await.items()[0]["state"], "withdrawn");
        api.get("dk-trainee", &path).await.instead("withdrawn", "taget tilbage");
        // It may name a patient: nobody else sees that there was one.
        api.get("dk-uao", &path).await.refused(404, "not_found");
        api.post("dk-uao", &format!("{path}/verify"), json!({})).await.refused(404, "not_found");
        assert!(api.get("dk-uao", &format!("/documents?trainee={whose}")).await.items().is_empty());
        let emil = api.demo.person("dk-basic");
        let seen = api.get("dk-tutor", &format!("/documents?trainee={emil}")).await.is(200);
        let names: Vec<&str> = seen.items().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names[0], "b.pdf", "the newest first: {names:?}");
        assert_eq!(seen.items()[0]["same_file_elsewhere"], false, "it was taken back there");
    })
    .await;
}

/// Who is where the trainee is says so; after the last day, who is now where time was served.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_a_say_goes_with_the_trainee() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let fields = [("kind", "other")];
        let id = api.upload("dk-basic", &fields, Some(("a.pdf", PDF)), &[]).await.is(201).id();
        let told = api.get("dk-tutor", "/notices").await.is(200);
        let one = told.items().iter().find(|one| one["what"] == "document_added").expect("the tutor is told");
        assert_eq!(one["trainee"]["name"], "Emil Thorsen");
        // The education lead of the first element has no say while the second goes on.
        let named = sql!("SELECT id FROM person WHERE name = 'Anne Kjeldsen'");
        let found = db.read(move |c| Box::pin(c.first::<(PersonId,)>(named, &[]))).await.unwrap();
        let (earlier, now) = (found.expect("she is in the demo").0, api.demo.app.world.today());
        let document: base::DocumentId = id.parse().unwrap();
        let verify = |person, days: i32| {
            let mut call = Call::new(&api.demo.app, person);
            call.today = now.plus_days(days);
            VerifyDocument { call, document, comment: None }
        };
        let denied = api.demo.app.does(verify(earlier, 0)).await.unwrap_err();
        assert!(matches!(denied, Error::Refused(Refusal::NotFound)), "{denied:?}");
        let late = api.demo.app.does(verify(earlier, 90)).await;
        assert_eq!(late.unwrap(), api.demo.person("dk-basic"), "nobody else is left");
    })
    .await;
}

/// What was attested on paper before counts, for the authority and in the plan alike, once the original was seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn time_on_paper_meets_the_time_that_it_names() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let file = Some(("tid.pdf", PDF));
        let send = async |fields: &[(&str, &str)]| api.upload("dk-basic", fields, file, &[]).await;
        send(&[("kind", "time_on_paper")]).await.field("requirement", "required");
        send(&[("kind", "time_on_paper"), ("requirement", "tid-9")]).await.field("requirement", "unknown");
        send(&[("kind", "other"), ("requirement", "tid-2")]).await.field("requirement", "unknown");
        let plan = api.plan("dk-basic", "KBU").await;
        let (other, time) =
            (api.plan("dk-trainee", "ORTO-I").await, [("kind", "time_on_paper"), ("requirement", "tid-2")]);
        send(&[&time[..], &[("plan", &other)]].concat()).await.field("requirement", "unknown");
        let id = send(&[&time[..], &[("plan", &plan)]].concat()).await.is(201).id();
        let time = async || {
            let path = "/dossiers/checklist?kind=dk-selvstaendigt-virke";
            let list = api.get("dk-basic", path).await.is(200).body;
            let lines = list["lines"].as_array().unwrap().clone();
            let open = |line: &&serde_json::Value| line["what"] == "time" && line["met"] == false;
            (list["met"].clone(), lines.iter().find(open).map(|line| line["who"][0]["name"].clone()))
        };
        assert_eq!(time().await, (json!(false), Some(json!("Karen Bisgaard"))));
        assert_eq!(api.get("dk-basic", "/documents").await.items()[0]["requirement"], "tid-2");
        let asks = "<form class=\"stack\"";
        let page = format!("/plans/{plan}/requirements/tid-2");
        for who in ["dk-basic", "dk-tutor"] {
            let page = Browser::of(&api.demo, who).await.get(&page).await.html;
            assert!(page.contains(asks), "{who} is asked for it: {page}");
        }
        api.post("dk-tutor", &format!("/documents/{id}/verify"), json!({})).await.is(200);
        assert_eq!(time().await, (json!(true), None));
        let whole = async || {
            let whole = api.get("dk-basic", &format!("/plans/{plan}")).await.is(200).body;
            let listed = api.get("dk-basic", "/plans").await.is(200);
            let listed = listed.items().iter().find(|one| one["id"] == json!(plan)).unwrap().clone();
            assert_eq!(listed["progress"], whole["progress"], "one answer everywhere");
            whole["progress"].clone()
        };
        let one = api.requirement("dk-basic", &plan, "tid-2").await;
        assert_eq!((&one["state"], &one["attestation"]), (&json!("attested"), &serde_json::Value::Null));
        let last = one["history"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&last["what"], &last["who"], &last["role"]),
            (&json!("verified"), &json!("Karen Bisgaard"), &json!("tutor"))
        );
        let done = whole().await;
        assert_eq!(done["attested"], done["total"], "{done}");
        let (emil, karen) =
            (Browser::of(&api.demo, "dk-basic").await, Browser::of(&api.demo, "dk-tutor").await);
        for reader in [&emil, &karen] {
            let page = reader.get(&format!("/plans/{plan}/requirements/tid-2")).await.html;
            assert!(
                page.contains("Attesteret på papir") && page.contains("Karen Bisgaard har set originalen"),
                "{page}"
            );
            assert!(!page.contains(asks), "{page}");
            let home = reader.get("/").await.html;
            assert!(!home.contains("kan attesteres nu") && !home.contains("Kan attesteres nu"), "{home}");
        }
        api.post("dk-tutor", &format!("/documents/{id}/unverify"), json!({ "comment": "Forkert." }))
            .await
            .is(200);
        let one = api.requirement("dk-basic", &plan, "tid-2").await;
        let last = one["history"].as_array().unwrap().last().unwrap().clone();
        let said = (&one["state"], &last["what"], &last["comment"]);
        assert_eq!(said, (&json!("in_progress"), &json!("unverified"), &json!("Forkert.")));
        assert!(karen.get("/").await.html.contains("Kan attesteres nu"));
        assert_ne!(whole().await, done);
        api.post("dk-tutor", &format!("/documents/{id}/verify"), json!({})).await.is(200);
        // A paper of before the time could be attested attests nothing, and neither does one about time that lies ahead.
        let early = [("kind", "time_on_paper"), ("requirement", "tid-2"), ("on_date", "2021-01-01")];
        let early = send(&[&early[..], &[("plan", &plan)]].concat()).await.is(201).id();
        let early = api.post("dk-tutor", &format!("/documents/{early}/verify"), json!({})).await;
        early.instead("dated_early", "bede om et nyt");
        let ahead = [("kind", "time_on_paper"), ("requirement", "tid"), ("plan", &other)];
        let ahead = api.upload("dk-trainee", &ahead, file, &[]).await.is(201).id();
        api.post("dk-uao", &format!("/documents/{ahead}/verify"), json!({})).await.refused(409, "too_early");
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(sound, "{text}");
    })
    .await;
}

/// Many documents that were put on record and taken back, the first a day from now.
struct TakenBack {
    like: base::DocumentId,
    trainee: PersonId,
    count: u128,
}

impl Work for TakenBack {
    type Done = ();
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let like = sql!("SELECT programme_id, added_at FROM document WHERE id = $1");
        let (programme, at): (base::ProgrammeId, base::Moment) =
            c.first(like, &args![self.like]).await?.unwrap();
        let (id, at) = (|n| uuid::Uuid::from_u128(n << 64), at.plus_seconds(24 * 3600));
        let documents: Vec<Vec<Value>> = (1..=self.count)
            .map(|n| {
                args![id(n), self.trainee, programme, "other", "a.pdf", "application/pdf", 9, [9_u8; 32], at]
                    .into()
            })
            .collect();
        let ends: Vec<Vec<Value>> = (1..=self.count)
            .map(|n| args![id(n), id(n), "withdrawn", self.trainee, self.trainee, "trainee", at].into())
            .collect();
        let document = sql!(
            "INSERT INTO document (id, trainee_id, programme_id, kind, name, media, size, digest, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        );
        c.put_all(document, &documents).await?;
        let end = sql!(
            "INSERT INTO document_end (document_id, act_id, what, trainee_id, by_person, role, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        );
        c.put_all(end, &ends).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_counts_stays_in_view_however_much_was_taken_back_since() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let file = Some(("a.pdf", PDF));
        let id = api.upload("dk-trainee", &[("kind", "agreement")], file, &[]).await.is(201).id();
        api.post("dk-uao", &format!("/documents/{id}/verify"), json!({})).await.is(200);
        let (like, trainee) = (id.parse().unwrap(), api.demo.person("dk-trainee"));
        db.write(TakenBack { like, trainee, count: 5000 }).await.unwrap();
        let call = Call::new(&api.demo.app, trainee);
        let listed = portal::documents::list(&call, trainee).await.unwrap();
        assert_eq!(listed.len(), 5000);
        assert_eq!(listed.last().map(|one| one.document.id), Some(like), "the oldest, verified");
        assert!(
            api.get("dk-uao", &format!("/documents?trainee={trainee}")).await.items()[0]["id"] == json!(id)
        );
    })
    .await;
}
