//! The packs of a device: those it was built with and those installed since, each only
//! as long as somebody whom the device trusts stands behind it.
//!
//! A folder holds `trust.json` (whom the device trusts and what it has seen),
//! `installed/<id>@<version>/` (files as they were signed), `archive/<sha256>/` (whatever
//! an answer was ever kept of), `compiled` (what loading made of them) and `events.log`.
//! Every change is written beside, synced and renamed, so that a power cut leaves the
//! old state or the new one.

mod archive;
mod events;
mod files;
mod install;

pub use events::Event;
pub use install::{Candidate, Installation};

use crate::durable_files::write_durably;
use dodam_packs::sources;
use dodam_rules::{InputError, PackError, PackInfo, Packs, ReceiptError};
use dodam_trust::{BuiltInPack, Label, Refusal, Signed, TrustState};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

const TRUST: &str = "trust.json";
const COMPILED: &str = "compiled";
const INSTALLED: &str = "installed";

/// Why packs can't be read, installed or found again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackStoreError {
    /// Nobody whom this device trusts stands behind it, or not any more.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The pack isn't as packs are, or one of its own tests fails on this device.
    #[error("{0}")]
    Pack(#[from] PackError),
    /// The facts can't be used.
    #[error("{0}")]
    Facts(#[from] InputError),
    /// The receipt doesn't hold.
    #[error("{0}")]
    Receipt(#[from] ReceiptError),
    /// Nothing new: this version is installed already.
    #[error("nothing in it is newer than what is installed")]
    NothingNew,
    /// The folder can't be read or written to.
    #[error("the folder of packs can't be used: {0}")]
    Storage(std::io::ErrorKind),
}

impl From<std::io::Error> for PackStoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Storage(error.kind())
    }
}

/// The packs of a device, in a folder of their own.
#[derive(Debug, Clone)]
pub struct PackStore {
    folder: PathBuf,
}

/// A pack as a list of packs shows it.
#[derive(Debug, Clone)]
pub struct ListedPack {
    /// What it is.
    pub info: PackInfo,
    /// Who stands behind it; `None` for one that came with the program.
    pub label: Option<Label>,
}

/// Files of packs: path such as `kr.nhi/pack.toml`, and content.
pub type Sources = Vec<(String, String)>;

impl PackStore {
    /// The packs of a folder; it is made when something is first installed.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// What is in use: the program's own packs and those installed that are still trusted.
    ///
    /// Packs that no longer fit this version of the program are left out and written to
    /// the events; the program's own always answer.
    ///
    /// # Errors
    /// [`PackStoreError::Storage`], or [`PackStoreError::Pack`] for a damaged program.
    pub fn packs(&self) -> Result<Packs, PackStoreError> {
        if !self.folder.join(INSTALLED).is_dir() {
            return Ok(dodam_packs::embedded()?);
        }
        let installed = self.installed_sources(&self.trust()?)?;
        if installed.is_empty() {
            return Ok(dodam_packs::embedded()?);
        }
        let set = combined(&installed);
        let name = fingerprint(&set);
        if let Some(packs) = self.read_compiled(&name) {
            return Ok(packs);
        }
        match Packs::load(&set) {
            Ok(packs) => {
                // Without it the next start takes longer; a full disk is no reason not to answer.
                let _ = self.write_compiled(&name, &packs);
                Ok(packs)
            }
            Err(error) => {
                let _ = self.log("installed_packs_do_not_fit", &error.to_string());
                Ok(dodam_packs::embedded()?)
            }
        }
    }

    /// The packs in use with who stands behind each.
    ///
    /// # Errors
    /// As [`PackStore::packs`].
    pub fn list(&self) -> Result<Vec<ListedPack>, PackStoreError> {
        let trust = self.trust()?;
        let listed = |info: &PackInfo| ListedPack {
            info: info.clone(),
            label: trust.label(&info.id, info.version, &info.sha256),
        };
        Ok(self.packs()?.list().map(listed).collect())
    }

