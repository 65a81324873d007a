//! What is done to a command at an operation.

use crate::operation::{Kind, Operation};
use clap::ValueEnum;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// The process is killed before the operation.
    Kill,
    /// It is killed after half of the operation's bytes.
    Tear,
    /// From the operation on the disk is full.
    FullFrom,
    /// Only this operation finds no space.
    FullOnce,
    /// This operation fails as on a worn-out disk.
    Broken,
    /// The power goes after the operation.
    Power,
}

/// All of them.
pub const MODES: [Mode; 6] = [
    Mode::Kill,
    Mode::Tear,
    Mode::FullFrom,
    Mode::FullOnce,
    Mode::Broken,
    Mode::Power,
];

impl Mode {
    /// Its name in options and reports, and for the library.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Tear => "tear",
            Self::FullFrom => "full-from",
            Self::FullOnce => "full-once",
            Self::Broken => "broken",
            Self::Power => "power",
        }
    }

    /// The numbers of the operations at which it says something new.
    pub fn points(self, operations: &[Operation]) -> Vec<u64> {
        let fits = |operation: &&Operation| match self {
            Self::Kill | Self::Broken | Self::Power => true,
            Self::Tear => operation.kind == Kind::Write && operation.bytes.len() > 1,
            Self::FullFrom | Self::FullOnce => operation.needs_space,
        };
        let numbers = operations
            .iter()
            .filter(fits)
            .map(|operation| operation.number);
        numbers.collect()
    }
}
