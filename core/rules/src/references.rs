//! Decisions that ask other decisions.

use crate::compile::At;
use crate::error::PackError;
use crate::expression::Expression;
use crate::pack::Pack;
use crate::packs::Packs;

/// Decisions that name decisions must name ones that are there, and not themselves.
pub(crate) fn check(packs: &Packs) -> Result<(), PackError> {
    for pack in &packs.installed {
        for decision in &pack.decisions {
            follow(packs, &decision.id, &mut vec![decision.id.as_str()])?;
        }
    }
    Ok(())
}

fn follow<'a>(packs: &'a Packs, id: &'a str, path: &mut Vec<&'a str>) -> Result<(), PackError> {
    for pack in &packs.installed {
        for decision in pack.decisions.iter().filter(|decision| decision.id == id) {
            for named in named_decisions(pack, &decision.tree) {
                let at = At(format!("{}, decision `{id}`", pack.info.id));
                if path.contains(&named) {
                    return at.fail(format!("`{named}` and `{id}` ask each other without end"));
                }
                if !packs.decisions().contains(&named) {
                    return at.fail(format!("no decision is called `{named}`"));
                }
                path.push(named);
                follow(packs, named, path)?;
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
