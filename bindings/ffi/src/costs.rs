//! What it costs and when it is due: premiums, bills, visits, check-ups, arrears, offices.
//!
//! A [`Companion`] asks by what is said for the question; a [`Profile`] also by what it keeps,
//! where the question says nothing else.

use dodam_companion::Clock;
use dodam_companion::rules::{self, Facts, Packs};
use jiff::civil::Date;

use crate::crossing::{Cross, Given, language};
use crate::error::invalid;
use crate::money::{
    Arrears, BillExplained, BillQuestion, Checkup, Copay, DayQuestion, Office, Premium,
    PremiumQuestion, Told, told,
};
use crate::question::{SaidFact, day_or_today, month, read_facts};
use crate::{Companion, DodamError, Profile};

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

#[uniffi::export]
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

#[uniffi::export]
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
