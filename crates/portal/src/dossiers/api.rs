//! JSON doors to dossiers.

mod check;
mod sealed;

pub(crate) use check::*;
pub(crate) use sealed::*;

use axum::{extract::State, response::Response};
use base::Day;
use domain::{
    access::{Kind, Role, StandingKind},
    dossier::Topic,
    refusal::Problem,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Application, Readiness, ReadyLine, Who, applications, holder, readiness};
use crate::{
    access::Approver,
    api::{Date, Query, ok},
    documents,
    door::{self, Caller},
    error::{Error, Result},
    portal::App,
    show::Say,
    words,
};

/// Who can act on what is missing.
#[derive(Serialize, ToSchema)]
pub(crate) struct CanAct {
    id: Uuid,
    name: String,
    /// The role in which they would act.
    role: String,
    /// The leader for whom they act.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<Uuid>,
}

impl CanAct {
    fn caller(caller: &Caller) -> Self {
        Self {
            id: caller.call.actor.uuid(),
            name: caller.actor.name.clone(),
            role: Role::Trainee.code().to_owned(),
            on_behalf_of: None,
        }
    }
}

impl From<Approver> for CanAct {
    fn from(who: Approver) -> Self {
        let role = who.standing.parse::<StandingKind>().map(|kind| kind.role().code().to_owned());
        Self {
            id: who.person.uuid(),
            name: who.name,
            role: role.unwrap_or(who.standing),
            on_behalf_of: who.on_behalf_of.map(|leader| leader.uuid()),
        }
    }
}

/// One line of the checklist.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChecklistLine {
    /// `goals`, `activities`, `courses`, `research`, `time`, `employments`, `identifier`, `document`, `plan` or `window`.
    #[schema(value_type = String)]
    what: &'static str,
    /// It in the words of the scheme, in the caller's language.
    title: String,
    /// Of requirements: the curriculum; of a document or a national number: its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    met: bool,
    /// How many requirements of `total` are met.
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
    /// The codes of the requirements that are missing; of another line, what is missing in a word: `none`, `unseen` (a document whose
    /// original nobody has seen), `unread` (a number that is here and cannot be read just now: nothing is sealed until it can), `unconfirmed`,
    /// `not_yet`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    missing: Vec<String>,
    /// Who can act, up to five by name; the caller where it is theirs to do. Empty: nobody is named just now in the `roles` that can.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    who: Vec<CanAct>,
    /// The roles in which one can.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    roles: Vec<&'static str>,
    /// The roles whose advice goes before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    advised_by: Vec<&'static str>,
    /// The first day on which it can be met.
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<Date>,
    /// It may follow as a supplement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    follows: bool,
    /// It may be sent without.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    optional: bool,
}

/// Whether one is ready to apply.
#[derive(Serialize, ToSchema)]
pub(crate) struct Checklist {
    /// The kind that was asked for.
    kind: String,
    /// Whether all that must be there is.
    met: bool,
    lines: Vec<ChecklistLine>,
}

/// Whether one is ready to apply, line by line.
#[utoipa::path(get, path = "/api/v1/dossiers/checklist", tag = "dossiers", params(("kind" = String, Query)),
    responses((status = 200, body = Checklist)))]
pub(crate) async fn checklist(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let kind = query.words("kind")?;
    if kind.is_empty() {
        return Err(Error::field("kind", Problem::Required));
    }
    let (call, asked) = (caller.call.clone(), kind.clone());
    let ready = door::read(&app, move |c| {
        Box::pin(async move {
            // One of another country is none of theirs.
            let (theirs, _) = applications(c, &call, call.actor).await?;
            if !theirs.iter().any(|one| one.kind == asked) {
                return Err(Error::field("kind", Problem::Unknown));
            }
            readiness(c, &call, call.actor, &asked).await
        })
    });
    let ready = ready.await?;
    let application = Application::find(&app, &kind).ok_or_else(|| Error::field("kind", Problem::Unknown))?;
    let say = Say { lang: caller.lang, scheme: application.scheme, today: caller.call.today };
    let Readiness { met, lines, books, .. } = ready;
    let curriculum = |plan: &usize| books.get(*plan).map(|book| book.curriculum.code.clone());
    let line = |one: ReadyLine| {
        let (what, title, of) = match &one.line.topic {
            Topic::Window => ("window", say.word("dossier").to_owned(), None),
            Topic::Plan(code) => ("plan", say.word("plan").to_owned(), Some(code.clone())),
            Topic::Requirements { plan, kind } => (plural(*kind), say.theme(None, *kind), curriculum(plan)),
            Topic::Time { plan, code } => {
                let title =
                    books.get(*plan).and_then(|book| book.by_code(code)).map(|(_, of)| of.title.clone());
                ("time", title.unwrap_or_default(), curriculum(plan))
            }
            Topic::Document(kind) => ("document", documents::called(&say, kind), Some(kind.clone())),
            Topic::Identifier(kind) => {
                ("identifier", holder::number_called(&say, kind).to_owned(), Some(kind.clone()))
            }
            Topic::Employments => ("employments", words::employments_title(caller.lang).to_owned(), None),
            Topic::Lacks(kind) => (plural(*kind), say.theme(None, *kind), None),
        };
        let missing = match &one.line.topic {
            _ if one.line.met => Vec::new(),
            Topic::Requirements { .. } | Topic::Time { .. } => one.line.missing.clone(),
            Topic::Window => vec!["not_yet".to_owned()],
            Topic::Employments => vec!["unconfirmed".to_owned()],
            Topic::Document(_) if one.line.claimed => vec!["unseen".to_owned()],
            Topic::Identifier(_) if one.line.unread => vec!["unread".to_owned()],
            Topic::Document(_) | Topic::Identifier(_) | Topic::Plan(_) | Topic::Lacks(_) => {
                vec!["none".to_owned()]
            }
        };
        let (who, roles, advised_by) = match one.who {
            Who::Nobody => (Vec::new(), Vec::new(), Vec::new()),
            Who::Oneself => (vec![CanAct::caller(&caller)], vec![Role::Trainee], Vec::new()),
            Who::Others { named, roles, advised_by } => {
                (named.into_iter().map(CanAct::from).collect(), roles, advised_by)
            }
        };
        let codes = |roles: Vec<Role>| roles.into_iter().map(Role::code).collect();
        ChecklistLine {
            what,
            title,
            of,
            met: one.line.met,
            done: one.line.of.map(|(done, _)| done),
            total: one.line.of.map(|(_, total)| total),
            missing,
            who,
            roles: codes(roles),
            advised_by: codes(advised_by),
            earliest: one.line.earliest.map(|day: Day| Date(day)),
            follows: one.line.follows,
            optional: one.line.optional,
        }
    };
    Ok(ok(&Checklist { kind, met, lines: lines.into_iter().map(line).collect() }))
}

const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Goal => "goals",
        Kind::Activity => "activities",
        Kind::Course => "courses",
        Kind::Time => "time",
        Kind::Research => "research",
    }
}
