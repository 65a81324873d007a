//! The commands that are tried: one line each.

/// Where a command begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing is there.
    Nothing,
    /// A vault with a fact and a paper.
    Vault,
    /// The same, and an older backup of it at the target.
    BackedUp,
    /// The same vault after a process was killed whose edit still lies in the log.
    Interrupted,
    /// What an `init` left that was killed just before the folder became a vault.
    HalfMade,
    /// What a `restore` left in the same way.
    HalfRestored,
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it is called in options and reports.
    pub name: &'static str,
    /// Where it begins.
    pub before: Before,
    /// Its arguments; `IN` and `OUT` stand for the folders of inputs and of targets, `PAPER`
    /// for the id of the paper that is there.
    pub arguments: &'static [&'static str],
    /// Whether it may be given again when it was done already.
    pub again: bool,
}

const fn command(
    name: &'static str,
    before: Before,
    arguments: &'static [&'static str],
    again: bool,
) -> Command {
    Command {
        name,
        before,
        arguments,
        again,
    }
}

/// Makes a vault.
pub const INIT: &[&str] = &["init"];
/// Changes a fact.
pub const SET: &[&str] = &["fact", "set", "nhi_enrolled=true"];
/// Makes a vault of a backup.
pub const RESTORE: &[&str] = &[
    "restore",
    "--from",
    "IN/vault.backup",
    "--words-file",
    "IN/words",
];

/// All commands.
pub const COMMANDS: &[Command] = &[
    command("init", Before::Nothing, INIT, false),
    command("fact-set", Before::Vault, SET, true),
    command(
        "paper-add",
        Before::Vault,
        &["paper", "add", "IN/second.bin"],
        false,
    ),
    command("paper-list", Before::Vault, &["paper", "list"], true),
    command(
        "paper-search",
        Before::Vault,
        &["paper", "search", "first"],
        true,
    ),
    command(
        "paper-get",
        Before::Vault,
        &["paper", "get", "PAPER", "--out", "OUT/got.bin"],
        true,
    ),
    command(
        "backup",
        Before::Vault,
        &["backup", "--out", "OUT/vault.backup"],
        true,
    ),
    command(
        "backup-over",
        Before::BackedUp,
        &["backup", "--out", "OUT/vault.backup"],
        true,
    ),
    command("restore", Before::Nothing, RESTORE, false),
    command("init-after-init", Before::HalfMade, INIT, false),
    command("init-after-restore", Before::HalfRestored, INIT, false),
    command("restore-after-init", Before::HalfMade, RESTORE, false),
    command(
        "restore-after-restore",
        Before::HalfRestored,
        RESTORE,
        false,
    ),
    command("recovery", Before::Interrupted, &["paper", "list"], true),
    command(
        "recovery-and-add",
        Before::Interrupted,
        &["paper", "add", "IN/second.bin"],
        false,
    ),
];
