//! Puts one pack together and complains about what does not fit.

use crate::compile::{At, Scope, to_date};
use crate::error::PackError;
use crate::expression::{Expression, Test};
use crate::load::Parsed;
use crate::pack::{
    AmountRule, Cite, Criterion, Decision, Note, Pack, PackInfo, Param, ParamValue, Row, Step,
    Table, When,
};
use crate::packs::Vocabulary;
use crate::raw::{self, Contact, Head};
use std::collections::BTreeMap;

/// Confidences that may decide; what is unverified never does.
const CONFIDENCES: [&str; 8] = ["S", "L", "F", "D", "S/F", "L/F", "F/D", "F-old"];

/// What is read so far, by name.
struct Names {
    params: BTreeMap<String, usize>,
    tables: BTreeMap<String, (usize, Vec<String>)>,
    criteria: BTreeMap<String, usize>,
    notes: Vec<String>,
    cites: BTreeMap<String, Cite>,
}

pub(crate) fn pack(
    info: PackInfo,
    head: &Head,
    files: &[Parsed],
    shared: &[Parsed],
    vocabulary: &Vocabulary,
) -> Result<Pack, PackError> {
    let mut names = Names {
        params: BTreeMap::new(),
        tables: BTreeMap::new(),
        criteria: BTreeMap::new(),
        notes: note_ids(files)?,
        cites: cites(files)?,
    };
    let params = params(files, &mut names)?;
    let tables = tables(files, &mut names)?;
    let criteria = criteria(files, &mut names, vocabulary)?;
    let scope = names.scope(vocabulary);
    let head_at = At(format!("{}, [pack]", info.id));
    let review_facts = head
        .review_facts
        .iter()
        .map(|fact| scope.fact(fact, &head_at));
    Ok(Pack {
        review_facts: review_facts.collect::<Result<_, _>>()?,
        decisions: decisions(files, &scope, &names)?,
        notes: notes(files, &scope, &named_notes(&criteria))?,
        steps: steps(files, shared, &scope)?,
        info,
        params,
        tables,
        criteria,
        cites: names.cites.clone(),
    })
}

impl Names {
    fn scope<'a>(&'a self, vocabulary: &'a Vocabulary) -> Scope<'a> {
        Scope {
            facts: &vocabulary.facts,
            fact_ids: &vocabulary.ids,
            params: &self.params,
            tables: &self.tables,
            criteria: &self.criteria,
            notes: &self.notes,
            places: vocabulary,
        }
    }

    fn cited(&self, cite: &str, at: &At) -> Result<(), PackError> {
        if self.cites.contains_key(cite) {
            Ok(())
        } else {
            at.fail(format!("no citation is called `{cite}`"))
        }
    }
}

fn note_ids(files: &[Parsed]) -> Result<Vec<String>, PackError> {
    let mut ids: Vec<String> = Vec::new();
    for file in files {
        for note in &file.content.note {
            if ids.contains(&note.id) {
                return At(format!("{}, note `{}`", file.path, note.id))
                    .fail("two notes have this id");
            }
            ids.push(note.id.clone());
        }
    }
    Ok(ids)
}

fn cites(files: &[Parsed]) -> Result<BTreeMap<String, Cite>, PackError> {
    let mut cites = BTreeMap::new();
    for file in files {
        for cite in &file.content.cite {
            let at = At(format!("{}, cite `{}`", file.path, cite.id));
            if !CONFIDENCES.contains(&cite.confidence.as_str()) {
                let known = CONFIDENCES.join(", ");
                return at.fail(format!(
                    "confidence is one of {known}; what is unverified (U) decides nothing"
                ));
            }
            let dated = cite
                .dated
                .as_ref()
                .map(|date| to_date(date, &at))
                .transpose()?;
            let made = Cite {
                source: cite.source.clone(),
                title: cite.title.clone(),
                dated,
                checked: cite.checked.clone(),
                confidence: cite.confidence.clone(),
            };
            if cites.insert(cite.id.clone(), made).is_some() {
                return at.fail("two citations have this id");
            }
        }
    }
    Ok(cites)
}

