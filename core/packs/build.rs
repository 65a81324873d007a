//! Lints, tests and compiles the repository's packs. A pack that fails stops the build
//! and says where, so that no program ships one.

use dodam_rules::Packs;
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
    let own = packs.to_own(|pack| {
        zstd::bulk::compress(&pack, 19).expect("a pack is in memory and so is its smaller form")
    });
    fs::write(out.join("packs.compiled"), own)?;
    let listed = packs.list().map(|info| (info.id.as_str(), info.version));
    let listed: Vec<(&str, u32)> = listed.collect();
    fs::write(out.join("listed.rs"), format!("&{listed:?}"))?;
    write_sources(&out, &files)
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

/// All files one after the other, compressed: they are rarely asked for, and a phone has them.
fn write_sources(out: &Path, files: &[(String, String)]) -> io::Result<()> {
    let lengths: Vec<(&str, usize)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.len()))
        .collect();
    fs::write(out.join("sources.rs"), format!("&{lengths:?}"))?;
    let text: String = files.iter().map(|(_, text)| text.as_str()).collect();
    fs::write(
        out.join("sources.zst"),
        zstd::bulk::compress(text.as_bytes(), 19)?,
    )
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        entries.push(entry?.path());
    }
    entries.sort();
    Ok(entries)
}
