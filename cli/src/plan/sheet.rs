//! A plan as people read it: each person in short, then day by day.

use dodam_companion::rules::{
    Application, Door, Known, Language, LineKind, MonthPlan, Packs, PersonPlan, Plan, PlanLine,
    StepText, Verdict,
};
use jiff::civil::Date;
use rust_i18n::t;

use super::ONESELF;
use crate::check::card::{Style, section};
use crate::check::layout::wrap;
use crate::check::view::step_lines;

/// The whole sheet.
pub fn write(packs: &Packs, plan: &Plan, language: Language) -> String {
    let sheet = Sheet {
        packs,
        plan,
        language,
        tag: language.tag(),
    };
    sheet.whole()
}

struct Sheet<'a> {
    packs: &'a Packs,
    plan: &'a Plan,
    language: Language,
    tag: &'a str,
}

impl Sheet<'_> {
    fn whole(&self) -> String {
        let (from, until) = (self.date(self.plan.from), self.date(self.plan.until));
        let title = t!("plan.title", locale = self.tag, from = from, until = until);
        let mut out = wrap(&title, "", "    ");
        out += &wrap(&t!("plan.supposes", locale = self.tag), "    ", "    ");
        let style = Style {
            language: self.tag,
            colour: false,
        };
        for person in &self.plan.people {
            out += &section(&self.name(&person.person), &self.in_short(person), style);
            out += &self.now(person);
        }
        out += &self.open(style);
        out += &self.day_by_day();
        let mut sources: Vec<String> = Vec::new();
        for source in self.plan.lines.iter().flat_map(|line| &line.sources) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        let title = t!("check.card.sources", locale = self.tag);
        out += &section(&title, &sources, style);
        out += "\n";
        out += &wrap(&t!("plan.emergency", locale = self.tag), "", "");
        out + &wrap(&t!("check.card.draft", locale = self.tag), "", "")
    }

    fn name(&self, person: &str) -> String {
        if self.plan.people.len() == 1 && person == ONESELF {
            t!("plan.me", locale = self.tag).into_owned()
        } else {
            person.to_owned()
        }
    }

    fn date(&self, day: Date) -> String {
        self.language.format_date(day)
    }

    /// Who is covered how, what could be applied for, and what it costs.
    fn in_short(&self, person: &PersonPlan) -> Vec<String> {
        let mut lines = Vec::new();
        for cover in &person.cover {
            let door = match cover.door {
                Door::Workplace => t!("plan.door.workplace", locale = self.tag),
                Door::Dependant => t!("plan.door.dependant", locale = self.tag),
                Door::Regional => t!("plan.door.regional", locale = self.tag),
                Door::None => t!("plan.door.none", locale = self.tag),
                Door::Unknown => t!("plan.door.unknown", locale = self.tag),
            };
            let mut line = self.span(&door, cover.from, cover.until);
            if let Some(counts) = cover.counts_from {
                let counts = self.date(counts);
                line += " ";
                line += &t!("plan.counts_from", locale = self.tag, date = counts);
            }
            lines.push(line);
        }
        for may in &person.may_apply {
            let with = may
                .with
                .join(&t!("check.card.between_names", locale = self.tag));
            let what = match (may.what, with.is_empty()) {
                (Application::Dependant, true) => t!("plan.apply.dependant", locale = self.tag),
                (Application::Dependant, false) => {
                    t!("plan.apply.dependant_of", locale = self.tag, with = with)
                }
                (Application::HouseholdMerge, true) => t!("plan.apply.merge", locale = self.tag),
                (Application::HouseholdMerge, false) => {
                    t!("plan.apply.merge_with", locale = self.tag, with = with)
                }
            };
            let what = match may.verdict {
                Verdict::Yes => what.into_owned(),
                _ => t!("plan.apply.perhaps", locale = self.tag, what = what).into_owned(),
            };
            lines.push(self.span(&what, may.from, may.until));
        }
        lines.extend(self.no_shared_bill(person));
        lines.extend(self.costs(&person.months));
        lines
    }

    /// What can be done now, by whoever isn't surely insured or may apply for something.
    fn now(&self, person: &PersonPlan) -> String {
        let door = person.cover.first().map(|cover| cover.door);
        let in_doubt = matches!(door, None | Some(Door::None | Door::Unknown));
        let lines = self.plan.lines.iter().filter(|line| {
            line.person == person.person
                && line.day == self.plan.from
                && match line.kind {
                    LineKind::Cover => in_doubt,
                    LineKind::Application => true,
                    LineKind::Money | LineKind::Deadline => false,
                }
        });
        let steps = lines.flat_map(|line| line.steps.iter().take(2));
        let steps = steps.filter(|step| step.phone.as_deref() != Some("119"));
        steps.map(|step| self.step(step, "  ")).collect()
    }

    fn step(&self, step: &StepText, indent: &str) -> String {
        let lines = step_lines(step, self.tag);
        let mut parts = vec![lines.what];
        parts.extend(lines.details.into_iter().next());
        let step = parts.join(" ");
        let said = t!("plan.first_step", locale = self.tag, step = step);
        wrap(&said, indent, &format!("{indent}  "))
    }

    /// From when to when a bill can't be shared, said to those who have one of their own.
    fn no_shared_bill(&self, person: &PersonPlan) -> Vec<String> {
        let own_bill = person
            .cover
            .iter()
            .any(|cover| matches!(cover.door, Door::Regional | Door::Unknown));
        if !own_bill || !person.has_relatives {
            return Vec::new();
        }
        let answers = person.answers.iter();
        let refused = answers.filter(|answer| {
            answer.decision == "kr.nhi/household-merge" && answer.verdict == Verdict::No
        });
        let said = t!("plan.no_shared_bill", locale = self.tag);
        refused
            .map(|answer| {
                let later = answer.from.filter(|from| *from > self.plan.from);
                self.span(&said, later, answer.until)
            })
            .collect()
    }

    fn span(&self, what: &str, from: Option<Date>, until: Option<Date>) -> String {
        let day = |day: Option<Date>| day.map(|day| self.date(day)).unwrap_or_default();
        let said = match (from.is_some(), until.is_some()) {
            (false, false) => return what.to_owned(),
            (true, false) => t!(
                "plan.span.from",
                locale = self.tag,
                from = day(from),
                what = what
            ),
            (false, true) => t!(
                "plan.span.until",
                locale = self.tag,
                until = day(until),
                what = what
            ),
            (true, true) => t!(
                "plan.span.both",
                locale = self.tag,
                from = day(from),
                until = day(until),
                what = what
            ),
        };
        said.into_owned()
    }

    /// What months cost, those alike together.
    fn costs(&self, months: &[MonthPlan]) -> Vec<String> {
        let mut spans: Vec<(&str, &str, String)> = Vec::new();
        for month in months {
            let cost = self.cost(month);
            match spans.last_mut() {
                Some((_, last, same)) if *same == cost => *last = &month.month,
                _ => spans.push((&month.month, &month.month, cost)),
            }
        }
        // Where there is no insurance there is nothing to say of its price.
        let told = spans.into_iter().filter(|(_, _, cost)| !cost.is_empty());
        let lines = told.map(|(from, until, cost)| {
            let (from, until) = (self.month(from), self.month(until));
            if from == until {
                t!("plan.cost.one", locale = self.tag, from = from, cost = cost)
            } else {
                t!(
                    "plan.cost.many",
                    locale = self.tag,
                    from = from,
                    until = until,
                    cost = cost
                )
            }
        });
        lines.map(|line| line.into_owned()).collect()
    }

    /// A month such as `2026-03`, as the reader writes it.
    fn month(&self, month: &str) -> String {
        let first = format!("{month}-01").parse();
        first.map_or_else(
            |_| month.to_owned(),
            |first| self.language.format_month(first),
        )
    }

    fn cost(&self, month: &MonthPlan) -> String {
        let total = month.total_krw.map(|krw| self.language.format_number(krw));
        let total = total.unwrap_or_default();
        let charged_back = month.notes.iter().any(|note| note == "charged_back");
        let cost = match (month.door, month.state, &month.last_known) {
            (Some(Door::None), _, _) if charged_back => {
                t!("plan.cost.charged_back", locale = self.tag)
            }
            (Some(Door::None), _, _) => return String::new(),
            (None, _, _) => t!("plan.cost.change", locale = self.tag),
            (Some(Door::Workplace), Known::Known, _) => {
                t!("plan.cost.wages", locale = self.tag, total = total)
            }
            (Some(Door::Dependant), _, _) => {
                t!("plan.cost.nothing", locale = self.tag)
            }
            (_, Known::Known, _) => t!("plan.cost.bill", locale = self.tag, total = total),
            (_, Known::Unknown, Some(last)) => t!(
                "plan.cost.last_known",
                locale = self.tag,
                period = last.period,
                total = self.language.format_number(last.total_krw)
            ),
            (_, Known::Unknown, None) => t!("plan.cost.unknown", locale = self.tag),
        };
        let set_by_nhis = month.notes.iter().any(|note| note == "due_set_by_nhis");
        if set_by_nhis {
            return t!("plan.cost.due_set", locale = self.tag, cost = cost).into_owned();
        }
        cost.into_owned()
    }

    /// What is still to be answered, each question with those whom it is about.
    fn open(&self, style: Style) -> String {
        let mut questions: Vec<(&str, Vec<String>)> = Vec::new();
        for person in &self.plan.people {
            for id in person.open.iter().chain(&person.confirm) {
                let name = self.name(&person.person);
                match questions.iter_mut().find(|(asked, _)| *asked == id) {
                    Some((_, names)) => names.push(name),
                    None => questions.push((id, vec![name])),
                }
            }
        }
        let between = t!("check.card.between_names", locale = self.tag);
        let lines: Vec<String> = questions
            .into_iter()
            .filter_map(|(id, names)| {
                let question = self.packs.fact_type(id)?.question(self.language);
                Some(self.whose(&names.join(&between), question))
            })
            .collect();
        section(&t!("check.card.open", locale = self.tag), &lines, style)
    }

    fn whose(&self, person: &str, what: &str) -> String {
        if self.plan.people.len() == 1 {
            return what.to_owned();
        }
        let said = t!(
            "plan.whose",
            locale = self.tag,
            person = person,
            what = what
        );
        said.into_owned()
    }

    fn day_by_day(&self) -> String {
        let mut out = format!("\n{}\n", t!("plan.calendar", locale = self.tag));
        let first = self.plan.from;
        // What holds on the first day stands above; only what comes is dated.
        let lines = self.plan.lines.iter().filter(|line| {
            line.day > first || matches!(line.kind, LineKind::Money | LineKind::Deadline)
        });
        let mut before = None;
        for (line, names) in together(lines) {
            if before != Some(line.day) {
                out += &wrap(&self.date(line.day), "  ", "    ");
            }
            before = Some(line.day);
            out += &wrap(&self.line(line, &names), "  - ", "    ");
            for note in line
                .notes
                .iter()
                .filter(|note| is_shown(line.kind, &note.id))
            {
                out += &wrap(&note.text, "      ", "      ");
            }
            if let Some(step) = line.steps.first().filter(|_| line.kind != LineKind::Money) {
                out += &self.step(step, "      ");
            }
        }
        if before.is_none() {
            let people = self.plan.people.iter();
            let known = people
                .flat_map(|person| &person.cover)
                .all(|cover| cover.door != Door::Unknown);
            let said = if known {
                t!("plan.nothing", locale = self.tag)
            } else {
                t!("plan.nothing_yet", locale = self.tag)
            };
            out += &wrap(&said, "  ", "  ");
        }
        out
    }

    fn line(&self, line: &PlanLine, people: &[&str]) -> String {
        let what = match (line.kind, &line.month, line.total_krw) {
            (LineKind::Money, Some(month), Some(krw)) => {
                let total = self.language.format_number(krw);
                let said = t!(
                    "plan.due.known",
                    locale = self.tag,
                    month = self.month(month),
                    total = total
                );
                said.into_owned()
            }
            (LineKind::Money, Some(month), None) => {
                let month = self.month(month);
                t!("plan.due.unknown", locale = self.tag, month = month).into_owned()
            }
            _ => line.text.clone(),
        };
        let between = t!("check.card.between_names", locale = self.tag);
        let names: Vec<String> = people.iter().map(|person| self.name(person)).collect();
        self.whose(&names.join(&between), &what)
    }
}

