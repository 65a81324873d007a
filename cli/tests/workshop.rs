//! The how-to for a new programme, command by command, as a newcomer types them.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn dodam(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dodam"))
        .args(arguments)
        .current_dir(folder)
        .env("DODAM_PACK_STORE", folder.join("store"))
        .env_remove("DODAM_PACKS")
        .env_remove("LC_ALL")
        .env("LANG", "C")
        .output()
        .unwrap()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = dodam(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = dodam(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

const CHECK: &[&str] = &[
    "check",
    "--decision",
    "kr.gangwon/support",
    "--fact",
    "province=Gangwon",
    "--fact",
    "nhi_enrolled=false",
    "--fact",
    "cap_used_krw=0",
    "--json",
];

#[test]
fn a_new_programme_goes_from_an_empty_folder_to_an_answer() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    done(at, &["pack", "new", "gangwon", "--id", "kr.gangwon"]);
    assert!(done(at, &["pack", "lint", "gangwon"]).contains("nothing to mend"));
    assert!(done(at, &["pack", "test", "gangwon"]).contains("6 passed, 0 failed"));
    assert!(!done(at, &["pack", "coverage", "gangwon"]).contains("MISSING"));
    let unsigned = [CHECK, &["--packs", "gangwon"]].concat();
    assert!(done(at, &unsigned).contains("\"verdict\":\"YES\""));
    assert!(refused(at, CHECK).contains("kr.gangwon/support"));

    done(
        at,
        &[
            "pack",
            "key",
            "--out",
            "clinic.key",
            "--name",
            "Clinic Chuncheon",
        ],
    );
    done(at, &["pack", "sign", "gangwon", "--key", "clinic.key"]);
    let stranger = refused(at, &["pack", "install", "gangwon.dodam-packs"]);
    assert!(stranger.contains("pack_unknown_key"), "{stranger}");
    done(at, &["pack", "trust", "clinic.key.pub", "--any-pack"]);
    done(at, &["pack", "verify", "gangwon.dodam-packs"]);
    done(at, &["pack", "install", "gangwon.dodam-packs"]);
    assert!(done(at, CHECK).contains("\"verdict\":\"YES\""));
    let list = done(at, &["pack", "list"]);
    assert!(
        list.contains("Clinic Chuncheon: added by you, not government"),
        "{list}"
    );
    done(at, &["pack", "untrust", "clinic.key.pub"]);
    assert!(refused(at, CHECK).contains("kr.gangwon/support"));
}

#[test]
fn a_secret_key_is_its_owners_alone_and_never_overwritten() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let make = ["pack", "key", "--out", "a.key", "--name", "A"];
    done(at, &make);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(at.join("a.key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(refused(at, &make).contains("never overwritten"));
    let given = refused(at, &["pack", "trust", "a.key"]);
    assert!(given.contains("secret key"), "{given}");
}

#[test]
fn what_differs_between_two_versions_says_whether_it_decides() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    done(at, &["pack", "new", "before", "--id", "kr.gangwon"]);
    done(at, &["pack", "new", "after", "--id", "kr.gangwon"]);
    let file = at.join("after/pack.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text
        .replace("value = 1000000", "value = 1000001")
        .replace("remaining = 700000", "remaining = 700001")
        .replace("granted = 1,", "granted = 2,")
        .replace("refused = 299999", "refused = 299998")
        .replace("cap_used_krw = 1000000 }", "cap_used_krw = 1000001 }")
        .replace("You live in the province.", "You live here.");
    std::fs::write(&file, text).unwrap();
    let said = done(at, &["pack", "diff", "before", "after"]);
    assert!(said.contains("! parameter `cap`: 1000000 won"), "{said}");
    assert!(
        said.contains("  criterion `resident`: its words -> its words, changed"),
        "{said}"
    );
    assert_eq!(
        done(at, &["pack", "diff", "before", "before"]).trim(),
        "no difference"
    );
}

/// A pack that was accepted as it is, and its file.
fn accepted(folder: &Path) -> std::path::PathBuf {
    done(folder, &["pack", "new", "gangwon", "--id", "kr.gangwon"]);
    let begin = done(folder, &["pack", "texts", "gangwon"]);
    assert!(begin.contains("no texts.lock"), "{begin}");
    let said = done(folder, &["pack", "texts", "gangwon", "--accept"]);
    assert!(said.contains("for the first time"), "{said}");
    folder.join("gangwon/pack.toml")
}

fn replace(file: &Path, old: &str, new: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{old}");
    std::fs::write(file, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn the_lint_names_translations_that_stayed_behind_until_somebody_accepts_them() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let file = accepted(at);
    assert!(done(at, &["pack", "lint", "gangwon"]).contains("nothing to mend"));
    assert!(done(at, &["pack", "texts", "gangwon"]).contains("as they were accepted"));
    replace(&file, "You live in the province.", "You live here.");
    let told = refused(at, &["pack", "lint", "gangwon"]);
    let stale = "the English of `criterion.resident.why.met` changed, the Korean (ko), the Chinese (zh-Hans) and the Vietnamese (vi) didn't: look at them again";
    assert!(
        told.contains("gangwon/pack.toml:") && told.contains(stale),
        "{told}"
    );
    assert!(refused(at, &["pack", "texts", "gangwon"]).contains(stale));
    assert!(done(at, &["pack", "test", "gangwon"]).contains("0 failed"));
    assert!(done(at, &["pack", "texts", "gangwon", "--accept"]).contains(stale));
    assert!(done(at, &["pack", "lint", "gangwon"]).contains("nothing to mend"));
}

#[test]
fn a_text_without_a_language_is_not_accepted_and_a_broken_lock_file_is_told_by_its_line() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let file = accepted(at);
    let lock = at.join("gangwon/texts.lock");
    let before = std::fs::read_to_string(&lock).unwrap();
    replace(&file, "why.met.vi = ", "# why.met.vi = ");
    let told = refused(at, &["pack", "texts", "gangwon", "--accept"]);
    assert!(
        told.contains("gangwon/pack.toml:") && told.contains("vi"),
        "{told}"
    );
    assert_eq!(std::fs::read_to_string(&lock).unwrap(), before);
    replace(&file, "# why.met.vi = ", "why.met.vi = ");
    std::fs::write(&lock, format!("<<<<<<< HEAD\n{before}")).unwrap();
    for command in ["lint", "texts"] {
        let told = refused(at, &["pack", command, "gangwon"]);
        assert!(told.contains("gangwon/texts.lock:1: "), "{told}");
    }
    let said = done(at, &["pack", "texts", "gangwon", "--accept"]);
    assert!(said.contains("not compared with before"), "{said}");
    assert_eq!(std::fs::read_to_string(&lock).unwrap(), before);
}

#[test]
fn a_lock_file_is_no_part_of_what_is_signed() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    done(at, &["pack", "new", "gangwon", "--id", "kr.gangwon"]);
    done(at, &["pack", "key", "--out", "a.key", "--name", "A"]);
    done(at, &["pack", "trust", "a.key.pub", "--any-pack"]);
    let hash = || {
        let answer = done(at, &[CHECK, &["--packs", "gangwon"]].concat());
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        answer["answers"][0]["pack"].clone()
    };
    let before = hash();
    assert!(before.to_string().contains("sha256"), "{before}");
    done(at, &["pack", "texts", "gangwon", "--accept"]);
    assert_eq!(hash(), before);
    done(at, &["pack", "sign", "gangwon", "--key", "a.key"]);
    let bundle = std::fs::read(at.join("gangwon.dodam-packs")).unwrap();
    assert!(!String::from_utf8_lossy(&bundle).contains("texts.lock"));
}
