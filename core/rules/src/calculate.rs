//! Working out what a calculation asks: figures, each with the lines that explain it.

use crate::answer::{NoteText, PackStamp, StepText};
use crate::check::{Asked, Request};
use crate::collect::Needed;
use crate::error::InputError;
use crate::exact;
use crate::facts::Facts;
use crate::figure::{Calculation, Planned, Unit, Worked};
use crate::language::Language;
use crate::pack::{Pack, When};
use crate::packs::Packs;
use crate::state::State;
use crate::wording::{self, fill};
use crate::working::Working;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Number;
use std::collections::BTreeMap;

/// What is to be worked out, for which day.
#[derive(Debug, Clone)]
pub struct CalculationRequest {
    /// The calculation's id, such as `kr.nhi.premium/regional`.
    pub calculation: String,
    /// The day it is about; for a month, its first.
    pub as_of: Date,
    /// Only packs issued by this day.
    pub known_at: Option<Date>,
    /// The language of texts.
    pub language: Language,
}

/// A figure, worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum WorkedFigure {
    /// Whole won.
    Krw(i64),
    /// In percent, such as `3.595`.
    Percent(String),
    /// A day.
    Day(Date),
    /// One of the words that the pack lists.
    Word(String),
}

/// A calculation, as far as it could be worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Calculated {
    /// By the names that the calculation gives them; `None` where something isn't known.
    pub figures: BTreeMap<String, Option<WorkedFigure>>,
    /// Why, and what to do next.
    #[serde(flatten)]
    pub told: Told,
    /// Which pack it was.
    pub pack: PackStamp,
}

/// What every figure comes with: what it lacks, how it was worked out, what to do next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Facts to ask for, in the order to ask.
    pub open: Vec<String>,
    /// Facts the person would rather not say.
    pub declined: Vec<String>,
    /// Facts said too long ago, or guessed.
    pub confirm: Vec<String>,
    /// One line for each figure with a text, those that others need first.
    pub why: Vec<String>,
    /// The sources of what was used.
    pub cites: Vec<String>,
    /// What else is good to know.
    pub notes: Vec<NoteText>,
    /// What to do next.
    pub steps: Vec<StepText>,
}

impl CalculationRequest {
    /// A calculation for a day, by all installed packs.
    pub(crate) fn on(calculation: &str, as_of: Date, language: Language) -> Self {
        Self {
            calculation: calculation.to_owned(),
            as_of,
            known_at: None,
            language,
        }
    }
}

impl Calculated {
    fn figure(&self, name: &str) -> Option<&WorkedFigure> {
        self.figures.get(name)?.as_ref()
    }

    pub(crate) fn krw(&self, name: &str) -> Option<i64> {
        match self.figure(name)? {
            WorkedFigure::Krw(krw) => Some(*krw),
            _ => None,
        }
    }

    pub(crate) fn percent(&self, name: &str) -> Option<Number> {
        match self.figure(name)? {
            WorkedFigure::Percent(percent) => percent.parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn day(&self, name: &str) -> Option<Date> {
        match self.figure(name)? {
            WorkedFigure::Day(day) => Some(*day),
            _ => None,
        }
    }

    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        match self.figure(name)? {
            WorkedFigure::Word(word) => Some(word),
            _ => None,
        }
    }
}

impl Packs {
    /// Works out a calculation for one day.
    ///
    /// # Errors
    /// [`InputError`] for a calculation that no pack has, or facts that contradict each
    /// other.
    pub fn calculate(
        &self,
        request: &CalculationRequest,
        facts: &Facts,
    ) -> Result<Calculated, InputError> {
        self.working(request, facts, |working, calculation| {
            self.calculated(working, calculation, request)
        })
    }

