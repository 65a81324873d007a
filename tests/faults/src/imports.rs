//! Whether `dodam` can change a disk by a function that the library doesn't stand in front of.

use crate::program::Program;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Every function of libc by which a program changes files or names.
const CHANGING: &[&str] = &[
    "aio_fsync",
    "aio_write",
    "copy_file_range",
    "creat",
    "fallocate",
    "fdatasync",
    "fdopen",
    "fopen",
    "freopen",
    "fsync",
    "ftruncate",
    "io_setup",
    "io_submit",
    "io_uring_setup",
    "link",
    "linkat",
    "lio_listio",
    "mkdir",
    "mkdirat",
    "mkdtemp",
    "mkfifo",
    "mkfifoat",
    "mknod",
    "mknodat",
    "mkostemp",
    "mkostemps",
    "mkstemp",
    "mkstemps",
    "mmap",
    "msync",
    "open",
    "open_by_handle_at",
    "openat",
    "posix_fallocate",
    "pwrite",
    "pwritev",
    "pwritev2",
    "remove",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sendfile",
    "splice",
    "symlink",
    "symlinkat",
    "sync",
    "sync_file_range",
    "syncfs",
    "syscall",
    "tee",
    "tmpfile",
    "truncate",
    "unlink",
    "unlinkat",
    "vmsplice",
    "write",
    "writev",
    "__open_2",
    "__open64_2",
    "__openat_2",
    "__openat64_2",
];

/// Whether a name, without the `64` of long files, is one of those.
fn changes(name: &str) -> bool {
    CHANGING.contains(&name)
        || name
            .strip_suffix("64")
            .is_some_and(|short| CHANGING.contains(&short))
        || name
            .strip_suffix("64v2")
            .is_some_and(|short| CHANGING.contains(&format!("{short}2").as_str()))
}

/// Fails with the names that the library doesn't know.
pub fn check(program: &Program) -> Result<(), String> {
    let imported = names(&program.dodam, "--undefined-only")?;
    let known = names(&program.library, "--defined-only")?;
    let unknown = unknown(&imported, &known);
    if unknown.is_empty() {
        return Ok(());
    }
    let names = unknown.join(", ");
    Err(format!(
        "dodam changes files by what the library doesn't know: {names}"
    ))
}

fn unknown(imported: &BTreeSet<String>, known: &BTreeSet<String>) -> Vec<String> {
    let strange = |name: &&String| changes(name) && !known.contains(*name);
    imported.iter().filter(strange).cloned().collect()
}

fn names(file: &Path, which: &str) -> Result<BTreeSet<String>, String> {
    let output = Command::new("nm").args(["-D", which]).arg(file).output();
    let output = output.map_err(|error| format!("nm (of binutils) can't be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("nm can't read {}", file.display()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = text
        .lines()
        .filter_map(|line| line.split_whitespace().last());
    let bare = last
        .filter_map(|name| name.split('@').next())
        .map(str::to_owned);
    Ok(bare.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_way_to_change_files_that_the_library_does_not_know_is_named() {
        let imported = set(&["write", "pwritev64v2", "mkstemp64", "read", "memcpy"]);
        assert_eq!(
            unknown(&imported, &set(&["write"])),
            ["mkstemp64", "pwritev64v2"]
        );
        assert!(unknown(&imported, &imported).is_empty());
    }
}
