//! What the typesetter may read: our template, the paper's own data, our fonts. No file, no network, no clock.

use std::sync::LazyLock;

use qrcodegen::{QrCode, QrCodeEcc};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{Paper, letters, set::Unset};

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] =
        [include_bytes!("../fonts/Inter-Regular.otf"), include_bytes!("../fonts/Inter-SemiBold.otf")];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// One paper on its way.
pub(crate) struct Leaf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    template: Source,
    data: (FileId, Bytes),
    code: (FileId, Bytes),
}

impl Leaf {
    pub(crate) fn of(paper: &Paper) -> Result<Self, Unset> {
        let paper = letters::known(paper, &FONTS);
        let data = serde_json::to_vec(&paper).map_err(|error| Unset::Layout(error.to_string()))?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            template: Source::new(named("paper.typ"), include_str!("paper.typ").to_owned()),
            data: (named("paper.json"), Bytes::new(data)),
            code: (named("code.svg"), Bytes::from_string(drawn(&paper.code.address)?)),
        })
    }
}

fn named(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// A QR code as a drawing, one unit a square, with the quiet zone of four that readers need.
fn drawn(address: &str) -> Result<String, Unset> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).map_err(|_| Unset::Code)?;
    let size = code.size();
    let squares: String = (0..size)
        .flat_map(|y| (0..size).map(move |x| (x, y)))
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + 4, y + 4))
        .collect();
    let side = size + 8;
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{squares}"/></svg>"##
    ))
}

impl World for Leaf {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.template.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = [&self.data, &self.code].into_iter().find(|(name, _)| *name == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What went wrong, for the log: our template is at fault, not whoever's text it is.
pub(crate) fn problems(errors: &[SourceDiagnostic]) -> String {
    let said: Vec<String> = errors
        .iter()
        .map(|error| {
            let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v)).collect::<String>();
            format!("{}{hints}", error.message)
        })
        .collect();
    said.join("; ")
}
