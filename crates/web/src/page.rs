//! The shell around every page: head, skip link, top bar, navigation, main, and the drawings that were used.
//!
//! Sizes, colours and places are those of `assets/attest.css`. Words come as arguments; the shell knows no language.
//!
//! With script a form or link swaps `main` alone: `hx-get="/plans/1" hx-target="#main" hx-swap="outerMorph"
//! hx-push-url="true"`. The handler takes an `Ask` and hands it to `Shell::page`; focus and what is being typed stay.
//! Every component stands on one sheet: `cargo run -p web --example sheet`.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    Lang, assets,
    icons::{Icon, Use, symbols_of},
};

/// The name that ends every title and stands beside the mark.
pub const BRAND: &str = "Attest";

/// How wide a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// One column to read.
    #[default]
    Reading,
    /// Two columns where there is room.
    Wide,
    /// Without navigation, in the middle: log-in, errors.
    Solo,
}

/// One of at most five places in the navigation.
#[derive(Debug, Clone, Copy)]
pub struct NavItem<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// Its drawing.
    pub icon: Icon,
    /// Its name.
    pub name: &'a str,
    /// Whether the reader is there.
    pub here: bool,
}

/// A drawing at the top right that leads somewhere.
#[derive(Debug, Clone, Copy)]
pub struct QuickLink<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// Its drawing.
    pub icon: Icon,
    /// What it stands for.
    pub name: &'a str,
    /// Left out on a phone.
    pub wide_only: bool,
}

/// The few words of the shell itself.
#[derive(Debug, Clone, Copy)]
pub struct ShellWords<'a> {
    /// "Go to content".
    pub skip: &'a str,
    /// The name of the navigation.
    pub menu: &'a str,
    /// The name of the link to the first page.
    pub home: &'a str,
    /// What is said beside a form that cannot be sent for want of a network; its script shows it.
    pub offline: &'a str,
}

/// Everything around what a page says.
#[derive(Debug, Clone)]
pub struct Shell<'a> {
    /// The language of the page.
    pub lang: Lang,
    /// Its title, without the name of the portal.
    pub title: &'a str,
    /// The shell's own words.
    pub words: ShellWords<'a>,
    /// Width and kind of the page.
    pub width: Width,
    /// At most five; none hides top bar and navigation.
    pub nav: &'a [NavItem<'a>],
    /// What stands beside the mark: the reader's switcher.
    pub switcher: Option<Markup>,
    /// Drawings at the top right.
    pub quick: &'a [QuickLink<'a>],
    /// A line above everything, such as the demo's.
    pub banner: Option<Markup>,
}

impl Shell<'_> {
    /// The whole page around `main`, or, for htmx, only what it swaps: title, `main`, and symbols the page may lack.
    pub fn page(&self, ask: Ask, main: Markup) -> Markup {
        match ask {
            Ask::Page => self.whole(main),
            Ask::Part => self.part(main),
        }
    }

    fn whole(&self, main: Markup) -> Markup {
        let body = html! {
            a class="ds-skip-link" href="#main" { (self.words.skip) }
            @if let Some(banner) = &self.banner { (banner) }
            @if !self.nav.is_empty() { (self.top()) (self.navigation()) }
            (self.main(main))
            div class="ds-alert" data-color="warning" role="alert" id="offline" hidden { p class="ds-paragraph" { (self.words.offline) } }
        };
        let symbols = symbols_of(&body.0);
        html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) data-size="sm" data-color="neutral" data-color-scheme="auto" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="color-scheme" content="light dark";
                    meta name="htmx-config" content="includeIndicatorCSS:false, history:reload, mode:same-origin, defaultTimeout:30000";
                    title { (self.title) " – " (BRAND) }
                    link rel="stylesheet" href=(assets::STYLE.path);
                    link rel="icon" type="image/svg+xml" href=(assets::ICON.path);
                    script src=(assets::SCRIPT.path) defer {}
                }
                body {
                    svg id="sprite" width="0" height="0" aria-hidden="true" hidden { (symbols) }
                    (body)
                }
            }
        }
    }

    fn part(&self, main: Markup) -> Markup {
        let body = self.main(main);
        html! {
            title { (self.title) " – " (BRAND) }
            (body)
            (loose_symbols(&body))
        }
    }

    fn main(&self, main: Markup) -> Markup {
        let class = match self.width {
            Width::Reading => None,
            Width::Wide => Some("wide"),
            Width::Solo => Some("solo"),
        };
        html! { main id="main" class=[class] { (main) } }
    }

    fn top(&self) -> Markup {
        html! {
            header class="top" {
                a class="brand" href="/" aria-label=(self.words.home) { (mark()) b { (BRAND) } }
                @if let Some(switcher) = &self.switcher { (switcher) }
                div class="quick" {
                    @for link in self.quick {
                        a href=(link.href) class=[link.wide_only.then_some("wideonly")] { (link.icon.named(link.name)) }
                    }
                }
            }
        }
    }

    fn navigation(&self) -> Markup {
        html! {
            nav class="nav" aria-label=(self.words.menu) {
                ul {
                    @for item in self.nav {
                        li { a href=(item.href) aria-current=[item.here.then_some("page")] { (item.icon.beside()) (item.name) } }
                    }
                }
            }
        }
    }
}

