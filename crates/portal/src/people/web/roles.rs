//! Page handlers of roles: places, and who holds what there. Giving and ending stand in files of their own.

mod end;
mod give;

use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, Uri},
    response::Response,
};
use base::{GrantId, PersonId};
use db::Conn;
use domain::{access::Role, refusal::Refusal};
use web::{Fields, Form, Lang, format, page::Ask as Wants, parts::Choice};

pub use end::{end, show_end};
pub use give::{give, show_new};

use crate::{
    curricula,
    desk::Desk,
    door::{self, Caller},
    error::{Error, Result},
    organisations,
    people::{
        self, Grant, Over, Place,
        pages::roles::{Ask, Did, Holding, Roles, roles},
    },
    portal::Call,
    show::{self, Say},
    training, words,
};

/// A place as addresses name it: a unit's id, `person-…`, `specialty-SCHEME.…`, `scheme-…` or `portal`; and the scheme, where it tells it.
fn named(text: &str) -> Option<(Over, String)> {
    if text == "portal" {
        return Some((Over::Portal, String::new()));
    }
    if let Some(scheme) = text.strip_prefix("scheme-") {
        return Some((Over::Scheme, scheme.to_owned()));
    }
    if let Some((scheme, code)) = text.strip_prefix("specialty-").and_then(|rest| rest.split_once('.')) {
        return Some((Over::Specialty(code.to_owned()), scheme.to_owned()));
    }
    if let Some(person) = text.strip_prefix("person-") {
        return Some((Over::Person(person.parse().ok()?), String::new()));
    }
    Some((Over::Organisation(text.parse().ok()?), String::new()))
}

fn address(over: &Over, scheme: &str) -> String {
    match over {
        Over::Organisation(id) => id.to_string(),
        Over::Person(id) => format!("person-{id}"),
        Over::Specialty(code) => format!("specialty-{scheme}.{code}"),
        Over::Scheme => format!("scheme-{scheme}"),
        Over::Portal => "portal".to_owned(),
    }
}

fn path(at: &str) -> String {
    format!("/roles?at={}", show::encoded(at))
}

/// What the reader may choose from: the units and schemes of the roles that give roles; of an administrator, everything.
async fn tops(c: &mut Conn, call: &Call, grants: &[Grant], lang: Lang) -> Result<Vec<(String, String)>> {
    let mut tops = Vec::new();
    let mut add = |over: Over, scheme: &str, name: Option<String>| {
        tops.push((address(&over, scheme), name.unwrap_or_else(|| name_of(call, lang, &over, scheme))));
    };
    for grant in grants.iter().filter(|grant| people::appoints(&call.portal, grant)) {
        match grant.over {
            Over::Organisation(_) | Over::Scheme => {
                add(grant.over.clone(), &grant.scheme, grant.over_name.clone());
            }
            Over::Portal => {
                add(Over::Portal, "", None);
                call.portal.schemes.keys().for_each(|code| add(Over::Scheme, code, None));
                for unit in organisations::right_below(c, None, call.today).await? {
                    add(Over::Organisation(unit.id), "", Some(unit.name));
                }
            }
            Over::Person(_) | Over::Specialty(_) => {}
        }
    }
    tops.sort_by_cached_key(|(at, name)| (format::sort_key(name), at.clone()));
    tops.dedup();
    Ok(tops)
}

/// What a place without a name of its own is called: a scheme by its own word, and the portal.
fn name_of(call: &Call, lang: Lang, over: &Over, scheme: &str) -> String {
    let own = call.portal.schemes.get(scheme).map(|scheme| scheme.word(lang.code(), "scheme"));
    match over {
        Over::Portal => format::capitalised(words::people_over_portal(lang)),
        Over::Scheme => format::capitalised(own.unwrap_or_default()),
        Over::Specialty(code) => code.clone(),
        Over::Organisation(_) | Over::Person(_) => String::new(),
    }
}

