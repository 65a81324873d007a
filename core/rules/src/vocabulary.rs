//! Builds the shared vocabulary: facts, choices, places, phone lines.

use crate::compile::{Scope, no_such};
use crate::contact;
use crate::error::{Complaints, PackError, quoted};
use crate::expression::Expression;
use crate::fact_type::{ChoiceType, Contradiction, FactKind, FactType, Implied, Relative};
use crate::implied::Implications;
use crate::language::Language;
use crate::load::{Parsed, Written};
use crate::names::plain;
use crate::pack::{Pack, PackInfo};
use crate::packs::Vocabulary;
use crate::raw::{Fact, FactKindName, FromRelative, Place, Status};
use crate::source::At;
use crate::value::Value;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Whose facts and places these are: the vocabulary's own, or a pack's.
#[derive(Clone, Copy)]
struct Owner<'a> {
    /// Empty for the vocabulary's own.
    pack: &'a str,
    file: &'a Parsed,
}

/// Reads facts and places out of the vocabulary's files and those of the packs, which
/// come in the order of their ids and versions.
pub(crate) fn build(
    shared: &[Parsed],
    packs: &[Written],
    complaints: &mut Complaints,
) -> Vocabulary {
    let of_packs = packs.iter().flat_map(|pack| {
        let owner = |file| Owner {
            pack: &pack.info.id,
            file,
        };
        pack.files.iter().map(owner)
    });
    let owners = shared.iter().map(|file| Owner { pack: "", file });
    let owners: Vec<Owner<'_>> = owners.chain(of_packs).collect();
    let mut drafts: Vec<FactDraft<'_>> = Vec::new();
    let mut vocabulary = Vocabulary {
        facts: Vec::new(),
        ids: BTreeMap::new(),
        places: Vec::new(),
        within: BTreeMap::new(),
        place_names: BTreeMap::new(),
        phones: Vec::new(),
        no_pack: no_pack(),
    };
    for owner in &owners {
        for (place, fact) in owner.file.content.fact.iter().enumerate() {
            let at = owner.file.at("fact", place, &fact.id);
            let draft = FactDraft {
                owner: *owner,
                fact,
                at,
            };
            complaints.keep(add_fact(&mut vocabulary, &mut drafts, draft));
        }
    }
    read_places(&mut vocabulary, &owners, complaints);
    vocabulary.phones = contact::phones(shared, complaints);
    for (index, draft) in drafts.iter().enumerate() {
        complaints.keep(second_pass(&mut vocabulary, index, draft.fact, &draft.at));
    }
    let mut extents = Implications::of(&vocabulary);
    for (index, draft) in drafts.iter().enumerate() {
        let asked = extents.check(index);
        complaints.keep(asked.or_else(|sentence| draft.at.key("implied").fail(sentence)));
        let about = &vocabulary.facts[index];
        let asked = extents.of_conditions(about);
        complaints.keep(asked.or_else(|sentence| draft.at.key("contradicts").fail(sentence)));
    }
    vocabulary
}

/// A fact as written, and where.
struct FactDraft<'a> {
    owner: Owner<'a>,
    fact: &'a Fact,
    at: At,
}

fn add_fact<'a>(
    vocabulary: &mut Vocabulary,
    drafts: &mut Vec<FactDraft<'a>>,
    draft: FactDraft<'a>,
) -> Result<(), PackError> {
    let made = first_pass(draft.fact, &draft.at)?;
    let Some(index) = vocabulary.ids.get(&draft.fact.id).copied() else {
        vocabulary.ids.insert(draft.fact.id.clone(), drafts.len());
        vocabulary.facts.push(made);
        drafts.push(draft);
        return Ok(());
    };
    let before = &drafts[index];
    let newer_version = !draft.owner.pack.is_empty()
        && draft.owner.pack == before.owner.pack
        && !std::ptr::eq(draft.owner.file, before.owner.file);
    if !newer_version {
        let at = draft.at.key("id");
        return at.fail("another fact has this id; choose another, or use the one that is there");
    }
    if before.fact.kind != draft.fact.kind {
        let at = draft.at.key("type");
        return at.fail("an earlier version of this pack gives this fact another type");
    }
    vocabulary.facts[index] = made;
    drafts[index] = draft;
    Ok(())
}

