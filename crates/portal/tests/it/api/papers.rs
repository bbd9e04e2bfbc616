//! A dossier on paper: for people, for archives, for screen readers, and as easily checked as its file.

use std::{
    path::Path,
    process::{Command, Output},
};

use axum::http::Method;
use db::{Db, testing::each_engine};
use portal::migrations;
use serde_json::json;

use super::{Api, sealing::KBU};

/// What a tool says of a PDF; none where it is not installed, as `bin/test` sees to.
fn asked(tool: &str, arguments: &[&str], pdf: &Path) -> Option<String> {
    let Ok(Output { stdout, stderr, .. }) = Command::new(tool).args(arguments).arg(pdf).output() else {
        println!("{tool} is not installed: what it says of a paper was NOT looked at");
        return None;
    };
    Some(String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_is_signed_tagged_and_checked_like_its_file() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", KBU).await;
        let id = dossier["id"].as_str().unwrap();
        let (at, file) = (format!("/dossiers/{id}.pdf"), api.file("dk-basic", &dossier).await);
        let ask = || api.get("dk-basic", &at);
        let (given, other, third) = tokio::join!(ask(), ask(), ask());
        let given = given.is(200);
        assert_eq!((other.is(200).raw, third.is(200).raw), (given.raw.clone(), given.raw.clone()));
        assert_eq!(api.demo.app.press.pulled(), 1, "however many press, one is made");
        assert_eq!(given.headers["content-type"], "application/pdf");
        assert!(
            given.headers["content-disposition"].to_str().unwrap().ends_with("-da.pdf"),
            "the authority's"
        );
        let paper = given.raw;
        assert_eq!(api.get("dk-basic", &at).await.is(200).raw, paper, "it is kept");
        let english = api.get("dk-basic", &format!("{at}?lang=en")).await.is(200).raw;
        assert_ne!(english, paper);
        assert_eq!(api.demo.app.press.pulled(), 2, "one in each language that was asked for");
        for unspoken in ["sv", "nn"] {
            api.get("dk-basic", &format!("{at}?lang={unspoken}")).await.field("lang", "unknown");
        }
        for who in ["dk-tutor", "dk-secretariat", "dk-authority"] {
            api.get(who, &at).await.refused(404, "not_found");
        }

        let whole = sealed::check(&file, api.keys()).unwrap();
        for paper in [&paper, &english] {
            let checked = sealed::check(paper, api.keys()).unwrap();
            assert_eq!((checked.payload, checked.paper.is_some()), (whole.payload.clone(), true));
            let said = api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], paper.clone()).await;
            let said = said.is(200).body;
            assert_eq!((&said["genuine"], &said["dossier_digest"]), (&json!(true), &dossier["digest"]));
        }
        for place in (0..paper.len()).step_by(2003) {
            let mut forged = paper.clone();
            forged[place] ^= 1;
            assert!(sealed::check(&forged, api.keys()).is_err(), "byte {place}");
        }
        sound(&paper);
    })
    .await;
}

/// As other readers have it.
fn sound(paper: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("paper.pdf");
    std::fs::write(&pdf, paper).unwrap();
    if let Some(said) = asked("qpdf", &["--check"], &pdf) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
    if let Some(said) = asked("pdfsig", &[], &pdf) {
        for words in ["ETSI.CAdES.detached", "Total document signed", "Signature is Valid."] {
            assert!(said.contains(words), "{words} in {said}");
        }
    }
    if let Some(said) = asked("pdfinfo", &["-meta"], &pdf) {
        for words in ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "Emil Thorsen"] {
            assert!(said.contains(words), "{words} in {said}");
        }
    }
    if let Some(said) = asked("pdfinfo", &["-struct-text"], &pdf) {
        // What a screen reader reads, in its order: headings, the list of contents, tables with their heads.
        let order = [
            "Document",
            "H1",
            "Tilladelse til selvstændigt virke",
            "Ansøger",
            "Emil Thorsen",
            "Figure",
            "H2",
            "Indhold",
            "TOC",
            "Myndighedens krav",
            "H2",
            "Myndighedens krav",
            "Table",
            "THead",
            "TR",
            "TH",
            "Krav",
            "TBody",
            "TR",
            "TD",
            "H2",
            "H3",
            "Kompetencer",
            "Table",
            "H2",
            "Sådan kontrolleres dokumentet",
        ];
        let mut rest = said.as_str();
        for words in order {
            let at = rest.find(words).unwrap_or_else(|| panic!("{words} is not where it is read in {said}"));
            rest = &rest[at + words.len()..];
        }
    }
}
