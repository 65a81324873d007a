//! Decisions that ask other decisions.

use crate::compile::no_such;
use crate::error::{Complaints, PackError};
use crate::expression::Expression;
use crate::extent::{Extent, Named};
use crate::implied::Implications;
use crate::load::Written;
use crate::pack::{Pack, When};
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
            for (place, calculation) in file.content.calculation.iter().enumerate() {
                let Some(plan) = &calculation.plan else {
                    continue;
                };
                let at = file.at("calculation", place, &calculation.id).key("plan");
                for named in [&plan.starts, &plan.ends].into_iter().flatten() {
                    if !walk.trees.contains_key(named.as_str()) {
                        let known = walk.trees.keys().copied();
                        complaints.keep::<()>(at.fail(no_such("decision", named, known)));
                    }
                }
            }
        }
    }
    if complaints.so_far() {
        return;
    }
    for (place, pack) in written.iter().enumerate() {
        walk.check_whole(place, pack, complaints);
    }
}

/// More looks than this are not done while somebody waits: for one answer to every decision
/// of a pack, and for all of its tests.
const MOST_LOOKS: u64 = 10_000_000;
const MOST_LOOKS_OF_TESTS: u64 = 300_000_000;
/// Writing a note or a step takes as long as so many looks.
const OF_SHOWING: u64 = 100;

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
    facts: Implications<'a>,
    /// For each pack, the days on which its parameters change.
    parameter_days: Vec<u64>,
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
        let mut facts = Implications::of(&packs.vocabulary);
        for fact in 0..packs.vocabulary.facts.len() {
            // Whatever is wrong with one was complained about when it was read.
            let _ = facts.check(fact);
        }
        Self {
            packs,
            trees,
            named: packs
                .installed
                .iter()
                .map(|pack| named_by_criteria(pack))
                .collect(),
            criteria: RefCell::default(),
            facts,
            parameter_days: packs
                .installed
                .iter()
                .map(|pack| parameter_days(pack))
                .collect(),
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
            most = most.larger(self.of_tree(pack, tree));
        }
        self.path.pop();
        if most.is_too_much() {
            return at.fail(TOO_MUCH);
        }
        self.done.insert(id, most);
        Ok(most)
    }

    /// What a pack's notes and steps ask, and all of it together with its tests.
    fn check_whole(&self, place: usize, written: &Written, complaints: &mut Complaints) {
        let pack = &self.packs.installed[place];
        let notes = pack.notes.iter().map(|note| note.when.as_ref());
        let whens = notes.chain(pack.steps.iter().map(|step| Some(&step.when)));
        let mut shown: u64 = 0;
        for (when, at) in whens.zip(shown_at(written)) {
            let extent = when.map_or_else(Extent::default, |when| self.of_when(place, when));
            if extent.is_too_much() {
                complaints.keep::<()>(at.fail(TOO_MUCH));
            }
            shown = shown.saturating_add(extent.conditions + OF_SHOWING);
        }
        let decisions = pack.decisions.iter().map(|decision| {
            let looks = self.of_tree(place, &decision.tree).looks();
            (decision.id.as_str(), looks.saturating_add(shown))
        });
        let looks: BTreeMap<&str, u64> = decisions.collect();
        let figures = shown.saturating_add(self.of_figures(place));
        let tests = written.files.iter().flat_map(|file| &file.content.test);
        let of_tests = tests.map(|test| {
            let decision = test.decision.as_ref();
            let looks = decision.and_then(|id| looks.get(id.as_str()));
            looks.unwrap_or(&figures)
        });
        let sum = |sum: u64, looks: &u64| sum.saturating_add(*looks);
        let sentence = if looks.values().fold(figures, sum) > MOST_LOOKS {
            "all its decisions, figures, notes and steps together ask more than can be answered"
        } else if of_tests.fold(0, sum) > MOST_LOOKS_OF_TESTS {
            "all its tests together ask more than can be answered"
        } else {
            return;
        };
        if let Some(file) = written.files.first() {
            complaints.keep::<()>(At::file(&file.source).key("pack").fail(sentence));
        }
    }

    /// How much working out every figure once asks; each condition is looked at where a
    /// case is chosen, where facts are missing and where lines and sources are gathered.
    fn of_figures(&self, pack: usize) -> u64 {
        let named = InPack { walk: self, pack };
        let mut asked: u64 = 0;
        for figure in &self.packs.installed[pack].figures {
            figure.formula.conditions(&mut |when| {
                let conditions = when.extent(&named).conditions;
                asked = asked.saturating_add(conditions.saturating_mul(LOOKS_AT_A_CASE));
            });
        }
        asked
    }

    fn of_when(&self, pack: usize, when: &When) -> Extent {
        let named = InPack { walk: self, pack };
        let criterion = when.criterion.map(|index| named.criterion(index));
        let test = when.test.as_ref().map(|test| test.extent(&named));
        let asked = criterion.into_iter().chain(test);
        asked.fold(Extent::default(), Extent::beside)
    }

    /// How much a decision's tree asks, its parameters' days among it.
    fn of_tree(&self, pack: usize, tree: &Expression) -> Extent {
        let extent = tree.extent(&InPack { walk: self, pack });
        Extent {
            days: extent.days.saturating_add(self.parameter_days[pack]),
            ..extent
        }
    }
}

/// What conditions of one pack name.
struct InPack<'a> {
    walk: &'a Walk<'a>,
    pack: usize,
}

impl Named for InPack<'_> {
    fn criterion(&self, index: usize) -> Extent {
        let (walk, place) = (self.walk, (self.pack, index));
        if let Some(known) = walk.criteria.borrow().get(&place) {
            return *known;
        }
        let test = &walk.packs.installed[self.pack].criteria[index].test;
        let extent = test.extent(self);
        walk.criteria.borrow_mut().insert(place, extent);
        extent
    }

    fn decision(&self, id: &str) -> Extent {
        self.walk.done.get(id).copied().unwrap_or_default()
    }

    fn fact(&self, index: usize) -> Extent {
        self.walk.facts.fact(index)
    }

    fn rows(&self, table: usize) -> usize {
        let tables = &self.walk.packs.installed[self.pack].tables;
        tables.get(table).map_or(0, |table| table.rows.len())
    }
}

/// Where each note and then each step stands.
fn shown_at(written: &Written) -> impl Iterator<Item = At> {
    let notes = written.files.iter().flat_map(|file| {
        let notes = file.content.note.iter().enumerate();
        notes.map(|(place, note)| file.at("note", place, &note.id).key("when"))
    });
    let steps = written.files.iter().flat_map(|file| {
        let steps = file.content.step.iter().enumerate();
        steps.map(|(place, step)| file.at("step", place, &step.id).key("when"))
    });
    notes.chain(steps)
}

/// Both ends of each value's period.
fn parameter_days(pack: &Pack) -> u64 {
    let values = pack.params.iter().map(|param| param.values.len());
    2 * values.sum::<usize>() as u64
}

/// How often a case's condition is looked at.
const LOOKS_AT_A_CASE: u64 = 5;
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
