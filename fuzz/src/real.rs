//! The real vocabulary and packs, and what every answer from them must be.

use super::sentence;
use dodam_rules::{Answer, Decider, Facts, Language, Packs, QuestionKind, Request};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

/// A day on which every real pack answers.
pub const DAY: Date = date(2025, 6, 15);
/// That day, one past every review, and the ends of what can be typed.
pub const DAYS: [Date; 5] = [
    DAY,
    date(2027, 2, 28),
    date(1900, 1, 1),
    Date::MIN,
    Date::MAX,
];

/// The packs this program ships.
pub static PACKS: LazyLock<Packs> =
    LazyLock::new(|| dodam_packs::embedded().expect("the build made them"));

/// The files of the real vocabulary.
pub fn vocabulary<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    let files = dodam_packs::sources().iter().copied();
    files.filter(|(path, _)| path.starts_with("facts/"))
}

/// The facts of one kind, such as every date.
pub fn facts_of(fits: fn(&QuestionKind) -> bool) -> Vec<String> {
    let facts = PACKS.fact_types().filter(|fact| {
        let question = PACKS.question(&fact.id, Language::En);
        question.is_some_and(|question| fits(&question.kind))
    });
    facts.map(|fact| fact.id.clone()).collect()
}

/// Every decision with these facts: an answer, or a sentence why not.
pub fn check_answers(packs: &Packs, facts: &Facts, as_of: Date) {
    let ids = packs.decisions();
    check_request(
        packs,
        facts,
        as_of,
        ids.iter().map(|id| (*id).to_owned()).collect(),
    );
}

/// Every verdict with these facts, and one whole answer; which one, `choice` says. Working
/// out all of them for each input would leave the fuzzer no time for more inputs.
pub fn check_verdicts(facts: &Facts, choice: usize) {
    static DECISIONS: LazyLock<Vec<String>> =
        LazyLock::new(|| PACKS.decisions().into_iter().map(str::to_owned).collect());
    static DECIDERS: LazyLock<Vec<Vec<Decider<'static>>>> = LazyLock::new(|| {
        let on = |day: &Date| {
            let deciders = DECISIONS.iter().map(|id| PACKS.decider(id, *day, None));
            deciders
                .map(|decider| decider.expect("a real decision"))
                .collect()
        };
        DAYS.iter().map(on).collect()
    });
    let day = choice % DAYS.len();
    for decider in &DECIDERS[day] {
        let _ = decider.verdict(&decider.typed(facts));
    }
    let decision = DECISIONS[choice / DAYS.len() % DECISIONS.len()].clone();
    check_request(&PACKS, facts, DAYS[day], vec![decision]);
}

fn check_request(packs: &Packs, facts: &Facts, as_of: Date, decisions: Vec<String>) {
    let request = Request {
        as_of,
        known_at: None,
        decisions,
        language: Language::En,
    };
    match packs.check(&request, facts) {
        Err(error) => sentence::check(&error.to_string()),
        Ok(report) => report.answers.iter().for_each(check_answer),
    }
}

fn check_answer(answer: &Answer) {
    let run = [answer.from, answer.until].map(|day| day.is_some());
    let ordered = answer.from <= answer.until || run != [true, true];
    assert!(ordered, "{}: a run that ends first", answer.decision);
    for list in [&answer.open, &answer.declined, &answer.confirm] {
        let known = |id: &String| list.iter().filter(|other| *other == id).count() == 1;
        assert!(list.iter().all(known), "{}: {list:?}", answer.decision);
    }
}
