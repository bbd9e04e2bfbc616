//! Compiles the texts in `locales/` into `words.rs`; a text that is missing in a language stops the build.

fn main() {
    let locales = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    words_build::build(&locales);
}
