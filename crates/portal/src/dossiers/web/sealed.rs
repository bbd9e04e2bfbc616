//! Pages of what was sealed: the press, the receipt, the file.

use std::collections::BTreeMap;

use axum::{
    extract::{Query, State as Shared},
    http::{StatusCode, Uri},
    response::{IntoResponse as _, Response},
};
use base::DossierId;
use domain::{access::Kind, refusal::Refusal};
use sealed::Content;
use web::{
    Form, Lang,
    page::{self, Ask},
};

use super::super::{
    self as dossiers, Press, SealDossier, Sealed, api,
    pages::{self, Holds, Mend, Outside, Receipt, SealedRow, UnderWay},
};
use super::{Said, answer, outside};
use crate::{
    cases::{self, Back},
    desk::Desk,
    door::{self, At, Caller, InLanguage},
    error::{Error, Result},
    installation::Kind as Portal,
    portal::App,
    schemes,
    show::{Say, uncapitalised},
    words,
};

/// `POST /dossiers`. The same state is sealed once, so that a press that comes twice leads to the same receipt.
pub async fn seal(Shared(app): Shared<App>, caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    let kind = form.value("kind").to_owned();
    let done = app.does(SealDossier { call: caller.call.clone(), kind: kind.clone() }).await;
    match done {
        Ok(id) => Ok(page::see_other(&format!("/dossiers/{id}"))),
        Err(Error::Refused(refusal)) if refusal != Refusal::NotLoggedIn => {
            let desk = Desk::of(caller).await?;
            let said = Said { status: door::status(&refusal), refused: Some(refusal), ..Said::default() };
            answer(&desk, ask, kind, said).await
        }
        Err(other) => Err(other),
    }
}

/// `GET /dossiers/{id}`.
pub async fn show_sealed(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<DossierId>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let did = query.filled("did").map(str::to_owned);
    receipt_with(caller, ask, id, Back { did, ..Back::default() }).await
}

/// The receipt, as it is or as it came back.
pub(crate) async fn receipt_with(caller: Caller, ask: Ask, id: DossierId, back: Back) -> Result<Response> {
    let app = caller.call.portal.clone();
    dossiers::open(&caller.call, id).await?;
    let opened = dossiers::opened(&app, id).await?;
    // Its time is known when its file is made.
    let dossier = dossiers::open(&caller.call, id).await?;
    let desk = Desk::of(caller).await?;
    let say = desk.say_of(&dossier.scheme);
    let status = match (&back.refused, back.fields.has_errors()) {
        (Some(refusal), _) => door::status(refusal),
        (None, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, false) => StatusCode::OK,
    };
    let file = opened.as_ref().and_then(|(_, file)| file.as_ref());
    let ended = file.is_some_and(|file| !app.sealing.keys.has_key_of(file));
    // What nobody would believe is not offered to be sent.
    let found = cases::whereabouts(&desk, &say, &dossier, back).await?;
    let whereabouts = cases::Whereabouts { made: found.made && !ended, ..found };
    let newest = whereabouts.later.last().map_or(id, |one| one.id);
    let mend = match whereabouts.state {
        None | Some(cases::State::Withdrawn | cases::State::Refused) => ended.then_some(Mend::Seal),
        Some(cases::State::Granted) => None,
        Some(_) if whereabouts.first.is_some() => None,
        Some(_) => dossiers::is_ended(&app, newest).await?.then_some(Mend::SendMore),
    };
    let fell = match whereabouts.state {
        Some(state) if !state.is_end() && whereabouts.first.is_none() => {
            dossiers::has_fallen(&desk.caller.call, newest).await?
        }
        _ => false,
    };
    let view = Receipt {
        id,
        ended,
        mend,
        fell,
        kind: say.applied_for(&dossier.kind),
        holds: opened.map(|(content, file)| Holds {
            holder: content.trainee.name.clone(),
            things: things_in(&say, &content),
            documents: content.documents.len(),
            digest: file.map(|file| ::sealed::digest(&file)),
        }),
        at: dossier.at(),
        papers: papers(&say),
        demo: app.kind == Portal::Demo,
        // There is nothing left to do there once it is granted.
        outside: match whereabouts.state {
            Some(cases::State::Granted) => Outside::default(),
            _ => outside(&say, &dossier.kind),
        },
        whereabouts,
    };
    Ok(desk.page_with(status, &say, ask, None, pages::receipt(&say, &view)))
}

