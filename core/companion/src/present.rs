//! Showing a kept paper at a desk: opened into memory, with what to know beside it.

use crate::error::CompanionError;
use crate::papers::PaperView;
use crate::profile::Profile;
use crate::redact::debug_without_content;
use dodam_rules::{Calculated, CalculationRequest, Language, Packs};
use jiff::civil::Date;
use zeroize::Zeroizing;

/// The largest paper that is opened into memory.
pub const LARGEST_SHOWN_BYTES: u64 = 64 << 20;

/// What must be shown at a desk.
const IDENTITY_CHECK: &str = "kr.nhi.identity/check";
/// Kinds of papers that show who somebody is in Korea, the fittest first.
const SHOWN_FIRST: [&str; 2] = ["residence_card", "identity"];
/// Of what runs out on no day, counted as running longest.
const NEVER: Date = Date::MAX;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct PresentRequest<'a> {
    /// Which paper; the residence card where not given.
    pub paper: Option<&'a str>,
    /// The day it is.
    pub as_of: Date,
    /// The language of texts.
    pub language: Language,
}

/// A paper to be shown, and what to know beside it.
pub struct Presented {
    /// The paper that is open; `None` where there is none to show.
    pub paper: Option<PresentedPaper>,
    /// The others that could be shown instead, the best first.
    pub others: Vec<PaperView>,
    /// That it is a copy, what counts, the exceptions and the refund; `None` where no pack
    /// knows.
    pub rule: Option<Calculated>,
    /// The rule's sources, a line each.
    pub sources: Vec<String>,
}

/// A paper in memory; its bytes are wiped when it is dropped.
pub struct PresentedPaper {
    /// Which.
    pub view: PaperView,
    /// Such as `image/jpeg`.
    pub media_type: String,
    /// The whole file, every byte checked.
    pub bytes: Zeroizing<Vec<u8>>,
    /// Whether it has run out.
    pub expired: bool,
}

debug_without_content!(Presented, PresentedPaper);

impl Profile {
    /// Opens a paper of the owner's to be shown: the one asked for, otherwise the residence card
    /// that runs longest of those that haven't run out. Nothing is written to disk, so it works
    /// on a full one.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] for a paper that isn't there, [`CompanionError::Rejected`]
    /// with `not_on_this_device` where its file isn't, [`CompanionError::InvalidInput`] for
    /// one of more than 64 MiB, [`CompanionError::Damaged`].
    pub fn present(
        &self,
        packs: &Packs,
        request: PresentRequest<'_>,
    ) -> Result<Presented, CompanionError> {
        let papers = self.own_papers()?;
        let mut fitting: Vec<PaperView> = match request.paper {
            Some(id) => papers.into_iter().filter(|paper| paper.id == id).collect(),
            None => identities(papers, request.as_of),
        };
        if request.paper.is_some() && fitting.is_empty() {
            return Err(CompanionError::NotFound("a paper"));
        }
        let first = (!fitting.is_empty()).then(|| fitting.remove(0));
        let paper = first
            .map(|view| self.open_to_show(view, request.as_of))
            .transpose()?;
        let rule = CalculationRequest {
            calculation: IDENTITY_CHECK.to_owned(),
            as_of: request.as_of,
            known_at: None,
            language: request.language,
        };
        let rule = packs.calculate(&rule, &dodam_rules::Facts::new()).ok();
        let sources = rule
            .as_ref()
            .map(|rule| packs.source_lines(&rule.pack.id, &rule.told.cites, request.language));
        Ok(Presented {
            paper,
            others: fitting,
            rule,
            sources: sources.unwrap_or_default(),
        })
    }

    fn open_to_show(&self, view: PaperView, as_of: Date) -> Result<PresentedPaper, CompanionError> {
        let (vault, paper) = (self.vault()?, self.find_paper(&view.id)?);
        if !vault.has_file(&paper.file) {
            return Err(CompanionError::rejected("not_on_this_device"));
        }
        if paper.file.size_bytes > LARGEST_SHOWN_BYTES {
            let large = "this paper is larger than 64 MiB; write it to a file instead";
            return Err(CompanionError::invalid("too_large_to_show", large));
        }
        let bytes = vault.read_file_into_memory(&paper.file, LARGEST_SHOWN_BYTES)?;
        Ok(PresentedPaper {
            expired: runs_until(&view) < as_of,
            media_type: view.mime.clone(),
            view,
            bytes,
        })
    }
}

/// The papers that show who somebody is and haven't run out: residence cards before others,
/// and of each kind first what runs longest.
fn identities(papers: Vec<PaperView>, as_of: Date) -> Vec<PaperView> {
    let kind = |paper: &PaperView| SHOWN_FIRST.iter().position(|kind| *kind == paper.kind);
    let mut fitting: Vec<PaperView> = papers
        .into_iter()
        .filter(|paper| kind(paper).is_some() && runs_until(paper) >= as_of)
        .collect();
    fitting.sort_by_key(|paper| {
        let place = kind(paper);
        let until = std::cmp::Reverse(runs_until(paper));
        (place, !paper.here, until, paper.id.clone())
    });
    fitting
}

fn runs_until(paper: &PaperView) -> Date {
    let day = paper.expires.as_ref().and_then(|day| day.parse().ok());
    day.unwrap_or(NEVER)
}
