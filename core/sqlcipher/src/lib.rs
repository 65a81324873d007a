//! SQLCipher's cryptography over RustCrypto.
