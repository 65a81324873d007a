//! A server and people's devices, in folders that go away.

use dodam_companion::{Clock, PersonDetails, Profile};
use dodam_server::{Store, listen, serve};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub const PIN: &str = "246810";

/// Folders, and a server that can be stopped and started.
pub struct House {
    folder: TempDir,
    running: Option<Running>,
    pub url: String,
}

struct Running {
    store: Store,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl House {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut house = Self {
            folder,
            running: None,
            url: String::new(),
        };
        house.start().await;
        house
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub async fn start(&mut self) {
        std::fs::create_dir_all(self.path("server")).unwrap();
        let store = Store::open(&self.path("server")).unwrap();
        let listener = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
        self.url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let server = serve(listener, store.clone(), async {
            let _ = stopped.await;
        });
        let task = tokio::spawn(async { server.await.unwrap() });
        self.running = Some(Running { store, stop, task });
    }

    pub async fn stop(&mut self) {
        let Running { stop, task, store } = self.running.take().unwrap();
        drop((stop, store));
        task.await.unwrap();
    }

    pub fn code(&self) -> String {
        let running = self.running.as_ref().unwrap();
        running
            .store
            .admit(&mut UnwrapErr(SysRng))
            .unwrap()
            .to_string()
    }

    /// A device with a vault of its own, enrolled.
    pub async fn device(&self, name: &str) -> Profile {
        let profile = Profile::create(&self.path(name), PIN, name, Clock::default())
            .unwrap()
            .profile;
        profile.enrol(&self.url, &self.code()).await.unwrap();
        profile
    }
}

/// A resident and a nurse of a team that she shared her care strand with.
pub async fn resident_and_nurse(house: &House) -> (Profile, Profile) {
    let (resident, nurse) = (house.device("resident").await, house.device("nurse").await);
    let name = Some("Synthetic Resident".to_owned());
    resident
        .set_person(
            None,
            &PersonDetails {
                name,
                ..PersonDetails::default()
            },
        )
        .unwrap();
    let team = nurse.create_team("Team").unwrap().team;
    let words = nurse.invite(&team).await.unwrap();
    resident.share(&words).await.unwrap();
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();
    (resident, nurse)
}

pub fn phone(number: &str) -> PersonDetails {
    PersonDetails {
        phone: Some(number.to_owned()),
        ..PersonDetails::default()
    }
}

/// Whether any file below a folder holds these bytes.
pub fn holds(folder: &Path, wanted: &[u8]) -> bool {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .any(|path| {
            if path.is_dir() {
                return holds(&path, wanted);
            }
            std::fs::read(path)
                .unwrap()
                .windows(wanted.len())
                .any(|window| window == wanted)
        })
}
