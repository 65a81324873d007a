//! The walk that works figures out, and says what they still need.

use crate::collect::Needed;
use crate::eval::World;
use crate::exact::{self, Exact};
use crate::expression::Expression;
use crate::figure::{Case, Figure, Formula, Start, Unit, Worked};
use crate::pack::Pack;
use crate::state::State;
use crate::value::Value;
use jiff::civil::Date;
use num_traits::{CheckedAdd, CheckedMul};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of one pack on one day, each worked out once.
pub(crate) struct Working<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) pack: &'a Pack,
    pub(crate) day: Date,
    /// Past the pack's review nothing is known.
    pub(crate) stale: bool,
    done: RefCell<BTreeMap<usize, Option<Worked>>>,
    /// Figures whose missing facts are counted already.
    asked: RefCell<BTreeSet<usize>>,
}

impl<'a> Working<'a> {
    pub(crate) fn new(world: &'a World<'a>, pack: &'a Pack, day: Date) -> Self {
        Self {
            world,
            pack,
            day,
            stale: world.is_stale(pack, day),
            done: RefCell::default(),
            asked: RefCell::default(),
        }
    }

    /// Afresh, with some figures taken to be something, whatever their formulas say.
    pub(crate) fn supposing(&self, supposed: impl IntoIterator<Item = (usize, Worked)>) -> Self {
        let afresh = Self::new(self.world, self.pack, self.day);
        let supposed = supposed.into_iter();
        afresh
            .done
            .borrow_mut()
            .extend(supposed.map(|(index, worked)| (index, Some(worked))));
        afresh
    }

    /// All that a figure can be, whatever the facts that are still absent turn out to be.
    pub(crate) fn alternatives(&self, index: usize) -> Vec<Worked> {
        let Formula::Cases(cases) = &self.pack.figures[index].formula else {
            return self.figure(index).into_iter().collect();
        };
        let mut found: Vec<Worked> = Vec::new();
        for case in self.possible(cases) {
            let could_be = case
                .when
                .as_ref()
                .is_none_or(|when| self.could_be_met(when));
            if let Some(worked) = self.formula(&case.then).filter(|_| could_be)
                && !found.contains(&worked)
            {
                found.push(worked);
            }
        }
        found
    }

    /// Whether a condition is met, or hangs on a fact that isn't given.
    fn could_be_met(&self, when: &Expression) -> bool {
        let mut needed = Needed::default();
        self.world.count(self.pack, when, self.day, &mut needed);
        self.world.sort_needed(&mut needed);
        let hangs =
            !(needed.open.is_empty() && needed.declined.is_empty() && needed.confirm.is_empty());
        self.state(when) == State::Met || hangs
    }

    /// A figure; `None` where something it needs isn't known.
    pub(crate) fn figure(&self, index: usize) -> Option<Worked> {
        if self.stale {
            return None;
        }
        if let Some(done) = self.done.borrow().get(&index) {
            return done.clone();
        }
        let figure = &self.pack.figures[index];
        let worked = self
            .formula(&figure.formula)
            .filter(|worked| fits(figure, worked));
        self.done.borrow_mut().insert(index, worked.clone());
        worked
    }

    fn formula(&self, formula: &Formula) -> Option<Worked> {
        let exact = match formula {
            Formula::Word(word) => return Some(Worked::Word(word.clone())),
            Formula::Figure(index) => return self.figure(*index),
            Formula::Cases(cases) => return self.cases(cases),
            Formula::DayOfMonth { day, months } => {
                return day_of_month(self.day, *day, *months).map(Worked::Day);
            }
            Formula::Earliest(parts) => {
                let days = parts.iter().map(|part| match self.formula(part)? {
                    Worked::Day(day) => Some(day),
                    Worked::Exact(_) | Worked::Word(_) => None,
                });
                let days: Option<Vec<Date>> = days.collect();
                return days?.into_iter().min().map(Worked::Day);
            }
            Formula::After { start, length } => {
                let start = self.world.start_of(*start, self.day)?;
                return length.last(start).map(Worked::Day);
            }
            Formula::Exact(exact) => *exact,
            Formula::Fact(fact) => match self.world.see(*fact, self.day)? {
                Value::Krw(krw) => Exact::from(i128::from(*krw)),
                _ => return None,
            },
            Formula::Param(param) => *self.pack.params[*param].value_on(self.day)?,
            Formula::Plus(parts) => self.folded(parts, |sum, part| sum.checked_add(part))?,
            Formula::Minus(parts) => self.folded(parts, exact::minus)?,
            Formula::Times(parts) => {
                self.folded(parts, |product, part| product.checked_mul(part))?
            }
            Formula::Greatest(parts) => self.folded(parts, |most, part| Some(*most.max(part)))?,
            Formula::Least(parts) => self.folded(parts, |least, part| Some(*least.min(part)))?,
            Formula::Down(step, part) => exact::down_to(&self.exact(part)?, *step)?,
        };
        Some(Worked::Exact(exact))
    }

