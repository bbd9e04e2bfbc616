//! Papers on a trainee's record: filed by the trainee as claimed, verified by somebody entitled who has seen the original.

pub mod api;
mod compared;
mod files;
pub mod pages;
mod store;
pub mod web;

use base::{Day, DocumentId, PersonId, ProgrammeId};
use db::{Conn, Db, Work};
use domain::{
    access::{Act as Want, Permit, Subject},
    refusal::{Instead, Problem, Refusal},
    text::{Comment, holds_national_id, plain},
};

pub use compared::compare;
pub use files::{FILE_BYTES_MAX, FileDigest, Filed, Files, Media, NotFiled};
pub use store::{Document, Verified};
pub use web::{FILE, Upload, paper_did, paper_line};

use crate::{
    access::{self, At},
    audit::{self, Act, Look, What, Whose},
    error::{Error, Result},
    mint,
    notices::{self, Notice},
    portal::Call,
    show::Say,
    training::{self, Spot},
};

/// The longest name of a file, in characters.
pub const NAME_MAX: usize = 200;

/// The name under which a file is kept: without its folder; refused when it could name a patient.
pub fn file_name(name: &str) -> Result<String, Problem> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if name.is_empty() {
        return Err(Problem::Required);
    }
    plain(name, NAME_MAX)?;
    if holds_national_id(name) {
        return Err(Problem::NationalId);
    }
    Ok(name.to_owned())
}

/// The trainee puts a paper on file. It is claimed until somebody verifies it.
#[derive(Clone)]
pub struct AddDocument {
    /// Who, when.
    pub call: Call,
    /// To which programme it belongs; the present one, or the last, when nobody said.
    pub programme: Option<ProgrammeId>,
    /// What it is, as the scheme calls it.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// The day on the paper.
    pub on: Option<Day>,
    /// The file, safe on the disk.
    pub filed: Filed,
}

impl Work for AddDocument {
    type Done = DocumentId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<DocumentId> {
        let call = &self.call;
        let spots = training::spots(c, call.actor, call.today).await?;
        let named = |spot: &&Spot| self.programme.is_none_or(|programme| spot.programme == programme);
        let spot = match spots.iter().find(named) {
            Some(spot) => spot,
            None if spots.is_empty() => return Err(Refusal::NotEntitled.into()),
            None => return Err(Error::field("programme", Problem::Unknown)),
        };
        let subject = Subject::Document { scheme: &spot.scheme, setting: &spot.setting, trainee: call.actor };
        let at = At { programme: spot.programme, requirement: None };
        let permit = access::ask(c, call, Want::AddDocument, &subject, at).await?;
        if !call.portal.scheme(&spot.scheme)?.documents.contains(&self.kind) {
            return Err(Error::field("kind", Problem::Unknown));
        }
        let id = mint!(call.portal.world, DocumentId);
        store::add(c, id, self, spot.programme, &permit).await?;
        let mut act = about(What::DocumentAdded, call, &permit, id);
        act.trainee = Some(call.actor);
        act.on = self.on;
        act.evidence = vec![hex::encode(self.filed.digest)];
        act.over = Some(belongs(spot.programme, &self.kind));
        audit::record(c, &call.portal.world, &act).await?;
        Ok(id)
    }
}

/// To which programme a paper belongs and what it is, in the words of its act.
fn belongs(programme: ProgrammeId, kind: &str) -> String {
    format!("programme:{programme} {kind}")
}

fn about(what: What, call: &Call, permit: &Permit, document: DocumentId) -> Act {
    let mut act = Act::new(what, call.now);
    act.actor = Some(permit.actor());
    act.role = Some(permit.role());
    act.document = Some(document);
    act
}

/// Somebody entitled says that they have seen the original.
#[derive(Clone)]
pub struct VerifyDocument {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub document: DocumentId,
    /// Their words.
    pub comment: Option<Comment>,
}

impl Work for VerifyDocument {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let call = &self.call;
        let (document, permit) = allowed(c, call, self.document, Want::VerifyDocument).await?;
        if document.withdrawn_at.is_some() {
            return Err(Refusal::WrongState(Instead::Withdrawn).into());
        }
        if document.verified.is_some() {
            return Err(Refusal::WrongState(Instead::Verified).into());
        }
        let comment = self.comment.as_ref().map(Comment::as_str);
        store::verify(c, &document, comment, call.now, &permit).await?;
        let mut act = about(What::Verified, call, &permit, document.id);
        act.trainee = Some(document.trainee);
        act.evidence = vec![hex::encode(document.digest)];
        act.comment = comment.map(str::to_owned);
        audit::record(c, &call.portal.world, &act).await?;
        Ok(notices::tell(c, call, &Notice::about(&act, document.trainee)).await?)
    }
}

/// The trainee takes a paper back that nobody has verified.
#[derive(Clone)]
pub struct WithdrawDocument {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub document: DocumentId,
}

