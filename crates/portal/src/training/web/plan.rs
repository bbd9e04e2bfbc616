//! A plan's page.

use std::collections::HashMap;

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{Day, PlanId, RequirementId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, StandingKind, Subject},
    curriculum::Requirement,
    refusal::Refusal,
    signoff::State,
};
use web::{
    Form, format,
    page::{self, Ask},
};

use crate::{
    access, curricula,
    desk::Desk,
    documents,
    door::{self, At, Caller},
    error::{Error, Result},
    forms,
    portal::{App, Call},
    show::{Say, Tally},
    training::{
        self, ArchivePlan, DeletePlan, Header, Opened, Overview, Progress,
        pages::{
            plan::{Curriculum, Did, Fact, Filter, Pick, Plan, PlanRow, Shown, Theme, plan},
            plan_reader::Reading,
        },
        store::{OpenRequest, Served},
    },
};

/// The longest words that are searched for, in characters.
const QUERY_MAX: usize = 100;

/// `GET /plans/{plan}`.
pub async fn show(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<PlanId>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let pick = (query.value("pick") == "advice")
        .then(|| Pick { key: forms::new_key(&desk.caller.call), ..Pick::default() });
    answer(&desk, ask, id, &query, Answer { pick, ..Answer::default() }).await
}

/// How a plan's page comes back.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) pick: Option<Pick>,
    pub(super) refused: Option<Refusal>,
}

pub(super) async fn answer(desk: &Desk, ask: Ask, id: PlanId, query: &Form, how: Answer) -> Result<Response> {
    let call = &desk.caller.call;
    let opened = training::open(call, id).await?;
    let filter = filter(query);
    let read = read(call, &opened, !filter.words().is_empty()).await?;
    let say = desk.say_of(&opened.header.scheme);
    let header = &opened.header;
    let book = read.overview.published.clone();
    let Progress { requirements: tally, activities } = read.overview.progress();
    let view = Plan {
        plan: id,
        curriculum: Curriculum {
            code: book.curriculum.code.clone(),
            version: book.curriculum.version.clone(),
            valid_from: book.curriculum.valid_from,
            partial: book.curriculum.partial,
            finish_by: say
                .scheme
                .transition(&book.curriculum.code, &book.curriculum.version, &header.setting)
                .map(|one| (one.until, one.rule.clone())),
        },
        archived: header.archived_at.map(|at| at.day_in(call.portal.world.zone())),
        reading: reading(&say, &opened, &read),
        tally,
        activities,
        themes: book.themes().into_iter().map(str::to_owned).collect(),
        arenas: book.arenas().into_iter().map(str::to_owned).collect(),
        groups: groups(&say, call, &read, &filter),
        elsewhere: elsewhere(&read, &filter),
        refused_for: how.pick.as_ref().map(|pick| approved(&say, &read, pick)).unwrap_or_default(),
        pick: how.pick.filter(|_| read.advises),
        others: read.others.iter().map(|one| (one.plan.id, one.name(&say))).collect(),
        did: did(query),
        refused: how.refused,
        filter,
    };
    let in_view = (opened.standing == StandingKind::Oneself).then_some(id);
    Ok(desk.page_with(how.status, &say, ask, in_view, plan(&say, &view)))
}

/// All that the page shows, read on one connection.
struct Read {
    overview: Overview,
    /// Official texts that came after the version, where words are searched for.
    texts: HashMap<RequirementId, String>,
    requests: HashMap<RequirementId, OpenRequest>,
    times: HashMap<RequirementId, Served>,
    /// The trainee's plans within the reader's reach, when it is somebody else's.
    others: Vec<training::Plan>,
    advises: bool,
    assigns: bool,
    deletes: bool,
    archives: bool,
    opens_documents: bool,
}

async fn read(call: &Call, opened: &Opened, searched: bool) -> Result<Read> {
    let (call, opened) = (call.clone(), opened.clone());
    let app = call.portal.clone();
    app.db
        .read(move |c| {
            Box::pin(async move {
                let header = &opened.header;
                let overview = training::overview(c, &call, header).await?;
                let requests = training::store::open_requests(c, header.id).await?;
                let timed = overview.places(Kind::Time).next().is_some();
                let times = if timed { training::store::served(c, header.id).await? } else { Vec::new() };
                let book = &overview.published;
                let texts = if searched { curricula::later_texts(c, book.id).await? } else { HashMap::new() };
                let mut read = Read {
                    overview,
                    texts,
                    requests: requests.into_iter().map(|one| (one.requirement, one)).collect(),
                    times: times.into_iter().map(|one| (one.requirement, one)).collect(),
                    others: Vec::new(),
                    advises: false,
                    assigns: false,
                    deletes: false,
                    archives: false,
                    opens_documents: false,
                };
                if opened.standing != StandingKind::Oneself {
                    rights(c, &call, header, &mut read).await?;
                    let reach = training::plans_beside(c, &call, header.trainee).await?;
                    let mut plans: Vec<_> = reach.into_iter().flat_map(|one| one.plans).collect();
                    plans.sort_by_key(|one| (one.plan.archived, std::cmp::Reverse(one.published.len())));
                    read.others = plans;
                }
                Ok::<_, Error>(read)
            })
        })
        .await
}

