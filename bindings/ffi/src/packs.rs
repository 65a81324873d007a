//! The packs of a device: which are in use, who stands behind them, and taking in new ones.
//!
//! Installing needs a way in made with a folder for packs; without one it is `Rejected` with
//! `pack_no_root`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use dodam_companion::pack_store::{Event, ListedPack, PackStore};
use dodam_companion::rules::PackInfo;
use dodam_companion::trust::{AcceptedPack, KeyId, Label, LocalKey, LocalScope, PublicKeyFile};

use crate::background::in_background;
use crate::crossing::{Cross, as_it_is, shown};
use crate::error::{invalid, not_found};
use crate::{Companion, DodamError};

/// More than this is no bundle and no root.
const LARGEST_BYTES: u64 = 64 << 20;

/// A pack as a list of packs shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PackView {
    /// Its id.
    pub id: String,
    /// Counted from 1, never down.
    pub version: u32,
    /// Of its files, hexadecimal.
    pub sha256: String,
    /// The day it was issued, as `YYYY-MM-DD`.
    pub issued: String,
    /// The first day it is about, as `YYYY-MM-DD`.
    pub valid_from: String,
    /// Until when its content was looked after, as `YYYY-MM-DD`.
    pub review_by: String,
    /// How far its content has been looked after: `draft`, `reviewed` or `official`.
    pub status: String,
    /// Whether native speakers have checked its texts.
    pub texts_reviewed: bool,
    /// Who stands behind it, in a few words; null for one that came with the library.
    pub label: Option<String>,
}

/// A pack that was or would be taken into use.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OfferedPack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Of its files, hexadecimal.
    pub sha256: String,
    /// Bytes of its files.
    pub size_bytes: u64,
    /// Who stands behind it, in a few words.
    pub label: String,
    /// Whether nothing newer of it is known.
    pub newest: bool,
}

shown! {
    /// Something that was installed or refused.
    PackEvent of Event {
        /// When, by this device's clock, such as `2026-11-28T09:00:00Z`.
        at: String,
        /// A code, such as `installed` or one of the refusals'.
        code: String,
        /// Which packs, or what was wrong; in English, for whoever looks after packs.
        about: String,
    }
}

/// A key that a person added on this device: theirs, not government's.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TrustedKey {
    /// Names the key, hexadecimal.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// Whether it may publish any pack that nobody else publishes, not only those whose id begins
    /// with `local.`.
    pub any_free: bool,
}

as_it_is!(PackView, OfferedPack, TrustedKey);

fn pack_view(pack: ListedPack, language: &str) -> PackView {
    let PackInfo {
        id,
        version,
        sha256,
        issued,
        valid_from,
        review_by,
        status,
        texts_reviewed,
        tests_run: _,
    } = pack.info;
    PackView {
        id,
        version,
        sha256,
        issued: issued.cross(),
        valid_from: valid_from.cross(),
        review_by: review_by.cross(),
        status: status.id().to_owned(),
        texts_reviewed,
        label: pack.label.map(|label| label.text(language)),
    }
}

fn offered(packs: Vec<AcceptedPack>, language: &str) -> Vec<OfferedPack> {
    let packs = packs.into_iter();
    let offered = packs.map(|pack| OfferedPack {
        id: pack.listing.id,
        version: pack.listing.version,
        sha256: pack.listing.sha256,
        size_bytes: pack.listing.bytes,
        label: Label::text(&pack.label, language),
        newest: pack.newest,
    });
    offered.collect()
}

fn trusted(key: &LocalKey) -> TrustedKey {
    TrustedKey {
        id: key.id().to_hex(),
        name: key.name.clone(),
        any_free: key.scope == LocalScope::AnyFree,
    }
}

fn scope(any_free: bool) -> LocalScope {
    if any_free {
        LocalScope::AnyFree
    } else {
        LocalScope::LocalOnly
    }
}

fn read(file: &Path) -> Result<Vec<u8>, DodamError> {
    let opened = File::open(file).map_err(|_| not_found("file"))?;
    let mut bytes = Vec::new();
    let read = opened.take(LARGEST_BYTES).read_to_end(&mut bytes);
    read.map_err(|_| invalid("unreadable_file"))?;
    Ok(bytes)
}

fn tag(language: Option<String>) -> String {
    language.unwrap_or_else(|| "en".to_owned())
}

impl Companion {
    /// Works in the background on the folder of packs.
    async fn keep_packs<T>(
        &self,
        work: impl FnOnce(&PackStore) -> Result<T, DodamError> + Send + 'static,
    ) -> Result<T::Out, DodamError>
    where
        T: Cross,
        T::Out: Send + 'static,
    {
        let installed = self.installed.clone();
        in_background(move || Ok(work(installed.store()?)?.cross())).await
    }
}

