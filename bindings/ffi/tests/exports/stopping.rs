//! Long calls stop when asked to, and what was begun goes on later.

use std::fs::File;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dodam_ffi::{Cancellation, DodamError, ListenerError, ProgressListener};

use crate::stage::{PIN, Stage, details, runtime, wait};

/// Stops at the first word; or fails at it.
struct Stopper {
    cancellation: Arc<Cancellation>,
    fails: bool,
    told: AtomicU64,
}

impl ProgressListener for Stopper {
    fn on_progress(&self, _done_bytes: u64) -> Result<(), ListenerError> {
        self.told.fetch_add(1, Ordering::SeqCst);
        if self.fails {
            return Err(ListenerError::Failed);
        }
        self.cancellation.cancel();
        Ok(())
    }
}

fn large_file(stage: &Stage) -> String {
    let path = stage.path("large");
    File::create(&path).unwrap().set_len(20 << 20).unwrap();
    path
}

#[test]
fn a_large_import_is_stopped_by_a_cancellation_or_a_listener_that_fails() {
    let stage = Stage::new();
    let file = large_file(&stage);
    for fails in [false, true] {
        let cancellation = Cancellation::new();
        let stopper = Arc::new(Stopper {
            cancellation: cancellation.clone(),
            fails,
            told: AtomicU64::new(0),
        });
        let (listener, stop) = (Some(stopper.clone() as _), Some(cancellation));
        let added = stage
            .profile
            .add_paper(file.clone(), details("large"), listener, stop);
        assert_eq!(wait(added), Err(DodamError::Stopped), "fails: {fails}");
        assert_eq!(stopper.told.load(Ordering::SeqCst), 1);
        assert_eq!(wait(stage.profile.papers()).unwrap().len(), 1);
    }
    assert!(wait(stage.profile.storage()).unwrap().unfinished_bytes > 0);
    let added = wait(stage.profile.add_paper(file, details("large"), None, None)).unwrap();
    assert_eq!(added.size_bytes, 20 << 20);
    assert_eq!(wait(stage.profile.storage()).unwrap().unfinished_bytes, 0);
}

#[test]
fn a_call_with_a_spent_cancellation_does_nothing() {
    let stage = Stage::new();
    let spent = Cancellation::new();
    spent.cancel();
    spent.cancel();
    assert!(spent.is_cancelled());
    let stop = || Some(spent.clone());
    let file = stage.path("synthetic.txt");
    let added = wait(stage.profile.add_paper(file, details("no"), None, stop()));
    assert_eq!(added, Err(DodamError::Stopped));
    let found = wait(stage.profile.search_papers("paper".into(), stop()));
    assert_eq!(found, Err(DodamError::Stopped));
    assert_eq!(wait(stage.profile.sync(stop())), Err(DodamError::Stopped));
    assert_eq!(wait(stage.profile.papers()).unwrap().len(), 1);
}

#[test]
fn a_call_that_waits_for_a_silent_server_is_stopped() {
    let stage = Stage::new();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let cancellation = Cancellation::new();
    let (runtime, profile, stop) = (runtime(), stage.profile.clone(), cancellation.clone());
    let call = runtime.spawn(async move { profile.enrol(url, "code".into(), Some(stop)).await });
    // The request has come: the call is waiting for an answer.
    let (_request, _) = silent.accept().unwrap();
    cancellation.cancel();
    let done = runtime.block_on(call).unwrap();
    assert_eq!(done, Err(DodamError::Stopped));
    let synced = wait(stage.profile.sync(None));
    let code = "not_enrolled".to_owned();
    assert_eq!(synced.err(), Some(DodamError::Rejected { code }));
}

#[test]
fn a_search_that_is_not_stopped_finds_and_one_cancellation_stops_many() {
    let stage = Stage::new();
    let cancellation = Cancellation::new();
    let stop = || Some(cancellation.clone());
    let found = wait(stage.profile.search_papers("paper".into(), stop()));
    assert_eq!(found.unwrap().len(), 1);
    cancellation.cancel();
    for _ in 0..3 {
        let found = wait(stage.profile.search_papers("paper".into(), stop()));
        assert_eq!(found, Err(DodamError::Stopped));
    }
    let found = wait(stage.profile.search_papers("paper".into(), None));
    assert_eq!(found.unwrap().len(), 1);
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing_and_an_earlier_one_as_it_was() {
    let stage = Stage::new();
    let target = stage.path("backup");
    let stopped = || {
        let cancellation = Cancellation::new();
        cancellation.cancel();
        wait(
            stage
                .profile
                .back_up(target.clone(), None, Some(cancellation)),
        )
    };
    assert_eq!(stopped(), Err(DodamError::Stopped));
    let left = std::fs::read_dir(stage.root.path()).unwrap();
    let names = left.map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["synthetic.txt", "vault"]);
    let told = Arc::new(Stopper {
        cancellation: Cancellation::new(),
        fails: false,
        told: AtomicU64::new(0),
    });
    let made = wait(
        stage
            .profile
            .back_up(target.clone(), Some(told.clone()), None),
    );
    assert_eq!(made.unwrap().papers, 1);
    assert_eq!(told.told.load(Ordering::SeqCst), 1);
    let before = std::fs::read(&target).unwrap();
    let file = stage.path("synthetic.txt");
    wait(
        stage
            .profile
            .add_paper(file, details("one more"), None, None),
    )
    .unwrap();
    assert_eq!(stopped(), Err(DodamError::Stopped));
    assert_eq!(std::fs::read(&target).unwrap(), before);
    let made = wait(stage.profile.back_up(target.clone(), None, None));
    assert_eq!(made.unwrap().papers, 2);
}

