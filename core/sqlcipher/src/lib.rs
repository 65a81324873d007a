//! SQLCipher's cryptography over RustCrypto.
//!
//! SQLCipher asks a *provider* for four things: random bytes, HMAC, PBKDF2 and AES-256-CBC.
//! This crate is that provider, so no OpenSSL is built or shipped; `docs/adr/0001` has the
//! measurements. `.cargo/config.toml` tells SQLCipher to call `dodam_sqlcipher_setup` when it
//! starts. A binary that contains SQLCipher must call [`link`] once, or the linker finds no
//! such function.
//!
//! **Invariants.** Only SHA-256 and SHA-512 are offered; asking for SHA-1 fails. A call with a
//! null pointer, a negative length, a wrong key size or a partial block fails without touching
//! the output. No panic leaves Rust. `build.rs` compares the callback table with SQLCipher's
//! source, so another layout doesn't compile.
//!
//! Unsafe code is allowed in this crate and in no other under `core/`, because SQLCipher hands
//! over raw pointers and lengths. All of it is in `provider.rs` (the C side) and `raw.rs`
//! (pointers to slices); `primitives.rs` is safe Rust.
#![allow(unsafe_code, reason = "SQLCipher's C interface passes raw pointers")]

mod primitives;
mod provider;
mod raw;

use provider::dodam_sqlcipher_setup;

/// The name `PRAGMA cipher_provider` answers when SQLCipher uses this crate.
pub const PROVIDER_NAME: &str = "dodam-rustcrypto";

/// The SQLCipher whose callback table was compared with ours. A test of the vault asks the linked
/// library for its version, so that the two can't part unnoticed.
pub const CHECKED_SQLCIPHER_VERSION: &str = env!("DODAM_SQLCIPHER_VERSION");

/// Keeps the provider in the final binary.
///
/// SQLCipher refers to it from C only, and a linker drops what no Rust code refers to.
pub fn link() {
    core::hint::black_box(dodam_sqlcipher_setup as *const ());
}
