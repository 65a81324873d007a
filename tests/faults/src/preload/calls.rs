//! Opening, writing, cutting and syncing files, as C calls them.
//!
//! `open` takes its mode as a variadic argument; on the systems this runs on, one more integer
//! argument arrives in the same place.

use crate::operation::{Kind, Operation};
use crate::plan::{perform, refused};
use crate::real::real;
use crate::{paths, plan};
use libc::{AT_FDCWD, c_char, c_int, c_uint, c_void, iovec, off_t};

fn as_int(answer: i64) -> c_int {
    c_int::try_from(answer).unwrap_or(-1)
}

fn as_size(answer: i64) -> isize {
    isize::try_from(answer).unwrap_or(-1)
}

/// # Safety
/// As libc's `openat`, with `open` to do it.
unsafe fn opened(
    folder: c_int,
    name: *const c_char,
    flags: c_int,
    open: &mut dyn FnMut() -> c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let Some(path) = (unsafe { paths::of_name(folder, name) }) else {
        return open();
    };
    if flags & libc::O_TMPFILE == libc::O_TMPFILE {
        plan::give_up("files without a name can't be followed");
    }
    let there = paths::exists(&path);
    if flags & libc::O_CREAT != 0 && !there {
        let mut operation = Operation::new(Kind::Create, path);
        operation.needs_space = true;
        return as_int(perform(operation, &mut |_| i64::from(open())));
    }
    if flags & libc::O_TRUNC != 0 && there && flags & libc::O_EXCL == 0 {
        let mut operation = Operation::new(Kind::Resize, path.clone());
        operation.file =
            std::fs::metadata(&path).map_or(0, |about| std::os::unix::fs::MetadataExt::ino(&about));
        return as_int(perform(operation, &mut |_| i64::from(open())));
    }
    open()
}

macro_rules! opening {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(name: *const c_char, flags: c_int, mode: c_uint) -> c_int {
            let real = real!($name, fn(*const c_char, c_int, c_uint) -> c_int);
            // SAFETY: passed on as it came.
            unsafe { opened(AT_FDCWD, name, flags, &mut || real(name, flags, mode)) }
        }
    )*};
}
opening!(open, open64);

macro_rules! opening_at {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            folder: c_int,
            name: *const c_char,
            flags: c_int,
            mode: c_uint,
        ) -> c_int {
            let real = real!($name, fn(c_int, *const c_char, c_int, c_uint) -> c_int);
            // SAFETY: passed on as it came.
            unsafe { opened(folder, name, flags, &mut || real(folder, name, flags, mode)) }
        }
    )*};
}
opening_at!(openat, openat64);

macro_rules! creating {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(name: *const c_char, mode: c_uint) -> c_int {
            let real = real!($name, fn(*const c_char, c_uint) -> c_int);
            let flags = libc::O_CREAT | libc::O_TRUNC | libc::O_WRONLY;
            // SAFETY: passed on as it came.
            unsafe { opened(AT_FDCWD, name, flags, &mut || real(name, mode)) }
        }
    )*};
}
creating!(creat, creat64);

/// Writes at an offset, or where the file stands.
fn written(descriptor: c_int, path: String, bytes: Vec<u8>, offset: Option<off_t>) -> isize {
    let mut operation = Operation::new(Kind::Write, path);
    operation.needs_space = true;
    operation.bytes.clone_from(&bytes);
    let (file, length) = paths::about(descriptor);
    operation.file = file;
    // SAFETY: these calls only ask.
    let (here, flags) = unsafe {
        (
            libc::lseek(descriptor, 0, libc::SEEK_CUR),
            libc::fcntl(descriptor, libc::F_GETFL),
        )
    };
    operation.offset = if flags & libc::O_APPEND != 0 {
        length
    } else {
        u64::try_from(offset.unwrap_or(here)).unwrap_or(0)
    };
    let write = real!(write, fn(c_int, *const c_void, usize) -> isize);
    let pwrite = real!(pwrite64, fn(c_int, *const c_void, usize, off_t) -> isize);
    as_size(perform(operation, &mut |most| {
        let from = bytes.as_ptr().cast();
        // SAFETY: `most` is not more than there are.
        let written = unsafe {
            match offset {
                Some(offset) => pwrite(descriptor, from, most, offset),
                None => write(descriptor, from, most),
            }
        };
        i64::try_from(written).unwrap_or(-1)
    }))
}

/// # Safety
/// `from` holds `length` bytes.
unsafe fn copied(from: *const c_void, length: usize) -> Vec<u8> {
    if length == 0 {
        return Vec::new();
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) }.to_vec()
}

