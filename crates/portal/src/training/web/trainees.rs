//! The list of trainees within reach, with a leader's overview above it (`overview`); and the page on which a plan is assigned.

use std::{cmp::Reverse, collections::HashSet};

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{PersonId, ProgrammeId};
use domain::{
    access::{Act as Want, Role},
    refusal::{FieldErrors, Problem, Refusal},
};
use web::{
    Fields, Form,
    page::{self, Ask},
    parts::Choice,
};

use crate::{
    access,
    api::Cursor,
    curricula,
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    home::pages::leader::overview,
    people,
    portal::App,
    show::{self, Say},
    training::{
        self, AssignPlan, InReach, Plan, Stage, assign,
        pages::trainees::{self as pages, Assign, Trainee, Trainees},
    },
    words,
};

/// How many programmes a page of the list holds.
const PAGE: i64 = 50;

/// How many people these are: somebody may be in two programmes.
pub(super) fn people_in(all: &[InReach]) -> u32 {
    let people: HashSet<PersonId> = all.iter().map(|one| one.stage.trainee).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}

/// `GET /trainees`.
pub async fn list(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let words: String = query.value("q").trim().chars().take(100).collect();
    let after = query.filled("after").and_then(Cursor::read);
    let after = after.map(|place| (place.key, ProgrammeId::from_uuid(place.id)));
    let desk = Desk::of(caller).await?;
    let listed = training::list(&desk.caller.call, words.clone(), after.clone(), PAGE).await?;
    let say = desk.say();
    let assigns = desk.may_assign();
    let view = Trainees {
        total: people_in(&listed.all),
        trainees: listed.all.iter().map(|one| row(&desk, one, assigns)).collect(),
        after: listed.next.map(|(key, programme)| Cursor { key, id: programme.uuid() }.text()),
        later: after.is_some(),
        query: words,
        deleted: query.value("did") == "deleted",
    };
    let leads = desk.holds(Role::Leader) || desk.holds(Role::EducationLead);
    if leads && view.query.is_empty() && !view.later && !view.deleted && !listed.all.is_empty() {
        let above = super::overview::above(&desk, &listed.all).await?;
        let below = pages::section(&say, &view);
        return Ok(desk.page(&say, ask, None, overview(&say, &above, Some(below))));
    }
    Ok(desk.page(&say, ask, None, pages::trainees(&say, &view)))
}

fn row(desk: &Desk, one: &InReach, assigns: bool) -> Trainee {
    let say = desk.say_of(&one.stage.scheme);
    let stage = web::format::capitalised(&say.stage(&one.stage.stage));
    let mut live: Vec<&Plan> = one.plans.iter().filter(|plan| !plan.plan.archived).collect();
    live.sort_by_key(|plan| Reverse(plan.published.len()));
    let plan =
        |plan: &&Plan| (format!("/plans/{}", plan.plan.id), plan.name(&say), plan.progress.requirements);
    Trainee {
        name: one.name.clone(),
        detail: show::dotted(&[stage, one.stage.place.clone()]),
        assign: (assigns && live.is_empty()).then(|| format!("/trainees/{}/plans", one.stage.trainee)),
        plans: live.iter().map(plan).collect(),
    }
}

/// `GET /trainees/{person}/plans`: the page on which a plan is assigned.
pub async fn show_assign(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<PersonId>,
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
                let shelf = &call.portal.shelf;
                let mut published = Vec::new();
                for one in curricula::all(c).await? {
                    published.push(shelf.get(c, one.id).await?);
                }
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
    let now = |one: &Stage| (one.place_from..=one.place_until).contains(&desk.caller.call.today);
    let mut stages: Vec<&Stage> = seen.iter().map(|one| &one.stage).filter(|one| now(one)).collect();
    if stages.is_empty() {
        // Between two placements.
        stages.extend(seen.iter().map(|one| &one.stage));
    }
    let fits_stage = |one: &curricula::Published, own_specialty: bool| {
        stages.iter().any(|stage| {
            let specialty = stage.specialty.as_deref().filter(|_| own_specialty);
            assign::fits(&app, &one.curriculum, (&stage.scheme, &stage.stage, specialty))
        })
    };
    let fits = |one: &curricula::Published| fits_stage(one, true);
    // What fits comes first; another specialty of the stage is there for whoever has a reason. What belongs to another stage is not mistaken
    // for it here: whoever must give it uses the API.
    let offered = published
        .iter()
        .filter(|one| one.curriculum.scheme == scheme && !has(one.id) && fits_stage(one, false));
    let (fitting, others): (Vec<_>, Vec<_>) = offered.partition(|one| fits(one));
    let say = desk.say_of(&scheme);
    let named = |one: &std::sync::Arc<curricula::Published>| {
        format!("{} ({} {})", one.curriculum.title, one.curriculum.code, say.version(&one.curriculum.version))
    };
    let lang = desk.caller.lang;
    let view = Assign {
        trainee: id,
        name: trainee_name,
        curricula: (fitting.iter().map(|one| (one, named(one))))
            .chain(others.iter().map(|one| (one, words::training_assign_other(lang, named(one)))))
            .map(|(one, label)| Choice { value: one.id.to_string(), label })
            .collect(),
        has: seen
            .iter()
            .flat_map(|one| &one.plans)
            .map(|plan| {
                (
                    format!("{} ({})", plan.published.curriculum.title, plan.name(&say)),
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
    At(id): At<PersonId>,
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
    let work = AssignPlan { call: desk.caller.call.clone(), trainee: id, book };
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
