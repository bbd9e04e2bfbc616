//! Pages about readiness, and the form that puts a document on record.

mod checklist;
mod sealed;
mod verify;

pub use sealed::{fetch, fetch_paper, seal, show_sealed};
pub(crate) use sealed::{papers, receipt_with};
pub(crate) use verify::genuine;
pub use verify::{check, show_check};

use axum::{
    extract::{Request, State as Shared},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use base::{DocumentId, PlanId, ProgrammeId};
use domain::{
    access::{Act as Want, Kind},
    dossier::Topic,
    refusal::{FieldErrors, Problem, Refusal},
};
use web::{
    Fields, Form,
    page::{self, Ask},
    parts::Choice,
};

use super::{
    Readiness, applications,
    pages::{self, Checklist, Filed, Outside},
    readiness,
};
use crate::{
    cases,
    desk::Desk,
    documents::{self, AddDocument, FILE, TimeElement, Upload, called, file_name},
    door::{self, Caller},
    error::{Error, Result},
    forms::{done_on, new_key},
    portal::App,
    repeats::{Answer, Key, Once},
    show::{self, Say, dotted},
    words,
};

/// What the page says besides.
#[derive(Default)]
struct Said {
    status: StatusCode,
    typed: Fields,
    did: Option<String>,
    document: Option<DocumentId>,
    /// What the reader came to put on record, as a line of the list says it.
    add: Option<String>,
    refused: Option<Refusal>,
}

/// `GET /dossiers`.
pub async fn show(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    uri: axum::http::Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let said = Said {
        add: query.filled("add").map(str::to_owned),
        did: query.filled("did").map(str::to_owned),
        document: query.filled("document").and_then(|id| id.parse().ok()),
        ..Said::default()
    };
    answer(&desk, ask, query.value("kind").to_owned(), said).await
}

async fn answer(desk: &Desk, ask: Ask, kind: String, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let wanted = kind.clone();
    let (found, ready) = door::read(&app, {
        let call = call.clone();
        move |c| {
            Box::pin(async move {
                let (all, begun) = applications(c, &call, call.actor).await?;
                let all: Vec<(String, String)> =
                    all.iter().map(|one| (one.kind.to_owned(), one.scheme.code.clone())).collect();
                let first = all[..begun].first();
                let chosen = all.iter().find(|(kind, _)| *kind == wanted).or(first).cloned();
                let ready = match &chosen {
                    Some((kind, _)) => Some(readiness(c, &call, call.actor, kind).await?),
                    None => None,
                };
                Ok::<_, Error>((all, chosen.zip(ready)))
            })
        }
    })
    .await?;
    let key = new_key(&call);
    let sealed = door::read(&app, {
        let trainee = call.actor;
        move |c| Box::pin(super::sealed_by(c, trainee))
    })
    .await?;
    let cases = door::read(&app, {
        let (portal, trainee) = (app.clone(), call.actor);
        move |c| Box::pin(async move { cases::of_trainee(c, &portal, trainee).await })
    })
    .await?;
    let listed = documents::list(&call, call.actor).await?;
    let records = ready.is_some() || documents::has_record(&call, Want::AddDocument).await?;
    let scheme = ready.as_ref().map(|((_, scheme), _)| scheme.clone());
    let say = scheme.as_ref().map_or_else(|| desk.say(), |scheme| desk.say_of(scheme));
    let named = |kind: &str| say.applied_for(kind);
    let chosen = ready.as_ref().map(|((kind, _), _)| kind.clone()).unwrap_or_default();
    let others = found.iter().filter(|(kind, _)| *kind != chosen);
    let programme = ready.as_ref().and_then(|(_, ready)| ready.programme);
    let scheme = say.scheme.code.clone();
    let times = door::read(&app, move |c| {
        Box::pin(async move { documents::time_elements(c, &call, call.actor, &scheme).await })
    })
    .await?;
    // Until the next one is sent, the newest case says what has become of it.
    let case = cases.iter().find(|case| case.sent.kind == chosen && case.state() != cases::State::Withdrawn);
    let kinds = kinds(&say, &times);
    let adds = said.add.filter(|kind| kinds.iter().any(|one| one.value == *kind));
    let view = Checklist {
        case: case.map(|case| sealed::under_way(&say, case)),
        kind: if chosen.is_empty() { String::new() } else { named(&chosen) },
        others: others.map(|(kind, _)| (named(kind), format!("/dossiers?kind={kind}"))).collect(),
        ready: ready.as_ref().is_some_and(|(_, ready)| ready.met),
        outside: outside(&say, &chosen),
        sealed: sealed.into_iter().map(|one| sealed::row(desk, one, &cases)).collect(),
        no_record: !records,
        asks_documents: ready.as_ref().is_some_and(|(_, ready)| asks_documents(ready)),
        lines: ready.map(|(_, ready)| checklist::lines(&say, desk, &chosen, ready)).unwrap_or_default(),
        did: documents::document_did(desk, said.did.as_deref(), said.document, &listed),
        documents: listed.into_iter().map(|one| documents::document_row(desk, one)).collect(),
        filed_for: Filed { application: chosen.clone(), programme, open: adds.is_some(), key },
        kinds,
        times: time_choices(&say, &times),
        fields: adds.map_or(said.typed, |kind| Fields::with(&[("kind", &kind)])),
        refused: said.refused,
    };
    Ok(desk.page_with(said.status, &say, ask, None, pages::checklist(&say, &view)))
}

/// What the applicant does elsewhere.
fn outside(say: &Say<'_>, kind: &str) -> Outside {
    let Some(rules) = say.scheme.dossiers.get(kind) else { return Outside::default() };
    let words = say.scheme.word(say.lang.code(), &format!("outside-{kind}")).to_owned();
    Outside { words, page: rules.page.clone() }
}

/// What a document can be: one that attests time only where there is time to attest.
fn kinds(say: &Say<'_>, times: &[TimeElement]) -> Vec<Choice> {
    let fits = |kind: &&String| !times.is_empty() || !say.scheme.time_documents.contains(kind);
    let choice =
        |kind: &String| Choice { value: kind.clone(), label: web::format::capitalised(&called(say, kind)) };
    say.scheme.documents.iter().filter(fits).map(choice).collect()
}

/// The time elements that a document may attest, each with its plan; where several plans have any, by curriculum.
fn time_choices(say: &Say<'_>, times: &[TimeElement]) -> Vec<Choice> {
    let several = times.iter().any(|one| one.plan != times[0].plan);
    let choice = |one: &TimeElement| {
        let title = say.title(&one.title, &one.code, Kind::Time);
        let label = if several { dotted(&[one.curriculum.as_str(), &title]) } else { title };
        Choice { value: format!("{}/{}", one.plan, one.code), label }
    };
    times.iter().map(choice).collect()
}

fn asks_documents(ready: &Readiness) -> bool {
    ready.lines.iter().any(|one| matches!(one.line.topic, Topic::Document(_)))
}

/// `POST /documents`. A press that comes twice counts once.
pub async fn add(
    Shared(app): Shared<App>,
    caller: Caller,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let ask = Ask::of(&headers);
    let upload = match Upload::read(&caller.call, request).await {
        Ok(upload) => upload,
        Err(problem) => return Ok(problem.into_response()),
    };
    let pairs: Vec<(&str, &str)> =
        upload.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut typed = Fields::with(&pairs);
    let application = typed.form().value("application").to_owned();
    let done = match wanted(&caller, &typed, upload.file) {
        Ok(work) => {
            let (call, key) = (caller.call.clone(), key(typed.form(), &work));
            let answer = |id: DocumentId| Answer { status: 303, body: id.to_string().into_bytes() };
            app.does(Once { call, key, work, answer }).await
        }
        Err(errors) => Err(errors.into()),
    };
    let desk = Desk::of(caller).await?;
    let said = match done {
        Ok(made) => {
            let (kind, id) = (show::encoded(&application), String::from_utf8_lossy(&made.body).into_owned());
            return Ok(page::see_other(&format!("/dossiers?kind={kind}&did=added&document={id}#documents")));
        }
        Err(Error::Fields(errors)) => {
            show::mark_all(desk.caller.lang, &mut typed, &errors);
            if errors.of(FILE).is_none() {
                // A browser sends a chosen file once.
                typed.mark(FILE, words::documents_choose_again(desk.caller.lang));
            }
            Said { status: StatusCode::UNPROCESSABLE_ENTITY, typed, ..Said::default() }
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotLoggedIn => {
            Said { status: door::status(&refusal), typed, refused: Some(refusal), ..Said::default() }
        }
        Err(other) => return Err(other),
    };
    answer(&desk, ask, application, said).await
}

/// The form's key, good for this very file.
fn key(form: &Form, work: &AddDocument) -> Option<Key> {
    let time = form.value("requirement");
    let body = format!("{} {time:?} {} {:?}", work.kind, hex::encode(work.filed.digest), work.on);
    form.filled("key").and_then(|key| Key::new(key, "/documents", body.as_bytes()))
}

fn wanted(
    caller: &Caller,
    typed: &Fields,
    file: Option<(String, Result<documents::Filed, Problem>)>,
) -> Result<AddDocument, FieldErrors> {
    let form = typed.form();
    let mut errors = FieldErrors::default();
    let kind = errors.take("kind", form.filled("kind").map(str::to_owned).ok_or(Problem::Required));
    let named = file.ok_or(Problem::Required).and_then(|(name, filed)| {
        let filed = filed?;
        Ok((filed, file_name(&name, filed.media)?))
    });
    let named = errors.take(FILE, named);
    let on = match form.filled("on_date") {
        None => Some(None),
        Some(_) => errors.take("on_date", done_on(form, "on_date", caller.call.today)),
    };
    // Which time, as the list of choices says it.
    let time = match form.filled("requirement") {
        None => Some(None),
        Some(chosen) => errors.take("requirement", chosen_time(chosen).map(Some)),
    };
    match (kind, named, on, time) {
        (Some(kind), Some((filed, name)), Some(on), Some(time)) => {
            let programme = form.parsed::<ProgrammeId>("programme").ok().flatten();
            let (plan, requirement) = time.unzip();
            let call = caller.call.clone();
            Ok(AddDocument { call, programme, kind, requirement, plan, name, on, filed })
        }
        _ => Err(errors),
    }
}

/// A plan, and the code of a time element in it.
fn chosen_time(chosen: &str) -> Result<(PlanId, String), Problem> {
    let (plan, code) = chosen.split_once('/').ok_or(Problem::Unknown)?;
    Ok((plan.parse().map_err(|_| Problem::Unknown)?, code.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::samples;

    #[test]
    fn without_time_to_attest_no_document_that_attests_time_is_offered() {
        let scheme = samples::scheme("dk");
        let say = Say { lang: web::Lang::Da, scheme, today: samples::today() };
        let offered: Vec<String> = kinds(&say, &[]).into_iter().map(|one| one.value).collect();
        assert!(!offered.is_empty() && !offered.iter().any(|one| scheme.time_documents.contains(one)));
    }
}
