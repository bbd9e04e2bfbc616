//! The plans in `placements.csv`: which curriculum version comes with a programme, and where its time elements are served.

use std::collections::{BTreeMap, btree_map::Entry};

use base::{CurriculumId, PersonId, PlacementId, PlanId, ProgrammeId, RequirementId};
use db::Conn;
use domain::access::Kind;

use super::{
    placements::Found,
    problem::Problems,
    report::{Fate, Report},
    table::{Row, shown},
};
use crate::{
    curricula::{self, Published},
    error::Error,
    mint,
    training::{self, NewPlan},
    world::World,
};

/// A plan as a row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WantedPlan {
    curriculum: String,
    version: String,
    /// The time element served in the row's placement.
    time: Option<String>,
}

/// Reads the plan of a row. The outer `None` is a problem, the inner one says that the row has no plan.
pub(super) fn read(row: &Row<'_>, problems: &mut Problems) -> Option<Option<WantedPlan>> {
    let columns = ["curriculum", "version", "time"];
    if columns.iter().all(|column| row.filled(column).is_none()) {
        return Some(None);
    }
    let curriculum = row.code_needed("curriculum", problems);
    let version = row.code_needed("version", problems);
    let time = row.code("time", problems);
    if row.filled("time").is_some() && time.is_none() {
        return None;
    }
    Some(Some(WantedPlan { curriculum: curriculum?, version: version?, time }))
}

/// The curriculum and time element that each row names, in the order of the rows.
pub(super) type Named = Vec<Option<(CurriculumId, Option<RequirementId>)>>;

/// The curricula that the file names, and what each row says of them.
pub(super) struct Books {
    books: BTreeMap<CurriculumId, Published>,
    named: Named,
}

