//! Where the tour plays: folders, two vaults, a server. Everybody in it is synthetic.

use super::report::Report;
use crate::commands::serve::failed;
use crate::output::{Failed, NETWORK, STORAGE};
use dodam_companion::{Clock, CompanionError, PersonDetails, Profile};
use dodam_server::{ServerError, Store};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Opens both vaults. They hold synthetic people only.
pub const PIN: &str = "246810";
/// The resident.
pub const NAME: &str = "Nguyen Thi Synthetic";
/// Her number at first.
pub const PHONE: &str = "010-0000-1001";
/// Her address at first.
pub const ADDRESS: &str = "12 Example-ro, Andong";

/// The folders.
pub struct Stage {
    root: PathBuf,
    keep: bool,
    listen: SocketAddr,
}

/// The two who meet, and the words that bring the resident's vault back.
pub struct People {
    pub resident: Profile,
    pub worker: Profile,
}

impl Stage {
    /// Makes the folders: where asked for, otherwise a temporary one.
    pub fn set(dir: Option<&Path>, listen: SocketAddr) -> Result<Self, Failed> {
        let root = dir.map_or_else(temporary, Path::to_owned);
        let stage = Self {
            keep: dir.is_some(),
            root,
            listen,
        };
        for name in ["phone", "tablet", "server", "papers"] {
            let folder = stage.folder(name);
            let taken = folder
                .read_dir()
                .is_ok_and(|mut entries| entries.next().is_some());
            if taken {
                let sentence = format!(
                    "{} isn't empty; give the tour a folder of its own",
                    folder.display()
                );
                return Err(Failed::usage(sentence));
            }
            std::fs::create_dir_all(&folder).map_err(|error| cannot_make(&folder, &error))?;
        }
        Ok(stage)
    }

    /// One of its folders.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The folder, where it is kept.
    pub fn kept(&self) -> Option<&Path> {
        self.keep.then_some(self.root.as_path())
    }

    /// Step 1.
    pub fn make_vaults(&self, report: &mut Report) -> Result<People, Failed> {
        let phone = Profile::create(&self.folder("phone"), PIN, "Ms Nguyen", Clock::default())?;
        let tablet = Profile::create(&self.folder("tablet"), PIN, "Nurse Park", Clock::default())?;
        let words = phone.recovery_words.as_str();
        report.same(
            "the resident's phone has 24 recovery words",
            24,
            words.split(' ').count(),
        )?;
        report.check(
            "the worker's tablet has others",
            words != tablet.recovery_words.as_str(),
        )?;
        for name in ["phone", "tablet"] {
            let database = self.folder(name).join("vault.db");
            let begins =
                std::fs::read(&database).map_err(|error| cannot_make(&database, &error))?;
            let encrypted = begins.len() > 512 && !begins.starts_with(b"SQLite format 3");
            report.check(format!("the {name}'s database is encrypted"), encrypted)?;
        }
        phone.profile.lock();
        let wrong = Profile::unlock(&self.folder("phone"), "135790", Clock::default());
        let refused = matches!(wrong, Err(CompanionError::WrongPin { failures: 1 }));
        report.check("another PIN does not open the phone", refused)?;
        let by_words = Profile::unlock_with_words(&self.folder("phone"), words, Clock::default());
        report.check("its 24 words do", by_words.is_ok())?;
        drop(by_words);
        let resident = Profile::unlock(&self.folder("phone"), PIN, Clock::default())?;
        let (name, phone, address) = (Some(NAME.into()), Some(PHONE.into()), Some(ADDRESS.into()));
        resident.set_person(
            None,
            &PersonDetails {
                name,
                phone,
                address,
            },
        )?;
        Ok(People {
            resident,
            worker: tablet.profile,
        })
    }

    /// Starts the server on its folder.
    pub async fn start_server(&self) -> Result<Server, Failed> {
        let store = Store::open(&self.folder("server"))?;
        let listener = dodam_server::listen(self.listen)
            .await
            .map_err(|error| failed(error, self.listen))?;
        let address = listener.local_addr();
        let address = address.map_err(|error| Failed::new(NETWORK, error.to_string()))?;
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async {
            // A dropped sender stops it too.
            let _ = stopped.await;
        };
        let running = tokio::spawn(dodam_server::serve(listener, store.clone(), shutdown));
        Ok(Server {
            url: format!("http://{address}"),
            store,
            stop: Some(stop),
            running: Some(running),
        })
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.keep {
            // What can't be removed lies in the system's temporary folder, encrypted.
            let _ = std::fs::remove_dir_all(&self.root);
        }
    }
}

/// A running server.
pub struct Server {
    pub url: String,
    store: Store,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<Result<(), ServerError>>>,
}

impl Server {
    /// A one-time code of its operator.
    pub fn admit(&self) -> Result<String, Failed> {
        Ok(self.store.admit(&mut UnwrapErr(SysRng))?.to_string())
    }

    /// Stops it and waits until it has.
    pub async fn stop(&mut self) -> Result<(), Failed> {
        drop(self.stop.take());
        if let Some(running) = self.running.take() {
            let ended = running
                .await
                .map_err(|_| Failed::new(NETWORK, "the server broke"))?;
            ended?;
        }
        Ok(())
    }
}

fn temporary() -> PathBuf {
    let mut random = [0; 8];
    let _ = getrandom::fill(&mut random);
    std::env::temp_dir().join(format!("dodam-tour-{:016x}", u64::from_le_bytes(random)))
}

fn cannot_make(path: &Path, error: &std::io::Error) -> Failed {
    let why = match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            "it can't be written to".to_owned()
        }
        std::io::ErrorKind::StorageFull => "there is no space left".to_owned(),
        kind => kind.to_string(),
    };
    Failed::new(
        STORAGE,
        format!("the tour can't use {}: {why}", path.display()),
    )
}