#[uniffi::export]
impl Companion {
    /// Lists the packs in use with who stands behind each, labels in a language.
    ///
    /// Fails with `Damaged`.
    #[uniffi::method(default(language_tag = None))]
    pub async fn packs(&self, language_tag: Option<String>) -> Result<Vec<PackView>, DodamError> {
        let (installed, tag) = (self.installed.clone(), tag(language_tag));
        in_background(move || {
            let listed = installed.list()?.into_iter();
            Ok(listed.map(|pack| pack_view(pack, &tag)).collect())
        })
        .await
    }

    /// Says which packs of a bundle, a file, would be taken into use; changes nothing.
    ///
    /// Fails with `Rejected` by a code that begins with `pack_`, `NotFound` for the file.
    #[uniffi::method(default(language_tag = None))]
    pub async fn verify_packs(
        &self,
        bundle: String,
        language_tag: Option<String>,
    ) -> Result<Vec<OfferedPack>, DodamError> {
        let (tag, today) = (tag(language_tag), self.clock.today());
        self.keep_packs(move |store| {
            let candidate = store.verify(&read(bundle.as_ref())?, today)?;
            Ok(offered(candidate.packs, &tag))
        })
        .await
    }

    /// Takes the packs of a bundle, a file, into use: all of them or none. Says which are new.
    ///
    /// Fails with `Rejected` by a code that begins with `pack_` or with `nothing_new`, `NotFound`
    /// for the file, `StorageFull`, `DeviceFailed`.
    #[uniffi::method(default(language_tag = None))]
    pub async fn install_packs(
        &self,
        bundle: String,
        language_tag: Option<String>,
    ) -> Result<Vec<OfferedPack>, DodamError> {
        let (tag, today, installed) = (
            tag(language_tag),
            self.clock.today(),
            self.installed.clone(),
        );
        self.keep_packs(move |store| {
            let done = store.install(&read(bundle.as_ref())?, today);
            installed.reload();
            Ok(offered(done?.packs, &tag))
        })
        .await
    }

    /// Lists what was installed and refused, oldest first.
    pub async fn pack_events(&self) -> Result<Vec<PackEvent>, DodamError> {
        self.keep_packs(|store| Ok(store.events()?)).await
    }

    /// Goes by a root, a signed file that names whom this device trusts, and says its version.
    /// One that is there is replaced only by the next, which its own holders signed.
    ///
    /// Fails with `Rejected` by a code that begins with `pack_`, `NotFound` for the file.
    pub async fn adopt_pack_root(&self, root: String) -> Result<u32, DodamError> {
        let today = self.clock.today();
        self.keep_packs(move |store| Ok(store.adopt_root(&read(root.as_ref())?, today)?))
            .await
    }

    /// Lets a key publish packs on this device: those whose id begins with `local.`, or with
    /// `any_free` any that nobody else publishes. `key` is a line such as
    /// `dodam-public-key-v1 … name`.
    ///
    /// Fails with `InvalidInput` for what is no key, `Rejected` with `pack_no_root`.
    pub async fn trust_pack_key(
        &self,
        key: String,
        any_free: bool,
    ) -> Result<TrustedKey, DodamError> {
        let installed = self.installed.clone();
        self.keep_packs(move |store| {
            let file = PublicKeyFile::parse(&key).map_err(|_| invalid("key"))?;
            let new = LocalKey {
                scope: scope(any_free),
                key: file.key,
                name: file.name,
            };
            let (key, name) = (new.key, new.name.clone());
            let added = store.change_trust(|trust| Ok(trust.add_local_key(key, &name, new.scope)));
            added?.map_err(|_| invalid("key"))?;
            installed.reload();
            Ok(trusted(&new))
        })
        .await
    }

    /// Lists the keys that a person added here.
    ///
    /// Fails with `Rejected` with `pack_no_root`.
    pub async fn trusted_pack_keys(&self) -> Result<Vec<TrustedKey>, DodamError> {
        self.keep_packs(|store| {
            let trust = store.trust()?;
            Ok(trust.local_keys().iter().map(trusted).collect::<Vec<_>>())
        })
        .await
    }

    /// Takes a key out, by its id; packs that only it stands behind are no longer in use. Says
    /// whether it was there.
    ///
    /// Fails with `InvalidInput` for what is no id, `Rejected` with `pack_no_root`.
    pub async fn forget_pack_key(&self, key_id: String) -> Result<bool, DodamError> {
        let installed = self.installed.clone();
        self.keep_packs(move |store| {
            let id = KeyId::from_hex(&key_id).ok_or_else(|| invalid("key"))?;
            let forgotten = store.change_trust(|trust| Ok(trust.remove_local_key(&id)))?;
            installed.reload();
            Ok(forgotten)
        })
        .await
    }
}