/// The specialties of a scheme that have a curriculum, by name: each code, and what its curricula are called before the comma.
async fn specialties(c: &mut Conn, scheme: &str) -> Result<Vec<(String, String)>> {
    let mut all = BTreeMap::new();
    for one in curricula::all(c).await?.into_iter().filter(|one| one.scheme == scheme) {
        if let Some(code) = one.specialty {
            let name = one.title.split(',').next().unwrap_or_default().to_owned();
            all.entry(code).or_insert(name);
        }
    }
    let mut all: Vec<(String, String)> = all.into_iter().collect();
    all.sort_by_cached_key(|(_, name)| format::sort_key(name));
    Ok(all)
}

async fn specialty(c: &mut Conn, scheme: &str, code: &str) -> Result<String> {
    let found = specialties(c, scheme).await?.into_iter().find(|(one, _)| one == code);
    Ok(found.map_or_else(|| code.to_owned(), |(_, name)| name))
}

/// A place as its page needs it.
struct Seen {
    place: Place,
    name: String,
    up: Option<String>,
    below: Vec<(String, String)>,
    trainees: Vec<training::There>,
    held: Vec<(String, Grant)>,
}

async fn seen(c: &mut Conn, call: &Call, lang: Lang, at: &str) -> Result<Seen> {
    let (over, scheme) = named(at).ok_or(Refusal::NotFound)?;
    let place = Place::find(c, call, over.clone(), &scheme).await?;
    let (mut up, mut below, mut trainees) = (Some("/roles".to_owned()), Vec::new(), Vec::new());
    let mut name = name_of(call, lang, &over, &place.scheme);
    match over {
        Over::Organisation(id) => {
            let unit = organisations::find(c, id).await?.ok_or(Refusal::NotFound)?;
            if let Some(parent) = unit.parent
                && !Place::find(c, call, Over::Organisation(parent), "").await?.given(call, true).is_empty()
            {
                up = Some(path(&parent.to_string()));
            }
            name = unit.name;
            let units = organisations::right_below(c, Some(id), call.today).await?;
            below.extend(units.into_iter().map(|unit| (unit.id.to_string(), unit.name)));
            if place.gives_over_one(call) {
                trainees = training::placed_at(c, id, call.today).await?;
                trainees.dedup_by_key(|one| one.trainee);
            }
        }
        Over::Scheme => below = courses(c, call, &place.scheme).await?,
        Over::Specialty(code) => {
            name = specialty(c, &place.scheme, &code).await?;
            up = Some(path(&address(&Over::Scheme, &place.scheme)));
        }
        Over::Portal => {}
        Over::Person(_) => return Err(Refusal::NotFound.into()),
    }
    if place.given(call, true).is_empty() {
        return Err(Refusal::NotEntitled.into());
    }
    let ids: Vec<PersonId> = trainees.iter().map(|one| one.trainee).collect();
    let mut held = people::holders(c, &place, &ids, call.today).await?;
    let of = |grant: &Grant| grant.over_name.as_deref().map(format::sort_key);
    held.sort_by_cached_key(|(name, grant)| (grant.role, format::sort_key(name), grant.person, of(grant)));
    Ok(Seen { place, name, up, below, trainees, held })
}

/// The specialties of a scheme over whose courses the reader gives roles.
async fn courses(c: &mut Conn, call: &Call, scheme: &str) -> Result<Vec<(String, String)>> {
    let mut below = Vec::new();
    for (code, name) in specialties(c, scheme).await? {
        let over = Over::Specialty(code);
        if !Place::find(c, call, over.clone(), scheme).await?.given(call, false).is_empty() {
            below.push((address(&over, scheme), name));
        }
    }
    Ok(below)
}

/// What the page of a place says besides.
#[derive(Default)]
struct Said {
    did: Option<(String, GrantId)>,
    typed: Fields,
}

