//! Households and calendars forward: people who may depend on each other.

use std::collections::BTreeSet;

use dodam_companion::Clock;
use dodam_companion::rules::{self, Facts, MOST_PEOPLE, Packs};
use jiff::Span;
use jiff::civil::Date;

use crate::answer::{Note, PackReference, Report, Step, Verdict};
use crate::crossing::{Given, as_it_is, chosen, debug_without_content, given, language, shown};
use crate::error::invalid;
use crate::money::{Known, LastKnown};
use crate::question::{SaidFact, day_or_today, read_facts};
use crate::{Companion, DodamError, Profile, Question};

/// Facts that change on a day.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct FactChange {
    /// From which day on, as `YYYY-MM-DD`.
    pub day: String,
    /// What is said from then on.
    pub facts: Vec<SaidFact>,
}

/// Someone of a household, and what was said of them.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct HouseholdMember {
    /// Their name within the household; no two have the same.
    pub name: String,
    /// What is said of them.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// What will be otherwise, for a plan; an answer is about one day and has none.
    #[uniffi(default = [])]
    pub changes: Vec<FactChange>,
}

given! {
    /// Someone depends on someone.
    Relation as rules::Kinship {
        /// Who depends, by name.
        of: String,
        /// On whom, by name.
        to: String,
        /// As what: `spouse`, `child`, …
        relation: String,
    }
}

/// A question about several people.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct HouseholdQuestion {
    /// One to a hundred people. Asked of a vault, the first is its owner.
    pub members: Vec<HouseholdMember>,
    /// Who depends on whom.
    #[uniffi(default = [])]
    pub relations: Vec<Relation>,
    /// The day it is about, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// Decision ids; empty for every one.
    #[uniffi(default = [])]
    pub decisions: Vec<String>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

/// One person's answers.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct MemberReport {
    /// Who, by name.
    pub name: String,
    /// The answers.
    pub report: Report,
}

/// What a plan is about.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct PlanQuestion {
    /// One to a hundred people. Asked of a vault, the first is its owner.
    pub members: Vec<HouseholdMember>,
    /// Who depends on whom.
    #[uniffi(default = [])]
    pub relations: Vec<Relation>,
    /// The first day, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub from: Option<String>,
    /// How many months it goes on, 60 at most.
    #[uniffi(default = 12)]
    pub months: u32,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

