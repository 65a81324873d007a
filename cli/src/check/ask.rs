//! Asks what is open, one question at a time.
use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use dodam_companion::rules::{Facts, Packs, Question, QuestionKind, Report, Request};
use rust_i18n::t;

use super::Stop;
use super::layout::wrap;

/// Lists longer than this are typed, not chosen.
const LONGEST_LIST: usize = 20;

/// Asks until nothing is open or the person stops, and returns the last answers.
pub fn ask_open_questions(
    packs: &Packs,
    request: &Request,
    facts: &mut Facts,
) -> Result<Report, Stop> {
    let mut terminal = Terminal {
        input: std::io::stdin().lock(),
        output: std::io::stdout().lock(),
        language: request.language.tag(),
    };
    ask_with(&mut terminal, packs, request, facts)
}

fn ask_with<I: BufRead, O: Write>(
    terminal: &mut Terminal<I, O>,
    packs: &Packs,
    request: &Request,
    facts: &mut Facts,
) -> Result<Report, Stop> {
    let mut passed = BTreeSet::new();
    let mut topic = None;
    loop {
        let report = packs.check(request, facts).map_err(Stop::usage)?;
        // What could be put together is asked one by one here: each is a line to type.
        let next = packs.next_questions(&report, request, &passed);
        let next = next.and_then(|next| Some((next.questions.first()?.clone(), next)));
        let Some((question, next)) = next else {
            return Ok(report);
        };
        if topic.is_none() {
            terminal.say(&t!("check.ask.greeting", locale = terminal.language), "")?;
        }
        if topic.as_ref() != Some(&next.decision) {
            let title = next.title.as_ref().unwrap_or(&next.decision);
            terminal.say("", "")?;
            terminal.say(title, "== ")?;
            topic = Some(next.decision);
        }
        terminal.put(&question, next.again)?;
        match terminal.answer(packs, request, &question, facts)? {
            Reply::Answered => {}
            Reply::DontKnow => {
                passed.insert(question.fact);
            }
            Reply::Stop => return Ok(report),
        }
    }
}

enum Reply {
    Answered,
    DontKnow,
    Stop,
}

/// Where questions are put and answers typed.
struct Terminal<'a, I, O> {
    input: I,
    output: O,
    language: &'a str,
}

impl<I: BufRead, O: Write> Terminal<'_, I, O> {
    fn say(&mut self, text: &str, indent: &str) -> Result<(), Stop> {
        let text = wrap(text, indent, indent);
        self.output
            .write_all(text.as_bytes())
            .map_err(Stop::unwritten)
    }

    /// Reads lines until one is an answer to the question.
    fn answer(
        &mut self,
        packs: &Packs,
        request: &Request,
        question: &Question,
        facts: &mut Facts,
    ) -> Result<Reply, Stop> {
        loop {
            let Some(typed) = self.read_line()? else {
                return Ok(Reply::Stop);
            };
            // The letters in brackets are the same keys on a Korean keyboard.
            match typed.to_lowercase().as_str() {
                "q" | "ㅂ" => return Ok(Reply::Stop),
                "d" | "ㅇ" => return Ok(Reply::DontKnow),
                "n" | "ㅜ" => {
                    let declined = facts.decline(packs, &question.fact, request.as_of);
                    declined.map_err(Stop::usage)?;
                    return Ok(Reply::Answered);
                }
                _ => {}
            }
            // Read on a copy: an answer that contradicts another one is asked again.
            let mut tried = facts.clone();
            let value = chosen(&question.kind, &typed);
            let read = value.map(|value| {
                tried.set_value(packs, &question.fact, &value, request.as_of)?;
                packs.check(request, &tried)
            });
            match read {
                Some(Ok(_)) => {
                    *facts = tried;
                    return Ok(Reply::Answered);
                }
                _ => {
                    self.say(&t!("check.ask.again", locale = self.language), "")?;
                    self.say(&how_to_answer(&question.kind, self.language), "")?;
                }
            }
        }
    }

    fn put(&mut self, question: &Question, again: bool) -> Result<(), Stop> {
        let language = self.language;
        self.say("", "")?;
        if again {
            self.say(&t!("check.ask.confirm", locale = language), "")?;
        }
        self.say(&question.text, "")?;
        let why = t!("check.ask.why", locale = language, why = question.why_asked);
        self.say(&why, "  ")?;
        self.say(&t!("check.ask.who", locale = language), "  ")?;
        for (index, label) in labels(&question.kind, language).iter().enumerate() {
            self.say(&format!("{}. {label}", index + 1), "  ")?;
        }
        let ways_out = [
            ('d', t!("check.ask.dont_know", locale = language)),
            ('n', t!("check.ask.rather_not", locale = language)),
            ('q', t!("check.ask.stop", locale = language)),
        ];
        for (letter, label) in ways_out {
            self.say(&format!("{letter}. {label}"), "  ")?;
        }
        self.say(&how_to_answer(&question.kind, language), "")
    }

    /// A line without its ends; nothing at the end of the input.
    fn read_line(&mut self) -> Result<Option<String>, Stop> {
        self.output
            .write_all(b"> ")
            .and_then(|()| self.output.flush())
            .map_err(Stop::unwritten)?;
        let mut line = String::new();
        match self.input.read_line(&mut line) {
            Ok(0) => {
                self.output.write_all(b"\n").map_err(Stop::unwritten)?;
                Ok(None)
            }
            Ok(_) => Ok(Some(line.trim().to_owned())),
            // A line that isn't text is an answer that can't be read.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                Ok(Some(String::new()))
            }
            Err(error) => Err(Stop::unwritten(error)),
        }
    }
}

