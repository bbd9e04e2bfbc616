//! Documents on a trainee's record: filed by the trainee as claimed, verified by somebody entitled who has seen the original.
//!
//! Leave is asked where the trainee is now; after the last day, wherever time was served in that programme (`Here`).

pub mod api;
mod compared;
mod files;
mod look;
pub mod pages;
mod record;
mod store;
mod times;
pub mod web;

use std::{collections::BTreeSet, time::Duration};

use ::web::front::Larger;
use base::{Day, PersonId};
use db::Conn;
use domain::{
    access::{Act as Want, Denied, Permit, StandingKind, Subject},
    refusal::Problem,
    text::one_line,
};

pub use compared::compare;
pub use files::{Copied, FILE_BYTES_MAX, FileDigest, Filed, Files, Media, NotFiled};
pub use look::{
    Listed, forget_files, has_record, list, may_file, on_file, open, opened, role_towards, taken_back,
    unseen, without_file,
};
pub use record::{AddDocument, UnverifyDocument, VerifyDocument, WithdrawDocument, leave};
pub use store::{Attests, Document, Sight, Stands, papers::OnPaper};
pub use times::{TimeElement, of_paper, on_paper, time_elements};
pub use web::{FILE, Upload, document_did, document_row};

use crate::{
    access::{self, Approver, At},
    error::Result,
    portal::Call,
    show::Say,
    training::{self, Spot},
};

/// The longest name of a file, in characters.
pub const NAME_MAX: usize = 200;
/// The most documents on one record, those taken back aside.
pub const DOCUMENTS_MAX: i64 = 500;
/// The most bytes that are read of a form with a file: what is too large is read to its end, so that the form can say so.
const FORM_BYTES_MAX: usize = 5 * 20 * 1024 * 1024;
/// How long a file may take: 20 MB from a phone with little reception.
const FORM_TIME_MAX: Duration = Duration::from_secs(10 * 60);

/// Where files are sent.
pub const LARGER: [Larger; 2] = [
    Larger { path: "/documents", body_bytes_max: FORM_BYTES_MAX, time_max: FORM_TIME_MAX },
    Larger { path: "/api/v1/documents", body_bytes_max: FORM_BYTES_MAX, time_max: FORM_TIME_MAX },
];

/// The name under which a file is kept: without its folder, with the ending of what it is; refused when it could name a patient.
pub fn file_name(name: &str, media: Media) -> Result<String, Problem> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if name.is_empty() {
        return Err(Problem::Required);
    }
    one_line(name, NAME_MAX)?;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    // Whoever opens it is never handed a program that begins like a picture.
    Ok(if media.endings().contains(&&*ending) {
        name.to_owned()
    } else {
        format!("{name}.{}", media.endings()[0])
    })
}

/// The programme in which a trainee is, or was last, in a scheme: whoever is something there is asked.
struct Here {
    spot: Spot,
    over: bool,
}

impl Here {
    /// Of a trainee's programmes, the present or last one first.
    fn of(spots: &[Spot], scheme: &str, today: Day) -> Option<Self> {
        let spot = spots.iter().find(|spot| spot.scheme == scheme)?.clone();
        let over = spot.until < today;
        Some(Self { spot, over })
    }
    fn subject(&self, trainee: PersonId) -> Subject<'_> {
        Subject::Document { scheme: &self.spot.scheme, setting: &self.spot.setting, trainee, over: self.over }
    }
    fn at(&self) -> At {
        At { programme: self.spot.programme, requirement: None }
    }
    /// Leave to look, on which nothing that is written rests.
    async fn allows(
        &self,
        c: &mut Conn,
        call: &Call,
        want: Want,
        trainee: PersonId,
    ) -> Result<Result<Permit, Denied>> {
        let standings = access::standings(c, call.actor, call.today, self.at()).await?;
        Ok(call.portal.policies.decide(call.actor, want, &self.subject(trainee), &standings))
    }
}

/// Who may say that they have seen an original of this trainee's in a scheme: as what, and everyone who is it, by name.
pub async fn verifiers(
    c: &mut Conn,
    call: &Call,
    trainee: PersonId,
    scheme: &str,
) -> Result<(BTreeSet<StandingKind>, Vec<Approver>)> {
    let spots = training::spots(c, trainee, call.today).await?;
    let Some(here) = Here::of(&spots, scheme, call.today) else { return Ok((BTreeSet::new(), Vec::new())) };
    let kinds = call.portal.policies.who(Want::VerifyDocument, &here.subject(trainee));
    let named = access::approvers(c, call.today, here.at(), kinds.iter().copied(), trainee).await?;
    Ok((kinds, named))
}

/// What a document is called in the scheme's own words.
pub fn called(say: &Say<'_>, kind: &str) -> String {
    say.scheme.word(say.lang.code(), &format!("document-{}", kind.replace('_', "-"))).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_and_ends_as_what_it_is() {
        let named = |name: &str, media| file_name(name, media).unwrap();
        assert_eq!(named("C:\\Users\\mads\\aftale æ.PDF", Media::Pdf), "aftale æ.PDF");
        assert_eq!(named("scan.jpeg", Media::Jpeg), "scan.jpeg");
        assert_eq!(named("Kursusbevis.hta", Media::Pdf), "Kursusbevis.hta.pdf");
        assert_eq!(named("bevis.pdf", Media::Png), "bevis.pdf.png");
        assert_eq!(named("bevis", Media::Jpeg), "bevis.jpg");
        assert_eq!(file_name("010190-1234.pdf", Media::Pdf), Err(Problem::NationalId));
        assert_eq!(file_name("/", Media::Pdf), Err(Problem::Required));
        assert_eq!(file_name("a\nb.pdf", Media::Pdf), Err(Problem::NotText));
    }
}
