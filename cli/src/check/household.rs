//! A household: one answer a person, by their own facts and by what the people say on
//! whom they depend.

use super::Stop;
use crate::household;
use dodam_companion::rules::{Answer, Facts, Member, Packs, Report, Request};
use jiff::civil::Date;
use serde::Serialize;

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
    let household = household::read(packs, request.as_of, text)?;
    let mut people = household.people.iter();
    if let Some(person) = people.find(|person| !person.changes.is_empty()) {
        return Err(Stop::usage(format!(
            "{}: changes belong to `dodam plan`; an answer is about one day",
            person.member.id
        )));
    }
    let people = household.people.into_iter();
    let members: Vec<Member> = people.map(|person| person.member).collect();
    let answered = packs
        .check_household(request, &members, &household.kinships)
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
