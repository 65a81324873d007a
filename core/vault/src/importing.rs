//! Sealing a large file in a way that goes on after a kill.
//!
//! Before the first byte, a row keeps the file's id and key under a name for its source. After a
//! kill the same source finds them again: each chunk that was sealed is opened and compared with
//! the source, and the first one that is missing or torn is where sealing goes on. A source that
//! differs anywhere, in the part of a torn chunk too, begins anew under another key, so that no
//! nonce ever seals two texts.

use crate::attachments::{FileId, SealedFile, UNFINISHED, path_of};
use crate::sealing::{BUFFER_BYTES, Chunks, Sealing};
use crate::watch::{Watch, tell};
use crate::{Vault, VaultError, columns, files};
use dodam_seal::attachment::{AttachmentKey, CHUNK_BYTES, Place};
use rand_core::CryptoRng;
use rusqlite::{OptionalExtension, Transaction};
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::PoisonError;
use zeroize::Zeroizing;

/// Names a source: the same bytes from the same place give the same name.
pub type SourceName = [u8; 32];

/// Reading that can begin again.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

impl Vault {
    /// Seals a large file into the vault, durably, going on where an import of the same source
    /// was cut. `watch` is told how many bytes of it were taken, and may break off; what was
    /// sealed by then is kept for the next try. One such import runs at a time, and beginning
    /// another discards what an earlier one left.
    ///
    /// Store its row next, as after [`Vault::store_file`].
    ///
    /// # Errors
    /// [`VaultError::Interrupted`] when `watch` broke off, [`VaultError::StorageFull`],
    /// [`VaultError::ReadOnly`]; [`VaultError::Io`] when the source can't be read.
    pub fn import_file<R: CryptoRng>(
        &self,
        (source, name): (&mut dyn Source, &SourceName),
        rng: &mut R,
        watch: Watch<'_>,
    ) -> Result<SealedFile, VaultError> {
        let mut imported = self.imports.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((id, key)) = self.read(|tx| load_import(tx, name))? {
            if imported.contains(&id) {
                // The same file twice at once: the second is sealed on its own.
                drop(imported);
                return self.store_file(source, rng);
            }
            let place = path_of(&self.folder, &id);
            // A key without what it sealed is never used again.
            let there = place.exists() || place.with_extension(UNFINISHED).exists();
            if there && let Some(sealed) = self.seal_import(source, (id, key), watch)? {
                imported.insert(sealed.id);
                return Ok(sealed);
            }
        }
        self.discard_unfinished(&imported)?;
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let (id, key) = (FileId::from_bytes(id), AttachmentKey::random(rng));
        self.write(|tx| insert_import(tx, name, &id, &key))?;
        let sealed = self.seal_import(source, (id, key), watch)?;
        let sealed = sealed.ok_or(VaultError::Io(std::io::ErrorKind::Other))?;
        imported.insert(sealed.id);
        Ok(sealed)
    }

    /// Says that the row of an imported file was stored, or won't be.
    pub fn import_ended(&self, id: &FileId) {
        let mut imported = self.imports.lock().unwrap_or_else(PoisonError::into_inner);
        imported.remove(id);
    }

    /// Bytes of what imports that were cut have left.
    ///
    /// # Errors
    /// [`VaultError::Io`], [`VaultError::ReadOnly`].
    pub fn unfinished_bytes(&self) -> Result<u64, VaultError> {
        let mut bytes = 0;
        for id in self.read(load_unfinished)? {
            let path = path_of(&self.folder, &id);
            for path in [path.with_extension(UNFINISHED), path] {
                bytes += files::length(&path)?.unwrap_or(0);
            }
        }
        Ok(bytes)
    }

    /// Removes what imports that were cut have left, and what it would take to go on.
    ///
    /// # Errors
    /// [`VaultError::ReadOnly`] and the like.
    pub fn discard_imports(&self) -> Result<(), VaultError> {
        let imported = self.imports.lock().unwrap_or_else(PoisonError::into_inner);
        self.discard_unfinished(&imported)
    }

    /// Leaves files whose row is about to be stored.
    fn discard_unfinished(&self, imported: &HashSet<FileId>) -> Result<(), VaultError> {
        let ids = self.write(|tx| {
            let mut ids = load_unfinished(tx)?;
            ids.retain(|id| !imported.contains(id));
            for id in &ids {
                finish_import(tx, id)?;
            }
            Ok::<_, VaultError>(ids)
        })?;
        for id in &ids {
            let path = path_of(&self.folder, id);
            files::remove_if_there(&path.with_extension(UNFINISHED))?;
            files::remove_if_there(&path)?;
        }
        Ok(())
    }

