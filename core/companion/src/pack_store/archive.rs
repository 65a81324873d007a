//! Rules that answers were given by, kept so that each answer can be derived again.

use super::{PackStore, PackStoreError, Sources, combined, files, hash};
use dodam_rules::{Packs, Receipt};

const ARCHIVE: &str = "archive";
/// The folder of the vocabulary among sources.
const VOCABULARY: &str = "facts";

impl PackStore {
    /// Keeps the rules of a receipt beside those in use.
    ///
    /// # Errors
    /// [`PackStoreError::Storage`].
    pub fn keep_rules_of(&self, receipt: &Receipt) -> Result<(), PackStoreError> {
        let set = combined(&self.installed_sources(&self.trust()?)?);
        let named = receipt.packs.iter().map(|stamp| &stamp.sha256);
        for sha256 in named.chain([&receipt.vocabulary]) {
            if let Some(sources) = with_hash(&set, sha256) {
                let plain = sources.into_iter().map(|(path, text)| {
                    let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
                    (name, text)
                });
                let plain: Sources = plain.collect();
                files::write_folder_durably(&self.folder.join(ARCHIVE), sha256, &plain)?;
            }
        }
        Ok(())
    }

    /// Derives a receipt's answer again from its own facts and the rules it names, and
    /// compares every byte.
    ///
    /// # Errors
    /// [`PackStoreError::Receipt`], saying what is missing or differs.
    pub fn verify_receipt(&self, receipt: &Receipt) -> Result<(), PackStoreError> {
        let set = combined(&self.installed_sources(&self.trust()?)?);
        let mut sources = Sources::new();
        let packs = receipt.packs.iter();
        let packs = packs.map(|stamp| (format!("{}@{}", stamp.id, stamp.version), &stamp.sha256));
        let vocabulary = (VOCABULARY.to_owned(), &receipt.vocabulary);
        for (folder, sha256) in packs.chain([vocabulary]) {
            let found = match with_hash(&set, sha256) {
                Some(found) => found,
                None => self.archived(sha256)?,
            };
            sources.extend(found.into_iter().map(|(path, text)| {
                let name = path.rsplit('/').next().unwrap_or(&path);
                (format!("{folder}/{name}"), text)
            }));
        }
        // What is missing is named by the receipt itself; the vocabulary is always needed.
        let packs = match sources.iter().any(|(path, _)| path.starts_with("facts/")) {
            true => Packs::load_archived(&sources)?,
            false => dodam_packs::embedded()?,
        };
        Ok(receipt.verify(&packs)?)
    }

    fn archived(&self, sha256: &str) -> Result<Sources, PackStoreError> {
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let root = self.folder.join(ARCHIVE);
        if !is_hash || !root.join(sha256).is_dir() {
            return Ok(Sources::new());
        }
        let found = files::read_folder(&root, sha256)?;
        // A changed archive is no archive.
        Ok(if hash(&found) == sha256 {
            found
        } else {
            Sources::new()
        })
    }
}

/// The folder of a set whose content has this hash.
fn with_hash(set: &Sources, sha256: &str) -> Option<Sources> {
    let mut folders: Vec<&str> = Vec::new();
    for (path, _) in set {
        let folder = path.split('/').next().unwrap_or_default();
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders.into_iter().find_map(|folder| {
        let within = format!("{folder}/");
        let files = set.iter().filter(|(path, _)| path.starts_with(&within));
        let files: Sources = files.cloned().collect();
        (hash(&files) == sha256).then_some(files)
    })
}
