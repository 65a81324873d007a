//! The C side: SQLCipher's table of callbacks, filled with ours.
//!
//! Each callback turns its pointers into slices, hands them to `primitives`, and answers 0
//! (`SQLITE_OK`) or 1 (`SQLITE_ERROR`). Output is computed in memory of our own first and
//! written last, so a failed call leaves it alone.

use crate::primitives::{self, Algorithm, BLOCK_BYTES, KEY_BYTES, Mode, Refused};
use crate::{PROVIDER_NAME, raw};
use core::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zeroize::{Zeroize, Zeroizing};

const NAME: &CStr = c"dodam-rustcrypto";
const VERSION: &CStr = c"1 (RustCrypto aes, cbc, hmac, pbkdf2, sha2)";
const CIPHER: &CStr = c"aes-256-cbc";

/// SQLCipher's context pointer. We keep no state, so it is never read.
type Context = *mut c_void;

/// SQLCipher's `sqlcipher_provider`, field by field; `build.rs` compares the two.
#[repr(C)]
#[derive(Debug)]
pub struct Provider {
    init: Option<unsafe extern "C" fn() -> c_int>,
    shutdown: Option<unsafe extern "C" fn()>,
    name: unsafe extern "C" fn(Context) -> *const c_char,
    add_random: unsafe extern "C" fn(Context, *const c_void, c_int) -> c_int,
    random: unsafe extern "C" fn(Context, *mut c_void, c_int) -> c_int,
    hmac: HmacFn,
    kdf: KdfFn,
    cipher: CipherFn,
    cipher_name: unsafe extern "C" fn(Context) -> *const c_char,
    key_bytes: unsafe extern "C" fn(Context) -> c_int,
    iv_bytes: unsafe extern "C" fn(Context) -> c_int,
    block_bytes: unsafe extern "C" fn(Context) -> c_int,
    hmac_bytes: unsafe extern "C" fn(Context, c_int) -> c_int,
    open_context: unsafe extern "C" fn(*mut Context) -> c_int,
    close_context: unsafe extern "C" fn(*mut Context) -> c_int,
    fips_status: unsafe extern "C" fn(Context) -> c_int,
    version: unsafe extern "C" fn(Context) -> *const c_char,
    next: *mut Provider,
}

/// `(context, algorithm, key, key_sz, in, in_sz, in2, in2_sz, out)`
type HmacFn = unsafe extern "C" fn(
    Context,
    c_int,
    *const u8,
    c_int,
    *const u8,
    c_int,
    *const u8,
    c_int,
    *mut u8,
) -> c_int;

/// `(context, algorithm, pass, pass_sz, salt, salt_sz, rounds, key_sz, key)`
type KdfFn = unsafe extern "C" fn(
    Context,
    c_int,
    *const u8,
    c_int,
    *const u8,
    c_int,
    c_int,
    c_int,
    *mut u8,
) -> c_int;

/// `(context, mode, key, key_sz, iv, in, in_sz, out)`
type CipherFn = unsafe extern "C" fn(
    Context,
    c_int,
    *const u8,
    c_int,
    *const u8,
    *const u8,
    c_int,
    *mut u8,
) -> c_int;

/// Fills SQLCipher's table. SQLCipher calls this once, when it starts.
///
/// # Safety
/// `provider` must be null or point to writable memory of the size of [`Provider`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dodam_sqlcipher_setup(provider: *mut Provider) -> c_int {
    if provider.is_null() {
        return 1;
    }
    // SAFETY: not null, and SQLCipher allocated it with `sizeof(sqlcipher_provider)`, whose
    // layout build.rs compared with ours. `write` doesn't read the uninitialised bytes.
    unsafe { provider.write(table()) };
    0
}

/// Our callbacks in SQLCipher's order. `next` belongs to SQLCipher, which sets it on registering.
pub(crate) fn table() -> Provider {
    Provider {
        init: None,
        shutdown: None,
        name,
        add_random,
        random,
        hmac,
        kdf,
        cipher,
        cipher_name,
        key_bytes,
        iv_bytes: block_bytes,
        block_bytes,
        hmac_bytes,
        open_context: accept_context,
        close_context: accept_context,
        fips_status,
        version,
        next: core::ptr::null_mut(),
    }
}

/// Runs `work` and answers C with 0 or 1. A panic, which would be our bug, is a failed call.
fn answer(work: impl FnOnce() -> Result<(), Refused>) -> c_int {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => 0,
        Ok(Err(Refused)) | Err(_) => 1,
    }
}

