//! Every job of the project, runnable alone: `cargo xtask --help`.

#[cfg(test)]
mod android;
mod app;
mod architecture;
mod bindings;
mod contract;
mod dependency_graph;
mod dependency_notes;
mod mutations;
mod parts;
mod process;
mod report;
mod size;
mod swift;
mod test_run;
mod tools;

use std::process::ExitCode;

/// Ends of a run, as other programs read them.
enum End {
    Done,
    Failed(String),
    WrongUsage(String),
}

const HELP: &str = "\
The jobs of this repository.

  cargo xtask test [PART...] [--install]
      Runs the tests, all parts or the named ones. This is what .ci/run runs.
      What is missing for a part is named, and installed only if you agree:
      on a terminal you are asked, elsewhere --install agrees.
  cargo xtask advisories
      Looks the dependencies up in the public list of known faults (needs a network).
  cargo xtask bindings kotlin|swift [DIR]
      Builds the library and writes its Kotlin or Swift sources to DIR; without DIR to
      where the packages under bindings look for them.
  cargo xtask bindings contract | kotlin-contract DIR
      Writes Rust's part of bindings/contract anew, after an export changed; or Kotlin's
      part to DIR, which Maven does by itself.
  cargo xtask size [--record REASON]
      Builds the library for phones and compares its size with bindings/ffi/size.json;
      with --record it writes the new size there, and why it changed.
  cargo xtask mutate-packs [PACK...] [--packs FOLDER] [--jobs N] [--list]
      Changes each number, date, table entry and operator of the packs, one at a time,
      and lists the changes that the packs' own tests don't notice.
  cargo xtask texts [--accept | --language TAG [--all]]
      Lists texts whose English changed and a translation didn't, and what else is not as
      it was accepted; with --accept takes all as they are: you have looked at them.
      With --language prints what a further language lacks of what people see first, or of
      all, ready to be filled in.
  cargo xtask app [FOLDER]
      Opens the app in a window, over a vault in FOLDER (a JDK, Maven, a display).
  cargo xtask screens --out DIR [--all] [--only SCREEN] [--kept android/screens.kept --accept]
      Draws every state of every screen to DIR, with a page that shows them; --accept takes
      them as what the tests compare with: you have looked at them.
  cargo xtask strings [--mirrored] DIR
      Writes the app's words, locales/app and android/words, to DIR as Kotlin, which Maven
      does by itself; with --mirrored the English from right to left, for pictures.
  cargo xtask --help

Ends with 0 when everything passed, 1 when something failed or was not run, and 2 when
the command itself was wrong.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        End::Done => ExitCode::SUCCESS,
        End::Failed(sentence) => {
            if !sentence.is_empty() {
                eprintln!("{sentence}");
            }
            ExitCode::from(1)
        }
        End::WrongUsage(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[&str]) -> End {
    match words {
        [] | ["help" | "--help" | "-h", ..] | [_, "--help" | "-h"] => {
            print!("{HELP}\nParts of the tests:\n{}", parts::described());
            End::Done
        }
        ["test", rest @ ..] => test_run::run(rest),
        ["advisories"] => ended(tools::advisories()),
        ["bindings", "kotlin"] => ended(bindings::write_kotlin(None)),
        ["bindings", "kotlin", directory] => {
            ended(bindings::write_kotlin(Some(directory.as_ref())))
        }
        ["bindings", "contract"] => ended(bindings::write_contract_for_rust()),
        ["bindings", "kotlin-contract", directory] => {
            ended(bindings::write_contract_for_kotlin(directory.as_ref()))
        }
        ["bindings", "swift"] => ended(swift::write(None)),
        ["bindings", "swift", directory] => ended(swift::write(Some(directory.as_ref()))),
        ["mutate-packs", rest @ ..] => ended(mutations::run(rest)),
        ["app"] => ended(app::open(None)),
        ["app", folder] => ended(app::open(Some(folder))),
        ["screens", rest @ ..] => ended(app::screens(rest)),
        ["strings", "--mirrored", folder] => ended(parts::run_texts(&["--mirrored", folder])),
        ["strings", folder] => ended(parts::run_texts(&["--kotlin", folder])),
        ["texts", rest @ ..] => ended(parts::run_texts(rest)),
        ["size"] => ended(size::check()),
        ["size", "--record", reason] => ended(size::record(reason)),
        ["size", "--record"] => {
            End::WrongUsage("Say why the size changed: cargo xtask size --record REASON".into())
        }
        [command, ..] => End::WrongUsage(format!(
            "There is no such job: {command}. `cargo xtask --help` lists them."
        )),
    }
}

fn ended(result: Result<(), String>) -> End {
    match result {
        Ok(()) => End::Done,
        Err(sentence) => End::Failed(sentence),
    }
}
