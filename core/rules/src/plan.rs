//! A calendar forward: who is covered by which door from when, what a month costs and who
//! pays it, and until when something must be done.

mod cover;
mod deadlines;
mod months;
mod walk;

use crate::answer::{NoteText, PackStamp, StepText};
use crate::error::InputError;
use crate::facts::Facts;
use crate::household::{Kinship, Member};
use crate::language::Language;
use crate::packs::Packs;
use crate::premium::{Known, LastKnown};
use crate::state::Verdict;
use jiff::civil::Date;
use serde::Serialize;

const REGIONAL: &str = "kr.nhi/regional";
const WORKPLACE: &str = "kr.nhi/workplace";
const DEPENDANT: &str = "kr.nhi/dependant";
const MERGE: &str = "kr.nhi/household-merge";

/// The most months of a plan.
pub const MOST_MONTHS: i32 = 60;

/// What a plan is about: from a day to a day, both within.
#[derive(Debug, Clone, Copy)]
pub struct PlanRequest {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The language of texts.
    pub language: Language,
}

/// Someone who plans: what holds on the first day, and what will be otherwise.
#[derive(Debug, Clone)]
pub struct Planner {
    /// Who, and what was said of them.
    pub member: Member,
    /// Facts that change, each from a day on.
    pub changes: Vec<(Date, Facts)>,
}

/// A calendar forward. It supposes that nothing changes but what was said to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// In the order in which they were given.
    pub people: Vec<PersonPlan>,
    /// Cover, money and deadlines of everybody, by day.
    pub lines: Vec<PlanLine>,
}

/// One person's part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonPlan {
    /// Who.
    pub person: String,
    /// Whether they depend on somebody of the plan.
    pub has_relatives: bool,
    /// By which door, from day to day.
    pub cover: Vec<Cover>,
    /// What an application would bring.
    pub may_apply: Vec<MayApply>,
    /// What each month costs.
    pub months: Vec<MonthPlan>,
    /// Each decision's verdicts on the way.
    pub answers: Vec<PlanAnswer>,
    /// Facts that keep something open, in the order to ask.
    pub open: Vec<String>,
    /// Facts that keep something open and that the person would rather not say.
    pub declined: Vec<String>,
    /// Facts that keep something open until they are confirmed.
    pub confirm: Vec<String>,
}

/// By which door somebody is insured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// Through work.
    Workplace,
    /// As the registered dependant of somebody who is insured through work.
    Dependant,
    /// By residence.
    Regional,
    /// Not insured.
    None,
    /// Not known yet.
    Unknown,
}

/// One door, as long as it lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// Which.
    pub door: Door,
    /// The first day, which may lie before the plan; null where it isn't known.
    pub from: Option<Date>,
    /// The last day within the plan; null where it goes on.
    pub until: Option<Date>,
    /// An earlier day from which it counts once it is there, over days without a door:
    /// premiums may be charged back to it.
    pub counts_from: Option<Date>,
}

/// What somebody may apply for, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MayApply {
    /// For what.
    pub what: Application,
    /// YES, or UNKNOWN where something is still to be answered, mostly by NHIS.
    pub verdict: Verdict,
    /// With whom, of the people of the plan; empty where nobody of them.
    pub with: Vec<String>,
    /// The first day, which may lie before the plan; null where it isn't known.
    pub from: Option<Date>,
    /// The last day within the plan; null where it goes on.
    pub until: Option<Date>,
}

/// What can be applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Application {
    /// To be a dependant: no premium of one's own.
    Dependant,
    /// To be one household with one bill.
    HouseholdMerge,
}

/// A month's premium of one person, in whole won; null where it isn't known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthPlan {
    /// Such as `2026-03`.
    pub month: String,
    /// The door on every day of the month; null where it changes within.
    pub door: Option<Door>,
    /// Who pays: for a dependant whoever they depend on. Null where nobody does or it isn't known.
    pub payer: Option<String>,
    /// Health insurance.
    pub health_krw: Option<i64>,
    /// Long-term care.
    pub ltc_krw: Option<i64>,
    /// Both; 0 for dependants and for who isn't insured.
    pub total_krw: Option<i64>,
    /// The last day to pay; null for wages, and where NHIS sets it.
    pub due: Option<Date>,
    /// Whether the whole is known.
    pub state: Known,
    /// The last year for which the same facts give an amount, where this one isn't known.
    pub last_known: Option<LastKnown>,
    /// Who would pay instead after an application, with nothing more to pay for this person.
    pub if_applied: Option<IfApplied>,
    /// What is special about this month, by the ids of the premium's notes.
    pub notes: Vec<String>,
}

/// After an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IfApplied {
    /// Which one.
    pub what: Application,
    /// Who pays then.
    pub payer: Option<String>,
}

