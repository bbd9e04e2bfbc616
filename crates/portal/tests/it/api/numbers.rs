//! National numbers in what a doctor seals: in the file, on every page of the paper, and nowhere else.

use std::process::Command;

use axum::http::Method;
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use portal::{
    identifiers::{self, FILE, RemoveNumbers},
    migrations,
};
use serde_json::{Value, json};

use super::{Api, sealing::KBU};
use crate::browser::Browser;

/// Emil's, of the demo: of somebody who will be born in 2057.
const CPR: &str = "0202575002";
const ID: &str = "09YM9";

/// Every page of a paper by itself; none where the tool is not installed, as `bin/test` sees to.
fn pages(paper: &[u8]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("paper.pdf");
    std::fs::write(&pdf, paper).unwrap();
    let Ok(said) = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output() else {
        println!("pdftotext is not installed: what stands on each page was NOT looked at");
        return None;
    };
    let text = String::from_utf8(said.stdout).unwrap();
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
}

impl Api {
    async fn paper(&self, id: &str) -> Vec<u8> {
        self.get("dk-basic", &format!("/dossiers/{id}.pdf")).await.is(200).raw
    }

    async fn identifier_lines(&self, met: bool) -> Vec<Value> {
        let list = self.get("dk-basic", &format!("/dossiers/checklist?kind={KBU}")).await.is(200).body;
        assert_eq!(list["met"], met, "{list}");
        let lines = list["lines"].as_array().unwrap().iter();
        lines.filter(|line| line["what"] == "identifier").cloned().collect()
    }
}

type Kept = (Vec<u8>,);

/// Whether this is a content, a file or a paper that anybody reads.
fn lies_open(kept: &[u8]) -> bool {
    [b"{\"format".as_slice(), b"{\"payload", b"%PDF-1."].iter().any(|head| kept.starts_with(head))
}

/// All that the database holds of dossiers, as it lies there.
async fn kept(db: &Db) -> Vec<Vec<u8>> {
    let read = db.read(|c| {
        Box::pin(async move {
            let mut all: Vec<Kept> =
                c.all(sql!("SELECT content FROM dossier ORDER BY id LIMIT 100"), &[]).await?;
            all.extend(
                c.all::<Kept>(sql!("SELECT file FROM dossier_file ORDER BY dossier_id LIMIT 100"), &[])
                    .await?,
            );
            all.extend(
                c.all::<Kept>(
                    sql!("SELECT file FROM dossier_paper ORDER BY dossier_id, lang LIMIT 100"),
                    &[],
                )
                .await?,
            );
            Ok::<_, Fault>(all)
        })
    });
    read.await.unwrap().into_iter().map(|(bytes,)| bytes).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_goes_along_in_what_is_sealed_and_stands_on_every_page() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.emil_is_ready().await;
        let lines = api.identifier_lines(true).await;
        assert!(lines.len() == 2 && lines.iter().all(|line| line["met"] == true), "{lines:?}");
        let dossier = api.sealed("dk-basic", KBU).await;
        assert_eq!(api.sealed("dk-basic", KBU).await, dossier, "the same state is sealed once");
        let (id, file) = (dossier["id"].as_str().unwrap(), api.file("dk-basic", &dossier).await);
        assert_eq!(dossier["bytes"], file.len());
        let checked = sealed::check(&file, api.keys()).unwrap();
        let content = &checked.payload.content;
        let numbers: Vec<(&str, &str)> =
            content.trainee.identifiers.iter().map(|one| (&*one.kind, &*one.value)).collect();
        assert_eq!(numbers, [("cpr", CPR), ("authorisation", ID)]);
        assert!(!format!("{content:?}").contains(CPR), "what holds a number does not show it");

        let paper = api.paper(id).await;
        sealed::check(&paper, api.keys()).unwrap();
        if let Some(pages) = pages(&paper) {
            assert!(pages.len() > 2, "{}", pages.len());
            for (nth, page) in pages.iter().enumerate() {
                let head = page.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                assert!(head.contains("Emil Thorsen · CPR-nummer 020257-5002"), "page {nth}: {head}");
            }
            assert!(pages[0].contains("Autorisations-ID 09YM9"), "{}", pages[0]);
        }

        // The database alone tells nobody.
        let all = kept(&db).await;
        assert_eq!(all.len(), 3);
        for bytes in &all {
            assert!(!bytes.windows(CPR.len()).any(|part| part == CPR.as_bytes()));
            assert!(!lies_open(bytes));
        }

        // Whoever checks it is told the kind, and not the number.
        let said = api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], file.clone()).await.is(200);
        assert_eq!(said.body["genuine"], true);
        assert!(!String::from_utf8_lossy(&said.raw).contains("020257"), "{}", said.body);
        let form = [
            b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.json\"\r\n\r\n".as_slice(),
            &file,
            b"\r\n--b--\r\n",
        ];
        let headers = [("content-type", "multipart/form-data; boundary=b")];
        let page = api.send(None, Method::POST, "/verify?lang=da", &headers, form.concat()).await.is(200);
        let page = String::from_utf8_lossy(&page.raw).into_owned();
        assert!(page.contains("CPR-nummer") && page.contains("020257-••••") && page.contains(ID), "{page}");
        assert!(!page.contains("5002"), "{page}");

        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(sound && text.contains("national numbers follow from their acts."), "{text}");
        another_key(&api, &db, (id, &file, &paper)).await;
        without(&api, &db).await;
    })
    .await;
}

