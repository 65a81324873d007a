//! Changes of names: rename, link, unlink and folders, as C calls them.

use crate::operation::{Kind, Operation};
use crate::paths;
use crate::plan::perform;
use crate::real::real;
use libc::{AT_FDCWD, c_char, c_int, c_uint};

fn as_int(answer: i64) -> c_int {
    c_int::try_from(answer).unwrap_or(-1)
}

/// Two names; what lies outside is followed only if both do.
///
/// # Safety
/// Both names end with a zero byte.
unsafe fn with_two(
    kind: Kind,
    (folder, name): (c_int, *const c_char),
    (other_folder, other): (c_int, *const c_char),
    act: &mut dyn FnMut() -> c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let paths = unsafe {
        (
            paths::of_name(folder, name),
            paths::of_name(other_folder, other),
        )
    };
    match paths {
        (Some(path), Some(other)) if paths::exists(&path) => {
            if kind == Kind::Rename && paths::is_folder(&path) {
                crate::plan::give_up("renamed folders can't be followed");
            }
            let mut operation = Operation::new(kind, path);
            operation.other = other;
            operation.needs_space = kind == Kind::Link;
            as_int(perform(operation, &mut |_| i64::from(act())))
        }
        (None, None) | (Some(_), Some(_)) => act(),
        _ => crate::plan::give_up("a file came from outside, or went there"),
    }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let real = real!(rename, fn(*const c_char, *const c_char) -> c_int);
    let (from, to) = ((AT_FDCWD, from), (AT_FDCWD, to));
    // SAFETY: passed on as it came.
    unsafe { with_two(Kind::Rename, from, to, &mut || real(from.1, to.1)) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn renameat(
    from_folder: c_int,
    from: *const c_char,
    to_folder: c_int,
    to: *const c_char,
) -> c_int {
    let real = real!(
        renameat,
        fn(c_int, *const c_char, c_int, *const c_char) -> c_int
    );
    let mut act = || unsafe { real(from_folder, from, to_folder, to) };
    // SAFETY: passed on as it came.
    unsafe { with_two(Kind::Rename, (from_folder, from), (to_folder, to), &mut act) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn renameat2(
    from_folder: c_int,
    from: *const c_char,
    to_folder: c_int,
    to: *const c_char,
    flags: c_uint,
) -> c_int {
    if flags & libc::RENAME_EXCHANGE != 0 {
        crate::plan::give_up("exchanged names can't be followed");
    }
    let real = real!(
        renameat2,
        fn(c_int, *const c_char, c_int, *const c_char, c_uint) -> c_int
    );
    let mut act = || unsafe { real(from_folder, from, to_folder, to, flags) };
    // SAFETY: passed on as it came.
    unsafe { with_two(Kind::Rename, (from_folder, from), (to_folder, to), &mut act) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn link(from: *const c_char, to: *const c_char) -> c_int {
    let real = real!(link, fn(*const c_char, *const c_char) -> c_int);
    let (from, to) = ((AT_FDCWD, from), (AT_FDCWD, to));
    // SAFETY: passed on as it came.
    unsafe { with_two(Kind::Link, from, to, &mut || real(from.1, to.1)) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn linkat(
    from_folder: c_int,
    from: *const c_char,
    to_folder: c_int,
    to: *const c_char,
    flags: c_int,
) -> c_int {
    let real = real!(
        linkat,
        fn(c_int, *const c_char, c_int, *const c_char, c_int) -> c_int
    );
    let mut act = || unsafe { real(from_folder, from, to_folder, to, flags) };
    // SAFETY: passed on as it came.
    unsafe { with_two(Kind::Link, (from_folder, from), (to_folder, to), &mut act) }
}

/// # Safety
/// The name ends with a zero byte.
unsafe fn removed(
    kind: Kind,
    folder: c_int,
    name: *const c_char,
    act: &mut dyn FnMut() -> c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    match unsafe { paths::of_name(folder, name) } {
        Some(path) if paths::exists(&path) => {
            // A folder that is taken for a file stays, and the other way round.
            if paths::is_folder(&path) != (kind == Kind::RemoveFolder) {
                return act();
            }
            as_int(perform(Operation::new(kind, path), &mut |_| {
                i64::from(act())
            }))
        }
        _ => act(),
    }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlink(name: *const c_char) -> c_int {
    let real = real!(unlink, fn(*const c_char) -> c_int);
    // SAFETY: passed on as it came.
    unsafe { removed(Kind::Unlink, AT_FDCWD, name, &mut || real(name)) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rmdir(name: *const c_char) -> c_int {
    let real = real!(rmdir, fn(*const c_char) -> c_int);
    // SAFETY: passed on as it came.
    unsafe { removed(Kind::RemoveFolder, AT_FDCWD, name, &mut || real(name)) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlinkat(folder: c_int, name: *const c_char, flags: c_int) -> c_int {
    let real = real!(unlinkat, fn(c_int, *const c_char, c_int) -> c_int);
    let kind = if flags & libc::AT_REMOVEDIR != 0 {
        Kind::RemoveFolder
    } else {
        Kind::Unlink
    };
    // SAFETY: passed on as it came.
    unsafe { removed(kind, folder, name, &mut || real(folder, name, flags)) }
}

/// # Safety
/// The name ends with a zero byte.
unsafe fn made(folder: c_int, name: *const c_char, act: &mut dyn FnMut() -> c_int) -> c_int {
    // SAFETY: the caller's promise.
    match unsafe { paths::of_name(folder, name) } {
        Some(path) if !paths::exists(&path) => {
            let mut operation = Operation::new(Kind::MakeFolder, path);
            operation.needs_space = true;
            as_int(perform(operation, &mut |_| i64::from(act())))
        }
        _ => act(),
    }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdir(name: *const c_char, mode: c_uint) -> c_int {
    let real = real!(mkdir, fn(*const c_char, c_uint) -> c_int);
    // SAFETY: passed on as it came.
    unsafe { made(AT_FDCWD, name, &mut || real(name, mode)) }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdirat(folder: c_int, name: *const c_char, mode: c_uint) -> c_int {
    let real = real!(mkdirat, fn(c_int, *const c_char, c_uint) -> c_int);
    // SAFETY: passed on as it came.
    unsafe { made(folder, name, &mut || real(folder, name, mode)) }
}
