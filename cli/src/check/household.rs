//! A household: one answer a person, by their own facts and by what the people say on
//! whom they depend.

use super::Stop;
use dodam_companion::rules::{Answer, Facts, Kinship, MOST_PEOPLE, Member, Packs, Report, Request};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

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
    facts: Box<RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relation {
    of: String,
    to: String,
    relation: String,
}

/// Everyone's answers, person by person.
#[derive(Serialize)]
pub struct Answers {
    as_of: Date,
    answers: Vec<PersonAnswer>,
}

#[derive(Serialize)]
struct PersonAnswer {
    person: String,
    #[serde(flatten)]
    answer: Answer,
}

/// One person's facts and report.
pub struct Answered {
    pub person: String,
    pub facts: Facts,
    pub report: Report,
}

/// Reads a household and answers for each person in it.
pub fn answer(packs: &Packs, request: &Request, text: &str) -> Result<Vec<Answered>, Stop> {
    let household: Household = serde_json::from_str(text).map_err(|_| {
        Stop::usage("a household is a JSON object of people, each with id and facts, and relations, each with of, to and relation")
    })?;
    check_names(&household)?;
    let members: Vec<Member> = household
        .people
        .iter()
        .map(|person| member(packs, request, person))
        .collect::<Result<_, _>>()?;
    let kinships: Vec<Kinship> = household.relations.into_iter().map(Kinship::from).collect();
    let answered = packs
        .check_household(request, &members, &kinships)
        .map_err(|error| Stop::usage(error.to_string()))?;
    let named = members.into_iter().zip(answered);
    Ok(named
        .map(|(member, (facts, report))| Answered {
            person: member.id,
            facts,
            report,
        })
        .collect())
}

fn check_names(household: &Household) -> Result<(), Stop> {
    let Household { people, relations } = household;
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

fn member(packs: &Packs, request: &Request, person: &Person) -> Result<Member, Stop> {
    let mut facts = Facts::new();
    let named = |error| Stop::usage(format!("{}: {error}", person.id));
    facts
        .set_json(packs, person.facts.get(), request.as_of)
        .map_err(named)?;
    Ok(Member {
        id: person.id.clone(),
        facts,
    })
}

impl From<Relation> for Kinship {
    fn from(relation: Relation) -> Self {
        Self {
            of: relation.of,
            to: relation.to,
            relation: relation.relation,
        }
    }
}

/// As programs read it.
pub fn as_json(as_of: Date, answered: Vec<Answered>) -> Answers {
    let answers = answered.into_iter().flat_map(|one| {
        let person = one.person;
        let answers = one.report.answers.into_iter();
        answers.map(move |answer| PersonAnswer {
            person: person.clone(),
            answer,
        })
    });
    Answers {
        as_of,
        answers: answers.collect(),
    }
}