/// What a premium is worked out from was said above; that the day is a Sunday wasn't.
fn is_shown(kind: LineKind, note: &str) -> bool {
    match kind {
        LineKind::Deadline => true,
        LineKind::Money => note == "due_on_a_free_day",
        LineKind::Cover | LineKind::Application => false,
    }
}

/// Lines that say the same on the same day, once, with everybody they are about.
fn together<'a>(lines: impl Iterator<Item = &'a PlanLine>) -> Vec<(&'a PlanLine, Vec<&'a str>)> {
    let mut grouped: Vec<(&PlanLine, Vec<&str>)> = Vec::new();
    for line in lines {
        let same = grouped.iter_mut().find(|(other, _)| {
            (
                other.day,
                other.kind,
                &other.text,
                &other.month,
                other.total_krw,
            ) == (line.day, line.kind, &line.text, &line.month, line.total_krw)
        });
        match same {
            Some((_, people)) => people.push(&line.person),
            None => grouped.push((line, vec![&line.person])),
        }
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use dodam_companion::rules::{Facts, Member, PlanRequest, Planner};
    use jiff::civil::date;

    fn sheet(language: Language, said: &[&str]) -> String {
        let packs = dodam_companion::packs::embedded().unwrap_or_else(|error| panic!("{error}"));
        let from = date(2026, 1, 15);
        let mut facts = Facts::new();
        for fact in said {
            let set = facts.set_text(&packs, fact, from);
            set.unwrap_or_else(|error| panic!("{error}"));
        }
        let request = PlanRequest {
            from,
            until: date(2027, 1, 14),
            language,
        };
        let me = Planner {
            member: Member {
                id: ONESELF.to_owned(),
                facts,
            },
            changes: Vec::new(),
        };
        let plan = packs.plan(request, &[me], &[]);
        write(
            &packs,
            &plan.unwrap_or_else(|error| panic!("{error}")),
            language,
        )
    }

    #[test]
    fn of_whom_nothing_is_known_nothing_is_dated_and_somebody_can_be_called() {
        for language in Language::COMPLETE {
            let sheet = sheet(language, &[]);
            let nothing_yet = t!("plan.nothing_yet", locale = language.tag());
            let start: String = nothing_yet.chars().take(12).collect();
            assert!(sheet.contains(&start), "{sheet}");
            let nhis = match language {
                Language::Ko => "1577-1000",
                _ => "033-811-2000",
            };
            assert!(sheet.contains(nhis) && sheet.contains("119"), "{sheet}");
        }
    }

    #[test]
    fn a_long_trip_is_dated_with_what_to_do_before_and_after() {
        let said = [
            "registered=true",
            "visa=D-8",
            "entry_date=2025-01-10",
            "visa_since=2025-01-10",
            "absences=2026-04-10..2026-05-22",
            "employed=false",
            "sponsor_insured=false",
            "opted_out=false",
            "born_in_korea=false",
            "stay_until=2028-01-09",
        ];
        let sheet = sheet(Language::En, &said);
        let days = [
            "Friday 10 April 2026",
            "Saturday 11 April 2026",
            "Friday 22 May 2026",
        ];
        let places: Vec<_> = days.map(|day| sheet.find(&format!("\n  {day}\n"))).into();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{sheet}"
        );
        assert!(
            !sheet.contains("won, paid by bill"),
            "the least of 2026 isn't known: {sheet}"
        );
    }
}
