//! Taking packs into use: signatures, versions and hashes first, then the packs' own
//! tests on this device. Refused whole or taken whole; what was in use stays meanwhile.

use super::{INSTALLED, PackStore, PackStoreError, Sources, combined, files};
use dodam_rules::{Packs, content_sha256};
use dodam_trust::{AcceptedPack, Bundle, BundleFile, TrustState};
use jiff::civil::Date;

/// A bundle that would be taken into use.
#[derive(Debug)]
pub struct Candidate {
    /// Its packs, with who stands behind each.
    pub packs: Vec<AcceptedPack>,
    /// Everything that would then be in use.
    pub set: Packs,
    state: TrustState,
    files: Vec<(String, Sources)>,
}

/// What an installation changed.
#[derive(Debug)]
pub struct Installation {
    /// The packs that were taken into use.
    pub packs: Vec<AcceptedPack>,
    /// What was in use before.
    pub before: Packs,
    /// What is in use now.
    pub after: Packs,
}

impl PackStore {
    /// Says whether a bundle would be taken into use; changes nothing.
    ///
    /// # Errors
    /// [`PackStoreError::Refused`] and [`PackStoreError::Pack`].
    pub fn verify(&self, bundle: &[u8], today: Date) -> Result<Candidate, PackStoreError> {
        self.open(&self.trust()?, bundle, today)
    }

    /// Takes a bundle's packs into use. A refusal is written to the events.
    ///
    /// # Errors
    /// As [`PackStore::verify`], and [`PackStoreError::NothingNew`].
    pub fn install(&self, bundle: &[u8], today: Date) -> Result<Installation, PackStoreError> {
        let installed = self.install_unlogged(bundle, today);
        let logged = match &installed {
            Ok(installation) => {
                let names = installation
                    .packs
                    .iter()
                    .map(|pack| format!("{}@{}", pack.listing.id, pack.listing.version));
                self.log("installed", &names.collect::<Vec<_>>().join(" "))
            }
            Err(PackStoreError::Refused(refusal)) => self.log(refusal.code(), &refusal.to_string()),
            Err(PackStoreError::Pack(error)) => self.log("pack_fails", &error.to_string()),
            Err(_) => Ok(()),
        };
        // What was installed is in use, whether or not that could be noted down.
        let _ = logged;
        installed
    }

    fn install_unlogged(&self, bundle: &[u8], today: Date) -> Result<Installation, PackStoreError> {
        let _lock = files::lock(&self.folder)?;
        let before = self.packs()?;
        let mut trust = self.trust()?;
        // A root that takes a stolen key's trust away counts even if the rest is refused.
        if let Ok(parsed) = Bundle::parse(bundle)
            && trust.root().is_some()
            && trust.update_roots(&parsed.roots, today).is_ok()
        {
            self.store_trust(&trust)?;
        }
        let candidate = self.open(&trust, bundle, today)?;
        let is_new = |pack: &&AcceptedPack| {
            let listing = &pack.listing;
            !before
                .list()
                .any(|info| (&info.id, info.version) == (&listing.id, listing.version))
        };
        let packs: Vec<AcceptedPack> = candidate.packs.iter().filter(is_new).cloned().collect();
        if packs.is_empty() {
            self.store_trust(&candidate.state)?;
            return Err(PackStoreError::NothingNew);
        }
        let root = self.folder.join(INSTALLED);
        for (folder, sources) in &candidate.files {
            let named = sources.iter().map(|(path, text)| {
                let name = path.rsplit('/').next().unwrap_or(path);
                (name.to_owned(), text.clone())
            });
            files::write_folder_durably(&root, folder, &named.collect::<Sources>())?;
        }
        // Until here nothing is in use: a folder that the state doesn't name isn't read.
        self.store_trust(&candidate.state)?;
        Ok(Installation {
            packs,
            before,
            after: self.packs()?,
        })
    }

    fn open(
        &self,
        trust: &TrustState,
        bundle: &[u8],
        today: Date,
    ) -> Result<Candidate, PackStoreError> {
        let bundle = Bundle::parse(bundle)?;
        let hash_of = |files: &[BundleFile]| {
            content_sha256(
                files
                    .iter()
                    .map(|file| (file.name.as_str(), file.text.as_str())),
            )
        };
        let (state, packs) = trust.open_bundle(&bundle, today, &hash_of)?;
        let mut files: Vec<(String, Sources)> = Vec::new();
        for pack in &bundle.packs {
            let folder = format!("{}@{}", pack.id, pack.version);
            let named = pack.files.iter();
            let named = named.map(|file| (format!("{folder}/{}", file.name), file.text.clone()));
            let sources = named.collect();
            files.push((folder, sources));
        }
        let mut set = self.installed_sources(&state)?;
        let own = |folder: &str| {
            let id = folder
                .rsplit_once('@')
                .and_then(|(id, v)| Some((id, v.parse().ok()?)));
            id.is_some_and(|(id, version)| super::is_built_in(id, version))
        };
        for (folder, sources) in &files {
            set.retain(|(path, _)| !path.starts_with(&format!("{folder}/")));
            if !own(folder) {
                set.extend(sources.iter().cloned());
            }
        }
        Ok(Candidate {
            set: Packs::load(&combined(&set))?,
            packs,
            state,
            files,
        })
    }
}
