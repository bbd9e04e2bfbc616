//! For tests of pages: readers of every language, days and moments, and what every page must be.
//!
//! With `ATTEST_PAGES=FOLDER` each page that is checked is also written there, with what it needs, to be looked at in a browser.

use std::{collections::BTreeMap, fs, path::Path, sync::OnceLock};

use base::{Day, Moment, PlanId};
use domain::scheme::Scheme;
use web::{Lang, page::Ask};

use super::{Activity, Happened, Happening, Nav, Page, Reader, Say, SwitchPlan, Tally, Who};
use domain::{access::Role, signoff::State};

/// 23 November 2026, a Monday.
pub(crate) fn today() -> Day {
    day(2026, 11, 23)
}
pub(crate) fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}
/// A moment on that day, by the clock of both countries in winter.
pub(crate) fn at(day: Day, hour: i64, minute: i64) -> Moment {
    Moment::start_of(day).plus_seconds((hour - 1) * 3600 + minute * 60 + 7)
}
pub(crate) fn id<T: std::str::FromStr>(last: u8) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("01932f4e-7a00-7000-8000-0000000000{last:02x}").parse().unwrap()
}

pub(crate) fn scheme(code: &str) -> &'static Scheme {
    static BOTH: OnceLock<BTreeMap<String, Scheme>> = OnceLock::new();
    let both = BOTH.get_or_init(|| ["dk", "no"].map(|code| (code.to_owned(), read(code))).into());
    &both[code]
}

fn read(code: &str) -> Scheme {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemes").join(code);
    let files = fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file());
    let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    Scheme::read(&files.map(|entry| (name(&entry), fs::read_to_string(entry.path()).unwrap())).collect())
        .unwrap()
}

pub(crate) fn tally(attested: u32, requested: u32, returned: u32, in_progress: u32, open: u32) -> Tally {
    Tally { open, in_progress, requested, returned, attested, ..Tally::default() }
}

/// The reader of a trainee's pages.
pub(crate) fn lis() -> Reader {
    let plan: PlanId = id(1);
    let switch = |plan, title: &str, detail: &str, finished, here| SwitchPlan {
        plan,
        title: title.to_owned(),
        detail: detail.to_owned(),
        finished,
        here,
    };
    Reader {
        places: vec![Nav::Home, Nav::Plan(plan), Nav::Log(plan), Nav::Me],
        plans: vec![
            switch(id(3), "LIS1", "DEL1 2020 · Sundøy sykehus, Elvestad kommune", true, false),
            switch(plan, "Anestesiologi · LIS3", "Nordvik sykehus · ANE 2019", false, true),
            switch(id(2), "Felles kompetansemål · LIS3", "FKM 2025 · samme utdanningsløp", false, false),
        ],
        searches: false,
        demo: true,
    }
}
/// The reader of an approver's pages.
pub(crate) fn leader() -> Reader {
    Reader {
        places: vec![Nav::Tray, Nav::Trainees, Nav::Delegations, Nav::Annulments, Nav::Me],
        searches: true,
        ..Reader::default()
    }
}

pub(crate) fn activity(code: &str, title: &str, count: u32, required: u32) -> Activity {
    Activity {
        code: code.to_owned(),
        title: title.to_owned(),
        state: if count >= required { State::Attested } else { State::InProgress },
        count,
        signed: count,
        required: Some(required),
        signed_by: Some("Jonas Eide".to_owned()),
        self_registered: false,
        also_for: Vec::new(),
    }
}

/// Everything that can happen to a requirement.
pub(crate) fn whole_history() -> Vec<Happening> {
    let vik = Who::new("Torunn Vik", Role::Leader);
    let lis = Who::trainee("Ingrid Solbakken");
    let brekke =
        Who { on_behalf_of: Some("Torunn Vik".to_owned()), ..Who::new("Anders Brekke", Role::Leader) };
    let on = day(2026, 11, 17);
    let what = [
        (Happened::Annulled, Who::new("Henrik Moen", Role::EducationLead), None),
        (Happened::AnnulmentDeclined, Who::new("Henrik Moen", Role::EducationLead), Some("Det var rett.")),
        (Happened::AnnulmentWithdrawn, vik.clone(), None),
        (Happened::AnnulmentProposed, vik.clone(), Some("Godkjent på feil lege.")),
        (Happened::Attested { count: Some(12), absence_below_percent: None }, brekke, Some("Målet er nådd.")),
        (Happened::Attested { count: None, absence_below_percent: Some(10) }, vik.clone(), None),
        (Happened::Marked, vik.clone(), None),
        (Happened::Credited { on: day(2019, 5, 3) }, vik.clone(), None),
        (
            Happened::Requested { to: Some("Torunn Vik".to_owned()) },
            lis.clone(),
            Some("Jonas har sett meg alene på alle tolv."),
        ),
        (Happened::Returned, vik, Some("Fint arbeid. Skriv hvorfor tolv er nok, så godkjenner jeg.")),
        (Happened::Recalled, lis.clone(), None),
        (Happened::Requested { to: None }, lis.clone(), None),
        (
            Happened::Advised { recommends: true, meeting: Some(on) },
            Who::new("Marit Haugland", Role::Mentor),
            Some("Trygg."),
        ),
        (
            Happened::Advised { recommends: false, meeting: None },
            Who::new("Jonas Eide", Role::Supervisor),
            None,
        ),
        (Happened::Verified, Who::new("Marit Haugland", Role::Mentor), None),
        (Happened::Registered { count: 3, on }, lis.clone(), None),
        (Happened::Registered { count: 1, on: day(2025, 3, 3) }, lis.clone(), None),
        (Happened::Imported, lis, None),
    ];
    let moments = (0..).map(|nth| at(on.plus_days(-3 * nth), 16, 20));
    let comment = |text: Option<&str>| text.map(str::to_owned);
    what.into_iter()
        .zip(moments)
        .map(|((what, who, said), at)| Happening { what, who, at, comment: comment(said) })
        .collect()
}

