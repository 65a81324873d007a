//! Who depends on whom, from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use crate::process::{cargo, read};

/// The packages of a workspace and everything they depend on.
#[derive(Debug, Default)]
pub struct Graph {
    names: BTreeMap<String, String>,
    members: BTreeSet<String>,
    arrows: BTreeMap<String, Vec<Arrow>>,
}

#[derive(Debug)]
struct Arrow {
    to: String,
    only_for_tests: bool,
}

impl Graph {
    /// Reads this workspace.
    pub fn of_workspace() -> Result<Self, String> {
        let text = read(&mut cargo(&[
            "metadata",
            "--format-version",
            "1",
            "--quiet",
        ]))?;
        let metadata =
            serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
        Self::from_metadata(&metadata)
            .ok_or_else(|| "cargo metadata has another form than expected".into())
    }

    /// Reads what `cargo metadata --format-version 1` printed.
    pub fn from_metadata(metadata: &Value) -> Option<Self> {
        let mut graph = Self::default();
        for package in metadata["packages"].as_array()? {
            graph
                .names
                .insert(text(&package["id"])?, text(&package["name"])?);
        }
        for member in metadata["workspace_members"].as_array()? {
            graph.members.insert(text(member)?);
        }
        for node in metadata["resolve"]["nodes"].as_array()? {
            let arrows = node["deps"]
                .as_array()?
                .iter()
                .map(arrow)
                .collect::<Option<_>>()?;
            graph.arrows.insert(text(&node["id"])?, arrows);
        }
        Some(graph)
    }

    /// The members' names, sorted.
    pub fn member_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.members.iter().filter_map(|id| self.name(id)).collect();
        names.sort_unstable();
        names
    }

    /// The members that a member depends on directly, tests included.
    pub fn direct_members(&self, name: &str) -> Vec<&str> {
        let arrows = self.member_id(name).and_then(|id| self.arrows.get(id));
        let members = arrows
            .into_iter()
            .flatten()
            .filter(|arrow| self.members.contains(&arrow.to));
        members.filter_map(|arrow| self.name(&arrow.to)).collect()
    }

    /// The shortest way from a member to a package that is linked into it.
    pub fn way(&self, from: &str, to: &str) -> Option<Vec<&str>> {
        let start = self.member_id(from)?;
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut next = VecDeque::from([start]);
        while let Some(id) = next.pop_front() {
            if self.name(id) == Some(to) {
                return Some(self.names_back(id, &came_from));
            }
            for arrow in self
                .arrows
                .get(id)
                .into_iter()
                .flatten()
                .filter(|arrow| !arrow.only_for_tests)
            {
                if arrow.to != start && !came_from.contains_key(arrow.to.as_str()) {
                    came_from.insert(&arrow.to, id);
                    next.push_back(&arrow.to);
                }
            }
        }
        None
    }

    fn names_back<'a>(
        &'a self,
        end: &'a str,
        came_from: &BTreeMap<&'a str, &'a str>,
    ) -> Vec<&'a str> {
        let mut way = vec![end];
        while let Some(before) = way.last().and_then(|id| came_from.get(id)) {
            way.push(before);
        }
        way.into_iter()
            .rev()
            .filter_map(|id| self.name(id))
            .collect()
    }

    fn member_id(&self, name: &str) -> Option<&str> {
        self.members
            .iter()
            .map(String::as_str)
            .find(|id| self.name(id) == Some(name))
    }

    fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

fn arrow(dependency: &Value) -> Option<Arrow> {
    let kinds = dependency["dep_kinds"].as_array()?;
    let only_for_tests = !kinds.is_empty() && kinds.iter().all(|kind| kind["kind"] == "dev");
    Some(Arrow {
        to: text(&dependency["pkg"])?,
        only_for_tests,
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
