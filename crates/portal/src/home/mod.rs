//! The first page: what needs the reader, what is new, how far. It may join other slices' tables for reading, and writes none.

pub mod pages;
pub mod web;

pub use web::{followed, last_approved, news};
