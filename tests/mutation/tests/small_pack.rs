//! The mutator on small packs: what it makes, and that it can tell tested from untested.
#![expect(clippy::expect_used, reason = "a test may panic")]

use dodam_mutation::document::{Entry, Node, Value};
use dodam_mutation::equivalents::Equivalents;
use dodam_mutation::mutant::{Group, Mutant};
use dodam_mutation::report::Report;
use dodam_mutation::sections::mutants;
use dodam_mutation::trial::{Fate, fates};
use dodam_mutation::values::Values;

/// One fact of each kind that values are taken from.
const FACTS: &str = r#"
[[fact]]
id = "visa"
type = "status"
[[fact]]
id = "service"
type = "choice"
choices = [{ id = "inpatient" }, { id = "surgery" }, { id = "dental" }]
[[fact]]
id = "province"
type = "place"
place = "province"
[[place]]
id = "seoul"
kind = "province"
[[place]]
id = "gyeongbuk"
kind = "province"
[[table]]
id = "t"
rows = [{ code = "A", wait = "none" }, { code = "D-2", wait = "six" }, { code = "H-1", wait = "review" }]
"#;

fn made(text: &str) -> Vec<Mutant> {
    let facts = Node::of_file(FACTS).expect("it is TOML");
    mutants("xx.small/pack.toml", text, &Values::of([facts].iter())).expect("it is TOML")
}

/// The changed texts of a condition, without what stands around it.
fn changed(condition: &str) -> Vec<String> {
    let before = "[[criterion]]\nid = \"c\"\ntest = ";
    let text = format!("{before}{condition}\n");
    let mutants = made(&text);
    let texts = mutants.iter().map(|mutant| mutant.text(&text));
    texts
        .map(|text| text[before.len()..].trim_end().to_owned())
        .collect()
}

