//! Page handlers of lending: a leader lends the right to approve, sees what was lent, and ends it.

use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{DelegationId, OrganisationId, PersonId};
use db::Conn;
use domain::{
    access::{Act as Want, Role},
    refusal::{FieldErrors, Refusal},
};
use web::{
    Fields, Form, format,
    page::{self, Ask},
    parts::Choice,
};

use crate::{
    access::{self, Colleague},
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    forms::{needed, new_key},
    people::{
        self, Delegation, EndDelegation, LendApproval, Over, PastDelegation,
        pages::delegations::{DelegationLine, Delegations, Did, delegations, nothing_to_lend},
    },
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show::{self, Say},
};

/// The most past delegations a page lists.
const PAST_MAX: i64 = 50;

/// What the page says besides what is lent.
#[derive(Default)]
struct Said {
    status: StatusCode,
    /// What was typed; none: a new form.
    typed: Option<Fields>,
    did: Option<(String, DelegationId)>,
    refused: Option<Refusal>,
}

/// `GET /delegations`. Who can lend nothing and was lent nothing is told who can, and is not let in.
pub async fn show(caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let delegation = query.parsed("delegation").ok().flatten();
    let did = delegation.map(|delegation| (query.value("did").to_owned(), delegation));
    answer(&desk, ask, Said { did, ..Said::default() }).await
}

/// All that the page shows, read on one connection.
struct Read {
    delegations: Vec<Delegation>,
    past: Vec<PastDelegation>,
    colleagues: Vec<Colleague>,
}

async fn read(c: &mut Conn, call: &Call, units: &[OrganisationId]) -> Result<Read> {
    Ok(Read {
        delegations: people::delegations_of(c, call.actor, call.today).await?,
        past: people::past_delegations_of(c, call.actor, call.today, PAST_MAX).await?,
        colleagues: match units {
            [] => Vec::new(),
            units => access::colleagues(c, call.actor, call.today, units).await?,
        },
    })
}

async fn answer(desk: &Desk, ask: Ask, said: Said) -> Result<Response> {
    let (over, call) = (units(desk), desk.caller.call.clone());
    let led: Vec<OrganisationId> = over.iter().map(|(id, _)| *id).collect();
    let app = call.portal.clone();
    let found = door::read(&app, move |c| Box::pin(async move { read(c, &call, &led).await })).await?;
    let Read { delegations: running, past, colleagues } = found;
    let (me, say) = (desk.caller.call.actor, desk.say());
    if over.is_empty() && running.is_empty() && past.is_empty() {
        return Ok(desk.page_with(StatusCode::FORBIDDEN, &say, ask, None, nothing_to_lend(&say)));
    }
    let today = format::numeric(say.today);
    let (given, received): (Vec<Delegation>, Vec<Delegation>) =
        running.into_iter().partition(|delegation| delegation.from == me);
    let did = said.did.and_then(|(did, id)| match did.as_str() {
        "lent" => given
            .iter()
            .find(|delegation| delegation.id == id)
            .map(|delegation| Did::Lent(delegation.to_name.clone())),
        "ended" => past
            .iter()
            .find(|delegation| delegation.id == id)
            .map(|delegation| Did::Ended(delegation.to_name.clone())),
        _ => None,
    });
    let choice = |(id, name): (OrganisationId, String)| Choice { value: id.to_string(), label: name };
    let view = Delegations {
        given: given.into_iter().map(|delegation| live(delegation, me)).collect(),
        received: received.into_iter().map(|delegation| live(delegation, me)).collect(),
        past: past.into_iter().map(|delegation| ended(desk, delegation)).collect(),
        to: colleagues.into_iter().map(|one| colleague(&say, one)).collect(),
        over: over.into_iter().map(choice).collect(),
        fields: said.typed.unwrap_or_else(|| Fields::with(&[("from", &today)])),
        key: new_key(&desk.caller.call),
        did,
        refused: said.refused,
    };
    Ok(desk.page_with(said.status, &say, ask, None, delegations(&say, &view)))
}

