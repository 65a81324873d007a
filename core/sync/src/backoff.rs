use rand_core::Rng;

const FIRST_MS: u64 = 2_000;
const LONGEST_MS: u64 = 15 * 60_000;

/// How long to wait after so many failures in a row: doubling, half of it chance, so
/// that a fleet does not come back in one wave. Milliseconds.
pub(crate) fn wait_ms(failures: u32, rng: &mut impl Rng) -> u64 {
    let whole = FIRST_MS
        .saturating_mul(1 << failures.saturating_sub(1).min(20))
        .min(LONGEST_MS);
    whole / 2 + rng.next_u64() % (whole / 2 + 1)
}
