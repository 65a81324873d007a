//! Turns an answer into a card.
use dodam_companion::rules::{
    Answer, CriterionAnswer, Facts, Language, Packs, State, StepText, Verdict, own_name,
};
use jiff::civil::Date;
use rust_i18n::t;

use super::card::{Card, Mark, StepLines};
use super::since;

/// The card for one answer.
pub fn card(
    packs: &Packs,
    answer: &Answer,
    as_of: Date,
    facts: &Facts,
    language: Language,
) -> Card {
    let tag = language.tag();
    Card {
        title: title(packs, answer, language),
        mark: verdict_mark(answer.verdict),
        sentence: answer.text.clone(),
        dates: dates(answer, as_of, facts, language),
        steps: answer
            .steps
            .iter()
            .map(|step| step_lines(step, tag))
            .collect(),
        questions: questions(packs, answer, facts, language),
        reasons: reasons(&answer.criteria),
        notes: answer.notes.iter().map(|note| note.text.clone()).collect(),
        sources: packs
            .sources(answer, language)
            .into_iter()
            .map(|source| source.text)
            .collect(),
        draft: !packs.texts_reviewed(&answer.pack.id, answer.pack.version),
    }
}

fn verdict_mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Yes => Mark::Met,
        Verdict::No => Mark::NotMet,
        Verdict::Unknown => Mark::Unknown,
        Verdict::NeedsDecision => Mark::NeedsDecision,
    }
}

fn state_mark(state: State) -> Mark {
    verdict_mark(state.into())
}

fn title(packs: &Packs, answer: &Answer, language: Language) -> String {
    let title = packs.title(&answer.decision, language);
    title.unwrap_or(&answer.decision).to_owned()
}

fn dates(answer: &Answer, as_of: Date, facts: &Facts, language: Language) -> Vec<String> {
    let tag = language.tag();
    let date = |day: Date| language.format_date(day);
    let mut lines =
        vec![t!("check.card.asked_about", locale = tag, date = date(as_of)).into_owned()];
    // The run of days of an open answer says nothing yet, and for "yes" its last day says
    // what the next verdict would say again.
    let (from, until, becomes) = match answer.verdict {
        Verdict::Yes => (answer.from, answer.until, None),
        Verdict::No => (
            answer.from.filter(|_| answer.becomes.is_none()),
            None,
            answer.becomes,
        ),
        Verdict::Unknown | Verdict::NeedsDecision => (None, None, None),
    };
    if let Some(from) = from.filter(|from| since::is_own(*from, facts)) {
        lines.push(t!("check.card.from", locale = tag, date = date(from)).into_owned());
    }
    if let Some(until) = until {
        lines.push(t!("check.card.until", locale = tag, date = date(until)).into_owned());
    }
    if let Some(becomes) = becomes {
        let word = verdict_mark(becomes.verdict).verdict_word(tag);
        let from = date(becomes.from);
        lines.push(
            t!(
                "check.card.becomes",
                locale = tag,
                date = from,
                verdict = word
            )
            .into_owned(),
        );
    }
    lines.extend(amounts(answer, language));
    lines
}

/// What of a request could be paid. With "no", what is left of the limit would read as a promise.
fn amounts(answer: &Answer, language: Language) -> Option<String> {
    let amounts = answer.amounts?;
    let tag = language.tag();
    let krw = |krw: i64| language.format_number(krw);
    let (requested, refused) = (krw(amounts.requested_krw), krw(amounts.refused_krw));
    let line = if answer.verdict == Verdict::No {
        t!(
            "check.card.amounts_of_no",
            locale = tag,
            requested = requested,
            refused = refused
        )
    } else {
        t!(
            "check.card.amounts",
            locale = tag,
            requested = requested,
            granted = krw(amounts.granted_krw),
            refused = refused,
            remaining = krw(amounts.remaining_krw)
        )
    };
    Some(line.into_owned())
}

/// A step as it is shown: with whom, when, in which language, at what cost.
pub fn step_lines(step: &StepText, tag: &str) -> StepLines {
    let mut details = Vec::new();
    if let Some(phone) = &step.phone {
        let call = t!("check.card.phone", locale = tag, phone = phone);
        details.push(match &step.who {
            Some(who) => format!("{call} · {who}"),
            None => call.into_owned(),
        });
    } else if let Some(who) = &step.who {
        details.push(who.clone());
    }
    if let Some(abroad) = &step.abroad {
        details.push(t!("check.card.abroad", locale = tag, phone = abroad).into_owned());
    }
    if let Some(hours) = &step.hours {
        details.push(hours.clone());
    }
    if !step.languages.is_empty() {
        let languages: Vec<&str> = step.languages.iter().map(|tag| own_name(tag)).collect();
        let languages = languages.join(&t!("check.card.between_names", locale = tag));
        details.push(t!("check.card.languages", locale = tag, languages = languages).into_owned());
    }
    if let Some(cost) = &step.cost {
        details.push(t!("check.card.cost", locale = tag, cost = cost).into_owned());
    }
    if !step.bring.is_empty() {
        let bring = step
            .bring
            .join(&t!("check.card.between_things", locale = tag));
        details.push(t!("check.card.bring", locale = tag, bring = bring).into_owned());
    }
    StepLines {
        what: step.what.clone(),
        details,
        say_ko: step.say_ko.clone(),
    }
}

/// Headings and questions for what is open, to be confirmed or declined.
fn questions(
    packs: &Packs,
    answer: &Answer,
    facts: &Facts,
    language: Language,
) -> Vec<(String, Vec<String>)> {
    let tag = language.tag();
    let texts = |ids: &[String]| -> Vec<String> {
        let question = |id: &String| packs.question(id, language).map(|question| question.text);
        ids.iter().filter_map(question).collect()
    };
    let said = |id: &String| {
        let question = packs.question(id, language)?.text;
        let said = facts.iter().find(|fact| fact.id == *id)?;
        let value = said.value.unwrap_or_default();
        let day = language.format_date(said.said_on);
        let line = t!(
            "check.card.said",
            locale = tag,
            question = question,
            value = value,
            date = day
        );
        Some(line.into_owned())
    };
    vec![
        (
            t!("check.card.open", locale = tag).into_owned(),
            texts(&answer.open),
        ),
        (
            t!("check.card.confirm", locale = tag).into_owned(),
            answer.confirm.iter().filter_map(said).collect(),
        ),
        (
            t!("check.card.declined", locale = tag).into_owned(),
            texts(&answer.declined),
        ),
    ]
}

/// What stands in the way comes first.
fn reasons(criteria: &[CriterionAnswer]) -> Vec<(Mark, String)> {
    let order = [
        State::NotMet,
        State::Unknown,
        State::NeedsDecision,
        State::Met,
    ];
    let of = |state: State| {
        criteria
            .iter()
            .filter(move |criterion| criterion.state == state)
    };
    order
        .into_iter()
        .flat_map(of)
        .map(|criterion| (state_mark(criterion.state), criterion.why.clone()))
        .collect()
}
