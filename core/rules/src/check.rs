//! From facts to answers.

use crate::answer::{
    Amounts, Answer, Becomes, CriterionAnswer, NoteText, PackStamp, Report, SourceLine, StepText,
};
use crate::contact::Month;
use crate::error::InputError;
use crate::eval::{Active, Kin, World, possible_rows};
use crate::expression::{Expression, Test};
use crate::fact_type::Contradiction;
use crate::facts::{FactState, Facts};
use crate::language::Language;
use crate::pack::{AmountRule, Criterion, Decision, Note, Pack, Step, When};
use crate::packs::Packs;
use crate::raw::{Says, Whys};
use crate::run::Run;
use crate::state::{self, State, Verdict};
use crate::text::Text;
use crate::value::Value;
use crate::wording;
use jiff::civil::Date;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day the question is about.
    pub as_of: Date,
    /// Answer as if only packs issued until then were known.
    pub known_at: Option<Date>,
    /// Decision ids; empty for all.
    pub decisions: Vec<String>,
    /// The language of texts.
    pub language: Language,
}

/// The note that tells that a pack's content is no longer looked after.
pub(crate) const REVIEW_DUE: &str = "review_due";

impl Packs {
    /// Answers decisions for one day, in pack order.
    ///
    /// # Errors
    /// [`InputError`] for a decision that no pack has, or facts that contradict each
    /// other.
    pub fn check(&self, request: &Request, facts: &Facts) -> Result<Report, InputError> {
        self.check_prepared(request, &self.prepare(request, facts)?, None)
    }

    /// The same, from facts that stand ready.
    pub(crate) fn check_prepared(
        &self,
        request: &Request,
        prepared: &Prepared<'_>,
        kin: Option<&dyn Kin>,
    ) -> Result<Report, InputError> {
        let world = World {
            kin,
            ..prepared.world()
        };
        world.contradictions(request)?;
        let wanted = |id: &str| {
            request.decisions.is_empty() || request.decisions.iter().any(|wanted| wanted == id)
        };
        let answers = world.active.iter().filter(|(id, _)| wanted(id));
        let mut answers: Vec<_> = answers.map(|(_, place)| *place).collect();
        answers.sort_unstable();
        let asked = Asked {
            world: &world,
            request,
        };
        let answers = answers
            .into_iter()
            .map(|(pack, decision)| asked.answer(pack, decision))
            .collect();
        Ok(Report {
            as_of: request.as_of,
            answers,
        })
    }

    pub(crate) fn prepare(
        &self,
        request: &Request,
        facts: &Facts,
    ) -> Result<Prepared<'_>, InputError> {
        let active = self.active(request.as_of, request.known_at);
        let mut missing = request.decisions.iter();
        let missing = missing.find(|id| !active.contains_key(id.as_str()));
        if let Some(missing) = missing {
            return Err(no_answer_to(missing, &active));
        }
        Ok(Prepared {
            packs: self,
            active,
            facts: facts.states(self, request.as_of),
        })
    }
}

/// What a question stands on: the packs in use on the day, and the facts as they are then.
pub(crate) struct Prepared<'a> {
    packs: &'a Packs,
    active: Active<'a>,
    pub(crate) facts: Vec<FactState>,
}

impl Prepared<'_> {
    pub(crate) fn world(&self) -> World<'_> {
        World {
            vocabulary: &self.packs.vocabulary,
            packs: self.packs,
            active: &self.active,
            facts: &self.facts,
            known_states: None,
            kin: None,
        }
    }
}

/// That no pack in use has a decision.
pub(crate) fn no_answer_to(decision: &str, active: &Active<'_>) -> InputError {
    if active.is_empty() {
        return InputError::new("no pack was known on that day");
    }
    let known = active.keys().copied().collect::<Vec<_>>().join(", ");
    InputError::new(format!(
        "no installed pack decides {decision:?}; there are {known}"
    ))
}

