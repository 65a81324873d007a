#![no_main]
//! Packs as TOML, mutated line by line.

mod mutate;

use dodam_fuzz::pack_loader;
use dodam_fuzz::stopwatch::{self, SECOND};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|bytes: &[u8]| stopwatch::check(SECOND, || pack_loader::check(bytes)));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match mutate::packs(&data[..size], seed).filter(|text| text.len() <= max_size) {
        None => fuzzer_mutate(data, size, max_size),
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
    }
});
