//! Papers as they are set: sound for archives and screen readers, the same every time, and never more than words.

use base::{Day, Moment};
use paper::{Cell, Code, Column, Fact, Mark, Paper, Row, Section, Table, Words, pdf};

fn cell(text: &str, mark: Option<Mark>) -> Cell {
    Cell { text: text.into(), below: vec!["DK-KBU-2022 · K1".into()], mark }
}

fn paper() -> Paper {
    let row = |title: &str, mark, stands: &str| Row {
        cells: vec![cell(title, None), Cell { text: stands.into(), below: Vec::new(), mark: Some(mark) }],
    };
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let table = Table {
        title: "Kompetencer".to_owned(),
        columns: vec![column("Krav", 3), column("Status", 1)],
        rows: vec![
            row("Modtager den akut syge patient på hospital", Mark::Met, "Opfyldt"),
            row("#set text(red) *ikke* $x$ https://a.example <mærke> @her", Mark::Missing, "Ikke opfyldt"),
            row("Ærlig øvelse på åen, søndag", Mark::Open, "Kræves ikke"),
        ],
    };
    Paper {
        lang: "da".to_owned(),
        title: "Tilladelse til selvstændigt virke".to_owned(),
        over: "Styrelsen for Patientsikkerhed".to_owned(),
        author: "Emil Thorsen".to_owned(),
        at: Moment::start_of(Day::new(2026, 11, 29).expect("a day")),
        ident: "one".to_owned(),
        head: "Emil Thorsen".to_owned(),
        warning: "En demo: opdigtede personer. Den beviser ingenting.".to_owned(),
        foot: "Side {n} af {all}".to_owned(),
        foot_note: "SHA-256 9f2c41d0 7be85a36".to_owned(),
        facts: vec![Fact { name: "Ansøger".to_owned(), lines: vec!["Emil Thorsen".into()] }],
        code: Code {
            address: "https://attest.example/verify".to_owned(),
            alternative: "QR-kode".to_owned(),
            about: "Kontrollér her".to_owned(),
        },
        contents: "Indhold".to_owned(),
        sections: vec![Section {
            title: "KBU".into(),
            paragraphs: vec!["Sådan.".to_owned()],
            facts: vec![Fact { name: "Nøgle".to_owned(), lines: vec!["a".into(), "b".into()] }],
            tables: vec![table],
        }],
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let first = pdf(&paper()).expect("it can be set");
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, pdf(&paper()).unwrap());
    let other = Paper { head: "En anden".to_owned(), ..paper() };
    assert_ne!(first, pdf(&other).unwrap());
    if let Some(folder) = std::env::var_os("PAPER_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("sample.pdf"), &first).unwrap();
    }
}

#[test]
fn words_of_another_language_say_which_and_keep_the_paper_sound() {
    let danish =
        |text: &str| Words {
            text: text.to_owned(), lang: Some("da".to_owned()), after: "· 2021".to_owned()
        };
    let mut english = Paper { lang: "en".to_owned(), ..paper() };
    let own = pdf(&english).expect("it can be set");
    let section = &mut english.sections[0];
    section.title = danish("Ortopædisk kirurgi");
    section.facts[0].lines[0] = danish("Introduktionsuddannelse");
    let cell = &mut section.tables[0].rows[0].cells[0];
    (cell.text, cell.below) = (danish("Håndfrakturer"), vec![danish("Ambulatorium")]);
    // It is for archives and screen readers all the same, or it could not be set.
    let set = pdf(&english).expect("it can be set");
    let says =
        |set: &[u8]| set.windows(9).filter(|part| part == b"/Lang(da)" || part == b"/Lang (da").count();
    assert_eq!((says(&own), says(&set) > 0), (0, true));
    if let Some(folder) = std::env::var_os("PAPER_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("languages.pdf"), set).unwrap();
    }
}

#[test]
fn letters_that_no_font_has_keep_nobody_from_a_paper() {
    let named =
        Paper { author: "李 明".to_owned(), head: "مريم \u{7} 李 \u{E000}".to_owned(), ..paper() };
    assert!(pdf(&named).is_ok());
}

#[test]
fn what_cannot_be_broken_stays_in_its_column() {
    let mut long = paper();
    let words = format!("A1{}Kim Ek, UAO", "\u{a0}".repeat(78));
    long.sections[0].tables[0].rows[0].cells[0].text = words.into();
    long.sections[0].tables[0].rows[1].cells[0].text = "underskrevet_attestation_".repeat(8).into();
    let set = pdf(&long).expect("it can be set");
    if let Some(folder) = std::env::var_os("PAPER_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("long.pdf"), set).unwrap();
    }
}

#[test]
fn long_lists_go_on_over_pages() {
    let mut long = paper();
    let rows = &mut long.sections[0].tables[0].rows;
    let one = rows[0].clone();
    rows.resize(500, one);
    assert!(pdf(&long).is_ok());
}
