//! The house rules, kept by reading the source: what may know what, who writes which table, how files and papers look.
//!
//! Each rule is a function from files to breaches. For each there are two tests: this tree has no breach, and a bad
//! snippet has one (a rule that cannot bite protects nothing). Exceptions stand in a named list with their reason;
//! an exception that is no longer needed is a breach too. Add a rule where its kind is: `layers`, `sql`, `shape`, `papers`.

mod layers;
mod papers;
mod shape;
mod source;
mod sql;
mod texts;

use source::{File, Piece};

/// What a rule has to say: one line a breach, `path:line: what is wrong`.
type Breaches = Vec<String>;

#[track_caller]
fn none(breaches: Breaches) {
    assert!(breaches.is_empty(), "{} breach(es) of a house rule:\n{}", breaches.len(), breaches.join("\n"));
}

#[track_caller]
fn bites(breaches: &Breaches, on: &str) {
    assert!(
        breaches.iter().any(|b| b.contains(on)),
        "the rule should have bitten on {on:?}, and said: {breaches:?}"
    );
}

/// A file that is let off a rule, and why.
struct LetOff {
    path: &'static str,
    why: &'static str,
}

/// Takes the let-off files out of the breaches; a let-off that nobody needs any more is a breach.
fn except(breaches: Breaches, list: &[LetOff]) -> Breaches {
    let of = |b: &String, l: &LetOff| b.starts_with(l.path);
    let idle = list.iter().filter(|l| !breaches.iter().any(|b| of(b, l)));
    let idle: Breaches =
        idle.map(|l| format!("{}: needs no exception any more ({})", l.path, l.why)).collect();
    breaches.into_iter().filter(|b| !list.iter().any(|l| of(b, l))).chain(idle).collect()
}

#[test]
fn an_exception_that_is_no_longer_needed_is_a_breach() {
    let list = [LetOff { path: "a.rs", why: "old" }, LetOff { path: "b.rs", why: "still" }];
    assert_eq!(except(vec!["b.rs:1: long".into()], &list), ["a.rs: needs no exception any more (old)"]);
}
