//! What it costs and when it is due: premiums, bills, visits, check-ups, arrears, offices.
//!
//! A [`Companion`] asks by what is said for the question; a [`Profile`] also by what it keeps,
//! where the question says nothing else.

use dodam_companion::Clock;
use dodam_companion::rules::{self, Facts, Packs, WorkedFigure};
use jiff::civil::Date;

use crate::answer::{Note, PackReference, Step};
use crate::crossing::{Cross, Given, as_it_is, chosen, debug_without_content, language, shown};
use crate::error::invalid;
use crate::question::{SaidFact, day_or_today, month, read_facts};
use crate::{Companion, DodamError, Profile};

/// A question about one day.
#[derive(Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct DayQuestion {
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The day it is about, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

chosen! {
    /// The two doors of the insurance that cost something.
    PremiumDoor of rules::PremiumDoor {
        /// By residence.
        Regional,
        /// Through work: the employee's half.
        Workplace,
    }
}

/// A question about a month's premium.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct PremiumQuestion {
    /// By which door.
    pub door: PremiumDoor,
    /// The month, as `YYYY-MM`.
    pub month: String,
    /// The day on which it isn't paid yet, as `YYYY-MM-DD`, where that is asked too.
    #[uniffi(default = None)]
    pub unpaid_on: Option<String>,
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

/// A question about a bill.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct BillQuestion {
    /// What is to be paid, in whole won.
    pub amount_krw: i64,
    /// The month it is for, as `YYYY-MM`; the first where it is for several.
    pub month: String,
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

/// What every figure comes with: what it lacks, how it was worked out, what to do next.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Told {
    /// Facts to ask for, in the order to ask; see `fact_questions`.
    pub open: Vec<String>,
    /// Facts the person would rather not say.
    pub declined: Vec<String>,
    /// Facts said too long ago, or guessed.
    pub confirm: Vec<String>,
    /// One line for each figure with a text, those that others need first.
    pub why: Vec<String>,
    /// The sources of what was used, by id.
    pub cites: Vec<String>,
    /// The sources, a line each.
    pub sources: Vec<String>,
    /// What else is good to know.
    pub notes: Vec<Note>,
    /// What to do next.
    pub steps: Vec<Step>,
}

chosen! {
    /// Whether an amount is known.
    Known of rules::Known {
        /// To the won.
        Known,
        /// Not all that it needs.
        Unknown,
    }
}

shown! {
    /// What a premium was when it was last known.
    LastKnown of rules::LastKnown {
        /// The year.
        period: String,
        /// Health insurance a month then.
        health_krw: i64,
        /// With long-term care.
        total_krw: i64,
    }
}

/// A month's premium, in whole won; null where something isn't known.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Premium {
    /// Health insurance.
    pub health_krw: Option<i64>,
    /// Long-term care.
    pub ltc_krw: Option<i64>,
    /// Both.
    pub total_krw: Option<i64>,
    /// The last day to pay; null for wages, from which it is taken.
    pub due: Option<String>,
    /// How many days ago that was, where it is asked about a premium that isn't paid.
    pub overdue_days: Option<i32>,
    /// Whether the whole is known.
    pub state: Known,
    /// The last month before for which the same facts give an amount, if this one isn't known.
    pub last_known: Option<LastKnown>,
    /// Why, and what to do next.
    pub told: Told,
}

/// What a bill can be made of.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct BillExplained {
    /// Every way to come to the amount, without a late charge first.
    pub explanations: Vec<BillWay>,
    /// Known where there is exactly one way.
    pub state: Known,
    /// Why, and what to do next.
    pub told: Told,
}

/// One way to come to an amount. Money is in won, a month's unless it says otherwise.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct BillWay {
    /// The basis before reductions.
    pub base_krw: i64,
    /// What is taken off, in percent, as a decimal number such as `50` or `22.5`.
    pub reduction_percent: String,
    /// Health insurance.
    pub health_krw: i64,
    /// Long-term care.
    pub ltc_krw: i64,
    /// How many months the amount is for.
    pub months: i64,
    /// The late charge in the amount, for all months together.
    pub late_krw: i64,
}