impl World<'_> {
    /// Whether the day, or a day that matters, is past the pack's review.
    pub(crate) fn is_stale(&self, pack: &Pack, day: Date) -> bool {
        let reviewed = pack.info.review_by;
        let late = |fact: &usize| matches!(&self.facts[*fact], FactState::Known(Value::Date(date)) if *date > reviewed);
        day > reviewed || pack.review_facts.iter().any(late)
    }

    pub(crate) fn contradictions(&self, request: &Request) -> Result<(), InputError> {
        for (index, fact) in self.vocabulary.facts.iter().enumerate() {
            if !matches!(self.facts[index], FactState::Known(_)) {
                continue;
            }
            for (contradiction, text) in &fact.contradicts {
                let contradicted = match contradiction {
                    Contradiction::When(when) => {
                        self.vocabulary_state(when, request.as_of) == State::Met
                    }
                    Contradiction::PlaceOf(city) => self.lies_elsewhere(*city, index),
                };
                if contradicted {
                    return Err(InputError::new(text.in_language(request.language)));
                }
            }
        }
        Ok(())
    }
}

/// A rule past its review promises nothing; what it rules out stays ruled out.
pub(crate) fn reviewed(state: State, stale: bool) -> State {
    if stale {
        state::all([state, State::Unknown].into_iter())
    } else {
        state
    }
}

pub(crate) struct Asked<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) request: &'a Request,
}

/// A decision, decided.
struct Decided<'a> {
    pack: &'a Pack,
    decision: &'a Decision,
    verdict: Verdict,
    run: Run,
    /// The day asked about, or a day that matters, is past the pack's review.
    stale: bool,
}

