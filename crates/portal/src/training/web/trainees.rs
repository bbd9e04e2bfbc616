//! The list of trainees within reach, with a leader's overview above it; and the page on which a plan is assigned.

use std::collections::{BTreeMap, HashMap};

use axum::{
    extract::{Path, State as Shared},
    http::{StatusCode, Uri},
    response::Response,
};
use base::{Day, PersonId, PlanId, ProgrammeId, RequirementId};
use domain::{
    access::{Act as Want, Kind, Role},
    pace,
    refusal::{FieldErrors, Problem, Refusal},
    signoff::State,
};
use web::{
    Fields, Form,
    page::{self, Ask},
    parts::Choice,
};

use crate::{
    access, curricula,
    desk::Desk,
    door::{self, Caller},
    error::{Error, Result},
    home::pages::leader::{Bottleneck, Cause, Late, Line, Overview, Pace, Table, overview},
    people,
    portal::App,
    show::{self, Say},
    signoff,
    training::{
        self, AssignPlan, InReach, Plan,
        pages::trainees::{self as pages, Assign, Trainee, Trainees},
    },
};

/// How many programmes a page of the list holds.
const PAGE: i64 = 50;
/// How many bottlenecks an overview names.
const BOTTLENECKS_MAX: usize = 5;
/// So many months behind the planned end is late.
const LATE_MONTHS: i32 = 2;

/// `GET /trainees`.
pub async fn list(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let words: String = query.value("q").trim().chars().take(100).collect();
    let after = query.filled("after").and_then(cursor);
    let desk = Desk::of(caller).await?;
    let listed = training::list(&desk.caller.call, words.clone(), after.clone(), PAGE).await?;
    let say = desk.say();
    let assigns = desk.may_assign();
    let view = Trainees {
        total: u32::try_from(listed.all.len()).unwrap_or(u32::MAX),
        trainees: listed.all.iter().map(|one| row(&desk, one, assigns)).collect(),
        after: listed.next.map(|(key, programme)| cursor_text(&key, programme)),
        later: after.is_some(),
        query: words,
    };
    let leads = desk.holds(Role::Leader) || desk.holds(Role::EducationLead);
    if leads && view.query.is_empty() && !view.later && !listed.all.is_empty() {
        let above = above(&desk, &listed.all).await?;
        let below = pages::section(&say, &view);
        return Ok(desk.page(&say, ask, None, overview(&say, &above, Some(below))));
    }
    Ok(desk.page(&say, ask, None, pages::trainees(&say, &view)))
}

/// The last row of a page, as it stands in an address.
fn cursor_text(key: &[u8], programme: ProgrammeId) -> String {
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{key}.{programme}")
}

fn cursor(text: &str) -> Option<(Vec<u8>, ProgrammeId)> {
    let (key, programme) = text.split_once('.')?;
    let bytes = (0..key.len() / 2).map(|at| u8::from_str_radix(key.get(at * 2..at * 2 + 2)?, 16).ok());
    Some((bytes.collect::<Option<Vec<u8>>>()?, programme.parse().ok()?))
}

fn row(desk: &Desk, one: &InReach, assigns: bool) -> Trainee {
    let say = desk.say_of(&one.stage.scheme);
    let stage = web::format::capitalised(&say.stage(&one.stage.stage));
    let plan = one.plans.iter().filter(|plan| !plan.plan.archived).max_by_key(|plan| plan.published.len());
    Trainee {
        name: one.name.clone(),
        detail: show::dotted(&[stage, one.stage.place.clone()]),
        plan: plan.map(|plan| (format!("/plans/{}", plan.plan.id), plan.name(), plan.tally())),
        assign: (assigns && plan.is_none()).then(|| format!("/trainees/{}/plans", one.stage.trainee)),
    }
}