/// Everything about a fact that names no other fact.
fn first_pass(fact: &Fact, at: &At) -> Result<FactType, PackError> {
    let kind = match fact.kind {
        FactKindName::Bool => FactKind::Bool,
        FactKindName::Date => FactKind::Date,
        FactKindName::Krw => FactKind::Krw,
        FactKindName::Count => FactKind::Count,
        FactKindName::Status => FactKind::Status,
        FactKindName::Periods => FactKind::Periods,
        FactKindName::Text => FactKind::Text,
        FactKindName::Place => match fact.place {
            Some(kind) => FactKind::Place(kind),
            None => {
                return at
                    .key("type")
                    .fail("a place needs `place = \"province\"`, `\"city\"` or `\"centre\"`");
            }
        },
        FactKindName::Choice => FactKind::Choice(choices(fact, at)?),
    };
    if fact
        .confirm_after_months
        .is_some_and(|months| !(1..=600).contains(&months))
    {
        return at
            .key("confirm_after_months")
            .fail("`confirm_after_months` needs a number from 1 to 600");
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
        from_relative: Vec::new(),
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

/// The places by id: where each stands, and whose it is.
type Owned<'a> = BTreeMap<&'a str, (usize, &'a str)>;

fn read_places(vocabulary: &mut Vocabulary, owners: &[Owner<'_>], complaints: &mut Complaints) {
    let mut owned = Owned::new();
    for owner in owners {
        for (index, place) in owner.file.content.place.iter().enumerate() {
            if complaints.are_enough() {
                return;
            }
            let at = owner.file.at("place", index, &place.id);
            complaints.keep(add_place(vocabulary, &mut owned, (owner.pack, place), &at));
        }
    }
    for owner in owners {
        for (index, place) in owner.file.content.place.iter().enumerate() {
            if let Some(within) = &place.within
                && !complaints.are_enough()
                && !owned.contains_key(within.as_str())
            {
                let at = owner.file.at("place", index, &place.id).key("within");
                let known = vocabulary.places.iter().map(|place| place.id.as_str());
                complaints.keep::<()>(at.fail(no_such("place", within, known)));
            }
        }
    }
}

/// Adds a place.
fn add_place<'a>(
    vocabulary: &mut Vocabulary,
    owned: &mut Owned<'a>,
    (owner, place): (&'a str, &'a Place),
    at: &At,
) -> Result<(), PackError> {
    let index = match owned.get(place.id.as_str()) {
        Some((index, first)) if !owner.is_empty() && *first == owner => *index,
        Some(_) => return at.key("id").fail("another place has this id"),
        None => vocabulary.places.len(),
    };
    let written =
        |language: &Language| language.is_complete() || place.text.further(*language).is_some();
    let shown = Language::every().filter(written);
    let shown = shown.map(|language| place.text.in_language(language));
    let names = place.names.iter().chain([&place.id]).map(String::as_str);
    for name in names.chain(shown) {
        let key = (place.kind, plain(name));
        if vocabulary
            .place_names
            .get(&key)
            .is_some_and(|taken| *taken != index)
        {
            return at.key("names").fail(format!(
                "`{}` is the name of another place too",
                quoted(name)
            ));
        }
        vocabulary.place_names.insert(key, index);
    }
    if let Some(within) = &place.within {
        let value = Value::Listed(within.clone());
        vocabulary.within.insert(place.id.clone(), value);
    }
    if index == vocabulary.places.len() {
        vocabulary.places.push(place.clone());
        owned.insert(&place.id, (index, owner));
    } else {
        vocabulary.places[index] = place.clone();
    }
    Ok(())
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
            scope.fact(&history.since, &at.key("history").key("since"))?,
            scope.fact(&history.previous, &at.key("history").key("previous"))?,
        )),
    };
    let mut implied = Vec::new();
    for (place, rule) in fact.implied.iter().enumerate() {
        let at = &at.key("implied").place(place);
        implied.push(match (&rule.when, &rule.value, &rule.place_of) {
            (Some(when), Some(value), None) => {
                let when = scope.expression(when.clone(), &at.key("when"), 0)?;
                let when = of_facts_only(when, &at.key("when"))?;
                Implied::When(when, scope.value(index, value, &at.key("value"))?)
            }
            (None, None, Some(city)) => Implied::PlaceOf(scope.fact(city, at)?),
            _ => return at.fail("`implied` needs `when` and `value`, or `place_of`"),
        });
    }
    let mut contradicts = Vec::new();
    for (place, rule) in fact.contradicts.iter().enumerate() {
        let at = &at.key("contradicts").place(place);
        let contradiction = match (&rule.when, &rule.place_of) {
            (Some(when), None) => {
                let at = &at.key("when");
                let when = scope.expression(when.clone(), at, 0)?;
                Contradiction::When(of_facts_only(when, at)?)
            }
            (None, Some(city)) => Contradiction::PlaceOf(scope.fact(city, &at.key("place_of"))?),
            _ => return at.fail("`contradicts` needs `when` or `place_of`, and `text`"),
        };
        contradicts.push((contradiction, rule.text.clone()));
    }
    let from_relative = fact
        .from_relative
        .iter()
        .enumerate()
        .map(|(place, written)| {
            let at = at.key("from_relative").place(place);
            relative(&scope, written, &at)
        });
    let from_relative = from_relative.collect::<Result<_, _>>()?;
    let about = &mut vocabulary.facts[index];
    (about.history, about.implied, about.contradicts) = (history, implied, contradicts);
    about.from_relative = from_relative;
    Ok(())
}

