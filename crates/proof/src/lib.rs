//! Proofs about policies: of every request there could be, none that a scheme allows is one it must never allow.
//!
//! `cedar-policy-symcc` turns policies into formulas and the solver cvc5 looks for a counterexample (ADR 0004). What must never
//! be allowed is written as claims, in `schemes/never.cedar` for every scheme and in a scheme's own `never.cedar`. [`check_scheme`]
//! is all of `attest scheme check`; [`is_sealed`] is how `serve` knows, without a solver, that a folder was checked.

mod check;
mod prove;

pub use check::{Ground, Report, SEAL, check_scheme, is_sealed, seal};
pub use prove::{Proof, Trouble, prove};
