//! Files of papers that are not on this device: fetched when they are asked for.

use crate::error::CompanionError;
use crate::paper_edits::PaperVersionView;
use crate::paper_files::is_looked_into;
use crate::papers::{PaperView, view};
use crate::profile::Profile;
use crate::projection;
use crate::session::Session;
use crate::settings;
use crate::strands;
use dodam_record::PaperId;
use dodam_seal::ActorId;
use dodam_vault::{
    FileId, Held, Paper, Part, SealedFile, Transaction, VaultError, is_own_actor, load_file_text,
    load_owner_of_file, load_paper, load_thumbnail, store_file_text, store_thumbnail,
};

/// What a server says of a file that it doesn't have, and of a strand that it never heard of.
const NOT_AT_THE_SERVER: [&str; 2] = ["unknown_attachment", "not_allowed"];

impl Profile {
    /// Fetches the sealed file of a paper, if it isn't here whole, and looks into it as
    /// [`Profile::add_paper`] does.
    ///
    /// # Errors
    /// [`CompanionError::Rejected`] while the server doesn't have it either,
    /// [`CompanionError::FileMissing`] when nobody else can have it, those of
    /// [`Profile::sync`].
    pub async fn fetch_paper(&self, id: &str) -> Result<PaperView, CompanionError> {
        let (vault, paper) = (self.vault()?, self.find_paper(id)?);
        if self.is_wanted(&paper.file)? {
            self.fetch_file(&paper, (&paper.file, paper.held)).await?;
            self.look_into(&paper)?;
        }
        Ok(view(&self.find_paper(id)?, &vault))
    }

    /// Fetches one version of a paper's file, if it isn't here; see
    /// [`crate::PaperSheet::versions`].
    ///
    /// # Errors
    /// As [`Profile::fetch_paper`]; [`CompanionError::NotFound`] for a version that there is not.
    pub async fn fetch_paper_version(
        &self,
        id: &str,
        number: u32,
    ) -> Result<PaperVersionView, CompanionError> {
        let version = self.find_version(id, number)?;
        if self.is_wanted(&version.file)? {
            let paper = self.find_paper(id)?;
            self.fetch_file(&paper, (&version.file, version.held))
                .await?;
        }
        Ok(self.find_version(id, number)?.view)
    }

    /// Whether a file is to be fetched: it isn't here, or was changed here and a server may have it
    /// as it was.
    fn is_wanted(&self, file: &SealedFile) -> Result<bool, CompanionError> {
        let vault = self.vault()?;
        if !vault.has_file(file) {
            return Ok(true);
        }
        let known = self.read(settings::server)?.is_some();
        Ok(known && vault.check_file(file) == Err(VaultError::Damaged(Part::Paper)))
    }

    async fn fetch_file(
        &self,
        paper: &Paper,
        (file, held): (&SealedFile, Held),
    ) -> Result<(), CompanionError> {
        if self.read(settings::server)?.is_none() {
            return self.read(|tx| Err(not_here(tx, held)?));
        }
        let session = Session::open(self)?;
        match session.fetch(&paper.strand_id, file).await {
            Err(CompanionError::Rejected { code }) if NOT_AT_THE_SERVER.contains(&&*code) => {
                // Whoever added it still may send it, unless that was this device.
                if self.read(|tx| was_added_here(tx, &file.id))? {
                    return Err(CompanionError::FileMissing);
                }
                Err(CompanionError::rejected(&code))
            }
            fetched => fetched,
        }
    }

    /// Finds the text and makes the picture of a file that came from elsewhere. A file that can't
    /// be looked into is a file all the same.
    fn look_into(&self, paper: &Paper) -> Result<(), CompanionError> {
        let (file, mime) = (&paper.file, paper.listing.mime.as_str());
        let known = self.read(|tx| {
            let text = load_file_text(tx, &file.id)?.is_some();
            Ok::<_, CompanionError>(text || load_thumbnail(tx, &file.id)?.is_some())
        })?;
        if known || !is_looked_into(mime, file.size_bytes) {
            return Ok(());
        }
        let most = dodam_preview::MAX_FILE_BYTES;
        let bytes = self.vault()?.read_file_into_memory(file, most)?;
        let text = dodam_preview::text(mime, &bytes);
        let thumbnail = dodam_preview::thumbnail(mime, &bytes);
        self.write(|tx| {
            // It may have been destroyed while it came.
            if load_owner_of_file(tx, &file.id)? != Some(paper.id) {
                return Ok(());
            }
            if let Some(thumbnail) = &thumbnail {
                store_thumbnail(tx, &file.id, thumbnail)?;
            }
            if let Some(text) = &text {
                store_file_text(tx, &file.id, text)?;
                projection::index_again(tx, paper)?;
            }
            Ok(())
        })
    }
}

/// Why a file that isn't here isn't.
pub(crate) fn not_here(tx: &Transaction<'_>, held: Held) -> Result<CompanionError, CompanionError> {
    if settings::server(tx)?.is_none() && held == Held::OnlyHere {
        Ok(CompanionError::FileMissing)
    } else {
        Ok(CompanionError::rejected("not_on_this_device"))
    }
}

/// Whether this device added a file, as the document says.
pub(crate) fn was_added_here(tx: &Transaction<'_>, file: &FileId) -> Result<bool, CompanionError> {
    let Some(id) = load_owner_of_file(tx, file)? else {
        return Ok(false);
    };
    let paper = load_paper(tx, &id)?.ok_or(CompanionError::NotFound("a paper"))?;
    let Some(strand) = strands::with_id(tx, &paper.strand_id)? else {
        return Ok(false);
    };
    // Of a document that can't be read nobody knows who added what: this device, to be told.
    let Ok(document) = strands::read(tx, &strand) else {
        return Ok(true);
    };
    let said = document.paper(PaperId::from_bytes(id));
    let versions = said.map(|paper| paper.versions).unwrap_or_default();
    let mut versions = versions.iter();
    let version = versions.find(|version| version.file.file_id == *file.as_bytes());
    // Of a paper that was destroyed elsewhere nothing says who added it.
    version.map_or(Ok(true), |version| {
        let author = ActorId::from_bytes(version.author);
        Ok(is_own_actor(tx, &strand.id, &author)?)
    })
}
