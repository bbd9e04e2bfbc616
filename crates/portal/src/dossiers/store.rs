//! SQL of sealed dossiers.

use base::{DocumentId, DossierId, Moment, PersonId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;
use sha2::{Digest as _, Sha256};

use super::parts;
use crate::{
    error::Result as Done,
    identifiers::{OVERHEAD, OfDossier},
};

from_row! {
    /// A dossier that was sealed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Dossier {
        /// Which: the id of the act that sealed it.
        pub id: DossierId,
        /// Whose.
        pub trainee: PersonId,
        /// The scheme's code.
        pub scheme: String,
        /// What is applied for.
        pub kind: String,
        /// When the act was done that sealed it.
        pub sealed_at: Moment,
        /// When the head of the ledger was signed under which its file stands: the dossier's time.
        pub made_at: Option<Moment>,
        /// SHA-256 of its content.
        pub content_digest: Vec<u8>,
        /// SHA-256 of its file; none while that is being made.
        pub file_digest: Option<Vec<u8>>,
        /// How long the file is, as it is kept.
        kept_bytes: Option<i64>,
        /// It again, where it is kept hidden.
        hidden: Option<DossierId>,
    }
}

impl Dossier {
    /// The dossier's time.
    pub fn at(&self) -> Moment {
        self.made_at.unwrap_or(self.sealed_at)
    }

    /// How long the file is.
    pub fn bytes(&self) -> Option<i64> {
        let more = if self.hidden.is_some() { OVERHEAD } else { 0 };
        self.kept_bytes.map(|bytes| bytes - i64::try_from(more).unwrap_or_default())
    }
}

macro_rules! dossiers {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT d.id, d.trainee_id, d.scheme, d.kind, d.sealed_at, f.made_at, d.digest, f.digest,
                    length(f.file), k.dossier_id
             FROM dossier d LEFT JOIN dossier_file f ON f.dossier_id = d.id
             LEFT JOIN dossier_key k ON k.dossier_id = d.id ",
            $rest
        ))
    };
}

/// A dossier about to be written.
pub(super) struct NewDossier<'a> {
    pub(super) id: DossierId,
    pub(super) scheme: &'a str,
    pub(super) kind: &'a str,
    pub(super) at: Moment,
    pub(super) digest: &'a [u8],
    pub(super) content: &'a [u8],
}

/// False: this very state was sealed before.
pub(super) async fn add(c: &mut Conn, new: &NewDossier<'_>, permit: &Permit) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "INSERT INTO dossier (id, trainee_id, scheme, kind, sealed_at, digest, content)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (trainee_id, kind, digest) DO NOTHING"
            ),
            &args![new.id, permit.actor(), new.scheme, new.kind, new.at, new.digest, new.content],
        )
        .await?;
    Ok(rows == 1)
}

/// Notes that a dossier names a document: its file is kept from now on.
pub(super) async fn add_document(
    c: &mut Conn,
    id: DossierId,
    document: DocumentId,
    _: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO dossier_document (dossier_id, document_id) VALUES ($1, $2)"),
        &args![id, document],
    )
    .await
    .map(drop)
}

/// The last of these dossiers that names a document.
pub(super) async fn last_naming(
    c: &mut Conn,
    document: DocumentId,
    among: &[DossierId],
) -> Result<Option<DossierId>, Fault> {
    let found: Option<(DossierId,)> = c
        .first(
            sql!(
                "SELECT dossier_id FROM dossier_document WHERE document_id = $1 AND dossier_id {any $2}
                 ORDER BY dossier_id DESC LIMIT 1"
            ),
            &args![document, among],
        )
        .await?;
    Ok(found.map(|(id,)| id))
}

/// The one of this very state.
pub(super) async fn of_state(
    c: &mut Conn,
    trainee: PersonId,
    kind: &str,
    digest: &[u8],
) -> Result<Option<DossierId>, Fault> {
    let found: Option<(DossierId,)> = c
        .first(
            sql!("SELECT id FROM dossier WHERE trainee_id = $1 AND kind = $2 AND digest = $3"),
            &args![trainee, kind, digest],
        )
        .await?;
    Ok(found.map(|(id,)| id))
}

pub(super) async fn find(c: &mut Conn, id: DossierId) -> Result<Option<Dossier>, Fault> {
    c.first(dossiers!("WHERE d.id = $1"), &args![id]).await
}

