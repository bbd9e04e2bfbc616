//! The first page, whoever it is for; and what first pages share.

mod trainee;

use axum::{extract::State as Shared, http::StatusCode, response::Response};
use web::page::{self, Ask};

use domain::access::{Act as Want, Kind, Role};

use crate::{
    audit, cases,
    desk::Desk,
    door::Caller,
    error::{Error, Result},
    home::pages::others::{self, OfficerHome},
    notices,
    portal::App,
    show::{News, NewsKind, Page, Say, Who},
    signoff::{self, pages::tray, web::Now},
    training,
};

/// The most pieces of news on a first page.
const NEWS_MAX: usize = 60;
/// How many of them are shown.
const NEWS_SHOWN: usize = 6;
/// News are not older than so many days.
const NEWS_DAYS: i64 = 14;
/// How many annulments are counted.
const ANNULMENTS_MAX: usize = 50;
/// How many cases an officer's first page lists.
const CASES_SHOWN: usize = 5;
/// How many trainees the empty in-tray names.
const FOLLOWED_MAX: i64 = 5;

/// `GET /`: what needs the reader most.
pub async fn home(Shared(_): Shared<App>, caller: Option<Caller>, ask: Ask) -> Result<Response> {
    let Some(caller) = caller else { return Ok(page::see_other("/login")) };
    let desk = Desk::of(caller).await?;
    if desk.trains() {
        return trainee::home(&desk, ask).await;
    }
    if desk.decides() {
        return signoff::web::tray_page(&desk, ask, StatusCode::OK, Now::default()).await;
    }
    let say = desk.say();
    let page = if desk.holds(Role::Secretariat) || desk.holds(Role::Authority) {
        officer(&desk, &say).await?
    } else if desk.holds(Role::Administrator) {
        others::administrator(&say)
    } else {
        others::nobody(&say, &news(&desk, None).await?)
    };
    Ok(desk.page(&say, ask, None, page))
}

/// The first page of an officer: cases and annulments that wait, and looking up a trainee.
async fn officer(desk: &Desk, say: &Say<'_>) -> Result<Page> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let (waiting, proposed, cases) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let waiting = signoff::proposals(c, &call, None, ANNULMENTS_MAX).await?.len();
                let own = signoff::proposals_of(c, &call, ANNULMENTS_MAX).await?;
                let proposed =
                    own.iter().filter(|(one, _)| one.waits() && one.proposed_by == call.actor).count();
                let cases = cases::turns(c, &call).await?.ours;
                Ok::<_, Error>((waiting, u32::try_from(proposed).unwrap_or(u32::MAX), cases))
            })
        })
        .await?;
    let view = OfficerHome {
        annulments: u32::try_from(waiting).unwrap_or(u32::MAX),
        proposed,
        annuls: desk.annuls(),
        cases: desk.handles_cases().then(|| u32::try_from(cases).unwrap_or(u32::MAX)),
        longest: if cases > 0 { cases::our_turn(desk, CASES_SHOWN).await? } else { Vec::new() },
        searches: desk.holds(Role::Secretariat),
        news: news(desk, None).await?,
    };
    Ok(others::officer(say, &view))
}

