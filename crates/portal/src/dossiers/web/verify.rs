//! The check that anybody can make in the browser. The file is read in memory; nothing of it is kept, and nobody is logged in.

use std::{convert::Infallible, mem};

use axum::{
    body::Bytes,
    extract::{Query, Request, State as Shared},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base::DocumentId;
use domain::{employment::Employment, refusal::Problem as Wrongly, text::one_line};
use multer::Multipart;
use sealed::{Checked, Wrong};
use web::{
    Fields, Lang, Problem,
    page::{self, Ask},
};

use super::super::{
    FILE_BYTES_MAX, NotTakenIn, Verdict, annulled_in, holder,
    pages::{self, Employed, Found, Genuine, Verify, Why},
    take_in, taken_back_in, told, verdict,
};
use crate::{
    credentials,
    documents::{self, Stands},
    door::InLanguage,
    error::Result,
    portal::App,
    show::{Say, dotted, employment_registered, employment_said, employment_source},
    words,
};

/// The field that holds the file.
const FILE: &str = "file";

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
    let boundary = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let boundary = boundary.and_then(|kind| multer::parse_boundary(kind).ok());
    let mut arrived = take_in(request.into_body().into_data_stream()).await;
    let file = match &mut arrived {
        Ok(arrived) => file_of(boundary, mem::take(&mut arrived.bytes)).await,
        Err(NotTakenIn::NoRoom) => {
            return Ok(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(5).into_response());
        }
        Err(NotTakenIn::TooLarge) => Err(Wrongly::TooLarge { max: FILE_BYTES_MAX as u64 }),
        Err(NotTakenIn::CutOff) => Err(Wrongly::CutOff),
    };
    let file = match file {
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
    let (name, file) = file;
    let named = Some((name, file.len()));
    let found = match verdict(&app, file).await? {
        Verdict::Genuine(checked) => Found::Genuine(Box::new(genuine(&app, lang, &checked).await?)),
        Verdict::Credential(checked) => proof(&app, lang, &checked).await?,
        Verdict::Not(wrong) => Found::Not(why(&wrong)),
        Verdict::NoCredential(wrong) => Found::Not(why_no_credential(wrong)),
    };
    Ok(said(lang, &headers, StatusCode::OK, Verify { found, file: named, ..Verify::default() }))
}

/// What a credential says, and what this portal knows of it since. It is not believed when it speaks of what is not here.
async fn proof(app: &App, lang: Lang, checked: &credential::Checked) -> Result<Found> {
    let Some(annulled) = credentials::stands(app, checked).await? else { return Ok(Found::Not(Why::Other)) };
    let today = app.world.today();
    let say = |code: &str| {
        let scheme = app.schemes.get(code).or_else(|| app.schemes.values().next())?;
        Some(Say { lang, scheme, today })
    };
    Ok(Found::Credential(Box::new(credentials::proof(lang, checked, say, &annulled))))
}

const fn why_no_credential(wrong: credential::Wrong) -> Why {
    match wrong {
        credential::Wrong::NoCredential => Why::None,
        credential::Wrong::UnknownIssuer => Why::Issuer,
        credential::Wrong::Forged | credential::Wrong::NotAsWritten => Why::Forged,
        credential::Wrong::Demo => Why::Other,
    }
}

fn said(lang: Lang, headers: &HeaderMap, status: StatusCode, view: Verify) -> Response {
    page::answer(status, pages::verify(lang, &view).alone(lang, Ask::of(headers)))
}

fn lang(app: &App, headers: &HeaderMap, asked: &InLanguage) -> Lang {
    asked.named().unwrap_or_else(|| Lang::of_request(headers, app.lang))
}

/// The file of a form that has arrived, and what whoever sent it calls it.
async fn file_of(boundary: Option<String>, form: Vec<u8>) -> std::result::Result<(String, Bytes), Wrongly> {
    let whole = futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from(form))]);
    let mut form = Multipart::new(whole, boundary.ok_or(Wrongly::Required)?);
    let wrong = |_| Wrongly::CutOff;
    while let Some(field) = form.next_field().await.map_err(wrong)? {
        if field.name() == Some(FILE) {
            let name = shown_name(field.file_name().unwrap_or_default());
            let bytes = field.bytes().await.map_err(wrong)?;
            return if bytes.is_empty() { Err(Wrongly::Required) } else { Ok((name, bytes)) };
        }
    }
    Err(Wrongly::Required)
}

