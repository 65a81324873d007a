//! `dodam pack key`, `root`, `trust` and `untrust`: who signs, and whom this device trusts.

use super::{StoreArgs, refused, unusable};
use crate::output::{Failed, Said};
use dodam_companion::pack_store::PackStoreError;
use dodam_companion::trust::{
    KeyError, KeyId, LocalScope, Partner, PublicKeyFile, Role, Roles, Root, RootKey, SecretKey,
    Signed, sign_root,
};
use getrandom::SysRng;
use jiff::civil::Date;
use rand_core::UnwrapErr;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A new key.
#[derive(Debug, clap::Args)]
pub struct KeyArgs {
    /// File for the secret key; the public key goes beside it, with .pub
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Whose key it is, as others will read it
    #[arg(long)]
    name: String,
}

/// A root says which keys sign, and how many of them.
#[derive(Debug, clap::Subcommand)]
pub enum RootCommand {
    /// Write a root and sign it with every key given
    New(RootNewArgs),
    /// Add a signature to a root
    Sign(RootSignArgs),
    /// Begin with a root on this device: official packs are those that its keys sign
    Adopt(RootAdoptArgs),
}

/// What a new root says.
#[derive(Debug, clap::Args)]
pub struct RootNewArgs {
    /// Public key of a holder who may sign roots; repeat
    #[arg(long = "root-key", required = true, value_name = "FILE")]
    root_keys: Vec<PathBuf>,
    /// How many of them must sign
    #[arg(long, value_name = "N")]
    root_threshold: usize,
    /// Public key of somebody who may sign indices of packs; repeat
    #[arg(long = "index-key", required = true, value_name = "FILE")]
    index_keys: Vec<PathBuf>,
    /// How many of them must sign
    #[arg(long, value_name = "N")]
    index_threshold: usize,
    /// A partner who may publish under a prefix, not government: ID,PREFIX,NAME,PUBLIC-KEY-FILE
    #[arg(long = "partner", value_name = "PARTNER")]
    partners: Vec<String>,
    /// Version, one more than the root before
    #[arg(long, default_value_t = 1)]
    version: u32,
    /// The day it is made; today if left out
    #[arg(long, value_name = "DATE")]
    issued: Option<Date>,
    /// The first day on which it no longer counts
    #[arg(long, value_name = "DATE")]
    expires: Date,
    /// Secret key to sign with; repeat
    #[arg(long = "key", required = true, value_name = "FILE")]
    keys: Vec<PathBuf>,
    /// File for the signed root
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A root and a key.
#[derive(Debug, clap::Args)]
pub struct RootSignArgs {
    /// The root
    root: PathBuf,
    /// Secret key to sign with; repeat
    #[arg(long = "key", required = true, value_name = "FILE")]
    keys: Vec<PathBuf>,
}

/// A root to begin with.
#[derive(Debug, clap::Args)]
pub struct RootAdoptArgs {
    /// The root
    root: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
}

/// A key to trust.
#[derive(Debug, clap::Args)]
pub struct TrustArgs {
    /// Public key
    key: PathBuf,
    /// Let it publish any pack that nobody else publishes, not only those under "local."
    #[arg(long)]
    any_pack: bool,
    #[command(flatten)]
    store: StoreArgs,
}

/// A key to trust no longer.
#[derive(Debug, clap::Args)]
pub struct UntrustArgs {
    /// Public key
    key: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
}

/// Makes a key.
pub fn make(args: &KeyArgs) -> Result<Said, Failed> {
    let key = SecretKey::generate(&mut UnwrapErr(SysRng), &args.name)
        .map_err(|error| unfit(&args.out, error))?;
    write_secret(&args.out, &key.to_line())?;
    let public = with_pub(&args.out);
    let line = format!("{}\n", key.public_file().to_line());
    std::fs::write(&public, line).map_err(|error| unusable(&public, &error))?;
    let id = key.public().id().to_hex();
    let text = format!(
        "secret key: {} (keep it to yourself)\npublic key: {}\nkey id {id}",
        args.out.display(),
        public.display()
    );
    let json = json!({ "key": id, "secret": args.out, "public": public });
    Ok(Said::new(json, text))
}

fn with_pub(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".pub");
    name.into()
}

