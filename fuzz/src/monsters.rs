//! Inputs too large or too regular to be stored: made where they are needed.

use std::fmt::Write;

/// A name that says what it is, and how it is made.
pub type Monster = (&'static str, fn() -> Vec<u8>);

const MEBIBYTE: usize = 1 << 20;
const TEXT: &str = r#"{ en = "x", ko = "x", zh-Hans = "x", vi = "x" }"#;
const SMALL_PACK: &str =
    include_str!("../../tests/corpora/pack_loader/small_pack_with_every_section.toml");

/// Packs.
pub const PACKS: [Monster; 26] = [
    ("nesting_one_mebibyte", || opened("[")),
    ("ten_megabytes_of_brackets", || b"[".repeat(10_000_000)),
    ("inline_tables_one_mebibyte", || opened("{a=")),
    ("dotted_key_one_mebibyte", || opened("a.")),
    ("dotted_header_one_mebibyte", || {
        [b"[", &opened("a.")[..]].concat()
    }),
    ("line_one_mebibyte", || opened("x")),
    ("empty_facts_one_mebibyte", || {
        filled("", |_| "[[fact]]\n".into())
    }),
    ("empty_lines_one_mebibyte", || {
        filled(SMALL_PACK, |_| "\n".into())
    }),
    ("citation_thousands_of_times", || {
        filled(SMALL_PACK, |_| cite("law"))
    }),
    ("citations_one_mebibyte", || {
        filled(SMALL_PACK, |n| cite(&format!("law{n}")))
    }),
    ("places_one_mebibyte", || filled(SMALL_PACK, place)),
    ("contacts_that_are_not_there", || filled(SMALL_PACK, step)),
    ("notes_that_are_not_there", notes_that_are_not_there),
    ("criteria_that_ask_the_one_before_twice", || {
        ask_before(60, true)
    }),
    ("criteria_that_ask_the_one_before", || {
        ask_before(2_500, false)
    }),
    (
        "criteria_that_ask_the_one_before_in_four_files",
        criteria_in_four_files,
    ),
    (
        "decisions_that_ask_the_one_before_twice",
        decisions_that_ask_the_one_before_twice,
    ),
    ("periods_times_conditions", || {
        periods_times_conditions(2_400, 15_000)
    }),
    ("periods_times_conditions_just_allowed", || {
        periods_times_conditions(480, 9_000)
    }),
    ("decisions_times_steps", decisions_times_steps),
    ("notes_that_ask_much", notes_that_ask_much),
    ("facts_implied_in_layers", facts_implied_in_layers),
    ("fact_implied_by_itself", fact_implied_by_itself),
    (
        "fact_implied_by_the_decision_that_asks_for_it",
        fact_implied_by_decision,
    ),
    ("id_one_mebibyte", || {
        small("id = \"near\"", &format!("id = \"{}\"", long()))
    }),
    ("values_one_mebibyte", values_one_mebibyte),
];

/// Households.
pub const HOUSEHOLDS: [Monster; 3] = [
    ("nesting_one_mebibyte", || opened("[")),
    ("relations_one_mebibyte", relations_one_mebibyte),
    (
        "everybody_depends_on_everybody",
        everybody_depends_on_everybody,
    ),
];

/// Facts, as lines and as JSON.
pub const FACTS: [Monster; 7] = [
    ("nesting_one_mebibyte", || opened("[")),
    ("objects_one_mebibyte", || opened("{\"visa\":")),
    ("ten_megabytes_of_brackets", || b"[".repeat(10_000_000)),
    ("value_one_mebibyte", || {
        format!("visa={}", long()).into_bytes()
    }),
    ("place_of_ten_thousand_marks", || {
        format!("city=P{}", "\u{301}".repeat(4_999)).into_bytes()
    }),
    ("name_one_mebibyte", || {
        format!("{{\"{}\": null}}", long()).into_bytes()
    }),
    ("trips_ten_thousand_bytes", trips),
];

/// Bundles and what else strangers hand over.
pub const BUNDLES: [Monster; 4] = [
    ("eight_mebibytes_and_one", || b" ".repeat(8 * MEBIBYTE + 1)),
    ("nesting_eight_mebibytes", || b"[".repeat(8 * MEBIBYTE)),
    ("packs_eight_mebibytes", packs_eight_mebibytes),
    ("roots_a_thousand", || {
        format!(
            "{{\"format\":\"dodam-packs-1\",\"roots\":[{}",
            "{\"signed\":\"\",\"signatures\":[]},".repeat(1_000)
        )
        .into_bytes()
    }),
];

/// Compiled packs.
pub const COMPILED: [Monster; 2] = [
    ("list_without_end", || {
        [COMPILED_HEAD, &[0xff; 9], &[1]].concat()
    }),
    ("negations_one_million", negations_one_million),
];

const COMPILED_HEAD: &[u8] = b"dodam-compiled-5\n";

/// What opens and never closes.
fn opened(with: &str) -> Vec<u8> {
    let text = format!("x = {}", with.repeat(MEBIBYTE / with.len()));
    text.as_bytes()[..MEBIBYTE].to_vec()
}

fn long() -> String {
    "x".repeat(MEBIBYTE - 8_192)
}

/// As many items as one file may hold, behind what stands before them.
fn filled(before: &str, item: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = before.to_owned();
    for number in 0.. {
        let item = item(number);
        if text.len() + item.len() > MEBIBYTE {
            break;
        }
        text += &item;
    }
    text.into_bytes()
}

/// The small pack with one text instead of another.
fn small(old: &str, new: &str) -> Vec<u8> {
    assert!(SMALL_PACK.contains(old), "{old}");
    SMALL_PACK.replacen(old, new, 1).into_bytes()
}

fn cite(id: &str) -> String {
    format!(
        "[[cite]]\nid = \"{id}\"\nsource = \"X\"\ntitle = {TEXT}\nchecked = \"2026\"\nconfidence = \"L\"\n"
    )
}

fn place(number: usize) -> String {
    format!(
        "[[place]]\nid = \"p{number}\"\nkind = \"city\"\nnames = []\nwithin = \"q{number}\"\ntext = {TEXT}\n"
    )
}

fn step(number: usize) -> String {
    format!("[[step]]\nid = \"s{number}\"\ncontact = \"nobody{number}\"\ndo = {TEXT}\n")
}

/// Half of them notes, half of them conditions that name others.
fn notes_that_are_not_there() -> Vec<u8> {
    filled(SMALL_PACK, |n| {
        let id = "n".repeat(40);
        let test = format!("{{ never = true, note = \"{id}m{n}\" }}");
        format!("[[note]]\nid = \"{id}{n}\"\ntext = {TEXT}\nwhen = {{ test = {test} }}\n")
    })
}

fn criterion(id: &str, test: &str) -> String {
    format!(
        "[[criterion]]\nid = \"{id}\"\ntest = {test}\ncite = [\"law\"]\nwhy.met = {TEXT}\nwhy.not_met = {TEXT}\nwhy.unknown = {TEXT}\n"
    )
}

/// The small pack, its decision asking the last of a row of criteria.
fn ask_before(count: usize, twice: bool) -> Vec<u8> {
    let mut row = criterion("c0", "{ fact = \"registered\", is = true }");
    for number in 1..count {
        let before = format!("\"c{}\"", number - 1);
        let parts = if twice {
            format!("{before}, {before}")
        } else {
            before
        };
        row += &criterion(&format!("c{number}"), &format!("{{ all = [{parts}] }}"));
    }
    let tree = format!("tree = {{ all = [\"c{}\", ", count - 1);
    let text = SMALL_PACK.replacen("[[decision]]", &(row + "[[decision]]"), 1);
    text.replacen("tree = { all = [", &tree, 1).into_bytes()
}

/// As many criteria as a pack may hold, each asking the one before.
fn criteria_in_four_files() -> Vec<u8> {
    let mut text = SMALL_PACK.to_owned();
    let mut number = 0;
    let mut before = "registered".to_owned();
    for file in ["a", "b", "c"] {
        text += &format!("#= xx.fuzz/{file}.toml\n");
        let begin = text.len();
        while text.len() - begin < MEBIBYTE - 1_000 {
            let id = format!("c{number}");
            text += &criterion(&id, &negated(14, &before));
            (before, number) = (id, number + 1);
        }
    }
    text += "#= xx.fuzz/d.toml\n";
    (text + &decision(0, &format!("\"{before}\""))).into_bytes()
}

/// A criterion's name, negated so many times.
fn negated(times: usize, criterion: &str) -> String {
    let (open, close) = ("{ not = ".repeat(times), " }".repeat(times));
    format!("{open}{{ criterion = \"{criterion}\" }}{close}")
}

fn decision(number: usize, tree: &str) -> String {
    format!(
        "[[decision]]\nid = \"xx.fuzz/d{number}\"\ntree = {tree}\ntitle = {TEXT}\nsay = {{ yes = {TEXT}, no = {TEXT}, unknown = {TEXT} }}\n"
    )
}

fn decisions_that_ask_the_one_before_twice() -> Vec<u8> {
    let mut text = SMALL_PACK.to_owned() + &decision(0, "\"registered\"");
    for number in 1..60 {
        let before = format!("{{ decision = \"xx.fuzz/d{}\", is = \"YES\" }}", number - 1);
        text += &decision(number, &format!("{{ all = [{before}, {before}] }}"));
    }
    text.into_bytes()
}

/// A parameter with many values, asked for by many conditions.
fn periods_times_conditions(periods: usize, conditions: usize) -> Vec<u8> {
    let mut values = String::from("values = [\n");
    for month in 0..periods {
        let (year, month) = (1900 + month / 12, month % 12 + 1);
        writeln!(
            values,
            "{{ from = {year}-{month:02}-01, until = {year}-{month:02}-28, value = 1, cite = \"law\" }},"
        )
        .expect("a string takes all");
    }
    let values = values + "]\n[[param]]\nid = \"limit2\"\nunit = \"KRW\"\nvalues = [";
    let asks = "{ fact = \"request_krw\", max = \"limit\" },\n".repeat(conditions);
    let text = SMALL_PACK.replacen("values = [", &values, 1);
    text.replacen(
        "at_least = 2, of = [",
        &format!("at_least = 2, of = [\n{asks}"),
        1,
    )
    .into_bytes()
}

/// Half of a file decisions, half of it steps, each for every decision.
fn decisions_times_steps() -> Vec<u8> {
    filled(SMALL_PACK, |n| {
        let step = format!("[[step]]\nid = \"s{n}\"\ndo = {TEXT}\n");
        step + &decision(n, "\"registered\"")
    })
}

/// Each of hundreds of notes asks as much as a decision may.
fn notes_that_ask_much() -> Vec<u8> {
    let asks = "\"registered\", ".repeat(9_000);
    let much = criterion("much", &format!("{{ all = [{asks}] }}"));
    let text = SMALL_PACK.replacen("[[decision]]", &(much + "[[decision]]"), 1);
    filled(&text, |n| {
        let test = "{ any = [\"much\", { never = true }] }";
        format!("[[note]]\nid = \"n{n}\"\ntext = {TEXT}\nwhen = {{ test = {test} }}\n")
    })
}

/// Each fact of a layer is implied by every fact of the next: more ways than can be gone.
fn facts_implied_in_layers() -> Vec<u8> {
    let mut text = SMALL_PACK.to_owned();
    for (layer, n) in (0..8).flat_map(|layer| (0..40).map(move |n| (layer, n))) {
        let next = (0..40).map(|n| format!("{{ fact = \"f{}_{n}\", is = true }}", layer + 1));
        let when = format!("{{ any = [{}] }}", next.collect::<Vec<_>>().join(", "));
        let implied = match layer {
            7 => String::new(),
            _ => format!("implied = [{{ when = {when}, value = true }}]\n"),
        };
        write!(
            text,
            "[[fact]]\nid = \"f{layer}_{n}\"\ntype = \"bool\"\nsensitivity = \"work\"\n{implied}ask = {TEXT}\nwhy = {TEXT}\n"
        )
        .expect("a string takes all");
    }
    text.into_bytes()
}

fn fact_implied_by_itself() -> Vec<u8> {
    let implied = "optional = true\nimplied = [{ when = { fact = \"shift_worker\", is = true }, value = true }]";
    small("optional = true", implied)
}

fn fact_implied_by_decision() -> Vec<u8> {
    let implied = "optional = true\nimplied = [{ when = { decision = \"xx.fuzz/support\", is = \"YES\" }, value = true }]";
    small("optional = true", implied)
}

fn values_one_mebibyte() -> Vec<u8> {
    let values = "\"none\", ".repeat(MEBIBYTE / 8 - 1_000);
    small("in = [\"none\"]", &format!("in = [{values}]"))
}

fn relations_one_mebibyte() -> Vec<u8> {
    let relation = r#"{"of":"a","to":"b","relation":"child"},"#;
    let relations = relation.repeat(MEBIBYTE / relation.len() - 10);
    let people = r#"{"id":"a","facts":{"visa":"F-3"}},{"id":"b","facts":{"visa":"D-2"}}"#;
    let last = relation.trim_end_matches(',');
    format!("{{\"people\":[{people}],\"relations\":[{relations}{last}]}}").into_bytes()
}

fn everybody_depends_on_everybody() -> Vec<u8> {
    let people: Vec<String> = (0..50)
        .map(|n| format!("{{\"id\":\"{n}\",\"facts\":{{\"visa\":\"F-3\"}}}}"))
        .collect();
    let pairs = (0..2_500).map(|n| (n / 50, n % 50));
    let relations: Vec<String> = pairs
        .map(|(of, to)| format!("{{\"of\":\"{of}\",\"to\":\"{to}\",\"relation\":\"child\"}}"))
        .collect();
    let (people, relations) = (people.join(","), relations.join(","));
    format!("{{\"people\":[{people}],\"relations\":[{relations}]}}").into_bytes()
}

fn trips() -> Vec<u8> {
    let mut text = String::from("absences=");
    for year in 1900..2100 {
        write!(text, "{year}-01-01..{year}-12-31,").expect("a string takes all");
    }
    text.pop();
    (text + "\nentry_date=1900-01-01\nregistered=true\nvisa=D-4").into_bytes()
}

fn packs_eight_mebibytes() -> Vec<u8> {
    let file = r#"{"name":"a.toml","text":""},"#.repeat(290_000);
    let pack = format!("{{\"id\":\"a.b\",\"version\":1,\"files\":[{file}");
    let index = "{\"signed\":\"\",\"signatures\":[]}";
    format!("{{\"format\":\"dodam-packs-1\",\"roots\":[],\"index\":{index},\"packs\":[{pack}")
        .into_bytes()
}

/// A small vocabulary and two versions of a pack, compiled.
pub fn small_compiled() -> Vec<u8> {
    let text = include_str!(
        "../../tests/corpora/pack_loader/two_versions_and_a_vocabulary_of_its_own.toml"
    );
    let packs = dodam_rules::Packs::load(&super::pack_loader::files(text));
    packs.expect("they load").to_compiled()
}

/// A compiled pack with a condition negated sixteen times, then a million times.
fn negations_one_million() -> Vec<u8> {
    let negated = format!(
        "test = {}{{ never = true }}{}",
        "{ not = ".repeat(16),
        " }".repeat(16)
    );
    let text = SMALL_PACK.replacen("test = { fact = \"registered\", is = true }", &negated, 1);
    let text = text.split("[[test]]").next().unwrap_or_default();
    let mut files: Vec<(&str, &str)> = super::real::vocabulary().collect();
    files.push(("xx.fuzz/pack.toml", text));
    let packs = dodam_rules::Packs::load(&files).expect("the small pack loads");
    let bytes = packs.to_compiled();
    // Fifteen of them in a row, and nothing else repeats so often.
    let row: &[u8] = &[2; 15];
    let at = bytes
        .windows(15)
        .position(|window| window == row)
        .expect("the negations");
    [&bytes[..at], &vec![2; 1_000_000], &bytes[at..]].concat()
}
