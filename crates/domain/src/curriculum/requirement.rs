//! The rules of one requirement.

use super::{
    Attesters, COUNT_MAX, CodeSource, LINE_MAX, MONTHS_MAX, Requirement, TEXT_MAX, TITLE_MAX,
    check::KnownScheme, draft::Table, flaw::Place, take::Taker,
};
use crate::access::{Kind, Role};

/// What a requirement may say.
const KEYS: &str = "code, code_source, kind, title, text, text_source, text_licence, theme, arena, setting, evidence, \
                    required_count, months, months_max, general, attested_by, supports, demo";

/// Where a requirement's parts stand, for what is found wrong later.
pub(super) struct Places {
    pub(super) whole: Place,
    pub(super) code: Place,
    pub(super) supports: Vec<Place>,
}

/// Takes one requirement.
pub(super) fn take(
    taker: &mut Taker,
    mut table: Table,
    scheme: Option<&KnownScheme>,
) -> (Requirement, Places) {
    let whole = table.place.clone();
    let before = taker.flaws.len();
    let code_place = table.get("code").map_or_else(|| whole.clone(), |cell| cell.place.clone());
    let code = taker.code(&mut table, "code");
    if code.is_none() && taker.flaws.len() == before {
        taker.missing(&whole, "a requirement without a `code`".to_owned());
    }
    let code_source = code_source(taker, &mut table);
    let kind = kind(taker, &mut table);
    let (title, text) = title_and_text(taker, &mut table, kind, code.as_deref());
    let mut requirement = Requirement {
        code: code.unwrap_or_default(),
        code_source,
        kind: kind.unwrap_or(Kind::Goal),
        title,
        text,
        text_source: None,
        text_licence: None,
        theme: taker.line(&mut table, "theme", LINE_MAX),
        arena: taker.line(&mut table, "arena", LINE_MAX),
        setting: taker.one_of(&mut table, "setting", scheme.map(|one| one.settings.as_slice())),
        evidence: taker
            .text(&mut table, "evidence", TEXT_MAX)
            .map(|(text, _)| text)
            .filter(|t| !t.is_empty()),
        required_count: count(taker, &mut table, kind),
        months: None,
        months_max: None,
        general: general(taker, &mut table, kind),
        attested_by: attesters(taker, &mut table, kind),
        supports: Vec::new(),
        demo: taker.flag(&mut table, "demo", false),
    };
    requirement.text_source = of_the_text(taker, &mut table, "text_source", requirement.text.is_some());
    requirement.text_licence = of_the_text(taker, &mut table, "text_licence", requirement.text.is_some());
    (requirement.months, requirement.months_max) = months(taker, &mut table, kind, &requirement.code);
    let (supports, places) = supports(taker, &mut table, kind);
    requirement.supports = supports;
    taker.nothing_left(table, KEYS);
    (requirement, Places { whole, code: code_place, supports: places })
}

fn code_source(taker: &mut Taker, table: &mut Table) -> CodeSource {
    let Some((text, place)) = taker.text(table, "code_source", LINE_MAX) else { return CodeSource::Official };
    CodeSource::from_code(&text).unwrap_or_else(|| {
        taker.wrong(&place, format!("`code_source` is {text:?}: official or local"));
        CodeSource::Official
    })
}

fn kind(taker: &mut Taker, table: &mut Table) -> Option<Kind> {
    let place = table.place.clone();
    let (text, place) = taker.text(table, "kind", LINE_MAX).or_else(|| {
        taker.missing(&place, "a requirement without a `kind`".to_owned());
        None
    })?;
    let kind = text.parse().ok();
    if kind.is_none() {
        let all: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        taker.wrong(&place, format!("`kind` is {text:?}; there are: {}", all.join(", ")));
    }
    kind
}

/// An empty title says that no official title is known: only of a goal.
fn title_and_text(
    taker: &mut Taker,
    table: &mut Table,
    kind: Option<Kind>,
    code: Option<&str>,
) -> (String, Option<String>) {
    let of = code.unwrap_or("this requirement");
    let place = table.place.clone();
    let title = taker.text(table, "title", TITLE_MAX);
    let text = taker.text(table, "text", TEXT_MAX).map(|(text, _)| text).filter(|text| !text.is_empty());
    let Some((title, place)) = title else {
        taker.missing(
            &place,
            format!("{of} has no `title`; where no official title is known, write title = \"\""),
        );
        return (String::new(), text);
    };
    taker.on_one_line("title", &title, &place);
    if title.is_empty() && kind.is_some_and(|kind| kind != Kind::Goal) {
        taker.wrong(
            &place,
            format!("{of} has an empty title; only a goal may, when no official title is known"),
        );
    }
    (title, text)
}

