//! Decisions that ask other decisions.

use crate::compile::no_such;
use crate::error::{Complaints, PackError};
use crate::expression::{Expression, Extent};
use crate::load::Written;
use crate::pack::Pack;
use crate::packs::Packs;
use crate::source::At;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Decisions that name decisions must name ones that are there, and not themselves; and
/// all that a decision asks must be little enough to be answered.
pub(crate) fn check(packs: &Packs, written: &[Written], complaints: &mut Complaints) {
    let mut walk = Walk::new(packs);
    for pack in written {
        for file in &pack.files {
            for (place, decision) in file.content.decision.iter().enumerate() {
                if complaints.are_enough() {
                    return;
                }
                let at = file.at("decision", place, &decision.id).key("tree");
                walk.path.clear();
                let known = walk.trees.get_key_value(decision.id.as_str());
                if let Some((id, _)) = known {
                    let id = *id;
                    complaints.keep(walk.extent_of(id, &at));
                }
            }
        }
    }
}

/// A decision's tree, and the place of its pack.
type Tree<'a> = (usize, &'a Expression);

/// A walk from decision to decision, each looked at once.
struct Walk<'a> {
    packs: &'a Packs,
    /// The trees of each decision, one a version of its pack.
    trees: BTreeMap<&'a str, Vec<Tree<'a>>>,
    /// For each pack and each of its criteria, the decisions that are named below.
    named: Vec<Vec<BTreeSet<&'a str>>>,
    /// How much criteria ask, by pack and place, once all that they name is known.
    criteria: RefCell<BTreeMap<(usize, usize), Extent>>,
    done: BTreeMap<&'a str, Extent>,
    path: Vec<&'a str>,
}

const LONGEST_PATH: usize = 50;

impl<'a> Walk<'a> {
    fn new(packs: &'a Packs) -> Self {
        let mut trees: BTreeMap<&str, Vec<Tree<'_>>> = BTreeMap::new();
        for (index, pack) in packs.installed.iter().enumerate() {
            for decision in &pack.decisions {
                let of_id = trees.entry(decision.id.as_str()).or_default();
                of_id.push((index, &decision.tree));
            }
        }
        Self {
            packs,
            trees,
            named: packs.installed.iter().map(named_by_criteria).collect(),
            criteria: RefCell::default(),
            done: BTreeMap::new(),
            path: Vec::new(),
        }
    }

    fn extent_of(&mut self, id: &'a str, at: &At) -> Result<Extent, PackError> {
        if let Some(extent) = self.done.get(id) {
            return Ok(*extent);
        }
        if let Some(last) = self.path.last()
            && self.path.contains(&id)
        {
            return at.fail(format!("`{id}` and `{last}` ask each other without end"));
        }
        if self.path.len() > LONGEST_PATH {
            return at.fail(TOO_MUCH);
        }
        self.path.push(id);
        let mut most = Extent::default();
        for (pack, tree) in self.trees.get(id).cloned().unwrap_or_default() {
            let mut named = BTreeSet::new();
            add_named(tree, &self.named[pack], &mut named);
            for named in named {
                if !self.trees.contains_key(named) {
                    let known = self.trees.keys().copied();
                    return at.fail(no_such("decision", named, known));
                }
                self.extent_of(named, at)?;
            }
            most = most.larger(self.extent(pack, tree));
        }
        self.path.pop();
        if most.is_too_much() {
            return at.fail(TOO_MUCH);
        }
        self.done.insert(id, most);
        Ok(most)
    }

    fn extent(&self, pack: usize, expression: &Expression) -> Extent {
        let criterion = |index: usize| {
            let known = self.criteria.borrow().get(&(pack, index)).copied();
            known.unwrap_or_else(|| {
                let test = &self.packs.installed[pack].criteria[index].test;
                let extent = self.extent(pack, test);
                self.criteria.borrow_mut().insert((pack, index), extent);
                extent
            })
        };
        let decision = |id: &str| self.done.get(id).copied().unwrap_or_default();
        expression.extent(&criterion, &decision)
    }
}

const TOO_MUCH: &str = "with everything it names, it asks more than can be answered";

/// For each criterion the decisions named by it and by those it names, which stand above it.
fn named_by_criteria(pack: &Pack) -> Vec<BTreeSet<&str>> {
    let mut by_criteria = Vec::new();
    for criterion in &pack.criteria {
        let mut named = BTreeSet::new();
        add_named(&criterion.test, &by_criteria, &mut named);
        by_criteria.push(named);
    }
    by_criteria
}

fn add_named<'a>(
    expression: &'a Expression,
    criteria: &[BTreeSet<&'a str>],
    named: &mut BTreeSet<&'a str>,
) {
    match expression {
        Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => {
            let each = parts.iter();
            each.for_each(|part| add_named(part, criteria, named));
        }
        Expression::Not(part) => add_named(part, criteria, named),
        Expression::Criterion(index) => named.extend(criteria.get(*index).into_iter().flatten()),
        Expression::Decision { id, .. } => {
            named.insert(id);
        }
        Expression::Leaf(_) => {}
    }
}