/// The mark of the portal.
pub fn mark() -> Markup {
    html! { svg class="mark" aria-hidden="true" { (Use(Icon::Mark)) } }
}

/// The mark with the name beside it, on pages without a bar at the top.
pub fn brand() -> Markup {
    html! { span class="brand line" { (mark()) b class="ds-heading" data-size="xs" { (BRAND) } } }
}

/// A piece of a page for htmx, with the symbols that it uses beside it.
pub fn fragment(body: Markup) -> Markup {
    html! { (body) (loose_symbols(&body)) }
}

/// Symbols that join the sprite of the page already there.
fn loose_symbols(body: &Markup) -> Markup {
    let PreEscaped(symbols) = symbols_of(&body.0);
    html! { @if !symbols.is_empty() { svg hidden hx-swap-oob="beforeend:#sprite" { (PreEscaped(symbols)) } } }
}

/// What the browser wants: a page, or (from htmx) what changes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A whole page.
    Page,
    /// The part that htmx swaps.
    Part,
}

impl Ask {
    /// What these headers ask for. Whoever selects from a whole page gets one.
    pub fn of(headers: &HeaderMap) -> Self {
        let whole = headers.get("hx-request-type").is_some_and(|kind| kind == "full");
        if headers.contains_key("hx-request") && !whole { Self::Part } else { Self::Page }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ask {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.headers))
    }
}

/// A page as an answer.
pub fn answer(status: StatusCode, page: Markup) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    (status, kind, page.into_string()).into_response()
}

/// The same page, kept by the browser and asked for anew each time: 304 when nothing has changed. Only for pages that may
/// stand on the reader's disk.
pub fn answer_if_changed(request: &HeaderMap, page: Markup) -> Response {
    let text = page.into_string();
    let mut crc = flate2::Crc::new();
    crc.update(text.as_bytes());
    let tag = format!("W/\"{:x}-{:08x}\"", text.len(), crc.sum());
    let known = request
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.split(',').any(|t| t.trim() == tag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        answer(StatusCode::OK, PreEscaped(text))
    };
    let tag = HeaderValue::from_str(&tag).expect("figures and quotation marks");
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// "See there instead" (303), after a form has done its work. Only paths of our own.
pub fn see_other(path: &str) -> Response {
    let place = HeaderValue::from_str(local(path).unwrap_or("/")).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// The path, if it leads nowhere but into this portal.
pub fn local(path: &str) -> Option<&str> {
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    inside.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell<'a>(nav: &'a [NavItem<'a>]) -> Shell<'a> {
        Shell {
            lang: Lang::Nb,
            title: "Hjem <1>",
            words: ShellWords {
                skip: "Hopp til innhold",
                menu: "Hovedmeny",
                home: "Attest, hjem",
                offline: "Ingen nett",
            },
            width: Width::Wide,
            nav,
            switcher: None,
            quick: &[QuickLink { href: "/me", icon: Icon::Person, name: "Min side", wide_only: true }],
            banner: None,
        }
    }

    #[test]
    fn a_page_has_what_every_page_needs() {
        let nav = [NavItem { href: "/", icon: Icon::Home, name: "Hjem", here: true }];
        let page =
            shell(&nav).page(Ask::Page, html! { h1 { "Hei" } (Icon::Attested.beside()) }).into_string();
        for part in [
            "<!DOCTYPE html><html lang=\"nb\" data-size=\"sm\"",
            "<title>Hjem &lt;1&gt; – Attest</title>",
            "<a class=\"ds-skip-link\" href=\"#main\">Hopp til innhold</a>",
            "aria-current=\"page\"",
            "<main id=\"main\" class=\"wide\"><h1>",
            "id=\"i-attested\"",
            "id=\"i-mark\"",
            "id=\"i-person\"",
        ] {
            assert!(page.contains(part), "{part} not in {page}");
        }
        assert!(!page.contains("id=\"i-plan\""), "a symbol that is not used");
        assert!(
            !page.contains("style=\"") && !page.contains("<style") && !page.contains("onclick"),
            "nothing inline"
        );
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn htmx_gets_the_part_with_its_symbols() {
        let part = shell(&[]).page(Ask::Part, html! { (Icon::Attested.beside()) }).into_string();
        assert!(part.starts_with("<title>Hjem"), "{part}");
        assert!(part.contains("hx-swap-oob=\"beforeend:#sprite\"") && part.contains("id=\"i-attested\""));
        assert!(!part.contains("<html"));
    }

    #[test]
    fn nobody_is_sent_out_of_the_house() {
        for outside in
            ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)", "", "/a\nb"]
        {
            assert_eq!(local(outside), None, "{outside}");
            assert_eq!(see_other(outside).headers()[header::LOCATION], "/");
        }
        assert_eq!(local("/plans/1?state=open"), Some("/plans/1?state=open"));
    }
}
