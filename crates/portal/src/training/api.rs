//! JSON doors to trainees and plans.

use std::borrow::Cow;

use axum::{extract::State, response::Response};
use base::{PersonId, PlanId, ProgrammeId};
use domain::{refusal::Problem, scheme::Scheme};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ArchivePlan, AssignPlan, DeletePlan, Header, InReach, Overview, Plan, Stage};
use crate::{
    api::{
        Asked, At, Curriculum, Cursor, Date, FromBody, Items, Nothing, Person, Progress, Query, Reader,
        RequirementLine, code, created, gone, ok, once, parsed, said, string,
    },
    curricula::{self, Published},
    door::{self, Caller},
    error::{Error, Result},
    portal::{App, Call},
    repeats::Answer,
};

/// One stage of training.
#[derive(Serialize, ToSchema)]
pub(crate) struct Programme {
    id: Uuid,
    /// The scheme's code.
    scheme: String,
    /// The stage's code.
    stage: String,
    /// What people call it.
    title: String,
    from: Date,
    until: Date,
}

/// Where a trainee is now, or was last.
#[derive(Serialize, ToSchema)]
pub(crate) struct Placement {
    /// The unit's name.
    organisation: String,
    /// The scheme's setting there.
    setting: String,
    from: Date,
    until: Date,
    /// Of full time.
    percent: u8,
}

/// A trainee's programme within the caller's reach.
#[derive(Serialize, ToSchema)]
pub(crate) struct Trainee {
    /// The trainee.
    id: Uuid,
    name: String,
    programme: Programme,
    placement: Placement,
    /// Of all live plans in the programme.
    progress: Progress,
    plans: Vec<PlanLine>,
}

/// A plan in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanLine {
    id: Uuid,
    trainee: Person,
    /// The scheme's code.
    scheme: String,
    programme: Programme,
    curriculum: Curriculum,
    progress: Progress,
    /// Whether something was recorded: then it can be archived, no longer deleted.
    begun: bool,
    archived: bool,
}

impl Programme {
    fn of(stage: &Stage) -> Self {
        Self {
            id: stage.programme.uuid(),
            scheme: stage.scheme.clone(),
            stage: stage.stage.clone(),
            title: stage.title.clone(),
            from: Date(stage.from),
            until: Date(stage.until),
        }
    }
}

impl PlanLine {
    fn of(one: &InReach, plan: &Plan) -> Self {
        Self {
            id: plan.plan.id.uuid(),
            trainee: Person::new(one.stage.trainee, one.name.clone()),
            scheme: one.stage.scheme.clone(),
            programme: Programme::of(&one.stage),
            curriculum: Curriculum::of(&plan.published),
            progress: Progress::of(&plan.progress),
            begun: plan.plan.begun,
            archived: plan.plan.archived,
        }
    }
}

impl Trainee {
    fn of(one: InReach) -> Self {
        let live = one.plans.iter().filter(|plan| !plan.plan.archived);
        let progress = live.map(|plan| Progress::of(&plan.progress)).fold(Progress::default(), Progress::and);
        Self {
            id: one.stage.trainee.uuid(),
            name: one.name.clone(),
            programme: Programme::of(&one.stage),
            placement: Placement {
                organisation: one.stage.place.clone(),
                setting: one.stage.setting.clone(),
                from: Date(one.stage.place_from),
                until: Date(one.stage.place_until),
                percent: one.stage.percent.get(),
            },
            progress,
            plans: one.plans.iter().map(|plan| PlanLine::of(&one, plan)).collect(),
        }
    }
}

/// Everyone within the caller's reach, by name.
///
/// A trainee with several programmes within reach stands there once for each. The list is noted in the access log.
#[utoipa::path(get, path = "/api/v1/trainees", tag = "training",
    params(("q" = Option<String>, Query, description = "Words of the name"), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<Trainee>)))]