impl Cross for rules::BillWay {
    type Out = BillWay;
    fn cross(self) -> BillWay {
        BillWay {
            base_krw: self.base_krw,
            reduction_percent: self.reduction_percent.to_string(),
            health_krw: self.health_krw,
            ltc_krw: self.ltc_krw,
            months: self.months,
            late_krw: self.late_krw,
        }
    }
}

chosen! {
    /// Whether the insurance pays a part of a bill.
    CopayState of rules::CopayState {
        /// It does.
        Covered,
        /// The person pays the whole bill.
        NotCovered,
        /// Not known yet: whether, or how much.
        Unknown,
    }
}

/// A person's share of a bill; an estimate.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Copay {
    /// In whole won.
    pub pays_krw: Option<i64>,
    /// In percent of the bill, as a decimal number, where it is one rate.
    pub rate_percent: Option<String>,
    /// Whether the insurance pays a part.
    pub state: CopayState,
    /// Why, and what to do next.
    pub told: Told,
}

/// The check-up of a year.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Checkup {
    /// Whether it is the person's year, done or not.
    pub due_this_year: Option<bool>,
    /// The next year after this one that is the person's.
    pub next_year: Option<i16>,
    /// Days until the year ends, where it is due and not done.
    pub days_left: Option<i32>,
    /// Whether it is known.
    pub state: Known,
    /// Why, and what to do next.
    pub told: Told,
}

/// What unpaid premiums may lead to.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Arrears {
    /// The rule: `before-2025-04-23`, `since-2025-04-23`, `transitional` or `nationals`.
    pub rule: Option<String>,
    /// What becomes of benefits: `not_limited`, `may_be_limited` or `unknown`.
    pub benefits: String,
    /// What becomes of the next extension of stay: `none`, `may_be_shortened` or
    /// `may_be_refused`.
    pub stay: Option<String>,
    /// Whether both are known.
    pub state: Known,
    /// Why, and what to do next.
    pub told: Told,
}

/// The office that looks after foreign residents of a city.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Office {
    /// Which one: `seoul`, `ansan`, `suwon`, `incheon`, `uijeongbu`, or `branch` for the
    /// local branch.
    pub office: String,
    /// Its name and where it is, as far as known.
    pub name: String,
    /// Why, and what to do next.
    pub told: Told,
}

/// One figure of a calculation.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Figure {
    /// By the name that the calculation gives it.
    pub name: String,
    /// Whole won, a percentage, a day as `YYYY-MM-DD` or a word; null where it isn't known.
    pub value: Option<String>,
}

/// A calculation, as far as it could be worked out.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Calculated {
    /// Its figures, by name.
    pub figures: Vec<Figure>,
    /// Why, and what to do next; its sources stand beside it.
    pub told: Told,
    /// Which pack it was.
    pub pack: PackReference,
}

debug_without_content!(
    DayQuestion,
    PremiumQuestion,
    BillQuestion,
    Told,
    Premium,
    BillExplained,
    BillWay,
    Copay,
    Checkup,
    Arrears,
    Office,
    Figure,
    Calculated,
);
as_it_is!(Premium, BillExplained, Copay, Checkup, Arrears, Office);

impl Cross for rules::Calculated {
    type Out = Calculated;
    fn cross(self) -> Calculated {
        let value = |figure| match figure {
            WorkedFigure::Krw(krw) => krw.to_string(),
            WorkedFigure::Day(day) => day.to_string(),
            WorkedFigure::Percent(text) | WorkedFigure::Word(text) => text,
        };
        let figures = self.figures.into_iter().map(|(name, figure)| Figure {
            name,
            value: figure.map(value),
        });
        Calculated {
            figures: figures.collect(),
            told: told(self.told, Vec::new()),
            pack: self.pack.cross(),
        }
    }
}

fn told(told: rules::Told, sources: Vec<String>) -> Told {
    Told {
        open: told.open,
        declined: told.declined,
        confirm: told.confirm,
        why: told.why,
        cites: told.cites,
        sources,
        notes: told.notes.cross(),
        steps: told.steps.cross(),
    }
}

/// Whom to ask: the packs, what is known, and in which language.
struct Asked<'a> {
    packs: &'a Packs,
    facts: Facts,
    language: rules::Language,
}

impl<'a> Asked<'a> {
    fn new(
        packs: &'a Packs,
        mut kept: Facts,
        (said, on): (&[SaidFact], Date),
        tag: Option<&str>,
    ) -> Result<Self, DodamError> {
        kept.extend(&read_facts(packs, said, on)?);
        Ok(Self {
            packs,
            facts: kept,
            language: language(tag),
        })
    }