#[test]
fn an_examination_is_stopped_and_begun_again() {
    let stage = Stage::new();
    let spent = Cancellation::new();
    spent.cancel();
    let stopped = wait(stage.profile.examine(true, None, Some(spent)));
    assert_eq!(stopped, Err(DodamError::Stopped));
    assert_eq!(stage.missing(), Ok(Vec::new()));
}

/// A cancellation that was asked already.
fn spent() -> Option<Arc<Cancellation>> {
    let spent = Cancellation::new();
    spent.cancel();
    Some(spent)
}

#[test]
fn a_restore_is_stopped_before_any_paper_and_leaves_no_vault() {
    let stage = Stage::new();
    let (backup, back) = (stage.path("backup"), stage.path("back"));
    for name in ["second", "third"] {
        let (file, details) = (stage.path("synthetic.txt"), details(name));
        wait(stage.profile.add_paper(file, details, None, None)).unwrap();
    }
    wait(stage.profile.back_up(backup.clone(), None, None)).unwrap();
    let restore = |progress, stop| {
        let (words, pin) = (stage.words.clone(), PIN.to_owned());
        let (backup, folder) = (backup.clone(), back.clone());
        let dodam = &stage.dodam;
        wait(dodam.restore(backup, folder, words, pin, None, progress, stop))
    };
    // At its first word, and after it has told that so much is done.
    for last_told in [0, 1, 3] {
        let at = Arc::new(StopsAfter(last_told, AtomicU64::new(0)));
        let stopped = restore(Some(at.clone() as _), None);
        assert_eq!(stopped.err(), Some(DodamError::Stopped), "{last_told}");
        assert_eq!(at.1.load(Ordering::SeqCst), last_told + 1);
        let left = std::fs::read_dir(&back).unwrap();
        let names: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["lock"], "{last_told}");
    }
    assert_eq!(restore(None, spent()).err(), Some(DodamError::Stopped));
    let restored = restore(None, None).unwrap();
    assert_eq!(wait(restored.papers()).unwrap().len(), 3);
}

/// Fails after so many words.
struct StopsAfter(u64, AtomicU64);

impl ProgressListener for StopsAfter {
    fn on_progress(&self, _done_bytes: u64) -> Result<(), ListenerError> {
        match self.1.fetch_add(1, Ordering::SeqCst) {
            told if told < self.0 => Ok(()),
            _ => Err(ListenerError::Failed),
        }
    }
}

#[test]
fn a_restored_person_who_is_stopped_is_nobody() {
    let stage = Stage::new();
    let backup = stage.path("backup");
    wait(stage.profile.back_up(backup.clone(), None, None)).unwrap();
    let (root, words) = (stage.path("people"), stage.words.clone());
    let restored = wait(stage.dodam.restore_profile(
        root.clone(),
        "synthetic".into(),
        backup,
        words,
        PIN.into(),
        None,
        None,
        spent(),
    ));
    assert_eq!(restored.err(), Some(DodamError::Stopped));
    assert_eq!(wait(stage.dodam.profiles(root)), Ok(Vec::new()));
}

#[test]
fn a_repair_that_is_stopped_changes_nothing() {
    let stage = Stage::new();
    stage.profile.lock();
    let vault = stage.path("vault");
    let names = || {
        let names = std::fs::read_dir(&vault).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let database = || std::fs::read(format!("{vault}/vault.db")).unwrap();
    // The last of those who held it wrote what waited into it.
    let begin = || stage.dodam.unlock_begin(vault.clone());
    drop(wait(begin().unlock_finish(PIN.into(), None)).unwrap());
    let before = (names(), database());
    let stopped = [
        wait(begin().repair(PIN.into(), None, spent())),
        wait(begin().repair_with_words(stage.words.clone(), spent())),
    ];
    for stopped in stopped {
        assert_eq!(stopped.err(), Some(DodamError::Stopped));
        assert_eq!((names(), database()), before);
    }
    let repaired = wait(begin().repair(PIN.into(), None, None)).unwrap();
    assert_eq!(wait(repaired.profile.papers()).unwrap().len(), 1);
}

#[test]
fn a_paper_that_is_not_wholly_written_out_or_replaced_is_what_it_was() {
    let stage = Stage::new();
    let (paper, profile) = (stage.paper_id.clone(), &stage.profile);
    let target = stage.path("out");
    std::fs::write(&target, "what was there").unwrap();
    let stopped = wait(profile.export_paper(paper.clone(), target.clone(), None, spent()));
    assert_eq!(stopped.err(), Some(DodamError::Stopped));
    let stopped = profile.export_paper_version(paper.clone(), 1, target.clone(), None, spent());
    assert_eq!(wait(stopped).err(), Some(DodamError::Stopped));
    assert_eq!(std::fs::read(&target).unwrap(), b"what was there");
    let file = large_file(&stage);
    let listener = Arc::new(StopsAfter(0, AtomicU64::new(0)));
    let stopped = profile.replace_paper(paper.clone(), file.clone(), Some(listener), None);
    assert_eq!(wait(stopped).err(), Some(DodamError::Stopped));
    let stopped = profile.replace_paper(paper.clone(), file.clone(), None, spent());
    assert_eq!(wait(stopped).err(), Some(DodamError::Stopped));
    let versions = || wait(profile.paper(paper.clone())).unwrap().versions.len();
    assert_eq!(versions(), 1);
    wait(profile.replace_paper(paper.clone(), file, None, None)).unwrap();
    assert_eq!(versions(), 2);
    let listener = Arc::new(StopsAfter(3, AtomicU64::new(0)));
    let stopped = profile.export_paper(paper.clone(), target.clone(), Some(listener), None);
    assert_eq!(wait(stopped).err(), Some(DodamError::Stopped));
    assert_eq!(std::fs::read(&target).unwrap(), b"what was there");
}
