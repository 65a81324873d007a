//! Further languages over the shipped packs: every text can be translated, what isn't is
//! English and said to be, and what people see first is whole in each of them.

mod support;

use dodam_rules::{
    Facts, Language, LinesQuestion, Need, Packs, Report, Request, Translation, lacking_texts,
};
use std::collections::{BTreeMap, BTreeSet};
use support::lives::{AS_OF, DOORS, LIVES, Life, request, said};

type Sources = Vec<(String, String)>;

/// The shipped files, those of a further language left out.
fn shipped() -> Sources {
    let all = dodam_packs::sources().iter();
    let written = all.filter(|(path, _)| !path.contains("/language_"));
    written
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

/// A file for each folder in which every text is its English in brackets, without one address.
fn in_brackets(files: &Sources, state: &str, without: &str) -> Sources {
    let mut folders: BTreeMap<&str, Sources> = BTreeMap::new();
    for (path, text) in files {
        let (folder, _) = path.split_once('/').expect("a folder and a file");
        let folder = folders.entry(folder).or_default();
        folder.push((path.clone(), text.clone()));
    }
    let made = folders.into_iter().map(|(folder, files)| {
        let lacking = lacking_texts(&files, Language::Km).unwrap_or_else(|error| panic!("{error}"));
        let mut file = format!("[language]\ntag = \"km\"\nstate = \"{state}\"\n[texts]\n");
        for text in lacking.iter().filter(|text| text.address != without) {
            let words = format!("[{}]", text.english);
            let entry = format!(
                "{:?} = {{ of = {:?}, text = {words:?} }}\n",
                text.address, text.of
            );
            file.push_str(&entry);
        }
        (format!("{folder}/language_km.toml"), file)
    });
    made.collect()
}

fn loaded(state: &str, without: &str) -> Packs {
    let mut files = shipped();
    files.extend(in_brackets(&files, state, without));
    Packs::load_archived(&files).unwrap_or_else(|error| panic!("{error}"))
}

fn in_language(language: Language, decisions: &[&str]) -> Request {
    Request {
        language,
        ..request(decisions)
    }
}

/// The answers to a life, and each question on the way to them.
fn answered(
    packs: &Packs,
    life: &Life,
    language: Language,
) -> (Report, Vec<(String, Translation)>) {
    let request = in_language(language, &DOORS);
    let known: BTreeMap<&str, &str> = said(life.facts)
        .into_iter()
        .chain(said(life.rare))
        .collect();
    let (mut facts, mut questions) = (Facts::new(), Vec::new());
    loop {
        let report = packs.check(&request, &facts).expect("facts that fit");
        let Some(next) = packs.next_questions(&report, &request, &BTreeSet::new()) else {
            return (report, questions);
        };
        questions.extend(next.title.map(|title| (title, Translation::Draft)));
        for question in next.questions {
            let value = known[question.fact.as_str()];
            let read = facts.set_value(packs, &question.fact, value, AS_OF);
            read.expect("a value of its kind");
            questions.push((question.text, question.translation));
            questions.push((question.why_asked, question.translation));
        }
    }
}

/// Everything that an answer says in sentences, sources left out.
fn sentences(report: &Report) -> Vec<&str> {
    let mut found = Vec::new();
    for answer in &report.answers {
        found.push(&answer.text);
        found.extend(answer.criteria.iter().map(|one| &one.why));
        found.extend(answer.notes.iter().map(|one| &one.text));
        for step in &answer.steps {
            found.push(&step.what);
            found.extend(&step.bring);
            found.extend([&step.who, &step.hours, &step.cost].into_iter().flatten());
        }
    }
    found.into_iter().map(String::as_str).collect()
}

#[test]
fn nobody_is_sent_to_a_line_that_speaks_every_language_but_theirs() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    for (language, right) in [
        (Language::En, "033-811-2000"),
        (Language::Vi, "033-811-2000"),
        (Language::Ko, "1577-1000"),
    ] {
        let report = packs.check(&in_language(language, &DOORS), &Facts::new());
        let answers = report.expect("no facts fit").answers;
        let steps = answers.iter().flat_map(|answer| &answer.steps);
        let phones: BTreeSet<&str> = steps.filter_map(|step| step.phone.as_deref()).collect();
        assert!(phones.contains(right), "{language:?}: {phones:?}");
        let foreign = phones.contains("033-811-2000");
        assert_eq!(foreign, language != Language::Ko, "{phones:?}");
    }
}

