//! Cases and what happened to them against the acts that say so: the acts are right, for the ledger commits to them.

use std::collections::BTreeMap;

use base::{ActId, CaseId, DossierId, PersonId};
use db::{Conn, Db, Fault};
use domain::act::of_case;
use uuid::Uuid;

use super::store;
use crate::{
    audit::{self, Act, Compared, Records, Tell, What},
    error::Result,
};

/// Cases, compared.
#[derive(Clone)]
struct Cases;

/// Compares all cases with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    audit::compare_records(db, Cases, tell).await
}

impl Records for Cases {
    /// What was sent, or happened, under the id of each act.
    type Told = String;
    const NAME: &'static str = "cases and what happened to them";

    async fn rows(
        &self,
        c: &mut Conn,
        from: PersonId,
        until: PersonId,
    ) -> Result<BTreeMap<Uuid, String>, Fault> {
        let mut rows = BTreeMap::new();
        for case in store::of_trainees(c, from, until).await? {
            let (id, trainee) = (case.id, case.trainee);
            let digest = case.digest.map(hex::encode).unwrap_or_default();
            let sent = Told {
                what: "sent",
                by: Some(trainee),
                dossier: Some(case.dossier),
                words: Some(format!(
                    "{} {digest}",
                    of_case(&case.scheme, case.programme, &case.kind, &case.number)
                )),
                ..Told::of(id, trainee, case.sent_at.micros())
            };
            rows.insert(id.uuid(), sent.said());
            for row in store::events(c, &[id]).await? {
                let event = Told {
                    what: &row.what,
                    by: Some(row.person),
                    dossier: row.dossier,
                    words: row.comment.clone(),
                    granted: row.granted,
                    on: row.on.map(|day| day.to_string()),
                    ..Told::of(id, trainee, row.at.micros())
                };
                rows.insert(row.id.uuid(), event.said());
            }
        }
        Ok(rows)
    }
    fn follow(told: &mut BTreeMap<Uuid, String>, id: ActId, act: &Act) {
        let what = match act.what {
            What::DossierSent => "sent",
            What::SendingWithdrawn => "withdrawn",
            What::CaseOpened => "opened",
            What::CaseAsked => "asked",
            What::Supplemented => "supplemented",
            What::CaseDecided => "decided",
            _ => return,
        };
        let (Some(case), Some(trainee)) = (act.case, act.trainee) else { return };
        let over = act.over.as_deref().unwrap_or_default();
        let sent = act.evidence.first().map(|digest| format!("{over} {digest}"));
        let said = Told {
            what,
            by: act.actor,
            dossier: act.dossier,
            words: act.comment.clone().or(sent),
            granted: act.granted,
            on: act.on.map(|day| day.to_string()),
            ..Told::of(case, trainee, act.at.micros())
        };
        told.insert(id.uuid(), said.said());
    }
    fn differ(id: Uuid, row: Option<&String>, act: Option<&String>) -> Option<String> {
        match (row, act) {
            (Some(row), Some(act)) if row == act => None,
            (Some(row), Some(act)) => Some(format!("case {id}: the table says {row}, the act says {act}")),
            (_, None) => Some(format!("case {id}: no act says so")),
            (None, Some(_)) => Some(format!("case {id}: an act says so, and its row is missing")),
        }
    }
}

/// What a row says, and what its act does.
struct Told<'a> {
    case: CaseId,
    trainee: PersonId,
    at: i64,
    what: &'a str,
    by: Option<PersonId>,
    dossier: Option<DossierId>,
    words: Option<String>,
    granted: Option<bool>,
    on: Option<String>,
}

impl Told<'_> {
    const fn of(case: CaseId, trainee: PersonId, at: i64) -> Self {
        Self { case, trainee, at, what: "", by: None, dossier: None, words: None, granted: None, on: None }
    }

    fn said(&self) -> String {
        let Self { case, trainee, at, what, dossier, words, granted, on, .. } = self;
        let (by, dossier) = (audit::id_or_dash(self.by), audit::id_or_dash(*dossier));
        format!(
            "{what} in {case} of {trainee} by {by} at {at}, dossier {dossier}, {granted:?}, {on:?}, {words:?}"
        )
    }
}
