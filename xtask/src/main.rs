//! Every job of the project, runnable alone.
fn main() {}