/// With another key all is the same; without any, it is told; with it again, all is the same.
async fn another_key(api: &Api, db: &Db, (id, file, paper): (&str, &[u8], &[u8])) {
    let app = &api.demo.app;
    let before = kept(db).await;
    assert!(identifiers::rotate(db, &app.identifiers, &app.world).await.unwrap().is_some());
    assert_eq!(kept(db).await, before, "no dossier is written again");
    let at = format!("/dossiers/{id}.json");
    assert_eq!(api.get("dk-basic", &at).await.is(200).raw, file);
    assert_eq!(api.paper(id).await, paper);

    let key = api.demo.folder.path().join(FILE);
    let away = key.with_extension("away");
    std::fs::rename(&key, &away).unwrap();
    let told = api.get("dk-basic", &at).await.refused(503, "unreadable");
    assert!(
        !String::from_utf8_lossy(&told.raw).contains(FILE),
        "the reader is told no more than that: {}",
        told.body
    );
    let lines = api.identifier_lines(false).await;
    for line in &lines {
        let stands = (&line["met"], &line["optional"], &line["missing"]);
        assert_eq!(stands, (&json!(false), &Value::Null, &json!(["unread"])), "{line}");
    }
    // What cannot be read is not left out of what is sent for good.
    api.post("dk-basic", "/dossiers", json!({ "kind": super::sealing::KBU })).await.refused(409, "not_ready");
    let emil = Browser::of(&api.demo, "dk-basic").await;
    let page = emil.get("/me").await;
    assert!(page.html.contains("Kan ikke vises lige nu"), "{}", page.html);
    let page = emil.get(&format!("/dossiers?kind={KBU}")).await;
    for words in ["CPR-nummer", "Kan ikke læses lige nu", "Sig det til den, der driver portalen."] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    assert!(!page.html.contains("Forsegl nu"), "{}", page.html);
    let (sound, text) = crate::ledger::verdict(db, api.demo.folder.path(), &app.schemes).await;
    assert!(sound && text.contains("What 1 of them hold was not checked: no key."), "{text}");
    std::fs::rename(&away, &key).unwrap();
    assert_eq!(api.get("dk-basic", &at).await.is(200).raw, file);

    // A dossier's own key belongs to it, and what it opens was not changed.
    struct Swap;
    impl Work for Swap {
        type Done = u64;
        type Error = Fault;
        async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
            let swap = sql!("UPDATE dossier_key SET sealed = $1");
            c.execute(swap, &args![vec![1_u8; 60]]).await
        }
    }
    let own: Kept = db
        .read(|c| Box::pin(async move { c.first(sql!("SELECT sealed FROM dossier_key"), &[]).await }))
        .await
        .unwrap()
        .unwrap();
    db.write(Swap).await.unwrap();
    api.get("dk-basic", &at).await.is(500);
    let (sound, text) = crate::ledger::verdict(db, api.demo.folder.path(), &app.schemes).await;
    assert!(!sound && text.contains("its key was changed, and opens nothing"), "{text}");
    // It keeps no other from a new key, and what hid it stays in the file until it is mended.
    let rotated = identifiers::rotate(db, &app.identifiers, &app.world).await.unwrap().unwrap();
    assert!(rotated.changed == 1 && rotated.hidden > 0, "{rotated:?}");
    assert_eq!(std::fs::read_to_string(&key).unwrap().lines().count(), 2);
    struct Back(Vec<u8>);
    impl Work for Back {
        type Done = u64;
        type Error = Fault;
        async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
            c.execute(sql!("UPDATE dossier_key SET sealed = $1"), &args![&self.0[..]]).await
        }
    }
    db.write(Back(own.0)).await.unwrap();
    api.get("dk-basic", &at).await.is(200);
}

