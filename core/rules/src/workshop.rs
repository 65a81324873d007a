//! For people who write packs: everything that is wrong with one, what its tests cover,
//! and what differs between two versions.

use crate::answer::Answer;
use crate::assemble::named_notes;
use crate::check::REVIEW_DUE;
use crate::error::{Complaint, Complaints, PackError};
use crate::expression::States;
use crate::load::{self, Loaded, Written};
use crate::pack::{Criterion, Decision, Pack};
use crate::pack_test;
use crate::premium::{CHARGED_BACK, DUE_ON_A_FREE_DAY, DUE_SET_BY_NHIS, MONTH_OF_CHANGE, OVERDUE};
use crate::state::{State, Verdict};
use crate::written_text::{text_mistakes, texts_of};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What looking closely at a pack found.
#[derive(Debug, Clone, Serialize)]
pub struct Examination {
    /// Everything to mend; the pack is good where there is none.
    pub complaints: Vec<Complaint>,
    /// What its tests cover; `None` where it can't be read far enough to run them.
    pub coverage: Option<Coverage>,
}

/// What a pack's tests cover, and how sure and how old its content is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Coverage {
    /// How many tests ran.
    pub tests: usize,
    /// How many of them failed.
    pub failed: usize,
    /// For each decision, how many tests give each verdict.
    pub decisions: BTreeMap<String, BTreeMap<&'static str, usize>>,
    /// For each criterion, how many tests give each state that it can have.
    pub criteria: BTreeMap<String, BTreeMap<&'static str, usize>>,
    /// How many citations there are of each confidence.
    pub confidence: BTreeMap<String, usize>,
    /// Parameters with the last day on which each is known; `None` where open.
    pub parameters: BTreeMap<String, Option<Date>>,
    /// `draft` or `reviewed`.
    pub texts: &'static str,
}

/// Looks closely at one pack, among the packs and the vocabulary it stands with.
///
/// `files` are those of all; `pack` is the folder's name.
#[must_use]
pub fn examine<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)], pack: &str) -> Examination {
    let files = files.iter();
    let files = files.map(|(path, text)| (path.as_ref(), text.as_ref()));
    let loaded = match load::untested(files.collect()) {
        Ok(loaded) => loaded,
        Err(error) => return Examination::refused(error),
    };
    let place = loaded.written.iter().position(|one| one.folder == pack);
    let Some(place) = place else {
        let sentence = format!("there is no folder {pack} with a pack.toml");
        return Examination::refused(PackError::new(pack, sentence));
    };
    let mut complaints = Complaints::default();
    let (written, installed) = (&loaded.written[place], &loaded.packs.installed[place]);
    let answers = run_tests(&loaded, place, &mut complaints);
    let failed = complaints.number();
    let mut coverage = coverage(installed, written, &answers);
    coverage.failed = failed;
    lint(installed, written, &coverage, &mut complaints);
    Examination {
        complaints: complaints.into_all(),
        coverage: Some(coverage),
    }
}

impl Examination {
    fn refused(error: PackError) -> Self {
        Self {
            complaints: error.complaints().to_vec(),
            coverage: None,
        }
    }
}

fn run_tests(loaded: &Loaded, pack: usize, complaints: &mut Complaints) -> Vec<Answer> {
    let mut answers = Vec::new();
    let files = &loaded.written[pack].files;
    for file in files {
        for (place, test) in file.content.test.iter().enumerate() {
            let at = file.at("test", place, &test.name);
            let answer = pack_test::one(&loaded.packs, pack, test, &at);
            answers.extend(complaints.keep(answer).flatten());
        }
    }
    answers
}

fn coverage(pack: &Pack, written: &Written, answers: &[Answer]) -> Coverage {
    let mut coverage = Coverage {
        tests: written
            .files
            .iter()
            .map(|file| file.content.test.len())
            .sum(),
        texts: if pack.info.texts_reviewed {
            "reviewed"
        } else {
            "draft"
        },
        ..Coverage::default()
    };
    for decision in &pack.decisions {
        let verdicts = [Verdict::Yes, Verdict::No, Verdict::Unknown];
        let none = verdicts.map(|verdict| (verdict.id(), 0));
        coverage.decisions.insert(decision.id.clone(), none.into());
    }
    for (criterion, possible) in told(pack) {
        let none = possible.iter().map(|state| (state.id(), 0));
        coverage
            .criteria
            .insert(criterion.id.clone(), none.collect());
    }
    for answer in answers {
        let verdicts = coverage
            .decisions
            .entry(answer.decision.clone())
            .or_default();
        *verdicts.entry(answer.verdict.id()).or_default() += 1;
        for criterion in &answer.criteria {
            let states = coverage.criteria.entry(criterion.id.clone()).or_default();
            *states.entry(criterion.state.id()).or_default() += 1;
        }
    }
    for cite in pack.cites.values() {
        *coverage
            .confidence
            .entry(cite.confidence.clone())
            .or_default() += 1;
    }
    for param in &pack.params {
        let until = param.values.last().and_then(|value| value.until);
        coverage.parameters.insert(param.id.clone(), until);
    }
    coverage
}

