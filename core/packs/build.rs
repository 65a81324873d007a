//! Lints, tests and compiles the repository's packs. A pack that fails stops the build
//! and says where, so that no program ships one.

use dodam_rules::Packs;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = fs::canonicalize(manifest.join("../../packs"))?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = files(&folder)?;
    let packs = match Packs::load(&files) {
        Ok(packs) => packs,
        Err(error) => {
            for complaint in error.complaints() {
                println!("cargo::error=packs/{complaint}");
            }
            return Ok(());
        }
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("packs.compiled"), packs.to_compiled())?;
    let listed = packs.list().map(|info| (info.id.as_str(), info.version));
    let listed: Vec<(&str, u32)> = listed.collect();
    fs::write(out.join("listed.rs"), format!("&{listed:?}"))?;
    fs::write(out.join("sources.rs"), sources(&folder, &files)?)
}

/// Every pack file's path within the folder and its content, in order.
fn files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for pack in sorted(folder)?.into_iter().filter(|entry| entry.is_dir()) {
        for file in sorted(&pack)? {
            if file
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                let name = file.strip_prefix(folder).map_err(io::Error::other)?;
                let name = name.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&file)?));
            }
        }
    }
    Ok(files)
}

fn sources(folder: &Path, files: &[(String, String)]) -> io::Result<String> {
    let mut code = String::from("&[\n");
    for (name, _) in files {
        let path = folder.join(name);
        let path = path.to_string_lossy();
        writeln!(code, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    code.push_str("]\n");
    Ok(code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        entries.push(entry?.path());
    }
    entries.sort();
    Ok(entries)
}
