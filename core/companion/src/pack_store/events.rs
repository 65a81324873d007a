//! What happened to the packs of this device: a short list that a person can read.

use super::{PackStore, PackStoreError, files};
use crate::durable_files::write_durably;
use jiff::Timestamp;
use std::fs::OpenOptions;
use std::io::Write;

const EVENTS: &str = "events.log";
/// As many lines are kept; the oldest go first.
const KEPT: usize = 200;

/// Something that was installed or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When, by this device's clock.
    pub at: String,
    /// A code, such as `installed` or one of the refusals'.
    pub code: String,
    /// Which packs, or what was wrong. Never anything of a person.
    pub about: String,
}

impl PackStore {
    /// What happened, oldest first.
    ///
    /// # Errors
    /// [`PackStoreError::Storage`].
    pub fn events(&self) -> Result<Vec<Event>, PackStoreError> {
        let text = files::read_text(&self.folder.join(EVENTS))?.unwrap_or_default();
        let event = |line: &str| {
            let mut parts = line.splitn(3, ' ');
            Some(Event {
                at: parts.next()?.to_owned(),
                code: parts.next()?.to_owned(),
                about: parts.next().unwrap_or_default().to_owned(),
            })
        };
        Ok(text.lines().filter_map(event).collect())
    }

    pub(super) fn log(&self, code: &str, about: &str) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(EVENTS);
        let about: String = about
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .take(400)
            .collect();
        let line = format!("{} {code} {about}\n", Timestamp::now().strftime("%FT%TZ"));
        let kept = files::read_text(&path)?.unwrap_or_default();
        if kept.lines().count() < KEPT {
            let mut file = OpenOptions::new().create(true).append(true).open(path)?;
            return file.write_all(line.as_bytes());
        }
        let newest: Vec<&str> = kept.lines().rev().take(KEPT / 2).collect();
        let mut text: String = newest
            .into_iter()
            .rev()
            .map(|line| format!("{line}\n"))
            .collect();
        text.push_str(&line);
        write_durably(&self.folder, EVENTS, text.as_bytes())
    }
}
