//! Step 7: searching for what must not be there, after finding what must.

use super::offline::NOTE;
use super::papers::PDF;
use super::questions::VISA;
use super::report::Report;
use super::stage::{ADDRESS, NAME, PHONE, People, Stage};
use crate::output::{Failed, STORAGE};
use dodam_companion::rules::{Packs, Sensitivity};
use std::path::Path;

const CONTROL: &str = "synthetic control that must be found";

/// Step 7.
pub fn search(
    stage: &Stage,
    people: &People,
    packs: &Packs,
    report: &mut Report,
) -> Result<(), Failed> {
    let server = stage.folder("server");
    std::fs::write(server.join("control.txt"), CONTROL).map_err(|error| {
        Failed::new(
            STORAGE,
            format!("the control can't be planted: {}", error.kind()),
        )
    })?;
    let files = read_all(&server)?;
    report.check(
        "the search finds a planted control",
        found(&files, CONTROL.as_bytes()),
    )?;
    let hashes: Vec<_> = people
        .resident
        .holdings()?
        .into_iter()
        .flat_map(|holding| holding.envelopes)
        .collect();
    let all = !hashes.is_empty() && hashes.iter().all(|hash| found(&files, hash.as_bytes()));
    report.check(
        format!("and the hashes of all {} envelopes", hashes.len()),
        all,
    )?;

    let inside = PDF.len() / 2;
    let file_contents = &PDF[inside..(inside + 24).min(PDF.len())];
    let secrets: [(&str, &[u8]); 6] = [
        ("name", NAME.as_bytes()),
        ("visa", VISA.as_bytes()),
        ("visit note", NOTE.as_bytes()),
        ("phone number", PHONE.as_bytes()),
        ("address", ADDRESS.as_bytes()),
        ("file's contents", file_contents),
    ];
    for (place, files) in [
        ("server", files),
        ("tablet", read_all(&stage.folder("tablet"))?),
    ] {
        for (what, secret) in secrets {
            let there = forms(secret).iter().any(|form| found(&files, form));
            report.check(
                format!("the {place}'s folder does not hold her {what}"),
                !there,
            )?;
        }
    }

    let holdings = people.worker.holdings()?;
    let hers: Vec<_> = holdings
        .iter()
        .filter(|holding| holding.kind != "care")
        .collect();
    report.check(
        "opened, the tablet holds her care strand only",
        hers.is_empty() && !holdings.is_empty(),
    )?;
    let private = |fact: &String| {
        packs.fact_type(fact).is_none_or(|about| {
            use Sensitivity::{Cover, Status, Work};
            matches!(about.sensitivity, Work | Cover | Status)
        })
    };
    let leaked = holdings
        .iter()
        .flat_map(|holding| &holding.facts)
        .any(private);
    report.check("no fact about her stay, status, work or insurance", !leaked)?;
    let cards = people
        .worker
        .papers()?
        .iter()
        .any(|paper| paper.kind == "identity");
    report.check("and not the picture of her residence card", !cards)
}

/// The same bytes as they are, as UTF-16 and as hexadecimal.
fn forms(secret: &[u8]) -> Vec<Vec<u8>> {
    let wide = String::from_utf8_lossy(secret)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    vec![
        secret.to_vec(),
        wide,
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ]
}

fn read_all(folder: &Path) -> Result<Vec<Vec<u8>>, Failed> {
    let unreadable = |error: std::io::Error| {
        Failed::new(
            STORAGE,
            format!("{} can't be read: {}", folder.display(), error.kind()),
        )
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            files.extend(read_all(&path)?);
        } else {
            files.push(std::fs::read(&path).map_err(unreadable)?);
        }
    }
    Ok(files)
}

fn found(files: &[Vec<u8>], wanted: &[u8]) -> bool {
    files
        .iter()
        .any(|file| file.windows(wanted.len()).any(|window| window == wanted))
}
