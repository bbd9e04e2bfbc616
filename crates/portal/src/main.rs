//! The binary `attest`.

fn main() {}
