//! Packs in compiled form: read, or refused, within bounds.

use super::{memory, sentence};
use dodam_rules::{Language, LinesQuestion, Packs, ProgrammesQuestion};
use jiff::civil::date;

/// What reading may keep and throw away for each byte, and for none.
const MEMORY_PER_BYTE: usize = 4_096;
const MEMORY_ANYHOW: usize = 1 << 22;

/// Reads any bytes. What was read may answer anything, as the program itself could;
/// looking at it must still be safe.
pub fn check(bytes: &[u8]) {
    let used = memory::used(|| read(bytes));
    let bound = MEMORY_ANYHOW + MEMORY_PER_BYTE * bytes.len();
    assert!(used.total <= bound, "{used:?} for {} bytes", bytes.len());
}

fn read(bytes: &[u8]) {
    let packs = match Packs::from_compiled(bytes) {
        Ok(packs) => packs,
        Err(error) => return sentence::check(&error.to_string()),
    };
    let again = packs.to_compiled();
    let reread = Packs::from_compiled(&again).expect("what was compiled can be read");
    assert!(
        reread.to_compiled() == again,
        "compiled packs change when read"
    );
    for decision in packs.decisions() {
        assert!(packs.title(decision, Language::Ko).is_some());
    }
    for fact in packs.fact_types() {
        let _ = fact.question(Language::Vi);
    }
    let question = LinesQuestion {
        at: date(2026, 3, 1).at(2, 30, 0, 0),
        spoken: "ja",
        need: None,
        sensitive: true,
        language: Language::ZhHans,
    };
    assert!(packs.lines(&question).is_ok());
    let question = ProgrammesQuestion {
        province: None,
        city: None,
        as_of: date(2026, 3, 1),
        language: Language::Vi,
    };
    assert!(packs.programmes(&question).is_ok());
}
