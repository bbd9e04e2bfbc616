//! The check that anybody can make in the browser. The file is read in memory; nothing of it is kept, and nobody is logged in.

use axum::{
    body::Bytes,
    extract::{Query, Request, State as Shared},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base::ActId;
use domain::{access::Kind, refusal::Problem as Wrongly, signoff::State};
use multer::{Constraints, Multipart, SizeLimit};
use sealed::{Checked, Line, Plan, Requirement, Wrong};
use serde::Deserialize;
use web::{
    Fields, Lang, Problem,
    page::{self, Ask},
};

use super::super::{
    FILE_BYTES_MAX, Verdict,
    pages::{self, Asked, Found, Genuine, Single, Stands, Verify, Whole, Why},
    room, verdict,
};
use crate::{
    error::Result,
    portal::App,
    show::{self, Say, n},
    words,
};

/// The field that holds the file.
const FILE: &str = "file";

/// The language, before anybody chose one for good.
#[derive(Debug, Deserialize)]
pub struct InLanguage {
    lang: Option<String>,
}

/// `GET /verify`.
pub async fn show_check(
    Shared(app): Shared<App>,
    headers: HeaderMap,
    Query(asked): Query<InLanguage>,
) -> Result<Response> {
    let lang = lang(&app, &headers, &asked);
    Ok(said(lang, &headers, StatusCode::OK, Verify::default()))
}

/// `POST /verify`.
pub async fn check(
    Shared(app): Shared<App>,
    headers: HeaderMap,
    Query(asked): Query<InLanguage>,
    request: Request,
) -> Result<Response> {
    let lang = lang(&app, &headers, &asked);
    let Some(_room) = room() else {
        return Ok(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(5).into_response());
    };
    let file = match file_of(request).await {
        Ok(file) => file,
        Err(problem) => {
            let mut fields = Fields::default();
            let words = match problem {
                Wrongly::TooLarge { .. } => words::dossiers_check_too_large(lang),
                _ => words::dossiers_check_none_chosen(lang),
            };
            fields.mark(FILE, words);
            let view = Verify { fields, ..Verify::default() };
            return Ok(said(lang, &headers, StatusCode::UNPROCESSABLE_ENTITY, view));
        }
    };
    let digest = ::sealed::digest(&file);
    let found = match verdict(&app, file).await? {
        Verdict::Genuine(checked) => Found::Genuine(Box::new(genuine(&app, lang, &checked, digest))),
        Verdict::Not(wrong) => Found::Not(why(&wrong)),
    };
    Ok(said(lang, &headers, StatusCode::OK, Verify { found, ..Verify::default() }))
}

fn said(lang: Lang, headers: &HeaderMap, status: StatusCode, view: Verify) -> Response {
    page::answer(status, pages::verify(lang, &view).alone(lang, Ask::of(headers)))
}

fn lang(app: &App, headers: &HeaderMap, asked: &InLanguage) -> Lang {
    let asked = asked.lang.as_deref().and_then(Lang::from_code);
    asked.unwrap_or_else(|| Lang::of_request(headers, app.lang))
}

/// The file of a form, in memory.
async fn file_of(request: Request) -> std::result::Result<Bytes, Wrongly> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok()).ok_or(Wrongly::Required)?;
    let limit = SizeLimit::new().whole_stream(FILE_BYTES_MAX as u64);
    let limits = Constraints::new().size_limit(limit);
    let mut form = Multipart::with_constraints(request.into_body().into_data_stream(), boundary, limits);
    let wrong = |error: multer::Error| match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            Wrongly::TooLarge { max: FILE_BYTES_MAX as u64 }
        }
        _ => Wrongly::CutOff,
    };
    while let Some(field) = form.next_field().await.map_err(wrong)? {
        if field.name() == Some(FILE) {
            let bytes = field.bytes().await.map_err(wrong)?;
            return if bytes.is_empty() { Err(Wrongly::Required) } else { Ok(bytes) };
        }
    }
    Err(Wrongly::Required)
}

const fn why(wrong: &Wrong) -> Why {
    match wrong {
        Wrong::NoDossier => Why::None,
        Wrong::UnknownIssuer(_) | Wrong::UnknownLedger => Why::Issuer,
        Wrong::Forged | Wrong::NotAsWritten => Why::Forged,
        Wrong::NotInLedger(_) => Why::Ledger,
        Wrong::NotEntitled(_) => Why::Entitled,
        Wrong::Demo
        | Wrong::TooLarge
        | Wrong::NoPlan(_)
        | Wrong::OtherSeal
        | Wrong::Rules(_)
        | Wrong::StrangeAct(_)
        | Wrong::StrangeDocument(_)
        | Wrong::OtherResult => Why::Other,
    }
}

