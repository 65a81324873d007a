//! Puts a pack's figures and calculations together.

use crate::assemble::Assembly;
use crate::compile::no_such;
use crate::error::PackError;
use crate::figure::{Calculation, Figure, Planned, Unit};
use crate::formulas::FigureNames;
use crate::pack::Param;
use crate::raw;
use crate::source::At;

const MOST_FIGURES: usize = 200;

impl Assembly<'_> {
    pub(crate) fn read_figures(&mut self, params: &[Param]) -> Vec<Figure> {
        let units: Vec<Unit> = params.iter().map(|param| param.unit).collect();
        let mut figures: Vec<Figure> = Vec::new();
        let mut names: Vec<(String, Unit)> = Vec::new();
        self.each(
            ("figure", |file| &file.figure),
            |one| &one.id,
            |this, figure, at| {
                let made = this.figure(figure, &names, &units, &at);
                if let Some(made) = this.complaints.keep(made) {
                    names.push((made.id.clone(), made.unit));
                    figures.push(made);
                }
                this.figures.push(figure.id.clone());
            },
        );
        figures
    }

    fn figure(
        &self,
        figure: &raw::Figure,
        names: &[(String, Unit)],
        units: &[Unit],
        at: &At,
    ) -> Result<Figure, PackError> {
        let taken = self.figures.contains(&figure.id) || self.params.contains_key(&figure.id);
        if taken || self.scope().fact_ids.contains_key(&figure.id) {
            return at
                .key("id")
                .fail("a fact, a parameter or another figure has this id");
        }
        if names.len() >= MOST_FIGURES {
            return at.fail(format!("a pack may have {MOST_FIGURES} figures at most"));
        }
        let written = [
            ("krw", Unit::Krw, &figure.krw),
            ("rate", Unit::Rate, &figure.rate),
            ("day", Unit::Day, &figure.day),
            ("word", Unit::Word, &figure.word),
        ];
        let mut written = written
            .into_iter()
            .filter_map(|(key, unit, formula)| Some((key, unit, formula.as_ref()?)));
        let (Some((key, unit, formula)), None) = (written.next(), written.next()) else {
            return at.fail(
                "a figure has one of krw, rate, day or word, which says how it is worked out",
            );
        };
        for (place, cite) in figure.cite.iter().enumerate() {
            self.cited(cite, &at.key("cite").place(place))?;
        }
        if figure.cite.is_empty() && figure.text.is_some() {
            return at
                .key("cite")
                .fail("a figure with a text needs a citation: cite = [\"the id of a [[cite]]\"]");
        }
        let known = FigureNames {
            scope: self.scope(),
            figures: names,
            param_units: units,
        };
        let formula = known.formula(formula, unit, &at.key(key), 0)?;
        Ok(Figure {
            id: figure.id.clone(),
            unit,
            formula,
            text: figure.text.clone(),
            cites: figure.cite.clone(),
        })
    }

    /// The figure that a note or step asks about, and what it may be.
    pub(crate) fn figure_in_when(
        &self,
        written: &raw::When,
        at: &At,
    ) -> Result<Option<(usize, Vec<String>)>, PackError> {
        match &written.figure {
            None if written.is.is_empty() => Ok(None),
            None => at.key("is").fail("`is` belongs to `figure`"),
            Some(_) if written.is.is_empty() => {
                at.fail("`figure` needs `is`, a list of its words, \"KNOWN\" or \"UNKNOWN\"")
            }
            Some(id) => match self.figures.iter().position(|figure| figure == id) {
                Some(index) => Ok(Some((index, written.is.clone()))),
                None => {
                    let known = self.figures.iter().map(String::as_str);
                    at.key("figure").fail(no_such("figure", id, known))
                }
            },
        }
    }

    pub(crate) fn read_calculations(&mut self, figures: &[Figure]) -> Vec<Calculation> {
        // Texts may name figures below, so they are looked at when all are known.
        self.each(
            ("figure", |file| &file.figure),
            |one| &one.id,
            |this, figure, at| {
                let text = figure.text.as_ref();
                let looked_at = text.map_or(Ok(()), |text| this.text(text, &at.key("text")));
                this.complaints.keep(looked_at);
            },
        );
        let mut calculations: Vec<Calculation> = Vec::new();
        self.each(
            ("calculation", |file| &file.calculation),
            |one| &one.id,
            |this, written, at| {
                let twice = calculations.iter().any(|other| other.id == written.id);
                let made = if twice {
                    at.key("id").fail("two calculations have this id")
                } else {
                    this.calculation(written, figures, &at)
                };
                calculations.extend(this.complaints.keep(made));
            },
        );
        calculations
    }

    fn calculation(
        &self,
        written: &raw::Calculation,
        figures: &[Figure],
        at: &At,
    ) -> Result<Calculation, PackError> {
        self.named_after_pack(&written.id, "calculation", at)?;
        let mut named = Calculation {
            id: written.id.clone(),
            title: written.title.clone(),
            figures: Default::default(),
            planned: written
                .plan
                .as_ref()
                .map(|plan| planned(plan, &at.key("plan")))
                .transpose()?,
        };
        for (name, id) in &written.figures {
            let known = figures.iter().map(|figure| figure.id.as_str());
            match figures.iter().position(|figure| figure.id == *id) {
                Some(index) => named.figures.insert(name.clone(), index),
                None => {
                    let at = at.key("figures").key(name);
                    return at.fail(no_such("figure", id, known));
                }
            };
        }
        let by = named.figures.get("by");
        if named.planned.is_some() && by.is_none_or(|by| figures[*by].unit != Unit::Day) {
            return at
                .key("plan")
                .fail("what a plan asks for has a day called `by`: figures = { by = \"…\" }");
        }
        if named.figures.is_empty() {
            return at
                .key("figures")
                .fail("name what is asked: figures = { health_krw = \"a figure's id\" }");
        }
        Ok(named)
    }
}

fn planned(written: &raw::Plan, at: &At) -> Result<Planned, PackError> {
    match (&written.starts, &written.ends) {
        (None, None) if !written.perhaps => Ok(Planned::Always),
        (Some(decision), None) => Ok(Planned::Starts {
            decision: decision.clone(),
            perhaps: written.perhaps,
        }),
        (None, Some(decision)) if !written.perhaps => Ok(Planned::Ends(decision.clone())),
        (Some(_), Some(_)) => at.fail("a plan looks at where YES `starts` or `ends`, not both"),
        (None, _) => at.fail("`perhaps` belongs to `starts`: where YES may start"),
    }
}
