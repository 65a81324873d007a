//! Opening, screens, searches and an import as an app asks for them.

use crate::work::measures::{filter, typed};
use crate::work::{Failed, Scale, Watch, print_both, timed};
use dodam_companion::{Clock, PaperDetails, PaperQuery, Profile};
use std::path::Path;

const RUNS: u32 = 60;
const SLOW_RUNS: u32 = 10;
const SEARCHES: [&str; 5] = [
    "search_frequent",
    "search_rare",
    "search_three_words",
    "search_one_letter",
    "search_filtered",
];

/// Runs the measure of that name.
pub fn run(command: &str, folder: &Path, scale: &Scale, words: &str) -> Result<(), Failed> {
    let open = || Profile::unlock_with_words(folder, words, Clock::default());
    match command {
        "facade-open" => timed("facade_open", || Ok(open().map(drop)?)),
        "facade" => screens(&open()?, scale),
        "facade-import" => import(&open()?, folder),
        other => Err(format!("no measure is called {other}").into()),
    }
}

fn screens(profile: &Profile, scale: &Scale) -> Result<(), Failed> {
    repeated("facade_people", SLOW_RUNS, |_| Ok(profile.people()?.len()))?;
    repeated("facade_conflicts", SLOW_RUNS, |_| {
        Ok(profile.conflicts()?.len())
    })?;
    let all = PaperQuery::default();
    repeated("facade_papers_page", RUNS, |turn| {
        Ok(profile.find_papers(&all, turn % 5 * 200)?.len())
    })?;
    for name in SEARCHES {
        let filter = filter(name);
        repeated(&format!("facade_{name}"), RUNS, |turn| {
            let query = PaperQuery {
                words: typed(scale, name, turn),
                kind: filter.kind.map(str::to_owned),
                expires_until: filter.expires_until.map(str::parse).transpose()?,
                binned: false,
            };
            Ok(profile.find_papers(&query, 0)?.len())
        })?;
    }
    Ok(())
}

fn import(profile: &Profile, folder: &Path) -> Result<(), Failed> {
    for (name, size) in [
        ("facade_import_4_kb", 4 << 10),
        ("facade_import_2_mb", 2 << 20),
    ] {
        let file = folder.with_extension(name);
        std::fs::write(&file, vec![7; size])?;
        repeated(name, SLOW_RUNS, |_| {
            profile.add_paper(&file, &PaperDetails::default())?;
            Ok(1)
        })?;
    }
    Ok(())
}

fn repeated(
    name: &str,
    runs: u32,
    mut work: impl FnMut(u32) -> Result<usize, Failed>,
) -> Result<(), Failed> {
    let (mut times, mut rows) = (Vec::new(), 0);
    for turn in 0..1 + runs {
        let watch = Watch::start();
        rows += work(turn)?;
        if turn > 0 {
            times.push(watch.stop());
        }
    }
    print_both(name, times);
    println!("{name}.rows {}", rows / (1 + runs as usize));
    Ok(())
}