    /// Seals what isn't sealed yet; `None` where the sealed part belongs to another source.
    fn seal_import(
        &self,
        source: &mut dyn Source,
        (id, key): (FileId, AttachmentKey),
        watch: Watch<'_>,
    ) -> Result<Option<SealedFile>, VaultError> {
        let place = path_of(&self.folder, &id);
        let unfinished = place.with_extension(UNFINISHED);
        if place.exists() {
            // It was whole, and its row was never stored.
            files::publish(&place, &unfinished)?;
        }
        source
            .rewind()
            .map_err(|error| VaultError::Io(error.kind()))?;
        let mut target = Unfinished::open(&unfinished)?;
        let mut sealing = Sealing::new(id, key.clone());
        let mut chunks = Chunks::new(source, CHUNK_BYTES);
        while let Some(mut chunk) = chunks.next()? {
            sealing.take(chunk.bytes);
            match target.sealed_chunk(&key, &id, (chunk.index, chunk.place))? {
                Found::Whole { plain, .. } if *plain != *chunk.bytes => return Ok(None),
                Found::Whole { sealed, .. } => sealing.sealed(&sealed),
                Found::Torn(begun) => {
                    sealing.seal(&mut chunk)?;
                    // The same text gives the same bytes; another may not get this nonce.
                    if !chunk.bytes.starts_with(&begun) {
                        return Ok(None);
                    }
                    target.write(chunk.index, chunk.bytes)?;
                }
            }
            tell(watch, sealing.size_bytes)?;
        }
        target.finish()?;
        files::publish(&unfinished, &path_of(&self.folder, &id))?;
        Ok(Some(sealing.finish()))
    }
}

/// The unfinished file: what of it is sealed already, and where it goes on.
struct Unfinished {
    file: File,
    /// Chunks are still found; false from the first that isn't.
    reading: bool,
}

/// What lies where a chunk belongs.
enum Found {
    Whole {
        plain: Zeroizing<Vec<u8>>,
        sealed: Vec<u8>,
    },
    /// Its beginning, or nothing.
    Torn(Vec<u8>),
}

impl Unfinished {
    fn open(path: &std::path::Path) -> Result<Self, VaultError> {
        let there = OpenOptions::new().read(true).write(true).open(path);
        let (file, reading) = match there {
            Ok(file) => (file, true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                (files::create_private(path)?, false)
            }
            Err(error) => return Err(VaultError::from_io(&error)),
        };
        Ok(Self { file, reading })
    }

    /// What lies at this place; nothing from the first chunk on that wasn't whole.
    fn sealed_chunk(
        &mut self,
        key: &AttachmentKey,
        id: &FileId,
        (index, place): (u64, Place),
    ) -> Result<Found, VaultError> {
        if !self.reading {
            return Ok(Found::Torn(Vec::new()));
        }
        let mut sealed = Vec::with_capacity(BUFFER_BYTES);
        let mut next = (&mut self.file).take(BUFFER_BYTES as u64);
        let read = next.read_to_end(&mut sealed);
        read.map_err(|error| VaultError::from_io(&error))?;
        let mut plain = Zeroizing::new(sealed.clone());
        match key.open_chunk(id.as_bytes(), index, place, &mut plain) {
            Ok(()) => Ok(Found::Whole { plain, sealed }),
            Err(_) => {
                self.reading = false;
                Ok(Found::Torn(sealed))
            }
        }
    }

    fn write(&mut self, index: u64, sealed: &[u8]) -> Result<(), VaultError> {
        let at = index * BUFFER_BYTES as u64;
        let written = self
            .file
            .seek(SeekFrom::Start(at))
            .and_then(|_| self.file.write_all(sealed));
        written.map_err(|error| VaultError::from_io(&error))
    }

    /// Cuts off what a longer source had left, and syncs.
    fn finish(&mut self) -> Result<(), VaultError> {
        let cut = self.file.stream_position().and_then(|end| {
            self.file.set_len(end)?;
            self.file.sync_all()
        });
        cut.map_err(|error| VaultError::from_io(&error))
    }
}

/// The files of imports that were cut.
pub(crate) fn load_unfinished(tx: &Transaction<'_>) -> Result<Vec<FileId>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT file_id FROM unfinished_import")?;
    let ids = statement.query_map([], |row| row.get(0).map(FileId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Forgets what it would take to go on with a file that now has its row.
pub(crate) fn finish_import(tx: &Transaction<'_>, id: &FileId) -> Result<(), VaultError> {
    let sql = "DELETE FROM unfinished_import WHERE file_id = ?1";
    tx.prepare_cached(sql)?.execute([id.as_bytes()])?;
    Ok(())
}

fn insert_import(
    tx: &Transaction<'_>,
    name: &SourceName,
    id: &FileId,
    key: &AttachmentKey,
) -> Result<(), VaultError> {
    let sql = "INSERT INTO unfinished_import (file_id, source, file_key) VALUES (?1, ?2, ?3)";
    tx.prepare_cached(sql)?
        .execute((id.as_bytes(), name, key.expose()))?;
    Ok(())
}

fn load_import(
    tx: &Transaction<'_>,
    name: &SourceName,
) -> Result<Option<(FileId, AttachmentKey)>, VaultError> {
    let sql = "SELECT file_id, file_key FROM unfinished_import WHERE source = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement.query_row([name], |row| {
        let key = AttachmentKey::from_bytes(*columns::secret(row, 1)?);
        Ok((FileId::from_bytes(row.get(0)?), key))
    });
    Ok(found.optional()?)
}