    fn exact(&self, formula: &Formula) -> Option<Exact> {
        match self.formula(formula)? {
            Worked::Exact(exact) => Some(exact),
            Worked::Day(_) | Worked::Word(_) => None,
        }
    }

    fn folded(
        &self,
        parts: &[Formula],
        fold: impl Fn(&Exact, &Exact) -> Option<Exact>,
    ) -> Option<Exact> {
        let (first, others) = parts.split_first()?;
        let mut folded = self.exact(first)?;
        for part in others {
            folded = fold(&folded, &self.exact(part)?)?;
        }
        Some(folded)
    }

    /// What all cases that are still possible agree on; unknown where it may be none of them.
    fn cases(&self, cases: &[Case]) -> Option<Worked> {
        let mut agreed: Option<Worked> = None;
        let possible = self.possible(cases);
        let last = possible.last()?.when.as_ref();
        if last.is_some_and(|when| self.state(when) != State::Met) {
            return None;
        }
        for case in possible {
            let worked = self.formula(&case.then)?;
            match &agreed {
                Some(other) if *other != worked => return None,
                _ => agreed = Some(worked),
            }
        }
        agreed
    }

    /// The cases that aren't ruled out, up to the first that is met.
    fn possible<'c>(&self, cases: &'c [Case]) -> Vec<&'c Case> {
        let mut possible = Vec::new();
        for case in cases {
            let state = case
                .when
                .as_ref()
                .map_or(State::Met, |when| self.state(when));
            if state != State::NotMet {
                possible.push(case);
            }
            if state == State::Met {
                break;
            }
        }
        possible
    }

    fn state(&self, when: &Expression) -> State {
        self.world.state(self.pack, when, self.day)
    }

    /// Counts the facts that keep a figure open; a figure asked before isn't asked again.
    pub(crate) fn need(&self, index: usize, needed: &mut Needed) {
        if self.figure(index).is_none() && self.asked.borrow_mut().insert(index) {
            self.need_formula(&self.pack.figures[index].formula, needed);
        }
    }

    fn need_formula(&self, formula: &Formula, needed: &mut Needed) {
        match formula {
            Formula::Figure(index) => self.need(*index, needed),
            Formula::Fact(fact) if self.world.see(*fact, self.day).is_none() => {
                self.world.count_missing(*fact, self.day, needed);
            }
            Formula::After {
                start: Start::Fact(fact) | Start::Trip(fact, _),
                ..
            } if self.world.see(*fact, self.day).is_none() => {
                self.world.count_missing(*fact, self.day, needed);
            }
            Formula::Cases(cases) => {
                for case in self.possible(cases) {
                    if let Some(when) = &case.when
                        && self.state(when) == State::Unknown
                    {
                        self.world.count(self.pack, when, self.day, needed);
                    }
                    if self.formula(&case.then).is_none() {
                        self.need_formula(&case.then, needed);
                    }
                }
            }
            other => other
                .parts()
                .into_iter()
                .for_each(|part| self.need_formula(part, needed)),
        }
    }

    /// The figures that one rests on and that could be worked out, those it needs first.
    pub(crate) fn behind(&self, index: usize, found: &mut Vec<usize>) {
        if found.contains(&index) || self.figure(index).is_none() {
            return;
        }
        self.behind_formula(&self.pack.figures[index].formula, found);
        found.push(index);
    }

    fn behind_formula(&self, formula: &Formula, found: &mut Vec<usize>) {
        match formula {
            Formula::Figure(index) => self.behind(*index, found),
            Formula::Cases(cases) => {
                for case in self.possible(cases) {
                    self.behind_formula(&case.then, found);
                }
            }
            other => other
                .parts()
                .into_iter()
                .for_each(|part| self.behind_formula(part, found)),
        }
    }

    /// The sources of the parameters that a formula uses on the day.
    pub(crate) fn sources(&self, formula: &Formula, found: &mut Vec<String>) {
        match formula {
            Formula::Param(param) => {
                let cite = self.pack.params[*param].cite_on(self.day);
                if let Some(cite) = cite.filter(|cite| !found.iter().any(|known| known == cite)) {
                    found.push(cite.to_owned());
                }
            }
            Formula::Cases(cases) => {
                for case in self.possible(cases) {
                    self.sources(&case.then, found);
                }
            }
            other => other
                .parts()
                .into_iter()
                .for_each(|part| self.sources(part, found)),
        }
    }
}

/// Won are whole, whatever they were worked out of.
fn fits(figure: &Figure, worked: &Worked) -> bool {
    match worked {
        Worked::Exact(exact) if figure.unit == Unit::Krw => exact::whole(exact).is_some(),
        _ => true,
    }
}

fn day_of_month(from: Date, day: i8, months: i32) -> Option<Date> {
    let first = from.first_of_month();
    let month = crate::months::shift(first, months)?;
    Date::new(month.year(), month.month(), day).ok()
}
