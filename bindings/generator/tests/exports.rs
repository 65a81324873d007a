//! The cases reach every export, and what is written for Rust is as the library is.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dodam_bindings_generator::{Interface, Language, dispatcher};
use dodam_contract::{calls_in, read_cases};

/// The library lies where its crate was compiled for these tests.
fn interface() -> Interface {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let tests = std::env::current_exe().unwrap();
    let library = tests.with_file_name(format!("{prefix}dodam_ffi{suffix}"));
    Interface::read(&library).unwrap()
}

fn contract() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract")
}

#[test]
fn what_is_written_for_rust_is_current() {
    let written = std::fs::read_to_string(contract().join("src/generated.rs")).unwrap();
    assert!(
        written == dispatcher(Language::Rust, &interface()),
        "an export changed: cargo xtask bindings contract"
    );
}

#[test]
fn every_export_is_in_a_case() {
    let cases = read_cases(&contract().join("cases")).unwrap();
    let called: BTreeSet<&str> = cases.iter().flat_map(calls_in).collect();
    let interface = interface();
    let exports = interface.calls.iter().map(|call| call.name.as_str());
    let forgotten: Vec<&str> = exports.filter(|name| !called.contains(name)).collect();
    assert!(forgotten.is_empty(), "no case calls {forgotten:?}");
}

#[test]
fn every_language_has_a_dispatcher_for_every_export() {
    let interface = interface();
    assert!(interface.calls.len() > 50, "{}", interface.calls.len());
    for language in [Language::Rust, Language::Kotlin, Language::Swift] {
        let text = dispatcher(language, &interface);
        for call in &interface.calls {
            let name = format!("{:?}", call.name);
            assert!(text.contains(&name), "{language:?} has no {name}");
        }
    }
}
