//! Page handlers of the log: what a trainee did, registered with one save; all of it, or none.

use std::collections::HashSet;

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{Moment, PlanId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Subject},
    refusal::{FieldErrors, Instead, Problem, Refusal},
    signoff::COUNT_MAX,
    text::Comment,
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::pages::{Log, LogRow, Saved, log, log_fields};
use crate::{
    access::{self, At},
    desk::Desk,
    door::{self, Caller},
    error::{Error, Result},
    forms::{done_on, new_key, wrong},
    logging::{self, Line},
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show::{Say, encoded, mark_all, problem_words},
    signoff::{Register, RegisterAll},
    training::{self, Header, Overview},
    words,
};

/// How many activities stand first, because they were used last.
const RECENT_MAX: usize = 5;
/// Among how many entries those are looked for.
const RECENT_AMONG: i64 = 60;
/// The longest words that are searched for, in characters.
const QUERY_MAX: usize = 100;
/// As long ago as today can have begun, in seconds, on a day with an hour more.
const TODAY_SECONDS: i64 = 25 * 60 * 60;

/// `GET /log/{plan}`.
pub async fn show(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    door::At(plan): door::At<PlanId>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let saved = query.filled("saved").and_then(|micros| micros.parse().ok()).map(Moment::from_micros);
    let ground = ground(&desk.caller.call, plan, saved).await?;
    let said = Said { withdrawn: query.value("did") == "withdrawn", ..Said::default() };
    Ok(answer(&desk, ask, &ground, searched(&query), said))
}

fn searched(form: &Form) -> String {
    form.value("q").trim().chars().take(QUERY_MAX).collect()
}

/// The plan, its activities and what was logged lately.
struct Ground {
    header: Header,
    overview: Overview,
    /// Places of what can be logged, in the order of the curriculum.
    places: Vec<usize>,
    latest: Vec<Line>,
    saved: Vec<Line>,
    today: u32,
}

/// Only the trainee logs. Who may see the plan is told so; to others it is not there.
async fn ground(call: &Call, plan: PlanId, saved: Option<Moment>) -> Result<Ground> {
    let call = call.clone();
    let app = call.portal.clone();
    door::read(&app, move |c| {
        Box::pin(async move {
            let header = training::header(c, plan, call.today).await?.ok_or(Refusal::NotFound)?;
            if header.trainee != call.actor {
                return Err(not_ones_own(c, &call, &header).await?.into());
            }
            let overview = training::overview(c, &call, &header).await?;
            let places = loggable(&overview);
            let zone = call.portal.world.zone();
            let since = logging::counts_since(c, plan, call.now.plus_seconds(-TODAY_SECONDS)).await?;
            let today = since.iter().filter(|(at, _)| at.day_in(zone) == call.today);
            Ok(Ground {
                places,
                today: today.map(|(_, count)| count).sum(),
                latest: logging::latest(c, plan, RECENT_AMONG).await?,
                saved: match saved {
                    Some(at) => logging::saved_at(c, plan, at).await?,
                    None => Vec::new(),
                },
                header,
                overview,
            })
        })
    })
    .await
}

/// Activities, for courses are attended once and sent; in a plan that has none, its goals.
fn loggable(overview: &Overview) -> Vec<usize> {
    let mut places: Vec<usize> = overview.places(Kind::Activity).collect();
    if places.is_empty() {
        places.extend(overview.places(Kind::Goal));
    }
    places.sort_unstable();
    places
}

async fn not_ones_own(c: &mut Conn, call: &Call, header: &Header) -> Result<Refusal> {
    let at = At { programme: header.programme, requirement: None };
    let standings = access::standings(c, call.actor, call.today, at).await?;
    let subject = Subject::Plan { scheme: &header.scheme, setting: &header.setting, trainee: header.trainee };
    let sees = call.portal.policies.decide(call.actor, Want::SeePlan, &subject, &standings).is_ok();
    Ok(if sees { Refusal::NotEntitled } else { Refusal::NotFound })
}

