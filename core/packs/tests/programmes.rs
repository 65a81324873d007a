//! The directory that is shipped: what is offered, what is confirmed first, what is over.

use dodam_rules::{Language, Packs, ProgrammeState, ProgrammeText, Programmes, ProgrammesQuestion};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

const TODAY: Date = date(2026, 11, 28);

fn packs() -> Packs {
    dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn question<'a>(province: Option<&'a str>, city: Option<&'a str>) -> ProgrammesQuestion<'a> {
    ProgrammesQuestion {
        province,
        city,
        as_of: TODAY,
        language: Language::En,
    }
}

fn found(question: &ProgrammesQuestion<'_>) -> Programmes {
    let found = packs().programmes(question);
    found.unwrap_or_else(|error| panic!("{error}"))
}

fn ids(found: &Programmes) -> Vec<&str> {
    found.programmes.iter().map(|one| one.id.as_str()).collect()
}

fn notes(found: &Programmes) -> Vec<&str> {
    found.notes.iter().map(|note| note.id.as_str()).collect()
}

fn one<'a>(found: &'a Programmes, id: &str) -> &'a ProgrammeText {
    let one = found.programmes.iter().find(|one| one.id == id);
    one.unwrap_or_else(|| panic!("{id} isn't among {:?}", ids(found)))
}

#[test]
fn what_may_help_now_comes_first_then_what_is_unconfirmed_then_what_is_over() {
    let found = found(&question(Some("서울"), None));
    assert_eq!(
        ids(&found),
        [
            "medical_interpreters",
            "raphael_clinic",
            "health_centre",
            "national_help",
            "free_clinic_yeongdeungpo",
            "free_clinic_geumcheon",
            "emergency_fee_advance",
            "catastrophic_costs",
            "tuberculosis",
            "myongji_wefriends",
            "top_up_of_2010",
            "international_clinics_of_2010",
        ]
    );
    let offered = found.programmes.iter().filter(|one| one.offered);
    assert_eq!(offered.count(), 4);
    assert_eq!(notes(&found), ["emergency"]);
    assert!(found.notes[0].text.contains("119"));
}

#[test]
fn only_what_ran_when_last_known_is_offered_and_the_time_is_always_said() {
    let packs = packs();
    for language in Language::COMPLETE {
        for day in [date(2011, 1, 1), date(2025, 9, 1), TODAY, date(2030, 1, 1)] {
            let question = ProgrammesQuestion {
                as_of: day,
                language,
                ..question(None, None)
            };
            for one in packs.programmes(&question).unwrap().programmes {
                let runs = one.state == ProgrammeState::Running;
                assert_eq!(one.offered, runs, "{} on {day}", one.id);
                if runs {
                    let known = one.known.as_deref().unwrap();
                    assert!(one.standing.contains(known), "{}", one.standing);
                }
                assert!(!one.phone.is_empty() && one.phone != "1345", "{}", one.id);
                assert!(!one.sources.is_empty() && one.cites.len() == one.sources.len());
            }
        }
    }
}

#[test]
fn a_place_without_a_record_of_its_own_is_told_so_and_shown_what_is_everywhere() {
    for (province, city) in [(Some("Daegu"), None), (None, Some("Jeju-si"))] {
        let found = found(&question(province, city));
        assert_eq!(notes(&found), ["emergency", "nothing_listed_here"]);
        let told = &found.notes[1].text;
        assert!(told.contains("installed packs"), "{told}");
        assert!(found.programmes.iter().all(|one| one.places.is_empty()));
        assert!(ids(&found).contains(&"national_help"));
    }
}

#[test]
fn without_a_place_every_record_is_listed() {
    let packs = packs();
    let all = found(&question(None, None));
    assert_eq!(all.place, None);
    assert_eq!(notes(&all), ["emergency"]);
    let places: BTreeSet<&str> = all
        .programmes
        .iter()
        .flat_map(|one| one.places.iter().map(|place| place.id.as_str()))
        .collect();
    assert_eq!(
        places,
        BTreeSet::from(["busan", "cheonan", "gyeonggi", "seoul"])
    );
    for place in places.iter().filter(|place| **place != "cheonan") {
        let there = packs.programmes(&question(Some(place), None)).unwrap();
        assert!(there.programmes.len() < all.programmes.len(), "{place}");
    }
}

#[test]
fn a_city_finds_its_own_records_and_its_provinces_and_a_province_its_cities() {
    let cheonan = found(&question(None, Some("천안시")));
    assert_eq!(ids(&cheonan)[0], "cheonan_free_clinic");
    assert!(one(&cheonan, "cheonan_free_clinic").check_first);
    assert!(
        one(&cheonan, "cheonan_free_clinic")
            .standing
            .contains("Check first")
    );
    let province = found(&question(Some("충남"), None));
    assert_eq!(ids(&province)[0], "cheonan_free_clinic");
    let beside = found(&question(None, Some("Asan")));
    assert!(!ids(&beside).contains(&"cheonan_free_clinic"));
    let suwon = found(&question(None, Some("Suwon")));
    assert_eq!(
        one(&suwon, "medical_centres").state,
        ProgrammeState::Unconfirmed
    );
    assert_eq!(one(&suwon, "medical_centres").known, None);
    let both = found(&question(Some("Chungnam"), Some("Cheonan")));
    assert_eq!(ids(&both), ids(&cheonan));
}

#[test]
fn a_place_that_is_not_known_is_refused_with_what_may_be_meant() {
    let cases = [
        (Some("Seol"), None, "Seoul may be meant"),
        (Some("Atlantis"), None, "no province or metropolitan city"),
        (None, Some("Cheonann"), "Cheonan may be meant"),
        (None, Some("Atlantis"), "no city or county called"),
        (
            Some("Seoul"),
            Some("Cheonan"),
            "lies in Chungcheongnam-do, not in Seoul",
        ),
    ];
    for (province, city, words) in cases {
        let refused = packs().programmes(&question(province, city)).unwrap_err();
        assert!(refused.to_string().contains(words), "{refused}");
    }
}

#[test]
fn the_list_of_2010_keeps_both_numbers_and_names_no_hospital() {
    let found = found(&question(Some("Seoul"), None));
    let list = one(&found, "international_clinics_of_2010");
    assert!(
        list.what.contains("11") && list.what.contains("10"),
        "{}",
        list.what
    );
    assert!(!list.offered);
    assert_eq!(list.known.as_deref(), Some("2010"));
    for name in ["Severance", "세브란스", "University", "대학교"] {
        assert!(!list.what.contains(name), "{}", list.what);
    }
}
