//! Which door is open on which day, and what could be applied for.

use super::walk::PersonDay;
use super::{
    Application, Cover, DEPENDANT, Door, LineKind, MERGE, MayApply, PlanAnswer, PlanLine, Planning,
    REGIONAL, WORKPLACE,
};
use crate::answer::Answer;
use crate::state::{State, Verdict};
use jiff::civil::Date;

/// A door or an application as long as it is there: the first day's place among the
/// days, and its last day within the plan.
pub(super) struct Stretch<T> {
    pub(super) what: T,
    pub(super) first: usize,
    pub(super) until: Option<Date>,
}

/// Whether something may be applied for, YES or UNKNOWN, and with whom; `None` where it can't.
type Possible = Option<(Verdict, Vec<String>)>;

impl PersonDay {
    /// By which door, without anybody doing anything.
    pub(super) fn door(&self) -> Door {
        if self.is_yes(WORKPLACE) {
            Door::Workplace
        } else if self.is_registered_dependant() && self.kept == Some(true) {
            Door::Dependant
        } else if self.is_yes(REGIONAL) {
            Door::Regional
        } else if self.verdict(WORKPLACE) == Some(Verdict::No)
            && self.verdict(REGIONAL) == Some(Verdict::No)
            && (!self.is_registered_dependant() || self.kept == Some(false))
        {
            Door::None
        } else {
            Door::Unknown
        }
    }
}

impl Door {
    /// The decision that opens it; of no door, and of one not known, the one that may.
    const fn decision(self) -> &'static str {
        match self {
            Self::Workplace => WORKPLACE,
            Self::Dependant => DEPENDANT,
            Self::Regional | Self::None | Self::Unknown => REGIONAL,
        }
    }
}

impl Application {
    pub(super) const fn decision(self) -> &'static str {
        match self {
            Self::Dependant => DEPENDANT,
            Self::HouseholdMerge => MERGE,
        }
    }
}

