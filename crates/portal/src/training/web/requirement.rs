//! A requirement's page, for the trainee and for everybody else with a right to see it.

mod ground;
mod offers;

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{EntryId, PlanId};
use domain::refusal::Refusal;
use web::{Fields, Form, page::Ask};

use self::ground::Ground;
use crate::{
    desk::Desk,
    door::{At, Caller},
    error::Result,
    portal::App,
    signoff,
    training::pages::requirement::requirement,
};

/// `GET /plans/{plan}/requirements/{code}`.
pub async fn show(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    At((plan, code)): At<(PlanId, String)>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let did = query.value("did").to_owned();
    let entry = query.parsed("entry").ok().flatten();
    answer(&desk, ask, plan, &code, StatusCode::OK, Typed { did, entry, ..Typed::default() }).await
}

/// What was typed into one of the page's forms, and what came of it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) register: Option<Fields>,
    pub(super) send: Option<Fields>,
    pub(super) attest: Option<Fields>,
    pub(super) advise: Option<Fields>,
    pub(super) mark: Option<Fields>,
    pub(super) credit: Option<Fields>,
    pub(super) refused: Option<Refusal>,
    /// What was just done, as the address says.
    pub(super) did: String,
    /// With which entry.
    pub(super) entry: Option<EntryId>,
}

impl Typed {
    /// The words that were typed, into whichever form it was.
    fn words(&self) -> Option<String> {
        let forms = [&self.register, &self.send, &self.attest, &self.advise, &self.mark, &self.credit];
        let words = forms.into_iter().flatten().map(|fields| fields.value("comment").trim());
        words.into_iter().find(|words| !words.is_empty()).map(str::to_owned)
    }
}

pub(super) async fn answer(
    desk: &Desk,
    ask: Ask,
    plan: PlanId,
    code: &str,
    status: StatusCode,
    typed: Typed,
) -> Result<Response> {
    let call = desk.caller.call.clone();
    let code = code.to_owned();
    let own = desk.plans.iter().any(|one| one.id == plan);
    if !own {
        signoff::open(&call, plan, &code).await?;
    }
    let app = call.portal.clone();
    let entry = typed.entry;
    let ground = app
        .db
        .read(move |c| Box::pin(async move { Ground::read(c, call, plan, &code, entry).await }))
        .await?;
    let say = desk.say_of(&ground.case.scheme);
    let view = ground.view(&say, typed);
    Ok(desk.page_with(status, &say, ask, own.then_some(plan), requirement(&say, &view)))
}
