//! Pages about the papers on somebody's record, and the form with which one comes in.

mod upload;

pub use upload::{FILE, Upload};

use std::collections::BTreeSet;

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{DocumentId, PersonId};
use domain::{
    access::{Act as Want, Role},
    refusal::Refusal,
};
use web::{
    Form,
    page::{self, Ask},
};

use super::{
    ListDocuments, Listed, OpenDocument, VerifyDocument, WithdrawDocument,
    pages::{self, Papers},
    paper,
};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    people,
    portal::App,
    show::{PaperDid, PaperLine, Say},
};

/// What the page says besides.
#[derive(Default)]
struct Said {
    status: StatusCode,
    did: Option<String>,
    document: Option<DocumentId>,
    refused: Option<Refusal>,
}

/// What was just done, as an address says it.
pub fn paper_did(
    say: &Say<'_>,
    did: Option<&str>,
    document: Option<DocumentId>,
    papers: &[Listed],
) -> Option<PaperDid> {
    let named = papers.iter().find(|one| Some(one.document.id) == document);
    let name = || named.map(|one| paper(say, &one.document.kind)).map(|name| web::format::capitalised(&name));
    match did? {
        "added" => Some(PaperDid::Added(name()?)),
        "seen" => Some(PaperDid::Seen(name()?)),
        "withdrawn" => Some(PaperDid::TakenBack),
        _ => None,
    }
}

/// A paper as a page shows it.
pub fn paper_line(say: &Say<'_>, one: Listed) -> PaperLine {
    let document = one.document;
    let role = |code: &str| code.parse::<Role>().map(|role| say.role(role)).unwrap_or_default().to_owned();
    PaperLine {
        id: document.id,
        kind: paper(say, &document.kind),
        name: document.name,
        on: document.on,
        added_at: document.added_at,
        seen: document.verified.map(|seen| (format!("{}, {}", seen.name, role(&seen.role)), seen.at)),
        withdrawn: document.withdrawn_at.is_some(),
        elsewhere: one.elsewhere,
    }
}

/// `POST /documents/{id}/withdraw`.
pub async fn withdraw(
    Shared(app): Shared<App>,
    caller: Caller,
    At(document): At<DocumentId>,
) -> Result<Response> {
    app.does(WithdrawDocument { call: caller.call, document }).await?;
    Ok(page::see_other("/dossiers?did=withdrawn#papers"))
}

/// `GET /documents/{id}`.
pub async fn document(
    Shared(app): Shared<App>,
    caller: Caller,
    At(document): At<DocumentId>,
) -> Result<Response> {
    let found = app.db.write(OpenDocument { call: caller.call, document }).await?;
    Ok(super::api::as_attachment(&app, &found).await?)
}

/// `GET /trainees/{person}/documents`: for those who may see them.
pub async fn show_of(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(person): At<PersonId>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let said = Said {
        did: query.filled("did").map(str::to_owned),
        document: query.filled("document").and_then(|id| id.parse().ok()),
        ..Said::default()
    };
    let desk = Desk::of(caller).await?;
    papers_of(&desk, ask, person, said).await
}

async fn papers_of(desk: &Desk, ask: Ask, person: PersonId, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    if person == call.actor {
        return Ok(page::see_other("/dossiers#papers"));
    }
    let app = call.portal.clone();
    let listed = app.db.write(ListDocuments { call: call.clone(), trainee: person }).await?;
    let found =
        door::read(&app, move |c| Box::pin(async move { Ok(people::find(c, person).await?) })).await?;
    let name = found.ok_or(Refusal::NotFound)?.name;
    let say = listed.first().map_or_else(|| desk.say(), |one| desk.say_of(&one.scheme));
    let roles: BTreeSet<Role> = desk.grants.iter().map(|grant| grant.role).collect();
    let verifies = app.policies.reach(&say.scheme.code, Want::VerifyDocument);
    let verifies = verifies.standings().any(|kind| roles.contains(&kind.role()));
    let view = Papers {
        name,
        did: paper_did(&say, said.did.as_deref(), said.document, &listed),
        papers: listed.into_iter().map(|one| paper_line(&say, one)).collect(),
        verifies,
        refused: said.refused,
    };
    Ok(desk.page_with(said.status, &say, ask, None, pages::papers_of(&say, &view)))
}

/// `POST /documents/{id}/verify`.
pub async fn verify(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(document): At<DocumentId>,
) -> Result<Response> {
    let whose = app.db.write(OpenDocument { call: caller.call.clone(), document }).await?.trainee;
    let done = app.does(VerifyDocument { call: caller.call.clone(), document, comment: None }).await;
    match done {
        Ok(()) => Ok(page::see_other(&format!("/trainees/{whose}/documents?did=seen&document={document}"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
            let desk = Desk::of(caller).await?;
            let said = Said { status: door::status(&refusal), refused: Some(refusal), ..Said::default() };
            papers_of(&desk, ask, whose, said).await
        }
        Err(other) => Err(other),
    }
}
