//! A department brings the official texts of a version that came with the program: once, whole, beside what was published.

use std::{fs, path::PathBuf};

use base::{CurriculumId, Moment};
use db::{Db, testing::each_engine};
use domain::curriculum::{Beside, Curriculum, Form, Known};
use portal::{
    curricula::{
        self, Fate, Publish, Shelf,
        cli::{self, Export, Format, Import, Said},
    },
    migrations,
    world::World,
};
use serde_json::{Value, json};

use crate::{browser::Browser, world::Demo};

const SOURCE: &str = "https://lovdata.no/dokument/LTI/forskrift/2025-01-24-114/tekst";
const LICENCE: &str = "NLOD 2.0, with attribution";

fn world() -> World {
    World::at(Moment::from_micros(1_790_000_000_000_000))
}

fn parsed(form: Form, bytes: &[u8]) -> Curriculum {
    Curriculum::read(form, bytes, &Beside::default(), &Known::default()).expect("the file is whole")
}

/// The fourteen goals of the common part, as they come with the program: without official texts.
fn packed() -> Curriculum {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemes/no/curricula/FKM-2025.toml");
    parsed(Form::Toml, &fs::read(path).expect("the packed file is there"))
}

/// What stands for a goal's official text here: no text of anybody's.
fn body(code: &str) -> String {
    format!("Målet {code}, slik det står.\nMed en linje til.")
}

/// The department's file, in each form.
fn file(form: Form) -> (&'static str, String) {
    let packed = packed();
    let codes = packed.requirements.iter().map(|one| one.code.as_str());
    match form {
        Form::Toml => {
            let mut whole = packed.clone();
            (whole.source, whole.licence) = (SOURCE.to_owned(), LICENCE.to_owned());
            for one in &mut whole.requirements {
                one.text = Some(body(&one.code));
            }
            ("official.toml", whole.to_toml())
        }
        Form::Csv => {
            let rows = codes.map(|code| format!("{code};\"{}\"\n", body(code))).collect::<String>();
            ("official.csv", format!("# source = {SOURCE}\n# licence = {LICENCE}\nKode;Tekst\n{rows}"))
        }
        Form::Case => {
            let item = |code: &str| json!({ "identifier": format!("id-{code}"), "humanCodingScheme": code, "fullStatement": body(code), "CFItemType": "læringsmål" });
            let items: Vec<Value> = codes.map(item).collect();
            let document = json!({ "identifier": "d", "title": "FKM", "officialSourceURL": SOURCE, "licenseURI": { "title": LICENCE } });
            (
                "official.json",
                json!({ "CFPackage": { "CFDocument": document, "CFItems": items } }).to_string(),
            )
        }
    }
}

async fn import(db: &Db, name: &str, text: &str) -> Said {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a temporary folder takes files");
    let [scheme, code, version] = ["no", "FKM", "2025"].map(|one| Some(one.to_owned()));
    cli::import(db, &world(), &Known::default(), &Import { files: vec![path], scheme, code, version }).await
}

async fn export(db: &Db, format: Format) -> Vec<u8> {
    let what = Export { code: "FKM".into(), version: "2025".into(), format, scheme: None };
    let said = cli::export(db, &what).await;
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    said.out
}

async fn published(db: &Db) -> CurriculumId {
    match db.write(Publish::new(&world(), packed())).await {
        Ok(Fate::Published(id)) => id,
        other => panic!("it is new: {other:?}"),
    }
}

fn out(said: &Said) -> String {
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    String::from_utf8(said.out.clone()).expect("it is text")
}

