//! Random facts over the real packs, for properties. All of it is synthetic.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod lives;

use dodam_rules::{Facts, Language, Packs, QuestionKind};
use jiff::civil::Date;

const STATUSES: [&str; 18] = [
    "D-2", "D-4", "D-4-1", "D-4-3", "D-8-4", "E-7", "E-9", "E-10", "F-4", "F-5", "F-6", "G-1",
    "G-1-5", "G-1-6", "G-1-12", "H-1", "C-3-3", "B-2",
];
/// Days to ask about, and to be said.
pub const DAYS: [&str; 12] = [
    "2024-08-31",
    "2024-09-30",
    "2024-10-01",
    "2024-10-02",
    "2025-01-31",
    "2025-02-01",
    "2025-02-20",
    "2025-03-01",
    "2025-03-31",
    "2025-04-01",
    "2025-12-31",
    "2026-01-01",
];
const ABSENCES: [&str; 6] = [
    "none",
    "2024-11-01..2024-11-20",
    "2024-11-01..2024-12-01",
    "2024-11-01..2024-12-20",
    "2025-04-10..2025-06-01",
    "2024-11-01..2024-11-21,2025-01-05..2025-01-16",
];
const AMOUNTS: [&str; 5] = ["0", "300000", "1700000", "1999999", "2000000"];

/// Values that lead to a YES, drawn more often so that there are enough of them.
const LIKELY: [(&str, &str); 22] = [
    ("province", "gyeongbuk"),
    ("dependant_registered", "false"),
    ("previous_visa", "D-8-4"),
    ("registered", "true"),
    ("city", "andong"),
    ("nhi_enrolled", "false"),
    ("centre", "andong_centre"),
    ("service", "outpatient"),
    ("service_date", "2025-02-20"),
    ("cap_used_krw", "300000"),
    ("visa", "D-8-4"),
    ("entry_date", "2024-08-31"),
    ("stay_until", "2026-01-01"),
    ("absences", "none"),
    ("employed", "false"),
    ("sponsor_insured", "false"),
    ("born_in_korea", "false"),
    ("opted_out", "false"),
    ("visa_since", "2024-08-31"),
    ("workplace_applicable", "true"),
    ("employment_start", "2024-10-01"),
    ("employment_end", "2026-01-01"),
];

/// A fact that is asked for, and values to draw from.
pub struct Candidate {
    pub id: String,
    pub values: Vec<String>,
    /// Its absence means something: it is left as it is.
    pub fixed: bool,
}

/// Every fact of the vocabulary, with values of its kind.
pub fn candidates(packs: &Packs) -> Vec<Candidate> {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    packs
        .fact_types()
        .map(|fact| {
            let question = packs
                .question(&fact.id, Language::En)
                .expect("every fact has one");
            let values = match question.kind {
                QuestionKind::YesNo => owned(&["true", "false"]),
                QuestionKind::Date => owned(&DAYS),
                QuestionKind::Money => owned(&AMOUNTS),
                QuestionKind::Number => owned(&["0", "1", "3", "6"]),
                QuestionKind::Status => owned(&STATUSES),
                QuestionKind::Periods => owned(&ABSENCES),
                QuestionKind::Text => owned(&["123-456-789"]),
                QuestionKind::Choice(choices) => {
                    choices.into_iter().map(|choice| choice.value).collect()
                }
                QuestionKind::Place(places) => {
                    let known = places.into_iter().map(|place| place.value);
                    known.chain(["Atlantis".to_owned()]).collect()
                }
            };
            let mut values: Vec<String> = values;
            if let Some((_, likely)) = LIKELY.iter().find(|(id, _)| *id == fact.id) {
                values.extend(std::iter::repeat_n((*likely).to_owned(), values.len() * 6));
            }
            let fixed = fact.optional || fact.is_implied();
            Candidate {
                id: fact.id.clone(),
                values,
                fixed,
            }
        })
        .collect()
}

/// What was said, as facts.
pub fn facts(packs: &Packs, said: &[(&str, &str)], as_of: Date) -> Facts {
    let mut facts = Facts::new();
    for (id, value) in said {
        facts
            .set_value(packs, id, value, as_of)
            .expect("drawn from its own values");
    }
    facts
}
