//! The portal's one integration binary: the house rules, and stories with people in them.

#![allow(clippy::unwrap_used, reason = "in a test, a surprise is a failure")]

mod annulments;
mod api;
mod backup;
mod bound;
mod browser;
mod check;
mod commands;
mod curricula;
mod filing;
mod golden;
mod house;
mod imports;
mod killed;
mod ledger;
mod look_ups;
mod numbers;
mod official_texts;
mod own_pages;
mod people;
mod places;
mod receiver;
mod role_pages;
mod roles;
mod rotation;
mod seed;
mod statements;
mod tidy;
mod typed;
mod unreadable;
mod ways_back;
mod world;