/// What is sealed without a number says so, lies open, and is believed.
async fn without(api: &Api, db: &Db) {
    let (world, person) = (api.demo.app.world.clone(), api.demo.person("dk-basic"));
    db.write(RemoveNumbers { world, person, kind: None }).await.unwrap();
    let lines = api.identifier_lines(true).await;
    for line in &lines {
        let stands = (&line["met"], &line["optional"], &line["missing"]);
        assert_eq!(stands, (&json!(false), &json!(true), &json!(["none"])), "{line}");
    }
    let page = Browser::of(&api.demo, "dk-basic").await.get(&format!("/dossiers?kind={KBU}")).await;
    for words in ["CPR-nummer", "Mangler, kan sendes uden", "Den, der driver portalen, lægger det ind."] {
        assert!(page.html.contains(words), "{words} in {}", page.html);
    }
    let dossier = api.sealed("dk-basic", KBU).await;
    let file = api.file("dk-basic", &dossier).await;
    let checked = sealed::check(&file, api.keys()).unwrap();
    let content = &checked.payload.content;
    assert!(content.result.ready && content.trainee.identifiers.is_empty());
    assert_eq!(content.result.lines.iter().filter(|line| line.without).count(), 2);
    assert!(kept(db).await.iter().any(|bytes| lies_open(bytes)), "there is nothing to hide");
    let paper = api.paper(dossier["id"].as_str().unwrap()).await;
    if let Some(pages) = pages(&paper) {
        assert!(pages.iter().all(|page| page.contains("Emil Thorsen") && !page.contains("CPR-nummer 0")));
        assert!(pages.iter().any(|page| page.contains("Ikke oplyst")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_is_shown_to_nobody_but_its_person() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", KBU).await;
        let checked = sealed::check(&api.file("dk-basic", &dossier).await, api.keys()).unwrap();
        let content = &checked.payload.content;
        let document = content.documents[0].id;
        let attestation = content.result.requirements.iter().find_map(|one| one.attested.first()).unwrap();
        let id = dossier["id"].as_str().unwrap();
        let case =
            api.post("dk-basic", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body["case"]
                .clone();
        let case = case.as_str().unwrap();
        let own = Browser::of(&api.demo, "dk-basic").await.get("/me").await.html;
        assert!(own.contains("020257-••••") && own.contains(ID) && !own.contains("5002"), "{own}");
        let plan = api.plan("dk-basic", "KBU").await;
        let paths: Vec<String> = portal::routes::openapi()
            .paths
            .paths
            .iter()
            .filter(|(_, item)| item.get.is_some())
            .map(|(path, _)| {
                path.trim_start_matches("/api/v1").replace("{plan}", &plan).replace("{code}", "tid-2")
            })
            .map(|path| {
                path.replace("/cases/{id}", &format!("/cases/{case}"))
                    .replace("{file}", &format!("{id}.json"))
            })
            .map(|path| path.replace("/attestations/{id}", &format!("/attestations/{attestation}")))
            .map(|path| path.replace("/documents/{id}", &format!("/documents/{document}")))
            .map(|path| path.replace("{document}", &document.to_string()))
            .filter(|path| !path.contains('{'))
            .collect();
        assert!(paths.len() > 30, "{paths:?}");
        // The desk masks what is secret, as any page does.
        let desk = Browser::of(&api.demo, "dk-authority").await.get(&format!("/cases/{case}")).await.html;
        assert!(desk.contains("020257-••••") && desk.contains(ID) && !desk.contains("5002"), "{desk}");
        let everybody =
            ["dk-basic", "dk-tutor", "dk-secretariat", "dk-authority", "dk-stranger", "admin", "no-leader"];
        for who in everybody {
            let browser = Browser::of(&api.demo, who).await;
            let pages = [
                "/",
                "/me",
                "/roles",
                "/trainees",
                &format!("/plans/{plan}"),
                "/me/look-ups",
                "/me/sessions",
                "/dossiers",
                "/cases",
                &format!("/dossiers/{id}"),
            ];
            let mut told = Vec::new();
            for path in pages.iter().filter(|path| who != "dk-basic" || **path != "/me") {
                told.push((path.to_string(), browser.get(path).await.html));
            }
            for path in &paths {
                told.push((
                    path.clone(),
                    String::from_utf8_lossy(&api.get(who, path).await.raw).into_owned(),
                ));
            }
            let file = format!("/dossiers/{id}.json");
            let given = |path: &str| match who {
                "dk-basic" => path == file,
                "dk-authority" => path == file || path.starts_with("/cases/") && path.ends_with(&file),
                _ => false,
            };
            for (path, text) in told {
                let file = sealed::says(text.as_bytes());
                assert_eq!(file.is_some(), given(&path), "{who} at {path}");
                if file
                    .is_some_and(|file| file.content.trainee.identifiers.iter().any(|one| one.value == CPR))
                {
                    continue;
                }
                for words in [CPR, "020257", ID] {
                    assert!(!text.contains(words), "{who} reads {words} at {path}");
                }
            }
        }
    })
    .await;
}