extern "C" fn name(_: Context) -> *const c_char {
    const { assert!(same(NAME.to_bytes(), PROVIDER_NAME.as_bytes())) };
    NAME.as_ptr()
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

extern "C" fn version(_: Context) -> *const c_char {
    VERSION.as_ptr()
}

extern "C" fn cipher_name(_: Context) -> *const c_char {
    CIPHER.as_ptr()
}

/// Accepts and ignores added entropy: random bytes come from the operating system.
extern "C" fn add_random(_: Context, _: *const c_void, _: c_int) -> c_int {
    0
}

unsafe extern "C" fn random(_: Context, buffer: *mut c_void, len: c_int) -> c_int {
    answer(|| {
        let len = raw::length(len)?;
        // SAFETY: SQLCipher passes a buffer of `len` bytes that it alone holds and that it
        // allocated zeroed or wrote before.
        let out = unsafe { raw::bytes_mut(buffer.cast(), len) }?;
        getrandom::fill(out).map_err(|_| Refused)
    })
}

unsafe extern "C" fn hmac(
    _: Context,
    algorithm: c_int,
    key: *const u8,
    key_len: c_int,
    first: *const u8,
    first_len: c_int,
    second: *const u8,
    second_len: c_int,
    out: *mut u8,
) -> c_int {
    answer(|| {
        let algorithm = Algorithm::from_number(algorithm)?;
        if first.is_null() || out.is_null() {
            return Err(Refused);
        }
        let tag = {
            // SAFETY: SQLCipher passes each pointer with its own length, and writes none of
            // them during the call. `out` isn't written until these slices are gone.
            let (key, first, second) = unsafe {
                (
                    raw::bytes(key, key_len)?,
                    raw::bytes(first, first_len)?,
                    raw::bytes(second, second_len)?,
                )
            };
            primitives::hmac(algorithm, key, first, second)?
        };
        // SAFETY: not null, and SQLCipher reserves what `hmac_bytes` said for this algorithm.
        unsafe { core::ptr::copy_nonoverlapping(tag.as_ptr(), out, algorithm.tag_bytes()) };
        Ok(())
    })
}

unsafe extern "C" fn kdf(
    _: Context,
    algorithm: c_int,
    pass: *const u8,
    pass_len: c_int,
    salt: *const u8,
    salt_len: c_int,
    rounds: c_int,
    out_len: c_int,
    out: *mut u8,
) -> c_int {
    answer(|| {
        let algorithm = Algorithm::from_number(algorithm)?;
        let rounds = u32::try_from(rounds).map_err(|_| Refused)?;
        let mut derived = Zeroizing::new([0; 64]);
        let derived = derived.get_mut(..raw::length(out_len)?).ok_or(Refused)?;
        if out.is_null() {
            return Err(Refused);
        }
        {
            // SAFETY: SQLCipher passes each pointer with its own length, and writes none of
            // them during the call. `out` isn't written until these slices are gone.
            let (pass, salt) =
                unsafe { (raw::bytes(pass, pass_len)?, raw::bytes(salt, salt_len)?) };
            primitives::derive(algorithm, pass, salt, rounds, derived)?;
        }
        // SAFETY: not null, and SQLCipher says `out` holds `out_len` bytes, which is the length
        // of `derived`.
        unsafe { core::ptr::copy_nonoverlapping(derived.as_ptr(), out, derived.len()) };
        Ok(())
    })
}

unsafe extern "C" fn cipher(
    _: Context,
    mode: c_int,
    key: *const u8,
    key_len: c_int,
    iv: *const u8,
    input: *const u8,
    len: c_int,
    out: *mut u8,
) -> c_int {
    answer(|| {
        let mode = Mode::from_number(mode)?;
        let len = raw::length(len)?;
        if raw::length(key_len)? != KEY_BYTES || !len.is_multiple_of(BLOCK_BYTES) {
            return Err(Refused);
        }
        if input.is_null() || out.is_null() {
            return Err(Refused);
        }
        // SAFETY: the key has `KEY_BYTES` (checked) and SQLCipher's vectors have the length
        // that `iv_bytes` answers. Both are copied before anything is written, because the
        // vector lies in the same page buffer as `out`.
        let (mut key, iv) = unsafe { (raw::array(key)?, raw::array(iv)?) };
        // SAFETY: both hold `len` bytes. `copy` allows them to overlap, since input may be output.
        unsafe { core::ptr::copy(input, out, len) };
        // SAFETY: just written in full, and nothing else reads or writes it during the call.
        let page = unsafe { raw::bytes_mut(out, len) }?;
        let done = primitives::cipher(mode, &key, &iv, page);
        key.zeroize();
        done
    })
}

extern "C" fn key_bytes(_: Context) -> c_int {
    KEY_BYTES as c_int
}

extern "C" fn block_bytes(_: Context) -> c_int {
    BLOCK_BYTES as c_int
}

/// What SQLCipher reserves on each page; nought for a hash that `hmac` refuses.
extern "C" fn hmac_bytes(_: Context, algorithm: c_int) -> c_int {
    Algorithm::from_number(algorithm).map_or(0, |algorithm| algorithm.tag_bytes() as c_int)
}

extern "C" fn accept_context(_: *mut Context) -> c_int {
    0
}

extern "C" fn fips_status(_: Context) -> c_int {
    0
}

#[cfg(test)]
#[path = "provider_tests.rs"]
mod tests;
