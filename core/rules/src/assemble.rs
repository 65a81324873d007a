//! Puts one pack together and complains about everything that does not fit.

use crate::compile::{Scope, TableNames, no_such, own_words};
use crate::contact::{self, Contact, Phone};
use crate::error::{Complaints, PackError};
use crate::expression::{Expression, States, Test};
use crate::extent::{Extent, Named};
use crate::language::Language;
use crate::load::Written;
use crate::pack::{AmountRule, Cite, Criterion, Decision, Note, Pack, Step, When};
use crate::packs::Vocabulary;
use crate::raw;
use crate::source::At;
use crate::state::State;
use crate::text::Text;
use crate::wording::{is_reckoned, names_in};
use std::collections::{BTreeMap, BTreeSet};

/// A pack in the making, and what is known by name so far.
pub(crate) struct Assembly<'a> {
    pub(crate) written: &'a Written,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) complaints: &'a mut Complaints,
    pub(crate) params: BTreeMap<String, usize>,
    pub(crate) tables: BTreeMap<String, TableNames>,
    criteria: BTreeMap<String, usize>,
    notes: BTreeSet<String>,
    /// Figures' ids, for texts.
    pub(crate) figures: Vec<String>,
    pub(crate) cites: BTreeMap<String, Cite>,
    /// Criteria so far, how much each asks and the states it can have.
    made: Vec<Criterion>,
    extents: Vec<Extent>,
    possible: Vec<States>,
}

/// The pack, if nothing is to be complained about.
pub(crate) fn pack(
    written: &Written,
    vocabulary: &Vocabulary,
    complaints: &mut Complaints,
) -> Option<Pack> {
    let mut assembly = Assembly {
        written,
        vocabulary,
        complaints,
        params: BTreeMap::new(),
        tables: BTreeMap::new(),
        criteria: BTreeMap::new(),
        notes: BTreeSet::new(),
        figures: Vec::new(),
        cites: BTreeMap::new(),
        made: Vec::new(),
        extents: Vec::new(),
        possible: Vec::new(),
    };
    assembly.note_ids();
    assembly.read_cites();
    let params = assembly.read_params();
    let tables = assembly.read_tables();
    assembly.read_criteria();
    let decisions = assembly.read_decisions();
    let asking = assembly.read_asking(&decisions);
    let figures = assembly.read_figures(&params);
    let calculations = assembly.read_calculations(&figures);
    let notes = assembly.read_notes(&named_notes(&assembly.made));
    let contacts = assembly.contacts();
    let steps = assembly.read_steps(&contacts);
    let programmes = assembly.read_programmes(&contacts);
    assembly.answers_something(decisions.len() + calculations.len() + programmes.len());
    let review_facts = assembly.review_facts();
    if assembly.complaints.so_far() {
        return None;
    }
    Some(Pack {
        info: written.info.clone(),
        review_facts,
        params,
        tables,
        criteria: assembly.made,
        decisions,
        asking,
        figures,
        calculations,
        notes,
        steps,
        programmes,
        cites: assembly.cites,
    })
}