/// What others did since the reader last saw it. Requests themselves stand in the in-tray; what stands on the same page until it is
/// done is no news either.
pub async fn news(desk: &Desk, stands: Option<NewsKind>) -> Result<Vec<News>> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let told =
        app.db.read(move |c| Box::pin(async move { notices::unseen(c, &call, NEWS_MAX).await })).await?;
    let say = desk.say();
    let me = desk.caller.call.actor;
    let oldest = desk.caller.call.now.plus_seconds(-NEWS_DAYS * 24 * 60 * 60);
    let stands = |one: &notices::Told| one.what == "requested" || Some(kind(one)) == stands;
    let fresh = told.into_iter().filter(|(one, _)| !stands(one) && one.at >= oldest);
    let shown: Vec<_> = fresh.take(NEWS_SHOWN).collect();
    notices::looked(&desk.caller.call, &shown).await?;
    let news = shown.into_iter().map(|(one, _)| {
        let href = match (&one.plan, &one.code) {
            (Some(plan), Some(code)) => {
                Some(format!("/plans/{plan}/requirements/{}", crate::show::encoded(code)))
            }
            (Some(plan), None) => Some(format!("/plans/{plan}")),
            (None, _) => match (kind(&one), one.trainee) {
                (NewsKind::CaseAsked | NewsKind::CaseGranted | NewsKind::CaseRefused, _) => {
                    Some("/dossiers".to_owned())
                }
                (NewsKind::Unverified, Some(trainee)) if trainee != me => {
                    Some(format!("/trainees/{trainee}/documents"))
                }
                (NewsKind::Verified | NewsKind::Unverified, _) => Some("/dossiers#documents".to_owned()),
                (NewsKind::Filed, Some(trainee)) => Some(format!("/trainees/{trainee}/documents")),
                _ => None,
            },
        };
        let code = one.code.clone().unwrap_or_default();
        News {
            id: one.id,
            kind: kind(&one),
            title: one.title.map_or_else(String::new, |title| say.title(&title, &code, Kind::Goal)),
            code: if one.local_code { String::new() } else { code },
            // Whose it is, where that is neither the reader nor who did it.
            trainee: one.trainee_name.filter(|name| one.trainee != Some(me) && one.by.as_ref() != Some(name)),
            who: one.by.map(Who::trainee),
            comment: one.comment,
            at: one.at,
            href,
        }
    });
    Ok(news.collect())
}

fn kind(one: &notices::Told) -> NewsKind {
    match one.what.as_str() {
        "attested" => NewsKind::Attested,
        "marked" => NewsKind::Marked,
        "credited" => NewsKind::Credited,
        "returned" => NewsKind::Returned,
        "advised" if one.granted == Some(false) => NewsKind::AdvisedNot,
        "advised" => NewsKind::Advised,
        "recalled" => NewsKind::Recalled,
        "annulment_proposed" => NewsKind::AnnulmentProposed,
        "annulled" => NewsKind::Annulled,
        "annulment_declined" | "annulment_withdrawn" => NewsKind::AnnulmentDropped,
        "plan_assigned" => NewsKind::PlanAssigned,
        "plan_archived" => NewsKind::PlanArchived,
        "delegated" => NewsKind::Delegated,
        "delegation_ended" if one.granted == Some(false) => NewsKind::DelegationGivenBack,
        "delegation_ended" => NewsKind::DelegationEnded,
        "role_granted" => NewsKind::RoleGranted,
        "role_ended" => NewsKind::RoleEnded,
        "verified" => NewsKind::Verified,
        "unverified" => NewsKind::Unverified,
        "case_asked" => NewsKind::CaseAsked,
        "case_decided" if one.granted == Some(true) => NewsKind::CaseGranted,
        "case_decided" => NewsKind::CaseRefused,
        "document_added" => NewsKind::Filed,
        _ => NewsKind::Other,
    }
}

/// What the reader last approved, as far as they may still see it.
pub async fn last_approved(desk: &Desk) -> Result<Option<tray::Last>> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let last = app.db.read(move |c| Box::pin(async move { signoff::last_attested(c, &call).await })).await?;
    let Some((one, role)) = last else { return Ok(None) };
    audit::listed(&desk.caller.call, role, Want::SeeRequirement.code(), vec![one.whose]).await?;
    let say = desk.say();
    let kind = one.kind.parse().unwrap_or(Kind::Goal);
    let title = say.title(&one.title, &one.code, kind);
    Ok(Some(tray::Last { title, trainee: one.trainee, at: one.at }))
}

/// A few of those whom the reader follows, each with their live plans, the longest first.
pub async fn followed(desk: &Desk) -> Result<Vec<tray::Followed>> {
    let listed = training::list(&desk.caller.call, String::new(), None, FOLLOWED_MAX).await?;
    let mut followed = Vec::new();
    for one in &listed.all {
        let mut live: Vec<_> = one.plans.iter().filter(|plan| !plan.plan.archived).collect();
        live.sort_by_key(|plan| std::cmp::Reverse(plan.published.len()));
        let Some(first) = live.first() else { continue };
        let say = desk.say_of(&one.stage.scheme);
        followed.push(tray::Followed {
            name: one.name.clone(),
            href: format!("/plans/{}", first.plan.id),
            plans: live.iter().map(|plan| (plan.name(&say), plan.progress.requirements)).collect(),
        });
    }
    Ok(followed)
}
