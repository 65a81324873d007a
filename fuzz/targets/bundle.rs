#![no_main]
//! What strangers hand over: bundles, signed texts, keys.

use dodam_fuzz::bundle;
use dodam_fuzz::stopwatch::{self, SECOND};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| stopwatch::check(SECOND, || bundle::check(bytes)));
