//! A vault that opens and closes again and again, in a process of its own so that memory can be
//! told.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

use std::time::Instant;

use dodam_ffi::Companion;
use tokio::runtime::Builder;

const PIN: &str = "271828";

/// Two hundred times, or as often as `DODAM_OPENINGS` says. A device secret opens without
/// Argon2id, which takes its time on purpose.
#[test]
fn a_vault_opens_and_closes_many_times_and_memory_stays() {
    let asked = std::env::var("DODAM_OPENINGS").ok();
    open_and_close(asked.map_or(200, |times| times.parse().unwrap()));
}

/// Opens and closes, and measures that memory stays.
fn open_and_close(times: usize) {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().display().to_string();
    let dodam = Companion::new(None);
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    let made = dodam.create_vault(folder.clone(), PIN.into(), "Synthetic".into(), None);
    let made = runtime.block_on(made).unwrap().profile;
    let secret = vec![7; 32];
    let set = made.set_device_secret(PIN.into(), secret.clone(), None);
    runtime.block_on(set).unwrap();
    made.lock();
    let (begun, mut early) = (Instant::now(), 0);
    for time in 0..times {
        let challenge = dodam.unlock_begin(folder.clone());
        let profile = runtime
            .block_on(challenge.unlock_finish_with_device_secret(secret.clone()))
            .unwrap();
        runtime.block_on(profile.people()).unwrap();
        profile.lock();
        if time == times / 5 {
            early = resident_kib();
        }
    }
    let late = resident_kib();
    println!(
        "{times} times in {:?}: {early} KiB, then {late} KiB",
        begun.elapsed()
    );
    assert!(late < early + 16 * 1024, "{early} KiB became {late} KiB");
}

/// Memory of this process, where the system tells; otherwise nothing.
fn resident_kib() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
