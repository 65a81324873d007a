//! `dodam coverage`: what of the sources the rules hold, what they leave out and why.

mod embedded;
mod report;
mod sheet;

#[cfg(test)]
mod repository_tests;

use crate::output::{Failed, Said};
use report::{SourceReport, State};

/// What of the sources is modelled, what isn't and why, and what waits for review
///
/// Every statement of the sources and of the facts collected for this project is listed
/// in one of three states: modelled (with where it is), not modelled (with the reason),
/// or waiting for review.
#[derive(Debug, clap::Args)]
pub struct CoverageArgs {
    /// One source only, such as GUIDE
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Items in this state only: modelled, not_modelled or review
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
}

/// Runs `dodam coverage`.
pub fn run(args: &CoverageArgs) -> Result<Said, Failed> {
    let mut sources = embedded::load()?;
    if let Some(id) = &args.source {
        let known = sources.iter().map(|source| source.source.as_str());
        let unknown = unknown("source", id, &known.collect::<Vec<_>>());
        sources.retain(|source| source.source.eq_ignore_ascii_case(id));
        if sources.is_empty() {
            return Err(unknown);
        }
    }
    let state = args.state.as_deref().map(one_state).transpose()?;
    let reports = sources
        .into_iter()
        .map(|source| SourceReport::new(source, state));
    let reports: Vec<SourceReport> = reports.collect();
    let text = sheet::write(&reports);
    let json = serde_json::json!({ "sources": reports });
    Ok(Said::new(json, text))
}

fn one_state(word: &str) -> Result<State, Failed> {
    let found = State::ALL.into_iter().find(|state| state.id() == word);
    found.ok_or_else(|| unknown("state", word, &State::ALL.map(State::id)))
}

fn unknown(what: &str, given: &str, known: &[&str]) -> Failed {
    Failed::usage(format!(
        "there is no {what} {given}; there are {}",
        known.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(source: Option<&str>, state: Option<&str>) -> Result<Said, Failed> {
        run(&CoverageArgs {
            source: source.map(str::to_owned),
            state: state.map(str::to_owned),
        })
    }

    #[test]
    fn an_unknown_source_or_state_names_the_known_ones() {
        let cases = [
            (Some("GUIDE25"), None, "GB25, SEOUL10, GUIDE"),
            (
                None,
                Some("dropped"),
                "there is no state dropped; there are modelled, not_modelled, review",
            ),
        ];
        for (source, state, words) in cases {
            let failed = asked(source, state).err().unwrap();
            assert!(failed.sentence().contains(words), "{}", failed.sentence());
            assert_eq!(failed.code(), crate::output::USAGE);
        }
    }

    #[test]
    fn a_state_narrows_the_items_and_leaves_the_counts() {
        let whole = asked(Some("gg22"), None).unwrap().json;
        let narrowed = asked(Some("GG22"), Some("modelled")).unwrap().json;
        let (whole, narrowed) = (&whole["sources"][0], &narrowed["sources"][0]);
        assert_eq!(whole["not_modelled"], narrowed["not_modelled"]);
        let items = narrowed["items"].as_array().unwrap();
        assert!(items.iter().all(|item| item["state"] == "modelled"));
        assert_eq!(items.len() as u64, whole["modelled"].as_u64().unwrap());
        assert!(items.len() < whole["items"].as_array().unwrap().len());
    }
}
