//! Sealed dossiers against the acts that sealed them: the acts are right, for the ledger commits to them.

use std::collections::BTreeMap;

use base::{ActId, DocumentId, DossierId, Moment, PersonId};
use db::{Conn, Db, Fault};
use sealed::Content;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    parts,
    store::{self, Dossier},
};
use crate::{
    audit::{self, Act, Compared, Records, Tell, What},
    error::Result,
    identifiers::{self, Keys, OfDossier, Unread},
};

/// Dossiers, compared.
#[derive(Clone)]
struct Dossiers {
    keys: Keys,
}

/// Compares all dossiers with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, keys: &Keys, tell: &mut Tell<'_>) -> Result<Compared> {
    audit::compare_records(db, Dossiers { keys: keys.clone() }, tell).await
}

/// What a row or its act says.
struct Told {
    says: String,
    /// The row's key is not there: what it holds was not looked at.
    unread: bool,
}

impl Told {
    fn read(says: String) -> Self {
        Self { says, unread: false }
    }
}

impl Records for Dossiers {
    type Told = Told;
    const NAME: &'static str = "sealed dossiers";

    async fn rows(
        &self,
        c: &mut Conn,
        from: PersonId,
        until: PersonId,
    ) -> Result<BTreeMap<Uuid, Told>, Fault> {
        let mut rows = BTreeMap::new();
        for row in store::of_trainees(c, from, until).await? {
            // One at a time: each is as large as a book.
            let row_says = |digest: &str| says(Some(row.trainee), row.sealed_at, &row.kind, digest);
            let kept = hex::encode(&row.content_digest);
            let hidden = match hidden(c, &self.keys, row.id).await? {
                Ok(hidden) => hidden,
                Err(Unread::Lost) => {
                    rows.insert(row.id.uuid(), Told { says: row_says(&kept), unread: true });
                    continue;
                }
                Err(Unread::Changed) => {
                    let digest = kept + " (its key was changed, and opens nothing)";
                    rows.insert(row.id.uuid(), Told::read(row_says(&digest)));
                    continue;
                }
            };
            let hidden = hidden.as_ref();
            let content = store::content(c, row.id).await?.unwrap_or_default();
            let content = parts::opened(hidden, parts::CONTENT, content).unwrap_or_default();
            let of = Sha256::digest(&content);
            let digest = if of[..] == row.content_digest[..] {
                wrong(c, &row, hidden, &content).await?.map_or_else(|| hex::encode(of), str::to_owned)
            } else {
                format!("{kept} (its content is {})", hex::encode(of))
            };
            rows.insert(row.id.uuid(), Told::read(row_says(&digest)));
        }
        Ok(rows)
    }
    fn follow(told: &mut BTreeMap<Uuid, Told>, id: ActId, act: &Act) {
        if act.what == What::DossierSealed && act.dossier.map(DossierId::uuid) == Some(id.uuid()) {
            let digest = act.evidence.first().map(String::as_str).unwrap_or_default();
            let says = says(act.trainee, act.at, act.over.as_deref().unwrap_or_default(), digest);
            told.insert(id.uuid(), Told::read(says));
        }
    }
    fn differ(id: Uuid, row: Option<&Told>, act: Option<&Told>) -> Option<String> {
        match (row, act) {
            (Some(row), Some(act)) if row.says == act.says => None,
            (Some(row), Some(act)) => {
                Some(format!("dossier {id}: the table says {}, the act says {}", row.says, act.says))
            }
            (_, None) => Some(format!("dossier {id}: no act sealed it")),
            (None, Some(_)) => Some(format!("dossier {id}: it was sealed, and its row is missing")),
        }
    }
    fn lacks_key(row: &Told) -> bool {
        row.unread
    }
}

/// What opens a dossier; else why it cannot be opened, which is not the database's fault.
async fn hidden(
    c: &mut Conn,
    keys: &Keys,
    id: DossierId,
) -> Result<std::result::Result<Option<OfDossier>, Unread>, Fault> {
    let why = match identifiers::of_dossier(c, keys, id).await {
        Ok(hidden) => return Ok(Ok(hidden)),
        Err(error) => error.into_fault(),
    };
    match why.downcast_ref::<Unread>() {
        Some(unread) => Ok(Err(*unread)),
        None => why.downcast::<Fault>().map_or(Ok(Err(Unread::Changed)), Err),
    }
}

/// What beside its row is not as its content says: that is what the act commits to.
async fn wrong(
    c: &mut Conn,
    row: &Dossier,
    hidden: Option<&OfDossier>,
    content: &[u8],
) -> Result<Option<&'static str>, Fault> {
    let Ok(read) = serde_json::from_slice::<Content>(content) else {
        return Ok(Some("and its content cannot be read"));
    };
    if read.rules.scheme != row.scheme {
        return Ok(Some("and its scheme is another"));
    }
    let mut named: Vec<DocumentId> = read.documents.iter().map(|one| one.id).collect();
    named.sort_unstable();
    if store::documents(c, row.id).await? != named {
        return Ok(Some("and its documents are others"));
    }
    let Some(kept) = store::file(c, row.id).await? else { return Ok(None) };
    let Ok(file) = kept.whole(hidden, parts::FILE) else {
        return Ok(Some("and its file is not what it was"));
    };
    let own = sealed::says(&file)
        .is_some_and(|payload| payload.seal.id.uuid() == row.id.uuid() && payload.content.bytes() == content);
    if !own {
        return Ok(Some("and its file is another's"));
    }
    for (lang, certificate) in store::papers(c, row.id).await? {
        let paper = store::paper(c, row.id, &lang, &certificate).await?;
        match paper.map(|paper| paper.whole(hidden, &parts::paper(&lang, &certificate))) {
            Some(Ok(paper)) if sealed::carried(&paper).is_some_and(|carried| carried == file) => {}
            Some(Ok(_)) => return Ok(Some("and a paper of it carries another file")),
            Some(Err(_)) | None => return Ok(Some("and a paper of it is not what it was")),
        }
    }
    Ok(None)
}

fn says(trainee: Option<PersonId>, at: Moment, kind: &str, digest: &str) -> String {
    format!("{kind} of {} at {}, {digest}", audit::id_or_dash(trainee), at.micros())
}
