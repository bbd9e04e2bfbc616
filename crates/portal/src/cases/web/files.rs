//! What the authority fetches of a case: its dossiers as file and as paper, and the documents that they name.

use axum::{
    extract::{Query, State as Shared},
    response::Response,
};
use base::{CaseId, DocumentId, DossierId};

use super::super::{Held, api, open_for};
use crate::{
    door::{At, Caller, InLanguage},
    dossiers,
    error::Result,
    portal::App,
};

/// A dossier of a case that the caller may open.
async fn of_case(caller: &Caller, case: CaseId, dossier: DossierId) -> Result<()> {
    open_for(&caller.call, case, Held::Dossier(dossier), caller.actor.scope).await.map(drop)
}

/// `GET /cases/{id}/dossiers/{dossier}/file`.
pub async fn fetch_file(
    Shared(app): Shared<App>,
    caller: Caller,
    At((case, dossier)): At<(CaseId, DossierId)>,
) -> Result<Response> {
    of_case(&caller, case, dossier).await?;
    dossiers::file_of(&app, dossier).await
}

/// `GET /cases/{id}/dossiers/{dossier}/paper`.
pub async fn fetch_paper(
    Shared(app): Shared<App>,
    caller: Caller,
    At((case, dossier)): At<(CaseId, DossierId)>,
    Query(asked): Query<InLanguage>,
) -> Result<Response> {
    of_case(&caller, case, dossier).await?;
    dossiers::paper_in(&app, dossier, asked.named()).await
}

/// `GET /cases/{id}/documents/{document}`.
pub async fn fetch_document(
    Shared(app): Shared<App>,
    caller: Caller,
    At((case, document)): At<(CaseId, DocumentId)>,
) -> Result<Response> {
    let case = open_for(&caller.call, case, Held::Document(document), caller.actor.scope).await?;
    api::document_of(&app, &case, document).await
}