/// What stands above a leader's list: who is late and why, before how much.
async fn above(desk: &Desk, all: &[InReach]) -> Result<Overview> {
    let plans: Vec<PlanId> = live(all).map(|(_, plan)| plan.plan.id).collect();
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let ids = plans.clone();
    let (reached, waiting, loans, by_goal) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let reached = signoff::reached(c, &ids).await?;
                let waiting = signoff::waiting_in(c, &ids).await?;
                let loans = people::delegations_of(c, call.actor, call.today).await?;
                let by_goal = signoff::reached_by(c, &ids).await?;
                Ok::<_, Error>((reached, waiting, loans, by_goal))
            })
        })
        .await?;
    let zone = desk.caller.call.portal.world.zone();
    let mut days: HashMap<PlanId, Vec<Day>> = HashMap::new();
    for one in reached {
        days.entry(one.plan).or_default().push(one.at.day_in(zone));
    }
    let me = desk.caller.call.actor;
    let mut late = Vec::new();
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (one, plan) in live(all) {
        let days = days.get(&plan.plan.id).map(Vec::as_slice).unwrap_or_default();
        let (pace, months) = pace_of(desk.caller.call.today, one, plan, days);
        let href = format!("/plans/{}", plan.plan.id);
        if months >= LATE_MONTHS {
            let of = |mine: bool| -> u32 {
                waiting
                    .iter()
                    .filter(|(id, to, _)| *id == plan.plan.id && (*to == me) == mine)
                    .map(|(_, _, n)| *n)
                    .sum()
            };
            let causes = causes(plan, days, of(true), of(false));
            late.push(Late {
                name: one.name.clone(),
                months: months.unsigned_abs(),
                causes,
                href: href.clone(),
            });
        }
        let themes = plan.published.themes();
        let table = tables.entry(plan.name()).or_insert_with(|| Table {
            title: plan.name(),
            themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
            lines: Vec::new(),
        });
        table.lines.push(Line { name: one.name.clone(), href, percents: percents(plan, &themes), pace });
    }
    late.sort_by_key(|one: &Late| std::cmp::Reverse(one.months));
    let to_me: u32 = waiting.iter().filter(|(_, to, _)| *to == me).map(|(_, _, n)| *n).sum();
    Ok(Overview {
        place: desk.place(),
        total: u32::try_from(all.len()).unwrap_or(u32::MAX),
        waiting: (to_me > 0).then_some((to_me, 0)),
        delegate: loans.into_iter().find(|loan| loan.from == me).map(|loan| (loan.to_name, loan.until_day)),
        tables: tables.into_values().filter(|table| table.themes.len() > 1).collect(),
        late,
        bottlenecks: bottlenecks(all, &by_goal),
    })
}

fn live(all: &[InReach]) -> impl Iterator<Item = (&InReach, &Plan)> {
    all.iter()
        .flat_map(|one| one.plans.iter().filter(|plan| !plan.plan.archived).map(move |plan| (one, plan)))
}

/// How a plan lies against the planned end, and by how many months it is late.
fn pace_of(today: Day, one: &InReach, plan: &Plan, days: &[Day]) -> (Pace, i32) {
    let goals = plan.published.requirements().filter(|(_, one)| one.kind == Kind::Goal).count();
    let remaining = u32::try_from(goals.saturating_sub(days.len())).unwrap_or(u32::MAX);
    match pace::done_by(one.stage.from, today, days, remaining) {
        None => (if remaining == 0 { Pace::OnTime } else { Pace::Unknown }, 0),
        Some(done) => {
            let months = pace::months_late(one.stage.until, done);
            let pace = match months {
                ..=-1 => Pace::Ahead(months.unsigned_abs()),
                0 => Pace::OnTime,
                1.. => Pace::Behind(months.unsigned_abs()),
            };
            (pace, months)
        }
    }
}

/// Approved in percent, per theme.
fn percents(plan: &Plan, themes: &[&str]) -> Vec<Option<u32>> {
    let goals = |theme: &str| {
        plan.published
            .requirements()
            .filter(|(_, one)| one.kind == Kind::Goal && one.theme.as_deref() == Some(theme))
            .count()
    };
    let done = |theme: &str| -> u32 {
        let mine = plan
            .tallies
            .iter()
            .filter(|one| one.kind == Kind::Goal.code() && one.theme.as_deref() == Some(theme));
        mine.filter(|one| one.state == State::Attested.code()).map(|one| one.count).sum()
    };
    themes
        .iter()
        .map(|theme| {
            u32::try_from(goals(theme)).ok().filter(|all| *all > 0).map(|all| done(theme) * 100 / all)
        })
        .collect()
}

/// Why somebody is late: the reader's own part first.
fn causes(plan: &Plan, days: &[Day], waits_for_me: u32, waits: u32) -> Vec<Cause> {
    let mut causes = Vec::new();
    if waits_for_me > 0 {
        causes.push(Cause::WaitsForYou(waits_for_me));
    }
    if waits > 0 {
        causes.push(Cause::Waits(waits));
    }
    let returned: u32 =
        plan.tallies.iter().filter(|one| one.state == State::Returned.code()).map(|one| one.count).sum();
    if returned > 0 {
        causes.push(Cause::Returned(returned));
    }
    if let Some(last) = days.last().filter(|_| causes.is_empty()) {
        causes.push(Cause::Still(*last));
    }
    causes
}

