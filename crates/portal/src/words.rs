//! Every sentence a user reads, one function a message, made from `locales/` by the build (see `words-build`).
//!
//! Arguments stand in alphabetical order after the language; counts are `i64` and written as the language does.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "texts are written together with, and sometimes before, the page that shows them"
)]
#![allow(
    clippy::needless_pass_by_value,
    clippy::single_char_add_str,
    clippy::missing_docs_in_private_items,
    reason = "generated"
)]

include!(concat!(env!("OUT_DIR"), "/words.rs"));
