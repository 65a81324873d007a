//! An installed pack on its shelf: its name and what it answers at once, the rest read
//! when something is asked of it.

use crate::error::PackError;
use crate::pack::{Pack, PackInfo};
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::OnceLock;

/// What stands on a pack's back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Label {
    pub(crate) info: PackInfo,
    /// Ids of decisions, in the pack's order.
    pub(crate) decisions: Vec<String>,
    /// Ids of calculations, in the pack's order.
    pub(crate) calculations: Vec<String>,
    /// Ids of programmes, in the pack's order.
    pub(crate) programmes: Vec<String>,
}

/// Makes a pack's bytes whole again.
pub type Decompress = fn(&[u8]) -> Vec<u8>;

/// A pack that is read when it is needed first.
#[derive(Debug, Clone)]
pub(crate) struct Shelved {
    label: Label,
    pack: OnceLock<Pack>,
    /// What it is read from, and how; nothing for one that was never closed.
    closed: Option<(&'static [u8], Decompress)>,
}

impl Shelved {
    /// A closed pack, from bytes that this program's build made.
    pub(crate) fn closed(label: Label, bytes: &'static [u8], decompress: Decompress) -> Self {
        Self {
            label,
            pack: OnceLock::new(),
            closed: Some((bytes, decompress)),
        }
    }

    /// An open pack, from bytes of anywhere.
    pub(crate) fn read(label: Label, bytes: &[u8]) -> Result<Self, PackError> {
        let pack: Pack = postcard::from_bytes(bytes)
            .map_err(|_| PackError::new("compiled packs", "the file is damaged"))?;
        let opened = Self::from(pack);
        let same = opened.label.decisions == label.decisions
            && opened.label.calculations == label.calculations
            && opened.label.programmes == label.programmes;
        if !same {
            return Err(PackError::new("compiled packs", "the file is damaged"));
        }
        Ok(Self { label, ..opened })
    }

    pub(crate) fn label(&self) -> &Label {
        &self.label
    }

    pub(crate) fn info(&self) -> &PackInfo {
        &self.label.info
    }

    /// Notes how many of its own tests ran.
    pub(crate) fn tests_ran(&mut self, run: usize) {
        self.label.info.tests_run = run;
    }
}

impl From<Pack> for Shelved {
    fn from(pack: Pack) -> Self {
        let decisions = pack.decisions.iter().map(|one| one.id.clone());
        let calculations = pack.calculations.iter().map(|one| one.id.clone());
        let programmes = pack.programmes.iter().map(|one| one.id.clone());
        Self {
            label: Label {
                info: pack.info.clone(),
                decisions: decisions.collect(),
                calculations: calculations.collect(),
                programmes: programmes.collect(),
            },
            pack: OnceLock::from(pack),
            closed: None,
        }
    }
}

impl Deref for Shelved {
    type Target = Pack;

    fn deref(&self) -> &Pack {
        self.pack.get_or_init(|| {
            let (bytes, decompress) = self.closed.expect("a pack that isn't open is closed");
            postcard::from_bytes(&decompress(bytes)).expect("the build of this program wrote it")
        })
    }
}
