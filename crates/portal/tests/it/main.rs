//! The portal's one integration binary: the house rules, and stories with people in them.

mod house;
mod statements;
