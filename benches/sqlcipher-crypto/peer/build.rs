//! Compiles libtomcrypt, for the peer that uses it; SQLCipher's own build doesn't.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "libtomcrypt")]
    {
        let root = sqlcipher_src::source_dir();
        let mut build = cc::Build::new();
        build
            .include(root.join(sqlcipher_src::LIBTOMCRYPT_INCLUDE_DIR))
            .define("LTC_SOURCE", None)
            .opt_level(2)
            .warnings(false);
        for file in sqlcipher_src::LIBTOMCRYPT_SOURCES {
            build.file(root.join(file));
        }
        build.compile("tomcrypt");
    }
}
