use super::*;
use crate::{Clock, PaperDetails, Profile};
use dodam_record::{PaperDraft, PaperId};
use dodam_vault::store_setting;
use std::path::Path;
use tempfile::TempDir;

const PIN: &str = "246810";
const FILE: &[u8] = b"a synthetic paper";

fn with_paper() -> (TempDir, Profile, PaperId) {
    let folder = tempfile::tempdir().unwrap();
    let made = Profile::create(
        &folder.path().join("vault"),
        PIN,
        "synthetic",
        Clock::default(),
    );
    let profile = made.unwrap().profile;
    let file = folder.path().join("paper.txt");
    std::fs::write(&file, FILE).unwrap();
    let paper = profile.add_paper(&file, &PaperDetails::default()).unwrap();
    (folder, profile, paper.id.parse().unwrap())
}

fn is_whole(profile: &Profile, id: PaperId, folder: &Path) -> bool {
    let target = folder.join("out");
    profile.export_paper(&id.to_string(), &target).unwrap();
    let found = profile.search_papers("paper").unwrap();
    found.len() == 1 && std::fs::read(target).unwrap() == FILE
}

#[test]
fn a_paper_destroyed_in_another_strand_leaves_the_one_with_its_id_alone() {
    let (folder, profile, id) = with_paper();
    let kept = profile.write(|tx| {
        let own = strands::list(tx)?.remove(0);
        let paper = strands::read(tx, &own)?.papers().remove(0);
        let mut document = StrandDocument::new(StrandKind::Care, [7; 32]);
        let (about, file) = (paper.about, paper.versions[0].file.clone());
        document.add_paper(&PaperDraft { id, about, file }, 1)?;
        document.purge_paper(id, 2)?;
        let theirs = Strand {
            record: [9; 16],
            id: dodam_seal::ChainId::from_bytes([9; 32]),
            kind: StrandKind::Care,
        };
        purge(tx, &theirs, &document.papers()[0])?;
        Ok(load_paper(tx, id.as_bytes())?)
    });
    assert!(!kept.unwrap().unwrap().listing.binned);
    assert!(is_whole(&profile, id, folder.path()));
}

#[test]
fn a_file_whose_row_was_lost_waits_for_the_row_to_be_made_anew() {
    let (folder, profile, id) = with_paper();
    let lost = profile.write(|tx| {
        remove_paper(tx, id.as_bytes())?;
        remove_words(tx, PAPERS, id.as_bytes())?;
        Ok(store_setting(tx, REPAIRED, &[1])?)
    });
    lost.unwrap();
    profile.lock();
    let vault = folder.path().join("vault");
    let profile = Profile::unlock(&vault, PIN, Clock::default()).unwrap();
    assert!(is_whole(&profile, id, folder.path()));
    assert!(profile.read(is_up_to_date).unwrap());
}
