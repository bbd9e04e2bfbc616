//! A form of a requirement's page on its way in: taken from the request, read, its verb done once, and the page shown again.
//!
//! What each form says is read in `forms`; what the page shows is made in `requirement`.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::PlanId;
use db::Work;
use domain::refusal::{FieldErrors, Problem, Refusal};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use super::requirement::{self as page_of, Typed};
use crate::{
    desk::Desk,
    door::{self, At, Caller},
    error::{Error, Result},
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show, words,
};

/// Which of the page's forms was sent.
#[derive(Clone, Copy)]
pub(super) enum Sent {
    Register,
    Send,
    Attest,
    Advise,
    Mark,
    Credit,
}

/// A requirement's page, and what was sent from it.
pub struct Sheet {
    pub(super) caller: Caller,
    pub(super) ask: Ask,
    pub(super) plan: PlanId,
    pub(super) code: String,
    pub(super) form: Form,
}

impl FromRequest<App> for Sheet {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let caller = <Caller as FromRequestParts<App>>::from_request_parts(&mut parts, app).await;
        let caller = caller.map_err(Error::into_response)?;
        let ask = Ask::of(&parts.headers);
        let named = At::<(PlanId, String)>::from_request_parts(&mut parts, app).await;
        let At((plan, code)) = named.map_err(Error::into_response)?;
        let form = Form::from_request(Request::from_parts(parts, body), app).await;
        let form = form.map_err(web::Problem::into_response)?;
        Ok(Self { caller, ask, plan, code, form })
    }
}

impl Sheet {
    fn path(&self) -> String {
        format!("/plans/{}/requirements/{}", self.plan, show::encoded(&self.code))
    }

    pub(super) fn call(&self) -> Call {
        self.caller.call.clone()
    }

    /// A press that comes twice is done once.
    fn key(&self) -> Option<Key> {
        let names =
            ["on_date", "count", "comment", "to", "completed_on", "recommends", "meeting_on", "document"];
        key(&self.form, &self.path(), &names)
    }

    /// The goal on whose page an activity's button was pressed: that is the page to come back to.
    fn from(&self) -> Option<&str> {
        self.form.filled("from")
    }

    /// Done: see the page again, which says so.
    fn done(&self, did: &str) -> Response {
        let code = show::encoded(self.from().unwrap_or(&self.code));
        page::see_other(&format!("/plans/{}/requirements/{code}?did={did}", self.plan))
    }

    /// Not done: the page with what was typed, or with why not.
    async fn back(self, sent: Sent, error: Error) -> Result<Response> {
        let (status, errors, refused) = match error {
            Error::Fields(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
            Error::Refused(refusal) if !matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) => {
                let status = door::status(&refusal);
                (status, FieldErrors::default(), Some(refusal))
            }
            other => return Err(other),
        };
        let (code, typed) = match (self.from(), refused) {
            (Some(goal), refused @ Some(_)) => (goal.to_owned(), Typed { refused, ..Typed::default() }),
            (_, refused) => {
                let mut fields = self.form.clone().fields();
                if errors.of("entries") == Some(&Problem::Required) {
                    fields.mark("entries", words::training_req_register_first(self.caller.lang));
                }
                show::mark_all(self.caller.lang, &mut fields, &errors);
                (self.code, typed(sent, fields, refused))
            }
        };
        let desk = Desk::of(self.caller).await?;
        page_of::answer(&desk, self.ask, self.plan, &code, status, typed).await
    }

    /// Reads the form, calls the verb once however often it was pressed, and shows the page again. `did` says what was done.
    pub(super) async fn sends<W: Work<Error = Error>>(
        self,
        sent: Sent,
        read: impl FnOnce(&Self) -> Result<W, FieldErrors>,
        did: fn(W::Done) -> String,
    ) -> Result<Response> {
        let (call, key) = (self.call(), self.key());
        let work = match read(&self) {
            Ok(work) => work,
            Err(errors) => return self.back(sent, errors.into()).await,
        };
        let answer = move |done| Answer { status: 303, body: did(done).into_bytes() };
        let app = call.portal.clone();
        match app.does(Once { call, key, work, answer }).await {
            Ok(answer) => Ok(self.done(&String::from_utf8_lossy(&answer.body))),
            Err(error) => self.back(sent, error).await,
        }
    }
}

/// The key of a form, good for these fields as they were typed.
pub(super) fn key(form: &Form, path: &str, names: &[&str]) -> Option<Key> {
    let body: Vec<&str> = names.iter().flat_map(|name| form.all(name)).collect();
    form.filled("key").and_then(|key| Key::new(key, path, body.join("\n").as_bytes()))
}

fn typed(sent: Sent, fields: Fields, refused: Option<Refusal>) -> Typed {
    let mut typed = Typed { refused, ..Typed::default() };
    match sent {
        Sent::Register => typed.register = Some(fields),
        Sent::Send => typed.send = Some(fields),
        Sent::Attest => typed.attest = Some(fields),
        Sent::Advise => typed.advise = Some(fields),
        Sent::Mark => typed.mark = Some(fields),
        Sent::Credit => typed.credit = Some(fields),
    }
    typed
}