chosen! {
    /// By which door somebody is insured.
    Door of rules::Door {
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
}

chosen! {
    /// What can be applied for.
    Application of rules::Application {
        /// To be a dependant: no premium of one's own.
        Dependant,
        /// To be one household with one bill.
        HouseholdMerge,
    }
}

chosen! {
    /// What a line of a plan is about.
    PlanLineKind of rules::LineKind {
        /// A door opens or closes.
        Cover,
        /// Something can be applied for, or no longer.
        Application,
        /// A premium is due.
        Money,
        /// Something must be done by this day.
        Deadline,
    }
}

shown! {
    /// One door, as long as it lasts.
    Cover of rules::Cover {
        /// Which.
        door: Door,
        /// The first day, which may lie before the plan; null where it isn't known.
        from: Option<String>,
        /// The last day within the plan; null where it goes on.
        until: Option<String>,
        /// An earlier day from which it counts once it is there: premiums may be charged back.
        counts_from: Option<String>,
    }
}

shown! {
    /// What somebody may apply for, and from when to when.
    MayApply of rules::MayApply {
        /// For what.
        what: Application,
        /// Yes, or unknown where something is still to be answered, mostly by NHIS.
        verdict: Verdict,
        /// With whom, of the people of the plan; empty where nobody of them.
        with: Vec<String>,
        /// The first day, which may lie before the plan; null where it isn't known.
        from: Option<String>,
        /// The last day within the plan; null where it goes on.
        until: Option<String>,
    }
}

shown! {
    /// After an application.
    IfApplied of rules::IfApplied {
        /// Which one.
        what: Application,
        /// Who pays then.
        payer: Option<String>,
    }
}

shown! {
    /// A month's premium of one person, in whole won; null where it isn't known.
    MonthPlan of rules::MonthPlan {
        /// Such as `2026-03`.
        month: String,
        /// The door on every day of the month; null where it changes within.
        door: Option<Door>,
        /// Who pays. Null where nobody does or it isn't known.
        payer: Option<String>,
        /// Health insurance.
        health_krw: Option<i64>,
        /// Long-term care.
        ltc_krw: Option<i64>,
        /// Both; 0 for dependants and for who isn't insured.
        total_krw: Option<i64>,
        /// The last day to pay; null for wages, and where NHIS sets it.
        due: Option<String>,
        /// Whether the whole is known.
        state: Known,
        /// The last year for which the same facts give an amount, where this one isn't known.
        last_known: Option<LastKnown>,
        /// Who would pay instead after an application.
        if_applied: Option<IfApplied>,
        /// What is special about this month, by the ids of the premium's notes.
        notes: Vec<String>,
    }
}

shown! {
    /// A decision's verdict, as long as it holds.
    PlanAnswer of rules::PlanAnswer {
        /// The decision.
        decision: String,
        /// The verdict.
        verdict: Verdict,
        /// The first day, which may lie before the plan; null where there is none.
        from: Option<String>,
        /// The last day within the plan; null where it goes on.
        until: Option<String>,
        /// The answer in a sentence, as on its first day.
        text: String,
    }
}

shown! {
    /// One person's part of a plan.
    PersonPlan of rules::PersonPlan {
        /// Who, by name.
        person: String,
        /// Whether they depend on somebody of the plan.
        has_relatives: bool,
        /// By which door, from day to day.
        cover: Vec<Cover>,
        /// What an application would bring.
        may_apply: Vec<MayApply>,
        /// What each month costs.
        months: Vec<MonthPlan>,
        /// Each decision's verdicts on the way.
        answers: Vec<PlanAnswer>,
        /// Facts that keep something open, in the order to ask; see `fact_questions`.
        open: Vec<String>,
        /// Facts that keep something open and that the person would rather not say.
        declined: Vec<String>,
        /// Facts that keep something open until they are confirmed.
        confirm: Vec<String>,
    }
}

shown! {
    /// One dated line.
    PlanLine of rules::PlanLine {
        /// The day, as `YYYY-MM-DD`.
        day: String,
        /// Whose, by name.
        person: String,
        /// What it is about.
        kind: PlanLineKind,
        /// The decision or calculation behind it.
        rule: String,
        /// For what it costs: the month, such as `2026-03`.
        month: Option<String>,
        /// For what it costs: how much, where known.
        total_krw: Option<i64>,
        /// In a sentence; for a premium what it is.
        text: String,
        /// Why: what decided it, or how it was worked out.
        why: Vec<String>,
        /// Its sources, by id.
        cites: Vec<String>,
        /// Its sources, a line each.
        sources: Vec<String>,
        /// What else is good to know.
        notes: Vec<Note>,
        /// What to do.
        steps: Vec<Step>,
        /// Which pack says so.
        pack: PackReference,
    }
}

shown! {
    /// A calendar forward. It supposes that nothing changes but what was said to change.
    Plan of rules::Plan {
        /// The first day.
        from: String,
        /// The last day.
        until: String,
        /// In the order in which they were given.
        people: Vec<PersonPlan>,
        /// Cover, money and deadlines of everybody, by day.
        lines: Vec<PlanLine>,
    }
}

debug_without_content!(
    FactChange,
    HouseholdMember,
    HouseholdQuestion,
    MemberReport,
    PlanQuestion,
);
as_it_is!(MemberReport);

/// Reads the people; what is kept counts for the first where nothing else is said.
fn read_members(
    packs: &Packs,
    members: Vec<HouseholdMember>,
    (on, kept): (Date, Facts),
) -> Result<Vec<rules::Planner>, DodamError> {
    let names: BTreeSet<&str> = members.iter().map(|member| &*member.name).collect();
    if names.len() != members.len() || !(1..=MOST_PEOPLE).contains(&members.len()) {
        return Err(invalid("household"));
    }
    let kept = std::iter::once(kept).chain(std::iter::repeat_with(Facts::new));
    let each = members.into_iter().zip(kept).map(|(member, mut facts)| {
        facts.extend(&read_facts(packs, &member.facts, on)?);
        let changes = member.changes.into_iter().map(|change| {
            let day = change.day.given()?;
            Ok((day, read_facts(packs, &change.facts, day)?))
        });
        Ok(rules::Planner {
            changes: changes.collect::<Result<_, DodamError>>()?,
            member: rules::Member {
                id: member.name,
                facts,
            },
        })
    });
    each.collect()
}

/// What packs refuse of a household is how its people stand together, or their facts.
fn refused(_: rules::InputError) -> DodamError {
    invalid("household")
}

impl HouseholdQuestion {
    fn put(
        self,
        packs: &Packs,
        clock: &Clock,
        kept: Facts,
    ) -> Result<Vec<MemberReport>, DodamError> {
        let question = Question {
            as_of: self.as_of,
            decisions: self.decisions,
            language: self.language,
            ..Question::default()
        };
        let (request, _) = question.read(packs, clock)?;
        let planners = read_members(packs, self.members, (request.as_of, kept))?;
        if planners.iter().any(|one| !one.changes.is_empty()) {
            return Err(invalid("household"));
        }
        let members: Vec<_> = planners.into_iter().map(|one| one.member).collect();
        let relations: Vec<_> = self.relations.given()?;
        let answered = packs.check_household(&request, &members, &relations);
        let named = members.into_iter().zip(answered.map_err(refused)?);
        Ok(named
            .map(|(member, (_, report))| MemberReport {
                name: member.id,
                report: Report::new(report, packs, request.language),
            })
            .collect())
    }
}

impl PlanQuestion {
    fn put(self, packs: &Packs, clock: &Clock, kept: Facts) -> Result<rules::Plan, DodamError> {
        let from = day_or_today(self.from, clock)?;
        let span = Span::new().try_months(i64::from(self.months));
        let end = span.and_then(|months| from.checked_add(months));
        let until = end.and_then(Date::yesterday);
        let request = rules::PlanRequest {
            from,
            until: until.map_err(|_| invalid("months"))?,
            language: language(self.language.as_deref()),
        };
        let planners = read_members(packs, self.members, (from, kept))?;
        let relations: Vec<_> = self.relations.given()?;
        packs.plan(request, &planners, &relations).map_err(refused)
    }
}

#[uniffi::export]
impl Companion {
    /// Answers for each person of a household, by their own facts and by what the people say on
    /// whom they depend.
    ///
    /// Fails with `InvalidInput` for a fact, a day, a name or a relation that there is not.
    pub async fn check_household(
        &self,
        question: HouseholdQuestion,
    ) -> Result<Vec<MemberReport>, DodamError> {
        self.ask(move |packs, clock| question.put(packs, clock, Facts::new()))
            .await
    }

    /// Plans forward: who is covered from when, what it costs, what to do by when.
    ///
    /// Fails with `InvalidInput` as `check_household`, and for too many months.
    pub async fn plan(&self, question: PlanQuestion) -> Result<Plan, DodamError> {
        self.ask(move |packs, clock| question.put(packs, clock, Facts::new()))
            .await
    }
}

#[uniffi::export]
impl Profile {
    /// Answers for each person of a household, the first of whom is the owner: what is kept here
    /// counts for them where the question says nothing else.
    ///
    /// Fails with `InvalidInput` for a fact, a day, a name or a relation that there is not.
    pub async fn check_household(
        &self,
        question: HouseholdQuestion,
    ) -> Result<Vec<MemberReport>, DodamError> {
        self.ask(move |vault, packs, clock| question.put(packs, clock, vault.kept_facts(packs)?))
            .await
    }

    /// Plans forward for the owner, who is the first, and others: who is covered from when, what
    /// it costs, what to do by when.
    ///
    /// Fails with `InvalidInput` as `check_household`, and for too many months.
    pub async fn plan(&self, question: PlanQuestion) -> Result<Plan, DodamError> {
        self.ask(move |vault, packs, clock| question.put(packs, clock, vault.kept_facts(packs)?))
            .await
    }
}
