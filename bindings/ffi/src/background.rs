//! Where the work of a call is done: never on the thread that calls.

use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::DodamError;

/// Does work on a thread that may wait, and gives its result.
///
/// Work that has begun runs to its end: dropping the future discards only the answer. A panic
/// arrives as [`DodamError::DeviceFailed`] `mistake` and takes nothing else with it.
pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DodamError> + Send + 'static,
) -> Result<T, DodamError> {
    let answer = Arc::new(Mutex::new(None));
    let place = Arc::clone(&answer);
    let work = move || {
        let done = work();
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
    };
    run(Box::new(work)).await?;
    let done = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
    done.unwrap_or(Err(DodamError::Stopped))
}

/// The same code for work of every kind: a hundred exports with a task of their own kind each
/// would be a third of the library.
async fn run(work: Box<dyn FnOnce() + Send>) -> Result<(), DodamError> {
    let threads = Handle::try_current().or_else(|_| threads())?;
    match threads.spawn_blocking(work).await {
        Ok(()) => Ok(()),
        Err(ended) if ended.is_panic() => Err(DodamError::mistake()),
        Err(_) => Err(DodamError::Stopped),
    }
}

/// The threads of this process for what may wait, made on first use; a program in Rust may have
/// its own.
fn threads() -> Result<Handle, DodamError> {
    static THREADS: OnceLock<Option<Runtime>> = OnceLock::new();
    let make = || {
        let mut threads = Builder::new_multi_thread();
        threads.worker_threads(1).enable_all().build().ok()
    };
    let made = THREADS.get_or_init(make).as_ref();
    made.map(|made| made.handle().clone())
        .ok_or_else(DodamError::out_of_memory)
}

/// Waits, on a thread for it, for work that uses the network and the storage by turns.
pub(crate) fn wait_for<T>(work: impl Future<Output = T>) -> T {
    Handle::current().block_on(work)
}
