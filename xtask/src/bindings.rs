//! Sources for other languages, generated from the built library; the Kotlin side's tests.

use std::path::{Path, PathBuf};
use std::process::Command;

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

/// Builds the library, the generator that reads its interface, and the program that runs the
/// cases of `bindings/contract`: with the whole workspace's features, as the tests did, so that
/// nothing is compiled a second time.
pub fn build() -> Result<(), String> {
    show(cargo(&["build", "--workspace", "--lib"]).args([
        "--bin",
        "bindings-generator",
        "--bin",
        "contract",
    ]))
}

/// Writes Rust's part of the contract anew, after an export changed.
pub fn write_contract_for_rust() -> Result<(), String> {
    // Until that part is written, the contract's crate doesn't compile.
    let packages = [
        "--package",
        "dodam-ffi",
        "--package",
        "dodam-bindings-generator",
    ];
    show(cargo(&["build", "--lib", "--bin", "bindings-generator"]).args(packages))?;
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
    let mut generator = generator(&["dispatcher", language]);
    show(generator.arg(library(&debug)).arg(file))
}

/// Writes a language's sources to a folder. The generator reads the library's symbols, so
/// it gets the one that is not stripped.
pub fn generate(language: &str, folder: &Path) -> Result<(), String> {
    let debug = target_folder().join("debug");
    let mut generator = generator(&["sources", language]);
    generator
        .arg(library(&debug))
        .arg("bindings/ffi/uniffi.toml");
    show(generator.arg(folder))
}

fn generator(words: &[&str]) -> Command {
    program(target_folder().join("debug/bindings-generator"), words)
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