/// `GET /roles`.
pub async fn show(caller: Caller, ask: Wants, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let (call, lang) = (desk.caller.call.clone(), desk.caller.lang);
    let grants = desk.grants.clone();
    if !grants.iter().any(|grant| people::appoints(&call.portal, grant)) {
        return Err(Refusal::NotEntitled.into());
    }
    let app = call.portal.clone();
    let tops =
        door::read(&app, move |c| Box::pin(async move { tops(c, &call, &grants, lang).await })).await?;
    let at = query.filled("at").map(str::to_owned).or_else(|| match tops.as_slice() {
        [(only, _)] => Some(only.clone()),
        _ => None,
    });
    if let Some(at) = at {
        let grant = query.parsed("role").ok().flatten();
        let did = grant.map(|grant| (query.value("did").to_owned(), grant));
        return place_page(&desk, ask, &at, (tops.len() > 1, Said { did, ..Said::default() })).await;
    }
    let say = desk.say();
    Ok(desk.page(&say, ask, None, roles(&say, &Roles { places: tops, ..Roles::default() })))
}

/// A unit, a scheme or the portal, with who has which role there.
async fn place_page(desk: &Desk, ask: Wants, at: &str, (several, said): (bool, Said)) -> Result<Response> {
    let (call, lang, place) = (desk.caller.call.clone(), desk.caller.lang, at.to_owned());
    let app = call.portal.clone();
    let asked = call.clone();
    let did = said.did.as_ref().map(|(_, grant)| *grant);
    let (seen, about) = door::read(&app, move |c| {
        Box::pin(async move {
            let about = match did {
                Some(id) => people::grant_named(c, id).await?,
                None => None,
            };
            let name = match &about {
                Some(grant) => people::find(c, grant.person).await?.map(|one| one.name),
                None => None,
            };
            Ok((seen(c, &asked, lang, &place).await?, about.zip(name)))
        })
    })
    .await?;
    let say = desk.say_of(&seen.place.scheme);
    let did = said.did.zip(about).and_then(|((did, _), (grant, name))| match did.as_str() {
        "given" => Some(Did::Given(name, grant.role)),
        "ended" => Some(Did::Ended(name, grant.role)),
        "last" => grant.period.until.map(|day| Did::Last(name, grant.role, day)),
        _ => None,
    });
    let view = Roles {
        ask: Some(form_of(&call, &say, at, &seen, said.typed)),
        held: seen.held.iter().map(|(name, grant)| holding(&call, &seen.place, name, grant)).collect(),
        place: Some(seen.name),
        up: seen.up.filter(|up| several || up != "/roles"),
        courses: matches!(seen.place.over, Over::Scheme),
        places: seen.below,
        did,
    };
    Ok(desk.page(&say, ask, None, roles(&say, &view)))
}

fn holding(call: &Call, place: &Place, name: &str, grant: &Grant) -> Holding {
    Holding {
        id: grant.id,
        person: grant.person,
        name: name.to_owned(),
        role: grant.role,
        of: grant.over_name.clone().filter(|_| matches!(grant.over, Over::Person(_))),
        from: grant.period.from,
        until: grant.period.until,
        can_end: place.ask(call, grant.role, grant.person).is_ok(),
    }
}

fn form_of(call: &Call, say: &Say<'_>, at: &str, seen: &Seen, fields: Fields) -> Ask {
    let role =
        |role: &Role| Choice { value: role.code().to_owned(), label: format::capitalised(say.role(*role)) };
    let given = seen.place.given(call, !seen.trainees.is_empty());
    let trainee = |one: &training::There| Choice {
        value: address(&Over::Person(one.trainee), ""),
        label: one.name.clone(),
    };
    Ask {
        at: at.to_owned(),
        roles: given.iter().map(role).collect(),
        trainees: seen.trainees.iter().map(trainee).collect(),
        fields,
    }
}

/// What was typed, or why not.
fn back(lang: Lang, mut fields: Fields, error: Error) -> Result<(StatusCode, Fields, Option<Refusal>)> {
    match error {
        Error::Fields(errors) => {
            show::mark_all(lang, &mut fields, &errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, fields, None))
        }
        Error::Refused(refusal) if !matches!(refusal, Refusal::NotLoggedIn | Refusal::NotFound) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::CONFLICT);
            Ok((status, fields, Some(refusal)))
        }
        other => Err(other),
    }
}
