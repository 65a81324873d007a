//! The files of papers: taken in from a path, looked into, carried to the server and fetched.

use crate::chance;
use crate::error::CompanionError;
use crate::papers::{PaperDetails, TakenIn};
use crate::session::Session;
use crate::syncing::SyncReport;
use dodam_seal::ChainId;
use dodam_seal::exchange::{AttachmentAsk, AttachmentPiece, Frame, path};
use dodam_vault::{
    Held, SealedFile, SourceName, Vault, Watch, load_all_former_files, load_paper, load_papers,
    set_paper_held,
};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;
use zeroize::Zeroizing;

const PIECE_BYTES: usize = 256 << 10;
/// Files from here on are sealed in a way that goes on after a kill.
const LARGE_BYTES: u64 = 8 << 20;

/// A file that is open for reading, and the name its path had.
pub(crate) struct SourceFile {
    file: File,
    size_bytes: u64,
    name: SourceName,
}

pub(crate) fn open_file(path: &Path) -> Result<SourceFile, CompanionError> {
    let opened = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => CompanionError::NotFound("a file"),
        _ => unreadable(&error),
    })?;
    let about = opened.metadata().ok().filter(std::fs::Metadata::is_file);
    let no_file = || CompanionError::invalid("unreadable_file", "that is not a file");
    let about = about.ok_or_else(no_file)?;
    let changed = about.modified().ok();
    let changed = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let place = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = blake3::Hasher::new_derive_key("dodam source of an import");
    name.update(place.as_os_str().as_encoded_bytes());
    name.update(&about.len().to_le_bytes());
    name.update(&changed.map_or(0, |at| at.as_nanos()).to_le_bytes());
    Ok(SourceFile {
        file: opened,
        size_bytes: about.len(),
        name: *name.finalize().as_bytes(),
    })
}

fn unreadable(error: &std::io::Error) -> CompanionError {
    let said = format!("the file can't be read: {}", error.kind());
    CompanionError::invalid("unreadable_file", said)
}

/// Seals a file into the vault and looks into it.
pub(crate) fn take_in(
    vault: &Vault,
    source: &mut SourceFile,
    name: &str,
    details: &PaperDetails,
    watch: Watch<'_>,
) -> Result<TakenIn, CompanionError> {
    let mut first = [0; 16];
    let mut length = 0;
    while length < first.len() {
        let read = source
            .file
            .read(&mut first[length..])
            .map_err(|error| unreadable(&error))?;
        if read == 0 {
            break;
        }
        length += read;
    }
    let mime = dodam_preview::media_type(&first[..length], name);
    let (mut text, mut thumbnail) = (details.text.clone(), details.thumbnail.clone());
    if is_looked_into(mime, source.size_bytes) {
        let mut bytes = Zeroizing::new(Vec::new());
        source.file.rewind().map_err(|error| unreadable(&error))?;
        let limit = dodam_preview::MAX_FILE_BYTES;
        let mut whole = (&mut source.file).take(limit);
        whole
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&error))?;
        text = text.or_else(|| dodam_preview::text(mime, &bytes));
        thumbnail = thumbnail.or_else(|| dodam_preview::thumbnail(mime, &bytes));
    }
    source.file.rewind().map_err(|error| unreadable(&error))?;
    let mut rng = chance::system();
    let sealed = if source.size_bytes >= LARGE_BYTES {
        vault.import_file((&mut source.file, &source.name), &mut rng, watch)?
    } else {
        vault.store_file(&mut source.file, &mut rng)?
    };
    Ok(TakenIn {
        sealed,
        mime,
        text,
        thumbnail,
    })
}

/// Whether something may be found inside such a file.
pub(crate) fn is_looked_into(mime: &str, size_bytes: u64) -> bool {
    size_bytes <= dodam_preview::MAX_FILE_BYTES && dodam_preview::looks_into(mime)
}

/// What a server says of one file or one strand, and not of itself or of this device.
const OF_ONE_FILE: [&str; 4] = ["too_large", "wrong_hash", "malformed", "not_allowed"];

