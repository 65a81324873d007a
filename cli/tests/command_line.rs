//! The commands as people and programs run them.
#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const PIN: &str = "246810";

fn dodam(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dodam"));
    command
        .args(args)
        .env("DODAM_PIN", PIN)
        .env(
            "DODAM_PACK_STORE",
            std::env::temp_dir().join("dodam-no-packs"),
        )
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
        .env_remove("DODAM_DIR")
        .env_remove("DODAM_PACKS")
        .env_remove("DODAM_SERVER");
    command
}

fn run(args: &[&str]) -> Output {
    dodam(args).output().unwrap()
}

/// Runs a command that must end well, and reads its JSON.
fn json(folder: &Path, args: &[&str]) -> Value {
    let all = [&["--json", "--dir", folder.to_str().unwrap()], args].concat();
    let output = run(&all);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs a command that must fail with this code and one plain sentence.
fn fails(args: &[&str], code: i32, sentence: &str) {
    let output = run(args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
    assert!(said.contains(sentence), "{args:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "one sentence: {said}");
}

struct Server(Child, String);

impl Server {
    fn start(folder: &Path) -> Self {
        let data = folder.to_str().unwrap();
        let mut child = dodam(&["--json", "serve", "--listen", "127.0.0.1:0", "--data", data])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        Self(
            child,
            format!("http://{}", said["listening"].as_str().unwrap()),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn the_tour_holds_and_prints_its_table() {
    let output = run(&["tour"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("Every step checked its own result; all of them held."));
    let wide = said
        .lines()
        .find(|line| unicode_width::UnicodeWidthStr::width(*line) > 60);
    assert_eq!(wide, None, "nothing is wider than 60 columns");
}

#[test]
fn the_tour_ends_plainly_where_it_cannot_go_on() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    fails(
        &["tour", "--listen", &address],
        5,
        "another program is listening",
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    fails(
        &["--dir", file.to_str().unwrap(), "tour"],
        4,
        "the tour can't use",
    );
    std::fs::create_dir(folder.path().join("phone")).unwrap();
    std::fs::write(folder.path().join("phone/mine"), "").unwrap();
    fails(
        &["--dir", folder.path().to_str().unwrap(), "tour"],
        2,
        "isn't empty",
    );
    assert!(
        folder.path().join("phone/mine").exists(),
        "and nothing of mine is touched"
    );
    fails(&["tour", "--lang", "tlh"], 2, "there are no texts in");
}

#[test]
fn a_vault_keeps_facts_and_papers_and_answers_from_them() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let made = json(&vault, &["init", "--name", "Synthetic"]);
    assert_eq!(made["words"].as_str().unwrap().split(' ').count(), 24);
    let facts = json(
        &vault,
        &[
            "fact",
            "set",
            "city=Andong",
            "nhi_enrolled=false@2025-02-20",
        ],
    );
    assert_eq!(facts["facts"][0]["strand"], "care");
    assert_eq!(facts["facts"][1]["strand"], "status");
    let declined = json(&vault, &["fact", "decline", "visa"]);
    assert_eq!(declined["facts"][2]["declined"], true);

    let decision = ["--decision", "kr.gb.pilot/support"];
    let asked = json(
        &vault,
        &[&["check", "--as-of", "2025-02-20"], &decision[..]].concat(),
    );
    let open: Vec<&str> = asked["answers"][0]["open"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(open.contains(&"centre"), "{open:?}");
    assert!(
        !open.contains(&"nhi_enrolled") && !open.contains(&"province"),
        "{open:?}"
    );

    let file = folder.path().join("paper.txt");
    std::fs::write(&file, "synthetic").unwrap();
    let title = ["--title", "혈액검사 결과"];
    let added = json(
        &vault,
        &[&["paper", "add", file.to_str().unwrap()], &title[..]].concat(),
    );
    assert_eq!(added["bytes"], 9);
    let found = json(&vault, &["paper", "search", "검사"]);
    assert_eq!(found["papers"][0]["id"], added["id"]);
    assert_eq!(found["papers"][0]["safe_elsewhere"], false);
    let out = folder.path().join("out.txt");
    json(
        &vault,
        &[
            "paper",
            "get",
            added["id"].as_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ],
    );
    assert_eq!(std::fs::read_to_string(out).unwrap(), "synthetic");
}

#[test]
fn a_backup_brings_a_vault_back_in_another_folder_with_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let vault = folder.path().join("vault");
    let made = json(&vault, &["init"]);
    std::fs::write(path("words"), made["words"].as_str().unwrap()).unwrap();
    std::fs::write(path("paper.txt"), "synthetic").unwrap();
    json(
        &vault,
        &["paper", "add", &path("paper.txt"), "--title", "혈액검사"],
    );
    let backed = json(&vault, &["backup", "--out", &path("backup")]);
    assert_eq!(
        (&backed["papers"], &backed["papers_missing"]),
        (&1.into(), &0.into())
    );
    assert_eq!(
        backed["bytes"],
        std::fs::metadata(path("backup")).unwrap().len()
    );

    let again = folder.path().join("again");
    let restore = [
        "restore",
        "--from",
        &path("backup"),
        "--words-file",
        &path("words"),
    ];
    assert_eq!(json(&again, &restore)["papers"], 1);
    let found = json(&again, &["paper", "search", "검사"]);
    let out = path("out.txt");
    let id = found["papers"][0]["id"].as_str().unwrap();
    json(&again, &["paper", "get", id, "--out", &out]);
    assert_eq!(std::fs::read_to_string(out).unwrap(), "synthetic");

    let into = |dir: &str, from: &str, words: &str, code: i32, sentence: &str| {
        let args = [
            "--dir",
            dir,
            "restore",
            "--from",
            from,
            "--words-file",
            words,
        ];
        fails(&args, code, sentence);
    };
    let (backup, words) = (path("backup"), path("words"));
    into(&path("again"), &backup, &words, 2, "already holds a vault");
    into(
        &path("new"),
        &path("paper.txt"),
        &words,
        2,
        "this file is no backup",
    );
    into(&path("new"), &path("nothing"), &words, 2, "a file");
    std::fs::write(path("other"), ["abandon"; 23].join(" ") + " art").unwrap();
    into(
        &path("new"),
        &backup,
        &path("other"),
        2,
        "words do not open",
    );
    std::fs::write(path("other"), "abandon abandon").unwrap();
    into(&path("new"), &backup, &path("other"), 2, "words");
    let mut cut = std::fs::read(&backup).unwrap();
    cut.truncate(cut.len() - 1);
    std::fs::write(path("cut"), cut).unwrap();
    into(&path("new"), &path("cut"), &words, 6, "damaged (backup)");
    assert!(!folder.path().join("new").join("keyslots").exists());
}

#[test]
fn wrong_use_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, none) = (folder.path().join("vault"), folder.path().join("none"));
    let (vault, none) = (vault.to_str().unwrap(), none.to_str().unwrap());
    json(Path::new(vault), &["init"]);
    fails(&["fact", "list"], 2, "which vault?");
    fails(
        &["--dir", none, "fact", "list"],
        2,
        "nothing of that name is here",
    );
    fails(&["--dir", vault, "init"], 2, "already holds a vault");
    fails(
        &["--dir", vault, "fact", "set", "vsa=D-2"],
        2,
        "did you mean visa?",
    );
    fails(&["--dir", vault, "fact", "set", "visa"], 2, "ID=VALUE");
    fails(&["--dir", vault, "sync"], 5, "dodam join CODE");
    fails(
        &[
            "--dir",
            vault,
            "join",
            "AAAA-BBBB-CCCC",
            "--server",
            "nonsense",
        ],
        2,
        "server's address",
    );
    fails(
        &["--dir", vault, "paper", "add", none],
        2,
        "nothing of that name is here",
    );
    fails(
        &["--dir", vault, "conflicts", "resolve", "x", "phone"],
        2,
        "nothing of that name",
    );
    let wrong = dodam(&["--dir", vault, "fact", "list"])
        .env("DODAM_PIN", "000000")
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(3));
}

#[test]
fn two_people_share_through_a_served_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("server");
    let server = Server::start(&data);
    let [resident, nurse] = ["resident", "nurse"].map(|name| {
        let vault = folder.path().join(name);
        json(&vault, &["init", "--name", name]);
        let code = json(
            &vault,
            &["server", "admit", "--data", data.to_str().unwrap()],
        );
        json(
            &vault,
            &[
                "join",
                code["code"].as_str().unwrap(),
                "--server",
                &server.1,
            ],
        );
        vault
    });
    json(
        &resident,
        &[
            "person",
            "set",
            "--name",
            "Synthetic Resident",
            "--phone",
            "010-0000-0001",
        ],
    );
    let team = json(&nurse, &["team", "create", "Home visits"]);
    assert_eq!(team["sheets"].as_array().unwrap().len(), 3);
    let invitation = json(&nurse, &["team", "invite"]);
    let shared = json(&resident, &["share", invitation["code"].as_str().unwrap()]);
    assert_eq!(shared["strands"], serde_json::json!(["care"]));
    let sent = json(&resident, &["sync"]);
    assert_eq!(
        (&sent["pending"], &sent["quarantined"]),
        (&0.into(), &0.into())
    );
    assert!(json(&nurse, &["sync"])["received"].as_u64().unwrap() > 0);

    let people = json(&nurse, &["person", "list"]);
    let person = people["people"][0]["id"].as_str().unwrap();
    json(&nurse, &["visit", "add", person, "--note", "synthetic"]);
    json(
        &nurse,
        &["person", "set", person, "--phone", "010-0000-0002"],
    );
    json(&resident, &["person", "set", "--phone", "010-0000-0003"]);
    json(&nurse, &["sync"]);
    assert_eq!(json(&resident, &["sync"])["conflicts"], 1);
    let values = json(&resident, &["conflicts", "list"])["conflicts"][0]["values"].clone();
    assert_eq!(values.as_array().unwrap().len(), 2);
    let own = json(&resident, &["person", "list"])["people"][0]["id"].clone();
    let own = own.as_str().unwrap();
    let settled = json(
        &resident,
        &["conflicts", "resolve", own, "phone", "010-0000-0002"],
    );
    assert_eq!(settled["conflicts"], serde_json::json!([]));
    assert_eq!(
        json(&resident, &["visit", "list"])["visits"][0]["by"],
        "nurse"
    );
}

#[test]
fn a_household_is_answered_person_by_person() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("household.json");
    let check = |household: &str| {
        std::fs::write(&file, household).unwrap();
        let decision = ["--decision", "kr.nhi/workplace", "--as-of", "2026-02-01"];
        let file = file.to_str().unwrap();
        run(&[
            &["check", "--json", "--household", "--facts", file],
            &decision[..],
        ]
        .concat())
    };
    let good = check(
        r#"{"people":[
            {"id":"sponsor","facts":{"registered":true,"employed":true,"workplace_applicable":true,
             "opted_out":false,"stay_until":"2099-12-31"}},
            {"id":"mother","facts":{"employed":false}}],
          "relations":[{"of":"mother","to":"sponsor","relation":"parent"}]}"#,
    );
    let said: Value = serde_json::from_slice(&good.stdout).unwrap();
    let answers: Vec<_> = said["answers"].as_array().unwrap().iter().collect();
    let short: Vec<_> = answers
        .iter()
        .map(|one| (&one["person"], &one["verdict"]))
        .collect();
    assert_eq!(
        short,
        [
            (&"sponsor".into(), &"YES".into()),
            (&"mother".into(), &"NO".into())
        ]
    );
    for bad in [
        "[]",
        r#"{"people":[]}"#,
        r#"{"people":[{"id":"a","facts":{}},{"id":"a","facts":{}}]}"#,
        r#"{"people":[{"id":"a","facts":{"vsa":1}}]}"#,
        r#"{"people":[{"id":"a","facts":{}}],"relations":[{"of":"a","to":"b","relation":"child"}]}"#,
    ] {
        assert_eq!(check(bad).status.code(), Some(2), "{bad}");
    }
}