pub(crate) async fn trainees(caller: Caller, query: Query) -> Result<Response> {
    let after = query.after()?.map(|place| (place.key, ProgrammeId::from_uuid(place.id)));
    let listed = super::list(&caller.call, query.words("q")?, after, query.limit()?).await?;
    let next = listed.next.map(|(key, programme)| Cursor { id: programme.uuid(), key }.text());
    Ok(ok(&Items { items: listed.all.into_iter().map(Trainee::of).collect(), next }))
}

/// Plans that the caller may see: their own, or those of `trainee`.
#[utoipa::path(get, path = "/api/v1/plans", tag = "training",
    params(("trainee" = Option<Uuid>, Query, description = "Whose; one's own when it is left out"),
           ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<PlanLine>)))]
pub(crate) async fn plans(caller: Caller, query: Query) -> Result<Response> {
    let (trainee, page): (Option<PersonId>, _) = (query.id("trainee")?, query.page()?);
    let seen = super::plans_seen(&caller.call, trainee.unwrap_or(caller.call.actor)).await?;
    let all = seen.iter().flat_map(|one| one.plans.iter().map(move |plan| (one, plan))).collect();
    Ok(ok(&Items::page(all, &page, place).map(|(one, plan)| PlanLine::of(one, plan))))
}

/// Newest programme first; in it live plans before archived ones.
fn place((one, plan): &(&InReach, &Plan)) -> Cursor {
    let mut place = Cursor::by(&[&one.stage.from.to_string()], plan.plan.id.uuid()).falling();
    place.key.extend(one.stage.programme.uuid().as_bytes());
    place.key.push(plan.plan.archived.into());
    place
}

/// A trainee about to be bound to a curriculum version.
#[derive(ToSchema)]
pub(crate) struct NewPlan {
    #[schema(value_type = Uuid)]
    trainee: PersonId,
    /// The curriculum's code.
    curriculum: String,
    version: String,
    /// The scheme's code, where two have a curriculum of that name.
    scheme: Option<String>,
}

impl FromBody for NewPlan {
    fn read(reader: &mut Reader) -> Option<Self> {
        let trainee = reader.need("trainee", parsed);
        let (curriculum, version) = (reader.need("curriculum", code), reader.need("version", code));
        let scheme = reader.may("scheme", string);
        Some(Self { trainee: trainee?, curriculum: curriculum?, version: version?, scheme })
    }
}

/// A plan that was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadePlan {
    id: Uuid,
    trainee: Uuid,
    scheme: String,
    curriculum: Curriculum,
}

/// Bind a trainee to a curriculum version.
#[utoipa::path(post, path = "/api/v1/plans", tag = "training", request_body = NewPlan,
    responses((status = 201, body = MadePlan)))]
pub(crate) async fn assign(caller: Caller, asked: Asked<NewPlan>) -> Result<Response> {
    let (trainee, published) = (asked.body.trainee, named(&caller.call, asked.body).await?);
    let work = AssignPlan { call: caller.call.clone(), trainee, book: published.clone() };
    let answer = move |id: PlanId| {
        created(&MadePlan {
            id: id.uuid(),
            trainee: trainee.uuid(),
            scheme: published.curriculum.scheme.clone(),
            curriculum: Curriculum::of(&published),
        })
    };
    once(&caller, asked.key, work, answer).await
}

/// The version that is named, in one scheme only.
async fn named(call: &Call, new: NewPlan) -> Result<std::sync::Arc<Published>> {
    let portal = call.portal.clone();
    door::read(&call.portal, move |c| {
        Box::pin(async move {
            let mut found = Vec::new();
            let wanted = |scheme: &&String| new.scheme.as_ref().is_none_or(|named| named == *scheme);
            for scheme in portal.schemes.keys().filter(wanted) {
                found.extend(curricula::find(c, scheme, &new.curriculum, &new.version).await?);
            }
            match found[..] {
                [] => Err(Error::field("curriculum", Problem::Unknown)),
                [one] => Ok(portal.shelf.get(c, one).await?),
                _ => Err(Error::field("scheme", Problem::Required)),
            }
        })
    })
    .await
}

