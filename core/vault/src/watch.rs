//! Long work tells how far it is, and breaks off when it is asked to.

use crate::VaultError;
use std::ops::ControlFlow;

/// Is told how much is done (bytes or rows, as the call says), and may break off.
pub type Watch<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// Never breaks off.
pub fn unwatched(_done: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Tells how much is done; fails with [`VaultError::Interrupted`] when asked to break off.
pub(crate) fn tell(watch: Watch<'_>, done: u64) -> Result<(), VaultError> {
    match watch(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(VaultError::Interrupted),
    }
}
