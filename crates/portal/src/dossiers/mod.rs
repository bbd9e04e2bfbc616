//! What is sent to the authority: whether a trainee is ready, line by line, and who can act on what is missing; the record sealed, as a
//! file and on paper; and the check of such a file, whoever brings it. Sending is `cases`.

mod acting;
pub mod api;
mod compared;
mod gather;
mod holder;
pub mod pages;
mod paper;
mod parts;
mod press;
mod seal;
mod since;
mod stage;
mod store;
mod told;
mod verdict;
pub mod web;

use std::{sync::Arc, time::Duration};

use ::web::front::Larger;
use base::{PersonId, ProgrammeId};
use db::Conn;
use domain::{
    dossier,
    scheme::{Dossier, Scheme},
};

pub use acting::{ReadyLine, Who};
pub(crate) use api::{file_of, paper_in};
pub use compared::compare;
pub(crate) use pages::{Genuine, genuine as show_genuine};
pub use press::{Press, paper_of, papers_kept};
pub use seal::{
    SealDossier, any_file, any_paper, content_of, differs, digest_of, documents_since, fell, file, find,
    has_fallen, is_ended, key_ended, last_naming, made, open, opened, sealed_by, specialty_of, stands,
    still_ready,
};
pub use since::Since;
pub(crate) use since::since;
pub use store::Dossier as Sealed;
pub(crate) use told::{attested, became};
pub use verdict::{Arrived, NotTakenIn, Verdict, annulled_in, own, take_in, taken_back_in, verdict};
pub(crate) use web::{genuine, papers, receipt_with};

use crate::{
    curricula::Published,
    error::Result,
    portal::{Call, Portal},
    training,
};

use stage::Stage;

/// With which key a portal's dossiers are sealed, and whose are believed there.
#[derive(Debug)]
pub struct Sealing {
    /// The key.
    pub key: ledger::Key,
    /// The key that signs their papers.
    pub paper: sealed::PaperKey,
    /// What the portal publishes: this key, earlier ones, and those of its ledger.
    pub keys: sealed::KeyList,
}

/// What a dossier's file is.
pub const FILE_TYPE: &str = "application/json";
/// What its paper is.
pub const PAPER_TYPE: &str = sealed::PAPER_TYPE;
/// The largest file that is checked, in bytes.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// How long it may take to come.
const FILE_TIME_MAX: Duration = Duration::from_secs(60);

/// Where files to be checked are sent.
pub const LARGER: [Larger; 2] = [
    Larger { path: "/verify", body_bytes_max: FILE_BYTES_MAX, time_max: FILE_TIME_MAX },
    Larger { path: "/api/v1/dossiers/verify", body_bytes_max: FILE_BYTES_MAX, time_max: FILE_TIME_MAX },
];

/// What somebody applies for, and under whose rules.
#[derive(Debug, Clone, Copy)]
pub struct Application<'a> {
    /// Its code: `dk-selvstaendigt-virke`.
    pub kind: &'a str,
    /// The scheme it belongs to.
    pub scheme: &'a Scheme,
    /// What it asks for.
    pub rules: &'a Dossier,
}

impl<'a> Application<'a> {
    /// The one with this code, in whichever scheme.
    pub fn find(portal: &'a Portal, kind: &str) -> Option<Self> {
        portal.schemes.values().find_map(|scheme| {
            let (kind, rules) = scheme.dossiers.get_key_value(kind)?;
            Some(Self { kind, scheme, rules })
        })
    }

    /// Whether a stage is one at whose end it is made.
    fn is_for(&self, stage: &str) -> bool {
        let joint = |joint: &&Vec<String>| {
            [&*self.rules.stage, stage].iter().all(|one| joint.iter().any(|of| of == one))
        };
        stage == self.rules.stage || self.scheme.joint_stages.iter().any(|one| joint(&one))
    }
}

/// Whether anything is sent to the authority at the end of a stage.
pub fn is_for(scheme: &Scheme, stage: &str) -> bool {
    scheme.dossiers.iter().any(|(kind, rules)| Application { kind, scheme, rules }.is_for(stage))
}

/// Those of the schemes that somebody trains in, first those that they can come to by the stages that have begun: so many. What is
/// asked for is open to all of them before.
pub async fn applications<'a>(
    c: &mut Conn,
    call: &'a Call,
    trainee: PersonId,
) -> Result<(Vec<Application<'a>>, usize)> {
    let spots = training::spots(c, trainee, call.today).await?;
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for scheme in call.portal.schemes.values() {
        let stages: Vec<&str> =
            spots.iter().filter(|spot| spot.scheme == scheme.code).map(|spot| &*spot.stage).collect();
        for (kind, rules) in scheme.dossiers.iter().filter(|_| !stages.is_empty()) {
            let one = Application { kind, scheme, rules };
            let begun = stages.iter().any(|stage| one.is_for(stage));
            if begun { near.push(one) } else { far.push(one) }
        }
    }
    let begun = near.len();
    near.extend(far);
    Ok((near, begun))
}

/// How ready somebody is.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// Whether all is there.
    pub met: bool,
    /// The lines.
    pub lines: Vec<ReadyLine>,
    /// The curricula of the plans that lines name, in their order.
    pub books: Vec<Arc<Published>>,
    /// To which programme documents for it belong: the present one, or the last.
    pub programme: Option<ProgrammeId>,
}

/// How ready a trainee is for an application, today.
pub async fn readiness(c: &mut Conn, call: &Call, trainee: PersonId, kind: &str) -> Result<Readiness> {
    let stage = Stage::of(c, call, trainee, kind).await?;
    let lines = stage.checklist(c, call).await?;
    let met = dossier::is_ready(&lines);
    let lines = acting::with_who(c, call, &stage, lines).await?;
    let programme = stage.spots.first().map(|spot| spot.programme);
    Ok(Readiness { met, lines, books: stage.books(), programme })
}
