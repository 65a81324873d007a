//! Papers as they are printed.

use crate::output::{Failed, STORAGE, Said};
use dodam_companion::{PaperQuery, PaperSheet, PaperVersionView, PaperView, Profile};
use serde_json::{Value, json};
use std::path::Path;

/// All papers that a query asks for, page by page.
pub fn listed(profile: &Profile, query: &PaperQuery) -> Result<Said, Failed> {
    let mut papers: Vec<PaperView> = Vec::new();
    loop {
        let skip = u32::try_from(papers.len()).unwrap_or(u32::MAX);
        let page = profile.find_papers(query, skip)?;
        if page.is_empty() {
            break;
        }
        papers.extend(page);
        // Who searches wants the best ones.
        if !query.words.trim().is_empty() {
            break;
        }
    }
    let text: String = papers.iter().map(line).collect();
    let text = match text.as_str() {
        "" if query.binned => "The bin is empty.".into(),
        "" if query.words.trim().is_empty() && query.kind.is_none() => {
            "No papers here. Add one: dodam paper add FILE".into()
        }
        "" => "No paper like that is here.".into(),
        _ => text,
    };
    let papers: Vec<Value> = papers.iter().map(as_json).collect();
    Ok(Said::new(json!({ "papers": papers }), text))
}

/// A paper in two lines.
pub fn line(paper: &PaperView) -> String {
    let mut about = vec![paper.kind.replace('_', " ")];
    about.extend(paper.issuer.clone());
    about.extend(paper.dated.as_ref().map(|day| format!("of {day}")));
    about.extend(paper.expires.as_ref().map(|day| format!("until {day}")));
    about.push(size(paper.size_bytes));
    about.push(place(paper.here, paper.safe_elsewhere).to_owned());
    about.extend(paper.tags.iter().map(|tag| format!("#{tag}")));
    format!("{}  {}\n    {}\n", paper.id, paper.title, about.join(" · "))
}

fn place(here: bool, safe_elsewhere: bool) -> &'static str {
    match (here, safe_elsewhere) {
        (true, true) => "safe elsewhere",
        (true, false) => "only on this device",
        (false, _) => "not on this device; get fetches it",
    }
}

/// A size as people read it.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if bytes < 1_000 {
        return format!("{bytes} bytes");
    }
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1_000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// Everything about a paper.
pub fn sheet(sheet: &PaperSheet) -> Said {
    let mut text = line(&sheet.paper);
    if let Some(note) = &sheet.note {
        text.push_str(&format!("    note: {note}\n"));
    }
    if let Some(visit) = &sheet.visit {
        text.push_str(&format!("    visit: {visit}\n"));
    }
    if !sheet.proves.is_empty() {
        text.push_str(&format!("    proves: {}\n", sheet.proves.join(", ")));
    }
    if sheet.paper.binned {
        let bin = if sheet.destroyed_elsewhere {
            "    somebody destroyed it elsewhere; here it lies in the bin\n"
        } else {
            "    lies in the bin\n"
        };
        text.push_str(bin);
    }
    if let [older @ .., _] = sheet.versions.as_slice() {
        for version in older {
            let (number, size) = (version.number, size(version.size_bytes));
            text.push_str(&format!("    version {number}: {size}, replaced\n"));
        }
    }
    let mut json = as_json(&sheet.paper);
    json["note"] = json!(sheet.note);
    json["visit"] = json!(sheet.visit);
    json["proves"] = json!(sheet.proves);
    json["destroyed_elsewhere"] = json!(sheet.destroyed_elsewhere);
    json["versions"] = sheet.versions.iter().map(version_json).collect();
    Said::new(json, text)
}

/// Writes a paper's small picture.
pub fn thumbnail(profile: &Profile, id: &str, out: &Path) -> Result<Said, Failed> {
    let Some(bytes) = profile.paper_thumbnail(id)? else {
        let said = "this paper has no small picture; only JPEG and PNG have one here";
        return Err(Failed::usage(said));
    };
    std::fs::write(out, &bytes).map_err(|error| {
        let said = format!("{} can't be written: {}", out.display(), error.kind());
        Failed::new(STORAGE, said)
    })?;
    let json = json!({ "id": id, "bytes": bytes.len() });
    Ok(Said::new(json, format!("Written to {}", out.display())))
}

/// A paper for programs.
pub fn as_json(paper: &PaperView) -> Value {
    json!({
        "id": paper.id,
        "title": paper.title,
        "kind": paper.kind,
        "mime": paper.mime,
        "bytes": paper.size_bytes,
        "sha256": paper.sha256,
        "issuer": paper.issuer,
        "dated": paper.dated,
        "expires": paper.expires,
        "tags": paper.tags,
        "added_at_ms": paper.added_at_ms,
        "in_bin": paper.binned,
        "safe_elsewhere": paper.safe_elsewhere,
        "here": paper.here,
    })
}

fn version_json(version: &PaperVersionView) -> Value {
    json!({
        "number": version.number,
        "mime": version.mime,
        "bytes": version.size_bytes,
        "sha256": version.sha256,
        "added_at_ms": version.added_at_ms,
        "safe_elsewhere": version.safe_elsewhere,
        "here": version.here,
    })
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_the_unit_that_people_use() {
        let table = [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 KB"),
            (5_321, "5.3 KB"),
            (999_999, "999.9 KB"),
            (1_000_000, "1.0 MB"),
            (512_000_000, "512.0 MB"),
            (3_000_000_000, "3.0 GB"),
        ];
        for (bytes, expected) in table {
            assert_eq!(size(bytes), expected);
        }
    }
}
