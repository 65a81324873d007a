//! The peers, and how each is built and run away from the checkout's own settings.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What went wrong, in words.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A way of building SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// SQLite without encryption: what the others are divided by.
    Plain,
    /// SQLCipher with OpenSSL built from source.
    OpenSsl,
    /// SQLCipher with libtomcrypt built from source.
    LibTomCrypt,
    /// SQLCipher with `core/sqlcipher`.
    RustCrypto,
}

impl Peer {
    /// Every peer, plain SQLite first.
    pub const ALL: [Self; 4] = [
        Self::Plain,
        Self::OpenSsl,
        Self::LibTomCrypt,
        Self::RustCrypto,
    ];

    /// Its feature in `peer/Cargo.toml`, and its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::OpenSsl => "openssl",
            Self::LibTomCrypt => "libtomcrypt",
            Self::RustCrypto => "rustcrypto",
        }
    }

    /// The page authentications to measure.
    pub fn hmacs(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["plain"],
            _ => &["HMAC_SHA512", "HMAC_SHA256"],
        }
    }

    /// The environment its C code needs.
    fn environment(self, stub: &Path) -> Vec<(&'static str, String)> {
        let flags = |define: &str| ("LIBSQLITE3_FLAGS", format!("-DSQLCIPHER_CRYPTO_{define}"));
        // libsqlite3-sys insists on linking a libcrypto; an empty one satisfies it.
        let empty = |name| (name, stub.to_string_lossy().into_owned());
        let no_openssl = || [empty("OPENSSL_LIB_DIR"), empty("OPENSSL_INCLUDE_DIR")];
        let mut set = Vec::new();
        match self {
            Self::Plain => {}
            Self::OpenSsl => {}
            Self::LibTomCrypt => {
                let headers =
                    sqlcipher_src::source_dir().join(sqlcipher_src::LIBTOMCRYPT_INCLUDE_DIR);
                set.push(flags("LIBTOMCRYPT"));
                set.push(("CFLAGS", format!("-I{}", headers.display())));
                set.extend(no_openssl());
            }
            Self::RustCrypto => {
                set.push(flags("CUSTOM=dodam_sqlcipher_setup"));
                set.extend(no_openssl());
            }
        }
        set
    }
}

/// Where things are built and measured: outside the checkout, so that its cargo configuration
/// (which points SQLCipher at `core/sqlcipher`) doesn't reach the other peers.
pub struct Workshop {
    root: PathBuf,
    manifest: PathBuf,
    stub: PathBuf,
}

impl Workshop {
    /// Uses `DODAM_BENCH_DIR`, or a folder in the system's temporary one.
    pub fn new() -> Outcome<Self> {
        let root = std::env::var_os("DODAM_BENCH_DIR").map_or_else(
            || std::env::temp_dir().join("dodam-sqlcipher-crypto"),
            PathBuf::from,
        );
        std::fs::create_dir_all(&root)?;
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        Ok(Self {
            root: root.canonicalize()?,
            manifest: workspace.join("Cargo.toml"),
            stub: workspace.join("../../core/sqlcipher/stub").canonicalize()?,
        })
    }

    /// A path in the workshop at which nothing lies.
    pub fn fresh(&self, name: &str) -> Outcome<PathBuf> {
        let path = self.root.join(name);
        if path.is_dir() {
            std::fs::remove_dir_all(&path)?;
        } else if path.exists() {
            std::fs::remove_file(&path)?;
        }
        Ok(path)
    }

    /// Forgets everything built for a peer.
    pub fn forget(&self, peer: Peer) -> Outcome<()> {
        self.fresh(peer.name()).map(drop)
    }

    /// Downloads what the builds need, so that no build time contains a download.
    pub fn fetch(&self) -> Outcome<()> {
        let status = Command::new(env!("CARGO"))
            .current_dir(&self.root)
            .args(["fetch", "--locked", "--manifest-path"])
            .arg(&self.manifest)
            .status()?;
        if status.success() {
            Ok(())
        } else {
            Err("cargo fetch failed".into())
        }
    }

    /// Builds parts of the peer and says how long that took.
    pub fn build(&self, peer: Peer, parts: &[&str]) -> Outcome<Duration> {
        let mut cargo = Command::new(env!("CARGO"));
        for name in [
            "LIBSQLITE3_FLAGS",
            "OPENSSL_DIR",
            "OPENSSL_LIB_DIR",
            "OPENSSL_INCLUDE_DIR",
        ] {
            cargo.env_remove(name);
        }
        cargo
            .current_dir(&self.root)
            .args([
                "build",
                "--release",
                "--quiet",
                "--locked",
                "--package",
                "peer",
            ])
            .args(["--features", peer.name()])
            .args(parts)
            .arg("--manifest-path")
            .arg(&self.manifest)
            .arg("--target-dir")
            .arg(self.root.join(peer.name()))
            .envs(peer.environment(&self.stub));
        let start = Instant::now();
        let done = cargo.output()?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(format!("{} does not build:\n{said}", peer.name()).into());
        }
        Ok(start.elapsed())
    }

    /// The size of the peer's stripped library.
    pub fn library_bytes(&self, peer: Peer) -> Outcome<u64> {
        let folder = self.root.join(peer.name()).join("release");
        let names = ["libpeer.so", "libpeer.dylib", "peer.dll"];
        let found = names
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.exists());
        Ok(found.ok_or("the library is missing")?.metadata()?.len())
    }

    /// Runs one of the peer's programs and gives what it printed.
    pub fn run(&self, peer: Peer, program: &str, args: &[&str]) -> Outcome<String> {
        let path = self.root.join(peer.name()).join("release").join(program);
        let done = Command::new(path)
            .args(args)
            .current_dir(&self.root)
            .output()?;
        if done.status.success() {
            return Ok(String::from_utf8(done.stdout)?);
        }
        Err(format!("{}: {}", peer.name(), String::from_utf8_lossy(&done.stderr)).into())
    }
}