/// Whether a sealed file is still what it was when it was sealed; it is at its start afterwards.
fn is_as_sealed(sealed: &mut File, file: &SealedFile) -> bool {
    let mut hash = blake3::Hasher::new();
    let read = std::io::copy(sealed, &mut hash).and_then(|_| sealed.rewind());
    read.is_ok() && hash.finalize() == *file.sealed_hash.as_bytes()
}

impl Session<'_> {
    /// Sends sealed files that no other place holds yet, after everything else, each
    /// from where the server's part of it ends.
    pub(crate) async fn carry_attachments(
        &self,
        report: &mut SyncReport,
    ) -> Result<(), CompanionError> {
        let vault = self.profile.vault()?;
        for (strand, file) in self.profile.read(files_only_here)? {
            let Ok(mut sealed) = File::open(vault.sealed_path(&file.id)) else {
                continue;
            };
            // One that is damaged, or that the server won't take, keeps no other from going.
            if !is_as_sealed(&mut sealed, &file) {
                report.files_refused += 1;
                continue;
            }
            match self.carry((&strand, &file), &mut sealed).await {
                Ok(true) => {
                    let hash = file.sealed_hash;
                    self.profile
                        .write(|tx| Ok(set_paper_held(tx, &hash, Held::SafeElsewhere)?))?;
                    report.sent += 1;
                }
                Ok(false) => {}
                Err(CompanionError::Rejected { code }) if OF_ONE_FILE.contains(&&*code) => {
                    tracing::warn!(file = %file.id, code, "file not taken");
                    report.files_refused += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn carry(
        &self,
        (strand, file): (&ChainId, &SealedFile),
        sealed: &mut File,
    ) -> Result<bool, CompanionError> {
        let damaged = |_| CompanionError::Damaged("paper");
        let total = sealed.metadata().map_err(damaged)?.len();
        let mut offset = 0;
        loop {
            sealed.seek(SeekFrom::Start(offset)).map_err(damaged)?;
            let mut piece = Vec::new();
            sealed
                .take(PIECE_BYTES as u64)
                .read_to_end(&mut piece)
                .map_err(damaged)?;
            let question = AttachmentAsk {
                stream: *strand,
                file: file.sealed_hash,
                offset,
                total,
            };
            let frames = [Frame::Bytes(piece)];
            let reply: AttachmentPiece =
                self.ask_with_body(path::ATTACH, &question, &frames).await?;
            if reply.complete {
                return Ok(true);
            }
            // After the first answer, which may say that part of it is there already,
            // each must bring it forward.
            let forward = offset == 0 || reply.held > offset;
            if reply.held == offset || reply.held > total || !forward {
                return Ok(false);
            }
            offset = reply.held;
        }
    }

    /// Fetches a sealed file in pieces; it is kept only if it is the right one.
    pub(crate) async fn fetch(
        &self,
        strand: &ChainId,
        file: &SealedFile,
    ) -> Result<(), CompanionError> {
        let mut rng = chance::system();
        let mut incoming = self.profile.vault()?.receive_file(file, &mut rng)?;
        let mut offset = 0;
        loop {
            let question = AttachmentAsk {
                stream: *strand,
                file: file.sealed_hash,
                offset,
                total: 0,
            };
            let reply: AttachmentPiece = self.ask(path::ATTACHED, &question).await?;
            incoming.add(&reply.bytes)?;
            offset += reply.bytes.len() as u64;
            if offset >= reply.held || reply.bytes.is_empty() {
                break;
            }
        }
        incoming.finish()?;
        let hash = file.sealed_hash;
        self.profile
            .write(|tx| Ok(set_paper_held(tx, &hash, Held::SafeElsewhere)?))?;
        Ok(())
    }
}

/// The files, present and former ones, that no other place has confirmed, each with its strand.
fn files_only_here(
    tx: &dodam_vault::Transaction<'_>,
) -> Result<Vec<(ChainId, SealedFile)>, CompanionError> {
    let mut files = Vec::new();
    for paper in load_papers(tx)? {
        if paper.held == Held::OnlyHere {
            files.push((paper.strand_id, paper.file));
        }
    }
    for (id, former) in load_all_former_files(tx)? {
        if former.held == Held::OnlyHere
            && let Some(paper) = load_paper(tx, &id)?
        {
            files.push((paper.strand_id, former.file));
        }
    }
    Ok(files)
}
