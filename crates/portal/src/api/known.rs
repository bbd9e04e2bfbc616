//! A query may name what the API's document names at that address, once each; anything else is refused, so that a slip of the pen is
//! not a wish passed over. One place, before any door is opened; who is nobody hears that first.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use axum::{
    extract::{FromRequestParts as _, MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use utoipa::openapi::{OpenApi, path::Operation, path::ParameterIn};
use web::{Form, Problem};

use super::short;
use crate::{door::Caller, portal::App};

/// The names that a query may have: by path, then by method. The document is large, and read when the first query comes.
#[derive(Debug, Clone)]
pub(crate) struct Names(Arc<LazyLock<Known, fn() -> Known>>);

type Known = BTreeMap<(String, &'static str), BTreeSet<String>>;

impl Names {
    /// Those of the document that `read` gives.
    pub(crate) fn new(read: fn() -> Known) -> Self {
        Self(Arc::new(LazyLock::new(read)))
    }

    /// Those of a document.
    pub(crate) fn of(document: &OpenApi) -> Known {
        let mut all = BTreeMap::new();
        for (path, item) in &document.paths.paths {
            let methods = [("GET", &item.get), ("POST", &item.post), ("DELETE", &item.delete)];
            for (method, operation) in methods {
                if let Some(operation) = operation {
                    all.insert((path.clone(), method), names(operation));
                }
            }
        }
        all
    }

    /// What is wrong with the names of a request's query.
    fn wrong(&self, request: &Request) -> Option<Problem> {
        let query = request.uri().query()?;
        let path = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
        let method = if request.method() == Method::HEAD { "GET" } else { request.method().as_str() };
        let (_, known) = self.0.iter().find(|((known, at), _)| *known == path && *at == method)?;
        // What is no text at all is the reader's to refuse.
        let form = Form::read(query.as_bytes()).ok()?;
        let mut seen = BTreeSet::new();
        let start = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields");
        let problem = form.pairs().fold(start, |problem, (name, _)| {
            if !known.contains(name) {
                problem.field(short(name), "unknown_parameter")
            } else if !seen.insert(name) {
                problem.field(short(name), "repeated")
            } else {
                problem
            }
        });
        (!problem.fields.is_empty()).then_some(problem)
    }
}

fn names(operation: &Operation) -> BTreeSet<String> {
    let all = operation.parameters.iter().flatten();
    let known = all.filter_map(|one| match one {
        utoipa::openapi::RefOr::T(one) => Some(one),
        utoipa::openapi::RefOr::Ref(_) => None,
    });
    known.filter(|one| one.parameter_in == ParameterIn::Query).map(|one| one.name.clone()).collect()
}

/// Lets a request pass whose query has known names only.
pub(crate) async fn known_only(
    State((app, names)): State<(App, Names)>,
    request: Request,
    next: Next,
) -> Response {
    let Some(problem) = names.wrong(&request) else { return next.run(request).await };
    let (mut parts, _) = request.into_parts();
    match Caller::from_request_parts(&mut parts, &app).await {
        Ok(_) => problem.into_response(),
        Err(error) => error.into_response(),
    }
}
