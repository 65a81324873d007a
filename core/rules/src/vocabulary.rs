//! Builds the shared vocabulary: facts, choices, places.

use crate::compile::{At, Scope};
use crate::error::PackError;
use crate::fact_type::{ChoiceType, FactKind, FactType, Implied};
use crate::load::Parsed;
use crate::names::plain;
use crate::pack::{Pack, PackInfo};
use crate::packs::Vocabulary;
use crate::raw::{Fact, FactKindName, Place};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Reads facts and places out of the vocabulary's files.
pub(crate) fn build(files: &[Parsed]) -> Result<Vocabulary, PackError> {
    let written: Vec<(&Parsed, &Fact)> = files
        .iter()
        .flat_map(|file| file.content.fact.iter().map(move |fact| (file, fact)))
        .collect();
    let mut ids = BTreeMap::new();
    let mut facts = Vec::new();
    for (file, fact) in &written {
        let at = At(format!("{}, fact `{}`", file.path, fact.id));
        if ids.insert(fact.id.clone(), facts.len()).is_some() {
            return at.fail("two facts have this id");
        }
        facts.push(first_pass(fact, &at)?);
    }
    let (places, place_names) = read_places(files)?;
    let mut vocabulary = Vocabulary {
        facts,
        ids,
        places,
        place_names,
        no_pack: no_pack(),
    };
    for (index, (file, fact)) in written.iter().enumerate() {
        let at = At(format!("{}, fact `{}`", file.path, fact.id));
        second_pass(&mut vocabulary, index, fact, &at)?;
    }
    Ok(vocabulary)
}

/// Everything about a fact that names no other fact.
fn first_pass(fact: &Fact, at: &At) -> Result<FactType, PackError> {
    let kind = match fact.kind {
        FactKindName::Bool => FactKind::Bool,
        FactKindName::Date => FactKind::Date,
        FactKindName::Krw => FactKind::Krw,
        FactKindName::Status => FactKind::Status,
        FactKindName::Periods => FactKind::Periods,
        FactKindName::Place => match fact.place {
            Some(kind) => FactKind::Place(kind),
            None => {
                return at.fail("a place needs `place = \"province\"`, `\"city\"` or `\"centre\"`");
            }
        },
        FactKindName::Choice => FactKind::Choice(choices(fact, at)?),
    };
    if fact
        .confirm_after_months
        .is_some_and(|months| !(1..=600).contains(&months))
    {
        return at.fail("`confirm_after_months` needs a number from 1 to 600");
    }
    Ok(FactType {
        id: fact.id.clone(),
        sensitivity: fact.sensitivity,
        askable: fact.askable.unwrap_or(true),
        optional: fact.optional,
        kind,
        confirm_after_months: fact.confirm_after_months,
        history: None,
        implied: Vec::new(),
        contradicts: Vec::new(),
        ask: fact.ask.clone(),
        why: fact.why.clone(),
    })
}

fn choices(fact: &Fact, at: &At) -> Result<Vec<ChoiceType>, PackError> {
    if fact.choices.is_empty() {
        return at.fail("a choice needs `choices`");
    }
    let choice = |choice: &crate::raw::ChoiceText| {
        let names = std::iter::once(&choice.id)
            .chain(&choice.names)
            .map(|name| plain(name));
        ChoiceType {
            id: choice.id.clone(),
            names: names.collect(),
            text: choice.text.clone(),
        }
    };
    Ok(fact.choices.iter().map(choice).collect())
}

type PlaceNames = BTreeMap<(crate::fact_type::PlaceKind, String), usize>;

fn read_places(files: &[Parsed]) -> Result<(Vec<Place>, PlaceNames), PackError> {
    let mut places: Vec<Place> = Vec::new();
    let mut names = BTreeMap::new();
    for file in files {
        for place in &file.content.place {
            let at = At(format!("{}, place `{}`", file.path, place.id));
            if places.iter().any(|other| other.id == place.id) {
                return at.fail("two places have this id");
            }
            for name in place.names.iter().chain([&place.id]) {
                let taken = names.insert((place.kind, plain(name)), places.len());
                if taken.is_some_and(|taken| taken != places.len()) {
                    return at.fail(format!("`{name}` is the name of another place too"));
                }
            }
            places.push(place.clone());
        }
    }
    for place in &places {
        if let Some(within) = &place.within
            && !places.iter().any(|other| other.id == *within)
        {
            return At(format!("facts, place `{}`", place.id))
                .fail(format!("no place is called `{within}`"));
        }
    }
    Ok((places, names))
}

/// What a fact says of other facts.
fn second_pass(
    vocabulary: &mut Vocabulary,
    index: usize,
    fact: &Fact,
    at: &At,
) -> Result<(), PackError> {
    let scope = scope(vocabulary);
    let history = match &fact.history {
        None => None,
        Some(history) => Some((
            scope.fact(&history.since, at)?,
            scope.fact(&history.previous, at)?,
        )),
    };
    let mut implied = Vec::new();
    for rule in &fact.implied {
        implied.push(match (&rule.when, &rule.value, &rule.place_of) {
            (Some(when), Some(value), None) => {
                let when = scope.expression(when.clone(), at, 0)?;
                Implied::When(when, scope.value(index, value, at)?)
            }
            (None, None, Some(city)) => Implied::PlaceOf(scope.fact(city, at)?),
            _ => return at.fail("`implied` needs `when` and `value`, or `place_of`"),
        });
    }
    let mut contradicts = Vec::new();
    for rule in &fact.contradicts {
        contradicts.push((
            scope.expression(rule.when.clone(), at, 0)?,
            rule.text.clone(),
        ));
    }
    let about = &mut vocabulary.facts[index];
    (about.history, about.implied, about.contradicts) = (history, implied, contradicts);
    Ok(())
}

fn scope(vocabulary: &Vocabulary) -> Scope<'_> {
    Scope {
        facts: &vocabulary.facts,
        fact_ids: &vocabulary.ids,
        params: const { &BTreeMap::new() },
        tables: const { &BTreeMap::new() },
        criteria: const { &BTreeMap::new() },
        notes: &[],
        places: vocabulary,
    }
}

fn no_pack() -> Pack {
    let info = PackInfo {
        id: String::new(),
        version: 0,
        sha256: String::new(),
        issued: Date::MIN,
        valid_from: Date::MIN,
        review_by: Date::MAX,
        status: "draft",
        texts_reviewed: false,
        tests_run: 0,
    };
    Pack {
        info,
        review_facts: Vec::new(),
        params: Vec::new(),
        tables: Vec::new(),
        criteria: Vec::new(),
        decisions: Vec::new(),
        notes: Vec::new(),
        steps: Vec::new(),
        cites: BTreeMap::new(),
    }
}
