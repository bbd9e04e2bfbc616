//! What was achieved before, abroad, under older rules or as merit: registered by whoever the policies entitle, on a document and with its
//! day, and marked as such for ever.

use base::{Day, DocumentId, PlanId};
use db::{Conn, Work};
use domain::{
    access::Act as Want,
    refusal::{Problem, Refusal},
    scheme::Credit as Rules,
    signoff::{State, Vouched},
    text::Comment,
};

use super::{Attested, Case, attest::Vouch, case, store};
use crate::{
    audit::What,
    documents::{self, Document},
    error::{Error, Result},
    portal::Call,
};

/// Somebody entitled registers that a requirement was achieved before.
#[derive(Clone)]
pub struct Credit {
    /// Who, when.
    pub call: Call,
    /// In which plan.
    pub plan: PlanId,
    /// Which requirement, by its code.
    pub code: String,
    /// The document it rests on.
    pub document: DocumentId,
    /// When it was achieved.
    pub completed_on: Day,
    /// Their words.
    pub comment: Option<Comment>,
}

impl Work for Credit {
    type Done = Attested;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Attested> {
        let case = case(c, &self.call, self.plan, &self.code).await?;
        let permit = case.ask(c, &self.call, Want::Credit).await?;
        let rules = rules(&self.call, &case)?.ok_or(Refusal::NotEntitled)?;
        let document = documents::on_file(c, case.trainee).await?;
        let document = document.into_iter().find(|one| one.id == self.document);
        let document = document.ok_or_else(|| Error::field("document", Problem::Unknown))?;
        if !rules.documents.contains(&document.kind) {
            return Err(Error::field("document", Problem::DoesNotFit));
        }
        if document.on.is_some_and(|on| on < self.completed_on) {
            return Err(Error::field("completed_on", Problem::AfterDocument));
        }
        let vouch = Vouch {
            call: &self.call,
            case: &case,
            permit: &permit,
            comment: self.comment.as_ref(),
            what: What::Credited,
            request: case.sign_off.filter(|_| case.standing.state == State::Requested),
            completed_on: Some(self.completed_on),
            document: Some(document.id),
            evidence: vec![hex::encode(document.digest)],
        };
        let made = vouch.write(c, Vouched::Whole).await?;
        store::add_credit(c, made.id, document.id, &permit).await?;
        Ok(made)
    }
}

/// On what a case's scheme lets such a thing rest.
fn rules<'a>(call: &'a Call, case: &Case) -> Result<Option<&'a Rules>> {
    Ok(call.portal.scheme(&case.scheme)?.credit.as_ref())
}

/// The documents on which something rests in these plans that was achieved before.
pub async fn credited_on(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<DocumentId>> {
    Ok(store::credited_on(c, plans).await?.into_iter().map(|(document,)| document).collect())
}

/// The documents of the trainee on which a requirement can rest that was achieved before, the newest first; none where the scheme has no
/// such thing.
pub async fn creditable(c: &mut Conn, call: &Call, case: &Case) -> Result<Option<Vec<Document>>> {
    let Some(rules) = rules(call, case)? else { return Ok(None) };
    let mut all = documents::on_file(c, case.trainee).await?;
    all.retain(|one| rules.documents.contains(&one.kind));
    all.sort_by_key(|one| std::cmp::Reverse(one.id));
    Ok(Some(all))
}
