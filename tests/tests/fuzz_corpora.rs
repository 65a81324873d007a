//! Everything that fuzzing kept, replayed: no panic, no end of time or memory, and a
//! clear sentence wherever something is refused.
//!
//! `fuzz/` says what must hold for each input; `fuzz/run.sh` looks for new ones.

#[path = "../../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "some of it is for the fuzzer alone")]
mod fuzz;

use fuzz::monsters::{self, Monster};
use fuzz::{bundle, compiled, facts, household, memory, pack_loader, stopwatch};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

/// Readers aren't optimised here, and machines differ; what has no end takes longer.
const LONGEST: Duration = Duration::from_secs(20);

/// What must hold for one kind of input.
struct Target {
    check: fn(&[u8]),
    /// What may be asked of memory, in all, for no input and for each byte: a measure of
    /// work that no clock disturbs.
    bytes_anyhow: usize,
    bytes_per_byte: usize,
}

/// Reads the real vocabulary and packs with every input.
const PACKS: Target = Target {
    check: pack_loader::check,
    bytes_anyhow: 256 << 20,
    bytes_per_byte: 512,
};

const fn small(check: fn(&[u8])) -> Target {
    Target {
        check,
        bytes_anyhow: 64 << 20,
        bytes_per_byte: 512,
    }
}

impl Target {
    /// What is wrong with an input, if anything.
    fn complaint(&self, name: &str, bytes: &[u8]) -> Option<String> {
        let timed = || {
            let used = memory::used(|| (self.check)(bytes));
            let bound = self.bytes_anyhow + self.bytes_per_byte * bytes.len();
            assert!(used.total <= bound, "{used:?} for {} bytes", bytes.len());
        };
        let run = catch_unwind(AssertUnwindSafe(|| stopwatch::check(LONGEST, timed)));
        let panic = run.err()?;
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| {
            panic
                .downcast_ref::<&str>()
                .map(|words| (*words).to_owned())
        });
        Some(format!("{name}: {}", words.unwrap_or_default()))
    }

    /// Replays a folder of `tests/corpora`, which has at least so many files.
    fn replay(&self, folder: &str, fewest: usize) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = path.join("corpora").join(folder);
        let files = std::fs::read_dir(&path).expect("every target has a corpus");
        let mut files: Vec<_> = files.map(|file| file.expect("readable").path()).collect();
        files.sort();
        let count = files.len();
        assert!(count >= fewest, "{folder}: only {count} files");
        let wrong = files.iter().filter_map(|file| {
            let bytes = std::fs::read(file).expect("readable");
            let name = file.strip_prefix(path.parent()?).ok()?.to_str()?;
            let complaint = self.complaint(name, &bytes);
            if !NOT_YET.contains(&name) {
                return complaint;
            }
            let mended = format!("{name} holds now: take it out of NOT_YET");
            complaint.is_none().then_some(mended)
        });
        let wrong: Vec<String> = wrong.collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn master(&self, monsters: &[Monster]) {
        let each = monsters.iter();
        let wrong = each.filter_map(|(name, make)| self.complaint(name, &make()));
        let wrong: Vec<String> = wrong.collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Files for which it doesn't hold yet. Each is a fault to be mended.
const NOT_YET: [&str; 0] = [];

#[test]
fn packs_load_or_are_refused_with_a_place_and_a_sentence() {
    PACKS.replay("pack_loader", 9);
}

#[test]
fn no_pack_is_too_large_too_deep_or_too_entangled() {
    PACKS.master(&monsters::PACKS);
}

#[test]
fn facts_as_lines_are_read_and_written_back() {
    small(facts::check_text).replay("facts_text", 6);
}

#[test]
fn facts_as_json_are_read_and_written_back() {
    small(facts::check_json).replay("facts_json", 8);
}

#[test]
fn no_facts_are_too_many_or_too_long() {
    small(facts::check_text).master(&monsters::FACTS);
    small(facts::check_json).master(&monsters::FACTS);
}

#[test]
fn values_of_every_kind_are_read_and_written_back() {
    small(facts::check_status).replay("value_status", 7);
    small(facts::check_date).replay("value_date", 8);
    small(facts::check_krw).replay("value_krw", 7);
    small(facts::check_periods).replay("value_periods", 7);
    small(facts::check_place).replay("value_place", 9);
    small(facts::check_choice).replay("value_choice", 6);
}

#[test]
fn households_are_answered_person_by_person() {
    small(household::check).replay("household_json", 6);
}

#[test]
fn no_household_has_too_many_people_or_relations() {
    small(household::check).master(&monsters::HOUSEHOLDS);
}

#[test]
fn what_strangers_hand_over_is_opened_or_refused() {
    small(bundle::check).replay("bundle", 11);
}

#[test]
fn no_bundle_is_too_large_or_too_deep() {
    small(bundle::check).master(&monsters::BUNDLES);
}

#[test]
fn compiled_packs_are_read_or_refused() {
    small(compiled::check).replay("compiled", 5);
}

/// Whatever the format becomes, this begins with what it is now.
#[test]
fn a_compiled_pack_cut_off_or_changed_anywhere_is_read_or_refused() {
    let bytes = monsters::small_compiled();
    for place in 0..bytes.len() {
        compiled::check(&bytes[..place]);
        for value in [0, 1, 0x7f, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] = value;
            compiled::check(&changed);
        }
    }
}

#[test]
fn no_compiled_pack_is_too_deep_or_too_large() {
    small(compiled::check).master(&monsters::COMPILED);
}
