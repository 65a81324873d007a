//! What can be done with papers.

use std::sync::Arc;

use crate::background::in_background;
use crate::cancellation::{Cancellation, Stop};
use crate::crossing::Given;
use crate::progress::{ProgressListener, watched};
use crate::searching::stoppable_search;
use crate::{
    DodamError, PaperDetails, PaperEdit, PaperQuery, PaperSheet, PaperVersionView, PaperView,
    Profile,
};

/// Lists the kinds of papers, by the names that `PaperDetails.kind` takes.
#[uniffi::export]
#[must_use]
pub fn paper_kinds() -> Vec<String> {
    dodam_companion::Profile::paper_kinds()
}

#[uniffi::export]
impl Profile {
    /// Adds a file as a paper of the owner's. When this returns, the paper survives a dead
    /// battery. A file of 8 MiB or more tells `progress` how far it is and can be stopped; it
    /// goes on where it was when it is added again.
    ///
    /// Fails with `NotFound` or `InvalidInput` for a file that can't be read, `StorageFull`,
    /// `Stopped`.
    #[uniffi::method(default(progress = None, cancellation = None))]
    pub async fn add_paper(
        &self,
        file: String,
        details: PaperDetails,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<PaperView, DodamError> {
        let (details, stop) = (details.given()?, Stop::from(cancellation));
        stop.check()?;
        let mut watch = watched(progress, stop);
        self.work(move |vault| vault.add_paper_watched(file.as_ref(), &details, &mut watch))
            .await
    }

    /// Lists every paper in use, the owner's and shared ones, by id.
    pub async fn papers(&self) -> Result<Vec<PaperView>, DodamError> {
        self.work(|vault| vault.papers()).await
    }

    /// Lists the papers whose title, kind, issuer, tags, note or text has every part typed, best
    /// match first, 200 at most. Two characters of Korean or Chinese are enough, and Vietnamese
    /// may be typed plain. Nothing typed finds nothing.
    ///
    /// Fails with `Stopped`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn search_papers(
        &self,
        words: String,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Vec<PaperView>, DodamError> {
        let (vault, stop) = (self.inner.clone(), Stop::from(cancellation));
        in_background(move || stoppable_search(&vault, &stop, || vault.search_papers(&words))).await
    }

    /// Lists at most 200 papers after the first `skip`: with words, the best match first;
    /// without, those that run out first where a day is given, otherwise those added last first.
    ///
    /// Fails with `InvalidInput` for a kind or a day that there is not, `Stopped`.
    #[uniffi::method(default(skip = 0, cancellation = None))]
    pub async fn find_papers(
        &self,
        query: PaperQuery,
        skip: u32,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Vec<PaperView>, DodamError> {
        let (vault, stop, query) = (self.inner.clone(), cancellation.into(), query.given()?);
        in_background(move || stoppable_search(&vault, &stop, || vault.find_papers(&query, skip)))
            .await
    }

    /// Gives everything about one paper.
    ///
    /// Fails with `NotFound`.
    pub async fn paper(&self, paper_id: String) -> Result<PaperSheet, DodamError> {
        self.work(move |vault| vault.paper(&paper_id)).await
    }

    /// Gives a small picture of a paper, as JPEG or PNG; null where it has none.
    ///
    /// Fails with `NotFound`.
    pub async fn paper_thumbnail(&self, paper_id: String) -> Result<Option<Vec<u8>>, DodamError> {
        self.work(move |vault| vault.paper_thumbnail(&paper_id))
            .await
    }

    /// Says things anew about a paper: all of them or none.
    ///
    /// Fails with `NotFound`, `InvalidInput` for what can't be said or for a kind that is kept
    /// apart from the paper's, `Rejected` with `conflicted`.
    pub async fn edit_paper(
        &self,
        paper_id: String,
        edit: PaperEdit,
    ) -> Result<PaperSheet, DodamError> {
        let edit = edit.given()?;
        self.work(move |vault| vault.edit_paper(&paper_id, &edit))
            .await
    }

    /// Puts another file in the place of a paper's; the older one stays as a version. Watched and
    /// stopped as `add_paper` is.
    ///
    /// Fails as `add_paper`, and with `NotFound` for a paper in the bin.
    #[uniffi::method(default(progress = None, cancellation = None))]
    pub async fn replace_paper(
        &self,
        paper_id: String,
        file: String,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<PaperSheet, DodamError> {
        let stop = Stop::from(cancellation);
        stop.check()?;
        let mut watch = watched(progress, stop);
        self.work(move |vault| vault.replace_paper_watched(&paper_id, file.as_ref(), &mut watch))
            .await
    }

    /// Writes a paper's file to `target`; every byte is checked before it appears there.
    ///
    /// Fails with `NotFound`, `InvalidInput` where the target's folder isn't there, `Damaged`,
    /// `StorageFull`, `Rejected` with `not_on_this_device`, `Stopped`.
    #[uniffi::method(default(progress = None, cancellation = None))]
    pub async fn export_paper(
        &self,
        paper_id: String,
        target: String,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<PaperView, DodamError> {
        let mut watch = watched(progress, cancellation.into());
        self.work(move |vault| vault.export_paper_watched(&paper_id, target.as_ref(), &mut watch))
            .await
    }

    /// Writes one version of a paper's file to `target`; see `PaperSheet.versions`.
    ///
    /// Fails as `export_paper`.
    #[uniffi::method(default(progress = None, cancellation = None))]
    pub async fn export_paper_version(
        &self,
        paper_id: String,
        number: u32,
        target: String,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<PaperVersionView, DodamError> {
        let mut watch = watched(progress, cancellation.into());
        self.work(move |vault| {
            let version = (paper_id.as_str(), number);
            vault.export_paper_version_watched(version, target.as_ref(), &mut watch)
        })
        .await
    }

    /// Fetches the sealed file of a paper that someone else added, if it isn't here.
    ///
    /// Fails with `Offline`, `Rejected` while the server doesn't have it either, `Damaged` with
    /// `file_missing` when nobody else can have it, `Stopped`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn fetch_paper(
        &self,
        paper_id: String,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<PaperView, DodamError> {
        self.meet(cancellation, async move |vault| {
            vault.fetch_paper(&paper_id).await
        })
        .await
    }

    /// Fetches the sealed file of one version of a paper, if it isn't here; see
    /// `PaperSheet.versions`.
    ///
    /// Fails as `fetch_paper`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn fetch_paper_version(
        &self,
        paper_id: String,
        number: u32,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<PaperVersionView, DodamError> {
        self.meet(cancellation, async move |vault| {
            vault.fetch_paper_version(&paper_id, number).await
        })
        .await
    }

    /// Puts a paper into the bin, from which `restore_paper` takes it.
    ///
    /// Fails with `NotFound`.
    pub async fn bin_paper(&self, paper_id: String) -> Result<(), DodamError> {
        self.work(move |vault| vault.bin_paper(&paper_id)).await
    }

    /// Takes a paper out of the bin.
    ///
    /// Fails with `NotFound`, also where somebody destroyed it.
    pub async fn restore_paper(&self, paper_id: String) -> Result<(), DodamError> {
        self.work(move |vault| vault.restore_paper(&paper_id)).await
    }

    /// Destroys a paper: its keys, its sealed files, its picture and its text. What others hold
    /// of it, and backups, stay.
    ///
    /// Fails with `NotFound`.
    pub async fn purge_paper(&self, paper_id: String) -> Result<(), DodamError> {
        self.work(move |vault| vault.purge_paper(&paper_id)).await
    }

    /// Destroys every paper that lies in the bin; says how many.
    pub async fn empty_bin(&self) -> Result<u64, DodamError> {
        self.work(|vault| vault.empty_bin()).await
    }
}
