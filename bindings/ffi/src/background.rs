//! Where the work of a call is done: never on the thread that calls.

use std::future::Future;

use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

use crate::DodamError;

/// Does work on a thread that may wait, and gives its result.
///
/// Work that has begun runs to its end: dropping the future discards only the answer. A panic
/// arrives as [`DodamError::DeviceFailed`] `mistake` and takes nothing else with it.
pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DodamError> + Send + 'static,
) -> Result<T, DodamError> {
    match spawn_blocking(work).await {
        Ok(done) => done,
        Err(ended) if ended.is_panic() => Err(DodamError::mistake()),
        Err(_) => Err(DodamError::Stopped),
    }
}

/// Waits, on a thread for it, for work that uses the network and the storage by turns.
pub(crate) fn wait_for<T>(work: impl Future<Output = T>) -> T {
    Handle::current().block_on(work)
}
