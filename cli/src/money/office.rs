//! `dodam office`: where to ask about the insurance.
use std::process::ExitCode;

use super::{Asked, show};
use crate::check::{Given, Stop, ended};

/// Which NHIS office looks after foreign residents of a city
#[derive(Debug, clap::Args)]
pub struct OfficeArgs {
    /// The city or county, in any usual spelling, such as Gimpo or 김포
    #[arg(long, value_name = "NAME")]
    city: String,
    #[command(flatten)]
    given: Given,
}

/// Runs `dodam office`; with `json` it prints JSON.
pub fn run(args: &OfficeArgs, json: bool) -> ExitCode {
    ended(answer(args, json))
}

fn answer(args: &OfficeArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&args.given)?;
    let today = asked.day(None)?;
    let office = asked.packs.office(&args.city, today, asked.language);
    let office = office.map_err(Stop::usage)?;
    show(&office, json, || {
        asked.sheet(
            std::slice::from_ref(&office.name),
            "kr.nhi.office",
            &office.told,
        )
    })
}
