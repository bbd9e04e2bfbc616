//! SQL of documents.

pub(super) mod papers;

use std::cmp::Reverse;

use base::{ActId, Day, DocumentId, Moment, PersonId, ProgrammeId, RequirementId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;

use super::{AddDocument, files::FileDigest};

/// Who said something of the original, in which role, when, and with which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
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

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// Nobody has seen the original yet.
    Claimed,
    /// Somebody has.
    Verified(Sight),
    /// Somebody took back that it was seen: it is claimed as before.
    Unverified(Sight),
    /// Its trainee took it back.
    Withdrawn {
        /// When.
        at: Moment,
    },
}

/// The time that a document attests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attests {
    /// Which requirement.
    pub id: RequirementId,
    /// The code of its curriculum.
    pub curriculum: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// A document on record.
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
    /// The time that it attests, if it attests time.
    pub attests: Option<Attests>,
    /// The file's name.
    pub name: String,
    /// What the file is.
    pub media: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of it.
    pub digest: FileDigest,
    /// The day on it.
    pub on: Option<Day>,
    /// When it was put on record.
    pub added_at: Moment,
    /// What became of it.
    pub stands: Stands,
    /// By which act.
    pub(super) end: Option<ActId>,
}

pub(super) async fn add(
    c: &mut Conn,
    id: DocumentId,
    new: &AddDocument,
    (programme, attests): (ProgrammeId, Option<RequirementId>),
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO document (id, trainee_id, programme_id, kind, requirement_id, name, media, size, digest, on_day, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        &args![
            id,
            permit.actor(),
            programme,
            &new.kind,
            attests,
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
        requirement: Option<RequirementId>,
        curriculum: Option<String>,
        code: Option<String>,
        title: Option<String>,
        name: String,
        media: String,
        bytes: i64,
        digest: Vec<u8>,
        on: Option<Day>,
        added_at: Moment,
        end: Option<String>,
        by: Option<PersonId>,
        by_name: Option<String>,
        role: Option<String>,
        at: Option<Moment>,
        comment: Option<String>,
        end_act: Option<ActId>,
    }
}

impl From<Row> for Document {
    fn from(row: Row) -> Self {
        let stands = match (row.end.as_deref(), row.by, row.by_name, row.role, row.at) {
            (Some("withdrawn"), _, _, _, Some(at)) => Stands::Withdrawn { at },
            (Some(end), Some(by), Some(name), Some(role), Some(at)) => {
                let sight = Sight { by, name, role, at, comment: row.comment };
                if end == "verified" { Stands::Verified(sight) } else { Stands::Unverified(sight) }
            }
            _ => Stands::Claimed,
        };
        let attests = match (row.requirement, row.curriculum, row.code, row.title) {
            (Some(id), Some(curriculum), Some(code), Some(title)) => {
                Some(Attests { id, curriculum, code, title })
            }
            _ => None,
        };
        Self {
            id: row.id,
            trainee: row.trainee,
            programme: row.programme,
            kind: row.kind,
            attests,
            name: row.name,
            media: row.media,
            bytes: row.bytes.unsigned_abs(),
            digest: row.digest.try_into().unwrap_or_default(),
            on: row.on,
            added_at: row.added_at,
            stands,
            end: row.end_act,
        }
    }
}

macro_rules! documents {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT d.id, d.trainee_id, d.programme_id, d.kind, d.requirement_id, k.code, r.code, r.title, d.name, d.media, d.size, d.digest, d.on_day, d.added_at,
                    e.what, e.by_person, who.name, e.role, e.at, e.comment, e.act_id
             FROM document d
             LEFT JOIN requirement r ON r.id = d.requirement_id
             LEFT JOIN curriculum k ON k.id = r.curriculum_id
             LEFT JOIN document_end e ON e.document_id = d.id
             LEFT JOIN person who ON who.id = e.by_person ",
            $rest
        ))
    };
}

pub(super) async fn find(c: &mut Conn, id: DocumentId) -> Result<Option<Document>, Fault> {
    let row: Option<Row> = c.first(documents!("WHERE d.id = $1"), &args![id]).await?;
    Ok(row.map(Into::into))
}

