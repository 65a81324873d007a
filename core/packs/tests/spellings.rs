//! What people type: what is read, what is asked back, what is refused.

use dodam_rules::{Facts, Language, Packs, Request, Verdict};

const REST: [(&str, &str); 6] = [
    ("registered", "true"),
    ("nhi_enrolled", "false"),
    ("service", "outpatient"),
    ("service_date", "2025-02-20"),
    ("cap_used_krw", "0"),
    ("visa", "D-8"),
];

/// Row 1 with one place spelt in some way: the verdict, or `None` where it is asked back.
fn support(packs: &Packs, places: [(&str, &str); 2]) -> Option<Verdict> {
    let as_of = jiff::civil::date(2025, 2, 20);
    let mut facts = Facts::new();
    for (id, value) in REST.into_iter().chain(places) {
        facts
            .set_value(packs, id, value, as_of)
            .expect("it is read or guessed");
    }
    let decisions = vec!["kr.gb.pilot/support".to_owned()];
    let request = Request {
        as_of,
        known_at: None,
        decisions,
        language: Language::En,
    };
    let report = packs.check(&request, &facts).expect("an answer");
    let answer = report.answers.first().expect("one");
    answer.confirm.is_empty().then_some(answer.verdict)
}

#[test]
fn a_place_that_is_not_recognised_is_asked_back_and_never_turns_into_a_no() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let cases = [
        ("province", "경북", Some(Verdict::Yes)),
        ("province", "GYEONGSANGBUK DO", Some(Verdict::Yes)),
        ("province", "庆尚北道", Some(Verdict::Yes)),
        ("province", "Tỉnh Gyeongsang Bắc", Some(Verdict::Yes)),
        ("province", "Daegu", Some(Verdict::No)),
        ("province", "경상남도", Some(Verdict::No)),
        ("province", "Gyeongsangbukdoo", None),
        ("province", "Gyeongbuk, Korea", Some(Verdict::Yes)),
        ("province", "경상북도 경주시", Some(Verdict::Yes)),
        ("province", "Gyeongju, Gyeonggi", None),
        ("province", "Mars", None),
        ("centre", "Kimcheon", Some(Verdict::Yes)),
        ("centre", "김천", Some(Verdict::Yes)),
        ("centre", "안동시", Some(Verdict::Yes)),
        ("centre", "Gimcheon, Gyeongbuk", None),
        ("centre", "Pohnag", None),
        ("centre", "banana", None),
        ("centre", "서울대병원", Some(Verdict::No)),
        ("centre", "Seoul", Some(Verdict::No)),
        ("centre", "Daegu Medical Center", Some(Verdict::No)),
    ];
    for (fact, typed, expected) in cases {
        let other = if fact == "province" {
            ("centre", "Pohang")
        } else {
            ("province", "경북")
        };
        assert_eq!(
            support(&packs, [(fact, typed), other]),
            expected,
            "{fact}={typed}"
        );
    }
}

#[test]
fn a_city_is_read_with_its_province_and_its_district() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let centre = ("centre", "Pohang");
    for city in [
        "Gyeongju City",
        "경상북도 경주시",
        "포항시 북구",
        "Buk-gu, Pohang",
        "Andong, Gyeongbuk",
    ] {
        let found = support(&packs, [("city", city), centre]);
        assert_eq!(found, Some(Verdict::Yes), "{city}");
    }
    assert_eq!(
        support(&packs, [("city", "Daegu"), centre]),
        Some(Verdict::No)
    );
}

#[test]
fn a_city_in_another_province_is_an_input_error() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let as_of = jiff::civil::date(2025, 2, 20);
    let check = |city: &str| {
        let mut facts = Facts::new();
        for fact in [&format!("city={city}"), "province=Gyeongbuk"] {
            facts.set_text(&packs, fact, as_of).expect("read");
        }
        let request = Request {
            as_of,
            known_at: None,
            decisions: Vec::new(),
            language: Language::En,
        };
        packs.check(&request, &facts)
    };
    assert!(check("Daegu").is_err());
    assert!(check("Pohang").is_ok());
}

#[test]
fn declining_the_province_does_not_undo_the_city() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let as_of = jiff::civil::date(2025, 2, 20);
    let mut facts = Facts::new();
    for (id, value) in REST
        .into_iter()
        .chain([("city", "Pohang"), ("centre", "Pohang")])
    {
        facts.set_value(&packs, id, value, as_of).expect("read");
    }
    facts.decline(&packs, "province", as_of).expect("known");
    let request = Request {
        as_of,
        known_at: None,
        decisions: vec!["kr.gb.pilot/support".to_owned()],
        language: Language::En,
    };
    let report = packs.check(&request, &facts).expect("an answer");
    assert_eq!(report.answers[0].verdict, Verdict::Yes);
}

#[test]
fn what_cannot_be_a_value_is_refused_by_name() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let today = jiff::civil::date(2025, 2, 20);
    let refused = [
        "request_krw=-1",
        "request_krw=1.5",
        "request_krw=99999999999999999999",
        "request_krw=1,00",
        "entry_date=2025-02-30",
        "entry_date=20.2.2025",
        "registered=perhaps",
        "service=haircut",
        "visa=K-1",
        "absences=2025-02-10..2025-01-01",
        "absences=2025-01-01..2025-02-01,2025-01-15..2025-03-01",
    ];
    for text in refused {
        let error = Facts::new().set_text(&packs, text, today).expect_err(text);
        let id = text.split('=').next().unwrap_or_default();
        assert!(
            error.to_string().starts_with(&format!("{id} needs ")),
            "{error}"
        );
    }
    let unknown = Facts::new()
        .set_text(&packs, "vsa=D-2", today)
        .expect_err("unknown");
    assert_eq!(
        unknown.to_string(),
        "no fact is called \"vsa\"; did you mean visa?"
    );
}
