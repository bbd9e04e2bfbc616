//! Ending a role: what will change is said, and then it is done.

use axum::{extract::State, http::StatusCode, response::Response};
use base::{GrantId, OrganisationId};
use db::Conn;
use domain::refusal::Refusal;
use web::{
    Fields, Form,
    page::{self, Ask as Wants},
};

use super::{address, back, name_of, path, specialty};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    forms::wrong,
    people::{
        self, EndRole, Grant, Over,
        pages::roles::{Closing, closing},
    },
    portal::{App, Call},
    training,
};

/// A grant, whose it is, where its page goes back to, and whether it may be ended.
async fn closing_page(
    desk: &Desk,
    ask: Wants,
    id: GrantId,
    last: (StatusCode, Fields, Option<Refusal>),
) -> Result<Response> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let (lang, asked) = (desk.caller.lang, call.clone());
    let (grant, name, up, place) = door::read(&app, move |c| {
        Box::pin(async move {
            let grant = people::grant_named(c, id).await?.ok_or(Refusal::NotFound)?;
            let _leave = people::may_end(c, &asked, &grant).await?;
            let name = people::find(c, grant.person).await?.map(|one| one.name).unwrap_or_default();
            let up = back_to(c, &asked, &grant).await?;
            let place = match (&grant.over_name, &grant.over) {
                (Some(name), _) => name.clone(),
                (None, Over::Specialty(code)) => specialty(c, &grant.scheme, code).await?,
                (None, over) => name_of(&asked, lang, over, &grant.scheme),
            };
            Ok((grant, name, up, place))
        })
    })
    .await?;
    let say = desk.say_of(&grant.scheme);
    let (status, fields, refused) = last;
    let view = Closing {
        id: id.to_string(),
        up,
        name,
        role: say.role(grant.role).to_owned(),
        place,
        fields,
        refused,
    };
    Ok(desk.page_with(status, &say, ask, None, closing(&say, &view)))
}

/// The page on which a grant stands.
async fn back_to(c: &mut Conn, call: &Call, grant: &Grant) -> Result<String> {
    if let Over::Person(trainee) = &grant.over {
        let places = training::places_of(c, *trainee, call.today).await?;
        let unit = places.first().map(|one| one.organisation);
        return Ok(unit.map_or("/roles".to_owned(), |unit: OrganisationId| path(&unit.to_string())));
    }
    Ok(path(&address(&grant.over, &grant.scheme)))
}

/// `GET /roles/{id}/end`.
pub async fn show_end(caller: Caller, ask: Wants, At(id): At<GrantId>) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    closing_page(&desk, ask, id, (StatusCode::OK, Fields::default(), None)).await
}

/// `POST /roles/{id}/end`.
pub async fn end(
    State(app): State<App>,
    caller: Caller,
    ask: Wants,
    At(id): At<GrantId>,
    form: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let done = match form.day("last").map_err(wrong) {
        Ok(last) => app.does(EndRole { call: call.clone(), id, last }).await.map(|()| last),
        Err(problem) => Err(Error::field("last", problem)),
    };
    match done {
        Ok(last) => {
            let up = door::read(&app, move |c| {
                Box::pin(async move {
                    let grant = people::grant_named(c, id).await?.ok_or(Refusal::NotFound)?;
                    back_to(c, &call, &grant).await
                })
            });
            let did = if last.is_some() { "last" } else { "ended" };
            Ok(page::see_other(&format!("{}&did={did}&role={id}", up.await?)))
        }
        Err(error) => {
            let back = back(desk.caller.lang, form.fields(), error)?;
            closing_page(&desk, ask, id, back).await
        }
    }
}
