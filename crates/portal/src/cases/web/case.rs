//! One case on the authority's desk: its page.

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{CaseId, DocumentId, DossierId};
use domain::refusal::{Instead, Refusal};
use sealed::Checked;
use web::{Fields, Form, Lang, page::Ask};

use super::{
    super::{
        Case, State, is_shut, open,
        pages::{self, CasePage, Enclosed, Finding, Later},
        readable_until,
    },
    ahead_of, told_of,
};
use crate::{
    desk::Desk,
    documents::{self, Stands},
    door::{self, At, Caller},
    dossiers,
    error::{Error, Result},
    forms::new_key,
    identifiers,
    portal::App,
    show::{Say, dotted},
    words,
};

/// What the page of a case says besides.
#[derive(Default)]
pub(super) struct Said {
    pub(super) status: StatusCode,
    /// What was typed, and what is wrong with it.
    pub(super) fields: Fields,
    pub(super) refused: Option<Refusal>,
    /// What its address says was just done.
    pub(super) did: Option<String>,
}

/// `GET /cases/{id}`.
pub async fn show_case(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<CaseId>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let did = query.filled("did").map(str::to_owned);
    answer(caller, ask, id, Said { did, ..Said::default() }).await
}

/// The page, as it is or as it came back.
pub(super) async fn answer(caller: Caller, ask: Ask, id: CaseId, said: Said) -> Result<Response> {
    let case = open(&caller.call, id, caller.actor.scope).await?;
    let app = caller.call.portal.clone();
    let desk = Desk::of(caller).await?;
    let say = desk.say_of(&case.sent.scheme);
    let shut = is_shut(&desk.caller.call, &case)?;
    let mut later = Vec::new();
    for dossier in case.dossiers().into_iter().rev().filter(|_| !shut) {
        let found = door::read(&app, move |c| Box::pin(dossiers::find(c, dossier))).await?;
        let found = found.ok_or(Refusal::NotFound)?;
        later.push(Later {
            id: dossier,
            first: dossier == case.sent.dossier,
            when: say.when(found.at()),
            papers: if dossiers::is_ended(&app, dossier).await? {
                Vec::new()
            } else {
                dossiers::papers(&say)
            },
        });
    }
    // The newest speaks for all: each is whole.
    let newest = case.dossiers().pop().unwrap_or(case.sent.dossier);
    let checked = if shut { Check::Shut } else { checked(&app, newest).await? };
    let mut fields = said.fields;
    if fields.value("on").is_empty() && !fields.has_errors() {
        fields = Fields::with(&[
            ("on", &web::format::numeric(say.today)),
            ("comment", fields.value("comment")),
            ("question", fields.value("question")),
        ]);
    }
    let since = match &checked {
        Check::Genuine(checked) if newest != case.sent.dossier => {
            let first = identifiers::if_read(dossiers::content_of(&app, case.sent.dossier).await)?;
            first.map(|first| dossiers::since(&say, &first, checked))
        }
        _ => None,
    };
    let back = match checked.genuine() {
        Some(checked) => dossiers::taken_back_in(&app, checked).await?,
        None => Vec::new(),
    };
    let found = match &checked {
        Check::Genuine(checked) => {
            Finding::Genuine(Box::new(dossiers::genuine(&app, say.lang, checked).await?))
        }
        Check::Making => Finding::Making,
        Check::Unread => Finding::Unread,
        Check::KeyEnded => Finding::KeyEnded,
        Check::NotBelieved => Finding::NotBelieved,
        Check::Shut => Finding::Shut,
    };
    let view = CasePage {
        since,
        id,
        sent_on: case.sent.sent_at.day_in(app.world.zone()),
        seen: case.events.len(),
        number: case.sent.number.clone(),
        trainee: case.sent.trainee_name.clone(),
        kind: say.applied_for(&case.sent.kind),
        state: case.state(),
        delivering: case.delivering_since().map(|since| say.when(since)),
        ahead: ahead_of(say.lang, case.state()),
        told: told_of(&say, &case, false),
        dossiers: later,
        readable_until: readable_until(&desk.caller.call, &case)?,
        documents: checked.genuine().map_or_else(Vec::new, |checked| enclosed(&say, checked, &back)),
        found,
        fields,
        key: new_key(&desk.caller.call),
        refused: said.refused,
        did: said.did.and_then(|did| just_done(say.lang, &did, &case)),
    };
    Ok(desk.page_with(said.status, &say, ask, None, pages::case(&say, &view)))
}

/// What the check of a dossier came to.
enum Check {
    Genuine(Box<Checked>),
    Making,
    /// Its key is not there.
    Unread,
    /// Its key was taken out of those that are believed.
    KeyEnded,
    NotBelieved,
    Shut,
}

impl Check {
    /// What is believed.
    fn genuine(&self) -> Option<&Checked> {
        match self {
            Self::Genuine(checked) => Some(checked),
            Self::Making | Self::Unread | Self::KeyEnded | Self::NotBelieved | Self::Shut => None,
        }
    }
}

/// Checks a dossier of ours. That it is not believed is the operator's to hear of; that the database does not answer is nobody's verdict.
async fn checked(app: &App, dossier: DossierId) -> Result<Check> {
    let found = match dossiers::file(app, dossier).await {
        Ok(None) => return Ok(Check::Making),
        Ok(Some(file)) => dossiers::own(app, file).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(checked) => Ok(Check::Genuine(checked)),
        Err(Error::Refused(Refusal::WrongState(Instead::KeyEnded))) => Ok(Check::KeyEnded),
        Err(error) if door::is_unavailable(&error) => Err(error),
        Err(error) => {
            let why = error.into_fault();
            if identifiers::is_key_missing(&why) {
                tracing::error!("the dossier {dossier} of a case cannot be read: {why:#}");
                return Ok(Check::Unread);
            }
            tracing::error!("the dossier {dossier} of a case is not believed: {why:#}");
            Ok(Check::NotBelieved)
        }
    }
}

/// What an officer just did, as long as it is so.
fn just_done(lang: Lang, did: &str, case: &Case) -> Option<&'static str> {
    match (did, case.state()) {
        ("asked", State::Asked) => Some(words::cases_did_ask(lang)),
        ("decided", State::Granted | State::Refused) => Some(words::cases_did_decide(lang)),
        _ => None,
    }
}

/// The documents that a dossier names, who saw their originals, and what of that was taken back since.
fn enclosed(say: &Say<'_>, checked: &Checked, back: &[(DocumentId, Stands)]) -> Vec<Enclosed> {
    let since = |one: &sealed::Document| {
        let (_, stands) = back.iter().find(|(id, _)| *id == one.id)?;
        dossiers::became(say, stands)
    };
    let of = |one: &sealed::Document| {
        let seen = checked.counted.saw_original(one.id);
        let since = since(one);
        let seen = seen.map(|act| dossiers::attested(say, checked, act));
        Enclosed {
            id: one.id,
            kind: dotted(&[
                web::format::capitalised(&documents::called(say, &one.kind)),
                one.on.map(|day| say.long(day).to_string()).unwrap_or_default(),
            ]),
            name: one.name.clone(),
            seen: seen.map_or_else(
                || words::dossiers_line_unseen(say.lang).to_owned(),
                |who| words::cases_seen_by(say.lang, who),
            ),
            since,
        }
    };
    checked.payload.content.documents.iter().map(of).collect()
}
