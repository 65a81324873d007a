//! From C's pointer and length to what Rust can check.

use crate::primitives::Refused;
use core::ffi::c_int;

/// A length from C: never negative.
pub(crate) fn length(value: c_int) -> Result<usize, Refused> {
    usize::try_from(value).map_err(|_| Refused)
}

/// The bytes at `start`; an empty slice when the length is nought, wherever `start` points.
///
/// # Safety
/// When `start` is not null, `len` bytes from it must be readable, and nothing may write them
/// while the slice lives.
pub(crate) unsafe fn bytes<'a>(start: *const u8, len: c_int) -> Result<&'a [u8], Refused> {
    let len = length(len)?;
    if len == 0 {
        return Ok(&[]);
    }
    if start.is_null() {
        return Err(Refused);
    }
    // SAFETY: not null, and the caller vouches for `len` readable bytes left alone meanwhile.
    // `len` came from a C int, so it is far below `isize::MAX`.
    Ok(unsafe { core::slice::from_raw_parts(start, len) })
}

/// A copy of the `N` bytes at `start`.
///
/// # Safety
/// When `start` is not null, `N` bytes from it must be readable.
pub(crate) unsafe fn array<const N: usize>(start: *const u8) -> Result<[u8; N], Refused> {
    if start.is_null() {
        return Err(Refused);
    }
    // SAFETY: not null, the caller vouches for `N` readable bytes, and a byte array has no
    // alignment to keep.
    Ok(unsafe { start.cast::<[u8; N]>().read() })
}

/// The `len` bytes at `start`, to be written.
///
/// # Safety
/// When `start` is not null, `len` bytes from it must be readable and writable, initialised,
/// and reached through nothing else while the slice lives.
pub(crate) unsafe fn bytes_mut<'a>(start: *mut u8, len: usize) -> Result<&'a mut [u8], Refused> {
    if len == 0 {
        return Ok(&mut []);
    }
    if start.is_null() {
        return Err(Refused);
    }
    // SAFETY: not null, and the caller vouches for `len` bytes that are ours alone meanwhile.
    Ok(unsafe { core::slice::from_raw_parts_mut(start, len) })
}