/// A trainee's, the newest first.
pub(super) async fn of(c: &mut Conn, trainee: PersonId, limit: i64) -> Result<Vec<Dossier>, Fault> {
    c.all(
        dossiers!("WHERE d.trainee_id = $1 ORDER BY d.sealed_at DESC, d.id DESC LIMIT $2"),
        &args![trainee, limit],
    )
    .await
}

pub(super) async fn content(c: &mut Conn, id: DossierId) -> Result<Option<Vec<u8>>, Fault> {
    let found: Option<(Vec<u8>,)> =
        c.first(sql!("SELECT content FROM dossier WHERE id = $1"), &args![id]).await?;
    Ok(found.map(|(content,)| content))
}

from_row! {
    /// A file that was made, and its digest.
    pub(super) struct Kept {
        file: Vec<u8>,
        digest: Vec<u8>,
    }
}

impl Kept {
    /// The file, if it is what it was: `part` of a dossier that is hidden, or lies open.
    pub(super) fn whole(self, hidden: Option<&OfDossier>, part: &str) -> Done<Vec<u8>> {
        let file = parts::opened(hidden, part, self.file)?;
        if Sha256::digest(&file)[..] == self.digest[..] {
            Ok(file)
        } else {
            Err(Fault::Broken("the file of a dossier is not what it was".to_owned()).into())
        }
    }
}

pub(super) async fn file(c: &mut Conn, id: DossierId) -> Result<Option<Kept>, Fault> {
    c.first(sql!("SELECT file, digest FROM dossier_file WHERE dossier_id = $1"), &args![id]).await
}

/// The paper in a language, signed by the key of this certificate.
pub(super) async fn paper(
    c: &mut Conn,
    id: DossierId,
    lang: &str,
    certificate: &[u8],
) -> Result<Option<Kept>, Fault> {
    c.first(
        sql!(
            "SELECT file, digest FROM dossier_paper WHERE dossier_id = $1 AND lang = $2 AND certificate = $3"
        ),
        &args![id, lang, certificate],
    )
    .await
}

/// The papers of a dossier: language and certificate.
pub(super) async fn papers(c: &mut Conn, id: DossierId) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    c.all(
        sql!(
            "SELECT lang, certificate FROM dossier_paper WHERE dossier_id = $1 ORDER BY lang, certificate LIMIT 1000"
        ),
        &args![id],
    )
    .await
}

/// The documents that a dossier names, in the order of their ids.
pub(super) async fn documents(c: &mut Conn, id: DossierId) -> Result<Vec<DocumentId>, Fault> {
    let rows: Vec<(DocumentId,)> = c
        .all(
            sql!(
                "SELECT document_id FROM dossier_document WHERE dossier_id = $1 ORDER BY document_id LIMIT 10000"
            ),
            &args![id],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Keeps a paper, unless somebody was faster.
pub(super) async fn keep_paper(
    c: &mut Conn,
    (id, lang, certificate): (DossierId, &str, &[u8]),
    digest: &[u8],
    file: &[u8],
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO dossier_paper (dossier_id, lang, certificate, digest, file) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (dossier_id, lang, certificate) DO NOTHING"
        ),
        &args![id, lang, certificate, digest, file],
    )
    .await
    .map(drop)
}

/// Whether any paper was ever made.
pub(super) async fn any_paper(c: &mut Conn) -> Result<bool, Fault> {
    let found: Option<(DossierId,)> =
        c.first(sql!("SELECT dossier_id FROM dossier_paper LIMIT 1"), &[]).await?;
    Ok(found.is_some())
}

/// Whether any file was ever made.
pub(super) async fn any_file(c: &mut Conn) -> Result<bool, Fault> {
    let found: Option<(DossierId,)> =
        c.first(sql!("SELECT dossier_id FROM dossier_file LIMIT 1"), &[]).await?;
    Ok(found.is_some())
}

/// Keeps the file, unless somebody was faster: it is the same.
pub(super) async fn keep(
    c: &mut Conn,
    id: DossierId,
    at: Moment,
    digest: &[u8],
    file: &[u8],
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO dossier_file (dossier_id, made_at, digest, file) VALUES ($1, $2, $3, $4)
             ON CONFLICT (dossier_id) DO NOTHING"
        ),
        &args![id, at, digest, file],
    )
    .await
    .map(drop)
}

/// All dossiers of the trainees from one up to another.
pub(super) async fn of_trainees(
    c: &mut Conn,
    from: PersonId,
    until: PersonId,
) -> Result<Vec<Dossier>, Fault> {
    c.all(dossiers!("WHERE d.trainee_id >= $1 AND d.trainee_id <= $2"), &args![from, until]).await
}
