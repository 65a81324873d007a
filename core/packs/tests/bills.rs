//! Bills forwards and backwards: explaining what was worked out finds it again.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

use dodam_rules::{BillQuestion, Facts, Language, Packs, PremiumDoor, PremiumQuestion};
use jiff::civil::Date;
use proptest::prelude::*;
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| dodam_packs::embedded().unwrap());

const VISAS: [&str; 24] = [
    "A-1", "B-2", "C-3", "D-1", "D-2", "D-2-3", "D-4-1", "D-4-3", "D-6", "D-8", "D-10", "E-2",
    "E-7", "E-8", "E-9", "F-1", "F-2", "F-4", "F-5", "F-6", "G-1-5", "G-1-6", "H-1", "H-2",
];

fn facts(visa: Option<&str>, own_premium: i64, month: Date) -> Facts {
    let mut facts = Facts::new();
    let own = format!("own_premium_krw={own_premium}");
    facts.set_text(&PACKS, &own, month).unwrap();
    if let Some(visa) = visa {
        let visa = format!("visa={visa}");
        facts.set_text(&PACKS, &visa, month).unwrap();
    }
    facts
}

/// The amount of a month, and whether an explanation of `amount` has its parts.
fn round_trip(visa: &str, own_premium: i64, month: Date, times: i64, days_late: i64) -> Option<()> {
    let facts = facts(Some(visa), own_premium, month);
    let language = Language::En;
    let question = PremiumQuestion {
        door: PremiumDoor::Regional,
        month,
        unpaid_on: None,
        language,
    };
    let premium = PACKS.premium(question, &facts).unwrap();
    let (health, care) = (premium.health_krw?, premium.ltc_krw?);
    let plain = (health + care) * times;
    let late = late_charge(plain, days_late);
    let question = BillQuestion {
        amount_krw: plain + late,
        month,
        language,
    };
    let explained = PACKS.explain_bill(question, &facts).unwrap();
    let found = explained.explanations.iter().any(|one| {
        one.health_krw == health
            && one.ltc_krw == care
            && one.months == times
            && one.late_krw == late
    });
    // A late charge is looked for only where no plain amount fits.
    let plainer = late > 0 && explained.explanations.iter().any(|one| one.late_krw == 0);
    assert!(
        found || plainer,
        "{visa}, {month}, own {own_premium}, {times} times, {days_late} days late: \
         {health} + {care} isn't among {:?}",
        explained.explanations
    );
    Some(())
}

/// By hand: 1/1500 a day up to 2 %, then 1/6000 up to 5 %, down to 10 won.
fn late_charge(of: i64, days: i64) -> i64 {
    let first = days.min(30) * 4;
    let later = (days - 30).clamp(0, 180);
    of * (first + later) / 6000 / 10 * 10
}

#[test]
fn explaining_a_premium_finds_it_again_for_every_status_and_month() {
    let mut found = 0;
    for visa in VISAS {
        for year in 2018..=2027 {
            for month in 1..=12 {
                let month = Date::new(year, month, 1).unwrap();
                for own in [0, 60_000, 118_181, 400_000, 4_300_000] {
                    found += usize::from(round_trip(visa, own, month, 1, 0).is_some());
                }
            }
        }
    }
    assert!(found > 6_000, "only {found} premiums are known");
}

#[test]
fn without_a_status_every_reduction_is_tried_and_several_ways_are_told() {
    let month = Date::new(2021, 6, 1).unwrap();
    let question = |amount_krw| BillQuestion {
        amount_krw,
        month,
        language: Language::En,
    };
    let facts = facts(None, 0, month);
    for (amount, percent) in [(39_540, "70"), (131_790, "0")] {
        let explained = PACKS.explain_bill(question(amount), &facts).unwrap();
        let percents = explained.explanations.iter();
        let percents: Vec<_> = percents
            .map(|one| one.reduction_percent.to_string())
            .collect();
        assert_eq!(percents, [percent]);
    }
    let nothing = PACKS.explain_bill(question(7), &facts).unwrap();
    assert_eq!(nothing.explanations, []);
    assert_eq!(nothing.told.open, ["visa"]);
}

#[test]
fn an_amount_of_nothing_is_refused() {
    let month = Date::new(2021, 6, 1).unwrap();
    for amount_krw in [0, -10] {
        let question = BillQuestion {
            amount_krw,
            month,
            language: Language::En,
        };
        assert!(PACKS.explain_bill(question, &Facts::new()).is_err());
    }
}

proptest! {
    #[test]
    fn explaining_finds_any_amount_again_late_or_for_months_at_once(
        visa in prop::sample::select(&VISAS[..]),
        own in 0_i64..5_000_000,
        year in 2019_i16..2026,
        month in 1_i8..=12,
        times in 1_i64..=12,
        days_late in prop_oneof![Just(0_i64), 1_i64..240],
    ) {
        let month = Date::new(year, month, 1).unwrap();
        round_trip(visa, own, month, times, days_late);
    }
}

#[test]
fn who_would_rather_not_say_their_own_premium_is_answered_by_the_least() {
    let month = Date::new(2021, 6, 1).unwrap();
    let mut facts = Facts::new();
    facts.set_text(&PACKS, "visa=D-2", month).unwrap();
    facts.decline(&PACKS, "own_premium_krw", month).unwrap();
    let question = |amount_krw| BillQuestion {
        amount_krw,
        month,
        language: Language::En,
    };
    let explained = PACKS.explain_bill(question(39_540), &facts).unwrap();
    assert_eq!(explained.explanations.len(), 1);
    let nothing = PACKS.explain_bill(question(7), &facts).unwrap();
    assert!(nothing.told.open.is_empty(), "it isn't asked again");
}
