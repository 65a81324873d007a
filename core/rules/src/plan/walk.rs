//! The days on which a verdict changes, with everybody's answers on each.

use super::{DEPENDANT, MERGE, PlanRequest, Planner, REGIONAL, WORKPLACE};
use crate::answer::Answer;
use crate::calculate::CalculationRequest;
use crate::check::Request;
use crate::error::InputError;
use crate::facts::Facts;
use crate::household::{Kinship, Member};
use crate::packs::Packs;
use crate::state::Verdict;
use crate::value::{Reading, Value};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One day, and what holds from then on until the next.
pub(super) struct Day {
    pub(super) day: Date,
    pub(super) people: Vec<PersonDay>,
}

/// One person's facts on the day, with what relatives say, and the answers.
pub(super) struct PersonDay {
    pub(super) facts: Facts,
    pub(super) answers: Vec<Answer>,
    /// For a registered dependant: whether the registration goes on; `None` where it isn't known.
    pub(super) kept: Option<bool>,
}

impl PersonDay {
    pub(super) fn answer(&self, decision: &str) -> Option<&Answer> {
        self.answers.iter().find(|one| one.decision == decision)
    }

    pub(super) fn is_yes(&self, decision: &str) -> bool {
        self.verdict(decision) == Some(Verdict::Yes)
    }

    pub(super) fn verdict(&self, decision: &str) -> Option<Verdict> {
        Some(self.answer(decision)?.verdict)
    }

    pub(super) fn is_registered_dependant(&self) -> bool {
        flag(&self.facts, REGISTERED) == Some(true)
    }
}

const REGISTERED: &str = "dependant_registered";

/// Works out whether a registration as a dependant goes on.
const KEPT: &str = "kr.nhi.deadlines/dependant-kept";

fn flag(facts: &Facts, id: &str) -> Option<bool> {
    match facts.reading(id)? {
        Reading::Clear(Value::Bool(flag)) => Some(*flag),
        _ => None,
    }
}

/// Everybody's answers on the first day and on each day on which one changes.
pub(super) fn days(
    packs: &Packs,
    request: PlanRequest,
    planners: &[Planner],
    kinships: &[Kinship],
) -> Result<Vec<Day>, InputError> {
    let mut walk = Walk {
        packs,
        request,
        planners,
        kinships,
        lapsed: vec![None; planners.len()],
    };
    let fixed = walk.fixed_days();
    let mut days: Vec<Day> = Vec::new();
    let mut next = Some(request.from);
    while let Some(day) = next {
        let mut people = walk.people(day)?;
        if walk.lapse(days.last(), day, &people) {
            people = walk.people(day)?;
        }
        let answers = people.iter().flat_map(|person| &person.answers);
        let changes = answers.filter_map(|answer| Some(answer.becomes?.from));
        next = changes
            .chain(fixed.iter().copied())
            .filter(|change| *change > day && *change <= request.until)
            .min();
        days.push(Day { day, people });
    }
    Ok(days)
}

/// Days on which a registration as a dependant may end, whatever the verdicts say.
fn days_of(planner: &Planner) -> Vec<Date> {
    let all = [&planner.member.facts].into_iter();
    let all = all.chain(planner.changes.iter().map(|(_, facts)| facts));
    let mut days = Vec::new();
    for facts in all {
        if let Some(Reading::Clear(Value::Date(until))) = facts.reading("stay_until") {
            days.extend(until.tomorrow());
        }
        if let Some(Reading::Clear(Value::Periods(trips))) = facts.reading("absences") {
            let ends = trips.iter();
            days.extend(ends.flat_map(|(out, back)| out.tomorrow().into_iter().chain([*back])));
        }
    }
    days
}

struct Walk<'a> {
    packs: &'a Packs,
    request: PlanRequest,
    planners: &'a [Planner],
    kinships: &'a [Kinship],
    /// From which day somebody is no registered dependant any more.
    lapsed: Vec<Option<Date>>,
}

impl Walk<'_> {
    /// Days on which what was said changes, another pack begins or one is no longer
    /// looked after.
    fn fixed_days(&self) -> BTreeSet<Date> {
        let planners = self.planners.iter();
        let changes = planners.flat_map(|one| one.changes.iter().map(|(day, _)| *day));
        let packs = self.packs.list();
        let of_packs =
            packs.flat_map(|info| [Some(info.valid_from), info.review_by.tomorrow().ok()]);
        let own = self.planners.iter().flat_map(days_of);
        changes.chain(of_packs.flatten()).chain(own).collect()
    }

    fn people(&self, day: Date) -> Result<Vec<PersonDay>, InputError> {
        let doors = [REGIONAL, WORKPLACE, DEPENDANT, MERGE];
        let request = Request {
            as_of: day,
            known_at: None,
            decisions: doors.map(str::to_owned).to_vec(),
            language: self.request.language,
        };
        let places = 0..self.planners.len();
        let members: Vec<Member> = places
            .map(|place| self.member(place, day))
            .collect::<Result<_, _>>()?;
        let answered = self
            .packs
            .check_household(&request, &members, self.kinships)?;
        let people = answered.into_iter().map(|(facts, report)| {
            let kept = match flag(&facts, REGISTERED) {
                Some(true) => self.kept(&facts, day)?,
                _ => None,
            };
            Ok(PersonDay {
                facts,
                answers: report.answers,
                kept,
            })
        });
        people.collect()
    }

    fn kept(&self, facts: &Facts, day: Date) -> Result<Option<bool>, InputError> {
        let request = CalculationRequest::on(KEPT, day, self.request.language);
        let found = self.packs.calculate(&request, facts)?;
        Ok(found.word("kept").map(|kept| kept == "yes"))
    }

    /// Somebody with what holds for them on a day.
    fn member(&self, place: usize, day: Date) -> Result<Member, InputError> {
        let Planner { member, changes } = &self.planners[place];
        let from = self.request.from;
        let mut facts = member.facts.carried(self.packs, from, day);
        if !facts.says(REGISTERED) && self.enters_later(&facts) {
            facts.set_value(self.packs, REGISTERED, "false", day)?;
        }
        let mut changes: Vec<_> = changes.iter().filter(|(on, _)| *on <= day).collect();
        changes.sort_by_key(|(on, _)| *on);
        for (on, changed) in changes {
            facts.extend(&changed.carried(self.packs, *on, day));
        }
        if self.lapsed[place].is_some_and(|lapsed| lapsed <= day) {
            facts.set_value(self.packs, REGISTERED, "false", day)?;
        }
        Ok(Member {
            id: member.id.clone(),
            facts,
        })
    }

    fn enters_later(&self, facts: &Facts) -> bool {
        matches!(facts.reading("entry_date"), Some(Reading::Clear(Value::Date(entry))) if *entry > self.request.from)
    }

    /// Registered dependants whom the rules let go on this day. True if there are any.
    fn lapse(&mut self, before: Option<&Day>, day: Date, people: &[PersonDay]) -> bool {
        let Some(before) = before else { return false };
        let mut any = false;
        for (place, person) in people.iter().enumerate() {
            let was = &before.people[place];
            let ends = was.is_registered_dependant() && was.kept == Some(true);
            if ends && person.kept == Some(false) {
                self.lapsed[place] = Some(day);
                any = true;
            }
        }
        any
    }
}