/// The criteria that some decision tells of, others being parts of them, and the states
/// that each can have.
fn told(pack: &Pack) -> Vec<(&Criterion, States)> {
    let decisions = pack.decisions.iter();
    let told: BTreeSet<usize> = decisions.flat_map(Decision::criteria).collect();
    // A criterion names only those above it.
    let mut possible: Vec<States> = Vec::new();
    for criterion in &pack.criteria {
        let of = |index: usize| possible.get(index).copied().unwrap_or_default();
        possible.push(criterion.test.possible(&of));
    }
    let criteria = pack.criteria.iter().zip(possible).enumerate();
    criteria
        .filter(|(index, _)| told.contains(index))
        .map(|(_, criterion)| criterion)
        .collect()
}

/// Notes that the program shows itself, by their ids.
const SHOWN_BY_ID: [&str; 6] = [
    CHARGED_BACK,
    REVIEW_DUE,
    DUE_ON_A_FREE_DAY,
    OVERDUE,
    DUE_SET_BY_NHIS,
    MONTH_OF_CHANGE,
];

/// What loads and still isn't as it should be.
fn lint(pack: &Pack, written: &Written, coverage: &Coverage, complaints: &mut Complaints) {
    for mistake in text_mistakes(&texts_of(&written.files)) {
        complaints.keep::<()>(Err(PackError::one(mistake)));
    }
    let mut names = BTreeSet::new();
    let named = named_notes(&pack.criteria);
    for file in &written.files {
        for (place, test) in file.content.test.iter().enumerate() {
            let at = file.at("test", place, &test.name);
            let about = (&test.decision, &test.calculation, &test.programme);
            let name = (about, &test.name);
            if !names.insert(name) {
                let sentence = "two tests of this decision have this name";
                complaints.keep::<()>(at.key("name").fail(sentence));
            }
        }
        // Tests that fail cover nothing; they are complained about by themselves.
        let decisions = file.content.decision.iter().enumerate();
        for (place, decision) in decisions.filter(|_| coverage.failed == 0) {
            let at = file.at("decision", place, &decision.id);
            for verdict in untested(coverage.decisions.get(&decision.id)) {
                let sentence = format!("no test expects {verdict}; write a [[test]] that does");
                complaints.keep::<()>(at.fail(sentence));
            }
        }
        let criteria = file.content.criterion.iter().enumerate();
        for (place, criterion) in criteria.filter(|_| coverage.failed == 0) {
            let at = file.at("criterion", place, &criterion.id);
            // What depends on UNKNOWN of every part is told by the decision's tests.
            for state in untested(coverage.criteria.get(&criterion.id)) {
                if state == State::NeedsDecision.id() && criterion.why.needs_decision.is_none() {
                    continue;
                }
                let sentence = format!("no test makes it {state}; write a [[test]] that does");
                complaints.keep::<()>(at.fail(sentence));
            }
        }
        for (place, note) in file.content.note.iter().enumerate() {
            if note.when.is_none()
                && !named.contains(&note.id)
                && !SHOWN_BY_ID.contains(&note.id.as_str())
            {
                let at = file.at("note", place, &note.id);
                complaints.keep::<()>(at.fail(
                    "it is never shown; give it `when = { … }`, or name it in a condition with note = \"…\"",
                ));
            }
        }
        for (place, cite) in file.content.cite.iter().enumerate() {
            if !is_cited(&cite.id, written) {
                let at = file.at("cite", place, &cite.id);
                complaints.keep::<()>(at.fail("nothing cites it; cite it or take it out"));
            }
        }
    }
}

fn untested(counts: Option<&BTreeMap<&'static str, usize>>) -> Vec<&'static str> {
    let counts = counts.into_iter().flatten();
    let none = counts.filter(|(_, count)| **count == 0);
    none.map(|(state, _)| *state).collect()
}

fn is_cited(cite: &str, written: &Written) -> bool {
    written.files.iter().any(|file| {
        let content = &file.content;
        let by_criterion =
            |criterion: &crate::raw::Criterion| criterion.cite.iter().any(|named| named == cite);
        let by_param =
            |param: &crate::raw::Param| param.values.iter().any(|value| value.cite == cite);
        let by_table = |table: &crate::raw::Table| {
            table
                .rows
                .iter()
                .any(|row| row.get("cite").is_some_and(|named| named == cite))
        };
        let by_programme =
            |programme: &crate::raw::Programme| programme.cite.iter().any(|named| named == cite);
        let by_figure = |figure: &crate::raw::Figure| figure.cite.iter().any(|named| named == cite);
        content.criterion.iter().any(by_criterion)
            || content.figure.iter().any(by_figure)
            || content.programme.iter().any(by_programme)
            || content.param.iter().any(by_param)
            || content.table.iter().any(by_table)
    })
}
