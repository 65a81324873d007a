//! What each month costs, and who pays it.

use super::cover::Stretch;
use super::{Application, Door, IfApplied, LineKind, MonthPlan, PlanLine, Planning};
use crate::error::InputError;
use crate::facts::Facts;
use crate::premium::{
    CHARGED_BACK, DUE_ON_A_FREE_DAY, DUE_SET_BY_NHIS, Known, MONTH_OF_CHANGE, Premium, PremiumDoor,
    PremiumQuestion,
};
use crate::state::Verdict;
use jiff::civil::Date;

/// A month with the premium behind it, where there is one.
pub(super) struct Month {
    plan: MonthPlan,
    premium: Option<Premium>,
    /// Its first day.
    first: Date,
    rule: &'static str,
}

impl Planning<'_> {
    pub(super) fn months(&self, person: usize) -> Result<Vec<Month>, InputError> {
        let doors = self.doors(person);
        let mut months = Vec::new();
        // The bill of the month before may be due within the plan.
        let begins = self.request.from.first_of_month();
        let mut first = crate::months::shift(begins, -1).unwrap_or(begins);
        while first <= self.request.until {
            months.push(self.month(person, &doors, first)?);
            let Some(next) = crate::months::shift(first, 1) else {
                break;
            };
            first = next;
        }
        Ok(months)
    }

    fn month(
        &self,
        person: usize,
        doors: &[Stretch<Door>],
        first: Date,
    ) -> Result<Month, InputError> {
        let last = first.last_of_month();
        let begins = |stretch: &Stretch<Door>| {
            let begins = self.cover_from(person, stretch);
            begins.unwrap_or(Date::MIN)
        };
        let within = doors.iter().filter(|stretch| {
            begins(stretch) <= last && stretch.until.is_none_or(|until| until >= first)
        });
        let within: Vec<_> = within.collect();
        let whole = match within.as_slice() {
            [one] if begins(one) <= first && one.until.is_none_or(|until| until >= last) => {
                Some(*one)
            }
            _ => None,
        };
        let place = self.place_of(first);
        let mut month = Month {
            plan: MonthPlan {
                month: format!("{}-{:02}", first.year(), first.month()),
                door: whole.map(|one| one.what),
                payer: None,
                health_krw: None,
                ltc_krw: None,
                total_krw: None,
                due: None,
                state: Known::Unknown,
                last_known: None,
                if_applied: None,
                notes: Vec::new(),
            },
            premium: None,
            first,
            rule: PremiumDoor::Regional.calculation(),
        };
        let Some(whole) = whole else {
            month.plan.notes.push(MONTH_OF_CHANGE.to_owned());
            return Ok(month);
        };
        match whole.what {
            Door::Workplace => {
                self.pay(person, &mut month, PremiumDoor::Workplace, begins(whole))?
            }
            Door::Regional => self.pay(person, &mut month, PremiumDoor::Regional, begins(whole))?,
            Door::Dependant => {
                let people = &self.days[place].people;
                let relatives = self.relatives(person).into_iter();
                let mut insured = relatives.filter(|to| people[*to].door() == Door::Workplace);
                month.plan.payer = insured.next().map(|to| self.id(to).to_owned());
                month.free();
            }
            Door::None if self.is_charged_back(person, doors, last) => {
                month.plan.notes.push(CHARGED_BACK.to_owned());
            }
            Door::None => month.free(),
            Door::Unknown => {}
        }
        month.plan.if_applied = self.if_applied(person, place);
        Ok(month)
    }

    /// The premium, paid by oneself.
    fn pay(
        &self,
        person: usize,
        month: &mut Month,
        door: PremiumDoor,
        begins: Date,
    ) -> Result<(), InputError> {
        let question = PremiumQuestion {
            door,
            month: month.first,
            unpaid_on: None,
            language: self.request.language,
        };
        let premium = self
            .packs
            .premium(question, &self.facts_in(person, month.first))?;
        let plan = &mut month.plan;
        plan.payer = Some(self.id(person).to_owned());
        plan.health_krw = premium.health_krw;
        plan.ltc_krw = premium.ltc_krw;
        plan.total_krw = premium.total_krw;
        plan.state = premium.state;
        plan.last_known.clone_from(&premium.last_known);
        plan.due = premium.due;
        plan.notes = premium
            .told
            .notes
            .iter()
            .map(|note| note.id.clone())
            .collect();
        if premium.due.is_some_and(|due| due < begins) {
            plan.due = None;
            plan.notes.retain(|note| note != DUE_ON_A_FREE_DAY);
            plan.notes.push(DUE_SET_BY_NHIS.to_owned());
        }
        month.rule = door.calculation();
        month.premium = Some(premium);
        Ok(())
    }

    /// Whether a door that opens later counts back over a month.
    fn is_charged_back(&self, person: usize, doors: &[Stretch<Door>], last: Date) -> bool {
        let mut places = 0..doors.len();
        places.any(|place| {
            let counts = self.counts_from(person, doors, place);
            counts.is_some_and(|counts| counts <= last && last < self.days[doors[place].first].day)
        })
    }

    fn if_applied(&self, person: usize, place: usize) -> Option<IfApplied> {
        let all = [Application::Dependant, Application::HouseholdMerge].into_iter();
        let mut possible =
            all.filter_map(|what| Some((what, self.may_apply(person, place, what)?)));
        let certain = possible.find(|(_, (verdict, _))| *verdict == Verdict::Yes);
        certain.map(|(what, (_, with))| IfApplied {
            what,
            payer: with.into_iter().next(),
        })
    }

    /// The last day on which something changed before a month's first day, or the first of all.
    fn place_of(&self, first: Date) -> usize {
        let later = self.days.iter().position(|day| day.day > first);
        later.unwrap_or(self.days.len()).saturating_sub(1)
    }

    /// Somebody's facts as they are on a day.
    pub(super) fn facts_in(&self, person: usize, day: Date) -> Facts {
        let known = &self.days[self.place_of(day)];
        let facts = &known.people[person].facts;
        facts.carried(self.packs, known.day, day)
    }

    /// A line for each day on which a premium is due.
    pub(super) fn money_lines(&self, person: usize, months: &[Month]) -> Vec<PlanLine> {
        let lines = months.iter().filter_map(|month| {
            let premium = month.premium.as_ref()?;
            let pack = self.packs.calculation_stamp(month.rule, month.first)?;
            let cites = premium.told.cites.clone();
            Some(PlanLine {
                day: month.plan.due?,
                person: self.id(person).to_owned(),
                kind: LineKind::Money,
                rule: month.rule.to_owned(),
                month: Some(month.plan.month.clone()),
                total_krw: month.plan.total_krw,
                text: self
                    .packs
                    .calculation_title(month.rule, self.request.language)
                    .to_owned(),
                why: premium.told.why.clone(),
                sources: self
                    .packs
                    .source_lines(&pack.id, &cites, self.request.language),
                cites,
                notes: premium.told.notes.clone(),
                steps: premium.told.steps.clone(),
                pack,
            })
        });
        lines.collect()
    }
}

impl Month {
    /// Nothing to pay.
    fn free(&mut self) {
        let plan = &mut self.plan;
        (plan.health_krw, plan.ltc_krw, plan.total_krw) = (Some(0), Some(0), Some(0));
        plan.state = Known::Known;
    }

    /// Gives the month, unless it lies before the plan.
    pub(super) fn into_plan(self, from: Date) -> Option<MonthPlan> {
        (self.first >= from.first_of_month()).then_some(self.plan)
    }
}
