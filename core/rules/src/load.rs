//! From files to installed packs.

use crate::error::{Complaints, PackError};
use crate::keys::to_date;
use crate::pack::PackInfo;
use crate::packs::Packs;
use crate::raw::{PackFile, TextState};
use crate::shelf::Shelved;
use crate::source::{At, Source};
use crate::{assemble, further, pack_test, references, vocabulary};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The folder of the shared vocabulary.
pub(crate) const VOCABULARY: &str = "facts";
const FIRST_FILE: &str = "pack.toml";
const LARGEST_FILE: usize = 1 << 20;
const LARGEST_PACK: usize = 4 << 20;
const SCHEMA: u32 = 1;

/// The files of one folder, in the order they are read.
pub(crate) struct Folder<'a> {
    pub(crate) name: &'a str,
    files: Vec<(&'a str, &'a str)>,
}

/// Packs, linted and tested by their own tests.
pub(crate) fn load(files: Vec<(&str, &str)>) -> Result<Packs, PackError> {
    let Loaded { mut packs, written } = untested(files)?;
    let mut complaints = Complaints::default();
    for (index, pack) in written.iter().enumerate() {
        let run = pack_test::run(&packs, index, &pack.files, &mut complaints);
        packs.installed[index].tests_ran(run);
    }
    complaints.none()?;
    Ok(packs)
}

/// Packs whose tests have not run yet, and what they were made of, in the same order.
pub(crate) struct Loaded {
    pub(crate) packs: Packs,
    pub(crate) written: Vec<Written>,
}

/// Reads and puts together; no test runs.
pub(crate) fn untested(files: Vec<(&str, &str)>) -> Result<Loaded, PackError> {
    let (shared, written) = written(files)?;
    let packs = put_together(&shared, &written)?;
    Ok(Loaded { packs, written })
}

/// Reads the vocabulary and the packs, these by id and version.
pub(crate) fn written(files: Vec<(&str, &str)>) -> Result<(Vec<Parsed>, Vec<Written>), PackError> {
    let mut complaints = Complaints::default();
    let mut folders = folders(files)?;
    let Some(shared) = folders.remove(VOCABULARY) else {
        return Err(PackError::new(
            "packs",
            "there is no folder `facts` with the vocabulary",
        ));
    };
    let shared = read(&shared, &mut complaints);
    let mut written: Vec<Written> = Vec::new();
    for folder in folders.values() {
        let before = complaints.number();
        let files = read(folder, &mut complaints);
        if complaints.number() > before {
            continue;
        }
        let head = head(folder.name, &files);
        let folder = folder.name.to_owned();
        written.extend(complaints.keep(head).map(|info| Written {
            folder,
            info,
            files,
        }));
    }
    // What isn't even written as packs are can't be looked at more closely.
    complaints.none()?;
    written.sort_by(|a, b| (&a.info.id, a.info.version).cmp(&(&b.info.id, b.info.version)));
    Ok((shared, written))
}

/// Makes packs of what was read, in the same order.
pub(crate) fn put_together(shared: &[Parsed], written: &[Written]) -> Result<Packs, PackError> {
    let mut complaints = Complaints::default();
    let mut packs = Packs {
        vocabulary: vocabulary::build(shared, written, &mut complaints),
        vocabulary_sha256: hash(shared),
        installed: Vec::new(),
    };
    for pack in written {
        let pack = assemble::pack(pack, &packs.vocabulary, &mut complaints);
        packs.installed.extend(pack.map(Shelved::from));
    }
    complaints.none()?;
    references::check(&packs, written, &mut complaints);
    complaints.none()?;
    Ok(packs)
}

/// A pack's head and files.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) folder: String,
    pub(crate) info: PackInfo,
    pub(crate) files: Vec<Parsed>,
}

/// A parsed file.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) source: Rc<Source>,
    pub(crate) content: PackFile,
}

impl Parsed {
    /// Reads one file.
    pub(crate) fn read(path: String, text: &str, complaints: &mut Complaints) -> Self {
        let source = Rc::new(Source::new(path, text.to_owned()));
        Self {
            content: source.parse(complaints),
            source,
        }
    }

    /// Where the `place`th item of a kind stands.
    pub(crate) fn at(&self, kind: &str, place: usize, name: &str) -> At {
        At::item(&self.source, kind, place, name)
    }
}

