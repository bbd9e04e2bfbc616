//! Pages about the documents on somebody's record, and the form with which one comes in.

mod upload;

pub use upload::{FILE, Upload};

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{DocumentId, PersonId};
use domain::{
    access::{Kind, Role},
    refusal::Refusal,
    text::Comment,
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::{
    Listed, Stands, UnverifyDocument, VerifyDocument, WithdrawDocument, called, list, open, opened,
    pages::{self, Documents},
};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    people,
    portal::App,
    show::{self, DocumentDid, DocumentRow, DocumentStands, Say},
};

/// What the page says besides.
#[derive(Default)]
struct Said {
    status: StatusCode,
    did: Option<String>,
    document: Option<DocumentId>,
    refused: Option<Refusal>,
    /// What was typed about a document, and what is wrong with it.
    typed: Option<(DocumentId, Fields)>,
}

/// What was just done, as an address says it.
pub fn document_did(
    desk: &Desk,
    did: Option<&str>,
    document: Option<DocumentId>,
    all: &[Listed],
) -> Option<DocumentDid> {
    let named = all.iter().find(|one| Some(one.document.id) == document);
    let name = || named.map(|one| called(&desk.say_of(&one.scheme), &one.document.kind));
    let name = || name().map(|name| web::format::capitalised(&name));
    match did? {
        "added" => Some(DocumentDid::Added(name()?)),
        "seen" => Some(DocumentDid::Seen(name()?)),
        "withdrawn" => Some(DocumentDid::TakenBack),
        "unseen" => Some(DocumentDid::Unseen(name()?)),
        _ => None,
    }
}

/// A document as a page shows it, in the words of the scheme it belongs to.
pub fn document_row(desk: &Desk, one: Listed) -> DocumentRow {
    let (document, say): (_, Say<'_>) = (one.document, desk.say_of(&one.scheme));
    let role = |code: &str| code.parse::<Role>().map(|role| say.role(role)).unwrap_or_default().to_owned();
    DocumentRow {
        id: document.id,
        kind: called(&say, &document.kind),
        attests: document.attests.map(|of| say.title(&of.title, &of.code, Kind::Time)),
        name: document.name,
        on: document.on,
        stands: match document.stands {
            Stands::Claimed => DocumentStands::Claimed { since: document.added_at },
            Stands::Verified(seen) => {
                let who = format!("{}, {}", seen.name, role(&seen.role));
                DocumentStands::Verified { who, at: seen.at }
            }
            Stands::Unverified(back) => {
                let who = format!("{}, {}", back.name, role(&back.role));
                DocumentStands::Unverified { who, at: back.at, why: back.comment.unwrap_or_default() }
            }
            Stands::Withdrawn { .. } => DocumentStands::Withdrawn,
        },
        elsewhere: one.elsewhere == Some(true),
        verifies: one.verifies,
        in_use: one.in_use,
    }
}

/// `POST /documents/{id}/withdraw`.
pub async fn withdraw(
    Shared(app): Shared<App>,
    caller: Caller,
    At(document): At<DocumentId>,
) -> Result<Response> {
    app.does(WithdrawDocument { call: caller.call, document }).await?;
    Ok(page::see_other("/dossiers?did=withdrawn#documents"))
}

/// `GET /documents/{id}`.
pub async fn document(
    Shared(app): Shared<App>,
    caller: Caller,
    At(document): At<DocumentId>,
) -> Result<Response> {
    let found = open(&caller.call, document).await?;
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
    show_all(&desk, ask, person, said).await
}

async fn show_all(desk: &Desk, ask: Ask, person: PersonId, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    if person == call.actor {
        return Ok(page::see_other("/dossiers#documents"));
    }
    let app = call.portal.clone();
    let listed = list(&call, person).await?;
    let found =
        door::read(&app, move |c| Box::pin(async move { Ok(people::find(c, person).await?) })).await?;
    let name = found.ok_or(Refusal::NotFound)?.name;
    let say = listed.first().map_or_else(|| desk.say(), |one| desk.say_of(&one.scheme));
    let view = Documents {
        name,
        did: document_did(desk, said.did.as_deref(), said.document, &listed),
        documents: listed.into_iter().map(|one| document_row(desk, one)).collect(),
        refused: said.refused,
        typed: said.typed,
    };
    Ok(desk.page_with(said.status, &say, ask, None, pages::documents_of(&say, &view)))
}

/// `POST /documents/{id}/verify`.
pub async fn verify(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(document): At<DocumentId>,
) -> Result<Response> {
    let done = app.does(VerifyDocument { call: caller.call.clone(), document, comment: None }).await;
    done_or_back(caller, ask, (document, "seen"), None, done).await
}

/// `POST /documents/{id}/unverify`.
pub async fn unverify(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(document): At<DocumentId>,
    form: Form,
) -> Result<Response> {
    let done = match Comment::required(form.value("comment")) {
        Ok(comment) => app.does(UnverifyDocument { call: caller.call.clone(), document, comment }).await,
        Err(problem) => Err(Error::field("comment", problem)),
    };
    done_or_back(caller, ask, (document, "unseen"), Some(form), done).await
}

/// On to the page that says what was done, or back to it with why not.
async fn done_or_back(
    caller: Caller,
    ask: Ask,
    (document, did): (DocumentId, &str),
    form: Option<Form>,
    done: Result<PersonId>,
) -> Result<Response> {
    let mut said = Said::default();
    match done {
        Ok(whose) => {
            let there = format!("/trainees/{whose}/documents?did={did}&document={document}");
            return Ok(page::see_other(&there));
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
            said.status = door::status(&refusal);
            said.refused = Some(refusal);
        }
        Err(Error::Fields(errors)) => {
            let mut typed = form.map(Form::fields).unwrap_or_default();
            show::mark_all(caller.lang, &mut typed, &errors);
            said.status = StatusCode::UNPROCESSABLE_ENTITY;
            said.typed = Some((document, typed));
        }
        Err(other) => return Err(other),
    }
    let whose = opened(&caller.call, document).await?.trainee;
    let desk = Desk::of(caller).await?;
    show_all(&desk, ask, whose, said).await
}
