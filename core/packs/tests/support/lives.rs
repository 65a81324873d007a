//! Lives at the two doors that most people come through. All of them are synthetic.

use dodam_rules::{Language, Request, Verdict};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub const DOORS: [&str; 2] = ["kr.nhi/regional", "kr.nhi/workplace"];
pub const AS_OF: Date = jiff::civil::date(2026, 3, 2);
/// What "none of these" says, for lives in which nothing of it applies.
pub const NOTHING_RARE: &str = "absences=none opted_out=false dependant_registered=false sponsor_insured=false born_in_korea=false";

/// Somebody, and what the two doors say: by residence, through work.
pub struct Life {
    pub who: &'static str,
    /// All that can be asked; a question about anything else fails.
    pub facts: &'static str,
    pub rare: &'static str,
    pub verdicts: [Verdict; 2],
    pub steps: usize,
}

pub const LIVES: &[Life] = &[
    Life {
        who: "somebody who isn't registered",
        facts: "registered=false",
        rare: "",
        verdicts: [Verdict::No, Verdict::No],
        steps: 1,
    },
    Life {
        who: "a student (D-2) who doesn't work",
        facts: "registered=true employed=false visa=D-2 entry_date=2025-02-20 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a worker (E-9) at a workplace",
        facts: "registered=true employed=true workplace_applicable=true stay_until=2027-02-28",
        rare: "opted_out=false",
        verdicts: [Verdict::No, Verdict::Yes],
        steps: 5,
    },
    Life {
        who: "a worker (E-9) between two jobs",
        facts: "registered=true employed=false visa=E-9 entry_date=2024-05-01 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "an investor (D-8) within the six months",
        facts: "registered=true employed=false visa=D-8 entry_date=2026-01-10 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::No, Verdict::No],
        steps: 6,
    },
    Life {
        who: "an investor (D-8) after the six months",
        facts: "registered=true employed=false visa=D-8 entry_date=2025-02-10 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "somebody who asks for protection (G-1-5) and may not work",
        facts: "registered=true employed=false visa=G-1-5",
        rare: "",
        verdicts: [Verdict::No, Verdict::No],
        steps: 3,
    },
    Life {
        who: "a wife (F-6) at home",
        facts: "registered=true employed=false visa=F-6 entry_date=2025-12-01 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a child of 17 (F-3)",
        facts: "registered=true employed=false visa=F-3 entry_date=2020-03-01 stay_until=2027-02-28 birth_date=2008-06-01",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a child of 17 who is a father's dependant",
        facts: "registered=true employed=false visa=F-3 entry_date=2020-03-01 stay_until=2027-02-28",
        rare: "absences=none opted_out=false dependant_registered=true sponsor_insured=true born_in_korea=false",
        verdicts: [Verdict::No, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a baby born here to an insured mother",
        facts: "registered=true employed=false visa=F-3 entry_date=2025-12-24 stay_until=2027-02-28 birth_date=2025-12-24",
        rare: "absences=none opted_out=false dependant_registered=false sponsor_insured=true born_in_korea=true",
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 7,
    },
    Life {
        who: "a helper (F-4) on a farm that the insurance doesn't reach",
        facts: "registered=true employed=true workplace_applicable=false visa=F-4 entry_date=2023-01-05 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 7,
    },
    Life {
        who: "a student (D-2) who was at home for two months in winter",
        facts: "registered=true employed=false visa=D-2 entry_date=2025-02-20 stay_until=2027-02-28",
        rare: "absences=2025-12-20..2026-02-25 opted_out=false dependant_registered=false sponsor_insured=false born_in_korea=false",
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 7,
    },
    Life {
        who: "a teacher (E-2) with cover from home and an exemption",
        facts: "registered=true employed=true workplace_applicable=true stay_until=2027-02-28",
        rare: "opted_out=true",
        verdicts: [Verdict::No, Verdict::No],
        steps: 5,
    },
    Life {
        who: "somebody on a visit (C-3)",
        facts: "registered=true employed=false visa=C-3",
        rare: "",
        verdicts: [Verdict::No, Verdict::No],
        steps: 3,
    },
];

pub fn request(decisions: &[&str]) -> Request {
    Request {
        as_of: AS_OF,
        known_at: None,
        decisions: decisions.iter().map(|id| (*id).to_owned()).collect(),
        language: Language::En,
    }
}

/// Facts and values, as they are written above.
pub fn said(texts: &str) -> BTreeMap<&str, &str> {
    let each = texts.split_whitespace();
    each.map(|one| one.split_once('=').expect("a fact and its value"))
        .collect()
}