/// What the reader of somebody else's plan may do with it as a whole.
async fn rights(c: &mut Conn, call: &Call, header: &Header, read: &mut Read) -> Result<()> {
    let at = access::At { programme: header.programme, requirement: None };
    let standings = access::standings(c, call.actor, call.today, at).await?;
    let (scheme, setting, trainee) = (header.scheme.as_str(), header.setting.as_str(), header.trainee);
    let subject = Subject::Plan { scheme, setting, trainee };
    let policies = &call.portal.policies;
    let may = |want| policies.decide(call.actor, want, &subject, &standings).is_ok();
    let goal = Subject::Requirement {
        scheme,
        setting,
        trainee,
        kind: Kind::Goal,
        attested_by: &[],
        proposed_by: None,
    };
    let live = !header.archived;
    read.advises = live && policies.decide(call.actor, Want::Advise, &goal, &standings).is_ok();
    read.assigns = may(Want::AssignPlan);
    read.opens_documents = documents::role_towards(c, call, trainee).await?.is_some();
    read.deletes = live && !header.begun && may(Want::DeletePlan);
    read.archives = live && header.begun && may(Want::ArchivePlan);
    Ok(())
}

fn reading(say: &Say<'_>, opened: &Opened, read: &Read) -> Option<Reading> {
    let header = &opened.header;
    (opened.standing != StandingKind::Oneself).then(|| Reading {
        trainee: header.name.clone(),
        trainee_id: header.trainee,
        where_now: format!("{} · {}", format::capitalised(&say.stage(&header.stage)), header.place),
        role: opened.standing.role(),
        advises: read.advises,
        assigns: read.assigns,
        deletes: read.deletes,
        archives: read.archives,
        opens_documents: read.opens_documents,
    })
}

fn filter(query: &Form) -> Filter {
    let words: String = query.value("q").trim().chars().take(QUERY_MAX).collect();
    let picks = query.value("pick") == "advice";
    let first = if picks { Shown::Remaining } else { Shown::default() };
    Filter {
        picks,
        unfolded: query.value("open") == "all",
        shown: Shown::of(query.value("state")).unwrap_or(first),
        theme: query.filled("theme").map(str::to_owned),
        arena: query.filled("arena").map(str::to_owned),
        query: words,
        activities: query.value("kind") == "activity",
    }
}

fn did(query: &Form) -> Option<Did> {
    match query.value("did") {
        "assigned" => Some(Did::Assigned),
        "archived" => Some(Did::Archived),
        "advised" => Some(Did::Advised(query.value("n").parse().unwrap_or(1))),
        _ => None,
    }
}

/// What is shown, theme by theme in the order of the curriculum.
fn groups(say: &Say<'_>, call: &Call, read: &Read, filter: &Filter) -> Vec<Theme> {
    let book = &read.overview.published;
    let texts = call.portal.row_texts.of(say, book);
    let words = filter.words();
    let mut groups: Vec<(&str, Theme)> = Vec::new();
    for place in 0..book.len() {
        let requirement = book.at(place);
        if (requirement.kind == Kind::Activity) != filter.activities {
            continue;
        }
        let key = requirement.theme.as_deref().unwrap_or_else(|| requirement.kind.code());
        let at = groups.iter().position(|(theme, _)| *theme == key).unwrap_or_else(|| {
            groups.push((
                key,
                Theme {
                    title: say.theme(requirement.theme.as_deref(), requirement.kind),
                    tally: Tally::default(),
                    rows: Vec::new(),
                },
            ));
            groups.len() - 1
        });
        let state = read.overview.state(place);
        let group = &mut groups[at].1;
        group.tally.add(state);
        if filter.shown.shows(state) && fits(read, place, filter, &words) {
            let annulled = read.overview.lines[place].is_some_and(|line| line.annulled);
            group.rows.push(PlanRow {
                text: texts[place].clone(),
                state,
                fact: fact(call, say, read, place),
                annulled,
                advised: requirement.kind == Kind::Goal && !state.is_end(),
            });
        }
    }
    groups.into_iter().map(|(_, group)| group).filter(|group| !group.rows.is_empty()).collect()
}

