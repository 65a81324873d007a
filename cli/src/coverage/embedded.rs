//! The files of `coverage/`, as they were when the program was built.
//!
//! They belong to the command line only: the library for phones answers questions and
//! has no use for them.

use super::report::Source;
use crate::output::{DAMAGED, Failed};

macro_rules! files {
    ($($id:literal),* $(,)?) => {
        &[$(($id, include_str!(concat!("../../../coverage/", $id, ".toml")))),*]
    };
}

/// Id and content of each source, in the order they are shown.
pub const FILES: &[(&str, &str)] = files![
    "GB25", "SEOUL10", "GUIDE", "PLAN23", "GG22", "facts-0", "facts-1", "facts-2", "facts-3",
    "facts-4", "facts-5", "facts-6", "facts-7", "facts-8", "facts-9", "facts-10", "facts-11",
    "facts-12",
];

/// Reads every source.
pub fn load() -> Result<Vec<Source>, Failed> {
    FILES.iter().map(|(id, text)| read(id, text)).collect()
}

fn read(id: &str, text: &str) -> Result<Source, Failed> {
    toml::from_str(text).map_err(|error| {
        let why = error.message();
        Failed::new(DAMAGED, format!("coverage/{id}.toml can't be read: {why}"))
    })
}
