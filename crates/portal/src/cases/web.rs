//! Page doors to cases: what the trainee does with a sealed dossier, and the authority's desk.

mod acts;
mod case;
mod desk;
mod files;

pub use acts::{decide, question};
pub use case::show_case;
pub use desk::show;
pub use files::{fetch_document, fetch_file, fetch_paper};

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
    Case, Event, Happened, SendDossier, State, Supplement, Supplemented, WithdrawSending, of_trainee,
    pages::{Told, Whereabouts},
};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    dossiers,
    error::{Error, Result},
    forms::{new_key, wrong},
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
            let did = |made: Supplemented| if made.behind { "words" } else { "supplemented" };
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

/// Where a dossier is, as its receipt shows it.
pub(crate) async fn whereabouts(
    desk: &Desk,
    say: &Say<'_>,
    dossier: &dossiers::Sealed,
    back: Back,
) -> Result<Whereabouts> {
    let call = &desk.caller.call;
    let (trainee, id) = (call.actor, dossier.id);
    let portal = call.portal.clone();
    let read =
        door::read(&call.portal, move |c| Box::pin(async move { of_trainee(c, &portal, trainee).await }));
    let all = read.await?;
    let of_kind: Vec<&Case> = all.iter().filter(|case| case.sent.kind == dossier.kind).collect();
    let cases: Vec<&Case> = of_kind.iter().copied().filter(|case| case.dossiers().contains(&id)).collect();
    let sealed = Told {
        state: parts::State::Attested,
        what: words::dossiers_sealed_by_you(say.lang).to_owned(),
        who_when: format::capitalised(&say.when(dossier.at())),
        comment: None,
    };
    let ahead = cases.first().map(|case| ahead_of(say.lang, case.state())).unwrap_or_default();
    let mut told: Vec<Told> = cases.iter().flat_map(|case| told_of(say, case, true)).collect();
    if told.is_empty() {
        told.push(Told {
            state: parts::State::Open,
            what: words::dossiers_sealed_not_sent(say.lang).to_owned(),
            who_when: words::dossiers_sealed_not_sent_about(say.lang).to_owned(),
            comment: None,
        });
    }
    told.push(sealed);
    let case = cases.first().copied();
    // What was typed just now stays; what was taken back stands where nothing was.
    let kept =
        taken_back(&of_kind).filter(|_| back.fields.value("comment").is_empty() && !back.fields.has_errors());
    Ok(Whereabouts {
        dossier: id,
        made: dossier.file_digest.is_some(),
        state: case.map(Case::state),
        delivering: case.and_then(Case::delivering_news),
        held: case.and_then(|case| case.delivering).is_some_and(|way| way.is_held(call.now)),
        sent: case.map(|case| (case.sent.sent_at, case.sent.number.clone())),
        first: case.map(|case| case.sent.dossier).filter(|first| *first != id),
        ahead,
        told,
        said: case.is_some_and(|case| case.words().next().is_some()),
        kept: kept.is_some(),
        fields: kept.map_or(back.fields, |words| Fields::with(&[("comment", &words)])),
        key: new_key(call),
        refused: back.refused,
        did: back.did.as_deref().zip(case).and_then(|(did, case)| just_done(say.lang, did, case)),
    })
}

/// What the trainee just did, as long as nothing happened since: an address that is opened again later says nothing of it.
fn just_done(lang: Lang, did: &str, case: &Case) -> Option<&'static str> {
    let supplemented = case.events.last().is_some_and(|last| matches!(last.what, Happened::Supplemented(_)));
    match did {
        "sent" if case.events.is_empty() && case.delivering_since().is_some() => {
            Some(words::cases_did_send_on(lang))
        }
        "sent" if case.events.is_empty() => Some(words::cases_did_send(lang)),
        "withdrawn" if case.state() == State::Withdrawn => Some(words::cases_did_withdraw(lang)),
        "supplemented" if supplemented => Some(words::cases_did_supplement(lang)),
        "words" if supplemented => Some(words::cases_did_words(lang)),
        _ => None,
    }
}

/// The trainee's words that went back with a case of theirs, until they have written to the one that followed; the newest case first.
fn taken_back(cases: &[&Case]) -> Option<String> {
    let (newest, before) = cases.split_first()?;
    let written = |case: &&&Case| case.words().next().is_some();
    let lost = before.iter().take_while(|case| case.state() == State::Withdrawn).find(written);
    let lost = lost.filter(|_| !written(&newest))?;
    Some(lost.words().collect::<Vec<_>>().join("\n\n"))
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