/// What `dodam check` shows on a terminal.
fn shown(decision: &str, as_of: &str, facts: &[&str]) -> String {
    let mut args = vec!["check", "--decision", decision, "--as-of", as_of];
    args.extend(facts.iter().flat_map(|fact| ["--fact", fact]));
    String::from_utf8(run(&args).stdout).unwrap()
}

#[test]
fn since_when_is_said_only_where_it_is_the_persons_own_day() {
    let regional = [
        "registered=true",
        "visa=D-8",
        "entry_date=2024-10-01",
        "absences=none",
        "employed=false",
        "sponsor_insured=false",
        "opted_out=false",
        "stay_until=2099-12-31",
    ];
    let card = shown("kr.nhi/regional", "2025-06-01", &regional);
    assert!(card.contains("Since Tuesday 1 April 2025"), "{card}");
    let merge = [
        "relation=spouse",
        "same_address=true",
        "employed=false",
        "stay_until=2099-12-31",
        "entry_date=2024-10-01",
    ];
    let card = shown("kr.nhi/household-merge", "2025-06-01", &merge);
    assert!(
        card.contains("[v] Yes") && !card.contains("Since"),
        "{card}"
    );
    let exemption = ["equivalent_cover=foreign_law"];
    let card = shown("kr.nhi/exemption", "2025-06-01", &exemption);
    assert!(
        card.contains("[v] Yes") && !card.contains("Since"),
        "{card}"
    );
}

#[test]
fn a_no_promises_nothing_that_is_left() {
    let facts = [
        "registered=true",
        "province=Gyeongbuk",
        "centre=Pohang",
        "service=outpatient",
        "service_date=2025-03-10",
        "cap_used_krw=0",
        "request_krw=300000",
    ];
    let with = |enrolled| {
        shown(
            "kr.gb.pilot/support",
            "2025-03-10",
            &[&facts[..], &[enrolled]].concat(),
        )
    };
    let (yes, no) = (with("nhi_enrolled=false"), with("nhi_enrolled=true"));
    assert!(yes.contains("left") && yes.contains("1,700,000"), "{yes}");
    assert!(no.contains("Asked 300,000 won, not paid 300,000"), "{no}");
    assert!(!no.contains("left afterwards"), "{no}");
}

#[test]
fn a_fact_without_a_name_is_told_how_to_write_it() {
    fails(&["check", "--fact", "=x"], 2, "write ID=VALUE");
}
