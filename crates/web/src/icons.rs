//! Drawings inside a page: a `<use>` where one stands, and one sprite with just the symbols that the page uses.

use maud::{Markup, PreEscaped, Render, html};
use memchr::memmem;

pub use crate::assets::Icon;

impl Icon {
    /// The drawing beside a word that says the same.
    pub fn beside(self) -> Markup {
        html! { svg class="i" aria-hidden="true" { (Use(self)) } }
    }
    /// The small, quiet drawing at the end of a row or summary.
    pub fn go(self) -> Markup {
        html! { svg class="i go" aria-hidden="true" { (Use(self)) } }
    }
    /// The drawing alone, with the words that it stands for.
    pub fn named(self, name: &str) -> Markup {
        html! { svg class="i" role="img" aria-label=(name) { (Use(self)) } }
    }
    /// The drawing in the colour of a state (`open`, `progress`, `requested`, `returned`, `attested`, `annulled`, `verified`, `missing`).
    pub fn coloured(self, state: &str) -> Markup {
        html! { svg class="i" data-state=(state) aria-hidden="true" { (Use(self)) } }
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
        let body = html! { (Icon::Home.beside()) (Icon::StarFill.beside()) (Icon::Home.named("Hjem")) }
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
