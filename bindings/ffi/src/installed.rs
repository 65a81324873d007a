//! The packs, loaded when the first question comes.

use std::sync::{Arc, OnceLock};

use dodam_companion::rules::Packs;

use crate::DodamError;

/// The packs this library was built with, shared by everything that asks. A vault opens
/// and shows its papers even if a pack should not load.
#[derive(Debug, Clone, Default)]
pub(crate) struct Installed(Arc<OnceLock<Result<Packs, DodamError>>>);

impl Installed {
    /// Gives the packs; the first call loads them and runs their own tests.
    pub(crate) fn packs(&self) -> Result<&Packs, DodamError> {
        let load = || dodam_companion::packs::embedded().map_err(|_| DodamError::Damaged);
        self.0.get_or_init(load).as_ref().map_err(DodamError::clone)
    }
}
