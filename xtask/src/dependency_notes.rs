//! `docs/dependencies.md` has a row for every crate that ours name, and no others.

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use crate::process::{cargo, read, root};

    /// The crates of other people that a manifest of this workspace names.
    fn named_in_manifests() -> BTreeSet<String> {
        let text = read(&mut cargo(&[
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--quiet",
        ]))
        .unwrap();
        let metadata: Value = serde_json::from_str(&text).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let dependencies = packages
            .iter()
            .flat_map(|package| package["dependencies"].as_array().unwrap());
        let foreign = dependencies.filter(|dependency| dependency["path"].is_null());
        foreign
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The first column of every table of crates.
    fn noted() -> BTreeSet<String> {
        let notes = std::fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
        let (crates, _) = notes.split_once("## Tools").unwrap();
        let rows = crates
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| crate "));
        let names = rows.flat_map(|row| {
            row.trim_start_matches("| ")
                .split(" | ")
                .next()
                .unwrap()
                .split(", ")
        });
        names.map(str::to_owned).collect()
    }

    #[test]
    fn every_direct_dependency_has_a_row() {
        let (named, noted) = (named_in_manifests(), noted());
        let missing: Vec<_> = named.difference(&noted).collect();
        let left_over: Vec<_> = noted.difference(&named).collect();
        assert!(
            missing.is_empty(),
            "no row in docs/dependencies.md: {missing:?}"
        );
        assert!(
            left_over.is_empty(),
            "a row without a dependency: {left_over:?}"
        );
    }
}