/// Where a text is from, or on which terms: said only of a text that is there.
fn of_the_text(taker: &mut Taker, table: &mut Table, key: &'static str, has_text: bool) -> Option<String> {
    let place = table.get(key).map(|cell| cell.place.clone()).unwrap_or_default();
    let line = taker.line(table, key, LINE_MAX)?;
    if !has_text {
        taker.wrong(&place, format!("`{key}` is said of a `text` that is not there"));
    }
    Some(line)
}

fn count(taker: &mut Taker, table: &mut Table, kind: Option<Kind>) -> Option<u32> {
    let (number, place) = taker.number(table, "required_count", COUNT_MAX)?;
    if matches!(kind, Some(Kind::Time)) {
        taker.wrong(&place, "`required_count` is not for a time element; it has `months`");
    }
    Some(number)
}

fn months(
    taker: &mut Taker,
    table: &mut Table,
    kind: Option<Kind>,
    code: &str,
) -> (Option<u32>, Option<u32>) {
    let whole = table.place.clone();
    let before = taker.flaws.len();
    let least = taker.number(table, "months", MONTHS_MAX);
    let sound = taker.flaws.len() == before;
    let most = taker.number(table, "months_max", MONTHS_MAX);
    match kind {
        Some(Kind::Time) if least.is_none() && sound => {
            taker.missing(&whole, format!("{code} is a time element and does not say its `months`"));
        }
        Some(Kind::Time) | None => {}
        Some(_) => {
            for (name, (_, place)) in [("months", &least), ("months_max", &most)]
                .into_iter()
                .filter_map(|(n, v)| v.as_ref().map(|v| (n, v)))
            {
                taker.wrong(place, format!("`{name}` is only for a requirement of kind time"));
            }
        }
    }
    if let (Some((least, _)), Some((most, place))) = (&least, &most)
        && most < least
    {
        taker.wrong(place, format!("`months_max` is less than `months` ({least})"));
    }
    (least.map(|(number, _)| number), most.map(|(number, _)| number))
}

fn general(taker: &mut Taker, table: &mut Table, kind: Option<Kind>) -> bool {
    let place = table.get("general").map(|cell| cell.place.clone()).unwrap_or_default();
    let general = taker.flag(table, "general", false);
    if general && kind.is_some_and(|kind| kind != Kind::Course) {
        taker.wrong(&place, "`general` is only for a requirement of kind course");
    }
    general
}

fn attesters(taker: &mut Taker, table: &mut Table, kind: Option<Kind>) -> Attesters {
    let Some((texts, place)) = taker.list(table, "attested_by") else { return Attesters::Scheme };
    if texts.len() == 1 && texts[0].0 == "-" {
        if kind.is_some_and(|kind| kind != Kind::Activity) {
            taker.wrong(&place, "`attested_by` is \"-\", no signature: that is only for an activity");
        }
        return Attesters::NoSignature;
    }
    if texts.is_empty() {
        taker.wrong(&place, "`attested_by` names nobody: leave it out where the scheme says, or write \"-\"");
    }
    let mut roles = Vec::new();
    for (text, place) in texts {
        match text.parse::<Role>() {
            Ok(role) if !may_attest(role) => {
                taker.wrong(&place, format!("`attested_by` names {text}, who may never attest"));
            }
            Ok(role) => roles.push(role),
            Err(_) => {
                let all: Vec<_> =
                    Role::ALL.iter().filter(|role| may_attest(**role)).map(|role| role.code()).collect();
                let what =
                    format!("`attested_by` names {text:?}, which is no role; there are: {}", all.join(", "));
                taker.wrong(&place, what);
            }
        }
    }
    Attesters::Roles(roles)
}

/// Whether a curriculum may name this role.
fn may_attest(role: Role) -> bool {
    !matches!(role, Role::Trainee | Role::Administrator)
}

fn supports(taker: &mut Taker, table: &mut Table, kind: Option<Kind>) -> (Vec<String>, Vec<Place>) {
    let Some((texts, place)) = taker.list(table, "supports") else { return (Vec::new(), Vec::new()) };
    if !texts.is_empty() && kind.is_some_and(|kind| !matches!(kind, Kind::Activity | Kind::Course)) {
        taker.wrong(&place, "`supports` is only for an activity or a course");
    }
    texts.into_iter().unzip()
}
