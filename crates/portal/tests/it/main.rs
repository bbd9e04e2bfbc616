//! The portal's one integration binary: the house rules, and stories with people in them.

mod curricula;
mod house;
mod imports;
mod killed;
mod ledger;
mod roles;
mod seed;
mod statements;
mod world;