    /// What was told, with lines for its sources.
    fn told(&self, what: rules::Told, pack: &str) -> Told {
        let sources = self.packs.source_lines(pack, &what.cites, self.language);
        told(what, sources)
    }
}

/// What packs refuse is about the facts: that they contradict each other.
fn contradicts(_: rules::InputError) -> DodamError {
    invalid("facts")
}

impl PremiumQuestion {
    fn put(self, packs: &Packs, kept: Facts) -> Result<Premium, DodamError> {
        let month = month(&self.month)?;
        let asked = Asked::new(packs, kept, (&self.facts, month), self.language.as_deref())?;
        let question = rules::PremiumQuestion {
            door: self.door.given()?,
            month,
            unpaid_on: self.unpaid_on.given()?,
            language: asked.language,
        };
        let found = packs.premium(question, &asked.facts).map_err(contradicts)?;
        Ok(Premium {
            health_krw: found.health_krw,
            ltc_krw: found.ltc_krw,
            total_krw: found.total_krw,
            due: found.due.cross(),
            overdue_days: found.overdue_days,
            state: found.state.cross(),
            last_known: found.last_known.cross(),
            told: asked.told(found.told, "kr.nhi.premium"),
        })
    }
}

impl BillQuestion {
    fn put(self, packs: &Packs, kept: Facts) -> Result<BillExplained, DodamError> {
        let month = month(&self.month)?;
        let asked = Asked::new(packs, kept, (&self.facts, month), self.language.as_deref())?;
        let question = rules::BillQuestion {
            amount_krw: self.amount_krw,
            month,
            language: asked.language,
        };
        let found = packs.explain_bill(question, &asked.facts);
        let found = found.map_err(|_| invalid("bill"))?;
        Ok(BillExplained {
            explanations: found.explanations.cross(),
            state: found.state.cross(),
            told: asked.told(found.told, "kr.nhi.premium"),
        })
    }
}

