//! `dodam pack new`: a pack that is complete, passes its tests and says where to change it.

use super::unusable;
use crate::output::{Failed, STORAGE, Said};
use serde_json::json;
use std::path::PathBuf;

const TEMPLATE: &str = include_str!("template.toml");
/// The id in the template.
const EXAMPLE: &str = "kr.example";

/// A new pack.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// Folder to make
    folder: PathBuf,
    /// The pack's id, such as kr.gangwon or local.clinic; the folder's name if left out
    #[arg(long)]
    id: Option<String>,
}

/// Makes the folder.
pub fn run(args: &NewArgs) -> Result<Said, Failed> {
    let named = args
        .folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let id = args.id.clone().or(named).unwrap_or_default();
    let part = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty() && part.bytes().all(fits)
    };
    if id.split('.').count() < 2 || !id.split('.').all(part) {
        return Err(Failed::usage(format!(
            "{id:?} is no pack's id; write small letters, digits and hyphens in parts joined by dots: dodam pack new {} --id kr.gangwon",
            args.folder.display()
        )));
    }
    if args.folder.exists() {
        return Err(Failed::usage(format!(
            "{} is already there; nothing was changed",
            args.folder.display()
        )));
    }
    let path = args.folder.join("pack.toml");
    let text = TEMPLATE
        .replace(EXAMPLE, &id)
        .replace("2026-01-01", &crate::check::today_in_korea().to_string());
    std::fs::create_dir_all(&args.folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => unusable(&path, &error),
            _ => Failed::new(STORAGE, format!("{}: {error}", path.display())),
        })?;
    let folder = args.folder.display();
    let said = format!(
        "{}\n\nChange it, then:\n  dodam pack lint {folder}\n  dodam check --packs {folder} --decision {id}/support\ndocs/howto/add-a-programme.md goes through it step by step.",
        path.display()
    );
    Ok(Said::new(json!({ "pack": id, "file": path }), said))
}
