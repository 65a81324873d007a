//! A bill explained: the premium's rules backwards, from an amount to what it is made of.

use crate::calculate::{Calculated, CalculationRequest, Told};
use crate::error::InputError;
use crate::exact::{self, Exact};
use crate::facts::Facts;
use crate::figure::{Calculation, Worked};
use crate::language::Language;
use crate::packs::Packs;
use crate::premium::Known;
use crate::working::Working;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Number;
use std::collections::BTreeMap;

/// The calculation whose figures are tried.
const CALCULATION: &str = "kr.nhi.premium/bill";

/// The fact of what somebody's own income and property come to.
const OWN_PREMIUM: &str = "own_premium_krw";

/// Most months on one bill.
const MOST_MONTHS: i64 = 12;

/// After so many days a late charge has long reached its most.
const MOST_DAYS_LATE: i32 = 3_650;

/// What is asked about a bill.
#[derive(Debug, Clone, Copy)]
pub struct BillQuestion {
    /// What is to be paid, in won.
    pub amount_krw: i64,
    /// Any day of the month it is for, the first where it is for several.
    pub month: Date,
    /// The language of texts.
    pub language: Language,
}

/// What a bill can be made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BillExplained {
    /// Every way to come to the amount, without a late charge first.
    pub explanations: Vec<BillWay>,
    /// Known where there is exactly one way.
    pub state: Known,
    /// Why, and what to do next; how it is worked out where there is exactly one way.
    #[serde(flatten)]
    pub told: Told,
}

/// One way to come to an amount. Money is in won, a month's unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BillWay {
    /// The basis before reductions.
    pub base_krw: i64,
    /// What is taken off, in percent.
    pub reduction_percent: Number,
    /// Health insurance.
    pub health_krw: i64,
    /// Long-term care.
    pub ltc_krw: i64,
    /// How many months the amount is for.
    pub months: i64,
    /// The late charge in the amount, for all months together.
    pub late_krw: i64,
}

impl Packs {
    /// Every way to come to a bill's amount by residence.
    ///
    /// # Errors
    /// [`InputError`] where no installed pack knows premiums, facts contradict each other,
    /// or the amount isn't above 0.
    pub fn explain_bill(
        &self,
        asked: BillQuestion,
        facts: &Facts,
    ) -> Result<BillExplained, InputError> {
        if asked.amount_krw <= 0 {
            return Err(InputError::new("a bill's amount is above 0 won"));
        }
        let month = asked.month.first_of_month();
        let request = CalculationRequest::on(CALCULATION, month, asked.language);
        let (found, calculated) = self.tried(&request, asked.amount_krw, facts)?;
        let mut explained = explained(found, calculated);
        if explained.state == Known::Unknown && !facts.says(OWN_PREMIUM) {
            explained.told.open.push(OWN_PREMIUM.to_owned());
        }
        Ok(explained)
    }

    /// The ways to an amount, and the calculation as the only way says it, if there is one.
    pub(crate) fn tried(
        &self,
        request: &CalculationRequest,
        amount_krw: i64,
        facts: &Facts,
    ) -> Result<(Ways, Calculated), InputError> {
        let facts = self.with_a_basis(facts, request.as_of)?;
        self.working(request, &facts, |working, calculation| {
            let names = Names { calculation };
            let found = ways(&names, working, amount_krw);
            let reduced = working.alternatives(names.index("reduction_percent")?);
            let nothing = Worked::Exact(Exact::from(0));
            let outcome = match &found[..] {
                [] => "none",
                // The status surely brings a reduction, and the bill has none.
                [(way, _)] if way.reduction_percent == 0.into() && !reduced.contains(&nothing) => {
                    "without_reduction"
                }
                [_] => "one",
                _ => "several",
            };
            let mut supposed = vec![(names.index("outcome")?, Worked::Word(outcome.to_owned()))];
            if let [(_, one)] = &found[..] {
                supposed.extend(one.iter().cloned());
            }
            let supposing = working.supposing(supposed);
            let calculated = self.calculated(&supposing, calculation, request)?;
            Ok((found, calculated))
        })
    }

    /// The facts; without an own premium the least that is charged is tried.
    fn with_a_basis(&self, facts: &Facts, as_of: Date) -> Result<Facts, InputError> {
        let mut with = Facts::new();
        with.extend(facts);
        // Who would rather not say it is answered by the least too.
        if with.reading(OWN_PREMIUM).is_none() {
            with.set_text(self, &format!("{OWN_PREMIUM}=0"), as_of)?;
        }
        Ok(with)
    }
}

