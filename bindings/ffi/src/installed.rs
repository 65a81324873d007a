//! The packs, loaded when the first question comes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use dodam_companion::pack_store::{ListedPack, PackStore, PackStoreError};
use dodam_companion::rules::{Packs, Receipt};

use crate::DodamError;
use crate::error::damaged;

/// The packs in use, shared by everything that asks: those this library was built with and, with
/// a folder, those installed there. A vault opens and shows its papers even if a pack should not
/// load.
#[derive(Debug, Clone, Default)]
pub(crate) struct Installed(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    store: Option<PackStore>,
    loaded: Mutex<Option<Arc<Packs>>>,
}

impl Installed {
    /// The packs of a folder beside those of the library.
    pub(crate) fn at(folder: PathBuf) -> Self {
        let (store, loaded) = (Some(PackStore::at(folder)), Mutex::default());
        Self(Arc::new(Shared { store, loaded }))
    }

    /// Gives the packs; the first call loads them.
    pub(crate) fn packs(&self) -> Result<Arc<Packs>, DodamError> {
        let mut loaded = self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(packs) = &*loaded {
            return Ok(packs.clone());
        }
        let read = match &self.0.store {
            Some(store) => store.packs().map_err(DodamError::from)?,
            None => dodam_companion::packs::embedded().map_err(|_| damaged("packs_damaged"))?,
        };
        Ok(loaded.insert(Arc::new(read)).clone())
    }

    /// The folder of packs.
    ///
    /// # Errors
    /// `Rejected` with `pack_no_root` where there is none, so that nobody is trusted.
    pub(crate) fn store(&self) -> Result<&PackStore, DodamError> {
        self.0.store.as_ref().ok_or_else(|| DodamError::Rejected {
            code: "pack_no_root".into(),
        })
    }

    /// The packs in use with who stands behind each.
    pub(crate) fn list(&self) -> Result<Vec<ListedPack>, DodamError> {
        if let Some(store) = &self.0.store {
            return Ok(store.list()?);
        }
        let packs = self.packs()?;
        let built_in = packs.list().cloned();
        Ok(built_in
            .map(|info| ListedPack { info, label: None })
            .collect())
    }

    /// Derives a receipt's answer again, also by packs that were replaced since where there is a
    /// folder that kept them.
    ///
    /// # Errors
    /// `Rejected` with `receipt_does_not_hold`.
    pub(crate) fn verify(&self, packs: &Packs, receipt: &Receipt) -> Result<(), DodamError> {
        match &self.0.store {
            Some(store) => Ok(store.verify_receipt(receipt)?),
            None => Ok(receipt.verify(packs).map_err(PackStoreError::from)?),
        }
    }

    /// Lets the next question read the packs again.
    pub(crate) fn reload(&self) {
        *self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
