//! What is too much is refused, with the place named, before it is tried.

use dodam_rules::{Facts, Kinship, Language, Member, PackError, Packs, Request, Verdict};
use jiff::civil::date;
use std::fmt::Write;

const TEXT: &str = "{ en = \"x\", ko = \"x\", zh-Hans = \"x\", vi = \"x\" }";

fn fact(id: &str, kind: &str, more: &str) -> String {
    format!(
        "[[fact]]\nid = \"{id}\"\ntype = \"{kind}\"\nsensitivity = \"open\"\nask = {TEXT}\nwhy = {TEXT}\n{more}\n"
    )
}

fn vocabulary() -> String {
    let from_relative = "from_relative = [{ decision = \"x.y/d0\" }]";
    [
        fact("here", "bool", ""),
        fact("asked_krw", "krw", ""),
        fact("trips", "periods", ""),
        fact("kin_here", "bool", from_relative),
    ]
    .concat()
}

fn head() -> String {
    "[pack]\nid = \"x.y\"\nversion = 1\nissued = 2025-01-01\nvalid_from = 2025-01-01\nreview_by = 2026-12-31\nschema = 1\nstatus = \"draft\"\ntexts = \"draft\"\n[[cite]]\nid = \"law\"\nsource = \"X\"\nchecked = \"2026-01\"\nconfidence = \"L\"\n".to_owned()
        + &format!("title = {TEXT}\n")
        + &criterion("c0", "{ fact = \"here\", is = true }")
}

fn criterion(id: &str, test: &str) -> String {
    format!(
        "[[criterion]]\nid = \"{id}\"\ntest = {test}\ncite = [\"law\"]\nwhy = {{ met = {TEXT}, not_met = {TEXT}, unknown = {TEXT} }}\n"
    )
}

fn decision(id: &str, tree: &str) -> String {
    format!(
        "[[decision]]\nid = \"x.y/{id}\"\ntree = {tree}\ntitle = {TEXT}\nsay = {{ yes = {TEXT}, no = {TEXT}, unknown = {TEXT} }}\n"
    )
}

fn load(facts: &str, pack: &str) -> Result<Packs, PackError> {
    Packs::load(&[("facts/facts.toml", facts), ("x.y/pack.toml", pack)])
}

/// Loads where it is little; is refused at this line where it is much.
fn little_and_much(make: impl Fn(usize) -> String, [few, many]: [usize; 2], words: &str) {
    let loaded = load(&vocabulary(), &make(few));
    assert_eq!(loaded.err(), None, "{few} are little");
    let refused = load(&vocabulary(), &make(many)).expect_err("too much");
    let first = &refused.complaints()[0];
    assert!(first.sentence.contains(words), "{first}");
    assert!(first.file == "x.y/pack.toml" && first.line > 0, "{first}");
}

const TOO_MUCH: &str = "it asks more than can be answered";

#[test]
fn criteria_that_ask_each_other_twice_are_refused_where_they_grow_too_large() {
    let make = |count: usize| {
        let mut text = head();
        for number in 1..count {
            let before = number - 1;
            let twice = format!("{{ all = [\"c{before}\", \"c{before}\"] }}");
            text += &criterion(&format!("c{number}"), &twice);
        }
        text + &decision("d0", &format!("\"c{}\"", count - 1))
    };
    little_and_much(make, [10, 60], TOO_MUCH);
}

#[test]
fn decisions_that_ask_each_other_twice_are_refused_where_they_grow_too_large() {
    let make = |count: usize| {
        let mut text = head() + &decision("d0", "\"c0\"");
        for number in 1..count {
            let before = format!("{{ decision = \"x.y/d{}\", is = \"YES\" }}", number - 1);
            let twice = format!("{{ all = [{before}, {before}] }}");
            text += &decision(&format!("d{number}"), &twice);
        }
        text
    };
    little_and_much(make, [8, 48], TOO_MUCH);
}

#[test]
fn a_note_may_not_ask_more_than_a_decision() {
    let make = |count: usize| {
        let asked = "{ criterion = \"c0\" }, ".repeat(count);
        let note = format!(
            "[[note]]\nid = \"n\"\ntext = {TEXT}\nwhen = {{ test = {{ any = [{asked}] }} }}\n"
        );
        head() + &decision("d0", "\"c0\"") + &note
    };
    little_and_much(make, [9_000, 11_000], TOO_MUCH);
}

#[test]
fn days_times_conditions_are_refused_where_nobody_waits_for_them() {
    let make = |count: usize| {
        let mut values = String::new();
        for month in 0..400 {
            let (year, month) = (1990 + month / 12, month % 12 + 1);
            writeln!(values, "{{ from = {year}-{month:02}-01, until = {year}-{month:02}-28, value = 1, cite = \"law\" }},")
                .expect("a string takes all");
        }
        let param = format!("[[param]]\nid = \"cap\"\nunit = \"KRW\"\nvalues = [{values}]\n");
        let asks = "{ fact = \"asked_krw\", max = \"cap\" },".repeat(count);
        let test = criterion("much", &format!("{{ any = [{asks}] }}"));
        head() + &param + &test + &decision("d0", "\"much\"")
    };
    let words =
        "all its decisions, figures, notes and steps together ask more than can be answered";
    little_and_much(make, [10_000, 14_000], words);
}

