//! The parts of a CASE package as JSON has them, each with its line.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value as Json, value::RawValue};

use super::super::{
    ITEMS_MAX,
    flaw::{Flaw, Lines},
    take::is_code,
};

/// A package taken apart, with what could not be read of it.
pub(super) struct Parsed {
    pub(super) document: Document,
    pub(super) items: Vec<Item>,
    pub(super) associations: Vec<Association>,
    pub(super) flaws: Vec<Flaw>,
}

#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(rename = "CFPackage", borrow)]
    package: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Package<'a> {
    #[serde(rename = "CFDocument")]
    document: Option<Document>,
    #[serde(rename = "CFItems", borrow)]
    items: Option<Vec<&'a RawValue>>,
    #[serde(rename = "CFAssociations", borrow, default)]
    associations: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub(super) identifier: Option<String>,
    pub(super) title: Option<String>,
    pub(super) version: Option<Json>,
    pub(super) language: Option<String>,
    #[serde(rename = "officialSourceURL")]
    pub(super) official_source_url: Option<String>,
    pub(super) uri: Option<String>,
    #[serde(rename = "licenseURI")]
    pub(super) license_uri: Option<Json>,
    pub(super) status_start_date: Option<String>,
    pub(super) extensions: Option<Json>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub(super) identifier: Option<String>,
    pub(super) full_statement: Option<String>,
    pub(super) abbreviated_statement: Option<String>,
    pub(super) human_coding_scheme: Option<String>,
    #[serde(rename = "CFItemType")]
    pub(super) item_type: Option<String>,
    pub(super) extensions: Option<Json>,
    #[serde(skip)]
    pub(super) line: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Association {
    pub(super) association_type: Option<String>,
    #[serde(rename = "originNodeURI")]
    pub(super) origin: Option<Json>,
    #[serde(rename = "destinationNodeURI")]
    pub(super) destination: Option<Json>,
    pub(super) sequence_number: Option<f64>,
    #[serde(skip)]
    pub(super) line: usize,
}

/// Reads a package.
pub(super) fn parse(text: &str) -> Result<Parsed, Flaw> {
    if !text.trim_start().starts_with('{') {
        return Err(Flaw::on(1, "not a CASE package: a package is JSON and begins with {"));
    }
    let outer = match serde_json::from_str::<Outer<'_>>(text) {
        Ok(outer) => outer,
        Err(error) => return Err(not_json(&error, 0)),
    };
    let lines = Lines::of(text);
    let inner = outer.package.map_or(text, RawValue::get);
    let package = match serde_json::from_str::<Package<'_>>(inner) {
        Ok(package) => package,
        Err(error) => {
            let before = lines.of_byte(inner.as_ptr() as usize - text.as_ptr() as usize) - 1;
            return Err(not_json(&error, before));
        }
    };
    let line_of = |raw: &RawValue| {
        let byte = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        lines.of_byte(byte)
    };
    let mut flaws = Vec::new();
    let document = package.document.unwrap_or_else(|| {
        flaws.push(Flaw::whole("no CFDocument: a CASE package has one"));
        Document::default()
    });
    let Some(raw_items) = package.items else {
        return Err(Flaw::whole("no CFItems: a CASE package has them"));
    };
    if raw_items.len() > ITEMS_MAX {
        return Err(Flaw::whole(format!("{} items, more than {ITEMS_MAX}", raw_items.len())));
    }
    let mut items = Vec::new();
    for raw in raw_items {
        match serde_json::from_str::<Item>(raw.get()) {
            Ok(item) => items.push(Item { line: line_of(raw), ..item }),
            Err(error) => flaws.push(Flaw::on(line_of(raw), format!("CFItem: {}", said(&error)))),
        }
    }
    let mut associations = Vec::new();
    for raw in package.associations.unwrap_or_default() {
        match serde_json::from_str::<Association>(raw.get()) {
            Ok(one) => associations.push(Association { line: line_of(raw), ..one }),
            Err(error) => {
                flaws.push(Flaw::on(line_of(raw), format!("CFAssociation: {}", said(&error))));
            }
        }
    }
    Ok(Parsed { document, items, associations, flaws })
}

/// `before`: how many lines of the file stand before the part that was read.
fn not_json(error: &serde_json::Error, before: usize) -> Flaw {
    Flaw::on(before + error.line(), format!("not a CASE package: {}", said(error)))
}

/// The error without its own line and column, which count from the start of a part.
fn said(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the file ends too early, it is not whole".to_owned();
    }
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).to_owned()
}

impl Item {
    /// The publisher's code, when it can stand in an address as it is.
    pub(super) fn official_code(&self) -> Option<String> {
        let code = self.human_coding_scheme.as_deref()?.trim();
        is_code(code).then(|| code.to_owned())
    }
    /// That, or one of ours: the publisher's with what an address cannot hold replaced, or a number.
    pub(super) fn code(&self, taken: &mut BTreeSet<String>) -> String {
        if let Some(code) = self.official_code() {
            return code;
        }
        let given = self.human_coding_scheme.as_deref().unwrap_or_default().trim();
        let fits = |c: char| if c.is_ascii_alphanumeric() || "._-~".contains(c) { c } else { '-' };
        let stem: String = given.chars().take(30).map(fits).collect();
        let mut n = 1;
        loop {
            let code = match (stem.as_str(), n) {
                ("", n) => format!("L{n}"),
                (stem, 1) => stem.to_owned(),
                (stem, n) => format!("{stem}-{n}"),
            };
            if taken.insert(code.clone()) {
                return code;
            }
            n += 1;
        }
    }
    pub(super) fn statement(&self) -> &str {
        self.full_statement.as_deref().unwrap_or_default().trim()
    }
}
