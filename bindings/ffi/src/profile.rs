//! An open vault, and how its work is done.

use std::sync::Arc;

use dodam_companion::rules::Packs;
use dodam_companion::{Clock, CompanionError, Profile as Vault};

use crate::DodamError;
use crate::background::in_background;
use crate::cancellation::Stop;
use crate::crossing::Cross;
use crate::installed::Installed;

/// An open vault. After `lock` every call fails with `Locked`, on every handle.
#[derive(Debug, uniffi::Object)]
pub struct Profile {
    pub(crate) inner: Vault,
    pub(crate) installed: Installed,
    pub(crate) clock: Clock,
}

impl Profile {
    pub(crate) fn new(inner: Vault, installed: &Installed, clock: &Clock) -> Arc<Self> {
        Arc::new(Self {
            inner,
            installed: installed.clone(),
            clock: clock.clone(),
        })
    }

    /// Works on the vault in the background.
    pub(crate) async fn work<T, E>(
        &self,
        work: impl FnOnce(&Vault) -> Result<T, E> + Send + 'static,
    ) -> Result<T::Out, DodamError>
    where
        T: Cross,
        T::Out: Send + 'static,
        DodamError: From<E>,
    {
        let vault = self.inner.clone();
        in_background(move || Ok(work(&vault)?.cross())).await
    }

    /// Asks vault and packs in the background.
    pub(crate) async fn ask<T>(
        &self,
        question: impl FnOnce(&Vault, &Packs, &Clock) -> Result<T, DodamError> + Send + 'static,
    ) -> Result<T::Out, DodamError>
    where
        T: Cross,
        T::Out: Send + 'static,
    {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        self.work(move |vault| question(vault, &*installed.packs()?, &clock))
            .await
    }

    /// Uses the network and the vault in the background, and stops when asked to.
    pub(crate) async fn meet<T, W>(
        &self,
        stop: impl Into<Stop>,
        work: impl FnOnce(Vault) -> W + Send + 'static,
    ) -> Result<T::Out, DodamError>
    where
        W: Future<Output = Result<T, CompanionError>>,
        T: Cross,
        T::Out: Send + 'static,
    {
        let (vault, stop) = (self.inner.clone(), stop.into());
        in_background(move || Ok(stop.wait_for(work(vault))?.cross())).await
    }
}

#[uniffi::export]
impl Profile {
    /// Locks the vault at once; a call under way still ends, and subscriptions are told.
    pub fn lock(&self) {
        self.inner.lock();
    }
}
