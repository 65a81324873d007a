//! The repository's packs: they load, and their own tests pass; what can't be true is refused.

use dodam_rules::{Facts, Language, Request};

#[test]
fn the_embedded_packs_load_and_their_tests_pass() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let listed: Vec<_> = packs
        .list()
        .map(|pack| (pack.id.as_str(), pack.tests_run))
        .collect();
    for (id, tests) in &listed {
        assert!(*tests > 0, "{id} has no tests");
    }
    assert_eq!(
        listed.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [
            "kr.directory",
            "kr.gb.pilot",
            "kr.gg",
            "kr.migrant",
            "kr.nhi",
            "kr.nhi.arrears",
            "kr.nhi.checkup",
            "kr.nhi.copay",
            "kr.nhi.deadlines",
            "kr.nhi.identity",
            "kr.nhi.office",
            "kr.nhi.premium",
            "kr.patient",
            "kr.seoul"
        ]
    );
}

#[test]
fn a_last_day_of_work_before_the_first_is_refused_in_every_language() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let as_of = jiff::civil::date(2025, 6, 1);
    let mut facts = Facts::new();
    for said in ["employment_start=2025-02-03", "employment_end=2025-02-02"] {
        facts.set_text(&packs, said, as_of).expect("it can be read");
    }
    for language in [Language::En, Language::Ko, Language::ZhHans, Language::Vi] {
        let request = Request {
            as_of,
            known_at: None,
            decisions: Vec::new(),
            language,
        };
        let refused = packs.check(&request, &facts).expect_err("it is refused");
        let told = refused.to_string();
        assert!(told.contains("employment_end"), "{told}");
    }
}

#[test]
fn none_of_the_protected_groups_and_the_status_of_asylum_are_refused_together() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let as_of = jiff::civil::date(2025, 6, 1);
    for visa in ["G-1-5", "G-1-6"] {
        let mut facts = Facts::new();
        for said in ["migrant_protection=none".to_owned(), format!("visa={visa}")] {
            facts
                .set_text(&packs, &said, as_of)
                .expect("it can be read");
        }
        let request = Request {
            as_of,
            known_at: None,
            decisions: vec!["kr.migrant/support".to_owned()],
            language: Language::En,
        };
        let refused = packs.check(&request, &facts).expect_err(visa);
        assert!(refused.to_string().contains("refugee"), "{refused}");
    }
}
