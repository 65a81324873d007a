//! A search that stops when asked to.

use dodam_companion::{CompanionError, Profile as Vault};
use tokio::runtime::Handle;

use crate::DodamError;
use crate::cancellation::Stop;
use crate::crossing::Cross;

/// Searches; a task beside it interrupts the storage when asked to stop.
///
/// The storage knows one search at a time, so that this may interrupt another one that begins
/// just then: it fails with `Stopped` too and can be asked again.
pub(crate) fn stoppable_search<T: Cross>(
    vault: &Vault,
    stop: &Stop,
    search: impl FnOnce() -> Result<T, CompanionError>,
) -> Result<T::Out, DodamError> {
    stop.check()?;
    let (watched, asked) = (vault.clone(), stop.clone());
    let watch = Handle::current().spawn(async move {
        asked.asked().await;
        // A vault that is locked searches no more.
        let _ = watched.stop_search();
    });
    let found = search();
    watch.abort();
    // What was found after it was asked to stop isn't wanted.
    stop.check()?;
    Ok(found?.cross())
}