/// A decision's verdict, as long as it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanAnswer {
    /// The decision.
    pub decision: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The first day, which may lie before the plan; null where there is none.
    pub from: Option<Date>,
    /// The last day within the plan; null where it goes on.
    pub until: Option<Date>,
    /// The answer in a sentence, as on its first day.
    pub text: String,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A door opens or closes.
    Cover,
    /// Something can be applied for, or no longer.
    Application,
    /// A premium is due.
    Money,
    /// Something must be done by this day.
    Deadline,
}

/// One dated line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanLine {
    /// The day.
    pub day: Date,
    /// Whose.
    pub person: String,
    /// What it is about.
    pub kind: LineKind,
    /// The decision or calculation behind it.
    pub rule: String,
    /// For what it costs: the month, such as `2026-03`.
    pub month: Option<String>,
    /// For what it costs: how much, where known.
    pub total_krw: Option<i64>,
    /// In a sentence; for a premium what it is.
    pub text: String,
    /// Why: what decided it, or how it was worked out.
    pub why: Vec<String>,
    /// Its sources, by id.
    pub cites: Vec<String>,
    /// Its sources, a line each.
    pub sources: Vec<String>,
    /// What else is good to know.
    pub notes: Vec<NoteText>,
    /// What to do.
    pub steps: Vec<StepText>,
    /// Which pack says so.
    pub pack: PackStamp,
}

impl Packs {
    /// A calendar forward for people who may depend on each other.
    ///
    /// What is said ages no further than it has on the first day. A person who hasn't
    /// entered yet is taken not to be registered as a dependant where nothing else is
    /// said; a registered dependant stays one until what ends a registration happens.
    ///
    /// # Errors
    /// [`InputError`] as [`Packs::check_household`], for a plan longer than
    /// [`MOST_MONTHS`] or that ends before it begins, and where no installed pack knows
    /// the doors, premiums or deadlines.
    pub fn plan(
        &self,
        request: PlanRequest,
        planners: &[Planner],
        kinships: &[Kinship],
    ) -> Result<Plan, InputError> {
        let PlanRequest { from, until, .. } = request;
        let longest = crate::months::shift(from, MOST_MONTHS);
        if until < from || longest.is_none_or(|longest| until > longest) {
            return Err(InputError::new(format!(
                "a plan ends after it begins, and within {MOST_MONTHS} months"
            )));
        }
        let days = walk::days(self, request, planners, kinships)?;
        let planning = Planning {
            packs: self,
            request,
            planners,
            kinships,
            days,
        };
        let mut lines = Vec::new();
        let mut people = Vec::new();
        for person in 0..planners.len() {
            let months = planning.months(person)?;
            lines.extend(planning.cover_lines(person));
            lines.extend(planning.money_lines(person, &months));
            lines.extend(planning.deadlines(person)?);
            let months = months.into_iter();
            let months = months.filter_map(|month| month.into_plan(from));
            people.push(planning.person(person, months.collect()));
        }
        let place = |id: &str| planners.iter().position(|one| one.member.id == id);
        lines.sort_by_key(|line| (line.day, place(&line.person), line.kind));
        Ok(Plan {
            from,
            until,
            people,
            lines: lines
                .into_iter()
                .filter(|line| (from..=until).contains(&line.day))
                .collect(),
        })
    }
}

/// The days on which something changes, with everybody's answers on each.
struct Planning<'a> {
    packs: &'a Packs,
    request: PlanRequest,
    planners: &'a [Planner],
    kinships: &'a [Kinship],
    days: Vec<walk::Day>,
}

impl Planning<'_> {
    fn id(&self, person: usize) -> &str {
        &self.planners[person].member.id
    }

    /// Whom a person depends on, as places among the people.
    fn relatives(&self, person: usize) -> Vec<usize> {
        let kin = self.kinships.iter();
        let to = kin.filter(|kin| kin.of == self.id(person));
        let place = |id: &str| self.planners.iter().position(|one| one.member.id == id);
        to.filter_map(|kin| place(&kin.to)).collect()
    }

    fn person(&self, person: usize, months: Vec<MonthPlan>) -> PersonPlan {
        let [mut open, mut declined, mut confirm] = [const { Vec::<String>::new() }; 3];
        let alone = self.relatives(person).is_empty();
        let answers = self.days.iter().flat_map(|day| {
            let day = &day.people[person];
            // Nobody is asked about a family member they haven't got.
            let of_family = !alone || day.facts.says("relation");
            let answers = day.answers.iter();
            answers.filter(move |one| of_family || ![DEPENDANT, MERGE].contains(&&*one.decision))
        });
        for answer in answers {
            for (ids, all) in [
                (&answer.open, &mut open),
                (&answer.declined, &mut declined),
                (&answer.confirm, &mut confirm),
            ] {
                let new: Vec<_> = ids.iter().filter(|id| !all.contains(id)).cloned().collect();
                all.extend(new);
            }
        }
        PersonPlan {
            person: self.id(person).to_owned(),
            has_relatives: !alone,
            cover: self.covers(person),
            may_apply: self.applications(person),
            months,
            answers: self.answers(person),
            open,
            declined,
            confirm,
        }
    }
}
