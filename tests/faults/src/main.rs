//! Kills, power cuts and full disks at every write of the real `dodam` command.
//!
//! Each command of [`commands::COMMANDS`] runs once from a prepared place while the library
//! notes every change of the disk; then again from an equal place for each change and each mode.
//! What the place then holds is asked of `dodam` itself, without the library.
//! `README.md` beside this crate tells the rest.
#![deny(unsafe_code)]

#[cfg(target_os = "linux")]
mod chance;
#[cfg(target_os = "linux")]
mod commands;
#[cfg(target_os = "linux")]
mod cuts;
#[cfg(target_os = "linux")]
mod disk;
#[cfg(target_os = "linux")]
mod imports;
#[cfg(target_os = "linux")]
mod judge;
#[cfg(target_os = "linux")]
mod mode;
#[cfg(target_os = "linux")]
mod observe;
#[cfg(target_os = "linux")]
mod operation;
#[cfg(target_os = "linux")]
mod options;
#[cfg(target_os = "linux")]
mod place;
#[cfg(target_os = "linux")]
mod prepare;
#[cfg(target_os = "linux")]
mod program;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod trace;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    run::main()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("faults: only Linux loads the library that this needs");
    ExitCode::from(2)
}