/// What a genuine file says, in the words of the scheme that it encloses.
fn genuine(app: &App, lang: Lang, checked: &Checked, digest: String) -> Genuine {
    let content = &checked.payload.content;
    let scheme = checked.counted.scheme();
    let say = Say { lang, scheme, today: app.world.today() };
    let curricula = checked.counted.curricula().iter();
    let curricula = curricula.map(|one| show::dotted(&[one.title.as_str(), &one.version])).collect();
    let ends = |state: &str| State::of(state).is_some_and(State::is_end);
    let counts = content.result.requirements.iter().filter(|one| ends(&one.state));
    let authority = scheme.word(lang.code(), "authority");
    let kind = format!("dossier-{}", content.kind);
    Genuine {
        when: say.when(checked.payload.at),
        holder: content.trainee.name.clone(),
        kind: show::dotted(&[scheme.word(lang.code(), &kind), authority]),
        curricula,
        demo: content.demo,
        complete: content.result.ready,
        lines: content.result.lines.iter().map(|line| asked(&say, checked, line)).collect(),
        plans: content.plans.iter().map(|plan| whole(&say, checked, plan)).collect(),
        key: checked.key.clone(),
        acts: content.acts.len() + 1,
        approvals: counts.map(|one| one.attested.len()).sum(),
        documents: content.documents.len(),
        digest,
    }
}

/// Every requirement of a plan, with who attested it.
fn whole(say: &Say<'_>, checked: &Checked, plan: &Plan) -> Whole {
    let content = &checked.payload.content;
    let book = checked.counted.curricula().iter().find(|one| one.code == plan.curriculum);
    let name = |person| content.name(person).unwrap_or_default().to_owned();
    let by = |id: &ActId| {
        let act = checked.counted.act(*id)?;
        let who = act.actor.map(name).unwrap_or_default();
        let who = match act.on_behalf_of {
            Some(leader) => words::dossiers_check_lent(say.lang, name(leader), who),
            None => who,
        };
        let role = act.role.map(|role| say.role(role)).unwrap_or_default();
        Some(format!("{who}, {role}, {}", say.when(act.at)))
    };
    let single = |one: &Requirement| {
        let of = book.and_then(|book| book.requirements.get(book.position(&one.code)?));
        let title = of.map_or_else(|| one.code.clone(), |of| say.title(&of.title, &of.code, of.kind));
        let on_paper = content.result.lines.iter().any(|line| {
            line.met && line.code.as_ref() == Some(&one.code) && line.of.as_ref() == Some(&plan.curriculum)
        });
        let attested = State::of(&one.state).is_some_and(State::is_end);
        let mut by: Vec<String> = one.attested.iter().filter_map(by).collect();
        if on_paper && !attested {
            by.push(words::dossiers_check_on_paper(say.lang).to_owned());
        }
        Single { title, met: attested || on_paper, by }
    };
    let own = content.result.requirements.iter().filter(|one| one.plan == plan.id);
    Whole {
        curriculum: book.map_or_else(|| plan.curriculum.clone(), |book| book.title.clone()),
        requirements: own.map(single).collect(),
    }
}

fn asked(say: &Say<'_>, checked: &Checked, line: &Line) -> Asked {
    let (lang, scheme) = (say.lang, say.scheme);
    let curriculum = |code: &Option<String>| {
        let code = code.as_deref()?;
        checked.counted.curricula().iter().find(|one| one.code == code)
    };
    let of = curriculum(&line.of);
    let word = |key: &str| web::format::capitalised(scheme.word(lang.code(), key));
    let (title, detail) = match (line.what.as_str(), line.what.parse::<Kind>()) {
        ("time", _) => {
            let code = line.code.as_deref().unwrap_or_default();
            let title =
                of.and_then(|of| of.requirements.get(of.position(code)?)).map(|one| one.title.clone());
            (word("time-attestation"), title.unwrap_or_default())
        }
        (_, Ok(kind)) => {
            let count = line.done.zip(line.total);
            let count = count.map(|(done, total)| words::dossiers_check_count(lang, n(done), n(total)));
            let title = say.theme(None, kind);
            let of = of.map(|of| of.title.clone()).unwrap_or_default();
            (title, show::dotted(&[count.unwrap_or_default().as_str(), &of]))
        }
        ("document", _) => {
            let kind = line.of.as_deref().unwrap_or_default().replace('_', "-");
            (word(&format!("document-{kind}")), String::new())
        }
        ("employments", _) => (words::employments_title(lang).to_owned(), String::new()),
        ("window", _) if line.met => (words::dossiers_window_open(lang).to_owned(), String::new()),
        ("window", _) => (words::dossiers_window_unknown(lang).to_owned(), String::new()),
        _ => (words::dossiers_no_plan(lang, word("plan")), line.of.clone().unwrap_or_default()),
    };
    let stands = match (line.met, line.follows) {
        (true, _) => Stands::Met,
        (false, true) => Stands::Follows,
        (false, false) => Stands::Missing,
    };
    Asked { title, detail, stands }
}
