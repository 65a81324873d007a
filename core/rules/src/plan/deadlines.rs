//! Until when something must be done: what packs work out where a door opens or closes.

use super::{DEPENDANT, Door, LineKind, PlanLine, Planning};
use crate::calculate::CalculationRequest;
use crate::check::Request;
use crate::error::InputError;
use crate::figure::Planned;
use crate::household::Member;
use crate::state::Verdict;
use jiff::civil::Date;

impl Planning<'_> {
    pub(super) fn deadlines(&self, person: usize) -> Result<Vec<PlanLine>, InputError> {
        let mut lines: Vec<PlanLine> = Vec::new();
        for (id, planned) in self.packs.planned(self.request.from) {
            for day in self.days_of(person, planned)? {
                let line = self.deadline(person, id, day)?;
                let new = line.filter(|line| {
                    let known = lines.iter();
                    !known
                        .into_iter()
                        .any(|one| one.rule == line.rule && one.day == line.day)
                });
                lines.extend(new);
            }
        }
        Ok(lines)
    }

    /// The days on which a calculation is asked.
    fn days_of(&self, person: usize, planned: &Planned) -> Result<Vec<Date>, InputError> {
        Ok(match planned {
            Planned::Always => vec![self.request.from],
            Planned::Starts { decision, perhaps } => {
                let there = |verdict: Option<Verdict>| match verdict {
                    Some(Verdict::Yes) => true,
                    Some(Verdict::Unknown) => *perhaps,
                    _ => false,
                };
                self.turns(person, decision, |before, now| !there(before) && there(now))?
            }
            Planned::Ends(decision) if decision == DEPENDANT => self.lapses(person),
            Planned::Ends(decision) => self.turns(person, decision, |before, now| {
                before == Some(Verdict::Yes) && now == Some(Verdict::No)
            })?,
        })
    }

    /// The days on which a registered dependant is one no more.
    fn lapses(&self, person: usize) -> Vec<Date> {
        let doors = self.doors(person);
        let pairs = doors.windows(2);
        let ended = pairs.filter(|pair| pair[0].what == Door::Dependant);
        ended.map(|pair| self.days[pair[1].first].day).collect()
    }

    /// The days on which a verdict turns, that before the plan included which led to the first.
    fn turns(
        &self,
        person: usize,
        decision: &str,
        fits: impl Fn(Option<Verdict>, Option<Verdict>) -> bool,
    ) -> Result<Vec<Date>, InputError> {
        let verdict = |place: usize| self.days[place].people[person].verdict(decision);
        let mut days = Vec::new();
        let first = self.days[0].people[person].answer(decision);
        if let Some(turned) = first.and_then(|answer| answer.from)
            && let Some(eve) = turned.yesterday().ok()
            && fits(self.verdict_before(person, decision, eve)?, verdict(0))
        {
            days.push(turned);
        }
        for place in 1..self.days.len() {
            if fits(verdict(place - 1), verdict(place)) {
                days.push(self.days[place].day);
            }
        }
        Ok(days)
    }

    /// A verdict on a day before the plan, by what is known on its first day.
    fn verdict_before(
        &self,
        person: usize,
        decision: &str,
        day: Date,
    ) -> Result<Option<Verdict>, InputError> {
        let request = Request {
            as_of: day,
            known_at: None,
            decisions: vec![decision.to_owned()],
            language: self.request.language,
        };
        let planners = self.planners.iter();
        let members: Vec<Member> = planners.map(|planner| planner.member.clone()).collect();
        let answered = self
            .packs
            .check_household(&request, &members, self.kinships)?;
        let (_, report) = &answered[person];
        Ok(report.answers.first().map(|answer| answer.verdict))
    }

    fn deadline(&self, person: usize, id: &str, day: Date) -> Result<Option<PlanLine>, InputError> {
        let request = CalculationRequest::on(id, day, self.request.language);
        let found = self
            .packs
            .calculate(&request, &self.facts_in(person, day))?;
        let Some(by) = found.day("by") else {
            return Ok(None);
        };
        let sources =
            self.packs
                .source_lines(&found.pack.id, &found.told.cites, self.request.language);
        let mut why = found.told.why;
        Ok(why.pop().map(|text| PlanLine {
            day: by,
            person: self.id(person).to_owned(),
            kind: LineKind::Deadline,
            rule: id.to_owned(),
            month: None,
            total_krw: None,
            text,
            why,
            cites: found.told.cites,
            sources,
            notes: found.told.notes,
            steps: found.told.steps,
            pack: found.pack,
        }))
    }
}
