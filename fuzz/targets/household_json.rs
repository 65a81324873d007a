#![no_main]
//! People, their facts and relations.

use dodam_fuzz::household;
use dodam_fuzz::stopwatch::{self, SECOND};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| stopwatch::check(SECOND, || household::check(bytes)));
