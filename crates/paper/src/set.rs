//! Setting a paper: template and data in, PDF out.

use base::Moment;
use jiff::tz::TimeZone;
use rayon::ThreadPoolBuilder;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    Paper,
    world::{Leaf, problems},
};

/// Why a paper could not be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unset {
    /// The time it is dated with is none.
    #[error("the paper has no time that is one")]
    Time,
    /// What it links to is longer than its code can hold.
    #[error("the address is too long for a code")]
    Code,
    /// It cannot be set as the standards ask.
    #[error("the paper cannot be set: {0}")]
    Layout(String),
}

/// Sets a paper, with one thread beside this one: a paper is quick, and a thread a core is more than its process may have.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, Unset> {
    let alone = ThreadPoolBuilder::new().num_threads(1).build();
    alone.map_err(|error| Unset::Layout(error.to_string()))?.install(|| set(paper))
}

fn set(paper: &Paper) -> Result<Vec<u8>, Unset> {
    let at = dated(paper.at).ok_or(Unset::Time)?;
    let world = Leaf::of(paper)?;
    let document = typst::compile::<PagedDocument>(&world);
    let document = document.output.map_err(|errors| Unset::Layout(problems(&errors)))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(paper.ident.clone()),
        creator: Smart::Custom(Some("Attest".to_owned())),
        timestamp: Some(Timestamp::new_utc(at)),
        standards: standards.map_err(|hinted| Unset::Layout(hinted.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| Unset::Layout(problems(&errors)))
}

fn dated(at: Moment) -> Option<Datetime> {
    let at = at.timestamp().to_zoned(TimeZone::UTC);
    let small = |number: i8| u8::try_from(number).ok();
    let (month, day) = (small(at.month())?, small(at.day())?);
    let (hour, minute, second) = (small(at.hour())?, small(at.minute())?, small(at.second())?);
    Datetime::from_ymd_hms(i32::from(at.year()), month, day, hour, minute, second)
}