/// What the page says besides what can be logged.
#[derive(Default)]
struct Said {
    status: StatusCode,
    /// What was typed; none: a new form.
    typed: Option<Fields>,
    refused: Option<Refusal>,
    withdrawn: bool,
}

fn answer(desk: &Desk, ask: Ask, ground: &Ground, query: String, said: Said) -> Response {
    let say = desk.say_of(&ground.header.scheme);
    let fields = said.typed.unwrap_or_else(|| log_fields(say.today));
    let (recent, rows) = rows(&say, ground, &query, &fields);
    let book = &ground.overview.published;
    let saved = ground.saved.iter().filter_map(|line| {
        let of = book.requirement(line.requirement)?;
        Some(Saved {
            entry: line.id,
            count: line.count,
            title: say.title(&of.title, &of.code, of.kind),
            on: line.on,
            before: (line.on < ground.header.from).then_some(ground.header.from),
            withdrawn: line.withdrawn_at.is_some(),
        })
    });
    let view = Log {
        plan: ground.header.id,
        query,
        total: u32::try_from(ground.places.len()).unwrap_or(u32::MAX),
        goals: ground.places.first().is_some_and(|place| book.at(*place).kind == Kind::Goal),
        recent,
        rows,
        fields,
        saved: saved.collect(),
        withdrawn: said.withdrawn,
        today_count: ground.today,
        key: new_key(&desk.caller.call),
        refused: said
            .refused
            .or_else(|| ground.header.archived.then_some(Refusal::WrongState(Instead::Archived))),
    };
    desk.page_with(said.status, &say, ask, Some(ground.header.id), log(&say, &view))
}

/// What was used lately, and the others; or what has something typed in it all the same, and what was searched for.
fn rows(say: &Say<'_>, ground: &Ground, query: &str, fields: &Fields) -> (Vec<LogRow>, Vec<LogRow>) {
    let row = |place: &usize| row(say, &ground.overview, *place);
    let asked: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if !asked.is_empty() {
        let fits = |row: &LogRow| {
            let all = format!("{} {}", row.code, row.title).to_lowercase();
            asked.iter().all(|word| all.contains(word.as_str()))
        };
        let (found, others): (Vec<LogRow>, Vec<LogRow>) = ground.places.iter().map(row).partition(fits);
        let typed = |row: &LogRow| !fields.value(&format!("n-{}", row.code)).trim().is_empty();
        return (others.into_iter().filter(typed).collect(), found);
    }
    let mut used = HashSet::new();
    let mut recent: Vec<usize> = ground
        .latest
        .iter()
        .filter_map(|line| ground.overview.published.place_of(line.requirement))
        .collect();
    recent.retain(|place| ground.places.binary_search(place).is_ok() && used.insert(*place));
    recent.truncate(RECENT_MAX);
    let others = ground.places.iter().filter(|place| !recent.contains(place));
    (recent.iter().map(row).collect(), others.map(row).collect())
}

fn row(say: &Say<'_>, overview: &Overview, place: usize) -> LogRow {
    let (book, one) = (&overview.published, overview.published.at(place));
    LogRow {
        code: one.code.clone(),
        title: say.title(&one.title, &one.code, one.kind),
        theme: say.theme(one.theme.as_deref(), one.kind),
        count: overview.standing(place).registered,
        required: one.required_count,
        supports: book
            .goals_of(place)
            .iter()
            .map(|goal| book.at(*goal).shown_code().to_owned())
            .filter(|code| !code.is_empty())
            .collect(),
        state: overview.state(place),
        signature: !say.scheme.signers(one).is_empty(),
    }
}

