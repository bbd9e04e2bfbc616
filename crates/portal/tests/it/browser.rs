//! A browser in process: it keeps its cookies, sends forms as pages do, and reads what comes back.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use portal::{config::Config, serving::web::service};
use tower::ServiceExt as _;

use crate::world::Demo;

/// Somebody in front of a browser.
pub(crate) struct Browser {
    router: Router,
    cookie: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    /// Where it leads, when it leads elsewhere.
    pub(crate) to: String,
    pub(crate) html: String,
}

impl Browser {
    /// Nobody yet.
    pub(crate) fn of_nobody(demo: &Demo) -> Self {
        Self { router: service(&demo.app, &Config::default()), cookie: String::new() }
    }

    /// This persona, logged in.
    pub(crate) async fn of(demo: &Demo, persona: &str) -> Self {
        let mut browser = Self::of_nobody(demo);
        let request = browser.request("POST", &format!("/login/persona/{persona}"), String::new());
        let answer = browser.router.clone().oneshot(request).await.unwrap();
        let set = answer.headers().get_all(header::SET_COOKIE).iter();
        let set: Vec<&str> = set.map(|one| one.to_str().unwrap().split(';').next().unwrap()).collect();
        browser.cookie = set.join("; ");
        assert!(!browser.cookie.is_empty(), "a log-in sets a cookie");
        browser
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(self.request("GET", path, String::new())).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.send(self.request("POST", path, body.join("&"))).await
    }

    /// Sends a form as it stands here.
    pub(crate) async fn post_raw(&self, path: &str, body: &str) -> Page {
        self.send(self.request("POST", path, body.to_owned())).await
    }

    /// Sends a form with a file.
    pub(crate) async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Page {
        let mut request = self.request("POST", path, String::new());
        *request.body_mut() = Body::from(form(fields, Some(file)));
        let kind = "multipart/form-data; boundary=X".parse().unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        request.headers_mut().remove(header::CONTENT_LENGTH);
        self.send(request).await
    }

    /// Sends a form and follows where it leads.
    pub(crate) async fn post_and_follow(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let done = self.post(path, fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{path}: {}", done.html);
        self.get(&done.to).await
    }

    fn request(&self, method: &str, path: &str, body: String) -> Request<Body> {
        let form = "application/x-www-form-urlencoded";
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "attest.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT_LANGUAGE, "da");
        if method == "POST" {
            request = request.header(header::CONTENT_TYPE, form).header(header::CONTENT_LENGTH, body.len());
        }
        request.header(header::COOKIE, &self.cookie).body(Body::from(body)).unwrap()
    }

    async fn send(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let to = parts.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap()).to_owned();
        // A file is no text, and its text is not looked at.
        let html = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await.unwrap()).into_owned();
        Page { status: parts.status, to, html }
    }
}

/// A form with a file, as a browser sends it, its parts between `--X`.
pub(crate) fn form(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    if let Some((name, bytes)) = file {
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        body.extend(format!("--X\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--X--\r\n");
    body
}

fn escaped(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

impl Page {
    /// What stands in the first field of this name.
    pub(crate) fn value(&self, name: &str) -> String {
        let tag = self.tags().find(|tag| tag.contains(&format!(" name=\"{name}\""))).unwrap_or_default();
        tag.split_once(" value=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap()).to_owned()
    }
    /// The value of the choice that is called something with these words.
    pub(crate) fn choice(&self, words: &str) -> String {
        let option = self.html.split("<option").find(|option| option.contains(words)).expect("the choice");
        option.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }
    /// Names of fields that begin so.
    pub(crate) fn names(&self, start: &str) -> Vec<String> {
        let named = self.tags().filter_map(|tag| tag.split_once(" name=\"")?.1.split('"').next());
        named.filter(|name| name.starts_with(start)).map(str::to_owned).collect()
    }
    fn tags(&self) -> impl Iterator<Item = &str> {
        self.html.split('<').filter_map(|tag| tag.split('>').next())
    }
}
