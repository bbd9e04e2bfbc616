//! Compiles the texts in `locales/` into `words.rs`; a text that is missing in a language stops the build.

fn main() {
    let root = std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where"))
        .join("../..");
    // The schemes are embedded too: a file more or less in that folder is a new binary.
    println!("cargo::rerun-if-changed={}", root.join("schemes").display());
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux")
        && std::env::var("CARGO_CFG_TARGET_ENV").as_deref() == Ok("gnu")
    {
        // Addresses to be mended at every start, in a hundredth of the room: three megabytes less that a start reads.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    words_build::build(&root.join("locales"));
}
