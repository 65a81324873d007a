//! The Swift side: a toolchain, generated sources, and tests over the built library.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{asked, program, root, show, target_folder};
use crate::tools::is_debian;
use crate::{bindings, contract};

/// The package's own folders: what a person wrote.
const WRITTEN_BY_HAND: [&str; 3] = ["Package.swift", "Sources", "Tests"];

/// The tests that look at the memory of their process.
const MEASURES_MEMORY: &str = "OpeningTests";

/// What the sample is given to keep.
const PAPER: &str = "tests/fixtures/papers/synthetic-card.jpg";

/// The package's modulemap. The one that uniffi writes has a name that only Xcode looks for.
const MODULEMAP: &str = "module dodamFFI {\n    header \"dodamFFI.h\"\n    export *\n}\n";

/// Builds the library and writes its Swift sources, by target: `dodamFFI` is the C header,
/// `DodamCore` the Swift over it.
pub fn write(folder: Option<&Path>) -> Result<(), String> {
    bindings::build()?;
    let folder = folder.map_or_else(|| package().join("Generated"), Path::to_path_buf);
    let written = target_folder().join("bindings/swift");
    bindings::generate("swift", &written)?;
    let place = |name: &str, target: &str| {
        let target = folder.join(target);
        make_folder(&target)?;
        copy(&written.join(name), &target.join(name))
    };
    place("dodamFFI.h", "dodamFFI")?;
    place("DodamCore.swift", "DodamCore")?;
    let dispatcher = folder.join("DodamDispatch/Dispatch.swift");
    bindings::generate_dispatcher("swift", &dispatcher)?;
    let modulemap = folder.join("dodamFFI/module.modulemap");
    write_if_changed(&modulemap, MODULEMAP.as_bytes())
}

/// Lints what was written by hand, and runs every test of the package and its sample.
pub fn test() -> Result<(), String> {
    write(None)?;
    let mut lint = swift(&["format", "lint", "--strict", "--recursive"])?;
    show(lint.args(WRITTEN_BY_HAND))?;
    let mut tests = over_the_library("test")?;
    tests.args(["--disable-xctest", "--skip", MEASURES_MEMORY]);
    tests.env("DODAM_CONTRACT", debug().join("contract"));
    tests.env("DODAM_CASES", contract::folder());
    contract::run("Swift", &mut tests)?;
    // By itself: tests of one run share a process, and its memory.
    let mut memory = over_the_library("test")?;
    show(memory.args(["--disable-xctest", "--filter", MEASURES_MEMORY]))?;
    let mut sample = over_the_library("run")?;
    show(sample.arg("Sample").arg(root().join(PAPER)))
}

/// A command that builds the package and loads the library that cargo built.
fn over_the_library(verb: &str) -> Result<Command, String> {
    let mut command = swift(&[verb, "-Xswiftc", "-warnings-as-errors"])?;
    command
        .arg("--scratch-path")
        .arg(target_folder().join("swift"));
    command.env("LIBRARY_PATH", debug());
    command.env("LD_LIBRARY_PATH", debug());
    Ok(command)
}

fn debug() -> PathBuf {
    target_folder().join("debug")
}

/// Whether there is a Swift to test with: on PATH, or one that was set up here.
pub fn is_here() -> bool {
    is_on_path() || is_set_up()
}

/// The command that sets one up, where that can work: on Debian, as root.
pub fn installation() -> Option<Command> {
    let is_root = asked("id", &["-u"])?.trim() == "0";
    if !is_root || !is_debian() {
        return None;
    }
    let mut command = script();
    command.arg("setup").arg(chroot());
    Some(command)
}

/// A command of Swift's, run in the package.
fn swift(arguments: &[&str]) -> Result<Command, String> {
    if is_on_path() {
        let mut command = program("swift", arguments);
        command.current_dir(package());
        return Ok(command);
    }
    if !is_set_up() {
        return Err("there is no Swift here".into());
    }
    let mut command = script();
    command.arg("run").arg(chroot());
    command.arg(root()).arg(target_folder());
    command.arg("--").arg(package());
    command.arg("swift").args(arguments);
    Ok(command)
}

/// A client of OpenStack's is called `swift` too, so it is asked.
fn is_on_path() -> bool {
    asked("swift", &["--version"]).is_some_and(|text| text.contains("Swift version"))
}

fn is_set_up() -> bool {
    chroot().join("ready").is_file()
}

fn chroot() -> PathBuf {
    target_folder().join("tools/swift")
}

fn script() -> Command {
    program(root().join("xtask/swift-toolchain.sh"), &[])
}

fn package() -> PathBuf {
    root().join("bindings/swift")
}

fn make_folder(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let text = std::fs::read(from).map_err(|error| format!("{}: {error}", from.display()))?;
    write_if_changed(to, &text)
}

/// Leaves a file that is as it should be, so that Swift doesn't compile it again.
fn write_if_changed(file: &Path, text: &[u8]) -> Result<(), String> {
    if std::fs::read(file).is_ok_and(|there| there == text) {
        return Ok(());
    }
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
