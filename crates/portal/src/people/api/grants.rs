//! JSON doors to roles: who has which where, giving one and ending one.

use axum::{extract::State, http::StatusCode, response::Response};
use base::{Day, GrantId, PersonId};
use db::Conn;
use domain::{
    access::Role,
    refusal::{Problem, Refusal},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::GrantLine;
use crate::{
    api::{
        Asked, At, Cursor, FromBody, Items, NewId, Person, Query, Reader, created, day, ok, once, parsed,
        said, string,
    },
    door::{self, Caller},
    error::{Error, Result},
    people::{self, EndRole, GiveRole, Grant, Over, Place},
    portal::{App, Call},
    training,
};

/// A role that somebody holds, now or later.
#[derive(Serialize, ToSchema)]
pub(crate) struct HeldLine {
    id: Uuid,
    person: Person,
    #[serde(flatten)]
    grant: GrantLine,
    /// Whether the caller may end it.
    may_end: bool,
}

/// Roles over a place and over those in training there; `over` is a unit's id, `scheme:CODE`,
/// `specialty:SCHEME.CODE` or `portal`. Without it: those over each place of the caller's own roles.
#[utoipa::path(get, path = "/api/v1/grants", tag = "people",
    params(("over" = Option<String>, Query), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<HeldLine>)))]
pub(crate) async fn grants(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let call = caller.call.clone();
    let (over, page) = (query.words("over")?, query.page()?);
    let places = match over.as_str() {
        "" => None,
        text => Some(place(text).ok_or_else(|| Error::field("over", Problem::Unknown))?),
    };
    let items = door::read(&app, move |c| {
        Box::pin(async move {
            let places = match places {
                Some(place) => vec![place],
                None => own(c, &call).await?,
            };
            let mut items = Vec::new();
            for (over, scheme) in places {
                items.extend(held(c, &call, over, &scheme).await?);
            }
            Ok(items)
        })
    });
    Ok(ok(&Items::page(items.await?, &page, HeldLine::place)))
}

impl HeldLine {
    /// By what the role is over, then by role and first day.
    fn place(&self) -> Cursor {
        let GrantLine { role, scheme, over, from, .. } = &self.grant;
        let over_id = over.id.as_deref().unwrap_or_default();
        Cursor::by(&[over.kind, scheme, over_id, role, &from.0.to_string()], self.id)
    }
}

fn place(text: &str) -> Option<(Over, String)> {
    if let Some((scheme, code)) = text.strip_prefix("specialty:").and_then(|rest| rest.split_once('.')) {
        return Some((Over::Specialty(code.to_owned()), scheme.to_owned()));
    }
    match (text, text.strip_prefix("scheme:")) {
        ("portal", _) => Some((Over::Portal, String::new())),
        (_, Some(scheme)) => Some((Over::Scheme, scheme.to_owned())),
        (unit, None) => Some((Over::Organisation(unit.parse().ok()?), String::new())),
    }
}

/// The places of the caller's own roles that give roles.
async fn own(c: &mut Conn, call: &Call) -> Result<Vec<(Over, String)>> {
    let grants = people::grants_of(c, call.actor, call.today).await?;
    let own = grants.into_iter().filter(|grant| people::appoints(&call.portal, grant));
    let mut places: Vec<(Over, String)> = own.map(|grant| (grant.over, grant.scheme)).collect();
    places.sort();
    places.dedup();
    Ok(places)
}

async fn held(c: &mut Conn, call: &Call, over: Over, scheme: &str) -> Result<Vec<HeldLine>> {
    let place = Place::find(c, call, over, scheme).await?;
    if place.given(call, true).is_empty() {
        return Err(Refusal::NotEntitled.into());
    }
    let mut trainees = Vec::new();
    if let Over::Organisation(unit) = place.over
        && place.gives_over_one(call)
    {
        trainees.extend(training::placed_at(c, unit, call.today).await?.iter().map(|one| one.trainee));
    }
    let line = |(name, grant): (String, Grant)| HeldLine {
        id: grant.id.uuid(),
        person: Person::new(grant.person, name),
        may_end: place.ask(call, grant.role, grant.person).is_ok(),
        grant: GrantLine::of(grant),
    };
    Ok(people::holders(c, &place, &trainees, call.today).await?.into_iter().map(line).collect())
}