/// Delete a plan not begun.
#[utoipa::path(delete, path = "/api/v1/plans/{plan}", tag = "training", params(("plan" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub(crate) async fn delete(caller: Caller, At(plan): At<PlanId>) -> Result<Response> {
    caller.call.portal.does(DeletePlan { call: caller.call.clone(), plan }).await?;
    Ok(gone())
}

/// A plan after something was done to it.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanNow {
    id: Uuid,
    archived: bool,
}

/// Archive a plan begun. It is never made active again.
#[utoipa::path(post, path = "/api/v1/plans/{plan}/archive", tag = "training", params(("plan" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = PlanNow)))]
pub(crate) async fn archive(caller: Caller, At(plan): At<PlanId>, asked: Asked<Nothing>) -> Result<Response> {
    let work = ArchivePlan { call: caller.call.clone(), plan };
    let answer = move |()| -> Answer {
        said(axum::http::StatusCode::OK, &PlanNow { id: plan.uuid(), archived: true })
    };
    once(&caller, asked.key, work, answer).await
}

/// A whole plan.
#[derive(Serialize, ToSchema)]
pub(crate) struct WholePlan<'a> {
    id: Uuid,
    trainee: Person,
    /// The scheme's code.
    scheme: &'a str,
    programme: Programme,
    /// Where the trainee is now, or was last.
    place: &'a str,
    setting: &'a str,
    curriculum: Curriculum,
    /// Until when whoever began on this version may finish on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    finish_by: Option<Date>,
    /// The curriculum's list is incomplete: the plan can never be complete.
    partial: bool,
    progress: Progress,
    begun: bool,
    archived: bool,
    requirements: Vec<RequirementLine<'a>>,
}

/// A plan with all its requirements.
///
/// Another person's is noted in the access log before the first byte.
#[utoipa::path(get, path = "/api/v1/plans/{plan}", tag = "training", params(("plan" = Uuid, Path)),
    responses((status = 200, body = WholePlan)))]
pub(crate) async fn plan(State(app): State<App>, caller: Caller, At(plan): At<PlanId>) -> Result<Response> {
    let opened = super::open(&caller.call, plan).await?;
    let (call, header) = (caller.call.clone(), opened.header.clone());
    let overview =
        door::read(&app, move |c| Box::pin(async move { super::overview(c, &call, &header).await })).await?;
    let scheme = app.scheme(&opened.header.scheme)?;
    Ok(ok(&whole(scheme, &opened.header, &overview)))
}

fn whole<'a>(scheme: &'a Scheme, header: &'a Header, overview: &'a Overview) -> WholePlan<'a> {
    let published = &overview.published;
    WholePlan {
        id: header.id.uuid(),
        trainee: Person::new(header.trainee, header.name.clone()),
        scheme: &header.scheme,
        programme: Programme {
            id: header.programme.uuid(),
            scheme: header.scheme.clone(),
            stage: header.stage.clone(),
            title: header.title.clone(),
            from: Date(header.from),
            until: Date(header.until),
        },
        place: &header.place,
        setting: &header.setting,
        curriculum: Curriculum::of(published),
        finish_by: scheme
            .transition(&published.curriculum.code, &published.curriculum.version, &header.setting)
            .map(|one| Date(one.until)),
        partial: published.curriculum.partial,
        progress: Progress::of(&overview.progress()),
        begun: header.begun,
        archived: header.archived,
        requirements: (0..published.len()).map(|place| line(scheme, overview, place)).collect(),
    }
}

fn line<'a>(scheme: &'a Scheme, overview: &'a Overview, place: usize) -> RequirementLine<'a> {
    let (one, line) = (overview.published.at(place), overview.lines[place]);
    let roles = Cow::Borrowed(scheme.signers(one));
    let (sign_off, annulled) = line.map_or((None, false), |line| (line.sign_off, line.annulled));
    RequirementLine::of(one, overview.standing(place), roles, sign_off, annulled)
}