/// Goals that most of those on the most common curriculum lack; of several, the longest.
fn bottlenecks(all: &[InReach], by_goal: &HashMap<RequirementId, u32>) -> Vec<Bottleneck> {
    let mut plans: BTreeMap<String, Vec<&Plan>> = BTreeMap::new();
    for (_, plan) in live(all) {
        plans.entry(plan.name()).or_default().push(plan);
    }
    let Some(most) = plans.into_values().max_by_key(Vec::len).filter(|plans| plans.len() > 2) else {
        return Vec::new();
    };
    let of = u32::try_from(most.len()).unwrap_or(u32::MAX);
    let mut found: Vec<Bottleneck> = most[0]
        .published
        .requirements()
        .filter(|(_, one)| one.kind == Kind::Goal)
        .map(|(id, one)| Bottleneck {
            title: one.title.clone(),
            code: one.code.clone(),
            missing: of.saturating_sub(by_goal.get(&id).copied().unwrap_or(0)),
            of,
        })
        .filter(|one| one.missing > 0 && one.missing < of)
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.missing));
    found.truncate(BOTTLENECKS_MAX);
    found
}

/// `GET /trainees/{person}/plans`: the page on which a plan is assigned.
pub async fn show_assign(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    assign_page(&desk, ask, id, StatusCode::OK, Fields::default(), None).await
}

async fn assign_page(
    desk: &Desk,
    ask: Ask,
    id: PersonId,
    status: StatusCode,
    fields: Fields,
    refused: Option<Refusal>,
) -> Result<Response> {
    let seen = training::plans_seen(&desk.caller.call, id).await?;
    let call = desk.caller.call.clone();
    let stages: Vec<_> = seen.iter().map(|one| one.stage.clone()).collect();
    let app = call.portal.clone();
    let (trainee_name, published, may) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let name = people::names(c, &[id]).await?.remove(&id).ok_or(Refusal::NotFound)?;
                let published = curricula::all(c).await?;
                let mut may = false;
                for stage in &stages {
                    let at = access::At { programme: stage.programme, requirement: None };
                    let standings = access::standings(c, call.actor, call.today, at).await?;
                    let subject = domain::access::Subject::Plan {
                        scheme: &stage.scheme,
                        setting: &stage.setting,
                        trainee: id,
                    };
                    may |= call
                        .portal
                        .policies
                        .decide(call.actor, Want::AssignPlan, &subject, &standings)
                        .is_ok();
                }
                Ok::<_, Error>((name, published, may))
            })
        })
        .await?;
    if !may {
        return Err(Refusal::NotEntitled.into());
    }
    let has = |curriculum| {
        seen.iter()
            .flat_map(|one| &one.plans)
            .any(|plan| !plan.plan.archived && plan.plan.curriculum == curriculum)
    };
    let scheme = seen.first().map(|one| one.stage.scheme.clone()).unwrap_or_default();
    let fits = published.into_iter().filter(|one| one.scheme == scheme && !has(one.id));
    let programmes = seen
        .iter()
        .map(|one| Choice { value: one.stage.programme.to_string(), label: one.stage.title.clone() });
    let view = Assign {
        trainee: id,
        name: trainee_name,
        curricula: fits
            .map(|one| Choice {
                value: one.id.to_string(),
                label: format!("{} ({} {})", one.title, one.code, one.version),
            })
            .collect(),
        programmes: programmes.take(1).collect(),
        has: seen
            .iter()
            .flat_map(|one| &one.plans)
            .map(|plan| {
                (
                    format!("{} ({})", plan.published.curriculum.title, plan.name()),
                    format!("/plans/{}", plan.plan.id),
                )
            })
            .collect(),
        fields,
        refused,
    };
    let say: Say<'_> = desk.say_of(&scheme);
    Ok(desk.page_with(status, &say, ask, None, pages::assign(&say, &view)))
}

/// `POST /trainees/{person}/plans`.
pub async fn assign(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<PersonId>,
    form: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let mut fields = form.clone().fields();
    let shelf = app.shelf.clone();
    let book = match form.parsed::<base::CurriculumId>("curriculum") {
        Ok(Some(curriculum)) => {
            app.db
                .read(move |c| Box::pin(async move { Ok::<_, Error>(shelf.find(c, curriculum).await?) }))
                .await?
        }
        Ok(None) | Err(_) => None,
    };
    let Some(book) = book else {
        let errors = FieldErrors::one("curriculum", Problem::Required);
        show::mark_all(desk.caller.lang, &mut fields, &errors);
        return assign_page(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, fields, None).await;
    };
    let one = &book.curriculum;
    let work = AssignPlan {
        call: desk.caller.call.clone(),
        trainee: id,
        curriculum: book.id,
        scheme: one.scheme.clone(),
        specialty: one.specialty.clone(),
    };
    match app.does(work).await {
        Ok(plan) => Ok(page::see_other(&format!("/plans/{plan}?did=assigned"))),
        Err(Error::Fields(errors)) => {
            show::mark_all(desk.caller.lang, &mut fields, &errors);
            assign_page(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, fields, None).await
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let status = door::status(&refusal);
            assign_page(&desk, ask, id, status, fields, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}
