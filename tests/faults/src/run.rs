//! Goes through commands, modes and points, and counts.

use crate::commands::COMMANDS;
use crate::cuts::{Image, images};
use crate::imports;
use crate::judge::Court;
use crate::mode::{MODES, Mode};
use crate::options::Options;
use crate::prepare::{Case, Prepared};
use crate::program::{PIN, Program};
use clap::Parser;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// One thing to try.
enum Point {
    At(u64),
    Cut(Image),
}

struct Counts {
    passed: usize,
    failed: usize,
}

/// Runs what the options ask for.
pub fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(Counts { passed, failed }) => {
            println!("{passed} passed, {failed} failed");
            ExitCode::from(u8::from(failed > 0 || (passed == 0 && !options.list)))
        }
        Err(sentence) => {
            eprintln!("faults: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<Counts, String> {
    let library = match &options.library {
        Some(library) => library.clone(),
        None => beside("libdodam_faults.so")?,
    };
    let program = Program {
        dodam: options
            .dodam
            .canonicalize()
            .map_err(|error| format!("no dodam: {error}"))?,
        library: library
            .canonicalize()
            .map_err(|error| format!("no library: {error}"))?,
        pin: PIN,
    };
    let mut counts = Counts {
        passed: 0,
        failed: 0,
    };
    counts.count("imports", imports::check(&program));
    let prepared = Prepared::new(&program)?;
    let wanted = |name: &str| options.command.as_ref().is_none_or(|only| only == name);
    for command in COMMANDS.iter().filter(|command| wanted(command.name)) {
        let case = prepared.case(&program, *command);
        let case = case.map_err(|sentence| format!("{}: {sentence}", command.name))?;
        if options.list {
            list(&case);
            continue;
        }
        let court = Court {
            program: &program,
            prepared: &prepared,
            case: &case,
        };
        for mode in MODES {
            if options.mode.is_none_or(|only| only == mode) {
                try_all(&court, mode, options, &mut counts)?;
            }
        }
    }
    Ok(counts)
}

fn beside(name: &str) -> Result<std::path::PathBuf, String> {
    let here = std::env::current_exe().map_err(|error| error.to_string())?;
    Ok(here.with_file_name(name))
}

impl Counts {
    fn count(&mut self, what: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(sentence) => {
                self.failed += 1;
                println!("FAILED {what}: {sentence}");
            }
        }
    }
}

fn list(case: &Case) {
    println!(
        "{}: {} operations",
        case.command.name,
        case.operations.len()
    );
    for operation in &case.operations {
        let path = operation.path.strip_prefix(&case.root).unwrap_or_default();
        let other = operation.other.strip_prefix(&case.root).unwrap_or_default();
        println!(
            "{:>5} {:?} {path} {other} at {} of {} bytes",
            operation.number,
            operation.kind,
            operation.offset,
            operation.bytes.len()
        );
    }
}

/// Tries one mode at every point, or at some of them.
fn try_all(
    court: &Court<'_>,
    mode: Mode,
    options: &Options,
    counts: &mut Counts,
) -> Result<(), String> {
    let case = court.case;
    let begun = Instant::now();
    let all = mode.points(&case.operations);
    // Each point of a large file takes as long as ten others.
    let share = if case.command.goes_on { 3 } else { 1 };
    let most = options.points.map(|most| most.div_ceil(share));
    let numbers: Vec<u64> = match options.at {
        Some(at) => all.into_iter().filter(|number| *number == at).collect(),
        None => all,
    };
    let points: Vec<Point> = if mode == Mode::Power {
        let numbers = spread(numbers, most);
        let chosen = |number: u64| numbers.contains(&number);
        let found = images(case, &chosen, (options.seed, options.subsets))?;
        // What was acknowledged is asked for as often as all the rest.
        let (last, earlier): (Vec<_>, _) = found.into_iter().partition(|it| it.acknowledged);
        let earlier = spread(earlier, most).into_iter();
        let both = earlier.chain(spread(last, most));
        both.map(Point::Cut).collect()
    } else {
        spread(numbers, most).into_iter().map(Point::At).collect()
    };
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..options.workers.max(1) {
            scope.spawn(|| {
                while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(failure) = try_one(court, mode, point, options.seed)
                        && let Ok(mut failures) = failures.lock()
                    {
                        println!("FAILED {failure}");
                        failures.push(failure);
                    }
                }
            });
        }
    });
    let failed = failures.into_inner().map_or(0, |failures| failures.len());
    counts.passed += points.len() - failed;
    counts.failed += failed;
    println!(
        "{} {}: {} points, {failed} failed, {:.1} s",
        case.command.name,
        mode.name(),
        points.len(),
        begun.elapsed().as_secs_f32()
    );
    Ok(())
}

fn try_one(court: &Court<'_>, mode: Mode, point: &Point, seed: u64) -> Result<(), String> {
    let name = court.case.command.name;
    let (at, told, result) = match point {
        Point::At(number) => (*number, String::new(), court.try_at(mode, *number)),
        Point::Cut(image) => (
            image.at,
            format!(" --seed {seed} ({} kept)", image.kept),
            court.try_image(&image.content, image.acknowledged),
        ),
    };
    result.map_err(|why| {
        format!(
            "--command {name} --mode {} --at {at}{told}: {why}",
            mode.name()
        )
    })
}

/// At most so many, the first and the last among them, evenly between.
fn spread<T>(points: Vec<T>, most: Option<usize>) -> Vec<T> {
    let count = points.len();
    let Some(most) = most.filter(|most| *most < count) else {
        return points;
    };
    let steps = most.saturating_sub(1).max(1);
    let chosen: Vec<usize> = (0..most).map(|step| step * (count - 1) / steps).collect();
    let numbered = points.into_iter().enumerate();
    let kept = numbered.filter(|(place, _)| chosen.contains(place));
    kept.map(|(_, point)| point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_points_are_spread_from_the_first_to_the_last() {
        assert_eq!(spread((0..10).collect(), Some(4)), [0, 3, 6, 9]);
        assert_eq!(spread((0..10).collect(), Some(1)), [0]);
        assert_eq!(spread(vec![1, 2], Some(5)), [1, 2]);
        assert_eq!(spread(vec![1, 2], None), [1, 2]);
    }
}