/// A role about to be given.
#[derive(ToSchema)]
pub(crate) struct NewRole {
    /// To whom: an id or an e-mail address.
    person: String,
    /// Which.
    #[schema(value_type = String)]
    role: Role,
    /// Over what: `{kind, id}` as a grant has it, or a unit's id.
    #[schema(value_type = Object)]
    over: Over,
    /// The scheme of a specialty, and of somebody in training in two.
    #[schema(value_type = Option<String>)]
    scheme: String,
    /// The first day; today when it is not said.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The last day, when one is known.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

impl FromBody for NewRole {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (person, role) = (reader.need("person", string), reader.need("role", parsed));
        let over = reader.need("over", over);
        let scheme = reader.may("scheme", string);
        let (from, until) = (reader.may("from", day), reader.may("until", day));
        let (over, own) = over?;
        Some(Self {
            person: person?,
            role: role?,
            over,
            scheme: own.or(scheme).unwrap_or_default(),
            from,
            until,
        })
    }
}

/// What a role is over; of a scheme its code besides.
fn over(value: Value) -> Result<(Over, Option<String>), &'static str> {
    let Value::Object(mut over) = value else { return Ok((Over::Organisation(parsed(value)?), None)) };
    let kind = string(over.remove("kind").unwrap_or_default())?;
    let id = over.remove("id").unwrap_or_default();
    match kind.as_str() {
        "organisation" => Ok((Over::Organisation(parsed(id)?), None)),
        "person" => Ok((Over::Person(parsed(id)?), None)),
        "specialty" => Ok((Over::Specialty(string(id)?), None)),
        "scheme" => Ok((Over::Scheme, Some(string(id)?))),
        "portal" => Ok((Over::Portal, None)),
        _ => Err(Problem::Unknown.code()),
    }
}

/// Give somebody else a role, where the policies let the caller.
#[utoipa::path(post, path = "/api/v1/grants", tag = "people", request_body = NewRole,
    responses((status = 201, body = NewId)))]
pub(crate) async fn give_role(
    State(app): State<App>,
    caller: Caller,
    asked: Asked<NewRole>,
) -> Result<Response> {
    let NewRole { person, role, over, scheme, from, until } = asked.body;
    let call = caller.call.clone();
    let person = match person.parse::<PersonId>() {
        Ok(id) => id,
        Err(_) => addressed(&app, &person).await?,
    };
    let work = GiveRole { person, role, over, scheme, from: from.unwrap_or(call.today), until, call };
    once(&caller, asked.key, work, |id: GrantId| created(&NewId { id: id.uuid() })).await
}

async fn addressed(app: &App, email: &str) -> Result<PersonId> {
    let unknown = || Error::field("person", Problem::Unknown);
    let email = people::Email::read(email).ok_or_else(unknown)?;
    let found =
        door::read(app, move |c| Box::pin(async move { Ok(people::find_by_email(c, &email).await?) }));
    Ok(found.await?.ok_or_else(unknown)?.id)
}

/// How a role is ended.
#[derive(ToSchema)]
pub(crate) struct Ending {
    /// The last day; when it is not said, the role gives nothing from this moment on.
    #[schema(value_type = Option<String>, format = Date)]
    last: Option<Day>,
}

impl FromBody for Ending {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { last: reader.may("last", day) })
    }
}

/// End a role, at once or after a last day. Ending what has ended is no error.
#[utoipa::path(post, path = "/api/v1/grants/{id}/end", tag = "people", params(("id" = Uuid, Path)),
    request_body = Ending, responses((status = 200, body = NewId)))]
pub(crate) async fn end_role(caller: Caller, At(id): At<GrantId>, asked: Asked<Ending>) -> Result<Response> {
    let work = EndRole { call: caller.call.clone(), id, last: asked.body.last };
    once(&caller, asked.key, work, move |()| said(StatusCode::OK, &NewId { id: id.uuid() })).await
}