fn params(files: &[Parsed], names: &mut Names) -> Result<Vec<Param>, PackError> {
    let mut params = Vec::new();
    for file in files {
        for param in &file.content.param {
            let at = At(format!("{}, param `{}`", file.path, param.id));
            let raw::Unit::Krw = param.unit;
            let mut values = Vec::new();
            for value in &param.values {
                names.cited(&value.cite, &at)?;
                let until = value
                    .until
                    .as_ref()
                    .map(|date| to_date(date, &at))
                    .transpose()?;
                values.push(ParamValue {
                    from: to_date(&value.from, &at)?,
                    until,
                    krw: value.value,
                });
            }
            check_periods(&values, &at)?;
            if names
                .params
                .insert(param.id.clone(), params.len())
                .is_some()
            {
                return at.fail("two parameters have this id");
            }
            params.push(Param {
                id: param.id.clone(),
                values,
            });
        }
    }
    Ok(params)
}

fn check_periods(values: &[ParamValue], at: &At) -> Result<(), PackError> {
    if values.is_empty() {
        return at.fail("a parameter needs at least one value");
    }
    if values
        .iter()
        .any(|value| value.until.is_some_and(|until| until < value.from))
    {
        return at.fail("a period ends before it begins");
    }
    let apart = |pair: &[ParamValue]| pair[0].until.is_some_and(|until| until < pair[1].from);
    if values.windows(2).all(apart) {
        Ok(())
    } else {
        at.fail("periods must follow each other without overlapping")
    }
}

fn tables(files: &[Parsed], names: &mut Names) -> Result<Vec<Table>, PackError> {
    let mut tables = Vec::new();
    for file in files {
        for table in &file.content.table {
            let at = At(format!("{}, table `{}`", file.path, table.id));
            let mut rows: Vec<Row> = Vec::new();
            for written in &table.rows {
                let row = row(table, written, &at)?;
                names.cited(&row.cite, &at)?;
                if rows.iter().any(|other| other.code == row.code) {
                    return at.fail(format!("`{}` is there twice", row.code));
                }
                rows.push(row);
            }
            let place = (tables.len(), table.columns.clone());
            if names.tables.insert(table.id.clone(), place).is_some() {
                return at.fail("two tables have this id");
            }
            tables.push(Table { rows });
        }
    }
    Ok(tables)
}

fn row(table: &raw::Table, written: &BTreeMap<String, String>, at: &At) -> Result<Row, PackError> {
    let mut left = written.clone();
    let mut take = |key: &str| {
        left.remove(key)
            .map_or_else(|| at.fail(format!("every row needs `{key}`")), Ok)
    };
    let (code, cite) = (take("code")?, take("cite")?);
    let values = table
        .columns
        .iter()
        .map(|column| take(column))
        .collect::<Result<_, _>>()?;
    match left.keys().next() {
        None => Ok(Row { code, values, cite }),
        Some(key) => at.fail(format!("`{key}` is no column of this table")),
    }
}

fn criteria(
    files: &[Parsed],
    names: &mut Names,
    vocabulary: &Vocabulary,
) -> Result<Vec<Criterion>, PackError> {
    let mut criteria = Vec::new();
    for file in files {
        for criterion in &file.content.criterion {
            let at = At(format!("{}, criterion `{}`", file.path, criterion.id));
            if criterion.cite.is_empty() {
                return at.fail("a criterion needs a citation: cite = [\"…\"]");
            }
            criterion
                .cite
                .iter()
                .try_for_each(|cite| names.cited(cite, &at))?;
            let test = names
                .scope(vocabulary)
                .expression(criterion.test.clone(), &at, 0)?;
            if asks_whether_given(&test) {
                return at.fail("`given` belongs into notes and steps, not into a criterion");
            }
            if names
                .criteria
                .insert(criterion.id.clone(), criteria.len())
                .is_some()
            {
                return at.fail("two criteria have this id");
            }
            let why = criterion.why.clone();
            if why.met.is_none() || why.unknown.is_none() {
                return at.fail("`why.met` and `why.unknown` are needed");
            }
            criteria.push(Criterion {
                id: criterion.id.clone(),
                test,
                cites: criterion.cite.clone(),
                why,
            });
        }
    }
    Ok(criteria)
}

fn asks_whether_given(test: &Expression) -> bool {
    let mut asks = false;
    test.leaves(&mut |leaf| asks |= matches!(leaf.test, Test::Given(_)));
    asks
}

