//! Every text of a file as it was read, with the address that `written_text` gives it.

use crate::raw::{Contact, Fact, PackFile, Programme, Whys};
use crate::text::Text;

/// What is done with a text and its address.
type Visit<'v> = dyn FnMut(&str, &mut Text) + 'v;

impl PackFile {
    /// Calls `visit` for each text.
    pub(crate) fn each_text(&mut self, visit: &mut Visit<'_>) {
        for fact in &mut self.fact {
            of_fact(fact, visit);
        }
        for place in &mut self.place {
            visit(&format!("place.{}.text", word(&place.id)), &mut place.text);
        }
        for contact in &mut self.contact {
            of_contact(contact, visit);
        }
        for programme in &mut self.programme {
            of_programme(programme, visit);
        }
        for cite in &mut self.cite {
            visit(&format!("cite.{}.title", word(&cite.id)), &mut cite.title);
        }
        self.each_text_of_rules(visit);
    }

    fn each_text_of_rules(&mut self, visit: &mut Visit<'_>) {
        for criterion in &mut self.criterion {
            let at = format!("criterion.{}.why", word(&criterion.id));
            let Whys {
                met,
                not_met,
                unknown,
                needs_decision,
            } = &mut criterion.why;
            some(&at, "met", met, visit);
            some(&at, "not_met", not_met, visit);
            some(&at, "unknown", unknown, visit);
            some(&at, "needs_decision", needs_decision, visit);
        }
        for decision in &mut self.decision {
            let at = format!("decision.{}", word(&decision.id));
            visit(&format!("{at}.title"), &mut decision.title);
            let (at, say) = (format!("{at}.say"), &mut decision.say);
            visit(&format!("{at}.yes"), &mut say.yes);
            visit(&format!("{at}.no"), &mut say.no);
            visit(&format!("{at}.unknown"), &mut say.unknown);
            some(&at, "not_yet", &mut say.not_yet, visit);
            some(&at, "needs_decision", &mut say.needs_decision, visit);
        }
        for figure in &mut self.figure {
            let at = format!("figure.{}", word(&figure.id));
            some(&at, "text", &mut figure.text, visit);
        }
        for calculation in &mut self.calculation {
            let at = format!("calculation.{}.title", word(&calculation.id));
            visit(&at, &mut calculation.title);
        }
        for note in &mut self.note {
            visit(&format!("note.{}.text", word(&note.id)), &mut note.text);
        }
        for step in &mut self.step {
            let at = format!("step.{}", word(&step.id));
            visit(&format!("{at}.do"), &mut step.what);
            for (item, place) in step.bring.0.iter_mut().zip(1..) {
                visit(&format!("{at}.bring.{place}"), item);
            }
        }
    }
}

fn of_fact(fact: &mut Fact, visit: &mut Visit<'_>) {
    let at = format!("fact.{}", word(&fact.id));
    visit(&format!("{at}.ask"), &mut fact.ask);
    visit(&format!("{at}.why"), &mut fact.why);
    for choice in &mut fact.choices {
        let at = format!("{at}.choices.{}.text", word(&choice.id));
        visit(&at, &mut choice.text);
    }
    for (rule, place) in fact.contradicts.iter_mut().zip(1..) {
        visit(&format!("{at}.contradicts.{place}.text"), &mut rule.text);
    }
}

fn of_contact(contact: &mut Contact, visit: &mut Visit<'_>) {
    let at = format!("contact.{}", word(&contact.id));
    visit(&format!("{at}.who"), &mut contact.who);
    some(&at, "hours", &mut contact.hours, visit);
    some(&at, "cost", &mut contact.cost, visit);
}

fn of_programme(programme: &mut Programme, visit: &mut Visit<'_>) {
    let at = format!("programme.{}", word(&programme.id));
    visit(&format!("{at}.title"), &mut programme.title);
    visit(&format!("{at}.who"), &mut programme.who);
    visit(&format!("{at}.what"), &mut programme.what);
    some(&at, "hours", &mut programme.hours, visit);
    some(&at, "cost", &mut programme.cost, visit);
}

fn some(at: &str, key: &str, text: &mut Option<Text>, visit: &mut Visit<'_>) {
    if let Some(text) = text {
        visit(&format!("{at}.{key}"), text);
    }
}

/// An id as one word, as in addresses.
pub(crate) fn word(id: &str) -> String {
    id.split_whitespace().collect::<Vec<_>>().join("_")
}
