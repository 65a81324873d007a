use getrandom::SysRng;
use rand_core::{CryptoRng, Rng, UnwrapErr};

/// The system's randomness. Without it nothing safe can be done, so a failing one
/// ends the program.
pub(crate) fn system() -> impl CryptoRng {
    UnwrapErr(SysRng)
}

/// Sixteen random bytes: an id.
pub(crate) fn id() -> [u8; 16] {
    let mut bytes = [0; 16];
    system().fill_bytes(&mut bytes);
    bytes
}