/// Where this reader can lend: the units whose role lends, by id and name.
fn units(desk: &Desk) -> Vec<(OrganisationId, String)> {
    let policies = &desk.caller.call.portal.policies;
    let lends = |scheme: &str, role: Role| {
        policies.reach(scheme, Want::Delegate).standings().any(|kind| kind.role() == role)
    };
    let led = desk.grants.iter().filter(|grant| lends(&grant.scheme, grant.role));
    led.filter_map(|grant| match grant.over {
        Over::Organisation(id) => Some((id, grant.over_name.clone().unwrap_or_default())),
        Over::Person(_) | Over::Specialty(_) | Over::Scheme | Over::Portal => None,
    })
    .collect()
}

fn live(delegation: Delegation, me: PersonId) -> DelegationLine {
    let name = if delegation.from == me { delegation.to_name } else { delegation.from_name };
    let (from, until) = (delegation.from_day, delegation.until_day);
    DelegationLine { id: delegation.id, name, place: delegation.over_name, from, until, ended: None }
}

fn ended(desk: &Desk, delegation: PastDelegation) -> DelegationLine {
    let zone = desk.caller.call.portal.world.zone();
    DelegationLine {
        id: delegation.id,
        name: delegation.to_name,
        place: delegation.over_name,
        from: delegation.from_day,
        until: delegation.until_day,
        ended: delegation.ended_at.map(|at| at.day_in(zone)),
    }
}

fn colleague(say: &Say<'_>, one: Colleague) -> Choice {
    let label =
        if one.roles.is_empty() { one.name } else { format!("{}, {}", one.name, say.roles(&one.roles)) };
    Choice { value: one.person.to_string(), label }
}

/// `POST /delegations`.
pub async fn lend(State(app): State<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let body = ["to", "over", "from", "until"].map(|name| form.value(name)).join("\n");
    let key = form.filled("key").and_then(|key| Key::new(key, "/delegations", body.as_bytes()));
    let done = match delegation(&call, &form) {
        Ok(work) => {
            let answer = |id: DelegationId| Answer { status: 303, body: id.to_string().into_bytes() };
            app.does(Once { call, key, work, answer }).await
        }
        // Who can lend nothing is told so, whatever was typed.
        Err(_) if units(&desk).is_empty() => Err(Refusal::NotEntitled.into()),
        Err(errors) => Err(errors.into()),
    };
    match done {
        Ok(Answer { body, .. }) => {
            let id = String::from_utf8(body).unwrap_or_default();
            Ok(page::see_other(&format!("/delegations?did=lent&delegation={id}")))
        }
        Err(error) => back(&desk, ask, form, error).await,
    }
}

fn delegation(call: &Call, form: &Form) -> Result<LendApproval, FieldErrors> {
    let mut errors = FieldErrors::default();
    let to = errors.take("to", needed(form.parsed("to")));
    let over = errors.take("over", needed(form.parsed("over")));
    let from = errors.take("from", needed(form.day("from")));
    let until = errors.take("until", needed(form.day("until")));
    match (to, over, from, until) {
        (Some(to), Some(over), Some(from), Some(until)) => {
            Ok(LendApproval { call: call.clone(), to, over, from, until })
        }
        _ => Err(errors),
    }
}

/// The page with what was typed, or with why not.
async fn back(desk: &Desk, ask: Ask, form: Form, error: Error) -> Result<Response> {
    let mut fields = form.fields();
    let said = match error {
        Error::Fields(errors) => {
            show::mark_all(desk.caller.lang, &mut fields, &errors);
            Said { status: StatusCode::UNPROCESSABLE_ENTITY, typed: Some(fields), ..Said::default() }
        }
        Error::Refused(refusal) if refusal != Refusal::NotLoggedIn => {
            let status = door::status(&refusal);
            Said { status, typed: Some(fields), refused: Some(refusal), ..Said::default() }
        }
        other => return Err(other),
    };
    answer(desk, ask, said).await
}

/// `POST /delegations/{id}/end`: by the leader who lent, or the delegate who gives it back.
pub async fn end(State(app): State<App>, caller: Caller, At(id): At<DelegationId>) -> Result<Response> {
    app.does(EndDelegation { call: caller.call, id }).await?;
    Ok(page::see_other(&format!("/delegations?did=ended&delegation={id}")))
}
