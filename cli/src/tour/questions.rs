//! Steps 2 and 3: packs, and the two questions.

use super::report::Report;
use super::stage::People;
use crate::output::{DAMAGED, Failed};
use dodam_companion::rules::{Answer, Facts, Language, Packs, Request, State, Verdict};
use jiff::civil::{Date, date};

const SUPPORT: &str = "kr.gb.pilot/support";
const REGIONAL: &str = "kr.nhi/regional";
/// The day both questions are about.
const AS_OF: Date = date(2025, 2, 20);
/// Her visa, as she types it; long enough to be searched for.
pub const VISA: &str = "D-8-4";

/// Step 2.
pub fn load_packs(report: &mut Report) -> Result<Packs, Failed> {
    let packs = dodam_companion::packs::embedded()
        .map_err(|error| Failed::new(DAMAGED, error.to_string()))?;
    for pack in packs.list() {
        let what = format!(
            "{} v{}: its {} own tests passed",
            pack.id, pack.version, pack.tests_run
        );
        report.check(what, pack.tests_run > 0)?;
    }
    for id in [SUPPORT, REGIONAL, "kr.nhi/workplace"] {
        report.check(
            format!("{id} can be answered"),
            packs.decisions().contains(&id),
        )?;
    }
    Ok(packs)
}

/// Step 3.
pub fn ask(
    people: &People,
    packs: &Packs,
    language: Language,
    report: &mut Report,
) -> Result<(), Failed> {
    let known = [
        "registered=true",
        "province=Gyeongsangbuk-do",
        "city=Andong",
        "centre=안동의료원",
        "service=outpatient",
        "service_date=2025-02-20",
        "request_krw=300000",
        "cap_used_krw=0",
    ];
    tell(people, packs, &known)?;
    let unknown = answer(people, packs, SUPPORT, language, report)?;
    report.check(
        "support: not known yet",
        unknown.verdict == Verdict::Unknown,
    )?;
    report.same(
        "it asks exactly one question",
        "nhi_enrolled".to_owned(),
        unknown.open.join(", "),
    )?;
    if let Some(question) = packs.question("nhi_enrolled", language) {
        report.show(&format!("? {} ({})", question.text, question.why_asked));
    }

    tell(people, packs, &["nhi_enrolled=false"])?;
    let yes = answer(people, packs, SUPPORT, language, report)?;
    report.check("answered: appears eligible", yes.verdict == Verdict::Yes)?;
    let cited = yes
        .criteria
        .iter()
        .all(|criterion| criterion.state == State::Met && !criterion.cites.is_empty());
    report.check("every criterion is met and has a source", cited)?;
    show(&yes, packs, language, report);

    let visa = format!("visa={VISA}");
    let stay = [
        visa.as_str(),
        "entry_date=2024-10-01",
        "stay_until=2026-09-30",
        "absences=none",
        "employed=false",
        "sponsor_insured=false",
        "born_in_korea=false",
        "opted_out=false",
    ];
    tell(people, packs, &stay)?;
    let not_yet = answer(people, packs, REGIONAL, language, report)?;
    report.check(
        "National Health Insurance: not yet",
        not_yet.verdict == Verdict::No,
    )?;
    let becomes = not_yet.becomes.map(|next| (next.verdict, next.from));
    report.check(
        "and from which day: 2025-04-01",
        becomes == Some((Verdict::Yes, date(2025, 4, 1))),
    )?;
    report.check("with what to do until then", !not_yet.steps.is_empty())?;
    show(&not_yet, packs, language, report);
    Ok(())
}

fn tell(people: &People, packs: &Packs, said: &[&str]) -> Result<(), Failed> {
    let mut facts = Facts::new();
    for fact in said {
        facts
            .set_text(packs, fact, AS_OF)
            .map_err(|error| Failed::usage(error.to_string()))?;
    }
    Ok(people.resident.set_facts(packs, &facts)?)
}

fn answer(
    people: &People,
    packs: &Packs,
    decision: &str,
    language: Language,
    report: &mut Report,
) -> Result<Answer, Failed> {
    let decisions = vec![decision.to_owned()];
    let request = Request {
        as_of: AS_OF,
        known_at: None,
        decisions,
        language,
    };
    let answered = people.resident.check(packs, &request, &Facts::new())?;
    let answer = answered.answers.into_iter().next();
    let answer = answer.ok_or_else(|| Failed::new(DAMAGED, "a pack gave no answer"))?;
    report.answer(serde_json::to_value(&answer).unwrap_or_default());
    Ok(answer)
}

/// The sentence, each criterion with its reason and sources, and the next steps.
fn show(answer: &Answer, packs: &Packs, language: Language, report: &mut Report) {
    report.show(&answer.text);
    let sources = packs.sources(answer, language);
    for criterion in &answer.criteria {
        let mut cited: Vec<&str> = Vec::new();
        for source in sources
            .iter()
            .filter(|source| criterion.cites.contains(&source.id))
        {
            if !cited.contains(&source.source.as_str()) {
                cited.push(&source.source);
            }
        }
        let (mark, cited) = (mark(criterion.state), cited.join(", "));
        report.show(&format!("{mark} {} [{cited}]", criterion.why));
    }
    for step in &answer.steps {
        let phone = step.phone.as_deref().unwrap_or("");
        report.show(&format!("> {} {phone}", step.what));
    }
    if !packs.texts_reviewed(&answer.pack.id, answer.pack.version) {
        report.show("(These words are not yet checked by a native speaker.)");
    }
}

fn mark(state: State) -> char {
    match state {
        State::Met => 'v',
        State::NotMet => 'x',
        State::Unknown => '?',
        State::NeedsDecision => '@',
    }
}