    /// Does something with the figures of a calculation.
    pub(crate) fn working<T>(
        &self,
        request: &CalculationRequest,
        facts: &Facts,
        work: impl FnOnce(&Working<'_>, &Calculation) -> Result<T, InputError>,
    ) -> Result<T, InputError> {
        let (pack, calculation) = self.calculation(request)?;
        let request = plain(request);
        let prepared = self.prepare(&request, facts)?;
        let world = prepared.world();
        world.contradictions(&request)?;
        work(&Working::new(&world, pack, request.as_of), calculation)
    }

    /// The calculation with its notes and steps.
    pub(crate) fn calculated(
        &self,
        working: &Working<'_>,
        calculation: &Calculation,
        request: &CalculationRequest,
    ) -> Result<Calculated, InputError> {
        let (pack, request) = (working.pack, plain(request));
        let asked = Asked {
            world: working.world,
            request: &request,
        };
        let mut calculated = calculated(working, calculation, request.language);
        let applies = |when: &When| applies(working, &calculation.id, when);
        for note in &pack.notes {
            if note.when.as_ref().is_some_and(&applies) {
                let text = note.text.in_language(request.language);
                calculated.told.notes.push(NoteText {
                    id: note.id.clone(),
                    text: filled(working, text, request.language),
                });
            }
        }
        calculated.told.steps = asked.steps(pack, applies);
        Ok(calculated)
    }

    /// A note of the calculation's pack that the program shows by its id.
    pub(crate) fn note(
        &self,
        request: &CalculationRequest,
        id: &str,
    ) -> Result<Option<NoteText>, InputError> {
        let (pack, _) = self.calculation(request)?;
        let note = pack.notes.iter().find(|note| note.id == id);
        Ok(note.map(|note| NoteText {
            id: note.id.clone(),
            text: note.text.in_language(request.language).to_owned(),
        }))
    }

    /// The calculation and its pack's version in use.
    pub(crate) fn calculation(
        &self,
        request: &CalculationRequest,
    ) -> Result<(&Pack, &Calculation), InputError> {
        let in_use = self.in_use(request.as_of, request.known_at);
        let id = &request.calculation;
        let mut packs = in_use.values().map(|index| &self.installed[*index]);
        let pack = packs.find(|pack| pack.label().calculations.contains(id));
        let found = pack.and_then(|pack| {
            let pack: &Pack = pack;
            let one = pack.calculations.iter().find(|one| one.id == *id)?;
            Some((pack, one))
        });
        found.ok_or_else(|| InputError::new(format!("no installed pack works out {id:?}")))
    }

    /// Which pack works a calculation out on a day.
    pub(crate) fn calculation_stamp(&self, calculation: &str, day: Date) -> Option<PackStamp> {
        let request = CalculationRequest::on(calculation, day, Language::En);
        let (pack, _) = self.calculation(&request).ok()?;
        Some(PackStamp::from(&pack.info))
    }

    /// What a calculation is about, in a few words; empty where no pack has it.
    #[must_use]
    pub fn calculation_title(&self, calculation: &str, language: Language) -> &str {
        let mut packs = self.installed.iter();
        let pack = packs.find(|pack| pack.label().calculations.iter().any(|id| id == calculation));
        let found =
            pack.and_then(|pack| pack.calculations.iter().find(|one| one.id == calculation));
        found.map_or("", |one| one.title.in_language(language))
    }

    /// The calculations that a plan asks, of the packs in use on a day.
    pub(crate) fn planned(&self, day: Date) -> Vec<(&str, &Planned)> {
        let in_use = self.in_use(day, None);
        let packs = in_use.into_values().map(|index| &self.installed[index]);
        let all = packs.flat_map(|pack| &pack.calculations);
        all.filter_map(|one| Some((one.id.as_str(), one.planned.as_ref()?)))
            .collect()
    }

    /// Every calculation, in pack order, each once.
    #[must_use]
    pub fn calculations(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        let packs = self.installed.iter();
        for id in packs.flat_map(|pack| &pack.label().calculations) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }
}

fn plain(request: &CalculationRequest) -> Request {
    Request {
        as_of: request.as_of,
        known_at: request.known_at,
        decisions: Vec::new(),
        language: request.language,
    }
}

fn calculated(working: &Working<'_>, asked: &Calculation, language: Language) -> Calculated {
    let pack = working.pack;
    let figures = asked.figures.iter().map(|(name, index)| {
        let unit = pack.figures[*index].unit;
        (
            name.clone(),
            working
                .figure(*index)
                .and_then(|worked| shown(unit, worked)),
        )
    });
    let mut needed = Needed::default();
    let mut behind = Vec::new();
    if !working.stale {
        for index in asked.figures.values() {
            working.need(*index, &mut needed);
            working.behind(*index, &mut behind);
        }
        working.world.sort_needed(&mut needed);
        // Figures name figures above them only: their order is the order of the calculation.
        behind.sort_unstable();
    }
    let ids = |facts: Vec<usize>| {
        let facts = facts.into_iter();
        facts
            .map(|fact| working.world.vocabulary.facts[fact].id.clone())
            .collect()
    };
    Calculated {
        figures: figures.collect(),
        told: Told {
            open: ids(needed.open),
            declined: ids(needed.declined),
            confirm: ids(needed.confirm),
            why: lines(working, &behind, language),
            cites: cites(working, &behind),
            ..Told::default()
        },
        pack: PackStamp::from(&pack.info),
    }
}

fn shown(unit: Unit, worked: Worked) -> Option<WorkedFigure> {
    Some(match worked {
        Worked::Exact(krw) if unit == Unit::Krw => WorkedFigure::Krw(exact::whole(&krw)?),
        Worked::Exact(rate) => WorkedFigure::Percent(exact::percent(&rate)),
        Worked::Day(day) => WorkedFigure::Day(day),
        Worked::Word(word) => WorkedFigure::Word(word),
    })
}

/// The texts of figures, with what they name filled in.
fn lines(working: &Working<'_>, behind: &[usize], language: Language) -> Vec<String> {
    let pack = working.pack;
    let texts = behind
        .iter()
        .filter_map(|index| pack.figures[*index].text.as_ref());
    texts
        .map(|text| filled(working, text.in_language(language), language))
        .collect()
}

fn filled(working: &Working<'_>, text: &str, language: Language) -> String {
    let (pack, day) = (working.pack, working.day);
    let with_figures = fill(text, |name| {
        let index = pack.figures.iter().position(|figure| figure.id == name);
        match index {
            None => Some(format!("{{{name}}}")),
            Some(index) => in_words(working, index, language),
        }
    });
    working.world.fill(&with_figures, pack, &[], day, language)
}

/// Whether a note or a step belongs to a calculation; what asks for a verdict does not.
fn applies(working: &Working<'_>, calculation: &str, when: &When) -> bool {
    let named = when.decisions.is_empty() || when.decisions.iter().any(|id| id == calculation);
    let of_a_verdict = !when.verdicts.is_empty() || when.criterion.is_some() || when.refused;
    let state = |test| working.world.state(working.pack, test, working.day);
    named
        && !of_a_verdict
        && when
            .test
            .as_ref()
            .is_none_or(|test| state(test) == State::Met)
        && when
            .figure
            .as_ref()
            .is_none_or(|(figure, wanted)| is_one_of(working.figure(*figure), wanted))
}

fn is_one_of(worked: Option<Worked>, wanted: &[String]) -> bool {
    let is = |word: &str| wanted.iter().any(|one| one == word);
    match worked {
        None => is("UNKNOWN"),
        Some(Worked::Word(word)) => is("KNOWN") || is(&word),
        Some(_) => is("KNOWN"),
    }
}

fn in_words(working: &Working<'_>, index: usize, language: Language) -> Option<String> {
    match working.figure(index)? {
        Worked::Exact(exact) => {
            wording::exactly(working.pack.figures[index].unit, &exact, language)
        }
        Worked::Day(day) => Some(language.format_date(day)),
        Worked::Word(word) => Some(word),
    }
}

fn cites(working: &Working<'_>, behind: &[usize]) -> Vec<String> {
    let mut cites: Vec<String> = Vec::new();
    for index in behind {
        let figure = &working.pack.figures[*index];
        for cite in &figure.cites {
            if !cites.contains(cite) {
                cites.push(cite.clone());
            }
        }
        working.sources(&figure.formula, &mut cites);
    }
    cites
}
