//! The size of the library for phones: built as for a phone, stripped, compared with
//! what was recorded.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::bindings::library;
use crate::process::{cargo, program, root, show, target_folder};

const MOST_GROWTH_PERCENT: u64 = 3;
/// The figure the design sets for this library.
const GOAL_BYTES: u64 = 7_000_000;
/// Sizes are compared on one kind of machine only.
pub const WHERE: &str = "sizes are recorded for Linux on x86-64";

/// Whether this machine's sizes can be compared.
pub fn runs_here() -> bool {
    cfg!(all(target_os = "linux", target_arch = "x86_64"))
}

/// Builds, and fails if the library grew by more than 3 % since its last record.
pub fn check() -> Result<(), String> {
    let now = measure()?;
    let recorded = history()?;
    let last = recorded.last().and_then(|entry| entry["bytes"].as_u64());
    let last =
        last.ok_or("bindings/ffi/size.json holds no size yet: cargo xtask size --record REASON")?;
    println!("{}", sentence(now, last));
    judge(now, last)
}

/// Builds, and records the size with the reason for it.
pub fn record(reason: &str) -> Result<(), String> {
    if reason.trim().len() < 10 {
        return Err("The reason is what the next person reads: write a sentence.".into());
    }
    let now = measure()?;
    let mut sizes = history().unwrap_or_default();
    sizes.push(json!({ "bytes": now, "reason": reason.trim() }));
    let text = serde_json::to_string_pretty(
        &json!({ "target": "x86_64-unknown-linux-gnu", "sizes": sizes }),
    );
    let text = text.map_err(|error| error.to_string())?;
    std::fs::write(record_file(), text + "\n")
        .map_err(|error| format!("bindings/ffi/size.json: {error}"))?;
    println!("Recorded {now} bytes.");
    Ok(())
}

fn judge(now: u64, last: u64) -> Result<(), String> {
    if now * 100 > last * (100 + MOST_GROWTH_PERCENT) {
        let sentence = sentence(now, last);
        return Err(format!(
            "{sentence} If it has to be, record why: cargo xtask size --record REASON"
        ));
    }
    Ok(())
}

fn sentence(now: u64, last: u64) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a size in bytes is far below 2^52"
    )]
    let percent = (now as f64 / last as f64 - 1.0) * 100.0;
    let goal = if now > GOAL_BYTES {
        format!(" The goal is {GOAL_BYTES}.")
    } else {
        String::new()
    };
    format!(
        "The stripped library has {now} bytes, {percent:+.2} % against the {last} recorded.{goal}"
    )
}

fn measure() -> Result<u64, String> {
    if !runs_here() {
        return Err(WHERE.into());
    }
    // By itself: together with a library for Rust it would not be optimised as a whole.
    let mut build = cargo(&[
        "rustc",
        "--package",
        "dodam-ffi",
        "--lib",
        "--crate-type",
        "cdylib",
        "--profile",
        "phone",
    ]);
    // As on phones, whose linkers pack relocations in their own ways.
    build.env(
        "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS",
        "-Clink-arg=-Wl,-z,pack-relative-relocs",
    );
    show(&mut build)?;
    let folder = target_folder().join("phone");
    let stripped = folder.join("dodam_ffi.stripped");
    let mut strip = program("strip", &["--strip-unneeded", "-o"]);
    show(strip.arg(&stripped).arg(library(&folder)))?;
    let file =
        std::fs::metadata(&stripped).map_err(|error| format!("the stripped library: {error}"))?;
    Ok(file.len())
}

fn history() -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(record_file())
        .map_err(|error| format!("bindings/ffi/size.json: {error}"))?;
    let recorded: Value =
        serde_json::from_str(&text).map_err(|error| format!("bindings/ffi/size.json: {error}"))?;
    recorded["sizes"]
        .as_array()
        .cloned()
        .ok_or_else(|| "bindings/ffi/size.json has no list of sizes".into())
}

fn record_file() -> PathBuf {
    root().join("bindings/ffi/size.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_up_to_three_percent_passes() {
        assert_eq!(judge(1_030_000, 1_000_000), Ok(()));
        assert_eq!(judge(500_000, 1_000_000), Ok(()));
    }

    #[test]
    fn more_growth_needs_a_reason() {
        let sentence = judge(1_030_001, 1_000_000).unwrap_err();
        assert!(
            sentence.contains("1030001") && sentence.contains("--record"),
            "{sentence}"
        );
    }

    #[test]
    fn every_recorded_size_has_a_reason() {
        for entry in history().unwrap() {
            assert!(
                entry["bytes"].as_u64().is_some() && entry["reason"].as_str().is_some(),
                "{entry}"
            );
        }
    }
}