impl Planning<'_> {
    /// The same thing on days one after another, as one.
    fn stretches<T: PartialEq>(&self, of: impl Fn(usize) -> T) -> Vec<Stretch<T>> {
        let mut stretches: Vec<Stretch<T>> = Vec::new();
        for (place, day) in self.days.iter().enumerate() {
            let what = of(place);
            match stretches.last_mut() {
                Some(last) if last.what == what => {}
                last => {
                    if let Some(last) = last {
                        last.until = day.day.yesterday().ok();
                    }
                    stretches.push(Stretch {
                        what,
                        first: place,
                        until: None,
                    });
                }
            }
        }
        stretches
    }

    pub(super) fn doors(&self, person: usize) -> Vec<Stretch<Door>> {
        self.stretches(|day| self.days[day].people[person].door())
    }

    /// The first day of what a decision opened: on the plan's first day it may lie before.
    fn first_day(&self, person: usize, place: usize, decision: &str) -> Option<Date> {
        let day = &self.days[place];
        if place > 0 {
            return Some(day.day);
        }
        day.people[person].answer(decision)?.from
    }

    pub(super) fn cover_from(&self, person: usize, stretch: &Stretch<Door>) -> Option<Date> {
        match stretch.what {
            Door::Unknown | Door::None if stretch.first == 0 => None,
            door => self.first_day(person, stretch.first, door.decision()),
        }
    }

    pub(super) fn covers(&self, person: usize) -> Vec<Cover> {
        let doors = self.doors(person);
        let covers = doors.iter().enumerate().map(|(place, stretch)| Cover {
            door: stretch.what,
            from: self.cover_from(person, stretch),
            until: stretch.until,
            counts_from: self.counts_from(person, &doors, place),
        });
        covers.collect()
    }

    /// The day to which a door counts back over days that were without one.
    pub(super) fn counts_from(
        &self,
        person: usize,
        doors: &[Stretch<Door>],
        place: usize,
    ) -> Option<Date> {
        let before = &doors[place.checked_sub(1)?];
        let open = matches!(doors[place].what, Door::Regional | Door::Workplace);
        let closed = matches!(before.what, Door::None | Door::Unknown);
        if !open || !closed {
            return None;
        }
        let day = &self.days[doors[place].first];
        let decision = doors[place].what.decision();
        let begins = day.people[person].answer(decision)?.from?;
        let closed_from = self.days[before.first].day;
        let counts = if before.first == 0 {
            begins
        } else {
            begins.max(closed_from)
        };
        (counts < day.day).then_some(counts)
    }

    /// What a person may apply for on a day, and with whom.
    pub(super) fn may_apply(&self, person: usize, place: usize, what: Application) -> Possible {
        let people = &self.days[place].people;
        let day = &people[person];
        let door = day.door();
        let (fits, theirs) = match what {
            Application::Dependant => (
                !matches!(door, Door::Workplace | Door::Dependant),
                Door::Workplace,
            ),
            Application::HouseholdMerge => (door == Door::Regional, Door::Regional),
        };
        let verdict = day.verdict(what.decision())?;
        if !fits || !matches!(verdict, Verdict::Yes | Verdict::Unknown) {
            return None;
        }
        let relatives = self.relatives(person);
        let with = relatives.iter().filter(|to| people[**to].door() == theirs);
        let with: Vec<String> = with.map(|to| self.id(*to).to_owned()).collect();
        // Where it was only said that somebody is insured, nobody is named.
        let alone = relatives.is_empty() && verdict == Verdict::Yes;
        (!with.is_empty() || alone).then_some((verdict, with))
    }

    fn application_stretches(&self, person: usize, what: Application) -> Vec<Stretch<Possible>> {
        self.stretches(|place| self.may_apply(person, place, what))
    }

    pub(super) fn applications(&self, person: usize) -> Vec<MayApply> {
        let mut found = Vec::new();
        for what in [Application::Dependant, Application::HouseholdMerge] {
            for stretch in self.application_stretches(person, what) {
                let from = self.applies_from(person, &stretch, what);
                found.extend(stretch.what.map(|(verdict, with)| MayApply {
                    what,
                    verdict,
                    with,
                    from,
                    until: stretch.until,
                }));
            }
        }
        found
    }

    /// From when something could be applied for: both must have the door that it needs.
    fn applies_from(
        &self,
        person: usize,
        stretch: &Stretch<Possible>,
        what: Application,
    ) -> Option<Date> {
        let from = self.first_day(person, stretch.first, what.decision())?;
        let people = self.relatives(person).into_iter().chain([person]);
        let doors = match what {
            Application::Dependant => Vec::new(),
            Application::HouseholdMerge => people.collect(),
        };
        let opened = doors
            .into_iter()
            .filter_map(|place| self.first_day(place, stretch.first, REGIONAL));
        opened.chain([from]).max()
    }

    pub(super) fn answers(&self, person: usize) -> Vec<PlanAnswer> {
        let mut found = Vec::new();
        for decision in [WORKPLACE, DEPENDANT, REGIONAL, MERGE] {
            let verdicts =
                self.stretches(|place| self.days[place].people[person].verdict(decision));
            for stretch in verdicts {
                let answer = self.days[stretch.first].people[person].answer(decision);
                found.extend(answer.map(|answer| PlanAnswer {
                    decision: decision.to_owned(),
                    verdict: answer.verdict,
                    from: self.first_day(person, stretch.first, decision),
                    until: stretch.until,
                    text: answer.text.clone(),
                }));
            }
        }
        found
    }

    /// A line for each door that opens or closes, and for each application that begins.
    pub(super) fn cover_lines(&self, person: usize) -> Vec<PlanLine> {
        let mut lines = Vec::new();
        let doors = self.doors(person);
        for (place, stretch) in doors.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| doors[before].what);
            let decision = match (stretch.what, before) {
                // Where no door opens, the one that has closed says why.
                (Door::None | Door::Unknown, Some(closed)) => closed.decision(),
                (door, _) => door.decision(),
            };
            lines.extend(self.line(person, stretch.first, decision, LineKind::Cover));
        }
        for what in [Application::Dependant, Application::HouseholdMerge] {
            let begins = self.application_stretches(person, what).into_iter();
            for stretch in begins.filter(|stretch| stretch.what.is_some()) {
                let line = self.line(
                    person,
                    stretch.first,
                    what.decision(),
                    LineKind::Application,
                );
                lines.extend(line);
            }
        }
        lines
    }

    fn line(
        &self,
        person: usize,
        place: usize,
        decision: &str,
        kind: LineKind,
    ) -> Option<PlanLine> {
        let day = &self.days[place];
        let answer = day.people[person].answer(decision)?;
        let sources = self.packs.sources(answer, self.request.language);
        Some(PlanLine {
            day: day.day,
            person: self.id(person).to_owned(),
            kind,
            rule: decision.to_owned(),
            month: None,
            total_krw: None,
            text: answer.text.clone(),
            why: reasons(answer),
            cites: sources.iter().map(|source| source.id.clone()).collect(),
            sources: sources.into_iter().map(|source| source.text).collect(),
            notes: answer.notes.clone(),
            steps: answer.steps.clone(),
            pack: answer.pack.clone(),
        })
    }
}

/// What decided it: what stands in the way, or where nothing does, what is met.
fn reasons(answer: &Answer) -> Vec<String> {
    let wanted = match answer.verdict {
        Verdict::Yes => State::Met,
        Verdict::No => State::NotMet,
        Verdict::Unknown => State::Unknown,
        Verdict::NeedsDecision => State::NeedsDecision,
    };
    let criteria = answer.criteria.iter();
    let deciding = criteria.filter(|criterion| criterion.state == wanted);
    deciding.map(|criterion| criterion.why.clone()).collect()
}
