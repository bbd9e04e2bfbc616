//! Drawings inside a page: a `<use>` where one stands, and one sprite with just the symbols that the page uses.

use maud::{Markup, PreEscaped, Render};
use memchr::memmem;

pub use crate::assets::Icon;

impl Icon {
    /// The drawing beside a word that says the same.
    pub const fn beside(self) -> Drawing<'static> {
        Drawing { icon: self, kind: Kind::Beside }
    }
    /// The small, quiet drawing at the end of a row or summary.
    pub const fn go(self) -> Drawing<'static> {
        Drawing { icon: self, kind: Kind::Go }
    }
    /// The drawing alone, with the words that it stands for.
    pub const fn named(self, name: &str) -> Drawing<'_> {
        Drawing { icon: self, kind: Kind::Named(name) }
    }
    /// The drawing in the colour of a state (`open`, `progress`, `requested`, `returned`, `attested`, `annulled`, `verified`, `missing`).
    pub const fn coloured(self, state: &'static str) -> Drawing<'static> {
        Drawing { icon: self, kind: Kind::State(state) }
    }
}

/// A drawing where it stands. Written straight into the page: a long list has two in every row.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    icon: Icon,
    kind: Kind<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Kind<'a> {
    Beside,
    Go,
    State(&'static str),
    Named(&'a str),
}

impl Render for Drawing<'_> {
    fn render_to(&self, out: &mut String) {
        match self.kind {
            Kind::Beside => out.push_str("<svg class=\"i\" aria-hidden=\"true\">"),
            Kind::Go => out.push_str("<svg class=\"i go\" aria-hidden=\"true\">"),
            Kind::State(state) => {
                out.push_str("<svg class=\"i\" data-state=\"");
                out.push_str(state);
                out.push_str("\" aria-hidden=\"true\">");
            }
            Kind::Named(name) => {
                out.push_str("<svg class=\"i\" role=\"img\" aria-label=\"");
                name.render_to(out);
                out.push_str("\">");
            }
        }
        Use(self.icon).render_to(out);
        out.push_str("</svg>");
    }
}

/// `<use href="#i-…"/>`.
pub(crate) struct Use(pub(crate) Icon);

impl Render for Use {
    fn render_to(&self, out: &mut String) {
        out.push_str("<use href=\"#i-");
        out.push_str(self.0.name());
        out.push_str("\"/>");
    }
}

/// The symbols that `body` uses, in the order of `Icon::ALL`.
pub(crate) fn symbols_of(body: &str) -> Markup {
    const MARK: &str = "<use href=\"#i-";
    let mut used = 0_u64;
    for at in memmem::find_iter(body.as_bytes(), MARK) {
        let rest = &body.as_bytes()[at + MARK.len()..];
        let name = &rest[..memchr::memchr(b'"', rest).unwrap_or(0)];
        if let Some(position) = position(name) {
            used |= 1 << position;
        }
    }
    let mut symbols = String::with_capacity(used.count_ones() as usize * 600);
    for (position, icon) in Icon::ALL.iter().enumerate() {
        if used & (1 << position) != 0 {
            symbols.push_str(icon.symbol());
        }
    }
    PreEscaped(symbols)
}

/// Where the icon of this name stands in `ALL`, which is sorted by name.
fn position(name: &[u8]) -> Option<usize> {
    Icon::ALL.binary_search_by(|icon| icon.name().as_bytes().cmp(name)).ok()
}

const _: () = assert!(Icon::ALL.len() <= 64, "the set of used icons is kept in 64 bits");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_each_symbol_it_uses_once_and_no_other() {
        let body = maud::html! { (Icon::Home.beside()) (Icon::StarFill.beside()) (Icon::Home.named("Hjem")) }
            .into_string();
        let sprite = symbols_of(&body).into_string();
        assert_eq!(sprite.matches("<symbol").count(), 2, "{sprite}");
        assert!(sprite.contains("id=\"i-home\"") && sprite.contains("id=\"i-star-fill\""));
        assert_eq!(symbols_of("<use href=\"#i-nothing\"/><use href=\"#i-").into_string(), "");
    }

    #[test]
    fn every_icon_is_found_by_its_name() {
        for (at, icon) in Icon::ALL.iter().enumerate() {
            assert_eq!(position(icon.name().as_bytes()), Some(at));
        }
    }
}