/// A condition and every change of it, in any order.
const CONDITIONS: &[(&str, &[&str])] = &[
    (
        "{ fact = \"registered\", is = true }",
        &["{ fact = \"registered\", is = false }"],
    ),
    (
        "{ fact = \"service\", is = \"surgery\" }",
        &[
            "{ fact = \"service\", is = \"inpatient\" }",
            "{ fact = \"service\", is = \"dental\" }",
            "{ fact = \"service\", not_in = [\"surgery\"] }",
        ],
    ),
    (
        "{ fact = \"visa\", in = [\"D-2\"] }",
        &[
            "{ fact = \"visa\", in = [\"A\"] }",
            "{ fact = \"visa\", not_in = [\"D-2\"] }",
        ],
    ),
    (
        "{ fact = \"province\", not_in = [\"seoul\", \"gyeongbuk\"] }",
        &[
            "{ fact = \"province\", not_in = [\"seoul\"] }",
            "{ fact = \"province\", not_in = [\"gyeongbuk\"] }",
            "{ fact = \"province\", in = [\"seoul\", \"gyeongbuk\"] }",
        ],
    ),
    (
        "{ table = \"t\", fact = \"visa\", column = \"wait\", in = [\"none\"] }",
        &[
            "{ table = \"t\", fact = \"visa\", column = \"wait\", in = [\"review\"] }",
            "{ table = \"t\", fact = \"visa\", column = \"wait\", in = [\"six\"] }",
            "{ not = { table = \"t\", fact = \"visa\", column = \"wait\", in = [\"none\"] } }",
        ],
    ),
    (
        "{ fact = \"entry_date\", from = 2024-02-29, until = 2024-12-31 }",
        &[
            "{ fact = \"entry_date\", from = 2024-02-28, until = 2024-12-31 }",
            "{ fact = \"entry_date\", from = 2024-03-01, until = 2024-12-31 }",
            "{ fact = \"entry_date\", from = 2024-02-29, until = 2024-12-30 }",
            "{ fact = \"entry_date\", from = 2024-02-29, until = 2025-01-01 }",
            "{ fact = \"entry_date\", until = 2024-12-31 }",
            "{ fact = \"entry_date\", from = 2024-02-29 }",
        ],
    ),
    (
        "{ day_from = 2019-07-16, otherwise = \"UNKNOWN\" }",
        &[
            "{ day_from = 2019-07-15, otherwise = \"UNKNOWN\" }",
            "{ day_from = 2019-07-17, otherwise = \"UNKNOWN\" }",
            "{ day_until = 2019-07-16, otherwise = \"UNKNOWN\" }",
            "{ day_from = 2019-07-16, otherwise = \"NEEDS_DECISION\" }",
            "{ day_from = 2019-07-16 }",
        ],
    ),
    (
        "{ not = { after = \"birth_date\", years = 19 } }",
        &[
            "{ after = \"birth_date\", years = 19 }",
            "{ not = { until = \"birth_date\", years = 19 } }",
            "{ not = { after = \"birth_date\", years = 18 } }",
            "{ not = { after = \"birth_date\", years = 20 } }",
        ],
    ),
    (
        "{ until = \"stay_until\", absent = \"MET\" }",
        &[
            "{ after = \"stay_until\", absent = \"MET\" }",
            "{ until = \"stay_until\", absent = \"NOT_MET\" }",
            "{ until = \"stay_until\" }",
        ],
    ),
    (
        "{ fact = \"a\", later_than = \"b\", days = 0 }",
        &[
            "{ fact = \"b\", later_than = \"a\", days = 0 }",
            "{ fact = \"a\", later_than = \"b\", days = 1 }",
        ],
    ),
    (
        "{ fact = \"wage\", min = 100 }",
        &[
            "{ fact = \"wage\", min = 99 }",
            "{ fact = \"wage\", min = 101 }",
            "{ fact = \"wage\", max = 100 }",
        ],
    ),
    (
        "{ at_least = 2, of = [{ never = true }, { criterion = \"x\" }] }",
        &[
            "{ at_least = 1, of = [{ never = true }, { criterion = \"x\" }] }",
            "{ at_least = 3, of = [{ never = true }, { criterion = \"x\" }] }",
            "{ at_least = 2, of = [{ criterion = \"x\" }] }",
            "{ at_least = 2, of = [{ never = true }] }",
            "{ at_least = 2, of = [{ never = true }, { not = { criterion = \"x\" } }] }",
        ],
    ),
    (
        "{ any = [{ never = true }, { decision = \"d\", is_not = \"YES\" }] }",
        &[
            "{ all = [{ never = true }, { decision = \"d\", is_not = \"YES\" }] }",
            "{ any = [{ decision = \"d\", is_not = \"YES\" }] }",
            "{ any = [{ never = true }] }",
            "{ any = [{ never = true }, { decision = \"d\", is = \"YES\" }] }",
            "{ any = [{ never = true }, { decision = \"d\", is_not = \"NO\" }] }",
        ],
    ),
    (
        "{ resident = \"e\", months = 6, absences = \"a\", tolerated_days = 0, again = \"MET\", again_within = 1 }",
        &[
            "{ resident = \"e\", months = 5, absences = \"a\", tolerated_days = 0, again = \"MET\", again_within = 1 }",
            "{ resident = \"e\", months = 7, absences = \"a\", tolerated_days = 0, again = \"MET\", again_within = 1 }",
            "{ resident = \"e\", months = 6, absences = \"a\", tolerated_days = 1, again = \"MET\", again_within = 1 }",
            "{ resident = \"e\", months = 6, absences = \"a\", tolerated_days = 0, again = \"UNKNOWN\", again_within = 1 }",
            "{ resident = \"e\", months = 6, absences = \"a\", tolerated_days = 0, again = \"MET\", again_within = 2 }",
            "{ resident = \"e\", months = 6, absences = \"a\", tolerated_days = 0, again = \"MET\" }",
            "{ not = { resident = \"e\", months = 6, absences = \"a\", tolerated_days = 0, again = \"MET\", again_within = 1 } }",
        ],
    ),
];

#[test]
fn a_condition_is_changed_in_these_ways_and_no_other() {
    for (condition, expected) in CONDITIONS {
        let mut found = changed(condition);
        let mut expected: Vec<&str> = expected.to_vec();
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{condition}");
    }
}

#[test]
fn sections_are_changed_where_they_decide_and_nowhere_else() {
    let text = r#"
[pack]
id = "xx.small"
version = 1
issued = 2025-02-20
valid_from = 2025-02-01
review_by = 2025-12-31
[[param]]
id = "cap"
values = [{ from = 2025-02-01, value = 100, cite = "law" }]
[[cite]]
id = "law"
dated = 2025-02-16
[[table]]
id = "t"
rows = [
  { code = "A", wait = "none", cite = "law" }, # a remark
  { code = "B", wait = "six", cite = "law" },
]
[[note]]
id = "n"
decisions = ["xx.small/d"]
when = { verdict = ["NO"], criterion = "c", state = ["MET"] }
[[contact]]
id = "office"
immigration_office = true
[[fact]]
id = "f"
confirm_after_months = 1
optional = true
[[place]]
id = "pohang"
within = "gyeongbuk"
[[test]]
name = "t"
as_of = 2025-02-01
"#;
    let found: Vec<String> = made(text).iter().map(Mutant::to_string).collect();
    let expected = [
        "6: valid_from 2025-02-01 -> 2025-01-31",
        "6: valid_from 2025-02-01 -> 2025-02-02",
        "7: review_by 2025-12-31 -> 2025-12-30",
        "7: review_by 2025-12-31 -> 2026-01-01",
        "10: from 2025-02-01 -> 2025-01-31",
        "10: from 2025-02-01 -> 2025-02-02",
        "10: value 100 -> 99",
        "10: value 100 -> 101",
        "17: { code = \"A\", wait = \"none\", cite = \"law\" } left out",
        "17: { code = \"B\", wait = \"six\", cite = \"law\" } left out",
        "17: wait \"none\" -> \"six\"",
        "18: wait \"six\" -> \"none\"",
        "23: verdict = [\"NO\"] left out",
        "23: state = [\"MET\"] left out",
        "23: criterion = \"c\", state = [\"MET\"] left out",
        "23: \"NO\" -> \"YES\"",
        "23: \"MET\" -> \"NOT_MET\"",
        "26: immigration_office true -> false",
        "29: confirm_after_months 1 -> 2",
        "30: optional true -> false",
        "33: within \"gyeongbuk\" -> \"seoul\"",
    ];
    let expected = expected.map(|line| format!("packs/xx.small/pack.toml:{line}"));
    assert_eq!(found, expected);
}