/// Finds the curricula; notes what is not published, and time elements that are none.
pub(super) async fn find(c: &mut Conn, found: &[Found<'_>], problems: &mut Problems) -> Result<Books, Error> {
    let (mut ids, mut books) = (BTreeMap::new(), BTreeMap::new());
    let mut named = Vec::with_capacity(found.len());
    for one in found {
        let want = one.want;
        let Some(plan) = &want.plan else {
            named.push(None);
            continue;
        };
        let key = (&want.programme.scheme, &plan.curriculum, &plan.version);
        if let Entry::Vacant(place) = ids.entry(key) {
            let id = book(c, want.line, key.0, plan, problems).await?;
            if let Some(id) = id
                && let Some(book) = curricula::read(c, id).await?
            {
                books.insert(id, book);
            }
            place.insert(id);
        }
        named.push(match ids[&key] {
            None => None,
            Some(id) => time(&books[&id], plan, want.line, problems).map(|time| (id, time)),
        });
    }
    Ok(Books { books, named })
}

/// The published curriculum that a row names; noted when there is none.
pub(super) async fn book(
    c: &mut Conn,
    line: u64,
    scheme: &str,
    plan: &WantedPlan,
    problems: &mut Problems,
) -> Result<Option<CurriculumId>, Error> {
    let id = curricula::find(c, scheme, &plan.curriculum, &plan.version).await?;
    if id.is_none() {
        let all = curricula::all(c).await?;
        let own = all.iter().filter(|one| one.scheme == scheme && one.code == plan.curriculum);
        let versions: Vec<&str> = own.map(|one| one.version.as_str()).collect();
        let next = match versions[..] {
            [] => {
                "attest migrate publishes those that come with the program, attest curriculum import others"
                    .to_owned()
            }
            _ => format!("its versions are: {}", versions.join(", ")),
        };
        let what = format!(
            "{} {} is not published for the scheme {scheme}; {next}",
            shown(&plan.curriculum),
            plan.version
        );
        problems.cell(line, "curriculum", what);
    }
    Ok(id)
}

fn time(
    book: &Published,
    plan: &WantedPlan,
    line: u64,
    problems: &mut Problems,
) -> Option<Option<RequirementId>> {
    let Some(code) = &plan.time else { return Some(None) };
    match book.by_code(code) {
        Some((id, requirement)) if requirement.kind == Kind::Time => Some(Some(id)),
        _ => {
            let times = book.requirements().filter(|(_, one)| one.kind == Kind::Time);
            let codes: Vec<&str> = times.map(|(_, one)| one.code.as_str()).collect();
            let there = if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
            let what = format!("{} is no time element of {}; it has {there}", shown(code), plan.curriculum);
            problems.cell(line, "time", what);
            None
        }
    }
}

/// Assigns the plans that are not there, and says where their time is served. A plan that was archived is never made anew.
pub(super) async fn assign(
    c: &mut Conn,
    world: &World,
    found: &[Found<'_>],
    books: &Books,
    report: &mut Report,
) -> Result<(), Error> {
    let mut plans: BTreeMap<(PersonId, CurriculumId), PlanId> = BTreeMap::new();
    let mut fresh = Vec::new();
    for (one, curriculum) in named(found, books) {
        let key = (one.programme.trainee, curriculum);
        if plans.contains_key(&key) {
            continue;
        }
        let book = &books.books[&curriculum];
        let (fate, plan) = match training::plan_on(c, key.0, curriculum).await? {
            Some(there) => (Fate::Unchanged, there),
            None => {
                let plan = add(c, world, one, book).await?;
                fresh.push((one, book, plan));
                (Fate::New, plan)
            }
        };
        report.note(fate, "plan", which(one, book));
        plans.insert(key, plan);
    }
    for (one, named) in found.iter().zip(&books.named) {
        if let Some((curriculum, Some(time))) = *named {
            let plan = plans[&(one.programme.trainee, curriculum)];
            serve(c, one, &books.books[&curriculum], (plan, time), report).await?;
        }
    }
    for (one, book, plan) in fresh {
        rest_in_last_placement(c, one, book, plan).await?;
    }
    follow_the_last(c, found, report).await
}

/// A programme goes on elsewhere: time that nobody named a placement for is served in its last now.
async fn follow_the_last(c: &mut Conn, found: &[Found<'_>], report: &mut Report) -> Result<(), Error> {
    let programmes: BTreeMap<ProgrammeId, &Found<'_>> =
        found.iter().map(|one| (one.programme.id, one)).collect();
    for (programme, one) in programmes {
        let Some(last) = training::placements_of(c, programme).await?.pop() else { continue };
        for time in training::times_unnamed(c, programme).await? {
            if time.placement != last.id {
                let Some(book) = curricula::read(c, time.curriculum).await? else { continue };
                let code = book.requirement(time.requirement).map(|of| of.code.as_str()).unwrap_or_default();
                let what = format!("{} {code} served from {}", which(one, &book), last.from);
                report.note(Fate::Changed, "time", what);
                training::serve_time(c, time.plan, time.requirement, (last.id, false)).await?;
            }
        }
    }
    Ok(())
}

fn named<'f, 'a>(
    found: &'f [Found<'a>],
    books: &Books,
) -> impl Iterator<Item = (&'f Found<'a>, CurriculumId)> {
    found.iter().zip(&books.named).filter_map(|(one, named)| named.map(|(curriculum, _)| (one, curriculum)))
}

async fn add(c: &mut Conn, world: &World, one: &Found<'_>, book: &Published) -> Result<PlanId, Error> {
    let (id, at) = (mint!(world, PlanId), world.now());
    let plan = NewPlan {
        id,
        programme: one.programme.id,
        trainee: one.programme.trainee,
        scheme: one.programme.scheme.clone(),
        curriculum: book.id,
        specialty: book.curriculum.specialty.clone(),
        assigned_by: None,
        assigned_at: at,
    };
    training::add_plan(c, world, &plan).await?;
    Ok(id)
}

async fn serve(
    c: &mut Conn,
    one: &Found<'_>,
    book: &Published,
    (plan, time): (PlanId, RequirementId),
    report: &mut Report,
) -> Result<(), Error> {
    let now = training::times_of(c, plan).await?.into_iter().find(|(element, ..)| *element == time);
    match now {
        Some((_, placement, true)) if placement == one.placement.id => return Ok(()),
        // It is there, and now somebody said so.
        Some((_, placement, false)) if placement == one.placement.id => {
            return Ok(training::serve_time(c, plan, time, (placement, true)).await?);
        }
        _ => {}
    }
    let code = book.requirement(time).map(|requirement| requirement.code.as_str()).unwrap_or_default();
    let fate = if now.is_none() { Fate::New } else { Fate::Changed };
    report.note(fate, "time", format!("{} {code} served from {}", which(one, book), one.placement.from));
    Ok(training::serve_time(c, plan, time, (one.placement.id, true)).await?)
}

/// Where nobody said in which placement a time element is served, it is the programme's last.
async fn rest_in_last_placement(
    c: &mut Conn,
    one: &Found<'_>,
    book: &Published,
    plan: PlanId,
) -> Result<(), Error> {
    let there = training::times_of(c, plan).await?;
    let last: Option<PlacementId> =
        training::placements_of(c, one.programme.id).await?.last().map(|last| last.id);
    let Some(last) = last else { return Ok(()) };
    for (time, _) in book.requirements().filter(|(_, requirement)| requirement.kind == Kind::Time) {
        if !there.iter().any(|(element, ..)| *element == time) {
            training::serve_time(c, plan, time, (last, false)).await?;
        }
    }
    Ok(())
}

fn which(one: &Found<'_>, book: &Published) -> String {
    let Found { programme, .. } = one;
    format!("{}:{} {} {}", programme.scheme, programme.code, book.curriculum.code, book.curriculum.version)
}
