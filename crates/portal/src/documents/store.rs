//! SQL of documents.

use base::{Day, DocumentId, Moment, PersonId, ProgrammeId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;

use super::{AddDocument, files::FileDigest};

/// Who has seen the original, in which role, when, and what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Who.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// In which role, as a code.
    pub role: String,
    /// When.
    pub at: Moment,
    /// Their words.
    pub comment: Option<String>,
}

/// A paper on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which.
    pub id: DocumentId,
    /// Whose.
    pub trainee: PersonId,
    /// To which programme it belongs.
    pub programme: ProgrammeId,
    /// What it is, as the scheme calls it.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// What the file is.
    pub media: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of it.
    pub digest: FileDigest,
    /// The day on the paper.
    pub on: Option<Day>,
    /// When it was put on file.
    pub added_at: Moment,
    /// Who has seen the original.
    pub verified: Option<Verified>,
    /// When its trainee took it back.
    pub withdrawn_at: Option<Moment>,
}

pub(super) async fn add(
    c: &mut Conn,
    id: DocumentId,
    new: &AddDocument,
    programme: ProgrammeId,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO document (id, trainee_id, programme_id, kind, name, media, size, digest, on_day, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        &args![
            id,
            permit.actor(),
            programme,
            &new.kind,
            &new.name,
            new.filed.media.code(),
            new.filed.bytes.cast_signed(),
            &new.filed.digest[..],
            new.on,
            new.call.now
        ],
    )
    .await
    .map(drop)
}

from_row! {
    struct Row {
        id: DocumentId,
        trainee: PersonId,
        programme: ProgrammeId,
        kind: String,
        name: String,
        media: String,
        bytes: i64,
        digest: Vec<u8>,
        on: Option<Day>,
        added_at: Moment,
        by: Option<PersonId>,
        by_name: Option<String>,
        role: Option<String>,
        at: Option<Moment>,
        comment: Option<String>,
        withdrawn_at: Option<Moment>,
    }
}

impl From<Row> for Document {
    fn from(row: Row) -> Self {
        let verified = match (row.by, row.by_name, row.role, row.at) {
            (Some(by), Some(name), Some(role), Some(at)) => {
                Some(Verified { by, name, role, at, comment: row.comment })
            }
            _ => None,
        };
        Self {
            id: row.id,
            trainee: row.trainee,
            programme: row.programme,
            kind: row.kind,
            name: row.name,
            media: row.media,
            bytes: row.bytes.unsigned_abs(),
            digest: row.digest.try_into().unwrap_or_default(),
            on: row.on,
            added_at: row.added_at,
            verified,
            withdrawn_at: row.withdrawn_at,
        }
    }
}

macro_rules! documents {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT d.id, d.trainee_id, d.programme_id, d.kind, d.name, d.media, d.size, d.digest, d.on_day, d.added_at,
                    v.verified_by, who.name, v.verified_role, v.verified_at, v.comment, w.withdrawn_at
             FROM document d
             LEFT JOIN document_verification v ON v.document_id = d.id
             LEFT JOIN person who ON who.id = v.verified_by
             LEFT JOIN document_withdrawal w ON w.document_id = d.id ",
            $rest
        ))
    };
}

pub(super) async fn find(c: &mut Conn, id: DocumentId) -> Result<Option<Document>, Fault> {
    let row: Option<Row> = c.first(documents!("WHERE d.id = $1"), &args![id]).await?;
    Ok(row.map(Into::into))
}

/// The next papers in the order of their ids, with all that their rows say.
pub(super) async fn documents_after(
    c: &mut Conn,
    after: DocumentId,
    limit: i64,
) -> Result<Vec<Document>, Fault> {
    let rows: Vec<Row> =
        c.all(documents!("WHERE d.id > $1 ORDER BY d.id LIMIT $2"), &args![after, limit]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The next papers in the order of their ids: digest and length of the file.
pub(super) async fn files_after(
    c: &mut Conn,
    after: DocumentId,
    limit: i64,
) -> Result<Vec<(DocumentId, Vec<u8>, i64)>, Fault> {
    c.all(
        sql!("SELECT id, digest, size FROM document WHERE id > $1 ORDER BY id LIMIT $2"),
        &args![after, limit],
    )
    .await
}

/// All of one trainee, those taken back among them, the newest first.
pub(super) async fn of(c: &mut Conn, trainee: PersonId) -> Result<Vec<Document>, Fault> {
    let rows: Vec<Row> = c
        .all(
            documents!("WHERE d.trainee_id = $1 ORDER BY d.added_at DESC, d.id DESC LIMIT 1000"),
            &args![trainee],
        )
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Whether the same file stands on somebody else's record.
pub(super) async fn is_elsewhere(c: &mut Conn, document: &Document) -> Result<bool, Fault> {
    let found: Option<(DocumentId,)> = c
        .first(
            sql!("SELECT id FROM document WHERE digest = $1 AND trainee_id <> $2 LIMIT 1"),
            &args![&document.digest[..], document.trainee],
        )
        .await?;
    Ok(found.is_some())
}

pub(super) async fn verify(
    c: &mut Conn,
    document: &Document,
    comment: Option<&str>,
    now: Moment,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO document_verification (document_id, trainee_id, verified_by, verified_role, verified_at, comment)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        &args![document.id, document.trainee, permit.actor(), permit.role().code(), now, comment],
    )
    .await
    .map(drop)
}

/// False: it was taken back before.
pub(super) async fn withdraw(c: &mut Conn, id: DocumentId, now: Moment, _: &Permit) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "INSERT INTO document_withdrawal (document_id, withdrawn_at) VALUES ($1, $2)
                 ON CONFLICT (document_id) DO NOTHING"
            ),
            &args![id, now],
        )
        .await?;
    Ok(rows == 1)
}
