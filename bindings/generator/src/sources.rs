//! The sources by which a language calls the library, as uniffi writes them.

use std::path::Path;

use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

use crate::Language;

/// Writes a language's sources to a folder. What they are called is in the configuration's file.
///
/// # Errors
/// A sentence: Rust needs none, a path that isn't Unicode, or what uniffi says of the library,
/// the configuration or the folder.
pub fn write_sources(
    language: Language,
    library: &Path,
    configuration: &Path,
    folder: &Path,
) -> Result<(), String> {
    let language = match language {
        Language::Kotlin => TargetLanguage::Kotlin,
        Language::Swift => TargetLanguage::Swift,
        Language::Rust => return Err("Rust calls the crate itself".into()),
    };
    let text = |path: &Path| {
        path.to_str()
            .map(Into::into)
            .ok_or_else(|| format!("{} isn't Unicode", path.display()))
    };
    let options = GenerateOptions {
        languages: vec![language],
        source: text(library)?,
        out_dir: text(folder)?,
        config_override: Some(text(configuration)?),
        format: false,
        ..GenerateOptions::default()
    };
    generate(options).map_err(|error| format!("{}: {error:#}", library.display()))
}
