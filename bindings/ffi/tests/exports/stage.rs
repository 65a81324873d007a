//! A vault with something in it, and futures driven by hand.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use dodam_ffi::{Companion, DodamError, Finding, PaperDetails, Profile};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

pub const PIN: &str = "271828";

/// A runtime as a phone's: what waits has threads of its own.
pub fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).enable_all().build().unwrap()
}

/// Waits for a call.
pub fn wait<T>(call: impl Future<Output = T>) -> T {
    runtime().block_on(call)
}

/// A device with one open vault that holds a name, a visit and a paper.
pub struct Stage {
    pub root: TempDir,
    pub dodam: Arc<Companion>,
    pub profile: Arc<Profile>,
    pub words: String,
    pub person_id: String,
    pub paper_id: String,
}

impl Stage {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let dodam = Companion::new(Some(root.path().join("packs").display().to_string()));
        let folder = root.path().join("vault").display().to_string();
        let setup = wait(dodam.create_vault(folder, PIN.into(), "Synthetic".into(), None)).unwrap();
        let file = root.path().join("synthetic.txt");
        std::fs::write(&file, "synthetic paper").unwrap();
        let (profile, words) = (setup.profile, setup.recovery_words);
        let person_id = wait(profile.own_person()).unwrap();
        let (kind, note) = ("home".to_owned(), "synthetic".to_owned());
        wait(profile.record_visit(person_id.clone(), kind, note)).unwrap();
        let (file, details) = (file.display().to_string(), details("a paper"));
        let paper_id = wait(profile.add_paper(file, details, None, None))
            .unwrap()
            .id;
        Self {
            root,
            dodam,
            profile,
            words,
            person_id,
            paper_id,
        }
    }

    /// A path in the device's folder, as text.
    pub fn path(&self, name: &str) -> String {
        self.root.path().join(name).display().to_string()
    }

    /// A folder of this name that isn't there yet, another one each time.
    pub fn fresh(&self, name: &str) -> String {
        let free = |number: &u32| -> Option<PathBuf> {
            let path = self.root.path().join(format!("{name}-{number}"));
            (!path.exists()).then_some(path)
        };
        let path = (0..).find_map(|number| free(&number)).unwrap();
        std::fs::create_dir(&path).unwrap();
        path.join("in").display().to_string()
    }

    /// Says what is damaged in the vault or isn't there any more; nothing where all is well.
    pub fn missing(&self) -> Result<Vec<&'static str>, DodamError> {
        let findings = wait(self.profile.examine(true, None, None))?;
        let damage = findings.iter().filter(|finding| finding.is_damage);
        let mut missing: Vec<_> = damage.map(|found| named(&found.finding)).collect();
        if wait(self.profile.visits(None))?.is_empty() {
            missing.push("visits");
        }
        if wait(self.profile.papers())?.is_empty() {
            missing.push("papers");
        }
        Ok(missing)
    }
}

fn named(finding: &Finding) -> &'static str {
    match finding {
        Finding::DatabaseDamaged { .. } => "database",
        Finding::IndexDamaged => "index",
        Finding::DocumentsDamaged { .. } => "documents",
        Finding::PapersLost { .. } => "lost papers",
        Finding::PapersChanged { .. } => "changed papers",
        _ => "something else",
    }
}

/// Details of a paper of this title.
pub fn details(title: &str) -> PaperDetails {
    PaperDetails {
        title: Some(title.to_owned()),
        kind: None,
        issuer: None,
        dated: None,
        expires: None,
        note: None,
        tags: Vec::new(),
        visit: None,
        text: None,
        thumbnail: None,
    }
}

/// A call that was begun.
pub type Call = Pin<Box<dyn Future<Output = Result<(), DodamError>> + Send>>;

/// Polls a call so often, waiting to be woken in between; `None` where it wasn't done by then.
pub fn poll(call: &mut Call, times: usize) -> Option<Result<(), DodamError>> {
    let alarm = Arc::new(Alarm::default());
    let waker = Waker::from(alarm.clone());
    for time in 0..times {
        if time > 0 {
            alarm.wait();
        }
        if let Poll::Ready(done) = call.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Some(done);
        }
    }
    None
}

/// Wakes whoever polls by hand.
#[derive(Default)]
struct Alarm {
    rung: Mutex<bool>,
    ring: Condvar,
}

impl Alarm {
    fn wait(&self) {
        let mut rung = self.rung.lock().unwrap();
        while !*rung {
            rung = self.ring.wait(rung).unwrap();
        }
        *rung = false;
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        *self.rung.lock().unwrap() = true;
        self.ring.notify_all();
    }
}