/// What the person one depends on says for an absent fact.
fn relative(scope: &Scope<'_>, written: &FromRelative, at: &At) -> Result<Relative, PackError> {
    let when = written.when.clone();
    let when = when.map(|when| scope.expression(when, &at.key("when"), 0));
    let when = when.transpose()?;
    let when = when.map(|when| of_facts_only(when, &at.key("when")));
    let when = when.transpose()?;
    match (&written.decision, &written.fact, written.relation) {
        (Some(decision), None, None) => Ok(Relative::Decision {
            id: decision.clone(),
            when,
        }),
        (None, Some(fact), None) if when.is_none() => {
            Ok(Relative::Fact(scope.fact(fact, &at.key("fact"))?))
        }
        (None, None, Some(true)) if when.is_none() => Ok(Relative::Relation),
        _ => at.fail(
            "`from_relative` needs { decision = \"…\" } with or without `when`, { fact = \"…\" } or { relation = true }",
        ),
    }
}

/// The vocabulary asks facts; decisions are the packs'.
fn of_facts_only(expression: Expression, at: &At) -> Result<Expression, PackError> {
    if expression.names_decision() {
        return at.fail("conditions of the vocabulary test facts only, no decisions");
    }
    Ok(expression)
}

fn scope(vocabulary: &Vocabulary) -> Scope<'_> {
    Scope {
        facts: &vocabulary.facts,
        fact_ids: &vocabulary.ids,
        params: const { &BTreeMap::new() },
        tables: const { &BTreeMap::new() },
        criteria: const { &BTreeMap::new() },
        notes: const { &BTreeSet::new() },
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
        status: Status::Draft,
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
        asking: Vec::new(),
        figures: Vec::new(),
        calculations: Vec::new(),
        notes: Vec::new(),
        steps: Vec::new(),
        programmes: Vec::new(),
        cites: BTreeMap::new(),
    }
}