/// Writes a new file that only its owner can read.
fn write_secret(path: &Path, line: &str) -> Result<(), Failed> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options
        .open(path)
        .and_then(|mut file| writeln!(file, "{line}").and_then(|()| file.sync_all()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failed::usage(format!(
            "{} is already there; a key is never overwritten",
            path.display()
        )),
        _ => unusable(path, &error),
    })
}

fn unfit(path: &Path, error: KeyError) -> Failed {
    Failed::usage(format!("{}: {error}", path.display()))
}

/// Reads a secret key.
pub fn secret_key(path: &Path) -> Result<SecretKey, Failed> {
    let line = zeroize::Zeroizing::new(
        std::fs::read_to_string(path).map_err(|error| unusable(path, &error))?,
    );
    SecretKey::parse(line.trim_end()).map_err(|error| unfit(path, error))
}

fn public_key(path: &Path) -> Result<PublicKeyFile, Failed> {
    let line = std::fs::read_to_string(path).map_err(|error| unusable(path, &error))?;
    PublicKeyFile::parse(line.trim_end()).map_err(|error| unfit(path, error))
}

/// Makes, signs or begins with a root.
pub fn root(command: &RootCommand) -> Result<Said, Failed> {
    match command {
        RootCommand::New(args) => new_root(args),
        RootCommand::Sign(args) => add_to_root(args),
        RootCommand::Adopt(args) => adopt(args),
    }
}

fn new_root(args: &RootNewArgs) -> Result<Said, Failed> {
    let read = |paths: &[PathBuf]| -> Result<Vec<PublicKeyFile>, Failed> {
        paths.iter().map(|path| public_key(path)).collect()
    };
    let (root_keys, index_keys) = (read(&args.root_keys)?, read(&args.index_keys)?);
    let partners = args.partners.iter().map(|written| partner(written));
    let partners: Vec<(Partner, PublicKeyFile)> = partners.collect::<Result<_, _>>()?;
    let role = |keys: &[PublicKeyFile], threshold| Role {
        keys: keys.iter().map(|file| file.key.id()).collect(),
        threshold,
    };
    let all = root_keys.iter().chain(&index_keys);
    let all = all.chain(partners.iter().map(|(_, key)| key));
    let root = Root {
        version: args.version,
        issued: args.issued.unwrap_or_else(crate::check::today_in_korea),
        expires: args.expires,
        keys: all
            .map(|file| (file.key.id(), RootKey { public: file.key }))
            .collect(),
        roles: Roles {
            root: role(&root_keys, args.root_threshold),
            index: role(&index_keys, args.index_threshold),
        },
        partners: partners
            .iter()
            .map(|(partner, _)| partner.clone())
            .collect(),
    };
    let keys: Vec<SecretKey> = args
        .keys
        .iter()
        .map(|path| secret_key(path))
        .collect::<Result<_, _>>()?;
    let failed = |error| refused(PackStoreError::Refused(error), "en");
    let Some((first, more)) = keys.split_first() else {
        return Err(Failed::usage("a root needs a key to sign it: --key FILE"));
    };
    let mut signed = sign_root(&root, first).map_err(failed)?;
    for key in more {
        signed.add_signature(key).map_err(failed)?;
    }
    write_root(&args.out, &signed)
}

