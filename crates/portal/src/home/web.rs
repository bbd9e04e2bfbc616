//! The first page, whoever it is for; and what first pages share.

use axum::{extract::State as Shared, http::Uri, response::Response};
use web::{
    Form,
    page::{self, Ask},
};

use domain::access::{Act as Want, Kind};

use crate::{
    access::{self, Search},
    desk::Desk,
    door::Caller,
    error::{Error, Result},
    notices,
    portal::App,
    show::{News, NewsKind, Tally, Who},
    signoff::{self, pages::tray},
    training,
};

/// The most pieces of news on a first page.
const NEWS_MAX: i64 = 20;
/// How many trainees the empty in-tray names.
const FOLLOWED_MAX: i64 = 5;

/// `GET /`: what needs the reader most.
pub async fn home(Shared(_): Shared<App>, caller: Option<Caller>, ask: Ask, uri: Uri) -> Result<Response> {
    let Some(caller) = caller else { return Ok(page::see_other("/login")) };
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    if desk.trains() {
        let plan = desk.plans[0].id;
        return Ok(page::see_other(&format!("/plans/{plan}")));
    }
    signoff::web::tray_page(&desk, ask, query.value("choose") == "all", None).await
}

/// What others did since the reader last saw it. Requests themselves stand in the in-tray.
pub async fn news(desk: &Desk) -> Result<Vec<News>> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let told = app
        .db
        .read(move |c| {
            Box::pin(async move { Ok::<_, Error>(notices::unseen(c, call.actor, NEWS_MAX).await?) })
        })
        .await?;
    let say = desk.say();
    let me = desk.caller.call.actor;
    let news = told.into_iter().filter(|one| one.what != "requested").map(|one| {
        let href = match (&one.plan, &one.code) {
            (Some(plan), Some(code)) => {
                Some(format!("/plans/{plan}/requirements/{}", crate::show::encoded(code)))
            }
            (Some(plan), None) => Some(format!("/plans/{plan}")),
            _ => None,
        };
        let code = one.code.clone().unwrap_or_default();
        News {
            kind: kind(&one.what),
            title: one.title.map_or_else(String::new, |title| say.title(&title, &code, Kind::Goal)),
            code,
            trainee: one.trainee_name.filter(|_| one.trainee != Some(me)),
            who: one.by.map(Who::trainee),
            comment: one.comment,
            at: one.at,
            href,
        }
    });
    Ok(news.collect())
}

fn kind(what: &str) -> NewsKind {
    match what {
        "attested" => NewsKind::Attested,
        "marked" => NewsKind::Marked,
        "returned" => NewsKind::Returned,
        "advised" => NewsKind::Advised,
        "recalled" => NewsKind::Recalled,
        "annulment_proposed" => NewsKind::AnnulmentProposed,
        "annulled" => NewsKind::Annulled,
        "plan_assigned" => NewsKind::PlanAssigned,
        "plan_archived" => NewsKind::PlanArchived,
        "delegated" => NewsKind::Delegated,
        "delegation_ended" => NewsKind::DelegationEnded,
        "role_granted" => NewsKind::RoleGranted,
        _ => NewsKind::Other,
    }
}

/// What the reader last approved.
pub async fn last_approved(desk: &Desk) -> Result<Option<tray::Last>> {
    let actor = desk.caller.call.actor;
    let app = desk.caller.call.portal.clone();
    let last = app.db.read(move |c| Box::pin(async move { signoff::last_attested(c, actor).await })).await?;
    let say = desk.say();
    Ok(last.map(|one| {
        let kind = one.kind.parse().unwrap_or(Kind::Goal);
        tray::Last { title: say.title(&one.title, &one.code, kind), trainee: one.trainee, at: one.at }
    }))
}

/// A few of those whom the reader follows.
pub async fn followed(desk: &Desk) -> Result<Vec<tray::Followed>> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    app.db
        .read(move |c| {
            Box::pin(async move {
                let search = Search { limit: FOLLOWED_MAX, ..Search::default() };
                let within = access::within(c, &call, Want::ListTrainees, search).await?;
                let mut followed = Vec::new();
                for one in within {
                    let plans = training::plans_of(c, one.trainee, call.today).await?;
                    let Some(plan) = plans.iter().find(|plan| !plan.archived) else { continue };
                    let Some(header) = training::header(c, plan.id, call.today).await? else { continue };
                    let overview = training::overview(c, &call, &header).await?;
                    let mut tally = Tally::default();
                    for place in 0..overview.published.len() {
                        if overview.published.at(place).kind != Kind::Activity {
                            tally.add(overview.state(place));
                        }
                    }
                    followed.push(tray::Followed {
                        name: one.name,
                        href: format!("/plans/{}", plan.id),
                        tally,
                    });
                }
                Ok(followed)
            })
        })
        .await
}
