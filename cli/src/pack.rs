//! `dodam pack`: the workshop for people who write packs, and the packs of this device.

mod diff;
mod examine;
mod install;
mod keys;
mod list;
mod new;
pub mod place;
mod sign;
mod texts;

use crate::output::{Failed, NOT_AS_EXPECTED, STORAGE, Said};
use dodam_companion::pack_store::PackStoreError;
use std::path::PathBuf;

/// Write, check, sign and install packs of rules
#[derive(Debug, clap::Subcommand)]
pub enum PackCommand {
    /// Begin a pack in a new folder, complete and ready to be changed
    New(new::NewArgs),
    /// Everything that is wrong with a pack, by file and line, and what to write instead
    Lint(examine::ExamineArgs),
    /// Translations that stayed behind when their English changed; new and gone texts
    Texts(texts::TextsArgs),
    /// Run a pack's own tests
    Test(examine::ExamineArgs),
    /// What a pack's tests cover, and how sure and how old its content is
    Coverage(examine::ExamineArgs),
    /// What differs between two versions of a pack, and whether it decides
    Diff(diff::DiffArgs),
    /// Make a key to sign with
    Key(keys::KeyArgs),
    /// Say who signs for this device: make, sign or begin with a root
    #[command(subcommand)]
    Root(keys::RootCommand),
    /// Trust a key of your own choice on this device; not government
    Trust(keys::TrustArgs),
    /// No longer trust a key that was added on this device
    Untrust(keys::UntrustArgs),
    /// Sign a pack into a bundle, or add a signature to a bundle
    Sign(sign::SignArgs),
    /// Say whether a bundle would be installed; changes nothing
    Verify(install::BundleArgs),
    /// Take a bundle's packs into use
    Install(install::InstallArgs),
    /// The packs in use, who stands behind each, and what was refused lately
    List(list::ListArgs),
}

/// Where the packs of this device lie.
#[derive(Debug, Clone, clap::Args)]
pub struct StoreArgs {
    /// Folder of the installed packs; otherwise the one named in DODAM_PACK_STORE, or the
    /// system's folder for programs' data
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Language of refusals: en, ko, zh-Hans or vi; the system's if left out
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// Runs a command of the workshop.
pub fn run(command: &PackCommand) -> Result<Said, Failed> {
    match command {
        PackCommand::New(args) => new::run(args),
        PackCommand::Lint(args) => examine::lint(args),
        PackCommand::Texts(args) => texts::run(args),
        PackCommand::Test(args) => examine::test(args),
        PackCommand::Coverage(args) => examine::coverage(args),
        PackCommand::Diff(args) => diff::run(args),
        PackCommand::Key(args) => keys::make(args),
        PackCommand::Root(command) => keys::root(command),
        PackCommand::Trust(args) => keys::trust(args),
        PackCommand::Untrust(args) => keys::untrust(args),
        PackCommand::Sign(args) => sign::run(args),
        PackCommand::Verify(args) => install::verify(args),
        PackCommand::Install(args) => install::install(args),
        PackCommand::List(args) => list::run(args),
    }
}

/// A refusal in the reader's language, with its code for looking it up.
fn refused(error: PackStoreError, language: &str) -> Failed {
    match error {
        PackStoreError::Refused(refusal) => {
            let sentence = refusal.text(language);
            Failed::new(
                NOT_AS_EXPECTED,
                format!("{sentence} ({}: {refusal})", refusal.code()),
            )
        }
        PackStoreError::Storage(_) => Failed::new(STORAGE, error.to_string()),
        other => Failed::new(NOT_AS_EXPECTED, other.to_string()),
    }
}

/// A file or folder that can't be read or written.
fn unusable(path: &std::path::Path, error: &std::io::Error) -> Failed {
    let code = match error.kind() {
        std::io::ErrorKind::NotFound => crate::output::USAGE,
        _ => STORAGE,
    };
    Failed::new(code, format!("{}: {error}", path.display()))
}