impl Asked<'_> {
    fn day(&self) -> Date {
        self.request.as_of
    }

    fn answer(&self, pack: usize, decision: usize) -> Answer {
        let pack = self.world.pack(pack);
        let decision = &pack.decisions[decision];
        let state = self.world.state(pack, &decision.tree, self.day());
        let stale = self.world.is_stale(pack, self.day());
        let verdict = Verdict::from(reviewed(state, stale));
        let run = if verdict == Verdict::from(state) {
            self.world.run(pack, &decision.tree, self.day())
        } else {
            Run {
                from: None,
                until: None,
                becomes: None,
            }
        };
        let decided = Decided {
            pack,
            decision,
            verdict,
            run,
            stale,
        };
        let needed = self.world.needed(pack, &decision.tree, self.day());
        let ids = |facts: Vec<usize>| {
            facts
                .into_iter()
                .map(|fact| self.world.vocabulary.facts[fact].id.clone())
                .collect()
        };
        Answer {
            decision: decision.id.clone(),
            verdict,
            from: run.from,
            until: run.until,
            becomes: run.becomes.map(|(verdict, from)| Becomes { verdict, from }),
            criteria: self.criteria(&decided),
            open: ids(needed.open),
            declined: ids(needed.declined),
            confirm: ids(needed.confirm),
            amounts: self.amounts(&decided),
            steps: self.steps(decided.pack, |when| self.applies(&decided, when)),
            notes: self.notes(&decided),
            text: self.text(&decided),
            pack: PackStamp::from(&pack.info),
        }
    }

    fn criteria(&self, decided: &Decided<'_>) -> Vec<CriterionAnswer> {
        let indices = decided.decision.criteria();
        indices
            .into_iter()
            .map(|index| self.criterion(decided.pack, &decided.pack.criteria[index]))
            .collect()
    }

    fn criterion(&self, pack: &Pack, criterion: &Criterion) -> CriterionAnswer {
        let state = self.world.state(pack, &criterion.test, self.day());
        let mut facts = Vec::new();
        self.world.facts_read(pack, &criterion.test, &mut facts);
        let why =
            why(&criterion.why, state).map_or("", |text| text.in_language(self.request.language));
        let ids = facts
            .iter()
            .map(|fact| self.world.vocabulary.facts[*fact].id.clone());
        CriterionAnswer {
            id: criterion.id.clone(),
            state,
            why: self
                .world
                .fill(why, pack, &facts, self.day(), self.request.language),
            facts: ids.collect(),
            cites: self.cites(pack, criterion),
        }
    }

    /// The criterion's sources and those of the table rows it found.
    fn cites(&self, pack: &Pack, criterion: &Criterion) -> Vec<String> {
        let mut cites = criterion.cites.clone();
        self.world.every_leaf(pack, &criterion.test, &mut |leaf| {
            if let Test::Table { table, fact, .. } = &leaf.test
                && let Some(Value::Status(code)) = self.world.see(*fact, self.day())
            {
                for row in possible_rows(&pack.tables[*table].rows, code) {
                    if !cites.contains(&row.cite) {
                        cites.push(row.cite.clone());
                    }
                }
            }
        });
        cites
    }

    fn amounts(&self, decided: &Decided<'_>) -> Option<Amounts> {
        let AmountRule {
            cap,
            used,
            request,
            at,
        } = decided.decision.amounts?;
        if decided.verdict == Verdict::Unknown {
            return None;
        }
        let krw = |fact: usize| match self.world.see(fact, self.day())? {
            Value::Krw(krw) => Some(*krw),
            _ => None,
        };
        let cap = self.world.cap_krw(decided.pack, cap, at, self.day());
        let (used, requested_krw) = (krw(used)?, krw(request)?);
        let left = (cap? - used).max(0);
        let granted_krw = if decided.verdict == Verdict::No {
            0
        } else {
            requested_krw.min(left)
        };
        Some(Amounts {
            requested_krw,
            granted_krw,
            refused_krw: requested_krw - granted_krw,
            remaining_krw: left - granted_krw,
        })
    }

    fn applies(&self, decided: &Decided<'_>, when: &When) -> bool {
        let Decided {
            pack,
            decision,
            verdict,
            ..
        } = decided;
        let state = |expression: &Expression| self.world.state(pack, expression, self.day());
        let in_state = match when.criterion {
            None => true,
            Some(index) => {
                let named = decision.criteria().contains(&index);
                let state = state(&pack.criteria[index].test);
                named && (when.states.is_empty() || when.states.contains(&state))
            }
        };
        when.figure.is_none()
            && (when.decisions.is_empty() || when.decisions.contains(&decision.id))
            && (when.verdicts.is_empty() || when.verdicts.contains(verdict))
            && in_state
            && (!when.refused
                || self
                    .amounts(decided)
                    .is_some_and(|amounts| amounts.over_cap()))
            && when
                .test
                .as_ref()
                .is_none_or(|test| state(test) == State::Met)
    }

    /// The steps of a pack that apply; here, for decisions and calculations alike, those to
    /// an immigration office are held back unless the stay is known to be lawful.
    pub(crate) fn steps(&self, pack: &Pack, applies: impl Fn(&When) -> bool) -> Vec<StepText> {
        let lawful = self.stay_is_known_lawful();
        let fits = |step: &&Step| {
            let immigration = step
                .contact_for(self.request.language)
                .is_some_and(|contact| contact.immigration_office);
            (lawful || !immigration) && applies(&step.when)
        };
        let steps = pack.steps.iter().filter(fits);
        steps.map(|step| self.step(pack, step)).collect()
    }

    /// Nobody is sent to the immigration office unless the stay is known to be lawful.
    fn stay_is_known_lawful(&self) -> bool {
        let stay = self.world.vocabulary.ids.get("stay_until");
        let until = stay.map(|fact| &self.world.facts[*fact]);
        matches!(until, Some(FactState::Known(Value::Date(until))) if self.day() <= *until)
    }

    fn step(&self, pack: &Pack, step: &Step) -> StepText {
        let language = self.request.language;
        let fill = |text: &str| self.world.fill(text, pack, &[], self.day(), language);
        let contact = step.contact_for(language);
        let of = |text: Option<&Text>| text.map(|text| text.in_language(language).to_owned());
        let told = contact.map(|contact| contact.told(self.day(), language));
        let (who, hours) = told.map_or((None, None), |told| (Some(told.who), told.hours));
        StepText {
            id: step.id.clone(),
            what: fill(step.what.in_language(language)),
            who,
            phone: contact.and_then(|contact| contact.phone.clone()),
            hours,
            languages: contact.map_or_else(Vec::new, |contact| contact.languages.clone()),
            cost: of(contact.and_then(|contact| contact.cost.as_ref())),
            bring: step
                .bring
                .in_language(language)
                .map(str::to_owned)
                .collect(),
            say_ko: step.say_ko.clone(),
            abroad: contact.and_then(|contact| contact.abroad.clone()),
            checked: contact.and_then(|contact| contact.checked.map(Month::written)),
        }
    }

    fn notes(&self, decided: &Decided<'_>) -> Vec<NoteText> {
        let leaves = self
            .world
            .leaf_notes(decided.pack, &decided.decision.tree, self.day());
        let shown = |note: &&Note| {
            let applies = note.when.as_ref().map(|when| self.applies(decided, when));
            let asked = leaves.contains(&note.id) || (decided.stale && note.id == REVIEW_DUE);
            let named = note.named || note.id == REVIEW_DUE;
            if named {
                asked && applies != Some(false)
            } else {
                applies == Some(true)
            }
        };
        let notes = decided.pack.notes.iter().filter(shown);
        notes
            .map(|note| {
                let text = note.text.in_language(self.request.language);
                let text =
                    self.world
                        .fill(text, decided.pack, &[], self.day(), self.request.language);
                NoteText {
                    id: note.id.clone(),
                    text,
                }
            })
            .collect()
    }

    fn text(&self, decided: &Decided<'_>) -> String {
        let Decided {
            decision,
            verdict,
            run,
            ..
        } = decided;
        let becomes = run.becomes.map(|(verdict, _)| verdict);
        let text = says(&decision.say, *verdict, becomes);
        let language = self.request.language;
        let days = wording::fill_days(text.in_language(language), run, language);
        self.world
            .fill(&days, decided.pack, &[], self.day(), language)
    }
}