fn how_to_answer(kind: &QuestionKind, language: &str) -> String {
    match kind {
        QuestionKind::Date => t!("check.ask.like_date", locale = language),
        QuestionKind::Money => t!("check.ask.like_money", locale = language),
        QuestionKind::Number => t!("check.ask.like_number", locale = language),
        kind if is_listed(kind) => t!("check.ask.like_number", locale = language),
        _ => t!("check.ask.like_text", locale = language),
    }
    .into_owned()
}

fn labels(kind: &QuestionKind, language: &str) -> Vec<String> {
    match kind {
        QuestionKind::YesNo => vec![
            t!("check.ask.yes", locale = language).into_owned(),
            t!("check.ask.no", locale = language).into_owned(),
        ],
        QuestionKind::Choice(choices) | QuestionKind::Place(choices) if is_listed(kind) => {
            choices.iter().map(|choice| choice.label.clone()).collect()
        }
        _ => Vec::new(),
    }
}

fn is_listed(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::YesNo | QuestionKind::Choice(_) => true,
        QuestionKind::Place(places) => places.len() <= LONGEST_LIST,
        _ => false,
    }
}

/// The value that was typed, or chosen by its number; nothing for a number that isn't there.
fn chosen(kind: &QuestionKind, typed: &str) -> Option<String> {
    if typed.is_empty() {
        return None;
    }
    let number: Option<usize> = typed.trim_end_matches('.').parse().ok();
    match (kind, number) {
        (QuestionKind::YesNo, Some(1)) => Some("true".into()),
        (QuestionKind::YesNo, Some(2)) => Some("false".into()),
        (QuestionKind::YesNo, Some(_)) => None,
        (QuestionKind::Choice(choices) | QuestionKind::Place(choices), Some(number)) => {
            let choice = choices
                .get(number.checked_sub(1)?)
                .filter(|_| is_listed(kind));
            choice.map(|choice| choice.value.clone())
        }
        _ => Some(typed.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dodam_companion::rules::Language;
    use jiff::civil::date;
    use unicode_width::UnicodeWidthStr;

    /// What is said when these lines are typed, and the verdicts at the end.
    fn conversation(decision: &str, lines: &str, language: Language) -> (String, Report) {
        let packs = dodam_companion::packs::embedded().unwrap();
        let request = Request {
            as_of: date(2025, 2, 20),
            known_at: None,
            decisions: vec![decision.to_owned()],
            language,
        };
        let mut output = Vec::new();
        let mut terminal = Terminal {
            input: lines.as_bytes(),
            output: &mut output,
            language: language.tag(),
        };
        let mut facts = Facts::new();
        let report = ask_with(&mut terminal, &packs, &request, &mut facts).unwrap();
        (String::from_utf8(output).unwrap(), report)
    }

    #[test]
    fn answering_every_question_gives_a_verdict() {
        let lines = "2025-02-20\n15\n1\n0\n3\n2\n1\n";
        let (said, report) = conversation("kr.gb.pilot/support", lines, Language::En);
        assert_eq!(
            report.answers[0].verdict,
            dodam_companion::rules::Verdict::Yes,
            "{said}"
        );
    }

    #[test]
    fn every_question_shows_why_who_and_three_ways_out() {
        for language in Language::COMPLETE {
            let (said, _) = conversation("kr.nhi/regional", &"d\n".repeat(40), language);
            for (way, times) in [("\n  d. ", 8), ("\n  n. ", 8), ("\n  q. ", 8)] {
                assert!(said.matches(way).count() >= times, "{said}");
            }
            assert!(
                said.lines()
                    .all(|line| line.width() <= super::super::layout::COLUMNS),
                "{said}"
            );
        }
    }

    #[test]
    fn a_declined_fact_is_not_asked_again() {
        let (said, report) = conversation("kr.nhi/workplace", &"n\n".repeat(40), Language::En);
        assert_eq!(said.matches("lawfully employed now").count(), 1, "{said}");
        assert!(report.answers[0].open.is_empty());
        assert!(report.answers[0].declined.contains(&"employed".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_is_asked_again_and_the_end_of_input_stops() {
        let (said, report) = conversation("kr.nhi/workplace", "9\n\nmaybe\n1\n", Language::En);
        assert_eq!(said.matches("couldn't read that").count(), 3, "{said}");
        assert!(!report.answers[0].open.contains(&"registered".to_owned()));
        let (said, _) = conversation("kr.nhi/workplace", "q\n", Language::En);
        assert_eq!(said.matches("> ").count(), 1, "{said}");
    }
}
