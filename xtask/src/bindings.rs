//! Sources for other languages, generated from the built library; the Kotlin side's tests.

use std::path::{Path, PathBuf};

use crate::contract;
use crate::process::{cargo, program, root, show, target_folder};

/// Builds the library and writes its Kotlin sources.
pub fn write_kotlin(folder: Option<&Path>) -> Result<(), String> {
    build()?;
    let folder = folder.map_or_else(
        || target_folder().join("bindings/kotlin"),
        Path::to_path_buf,
    );
    generate("kotlin", &folder)
}

/// Builds the library, the programs that read its interface, and the one that runs the cases
/// of `bindings/contract`: all at once, so that they share what they are made of.
pub fn build() -> Result<(), String> {
    show(
        cargo(&["build"])
            .args(LIBRARY)
            .args(["--package", "dodam-contract"]),
    )
}

/// The library and what reads its interface, which is there even if the contract's part for
/// Rust is not as the interface is.
const LIBRARY: [&str; 6] = [
    "--package",
    "dodam-ffi",
    "--package",
    "dodam-contract-generator",
    "--features",
    "dodam-ffi/bindgen",
];

/// Writes Rust's part of the contract anew, after an export changed.
pub fn write_contract_for_rust() -> Result<(), String> {
    show(cargo(&["build"]).args(LIBRARY))?;
    generate_dispatcher("rust", &root().join("bindings/contract/src/generated.rs"))
}

/// Writes Kotlin's part of the contract, into a folder of test sources.
pub fn write_contract_for_kotlin(folder: &Path) -> Result<(), String> {
    build()?;
    generate_dispatcher("kotlin", &folder.join("Dispatch.kt"))
}

/// Writes how a language makes each call that a case names.
pub fn generate_dispatcher(language: &str, file: &Path) -> Result<(), String> {
    let debug = target_folder().join("debug");
    let mut generator = program(debug.join("contract-generator"), &[language]);
    show(generator.arg(library(&debug)).arg(file))
}

/// Writes a language's sources to a folder. The generator reads the library's symbols, so
/// it gets the one that is not stripped.
pub fn generate(language: &str, folder: &Path) -> Result<(), String> {
    let debug = target_folder().join("debug");
    let mut generator = program(
        debug.join("uniffi-bindgen"),
        &["generate", "--language", language, "--no-format"],
    );
    generator.args(["--config", "bindings/ffi/uniffi.toml"]);
    show(generator.arg("--out-dir").arg(folder).arg(library(&debug)))
}

/// Runs Maven from a clean start: a class whose source is gone would still be tested.
pub fn test_kotlin() -> Result<(), String> {
    let mut maven = program(
        "mvn",
        &["--batch-mode", "--no-transfer-progress", "--quiet"],
    );
    maven
        .arg("--file")
        .arg(root().join("bindings/kotlin/pom.xml"));
    maven.arg(format!(
        "-Dnative.folder={}",
        target_folder().join("debug").display()
    ));
    contract::run("Kotlin", maven.args(["clean", "verify"]))
}

/// The library's file as this system names it.
pub fn library(folder: &Path) -> PathBuf {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    folder.join(format!("{prefix}dodam_ffi{suffix}"))
}
