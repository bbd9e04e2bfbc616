//! What a list by name has around it: the search above, the way to the next page below.

use maud::{Markup, html};
use web::{
    Lang,
    parts::{self, Field, Weight},
};

use super::encoded;
use crate::words;

/// Searches a list by name.
pub fn search_by_name(lang: Lang, path: &str, query: &str) -> Markup {
    html! {
        form class="line" role="search" method="get" action=(path) {
            (parts::search(Field::new("q", words::show_list_search(lang)).grow(), query))
            (parts::button(Weight::Secondary, words::common_search(lang)))
        }
    }
}

/// On to the next page, and back to the first.
pub fn further(lang: Lang, path: &str, query: &str, after: Option<&str>, later: bool) -> Markup {
    let query = encoded(query);
    html! {
        @if later || after.is_some() {
            p class="line" {
                @if let Some(after) = after {
                    (parts::link_alone(&format!("{path}?q={query}&after={}", encoded(after)), words::show_list_next(lang)))
                }
                @if later { (parts::link_alone(&format!("{path}?q={query}"), words::show_list_first(lang))) }
            }
        }
    }
}