impl Work for WithdrawDocument {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let call = &self.call;
        let (document, permit) = allowed(c, call, self.document, Want::AddDocument).await?;
        if document.verified.is_some() {
            return Err(Refusal::WrongState(Instead::Verified).into());
        }
        if !store::withdraw(c, document.id, call.now, &permit).await? {
            return Ok(()); // it was taken back before
        }
        let mut act = about(What::DocumentWithdrawn, call, &permit, document.id);
        act.trainee = Some(document.trainee);
        act.evidence = vec![hex::encode(document.digest)];
        audit::record(c, &call.portal.world, &act).await.map(drop)
    }
}

/// The document, and the permit to do something with it.
async fn allowed(c: &mut Conn, call: &Call, id: DocumentId, want: Want) -> Result<(Document, Permit)> {
    let found = store::find(c, id).await?.ok_or(Refusal::NotFound)?;
    let spots = training::spots(c, found.trainee, call.today).await?;
    let spot = spots.iter().find(|spot| spot.programme == found.programme).ok_or(Refusal::NotFound)?;
    let subject = Subject::Document { scheme: &spot.scheme, setting: &spot.setting, trainee: found.trainee };
    let at = At { programme: found.programme, requirement: None };
    let permit = access::ask(c, call, want, &subject, at).await?;
    Ok((found, permit))
}

/// Opens a document. Another person's leaves one row in the access log before its first byte is given out.
pub struct OpenDocument {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub document: DocumentId,
}

impl Work for OpenDocument {
    type Done = Document;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Document> {
        let (document, permit) = allowed(c, &self.call, self.document, Want::SeeDocument).await?;
        looked(c, &self.call, &permit, document.trainee).await?;
        Ok(document)
    }
}

async fn looked(c: &mut Conn, call: &Call, permit: &Permit, whose: PersonId) -> Result<()> {
    let look = Look {
        person: permit.actor(),
        role: permit.role(),
        what: Want::SeeDocument.code(),
        whose: Whose::One(whose),
        plan: None,
    };
    Ok(audit::looked(c, &call.portal.world, call.now, &look).await?)
}

/// The papers on somebody's file that the reader may see, the newest first: those of each programme that the reader may.
pub struct ListDocuments {
    /// Who, when.
    pub call: Call,
    /// Whose.
    pub trainee: PersonId,
}

/// A document in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The document.
    pub document: Document,
    /// The scheme in whose words its kind is said.
    pub scheme: String,
    /// Whether the same file stands on somebody else's record too.
    pub elsewhere: bool,
}

impl Work for ListDocuments {
    type Done = Vec<Listed>;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Vec<Listed>> {
        let call = &self.call;
        let spots = training::spots(c, self.trainee, call.today).await?;
        let (mut seen, mut permit) = (Vec::new(), None);
        for spot in spots {
            let subject =
                Subject::Document { scheme: &spot.scheme, setting: &spot.setting, trainee: self.trainee };
            let at = At { programme: spot.programme, requirement: None };
            match access::ask(c, call, Want::SeeDocument, &subject, at).await {
                Ok(given) => {
                    seen.push(spot);
                    permit = Some(given);
                }
                Err(Error::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        let permit = permit.ok_or(Refusal::NotFound)?;
        looked(c, call, &permit, self.trainee).await?;
        let mut listed = Vec::new();
        for document in store::of(c, self.trainee).await? {
            if let Some(spot) = seen.iter().find(|spot| spot.programme == document.programme) {
                // The trainee need not hear who else has the same file.
                let elsewhere = call.actor != self.trainee && store::is_elsewhere(c, &document).await?;
                listed.push(Listed { document, scheme: spot.scheme.clone(), elsewhere });
            }
        }
        Ok(listed)
    }
}

/// How many papers there are, and which of them have no file in its place.
pub async fn without_file(db: &Db, files: &Files) -> Result<(u64, Vec<DocumentId>)> {
    let (mut count, mut lacking, mut after) = (0, Vec::new(), DocumentId::from_uuid(uuid::Uuid::nil()));
    loop {
        let page = db.read_long(move |c| Box::pin(store::files_after(c, after, FILES_PAGE))).await?;
        let Some((last, ..)) = page.last() else { return Ok((count, lacking)) };
        after = *last;
        for (id, digest, bytes) in page {
            count += 1;
            let digest: FileDigest = digest.try_into().unwrap_or_default();
            if !files.has(&digest, bytes.unsigned_abs()).await {
                lacking.push(id);
            }
        }
    }
}

/// Files looked for at once.
const FILES_PAGE: i64 = 1000;

/// Papers of a programme that count: not taken back, oldest first.
pub async fn on_file(c: &mut Conn, trainee: PersonId, programme: ProgrammeId) -> Result<Vec<Document>> {
    let mut all = store::of(c, trainee).await?;
    all.retain(|one| one.programme == programme && one.withdrawn_at.is_none());
    all.reverse();
    Ok(all)
}

/// What a paper is called in the scheme's own words.
pub fn paper(say: &Say<'_>, kind: &str) -> String {
    say.scheme.word(say.lang.code(), &format!("document-{}", kind.replace('_', "-"))).to_owned()
}