/// Figures taken to be something.
type Supposed = Vec<(usize, Worked)>;

/// Ways to an amount, each with what it supposes.
pub(crate) type Ways = Vec<(BillWay, Supposed)>;

fn explained(found: Ways, calculated: Calculated) -> BillExplained {
    let explanations: Vec<BillWay> = found.into_iter().map(|(one, _)| one).collect();
    let one = explanations.len() == 1;
    let mut told = calculated.told;
    if one {
        told.open.clear();
    } else {
        told.why.clear();
    }
    BillExplained {
        state: if one { Known::Known } else { Known::Unknown },
        explanations,
        told,
    }
}

/// The calculation's figures by name.
struct Names<'a> {
    calculation: &'a Calculation,
}

impl Names<'_> {
    fn index(&self, name: &str) -> Result<usize, InputError> {
        let index = self.calculation.figures.get(name).copied();
        index.ok_or_else(|| InputError::new(format!("{CALCULATION} has no figure {name:?}")))
    }

    fn exact(&self, name: &str, working: &Working<'_>) -> Option<Exact> {
        match working.figure(self.index(name).ok()?)? {
            Worked::Exact(exact) => Some(exact),
            Worked::Day(_) | Worked::Word(_) => None,
        }
    }

    fn krw(&self, name: &str, working: &Working<'_>) -> Option<i64> {
        exact::whole(&self.exact(name, working)?)
    }
}

/// Every way to the amount: each basis, each reduction, whole months, late or not.
fn ways(names: &Names<'_>, working: &Working<'_>, amount: i64) -> Ways {
    let (Ok(base), Ok(reduction)) = (names.index("base_krw"), names.index("reduction_percent"))
    else {
        return Vec::new();
    };
    let mut rates = working.alternatives(reduction);
    let nothing = Worked::Exact(Exact::from(0));
    if !rates.contains(&nothing) {
        rates.push(nothing);
    }
    let mut punctual = BTreeMap::new();
    let mut late = BTreeMap::new();
    for base_worked in working.alternatives(base) {
        for rate in &rates {
            let supposed = vec![(base, base_worked.clone()), (reduction, rate.clone())];
            let supposing = working.supposing(supposed.clone());
            let Some(one_month) = one_month(names, &supposing) else {
                continue;
            };
            let total = one_month.health_krw + one_month.ltc_krw;
            for months in (1..=MOST_MONTHS).filter(|_| total > 0) {
                let left = amount - months * total;
                let way = BillWay {
                    months,
                    late_krw: left,
                    ..one_month.clone()
                };
                let key = (months, way.base_krw, way.health_krw);
                if left == 0 {
                    punctual.insert(key, (way, supposed.clone()));
                } else if is_late_charge(names, working, months * total, left) {
                    late.insert(key, (way, supposed.clone()));
                }
            }
        }
    }
    // A late charge can be many amounts: it explains only what nothing plainer does.
    let ways = if punctual.is_empty() { late } else { punctual };
    ways.into_values().collect()
}

fn one_month(names: &Names<'_>, supposing: &Working<'_>) -> Option<BillWay> {
    Some(BillWay {
        base_krw: names.krw("base_krw", supposing)?,
        reduction_percent: exact::percent_number(&names.exact("reduction_percent", supposing)?),
        health_krw: names.krw("health_krw", supposing)?,
        ltc_krw: names.krw("ltc_krw", supposing)?,
        months: 1,
        late_krw: 0,
    })
}

/// Whether some number of days late makes this charge on an amount.
fn is_late_charge(names: &Names<'_>, working: &Working<'_>, on: i64, charge: i64) -> bool {
    let rates = [
        "late_daily",
        "late_first_most",
        "late_daily_later",
        "late_most",
    ];
    let rates = rates.map(|name| names.exact(name, working));
    let [Some(daily), Some(first_most), Some(later), Some(most)] = rates else {
        return false;
    };
    let on = Exact::from(i128::from(on));
    // A pack that somebody else wrote may charge nothing a day.
    if daily == Exact::from(0) || charge < 0 || Exact::from(i128::from(charge)) > on * most {
        return false;
    }
    let first_days = first_most / daily;
    (1..=MOST_DAYS_LATE).any(|days| {
        let days = Exact::from(i128::from(days));
        let rate = if days <= first_days {
            days * daily
        } else {
            (first_most + (days - first_days) * later).min(most)
        };
        let down = exact::down_to(&(on * rate), 10).and_then(|krw| exact::whole(&krw));
        down == Some(charge)
    })
}
