//! Decisions that ask other decisions.

use crate::compile::no_such;
use crate::error::{Complaints, PackError};
use crate::expression::Expression;
use crate::load::Written;
use crate::pack::Pack;
use crate::packs::Packs;
use crate::source::At;

/// Decisions that name decisions must name ones that are there, and not themselves.
pub(crate) fn check(packs: &Packs, written: &[Written], complaints: &mut Complaints) {
    for pack in written {
        for file in &pack.files {
            for (place, decision) in file.content.decision.iter().enumerate() {
                let at = file.at("decision", place, &decision.id).key("tree");
                let mut path = vec![decision.id.as_str()];
                complaints.keep(follow(packs, &decision.id, &mut path, &at));
            }
        }
    }
}

fn follow<'a>(
    packs: &'a Packs,
    id: &'a str,
    path: &mut Vec<&'a str>,
    at: &At,
) -> Result<(), PackError> {
    for pack in &packs.installed {
        for decision in pack.decisions.iter().filter(|decision| decision.id == id) {
            for named in named_decisions(pack, &decision.tree) {
                if path.contains(&named) {
                    return at.fail(format!("`{named}` and `{id}` ask each other without end"));
                }
                if !packs.decisions().contains(&named) {
                    return at.fail(no_such("decision", named, packs.decisions().into_iter()));
                }
                path.push(named);
                follow(packs, named, path, at)?;
                path.pop();
            }
        }
    }
    Ok(())
}

fn named_decisions<'a>(pack: &'a Pack, expression: &'a Expression) -> Vec<&'a str> {
    match expression {
        Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => parts
            .iter()
            .flat_map(|part| named_decisions(pack, part))
            .collect(),
        Expression::Not(part) => named_decisions(pack, part),
        Expression::Criterion(index) => named_decisions(pack, &pack.criteria[*index].test),
        Expression::Decision { id, .. } => vec![id],
        Expression::Leaf(_) => Vec::new(),
    }
}