/// A partner with one key, as written on the command line.
fn partner(written: &str) -> Result<(Partner, PublicKeyFile), Failed> {
    let parts: Vec<&str> = written.splitn(4, ',').map(str::trim).collect();
    let [id, prefix, name, file] = parts.as_slice() else {
        return Err(Failed::usage(format!(
            "{written:?} is no partner; write ID,PREFIX,NAME,PUBLIC-KEY-FILE"
        )));
    };
    let key = public_key(Path::new(file))?;
    let partner = Partner {
        id: (*id).to_owned(),
        name: [("en".to_owned(), (*name).to_owned())].into(),
        packs_prefix: (*prefix).to_owned(),
        keys: vec![key.key.id()],
        threshold: 1,
    };
    Ok((partner, key))
}

fn write_root(path: &Path, signed: &Signed) -> Result<Said, Failed> {
    let failed = |error| refused(PackStoreError::Refused(error), "en");
    let text = signed.to_json().map_err(failed)?;
    std::fs::write(path, text).map_err(|error| unusable(path, &error))?;
    let root = signed.claimed_root().map_err(failed)?;
    let signatures = signed.signatures().len();
    let said = format!(
        "{}: root version {}, {signatures} of {} signatures",
        path.display(),
        root.version,
        root.roles.root.threshold
    );
    let json = json!({ "root": path, "version": root.version, "signatures": signatures });
    Ok(Said::new(json, said))
}

fn read_root(path: &Path) -> Result<Signed, Failed> {
    let bytes = std::fs::read(path).map_err(|error| unusable(path, &error))?;
    Signed::parse(&bytes).map_err(|error| refused(PackStoreError::Refused(error), "en"))
}

fn add_to_root(args: &RootSignArgs) -> Result<Said, Failed> {
    let mut signed = read_root(&args.root)?;
    for path in &args.keys {
        let key = secret_key(path)?;
        let added = signed.add_signature(&key);
        added.map_err(|error| refused(PackStoreError::Refused(error), "en"))?;
    }
    write_root(&args.root, &signed)
}

fn adopt(args: &RootAdoptArgs) -> Result<Said, Failed> {
    let (store, language) = (args.store.store()?, args.store.language());
    let root = std::fs::read(&args.root).map_err(|error| unusable(&args.root, &error))?;
    let version = store.adopt_root(&root, crate::check::today_in_korea());
    let version = version.map_err(|error| refused(error, language))?;
    let text = format!("this device now goes by root version {version}");
    Ok(Said::new(json!({ "root_version": version }), text))
}

/// Trusts a key.
pub fn trust(args: &TrustArgs) -> Result<Said, Failed> {
    let file = public_key(&args.key)?;
    let scope = if args.any_pack {
        LocalScope::AnyFree
    } else {
        LocalScope::LocalOnly
    };
    let store = args.store.store()?;
    let added = store.change_trust(|trust| Ok(trust.add_local_key(file.key, &file.name, scope)));
    added
        .map_err(|error| refused(error, args.store.language()))?
        .map_err(|error| unfit(&args.key, error))?;
    let id = file.key.id().to_hex();
    let which = match scope {
        LocalScope::AnyFree => "any pack that nobody else publishes",
        LocalScope::LocalOnly => "packs whose id begins with local.",
    };
    let text = format!(
        "{} may now publish {which} on this device; they are shown as added by you, not government",
        file.name
    );
    Ok(Said::new(json!({ "key": id, "name": file.name }), text))
}

/// Trusts a key no longer.
pub fn untrust(args: &UntrustArgs) -> Result<Said, Failed> {
    let file = public_key(&args.key)?;
    let id: KeyId = file.key.id();
    let store = args.store.store()?;
    let was_there = store
        .change_trust(|trust| Ok(trust.remove_local_key(&id)))
        .map_err(|error| refused(error, args.store.language()))?;
    let text = if was_there {
        format!(
            "{} is no longer trusted here; its packs are out of use",
            file.name
        )
    } else {
        format!("{} was not trusted here", file.name)
    };
    Ok(Said::new(
        json!({ "key": id.to_hex(), "was_trusted": was_there }),
        text,
    ))
}
