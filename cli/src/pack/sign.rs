//! `dodam pack sign`: from a pack's folder to a bundle that devices accept.

use super::keys::secret_key;
use super::place::{beside_built_in, pack_folder};
use super::{refused, unusable};
use crate::output::{Failed, NOT_AS_EXPECTED, Said};
use dodam_companion::pack_store::PackStoreError;
use dodam_companion::rules::{Packs, content_sha256};
use dodam_companion::trust::{
    Bundle, BundleFile, BundlePack, Index, PackListing, Publisher, Refusal, SecretKey, Signed,
    sign_index,
};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The schema that packs are written in.
const SCHEMA: u32 = 1;

/// What to sign, and as whom.
#[derive(Debug, clap::Args)]
pub struct SignArgs {
    /// Folders of packs; or one bundle, to add a signature to
    #[arg(required = true, value_name = "FOLDER|BUNDLE")]
    what: Vec<PathBuf>,
    /// Secret key to sign with; repeat
    #[arg(long = "key", required = true, value_name = "FILE")]
    keys: Vec<PathBuf>,
    /// Whom it speaks for: local (the key's own holder), official, or a partner's id
    #[arg(long, default_value = "local", value_name = "WHO")]
    publisher: String,
    /// The bundle before this one: its packs stay listed and its version is followed
    #[arg(long, value_name = "BUNDLE")]
    after: Option<PathBuf>,
    /// Version of the list of packs; one more than the bundle before, otherwise 1
    #[arg(long, value_name = "N")]
    index_version: Option<u32>,
    /// The day it is signed; today if left out
    #[arg(long, value_name = "DATE")]
    issued: Option<Date>,
    /// The first day on which it no longer counts; a year later if left out
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
    /// Signed roots that devices may need to follow; repeat, in order
    #[arg(long = "root", value_name = "FILE")]
    roots: Vec<PathBuf>,
    /// File for the bundle; the first folder's name with .dodam-packs if left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn refusal(error: Refusal) -> Failed {
    refused(PackStoreError::Refused(error), "en")
}

/// Signs.
pub fn run(args: &SignArgs) -> Result<Said, Failed> {
    let keys = args.keys.iter().map(|path| secret_key(path));
    let keys: Vec<SecretKey> = keys.collect::<Result<_, _>>()?;
    match args.what.as_slice() {
        [bundle] if bundle.is_file() => add_signatures(bundle, &keys),
        folders => sign_folders(args, folders, &keys),
    }
}

fn read_bundle(path: &Path) -> Result<Bundle, Failed> {
    let bytes = std::fs::read(path).map_err(|error| unusable(path, &error))?;
    Bundle::parse(&bytes).map_err(refusal)
}

fn add_signatures(path: &Path, keys: &[SecretKey]) -> Result<Said, Failed> {
    let mut bundle = read_bundle(path)?;
    for key in keys {
        bundle.index.add_signature(key).map_err(refusal)?;
    }
    write(path, &bundle)
}

