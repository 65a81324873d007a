#![no_main]
//! Facts as a JSON object.

use dodam_fuzz::facts;
use dodam_fuzz::stopwatch::{self, SECOND};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| stopwatch::check(SECOND, || facts::check_json(bytes)));
