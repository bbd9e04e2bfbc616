//! What is true of every call of the API, said once in its document: who may knock, and how errors look.

use utoipa::{
    Modify,
    openapi::{
        Content, OpenApi, RefOr, Required, Response,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Ref, Type},
        security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};

/// Adds to every operation what all have in common.
pub(crate) struct Everywhere;

const PROBLEMS: [(&str, &str); 5] = [
    ("401", "Not logged in (`not_logged_in`)"),
    ("403", "You may not, also not for yourself (`not_entitled`)"),
    ("404", "Unknown, or not yours to know of (`not_found`)"),
    ("409", "Not now: `refusal` says why"),
    ("422", "Something in it is wrong: `fields` says what; or `key_reused`"),
];

/// The one `POST` without a key: what would be kept for it is made of a password. Sent twice, it is told that the old one is wrong.
const WITHOUT_KEY: &str = "/api/v1/me/password";

impl Modify for Everywhere {
    fn modify(&self, document: &mut OpenApi) {
        let doors = document.components.get_or_insert_default();
        doors.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-attest")));
        doors.add_security_scheme("session", cookie);
        let any_door = ["token", "session"].map(|name| SecurityRequirement::new(name, Vec::<String>::new()));
        document.security = Some(any_door.to_vec());
        for (path, item) in &mut document.paths.paths {
            let all = [&mut item.get, &mut item.delete, &mut item.post];
            for operation in all.into_iter().flatten() {
                problems(operation);
            }
            if let Some(post) = item.post.as_mut().filter(|_| path != WITHOUT_KEY) {
                post.parameters.get_or_insert_default().push(RefOr::T(idempotency_key()));
            }
        }
    }
}

fn problems(operation: &mut Operation) {
    for (status, why) in PROBLEMS {
        let mut response = Response::new(why);
        let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
        response.content.insert("application/problem+json".to_owned(), RefOr::T(content));
        operation.responses.responses.entry(status.to_owned()).or_insert(RefOr::T(response));
    }
}

fn idempotency_key() -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The same key and body gives the same answer and has one effect"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(100)).build()))
        .build()
}