fn sign_folders(args: &SignArgs, folders: &[PathBuf], keys: &[SecretKey]) -> Result<Said, Failed> {
    let Some((first, more)) = keys.split_first() else {
        return Err(Failed::usage("a bundle needs a key to sign it: --key FILE"));
    };
    let publisher = match args.publisher.as_str() {
        "local" => Publisher::Local(first.public().id()),
        other => Publisher::parse(other).ok_or_else(|| {
            Failed::usage(format!(
                "{other} is nobody to speak for; write local, official, or a partner's id"
            ))
        })?,
    };
    let before = args.after.as_deref().map(read_bundle).transpose()?;
    let listed = before.as_ref().map(|bundle| bundle.index.claimed_index());
    let listed = listed.transpose().map_err(refusal)?;
    let mut listings = listed
        .as_ref()
        .map_or_else(Vec::new, |index| index.packs.clone());
    let mut packs = before
        .as_ref()
        .map_or_else(Vec::new, |bundle| bundle.packs.clone());
    for folder in folders {
        let (pack, listing) = bundled(folder)?;
        let same =
            |other: &PackListing| (&other.id, other.version) == (&listing.id, listing.version);
        if listings
            .iter()
            .any(|other| same(other) && other.sha256 != listing.sha256)
        {
            return Err(Failed::usage(format!(
                "{} version {} was signed before with another content; raise `version` in its [pack]",
                listing.id, listing.version
            )));
        }
        listings.retain(|other| !same(other));
        packs.retain(|other| (&other.id, other.version) != (&pack.id, pack.version));
        listings.push(listing);
        packs.push(pack);
    }
    let issued = args.issued.unwrap_or_else(crate::check::today_in_korea);
    let index = Index {
        publisher,
        version: args
            .index_version
            .unwrap_or_else(|| listed.map_or(1, |index| index.version + 1)),
        issued,
        expires: args
            .expires
            .unwrap_or_else(|| issued.saturating_add(1.year())),
        packs: listings,
    };
    let mut signed = sign_index(&index, first).map_err(refusal)?;
    for key in more {
        signed.add_signature(key).map_err(refusal)?;
    }
    let roots = args.roots.iter().map(|path| read_root(path));
    let roots = roots.collect::<Result<_, _>>()?;
    let bundle = Bundle::new(roots, signed, packs).map_err(refusal)?;
    write(&out(args, folders), &bundle)
}

fn read_root(path: &Path) -> Result<Signed, Failed> {
    let bytes = std::fs::read(path).map_err(|error| unusable(path, &error))?;
    Signed::parse(&bytes).map_err(refusal)
}

fn out(args: &SignArgs, folders: &[PathBuf]) -> PathBuf {
    args.out.clone().unwrap_or_else(|| {
        let folder = folders
            .first()
            .map(PathBuf::as_path)
            .unwrap_or_else(|| Path::new("packs"));
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        let mut name = name.to_owned();
        name.push(".dodam-packs");
        folder.with_file_name(name)
    })
}

/// A pack that loads and whose tests pass, as it travels. What fails is never signed.
fn bundled(folder: &Path) -> Result<(BundlePack, PackListing), Failed> {
    let (id, files) = pack_folder(folder)?;
    let set = Packs::load(&beside_built_in(files.clone()))
        .map_err(|error| Failed::new(NOT_AS_EXPECTED, error.to_string()))?;
    let files = files.into_iter().map(|(path, text)| BundleFile {
        name: path.rsplit('/').next().unwrap_or(&path).to_owned(),
        text,
    });
    let files: Vec<BundleFile> = files.collect();
    let sha256 = content_sha256(
        files
            .iter()
            .map(|file| (file.name.as_str(), file.text.as_str())),
    );
    let info = set
        .list()
        .find(|info| info.id == id && info.sha256 == sha256);
    let Some(info) = info else {
        return Err(Failed::usage(format!(
            "{} holds no pack {id}",
            folder.display()
        )));
    };
    let pack = BundlePack {
        id: id.clone(),
        version: info.version,
        files,
    };
    let listing = PackListing {
        id,
        version: info.version,
        sha256,
        bytes: pack.bytes(),
        schema: SCHEMA,
        effective: Some(info.valid_from),
    };
    Ok((pack, listing))
}

fn write(path: &Path, bundle: &Bundle) -> Result<Said, Failed> {
    let text = bundle.to_json().map_err(refusal)?;
    std::fs::write(path, text).map_err(|error| unusable(path, &error))?;
    let index = bundle.index.claimed_index().map_err(refusal)?;
    let names = bundle
        .packs
        .iter()
        .map(|pack| format!("{}@{}", pack.id, pack.version));
    let names: Vec<String> = names.collect();
    let signatures = bundle.index.signatures().len();
    let said = format!(
        "{}: {} for {}, list version {}, {signatures} signature(s), counts until {}",
        path.display(),
        names.join(", "),
        index.publisher,
        index.version,
        index.expires
    );
    let json = json!({
        "bundle": path,
        "packs": names,
        "publisher": index.publisher.to_string(),
        "index_version": index.version,
        "signatures": signatures,
        "expires": index.expires.to_string(),
    });
    Ok(Said::new(json, said))
}
