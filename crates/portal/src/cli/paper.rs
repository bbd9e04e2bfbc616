//! `attest paper`: the process that sets papers. It reads one from its input, answers a PDF, and may use only so much of the machine.

use std::io::{self, Read as _, Write as _};

use anyhow::Context as _;
use paper::Paper;
use rlimit::{Resource, setrlimit};

use super::Failure;

/// The longest paper that is read, in bytes.
const PAPER_MAX: u64 = 64 * 1024 * 1024;
/// The most memory it may map, in bytes; a paper of 500 attestations takes less than a fifth of it.
const MEMORY_MAX: u64 = 1024 * 1024 * 1024;
/// The most time it may compute, in seconds.
const SECONDS_MAX: u64 = 20;

/// Files open at a time: its input, its output and what it says of itself. A mistake opens no other; whoever took the process over could
/// close one of them first.
const FILES_MAX: u64 = 3;

/// Sets the paper that comes in.
pub(super) fn set() -> Result<(), Failure> {
    let limits = [
        (Resource::AS, MEMORY_MAX),
        (Resource::CPU, SECONDS_MAX),
        (Resource::NOFILE, FILES_MAX),
        (Resource::CORE, 0),
    ];
    for (what, most) in limits {
        setrlimit(what, most, most).context("the process cannot be held within limits")?;
    }
    let mut told = Vec::new();
    io::stdin().take(PAPER_MAX).read_to_end(&mut told).context("the paper cannot be read")?;
    let told: Paper = serde_json::from_slice(&told).context("what came in is no paper")?;
    let pdf = paper::pdf(&told).map_err(|unset| Failure::failed(unset.to_string()))?;
    io::stdout().write_all(&pdf).context("the paper cannot be handed on")?;
    Ok(())
}
