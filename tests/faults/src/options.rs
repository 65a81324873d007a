//! What the harness is asked to do.

use crate::mode::Mode;
use clap::Parser;
use std::path::PathBuf;

/// Kills, power cuts and full disks at every write of the dodam command.
#[derive(Debug, Clone, Parser)]
#[command(name = "faults")]
pub struct Options {
    /// The dodam command to try
    #[arg(long, env = "DODAM_BIN", value_name = "FILE")]
    pub dodam: PathBuf,
    /// The library; otherwise the one beside this program
    #[arg(long, value_name = "FILE")]
    pub library: Option<PathBuf>,
    /// Only this command
    #[arg(long)]
    pub command: Option<String>,
    /// Only this mode
    #[arg(long, value_enum)]
    pub mode: Option<Mode>,
    /// Only this operation
    #[arg(long, value_name = "N")]
    pub at: Option<u64>,
    /// No more than about so many points for each command and mode, spread evenly
    #[arg(long, value_name = "COUNT")]
    pub points: Option<usize>,
    /// The seed of random subsets in power cuts
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Random subsets for each power cut
    #[arg(long, default_value_t = 3)]
    pub subsets: u64,
    /// How many points at a time
    #[arg(long, default_value_t = 2)]
    pub workers: usize,
    /// Lists commands and their operations, and tries nothing
    #[arg(long)]
    pub list: bool,
}
