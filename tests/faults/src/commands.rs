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
    /// The vault with an emergency card.
    WithCard,
    /// The vault, its paper in the bin.
    Binned,
    /// The vault, which the next wrong PIN destroys.
    NearlyWiped,
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
    /// The exit code with which it ends when nothing goes wrong.
    pub ends: i32,
    /// Whether what it did in part is kept, and goes on when it is given again.
    pub goes_on: bool,
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
        ends: 0,
        goes_on: false,
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
    command(
        "init-with-words",
        Before::Nothing,
        &["init", "--words-file", "IN/words"],
        false,
    ),
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
    command(
        "paper-replace",
        Before::Vault,
        &["paper", "replace", "PAPER", "IN/second.bin"],
        false,
    ),
    command(
        "paper-edit",
        Before::Vault,
        &["paper", "edit", "PAPER", "--title", "said anew"],
        true,
    ),
    command(
        "paper-remove",
        Before::Vault,
        &["paper", "remove", "PAPER"],
        true,
    ),
    command("paper-purge", Before::Vault, PURGE, false),
    command("paper-purge-binned", Before::Binned, PURGE, false),
    Command {
        goes_on: true,
        ..command("paper-add-large", Before::Vault, ADD_LARGE, false)
    },
    command("pin-change", Before::Vault, &["pin", "change"], false),
    command("pin-reset", Before::Vault, RESET, true),
    Command {
        ends: 3,
        ..command("wipe", Before::NearlyWiped, WRONG_PIN, false)
    },
    command("emergency-card-set", Before::Vault, CARD, true),
    command("emergency-card-set-over", Before::WithCard, CARD, true),
    command(
        "emergency-card-remove",
        Before::WithCard,
        &["emergency-card", "remove"],
        true,
    ),
];

const PURGE: &[&str] = &["paper", "purge", "PAPER"];
/// A file that is sealed in a way that goes on after a kill.
const ADD_LARGE: &[&str] = &["paper", "add", "IN/large.bin"];
const RESET: &[&str] = &["pin", "reset", "--words-file", "IN/words"];
const WRONG_PIN: &[&str] = &["paper", "list", "--pin-file", "IN/wrong-pin"];
const CARD: &[&str] = &[
    "emergency-card",
    "set",
    "--name",
    "Synthetic B",
    "--allergies",
    "penicillin",
];