#[test]
fn every_text_of_every_pack_can_be_translated() {
    let packs = loaded("draft", "");
    for life in LIVES {
        let (report, questions) = answered(&packs, life, Language::Km);
        let asked = questions.iter().map(|(text, _)| text.as_str());
        for text in sentences(&report).into_iter().chain(asked) {
            assert!(text.starts_with('['), "{}: {text}", life.who);
        }
        let drafts = questions.iter().all(|(_, how)| *how == Translation::Draft);
        assert!(drafts, "{}: {questions:?}", life.who);
        for answer in &report.answers {
            let how = packs.translation(answer, Language::Km);
            assert_eq!(how, Translation::Draft, "{}", life.who);
        }
    }
}

#[test]
fn one_sentence_that_lacks_is_english_and_makes_the_answer_so() {
    let packs = loaded("reviewed", "criterion.employed.why.not_met");
    let (report, _) = answered(&packs, &LIVES[1], Language::Km);
    let [regional, workplace] = &report.answers[..] else {
        panic!("two doors")
    };
    let how = |answer| packs.translation(answer, Language::Km);
    assert_eq!(how(regional), Translation::Reviewed);
    assert_eq!(how(workplace), Translation::Missing);
    let said = sentences(&report).into_iter();
    let english: Vec<&str> = said.filter(|text| !text.starts_with('[')).collect();
    assert_eq!(
        english,
        ["You aren't employed on this day, or not with enough hours."]
    );
}

#[test]
fn a_language_without_a_file_is_english_and_a_complete_one_is_a_draft() {
    let packs = Packs::load_archived(&shipped()).unwrap_or_else(|error| panic!("{error}"));
    let english = answered(&packs, &LIVES[1], Language::En).0;
    let lacking = Language::Si;
    let (report, questions) = answered(&packs, &LIVES[1], lacking);
    assert_eq!(
        report.answers[1].criteria[0].why,
        english.answers[1].criteria[0].why
    );
    assert!(
        questions
            .iter()
            .any(|(_, how)| *how == Translation::Missing)
    );
    for answer in &report.answers {
        assert_eq!(packs.translation(answer, lacking), Translation::Missing);
        for complete in Language::COMPLETE {
            assert_eq!(packs.translation(answer, complete), Translation::Draft);
        }
    }
}

#[test]
fn translations_survive_compiling() {
    let packs = loaded("draft", "");
    let again =
        Packs::from_compiled(&packs.to_compiled()).unwrap_or_else(|error| panic!("{error}"));
    let before = answered(&packs, &LIVES[1], Language::Km);
    assert_eq!(answered(&again, &LIVES[1], Language::Km), before);
}

#[test]
fn the_two_doors_are_whole_in_every_further_language() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    for life in LIVES {
        let english: BTreeSet<String> = sentences(&answered(&packs, life, Language::En).0)
            .into_iter()
            .map(str::to_owned)
            .collect();
        for language in Language::FURTHER {
            let (report, questions) = answered(&packs, life, language);
            for (text, how) in questions {
                assert_eq!(how, Translation::Draft, "{language:?}: {text}");
            }
            for text in sentences(&report) {
                assert!(
                    !english.contains(text),
                    "{language:?}, {}: {text}",
                    life.who
                );
            }
            for answer in &report.answers {
                let how = packs.translation(answer, language);
                assert_eq!(how, Translation::Draft, "{language:?}, {}", life.who);
            }
        }
    }
}

#[test]
fn the_ambulance_speaks_indonesian() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let question = LinesQuestion {
        at: AS_OF.at(2, 30, 0, 0),
        spoken: "id",
        need: Some(Need::Emergency),
        sensitive: false,
        language: Language::Id,
    };
    let lines = packs.lines(&question).expect("a tag");
    let first = &lines.lines[0];
    assert!(first.who.contains("ambulans"), "{}", first.who);
    assert!(
        first
            .say_ko
            .as_ref()
            .is_some_and(|korean| korean.contains("통역"))
    );
}

#[test]
fn a_day_stands_in_a_sentence_as_indonesians_write_it() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let waiting = LIVES
        .iter()
        .find(|life| life.who.contains("within the six"));
    let (report, _) = answered(&packs, waiting.expect("a life"), Language::Id);
    let said = &report.answers[0].text;
    assert!(
        said.starts_with("Belum. Mulai Jumat, 10 Juli 2026 Anda"),
        "{said}"
    );
}
