//! Where a dossier is, for the receipt of whoever sent it.

use web::{Fields, Lang, format, parts};

use super::{
    super::{
        Case, Happened, State, of_trainee,
        pages::{SentLater, Told, Whereabouts},
        readable_until,
    },
    Back, ahead_of, told_of,
};
use crate::{
    desk::Desk,
    documents, door, dossiers,
    error::{Error, Result},
    forms::new_key,
    portal::Call,
    show::{Say, dotted},
    words,
};

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
    let later = match case.filter(|case| case.sent.dossier == id) {
        Some(case) => sent_later(call, case).await?,
        None => Vec::new(),
    };
    let (along, stays) = match case.filter(|case| case.sent.dossier == id && !case.state().is_end()) {
        Some(case) => goes_along(desk, say, case).await?,
        None => Default::default(),
    };
    let readable = case.map(|case| readable_until(call, case)).transpose()?.flatten();
    // Another of the kind that is under way, or was granted: this one is not sent beside it.
    let stands = |case: &&&Case| !case.state().is_end() || case.state() == State::Granted;
    let instead = of_kind.iter().find(|one| stands(one) && !one.dossiers().contains(&id)).copied();
    // What was typed just now stays; what was taken back stands where nothing was.
    let kept =
        taken_back(&of_kind).filter(|_| back.fields.value("comment").is_empty() && !back.fields.has_errors());
    Ok(Whereabouts {
        dossier: id,
        made: dossier.file_digest.is_some(),
        state: case.map(Case::state),
        delivering: case.and_then(Case::delivering_news),
        held: case.and_then(|case| case.delivering).is_some_and(|way| way.is_held(call.now)),
        sent: case.map(|case| (case.sent_with(id), case.sent.number.clone())),
        withdrawn: case.and_then(Case::withdrawn_at),
        later,
        along,
        stays,
        readable: readable.map(|last| (last, last < call.today)),
        first: case.map(|case| case.sent.dossier).filter(|first| *first != id),
        ahead,
        told,
        said: case.is_some_and(|case| case.words().next().is_some()),
        kept: kept.is_some(),
        fields: kept.map_or(back.fields, |words| Fields::with(&[("comment", &words)])),
        key: new_key(call),
        refused: back.refused,
        instead: instead.map(|case| (case.sent.dossier, case.state() == State::Granted)),
        lacks: back.did.as_deref() == Some("words"),
        did: back.did.as_deref().zip(case).and_then(|(did, case)| just_done(say.lang, did, case)),
    })
}

/// What the trainee just did, as long as nothing happened since: an address that is opened again later says nothing of it.
fn just_done(lang: Lang, did: &str, case: &Case) -> Option<&'static str> {
    let supplemented = case.events.last().is_some_and(|last| matches!(last.what, Happened::Supplemented(_)));
    match did {
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

/// The documents that were not there before; and whether they stay behind whatever is sent next, for the record is not ready.
async fn goes_along(desk: &Desk, say: &Say<'_>, case: &Case) -> Result<(Vec<String>, bool)> {
    let (call, kind) = (desk.caller.call.clone(), case.sent.kind.clone());
    let newest = case.dossiers().pop().unwrap_or(case.sent.dossier);
    let app = call.portal.clone();
    let read = door::read(&app, move |c| {
        Box::pin(async move {
            let new = dossiers::documents_since(c, &call, &kind, newest).await?;
            let ready = new.is_empty() || dossiers::still_ready(c, &call, &kind).await?.is_some();
            Ok::<_, Error>((new, !ready))
        })
    });
    let (new, stays) = read.await?;
    let named = |(kind, name): (String, String)| dotted(&[documents::called(say, &kind), name]);
    Ok((new.into_iter().map(named).map(|one| format::capitalised(&one)).collect(), stays))
}

/// The dossiers that followed the first, in the order in which they were sent, each with the digest of its file.
async fn sent_later(call: &Call, case: &Case) -> Result<Vec<SentLater>> {
    let (app, trainee) = (&call.portal, call.actor);
    let mut all: Vec<SentLater> = case.later().map(|(id, at)| SentLater { id, at, digest: None }).collect();
    if all.is_empty() {
        return Ok(all);
    }
    let sealed = door::read(app, move |c| Box::pin(dossiers::sealed_by(c, trainee))).await?;
    for one in &mut all {
        let of = sealed.iter().find(|sealed| sealed.id == one.id);
        one.digest = of.and_then(|of| of.file_digest.as_ref()).map(hex::encode);
    }
    // What was sent just now becomes a file when the ledger has taken it in.
    if let Some(last) = all.last_mut().filter(|last| last.digest.is_none()) {
        last.digest = dossiers::digest_of(app, last.id).await;
    }
    Ok(all)
}
