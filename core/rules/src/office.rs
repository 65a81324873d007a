//! Which office of the insurance looks after foreign residents of a city.

use crate::calculate::{CalculationRequest, Told};
use crate::error::InputError;
use crate::fact_type::PlaceKind;
use crate::facts::Facts;
use crate::language::Language;
use crate::packs::Packs;
use crate::value::{Reading, Value};
use jiff::civil::Date;
use serde::Serialize;

const CALCULATION: &str = "kr.nhi.office/nearest";

/// The office for a city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Office {
    /// Which one: `seoul`, `ansan`, `suwon`, `incheon`, `uijeongbu`, or `branch` for the
    /// local branch.
    pub office: String,
    /// Its name and where it is, as far as known.
    pub name: String,
    /// Why, and what to do next.
    #[serde(flatten)]
    pub told: Told,
}

impl Packs {
    /// The office for a city, in any usual spelling.
    ///
    /// # Errors
    /// [`InputError`] for a place that isn't known, or where no installed pack knows offices.
    pub fn office(
        &self,
        city: &str,
        as_of: Date,
        language: Language,
    ) -> Result<Office, InputError> {
        self.listed_place(PlaceKind::City, city, (as_of, language))?;
        let mut facts = Facts::new();
        facts.set_text(self, &format!("city={city}"), as_of)?;
        let request = CalculationRequest::on(CALCULATION, as_of, language);
        let mut found = self.calculate(&request, &facts)?;
        let Some(office) = found.word("office").map(str::to_owned) else {
            return Err(no_such(PlaceKind::City, city, None));
        };
        let named = found.told.notes.iter().position(|note| note.id == office);
        let name = named.map(|place| found.told.notes.remove(place).text);
        Ok(Office {
            name: name.unwrap_or_else(|| office.clone()),
            office,
            told: found.told,
        })
    }
}

impl Packs {
    /// The id of a place, in any usual spelling; what may be meant instead is named.
    pub(crate) fn listed_place(
        &self,
        kind: PlaceKind,
        typed: &str,
        (as_of, language): (Date, Language),
    ) -> Result<String, InputError> {
        let fact = match kind {
            PlaceKind::Province => "province",
            PlaceKind::City => "city",
            PlaceKind::Centre => "centre",
        };
        let mut facts = Facts::new();
        facts.set_text(self, &format!("{fact}={typed}"), as_of)?;
        match facts.reading(fact) {
            Some(Reading::Clear(Value::Listed(id))) => Ok(id.clone()),
            Some(Reading::Guess(Value::Listed(near))) => {
                let near = self.vocabulary.place(near);
                let near = near.map(|place| place.text.in_language(language));
                Err(no_such(kind, typed, near))
            }
            _ => Err(no_such(kind, typed, None)),
        }
    }
}

fn no_such(kind: PlaceKind, typed: &str, meant: Option<&str>) -> InputError {
    let kind = match kind {
        PlaceKind::Province => "province or metropolitan city",
        PlaceKind::City => "city or county",
        PlaceKind::Centre => "centre",
    };
    InputError::new(match meant {
        Some(meant) => format!("no {kind} called {typed:?} is known; {meant} may be meant"),
        None => format!("no {kind} called {typed:?} is known"),
    })
}
