#![no_main]
//! Packs in compiled form.

use dodam_fuzz::compiled;
use dodam_fuzz::stopwatch::{self, SECOND};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| stopwatch::check(SECOND, || compiled::check(bytes)));