/// Where numbers and dates stand that change no answer.
const NOT_CHANGED: [&str; 11] = [
    "id", "version", "issued", "schema", "cite", "contact", "test", "text", "ask", "why", "say",
];

/// The numbers and dates of a file that decide something.
fn numbers(node: &Node, found: &mut Vec<usize>) {
    match &node.value {
        Value::Integer(_) | Value::Date(_) => found.push(node.span.start),
        Value::List(items) => items.iter().for_each(|item| numbers(item, found)),
        Value::Table(entries) => {
            // A section `test` is a list; a criterion's test is a table.
            let skipped = |entry: &&Entry| {
                NOT_CHANGED.contains(&entry.key.as_str())
                    && !(entry.key == "test" && matches!(entry.node.value, Value::Table(_)))
            };
            let entries = entries.iter().filter(|entry| !skipped(entry));
            entries.for_each(|entry| numbers(&entry.node, found));
        }
        _ => {}
    }
}

#[test]
fn no_number_and_no_date_of_the_real_packs_is_left_alone() {
    let files = repository_packs();
    let trees = files.iter().map(|(_, text)| Node::of_file(text));
    let trees: Vec<Node> = trees.collect::<Result<_, _>>().expect("they are TOML");
    let values = Values::of(trees.iter());
    for ((path, text), tree) in files.iter().zip(&trees) {
        let made = mutants(path, text, &values).expect("it is TOML");
        let changed = |start: &usize| {
            let mut numbers = made.iter().filter(|one| one.group == Group::Numbers);
            numbers.any(|one| one.edits[0].0.start == *start)
        };
        let mut found = Vec::new();
        numbers(tree, &mut found);
        for start in found {
            let line = text[..start].matches('\n').count() + 1;
            assert!(changed(&start), "{path}:{line}");
        }
    }
}

fn repository_packs() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    dodam_mutation::files::read(folder.as_ref()).expect("the packs are there")
}

/// A pack with one of everything, and the repository's vocabulary.
fn small_pack(test: &str) -> Vec<(String, String)> {
    let mut files = repository_packs();
    files.retain(|(path, _)| path.starts_with("facts/"));
    let pack = include_str!("../../corpora/pack_loader/small_pack_with_every_section.toml");
    files.push(("xx.fuzz/pack.toml".to_owned(), format!("{pack}\n{test}")));
    files
}

/// The fate of the changes of the pack at these keys, what is left out aside.
fn fates_at(test: &str, at: &str) -> Vec<Fate> {
    let files = small_pack(test);
    let (path, text) = files.last().expect("it was pushed");
    let facts = Node::of_file(text).expect("it is TOML");
    let made = mutants(path, text, &Values::of([facts].iter())).expect("it is TOML");
    let meant = |mutant: &Mutant| mutant.at == at && !mutant.change.ends_with(" left out");
    let made: Vec<Mutant> = made.into_iter().filter(meant).collect();
    fates(&files, &made, 2).expect("the pack loads")
}

const STARTED: &str = "criterion.affordable.test.of.2.from";

/// The state of `affordable` for a treatment on a day, all else of it known.
fn affordable_on(day: &str, state: &str, more: &str) -> String {
    format!(
        "[[test]]\nname = \"on {day}\"\ndecision = \"xx.fuzz/support\"\nas_of = 2025-06-15\n\
         facts = {{ registered = false, service_date = {day}, cap_used_krw = 1, request_krw = 9999999 }}\n\
         expect = {{ verdict = \"NO\", criteria = {{ affordable = \"{state}\" }}{more} }}\n"
    )
}

