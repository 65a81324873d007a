//! Running other programs from the root of the repository.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo builds.
pub fn target_folder() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

static LINTED_WHILE_BUILT: AtomicBool = AtomicBool::new(false);

/// From now on everything of the workspace that is built is linted on the way, and a warning
/// fails it. A run that needs both then checks no crate for the lints alone.
pub fn lint_while_building() {
    LINTED_WHILE_BUILT.store(true, Ordering::Relaxed);
}

/// Whether [`lint_while_building`] was said.
pub fn linted_while_built() -> bool {
    LINTED_WHILE_BUILT.load(Ordering::Relaxed)
}

/// A program that will run at the root.
pub fn program(name: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    if linted_while_built() {
        lint_what_it_builds(&mut command);
    }
    command
}

/// What `cargo clippy -- -D warnings` says to cargo; here it builds too.
pub fn lint_what_it_builds(command: &mut Command) {
    command
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
}

/// The cargo that runs this program.
pub fn cargo(arguments: &[&str]) -> Command {
    program(
        std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        arguments,
    )
}

/// Runs a program with its output shown.
pub fn show(command: &mut Command) -> Result<(), String> {
    println!("$ {}", described(command));
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", described(command)))
    }
}

/// Runs a program with its output shown, and gives the last line it wrote.
pub fn show_and_keep_last_line(command: &mut Command) -> (Result<(), String>, String) {
    show_and_keep(command, |line| !line.trim().is_empty())
}

/// Runs a program with its output shown, and gives the last line it wrote that is asked for.
pub fn show_and_keep(
    command: &mut Command,
    wanted: impl Fn(&str) -> bool,
) -> (Result<(), String>, String) {
    println!("$ {}", described(command));
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return (Err(not_started(command, &error)), String::new()),
    };
    let mut last = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            if wanted(&line) {
                last = line;
            }
        }
    }
    let ended = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} failed ({status})", described(command))),
        Err(error) => Err(not_started(command, &error)),
    };
    (ended, last)
}

/// Runs a program without showing it and gives what it wrote; errors are shown.
pub fn read(command: &mut Command) -> Result<String, String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{} failed ({})", described(command), output.status))
    }
}

/// What a program prints about itself, if it is there and works.
pub fn asked(name: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = program(name, arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

fn described(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy());
    std::iter::once(name)
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} could not be started: {error}", described(command))
}
