//! From files to installed packs.

use crate::compile::{At, to_date};
use crate::error::PackError;
use crate::pack::{Pack, PackInfo};
use crate::packs::{Packs, Vocabulary};
use crate::raw::{PackFile, Status, TextState};
use crate::{assemble, pack_test, references, vocabulary};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The folder of the shared vocabulary.
const VOCABULARY: &str = "facts";
const LARGEST_FILE: usize = 1 << 20;
const LARGEST_PACK: usize = 4 << 20;
const SCHEMA: u32 = 1;

/// The files of one folder, in the order they are read.
pub(crate) struct Folder<'a> {
    pub(crate) name: &'a str,
    files: Vec<(&'a str, &'a str)>,
}

pub(crate) fn load(files: Vec<(&str, &str)>) -> Result<Packs, PackError> {
    let mut folders = folders(files)?;
    let Some(shared) = folders.remove(VOCABULARY) else {
        return Err(PackError::new(
            "packs",
            "there is no folder `facts` with the vocabulary",
        ));
    };
    let shared_files = shared.parse()?;
    let vocabulary = vocabulary::build(&shared_files)?;
    let mut installed = Vec::new();
    for folder in folders.values() {
        installed.push(build_pack(folder, &shared, &shared_files, &vocabulary)?);
    }
    installed.sort_by(|a: &Loaded, b: &Loaded| {
        (&a.pack.info.id, a.pack.info.version).cmp(&(&b.pack.info.id, b.pack.info.version))
    });
    let tests: Vec<_> = installed
        .iter_mut()
        .map(|loaded| std::mem::take(&mut loaded.files))
        .collect();
    let installed = installed.into_iter().map(|loaded| loaded.pack).collect();
    let mut packs = Packs {
        vocabulary,
        installed,
    };
    references::check(&packs)?;
    for (index, files) in tests.iter().enumerate() {
        let run = pack_test::run(&packs, index, files)?;
        packs.installed[index].info.tests_run = run;
    }
    Ok(packs)
}

struct Loaded {
    pack: Pack,
    files: Vec<Parsed>,
}

/// A parsed file and its path.
pub(crate) struct Parsed {
    pub(crate) path: String,
    pub(crate) content: PackFile,
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
            .sort_by_key(|(file, _)| (*file != "pack.toml", *file));
        let size: usize = folder.files.iter().map(|(_, text)| text.len()).sum();
        if size > LARGEST_PACK {
            return Err(PackError::new(folder.name, "a pack may have 4 MiB at most"));
        }
    }
    Ok(folders)
}

impl Folder<'_> {
    fn parse(&self) -> Result<Vec<Parsed>, PackError> {
        let parse = |(file, text): &(&str, &str)| {
            let path = format!("{}/{file}", self.name);
            let parsed = toml::from_str(text).map_err(|error| {
                let line = error.span().map_or(1, |span| {
                    text.get(..span.start)
                        .unwrap_or_default()
                        .matches('\n')
                        .count()
                        + 1
                });
                let complaint = error.message().replace('\n', " ");
                PackError::new(format!("{path}, line {line}"), complaint)
            });
            Ok(Parsed {
                content: parsed?,
                path,
            })
        };
        self.files.iter().map(parse).collect()
    }

    fn hash(&self, shared: &Self) -> String {
        let mut hasher = Sha256::new();
        let mut add = |name: &str, text: &str| {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        self.files.iter().for_each(|(file, text)| add(file, text));
        shared
            .files
            .iter()
            .for_each(|(file, text)| add(&format!("facts/{file}"), text));
        hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

fn build_pack(
    folder: &Folder<'_>,
    shared: &Folder<'_>,
    shared_files: &[Parsed],
    vocabulary: &Vocabulary,
) -> Result<Loaded, PackError> {
    let files = folder.parse()?;
    let mut heads = files
        .iter()
        .filter_map(|file| Some((file, file.content.pack.as_ref()?)));
    let (Some((file, head)), None) = (heads.next(), heads.next()) else {
        return Err(PackError::new(
            folder.name,
            "a pack needs one [pack], in pack.toml",
        ));
    };
    let at = At(format!("{}, [pack]", file.path));
    if head.schema != SCHEMA {
        return at.fail(format!(
            "schema {} is not one this version reads; it reads {SCHEMA}",
            head.schema
        ));
    }
    if head.id.is_empty()
        || !(folder.name == head.id || folder.name.starts_with(&format!("{}@", head.id)))
    {
        return at.fail("the folder must have the pack's id as its name (or id@version)");
    }
    let info = PackInfo {
        id: head.id.clone(),
        version: head.version,
        sha256: folder.hash(shared),
        issued: to_date(&head.issued, &at)?,
        valid_from: to_date(&head.valid_from, &at)?,
        review_by: to_date(&head.review_by, &at)?,
        status: match head.status {
            Status::Draft => "draft",
            Status::Reviewed => "reviewed",
            Status::Official => "official",
        },
        texts_reviewed: head.texts == TextState::Reviewed,
        tests_run: 0,
    };
    let pack = assemble::pack(info, head, &files, shared_files, vocabulary)?;
    Ok(Loaded { pack, files })
}
