//! Builds SQLite four ways and compares them in one run; see the README beside this workspace.

mod measure;
mod peers;

use peers::{Outcome, Peer, Workshop};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str =
    "usage: compare measure|throughput [ROWS [REPEATS]] | cross-open | make-fixtures FOLDER";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let workshop = Workshop::new()?;
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let number = |at: usize| words.get(at).map(|word| word.parse::<u32>()).transpose();
    match words.as_slice() {
        [job @ ("measure" | "throughput"), ..] if words.len() <= 3 => {
            let (rows, repeats) = (number(1)?.unwrap_or(200_000), number(2)?.unwrap_or(5));
            if *job == "measure" {
                measure::builds(&workshop)?;
            }
            measure::throughput(&workshop, rows, repeats)
        }
        ["cross-open"] => cross_open(&workshop),
        ["make-fixtures", folder] => make_fixtures(&workshop, Path::new(folder)),
        _ => Err(USAGE.into()),
    }
}

/// OpenSSL's build opens our files, and ours opens OpenSSL's; the wrong algorithm is refused.
fn cross_open(workshop: &Workshop) -> Outcome<()> {
    let (theirs, ours) = (Peer::OpenSsl, Peer::RustCrypto);
    for peer in [theirs, ours] {
        workshop.build(peer, &["--bins"])?;
    }
    for (maker, opener) in [
        (theirs, ours),
        (ours, theirs),
        (theirs, theirs),
        (ours, ours),
    ] {
        for (hmac, other) in [
            ("HMAC_SHA256", "HMAC_SHA512"),
            ("HMAC_SHA512", "HMAC_SHA256"),
        ] {
            let file = workshop.fresh("cross.db")?;
            let path = file.to_string_lossy();
            let made = workshop.run(maker, "crossfile", &["make", &path, hmac])?;
            let opened = workshop.run(opener, "crossfile", &["check", &path, hmac])?;
            println!("{}; {}", made.trim(), opened.trim());
            if workshop
                .run(opener, "crossfile", &["check", &path, other])
                .is_ok()
            {
                return Err("a file opened under the wrong algorithm".into());
            }
        }
    }
    println!("8 passed, 0 failed");
    Ok(())
}

/// Makes the files that the vault's cross-open test keeps, with OpenSSL's build.
fn make_fixtures(workshop: &Workshop, folder: &Path) -> Outcome<()> {
    workshop.build(Peer::OpenSsl, &["--bins"])?;
    for (hmac, name) in [
        ("HMAC_SHA256", "openssl_hmac_sha256.db"),
        ("HMAC_SHA512", "openssl_hmac_sha512.db"),
    ] {
        let file: PathBuf = folder.join(name);
        let made = workshop.run(
            Peer::OpenSsl,
            "crossfile",
            &["make", &file.to_string_lossy(), hmac],
        )?;
        println!("{}: {}", file.display(), made.trim());
    }
    Ok(())
}
