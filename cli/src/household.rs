//! People who belong together, as they are given: facts, what will change, relations.

use std::collections::BTreeMap;

use dodam_companion::rules::{Facts, Kinship, MOST_PEOPLE, Member, Packs, Planner};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::check::Stop;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    people: Vec<WrittenPerson>,
    #[serde(default)]
    relations: Vec<WrittenRelation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPerson {
    id: String,
    facts: Box<RawValue>,
    /// Facts that change, by the day from which they do.
    #[serde(default)]
    changes: BTreeMap<Date, Box<RawValue>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRelation {
    of: String,
    to: String,
    relation: String,
}

/// Everybody, and who depends on whom.
pub struct Household {
    pub people: Vec<Planner>,
    pub kinships: Vec<Kinship>,
}

/// Reads a household, its facts as said on `as_of`.
pub fn read(packs: &Packs, as_of: Date, text: &str) -> Result<Household, Stop> {
    let written: Written = serde_json::from_str(text).map_err(|_| {
        Stop::usage("a household is a JSON object of people, each with id and facts, and for a plan changes by day such as 2026-03-02, and relations, each with of, to and relation")
    })?;
    check_names(&written)?;
    let people = written
        .people
        .iter()
        .map(|person| planner(packs, as_of, person))
        .collect::<Result<_, _>>()?;
    let kinships = written.relations.into_iter().map(Kinship::from).collect();
    Ok(Household { people, kinships })
}

fn check_names(written: &Written) -> Result<(), Stop> {
    let Written { people, relations } = written;
    if people.is_empty() || people.len() > MOST_PEOPLE {
        return Err(Stop::usage(format!(
            "a household has 1 to {MOST_PEOPLE} people"
        )));
    }
    let count = |id: &str| people.iter().filter(|person| person.id == id).count();
    if let Some(person) = people.iter().find(|person| count(&person.id) > 1) {
        return Err(Stop::usage(format!(
            "two people are called {:?}",
            person.id
        )));
    }
    let named = relations
        .iter()
        .flat_map(|relation| [&relation.of, &relation.to]);
    match named.into_iter().find(|id| count(id) == 0) {
        Some(id) => Err(Stop::usage(format!(
            "a relation names {id:?}, who is not among the people"
        ))),
        None => Ok(()),
    }
}

fn planner(packs: &Packs, as_of: Date, person: &WrittenPerson) -> Result<Planner, Stop> {
    let read = |facts: &RawValue, day: Date| {
        let mut read = Facts::new();
        let named = |error| Stop::usage(format!("{}: {error}", person.id));
        read.set_json(packs, facts.get(), day).map_err(named)?;
        Ok::<_, Stop>(read)
    };
    let changes = person.changes.iter();
    let changes = changes.map(|(day, facts)| Ok((*day, read(facts, *day)?)));
    Ok(Planner {
        member: Member {
            id: person.id.clone(),
            facts: read(&person.facts, as_of)?,
        },
        changes: changes.collect::<Result<_, Stop>>()?,
    })
}

impl From<WrittenRelation> for Kinship {
    fn from(relation: WrittenRelation) -> Self {
        Self {
            of: relation.of,
            to: relation.to,
            relation: relation.relation,
        }
    }
}