    /// Whom the device trusts.
    ///
    /// # Errors
    /// [`PackStoreError::Refused`] if the stored state is damaged or newer: it is never
    /// begun anew by itself, because that would forget which versions were seen.
    pub fn trust(&self) -> Result<TrustState, PackStoreError> {
        let mut trust = match files::read_text(&self.folder.join(TRUST))? {
            None => TrustState::without_root(),
            Some(text) => TrustState::from_json(&text)?,
        };
        trust.set_built_in(built_in());
        Ok(trust)
    }

    /// Changes whom the device trusts, whole or not at all.
    ///
    /// # Errors
    /// What `change` refuses, or [`PackStoreError::Storage`].
    pub fn change_trust<T>(
        &self,
        change: impl FnOnce(&mut TrustState) -> Result<T, PackStoreError>,
    ) -> Result<T, PackStoreError> {
        let _lock = files::lock(&self.folder)?;
        let mut trust = self.trust()?;
        let changed = change(&mut trust)?;
        self.store_trust(&trust)?;
        Ok(changed)
    }

    /// Goes by a signed root, and says its version. One that is there is replaced only by one
    /// that its own holders signed.
    ///
    /// # Errors
    /// [`PackStoreError::Refused`], [`PackStoreError::Storage`].
    pub fn adopt_root(&self, root: &[u8], today: Date) -> Result<u32, PackStoreError> {
        let signed = Signed::parse(root)?;
        self.change_trust(|trust| {
            if trust.root().is_some() {
                trust.update_root(&signed, today)?;
            } else {
                trust.adopt_program_root(&signed)?;
            }
            Ok(trust.root().ok_or(Refusal::NoRoot)?.version)
        })
    }

    fn store_trust(&self, trust: &TrustState) -> Result<(), PackStoreError> {
        let text = trust.to_json()?;
        Ok(write_durably(&self.folder, TRUST, text.as_bytes())?)
    }

    /// The files of installed packs that somebody trusted stands behind.
    fn installed_sources(&self, trust: &TrustState) -> Result<Sources, PackStoreError> {
        let mut sources = Sources::new();
        for folder in files::folders(&self.folder.join(INSTALLED))? {
            let files = files::read_folder(&self.folder.join(INSTALLED), &folder)?;
            let named = folder.rsplit_once('@');
            let Some((id, version)) = named.and_then(|(id, v)| Some((id, v.parse().ok()?))) else {
                continue;
            };
            let trusted = trust.label(id, version, &hash(&files)).is_some();
            if trusted && !is_built_in(id, version) {
                sources.extend(files);
            }
        }
        Ok(sources)
    }

    fn read_compiled(&self, name: &str) -> Option<Packs> {
        let bytes = std::fs::read(self.folder.join(COMPILED)).ok()?;
        let body = bytes.strip_prefix(name.as_bytes())?;
        let (digest, body) = body.split_at_checked(32)?;
        if Sha256::digest(body)[..] != *digest {
            return None;
        }
        Packs::from_compiled(body).ok()
    }

    fn write_compiled(&self, name: &str, packs: &Packs) -> std::io::Result<()> {
        let body = packs.to_compiled();
        let digest = Sha256::digest(&body);
        let bytes = [name.as_bytes(), &digest, &body].concat();
        write_durably(&self.folder, COMPILED, &bytes)
    }
}

/// The program's own files and others, which stand beside them.
fn combined(installed: &Sources) -> Sources {
    let own = sources().iter();
    let own = own.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    own.chain(installed.iter().cloned()).collect()
}

/// The name of a set of files.
fn fingerprint(set: &Sources) -> String {
    let files = set.iter();
    dodam_rules::content_sha256(files.map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The hash that names one pack's content; paths are those of one folder.
fn hash(files: &Sources) -> String {
    let named = files.iter().map(|(path, text)| {
        let name = path.split_once('/').map_or(path.as_str(), |(_, name)| name);
        (name, text.as_str())
    });
    dodam_rules::content_sha256(named)
}

fn built_in() -> Vec<BuiltInPack> {
    let each = dodam_packs::listed().iter();
    let each = each.map(|(id, version)| BuiltInPack {
        id: (*id).to_owned(),
        version: *version,
    });
    each.collect()
}

fn is_built_in(id: &str, version: u32) -> bool {
    dodam_packs::listed().contains(&(id, version))
}