/// `GET /dossiers/{id}/file`.
pub async fn fetch(Shared(app): Shared<App>, caller: Caller, At(id): At<DossierId>) -> Result<Response> {
    Ok(api::as_file(&app, &caller, id).await.into_response())
}

/// `GET /dossiers/{id}/paper`.
pub async fn fetch_paper(
    Shared(app): Shared<App>,
    caller: Caller,
    At(id): At<DossierId>,
    Query(asked): Query<InLanguage>,
) -> Result<Response> {
    Ok(api::as_paper(&app, &caller, id, asked.named()).await.into_response())
}

/// The paper in the authority's language, then in the reader's.
pub(crate) fn papers(say: &Say<'_>) -> Vec<Lang> {
    let spoken = schemes::spoken(say.scheme);
    let authority = spoken.first().copied();
    let own = Some(say.lang).filter(|lang| Some(*lang) != authority && spoken.contains(lang));
    [authority, own].into_iter().flatten().filter(|_| Press::SETS).collect()
}

/// A line of the list of sealed dossiers, with what has become of it in these cases, the newest first.
pub(super) fn row(desk: &Desk, one: Sealed, cases: &[cases::Case]) -> SealedRow {
    let say = desk.say_of(&one.scheme);
    let case = cases.iter().find(|case| case.dossiers().contains(&one.id));
    let sent = case.map(|case| cases::told_in_short(&say, case));
    let part = case.filter(|case| case.later().next().is_some()).map(|case| {
        let first = case.sent.dossier == one.id;
        if first { words::cases_first(say.lang) } else { words::cases_later(say.lang) }
    });
    SealedRow { id: one.id, title: say.applied_for(&one.kind), part, at: one.at(), sent }
}

/// What has become of an application, for the page on which one would apply.
pub(super) fn under_way(say: &Say<'_>, case: &cases::Case) -> UnderWay {
    let (state, word) = cases::told_in_short(say, case);
    UnderWay {
        title: cases::told_at_length(say, case.state(), case.delivering_since().is_some()),
        state,
        word,
        number: case.sent.number.clone(),
        when: say.when(case.events.last().map_or(case.sent.sent_at, |last| last.at)),
        way: match case.state() {
            cases::State::Asked => words::cases_answer_title(say.lang),
            state if state.is_end() => words::dossiers_case_see(say.lang),
            _ => words::dossiers_case_follow(say.lang),
        },
        again: case.state() == cases::State::Refused,
        dossier: case.sent.dossier,
    }
}

/// How many requirements of each kind it holds.
fn things_in(say: &Say<'_>, content: &Content) -> Vec<String> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for line in &content.result.lines {
        let kind = line.what.parse::<Kind>().ok();
        if let Some(kind) = kind.filter(|_| line.met) {
            *counts.entry(kind).or_default() += line.done.unwrap_or(1);
        }
    }
    let count = |(kind, count): (Kind, usize)| {
        words::dossiers_holds(say.lang, crate::show::n(count), uncapitalised(things(say, kind, count)))
    };
    counts.into_iter().map(count).collect()
}

/// What is counted, as the scheme calls one or several. Of time it is the attestations that a dossier holds.
fn things<'a>(say: &Say<'a>, kind: Kind, count: usize) -> &'a str {
    let (one, several) = match kind {
        Kind::Goal => ("goal", "goal-plural"),
        Kind::Activity => ("activity", "activity-plural"),
        Kind::Course => ("course", "course-plural"),
        Kind::Time => ("time-attestation", "time-attestation-plural"),
        Kind::Research => ("research", "research-plural"),
    };
    say.short(if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::samples;

    #[test]
    fn of_time_the_attestations_are_counted_one_or_several() {
        for (code, lang, one, several) in [
            ("dk", Lang::Da, "attestation for tid", "attestationer for tid"),
            ("no", Lang::Nb, "bekreftelse av tjenestetid", "bekreftelser av tjenestetid"),
        ] {
            let say = Say { lang, scheme: samples::scheme(code), today: samples::today() };
            assert_eq!(uncapitalised(things(&say, Kind::Time, 1)), one);
            assert_eq!(uncapitalised(things(&say, Kind::Time, 2)), several);
        }
    }
}
