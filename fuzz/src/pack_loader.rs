//! Packs as a newcomer writes them: loaded, or refused with a place and a sentence.

use super::real::{self, DAYS, check_answers};
use super::sentence;
use dodam_rules::{Complaint, Facts, Language, Packs, ProgrammesQuestion, QuestionKind};

/// Begins the line that names the next file; to TOML it is a comment.
const NEXT_FILE: &str = "#= ";
/// Whose the lines before the first such line are.
const FIRST_FILE: &str = "xx.fuzz/pack.toml";

/// A file's path and content.
type File<'a> = (&'a str, &'a str);

/// Loads the input's files beside the real vocabulary, which an input may replace, and,
/// where that succeeds, beside the real packs.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return; // Files are read as text before they come here.
    };
    let mut files = files(text);
    if !files.iter().any(|(path, _)| path.starts_with("facts/")) {
        files.extend(real::vocabulary());
    }
    let Some(packs) = load(&files) else {
        return;
    };
    answer(&packs);
    // The real packs' own tests take most of their time and say nothing of the input.
    let theirs = |path: &str| files.iter().any(|(other, _)| *other == path);
    let real = dodam_packs::sources().iter().copied();
    let beside = real.filter(|(path, _)| !path.contains("/tests") && !theirs(path));
    load(&[&files[..], &beside.collect::<Vec<_>>()].concat());
}

/// The input's files, cut at the lines that name them.
pub fn files(text: &str) -> Vec<File<'_>> {
    let mut files = Vec::new();
    let (mut path, mut begin, mut at) = (FIRST_FILE, 0, 0);
    for line in text.split_inclusive('\n') {
        if let Some(next) = line.strip_prefix(NEXT_FILE) {
            files.push((path, &text[begin..at]));
            (path, begin) = (next.trim(), at + line.len());
        }
        at += line.len();
    }
    files.push((path, &text[begin..]));
    files.retain(|(path, text)| *path != FIRST_FILE || !text.is_empty());
    files
}

/// The packs, or `None` after a look at every complaint.
fn load(files: &[File<'_>]) -> Option<Packs> {
    let error = match Packs::load(files) {
        Ok(packs) => return Some(packs),
        Err(error) => error,
    };
    let complaints = error.complaints();
    assert!(!complaints.is_empty(), "refused without a complaint");
    let lines = error.to_string().lines().count();
    assert_eq!(lines, complaints.len(), "one line a complaint:\n{error}");
    for complaint in complaints {
        check_complaint(complaint, files);
    }
    None
}

fn check_complaint(complaint: &Complaint, files: &[File<'_>]) {
    let Complaint { file, line, .. } = complaint;
    sentence::check(&complaint.sentence);
    // What the reader calls things inside means nothing to a person.
    let inner = [
        "untagged enum",
        "struct ",
        "newtype",
        "did not match any variant",
    ];
    let told = inner
        .iter()
        .find(|word| complaint.sentence.contains(**word));
    assert_eq!(told, None, "words of the program: {complaint}");
    sentence::check(file);
    let text = files.iter().find(|(path, _)| path == file);
    let Some((_, text)) = text else {
        let folder = file.strip_suffix("/pack.toml").unwrap_or(file);
        let inside = |(path, _): &File<'_>| path.split('/').next() == Some(folder);
        let whole = *line == 0 && (file == "packs" || files.iter().any(inside));
        assert!(whole, "no such file: {complaint}");
        return;
    };
    let lines = text.matches('\n').count() + 1;
    assert!(*line <= lines, "no such line: {complaint}");
    // The only complaints about a file as a whole.
    let whole = [
        "1 MiB at most",
        "in a folder of its name",
        "needs one [pack], in pack.toml",
    ];
    let about_whole = whole.iter().any(|words| complaint.sentence.contains(words));
    assert!(*line > 0 || about_whole, "no line: {complaint}");
}

/// What was loaded answers, knowing nothing and knowing everything.
fn answer(packs: &Packs) {
    let facts = [Facts::new(), everything(packs)];
    for day in DAYS {
        facts
            .iter()
            .for_each(|facts| check_answers(packs, facts, day));
        let question = ProgrammesQuestion {
            province: None,
            city: None,
            as_of: day,
            language: Language::ZhHans,
        };
        assert!(packs.programmes(&question).is_ok());
    }
    let bytes = packs.to_compiled();
    let again = Packs::from_compiled(&bytes).expect("what was compiled can be read");
    assert!(
        again.to_compiled() == bytes,
        "compiled packs change when read"
    );
}

/// A value for every fact.
fn everything(packs: &Packs) -> Facts {
    let mut facts = Facts::new();
    for fact in packs.fact_types() {
        let Some(question) = packs.question(&fact.id, Language::En) else {
            continue;
        };
        let value = match &question.kind {
            QuestionKind::YesNo => "true",
            QuestionKind::Date => "2025-03-01",
            QuestionKind::Money => "300000",
            QuestionKind::Number => "3",
            QuestionKind::Status => "D-2-6",
            QuestionKind::Periods => "2025-01-01..2025-02-10",
            QuestionKind::Text => "a line",
            QuestionKind::Choice(choices) | QuestionKind::Place(choices) => {
                choices.first().map_or("Elsewhere", |choice| &choice.value)
            }
        };
        // A choice may be spelt so that it can't be typed; that is another property.
        let _ = facts.set_value(packs, &fact.id, value, real::DAY);
    }
    facts
}