#[test]
fn tests_that_take_too_long_together_are_refused() {
    let make = |count: usize| {
        let asks = "{ day_from = 2025-02-01, day_until = 2025-12-31 },".repeat(1_000);
        let test = criterion("much", &format!("{{ any = [{asks}] }}"));
        let one = "[[test]]\nname = \"t\"\ndecision = \"x.y/d0\"\nas_of = 2025-06-01\nfacts = { here = true }\nexpect = { verdict = \"YES\" }\n";
        head() + &test + &decision("d0", "\"much\"") + &one.repeat(count)
    };
    let words = "all its tests together ask more than can be answered";
    little_and_much(make, [10, 200], words);
}

/// Each fact of a layer is implied by every fact of the next.
fn layers(count: usize, width: usize) -> String {
    let mut text = vocabulary();
    for layer in 0..count {
        let next = (0..width).map(|n| format!("{{ fact = \"f{}_{n}\", is = true }}", layer + 1));
        let when = next.collect::<Vec<_>>().join(", ");
        let implied = format!("implied = [{{ when = {{ any = [{when}] }}, value = true }}]");
        let implied = if layer + 1 < count { &*implied } else { "" };
        let each = (0..width).map(|n| fact(&format!("f{layer}_{n}"), "bool", implied));
        text.extend(each);
    }
    text
}

#[test]
fn facts_implied_by_many_facts_that_are_implied_are_refused() {
    let pack = head() + &decision("d0", "\"c0\"");
    let cases = [
        (layers(3, 20), None),
        (layers(9, 2), None),
        (layers(10, 2), Some("implied by too many facts")),
        (layers(9, 30), Some("more is asked than can be answered")),
    ];
    for (facts, words) in cases {
        match (load(&facts, &pack), words) {
            (Ok(_), None) => {}
            (Err(error), Some(words)) => {
                let first = &error.complaints()[0];
                assert!(first.sentence.contains(words), "{first}");
                assert!(first.file == "facts/facts.toml" && first.line > 0);
            }
            (loaded, words) => panic!("{words:?}: {loaded:?}"),
        }
    }
}

#[test]
fn a_fact_is_not_implied_by_itself() {
    let implied = "implied = [{ when = { fact = \"itself\", is = true }, value = true }]";
    let facts = vocabulary() + &fact("itself", "bool", implied);
    let error = load(&facts, &(head() + &decision("d0", "\"c0\""))).expect_err("without end");
    assert!(error.to_string().contains("without end"), "{error}");
}

#[test]
fn thousands_of_mistakes_are_a_hundred_complaints() {
    for mistake in ["[[fact]]\n", "[[step]]\nid = \"s\"\n", "[[criterion]]\n"] {
        let error = load(&vocabulary(), &(head() + &mistake.repeat(20_000))).expect_err("wrong");
        let complaints = error.complaints();
        assert_eq!(complaints.len(), 101);
        assert!(complaints[100].sentence.contains("there is more to mend"));
    }
}

fn packs() -> Packs {
    load(&vocabulary(), &(head() + &decision("d0", "\"c0\""))).expect("a small pack")
}

/// A household where everybody depends on everybody.
fn all_related(count: usize, packs: &Packs) -> Result<Vec<Verdict>, String> {
    let day = date(2025, 6, 1);
    let mut here = Facts::new();
    here.set_text(packs, "here=true", day).expect("a fact");
    let people = 0..count;
    let member = |n: usize| Member {
        id: n.to_string(),
        facts: here.clone(),
    };
    let members: Vec<Member> = people.clone().map(member).collect();
    let kinships = people.flat_map(|of| {
        (0..count).map(move |to| Kinship {
            of: of.to_string(),
            to: to.to_string(),
            relation: "child".to_owned(),
        })
    });
    let request = Request {
        as_of: day,
        known_at: None,
        decisions: Vec::new(),
        language: Language::En,
    };
    let kinships: Vec<Kinship> = kinships.collect();
    let answered = packs.check_household(&request, &members, &kinships);
    let answered = answered.map_err(|error| error.to_string())?;
    let kin_here = |facts: &Facts| facts.iter().any(|said| said.id == "kin_here");
    assert!(answered.iter().all(|(facts, _)| kin_here(facts)));
    Ok(answered
        .iter()
        .map(|(_, report)| report.answers[0].verdict)
        .collect())
}

#[test]
fn a_hundred_people_may_all_depend_on_each_other() {
    let packs = packs();
    assert_eq!(all_related(100, &packs), Ok(vec![Verdict::Yes; 100]));
    let refused = all_related(101, &packs).expect_err("too many");
    assert!(refused.contains("100 people"), "{refused}");
}

#[test]
fn more_trips_than_a_life_has_are_refused() {
    let packs = packs();
    let trips = |count: usize| {
        let each = (0..count).map(|n| {
            let (year, month) = (1950 + n / 12, n % 12 + 1);
            format!("{year}-{month:02}-01..{year}-{month:02}-20")
        });
        let text = format!("trips={}", each.collect::<Vec<_>>().join(","));
        Facts::new().set_text(&packs, &text, date(2025, 6, 1))
    };
    assert!(trips(200).is_ok());
    let error = trips(201).expect_err("too many").to_string();
    assert_eq!(error, "trips needs 200 periods at most");
}
