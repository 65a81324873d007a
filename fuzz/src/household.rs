//! Households as `dodam check --household` takes them.

use super::facts::keep;
use super::real::{DAY, DAYS, PACKS};
use super::sentence;
use dodam_rules::{Facts, Kinship, Language, Member, Request};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Household {
    people: Vec<Person>,
    #[serde(default)]
    relations: Vec<Relation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    id: String,
    facts: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relation {
    of: String,
    to: String,
    relation: String,
}

/// People and their relations, among them people who depend on nobody who is there, on
/// themselves and on each other.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let Ok(household) = serde_json::from_str::<Household>(text) else {
        return;
    };
    let people = household.people.into_iter();
    let members: Vec<Member> = people.map(member).collect();
    let relations = household.relations.into_iter();
    let kinships: Vec<Kinship> = relations
        .map(|Relation { of, to, relation }| Kinship { of, to, relation })
        .collect();
    let request = Request {
        as_of: DAYS[text.len() % DAYS.len()],
        known_at: None,
        decisions: Vec::new(),
        language: Language::En,
    };
    match PACKS.check_household(&request, &members, &kinships) {
        Err(error) => sentence::check(&error.to_string()),
        Ok(answered) => assert_eq!(answered.len(), members.len()),
    }
}

/// Someone, with those of their facts that can be read.
fn member(person: Person) -> Member {
    let mut facts = Facts::new();
    for (id, value) in person.facts {
        let one = Map::from_iter([(id, value)]);
        keep(facts.set_json(&PACKS, &Value::Object(one).to_string(), DAY));
    }
    Member {
        id: person.id,
        facts,
    }
}
