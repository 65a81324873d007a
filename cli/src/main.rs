//! Dodam on the command line.
fn main() {}