impl DayQuestion {
    fn read<'a>(
        self,
        packs: &'a Packs,
        clock: &Clock,
        kept: Facts,
    ) -> Result<(Asked<'a>, Date), DodamError> {
        let as_of = day_or_today(self.as_of, clock)?;
        let asked = Asked::new(packs, kept, (&self.facts, as_of), self.language.as_deref())?;
        Ok((asked, as_of))
    }

    fn copay(self, packs: &Packs, clock: &Clock, kept: Facts) -> Result<Copay, DodamError> {
        let (asked, as_of) = self.read(packs, clock, kept)?;
        let found = packs.copay(as_of, &asked.facts, asked.language);
        let found = found.map_err(contradicts)?;
        Ok(Copay {
            pays_krw: found.pays_krw,
            rate_percent: found.rate_percent.map(|rate| rate.to_string()),
            state: found.state.cross(),
            told: asked.told(found.told, "kr.nhi.copay"),
        })
    }

    fn checkup(self, packs: &Packs, clock: &Clock, kept: Facts) -> Result<Checkup, DodamError> {
        let (asked, as_of) = self.read(packs, clock, kept)?;
        let found = packs.checkup(as_of, &asked.facts, asked.language);
        let found = found.map_err(contradicts)?;
        Ok(Checkup {
            due_this_year: found.due_this_year,
            next_year: found.next_year,
            days_left: found.days_left,
            state: found.state.cross(),
            told: asked.told(found.told, "kr.nhi.checkup"),
        })
    }

    fn arrears(self, packs: &Packs, clock: &Clock, kept: Facts) -> Result<Arrears, DodamError> {
        let (asked, as_of) = self.read(packs, clock, kept)?;
        let found = packs.arrears(as_of, &asked.facts, asked.language);
        let found = found.map_err(contradicts)?;
        Ok(Arrears {
            rule: found.rule,
            benefits: found.benefits,
            stay: found.stay,
            state: found.state.cross(),
            told: asked.told(found.told, "kr.nhi.arrears"),
        })
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Companion {
    /// Works out a month's premium, with each step, and when it is due.
    ///
    /// Fails with `InvalidInput` for a month, a day or a fact that there is not.
    pub async fn premium(&self, question: PremiumQuestion) -> Result<Premium, DodamError> {
        self.ask(move |packs, _| question.put(packs, Facts::new()))
            .await
    }

    /// Explains what a premium bill by residence is made of.
    ///
    /// Fails with `InvalidInput` for an amount, a month or a fact that can't be.
    pub async fn explain_bill(&self, question: BillQuestion) -> Result<BillExplained, DodamError> {
        self.ask(move |packs, _| question.put(packs, Facts::new()))
            .await
    }

    /// Estimates what a visit to a hospital, clinic or pharmacy costs the person.
    ///
    /// Fails with `InvalidInput` for a day or a fact that there is not.
    pub async fn copay(&self, question: DayQuestion) -> Result<Copay, DodamError> {
        self.ask(move |packs, clock| question.copay(packs, clock, Facts::new()))
            .await
    }

    /// Says whether this is the person's year for the check-up that the insurance pays.
    ///
    /// Fails with `InvalidInput` for a day or a fact that there is not.
    pub async fn checkup(&self, question: DayQuestion) -> Result<Checkup, DodamError> {
        self.ask(move |packs, clock| question.checkup(packs, clock, Facts::new()))
            .await
    }

    /// Says what unpaid premiums may lead to, and what can be done.
    ///
    /// Fails with `InvalidInput` for a day or a fact that there is not.
    pub async fn arrears(&self, question: DayQuestion) -> Result<Arrears, DodamError> {
        self.ask(move |packs, clock| question.arrears(packs, clock, Facts::new()))
            .await
    }

    /// Says which office of the insurance looks after foreign residents of a city, in any usual
    /// spelling such as `Gimpo` or `김포`.
    ///
    /// Fails with `InvalidInput` for a city that isn't known.
    #[uniffi::method(default(language_tag = None))]
    pub async fn office(
        &self,
        city: String,
        language_tag: Option<String>,
    ) -> Result<Office, DodamError> {
        self.ask(move |packs, clock| {
            let today = clock.today();
            let asked = Asked::new(packs, Facts::new(), (&[], today), language_tag.as_deref())?;
            let found = packs.office(&city, today, asked.language);
            let found = found.map_err(|_| invalid("place"))?;
            Ok(Office {
                office: found.office,
                name: found.name,
                told: asked.told(found.told, "kr.nhi.office"),
            })
        })
        .await
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Profile {
    /// Works out a month's premium by what is kept here and said for the question.
    ///
    /// Fails with `InvalidInput` for a month, a day or a fact that there is not.
    pub async fn premium(&self, question: PremiumQuestion) -> Result<Premium, DodamError> {
        self.ask(move |vault, packs, _| question.put(packs, vault.kept_facts(packs)?))
            .await
    }

    /// Explains what a premium bill is made of, by what is kept here and said for the question.
    ///
    /// Fails with `InvalidInput` for an amount, a month or a fact that can't be.
    pub async fn explain_bill(&self, question: BillQuestion) -> Result<BillExplained, DodamError> {
        self.ask(move |vault, packs, _| question.put(packs, vault.kept_facts(packs)?))
            .await
    }

    /// Estimates what a visit costs, by what is kept here and said for the question.
    ///
    /// Fails with `InvalidInput` for a day or a fact that there is not.
    pub async fn copay(&self, question: DayQuestion) -> Result<Copay, DodamError> {
        self.ask(move |vault, packs, clock| question.copay(packs, clock, vault.kept_facts(packs)?))
            .await
    }

    /// Says whether this is the owner's year for the check-up, by what is kept here and said for
    /// the question.
    ///
    /// Fails with `InvalidInput` for a day or a fact that there is not.
    pub async fn checkup(&self, question: DayQuestion) -> Result<Checkup, DodamError> {
        self.ask(move |vault, packs, clock| {
            question.checkup(packs, clock, vault.kept_facts(packs)?)
        })
        .await
    }

    /// Says what unpaid premiums may lead to, by what is kept here and said for the question.
    ///
    /// Fails with `InvalidInput` for a day or a fact that there is not.
    pub async fn arrears(&self, question: DayQuestion) -> Result<Arrears, DodamError> {
        self.ask(move |vault, packs, clock| {
            question.arrears(packs, clock, vault.kept_facts(packs)?)
        })
        .await
    }
}
