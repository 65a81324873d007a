//! The report for people: counts, then each source with its items.

use super::report::{Item, SourceReport, State};
use crate::check::layout::wrap;

/// Writes the sheet, 60 columns wide.
pub fn write(reports: &[SourceReport]) -> String {
    let mut out = String::from("What of the sources the rules hold\n");
    let sum = |each: fn(&SourceReport) -> usize| -> usize { reports.iter().map(each).sum() };
    let all = [
        sum(|one| one.modelled),
        sum(|one| one.not_modelled),
        sum(|one| one.review),
    ];
    for counted in each_state(all) {
        out += &format!("  {counted}\n");
    }
    for report in reports {
        out.push('\n');
        let head = format!("{} · {} · {}", report.source, report.title, report.dated);
        out += &wrap(&head, "", "  ");
        out += &counts([report.modelled, report.not_modelled, report.review]);
        for item in &report.items {
            out += &lines(item);
        }
    }
    out
}

fn counts(counted: [usize; 3]) -> String {
    wrap(&each_state(counted).join(" · "), "  ", "  ")
}

fn each_state(counted: [usize; 3]) -> [String; 3] {
    let [modelled, not_modelled, review] = counted;
    [
        (State::Modelled, modelled),
        (State::NotModelled, not_modelled),
        (State::Review, review),
    ]
    .map(|(state, count)| format!("{} {count} {}", shape(state), word(state)))
}

fn lines(item: &Item) -> String {
    let first = format!("  {} ", shape(item.state));
    let says = format!("{}: {} ({})", word(item.state), item.says, item.id);
    let mut out = wrap(&says, &first, "    ");
    if let Some(reason) = &item.reason {
        out += &wrap(reason, "      ", "      ");
    }
    if !item.places.is_empty() {
        out += &wrap(&item.places.join(", "), "      in ", "      ");
    }
    out
}

const fn shape(state: State) -> char {
    match state {
        State::Modelled => 'v',
        State::NotModelled => 'x',
        State::Review => '?',
    }
}

const fn word(state: State) -> &'static str {
    match state {
        State::Modelled => "modelled",
        State::NotModelled => "not modelled",
        State::Review => "waiting for review",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::embedded;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_line_fits_and_every_item_has_its_shape_and_word() {
        let sources = embedded::load().unwrap();
        let reports: Vec<SourceReport> = sources
            .into_iter()
            .map(|source| SourceReport::new(source, None))
            .collect();
        let sheet = write(&reports);
        assert!(sheet.lines().all(|line| line.width() <= 60));
        for state in State::ALL {
            let start = format!("  {} {}: ", shape(state), word(state));
            let shown = sheet.lines().filter(|line| line.starts_with(&start));
            let items = reports.iter().flat_map(|report| &report.items);
            let items = items.filter(|item| item.state == state);
            assert_eq!(shown.count(), items.count(), "{start}");
        }
    }
}
