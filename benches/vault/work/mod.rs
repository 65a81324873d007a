//! The work that both sides are given. Each command is one process, so that its highest memory
//! is the phase's; it prints `name value` lines that `run.py` gathers.

pub mod data;
pub mod fixture;
pub mod measures;

use crate::store::{Transaction, Vault, VaultError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What ends a measure.
pub type Failed = Box<dyn std::error::Error>;

/// How much lies in a store, and what it is made from.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    /// Everything random comes from it.
    pub seed: u64,
    /// People with a care strand.
    pub people: u32,
    /// Papers of 4 KB, spread over the people.
    pub papers: u32,
    /// Photos of 2 MB, spread over the people.
    pub photos: u32,
}

/// One of the two stores.
pub trait Side {
    /// `plain` or `vault`.
    const NAME: &'static str;
    /// Makes an empty store.
    fn create(folder: &Path) -> Result<Vault, Failed>;
    /// Opens one with its key in hand.
    fn open(folder: &Path) -> Result<Vault, Failed>;
    /// Opens one with its PIN, where it has one.
    fn unlock(folder: &Path) -> Result<Vault, Failed>;
    /// Writes everything into one file.
    fn backup(vault: &Vault, target: &Path) -> Result<(), Failed>;
    /// Makes a store of such a file in another folder.
    fn restore(of: &Path, from: &Path, folder: &Path) -> Result<Vault, Failed>;
    /// A measure that only this side has.
    fn other(command: &str, folder: &Path, scale: &Scale) -> Result<(), Failed>;
}

/// Runs the command that the arguments name.
pub fn run<S: Side>() -> Result<(), Failed> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, folder, seed, people, papers, photos, rest @ ..] = arguments.as_slice() else {
        return Err("COMMAND FOLDER SEED PEOPLE PAPERS PHOTOS [MORE]".into());
    };
    let folder = PathBuf::from(folder);
    let scale = Scale {
        seed: seed.parse()?,
        people: people.parse()?,
        papers: papers.parse()?,
        photos: photos.parse()?,
    };
    match (command.as_str(), rest) {
        ("make", []) => fixture::make::<S>(&folder, &scale)?,
        ("version", []) => version::<S>(&folder)?,
        ("open", []) => timed("open", || S::open(&folder).map(drop))?,
        ("unlock", []) => timed("unlock", || S::unlock(&folder).map(drop))?,
        ("warm", [runs]) => measures::warm(&S::open(&folder)?, &scale, runs.parse()?)?,
        ("cold", [query, turn]) => {
            measures::cold(&S::open(&folder)?, &scale, query, turn.parse()?)?;
        }
        ("import", [runs]) => measures::import(&S::open(&folder)?, &scale, runs.parse()?)?,
        ("backup", [target]) => {
            let vault = S::open(&folder)?;
            timed("backup", || S::backup(&vault, Path::new(target)))?;
        }
        ("restore", [from, target]) => timed("restore", || {
            S::restore(&folder, Path::new(from), Path::new(target)).map(drop)
        })?,
        (other, _) => S::other(other, &folder, &scale)?,
    }
    println!("memory_kib {}", highest_memory_kib()?);
    Ok(())
}

/// Runs something once and prints how many milliseconds it took.
pub fn timed(name: &str, work: impl FnOnce() -> Result<(), Failed>) -> Result<(), Failed> {
    let watch = Watch::start();
    work()?;
    let (wall, used) = watch.stop();
    println!("{name} {wall:.3}\n{name}.cpu {used:.3}");
    Ok(())
}

/// So many milliseconds.
pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// How long something took: on the clock, and of the processor's time, which other programs on
/// the machine lengthen less.
pub struct Watch(Instant, Duration);

impl Watch {
    /// Begins.
    pub fn start() -> Self {
        Self(Instant::now(), used())
    }

    /// Milliseconds since then, by both.
    pub fn stop(&self) -> (f64, f64) {
        let (wall, used) = (self.0.elapsed(), used() - self.1);
        (milliseconds(wall), milliseconds(used))
    }
}

fn used() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(at.tv_sec as u64, at.tv_nsec as u32)
}

/// Prints both sorts of several times.
pub fn print_both(name: &str, times: Vec<(f64, f64)>) {
    let (wall, used): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    print_spread(name, wall);
    print_spread(&format!("{name}.cpu"), used);
}

/// Prints the middle of several times and the one that 95 of 100 don't exceed.
pub fn print_spread(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
    println!("{name}.p50 {:.4}\n{name}.p95 {:.4}", at(0.5), at(0.95));
}

fn version<S: Side>(folder: &Path) -> Result<(), Failed> {
    let vault = S::create(&folder.join("version"))?;
    let said = vault.read(|tx: &Transaction<'_>| {
        let sql = "SELECT sqlite_version()";
        let version = tx.query_row(sql, [], |row| row.get::<_, String>(0))?;
        Ok::<_, VaultError>(version)
    })?;
    println!("sqlite {said}");
    Ok(())
}

fn highest_memory_kib() -> Result<u64, Failed> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("no VmHWM")?.parse()?)
}
