//! The button under the news of a first page: what was shown is put away, and nothing else.

use axum::{extract::State, response::Response};
use base::NoticeId;
use web::{Form, page};

use super::{LOOKED_THROUGH, Seen};
use crate::{door::Caller, error::Result, portal::App};

/// `POST /notices/seen`.
pub async fn seen(State(app): State<App>, caller: Caller, form: Form) -> Result<Response> {
    let most = usize::try_from(LOOKED_THROUGH).unwrap_or(usize::MAX);
    let ids: Vec<NoticeId> = form.all("id").filter_map(|id| id.parse().ok()).take(most).collect();
    app.does(Seen { call: caller.call, only: Some(ids) }).await?;
    Ok(page::see_other("/"))
}
