//! `cargo xtask mutate-packs`: starts the program that changes packs and runs their tests.

use crate::process::{cargo, show};

/// Builds and runs it, with its output shown.
pub fn run(words: &[&str]) -> Result<(), String> {
    let mut arguments = vec!["run", "--quiet", "--package", "dodam-mutation", "--"];
    arguments.extend(words);
    show(&mut cargo(&arguments))
}
