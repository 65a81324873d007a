//! Which shape of these exports a library has.

/// Goes up by one whenever an export changes in a way that an app built before would
/// misread.
pub const CONTRACT_VERSION: u32 = 4;

/// Gives the version of this interface. An app compares it with the one it was built
/// for before its first other call, and says "needs an update" when they differ.
#[uniffi::export]
#[must_use]
pub fn contract_version() -> u32 {
    CONTRACT_VERSION
}

/// Gives the version of the library, for a screen that shows it.
#[uniffi::export]
#[must_use]
pub fn library_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