/// Renders a page in every language of a scheme's readers and checks each.
pub(crate) fn each(code: &str, name: &str, reader: Option<&Reader>, page: impl Fn(&Say<'_>) -> Page) {
    for lang in Lang::ALL {
        let say = Say { lang, scheme: scheme(code), today: today() };
        let made = page(&say);
        assert!(!made.title.is_empty(), "{name} {lang:?} has no title");
        let html = match reader {
            Some(reader) => made.in_shell(&say, Ask::Page, reader),
            None => made.alone(lang, Ask::Page),
        };
        check(&html.0, &format!("{name}-{}", lang.code()));
        keep(&html.0, &format!("{name}-{}", lang.code()));
    }
}

const VOID: &[&str] = &["meta", "link", "input", "br", "hr", "img"];

/// What every page must be: whole, without ids for people to read, without anything the content policy forbids.
fn check(html: &str, name: &str) {
    for banned in [
        " style=\"",
        "<style",
        " onclick",
        " onchange",
        "javascript:",
        "{ $",
        "<b></b>",
        "<small></small>",
        "\"></h1>",
        "\"></h2>",
        " ,",
        "  ·",
        "· ·",
    ] {
        assert!(!html.contains(banned), "{name}: {banned:?} in {}", around(html, banned));
    }
    assert_eq!(html.matches("<script").count(), 1, "{name}: scripts");
    assert_eq!(html.matches("<h1").count(), 1, "{name}: one first heading");
    let (mut open, mut text, mut ids, mut refers) = (Vec::new(), String::new(), Vec::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (tag, after) =
            piece.split_once('>').unwrap_or_else(|| panic!("{name}: a tag that does not end: {piece}"));
        text.push_str(after);
        let word = tag.split([' ', '\n']).next().unwrap_or_default();
        if let Some(closed) = word.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}: {closed} closes, after {after:?}");
        } else if !word.starts_with('!') && !tag.ends_with('/') && !VOID.contains(&word) {
            assert!(!(word == "form" && open.contains(&"form")), "{name}: a form within a form");
            assert!(
                !(matches!(word, "a" | "button") && open.contains(&"a")),
                "{name}: {word} within a link: {tag}"
            );
            assert!(
                !(matches!(word, "div" | "p" | "form" | "ul") && open.last() == Some(&"p")),
                "{name}: {word} within p"
            );
            open.push(word);
        }
        ids.extend(attribute(tag, "id"));
        refers.extend(attribute(tag, "for"));
        refers.extend(
            attribute(tag, "href").and_then(|href| href.strip_prefix('#')).filter(|id| !id.starts_with("i-")),
        );
        refers.extend(attribute(tag, "aria-describedby").into_iter().flat_map(str::split_whitespace));
    }
    assert!(open.is_empty(), "{name}: left open: {open:?}");
    let uuid = |word: &str| word.len() == 36 && word.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let shown = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').find(|word| uuid(word));
    assert_eq!(shown, None, "{name}: an id for people to read");
    for id in &ids {
        assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{name}: id {id} stands twice");
    }
    for id in refers {
        assert!(ids.contains(&id), "{name}: nothing has the id {id}");
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn around(html: &str, found: &str) -> String {
    let at = html.find(found).unwrap_or(0);
    html.chars().skip(html[..at].chars().count().saturating_sub(120)).take(240).collect()
}

fn keep(html: &str, name: &str) {
    let Some(folder) = std::env::var_os("ATTEST_PAGES") else { return };
    let folder = Path::new(&folder);
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    let read = |file: &str| fs::read_to_string(assets.join(file)).unwrap();
    for (path, text) in [
        (web::assets::STYLE.path, read("vendor/designsystemet.css") + &read("attest.css")),
        (web::assets::SCRIPT.path, read("vendor/htmx.min.js") + ";\n" + &read("attest.js")),
    ] {
        let file = folder.join(path.trim_start_matches('/'));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    fs::write(folder.join(format!("{name}.html")), html).unwrap();
}
