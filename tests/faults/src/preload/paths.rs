//! Which path a call is about.

use libc::{AT_FDCWD, c_char, c_int};
use std::ffi::CStr;
use std::path::{Path, PathBuf};

/// The path that a descriptor stands for, if it lies below a folder we look at.
pub(crate) fn of_descriptor(descriptor: c_int) -> Option<String> {
    let path = std::fs::read_link(format!("/proc/self/fd/{descriptor}")).ok()?;
    let path = path.to_str()?;
    watched(path.strip_suffix(" (deleted)").unwrap_or(path))
}

/// The path of a name as given, if it lies below a folder we look at.
///
/// # Safety
/// `name` is null or ends with a zero byte.
pub(crate) unsafe fn of_name(folder: c_int, name: *const c_char) -> Option<String> {
    if name.is_null() {
        return None;
    }
    // SAFETY: the caller's promise.
    let name = Path::new(unsafe { CStr::from_ptr(name) }.to_str().ok()?);
    let full = if name.is_absolute() {
        name.to_owned()
    } else {
        let base = match folder {
            AT_FDCWD => std::env::current_dir().ok()?,
            _ => std::fs::read_link(format!("/proc/self/fd/{folder}")).ok()?,
        };
        base.join(name)
    };
    let full: PathBuf = full.components().collect();
    watched(full.to_str()?)
}

fn watched(path: &str) -> Option<String> {
    let below = |folder: &String| {
        let rest = path.strip_prefix(folder.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let plan = crate::plan::plan();
    plan.folders.iter().any(below).then(|| path.to_owned())
}

/// Whether something has this path.
pub(crate) fn exists(path: &str) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// A file's number and length.
pub(crate) fn about(descriptor: c_int) -> (u64, u64) {
    // SAFETY: all zeros is a valid `stat`.
    let mut about: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: `about` is ours and of the right type.
    if unsafe { libc::fstat(descriptor, &raw mut about) } != 0 {
        return (0, 0);
    }
    (about.st_ino, u64::try_from(about.st_size).unwrap_or(0))
}

/// Whether a descriptor is a folder's.
pub(crate) fn is_folder(path: &str) -> bool {
    std::fs::metadata(path).is_ok_and(|about| about.is_dir())
}
