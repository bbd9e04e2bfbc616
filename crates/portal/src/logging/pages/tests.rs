//! The log, in every language.

use domain::{
    refusal::{FieldErrors, Problem, Refusal},
    signoff::State,
};
use web::Fields;

use super::{Log, LogRow, Saved, log, log_fields};
use crate::show::{
    mark_all,
    samples::{each, id, lis, today},
};

fn row(code: &str, title: &str, count: u32, required: u32) -> LogRow {
    let supports = vec!["ANE-064".to_owned(), "ANE-071".to_owned()];
    LogRow {
        code: code.to_owned(),
        title: title.to_owned(),
        theme: "Basiskompetanse".to_owned(),
        count,
        required: Some(required),
        supports,
        state: if count < 20 { State::InProgress } else { State::Attested },
        signature: count < 5,
    }
}

fn procedures() -> Log {
    let mut last = row("A9", "Bronkoskopi av intubert", 2, 10);
    (last.required, last.supports) = (None, Vec::new());
    Log {
        plan: id(1),
        query: String::new(),
        total: 86,
        goals: false,
        recent: vec![
            row("A1", "Spinalanestesi, voksen", 12, 15),
            row("A2", "Epiduralanestesi", 25, 25),
            row("A3", "Anestesi til barn under 3 år", 1, 10),
        ],
        rows: vec![
            row("A4", "Arteriekateter med ultralyd", 18, 20),
            row("A5", "Videolaryngoskopi", 34, 30),
            last,
        ],
        fields: log_fields(today()),
        saved: Vec::new(),
        withdrawn: false,
        today_count: 0,
        key: "k".to_owned(),
        refused: None,
    }
}

#[test]
fn one_press_logs_one_and_numbers_log_more() {
    each("no", "log", Some(&lis()), |say| log(say, &procedures()));
    let one = |count, title: &str, before| Saved {
        entry: id(8),
        count,
        title: title.to_owned(),
        on: today(),
        before,
        withdrawn: count == 1,
    };
    let saved = Log {
        saved: vec![one(2, "Spinalanestesi, voksen", None), one(1, "Epiduralanestesi", Some(today()))],
        withdrawn: true,
        today_count: 3,
        ..procedures()
    };
    each("no", "log-saved", Some(&lis()), |say| log(say, &saved));
    each("no", "log-wrong", Some(&lis()), |say| {
        let mut fields =
            Fields::with(&[("on_date", "1.1.2099"), ("n-A4", "2"), ("n-A1", "1000"), ("comment", "På vakt")]);
        let errors = FieldErrors::from_iter([
            ("on_date", Problem::InFuture),
            ("n-A1", Problem::OutOfRange { min: 1, max: 999 }),
        ]);
        mark_all(say.lang, &mut fields, &errors);
        let page = log(say, &Log { fields, refused: Some(Refusal::InFlight), ..procedures() });
        let all = procedures();
        let wrong = all.recent.iter().chain(&all.rows).find(|one| one.code == "A1").unwrap();
        let named = format!("href=\"#n-A1\">{}: ", wrong.title);
        assert!(page.body.0.contains(&named), "{}", page.body.0);
        page
    });
    let found =
        Log { query: "spinal æ".to_owned(), recent: Vec::new(), rows: procedures().recent, ..procedures() };
    each("no", "log-found", Some(&lis()), |say| log(say, &found));
    let nothing = Log { rows: Vec::new(), ..found };
    each("no", "log-nothing", Some(&lis()), |say| log(say, &nothing));
    each("dk", "log-empty", Some(&lis()), |say| {
        log(say, &Log { total: 0, query: String::new(), ..nothing.clone() })
    });
}

#[test]
fn a_long_list_is_folded_by_theme_and_what_is_typed_stays_in_sight() {
    let of = |theme: &str, first: usize| {
        let theme = theme.to_owned();
        (first..first + 20)
            .map(move |nth| LogRow { theme: theme.clone(), ..row(&format!("B{nth}"), "Bronkoskopi", 1, 5) })
    };
    let rows: Vec<LogRow> = of("Basiskompetanse", 10).chain(of("Smerte", 30)).collect();
    let mut view = Log { recent: Vec::new(), rows, ..procedures() };
    let folded = |view: &Log, all: usize, open: usize| {
        each("no", "log-folded", Some(&lis()), |say| {
            let page = log(say, view);
            let html = &page.body.0;
            assert_eq!(html.matches("<details class=\"group\"").count(), all);
            assert_eq!(html.matches("<details class=\"group\" id=\"t1\" open").count(), open);
            assert_eq!(
                html.matches("name=\"plus\"").count(),
                view.rows.len(),
                "folded, and there all the same"
            );
            page
        });
    };
    folded(&view, 2, 0);
    view.fields = Fields::with(&[("on_date", "1.1.2026"), ("n-B31", "2")]);
    folded(&view, 2, 1);
    view.rows.truncate(25);
    folded(&view, 0, 0);
}
