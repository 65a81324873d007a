//! Receipts: derived again to the same byte, reduced, and refused where they don't hold.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dodam_rules::{Facts, Language, Packs, Receipt, ReceiptError, Request};

fn packs() -> Packs {
    dodam_packs::embedded().unwrap()
}

fn receipts(packs: &Packs, facts: &[&str], language: Language) -> Vec<Receipt> {
    let as_of = "2025-02-20".parse().unwrap();
    let mut said = Facts::new();
    for fact in facts {
        said.set_text(packs, fact, as_of).unwrap();
    }
    let request = Request {
        as_of,
        known_at: None,
        decisions: Vec::new(),
        language,
    };
    packs.receipts(&request, &said).unwrap()
}

const POHANG: &[&str] = &[
    "registered=true",
    "city=Kimcheon",
    "nhi_enrolled=false@2025-01-05",
    "centre=포항의료원",
    "service=outpatient",
    "service_date=2025-02-20",
    "request_krw=300000",
    "cap_used_krw=0",
    "visa=declined",
];

#[test]
fn every_answer_is_derived_again_to_the_same_byte_in_every_language() {
    let packs = packs();
    for language in Language::COMPLETE {
        let made = receipts(&packs, POHANG, language);
        assert_eq!(made.len(), packs.decisions().len());
        for receipt in made {
            let read = Receipt::from_json(&receipt.to_json()).unwrap();
            assert_eq!(read.to_json(), receipt.to_json());
            assert_eq!(read.verify(&packs), Ok(()), "{}", receipt.decision);
        }
    }
}

#[test]
fn what_is_kept_for_oneself_is_in_no_receipt_and_in_no_debug_text() {
    let packs = packs();
    let said = [POHANG, &["virtual_account=QZ-552-901-77"]].concat();
    for receipt in receipts(&packs, &said, Language::En) {
        assert!(
            !receipt.to_json().contains("QZ-552"),
            "{}",
            receipt.decision
        );
        assert_eq!(receipt.verify(&packs), Ok(()), "{}", receipt.decision);
    }
    let mut facts = Facts::new();
    let day = "2025-02-20".parse().unwrap();
    facts
        .set_text(&packs, "virtual_account=QZ-552-901-77", day)
        .unwrap();
    facts.set_text(&packs, "visa=G-1-5", day).unwrap();
    let each: Vec<_> = facts.iter().collect();
    assert_eq!(format!("{facts:?}"), r#"{"virtual_account", "visa"}"#);
    let told = format!("{each:?}");
    assert!(
        !told.contains("QZ-552") && !told.contains("G-1-5"),
        "{told}"
    );
}

#[test]
fn a_receipt_with_another_verdict_fact_or_reason_is_refused() {
    let packs = packs();
    let made = receipts(&packs, POHANG, Language::En);
    let pilot = made
        .iter()
        .find(|one| one.decision == "kr.gb.pilot/support");
    let text = pilot.unwrap().to_json();
    for (from, to) in [
        ("\"verdict\":\"YES\"", "\"verdict\":\"NO\""),
        ("\"value\":\"300000\"", "\"value\":\"400000\""),
        ("\"remaining_krw\":1700000", "\"remaining_krw\":1700001"),
        ("2025-01-05", "2024-01-05"),
    ] {
        assert!(text.contains(from), "{from}");
        let changed = Receipt::from_json(&text.replacen(from, to, 1)).unwrap();
        assert_eq!(
            changed.verify(&packs),
            Err(ReceiptError::AnotherAnswer),
            "{from}"
        );
    }
}

#[test]
fn a_receipt_of_rules_that_are_not_here_says_which() {
    let packs = packs();
    let made = receipts(&packs, POHANG, Language::En);
    let text = made[0].to_json();
    let hash = &made[0].packs[0].sha256;
    let other = "0".repeat(64);
    let changed = Receipt::from_json(&text.replace(hash.as_str(), &other)).unwrap();
    let refused = changed.verify(&packs).unwrap_err();
    assert!(matches!(&refused, ReceiptError::PackMissing { id, .. } if *id == made[0].packs[0].id));
}

#[test]
fn what_is_reduced_tells_no_fact_and_still_belongs_to_its_receipt() {
    let packs = packs();
    let made = receipts(&packs, POHANG, Language::En);
    let reduced = made[0].reduce();
    let text = format!("{reduced:?}");
    for secret in ["Kimcheon", "gimcheon", "300000", "outpatient"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(reduced.is_of(&made[0]));
    let other = receipts(&packs, &POHANG[1..], Language::En);
    assert!(!reduced.is_of(&other[0]));
}

#[test]
fn what_is_no_receipt_is_refused() {
    for text in ["", "{}", "[]", "{\"receipt\":2}"] {
        assert_eq!(Receipt::from_json(text), Err(ReceiptError::NotAReceipt));
    }
}