#[tokio::test]
async fn official_texts_come_in_from_every_form_and_the_version_stays() {
    for form in [Form::Toml, Form::Csv, Form::Case] {
        each_engine(migrations::ALL, async |db| {
            let id = published(&db).await;
            let shelf = Shelf::default();
            let (warm, at) = (shelf.clone(), id);
            db.read(move |c| Box::pin(async move { warm.get(c, at).await })).await.expect("it is there");

            let (name, text) = file(form);
            let first = out(&import(&db, name, &text).await);
            let told = format!("added 14 official texts to no FKM 2025, from {SOURCE} (licence: {LICENCE})");
            assert!(first.starts_with(&told), "{first}");
            let again = out(&import(&db, name, &text).await);
            assert!(again.starts_with("unchanged"), "{again}");

            // The version is as it was, also on the shelf of a portal that runs; its text is there for the next reader.
            let book = shelf.ready(id).expect("it was asked for");
            assert_eq!(book.curriculum, packed());
            let read = db.read(move |c| {
                Box::pin(async move {
                    Ok::<_, db::Fault>((
                        curricula::official_text(c, &book, 3).await?,
                        curricula::read(c, book.id).await?,
                    ))
                })
            });
            let (text, fresh) = read.await.expect("it can be read");
            assert_eq!(fresh.map(|book| book.curriculum), Some(packed()));
            let text = text.expect("it came in");
            assert_eq!(
                (text.body, text.source, text.licence),
                (body("FKM-004"), SOURCE.to_owned(), LICENCE.to_owned())
            );

            // It goes out with every code, title and text, and comes back without a change.
            let toml = export(&db, Format::Toml).await;
            let case = export(&db, Format::Case).await;
            for (form, file) in [(Form::Toml, &toml), (Form::Case, &case)] {
                let whole = parsed(form, file);
                for (ours, one) in packed().requirements.iter().zip(&whole.requirements) {
                    assert_eq!((&one.code, &one.title), (&ours.code, &ours.title));
                    assert_eq!(one.text, Some(body(&one.code)));
                    assert_eq!(
                        (one.text_source.as_deref(), one.text_licence.as_deref()),
                        (Some(SOURCE), Some(LICENCE))
                    );
                }
            }
            let package: Value = serde_json::from_slice(&case).expect("it is JSON");
            assert_eq!(
                package["CFItems"]
                    .as_array()
                    .map(|items| items.iter().filter(|item| item["humanCodingScheme"].is_string()).count()),
                Some(14)
            );
            for (name, file) in [("a.toml", toml), ("a.json", case)] {
                let said = out(&import(&db, name, &String::from_utf8(file).expect("it is text")).await);
                assert!(said.starts_with("unchanged"), "{name}: {said}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_file_that_does_not_fit_adds_nothing_and_is_told_why() {
    each_engine(migrations::ALL, async |db| {
        published(&db).await;
        let (name, text) = file(Form::Csv);
        let wrong = text.replace("FKM-014;", "FKM-099;");
        let said = import(&db, name, &wrong).await;
        let lines = String::from_utf8(said.out).expect("it is text");
        assert!(
            said.code == 1 && said.err.contains("nothing was imported") && said.err.contains("--version"),
            "{}",
            said.err
        );
        assert!(lines.contains("official.csv: FKM-099 is not in the published version\n"), "{lines}");
        assert!(
            lines.contains("official.csv: FKM-014 is in the published version and not in the file\n"),
            "{lines}"
        );
        assert_eq!(parsed(Form::Toml, &export(&db, Format::Toml).await), packed());

        // Without texts it is other content, as ever; and a text once there never changes, not one of them.
        let titles = packed().to_toml().replace("Etisk refleksjon", "Etikk");
        let said = import(&db, "titles.toml", &titles).await;
        assert!(said.code == 1 && said.err.contains("a published version never changes"), "{}", said.err);
        out(&import(&db, name, &text).await);
        let other = text.replace("FKM-007, slik", "FKM-007, annerledes");
        let said = import(&db, name, &other).await;
        assert!(
            said.code == 1 && said.err.contains("FKM-007 has another official text already"),
            "{}",
            said.err
        );
        let whole = parsed(Form::Toml, &export(&db, Format::Toml).await);
        assert_eq!(whole.requirements[6].text, Some(body("FKM-007")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_runs_shows_them_on_the_page_in_a_search_and_through_the_api() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let ingrid = Browser::of(&demo, "no-lis").await;
        let plans: Value = serde_json::from_str(&ingrid.get("/api/v1/plans").await.html).expect("it is JSON");
        let mut plans = plans["items"].as_array().expect("a list").iter();
        let plan = plans.find(|plan| plan["curriculum"]["code"] == "FKM").expect("she has it")["id"].clone();
        let plan = plan.as_str().expect("an id");
        let page = format!("/plans/{plan}/requirements/FKM-004");
        let search = format!("/plans/{plan}?state=all&q=slik");
        let title = packed().requirements[3].title.clone();

        let before = ingrid.get(&page).await.html;
        assert!(before.contains(&title) && before.contains("er ikke hentet inn"), "{before}");
        assert!(!ingrid.get(&search).await.html.contains(&title));

        let (name, text) = file(Form::Csv);
        out(&import(&db, name, &text).await);

        let after = ingrid.get(&page).await.html;
        for part in [
            title.as_str(),
            "Målet FKM-004, slik det står.",
            "Offisiell tekst, versjon 2025.",
            SOURCE,
            LICENCE,
            "egne ord",
        ] {
            assert!(after.contains(part), "{part}: {after}");
        }
        assert!(!after.contains("er ikke hentet inn"), "{after}");
        assert!(ingrid.get(&search).await.html.contains(&title));
        let one: Value =
            serde_json::from_str(&ingrid.get(&format!("/api/v1{page}")).await.html).expect("it is JSON");
        assert_eq!(one["title"], title);
        assert_eq!(
            [&one["text"], &one["text_source"], &one["text_licence"]],
            [&body("FKM-004"), SOURCE, LICENCE]
        );
        // A stranger is told of the same goals in our words: on which terms the texts may be shown to all, nobody said.
        let door = "/api/v1/curricula/FKM/2025?scheme=no";
        assert!(ingrid.get(door).await.html.contains("slik det står"));
        let stranger = Browser::of_nobody(&demo).get(door).await;
        assert!(stranger.status == 200 && stranger.html.contains(&title), "{}", stranger.html);
        assert!(!stranger.html.contains("slik det står"), "{}", stranger.html);
    })
    .await;
}
