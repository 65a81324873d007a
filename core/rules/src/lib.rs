//! Packs, facts and verdicts: who is covered, why, from when.
