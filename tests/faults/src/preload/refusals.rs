//! Ways of changing a disk that are answered as an old kernel would, so that callers take
//! another, and those that can't be followed.

use crate::paths;
use crate::plan::{give_up, refused};
use crate::real::real;
use libc::{AT_FDCWD, c_char, c_int, c_long, c_void, off_t};
use std::ffi::CStr;

macro_rules! reserving {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:expr;)*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(descriptor: c_int, $($argument: $type),*) -> c_int {
            if paths::of_descriptor(descriptor).is_some() {
                return $answer;
            }
            let real = real!($name, fn(c_int, $($type),*) -> c_int);
            // SAFETY: passed on as it came.
            unsafe { real(descriptor, $($argument),*) }
        }
    )*};
}
reserving! {
    fallocate(mode: c_int, offset: off_t, length: off_t) -> unsupported();
    fallocate64(mode: c_int, offset: off_t, length: off_t) -> unsupported();
    posix_fallocate(offset: off_t, length: off_t) -> libc::EOPNOTSUPP;
    posix_fallocate64(offset: off_t, length: off_t) -> libc::EOPNOTSUPP;
}

fn unsupported() -> c_int {
    c_int::try_from(refused(libc::EOPNOTSUPP)).unwrap_or(-1)
}

macro_rules! streaming {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(name: *const c_char, mode: *const c_char) -> *mut c_void {
            // SAFETY: both end with a zero byte.
            let (path, mode_text) =
                unsafe { (paths::of_name(AT_FDCWD, name), CStr::from_ptr(mode)) };
            let writes = |byte: &u8| b"wa+".contains(byte);
            if path.is_some() && mode_text.to_bytes().iter().any(writes) {
                give_up("streams of C that write can't be followed");
            }
            let real = real!($name, fn(*const c_char, *const c_char) -> *mut c_void);
            // SAFETY: passed on as it came.
            unsafe { real(name, mode) }
        }
    )*};
}
streaming!(fopen, fopen64);

macro_rules! mapping {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            at: *mut c_void,
            length: usize,
            protection: c_int,
            flags: c_int,
            descriptor: c_int,
            offset: off_t,
        ) -> *mut c_void {
            let writes = protection & libc::PROT_WRITE != 0 && flags & libc::MAP_SHARED != 0;
            if descriptor >= 0 && writes {
                let path = paths::of_descriptor(descriptor);
                // SQLite makes its log's index anew after every crash.
                if path.is_some_and(|path| !path.ends_with("-shm")) {
                    give_up("mapped files can't be followed");
                }
            }
            let real = real!($name, fn(*mut c_void, usize, c_int, c_int, c_int, off_t) -> *mut c_void);
            // SAFETY: passed on as it came.
            unsafe { real(at, length, protection, flags, descriptor, offset) }
        }
    )*};
}
mapping!(mmap, mmap64);

/// Calls of the kernel by number that change a disk.
const CHANGING: &[c_long] = &[
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_pwritev2,
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_ftruncate,
    libc::SYS_truncate,
    libc::SYS_fallocate,
    libc::SYS_copy_file_range,
    libc::SYS_sendfile,
    libc::SYS_splice,
    libc::SYS_renameat2,
    libc::SYS_unlinkat,
    libc::SYS_mkdirat,
    libc::SYS_linkat,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_io_uring_setup,
    libc::SYS_io_setup,
];

/// The kernel by number: what changes a disk is unknown to it here.
///
/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn syscall(
    number: c_long,
    a: c_long,
    b: c_long,
    c: c_long,
    d: c_long,
    e: c_long,
    f: c_long,
) -> c_long {
    if CHANGING.contains(&number) {
        return refused(libc::ENOSYS);
    }
    let real = real!(
        syscall,
        fn(c_long, c_long, c_long, c_long, c_long, c_long, c_long) -> c_long
    );
    // SAFETY: passed on as it came.
    unsafe { real(number, a, b, c, d, e, f) }
}
