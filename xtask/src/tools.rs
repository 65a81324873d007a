//! Programs that parts need beyond Rust itself: finding them, and installing them when
//! the person agrees.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{asked, cargo, program, root, show, target_folder};
use crate::{app, swift};

const CARGO_DENY_VERSION: &str = "0.20.2";
const JAVA_AT_LEAST: u32 = 17;

/// A program a part cannot run without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// `cargo fmt`.
    Rustfmt,
    /// `cargo clippy`.
    Clippy,
    /// Licences, duplicates and sources of dependencies.
    CargoDeny,
    /// A Java compiler.
    Jdk,
    /// Builds and tests the Kotlin side.
    Maven,
    /// Runs the second evaluator.
    Python,
    /// Builds and tests the Swift side.
    Swift,
    /// Letters of every script, for pictures.
    Fonts,
    /// Takes the symbols out of a library; comes with every C compiler.
    Strip,
}

impl Tool {
    /// Whether it is here and new enough.
    pub fn is_here(self) -> bool {
        match self {
            Self::Rustfmt => asked("cargo", &["fmt", "--version"]).is_some(),
            Self::Clippy => asked("cargo", &["clippy", "--version"]).is_some(),
            Self::CargoDeny => cargo_deny().is_some(),
            Self::Jdk => {
                asked("javac", &["-version"]).is_some_and(|text| java_is_new_enough(&text))
            }
            Self::Maven => asked("mvn", &["-version"]).is_some(),
            Self::Python => asked("python3", &["-c", "import tomllib"]).is_some(),
            Self::Swift => swift::is_here(),
            Self::Fonts => app::fonts_are_here(),
            Self::Strip => asked("strip", &["--version"]).is_some(),
        }
    }

    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::Rustfmt => "rustfmt".into(),
            Self::Clippy => "clippy".into(),
            Self::CargoDeny => format!("cargo-deny {CARGO_DENY_VERSION}"),
            Self::Jdk => format!("a JDK, {JAVA_AT_LEAST} or newer"),
            Self::Maven => "Maven".into(),
            Self::Python => "Python, 3.11 or newer".into(),
            Self::Swift => "Swift, 6.0 or newer (2.5 GB)".into(),
            Self::Fonts => "fonts of every script (130 MB)".into(),
            Self::Strip => "strip (binutils)".into(),
        }
    }

    /// The command that installs it here, if there is one.
    pub fn installation(self) -> Option<Command> {
        match self {
            Self::Rustfmt => rustup("rustfmt"),
            Self::Clippy => rustup("clippy"),
            Self::CargoDeny => {
                let mut command = cargo(&[
                    "install",
                    "--debug",
                    "--locked",
                    "cargo-deny",
                    "--version",
                    CARGO_DENY_VERSION,
                    "--root",
                ]);
                command.arg(own_tools());
                Some(command)
            }
            Self::Jdk => apt("default-jdk-headless"),
            Self::Maven => apt("maven"),
            Self::Python => apt("python3"),
            Self::Swift => swift::installation(),
            Self::Fonts => app::fonts_installation(),
            Self::Strip => apt("binutils"),
        }
    }

    /// How a person installs it where this program cannot.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Rustfmt => "rustup component add rustfmt",
            Self::Clippy => "rustup component add clippy",
            Self::CargoDeny => "cargo install --locked cargo-deny",
            Self::Jdk => {
                "as root on Debian: apt-get install default-jdk-headless; elsewhere install any JDK"
            }
            Self::Maven => {
                "as root on Debian: apt-get install maven; elsewhere install Maven 3.8 or newer"
            }
            Self::Python => "install Python 3.11 or newer as python3",
            Self::Swift => {
                "as root on Debian --install makes a chroot with it; elsewhere install Swift 6 as swift"
            }
            Self::Fonts => {
                "on Debian --install fetches them; elsewhere unpack Debian's fonts-noto-core and fonts-noto-cjk into target/tools/fonts and make a file there called ready"
            }
            Self::Strip => "install binutils",
        }
    }
}

/// Whether this is Debian, whose packages some tools come from.
pub fn is_debian() -> bool {
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    system.lines().any(|line| line == "ID=debian")
}

/// Looks the dependencies up in the public list of known faults.
pub fn advisories() -> Result<(), String> {
    let Some(cargo_deny) = cargo_deny() else {
        return Err(format!(
            "This needs cargo-deny {CARGO_DENY_VERSION}: `cargo xtask test licences --install` installs it."
        ));
    };
    show(&mut program(cargo_deny, &["check", "advisories"]))
}

/// The cargo-deny of the pinned version: the one in PATH, or the one installed here.
pub fn cargo_deny() -> Option<PathBuf> {
    let candidates = [
        PathBuf::from("cargo-deny"),
        own_tools().join("bin/cargo-deny"),
    ];
    let pinned = |text: String| text.trim().ends_with(CARGO_DENY_VERSION);
    candidates
        .into_iter()
        .find(|name| asked(name, &["--version"]).is_some_and(pinned))
}

/// Installs one tool; the command is shown.
pub fn install(tool: Tool) -> Result<(), String> {
    match tool.installation() {
        Some(mut command) => show(&mut command),
        None => Err(format!(
            "{} cannot be installed from here: {}",
            tool.name(),
            tool.advice()
        )),
    }
}

/// Tools built for this repository stay inside its build folder.
fn own_tools() -> PathBuf {
    root().join(target_folder()).join("tools")
}

fn rustup(component: &str) -> Option<Command> {
    asked("rustup", &["--version"])?;
    Some(program("rustup", &["component", "add", component]))
}

/// Debian's own packages; needs root.
fn apt(package: &str) -> Option<Command> {
    asked("apt-get", &["--version"])?;
    if asked("id", &["-u"])?.trim() != "0" {
        return None;
    }
    let script =
        format!("apt-get update -q && apt-get install -y -q --no-install-recommends {package}");
    let mut command = program("sh", &["-c", &script]);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}

/// Reads `javac 17.0.15`.
fn java_is_new_enough(text: &str) -> bool {
    let version = text.trim().rsplit(' ').next().unwrap_or_default();
    let major = version
        .split(['.', '-', '+'])
        .next()
        .and_then(|number| number.parse::<u32>().ok());
    major.is_some_and(|major| major >= JAVA_AT_LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_java_is_no_java() {
        assert!(java_is_new_enough("javac 17.0.15\n"));
        assert!(java_is_new_enough("javac 21\n"));
        assert!(java_is_new_enough("javac 25-ea\n"));
        assert!(!java_is_new_enough("javac 11.0.2\n"));
        assert!(!java_is_new_enough("javac 1.8.0_302\n"));
        assert!(!java_is_new_enough(""));
    }
}