/// Those of these that there are.
pub(super) async fn these(c: &mut Conn, ids: &[DocumentId]) -> Result<Vec<Document>, Fault> {
    let rows: Vec<Row> =
        c.all(documents!("WHERE d.id {any $1} ORDER BY d.id LIMIT 1000"), &args![ids]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// All documents of the trainees from one up to another.
pub(super) async fn of_trainees(
    c: &mut Conn,
    from: PersonId,
    until: PersonId,
) -> Result<Vec<Document>, Fault> {
    let rows: Vec<Row> =
        c.all(documents!("WHERE d.trainee_id >= $1 AND d.trainee_id <= $2"), &args![from, until]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

from_row! {
    /// What became of a document, with all that its row says.
    pub(super) struct StoredEnd {
        pub(super) document: DocumentId,
        pub(super) act: ActId,
        pub(super) what: String,
        pub(super) trainee: PersonId,
        pub(super) by: PersonId,
        pub(super) role: String,
        pub(super) at: Moment,
        pub(super) comment: Option<String>,
    }
}

/// What became of the documents of the trainees from one up to another.
pub(super) async fn ends_of_trainees(
    c: &mut Conn,
    from: PersonId,
    until: PersonId,
) -> Result<Vec<StoredEnd>, Fault> {
    c.all(
        sql!(
            "SELECT e.document_id, e.act_id, e.what, e.trainee_id, e.by_person, e.role, e.at, e.comment
             FROM document d JOIN document_end e ON e.document_id = d.id WHERE d.trainee_id >= $1 AND d.trainee_id <= $2"
        ),
        &args![from, until],
    )
    .await
}

/// The next documents whose files must be there, in the order of their ids: those not taken back, and those that a sealed dossier
/// names; digest and length of the file.
pub(super) async fn files_after(
    c: &mut Conn,
    after: DocumentId,
    limit: i64,
) -> Result<Vec<(DocumentId, Vec<u8>, i64)>, Fault> {
    c.all(
        sql!(
            "SELECT d.id, d.digest, d.size FROM document d LEFT JOIN document_end e ON e.document_id = d.id
             WHERE d.id > $1
               AND (COALESCE(e.what, '') <> 'withdrawn'
                 OR EXISTS (SELECT 1 FROM dossier_document n WHERE n.document_id = d.id))
             ORDER BY d.id LIMIT $2"
        ),
        &args![after, limit],
    )
    .await
}

/// Which of these files a document has that was not taken back, or that a sealed dossier names.
pub(super) async fn named(c: &mut Conn, files: &[FileDigest]) -> Result<Vec<FileDigest>, Fault> {
    let files: Vec<Vec<u8>> = files.iter().map(|digest| digest.to_vec()).collect();
    let rows: Vec<(Vec<u8>,)> = c
        .all(
            sql!(
                "SELECT DISTINCT d.digest FROM document d LEFT JOIN document_end e ON e.document_id = d.id
                 WHERE d.digest {any_bytes $1}
                   AND (COALESCE(e.what, '') <> 'withdrawn'
                     OR EXISTS (SELECT 1 FROM dossier_document n WHERE n.document_id = d.id))"
            ),
            &args![files],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|(digest,)| digest.try_into().ok()).collect())
}

/// How many of a trainee's documents were not taken back.
pub(super) async fn count(c: &mut Conn, trainee: PersonId) -> Result<i64, Fault> {
    let found: Option<(i64,)> = c
        .first(
            sql!(
                "SELECT COUNT(*) FROM document d LEFT JOIN document_end e ON e.document_id = d.id
                 WHERE d.trainee_id = $1 AND COALESCE(e.what, '') <> 'withdrawn'"
            ),
            &args![trainee],
        )
        .await?;
    Ok(found.map_or(0, |(count,)| count))
}

/// The most documents of one trainee that are read, those taken back among them. Of these the oldest fall out, and of no others:
/// whatever counts is on record at most [`super::DOCUMENTS_MAX`] times.
const READ_MAX: i64 = 5000;

/// All of one trainee, those taken back among them, the newest first.
pub(super) async fn of(c: &mut Conn, trainee: PersonId) -> Result<Vec<Document>, Fault> {
    let rows: Vec<Row> = c
        .all(
            documents!(
                "WHERE d.trainee_id = $1
                 ORDER BY COALESCE(e.what, '') = 'withdrawn', d.added_at DESC, d.id DESC LIMIT $2"
            ),
            &args![trainee, READ_MAX],
        )
        .await?;
    let mut all: Vec<Document> = rows.into_iter().map(Into::into).collect();
    all.sort_by_key(|one| Reverse((one.added_at, one.id)));
    Ok(all)
}

/// The files of a trainee's documents that stand on somebody else's record too, and were not taken back there.
pub(super) async fn elsewhere(c: &mut Conn, trainee: PersonId) -> Result<Vec<FileDigest>, Fault> {
    let rows: Vec<(Vec<u8>,)> = c
        .all(
            sql!(
                "SELECT DISTINCT d.digest
                 FROM document d
                 JOIN document o ON o.digest = d.digest AND o.trainee_id <> d.trainee_id
                 LEFT JOIN document_end e ON e.document_id = o.id
                 WHERE d.trainee_id = $1 AND COALESCE(e.what, '') <> 'withdrawn' LIMIT $2"
            ),
            &args![trainee, READ_MAX],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|(digest,)| digest.try_into().ok()).collect())
}

/// What became of a document, about to be written.
pub(super) struct End<'a> {
    pub(super) act: ActId,
    pub(super) what: &'static str,
    pub(super) comment: Option<&'a str>,
    pub(super) at: Moment,
}

/// Writes what became of a document. Where something became of it before, that must be what the caller saw: false when it is not.
pub(super) async fn end(
    c: &mut Conn,
    document: &Document,
    end: End<'_>,
    permit: &Permit,
) -> Result<bool, Fault> {
    let role = permit.role().code();
    let Some(before) = document.end else {
        let first = sql!(
            "INSERT INTO document_end (document_id, act_id, what, trainee_id, by_person, role, at, comment)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        );
        let args = args![
            document.id,
            end.act,
            end.what,
            document.trainee,
            permit.actor(),
            role,
            end.at,
            end.comment
        ];
        return Ok(c.execute(first, &args).await? == 1);
    };
    let next = sql!(
        "UPDATE document_end SET act_id = $3, what = $4, by_person = $5, role = $6, at = $7, comment = $8
         WHERE document_id = $1 AND act_id = $2"
    );
    let args = args![document.id, before, end.act, end.what, permit.actor(), role, end.at, end.comment];
    Ok(c.execute(next, &args).await? == 1)
}
