//! Refuses to build against a SQLCipher that would not call us, or that calls us differently.

use std::{env, fs};

/// SQLCipher's table of callbacks as of 4.19, one entry per field in order.
/// `src/provider.rs` mirrors it; change both together.
const CALLBACKS: [&str; 18] = [
    "int (*init)(void)",
    "void (*shutdown)(void)",
    "const char* (*get_provider_name)(void *ctx)",
    "int (*add_random)(void *ctx, const void *buffer, int length)",
    "int (*random)(void *ctx, void *buffer, int length)",
    "int (*hmac)(void *ctx, int algorithm, const unsigned char *hmac_key, int key_sz, \
     const unsigned char *in, int in_sz, const unsigned char *in2, int in2_sz, unsigned char *out)",
    "int (*kdf)(void *ctx, int algorithm, const unsigned char *pass, int pass_sz, \
     const unsigned char* salt, int salt_sz, int workfactor, int key_sz, unsigned char *key)",
    "int (*cipher)(void *ctx, int mode, const unsigned char *key, int key_sz, \
     const unsigned char *iv, const unsigned char *in, int in_sz, unsigned char *out)",
    "const char* (*get_cipher)(void *ctx)",
    "int (*get_key_sz)(void *ctx)",
    "int (*get_iv_sz)(void *ctx)",
    "int (*get_block_sz)(void *ctx)",
    "int (*get_hmac_sz)(void *ctx, int algorithm)",
    "int (*ctx_init)(void **ctx)",
    "int (*ctx_free)(void **ctx)",
    "int (*fips_status)(void *ctx)",
    "const char* (*get_provider_version)(void *ctx)",
    "sqlcipher_provider *next",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=LIBSQLITE3_FLAGS");
    let flags = env::var("LIBSQLITE3_FLAGS").unwrap_or_default();
    let define = "-DSQLCIPHER_CRYPTO_CUSTOM=dodam_sqlcipher_setup";
    if !flags.split_whitespace().any(|flag| flag == define) {
        println!(
            "cargo::error=SQLCipher is not told to use Dodam's cryptography: run cargo from \
             inside the checkout, where .cargo/config.toml sets LIBSQLITE3_FLAGS."
        );
        return;
    }
    let version = sqlcipher_src::SQLCIPHER_VERSION;
    println!("cargo::rustc-env=DODAM_SQLCIPHER_VERSION={version}");
    let source = sqlcipher_src::source_dir().join(sqlcipher_src::SOURCE_FILE);
    println!("cargo::rerun-if-changed={}", source.display());
    match fs::read(&source).map(|text| callbacks(&String::from_utf8_lossy(&text))) {
        Ok(found) if found == CALLBACKS => {}
        Ok(_) => println!(
            "cargo::error=SQLCipher's table of callbacks changed: compare it with \
             core/sqlcipher/src/provider.rs before building against this version."
        ),
        Err(_) => println!("cargo::error=SQLCipher's source could not be read."),
    }
}

/// The declarations inside `struct sqlcipher_provider`, with white space made single.
fn callbacks(source: &str) -> Vec<String> {
    let Some((_, rest)) = source.split_once("\nstruct sqlcipher_provider {") else {
        return Vec::new();
    };
    let Some((body, _)) = rest.split_once("\n};") else {
        return Vec::new();
    };
    let plain = |field: &str| field.split_whitespace().collect::<Vec<_>>().join(" ");
    body.split(';')
        .map(plain)
        .filter(|field| !field.is_empty())
        .collect()
}