fn decisions(
    files: &[Parsed],
    scope: &Scope<'_>,
    names: &Names,
) -> Result<Vec<Decision>, PackError> {
    let mut decisions: Vec<Decision> = Vec::new();
    for file in files {
        for decision in &file.content.decision {
            let at = At(format!("{}, decision `{}`", file.path, decision.id));
            if decisions.iter().any(|other| other.id == decision.id) {
                return at.fail("two decisions have this id");
            }
            let amounts = decision
                .amounts
                .as_ref()
                .map(|rule| amounts(rule, scope, names, &at));
            decisions.push(Decision {
                id: decision.id.clone(),
                tree: scope.tree(&decision.tree, &at, 0)?,
                amounts: amounts.transpose()?,
                title: decision.title.clone(),
                say: decision.say.clone(),
            });
        }
    }
    Ok(decisions)
}

fn amounts(
    rule: &raw::AmountRule,
    scope: &Scope<'_>,
    names: &Names,
    at: &At,
) -> Result<AmountRule, PackError> {
    let Some(cap) = names.params.get(&rule.cap).copied() else {
        return at.fail(format!("no parameter is called `{}`", rule.cap));
    };
    let day = rule
        .at
        .as_ref()
        .map(|fact| scope.fact(fact, at))
        .transpose()?;
    let (used, request) = (scope.fact(&rule.used, at)?, scope.fact(&rule.request, at)?);
    Ok(AmountRule {
        cap,
        used,
        request,
        at: day,
    })
}

/// The notes that leaves of criteria ask for.
fn named_notes(criteria: &[Criterion]) -> Vec<String> {
    let mut named = Vec::new();
    for criterion in criteria {
        criterion.test.leaves(&mut |leaf| {
            named.extend(leaf.note.clone());
            if let Test::Resident(residence) = &leaf.test {
                let notes = [
                    &residence.unclear_note,
                    &residence.rejoin_note,
                    &residence.near_note,
                ];
                named.extend(notes.into_iter().flatten().cloned());
            }
        });
    }
    named
}

fn notes(files: &[Parsed], scope: &Scope<'_>, named: &[String]) -> Result<Vec<Note>, PackError> {
    let mut notes = Vec::new();
    for file in files {
        for note in &file.content.note {
            let at = At(format!("{}, note `{}`", file.path, note.id));
            let written = note.when.as_ref();
            let when = written
                .map(|written| when(written, &note.decisions, scope, &at))
                .transpose()?;
            notes.push(Note {
                named: named.contains(&note.id),
                id: note.id.clone(),
                when,
                text: note.text.clone(),
            });
        }
    }
    Ok(notes)
}

fn when(
    written: &raw::When,
    decisions: &[String],
    scope: &Scope<'_>,
    at: &At,
) -> Result<When, PackError> {
    let criterion = match &written.criterion {
        None => None,
        Some(id) => match scope.criteria.get(id) {
            Some(index) => Some(*index),
            None => return at.fail(format!("no criterion is called `{id}`")),
        },
    };
    let test = written
        .test
        .clone()
        .map(|test| scope.expression(test, at, 0))
        .transpose()?;
    Ok(When {
        decisions: decisions.to_vec(),
        verdicts: written.verdict.clone(),
        criterion,
        states: written.state.clone(),
        test,
        refused: written.refused,
    })
}

fn steps(files: &[Parsed], shared: &[Parsed], scope: &Scope<'_>) -> Result<Vec<Step>, PackError> {
    let contacts: Vec<&Contact> = files
        .iter()
        .chain(shared)
        .flat_map(|file| &file.content.contact)
        .collect();
    let mut steps: Vec<Step> = Vec::new();
    for file in files {
        for step in &file.content.step {
            let at = At(format!("{}, step `{}`", file.path, step.id));
            if steps.iter().any(|other| other.id == step.id) {
                return at.fail("two steps have this id");
            }
            let contact = match &step.contact {
                None => None,
                Some(id) => match contacts.iter().find(|contact| contact.id == *id) {
                    Some(contact) => Some(Contact::clone(contact)),
                    None => return at.fail(format!("no contact is called `{id}`")),
                },
            };
            let always = raw::When::default();
            let when = when(
                step.when.as_ref().unwrap_or(&always),
                &step.decisions,
                scope,
                &at,
            )?;
            steps.push(Step {
                id: step.id.clone(),
                when,
                contact,
                what: step.what.clone(),
                bring: step.bring.clone(),
                say_ko: step.say_ko.clone(),
            });
        }
    }
    Ok(steps)
}
