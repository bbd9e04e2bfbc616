//! What leaves: the files of what was sent, and the letter that names them. It is put together anew for each try, and is the same each
//! time, but for papers in other languages made since.

use base::{ActId, DossierId, Moment, PersonId};
use bytes::Bytes;
use credential::{Enclosed, Letter};
use domain::refusal::Refusal;
use sha2::{Digest as _, Sha256};

use super::{store::Row, tried::Failed};
use crate::{
    cases::{Case, Happened},
    documents::FileDigest,
    dossiers::{self, Press},
    error::Error,
    installation::Kind,
    portal::App,
    schemes,
};

/// Of one thing that was sent.
pub(super) struct Parcel {
    /// Its files; the dossier first.
    pub(super) pieces: Vec<Piece>,
    letter: Letter,
}

/// A file of it.
pub(super) struct Piece {
    /// What the letter says of it.
    pub(super) enclosed: Enclosed,
    /// Where its bytes are.
    pub(super) held: Held,
}

/// Where the bytes of a file are.
pub(super) enum Held {
    /// Here.
    Here(Bytes),
    /// On the disk, with the documents.
    Filed(FileDigest),
}

/// What was sent, of all that a case holds.
struct Sent {
    what: &'static str,
    dossier: Option<DossierId>,
    comment: Option<String>,
    at: Moment,
}

impl Parcel {
    /// What was sent with an act of a case. Whatever cannot be had just now is had later: nothing has left. None: nobody would believe it, for
    /// its key was taken out; what is sent after it goes.
    pub(super) async fn of(
        app: &App,
        machine: PersonId,
        case: &Case,
        row: &Row,
    ) -> Result<Option<Self>, Failed> {
        let sent = sent(case, row.act).ok_or_else(|| Failed::known("broken"))?;
        let (mut pieces, mut lacking) = (Vec::new(), Vec::new());
        if let Some(dossier) = sent.dossier {
            if dossiers::is_ended(app, dossier).await.map_err(Failed::reading)? {
                return Ok(None);
            }
            let file = dossiers::file(app, dossier).await.map_err(Failed::reading)?;
            let file = file.ok_or_else(|| Failed::known("sealing"))?;
            pieces.push(Piece::here("dossier", "dossier.json".to_owned(), dossiers::FILE_TYPE, file));
            with_paper(app, case, dossier).await?;
            for (lang, paper) in dossiers::papers_kept(app, dossier).await.map_err(Failed::reading)? {
                pieces.push(Piece::here("paper", format!("dossier.{lang}.pdf"), dossiers::PAPER_TYPE, paper));
            }
            for document in dossiers::content_of(app, dossier).await.map_err(Failed::reading)?.documents {
                let digest = hex::decode(&document.sha256).ok().and_then(|digest| digest.try_into().ok());
                let digest: FileDigest = digest.ok_or_else(|| Failed::known("broken"))?;
                if !app.files.has(&digest, document.bytes).await {
                    lacking.push(document.sha256);
                    continue;
                }
                let (what, bytes, sha256) = ("document".to_owned(), document.bytes, document.sha256);
                let enclosed = Enclosed { what, name: document.name, media: document.media, bytes, sha256 };
                pieces.push(Piece { enclosed, held: Held::Filed(digest) });
            }
        }
        let letter = Letter {
            iss: app.issuing.issuer.url.clone(),
            aud: machine.to_string(),
            iat: 0,
            jti: row.act.to_string(),
            case: case.sent.id.to_string(),
            number: case.sent.number.clone(),
            scheme: case.sent.scheme.clone(),
            kind: case.sent.kind.clone(),
            what: sent.what.to_owned(),
            nth: u32::try_from(row.nth).unwrap_or(u32::MAX),
            sent_at: sent.at.to_string(),
            comment: sent.comment,
            files: pieces.iter().map(|piece| piece.enclosed.clone()).collect(),
            lacking,
            demo: app.kind == Kind::Demo,
        };
        Ok(Some(Self { pieces, letter }))
    }

    /// Where it lies in a folder: the scheme, the case's number there, and the how-manieth thing sent in it.
    pub(super) fn place(&self) -> String {
        format!("{}/{}/{}", self.letter.scheme, self.letter.number, self.letter.nth)
    }

    /// Whether a letter is the one of this delivery.
    pub(super) fn is_told_by(&self, letter: &Letter) -> bool {
        (&letter.jti, &letter.iss) == (&self.letter.jti, &self.letter.iss)
    }

    /// Its letter, signed now.
    pub(super) fn letter(&self, app: &App, now: Moment) -> String {
        let iat = now.micros().div_euclid(1_000_000);
        Letter { iat, ..self.letter.clone() }.sign(&app.issuing.key)
    }
}

impl Piece {
    fn here(what: &str, name: String, media: &str, bytes: Vec<u8>) -> Self {
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let (what, media, length) = (what.to_owned(), media.to_owned(), bytes.len() as u64);
        Self {
            enclosed: Enclosed { what, name, media, bytes: length, sha256 },
            held: Held::Here(bytes.into()),
        }
    }
}

/// What an act of a case sent.
fn sent(case: &Case, act: ActId) -> Option<Sent> {
    if act.uuid() == case.sent.id.uuid() {
        let (dossier, at) = (Some(case.sent.dossier), case.sent.sent_at);
        return Some(Sent { what: "sent", dossier, comment: None, at });
    }
    let event = case.events.iter().find(|event| event.id == act)?;
    let Happened::Supplemented(dossier) = event.what else { return None };
    let what = if dossier.is_some() { "supplemented" } else { "answered" };
    Some(Sent { what, dossier, comment: event.comment.clone(), at: event.at })
}

/// The paper in the authority's language is there, made now if nobody asked for it before.
async fn with_paper(app: &App, case: &Case, dossier: DossierId) -> Result<(), Failed> {
    if !Press::SETS {
        return Ok(());
    }
    let scheme = app.scheme(&case.sent.scheme).map_err(|error| Failed::known("broken").with(error))?;
    let lang = schemes::spoken(scheme).first().copied().unwrap_or(app.lang);
    match dossiers::paper_of(app, dossier, lang).await {
        Ok(Some(_)) => Ok(()),
        Ok(None) | Err(Error::Refused(Refusal::TooMany { .. })) => Err(Failed::known("sealing")),
        Err(error) => Err(match Failed::reading(error) {
            failed if failed.reason == "broken" => Failed { reason: "no_paper".to_owned(), ..failed },
            failed => failed,
        }),
    }
}