fn folders<'a>(files: Vec<(&'a str, &'a str)>) -> Result<BTreeMap<&'a str, Folder<'a>>, PackError> {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for (path, text) in files {
        let Some((name, file)) = path.split_once('/') else {
            return Err(PackError::new(
                path,
                "a pack's files lie in a folder of its name",
            ));
        };
        if text.len() > LARGEST_FILE {
            return Err(PackError::new(path, "a pack's file may have 1 MiB at most"));
        }
        let folder = folders.entry(name).or_insert_with(|| Folder {
            name,
            files: Vec::new(),
        });
        folder.files.push((file, text));
    }
    for folder in folders.values_mut() {
        folder
            .files
            .sort_by_key(|(file, _)| (*file != FIRST_FILE, *file));
        let size: usize = folder.files.iter().map(|(_, text)| text.len()).sum();
        if size > LARGEST_PACK {
            return Err(PackError::new(folder.name, "a pack may have 4 MiB at most"));
        }
    }
    Ok(folders)
}

fn read(folder: &Folder<'_>, complaints: &mut Complaints) -> Vec<Parsed> {
    let files = folder.files.iter();
    let mut files: Vec<Parsed> = files
        .map(|(file, text)| Parsed::read(format!("{}/{file}", folder.name), text, complaints))
        .collect();
    further::add(&mut files, complaints);
    files
}

/// The hash of a pack's or the vocabulary's files, in their order.
fn hash(files: &[Parsed]) -> String {
    let named = files.iter().map(|file| {
        let path = &file.source.path;
        let name = path.split_once('/').map_or(path.as_str(), |(_, name)| name);
        (name, file.source.text.as_str())
    });
    content_sha256(named)
}

/// The hash that names a pack's content, from its files' names and texts: over each file's name, a zero byte, its length
/// as eight little-endian bytes and its content, `pack.toml` first, then by name.
pub fn content_sha256<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut files: Vec<_> = files.collect();
    files.sort_by_key(|(name, _)| (*name != FIRST_FILE, *name));
    let mut hasher = Sha256::new();
    for (name, text) in files {
        hasher.update(name.as_bytes());
        hasher.update([0]);
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let bytes = hasher.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a pack's files say about it as a whole.
pub(crate) fn head(folder: &str, files: &[Parsed]) -> Result<PackInfo, PackError> {
    let mut heads = files
        .iter()
        .filter_map(|file| Some((file, file.content.pack.as_ref()?)));
    let Some((file, head)) = heads.next() else {
        return Err(PackError::new(
            format!("{folder}/{FIRST_FILE}"),
            "a pack needs one [pack], in pack.toml; `dodam pack new` writes one",
        ));
    };
    let at = At::file(&file.source).key("pack");
    if let Some((second, _)) = heads.next() {
        let at = At::file(&second.source).key("pack");
        return at.fail("a pack needs one [pack] only");
    }
    if head.schema != SCHEMA {
        return at.key("schema").fail(format!(
            "schema {} is not one this version reads; it reads {SCHEMA}",
            head.schema
        ));
    }
    if head.version == 0 {
        return at.key("version").fail("versions are counted from 1");
    }
    if !is_pack_id(&head.id) {
        return at.key("id").fail(
            "an id is made of small letters, digits and hyphens, in parts joined by dots, such as kr.gb.pilot",
        );
    }
    let versioned = format!("{}@{}", head.id, head.version);
    if folder != head.id && folder != versioned {
        return at.key("id").fail(format!(
            "the folder is called {}; it must have the pack's id as its name, or {versioned}",
            folder
        ));
    }
    let day = |key: &str, written| to_date(written, &at.key(key));
    let (issued, valid_from) = (
        day("issued", &head.issued)?,
        day("valid_from", &head.valid_from)?,
    );
    let review_by = day("review_by", &head.review_by)?;
    if review_by < valid_from {
        return at
            .key("review_by")
            .fail("`review_by` lies before `valid_from`, so that nothing could be answered");
    }
    Ok(PackInfo {
        id: head.id.clone(),
        version: head.version,
        sha256: hash(files),
        issued,
        valid_from,
        review_by,
        status: head.status,
        texts_reviewed: head.texts == TextState::Reviewed,
        tests_run: 0,
    })
}

fn is_pack_id(id: &str) -> bool {
    let fits = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    id.len() <= 64 && id.split('.').count() >= 2 && id.split('.').all(fits)
}
