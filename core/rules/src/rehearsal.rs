//! Packs with one file changed, tried by their own tests: whether the tests notice.

use crate::error::{Complaint, Complaints, Otherwise, PackError};
use crate::load::{self, Parsed, VOCABULARY, Written};
use crate::pack_test;
use crate::packs::Packs;

/// Packs that are read once and tried with many changes, one after another.
#[derive(Debug)]
pub struct Rehearsal {
    shared: Vec<Parsed>,
    written: Vec<Written>,
    /// Every test; those that failed last come first.
    tests: Vec<TestPlace>,
}

/// What came of a change.
#[derive(Debug)]
pub enum Rehearsed {
    /// The changed packs don't load.
    Refused(PackError),
    /// No test fails in a way that was asked for.
    Passed,
    /// A test fails; there may be more.
    Failed(Complaint),
}

/// A test, by the places of its pack, its file and itself.
type TestPlace = (usize, usize, usize);

impl Rehearsal {
    /// Reads packs from files, as [`Packs::load`] does; no test runs yet.
    ///
    /// # Errors
    /// [`PackError`] where the packs don't load as they are.
    pub fn new<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Self, PackError> {
        let files = files
            .iter()
            .map(|(path, text)| (path.as_ref(), text.as_ref()));
        let (shared, written) = load::written(files.collect())?;
        load::put_together(&shared, &written)?;
        let tests = every_test(&written);
        Ok(Self {
            shared,
            written,
            tests,
        })
    }

    /// Tries the packs with another text for one file, and leaves them as they were. The
    /// tests of the file's pack run, of the vocabulary those of all packs, until one fails
    /// in a way that counts.
    pub fn with(
        &mut self,
        path: &str,
        text: &str,
        counts: &dyn Fn(Otherwise) -> bool,
    ) -> Rehearsed {
        let mut complaints = Complaints::default();
        let changed = Parsed::read(path.to_owned(), text, &mut complaints);
        if let Err(error) = complaints.none() {
            return Rehearsed::Refused(error);
        }
        let Some(before) = self.exchange(path, changed) else {
            return Rehearsed::Refused(PackError::new(path, "there is no such file"));
        };
        let heads: Vec<_> = self.written.iter().map(|pack| pack.info.clone()).collect();
        let rehearsed = self.rehearse(path, counts);
        self.exchange(path, before);
        for (pack, head) in self.written.iter_mut().zip(heads) {
            pack.info = head;
        }
        rehearsed
    }

    /// Puts a file in the place of the one of this path, and gives that one.
    fn exchange(&mut self, path: &str, file: Parsed) -> Option<Parsed> {
        let packs = self.written.iter_mut().flat_map(|pack| &mut pack.files);
        let mut files = self.shared.iter_mut().chain(packs);
        let found = files.find(|file| file.source.path == path)?;
        Some(std::mem::replace(found, file))
    }

    fn rehearse(&mut self, path: &str, counts: &dyn Fn(Otherwise) -> bool) -> Rehearsed {
        let packs = self.read_heads(path);
        let packs = packs.and_then(|()| load::put_together(&self.shared, &self.written));
        match packs {
            Err(error) => Rehearsed::Refused(error),
            Ok(packs) => self.run_tests(&packs, path, counts),
        }
    }

    /// Reads the head of the changed pack anew, where the change is in the file that has it.
    fn read_heads(&mut self, path: &str) -> Result<(), PackError> {
        for pack in &mut self.written {
            let mut files = pack.files.iter();
            if files.any(|file| file.content.pack.is_some() && file.source.path == path) {
                pack.info = load::head(&pack.folder, &pack.files)?;
            }
        }
        Ok(())
    }

    fn run_tests(
        &mut self,
        packs: &Packs,
        path: &str,
        counts: &dyn Fn(Otherwise) -> bool,
    ) -> Rehearsed {
        let folder = path.split('/').next().unwrap_or(path);
        for place in 0..self.tests.len() {
            let (pack, file, test) = self.tests[place];
            if folder != VOCABULARY && self.written[pack].folder != folder {
                continue;
            }
            let complaint = run_test(packs, &self.written, (pack, file, test));
            let counted = complaint.filter(|found| found.otherwise.is_some_and(counts));
            if let Some(complaint) = counted {
                self.tests[..=place].rotate_right(1);
                return Rehearsed::Failed(complaint);
            }
        }
        Rehearsed::Passed
    }
}

fn every_test(written: &[Written]) -> Vec<TestPlace> {
    let mut tests = Vec::new();
    for (pack, written) in written.iter().enumerate() {
        for (file, parsed) in written.files.iter().enumerate() {
            tests.extend((0..parsed.content.test.len()).map(|test| (pack, file, test)));
        }
    }
    tests
}

/// The first complaint of a test, if it fails.
fn run_test(packs: &Packs, written: &[Written], place: TestPlace) -> Option<Complaint> {
    let (pack, file, number) = place;
    let file = &written[pack].files[file];
    let test = &file.content.test[number];
    let at = file.at("test", number, &test.name);
    let error = pack_test::one(packs, pack, test, &at).err()?;
    error.complaints().first().cloned()
}