impl<'a> Assembly<'a> {
    pub(crate) fn scope(&self) -> Scope<'_> {
        Scope {
            facts: &self.vocabulary.facts,
            fact_ids: &self.vocabulary.ids,
            params: &self.params,
            tables: &self.tables,
            criteria: &self.criteria,
            notes: &self.notes,
            places: self.vocabulary,
        }
    }

    /// Reads every item of a kind with its place in its file, until there is enough to
    /// complain about.
    pub(crate) fn each<T: 'a>(
        &mut self,
        (kind, of): (&'static str, fn(&raw::PackFile) -> &Vec<T>),
        name: fn(&T) -> &str,
        mut read: impl FnMut(&mut Self, &'a T, At),
    ) {
        for file in &self.written.files {
            for (place, item) in of(&file.content).iter().enumerate() {
                if self.complaints.are_enough() {
                    return;
                }
                read(self, item, file.at(kind, place, name(item)));
            }
        }
    }

    fn note_ids(&mut self) {
        self.each(
            ("note", |file| &file.note),
            |note| &note.id,
            |this, note, at| {
                if !this.notes.insert(note.id.clone()) {
                    let twice = at.key("id").fail("two notes have this id");
                    this.complaints.keep::<()>(twice);
                }
            },
        );
    }

    fn read_criteria(&mut self) {
        self.each(
            ("criterion", |file| &file.criterion),
            |one| &one.id,
            |this, criterion, at| {
                let made = this.criterion(criterion, &at);
                if let Some(made) = this.complaints.keep(made) {
                    this.extents.push(this.extent(&made.test));
                    this.possible.push(this.possible(&made.test));
                    this.made.push(made);
                }
                let index = this.made.len().saturating_sub(1);
                this.criteria.insert(criterion.id.clone(), index);
            },
        );
    }

    fn criterion(&self, criterion: &raw::Criterion, at: &At) -> Result<Criterion, PackError> {
        if self.criteria.contains_key(&criterion.id) {
            return at.key("id").fail("two criteria have this id");
        }
        if criterion.cite.is_empty() {
            return at
                .key("cite")
                .fail("a criterion needs a citation: cite = [\"the id of a [[cite]]\"]");
        }
        for (place, cite) in criterion.cite.iter().enumerate() {
            self.cited(cite, &at.key("cite").place(place))?;
        }
        let test_at = at.key("test");
        let test = self
            .scope()
            .expression(criterion.test.clone(), &test_at, 0)?;
        if self.extent(&test).is_too_much() {
            return test_at.fail("with everything it names, it asks more than can be answered");
        }
        if asks_whether_given(&test) {
            return test_at.fail("`given` belongs into notes and steps, not into a criterion");
        }
        self.whys(criterion, &test, at)?;
        Ok(Criterion {
            id: criterion.id.clone(),
            test,
            cites: criterion.cite.clone(),
            why: criterion.why.clone(),
        })
    }

    /// How much a condition asks, other decisions not entered.
    fn extent(&self, test: &Expression) -> Extent {
        test.extent(&Above(&self.extents))
    }

    fn possible(&self, test: &Expression) -> States {
        test.possible(&|index| self.possible.get(index).copied().unwrap_or_default())
    }

    /// Every state that the test can have needs its reason.
    fn whys(
        &self,
        criterion: &raw::Criterion,
        test: &Expression,
        at: &At,
    ) -> Result<(), PackError> {
        let at = at.key("why");
        let possible = self.possible(test);
        let whys = &criterion.why;
        let states = [
            (State::Met, "met", &whys.met),
            (State::NotMet, "not_met", &whys.not_met),
            (State::Unknown, "unknown", &whys.unknown),
            (State::NeedsDecision, "needs_decision", &whys.needs_decision),
        ];
        for (state, key, text) in states {
            match text {
                Some(text) => self.text(text, &at.key(key))?,
                None if possible.has(state) => {
                    return at.fail(format!(
                        "it can be {}, so it needs a reason: why.{key}.en = \"…\" and so on",
                        state.id()
                    ));
                }
                None => {}
            }
        }
        Ok(())
    }

    /// The names in braces must stand for something.
    pub(crate) fn text(&self, text: &Text, at: &At) -> Result<(), PackError> {
        for language in Language::COMPLETE {
            for name in names_in(text.in_language(language)) {
                let fact = self.vocabulary.ids.get(name);
                if fact.is_some_and(|fact| !self.vocabulary.facts[*fact].is_readable()) {
                    return at.key(language.tag()).fail(own_words(name));
                }
                let known = fact.is_some()
                    || self.params.contains_key(name)
                    || self.figures.iter().any(|id| id == name)
                    || matches!(name, "value" | "becomes" | "from" | "until")
                    || is_reckoned(name, self.vocabulary);
                if !known {
                    let ids = self.vocabulary.ids.keys().chain(self.params.keys());
                    let ids = ids.map(String::as_str);
                    let sentence = no_such("fact or parameter", name, ids);
                    return at.key(language.tag()).fail(sentence);
                }
            }
        }
        Ok(())
    }

    fn read_decisions(&mut self) -> Vec<Decision> {
        let mut decisions: Vec<Decision> = Vec::new();
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        self.each(
            ("decision", |file| &file.decision),
            |one| &one.id,
            |this, decision, at| {
                let made = this.decision(decision, !ids.insert(&decision.id), &at);
                decisions.extend(this.complaints.keep(made));
            },
        );
        decisions
    }

    fn answers_something(&mut self, answers: usize) {
        if answers == 0 && !self.complaints.so_far() {
            let file = At::file(&self.written.files[0].source).key("pack");
            self.complaints.keep::<()>(file.fail(
                "a pack needs at least one [[decision]], such as id = \"kr.gb.pilot/support\", a [[calculation]] or a [[programme]]",
            ));
        }
    }

    fn decision(
        &self,
        decision: &raw::Decision,
        twice: bool,
        at: &At,
    ) -> Result<Decision, PackError> {
        if twice {
            return at.key("id").fail("two decisions have this id");
        }
        self.named_after_pack(&decision.id, "decision", at)?;
        let say = &decision.say;
        let says = [
            ("yes", Some(&say.yes)),
            ("no", Some(&say.no)),
            ("not_yet", say.not_yet.as_ref()),
            ("unknown", Some(&say.unknown)),
            ("needs_decision", say.needs_decision.as_ref()),
        ];
        for (key, text) in says {
            text.map_or(Ok(()), |text| self.text(text, &at.key("say").key(key)))?;
        }
        let amounts = decision.amounts.as_ref();
        let amounts = amounts.map(|rule| self.amounts(rule, &at.key("amounts")));
        Ok(Decision {
            id: decision.id.clone(),
            tree: self.scope().tree(&decision.tree, &at.key("tree"), 0)?,
            amounts: amounts.transpose()?,
            title: decision.title.clone(),
            say: decision.say.clone(),
        })
    }

    /// Decisions and calculations are called by the pack's id and a name.
    pub(crate) fn named_after_pack(&self, id: &str, kind: &str, at: &At) -> Result<(), PackError> {
        let pack = &self.written.info.id;
        let named = id.strip_prefix(pack.as_str());
        let named = named.and_then(|rest| rest.strip_prefix('/'));
        if named.is_some_and(|name| !name.is_empty() && !name.contains('/')) {
            return Ok(());
        }
        at.key("id").fail(format!(
            "a {kind}'s id is the pack's id, a slash and a name: {pack}/support"
        ))
    }

    fn amounts(&self, rule: &raw::AmountRule, at: &At) -> Result<AmountRule, PackError> {
        let Some(cap) = self.params.get(&rule.cap).copied() else {
            let known = self.params.keys().map(String::as_str);
            return at.key("cap").fail(no_such("parameter", &rule.cap, known));
        };
        let scope = self.scope();
        let day = rule.at.as_ref();
        let day = day.map(|fact| scope.date_fact(fact, &at.key("at")));
        Ok(AmountRule {
            cap,
            used: scope.amount_fact(&rule.used, &at.key("used"))?,
            request: scope.amount_fact(&rule.request, &at.key("request"))?,
            at: day.transpose()?,
        })
    }

    fn read_notes(&mut self, named: &BTreeSet<String>) -> Vec<Note> {
        let mut notes = Vec::new();
        self.each(
            ("note", |file| &file.note),
            |note| &note.id,
            |this, note, at| {
                let named = named.contains(&note.id);
                let when = note.when.as_ref();
                let when = when.map(|when| this.when(when, &note.decisions, &at));
                let text = this.text(&note.text, &at.key("text"));
                let made = text.and(when.transpose()).map(|when| Note {
                    id: note.id.clone(),
                    named,
                    when,
                    text: note.text.clone(),
                });
                notes.extend(this.complaints.keep(made));
            },
        );
        notes
    }

    fn when(&self, written: &raw::When, decisions: &[String], at: &At) -> Result<When, PackError> {
        let at = at.key("when");
        let criterion = match &written.criterion {
            None => None,
            Some(id) => match self.criteria.get(id) {
                Some(index) => Some(*index),
                None => {
                    let known = self.criteria.keys().map(String::as_str);
                    return at.key("criterion").fail(no_such("criterion", id, known));
                }
            },
        };
        let test = written.test.clone();
        let test = test.map(|test| self.scope().expression(test, &at.key("test"), 0));
        Ok(When {
            decisions: decisions.to_vec(),
            verdicts: written.verdict.clone(),
            criterion,
            states: written.state.clone(),
            test: test.transpose()?,
            refused: written.refused,
            figure: self.figure_in_when(written, &at)?,
        })
    }

    /// The pack's own contacts, and those of the vocabulary.
    fn contacts(&mut self) -> BTreeMap<String, Contact> {
        let of_pack = contact::phones(&self.written.files, self.complaints);
        let all = of_pack.iter().chain(&self.vocabulary.phones);
        let mut contacts = BTreeMap::new();
        for Phone { contact, .. } in all {
            let known = contacts.entry(contact.id.clone());
            known.or_insert_with(|| contact.clone());
        }
        contacts
    }

    fn read_steps(&mut self, contacts: &BTreeMap<String, Contact>) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        self.each(
            ("step", |file| &file.step),
            |step| &step.id,
            |this, step, at| {
                let made = this.step(step, contacts, !ids.insert(&step.id), &at);
                steps.extend(this.complaints.keep(made));
            },
        );
        steps
    }

    fn step(
        &self,
        step: &raw::Step,
        contacts: &BTreeMap<String, Contact>,
        twice: bool,
        at: &At,
    ) -> Result<Step, PackError> {
        if twice {
            return at.key("id").fail("two steps have this id");
        }
        let contact = match &step.contact {
            None => None,
            Some(id) => match contacts.get(id) {
                Some(contact) => Some(contact.clone()),
                None => {
                    let known = contacts.keys().map(String::as_str);
                    return at.key("contact").fail(no_such("contact", id, known));
                }
            },
        };
        self.text(&step.what, &at.key("do"))?;
        let always = raw::When::default();
        let when = step.when.as_ref().unwrap_or(&always);
        Ok(Step {
            id: step.id.clone(),
            when: self.when(when, &step.decisions, at)?,
            contact,
            what: step.what.clone(),
            bring: step.bring.clone(),
            say_ko: step.say_ko.clone(),
        })
    }

    fn review_facts(&mut self) -> Vec<usize> {
        let mut facts = Vec::new();
        for file in &self.written.files {
            let Some(head) = &file.content.pack else {
                continue;
            };
            let at = At::file(&file.source).key("pack").key("review_facts");
            for (place, fact) in head.review_facts.iter().enumerate() {
                let fact = self.scope().date_fact(fact, &at.place(place));
                facts.extend(self.complaints.keep(fact));
            }
        }
        facts
    }
}

/// How much the criteria above ask; what other files say isn't known yet.
struct Above<'a>(&'a [Extent]);

impl Named for Above<'_> {
    fn criterion(&self, index: usize) -> Extent {
        self.0.get(index).copied().unwrap_or_default()
    }

    fn decision(&self, _id: &str) -> Extent {
        Extent::default()
    }

    fn fact(&self, _index: usize) -> Extent {
        Extent::default()
    }

    fn rows(&self, _table: usize) -> usize {
        0
    }
}

fn asks_whether_given(test: &Expression) -> bool {
    let mut asks = false;
    test.leaves(&mut |leaf| asks |= matches!(leaf.test, Test::Given(_)));
    asks
}

/// The notes that leaves of criteria ask for.
pub(crate) fn named_notes(criteria: &[Criterion]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
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