/// A file's name as its sender is shown it again, without its folder; empty where it is no line of text.
fn shown_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    match one_line(name, documents::NAME_MAX) {
        // Nothing of it is kept: it is their own, whatever stands in it.
        Ok(()) | Err(Wrongly::NationalId) => name.to_owned(),
        Err(_) => String::new(),
    }
}

const fn why(wrong: &Wrong) -> Why {
    match wrong {
        Wrong::NoDossier => Why::None,
        Wrong::UnknownIssuer(_) | Wrong::UnknownLedger => Why::Issuer,
        Wrong::Forged | Wrong::NotAsWritten => Why::Forged,
        Wrong::NotInLedger(_) => Why::Ledger,
        Wrong::NotEntitled(_) => Why::Entitled,
        Wrong::TooLarge => Why::TooLarge,
        Wrong::Expired(_) => Why::Expired,
        Wrong::Demo
        | Wrong::NoPlan(_)
        | Wrong::OtherSeal
        | Wrong::Rules(_)
        | Wrong::StrangeAct(_)
        | Wrong::StrangeDocument(_)
        | Wrong::StrangeIdentifier
        | Wrong::OtherResult => Why::Other,
    }
}

/// What a genuine file says, in the words of the scheme that it encloses, and what of it was annulled since.
pub(crate) async fn genuine(app: &App, lang: Lang, checked: &Checked) -> Result<Genuine> {
    let annulled = annulled_in(app, checked).await?;
    let content = &checked.payload.content;
    let say = Say { lang, scheme: checked.counted.scheme(), today: app.world.today() };
    Ok(Genuine {
        when: say.when(checked.payload.at),
        holder: content.trainee.name.clone(),
        numbers: holder::masked(&say, checked),
        kind: told::applied_for(&say, checked),
        curricula: told::curricula(&say, checked),
        demo: content.demo,
        complete: content.result.ready,
        lines: told::lines(&say, checked),
        plans: told::plans(&say, checked),
        employments: content.overview().iter().map(|one| employed(&say, one)).collect(),
        confirmed: told::overview_confirmed(checked),
        portal: portal_of(&checked.key).to_owned(),
        acts: content.acts.len() + 1,
        approvals: told::approvals(checked),
        documents: content.documents.len(),
        digest: checked.digest.clone(),
        annulled: told::annulled(&say, checked, &annulled),
        taken_back: taken_back_in(app, checked)
            .await?
            .iter()
            .filter_map(|one| back(&say, checked, one))
            .collect(),
        paper: checked.paper.clone(),
    })
}

/// Which document something became of, and what.
fn back(say: &Say<'_>, checked: &Checked, (id, stands): &(DocumentId, Stands)) -> Option<(String, String)> {
    let named = checked.payload.content.documents.iter().find(|one| one.id == *id)?;
    Some((web::format::capitalised(&documents::called(say, &named.kind)), told::became(say, stands)?))
}

fn employed(say: &Say<'_>, one: &Employment) -> Employed {
    Employed {
        place: one.stated.place.clone(),
        detail: dotted(&[one.stated.position.clone(), employment_said(say, &one.stated)]),
        source: employment_source(say, one),
        registered: employment_registered(say, one),
    }
}

/// The portal whose key this is: `portal.example` of `portal.example/dossiers+1a2b3c4d`.
fn portal_of(key: &str) -> &str {
    key.split(['/', '+']).next().unwrap_or(key)
}
