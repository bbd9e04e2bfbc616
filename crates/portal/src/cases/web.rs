//! Page doors to cases: what the trainee does with a sealed dossier, and the authority's desk.

mod acts;
mod case;
mod desk;
mod files;
mod whereabouts;

pub use acts::{decide, question};
pub use case::show_case;
pub(crate) use desk::our_turn;
pub use desk::{find, show};
pub use files::{fetch_document, fetch_file, fetch_paper};
pub(crate) use whereabouts::whereabouts;

use axum::{extract::State as Shared, response::Response};
use base::DossierId;
use domain::{
    refusal::{Problem, Refusal},
    text::{COMMENT_MAX, Comment},
};
use web::{
    Fields, Form, Lang, format,
    page::{self, Ask},
    parts,
};

use super::{
    Case, Event, Happened, SendDossier, State, Supplement, Supplemented, WithdrawSending, pages::Told,
};
use crate::{
    door::{At, Caller},
    dossiers,
    error::{Error, Result},
    forms::wrong,
    portal::App,
    repeats::{Answer, Key, Once},
    show::{self, Say, dotted},
    words,
};

/// What the receipt says besides, when something was refused.
#[derive(Debug, Default)]
pub struct Back {
    /// What was typed.
    pub fields: Fields,
    /// Why it was refused.
    pub refused: Option<Refusal>,
    /// What its address says was just done.
    pub did: Option<String>,
}

/// `POST /dossiers/{id}/send`.
pub async fn send(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(dossier): At<DossierId>,
) -> Result<Response> {
    let done = app.does(SendDossier { call: caller.call.clone(), dossier }).await;
    on_or_back(caller, ask, (dossier, "sent"), None, done.map(drop)).await
}

/// `POST /dossiers/{id}/withdraw`.
pub async fn withdraw(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(dossier): At<DossierId>,
) -> Result<Response> {
    let done = app.does(WithdrawSending { call: caller.call.clone(), dossier }).await;
    on_or_back(caller, ask, (dossier, "withdrawn"), None, done.map(drop)).await
}

/// `POST /dossiers/{id}/supplements`. A press that comes twice counts once.
pub async fn supplement(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(dossier): At<DossierId>,
    form: Form,
) -> Result<Response> {
    let done = match comment(&form, "comment") {
        Ok(comment) => {
            let key = key(&form, &format!("/dossiers/{dossier}/supplements"), &["comment"]);
            let work = Supplement { call: caller.call.clone(), dossier, comment };
            let did = |made: Supplemented| if made.behind.is_some() { "words" } else { "supplemented" };
            let answer = move |made| Answer { status: 303, body: did(made).into() };
            app.does(Once { call: caller.call.clone(), key, work, answer }).await
        }
        Err(problem) => Err(Error::field("comment", problem)),
    };
    let did = match &done {
        Ok(answer) if answer.body == b"words" => "words",
        _ => "supplemented",
    };
    on_or_back(caller, ask, (dossier, did), Some(form), done.map(drop)).await
}

/// The form's key, good for these values.
fn key(form: &Form, target: &str, names: &[&str]) -> Option<Key> {
    let body: Vec<&str> = names.iter().map(|name| form.value(name)).collect();
    form.filled("key").and_then(|key| Key::new(key, target, body.join("\n").as_bytes()))
}

/// Words of a form, if there are any.
fn comment(form: &Form, name: &str) -> std::result::Result<Option<Comment>, Problem> {
    let text = form.text(name, COMMENT_MAX).map_err(wrong)?;
    Comment::read(text.as_deref().unwrap_or_default())
}

/// On to the receipt, or back to it with why not.
async fn on_or_back(
    caller: Caller,
    ask: Ask,
    (dossier, did): (DossierId, &str),
    form: Option<Form>,
    done: Result<()>,
) -> Result<Response> {
    let mut fields = form.map(Form::fields).unwrap_or_default();
    let refused = match done {
        Ok(()) => return Ok(page::see_other(&format!("/dossiers/{dossier}?did={did}"))),
        Err(Error::Fields(errors)) => {
            show::mark_all(caller.lang, &mut fields, &errors);
            None
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::NotLoggedIn | Refusal::NotFound) => {
            Some(refusal)
        }
        Err(other) => return Err(other),
    };
    dossiers::receipt_with(caller, ask, dossier, Back { fields, refused, did: None }).await
}

/// What is still to happen in a case, the last first.
fn ahead_of(lang: Lang, state: State) -> Vec<Told> {
    let step = |what: &str, about: &str| Told {
        state: parts::State::Open,
        what: what.to_owned(),
        who_when: about.to_owned(),
        comment: None,
    };
    let decision = step(words::cases_ahead_decision(lang), words::cases_ahead_not_yet(lang));
    match state {
        State::Sent => {
            vec![decision, step(words::cases_ahead_open(lang), words::cases_ahead_open_about(lang))]
        }
        State::Asked => {
            vec![decision, step(words::cases_ahead_answer(lang), words::cases_ahead_not_yet(lang))]
        }
        State::Open | State::Supplemented => vec![decision],
        State::Granted | State::Refused | State::Withdrawn => Vec::new(),
    }
}

/// What happened to a case, the newest first, as its trainee or the authority is told.
fn told_of(say: &Say<'_>, case: &Case, own: bool) -> Vec<Told> {
    let authority = say.short("authority").to_owned();
    let trainee = if own { words::cases_by_you(say.lang) } else { words::cases_by_applicant(say.lang) };
    let delivering = case.state() == State::Sent && case.delivering_since().is_some();
    let sent = Told {
        state: parts::State::Requested,
        what: if delivering {
            words::cases_told_delivering(say.lang, authority.as_str())
        } else {
            words::cases_told_sent(say.lang, authority.as_str())
        },
        who_when: format::capitalised(&say.when(case.sent.sent_at)),
        comment: None,
    };
    let event = |event: &Event| {
        let officer = dotted(&[event.name.as_str(), &authority]);
        let by = if event.by == case.sent.trainee { trainee } else { officer.as_str() };
        let (state, what) = told(say, &event.what);
        Told { state, what, who_when: dotted(&[by, &say.when(event.at)]), comment: event.comment.clone() }
    };
    let mut all: Vec<Told> = case.events.iter().rev().map(event).collect();
    all.push(sent);
    all
}

fn told(say: &Say<'_>, what: &Happened) -> (parts::State, String) {
    let lang = say.lang;
    match what {
        Happened::Opened => (parts::State::Progress, words::cases_told_opened(lang).to_owned()),
        Happened::Asked => (parts::State::Returned, words::cases_told_asked(lang).to_owned()),
        Happened::Supplemented(None) => {
            (parts::State::Requested, words::cases_told_answered(lang).to_owned())
        }
        Happened::Supplemented(Some(_)) => {
            (parts::State::Requested, words::cases_told_supplemented(lang).to_owned())
        }
        Happened::Decided { granted: true, on } => {
            (parts::State::Attested, words::cases_told_granted(lang, say.long(*on)))
        }
        Happened::Decided { granted: false, on } => {
            (parts::State::Missing, words::cases_told_refused(lang, say.long(*on)))
        }
        Happened::Withdrawn => (parts::State::Open, words::cases_told_withdrawn(lang).to_owned()),
    }
}