/// Whether a requirement is among those asked for, whatever its state.
fn fits(read: &Read, place: usize, filter: &Filter, words: &[String]) -> bool {
    let book = &read.overview.published;
    let one = book.at(place);
    let text = one.text.as_ref().or_else(|| read.texts.get(&book.id_at(place)));
    filter.theme.as_deref().is_none_or(|theme| one.theme.as_deref() == Some(theme))
        && filter.arena.as_deref().is_none_or(|arena| book.is_in_arena(place, arena))
        && matches(one, text, words)
}

/// How many of the other tab match, where something is searched for.
fn elsewhere(read: &Read, filter: &Filter) -> u32 {
    let (book, words) = (&read.overview.published, filter.words());
    let there = (0..book.len()).filter(|place| {
        (book.at(*place).kind == Kind::Activity) != filter.activities && fits(read, *place, filter, &words)
    });
    if words.is_empty() { 0 } else { u32::try_from(there.count()).unwrap_or(u32::MAX) }
}

/// The titles of those chosen that are approved already.
fn approved(say: &Say<'_>, read: &Read, pick: &Pick) -> Vec<String> {
    let book = &read.overview.published;
    let chosen = book.requirements().enumerate().filter(|(place, (_, one))| {
        pick.fields.chosen("requirements", &one.code) && read.overview.state(*place) == State::Attested
    });
    chosen.map(|(_, (_, one))| say.title(&one.title, &one.code, one.kind)).collect()
}

fn matches(requirement: &Requirement, text: Option<&String>, words: &[String]) -> bool {
    words.is_empty() || {
        let parts = [
            requirement.code.as_str(),
            requirement.title.as_str(),
            requirement.theme.as_deref().unwrap_or_default(),
            text.map(String::as_str).unwrap_or_default(),
        ];
        let all = parts.join(" ").to_lowercase();
        words.iter().all(|word| all.contains(word.as_str()))
    }
}

/// The one fact beside a row's code.
fn fact(call: &Call, say: &Say<'_>, read: &Read, place: usize) -> Fact {
    let book = &read.overview.published;
    let (requirement, standing) = (book.at(place), read.overview.standing(place));
    let request = || read.requests.get(&book.id_at(place));
    let counted = requirement.required_count.filter(|count| *count > 1);
    match standing.state {
        State::Attested | State::Registered => match read.overview.lines[place] {
            Some(line) => Fact::On(line.since.day_in(call.portal.world.zone())),
            None => Fact::Nothing,
        },
        State::Requested => request().map_or(Fact::Nothing, |one| Fact::SentTo(one.to.clone())),
        State::Returned => request().map_or(Fact::Nothing, |one| Fact::BackFrom(one.changed_by.clone())),
        State::Open | State::InProgress => match (opens(say, call.today, read, place), counted) {
            (Some(day), _) => Fact::Opens(day),
            (None, Some(required)) => Fact::Count(standing.registered, required),
            (None, None) => Fact::Nothing,
        },
    }
}

fn opens(say: &Say<'_>, today: Day, read: &Read, place: usize) -> Option<Day> {
    let book = &read.overview.published;
    let served = read.times.get(&book.id_at(place))?;
    say.scheme.opens(book.at(place).kind, Some(served.until)).filter(|opens| today < *opens)
}

/// `POST /plans/{plan}/delete`.
pub async fn delete(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<PlanId>,
) -> Result<Response> {
    let call = caller.call.clone();
    match app.does(DeletePlan { call, plan: id }).await {
        Ok(()) => Ok(page::see_other("/trainees?did=deleted")),
        Err(error) => refused(caller, ask, id, error, &Form::default(), None).await,
    }
}

/// `POST /plans/{plan}/archive`.
pub async fn archive(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<PlanId>,
) -> Result<Response> {
    let call = caller.call.clone();
    match app.does(ArchivePlan { call, plan: id }).await {
        Ok(()) => Ok(page::see_other(&format!("/plans/{id}?did=archived"))),
        Err(error) => refused(caller, ask, id, error, &Form::default(), None).await,
    }
}

/// The plan again, with why not, and with what was typed for several.
pub(super) async fn refused(
    caller: Caller,
    ask: Ask,
    id: PlanId,
    error: Error,
    form: &Form,
    pick: Option<Pick>,
) -> Result<Response> {
    match error {
        Error::Refused(refusal) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
            let status = door::status(&refusal);
            let desk = Desk::of(caller).await?;
            answer(&desk, ask, id, form, Answer { status, refused: Some(refusal), pick }).await
        }
        other => Err(other),
    }
}