#[test]
fn a_programme_changes_in_its_state_days_places_and_when_it_was_known_and_in_no_words() {
    let text = "[[programme]]\nid = \"p\"\nwhere = [\"seoul\"]\nstate = \"running\"\nknown = \"2025-01\"\n\
                from = 2025-02-01\nuntil = 2025-03-31\nsay_ko = \"s\"\nconfidence = \"F\"\n";
    let changes: Vec<String> = made(text).into_iter().map(|one| one.change).collect();
    assert_eq!(
        changes,
        [
            "where = [\"seoul\"] left out",
            "\"seoul\" -> \"gyeongbuk\"",
            "state \"running\" -> \"unconfirmed\"",
            "state \"running\" -> \"ended\"",
            "state \"running\" -> \"history\"",
            "known \"2025-01\" -> \"2024-12\"",
            "known \"2025-01\" -> \"2025-02\"",
            "from 2025-02-01 -> 2025-01-31",
            "from 2025-02-01 -> 2025-02-02",
            "from = 2025-02-01 left out",
            "until 2025-03-31 -> 2025-03-30",
            "until 2025-03-31 -> 2025-04-01",
            "until = 2025-03-31 left out",
        ]
    );
}

#[test]
fn an_untested_date_survives_and_a_tested_one_does_not() {
    assert_eq!(fates_at("", STARTED), [Fate::Survived, Fate::Survived]);
    let first = affordable_on("2025-02-01", "MET", "");
    assert_eq!(fates_at(&first, STARTED), [Fate::Survived, Fate::Killed]);
}

/// Shown where the treatment can be paid, whatever the verdict.
const NOTE: &str = r#"
[[note]]
id = "can_be_paid"
when = { criterion = "affordable", state = ["MET"] }
text = { en = "e", ko = "k", zh-Hans = "z", vi = "v" }
"#;

#[test]
fn a_missing_note_notices_a_change_of_when_it_is_shown_and_of_nothing_else() {
    let test = affordable_on("2025-02-01", "MET", ", notes = [\"can_be_paid\"]");
    let test = test.replace("criteria = { affordable = \"MET\" }, ", "");
    let pack = format!("{NOTE}{test}");
    assert_eq!(fates_at(&pack, STARTED), [Fate::Survived, Fate::Survived]);
    let shown = "note.can_be_paid.when.state.0";
    assert_eq!(fates_at(&pack, shown), [Fate::Killed]);
}

#[test]
fn packs_that_fail_a_test_as_they_are_are_not_tried() {
    let files = small_pack(&affordable_on("2025-02-01", "NOT_MET", ""));
    assert!(fates(&files, &[], 1).is_err());
}

#[test]
fn what_does_not_load_is_refused_and_no_survivor() {
    // A criterion that may need a decision needs a reason for it.
    let otherwise = "criterion.long_enough.test.any.0.otherwise";
    assert_eq!(fates_at("", otherwise)[0], Fate::Refused);
}

fn mutant(at: &str, group: Group) -> Mutant {
    Mutant {
        file: "xx.small/pack.toml".to_owned(),
        line: 3,
        at: at.to_owned(),
        change: "from 2025-02-01 -> 2025-02-02".to_owned(),
        group,
        only_shows: false,
        edits: Vec::new(),
    }
}

#[test]
fn a_surviving_number_is_listed_and_fails_the_run_and_an_operator_does_not() {
    let none = Equivalents::default();
    let mutants = [mutant("a", Group::Numbers), mutant("b", Group::Operators)];
    let report = Report::of(&mutants, &[Fate::Survived, Fate::Killed], &none);
    assert!(!report.is_good());
    assert_eq!(
        report.to_string(),
        "numbers and dates:\n  packs/xx.small/pack.toml:3: from 2025-02-01 -> 2025-02-02 survives (a)\n\
         mutants 2: 1 killed, 0 refused, 0 equivalent, 1 survived (1 among numbers and dates)"
    );
    let report = Report::of(&mutants, &[Fate::Refused, Fate::Survived], &none);
    assert!(report.is_good());
}

#[test]
fn an_equivalent_is_no_survivor_and_one_that_is_noticed_after_all_fails_the_run() {
    let list = "[[equivalent]]\nfile = \"xx.small/pack.toml\"\nat = \"a\"\nreason = \"r\"\n";
    let list = Equivalents::read(list).expect("it is written well");
    let mutants = [mutant("a.b", Group::Numbers), mutant("ab", Group::Tables)];
    let report = Report::of(&mutants, &[Fate::Survived, Fate::Killed], &list);
    assert!(report.is_good(), "{report}");
    let report = Report::of(&mutants, &[Fate::Killed, Fate::Survived], &list);
    assert!(!report.is_good(), "{report}");
}

#[test]
fn an_equivalent_needs_a_reason() {
    let list = "[[equivalent]]\nfile = \"f\"\nat = \"a\"\nreason = \" \"\n";
    assert!(Equivalents::read(list).is_err());
}