/// # Safety
/// `pieces` holds `count` pieces, each with its bytes.
unsafe fn gathered(pieces: *const iovec, count: c_int) -> Vec<u8> {
    let count = usize::try_from(count).unwrap_or(0);
    let mut all = Vec::new();
    for place in 0..count {
        // SAFETY: the caller's promise.
        unsafe {
            let piece = &*pieces.add(place);
            all.extend(copied(piece.iov_base, piece.iov_len));
        }
    }
    all
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(descriptor: c_int, from: *const c_void, length: usize) -> isize {
    match paths::of_descriptor(descriptor) {
        // SAFETY: passed on as it came.
        Some(path) => written(descriptor, path, unsafe { copied(from, length) }, None),
        None => {
            let real = real!(write, fn(c_int, *const c_void, usize) -> isize);
            // SAFETY: passed on as it came.
            unsafe { real(descriptor, from, length) }
        }
    }
}

/// # Safety
/// As libc's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(descriptor: c_int, pieces: *const iovec, count: c_int) -> isize {
    match paths::of_descriptor(descriptor) {
        // SAFETY: passed on as it came.
        Some(path) => written(descriptor, path, unsafe { gathered(pieces, count) }, None),
        None => {
            let real = real!(writev, fn(c_int, *const iovec, c_int) -> isize);
            // SAFETY: passed on as it came.
            unsafe { real(descriptor, pieces, count) }
        }
    }
}

macro_rules! writing_at {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            descriptor: c_int,
            from: *const c_void,
            length: usize,
            offset: off_t,
        ) -> isize {
            if let Some(path) = paths::of_descriptor(descriptor) {
                // SAFETY: passed on as it came.
                return written(descriptor, path, unsafe { copied(from, length) }, Some(offset));
            }
            let real = real!($name, fn(c_int, *const c_void, usize, off_t) -> isize);
            // SAFETY: passed on as it came.
            unsafe { real(descriptor, from, length, offset) }
        }
    )*};
}
writing_at!(pwrite, pwrite64);

macro_rules! writing_pieces_at {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            descriptor: c_int,
            pieces: *const iovec,
            count: c_int,
            offset: off_t,
        ) -> isize {
            if let Some(path) = paths::of_descriptor(descriptor) {
                // SAFETY: passed on as it came.
                return written(descriptor, path, unsafe { gathered(pieces, count) }, Some(offset));
            }
            let real = real!($name, fn(c_int, *const iovec, c_int, off_t) -> isize);
            // SAFETY: passed on as it came.
            unsafe { real(descriptor, pieces, count, offset) }
        }
    )*};
}
writing_pieces_at!(pwritev, pwritev64);

fn resized(
    path: String,
    (file, before): (u64, u64),
    length: off_t,
    act: &mut dyn FnMut() -> c_int,
) -> c_int {
    let mut operation = Operation::new(Kind::Resize, path);
    operation.file = file;
    operation.offset = u64::try_from(length).unwrap_or(0);
    operation.needs_space = operation.offset > before;
    as_int(perform(operation, &mut |_| i64::from(act())))
}

macro_rules! resizing {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(descriptor: c_int, length: off_t) -> c_int {
            let real = real!($name, fn(c_int, off_t) -> c_int);
            // SAFETY: passed on as it came.
            let mut act = || unsafe { real(descriptor, length) };
            match paths::of_descriptor(descriptor) {
                Some(path) => resized(path, paths::about(descriptor), length, &mut act),
                None => act(),
            }
        }
    )*};
}
resizing!(ftruncate, ftruncate64);

macro_rules! resizing_by_name {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(name: *const c_char, length: off_t) -> c_int {
            let real = real!($name, fn(*const c_char, off_t) -> c_int);
            // SAFETY: passed on as it came.
            let mut act = || unsafe { real(name, length) };
            // SAFETY: passed on as it came.
            match unsafe { paths::of_name(AT_FDCWD, name) } {
                Some(path) => {
                    use std::os::unix::fs::MetadataExt;
                    let about = std::fs::metadata(&path).map_or((0, 0), |it| (it.ino(), it.len()));
                    resized(path, about, length, &mut act)
                }
                None => act(),
            }
        }
    )*};
}
resizing_by_name!(truncate, truncate64);

macro_rules! syncing {
    ($($name:ident),*) => {$(
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(descriptor: c_int) -> c_int {
            let Some(path) = paths::of_descriptor(descriptor) else {
                let real = real!($name, fn(c_int) -> c_int);
                // SAFETY: passed on as it came.
                return unsafe { real(descriptor) };
            };
            let kind = if paths::is_folder(&path) {
                Kind::SyncFolder
            } else {
                Kind::Sync
            };
            let mut operation = Operation::new(kind, path);
            operation.file = paths::about(descriptor).0;
            as_int(perform(operation, &mut |_| 0))
        }
    )*};
}
syncing!(fsync, fdatasync);

macro_rules! copying_inside {
    ($($name:ident($($argument:ident: $type:ty),*) to $target:ident;)*) => {$(
        /// Refused, so that the caller reads and writes instead.
        ///
        /// # Safety
        /// As libc's.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($argument: $type),*) -> isize {
            if paths::of_descriptor($target).is_some() {
                return as_size(refused(libc::EINVAL));
            }
            let real = real!($name, fn($($type),*) -> isize);
            // SAFETY: passed on as it came.
            unsafe { real($($argument),*) }
        }
    )*};
}
copying_inside! {
    copy_file_range(source: c_int, at: *mut off_t, target: c_int, to: *mut off_t, length: usize, flags: c_uint) to target;
    splice(source: c_int, at: *mut off_t, target: c_int, to: *mut off_t, length: usize, flags: c_uint) to target;
    sendfile(target: c_int, source: c_int, at: *mut off_t, length: usize) to target;
    sendfile64(target: c_int, source: c_int, at: *mut off_t, length: usize) to target;
}
