//! How far a long call is.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::cancellation::Stop;

/// A listener that failed. Throw it, or anything else, to stop what is listened to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ListenerError {
    /// It could not take what it was told.
    #[error("listener_failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Is told how far a long call is, on a thread of the core's: hand it on and return at once.
#[uniffi::export(with_foreign)]
pub trait ProgressListener: Send + Sync {
    /// So many bytes are done. Throwing stops the call with `Stopped`.
    fn on_progress(&self, done_bytes: u64) -> Result<(), ListenerError>;
}

/// Tells a listener, and breaks off when it fails or when asked to stop.
pub(crate) fn watched(
    listener: Option<Arc<dyn ProgressListener>>,
    stop: Stop,
) -> impl FnMut(u64) -> ControlFlow<()> + Send + 'static {
    move |done_bytes| {
        stop.flow()?;
        match listener.as_ref().map(|told| told.on_progress(done_bytes)) {
            Some(Err(ListenerError::Failed)) => ControlFlow::Break(()),
            Some(Ok(())) | None => ControlFlow::Continue(()),
        }
    }
}
