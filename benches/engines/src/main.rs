//! Compares Dodam's rules engine with others and prints what it found.

use dodam_bench_engines::report::Report;
use dodam_bench_engines::{agreement, contender, machine, soundness, speed};
use std::process::ExitCode;
use std::time::Duration;

const USAGE: &str = "dodam-bench-engines [--json] [--sets N] [--seed N] [--rounds N] [--turn-ms N]
  --sets     partial cases asked for wrong definite answers (10000)
  --seed     of all draws (2025)
  --rounds   in which every engine takes a turn, at least 5 (7)
  --turn-ms  how long each measurement of a turn lasts (200)";

struct Options {
    json: bool,
    sets: usize,
    seed: u64,
    rounds: usize,
    turn: Duration,
}

fn options() -> Option<Options> {
    let mut options = Options {
        json: false,
        sets: 10_000,
        seed: 2025,
        rounds: 7,
        turn: Duration::from_millis(200),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--json" {
            options.json = true;
            continue;
        }
        let number: u64 = arguments.next()?.parse().ok()?;
        match argument.as_str() {
            "--sets" => options.sets = usize::try_from(number).ok()?,
            "--seed" => options.seed = number,
            "--rounds" => options.rounds = usize::try_from(number).ok()?.max(5),
            "--turn-ms" => options.turn = Duration::from_millis(number),
            _ => return None,
        }
    }
    Some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let core = machine::pin();
    let mut contenders = contender::all();
    let agreement = agreement::check(&mut contenders, options.seed, 10_000);
    if agreement.differences > 0 {
        eprintln!("a translation doesn't mean what the pack means; nothing is measured");
        return ExitCode::FAILURE;
    }
    let soundness = soundness::compare(&mut contenders, options.seed, options.sets);
    let (seed, rounds) = (options.seed, options.rounds);
    let report = Report {
        seed,
        rounds,
        core,
        engines: Report::engines(&contenders),
        agreement,
        soundness,
        speeds: speed::measure(&mut contenders, seed, rounds, options.turn),
    };
    if options.json {
        println!("{:#}", report.to_json());
    } else {
        print!("{report}");
    }
    // Wrong answers of ours are what this repository promises not to give.
    match report.soundness.counts.first() {
        Some(ours) if ours.wrong == 0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
