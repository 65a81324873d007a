//! A way to stop a call that takes long.

use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::watch;

use crate::DodamError;
use crate::background::wait_for;

/// Stops the calls that it was handed to. One may be handed to several calls.
///
/// A call that is stopped fails with `Stopped` at the next point at which everything is whole.
/// One that can't be stopped any more ends as if nothing had been said.
#[derive(Debug, uniffi::Object)]
pub struct Cancellation(watch::Sender<bool>);

#[uniffi::export]
impl Cancellation {
    /// Makes one that hasn't stopped anything yet.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self(watch::Sender::new(false)))
    }

    /// Stops the calls under way, and calls that are still to come with it. Returns at once;
    /// saying it again changes nothing.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Says whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }
}

/// What a long call looks at: whether it was asked to stop. Without a [`Cancellation`] it never
/// is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Option<Arc<Cancellation>>);

impl From<Option<Arc<Cancellation>>> for Stop {
    fn from(given: Option<Arc<Cancellation>>) -> Self {
        Self(given)
    }
}

impl Stop {
    /// Breaks off once it was asked to stop.
    pub(crate) fn flow(&self) -> ControlFlow<()> {
        match &self.0 {
            Some(cancellation) if cancellation.is_cancelled() => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    /// Fails with `Stopped` once it was asked to stop.
    pub(crate) fn check(&self) -> Result<(), DodamError> {
        match self.flow() {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(DodamError::Stopped),
        }
    }

    /// Becomes ready when it is asked to stop.
    pub(crate) async fn asked(&self) {
        match &self.0 {
            // The sender lives as long as this future, so waiting can't fail.
            Some(cancellation) => drop(cancellation.0.subscribe().wait_for(|said| *said).await),
            None => std::future::pending().await,
        }
    }

    /// Waits for work on the network; drops it at its next await when asked to stop.
    pub(crate) fn wait_for<T, E>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, DodamError>
    where
        DodamError: From<E>,
    {
        wait_for(async {
            let (mut asked, mut work) = (pin!(self.asked()), pin!(work));
            std::future::poll_fn(|context| {
                if asked.as_mut().poll(context).is_ready() {
                    return Poll::Ready(Err(DodamError::Stopped));
                }
                work.as_mut().poll(context).map_err(DodamError::from)
            })
            .await
        })
    }
}
