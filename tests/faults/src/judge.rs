//! Whether a place is right after something went wrong.

use crate::mode::Mode;
use crate::observe::{observe, told};
use crate::place::{Content, PAPER, Place, UNFINISHED_PAPER, shape};
use crate::prepare::{Case, Prepared, over};
use crate::program::{Ended, Loaded, Program};

/// What the judge works with.
pub struct Court<'a> {
    /// The command and the library.
    pub program: &'a Program,
    /// What was prepared.
    pub prepared: &'a Prepared,
    /// What was tried.
    pub case: &'a Case,
}

impl Court<'_> {
    /// Tries the command with something going wrong at an operation.
    pub fn try_at(&self, mode: Mode, number: u64) -> Result<(), String> {
        let place = Place::of(&self.case.before).map_err(text)?;
        let arguments = over(&place, &self.case.arguments);
        let ended = self
            .program
            .run(&place, &arguments, Loaded::At(mode, number))?;
        ended_well(&ended, mode, self.case.command.ends)?;
        if matches!(mode, Mode::FullFrom | Mode::FullOnce) {
            let mut left = unfinished(&place.content().map_err(text)?);
            if self.case.command.goes_on {
                left.retain(|name| !name.contains("/papers/"));
            }
            let papers = self.case.held_before.vault.is_none()
                && !place.vault().join("keyslots").exists()
                && shape(&place.content().map_err(text)?, "vault")
                    .contains(&"vault/papers/ID".into());
            if !left.is_empty() || papers {
                return Err(format!("left behind by a full disk: {left:?}"));
            }
        }
        self.judge(&place, ended.code == Some(self.case.command.ends))
    }

    /// Judges what a power cut leaves.
    pub fn try_image(&self, image: &Content, acknowledged: bool) -> Result<(), String> {
        self.judge(&Place::of(image).map_err(text)?, acknowledged)
    }

    fn judge(&self, place: &Place, acknowledged: bool) -> Result<(), String> {
        let case = self.case;
        let look = || {
            observe(
                self.program,
                place,
                &self.prepared.words(),
                &self.prepared.known,
            )
        };
        let seen = look()?;
        let done = seen == case.held_after;
        if !done && (acknowledged || seen != case.held_before) {
            let asked = if acknowledged {
                "was acknowledged and"
            } else {
                "left"
            };
            return Err(format!("the command {asked} there is {}", told(&seen)));
        }
        let [before, after, targets] = &case.shapes;
        let mut names = shape(&place.content().map_err(text)?, "vault");
        if case.command.goes_on && !done && names.len() == before.len() + 1 {
            // What is sealed already, whole or in part.
            let sealed = |name: &String| [PAPER, UNFINISHED_PAPER].contains(&name.as_str());
            let place = names.iter().rposition(sealed);
            place
                .into_iter()
                .for_each(|place| drop(names.remove(place)));
        }
        let there = seen.vault.is_some() || case.held_before.vault.is_some();
        if there && names != *(if done { after } else { before }) {
            return Err(format!("after opening the folder holds {names:?}"));
        }
        if done && !case.command.again {
            return Ok(());
        }
        let ended = self
            .program
            .run(place, &over(place, &case.arguments), Loaded::Not)?;
        if ended.code != Some(case.command.ends) {
            return Err(format!("given again, the command {}", ended.told()));
        }
        let content = place.content().map_err(text)?;
        let (vault, out) = (shape(&content, "vault"), shape(&content, "out"));
        if vault != *after || out != *targets {
            return Err(format!(
                "given again, the command leaves {vault:?} and {out:?}"
            ));
        }
        Ok(())
    }
}

/// The exit code and the sentence.
fn ended_well(ended: &Ended, mode: Mode, ends: i32) -> Result<(), String> {
    let sentence = ended.complained.trim();
    let plain = sentence.lines().count() == 1
        && sentence.starts_with("dodam: ")
        && !sentence.contains("panicked");
    let right = match (mode, ended.code) {
        (_, Some(0)) => ends == 0 && sentence.is_empty(),
        (_, Some(code)) if code == ends => plain,
        (Mode::Kill | Mode::Tear, None) => true,
        (Mode::FullFrom | Mode::FullOnce, Some(4)) => plain,
        (Mode::Broken, Some(4 | 6)) => plain,
        _ => false,
    };
    if right {
        Ok(())
    } else {
        Err(format!("the command {}", ended.told()))
    }
}

/// Files that were never finished.
fn unfinished(content: &Content) -> Vec<String> {
    let names = content
        .keys()
        .map(|path| path.to_string_lossy().into_owned());
    names
        .filter(|name| {
            name.ends_with(".part") || name.ends_with(".new") || name.contains("/creating")
        })
        .collect()
}

fn text(error: std::io::Error) -> String {
    error.to_string()
}
