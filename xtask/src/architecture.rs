//! Dependencies point down only, and some things are never linked into some rooms.

use crate::dependency_graph::Graph;

/// What each crate may use of this workspace: the picture in ARCHITECTURE.md.
const PICTURE: &[(&str, &[&str])] = &[
    ("dodam-rules", &[]),
    ("dodam-packs", &["dodam-rules"]),
    ("dodam-preview", &[]),
    ("dodam-record", &[]),
    ("dodam-seal", &[]),
    ("dodam-sqlcipher", &[]),
    ("dodam-sync", &["dodam-seal"]),
    ("dodam-trust", &[]),
    ("dodam-vault", &["dodam-seal", "dodam-sqlcipher"]),
    (
        "dodam-companion",
        &[
            "dodam-packs",
            "dodam-preview",
            "dodam-record",
            "dodam-rules",
            "dodam-seal",
            "dodam-sync",
            "dodam-trust",
            "dodam-vault",
        ],
    ),
    ("dodam-ffi", &["dodam-companion"]),
    ("dodam-contract", &["dodam-ffi", "dodam-server"]),
    ("dodam-bindings-generator", &["dodam-contract", "dodam-ffi"]),
    ("dodam-server", &["dodam-seal", "dodam-sqlcipher"]),
    ("dodam-cli", &["dodam-companion", "dodam-server"]),
    ("dodam-faults", &[]),
    ("dodam-mutation", &["dodam-rules"]),
    ("dodam-texts", &["dodam-rules"]),
    ("xtask", &[]),
];

/// Journeys over several crates live here; it may use every one of them.
const TESTS: &str = "dodam-tests";

/// What must not be linked into a crate, and why.
const NEVER: &[(&str, &str, &str)] = &[
    (
        "dodam-server",
        "automerge",
        "the server cannot read a record",
    ),
    (
        "dodam-server",
        "dodam-record",
        "the server cannot read a record",
    ),
    (
        "dodam-server",
        "dodam-rules",
        "the server stores packs, it does not read them",
    ),
    (
        "dodam-sync",
        "automerge",
        "bodies are opaque bytes to the engine",
    ),
    (
        "dodam-seal",
        "automerge",
        "bodies are opaque bytes to the envelope",
    ),
    (
        "dodam-vault",
        "automerge",
        "the vault stores documents, it does not read them",
    ),
    ("dodam-vault", "reqwest", "the vault has no network"),
    ("dodam-rules", "tokio", "the crate has no I/O and no async"),
    ("dodam-trust", "tokio", "the crate has no I/O and no async"),
    ("dodam-record", "tokio", "the crate has no I/O and no async"),
    ("dodam-seal", "tokio", "the crate has no I/O and no async"),
    ("dodam-sync", "tokio", "the crate has no I/O and no async"),
    ("dodam-rules", "rusqlite", "the crate has no storage"),
    ("dodam-trust", "rusqlite", "the crate has no storage"),
    ("dodam-record", "rusqlite", "the crate has no storage"),
    ("dodam-seal", "rusqlite", "the crate has no storage"),
    ("dodam-sync", "rusqlite", "the crate has no storage"),
];

/// Checks this workspace.
pub fn check() -> Result<(), String> {
    let offences = offences(&Graph::of_workspace()?);
    if offences.is_empty() {
        Ok(())
    } else {
        Err(offences.join("; "))
    }
}

fn offences(graph: &Graph) -> Vec<String> {
    let mut found: Vec<String> = graph
        .member_names()
        .into_iter()
        .flat_map(|name| arrows(graph, name))
        .collect();
    for (name, package, why) in NEVER {
        if let Some(way) = graph.way(name, package) {
            found.push(format!("{}: {why}", way.join(" -> ")));
        }
    }
    found
}

fn arrows(graph: &Graph, name: &str) -> Vec<String> {
    if name == TESTS {
        return Vec::new();
    }
    let Some((_, allowed)) = PICTURE.iter().find(|(room, _)| *room == name) else {
        return vec![format!(
            "{name} has no place in the picture (xtask/src/architecture.rs)"
        )];
    };
    let used = graph
        .direct_members(name)
        .into_iter()
        .filter(|used| !allowed.contains(used));
    used.map(|used| format!("{name} -> {used}: this arrow does not point down"))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A workspace of these arrows; a name that begins with `+` is no member, and a
    /// third word marks the kind.
    fn workspace(arrows: &[(&str, &str, Option<&str>)]) -> Graph {
        let mut names: Vec<&str> = arrows
            .iter()
            .flat_map(|(from, to, _)| [*from, *to])
            .collect();
        names.sort_unstable();
        names.dedup();
        let packages: Vec<Value> = names
            .iter()
            .map(|name| json!({"id": name, "name": name.trim_start_matches('+')}))
            .collect();
        let members: Vec<&&str> = names.iter().filter(|name| !name.starts_with('+')).collect();
        let nodes: Vec<Value> = names
            .iter()
            .map(|name| {
                let deps: Vec<Value> = arrows
                    .iter()
                    .filter(|(from, ..)| from == name)
                    .map(|(_, to, kind)| json!({"pkg": to, "dep_kinds": [{"kind": kind}]}))
                    .collect();
                json!({"id": name, "deps": deps})
            })
            .collect();
        let metadata = json!({"packages": packages, "workspace_members": members, "resolve": {"nodes": nodes}});
        Graph::from_metadata(&metadata).unwrap()
    }

    #[test]
    fn this_workspace_points_down_only() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn arrows_that_point_down_are_fine() {
        let graph = workspace(&[
            ("dodam-sync", "dodam-seal", None),
            ("dodam-tests", "dodam-cli", None),
        ]);
        assert!(offences(&graph).is_empty());
    }

    #[test]
    fn an_arrow_that_points_up_is_named_even_if_only_tests_use_it() {
        let graph = workspace(&[("dodam-seal", "dodam-vault", Some("dev"))]);
        assert_eq!(
            offences(&graph),
            ["dodam-seal -> dodam-vault: this arrow does not point down"]
        );
    }

    #[test]
    fn a_crate_without_a_place_is_named() {
        let graph = workspace(&[("dodam-new", "+serde", None)]);
        assert_eq!(offences(&graph).len(), 1);
    }

    #[test]
    fn what_must_not_be_linked_is_found_behind_other_crates() {
        let graph = workspace(&[
            ("dodam-server", "+a", None),
            ("+a", "+b", Some("build")),
            ("+b", "+automerge", None),
        ]);
        assert_eq!(
            offences(&graph),
            ["dodam-server -> a -> b -> automerge: the server cannot read a record"]
        );
    }

    #[test]
    fn tests_of_a_pure_crate_may_use_anything_outside() {
        let graph = workspace(&[("dodam-rules", "+tokio", Some("dev"))]);
        assert!(offences(&graph).is_empty());
    }
}
