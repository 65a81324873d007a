//! A process killed in the middle of its work, as an empty battery kills it.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{Vault, VaultError, insert_paper, load_papers, load_setting, store_setting};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use support::{NOW, TestVault, files_under, noise, paper, pin, rng};

const CHILD: &str = "DODAM_TEST_CHILD_WORKS";

/// Stores papers for ever and says each time how many are durable.
fn work(folder: &Path) -> Result<(), VaultError> {
    let vault = Vault::open(folder, &pin(), NOW)?;
    for count in 1_u8..=200 {
        let file = vault.store_file(&mut &noise(90_000)[..], &mut rng(count))?;
        vault.write(|tx| {
            insert_paper(tx, &paper(count, file, "synthetic"))?;
            store_setting(tx, "count", &[count])
        })?;
        println!("\ndurable {count}");
    }
    Ok(())
}

#[test]
fn what_was_said_to_be_durable_is_there_after_a_kill_and_nothing_is_half_there() {
    if let Some(folder) = std::env::var_os(CHILD) {
        work(Path::new(&folder)).unwrap();
        return;
    }
    for kill_after in [1_u8, 4, 9] {
        let (folder, _) = TestVault::new().close();
        let test = "what_was_said_to_be_durable_is_there_after_a_kill_and_nothing_is_half_there";
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let durable = said
            .map_while(Result::ok)
            .find(|line| *line == format!("durable {kill_after}"));
        assert!(durable.is_some(), "the child stopped early");
        child.kill().unwrap();
        child.wait().unwrap();

        let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
        let count = vault.read(|tx| load_setting(tx, "count")).unwrap().unwrap()[0];
        let papers = vault.read(load_papers).unwrap();
        assert!(
            count >= kill_after && papers.len() == usize::from(count),
            "{count}"
        );
        assert_eq!(
            files_under(&folder.path().join("papers")).len(),
            papers.len()
        );
        for paper in papers {
            let out = folder.path().join("out");
            vault.read_file(&paper.file, &out).unwrap();
            assert_eq!(std::fs::read(out).unwrap(), noise(90_000));
        }
    }
}
