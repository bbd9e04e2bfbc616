//! The application: slices that bear the names of what they do, one room of code each (ARCHITECTURE.md).
//!
//! A slice has the public verbs in `mod.rs`, its SQL in `store.rs`, pages in `web.rs` and `pages.rs`, JSON doors in `api.rs`. Slices
//! meet only through the verbs.

pub mod access;
mod api;
pub mod audit;
pub mod cases;
pub mod cli;
pub mod config;
pub mod courses;
pub mod credentials;
pub mod curricula;
pub mod deliveries;
pub mod demo;
pub mod desk;
pub mod documents;
pub mod door;
pub mod dossiers;
pub mod employments;
pub mod error;
mod forms;
pub mod home;
pub mod identifiers;
pub mod installation;
pub mod intake;
pub mod logging;
pub mod machines;
pub mod migrations;
pub mod notices;
pub mod organisations;
pub mod people;
pub mod portal;
pub mod repeats;
pub mod routes;
pub mod schemes;
pub mod seed;
pub mod serving;
pub mod show;
pub mod signoff;
pub mod training;
pub mod words;
pub mod world;
