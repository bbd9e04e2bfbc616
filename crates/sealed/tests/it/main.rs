//! Sealed files as anybody meets them, from outside the crate.

mod kept;
mod paper;

use std::io::Read as _;

/// A dossier of the first form, made in the demo world.
fn kept() -> Vec<u8> {
    whole(include_bytes!("../kept/kbu-1.json.gz"))
}

/// One with national numbers, which are nobody's.
fn kept_with_numbers() -> Vec<u8> {
    whole(include_bytes!("../kept/kbu-1-numbers.json.gz"))
}

/// And one in which the applicant corrects what the portal says of an employment.
fn kept_corrected() -> Vec<u8> {
    whole(include_bytes!("../kept/kbu-1-corrected.json.gz"))
}

fn whole(kept: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    flate2::read::GzDecoder::new(kept).read_to_end(&mut file).expect("it is a whole file");
    file
}
