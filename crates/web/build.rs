//! Binds the style sheet and the script of a page into one file each, compresses them once and for all, and names them
//! by their digest, so that a browser may keep them for ever.

use std::{env, fs, io::Write as _, path::Path};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

fn main() {
    let assets = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says where")).join("../../assets");
    println!("cargo:rerun-if-changed={}", assets.display());
    let read = |name: &str| {
        let path = assets.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let style = read("vendor/designsystemet.css") + &plain_css(&read("attest.css"));
    let script = read("vendor/htmx.min.js") + ";\n" + &read("attest.js");
    let icon = read("favicon.svg");
    let mut code = String::new();
    for (name, extension, kind, content) in [
        ("STYLE", "css", "text/css; charset=utf-8", style),
        ("SCRIPT", "js", "text/javascript; charset=utf-8", script),
        ("ICON", "svg", "image/svg+xml", icon),
    ] {
        code += &asset(name, extension, kind, content.as_bytes());
    }
    code += &icons(&assets.join("icons"));
    let out = std::env::var("OUT_DIR").expect("cargo tells a build script where to write");
    fs::write(Path::new(&out).join("assets.rs"), code).expect("OUT_DIR can be written to");
}

/// Our own sheet without comments and indentation.
fn plain_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out += before;
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out += rest;
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn asset(name: &str, extension: &str, kind: &str, content: &[u8]) -> String {
    let out = std::env::var("OUT_DIR").expect("cargo tells a build script where to write");
    let hash: String = Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("memory can be written to");
    let packed = encoder.finish().expect("memory can be written to");
    let plain_file = Path::new(&out).join(format!("attest.{extension}"));
    let packed_file = Path::new(&out).join(format!("attest.{extension}.gz"));
    fs::write(&plain_file, content).expect("OUT_DIR can be written to");
    fs::write(&packed_file, packed).expect("OUT_DIR can be written to");
    format!(
        "/// `{kind}`.\npub static {name}: Asset = Asset {{ path: \"/assets/attest-{hash}.{extension}\", etag: \"\\\"{hash}\\\"\", kind: {kind:?}, \
         plain: include_bytes!({plain_file:?}), packed: include_bytes!({packed_file:?}) }};\n"
    )
}

/// One variant and one `<symbol>` per file in `assets/icons`.
fn icons(folder: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("assets/icons is there")
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    let mut variants = String::new();
    let mut ids = String::new();
    let mut symbols = String::new();
    let mut all = String::new();
    for name in &names {
        let symbol = fs::read_to_string(folder.join(format!("{name}.svg"))).expect("listed above");
        assert!(
            symbol.starts_with(&format!("<symbol id=\"i-{name}\" ")),
            "{name}.svg must be a symbol with the id i-{name}"
        );
        let variant: String = name.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        variants += &format!("    /// `{name}`.\n    {variant},\n");
        all += &format!("Self::{variant}, ");
        ids += &format!("            Self::{variant} => {name:?},\n");
        symbols += &format!("            Self::{variant} => {:?},\n", symbol.trim());
    }
    format!(
        "/// A drawing that pages may use, one per file in `assets/icons`.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Icon {{\n{variants}}}\n\
         impl Icon {{\n    /// All of them.\n    pub const ALL: &[Self] = &[{all}];\n    /// Its name; `#i-NAME` on the page.\n    \
         pub const fn name(self) -> &'static str {{\n        match self {{\n{ids}        }}\n    }}\n    \
         pub(crate) const fn symbol(self) -> &'static str {{\n        match self {{\n{symbols}        }}\n    }}\n}}\n"
    )
}