/// `POST /log/{plan}`.
pub async fn save(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    door::At(plan): door::At<PlanId>,
    form: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let ground = ground(&call, plan, None).await?;
    let query = searched(&form);
    let fields = form.clone().fields();
    if searches(&form) {
        let query = if form.value("find") == "all" { String::new() } else { query };
        let said = Said { typed: Some(fields), ..Said::default() };
        return Ok(answer(&desk, ask, &ground, query, said));
    }
    let work = match typed(&desk, &ground, &form) {
        Ok(work) => work,
        Err(fields) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let said = Said { status, typed: Some(fields), ..Said::default() };
            return Ok(answer(&desk, ask, &ground, query, said));
        }
    };
    let (key, at) = (key(&ground, &form, &work), call.now.micros().to_string());
    let told = move |_| Answer { status: 303, body: at.clone().into_bytes() };
    match app.does(Once { call, key, work, answer: told }).await {
        Ok(Answer { body, .. }) => {
            let at = String::from_utf8(body).unwrap_or_default();
            let search = if query.is_empty() { query } else { format!("&q={}", encoded(&query)) };
            Ok(page::see_other(&format!("/log/{plan}?saved={at}{search}")))
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
            let status = door::status(&refusal);
            let said = Said { status, typed: Some(fields), refused: Some(refusal), ..Said::default() };
            Ok(answer(&desk, ask, &ground, query, said))
        }
        Err(other) => Err(other),
    }
}

/// Whether a search is meant: its button was pressed, or Enter after another word was typed.
fn searches(form: &Form) -> bool {
    let pressed = form.has("save") || form.has("plus");
    form.has("find") || !pressed && searched(form) != form.value("found")
}

/// A press that comes twice is done once.
fn key(ground: &Ground, form: &Form, work: &RegisterAll) -> Option<Key> {
    let counts: Vec<String> = work.0.iter().map(|one| format!("{}={}", one.code, one.count)).collect();
    let body = format!("{}\n{}\n{}", form.value("on_date"), form.value("comment"), counts.join("\n"));
    let path = format!("/log/{}", ground.header.id);
    form.filled("key").and_then(|key| Key::new(key, &path, body.as_bytes()))
}

/// What was typed as works; or the fields, each wrong one marked.
fn typed(desk: &Desk, ground: &Ground, form: &Form) -> Result<RegisterAll, Fields> {
    let (lang, call) = (desk.caller.lang, &desk.caller.call);
    let mut fields = form.clone().fields();
    let mut errors = FieldErrors::default();
    let on = errors.take("on_date", done_on(form, "on_date", call.today)).flatten().unwrap_or(call.today);
    let comment = errors.take("comment", Comment::read(form.value("comment"))).flatten();
    mark_all(lang, &mut fields, &errors);
    let mut works = Vec::new();
    let mut first = None;
    for place in &ground.places {
        let code = &ground.overview.published.at(*place).code;
        let name = format!("n-{code}");
        first = first.or_else(|| form.has(&name).then(|| name.clone()));
        match counted(form, &name, code) {
            Ok(0) => {}
            Ok(count) => works.push(Register {
                call: call.clone(),
                plan: ground.header.id,
                code: code.clone(),
                on,
                count,
                comment: comment.clone(),
            }),
            Err(problem) => fields.mark(&name, problem_words(lang, &problem)),
        }
    }
    if works.is_empty() && !fields.has_errors() {
        fields.mark(first.as_deref().unwrap_or("on_date"), words::logging_nothing_typed(lang));
    }
    if fields.has_errors() { Err(fields) } else { Ok(RegisterAll(works)) }
}

/// How many times: what was typed, and one more where the row's own button was pressed.
fn counted(form: &Form, name: &str, code: &str) -> Result<u32, Problem> {
    let one = u32::from(form.get("plus") == Some(code));
    let typed = form.number(name, 0, COUNT_MAX).map_err(wrong)?;
    let count = u32::try_from(typed.unwrap_or(0)).unwrap_or(0) + one;
    if i64::from(count) > COUNT_MAX { Err(Problem::OutOfRange { min: 0, max: COUNT_MAX }) } else { Ok(count) }
}