/// What a decision says of a verdict and the one that comes after it.
pub(crate) fn says(say: &Says, verdict: Verdict, becomes: Option<Verdict>) -> &Text {
    match verdict {
        Verdict::Yes => &say.yes,
        Verdict::No if becomes == Some(Verdict::Yes) => say.not_yet.as_ref().unwrap_or(&say.no),
        Verdict::No => &say.no,
        Verdict::Unknown => &say.unknown,
        Verdict::NeedsDecision => say.needs_decision.as_ref().unwrap_or(&say.unknown),
    }
}

/// A criterion's reason for a state.
pub(crate) fn why(whys: &Whys, state: State) -> Option<&Text> {
    let of_state = match state {
        State::Met => &whys.met,
        State::NotMet => &whys.not_met,
        State::Unknown => &whys.unknown,
        State::NeedsDecision => &whys.needs_decision,
    };
    of_state.as_ref()
}

impl Packs {
    /// Sources of a pack by id, one line each.
    #[must_use]
    pub fn source_lines(&self, pack: &str, cites: &[String], language: Language) -> Vec<String> {
        let of_pack = self
            .installed
            .iter()
            .rev()
            .find(|one| one.info().id == pack);
        let lines = of_pack.into_iter().flat_map(|pack| {
            let found = cites.iter().filter_map(|id| pack.cites.get(id));
            found.map(|cite| cite.line(language))
        });
        lines.collect()
    }

    /// The sources of an answer, each once, one line each.
    #[must_use]
    pub fn sources(&self, answer: &Answer, language: Language) -> Vec<SourceLine> {
        let Some(pack) = self.stamped(&answer.pack) else {
            return Vec::new();
        };
        let mut lines: Vec<SourceLine> = Vec::new();
        for id in answer
            .criteria
            .iter()
            .flat_map(|criterion| &criterion.cites)
        {
            if lines.iter().any(|line| line.id == *id) {
                continue;
            }
            if let Some(cite) = pack.cites.get(id) {
                lines.push(SourceLine {
                    id: id.clone(),
                    source: cite.source.clone(),
                    text: cite.line(language),
                });
            }
        }
        lines
    }
}
