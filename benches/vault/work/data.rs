//! Synthetic people and papers, the same for both sides from one seed.

use super::Scale;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Words that papers are made of, the frequent ones first.
const FIRST_WORDS: [&str; 12] = [
    "진료", "검사", "처방", "보험", "예약", "결과", "접종", "영수", "소견", "투약", "방문", "기록",
];
const WORDS: u32 = 2_000;

/// A stream of its own for each thing, so that any of them can be made alone.
pub fn chance(scale: &Scale, what: u64, number: u32) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(scale.seed ^ (what << 40));
    rng.set_stream(u64::from(number));
    rng
}

/// Sixteen bytes that name something.
pub fn id(scale: &Scale, what: u64, number: u32) -> [u8; 16] {
    let mut id = [0; 16];
    chance(scale, what, number).fill_bytes(&mut id);
    id
}

/// What names are drawn for.
pub const STRAND: u64 = 1;
/// Names of papers.
pub const PAPER: u64 = 2;
/// Names of files.
pub const FILE: u64 = 3;
const TEXT: u64 = 4;
const ACTOR: u64 = 5;

/// Thirty-two bytes that name something.
pub fn long_id(scale: &Scale, what: u64, number: u32) -> [u8; 32] {
    let mut id = [0; 32];
    chance(scale, what, number).fill_bytes(&mut id);
    id
}

/// Who writes in a person's strand.
pub fn actor(scale: &Scale, person: u32) -> [u8; 32] {
    long_id(scale, ACTOR, person)
}

/// The word of a rank: a few real ones, then syllables.
pub fn word(rank: u32) -> String {
    if let Some(word) = FIRST_WORDS.get(rank as usize) {
        return (*word).to_owned();
    }
    let mut rng = ChaCha8Rng::seed_from_u64(u64::from(rank));
    let syllable = |rng: &mut ChaCha8Rng| char::from_u32(0xAC00 + rng.next_u32() % 11_172);
    let length = 2 + rng.next_u32() % 2;
    (0..length).filter_map(|_| syllable(&mut rng)).collect()
}

/// A word as often as language has it: the n-th with a weight of one n-th.
fn drawn(rng: &mut ChaCha8Rng) -> String {
    let part = f64::from(rng.next_u32()) / f64::from(u32::MAX);
    let rank = f64::from(WORDS).powf(part) - 1.0;
    word(rank as u32)
}

/// What a paper says of itself.
pub struct Text {
    /// Three words and a number.
    pub title: String,
    /// Sixty words.
    pub body: String,
    /// Which of the kinds.
    pub kind: usize,
    /// The day it runs out; a third have one.
    pub expires: Option<String>,
    /// When it was added.
    pub added_at_ms: i64,
}

/// The text of a paper.
pub fn text(scale: &Scale, paper: u32) -> Text {
    let mut rng = chance(scale, TEXT, paper);
    let words = |rng: &mut ChaCha8Rng, count| {
        let words: Vec<String> = (0..count).map(|_| drawn(rng)).collect();
        words.join(" ")
    };
    Text {
        title: format!("{} {}", words(&mut rng, 3), rare(paper)),
        body: words(&mut rng, 60),
        kind: rng.next_u32() as usize,
        expires: (rng.next_u32() % 3 == 0).then(|| {
            let (year, month) = (2025 + rng.next_u32() % 6, 1 + rng.next_u32() % 12);
            format!("{year}-{month:02}-{:02}", 1 + rng.next_u32() % 28)
        }),
        added_at_ms: 1_700_000_000_000 + i64::from(paper) * 60_000,
    }
}

/// A word that only this paper has.
pub fn rare(paper: u32) -> String {
    format!("x{paper:05}q")
}

/// Whose paper it is.
pub fn owner(scale: &Scale, paper: u32) -> u32 {
    paper % scale.people.max(1)
}
